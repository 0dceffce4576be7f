import type { Job } from './plan.ts';

/** Whether a job must run, and why, as `sweep plan` shows it. */
export interface Verdict {
  readonly state: 'new' | 'stale' | 'failed' | 'interrupted' | 'cancelled' | 'fresh' | 'running';
  /** A sentence without a full stop, such as `command changed`; null when the state says it all. */
  readonly because: string | null;
}

/**
 * What makes a result stale: a default of an axis that its job's id leaves out, what the job does, what its inputs hold, something that it
 * produced and that is gone, or a job that it needs, which has ended anew, is new, runs again or is cancelled; or else that it was asked for.
 */
export type StaleReason = 'default' | 'definition' | 'inputs' | 'output' | 'need' | 'asked';

/** Why a job that succeeded is to run again. */
export interface Staleness {
  readonly reason: StaleReason;
  /** As the verdict has it. */
  readonly because: string;
}

/** The result of a job that succeeded, and that a run would make anew. */
export interface StaleResult extends Staleness {
  readonly job: Job;
}

/** Why a job is to run that a person has cancelled, and that somebody has asked for again since: it was not interrupted with its run. */
export const CALLED_BACK = 'cancelled, and asked for again';
