import { type Column, givenOf, type Place, placeOf, wordPart } from './column.ts';
import { derivation, type Piece } from './derive.ts';
import type { LineJob } from './job.ts';
import { type Flag, withoutFlags } from './flags.ts';
import { areOfOneForm, ASSIGNS } from './forms.ts';
import { remainderOf, type Remainder } from './remainder.ts';
import { distinctNames } from './names.ts';
import type { Token } from '../shell-lines.ts';

/** Lines of one form, as one. */
export interface Table {
  /** For the shell, with `{{name}}` where a value goes. */
  readonly command: string;
  /** What varies of itself: all else that differs follows from it. */
  readonly columns: readonly Pick<Column, 'name' | 'values'>[];
  /** What of that is a flag. */
  readonly flags: readonly FlagColumn[];
}

/** What some lines have: `list` is empty where its axis is false, and else has the word, for the command or, of a variable that is set, for people. */
export interface FlagColumn extends Pick<Flag, 'raw' | 'sets'> {
  readonly axis: string;
  readonly list: string;
}

/** The jobs of lines that are all of one form, but for flags that only some have; null where they are not. */
export function tableOf(jobs: readonly LineJob[]): Table | null {
  const parted = withoutFlags(jobs);
  return tableOfWords(jobs, []) ?? (parted === null ? null : tableOfWords(parted.jobs, parted.flags));
}

function tableOfWords(jobs: readonly LineJob[], flags: readonly Flag[]): Table | null {
  const [first] = jobs;
  if (first === undefined || jobs.some(({ tokens }) => tokens.length !== first.tokens.length)) return null;
  if (!areOfOneForm(jobs)) return null;
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
  const remainders = remaindersAmong(all, derived);
  const names = distinctNames(
    [...columns, ...flags].map(({ name }) => name).concat(flags.map(({ name }) => `${name}_flag`)),
  );
  const [axes, lists] = [names.slice(columns.length), names.slice(columns.length + flags.length)];
  const nameOf = (column: Column | undefined) => names[column === undefined ? -1 : columns.indexOf(column)] ?? '';
  const template = (column: Column): string => {
    const { lead, tail } = column;
    const { before = [], after = [] } = remainders.get(column) ?? {};
    const own = { pieces: [...before, { column: all.indexOf(column) }, ...after], isWhole: false };
    const { pieces, isWhole } = derived.get(column) ?? own;
    const inner = pieces.map((piece) =>
      'literal' in piece ? wordPart(piece.literal) : `{{${nameOf(all[piece.column])}}}`,
    );
    return isWhole ? inner.join('') : `${lead.raw}${inner.join('')}${tail.raw}`;
  };
  const words = places.map(({ place, isApart }, index) => {
    const text = 'text' in place ? place.text : template(place.column);
    return `${isApart && index > 0 ? ' ' : ''}${text}`;
  });
  const flagsAt = (at: number) =>
    flags.flatMap((flag, index) => (flag.at === at && flag.sets === null ? [` {{${lists[index] ?? ''}}}`] : []));
  const left = columns.map((column) => remainders.get(column) ?? column);
  const varying = [...left, ...flags.map(({ isThere }) => ({ values: isThere.map(String) }))];
  return {
    command: [...words.flatMap((word, at) => [...flagsAt(at), word]), ...flagsAt(words.length)].join(''),
    columns: varying.map(({ values }, index) => ({ name: names[index] ?? '', values })),
    flags: flags.map(({ raw, sets }, index) => ({ axis: axes[index] ?? '', list: lists[index] ?? '', raw, sets })),
  };
}

/** Whether a column would put in quotes what is an assignment before a command on some line: the shell then takes it for the command. */
function splitsAssignment(jobs: readonly LineJob[], index: number, { lead }: Column): boolean {
  return jobs.some(({ tokens }) => isAssignment(tokens, index)) && !ASSIGNS.test(lead.raw);
}

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

/**
 * Columns that follow from others, the longest texts first: what a path is made of is shorter than the path. Of equal ones the plainest is
 * left: `--dataset zinc`, and not `--config configs/zinc.yaml`.
 */
function derivedAmong(columns: readonly Column[]): ReadonlyMap<Column, Derived> {
  const derived = new Map<Column, Derived>();
  const rows = columns[0]?.values.length ?? 0;
  const sample = [...new Set(Array.from({ length: SAMPLE }, (_, index) => Math.floor((index * rows) / SAMPLE)))];
  const lengthOf = ({ values }: Column) => values.reduce((most, value) => Math.max(most, value.length), 0);
  const longestFirst = columns
    .map((column, index) => ({ column, index, length: lengthOf(column), around: aroundOf(column) }))
    .sort((a, b) => b.length - a.length || b.around - a.around || b.index - a.index);
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

/** What is left of columns that follow from others in part, but for those from which others follow. */
function remaindersAmong(
  columns: readonly Column[],
  derived: ReadonlyMap<Column, Derived>,
): ReadonlyMap<Column, Remainder> {
  const remainders = new Map<Column, Remainder>();
  const used = new Set([...derived.values()].flatMap(({ pieces }) => pieces.map(columnOf)));
  for (const [index, column] of columns.entries()) {
    if (derived.has(column) || used.has(index)) continue;
    const sources = columns.map((one) =>
      one === column || derived.has(one) || remainders.has(one) ? null : one.values,
    );
    const remainder = remainderOf(column.values, sources);
    if (remainder === null) continue;
    remainders.set(column, remainder);
    for (const piece of [...remainder.before, ...remainder.after]) used.add(columnOf(piece));
  }
  return remainders;
}

function columnOf(piece: Piece): number | null {
  return 'column' in piece ? piece.column : null;
}

/** How much stands around the values of a column within their word, but for its key. */
function aroundOf({ lead, tail }: Column): number {
  return lead.raw.replace(/^[^=]*=/, '').length + tail.raw.length;
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
