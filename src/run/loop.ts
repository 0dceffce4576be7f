import type { Decision } from '../model/decision.ts';
import type { StopReason } from '../model/outcome.ts';
import type { Job } from '../model/plan.ts';
import { after, seconds, tick, type Seconds, type Tick } from '../model/units.ts';
import { unreachable } from '../model/unreachable.ts';
import { decide, nextDue } from '../schedule/decide.ts';
import type { JobRecord, RunState } from '../schedule/state.ts';
import { Recorder } from './recorder.ts';
import type { Signal, World } from './world.ts';

/** How often a journal that cannot be written is tried again. */
const JOURNAL_RETRY = seconds(1);

/** From the signal to KILL for an attempt whose job the plan no longer has. */
const DEFAULT_GRACE = seconds(30);

/** Why a run came to its end; `deleted`: its journal was, and what still ran goes on unrecorded. */
export type RunEnd = 'finished' | 'deleted' | StopReason;

/**
 * Drives a run to its end: decide, record, act, await what happens next. Everything that it does follows from `state`
 * and from the signals that the world sends; the state must have had its `run-started`.
 *
 * Comes back when every job of the run has come to its end, or, once the run was asked to stop, when nothing runs.
 */
export async function drive(state: RunState, world: World): Promise<RunEnd> {
  const run: Run = { state, world, recorder: new Recorder(state, world), stopped: null, phase: 'going' };
  for (;;) {
    run.recorder.retry();
    if (run.recorder.healthy) act(run);
    if (run.recorder.isLost()) return 'deleted';
    if (isOver(run)) break;
    for (const signal of await world.mailbox.next(wakeAt(run))) take(run, signal);
  }
  const allCameToTheirEnd = state.pending === 0 && run.phase !== 'stopping';
  const reason = allCameToTheirEnd ? 'finished' : (run.stopped ?? 'finished');
  await finish(run, reason);
  return run.recorder.isLost() ? 'deleted' : reason;
}

interface Run {
  readonly state: RunState;
  readonly world: World;
  readonly recorder: Recorder;
  /** Why the run is being brought to an early end; null while it is not. */
  stopped: StopReason | null;
  phase: Phase;
}

/**
 * Starting jobs; starting nothing new; stopping what runs; or leaving at once, since the journal cannot be written and
 * the patience has run out: the next run then finds out how the attempts ended.
 */
type Phase = 'going' | 'draining' | 'stopping' | 'leaving';

/** Does all that can be done now. */
function act(run: Run): void {
  const { state, world } = run;
  for (;;) {
    failFast(run);
    const decision = decide(state, world.host.view(), world.clock.now().tick);
    if (decision === null || !carryOut(run, decision)) return;
  }
}

/** Records a decision and acts on it; false when it could not be recorded, and so was not acted on. */
function carryOut(run: Run, decision: Decision): boolean {
  const { recorder } = run;
  switch (decision.do) {
    case 'start':
      return start(run, decision);
    case 'skip':
      return recorder.try({ event: 'job-skipped', job: decision.job, because: decision.because });
    case 'requeue':
      return recorder.try({ event: 'backoff-ended', job: decision.job });
    case 'hold':
      return recorder.try({ event: 'class-held', class: decision.class, because: decision.because });
    default:
      return unreachable(decision);
  }
}

function start(run: Run, { job: id, allocation }: Extract<Decision, { readonly do: 'start' }>): boolean {
  const { state, world, recorder } = run;
  const record = state.byId.get(id);
  if (record?.job == null) throw new Error(`a decision to start ${id}, which the plan does not have`);
  const { job } = record;
  const attempt = 1 + Math.max(record.attempts, world.files.greatestAttempt(id));
  const token = world.token();
  const recorded = recorder.try({
    event: 'attempt-planned',
    job: id,
    attempt,
    allocation,
    token,
    fingerprint: job.fingerprint,
    parts: job.fingerprintParts,
    lateInputs: world.files.lateInputs(job),
    limit: job.timeout?.after ?? null,
  });
  if (recorded) world.executor.launch({ job, attempt, token, allocation });
  return recorded;
}

