import type { Plan } from '../../model/plan.ts';
import { exitOfAttempt, exitOfJob } from '../../run/job-exit.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { statusNow, type SweepStatus } from '../world/sweep-status.ts';
import type { FoundJob } from './find-job.ts';

/** What is still to be expected of a job, or of one attempt of it. */
export type JobStanding =
  /** `attempt` is decided upon, and runs or is about to. */
  | { readonly is: 'running'; readonly attempt: number }
  /** A runner is to start it, for the first time or again. */
  | { readonly is: 'waiting' }
  /** It has ended for good, or nobody is there who would start it; `exit` is what to exit with as it did. */
  | { readonly is: 'over'; readonly exit: number };

/** How a job stands now, by the journal and, where no runner lives, by its processes. Refuses where the run folder is gone. */
export function jobStanding(plan: Plan, { sweep, id }: FoundJob, only?: number): JobStanding {
  const status = statusNow(plan, sweep);
  const record = findRecord(status.state, id);
  if (status.state.run === null || record === undefined) {
    throw new Refusal(EXIT.unavailable, `nothing is known of ${id} any more in ${sweep.runFolder}`);
  }
  return (only === undefined ? null : standingOfAttempt(record, only)) ?? standingOf(record, status);
}

/** Of one attempt that has ended, how; null while it has not. */
function standingOfAttempt({ past }: JobRecord, attempt: number): JobStanding | null {
  const end = past.find((one) => one.attempt === attempt)?.end ?? null;
  return end === null ? null : { is: 'over', exit: exitOfAttempt(end.outcome) };
}

function standingOf(record: JobRecord, { state: { run }, runner }: SweepStatus): JobStanding {
  const { state, todo } = record;
  if (state.status === 'running') return { is: 'running', attempt: state.attempt };
  const isDue = state.status === 'waiting' || state.status === 'backoff';
  if (isDue && todo && runner !== null && run?.ended === null) return { is: 'waiting' };
  return { is: 'over', exit: exitOfJob(record) };
}
