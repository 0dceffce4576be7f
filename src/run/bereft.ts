import type { AddedJob } from '../model/added-job.ts';
import type { JobId } from '../model/plan.ts';
import type { RunState } from '../schedule/state/state.ts';
import { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/**
 * Holds the jobs that wait and whose environment has gone with the runner that had it. Returns false when the journal cannot be
 * written.
 *
 * @param lost  Names the variables that a job should inherit and cannot any more.
 */
export function holdBereft(state: RunState, world: World, lost: (job: AddedJob) => readonly string[]): boolean {
  const byLoss = new Map<string, JobId[]>();
  for (const { id, added, todo, held, state: now } of state.records) {
    if (added === null || !todo || held || now.status === 'running') continue;
    const names = lost(added).toSorted().join(', ');
    if (names !== '') byLoss.set(names, [...(byLoss.get(names) ?? []), id]);
  }
  const recorder = new Recorder(state, world);
  return [...byLoss].every(([names, jobs]) =>
    recorder.try({ event: 'jobs-held', request: world.token(), jobs, because: `its runner had ${names}, and is gone` }),
  );
}
