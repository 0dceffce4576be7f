import type { Job, JobId, Need, Plan } from '../../model/plan.ts';
import type { JobState } from '../../model/state.ts';
import { seconds } from '../../model/units.ts';
import { Durations } from '../queue/durations.ts';
import { type Cell, type JobClass, type Kind, Kinds } from '../queue/request.ts';
import { SchedulingIndex } from '../queue/scheduling-index.ts';
import type { AttemptRecord, JobRecord, RunState } from './state.ts';

/** The state before anything happened. */
export function initialState(plan: Plan): RunState {
  const kinds = new Kinds(plan.replicates);
  const records = plan.jobs.map((job) => newRecord(job.id, job, kinds.of(job)));
  const byId = new Map<JobId, JobRecord>();
  for (const record of records) byId.set(record.id, record);
  const durations = new Durations();
  return {
    plan: { ...plan, jobs: [...plan.jobs] },
    records,
    byId,
    orphans: new Map(),
    dependents: dependentsIn(plan, byId),
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
    durations,
    doomed: [],
    classes: new Map(),
    dueHolds: [],
    early: new Map(),
    lastStarts: new Map(),
    dueHooks: [],
    quarantined: new Map(),
    scarcity: null,
    draining: false,
    run: null,
    pending: 0,
    failures: 0,
    firstPlace: 0,
    answered: new Map(),
    codes: [],
    events: 0,
    runners: 0,
    greatestAdded: 0,
    followed: new Map(),
    index: new SchedulingIndex(durations),
  };
}

/** Puts a job at the end of the plan, which must have those that it needs. For `reduce` alone. */
export function appendJob(state: RunState, job: Job): JobRecord {
  const record = newRecord(job.id, job, new Kinds(state.plan.replicates).of(job));
  state.plan.jobs.push(job);
  state.records.push(record);
  state.byId.set(job.id, record);
  state.dependents.push(NOBODY);
  addDependent(state.dependents, state.byId, job);
  state.counts.waiting += 1;
  return record;
}

/** A job that the plan has, or at least the journal; undefined for any other. */
export function findRecord(state: RunState, id: JobId): JobRecord | undefined {
  return state.byId.get(id) ?? state.orphans.get(id);
}

/** Of some records the one whose last attempt ended last; null where there are none. */
export function lastToEnd(records: readonly JobRecord[]): JobRecord | null {
  return records.reduce<JobRecord | null>(
    (latest, one) => (latest === null || one.endedAt > latest.endedAt ? one : latest),
    null,
  );
}

/** The record of a job that an event is about: a new one if nothing was known of it. For `reduce` alone. */
export function recordOf(state: RunState, id: JobId): JobRecord {
  const known = findRecord(state, id);
  if (known !== undefined) return known;
  const record = newRecord(id, null, NO_KIND);
  state.orphans.set(id, record);
  return record;
}

/** A job's newest attempt, if it has this number and goes on. */
export function attemptOf(record: JobRecord, attempt: number): AttemptRecord | undefined {
  const last = record.past.at(-1);
  return last?.attempt === attempt && last.end === null ? last : undefined;
}

/** When a job was last decided upon, be it that a result was accepted, as the number of the event in the journal; 0 for never. */
function decidedAt({ accepted, past }: JobRecord): number {
  return Math.max(accepted?.plannedAt ?? 0, past.at(-1)?.plannedAt ?? 0);
}

/** Whether a job is defined now as it was when it ran last. */
export function isAsItRan({ job, past }: JobRecord): boolean {
  return job !== null && past.at(-1)?.fingerprint === job.definition.fingerprint;
}

/** Whether somebody has asked for a job to be tried again, or to run once more, and no run has come to that. */
export function isRetried(record: JobRecord): boolean {
  return record.retriedAt > decidedAt(record);
}

/** Whether somebody has asked for a job to run once more, as good as its result may be, and no run has come to that. */
export function isRerun(record: JobRecord): boolean {
  return record.rerunAt > decidedAt(record);
}

/** Whether a job that has ended is to run again since somebody has asked for that, which no run has come to: the next one does. */
export function isDueAgain(record: JobRecord): boolean {
  const { state, todo, cancelled } = record;
  if (todo) return false;
  if (state.status === 'succeeded') return isRerun(record);
  return (state.status === 'failed' || (state.status === 'cancelled' && cancelled === null)) && isRetried(record);
}

/** Lets a job change its state. Whatever comes next, it is in the queue no more: see `makeReady`. */
export function enter(state: RunState, record: JobRecord, next: JobState): void {
  const { job } = record;
  if (job !== null) {
    state.counts[record.state.status] -= 1;
    state.counts[next.status] += 1;
    if (record.ready !== null) state.index.withdraw(job);
    if (record.state.status === 'backoff') state.index.endBackoff(job);
    if (next.status === 'backoff') state.index.backOff(job, next.until.tick);
  }
  record.ready = null;
  record.state = next;
}

/** Of a job that the plan no longer has. */
const NO_KIND: Kind = { class: '' as JobClass, cell: '' as Cell };

/** What all records begin with: thousands of jobs share it. */
const WAITING: JobState = { status: 'waiting' };
const NO_GPUS: readonly string[] = [];

function newRecord(id: JobId, job: Job | null, kind: Kind): JobRecord {
  return {
    id,
    job,
    added: null,
    state: WAITING,
    past: [],
    accepted: null,
    attempts: 0,
    endedAt: 0,
    todo: false,
    outdated: false,
    toldBefore: false,
    isAsked: false,
    again: null,
    isTask: false,
    blocked: null,
    held: false,
    heldFor: null,
    cancelled: null,
    rerunAt: 0,
    retriedAt: 0,
    movedFrom: null,
    priority: job?.priority ?? 0,
    place: 0,
    unmet: 0,
    remaining: seconds(0),
    ready: null,
    class: kind.class,
    cell: kind.cell,
    escalations: 0,
    failedOn: NO_GPUS,
    failures: 0,
    repeatedLost: false,
  };
}

/** By the index of a job, the indexes of those that need it. */
function dependentsIn({ jobs }: Plan, byId: ReadonlyMap<JobId, JobRecord>): RunState['dependents'] {
  const dependents = jobs.map(() => NOBODY);
  for (const job of jobs) addDependent(dependents, byId, job);
  return dependents;
}

/** Notes of a job that it depends on all that it needs. */
function addDependent(
  dependents: RunState['dependents'],
  byId: ReadonlyMap<JobId, JobRecord>,
  { index, needs }: Job,
): void {
  for (const needed of needs.length < 2 ? needs : onceEach(needs)) {
    const at = planIndex(byId, needed.job);
    if (dependents[at] === NOBODY) dependents[at] = [index];
    else dependents[at]?.push(index);
  }
}

/** The dependents of a job that nobody needs: one list for all, which stays empty. */
const NOBODY: number[] = [];

/** Needs without those of a job that an earlier one names. */
function onceEach(needs: readonly Need[]): Iterable<Need> {
  return new Map(needs.map((need) => [need.job, need])).values();
}

function planIndex(byId: ReadonlyMap<JobId, JobRecord>, id: JobId): number {
  const index = byId.get(id)?.job?.index;
  if (index === undefined) throw new Error(`the plan has an edge to ${id}, which it does not have`);
  return index;
}
