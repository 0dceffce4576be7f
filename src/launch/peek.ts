import type { SettleOrder, Settlement } from '../model/attempt.ts';
import type { ProcessId } from '../model/process-id.ts';
import { attemptFolder, readEnding } from './folder.ts';
import { conclude } from './outcome.ts';
import { sessionMembers, type Processes } from './processes.ts';

/** Where attempts are kept. */
export interface Whereabouts {
  /** Absolute, as the next one. */
  readonly root: string;
  readonly runFolder: string;
  readonly processes: Processes;
}

/**
 * How an attempt ended that nobody has settled yet, as far as that shows without changing anything; null while it lives,
 * and where it cannot be told.
 */
export function peek(order: SettleOrder, { root, runFolder, processes }: Whereabouts): Settlement | null {
  const { process: keeper, job, limit } = order;
  if (keeper === null) return null;
  const folder = attemptFolder(runFolder, order.id, order.attempt);
  if (readEnding(folder) === null && mayLive(keeper, processes)) return null;
  const circumstances = {
    job,
    root,
    limit,
    launchedHere: false,
    status: null,
    toldToStop: false,
    oomKilled: () => false,
  };
  const { outcome, error, seconds, endedAt } = conclude(folder, circumstances);
  return { kind: 'ended', outcome, error, seconds, endedAt };
}

function mayLive(keeper: ProcessId, processes: Processes): boolean {
  return processes.isAlive(keeper) !== 'dead' || sessionMembers(keeper, processes.livingProcesses()).length > 0;
}
