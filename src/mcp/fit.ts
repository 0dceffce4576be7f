/** Bytes that an answer has at the most: what an agent reads it has to keep in mind. */
export const MOST_BYTES = 20_000;

/** Bytes that the items of a page share; the rest is for what stands beside them. */
const PAGE_BYTES = 14_000;

/** Characters of a text, and items of a list, that are kept, at first and where that does not do. */
const CUTS = [
  { text: 2000, items: 200 },
  { text: 600, items: 60 },
  { text: 200, items: 20 },
  { text: 80, items: 5 },
  { text: 40, items: 2 },
] as const;

type Cut = (typeof CUTS)[number];

/** A document as text of no more than `MOST_BYTES`: what is long in it is cut, and says so. */
export function fitted(document: object): string {
  for (const cut of CUTS) {
    const text = JSON.stringify(cutTo(document, cut));
    if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  }
  return JSON.stringify({ error: 'the answer is too long: ask for less of it, such as by `limit` or `only`' });
}

function cutTo(value: unknown, cut: Cut): unknown {
  if (typeof value === 'string') return cutText(value, cut.text);
  if (Array.isArray(value)) {
    const kept = value.slice(0, cut.items).map((one) => cutTo(one, cut));
    return kept.length === value.length ? kept : [...kept, `… and ${value.length - kept.length} more`];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [cutText(key, cut.text), cutTo(one, cut)]));
}

/** The beginning of a text, and how much more there is; `passed` more than the text has. */
export function cutText(text: string, most: number, passed = 0): string {
  const more = Math.max(0, text.length - most) + passed;
  return more === 0 ? text : `${text.slice(0, most)}… (${more} more characters)`;
}

/** Jobs that are told of beside counts of all. */
export const NAMED = 20;

/** Which of many are asked for. */
export interface PageAsked {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Some of many, and where the next begin. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** The `offset` of the next page; null on the last. */
  readonly next: number | null;
}

const USUAL_LIMIT = 50;

/** The items that are asked for, as far as they have room in an answer; at least one, so that whoever goes on comes to the end. */
export function pageOf<T>(all: readonly T[], { offset = 0, limit = USUAL_LIMIT }: PageAsked): Page<T> {
  const items: T[] = [];
  let bytes = 0;
  for (const one of all.slice(offset, offset + limit)) {
    bytes += Buffer.byteLength(JSON.stringify(one));
    if (items.length > 0 && bytes > PAGE_BYTES) break;
    items.push(one);
  }
  const end = offset + items.length;
  return { items, total: all.length, next: items.length > 0 && end < all.length ? end : null };
}
