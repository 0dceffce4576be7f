import type { StopReason } from '../model/outcome.ts';
import { graceOf } from '../model/text/shell.ts';
import type { JobRecord } from '../schedule/state/state.ts';
import type { Run } from './run.ts';

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
  const isFirst = phase.is === 'going' || reason === 'terminate';
  if (isFirst) drain(run, reason);
  run.phase = { is: 'stopping', reason: isFirst || !('reason' in phase) ? reason : phase.reason };
  for (const record of [...run.state.running.values()]) stop(run, record, reason);
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
