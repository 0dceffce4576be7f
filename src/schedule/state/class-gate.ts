import { describeOutcome } from '../../model/outcome.ts';
import type { JobClass } from '../queue/request.ts';
import { normalizeError } from './error-signature.ts';
import { enter } from './records.ts';
import type { JobRecord, RunState, Standing } from './state.ts';

export function standingOf(state: RunState, jobClass: JobClass): Standing {
  let standing = state.standings.get(jobClass);
  if (standing === undefined) {
    const isOpen = !(state.run?.caution.canary ?? false);
    standing = { canary: null, isOpen, behind: [], todo: 0, ended: 0, errors: new Map(), held: null };
    state.standings.set(jobClass, standing);
  }
  return standing;
}

/**
 * Whether a job may be queued now. If not, it is held with its class, or waits behind the canary and is given out by
 * `judgeClass` once that has succeeded. The first of a class that could start becomes its canary.
 */
export function isLetThrough(state: RunState, record: JobRecord): boolean {
  const index = record.job?.index;
  if (index === undefined) return false;
  const standing = standingOf(state, record.class);
  if (standing.held !== null) {
    enter(state, record, { status: 'held', because: standing.held });
    return false;
  }
  if (standing.isOpen || standing.canary === index) return true;
  if (standing.canary === null) {
    standing.canary = index;
    return true;
  }
  standing.behind.push(index);
  return false;
}

/**
 * Takes in how a job of a class has finally ended. Returns the jobs that need not wait for it any more, by index; a class
 * that had better be held is put into `dueHolds`.
 */
export function judgeClass(state: RunState, record: JobRecord): readonly number[] {
  const standing = standingOf(state, record.class);
  standing.ended += 1;
  const { status } = record.state;
  if (status === 'failed' && record.job?.allowFailure === false) countFailure(state, record, standing);
  if (standing.isOpen || standing.canary !== record.job?.index) return [];
  standing.canary = null;
  const proved = status === 'succeeded' || (status === 'failed' && record.job.allowFailure);
  if (proved) standing.isOpen = true;
  else if (status === 'failed') return due(state, record, whyCanary(record));
  // A canary that was skipped or stopped has shown nothing: the next one takes its place.
  return standing.behind.splice(0, proved ? standing.behind.length : 1);
}

function countFailure(state: RunState, record: JobRecord, standing: Standing): void {
  const error = record.past.at(-1)?.end?.error ?? null;
  const most = state.run?.caution.failAlike ?? null;
  if (error === null) return;
  const kind = normalizeError(error);
  const alike = (standing.errors.get(kind) ?? 0) + 1;
  standing.errors.set(kind, alike);
  if (most === null || alike < most || 2 * alike < standing.ended || standing.held !== null) return;
  due(state, record, `${alike} jobs alike failed with \`${error}\``);
}

function whyCanary(record: JobRecord): string {
  const end = record.past.at(-1)?.end;
  const cause = end == null ? 'failed' : describeOutcome(end.outcome);
  const error = end?.error == null ? '' : `: \`${end.error}\``;
  return `${record.job?.label ?? record.id}, which went first, failed with ${cause}${error}`;
}

function due(state: RunState, record: JobRecord, because: string): readonly number[] {
  if (!state.dueHolds.some((one) => one.class === record.class)) state.dueHolds.push({ class: record.class, because });
  return [];
}

/** No more jobs of the class start in this run. */
export function holdClass(state: RunState, jobClass: string, because: string): void {
  const index = state.dueHolds.findIndex((one) => one.class === jobClass);
  if (index >= 0) state.dueHolds.splice(index, 1);
  standingOf(state, jobClass as JobClass).held = because;
  for (const record of state.records) {
    if (record.class !== jobClass || !record.todo || record.job === null) continue;
    if (record.state.status !== 'waiting' && record.state.status !== 'backoff') continue;
    enter(state, record, { status: 'held', because });
  }
}

/** Whether all that is left of the run is held, or waits for what is. */
export function onlyHeldIsLeft(state: RunState): boolean {
  const { counts, index, doomed, dueHolds, running } = state;
  return counts.held > 0 && running.size + counts.backoff + index.queue.size + doomed.length + dueHolds.length === 0;
}
