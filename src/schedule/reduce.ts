import type { Event } from '../model/event.ts';
import { succeeded, type Outcome } from '../model/outcome.ts';
import type { Job, JobId, Need, Plan } from '../model/plan.ts';
import type { JobState } from '../model/state.ts';
import { after, instant, seconds, type Moment, type Seconds } from '../model/units.ts';
import { Heap } from './heap.ts';
import { Queue } from './queue.ts';
import type { AttemptRecord, JobRecord, RunState } from './state.ts';

type EventOf<Name extends Event['event']> = Extract<Event, { readonly event: Name }>;

/** The state before anything happened. */
export function initialState(plan: Plan): RunState {
  const records = plan.jobs.map((job) => newRecord(job.id, job));
  const byId = new Map(records.map((record) => [record.id, record]));
  const dependents: number[][] = plan.jobs.map(() => []);
  for (const job of plan.jobs) {
    for (const needed of new Set(job.needs.map((need) => need.job))) {
      dependents[planIndex(byId, needed)]?.push(job.index);
    }
  }
  return {
    plan,
    records,
    byId,
    orphans: new Map(),
    dependents,
    latches: new Map(),
    counts: {
      waiting: records.length,
      running: 0,
      backoff: 0,
      held: 0,
      succeeded: 0,
      failed: 0,
      skipped: 0,
      cancelled: 0,
    },
    running: new Map(),
    ready: new Queue(),
    backoff: new Heap((a, b) => a.until < b.until),
    doomed: [],
    gpuHolders: new Map(),
    slotsUsed: 0,
    lastStarts: new Map(),
    quarantined: new Map(),
    draining: false,
    run: null,
    pending: 0,
    failures: 0,
    events: 0,
  };
}

/**
 * Takes one event in: the only way that a RunState changes, live or replayed. Changes `state` in place, since a copy
 * of 100,000 jobs an event would not do. Total: an event about a job that the plan does not have is remembered in
 * `orphans`, and one that does not fit the job's state is taken for what it says.
 */
export function reduce(state: RunState, event: Event): void {
  state.events += 1;
  switch (event.event) {
    case 'run-started':
      return beginRun(state, event);
    case 'attempt-planned':
      return planAttempt(state, event);
    case 'attempt-started':
      return startAttempt(state, event);
    case 'attempt-stopping':
      return markStopping(state, event);
    case 'attempt-ended':
      return endAttempt(state, event);
    case 'attempt-abandoned':
      return abandonAttempt(state, event);
    case 'backoff-ended':
      return requeue(state, recordOf(state, event.job));
    case 'job-skipped':
      return skip(state, recordOf(state, event.job), event.because);
    case 'gpu-quarantined':
      state.quarantined.set(event.gpu, event.because);
      return;
    case 'gpu-released':
      state.quarantined.delete(event.gpu);
      return;
    case 'draining':
      state.draining = true;
      return;
    case 'run-ended':
      if (state.run !== null) {
        state.run.ended = { at: event.at, tick: event.tick };
        state.run.reason = event.reason;
      }
      return;
    case 'leftovers-killed':
      return;
    default:
      return unreachable(event);
  }
}

function beginRun(state: RunState, event: EventOf<'run-started'>): void {
  state.ready.clear();
  state.backoff.clear();
  state.doomed.length = 0;
  state.quarantined.clear();
  state.draining = false;
  for (const record of state.records) {
    record.todo = false;
    record.failures = 0;
    record.repeatedLost = false;
    if (record.state.status === 'backoff') {
      const { attempt, outcome } = record.state;
      enter(state, record, { status: 'failed', attempt, outcome });
    }
  }
  const blocked = new Map(event.todo.flatMap(({ job, blocked: by }) => (by === undefined ? [] : [[job, by] as const])));
  const todo = event.todo.map(({ job }) => recordOf(state, job)).filter((record) => record.job !== null);
  for (const record of todo) {
    record.todo = true;
    if (record.state.status !== 'running') enter(state, record, { status: 'waiting' });
  }
  state.pending = todo.length;
  state.failures = 0;
  state.run = {
    started: { at: event.at, tick: event.tick },
    runner: event.runner,
    file: event.file,
    slots: event.slots,
    gpus: event.gpus,
    fresh: event.fresh,
    todo: todo.length,
    code: event.code,
    ended: null,
    reason: null,
  };
  latchChains(state);
  for (const record of todo) {
    if (record.state.status === 'waiting') enqueue(state, record, blocked.get(record.id) ?? null);
  }
}

/**
 * Lets the links of a chain that come before an adopted, still running one wait for it: links must never overlap, and
 * this one has overtaken them.
 */
function latchChains(state: RunState): void {
  state.latches.clear();
  for (const running of state.running.values()) {
    const overtaken: number[] = [];
    for (let link = linkBefore(state, running); link !== undefined; link = linkBefore(state, link)) {
      if (link.todo && link.state.status === 'waiting' && link.job !== null) overtaken.push(link.job.index);
    }
    if (overtaken.length > 0) state.latches.set(running.id, overtaken);
  }
}

