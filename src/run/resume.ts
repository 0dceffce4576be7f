import type { Happening } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import { leftBy, noteMetrics } from './metrics.ts';
import { Recorder } from './recorder.ts';
import { OF_PLACE } from './stop.ts';
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
  const isPilot = isOfPilot(state);
  const unfinished = [...state.running.values()];
  const settlements = await Promise.all(unfinished.map((record) => settleOne(record, world)));
  for (const [index, settlement] of settlements.entries()) {
    const record = unfinished[index];
    if (record === undefined) continue;
    const isTaken = isPilot && settlement.kind === 'ended' && wasTaken(settlement.outcome) && !isOnCluster(record);
    const happening = isTaken ? taken(record) : happeningOf(record, settlement);
    if (happening === null) continue;
    const left = happening.event === 'attempt-ended' ? leftBy(state, happening) : null;
    if (happening.event === 'attempt-ended' && left !== null)
      noteMetrics(recorder, happening, await world.metrics.read(left));
    recorder.note(happening);
  }
  return recorder.healthy;
}

/**
 * Whether the runner of a run is, or was, a job of a cluster that its jobs run within. Whoever goes on with the run knows by then that this job is over, and what
 * of them does not tell of an end of its own was taken with it.
 */
export function isOfPilot({ run }: Pick<RunState, 'run'>): boolean {
  return run?.choice.driver !== undefined && run.choice.on === undefined;
}

/** What TERM and KILL look like as an exit code. */
const ENDED_BY_SIGNAL: ReadonlySet<number> = new Set([143, 137]);

/** Whether an attempt ended like one that was killed together with its runner, as Slurm kills all that a job has started. */
function wasTaken(outcome: Outcome): boolean {
  if (outcome.cause === 'lost') return true;
  if (outcome.cause === 'stopped') return outcome.reason === 'outside';
  return outcome.cause === 'exit' && ENDED_BY_SIGNAL.has(outcome.code);
}

function isOnCluster({ past }: JobRecord): boolean {
  return past.at(-1)?.on != null;
}

function taken({ id, past }: JobRecord): Happening {
  return { event: 'attempt-abandoned', job: id, attempt: past.at(-1)?.attempt ?? 0, taken: OF_PLACE };
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
