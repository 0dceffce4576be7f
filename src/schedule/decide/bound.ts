import { after, seconds, tick, type Tick } from '../../model/units.ts';
import { limitOf } from '../queue/request.ts';
import type { JobRecord, RunState } from '../state/state.ts';

/** For what has no bound. */
export const NEVER = tick(Infinity);

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
