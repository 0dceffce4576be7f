import type { Node, Path } from '../tree/node.ts';
import { insideBody, placeOf } from './place.ts';

/** The most of a value that a sentence repeats. */
const LONGEST = 40;

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1) ?? ''}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function choice(words: readonly string[]): string {
  return list(words, 'or');
}

/** What a sentence calls the thing at `path`: `` `timeout.grace` ``, `` an item of `requires` ``. */
export function subject(path: Path): string {
  const inside = insideBody(path);
  const lastIndex = inside.findLastIndex((step) => /^\d+$/.test(step));
  const keys = inside.slice(lastIndex + 1);
  if (keys.length > 0) return `\`${keys.join('.')}\``;
  return `an item of \`${inside
    .slice(0, lastIndex)
    .filter((step) => !/^\d+$/.test(step))
    .join('.')}\``;
}

/** What a sentence calls the map at `path`, whose keys it speaks of. */
export function placeName(path: Path): string {
  const place = placeOf(path);
  switch (place) {
    case 'sweep':
      return 'a sweep';
    case 'rule':
      return 'a rule';
    case 'stage':
      return 'a stage';
    case 'value':
      return 'the settings of a value';
    case 'axis':
    case 'values':
    case 'other':
      return subject(path);
    default:
      return place satisfies never;
  }
}

/** The end of a sentence that says what a value must be: what it is instead. */
export function foundIn(node: Node): string {
  switch (node.kind) {
    case 'list':
      return ', not a list';
    case 'map':
      return ', not a map';
    case 'scalar':
      if (node.text.trim() === '') return ', but it is empty';
      return `, not ${node.style === 'quoted' ? 'the text ' : ''}\`${shorten(node.text)}\``;
    case 'broken':
      return '';
    default:
      return node satisfies never;
  }
}

/** The beginning of a value that is long or has several lines. */
export function shorten(text: string): string {
  const line = text.split('\n')[0] ?? '';
  if (line.length === text.length && line.length <= LONGEST) return text;
  return `${line.slice(0, LONGEST).trimEnd()}…`;
}
