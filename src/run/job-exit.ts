import type { Outcome } from '../model/outcome.ts';
import { goesOn } from '../schedule/state/ongoing.ts';
import { isDueAgain } from '../schedule/state/records.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';

/** Whether the present run is a failed one: a job that it is about has failed, now or before, and that is not allowed. */
export function hasFailed({ run, records }: RunState): boolean {
  return records.some((record) => (record.isTask || run?.left.has(record.id) === true) && countsAsFailed(record));
}

/**
 * Whether a job's end makes the run a failed one: not a failure that is allowed, nor one that waited for a failure in vain, unless
 * what it waited for was left out.
 */
export function countsAsFailed(record: JobRecord): boolean {
  const { state, job, blocked } = record;
  if (state.status === 'failed') return job?.allowFailure !== true;
  if (state.status === 'skipped') {
    return blocked !== null || (job?.moot === null && !job.needs.some((need) => need.when === 'failure'));
  }
  return state.status === 'cancelled' || state.status === 'held';
}

/**
 * What a command exits with that waits for a run: 0 or 1; null while its runner is there (`isDriven`) or has left jobs for another one,
 * and where somebody has asked for a job since. A runner of added jobs stays for what may be added yet, and is not waited for; nor do
 * jobs count there that an earlier run has ended.
 */
export function exitOfRun(state: RunState, isDriven: boolean): 0 | 1 | null {
  const { plan, run, pending, running, records } = state;
  if (!isDriven && records.some((record) => isAskedFor(record, run?.startedAt ?? 0))) return null;
  if (plan.isOpen === true && pending === 0 && running.size === 0) {
    return records.some((record) => record.isTask && countsAsFailed(record)) ? 1 : 0;
  }
  const hasEnded = run !== null && !goesOn(run);
  if (isDriven || (!hasEnded && (pending > 0 || running.size > 0))) return null;
  return pending > 0 || records.some(countsAsFailed) ? 1 : 0;
}

/** Whether somebody has asked for a job since the run of that place in the journal began, and the run has not come to it. */
function isAskedFor(record: JobRecord, startedAt: number): boolean {
  const { added, state, todo, held, retriedAt } = record;
  // One that was added when no runner was there.
  if (added !== null && state.status === 'waiting' && !todo) return !held;
  return retriedAt > startedAt && isDueAgain(record);
}

/** What a command exits with that exits as a job did: 0 if it has succeeded, else the job's own exit code where that is not 0, else 1. */
export function exitOfJob({ state, past }: JobRecord): number {
  if (state.status === 'succeeded') return 0;
  const end = past.at(-1)?.end;
  const ranLast = state.status === 'failed' || state.status === 'cancelled';
  return ranLast && end != null ? Math.max(1, exitOf(end.outcome)) : 1;
}

/** The same of one attempt; 124 where its time was over, as timeout(1) has it. */
export function exitOfAttempt(outcome: Outcome): number {
  if (outcome.cause === 'exit') return outcome.code;
  return Math.max(1, exitOf(outcome));
}

function exitOf(outcome: Outcome): number {
  switch (outcome.cause) {
    case 'timeout':
      return 124;
    case 'exit':
    case 'oom':
      return outcome.code;
    case 'stopped':
      return outcome.code ?? 1;
    case 'missing-output':
    case 'spawn':
    case 'lost':
      return 1;
    default:
      return outcome satisfies never;
  }
}
