import type { Token } from '../shell-lines.ts';
import { nameOf } from './names.ts';

/** A place at which the lines differ. `lead` and `tail` are what each has around its value, as the shell has it. */
export interface Column {
  readonly name: string;
  /** One for each line. */
  readonly values: readonly string[];
  readonly lead: Affix;
  readonly tail: Affix;
}

/** What all values of a place have in common: as it is written, and as a program is given it; null where the shell expands it. */
interface Affix {
  readonly raw: string;
  readonly given: string | null;
}

const NONE: Affix = { raw: '', given: '' };

/** A place of all lines: the same in each, or a column. */
export type Place = { readonly text: string } | { readonly column: Column };

/** What stands at one place of each line; null where it differs in what only the shell can tell. `before` is what stands before it. */
export function placeOf(tokens: readonly Token[], before: readonly Token[]): Place | null {
  const [first] = tokens;
  if (
    first === undefined ||
    tokens.some(({ kind, raw }) => kind !== first.kind || (kind === 'operator' && raw !== first.raw))
  ) {
    return null;
  }
  if (tokens.every(({ raw }) => raw === first.raw)) return { text: first.raw };
  const given = tokens.flatMap((token) => token.given ?? []);
  if (given.length < tokens.length) return expandedPlace(tokens, before);
  if (given.every((text) => text === given[0])) return { text: first.raw };
  const lead = commonLead(given);
  const tail = commonTail(given.map((text) => text.slice(lead.length)));
  const values = given.map((text) => text.slice(lead.length, text.length - tail.length));
  const name = nameOf({ lead, tail, before, sample: values[0] ?? '' });
  return { column: { name, values, lead: literal(lead), tail: literal(tail) } };
}

/** Words that begin alike with what the shell expands, such as `$DATA/a` and `$DATA/b`. */
function expandedPlace(tokens: readonly Token[], before: readonly Token[]): Place | null {
  const raws = tokens.map(({ raw }) => raw);
  const lead = commonLead(raws);
  const rests = raws.map((raw) => raw.slice(lead.length));
  if (lead === '' || !isWhole(lead) || !rests.every((rest) => /^[\w@%+=:,./-]+$/.test(rest))) return null;
  const name = nameOf({ lead, tail: '', before, sample: rests[0] ?? '' });
  return { column: { name, values: rests, lead: { raw: lead, given: null }, tail: NONE } };
}

/** Whether no quote and no bracket is open at its end. */
function isWhole(raw: string): boolean {
  const rest = raw.replaceAll(/'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|\$\{[^{}]*\}|\$\w+/g, '');
  return !/['"\\$`{}]/.test(rest);
}

function literal(given: string): Affix {
  return { raw: given === '' ? '' : wordPart(given), given };
}

/** A part of a word, in quotes where it needs some. */
export function wordPart(text: string): string {
  return /^[\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The longest that all begin with, up to where a value may begin. No value is left empty. */
function commonLead(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) {
    while (!text.startsWith(first.slice(0, length))) length -= 1;
  }
  const shortest = Math.min(...texts.map((text) => text.length));
  const key = /^(?:-{0,2}|\+{0,2})[A-Za-z_][\w.@/-]*=/.exec(first.slice(0, length))?.[0] ?? '';
  const path = first.slice(0, length).replace(/[^/=:,]*$/, '');
  return [path, key].find((lead) => lead.length < shortest) ?? '';
}

/** The longest that all end with that is an extension, the end of a path, or a percent sign. */
function commonTail(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) {
    while (!text.endsWith(first.slice(first.length - length))) length -= 1;
  }
  const common = first.slice(first.length - length);
  const tail = /(?:\/.*|(?:\.[A-Za-z]\w*)+|%)$/s.exec(common)?.[0] ?? '';
  return texts.every((text) => text.length > tail.length) ? tail : '';
}

/** The text that a line has at a column, as a program is given it; null where the shell expands a part of it. */
export function givenOf({ lead, tail, values }: Column, row: number): string | null {
  const value = values[row];
  return lead.given === null || tail.given === null || value === undefined ? null : lead.given + value + tail.given;
}
