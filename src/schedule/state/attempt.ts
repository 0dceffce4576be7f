import type {
  AttemptAbandoned,
  AttemptEnded,
  AttemptExited,
  AttemptPlanned,
  AttemptStarted,
  AttemptStopping,
  MetricsRead,
} from '../../model/event.ts';
import { succeeded, type Outcome } from '../../model/outcome.ts';
import { plainAllocation } from '../../model/resources.ts';
import { after, instant, seconds, type Moment, type Seconds } from '../../model/units.ts';
import { finish } from './ending.ts';
import { noteEnd } from './hooks.ts';
import { attemptOf, enter, recordOf } from './records.ts';
import { requeue } from './readiness.ts';
import type { AttemptRecord, JobRecord, RunState } from './state.ts';

/** `attempt-planned`: the job runs from now on, and holds its allocation. */
export function planAttempt(state: RunState, event: AttemptPlanned): void {
  const record = recordOf(state, event.job);
  const since: Moment = { at: event.at, tick: event.tick };
  release(state, record);
  record.attempts = Math.max(record.attempts, event.attempt);
  record.outdated = false;
  record.toldBefore = false;
  record.past.push({
    attempt: event.attempt,
    allocation: event.allocation,
    token: event.token,
    fingerprint: event.fingerprint,
    parts: event.parts,
    inputs: event.inputs ?? null,
    unsaid: event.unsaid ?? {},
    lateInputs: event.lateInputs ?? null,
    snapshot: event.snapshot ?? null,
    on: event.on ?? null,
    limit: event.limit,
    because: record.again,
    planned: since,
    plannedAt: state.events,
    start: null,
    end: null,
    metrics: null,
  });
  record.again = null;
  if (record.job !== null && record.job.stagger > 0) state.lastStarts.set(record.job.stage, event.tick);
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
  state.index.take(record.id, event.allocation);
}

/** `attempt-started`: notes the keeper of the attempt. */
export function startAttempt(state: RunState, event: AttemptStarted): void {
  const record = recordOf(state, event.job);
  const attempt = attemptOf(record, event.attempt);
  state.scarcity = null;
  if (attempt === undefined || record.state.status !== 'running') return;
  const start = { at: { at: event.at, tick: event.tick }, process: event.process };
  const { inputs } = event;
  const made = inputs === undefined ? {} : { inputs, plannedAt: state.events };
  record.past[record.past.length - 1] = { ...attempt, start, ...made };
  record.state = { ...record.state, process: event.process };
}

/** `attempt-stopping`: notes why the attempt was told to stop. */
export function markStopping(state: RunState, event: AttemptStopping): void {
  const record = recordOf(state, event.job);
  if (record.state.status === 'running') record.state = { ...record.state, stopping: event.reason };
}

/** `attempt-exited`: it holds nothing any more, though its end is still to be told. */
export function exitAttempt(state: RunState, event: AttemptExited): void {
  const record = recordOf(state, event.job);
  if (record.state.status !== 'running' || record.state.attempt !== event.attempt) return;
  state.index.release(record.id, record.state.allocation);
  record.state = { ...record.state, allocation: NOTHING };
  state.index.take(record.id, NOTHING);
}

/** What an attempt holds that runs no more. */
const NOTHING = plainAllocation(0);

/** `metrics-read`: notes what the attempt has left, whether or not its end has been told. */
export function noteMetrics(state: RunState, event: MetricsRead): void {
  const { past } = recordOf(state, event.job);
  const at = past.findLastIndex(({ attempt }) => attempt === event.attempt);
  const attempt = past[at];
  if (attempt === undefined) return;
  const { metrics, texts, problem } = event;
  // What is known of curves is for whoever asks for them: of 100,000 jobs that would be much.
  past[at] = { ...attempt, metrics: { metrics, texts, ...(problem === undefined ? {} : { problem }) } };
}

