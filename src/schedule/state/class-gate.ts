import { describeOutcome } from '../../model/outcome.ts';
import type { JobClass } from '../queue/request.ts';
import { errorSignature } from './error-signature.ts';
import { enter } from './records.ts';
import type { JobRecord, RunState, ClassProgress } from './state.ts';

/** How a class fares in this run; begins its record if there is none. */
function progressOf(state: RunState, jobClass: JobClass): ClassProgress {
  let progress = state.classes.get(jobClass);
  if (progress === undefined) {
    const isOpen = !(state.run?.caution.canary ?? false);
    progress = { canary: null, isOpen, behind: [], todo: 0, ended: 0, errors: new Map(), held: null };
    state.classes.set(jobClass, progress);
  }
  return progress;
}

/**
 * Reckons anew how the classes fare in a run that has just begun, or that another runner goes on with: then also by the jobs of it that
 * have come to their end, those that run, and those of which a retry is due. What has changed since it failed counts no more, and
 * holds no class.
 */
export function reckonClasses(state: RunState, isContinued: boolean): void {
  const before = new Map(state.classes);
  state.classes.clear();
  for (const record of state.records.filter(({ isTask }) => isTask)) {
    const progress = progressOf(state, record.class);
    const { status } = record.state;
    progress.todo += 1;
    if (record.todo) {
      const isUnderWay = status === 'running' || status === 'backoff';
      if (isContinued && isUnderWay && record.job !== null && !progress.isOpen) progress.canary ??= record.job.index;
      continue;
    }
    progress.ended += 1;
    if (status === 'succeeded') progress.isOpen = true;
    if (status !== 'failed' || record.job?.allowFailure !== false) continue;
    countError(record, progress);
    progress.held = before.get(record.class)?.held ?? null;
  }
}

/**
 * Whether a job may be queued now. If not, it is held with its class, or waits behind the canary and is given out by
 * `judgeClass` once that has succeeded. The first of a class that could start becomes its canary.
 */
export function isLetThrough(state: RunState, record: JobRecord): boolean {
  const index = record.job?.index;
  if (index === undefined) return false;
  const progress = progressOf(state, record.class);
  if (progress.held !== null) {
    enter(state, record, { status: 'held', because: progress.held });
    return false;
  }
  if (progress.isOpen || progress.canary === index) return true;
  if (progress.canary === null) {
    progress.canary = index;
    return true;
  }
  progress.behind.push(index);
  return false;
}

/**
 * Counts the final end of a job in its class. Returns the indices of the jobs that waited behind this canary and may
 * be queued now: all when it proved the class, one (the next canary) when it showed nothing, none when it failed or
 * was no canary. A class that had better be held is put into `dueHolds`.
 */
export function judgeClass(state: RunState, record: JobRecord): readonly number[] {
  const progress = progressOf(state, record.class);
  progress.ended += 1;
  const { status } = record.state;
  if (status === 'failed' && record.job?.allowFailure === false) countFailure(state, record, progress);
  if (progress.isOpen || progress.canary !== record.job?.index) return [];
  const proved = status === 'succeeded' || (status === 'failed' && record.job.allowFailure);
  // A canary that was skipped or stopped has shown nothing: the next one takes its place.
  if (!proved && status !== 'failed') return yieldCanary(state, record);
  progress.canary = null;
  if (!proved) return due(state, record, whyCanary(record));
  progress.isOpen = true;
  return progress.behind.splice(0).filter((index) => isDue(state, index));
}

/** Lets a job be the canary of its class no more, if it is. Returns the index of the next one, if one waits for it. */
export function yieldCanary(state: RunState, record: JobRecord): readonly number[] {
  const progress = progressOf(state, record.class);
  if (progress.isOpen || progress.canary !== record.job?.index) return [];
  progress.canary = null;
  for (let next = progress.behind.shift(); next !== undefined; next = progress.behind.shift()) {
    if (isDue(state, next)) return [next];
  }
  return [];
}

/** Whether a job that was put behind a canary, or waits for its time, still waits for nothing else. */
export function isDue(state: RunState, index: number): boolean {
  const record = state.records[index];
  return record?.todo === true && record.state.status === 'waiting' && record.unmet === 0;
}

/** Counts a job in its class again that is to run although it has ended, or was no task of the run. */
export function readmit(state: RunState, record: JobRecord): void {
  const progress = progressOf(state, record.class);
  if (record.isTask) progress.ended -= 1;
  else progress.todo += 1;
}

/** Holds the classes of these jobs no more, nor counts how they have failed so far. Returns the jobs that were held with them. */
export function letClassesGo(state: RunState, records: Iterable<JobRecord>): readonly JobRecord[] {
  const classes = new Set<JobClass>();
  for (const record of records) {
    const progress = state.classes.get(record.class);
    if (progress === undefined) continue;
    progress.errors.clear();
    progress.held = null;
    classes.add(record.class);
  }
  const due = state.dueHolds.filter((one) => !classes.has(one.class));
  state.dueHolds.length = 0;
  state.dueHolds.push(...due);
  if (state.counts.held === 0) return [];
  return state.records.filter(
    (one) => one.todo && one.state.status === 'held' && one.state.because !== null && classes.has(one.class),
  );
}

/** Counts how a job has failed; answers what it said, and how many have said the same. */
function countError(
  { past }: JobRecord,
  { errors }: ClassProgress,
): { readonly error: string; readonly same: number } | null {
  const error = past.at(-1)?.end?.error ?? null;
  if (error === null) return null;
  const kind = errorSignature(error);
  const same = (errors.get(kind) ?? 0) + 1;
  errors.set(kind, same);
  return { error, same };
}

function countFailure(state: RunState, record: JobRecord, progress: ClassProgress): void {
  const counted = countError(record, progress);
  const most = state.run?.caution.failAlike ?? null;
  if (counted === null) return;
  const { error, same } = counted;
  if (most === null || same < most || 2 * same < progress.ended || progress.held !== null) return;
  due(state, record, `${same} jobs alike failed with \`${error}\``);
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
  progressOf(state, jobClass as JobClass).held = because;
  for (const record of state.records) {
    if (record.class !== jobClass || !record.todo || record.job === null) continue;
    if (record.state.status !== 'waiting' && record.state.status !== 'backoff') continue;
    enter(state, record, { status: 'held', because });
  }
}

/** Whether all that is left of the run is held, or waits for what is. */
export function onlyHeldIsLeft(state: RunState): boolean {
  const { counts, index, doomed, dueHolds, running, early } = state;
  if (counts.held === 0) return false;
  if (running.size + counts.backoff + index.queue.size + doomed.length + dueHolds.length > 0) return false;
  return [...early.values()].every((jobs) => [...jobs].every((job) => !isDue(state, job)));
}
