/** What a value that anybody may have written must be. Throws `Malformed`, with `at` saying where it stands. */
export type Reader<T> = (value: unknown, at: string) => T;

/** Something is not what it must be; the message says what, for people. */
export class Malformed extends Error {}

/** The most characters of a text that is shown to people. */
const LONGEST_TEXT = 4096;

/** A text, without what could steer a terminal. */
export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw new Malformed(`${at} is no text`);
  if (value.length > LONGEST_TEXT) throw new Malformed(`${at} is too long`);
  return value.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
};

export function number({ least, most }: { readonly least: number; readonly most: number }): Reader<number> {
  return (value, at) => {
    if (typeof value !== 'number') throw new Malformed(`${at} is no number`);
    if (!(value >= least && value <= most)) throw new Malformed(`${at} is out of bounds`);
    return value;
  };
}

export function integer(bounds: { readonly least: number; readonly most: number }): Reader<number> {
  const read = number(bounds);
  return (value, at) => {
    const found = read(value, at);
    if (!Number.isInteger(found)) throw new Malformed(`${at} is no whole number`);
    return found;
  };
}

export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null ? null : read(value, at));
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new Malformed(`${at} is no list`);
    return value.map((one, index) => read(one, `${at}[${index}]`));
  };
}

export function record<T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, at) =>
    Object.fromEntries(
      Object.entries(asObject(value, at)).map(([key, one]) => {
        const name = text(key, at);
        return [name, read(one, `${at}.${name}`)];
      }),
    );
}

/** The fields of an object, by name; undefined for one that is not there. */
export function object(value: unknown, at: string): (name: string) => unknown {
  const fields = asObject(value, at);
  return (name) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
}

function asObject(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed(`${at} is no object`);
  return value as Record<string, unknown>;
}
