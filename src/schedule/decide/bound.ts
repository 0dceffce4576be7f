import { after, seconds, type Seconds, tick, type Tick } from '../../model/units.ts';
import { type JobClass, limitOf } from '../queue/request.ts';
import type { JobRecord, RunState } from '../state/state.ts';

/** For what has no bound. */
export const NEVER = tick(Infinity);

/**
 * The longest that a job is expected to run: as the history of its cell tells, else that of its class, else by its limit;
 * null when none does.
 */
export function boundOf(
  state: RunState,
  jobClass: JobClass,
  limit: Seconds | null,
  cell: Seconds | null,
): Seconds | null {
  const learned = cell ?? state.durations.bound(jobClass);
  return learned === null ? limit : seconds(Math.min(learned, limit ?? Infinity));
}

/**
 * When a running job should have ended at the latest: its start and the first of these that still lies ahead, the
 * bound of its cell, that of its class, its limit. A job past its limit gives a time in the past; one without a limit,
 * `NEVER`.
 */
export function boundedEnd(state: RunState, record: JobRecord, now: Tick): Tick {
  if (record.state.status !== 'running' || record.job === null) return NEVER;
  const since = record.state.since.tick;
  const limit = limitOf(record.job);
  const { durations } = state;
  for (const learned of [durations.cellBound(record.cell), durations.bound(record.class)]) {
    if (learned === null) continue;
    const end = after(since, seconds(Math.min(learned, limit ?? Infinity)));
    if (end > now) return end;
  }
  return limit === null ? NEVER : after(since, limit);
}
