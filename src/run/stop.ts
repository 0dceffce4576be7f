import type { Happening } from '../model/event.ts';
import { type StopReason, succeeded } from '../model/outcome.ts';
import { graceOf } from '../model/text/shell.ts';
import { after, type Seconds, type Tick } from '../model/units.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import type { EndHeard, Run } from './run.ts';

/** The first one lets what runs come to its end; a second one stops it. */
export function interrupt(run: Run): void {
  keep(run);
  if (run.phase.is === 'going') drain(run, 'interrupt');
  else stopAll(run, 'interrupt');
}

/** A run that comes to its end is handed over to nobody. */
export const IS_ENDING = 'the run is coming to its end: run the sweep again when it has';

/** Hands the run over no more, if that was about to be done. */
function keep(run: Run): void {
  if (run.phase.is !== 'handing-over') return;
  run.phase.answer({ ok: false, message: IS_ENDING });
  run.phase = { is: 'going' };
}

function drain(run: Run, reason: StopReason): void {
  run.phase = { is: 'draining', reason };
  run.recorder.note({ event: 'draining', reason });
}

export function stopAll(run: Run, reason: StopReason): void {
  keep(run);
  const { phase } = run;
  if (phase.is === 'stopping' && !run.recorder.healthy) {
    run.phase = { is: 'leaving', reason: phase.reason };
    return;
  }
  const isFirst = phase.is === 'going' || phase.is === 'making-way' || reason === 'terminate';
  if (isFirst) drain(run, reason);
  run.phase = { is: 'stopping', reason: isFirst || !('reason' in phase) ? reason : phase.reason };
  for (const record of [...run.state.running.values()]) stop(run, record, reason);
}

/** Makes way within so many seconds, or sooner where that has been said before. */
export function makeWay(run: Run, within: Seconds): void {
  keep(run);
  const until = after(run.world.clock.now().tick, within);
  if (run.phase.is === 'going') run.recorder.note({ event: 'draining', reason: 'outside' });
  else if (run.phase.is !== 'making-way') return;
  run.phase = {
    is: 'making-way',
    until: run.phase.is === 'going' || until < run.phase.until ? until : run.phase.until,
  };
}

/** Stops what has not come to its end in the time that a run had to make way. */
export function clearPlace(run: Run, now: Tick): void {
  if (run.phase.is !== 'making-way' || run.phase.until > now) return;
  for (const record of runningHere(run.state)) stop(run, record, 'outside');
}

/** What runs where its runner does, and not as a task of a cluster, which goes on whatever becomes of that. */
export function runningHere({ running }: RunState): readonly JobRecord[] {
  return [...running.values()].filter(({ past }) => past.at(-1)?.on === null);
}

/** How an attempt was taken from its run that had to make way. */
export const OF_PLACE = 'pilot';

/**
 * What is recorded of an attempt in the place of its end: that it was taken from its run, which costs it nothing, where it was stopped to make way. Null
 * where it has come to an end of its own.
 */
export function takenFrom({ phase, state }: Run, { job, attempt, outcome }: EndHeard): Happening | null {
  const now = findRecord(state, job)?.state;
  const wasStopped = now?.status === 'running' && now.attempt === attempt && now.stopping === 'outside';
  if (phase.is !== 'making-way' || !wasStopped || succeeded(outcome)) return null;
  return { event: 'attempt-abandoned', job, attempt, taken: OF_PLACE };
}

/**
 * Stops what is to be stopped whatever the run does: what runs of jobs that a person has cancelled, and what an earlier runner had to stop,
 * which may have been killed before it told the attempt, or before its grace was over.
 */
export function stopTold(run: Run): void {
  for (const record of [...run.state.running.values()]) {
    const stopping = record.state.status === 'running' ? record.state.stopping : null;
    const reason = record.cancelled === null ? stopping : 'cancel';
    if (reason !== null) stop(run, record, reason);
  }
}

function stop(run: Run, record: JobRecord, reason: StopReason): void {
  if (record.state.status !== 'running') return;
  const { attempt, stopping } = record.state;
  // Of what is over, and is still being read, there is nothing to stop.
  if (run.stopped.get(record.id) === attempt || run.reading.has(record.id)) return;
  run.stopped.set(record.id, attempt);
  if (stopping === null) run.recorder.note({ event: 'attempt-stopping', job: record.id, attempt, reason });
  run.world.executor.stop(record.id, attempt, graceOf(record.job?.timeout));
}

/** Ends the run early when as many jobs have finally failed as the sweep or the command says. */
export function failFast(run: Run): void {
  const { plan, failures, run: current } = run.state;
  const most = current?.caution.maxFails ?? (plan.onFailure === 'continue' ? Infinity : 1);
  if (run.phase.is !== 'going' || failures < most) return;
  if (plan.onFailure === 'kill') stopAll(run, 'fail-fast');
  else drain(run, 'fail-fast');
}
