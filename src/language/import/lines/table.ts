import { type Column, givenOf, type Place, placeOf, wordPart } from './column.ts';
import { derivation, type Piece } from './derive.ts';
import type { LineJob } from './job.ts';
import { distinctNames } from './names.ts';
import type { Token } from '../shell-lines.ts';

/** Lines of one form, as one. */
export interface Table {
  /** For the shell, with `{{name}}` where a value goes. */
  readonly command: string;
  /** What varies of itself: all else that differs follows from it. */
  readonly columns: readonly Pick<Column, 'name' | 'values'>[];
}

/** The jobs of lines that are all of one form; null where they are not. */
export function tableOf(jobs: readonly LineJob[]): Table | null {
  const [first] = jobs;
  if (first === undefined || jobs.some(({ tokens }) => tokens.length !== first.tokens.length)) return null;
  const places: { place: Place; isApart: boolean }[] = [];
  for (const [index, { isApart }] of first.tokens.entries()) {
    const tokens = jobs.flatMap((job) => job.tokens[index] ?? []);
    const place = placeOf(tokens, first.tokens.slice(0, index));
    if (place === null || ('column' in place && splitsAssignment(jobs, index, place.column))) return null;
    places.push({ place, isApart });
  }
  const all = places.flatMap(({ place }) => ('column' in place ? [place.column] : []));
  const derived = derivedAmong(all);
  const columns = all.filter((column) => !derived.has(column));
  const names = distinctNames(columns.map(({ name }) => name));
  const nameOf = (column: Column | undefined) => names[column === undefined ? -1 : columns.indexOf(column)] ?? '';
  const template = (column: Column): string => {
    const { lead, tail } = column;
    const { pieces, isWhole } = derived.get(column) ?? { pieces: [{ column: all.indexOf(column) }], isWhole: false };
    const inner = pieces.map((piece) =>
      'literal' in piece ? wordPart(piece.literal) : `{{${nameOf(all[piece.column])}}}`,
    );
    return isWhole ? inner.join('') : `${lead.raw}${inner.join('')}${tail.raw}`;
  };
  const words = places.map(({ place, isApart }, index) => {
    const text = 'text' in place ? place.text : template(place.column);
    return `${isApart && index > 0 ? ' ' : ''}${text}`;
  });
  return {
    command: words.join(''),
    columns: columns.map(({ values }, index) => ({ name: names[index] ?? '', values })),
  };
}

/** Whether a column would put in quotes what is an assignment before a command on some line: the shell then takes it for the command. */
function splitsAssignment(jobs: readonly LineJob[], index: number, { lead }: Column): boolean {
  return jobs.some(({ tokens }) => isAssignment(tokens, index)) && !ASSIGNS.test(lead.raw);
}

const ASSIGNS = /^[A-Za-z_]\w*\+?=/;

/** Whether a word assigns a variable: no other word stands before it in its command. */
function isAssignment(tokens: readonly Token[], index: number): boolean {
  const before = tokens.slice(0, index);
  const own = before.slice(before.findLastIndex(({ kind }) => kind === 'operator') + 1);
  return [...own, ...tokens.slice(index, index + 1)].every(({ raw }) => ASSIGNS.test(raw));
}

/** How many rows are looked at before a column is tried on all of them. */
const SAMPLE = 24;

interface Derived {
  readonly pieces: readonly Piece[];
  /** Whether they make up all of the text, else the value between what all have in common. */
  readonly isWhole: boolean;
}

/** Columns that follow from others, the longest texts first: what a path is made of is shorter than the path. */
function derivedAmong(columns: readonly Column[]): ReadonlyMap<Column, Derived> {
  const derived = new Map<Column, Derived>();
  const rows = columns[0]?.values.length ?? 0;
  const sample = [...new Set(Array.from({ length: SAMPLE }, (_, index) => Math.floor((index * rows) / SAMPLE)))];
  const lengthOf = ({ values }: Column) => values.reduce((most, value) => Math.max(most, value.length), 0);
  const longestFirst = columns
    .map((column, index) => ({ column, index, length: lengthOf(column) }))
    .sort((a, b) => b.length - a.length || b.index - a.index);
  for (const { column } of longestFirst) {
    const sources = columns.map((one) => (one === column || derived.has(one) ? null : one.values));
    const whole = column.values.flatMap((_, row) => givenOf(column, row) ?? []);
    const follows = (texts: readonly string[]) => (texts.length === rows ? following(texts, sources, sample) : null);
    const [ofWhole, ofValue] = [follows(whole), follows(column.values)];
    const pieces = ofWhole ?? ofValue;
    if (pieces !== null) derived.set(column, { pieces, isWhole: ofWhole !== null });
  }
  return derived;
}

/** How texts follow from others, tried on a few rows, and then on all. */
function following(
  texts: readonly string[],
  sources: readonly (readonly string[] | null)[],
  sample: readonly number[],
): readonly Piece[] | null {
  const few = (all: readonly string[]) => sample.map((row) => all[row] ?? '');
  const pieces = derivation(
    few(texts),
    sources.map((source) => (source === null ? null : few(source))),
  );
  if (pieces === null) return null;
  const textAt = (row: number) =>
    pieces.map((piece) => ('literal' in piece ? piece.literal : (sources[piece.column]?.[row] ?? ''))).join('');
  return texts.every((text, row) => textAt(row) === text) ? pieces : null;
}
