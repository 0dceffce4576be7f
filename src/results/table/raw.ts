import type { ResultRow } from '../row.ts';
import { valueOn } from './design.ts';
import { counts, metricOf } from './measure.ts';
import { axesOf, goalOf, type Subject } from './subject.ts';

/** Results as they are: a row a job, with all axes and numbers. */
export interface RawTable {
  readonly sweeps: readonly string[];
  readonly axes: readonly string[];
  /** Those on which jobs differ. */
  readonly varying: readonly string[];
  readonly metrics: readonly string[];
  readonly texts: readonly string[];
  readonly stages: readonly string[];
  readonly rows: readonly RawRow[];
}

/** For each axis, metric and text of its table what the job has; null where it has none. */
export interface RawRow {
  readonly sweep: string;
  readonly row: ResultRow;
  readonly values: readonly (string | null)[];
  readonly metrics: readonly (number | null)[];
  readonly texts: readonly (string | null)[];
}

/** How the jobs of a raw table are ordered. */
export interface RawOrder {
  /** By this metric, the best first; null for the order of the plan. */
  readonly sort: string | null;
  readonly countsStale: boolean;
}

/** The jobs of sweeps with all that they have left; ordered by a metric, those whose results do not count come last. */
export function rawTable(subjects: readonly Subject[], metrics: readonly string[], order: RawOrder): RawTable {
  const all = subjects.flatMap(({ rows }) => rows);
  const axes = axesOf(all);
  const names = [...axes.keys()];
  const texts = [...new Set(all.flatMap((row) => Object.keys(row.texts)))];
  const rows = subjects.flatMap(({ name, rows: own }) =>
    own.map((row): RawRow => {
      return {
        sweep: name,
        row,
        values: names.map((axis) => valueOn(row, axis)),
        metrics: metrics.map((metric) => metricOf(row, metric) ?? null),
        texts: texts.map((text) => (Object.hasOwn(row.texts, text) ? (row.texts[text] ?? null) : null)),
      };
    }),
  );
  return {
    sweeps: subjects.map(({ name }) => name),
    axes: names,
    varying: names.filter((axis) => (axes.get(axis)?.size ?? 0) > 1),
    metrics,
    texts,
    stages: [...new Set(all.map(({ stage }) => stage))],
    rows: order.sort === null ? rows : sorted(rows, order.sort, subjects, order),
  };
}

function sorted(
  rows: readonly RawRow[],
  metric: string,
  subjects: readonly Subject[],
  { countsStale }: RawOrder,
): readonly RawRow[] {
  const sign = goalOf(subjects, metric) === 'min' ? 1 : -1;
  const ranked = rows.map((raw) => {
    const value = metricOf(raw.row, metric) ?? NaN;
    return { raw, tier: Number.isNaN(value) ? 2 : counts(raw.row, countsStale) ? 0 : 1, value: sign * value };
  });
  return ranked
    .sort((a, b) => a.tier - b.tier || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0))
    .map(({ raw }) => raw);
}
