import type { AttemptEnded } from '../model/event.ts';
import { succeeded } from '../model/outcome.ts';
import { findRecord } from '../schedule/state/records.ts';
import type { Run } from './run.ts';

/**
 * Has what an attempt left by way of numbers read and recorded, before its end is: so it is there for the jobs that wait for that, and if the
 * runner dies between the two, the next one reads it again.
 */
export function noteMetrics(
  { state, world, recorder }: Pick<Run, 'state' | 'world' | 'recorder'>,
  { job: id, attempt, outcome }: Pick<AttemptEnded, 'job' | 'attempt' | 'outcome'>,
): void {
  const record = findRecord(state, id);
  const job = record?.job ?? null;
  const made = record?.past.find((one) => one.attempt === attempt);
  if (job === null || made === undefined || job.metrics.length === 0 || outcome.cause === 'spawn') return;
  const { metrics, texts, curves, problem } = world.metrics.read(job, attempt, made.snapshot ?? undefined);
  // What has failed may never have come to write them.
  const isMissed = problem !== undefined && succeeded(outcome);
  const told = { metrics, texts, curves, ...(isMissed ? { problem } : {}) };
  recorder.note({ event: 'metrics-read', job: id, attempt, ...told });
}
