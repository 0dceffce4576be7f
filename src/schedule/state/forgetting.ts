import type { JobId } from '../../model/plan.ts';
import type { JobsForgotten } from '../../model/request.ts';
import { countLine } from './following.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { isRetried } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Those of `jobs` that may be forgotten, in the order of the plan: they were added, and have ended for good. One for which another
 * waits, or has waited that stays, stays with it.
 */
export function forgettable(state: RunState, jobs: Iterable<JobId>): readonly JobId[] {
  const asked = new Set(jobs);
  const kept = new Set<JobId>(state.dueHooks.map(({ job }) => job));
  for (const { because } of state.doomed) kept.add(because);
  const found: JobId[] = [];
  // What a job needs comes before it in the plan.
  for (const record of state.records.toReversed()) {
    if (asked.has(record.id) && !kept.has(record.id) && hasEnded(record)) found.push(record.id);
    else for (const { job } of record.job?.needs ?? []) kept.add(job);
  }
  return found.reverse();
}

function hasEnded(record: JobRecord): boolean {
  if (record.added === null || record.todo || isRetried(record)) return false;
  return ['succeeded', 'failed', 'skipped', 'cancelled'].includes(record.state.status);
}

/** `jobs-forgotten`: the plan has them no more. Those that stay move up in it. */
export function forgetJobs(state: RunState, { jobs, greatest = 0, lines = [] }: JobsForgotten): void {
  state.greatestAdded = Math.max(state.greatestAdded, greatest);
  for (const { times, ...line } of lines) countLine(state, line, times);
  const gone = new Set(jobs);
  const places = new Map<number, number>();
  const stays = state.records.filter((record) => {
    if (gone.has(record.id)) return false;
    if (record.job !== null) places.set(record.job.index, places.size);
    return true;
  });
  if (stays.length === state.records.length) return;
  for (const record of state.records) if (gone.has(record.id)) strike(state, record);
  const moved = (indexes: readonly number[] = []): number[] => indexes.flatMap((index) => places.get(index) ?? []);
  const dependents = stays.map(({ job }) => moved(state.dependents[job?.index ?? -1]));
  for (const record of stays) {
    const { job } = record;
    const index = places.get(job?.index ?? -1);
    if (job !== null && index !== undefined) record.job = { ...job, index };
  }
  replaceAll(state.records, stays);
  replaceAll(
    state.plan.jobs,
    stays.flatMap(({ job }) => job ?? []),
  );
  replaceAll(state.dependents, dependents);
  replaceAll(
    state.doomed,
    state.doomed.flatMap(({ index, because }) => moved([index]).map((at) => ({ index: at, because }))),
  );
  for (const [id, overtaken] of state.overtakenBy) state.overtakenBy.set(id, moved(overtaken));
  for (const progress of state.classes.values()) {
    progress.canary = moved(progress.canary === null ? [] : [progress.canary])[0] ?? null;
    replaceAll(progress.behind, moved(progress.behind));
  }
  state.index = rebuildIndex(state);
}

/** Counts a job no more. */
function strike(state: RunState, { id, isTask, state: now, job }: JobRecord): void {
  state.byId.delete(id);
  state.overtakenBy.delete(id);
  state.counts[now.status] -= 1;
  if (!isTask || state.run === null) return;
  state.run.todo -= 1;
  if (now.status === 'failed' && job?.allowFailure === false) state.failures -= 1;
}

/** Puts other items in the place of those of a list, however many there are. */
function replaceAll<Item>(list: Item[], items: readonly Item[]): void {
  list.length = 0;
  for (const item of items) list.push(item);
}
