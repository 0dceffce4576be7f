import type { Happening } from '../model/event.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import { leftBy, noteMetrics } from './metrics.ts';
import { Recorder } from './recorder.ts';
import type { SettleOrder, ClusterSettlement } from '../model/attempt.ts';
import type { World } from './world.ts';

/**
 * Finds out what became of every attempt that the journal does not see the end of, and records it: one that still lives
 * is adopted and keeps what it holds, one that has ended gets its outcome, and one that never began is given up.
 *
 * Returns false when the journal cannot be written: nothing is lost then, and the next try finds the same again.
 */
export async function settle(state: RunState, world: World): Promise<boolean> {
  const recorder = new Recorder(state, world);
  const unfinished = [...state.running.values()];
  const settlements = await Promise.all(unfinished.map((record) => settleOne(record, world)));
  for (const [index, settlement] of settlements.entries()) {
    const record = unfinished[index];
    const happening = record === undefined ? null : happeningOf(record, settlement);
    if (happening === null) continue;
    const left = happening.event === 'attempt-ended' ? leftBy(state, happening) : null;
    if (happening.event === 'attempt-ended' && left !== null)
      noteMetrics(recorder, happening, await world.metrics.read(left));
    recorder.note(happening);
  }
  return recorder.healthy;
}

async function settleOne(record: JobRecord, world: World): Promise<ClusterSettlement> {
  return world.executor.settle(settleOrderOf(record));
}

/** What must be known of an unfinished attempt to find out what became of it. */
export function settleOrderOf(record: JobRecord): SettleOrder {
  const attempt = record.past.at(-1);
  if (attempt === undefined) throw new Error(`${record.id} runs without an attempt`);
  const { token, allocation, limit, start, snapshot, on } = attempt;
  const process = start?.process ?? null;
  return {
    ...{ id: record.id, job: record.job, attempt: attempt.attempt, token, allocation, limit, process },
    ...(snapshot === null ? {} : { snapshot }),
    ...(on === null ? {} : { on }),
  };
}

/** What the journal does not know yet of an attempt; null when it knows all. */
export function happeningOf(record: JobRecord, settlement: ClusterSettlement): Happening | null {
  const attempt = record.past.at(-1)?.attempt ?? 0;
  switch (settlement.kind) {
    case 'alive':
      if (record.state.status === 'running' && record.state.process !== null) return null;
      return { event: 'attempt-started', job: record.id, attempt, process: settlement.process };
    case 'ended': {
      const { outcome, seconds, endedAt, error } = settlement;
      return { event: 'attempt-ended', job: record.id, attempt, outcome, seconds, endedAt, error };
    }
    case 'queued':
      return null;
    case 'abandoned':
      return { event: 'attempt-abandoned', job: record.id, attempt };
    default:
      return settlement satisfies never;
  }
}
