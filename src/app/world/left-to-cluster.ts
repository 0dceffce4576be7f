import { clock } from '../../host/system/clock.ts';
import { EndsTold, findDetached } from '../../launch/slurm/detached/ends.ts';
import { statesInQueue } from '../../launch/slurm/detached/queue.ts';
import type { DetachedTask } from '../../model/attempt.ts';
import type { ArrayTask } from '../../model/executor.ts';
import type { Mask } from '../../model/text/mask.ts';
import { detachedRecords } from '../../run/detached.ts';
import { leftBy, tellMetrics } from '../../run/metrics.ts';
import { settleOrderOf } from '../../run/resume.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { MetricReader } from './metric-reader.ts';
import { unrevealing } from './unrevealing.ts';

/** Where the attempts of jobs are that a cluster alone sees through. */
export function tasksLeft(state: Pick<RunState, 'running'>): readonly ArrayTask[] {
  return detachedRecords(state).flatMap(({ past }) => past.at(-1)?.on ?? []);
}

/** Finds out what has become of what a cluster was left with: by its files, and by one question to Slurm where these do not tell of all. */
export function finderOf(
  state: Pick<RunState, 'running'>,
  place: { readonly root: string; readonly runFolder: string },
  mask: Mask,
): (record: JobRecord) => DetachedTask {
  const ends = new EndsTold(place);
  const open = tasksLeft(state).filter((on) => !ends.has(on));
  const stateOf = statesInQueue([...new Set(open.map(({ array }) => array))]);
  return (record) => {
    const { on, ...order } = settleOrderOf(record);
    if (on === undefined) throw new Error(`${record.id} is not on a cluster`);
    const { attempts, is } = findDetached({ ...order, on }, place, ends, stateOf);
    const masked = attempts.map((one) =>
      one.came?.kind === 'ended' ? { ...one, came: unrevealing(one.came, mask) } : one,
    );
    return { attempts: masked, is };
  };
}

/**
 * Takes in what attempts have left by way of numbers whose ends no journal tells, since no runner has seen them. Nothing is written.
 *
 * @param state  With those ends.
 */
export async function readLeft(
  state: RunState,
  place: { readonly root: string; readonly runFolder: string },
): Promise<void> {
  if (state.run?.choice.detached !== true) return;
  const reader = new MetricReader(place, () => undefined, { keeps: false });
  for (const { id, past } of state.records) {
    const last = past.findLast(({ end }) => end !== null);
    if (last?.end == null || last.metrics !== null || last.on?.detached !== true) continue;
    const end = { job: id, attempt: last.attempt, outcome: last.end.outcome };
    const left = leftBy(state, end);
    if (left !== null) reduce(state, { ...clock.now(), ...tellMetrics(end, await reader.read(left)) });
  }
  reader.close();
}