function linkBefore(state: RunState, record: JobRecord): JobRecord | undefined {
  const link = record.job?.needs.find((need) => need.via === 'chain');
  return link === undefined ? undefined : state.byId.get(link.job);
}

function planAttempt(state: RunState, event: EventOf<'attempt-planned'>): void {
  const record = recordOf(state, event.job);
  const since: Moment = { at: event.at, tick: event.tick };
  release(state, record);
  record.attempts = Math.max(record.attempts, event.attempt);
  record.plannedAt = state.events;
  record.past.push({
    attempt: event.attempt,
    allocation: event.allocation,
    token: event.token,
    fingerprint: event.fingerprint,
    parts: event.parts,
    lateInputs: event.lateInputs,
    limit: event.limit,
    planned: since,
    started: null,
    process: null,
    ended: null,
    seconds: null,
    outcome: null,
  });
  if (record.job !== null) {
    state.ready.remove(record.job.index);
    if (record.job.stagger > 0) state.lastStarts.set(record.job.stage, event.tick);
  }
  enter(state, record, {
    status: 'running',
    attempt: event.attempt,
    since,
    allocation: event.allocation,
    token: event.token,
    fingerprint: event.fingerprint,
    process: null,
    stopping: null,
  });
  state.running.set(record.id, record);
  state.slotsUsed += event.allocation.slots;
  for (const gpu of event.allocation.gpus) state.gpuHolders.set(gpu.uuid, record.id);
}

function startAttempt(state: RunState, event: EventOf<'attempt-started'>): void {
  const record = recordOf(state, event.job);
  const attempt = attemptOf(record, event.attempt);
  if (attempt === undefined || record.state.status !== 'running') return;
  attempt.started = { at: event.at, tick: event.tick };
  attempt.process = event.process;
  record.state = { ...record.state, process: event.process };
}

function markStopping(state: RunState, event: EventOf<'attempt-stopping'>): void {
  const record = recordOf(state, event.job);
  if (record.state.status === 'running') record.state = { ...record.state, stopping: event.reason };
}

function endAttempt(state: RunState, event: EventOf<'attempt-ended'>): void {
  const record = recordOf(state, event.job);
  const attempt = attemptOf(record, event.attempt);
  if (attempt === undefined) return;
  attempt.ended = { at: event.endedAt ?? event.at, tick: event.tick };
  attempt.outcome = event.outcome;
  attempt.seconds = event.seconds;
  release(state, record);
  if (succeeded(event.outcome)) return succeed(state, record, attempt);
  if (event.outcome.cause === 'stopped') {
    return finish(state, record, { status: 'cancelled', attempt: attempt.attempt });
  }
  const wait = record.todo ? retryAfter(record, event.outcome) : null;
  if (wait === null) {
    return finish(state, record, { status: 'failed', attempt: attempt.attempt, outcome: event.outcome });
  }
  if (event.outcome.cause === 'lost' && !record.repeatedLost) record.repeatedLost = true;
  else record.failures += 1;
  if (wait === 0) return requeue(state, record);
  const until: Moment = { at: instant(event.at + wait * 1000), tick: after(event.tick, wait) };
  enter(state, record, { status: 'backoff', attempt: attempt.attempt, until, outcome: event.outcome });
  if (record.job !== null) state.backoff.push({ index: record.job.index, until: until.tick });
}

/** How long to wait before the next attempt after a failure; null when there is none. A lost attempt is always repeated once. */
function retryAfter(record: JobRecord, outcome: Outcome): Seconds | null {
  if (record.job === null || outcome.cause === 'stopped') return null;
  if (outcome.cause === 'lost' && !record.repeatedLost) return seconds(0);
  const { max, on, backoff, factor } = record.job.retry;
  if (record.failures >= max || !on.includes(outcome.cause)) return null;
  return seconds(backoff * factor ** record.failures);
}

function succeed(state: RunState, record: JobRecord, attempt: AttemptRecord): void {
  record.succeededAt = state.events;
  // An adopted attempt may have begun under an earlier version of the sweep: its result is then already stale.
  const planned = record.job?.fingerprint;
  if (record.todo && planned !== undefined && planned !== attempt.fingerprint) return requeue(state, record);
  finish(state, record, { status: 'succeeded', attempt: attempt.attempt, fingerprint: attempt.fingerprint });
}

function abandonAttempt(state: RunState, event: EventOf<'attempt-abandoned'>): void {
  const record = recordOf(state, event.job);
  if (attemptOf(record, event.attempt) === undefined) return;
  release(state, record);
  record.past.pop();
  requeue(state, record);
}

function skip(state: RunState, record: JobRecord, because: JobId): void {
  if (record.job !== null) state.ready.remove(record.job.index);
  finish(state, record, { status: 'skipped', because });
}

