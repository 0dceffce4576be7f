import type { Goal } from '../../model/metrics.ts';
import { wasGiven } from './given.ts';
import type { ResultRow } from '../row.ts';
import { keyOf, valueOn } from './design.ts';

/** The results of a sweep, with what its file says of them. */
export interface Subject {
  /** Its name, as it is told apart from the others. */
  readonly name: string;
  /** The axis that only repeats; null where there is none. */
  readonly replicates: string | null;
  readonly goals: ReadonlyMap<string, Goal>;
  /** By metric the one that chose the step at which it was read, such as `max val_acc`; left out where none did. */
  readonly picks: ReadonlyMap<string, string>;
  /** In the order of its plan. */
  readonly rows: readonly ResultRow[];
}

/** Axes with their values, absence among them, as they are spelled first, by what tells them apart. */
export type AxisValues = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** The axes of rows with the values that they have. An axis that some rows lack has absence, null, as a value. */
export function axesOf(rows: readonly ResultRow[]): AxisValues {
  const names = new Set<string>();
  for (const { params } of rows) for (const axis of Object.keys(params)) names.add(axis);
  const axes = new Map<string, Map<string, string | null>>();
  for (const axis of names) {
    const values = new Map<string, string | null>();
    const seen = new Set<string | null>();
    for (const row of rows) {
      const value = valueOn(row, axis);
      if (seen.has(value)) continue;
      seen.add(value);
      const key = keyOf([value]);
      if (!values.has(key)) values.set(key, value);
    }
    axes.set(axis, values);
  }
  return axes;
}

/** The axes on which rows differ. */
export function axesThatVary(axes: AxisValues): readonly string[] {
  return [...axes].filter(([, values]) => values.size > 1).map(([axis]) => axis);
}

/** The metrics that any job has left: those that there is a goal for, then the others in the order in which they come, what jobs were given last. */
export function metricsOf(subjects: readonly Subject[]): readonly string[] {
  const { results, given } = metricsByUse(subjects);
  return [...results, ...given];
}

/** So many metrics are shown where none is named. */
const MOST_SHOWN = 8;

/** The first of the metrics, without those that jobs were given unless there are no others: what is shown where none is named. */
export function metricsShown(subjects: readonly Subject[]): readonly string[] {
  const { results, given } = metricsByUse(subjects);
  return (results.length > 0 ? results : given).slice(0, MOST_SHOWN);
}

function metricsByUse(subjects: readonly Subject[]): {
  readonly results: readonly string[];
  readonly given: readonly string[];
} {
  const found = new Set<string>();
  for (const { rows } of subjects) {
    for (const { metrics } of rows) for (const name of Object.keys(metrics)) found.add(name);
  }
  const goals = subjects.flatMap((subject) => [...subject.goals.keys()]).filter((name) => found.has(name));
  const results = new Set(goals);
  const given: string[] = [];
  for (const metric of found) {
    if (results.has(metric)) continue;
    if (subjects.every(({ rows }) => wasGiven(metric, rows))) given.push(metric);
    else results.add(metric);
  }
  return { results: [...results], given };
}

/** The goal of a metric, by the first of the sweeps that says one; null where none does. */
export function goalOf(subjects: readonly Subject[], metric: string): Goal | null {
  for (const { goals } of subjects) {
    const goal = goals.get(metric);
    if (goal !== undefined) return goal;
  }
  return null;
}
