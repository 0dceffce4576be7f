import { treeOf, type SettleOrder, type Settlement } from '../../model/attempt.ts';
import type { ArrayTask } from '../../model/executor.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { succeeded } from '../../model/outcome.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { Seconds } from '../../model/units.ts';
import { type AttemptFolder, attemptFolder, readEnding, readStart } from '../folder.ts';
import { conclude, type Conclusion } from '../outcome.ts';

/** An attempt that a cluster was given, and that is not over. */
export interface Task {
  readonly id: JobId;
  readonly attempt: number;
  /** Null where the plan no longer has it. */
  readonly job: Job | null;
  readonly limit: Seconds | null;
  readonly snapshot: string | undefined;
  readonly on: ArrayTask;
  hasBegun: boolean;
  /** When it was first known to have, in milliseconds of the monotonic clock; null where it has not. */
  begunAt: number | null;
  /** Since when it is over, by its folder or by Slurm, in milliseconds of the monotonic clock; null where it goes on. */
  overSince: number | null;
  /** What its folder comes to; null where its keeper has not written how it ended. */
  conclusion: Conclusion | null;
  stop: Stop | null;
  /** Nothing more is to be heard of it. */
  isOver: boolean;
}

/** That it was told to stop. */
export interface Stop {
  /** Milliseconds of the monotonic clock at which it is killed. */
  readonly killAt: number;
  /** Whether Slurm has heard of the signal, and of the KILL. */
  isHeard: boolean;
  isKilled: boolean;
}

export function taskOf({ id, attempt, job, limit, snapshot }: SettleOrder, on: ArrayTask): Task {
  return {
    ...{ id, attempt, job, limit, snapshot, on },
    ...{ hasBegun: false, begunAt: null, overSince: null, conclusion: null, stop: null, isOver: false },
  };
}

/** The process that its keeper says it is, on a node; null where none has said so. */
export function keeperOf(folder: AttemptFolder): ProcessId | null {
  const start = readStart(folder);
  if (start.kind !== 'begun') return null;
  const { pid, startTicks, bootId } = start.record;
  return { pid, startTicks, bootId, pidNamespace: '', machineId: '' };
}

/** Reads how a task ended, where its keeper has written that; what it produces may become visible later. */
export function readConclusion(task: Task, folder: AttemptFolder, root: string): Conclusion | null {
  const { conclusion } = task;
  if (conclusion !== null && conclusion.outcome.cause !== 'missing-output') return conclusion;
  if (conclusion === null && readEnding(folder) === null) return null;
  return concludeTask(task, folder, root);
}

/** What the folder of a task comes to. */
export function concludeTask(task: Task, folder: AttemptFolder, root: string): Conclusion {
  const { job, limit, stop } = task;
  return conclude(folder, {
    ...{ job, root, limit, usesGpus: (job?.request.gpus ?? 0) > 0 },
    ...{ launchedHere: false, status: null, toldToStop: stop !== null, oomKilled: () => false },
  });
}

/** How an attempt ended that nobody has settled yet, where its folder tells that it succeeded: of all else Slurm has to be asked. */
export function peekOnCluster(
  order: SettleOrder,
  on: ArrayTask,
  { root, runFolder }: { readonly root: string; readonly runFolder: string },
): Settlement | null {
  const task = taskOf(order, on);
  const folder = attemptFolder(runFolder, order.id, order.attempt);
  const conclusion = readConclusion(task, folder, treeOf({ root, runFolder }, order.snapshot));
  if (conclusion === null || !succeeded(conclusion.outcome)) return null;
  const { outcome, error, seconds, endedAt } = conclusion;
  return { kind: 'ended', outcome, error, seconds, endedAt };
}
