import { clock } from '../../host/system/clock.ts';
import type { Plan } from '../../model/plan.ts';
import { describeOutcome, type Outcome } from '../../model/outcome.ts';
import { tellHeld } from '../../report/text/reasons.ts';
import { isInterrupted, labelOf } from '../../report/text/phrases.ts';
import { exitOfAttempt, exitOfJob } from '../../run/job-exit.ts';
import { goesOn } from '../../schedule/state/ongoing.ts';
import { findRecord, isDueAgain } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { isBetweenRunners } from '../world/between-runners.ts';
import { statusNow, type SweepStatus } from '../world/sweep-status.ts';
import type { FoundJob } from './find-job.ts';

/** What is still to be expected of a job, or of one attempt of it. */
export type JobStanding =
  /** `attempt` is decided upon, and runs or is about to. */
  | { readonly is: 'running'; readonly attempt: number }
  /** A runner is to start it, for the first time or again. */
  | { readonly is: 'waiting' }
  /** It does not start before it is released, for which its runner waits. */
  | { readonly is: 'held'; readonly why: string }
  /**
   * It has ended for good, or nobody is there who would start it; `exit` is what to exit with as it did, and `how` is that in words where
   * its output does not tell it.
   */
  | { readonly is: 'over'; readonly exit: number; readonly how: string | null };

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
  return end === null ? null : { is: 'over', exit: exitOfAttempt(end.outcome), how: silently(end.outcome) };
}

function standingOf(record: JobRecord, { state: whole, runner }: SweepStatus): JobStanding {
  const { state, todo } = record;
  if (state.status === 'running') return { is: 'running', attempt: state.attempt };
  // Between two runners of one run there may be none for a moment.
  const isLive = runner !== null && goesOn(whole.run);
  const isDriven = todo && (isLive || isBetweenRunners(whole, clock.now().tick));
  if (isDriven && state.status === 'held') return { is: 'held', why: tellHeld(state.because, record.heldFor) };
  const isDue = state.status === 'waiting' || state.status === 'backoff';
  if (isDriven && isDue) return { is: 'waiting' };
  if (isDueAgain(record)) {
    return {
      is: 'over',
      exit: Math.max(1, exitOfJob(record)),
      how: `somebody has asked for it again, and ${NOBODY} it`,
    };
  }
  return { is: 'over', exit: exitOfJob(record), how: howItEnded(whole, record) };
}

/** How a job stands that nobody is about to start, in words; null where its output tells. */
function howItEnded(whole: RunState, record: JobRecord): string | null {
  const { state, held, heldFor, past } = record;
  const last = past.at(-1)?.end?.outcome;
  switch (state.status) {
    case 'succeeded':
    case 'running':
      return null;
    case 'failed':
      return silently(state.outcome);
    case 'cancelled':
      return last === undefined ? 'it is cancelled' : silently(last, !isInterrupted(record));
    case 'skipped':
      return `it was skipped for want of ${labelOf(whole, state.because)}`;
    case 'held':
      return tellHeld(state.because, heldFor);
    case 'waiting':
    case 'backoff':
      if (held) return tellHeld(null, heldFor);
      // It is due to be tried again.
      return last === undefined ? `${NOBODY} it` : `${describeOutcome(last)}, and ${NOBODY} it again`;
    default:
      return state satisfies never;
  }
}

const NOBODY = 'nothing is there that would start';

/** An end that the output of a job does not tell, in words; null for an exit of its own. */
function silently(outcome: Outcome, isFinal = true): string | null {
  return outcome.cause === 'exit' ? null : describeOutcome(outcome, isFinal);
}
