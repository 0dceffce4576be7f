import { mayLeave } from '../../model/executor.ts';
import type { Job, JobId, Need } from '../../model/plan.ts';
import type { Ready } from '../queue/queue.ts';
import { placeOn } from '../queue/request.ts';
import { isEarly } from './begins.ts';
import { isLetThrough, yieldCanary } from './class-gate.ts';
import { enter, recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Counts what a waiting job still waits for; queues it if that is nothing, and notes that it is doomed if a need can no longer
 * be met. One that a person holds is held, whatever it waits for.
 */
export function enqueue(state: RunState, record: JobRecord): void {
  const { job, blocked } = record;
  if (job === null) return;
  if (record.held) {
    enter(state, record, { status: 'held', because: null });
    return admit(state, yieldCanary(state, record));
  }
  record.unmet = [...state.overtakenBy.values()].filter((overtaken) => overtaken.includes(job.index)).length;
  for (const need of job.needs) {
    const needed = recordOf(state, need.job);
    if (needed.todo) record.unmet += 1;
    else if (!mayBeMet(need, needed)) {
      record.unmet += 1;
      state.doomed.push({ index: job.index, because: needed.id });
    }
  }
  const inTheWay = job.moot === null ? blocked : job.id;
  if (inTheWay !== null) {
    record.unmet += 1;
    state.doomed.push({ index: job.index, because: inTheWay });
  }
  if (record.unmet === 0) return decideReadiness(state, record);
  // It may have been the canary before, and wait for one behind it now.
  admit(state, yieldCanary(state, record));
}

/** Called when a job waits for nothing more: queues it, or dooms it if it waits for a failure and none came. */
export function decideReadiness(state: RunState, record: JobRecord): void {
  const unfailed = record.job === null ? null : needWithoutFailure(state, record.job);
  if (unfailed === null || record.job === null) return makeReady(state, record);
  record.unmet = 1;
  state.doomed.push({ index: record.job.index, because: unfailed });
}

/** Queues jobs that waited behind a canary, or for their time. */
export function admit(state: RunState, indices: readonly number[]): void {
  for (const index of indices) {
    const record = state.records[index];
    if (record !== undefined) makeReady(state, record);
  }
}

/** Queues a job that waits for no other any more, unless its time has not come, or its class has to wait or is held. */
function makeReady(state: RunState, record: JobRecord): void {
  if (record.job === null || record.ready !== null || isEarly(state, record.job)) return;
  if (!isLetThrough(state, record)) return;
  record.ready = readyTo(state, record, record.job);
  state.index.admit(record.job, record.class, record.ready);
}

/** A job that waits for its turn has been given another one. */
export function reorder(state: RunState, record: JobRecord): void {
  const { job, ready, priority, place } = record;
  if (job === null || ready === null) return;
  record.ready = { ...ready, priority, place };
  state.index.withdraw(job);
  state.index.admit(job, record.class, record.ready);
}

/** What the next attempt of a job asks for. */
function readyTo(state: RunState, record: JobRecord, job: Job): Ready {
  const { escalations, failedOn, priority, place, remaining } = record;
  const on = state.run?.choice.on;
  if (on !== undefined && mayLeave(job)) {
    const cellBound = state.durations.cellBound(record.cell);
    return { request: placeOn(on), pinned: null, avoid: [], priority, place, remaining, cellBound };
  }
  const steps = job.retry.escalate?.gpus ?? [];
  const step = escalations === 0 ? undefined : steps[Math.min(escalations, steps.length) - 1];
  const request = step === undefined ? job.request : { ...job.request, ...step };
  const pinned = failedOn.length > 0 ? null : pinnedGpus(state, job);
  const cellBound = state.durations.cellBound(record.cell);
  return { request, pinned, avoid: failedOn, priority, place, remaining, cellBound };
}

/** The GPUs of the chain link before, for a chain that stays on them. */
function pinnedGpus(state: RunState, job: Job): readonly string[] | null {
  const link = job.needs.find((need) => need.sameGpus);
  const before = link === undefined ? undefined : state.byId.get(link.job)?.past.at(-1);
  if (before === undefined || before.allocation.gpus.length === 0) return null;
  return before.allocation.gpus.map((gpu) => gpu.uuid);
}

/**
 * Puts a job that has ended an attempt, but not itself, back into the queue. One that was adopted may have begun before
 * jobs that it needs and that this run does again: then it waits for them, and the links of its chain no longer for it.
 */
export function requeue(state: RunState, record: JobRecord): void {
  enter(state, record, { status: 'waiting' });
  if (!record.todo) return;
  record.blocked = null;
  enqueue(state, record);
  if (record.unmet > 0) releaseOvertaken(state, record);
}

/**
 * Lets the links of a chain that come before an adopted, still running one wait for it: links must never overlap, and
 * this one has overtaken them.
 */
export function latchChains(state: RunState): void {
  state.overtakenBy.clear();
  for (const running of state.running.values()) latch(state, running, linksBefore(state, running));
}

/**
 * Lets jobs that are to run again wait for those that run although they need them, by whatever `when`, and the later links of
 * their chains for them.
 */
export function latchReopened(state: RunState, reopened: ReadonlySet<JobRecord>): void {
  for (const running of state.running.values()) {
    const needed = (running.job?.needs ?? []).flatMap((need) => state.byId.get(need.job) ?? []);
    const before = [...linksBefore(state, running), ...needed];
    latch(
      state,
      running,
      before.filter((record) => reopened.has(record)),
    );
  }
  for (const record of reopened) latch(state, record, linksAfter(state, record));
}

/** Lets those of `others` that do not run, and are to, wait for a job. */
function latch(state: RunState, record: JobRecord, others: readonly JobRecord[]): void {
  const waiting = others.flatMap(({ job, todo, state: { status } }) =>
    job !== null && todo && status !== 'running' ? [job.index] : [],
  );
  if (waiting.length === 0) return;
  state.overtakenBy.set(record.id, [...new Set([...(state.overtakenBy.get(record.id) ?? []), ...waiting])]);
}

/** Lets the links of a chain go that waited for this one. */
export function releaseOvertaken(state: RunState, record: JobRecord): void {
  for (const index of state.overtakenBy.get(record.id) ?? []) {
    const overtaken = state.records[index];
    if (overtaken?.state.status !== 'waiting' || !overtaken.todo) continue;
    overtaken.unmet -= 1;
    if (overtaken.unmet === 0) decideReadiness(state, overtaken);
  }
  state.overtakenBy.delete(record.id);
}

/** The links of its chain that come before a job, the nearest first. */
function linksBefore(state: RunState, record: JobRecord): readonly JobRecord[] {
  const links: JobRecord[] = [];
  for (let link = linkBefore(state, record); link !== undefined; link = linkBefore(state, link)) links.push(link);
  return links;
}

/** The links of its chain that come after a job, but for the next, which waits for it anyway. */
export function linksAfter(state: RunState, record: JobRecord): readonly JobRecord[] {
  const next = linkAfter(state, record);
  const links: JobRecord[] = [];
  for (let link = next && linkAfter(state, next); link !== undefined; link = linkAfter(state, link)) links.push(link);
  return links;
}

function linkAfter(state: RunState, record: JobRecord): JobRecord | undefined {
  const dependents = state.dependents[record.job?.index ?? -1] ?? [];
  return dependents
    .map((index) => state.records[index])
    .find((one) => one?.job?.needs.some(({ via, job }) => via === 'chain' && job === record.id));
}

function linkBefore(state: RunState, record: JobRecord): JobRecord | undefined {
  const link = record.job?.needs.find((need) => need.via === 'chain');
  return link === undefined ? undefined : state.byId.get(link.job);
}

/**
 * Whether a need can be met once this job of it has come to its end. One of a `failure` is a matter of all jobs of its
 * stage together: see `needWithoutFailure`.
 */
export function mayBeMet(need: Need, needed: JobRecord): boolean {
  switch (need.when) {
    case 'always':
    case 'failure':
      return true;
    case 'success':
      return needed.state.status === 'succeeded' || (hasFailed(needed) && needed.job?.allowFailure === true);
    default:
      return need.when satisfies never;
  }
}

/** A job of a stage that a job needs a failure of, where none of those that it needs of that stage has failed. */
function needWithoutFailure(state: RunState, job: Job): JobId | null {
  const groups = new Map<string, { readonly first: JobId; failed: boolean }>();
  for (const need of job.needs) {
    if (need.when !== 'failure') continue;
    const needed = recordOf(state, need.job);
    const stage = needed.job?.stage ?? '';
    const group = groups.get(stage) ?? { first: need.job, failed: false };
    group.failed ||= hasFailed(needed);
    groups.set(stage, group);
  }
  return [...groups.values()].find((group) => !group.failed)?.first ?? null;
}

function hasFailed(record: JobRecord): boolean {
  return record.state.status === 'failed';
}