/** Brings a job to its end in this run, and tells the jobs that wait for it. */
function finish(state: RunState, record: JobRecord, end: JobState): void {
  enter(state, record, end);
  if (!record.todo || record.job === null) return;
  record.todo = false;
  state.pending -= 1;
  if (end.status === 'failed' && !record.job.allowFailure) state.failures += 1;
  for (const index of state.dependents[record.job.index] ?? []) {
    const dependent = state.records[index];
    if (dependent?.job == null || !dependent.todo || dependent.state.status !== 'waiting') continue;
    for (const need of dependent.job.needs) {
      if (need.job !== record.id) continue;
      if (mayBeMet(need, record)) dependent.unmet -= 1;
      else state.doomed.push({ index, because: record.id });
    }
    if (dependent.unmet === 0) decideReadiness(state, dependent);
  }
  unlatch(state, record);
  forgetSettledDoom(state);
}

function unlatch(state: RunState, record: JobRecord): void {
  for (const index of state.latches.get(record.id) ?? []) {
    const overtaken = state.records[index];
    if (overtaken?.state.status !== 'waiting' || !overtaken.todo) continue;
    overtaken.unmet -= 1;
    if (overtaken.unmet === 0) decideReadiness(state, overtaken);
  }
  state.latches.delete(record.id);
}

/** Puts a job that has ended an attempt, but not itself, back into the queue. Its needs were met when it first started. */
function requeue(state: RunState, record: JobRecord): void {
  enter(state, record, { status: 'waiting' });
  if (record.todo && record.unmet === 0) makeReady(state, record);
}

/** Counts what a job of the new run waits for. */
function enqueue(state: RunState, record: JobRecord, blocked: JobId | null): void {
  const job = record.job;
  if (job === null) return;
  record.unmet = [...state.latches.values()].filter((overtaken) => overtaken.includes(job.index)).length;
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

/** Everything that a job waits for has ended: it may start, unless it needs a failure and there was none. */
function decideReadiness(state: RunState, record: JobRecord): void {
  const unfailed = record.job === null ? null : needWithoutFailure(state, record.job);
  if (unfailed === null || record.job === null) return makeReady(state, record);
  record.unmet = 1;
  state.doomed.push({ index: record.job.index, because: unfailed });
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

function makeReady(state: RunState, record: JobRecord): void {
  if (record.job !== null) state.ready.add(record.job, pinnedGpus(state, record.job));
}

/** The GPUs of the chain link before, for a chain that stays on them. */
function pinnedGpus(state: RunState, job: Job): readonly string[] | null {
  const link = job.needs.find((need) => need.sameGpus);
  const before = link === undefined ? undefined : state.byId.get(link.job)?.past.at(-1);
  if (before === undefined || before.allocation.gpus.length === 0) return null;
  return before.allocation.gpus.map((gpu) => gpu.uuid);
}

/**
 * Whether a need can be met once this job of it has come to its end. One of a `failure` is a matter of all jobs of its
 * stage together: see `needWithoutFailure`.
 */
function mayBeMet(need: Need, needed: JobRecord): boolean {
  switch (need.when) {
    case 'always':
    case 'failure':
      return true;
    case 'success':
      return needed.state.status === 'succeeded' || (hasFailed(needed) && needed.job?.allowFailure === true);
    default:
      return unreachable(need.when);
  }
}

function hasFailed(record: JobRecord): boolean {
  return record.state.status === 'failed';
}

function release(state: RunState, record: JobRecord): void {
  if (record.state.status !== 'running') return;
  const { slots, gpus } = record.state.allocation;
  state.running.delete(record.id);
  state.slotsUsed -= slots;
  for (const gpu of gpus) if (state.gpuHolders.get(gpu.uuid) === record.id) state.gpuHolders.delete(gpu.uuid);
}

/** Keeps the last entry of `doomed` one that still waits to be skipped. */
function forgetSettledDoom(state: RunState): void {
  for (let last = state.doomed.at(-1); last !== undefined; last = state.doomed.at(-1)) {
    if (state.records[last.index]?.state.status === 'waiting') return;
    state.doomed.pop();
  }
}

function enter(state: RunState, record: JobRecord, next: JobState): void {
  if (record.job !== null) {
    state.counts[record.state.status] -= 1;
    state.counts[next.status] += 1;
  }
  record.state = next;
}

function attemptOf(record: JobRecord, attempt: number): AttemptRecord | undefined {
  const last = record.past.at(-1);
  return last?.attempt === attempt && last.outcome === null ? last : undefined;
}

function recordOf(state: RunState, id: JobId): JobRecord {
  const known = state.byId.get(id) ?? state.orphans.get(id);
  if (known !== undefined) return known;
  const record = newRecord(id, null);
  state.orphans.set(id, record);
  return record;
}

function newRecord(id: JobId, job: Job | null): JobRecord {
  return {
    id,
    job,
    state: { status: 'waiting' },
    past: [],
    attempts: 0,
    succeededAt: 0,
    plannedAt: 0,
    todo: false,
    unmet: 0,
    failures: 0,
    repeatedLost: false,
  };
}

function planIndex(byId: ReadonlyMap<JobId, JobRecord>, id: JobId): number {
  const index = byId.get(id)?.job?.index;
  if (index === undefined) throw new Error(`the plan has an edge to ${id}, which it does not have`);
  return index;
}

function unreachable(value: never): never {
  throw new Error(`no such case: ${JSON.stringify(value)}`);
}
