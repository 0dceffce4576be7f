import type { Job, JobId, Plan } from '../../model/plan.ts';
import type { JobState } from '../../model/state.ts';
import { seconds } from '../../model/units.ts';
import { Durations } from '../queue/durations.ts';
import { cellOf, classOf, type Cell, type JobClass } from '../queue/request.ts';
import { SchedulingIndex } from '../queue/scheduling-index.ts';
import type { AttemptRecord, JobRecord, RunState } from './state.ts';

/** The state before anything happened. */
export function initialState(plan: Plan): RunState {
  const records = plan.jobs.map((job) => newRecord(job.id, job, plan.replicates));
  const byId = new Map(records.map((record) => [record.id, record]));
  const dependents: number[][] = plan.jobs.map(() => []);
  for (const job of plan.jobs) {
    for (const needed of new Set(job.needs.map((need) => need.job))) {
      dependents[planIndex(byId, needed)]?.push(job.index);
    }
  }
  return {
    plan: { ...plan, jobs: [...plan.jobs] },
    records,
    byId,
    orphans: new Map(),
    dependents,
    overtakenBy: new Map(),
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
    durations: new Durations(),
    doomed: [],
    classes: new Map(),
    dueHolds: [],
    lastStarts: new Map(),
    quarantined: new Map(),
    scarcity: null,
    draining: false,
    run: null,
    pending: 0,
    failures: 0,
    firstPlace: 0,
    answered: new Map(),
    events: 0,
    index: new SchedulingIndex(),
  };
}

/** Puts a job at the end of the plan, which must have those that it needs. For `reduce` alone. */
export function appendJob(state: RunState, job: Job): JobRecord {
  const record = newRecord(job.id, job, state.plan.replicates);
  state.plan.jobs.push(job);
  state.records.push(record);
  state.byId.set(job.id, record);
  state.dependents.push([]);
  for (const needed of new Set(job.needs.map((need) => need.job))) {
    state.dependents[planIndex(state.byId, needed)]?.push(job.index);
  }
  state.counts.waiting += 1;
  return record;
}

/** A job that the plan has, or at least the journal; undefined for any other. */
export function findRecord(state: RunState, id: JobId): JobRecord | undefined {
  return state.byId.get(id) ?? state.orphans.get(id);
}

/** The record of a job that an event is about: a new one if nothing was known of it. For `reduce` alone. */
export function recordOf(state: RunState, id: JobId): JobRecord {
  const known = findRecord(state, id);
  if (known !== undefined) return known;
  const record = newRecord(id, null, null);
  state.orphans.set(id, record);
  return record;
}

/** A job's newest attempt, if it has this number and goes on. */
export function attemptOf(record: JobRecord, attempt: number): AttemptRecord | undefined {
  const last = record.past.at(-1);
  return last?.attempt === attempt && last.end === null ? last : undefined;
}

/** Lets a job change its state. Whatever comes next, it is in the queue no more: see `makeReady`. */
export function enter(state: RunState, record: JobRecord, next: JobState): void {
  const { job } = record;
  if (job !== null) {
    state.counts[record.state.status] -= 1;
    state.counts[next.status] += 1;
    if (record.ready !== null) state.index.queue.remove(job.index);
    if (record.state.status === 'backoff') state.index.backoffs.remove(job.index);
    if (next.status === 'backoff') state.index.backoffs.add(job.index, next.until.tick);
  }
  record.ready = null;
  record.state = next;
}

/** Of a job that the plan no longer has. */
const NO_CLASS = '' as JobClass;
const NO_CELL = '' as Cell;

function newRecord(id: JobId, job: Job | null, replicates: string | null): JobRecord {
  return {
    id,
    job,
    added: null,
    state: { status: 'waiting' },
    past: [],
    attempts: 0,
    endedAt: 0,
    todo: false,
    outdated: false,
    again: null,
    isTask: false,
    blocked: null,
    held: false,
    cancelled: null,
    priority: job?.priority ?? 0,
    place: 0,
    unmet: 0,
    remaining: seconds(0),
    ready: null,
    class: job === null ? NO_CLASS : classOf(job),
    cell: job === null ? NO_CELL : cellOf(job, replicates),
    escalations: 0,
    failedOn: [],
    failures: 0,
    repeatedLost: false,
  };
}

function planIndex(byId: ReadonlyMap<JobId, JobRecord>, id: JobId): number {
  const index = byId.get(id)?.job?.index;
  if (index === undefined) throw new Error(`the plan has an edge to ${id}, which it does not have`);
  return index;
}
