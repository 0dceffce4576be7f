import type { JobId } from '../../model/plan.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { Run } from '../run.ts';

/** Takes what a person holds out of the queues of clusters: it is submitted again once it is released, and one that has begun goes on. */
export function withdrawHeld({ state, world }: Run): void {
  for (const record of [...state.running.values()]) {
    const attempt = attemptInQueue(record);
    if (record.held && attempt !== null) world.executor.withdraw(record.id, attempt);
  }
}

/** Tells clusters in which order what waits in their queues is to begin: what was put first, then by priority. */
export function orderQueued({ state, world }: Run): void {
  const queued = [...state.running.values()].filter((record) => attemptInQueue(record) !== null);
  if (queued.length > 0) world.executor.order(turnsOf(queued));
}

/** The attempt of a job that a cluster was given, where none has seen it begin. */
function attemptInQueue({ past }: JobRecord): number | null {
  const last = past.at(-1);
  return last?.on != null && last.start === null && last.end === null ? last.attempt : null;
}

/** The turn of each; those that nothing tells apart have the same. */
function turnsOf(queued: readonly JobRecord[]): ReadonlyMap<JobId, number> {
  const inOrder = [...queued].sort((a, b) => a.place - b.place || b.priority - a.priority);
  const turns = new Map<JobId, number>();
  let before: JobRecord | null = null;
  let turn = 0;
  for (const record of inOrder) {
    if (before !== null && (before.place !== record.place || before.priority !== record.priority)) turn += 1;
    turns.set(record.id, turn);
    before = record;
  }
  return turns;
}
