import { setTimeout as pause } from 'node:timers/promises';
import { askRunner } from '../../control/client.ts';
import { userOfAddress } from '../../control/socket-folder.ts';
import { lockOwner, type LockOptions, type LockOwner } from '../../host/system/lock.ts';
import { isAlive } from '../../host/system/process.ts';
import { journalPath, lockPath } from '../../journal/folder.ts';
import { JournalTail } from '../../journal/tail.ts';
import { isSameProcess, type ProcessId } from '../../model/process-id.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { HAND_OVER } from '../world/between-runners.ts';
import { lockAsOwner, tryLock } from '../world/ownership.ts';

/** Milliseconds between two looks. */
const PACE = 50;

/**
 * Takes a run folder over from its runner: asks it to hand the run over, and takes the lock when it has let go, or has died. Refuses where
 * it does not want to, and where yet another has come first. Returns how to let go of it.
 */
export async function takeLockOver(
  runFolder: string,
  self: ProcessId,
  options: LockOptions,
  from: LockOwner,
): Promise<() => void> {
  const deadline = performance.now() + HAND_OVER;
  let isAsked = false;
  let word = `process ${from.process.pid} does not hand its run over: it goes on`;
  for (;;) {
    const lock = tryLock(runFolder, self, options);
    if (lock.ok) return lock.release;
    const isOfRunner = lock.owner !== null && isSameProcess(lock.owner.process, from.process);
    if (!isOfRunner && lock.owner?.command !== true) return await lockAsOwner(runFolder, self, options);
    if (performance.now() > deadline) throw new Refusal(EXIT.unavailable, word);
    if (isOfRunner && !isAsked) {
      const asked = await ask(self, from, Math.max(1, deadline - performance.now()));
      isAsked = asked.letsGo;
      word = asked.word ?? word;
      if (isAsked) continue;
    }
    await pause(PACE);
  }
}

/** Whether the runner has said that it lets go; where it has not, but it is worth another try, what it says, if anything. */
async function ask(
  self: ProcessId,
  { socket, process }: LockOwner,
  patience: number,
): Promise<{ readonly letsGo: boolean; readonly word?: string }> {
  if (socket === undefined || userOfAddress(socket) === null) {
    throw new Refusal(EXIT.unavailable, `its runner, process ${process.pid}, can be asked nothing`);
  }
  const asked = await askRunner(
    socket,
    { id: `${self.pid}-${self.startTicks}`, request: { do: 'hand-over', to: self } },
    patience,
  );
  switch (asked.kind) {
    case 'answered':
      if (asked.answer.ok) return { letsGo: true };
      if (asked.answer.again === true) return { letsGo: false, word: asked.answer.message };
      throw new Refusal(EXIT.unavailable, asked.answer.message);
    case 'refused':
      throw new Refusal(EXIT.unavailable, asked.message);
    case 'gone':
      return { letsGo: false };
    default:
      return asked satisfies never;
  }
}

/**
 * Whether another runner goes on with a run that has been handed over: comes back when it has begun; or when it is sure not to, since it
 * has died or 30 seconds have passed, and nobody has the run folder.
 *
 * @param runners  How many runners there have been by then.
 */
export async function hasSuccessor(runFolder: string, to: ProcessId | null, runners: number): Promise<boolean> {
  const tail = new JournalTail(journalPath(runFolder));
  const deadline = performance.now() + HAND_OVER;
  let begun = 0;
  for (;;) {
    // Looked up first: of one that is gone by then all that it wrote is there.
    const isExpected = performance.now() < deadline && (to === null || isAlive(to) !== 'dead');
    const isTaken = lockOwner(lockPath(runFolder)) !== null;
    const look = tail.look((line) => {
      if (line.includes('"event":"run-started"')) begun += 1;
      return null;
    });
    if (begun > runners || look.kind !== 'read') return true;
    if (!isExpected && !isTaken) return false;
    await pause(PACE);
  }
}
