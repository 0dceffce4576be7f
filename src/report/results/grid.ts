import type { Grouping } from '../../results/table/design.ts';
import { shellWord } from '../../model/text/shell.ts';
import type { GapKind, Standing } from '../../results/table/measure.ts';
import type { Unaveraged } from '../../results/table/row-names.ts';
import type { LeftOut, ResultTable, TableCell, TableRow, ValueColumn } from '../../results/table/table.ts';
import type { Stat } from '../../results/table/statistics.ts';
import { count } from '../text/phrases.ts';
import { decimalsOf, spellSpread, type Spread } from './digits.ts';

/** A table as it is written, whatever it is written in. */
export interface Grid {
  readonly caption: string;
  readonly head: readonly HeadCell[];
  readonly rows: readonly (readonly GridCell[])[];
  /** What the marks of cells mean, and what else is to be known. */
  readonly notes: readonly Note[];
}

export interface HeadCell {
  /** What several columns have in common, such as the metric; null where it is the column's own text. */
  readonly over: string | null;
  readonly text: string;
  readonly isNumber: boolean;
}

export interface GridCell {
  readonly text: string;
  readonly isBold: boolean;
  /** Letters that notes explain. */
  readonly marks: string;
}

export interface Note {
  /** Null for one that is about the whole. */
  readonly mark: string | null;
  readonly text: string;
}

/** What stands for a value that is not there. */
export const NOTHING = '–';

const PLAIN = { isBold: false, marks: '' } as const;

/** In the order in which they are told. */
const GAPS: readonly GapKind[] = ['failed', 'running', 'waiting', 'stale', 'skipped', 'cancelled', 'missing', 'unread'];

/** What is to be told of what was asked for: metrics that are not shown, and the one by which rows are in order. */
export interface Asked {
  readonly unshown: readonly string[];
  readonly sort: string | null;
}

/** A table with its numbers spelled, its gaps marked and its notes. */
export function gridOf(table: ResultTable, isOnly: boolean, asked: Asked): Grid {
  const marks = marksOf(table);
  const isPlain = table.rows.every(({ standing }) => standing !== null);
  const decimals = table.columns.map((column, at) =>
    decimalsOf(table.rows.flatMap(({ cells }) => spreadOf(cells[at], column) ?? [])),
  );
  const ownMetric = new Set(table.columns.map(({ metric }) => metric)).size === 1;
  return {
    caption: [...(isOnly ? [] : [table.stage]), captionOf(table, ownMetric && !isPlain)].join(': '),
    head: [
      ...table.axes.map((text) => ({ over: null, text, isNumber: false })),
      ...(isPlain ? [{ over: null, text: 'n/N', isNumber: true }] : []),
      ...table.columns.map((column) => headOf(column, ownMetric && !isPlain)),
    ],
    rows: table.rows.map((row) => [
      ...row.values.map((value) => ({ text: value ?? NOTHING, ...PLAIN })),
      ...(isPlain ? [countCell(row.standing, marks)] : []),
      ...table.columns.map((column, at) => cellOf(row, at, column, decimals[at] ?? 0, marks)),
    ]),
    notes: [...notesOf(table, marks), ...orderNote(table, asked), ...unshownNote(asked)],
  };
}

function headOf(column: ValueColumn, isOnlyMetric: boolean): HeadCell {
  const { under, shows, against } = column;
  const isNumber = true;
  if (shows === 'difference') {
    return { over: isOnlyMetric ? null : headingOf(column), text: `Δ to ${against ?? ''}`, isNumber };
  }
  if (under === null) return { over: null, text: headingOf(column), isNumber };
  return { over: isOnlyMetric ? null : headingOf(column), text: under, isNumber };
}

/** A metric with the one that chose its step, and an arrow to where it is better. */
function headingOf({ metric, goal, pick }: ValueColumn): string {
  const arrow = goal === null ? '' : goal === 'max' ? ' ↑' : ' ↓';
  return `${metric}${pick === null ? '' : ` @ ${pick}`}${arrow}`;
}

export const STATISTICS: Readonly<Record<Stat, string>> = {
  mean: 'mean ± sd',
  median: 'median',
  min: 'least',
  max: 'greatest',
  sem: 'mean ± standard error',
  ci95: 'mean ± half of the 95% interval',
};

function captionOf({ columns, stat, grouping, replicates: { least, most } }: ResultTable, saysMetric: boolean): string {
  const [first] = columns;
  const metric = saysMetric && first !== undefined ? `${headingOf(first)}: ` : '';
  const { replicates, within } = grouping;
  const inner = within.length === 0 ? '' : `the mean over ${within.join(', ')} within each `;
  if (replicates === null) {
    return metric + (within.length === 0 ? 'of one job each' : `mean over ${within.join(', ')}`);
  }
  if (most === 1) return `${metric}${inner}${inner === '' ? 'of one' : 'one'} ${replicates} each`;
  const many =
    least === most ? count(most, replicates, plural(replicates)) : `${least} to ${most} ${plural(replicates)}`;
  const over = `${STATISTICS[stat]} over ${many}`;
  return metric + (inner === '' ? over : `${over}, of ${inner}${replicates}`);
}

