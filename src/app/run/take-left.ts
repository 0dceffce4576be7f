import { arrayFolder, tidyArrayFolder } from '../../launch/slurm/arrays.ts';
import { wasReleased } from '../../launch/slurm/detached/ends.ts';
import { giveUpAll } from '../../launch/slurm/detached/submitter.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { ArrayTask } from '../../model/executor.ts';
import { detachedRecords, settleDetached } from '../../run/detached.ts';
import type { World } from '../../run/world.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { count } from '../../report/text/phrases.ts';
import { controllerOf } from '../machine/clusters.ts';
import { executorOf } from '../machine/executors.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { maskFor } from '../sweep/secrets.ts';
import { finderOf, tasksLeft } from '../world/left-to-cluster.ts';
import type { RunPlace } from '../world/run-place.ts';
import { cannotWrite } from './run-result.ts';

/** Takes in what has become of what a cluster was left with, and takes back what was never let start. Refuses to go on while the rest is not over. */
export async function takeLeft(state: RunState, world: World, place: RunPlace, hostFile: HostFile): Promise<void> {
  const before = tasksLeft(state);
  if (before.length === 0) return;
  await takeBack(state, before, place, hostFile);
  if (!(await settleDetached(state, world, finderOf(state, place, maskFor(state.plan))))) throw cannotWrite(place);
  const left = tasksLeft(state);
  const open = new Set(left.map(({ array }) => array));
  for (const { executor, array } of arraysOf(before))
    if (!open.has(array)) tidyArrayFolder(arrayFolder(place.runFolder, executor, array));
  if (left.length === 0) return;
  const names = arraysOf(left).map(({ array }) => array);
  throw new Refusal(
    EXIT.unavailable,
    `${count(left.length, 'job')} that \`${left[0]?.executor ?? ''}\` was left with ${left.length === 1 ? 'has' : 'have'} not come to an end, or it does not answer whether they have\nhint: \`sweep status\` shows them, and \`scancel --name=${names.join(',')}\` ends them; then this goes on`,
  );
}

/** Whoever submitted them was killed before Slurm was told that they may start: none of them ever will. */
async function takeBack(
  state: RunState,
  tasks: readonly ArrayTask[],
  place: RunPlace,
  hostFile: HostFile,
): Promise<void> {
  const unreleased = new Map(
    arraysOf(tasks).flatMap((on) => (wasReleased(place, on) ? [] : [[on.array, on] as const])),
  );
  const records = detachedRecords(state).filter(({ past }) => unreleased.has(past.at(-1)?.on?.array ?? ''));
  giveUpAll(
    records.map(({ id, past }) => ({ id, attempt: past.at(-1)?.attempt ?? 0 })),
    { place },
  );
  for (const { executor, array } of unreleased.values())
    await controllerOf(executorOf(executor, hostFile), () => place.root).cancelAll(array);
}

/** One task of each array. */
function arraysOf(tasks: readonly ArrayTask[]): readonly ArrayTask[] {
  return [...new Map(tasks.map((on) => [on.array, on])).values()];
}
