import type { RunEnded } from '../model/event.ts';
import { stagesInNeed } from '../model/needed-job.ts';
import { after, seconds, tick, type Seconds, type Tick } from '../model/units.ts';
import { onlyHeldIsLeft } from '../schedule/state/class-gate.ts';
import { nextTurn } from '../schedule/decide/bookings.ts';
import { nextDue } from '../schedule/decide/decide.ts';
import { VoidWants } from '../schedule/decide/void-wants.ts';
import { isFollowing } from '../schedule/state/following.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { RunState } from '../schedule/state/state.ts';
import { act } from './act.ts';
import { awaitsHooks, endHook, startHooks } from './hooks.ts';
import { takeEnd, takeReading } from './metrics.ts';
import { orderQueued, withdrawHeld } from './requests/queued.ts';
import { Recorder } from './recorder.ts';
import type { Run } from './run.ts';
import { Setback } from './setback.ts';
import { stallDue } from './stall.ts';
import { takeRequest } from './requests/requests.ts';
import { clearPlace, interrupt, makeWay, runningHere, stopAll, stopTold } from './stop.ts';
import type { Signal, World } from './world.ts';

/** Why a run came to its end: `handed-over` to another runner, and what runs goes on; `deleted`: its journal was, and what still ran goes on unrecorded. */
export type RunEnd = RunEnded['reason'] | 'deleted';

/**
 * Drives a run to its end: decide, record, act, await what happens next. Everything that it does follows from `state`
 * and from the signals that the world sends; the state must have had its `run-started`.
 * Where jobs may be added to it, it stays for `linger` when nothing is left to do.
 *
 * Comes back when every job of the run has come to its end, or, once the run was asked to stop, when nothing runs.
 */
export async function drive(state: RunState, world: World, linger: Seconds = seconds(0)): Promise<RunEnd> {
  const recorder = new Recorder(state, world);
  const run: Run = {
    state,
    world,
    recorder,
    voidWants: new VoidWants(),
    isUntold: false,
    stall: null,
    // Those of the runner before, too, are given back when they work again.
    unfit: new Set(state.quarantined.keys()),
    changedInputs: new Set(),
    lookedAt: null,
    inNeed: stagesInNeed(state.plan),
    readingFor: new Set(),
    reading: new Map(),
    telling: setback(world, TELLING),
    launching: setback(world, LAUNCHING),
    copying: setback(world, COPYING),
    stopped: new Map(),
    seen: null,
    phase: { is: 'going' },
    hook: null,
    linger,
    idleSince: null,
  };
  noteGpus(run);
  stopTold(run);
  withdrawHeld(run);
  orderQueued(run);
  for (;;) {
    // Taken before anything is decided: what falls due while this acts is still to be waited for, and so comes at once.
    const { tick: now } = world.clock.now();
    run.recorder.retry();
    clearPlace(run, now);
    if (run.recorder.healthy && run.phase.is !== 'handing-over') act(run);
    startHooks(run);
    if (run.recorder.isLost()) return 'deleted';
    if (isOver(run, now)) break;
    for (const signal of await world.mailbox.next(wakeAt(run, now))) take(run, signal);
  }
  const reason = reasonOfEnd(run);
  await finish(run, reason);
  if (run.recorder.isLost()) return 'deleted';
  if (run.phase.is === 'handing-over') run.phase.answer({ ok: true, jobs: [] });
  return reason;
}

const TELLING = {
  trouble: 'cannot tell other runs what this one holds',
  until: 'it can be told',
  over: 'other runs can be told again what this one holds',
};

const LAUNCHING = {
  trouble: 'cannot start a job',
  until: 'one can be started again',
  over: 'jobs start again',
};

const COPYING = {
  trouble: 'cannot start a job',
  until: 'the code can be copied',
  over: 'the code is copied: jobs start',
};

function setback({ view }: World, { trouble, until, over }: typeof TELLING): Setback {
  return new Setback(
    (problem) => {
      view.say(`${trouble} (${problem}); nothing new starts until ${until}`);
    },
    () => {
      view.say(over);
    },
  );
}

/** Takes in what happened. What cannot be recorded yet is kept in order, and nothing new starts meanwhile. */
function take(run: Run, signal: Signal): void {
  const { recorder } = run;
  switch (signal.signal) {
    case 'started': {
      const { job, attempt, process } = signal;
      run.launching.wentWell();
      return recorder.note({ event: 'attempt-started', job, attempt, process });
    }
    case 'ended':
      return takeEnd(run, signal);
    case 'metrics-read':
      return takeReading(run, signal);
    case 'unstarted': {
      const { job, attempt, because } = signal;
      run.launching.met(because, run.world.clock.now().tick);
      return recorder.note({ event: 'attempt-abandoned', job, attempt, because });
    }
    case 'taken': {
      const { job, attempt, how } = signal;
      return recorder.note({ event: 'attempt-abandoned', job, attempt, taken: how });
    }
    case 'withdrawn':
      return recorder.note({ event: 'attempt-abandoned', job: signal.job, attempt: signal.attempt });
    case 'submitted': {
      const { executor, array, id, cluster, tasks } = signal;
      run.launching.wentWell();
      recorder.note({ event: 'array-submitted', executor, array, id, cluster, tasks });
      run.world.executor.release(array);
      return orderQueued(run);
    }
    case 'leftovers':
      return noteLeftovers(run, signal);
    case 'host-changed':
      return noteGpus(run);
    case 'hook-ended':
      return endHook(run, signal.problem);
    case 'inputs-read':
    case 'code-copied':
      return;
    case 'asked':
      return takeRequest(run, signal);
    case 'asked-to-stop':
      return signal.how === 'terminate' ? stopAll(run, 'terminate') : interrupt(run);
    case 'place-taken':
      return makeWay(run, signal.within);
    default:
      return signal satisfies never;
  }
}