function plural(axis: string): string {
  return axis.endsWith('s') ? axis : `${axis}s`;
}

function countCell(standing: Standing | null, marks: Marks): GridCell {
  if (standing === null) return { text: NOTHING, ...PLAIN };
  return { text: `${standing.counted}/${standing.planned}`, isBold: false, marks: marksAt(standing, marks) };
}

function cellOf(row: TableRow, at: number, column: ValueColumn, decimals: number, marks: Marks): GridCell {
  const cell = row.cells[at];
  if (cell === undefined) return { text: NOTHING, ...PLAIN };
  if (cell.isBaseline) return { text: 'baseline', ...PLAIN };
  if (column.shows === 'difference') return { text: differenceText(cell, decimals), ...PLAIN };
  const { summary, standing } = cell;
  const isOwn = row.standing === null && standing !== null;
  const own = isOwn ? marksAt(standing, marks) : '';
  if (summary === null) return { text: NOTHING, isBold: false, marks: own };
  const [center, spread] = spellSpread(summary.estimate, decimals);
  const whole = isOwn ? standing.planned : (standing?.counted ?? summary.n);
  const short = summary.n === whole ? '' : isOwn ? ` (${summary.n}/${whole})` : ` (${summary.n})`;
  return { text: `${center}${spread === null ? '' : ` ± ${spread}`}${short}`, isBold: cell.isBold, marks: own };
}

function differenceText({ difference }: TableCell, decimals: number): string {
  if (difference === null) return NOTHING;
  const { center, halfWidth } = difference;
  const [text] = spellSpread({ center, spread: halfWidth }, decimals, true);
  if (halfWidth === null || !Number.isFinite(halfWidth)) return text;
  const bounds = [center - halfWidth, center + halfWidth].map(
    (bound) => spellSpread({ center: bound, spread: halfWidth }, decimals, true)[0],
  );
  return `${text} [${bounds.join(', ')}]`;
}

function spreadOf(cell: TableCell | undefined, { shows }: ValueColumn): Spread | null {
  if (cell === undefined) return null;
  if (shows === 'estimate') return cell.summary?.estimate ?? null;
  const { difference } = cell;
  return difference === null ? null : { center: difference.center, spread: difference.halfWidth };
}

/** The letter of each kind of gap that there is, with how many jobs it is about and in how many cells. */
interface Marks {
  readonly letters: ReadonlyMap<GapKind, string>;
  readonly jobs: ReadonlyMap<GapKind, number>;
  readonly cells: ReadonlyMap<GapKind, number>;
  /** That of results that are stale and count all the same; null where there are none. */
  readonly stale: string | null;
}

function marksOf({ rows }: ResultTable): Marks {
  const standings = new Set(
    rows
      .flatMap(({ standing, cells }) => [standing, ...cells.map((cell) => cell.standing)])
      .filter((one) => one !== null),
  );
  const jobs = new Map<GapKind, number>();
  const cells = new Map<GapKind, number>();
  let hasStale = false;
  for (const { gaps, isStale } of standings) {
    hasStale ||= isStale;
    for (const [kind, number] of gaps) {
      jobs.set(kind, (jobs.get(kind) ?? 0) + number);
      cells.set(kind, (cells.get(kind) ?? 0) + 1);
    }
  }
  const kinds = GAPS.filter((kind) => jobs.has(kind));
  const letters = new Map(kinds.map((kind, at) => [kind, letter(at)]));
  return { letters, jobs, cells, stale: hasStale ? letter(kinds.length) : null };
}

function letter(at: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + at);
}

function marksAt({ gaps, isStale }: Standing, { letters, stale }: Marks): string {
  const own = [...letters].filter(([kind]) => gaps.has(kind)).map(([, mark]) => mark);
  return [...own, ...(isStale && stale !== null ? [stale] : [])].join(',');
}

const REASONS: Readonly<Record<GapKind, readonly [one: string, many: string]>> = {
  failed: ['job has failed', 'jobs have failed'],
  running: ['job still runs', 'jobs still run'],
  waiting: ['job has not run', 'jobs have not run'],
  stale: ['result is stale, and does not count (--stale)', 'results are stale, and do not count (--stale)'],
  skipped: ['job was skipped', 'jobs were skipped'],
  cancelled: ['job was cancelled or interrupted', 'jobs were cancelled or interrupted'],
  unread: ['job was not read, having ended before (--reread)', 'jobs were not read, having ended before (--reread)'],
  missing: ['job succeeded and left no such number', 'jobs succeeded and left no such number'],
};

