import type { JobId } from '../../model/plan.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { expectedDurations } from './expected.ts';
import type { JobRecord, RunState } from './state.ts';

/** What a job of which nothing is known counts for: where that is all of them, paths are as long as they have jobs. */
const UNKNOWN = seconds(1);

/**
 * Notes of each job how long the longest path through the run takes that begins with it, with all that waits for it: the upward
 * rank of list scheduling (Topcuoglu, Hariri and Wu, "Performance-effective and low-complexity task scheduling for
 * heterogeneous computing", IEEE TPDS 13(3), 2002). By the durations that are known as the run begins, and in whole
 * seconds, so that a replay has the same; 0 where the order of the plan counts. Looks at every job.
 *
 * @param blocked jobs of the run that will not run
 */
export function noteRemaining(state: RunState, todo: readonly JobRecord[], blocked: ReadonlyMap<JobId, JobId>): void {
  for (const record of state.records) record.remaining = seconds(0);
  if (state.plan.order === 'plan') return;
  const jobs = todo.flatMap(({ job }) => job ?? []).sort((a, b) => b.index - a.index);
  const durations = expectedDurations(state, jobs);
  // A job stands after every job that it needs: what waits for it has been seen before.
  for (const { id, index } of jobs) {
    const record = state.records[index];
    if (record === undefined) continue;
    const own = blocked.has(id) ? 0 : inWholeSeconds(durations.get(id)?.seconds ?? UNKNOWN);
    record.remaining = seconds(own + longestBehind(state, index));
  }
}

/** The longest path that begins with one of the jobs that wait for this one. Those that the run leaves alone have none. */
function longestBehind({ records, dependents }: RunState, index: number): number {
  let longest = 0;
  for (const dependent of dependents[index] ?? []) longest = Math.max(longest, records[dependent]?.remaining ?? 0);
  return longest;
}

function inWholeSeconds(duration: Seconds): number {
  return Math.max(1, Math.round(duration));
}
