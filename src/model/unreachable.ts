/** Ends a `switch` over a union: the compiler sees that no case is missing. Throws if one gets here all the same. */
export function unreachable(value: never): never {
  throw new Error(`no such case: ${JSON.stringify(value)}`);
}
