import { jobOfAdded } from '../../model/added-job.ts';
import type {
  JobAdded,
  JobsCancelled,
  JobsHeld,
  JobsReleased,
  JobsRerun,
  JobsRetried,
  MovedFirst,
  PrioritySet,
  RunSet,
} from '../../model/request.ts';
import { hasRun } from './attempt.ts';
import { letClassesGo, readmit } from './class-gate.ts';
import { finish, forgetSettledDoom } from './ending.ts';
import { countLine } from './following.ts';
import { noteEnd } from './hooks.ts';
import { enqueue, latchReopened, linksAfter, releaseOvertaken, reorder } from './readiness.ts';
import { appendJob, enter, recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/** `jobs-cancelled`: those that do not run have come to their end; those that do come to it when they are stopped. */
export function cancelJobs(state: RunState, { jobs, definitions }: JobsCancelled): void {
  for (const id of jobs) {
    const record = recordOf(state, id);
    record.cancelled = definitions[id] ?? null;
    if (record.state.status === 'running' || !record.todo) continue;
    finish(state, record, { status: 'cancelled', attempt: record.past.at(-1)?.attempt ?? null });
    if (hasRun(record)) noteEnd(state, record);
  }
}

/** `jobs-held`: none of them starts. */
export function holdJobs(state: RunState, { jobs, because }: JobsHeld): void {
  for (const id of jobs) {
    const record = recordOf(state, id);
    record.held = true;
    record.heldFor = because ?? null;
    if (record.todo && record.state.status !== 'running') enqueue(state, record);
  }
  forgetSettledDoom(state);
}

/** `jobs-released`: nobody holds them any more, and nothing their classes. */
export function releaseJobs(state: RunState, { jobs }: JobsReleased): void {
  const released = new Set<JobRecord>();
  for (const id of jobs) {
    const record = recordOf(state, id);
    record.held = false;
    record.heldFor = null;
    if (record.todo && record.state.status === 'held') released.add(record);
  }
  queueAnew(state, new Set([...released, ...letClassesGo(state, released)]), NONE);
}

/** `jobs-retried`: they wait again, with all their retries, and so does what was skipped because of them. */
export function retryJobs(state: RunState, { jobs }: Pick<JobsRetried, 'jobs'>): void {
  const named = jobs.map((id) => recordOf(state, id));
  for (const record of named) {
    record.cancelled = null;
    record.retriedAt = state.events;
  }
  if (state.run?.ended !== null) return;
  const reopened = new Set<JobRecord>();
  for (const record of named) if (reopen(state, record)) reopened.add(record);
  // A set goes on with what is added to it meanwhile.
  for (const record of reopened) {
    for (const dependent of dependentsOf(state, record)) {
      const wasSkipped = (dependent.isTask || dependent.added !== null) && dependent.state.status === 'skipped';
      if (wasSkipped && reopen(state, dependent)) reopened.add(dependent);
    }
  }
  latchReopened(state, reopened);
  const after = [...reopened].flatMap((record) => [...dependentsOf(state, record), ...linksAfter(state, record)]);
  const others = after.filter((one) => one.todo && one.state.status === 'waiting');
  const ofHeldClasses = letClassesGo(state, [...reopened, ...named]);
  queueAnew(state, new Set([...reopened, ...others, ...ofHeldClasses]), reopened);
}

/** Why a job is done once more of which somebody has asked that. */
export const RERUN = 'asked for by `sweep rerun`';

/** `jobs-rerun`: also those that have succeeded; the next run does what this one does not. */
export function rerunJobs(state: RunState, event: JobsRerun): void {
  retryJobs(state, event);
  for (const id of event.jobs) {
    const record = recordOf(state, id);
    record.rerunAt = state.events;
    if (record.todo) record.again = RERUN;
  }
}

/** `priority-set` */
export function setPriority(state: RunState, { jobs, priority }: PrioritySet): void {
  for (const id of jobs) {
    const record = recordOf(state, id);
    record.priority = priority;
    reorder(state, record);
  }
}

/** `moved-first`: before those that were moved so earlier, too. */
export function moveFirst(state: RunState, { jobs }: MovedFirst): void {
  state.firstPlace -= jobs.length;
  for (const [index, id] of jobs.entries()) {
    const record = recordOf(state, id);
    record.place = state.firstPlace + index;
    reorder(state, record);
  }
}

/** `run-set`: of what its command said of the machine, that counts which has not been set. */
export function setRun({ run }: RunState, { slots, gpus, of }: RunSet): void {
  if (run === null) return;
  run.setting = { slots, gpus };
  run.slots = of.slots;
  run.gpus = of.gpus;
}

/** `job-added`: they are tasks of the present run, if there is one. One whose needs nobody knows cannot be added. */
export function addJobs(state: RunState, { jobs, added }: JobAdded): void {
  for (const [at, one] of added.entries()) {
    const id = jobs[at];
    if (id === undefined) continue;
    state.greatestAdded = Math.max(state.greatestAdded, Number(id));
    if (!one.needs.every(({ job }) => state.byId.has(job))) continue;
    const record = state.byId.get(id) ?? appendJob(state, jobOfAdded(id, one, state.records.length));
    record.added = one;
    if (one.line !== undefined) countLine(state, one.line, 1);
    if (one.heldFor !== undefined) {
      record.held = true;
      record.heldFor = one.heldFor;
    }
    if (state.run?.ended === null && reopen(state, record)) enqueue(state, record);
  }
}

/** Makes a job that has ended, or was no task of it, a task of the present run; false for any other. */
function reopen(state: RunState, record: JobRecord): boolean {
  const { run } = state;
  if (run === null || record.job === null || record.todo || record.state.status === 'running') return false;
  readmit(state, record);
  if (!record.isTask) run.todo += 1;
  else if (record.state.status === 'failed' && !record.job.allowFailure) state.failures -= 1;
  state.pending += 1;
  record.isTask = true;
  record.todo = true;
  record.failures = 0;
  record.escalations = 0;
  record.failedOn = [];
  record.repeatedLost = false;
  enter(state, record, { status: 'waiting' });
  return true;
}

const NONE: ReadonlySet<JobRecord> = new Set();

/** Finds out anew, in the order of the plan, what jobs wait for that are to run; `reopened` are those of them that had ended. */
function queueAnew(state: RunState, records: ReadonlySet<JobRecord>, reopened: ReadonlySet<JobRecord>): void {
  const doomed = state.doomed.filter(({ index }) => {
    const record = state.records[index];
    return record !== undefined && !records.has(record);
  });
  state.doomed.length = 0;
  for (const one of doomed) state.doomed.push(one);
  const due = state.records.filter((record) => records.has(record));
  for (const record of due) {
    enter(state, record, { status: 'waiting' });
    // Not known yet, and so not nothing.
    record.unmet = Infinity;
  }
  for (const record of due) {
    if (record.blocked !== null && recordOf(state, record.blocked).todo) record.blocked = null;
    enqueue(state, record);
  }
  // What waits for one that now waits itself could be what that waits for.
  for (const record of due) {
    const waits = record.state.status === 'waiting' && record.unmet > 0;
    if (waits && !reopened.has(record)) releaseOvertaken(state, record);
  }
  forgetSettledDoom(state);
}

function dependentsOf(state: RunState, { job }: JobRecord): readonly JobRecord[] {
  return (job === null ? [] : (state.dependents[job.index] ?? [])).flatMap((index) => state.records[index] ?? []);
}
