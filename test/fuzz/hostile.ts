import fc from 'fast-check';
import { expect } from 'vitest';
import { cases } from '../rig/cases.ts';

/** Texts that mean something to whoever shows them, files them away, runs them, or keeps things by name. */
const HOSTILE: readonly string[] = [
  // To a terminal, which they clear, retitle, colour, turn around or write over.
  ...['\u001B[2J\u001B[H', '\u001B]0;title\u0007', '\u009B31m', '\u001B[', '\u0000', '\r', '\b', '\u202E', '\u2028'],
  // To a file system.
  ...['../../../outside', '/etc/passwd', '.', '..', 'a/b', '~', '-rf', 'x'.repeat(300)],
  // To a shell.
  ...['$(touch outside)', '`touch outside`', '"; touch outside; "', "'; touch outside; '", '\ntouch outside\n'],
  // To a page.
  ...['<img src=x onerror=alert(1)>', '</script><script>', '"><b>', '&amp;', "' onclick='"],
  // To JavaScript.
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '{{constructor}}', '{{{__proto__}}}'],
  // To whoever counts.
  ...['9'.repeat(400), '-0', '1e400', 'NaN', '-Infinity', '0x10', '1.5', '-1', ''],
  // To whoever decodes.
  ...['\uD800', '\uFEFF', '\u{1F468}\u200D\u{1F469}', 'ü', 'e\u0301\u0301'],
];

/** One of them, or any other text. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

/** Several of them in a row. */
const anyTexts = fc.array(anyText, { maxLength: 12 }).map((parts) => parts.join(''));

/** What is done to a text at one place: some of it goes, is told twice, or something comes between. */
const edit = fc.tuple(fc.nat(), fc.nat({ max: 24 }), fc.constantFrom('cut', 'twice', 'put'), anyText);

/** One of these texts with some changes, and now and then another one altogether. */
export function textLike(...texts: readonly string[]): fc.Arbitrary<string> {
  const edited = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) =>
      edits.reduce((current, [at, length, how, added]) => {
        const place = at % (current.length + 1);
        const [before, some, after] = [
          current.slice(0, place),
          current.slice(place, place + length),
          current.slice(place + length),
        ];
        return before + (how === 'cut' ? '' : how === 'twice' ? some + some : added + some) + after;
      }, text),
    );
  return fc.oneof({ weight: 6, arbitrary: edited }, { weight: 1, arbitrary: anyTexts });
}

/** The same of bytes, which need be no UTF-8. */
export function bytesLike(...contents: readonly Uint8Array[]): fc.Arbitrary<Buffer> {
  const edited = fc
    .tuple(
      fc.constantFrom(...contents),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.boolean()), { maxLength: 6 }),
    )
    .map(([content, edits]) =>
      edits.reduce((current, [at, byte, isCut]) => {
        const place = at % (current.length + 1);
        if (isCut) return current.subarray(0, place);
        const changed = Buffer.from(current);
        if (place < changed.length) changed[place] = byte;
        return changed;
      }, Buffer.from(content)),
    );
  const any = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ weight: 6, arbitrary: edited }, { weight: 1, arbitrary: any });
}

/** A value that stands nowhere it belongs. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: anyText },
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], { __proto__: null }, [
    null,
    {},
  ]),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** The text of one of these values as JSON, of which some parts are others, are missing, or are joined by such that are none. */
export function jsonLike(...values: readonly unknown[]): fc.Arbitrary<string> {
  const how = fc.constantFrom('replace', 'remove', 'add', 'twice');
  return fc
    .tuple(
      fc.constantFrom(...values),
      fc.array(fc.tuple(fc.nat(), how, anyText, anyValue), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([value, edits, isTorn]) => {
      const text = (JSON.stringify(edits.reduce(editedValue, value)) as string | undefined) ?? 'null';
      return isTorn && text.length % 7 === 0 ? text.slice(0, -1) : text;
    });
}

type Edit = readonly [at: number, how: string, name: string, value: unknown];

function editedValue(value: unknown, [at, how, name, other]: Edit): unknown {
  let left = at % placesIn(value);
  const walk = (one: unknown): unknown => {
    const isHere = left === 0;
    left -= 1;
    if (isHere) return how === 'add' ? withMember(one, name, other) : how === 'twice' ? [one, one] : other;
    if (Array.isArray(one)) {
      return one.flatMap((each: unknown) => (how === 'remove' && left === 0 ? (walk(each), []) : [walk(each)]));
    }
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).flatMap(([key, each]) => {
        const isToGo = how === 'remove' && left === 0;
        const walked = walk(each);
        return isToGo ? [] : [[key, walked]];
      }),
    );
  };
  return walk(value);
}

/** A member more: `Object.fromEntries` gives an object one of its own, whatever its name. */
function withMember(value: unknown, name: string, other: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[]), other];
  if (typeof value !== 'object' || value === null) return { [name]: other };
  return Object.fromEntries([...Object.entries(value), [name, other]]);
}

function placesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + placesIn(one), 1);
}

const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];
const membersOf = (): string => PROTOTYPES.flatMap((one) => Object.getOwnPropertyNames(one)).join();
const MEMBERS = membersOf();

/**
 * Has `read` take in as many of these as there are to be: 10,000 in the long run, 200 in `npm test`. Whatever it throws is a fault, and what
 * all objects have in common must stay what it is.
 */
export function takesAny<T>(input: fc.Arbitrary<T>, read: (input: T) => void): void {
  fc.assert(
    fc.property(input, (one) => {
      read(one);
      expect(membersOf()).toBe(MEMBERS);
    }),
    { numRuns: cases(10_000, 50) },
  );
}

/** What would move a cursor, colour, or turn text around; lines and tabs are what texts are made of. */
const STEERS = /[^\P{Cc}\n\t]|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Nothing in a text can do anything to a terminal; colours that are the program's own are left out of it before. */
export function expectHarmless(text: string): void {
  const found = STEERS.exec(text);
  if (found !== null) expect(text.slice(Math.max(0, found.index - 40), found.index + 10)).not.toMatch(STEERS);
}

/** All texts that a value holds, names of members too. */
export function textsIn(value: unknown, found: string[] = []): readonly string[] {
  if (typeof value === 'string') found.push(value);
  else if (value instanceof Map || value instanceof Set) for (const one of value) textsIn(one, found);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      if (!Array.isArray(value)) found.push(name);
      textsIn(one, found);
    }
  }
  return found;
}
