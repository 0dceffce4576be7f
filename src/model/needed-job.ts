import type { JsonNumber } from './metrics.ts';
import { isOrderOnly, type Job, type JobId, type ParamValue, type Plan } from './plan.ts';

/** A job that another one needs, and what had become of it when that began. */
export interface NeededJob {
  readonly job: Job;
  /** Null where it had come to no end. */
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'cancelled' | null;
  /** The numbers that its last attempt has left; null where none have been read. */
  readonly metrics: Readonly<Record<string, JsonNumber>> | null;
}

/** The form of the file that `SWEEP_NEEDS` names: `{version, needs}`, the latter a list of `ToldNeed`. */
export const NEEDS_VERSION = 1;

/** What a job is told of one that it needs. Paths are absolute. */
export interface ToldNeed extends Pick<NeededJob, 'outcome' | 'metrics'> {
  readonly id: JobId;
  readonly stage: string;
  readonly label: string;
  readonly params: Readonly<Record<string, ParamValue['json']>>;
  /** Its own folder. */
  readonly dir: string;
  readonly produces: readonly string[];
}

/** What is told of a needed job, all but what has become of it; `dir` and `produces` are its absolute paths. */
export function toldNeed(
  { id, stage, label, params }: Job,
  dir: string,
  produces: readonly string[],
): Omit<ToldNeed, 'outcome' | 'metrics'> {
  const values = Object.fromEntries([...params].map(([axis, { json }]) => [axis, json]));
  return { id, stage, label, params: values, dir, produces };
}

/** The jobs that a job needs for what they leave, each once; the links of its chain that only go before it are none. */
export function neededBy({ needs }: Pick<Job, 'needs'>): readonly JobId[] {
  const jobs = needs.filter((need) => !isOrderOnly(need)).map(({ job }) => job);
  return jobs.length < 2 ? jobs : [...new Set(jobs)];
}

/** The stages whose jobs need others, though a job of one may find none that agrees with it. */
export function stagesInNeed({ jobs }: Pick<Plan, 'jobs'>): ReadonlySet<string> {
  return new Set(jobs.filter(({ needs }) => !needs.every(isOrderOnly)).map(({ stage }) => stage));
}
