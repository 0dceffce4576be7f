import { unlatch } from './chain.ts';
import { enqueue } from './readiness.ts';
import { enter } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Puts a job that has ended an attempt, but not itself, back into the queue. One that was adopted may have begun before
 * jobs that it needs and that this run does again: then it waits for them, and the links of its chain no longer for it.
 */
export function requeue(state: RunState, record: JobRecord): void {
  enter(state, record, { status: 'waiting' });
  if (!record.todo) return;
  enqueue(state, record, null);
  if (record.unmet > 0) unlatch(state, record);
}
