import { SchedulingIndex } from '../queue/scheduling-index.ts';
import type { RunState } from './state.ts';

/** The index of a state as it is, made from nothing but the rest of the state. Looks at every job. */
export function rebuildIndex({
  records,
  running,
  durations,
}: Pick<RunState, 'records' | 'running' | 'durations'>): SchedulingIndex {
  const index = new SchedulingIndex(durations);
  for (const { id, state } of running.values()) {
    if (state.status !== 'running') continue;
    index.ledger.take(id, state.allocation);
    index.queue.countIn(state.allocation.limits);
  }
  for (const { job, state, ready, class: jobClass } of records) {
    if (job === null) continue;
    if (ready !== null) index.queue.add(job, jobClass, ready);
    if (state.status === 'backoff') index.backoffs.add(job.index, state.until.tick);
  }
  return index;
}