function noteLeftovers(run: Run, signal: Extract<Signal, { readonly signal: 'leftovers' }>): void {
  const { job, attempt, pids, survivors } = signal;
  run.recorder.note({ event: 'leftovers-killed', job, attempt, pids });
  const [survivor] = survivors;
  if (survivor === undefined) return;
  const record = findRecord(run.state, job);
  const used = record?.past.find((one) => one.attempt === attempt)?.allocation.gpus ?? [];
  for (const gpu of used) {
    const because = `process ${survivor}, left by ${job}, survives KILL`;
    run.recorder.note({ event: 'gpu-quarantined', gpu: gpu.uuid, because, pid: survivor });
  }
}

/** A GPU that does not work, or whose memory does not drain after a job has left it, is not used until that is over. */
function noteGpus({ state, world, recorder, unfit }: Run): void {
  for (const { uuid, taken, undrained, broken } of world.host.view().gpus) {
    const trouble = broken === undefined ? undrained : { because: broken, pid: null };
    if (trouble !== null && !state.quarantined.has(uuid)) {
      unfit.add(uuid);
      recorder.note({ event: 'gpu-quarantined', gpu: uuid, ...trouble });
    }
    if (trouble === null && taken === null && unfit.delete(uuid)) {
      recorder.note({ event: 'gpu-released', gpu: uuid });
    }
  }
}

function isOver(run: Run, now: Tick): boolean {
  const { state, recorder } = run;
  if (isLeaving(run)) return true;
  if (!recorder.healthy) return false;
  if (run.phase.is === 'handing-over') return isKnownToRun(run) || run.phase.until <= now;
  if (run.phase.is === 'making-way') return runningHere(state).length === 0 && !awaitsHooks(run);
  if (run.phase.is !== 'going') return state.counts.running === 0 && !awaitsHooks(run);
  // What has been set to no slots waits to be given some.
  const isIdle =
    (state.pending === 0 && !runsWhatIsGone(state)) || (onlyHeldIsLeft(state) && state.run?.setting.slots !== 0);
  run.idleSince = isIdle && !isFollowing(state) && !awaitsHooks(run) ? (run.idleSince ?? now) : null;
  return run.idleSince !== null && after(run.idleSince, run.linger) <= now;
}

/** Whether each job that was started is known to run. */
function isKnownToRun({ state }: Run): boolean {
  return [...state.running.values()].every(({ state: one }) => one.status === 'running' && one.process !== null);
}

/** Whether a job runs that has left the plan: its end is waited for, and recorded. */
function runsWhatIsGone({ running }: RunState): boolean {
  return [...running.values()].some(({ job }) => job === null);
}

/** The next tick after `now` at which there may be something to do though nothing happens; null for never. */
function wakeAt(run: Run, now: Tick): Tick | null {
  const { voidWants, telling, launching, copying, recorder } = run;
  const due = [
    nextDue(run.state, now),
    run.seen === null ? null : nextTurn(run.seen, now),
    voidWants.due(now),
    stallDue(run),
    leavesAt(run),
    leavesPlaceAt(run, now),
  ];
  return [...due, telling.due(now), launching.due(now), copying.due(now), recorder.due(now)].reduce(soonest);
}

/** When a run is handed over though not all jobs are known to run, or what still runs is stopped to make way. */
function leavesPlaceAt({ phase }: Run, now: Tick): Tick | null {
  if (phase.is === 'making-way') return phase.until > now ? phase.until : null;
  return phase.is === 'handing-over' ? phase.until : null;
}

/** When a run ends that nothing is added to. */
function leavesAt({ idleSince, linger }: Run): Tick | null {
  return idleSince === null ? null : after(idleSince, linger);
}

function soonest(a: Tick | null, b: Tick | null): Tick | null {
  return a === null || b === null ? (a ?? b) : tick(Math.min(a, b));
}

async function finish(run: Run, reason: RunEnded['reason']): Promise<void> {
  if (reason !== 'handed-over' && run.state.run?.hooks.has('run_end') === true)
    run.recorder.note({ event: 'hook-started', hook: 'run_end' });
  run.recorder.note({ event: 'run-ended', reason });
  while (!run.recorder.healthy && !run.recorder.isLost() && !isLeaving(run)) {
    for (const signal of await run.world.mailbox.next(wakeAt(run, run.world.clock.now().tick))) take(run, signal);
    run.recorder.retry();
  }
}

/** A run that drained is finished all the same when every job has come to its end. */
function reasonOfEnd({ state, phase }: Run): RunEnded['reason'] {
  if (phase.is === 'handing-over' || (phase.is === 'making-way' && state.pending > 0)) return 'handed-over';
  const allCameToTheirEnd = state.pending === 0 && phase.is !== 'stopping';
  return allCameToTheirEnd || !('reason' in phase) ? 'finished' : phase.reason;
}

/** A call, so that the compiler does not take the phase for settled while the loop waits. */
function isLeaving(run: Run): boolean {
  return run.phase.is === 'leaving';
}
