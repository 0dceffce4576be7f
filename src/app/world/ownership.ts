import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lockRunFolder, type Lock, type LockOptions, type LockOwner } from '../../host/system/lock.ts';
import { identify } from '../../host/system/process.ts';
import { lockPath, makeStateFolder } from '../../journal/folder.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** This process, as locks and journals name it. */
export function ownIdentity(): ProcessId {
  const self = identify(process.pid);
  if (self === null)
    throw new Refusal(EXIT.unavailable, 'sweep needs /proc to tell processes apart, and cannot read it');
  return self;
}

/** That the runner of a sweep is on another machine, or in another container, where alone its jobs can be reached. */
export function runsElsewhere({ host, driver }: Pick<LockOwner, 'host' | 'driver'>): Refusal {
  const way =
    driver === undefined
      ? `ask there (ssh ${host})`
      : `ask there: srun --overlap --jobid="$(squeue --noheader --format=%A --name=${driver})" sweep …`;
  return new Refusal(EXIT.unavailable, `it runs on ${host}: ${way}`);
}

/** Milliseconds for which a command that notes something is waited for, and between two looks whether it has done so. */
const PATIENCE = 10_000;
const PAUSE = 20;

/**
 * Makes this process the one runner of a run folder; refuses when another is or may be. A command that notes something there is
 * waited for. Returns how to let go of it.
 */
export async function lockAsOwner(runFolder: string, self: ProcessId, options: LockOptions): Promise<() => void> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const lock = tryLock(runFolder, self, options);
    if (lock.ok) return lock.release;
    if (lock.owner?.command !== true || performance.now() > deadline) {
      throw new Refusal(EXIT.unavailable, tellOwner(runFolder, lock.owner, lock.reason));
    }
    await pause(PAUSE);
  }
}

/** The lock of a run folder if nobody has it; else who does. */
export function tryLock(runFolder: string, self: ProcessId, options: LockOptions): Lock {
  try {
    makeStateFolder(dirname(runFolder));
    return lockRunFolder(lockPath(runFolder), self, options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Folders are made level by level: what is missing is so where there can be none, as in /proc.
    const exit = code === 'ENOENT' || code === 'ENAMETOOLONG' ? EXIT.invalid : EXIT.unavailable;
    throw new Refusal(exit, refusalOf(runFolder, message));
  }
}

/** What a run folder that is there lacks is no folder, but the right to write, or room; which draft of the lock it was does not matter. */
function refusalOf(runFolder: string, message: string): string {
  const isThere = existsSync(runFolder) && statSync(runFolder).isDirectory();
  if (!isThere) return `the run folder ${runFolder} cannot be made: ${message}`;
  return `the run folder ${runFolder} cannot be written: ${message.replace(/, \w+ '.*$/, '')}`;
}

function tellOwner(runFolder: string, owner: LockOwner | null, reason: 'alive' | 'unknown'): string {
  if (owner === null) return `${lockPath(runFolder)} cannot be read; if no runner of this sweep is left, delete it`;
  const who = `process ${owner.process.pid} on ${owner.host}, since ${owner.since}`;
  if (reason === 'alive') return `another runner owns ${runFolder}: ${who}`;
  return [
    `another runner may own ${runFolder}: ${who}; from here it cannot be told whether it lives`,
    'hint: when you know that it does not, say --take-over',
  ].join('\n');
}