/** Takes in what happened. What cannot be recorded yet is kept in order, and nothing new starts meanwhile. */
function take(run: Run, signal: Signal): void {
  const { recorder } = run;
  switch (signal.signal) {
    case 'started': {
      const { job, attempt, process } = signal;
      return recorder.note({ event: 'attempt-started', job, attempt, process });
    }
    case 'ended': {
      const { job, attempt, outcome, seconds: ran, error } = signal;
      return recorder.note({ event: 'attempt-ended', job, attempt, outcome, seconds: ran, endedAt: null, error });
    }
    case 'leftovers':
      return noteLeftovers(run, signal);
    case 'host-changed':
      return;
    case 'asked-to-stop':
      return signal.how === 'terminate' ? stopAll(run, 'terminate') : interrupt(run);
    default:
      return unreachable(signal);
  }
}

function noteLeftovers(run: Run, signal: Extract<Signal, { readonly signal: 'leftovers' }>): void {
  const { job, attempt, pids, survivors } = signal;
  run.recorder.note({ event: 'leftovers-killed', job, attempt, pids });
  const [survivor] = survivors;
  if (survivor === undefined) return;
  const record = run.state.byId.get(job) ?? run.state.orphans.get(job);
  const used = record?.past.find((one) => one.attempt === attempt)?.allocation.gpus ?? [];
  for (const gpu of used) {
    const because = `process ${survivor}, left by ${job}, survives KILL`;
    run.recorder.note({ event: 'gpu-quarantined', gpu: gpu.uuid, because, pid: survivor });
  }
}

/** The first one lets what runs come to its end; a second one stops it. */
function interrupt(run: Run): void {
  if (run.phase === 'going') drain(run, 'interrupt');
  else stopAll(run, 'interrupt');
}

function drain(run: Run, reason: StopReason): void {
  run.stopped = reason;
  run.phase = 'draining';
  run.recorder.note({ event: 'draining', reason });
}

function stopAll(run: Run, reason: StopReason): void {
  if (run.phase === 'stopping' && !run.recorder.healthy) {
    run.phase = 'leaving';
    return;
  }
  if (run.phase === 'going' || reason === 'terminate') drain(run, reason);
  run.phase = 'stopping';
  for (const record of [...run.state.running.values()]) stop(run, record, reason);
}

function stop(run: Run, record: JobRecord, reason: StopReason): void {
  if (record.state.status !== 'running' || record.state.stopping !== null) return;
  const { attempt } = record.state;
  run.recorder.note({ event: 'attempt-stopping', job: record.id, attempt, reason });
  run.world.executor.stop(record.id, attempt, graceOf(record.job));
}

/** Ends the run early when a job has finally failed and the sweep says so. */
function failFast(run: Run): void {
  const { onFailure } = run.state.plan;
  if (onFailure === 'continue' || run.stopped !== null || run.state.failures === 0) return;
  if (onFailure === 'stop') drain(run, 'fail-fast');
  else stopAll(run, 'fail-fast');
}

function graceOf(job: Job | null): Seconds {
  return job?.timeout?.grace ?? DEFAULT_GRACE;
}

function isOver(run: Run): boolean {
  const { state, recorder } = run;
  if (isLeaving(run)) return true;
  if (!recorder.healthy) return false;
  return run.stopped === null ? state.pending === 0 : state.counts.running === 0;
}

function wakeAt(run: Run): Tick | null {
  const now = run.world.clock.now().tick;
  const due = nextDue(run.state, now);
  if (run.recorder.healthy) return due;
  return tick(Math.min(due ?? Infinity, after(now, JOURNAL_RETRY)));
}

async function finish(run: Run, reason: 'finished' | StopReason): Promise<void> {
  run.recorder.note({ event: 'run-ended', reason });
  while (!run.recorder.healthy && !run.recorder.isLost() && !isLeaving(run)) {
    for (const signal of await run.world.mailbox.next(wakeAt(run))) take(run, signal);
    run.recorder.retry();
  }
}

/** A call, so that the compiler does not take the phase for settled while the loop waits. */
function isLeaving(run: Run): boolean {
  return run.phase === 'leaving';
}
