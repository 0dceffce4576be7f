/** Whether a value out of JSON is what its place needs. */
export type Check = (value: unknown) => boolean;

export const text: Check = (value) => typeof value === 'string';
export const number: Check = (value) => Number.isFinite(value);
export const either =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) || other(value);
export const nothing: Check = (value) => value === null;
export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
export const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value);
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
export const flag: Check = (value) => typeof value === 'boolean';
/** A check for each field of a type, so that none is forgotten. */
export type Fields<T> = { readonly [Field in keyof T]-?: Check };

/** Every field of `T` must pass its check. */
export const object = <T>(fields: Fields<T>): Check => {
  const names = Object.keys(fields);
  const checks = Object.values<Check>(fields);
  return (value) => {
    if (!isObject(value)) return false;
    // By index: each line of a long journal comes by here.
    for (let at = 0; at < names.length; at += 1) if (checks[at]?.(value[names[at] ?? '']) !== true) return false;
    return true;
  };
};
export const mapOf =
  (check: Check): Check =>
  (value) => {
    if (!isObject(value)) return false;
    for (const name of Object.keys(value)) if (!check(value[name])) return false;
    return true;
  };

/** Whether a value out of JSON is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
