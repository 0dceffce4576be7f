import type { Job, JobId, Need } from '../../model/plan.ts';
import type { Ready } from '../queue/queue.ts';
import { isLetThrough } from './class-gate.ts';
import { enter, recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Counts what a job still waits for; queues it if that is nothing, and notes that it is doomed if a need can no longer
 * be met. `blocked` is a job that it needs and this run leaves alone, or null.
 */
export function enqueue(state: RunState, record: JobRecord, blocked: JobId | null): void {
  const job = record.job;
  if (job === null) return;
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
  if (record.unmet === 0) decideReadiness(state, record);
}

/** Called when a job waits for nothing more: queues it, or dooms it if it waits for a failure and none came. */
export function decideReadiness(state: RunState, record: JobRecord): void {
  const unfailed = record.job === null ? null : needWithoutFailure(state, record.job);
  if (unfailed === null || record.job === null) return makeReady(state, record);
  record.unmet = 1;
  state.doomed.push({ index: record.job.index, because: unfailed });
}

/** Queues a job that waits for no other any more, unless its class has to wait or is held. */
export function makeReady(state: RunState, record: JobRecord): void {
  if (record.job === null || record.ready !== null || !isLetThrough(state, record)) return;
  record.ready = readyTo(state, record, record.job);
  state.index.queue.add(record.job, record.class, record.ready);
}

/** What the next attempt of a job asks for. */
function readyTo(state: RunState, record: JobRecord, job: Job): Ready {
  const { escalations, failedOn } = record;
  const steps = job.retry.escalate?.gpus ?? [];
  const step = escalations === 0 ? undefined : steps[Math.min(escalations, steps.length) - 1];
  const request = step === undefined ? job.request : { ...job.request, ...step };
  const pinned = failedOn.length > 0 ? null : pinnedGpus(state, job);
  const { remaining } = record;
  return { request, pinned, avoid: failedOn, remaining, cellBound: state.durations.cellBound(record.cell) };
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
  enqueue(state, record, null);
  if (record.unmet > 0) releaseOvertaken(state, record);
}

/**
 * Lets the links of a chain that come before an adopted, still running one wait for it: links must never overlap, and
 * this one has overtaken them.
 */
export function latchChains(state: RunState): void {
  state.overtakenBy.clear();
  for (const running of state.running.values()) {
    const overtaken: number[] = [];
    for (let link = linkBefore(state, running); link !== undefined; link = linkBefore(state, link)) {
      if (link.todo && link.state.status === 'waiting' && link.job !== null) overtaken.push(link.job.index);
    }
    if (overtaken.length > 0) state.overtakenBy.set(running.id, overtaken);
  }
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
