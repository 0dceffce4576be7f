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
    index.take(id, state.allocation);
  }
  for (const { job, state, ready, class: jobClass } of records) {
    if (job === null) continue;
    if (ready !== null) index.admit(job, jobClass, ready);
    if (state.status === 'backoff') index.backOff(job, state.until.tick);
  }
  return index;
}
