import type { ResultRow } from '../row.ts';
import { blockOf, type Block } from './block.ts';
import type { Design, Group } from './design.ts';
import { estimateOf, mean, type Estimate, type Stat } from './statistics.ts';

/** Why a job does not count. */
export type GapKind = Exclude<ResultRow['state'], 'fresh'>;

/** What of a group counts, and what does not. */
export interface Standing {
  /** Its replicates. */
  readonly planned: number;
  /** Those that some metric has a value of. */
  readonly counted: number;
  /** How many of its jobs do not count, by why. */
  readonly gaps: ReadonlyMap<GapKind, number>;
  /** Whether stale results count in it. */
  readonly isStale: boolean;
}

/** What a metric is in a group. */
export interface Summary {
  /** Replicates that it is of. */
  readonly n: number;
  readonly estimate: Estimate;
  /** What can be compared with another group in pairs: a value for each replicate, or for each combination where nothing is repeated. */
  readonly samples: Samples;
}

/** Values, each with what it belongs to. */
export interface Samples {
  readonly keysOf: () => readonly string[];
  readonly values: readonly number[];
}

/** A metric in every group; null where a group has no value of it. */
export interface Measured {
  readonly metric: string;
  readonly block: Block;
  readonly summaries: readonly (Summary | null)[];
}

/** How a design is measured. */
export interface Measuring {
  readonly metrics: readonly string[];
  readonly stat: Stat;
  /** Whether stale results count as fresh ones do. */
  readonly countsStale: boolean;
}

/** Whether the result of a job counts. */
export function counts({ state }: ResultRow, countsStale: boolean): boolean {
  return state === 'fresh' || (countsStale && state === 'stale');
}

/** What each metric is in each group of a design. */
export function measure(design: Design, { metrics, stat, countsStale }: Measuring): readonly Measured[] {
  const counted = Uint8Array.from(design.rows, (row) => (counts(row, countsStale) ? 1 : 0));
  return metrics.map((metric) => {
    const column = columnOf(design, metric, counted);
    const block = blockOf(design, column.hasValue);
    return { metric, block, summaries: design.groups.map((group) => summaryOf(group, design, block, column, stat)) };
  });
}

/** The values of a metric by row, and which rows have one that counts. */
interface Column {
  readonly values: Float64Array;
  readonly hasValue: Uint8Array;
}

function columnOf({ rows }: Design, metric: string, counted: Uint8Array): Column {
  const values = new Float64Array(rows.length);
  const hasValue = new Uint8Array(rows.length);
  for (const [at, row] of rows.entries()) {
    const value = counted[at] === 1 ? metricOf(row, metric) : undefined;
    if (value === undefined) continue;
    values[at] = value;
    hasValue[at] = 1;
  }
  return { values, hasValue };
}

/** The value of a metric that a job has left; undefined where it has left none. */
export function metricOf(row: ResultRow, metric: string): number | undefined {
  return Object.hasOwn(row.metrics, metric) ? row.metrics[metric] : undefined;
}

function summaryOf(group: Group, design: Design, block: Block, column: Column, stat: Stat): Summary | null {
  const taken = group.units.filter((number) => block.takesUnit[number] === 1);
  if (taken.length === 0 || block.combinations.taken === 0) return null;
  const means: number[] = [];
  for (const number of taken) means.push(meanOf(design.units[number]?.rows ?? [], design, block, column));
  return {
    n: taken.length,
    estimate: estimateOf(means, stat),
    samples: samplesOf(taken, means, design, block, column),
  };
}

/** The mean of the rows of a unit that take part. */
function meanOf(rows: readonly number[], design: Design, block: Block, { values }: Column): number {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return values[only] ?? NaN;
  return mean(rowsTaken(rows, design, block).map((row) => values[row] ?? NaN));
}

function rowsTaken(rows: readonly number[], { combinationOf }: Design, { takesCombination }: Block): readonly number[] {
  return rows.filter((row) => takesCombination[combinationOf[row] ?? 0] === 1);
}

function samplesOf(
  taken: readonly number[],
  means: readonly number[],
  design: Design,
  block: Block,
  { values }: Column,
): Samples {
  const { units, combinationOf, grouping } = design;
  if (grouping.replicates !== null)
    return { keysOf: () => taken.map((number) => units[number]?.replicate ?? ''), values: means };
  // Without replicates there is one unit.
  const rows = taken.flatMap((number) => rowsTaken(units[number]?.rows ?? [], design, block));
  return {
    keysOf: () => rows.map((row) => String(combinationOf[row])),
    values: rows.map((row) => values[row] ?? NaN),
  };
}

/** What of each group counts, for the metrics that are shown. */
export function standingsOf(
  design: Design,
  measured: readonly Measured[],
  { metrics, countsStale }: Measuring,
): readonly Standing[] {
  return design.groups.map(({ rows, units }, at) => {
    const gaps = new Map<GapKind, number>();
    let isStale = false;
    for (const number of rows) {
      const row = design.rows[number];
      if (row === undefined) continue;
      const why = gapOf(row, metrics, countsStale);
      if (why !== null) gaps.set(why, (gaps.get(why) ?? 0) + 1);
      isStale ||= row.state === 'stale' && countsStale;
    }
    const counted = measured.reduce((most, { summaries }) => Math.max(most, summaries[at]?.n ?? 0), 0);
    return { planned: units.length, counted, gaps, isStale };
  });
}

function gapOf(row: ResultRow, metrics: readonly string[], countsStale: boolean): GapKind | null {
  if (!counts(row, countsStale)) return row.state === 'fresh' ? null : row.state;
  return metrics.every((metric) => metricOf(row, metric) !== undefined) ? null : 'missing';
}
