import type { AttemptSignal } from '../model/attempt.ts';
import type { EventOf } from '../model/event.ts';
import type { MetricsReading } from '../model/metrics.ts';
import { succeeded } from '../model/outcome.ts';
import type { RunState } from '../schedule/state/state.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { Recorder } from './recorder.ts';
import type { EndHeard, Run } from './run.ts';
import { takenFrom } from './stop.ts';
import type { LeftBy, Signal } from './world.ts';

/**
 * Takes in that an attempt has ended. What it has left by way of numbers is recorded before its end is, so that it is there for the jobs that
 * wait for that; where that takes its time, the end is held back until it has been read, and what the attempt held is free at once. If the
 * runner dies meanwhile, the next one reads it again.
 */
export function takeEnd(run: Run, signal: Extract<AttemptSignal, { readonly signal: 'ended' }>): void {
  const { state, world, recorder, reading } = run;
  const { job, attempt, outcome, seconds, error } = signal;
  const end: EndHeard = { event: 'attempt-ended', job, attempt, outcome, seconds, endedAt: null, error };
  const taken = takenFrom(run, end);
  if (taken !== null) return recorder.note(taken);
  const left = leftBy(state, end);
  const numbers = left === null ? null : world.metrics.look(left);
  if (left !== null && numbers === null) {
    reading.set(job, { ...end, endedAt: world.clock.now().at });
    return recorder.note({ event: 'attempt-exited', job, attempt });
  }
  if (numbers !== null) noteMetrics(recorder, end, numbers);
  recorder.note(end);
}

/** Takes in what has been read, and with it the end that was held back for that. */
export function takeReading(
  { recorder, reading }: Run,
  { job, attempt, reading: numbers }: Extract<Signal, { readonly signal: 'metrics-read' }>,
): void {
  const end = reading.get(job);
  if (end?.attempt !== attempt) return;
  reading.delete(job);
  noteMetrics(recorder, end, numbers);
  recorder.note(end);
}

/** What is to be read of an attempt that has ended; null where nothing is. */
export function leftBy(
  state: RunState,
  { job: id, attempt, outcome }: Pick<EndHeard, 'job' | 'attempt' | 'outcome'>,
): LeftBy | null {
  const record = findRecord(state, id);
  const job = record?.job ?? null;
  const made = record?.past.find((one) => one.attempt === attempt);
  if (job === null || made === undefined || job.metrics.length === 0 || outcome.cause === 'spawn') return null;
  return { job, attempt, ...(made.snapshot === null ? {} : { snapshot: made.snapshot }) };
}

/** Records what an attempt has left, before its end. */
export function noteMetrics(
  recorder: Recorder,
  end: Pick<EndHeard, 'job' | 'attempt' | 'outcome'>,
  reading: MetricsReading,
): void {
  recorder.note(tellMetrics(end, reading));
}

/** That an attempt which ends so has left that. */
export function tellMetrics(
  { job, attempt, outcome }: Pick<EndHeard, 'job' | 'attempt' | 'outcome'>,
  { metrics, texts, curves, problem }: MetricsReading,
): Omit<EventOf<'metrics-read'>, 'at' | 'tick'> {
  // What has failed may never have come to write them.
  const isMissed = problem !== undefined && succeeded(outcome);
  const told = { metrics, texts, curves, ...(isMissed ? { problem } : {}) };
  return { event: 'metrics-read', job, attempt, ...told };
}