/** `attempt-ended`: the job has ended, waits for a retry, or is queued again. */
export function endAttempt(state: RunState, event: AttemptEnded): void {
  const record = recordOf(state, event.job);
  const attempt = attemptOf(record, event.attempt);
  if (attempt === undefined) return;
  const { outcome, seconds: ran, error } = event;
  const end = { at: { at: event.endedAt ?? event.at, tick: event.tick }, outcome, seconds: ran, error };
  record.past[record.past.length - 1] = { ...attempt, end };
  record.endedAt = state.events;
  release(state, record);
  if (succeeded(outcome)) return succeed(state, record, attempt, ran);
  // That it failed says why it is tried again.
  record.again = null;
  if (outcome.cause === 'stopped' && record.toldBefore && record.todo && record.cancelled === null)
    return requeue(state, record);
  if (outcome.cause === 'stopped' || record.cancelled !== null) {
    finish(state, record, { status: 'cancelled', attempt: attempt.attempt });
    // One that was stopped with its run is done again by the next.
    if (record.cancelled !== null) noteEnd(state, record);
    return;
  }
  const wait = record.todo ? retryAfter(record, outcome) : null;
  if (wait === null) {
    finish(state, record, { status: 'failed', attempt: attempt.attempt, outcome });
    return noteEnd(state, record);
  }
  if (outcome.cause === 'lost' && !record.repeatedLost) record.repeatedLost = true;
  else record.failures += 1;
  noteEscalation(record, attempt, outcome);
  if (wait === 0) return requeue(state, record);
  const until: Moment = { at: instant(event.at + wait * 1000), tick: after(event.tick, wait) };
  enter(state, record, { status: 'backoff', attempt: attempt.attempt, until, outcome });
}

/** `attempt-abandoned`: as if the attempt had never been planned, but that its number stays used. */
export function abandonAttempt(state: RunState, event: AttemptAbandoned): void {
  const record = recordOf(state, event.job);
  if (event.because !== undefined) state.scarcity = event.because;
  if (attemptOf(record, event.attempt) === undefined) return;
  release(state, record);
  const abandoned = record.past.pop();
  record.again ??= abandoned?.because ?? null;
  if (record.cancelled === null) return requeue(state, record);
  finish(state, record, { status: 'cancelled', attempt: record.past.at(-1)?.attempt ?? null });
  if (hasRun(record)) noteEnd(state, record);
}

/** Whether a job has run in the present run. */
export function hasRun({ failures, repeatedLost }: JobRecord): boolean {
  return failures > 0 || repeatedLost;
}

/** How long to wait before the next attempt after a failure; null when there is none. A lost attempt is always repeated once. */
function retryAfter(record: JobRecord, outcome: Outcome): Seconds | null {
  if (record.job === null || outcome.cause === 'stopped') return null;
  if (outcome.cause === 'lost' && !record.repeatedLost) return seconds(0);
  const { max, on, backoff, factor } = record.job.retry;
  if (record.failures >= max || !on.includes(outcome.cause)) return null;
  return seconds(backoff * factor ** record.failures);
}

/** Remembers a failure after which the next attempt asks for more, or for another GPU. */
function noteEscalation(record: JobRecord, { allocation }: AttemptRecord, { cause }: Outcome): void {
  const escalate = record.job?.retry.escalate;
  if (escalate == null || cause === 'stopped' || !escalate.on.includes(cause)) return;
  record.escalations += 1;
  if (escalate.otherGpu) record.failedOn = [...record.failedOn, ...allocation.gpus.map(({ uuid }) => uuid)];
}

function succeed(state: RunState, record: JobRecord, attempt: AttemptRecord, ran: Seconds | null): void {
  if (record.job !== null && ran !== null) {
    state.durations.record(record, ran);
    state.index.learn(record.class);
  }
  if (record.todo && isStaleAlready(record, attempt)) {
    if (record.cancelled === null) return requeue(state, record);
    finish(state, record, { status: 'cancelled', attempt: attempt.attempt });
    return noteEnd(state, record);
  }
  // It ended by itself before it could be told to stop.
  record.cancelled = null;
  record.again = null;
  finish(state, record, { status: 'succeeded', attempt: attempt.attempt, fingerprint: attempt.fingerprint });
  noteEnd(state, record);
}

/** Whether an adopted attempt began under an earlier version of the sweep, or with other inputs. */
function isStaleAlready({ job, outdated }: JobRecord, { inputs, fingerprint }: AttemptRecord): boolean {
  if (job === null) return false;
  return inputs === null ? job.fingerprint !== fingerprint : outdated || job.definition.fingerprint !== fingerprint;
}

function release(state: RunState, record: JobRecord): void {
  if (record.state.status !== 'running') return;
  const { allocation } = record.state;
  state.running.delete(record.id);
  state.index.release(record.id, allocation);
}
