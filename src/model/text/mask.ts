/** Leaves out of a text what nobody is to read. */
export type Mask = (text: string) => string;

/** What stands for a value that is left out. */
export const MASKED = '•••';

/** A shorter value would be found everywhere, and is no secret. */
const SHORTEST = 4;

/** Leaves these values out, and of one that has several lines each of them; those of fewer than four characters stay. */
export function masking(values: Iterable<string>): Mask {
  const parts = [...values].flatMap((value) => [value, ...value.split(/\r?\n/)].map((part) => part.trim()));
  const secret = [...new Set(parts)].filter((part) => part.length >= SHORTEST);
  if (secret.length === 0) return (text) => text;
  // One may be the beginning of another.
  const longestFirst = secret.toSorted((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((left, part) => left.replaceAll(part, MASKED), text);
}
