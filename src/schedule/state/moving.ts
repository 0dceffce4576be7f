import type { JobsMoved, Move } from '../../model/event.ts';
import { succeeded } from '../../model/outcome.ts';
import type { JobState } from '../../model/state.ts';
import { enter, findRecord, recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/** `jobs-moved`: all that is known of each is known of it under its new id. One that runs stays what it is. */
export function moveJobs(state: RunState, { moves }: JobsMoved): void {
  for (const move of moves) moveJob(state, move);
  const idsNow = new Map(moves.map(({ job, was }) => [was, job]));
  for (const [at, due] of state.dueHooks.entries()) {
    const job = idsNow.get(due.job);
    if (job !== undefined) state.dueHooks[at] = { ...due, job };
  }
}

function moveJob(state: RunState, { job, was }: Move): void {
  const from = findRecord(state, was);
  const to = recordOf(state, job);
  if (from === undefined || [from, to].some((record) => record.state.status === 'running')) return;
  to.past.length = 0;
  for (const attempt of from.past) {
    to.past.push(attempt);
    const { end } = attempt;
    if (to.job !== null && end?.seconds != null && succeeded(end.outcome)) state.durations.record(to, end.seconds);
  }
  to.attempts = Math.max(from.attempts, to.attempts);
  to.accepted = from.accepted;
  to.endedAt = from.endedAt;
  to.held = from.held;
  to.heldFor = from.heldFor;
  to.cancelled = from.cancelled;
  to.rerunAt = from.rerunAt;
  to.retriedAt = from.retriedAt;
  to.movedFrom = was;
  enter(state, to, endOf(from.state));
  empty(state, from);
}

/** How a job stands that has come to an end; one that has not waits. */
function endOf(state: JobState): JobState {
  if (state.status === 'backoff') return { status: 'failed', attempt: state.attempt, outcome: state.outcome };
  return ['succeeded', 'failed', 'cancelled'].includes(state.status) ? state : { status: 'waiting' };
}

/** Nothing is known any more of a job that has another id. A plan from before the renaming still has it. */
function empty(state: RunState, from: JobRecord): void {
  if (state.orphans.delete(from.id)) return;
  from.past.length = 0;
  from.accepted = null;
  from.endedAt = 0;
  from.held = false;
  from.heldFor = null;
  from.cancelled = null;
  from.movedFrom = null;
  enter(state, from, { status: 'waiting' });
}