function notesOf(table: ResultTable, { letters, jobs, cells, stale }: Marks): Note[] {
  const isBold = table.rows.some((row) => row.cells.some((cell) => cell.isBold));
  const picked = new Set(table.columns.filter(isOptimistic).map(({ metric }) => metric));
  return [
    ...[...letters].map(([kind, mark]): Note => {
      const [number, rows] = [jobs.get(kind) ?? 0, cells.get(kind) ?? 0];
      const where = number === 1 ? '' : `, in ${count(rows, 'row', 'rows')}`;
      return { mark, text: count(number, ...REASONS[kind]) + where };
    }),
    ...(stale === null ? [] : [{ mark: stale, text: 'stale results count' }]),
    ...namesNote(table.grouping),
    ...unaveragedNote(table.unaveraged, table.grouping, true),
    ...leftOutNotes(table),
    ...[...picked].map((metric) => ({ mark: null, text: `${metric} has chosen its own step, so it is optimistic` })),
    ...(isBold ? [{ mark: null, text: BOLD }] : []),
  ];
}

/** What is told of axes by which nothing is grouped though they vary. */
export function namesNote({ names }: Pick<Grouping, 'names'>): Note[] {
  if (names.length === 0) return [];
  const [say, them] = names.length === 1 ? ['names', 'it'] : ['name', 'them'];
  return [{ mark: null, text: `${names.join(', ')} only ${say} each job: rows are not grouped by ${them} (--by)` }];
}

/** What is told where one job stands for each row, though there are several replicates; and by which `--by` they are averaged, where that may be said. */
export function unaveragedNote(
  unaveraged: Unaveraged | null,
  { replicates }: Pick<Grouping, 'replicates'>,
  mayGroup: boolean,
): Note[] {
  if (unaveraged === null || replicates === null) return [];
  const { own, by } = unaveraged;
  const why = own.length === 0 ? '' : `, since each has ${own.join(' and ')} of its own`;
  const rest = by === null || by.length === 0 ? 'nothing' : `${by.join(', ')} alone`;
  const how =
    by === null || !mayGroup
      ? ''
      : `; for the mean over ${replicates}, group by ${rest} (--by ${shellWord(by.join(','))})`;
  return [{ mark: null, text: `nothing is averaged: no two jobs differ in ${replicates} alone${why}${how}` }];
}

const BOLD = 'bold: the best, and what the 95% interval of the difference to it does not tell apart';

/** Whether a metric was read where it was best itself. */
function isOptimistic({ metric, goal, pick }: ValueColumn): boolean {
  return goal !== null && pick === `${goal} ${metric}`;
}

/** What is left out, alike for several metrics in one note. */
function leftOutNotes({ leftOut, grouping, columns }: ResultTable): Note[] {
  const byText = new Map<string, string[]>();
  for (const one of leftOut) {
    const text = leftOutText(one, grouping.within, grouping.replicates);
    byText.set(text, [...(byText.get(text) ?? []), one.metric]);
  }
  const metrics = new Set(columns.map(({ metric }) => metric)).size;
  return [...byText].map(([text, of]) => ({
    mark: null,
    text: of.length === metrics ? text : `${of.join(', ')}: ${text}`,
  }));
}

function leftOutText({ combinations, units }: LeftOut, within: readonly string[], replicates: string | null): string {
  if (combinations.taken === 0) {
    const them = within.length === 1 ? 'it' : 'them';
    return `each row has ${within.join(', ')} of its own, so there is no mean over the same in all: name ${them} in --by too, or see each job by --raw`;
  }
  const parts = [
    combinations.taken === combinations.all
      ? null
      : `${combinations.all - combinations.taken} of ${combinations.all} ${within.length === 1 ? 'values' : 'combinations'} of ${within.join(', ')}`,
    units.taken === units.all
      ? null
      : `${units.all - units.taken} of ${count(units.all, replicates ?? 'row', plural(replicates ?? 'row'))}, counted by row`,
  ];
  return `left out, since not every row has them: ${parts.filter((part) => part !== null).join(', and ')}`;
}

/** Where nothing says which end of a metric is the better one, that is not left to be guessed. */
function orderNote({ columns }: ResultTable, { sort }: Asked): Note[] {
  if (sort === null || columns.every(({ metric, goal }) => metric !== sort || goal !== null)) return [];
  return [
    { mark: null, text: `the highest ${sort} first; where less is better, write into the file: goals: {${sort}: min}` },
  ];
}

function unshownNote({ unshown }: Asked): Note[] {
  if (unshown.length === 0) return [];
  const text = `not shown: ${unshown.slice(0, 8).join(', ')}${unshown.length > 8 ? ', …' : ''} (--metric ${unshown[0] ?? ''})`;
  return [{ mark: null, text }];
}
