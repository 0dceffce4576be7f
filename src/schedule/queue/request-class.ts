import type { Limit } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import type { Least } from './rank.ts';
import type { CountedDemand, JobClass, Pace } from './request.ts';

/** Jobs that ask for the same: only the first of them can ever matter to a decision. */
export interface RequestClass extends CountedDemand {
  /** No two of them have the same. */
  readonly key: string;
  readonly jobClass: JobClass;
  /** What all have in common that differ from it by memory and time alone. */
  readonly shape: string;
  /** Limit and grace; null when there is none. */
  readonly limit: Seconds | null;
  /** The stage whose starts are spaced, and by how much; null where they are not. */
  readonly pace: Pace | null;
  /** The first of its waiting jobs that no limit keeps back. */
  readonly first: Waiting;
  /** The longest that that job is expected to run: as its cell or class tells, else by its limit; null when none does. */
  readonly bound: Seconds | null;
  readonly asks: Least;
  /** How many wait, those included that a limit keeps back. */
  readonly size: number;
}

export interface Waiting {
  readonly index: number;
  /** 0 for a job that nobody has put first; of the others the least comes first. */
  readonly place: number;
  readonly priority: number;
  /** Whole seconds that the longest path of jobs takes that begins with it; 0 where the order of the plan counts. */
  readonly remaining: Seconds;
  /** How long jobs of its cell take; null when none has yet. */
  readonly cellBound: Seconds | null;
  readonly limits: readonly Limit[];
}
