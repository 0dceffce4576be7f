import { toJsonNumber, type Goal, type JsonNumber } from '../../model/metrics.ts';
import type { RawTable } from '../../results/table/raw.ts';
import type { ResultState } from '../../results/row.ts';
import type { Subject } from '../../results/table/subject.ts';

/** What `sweep results --json` prints. */
export interface ResultsJson {
  readonly version: 1;
  readonly sweeps: readonly ResultsSweepJson[];
  readonly axes: readonly string[];
  readonly metrics: readonly string[];
  /** One for each job and metric, in the order of the plan. */
  readonly results: readonly ResultJson[];
}

export interface ResultsSweepJson {
  readonly sweep: string;
  /** The axis that only repeats; null where there is none. */
  readonly replicates: string | null;
  readonly goals: Readonly<Record<string, Goal>>;
  /** By metric which one chose the step at which it was read, such as `max val_acc`. */
  readonly picks: Readonly<Record<string, string>>;
}

export interface ResultJson {
  readonly sweep: string;
  readonly job: string;
  readonly stage: string;
  /** As the file spells them; an axis that the job lacks is left out. */
  readonly params: Readonly<Record<string, string>>;
  readonly state: ResultState;
  readonly attempt: number | null;
  readonly metric: string;
  /** Null where the job has left none. */
  readonly value: JsonNumber | null;
  /** What else the job has left; left out where there is nothing. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The results of sweeps for programs: an entry for each job and metric, with all axes. */
export function resultsJson(subjects: readonly Subject[], { axes, metrics, rows }: RawTable): ResultsJson {
  return {
    version: 1,
    sweeps: subjects.map(({ name, replicates, goals, picks }) => {
      return { sweep: name, replicates, goals: Object.fromEntries(goals), picks: Object.fromEntries(picks) };
    }),
    axes,
    metrics,
    results: rows.flatMap(({ sweep, row, metrics: numbers }) => {
      const { job, stage, params, state, attempt, texts } = row;
      const common = { sweep, job, stage, params, state, attempt };
      const rest = Object.keys(texts).length === 0 ? {} : { texts };
      return metrics.map((metric, at): ResultJson => {
        const value = numbers[at] ?? null;
        return { ...common, metric, value: value === null ? null : toJsonNumber(value), ...rest };
      });
    }),
  };
}
