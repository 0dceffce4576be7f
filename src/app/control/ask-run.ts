import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../../host/system/clock.ts';
import { lockOwner } from '../../host/system/lock.ts';
import { lockPath } from '../../journal/folder.ts';
import type { Plan } from '../../model/plan.ts';
import type { Request } from '../../model/request.ts';
import { eventOf, type OfJobs } from '../../run/requests/requests.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import { ownIdentity, tryLock } from '../world/ownership.ts';
import { asJournalFile, openAndReplay } from '../world/run-folder.ts';
import { askInParts, askOwner, type Done } from './asking.ts';

/** Milliseconds for which a runner that gives no answer yet, or a command that has the lock, is waited for. */
const PATIENCE = 10_000;
const PAUSE = 50;
/** The same where the runner itself can do nothing any more, and nothing could be done without it. */
const PATIENCE_IN_VAIN = 1000;

/**
 * Asks for something of a run: its runner, or where none lives, by a line in its journal that the next one finds. Refuses what makes no
 * sense without a runner, and where the runner cannot be asked.
 *
 * @param plan  That of the sweep; null where the request is about no job of it, and so makes no sense without a runner.
 */
export function askRun(plan: Plan | null, known: KnownSweep, request: Request): Promise<Done> {
  return askInParts(request, (part) => askOnce(plan, known, part));
}

async function askOnce(plan: Plan | null, { runFolder, name }: KnownSweep, request: Request): Promise<Done> {
  const id = randomUUID();
  const begun = performance.now();
  // What it has said counts also where it did not come to say it again in the time that was left.
  let busy: string | null = null;
  for (;;) {
    const held = lockOwner(lockPath(runFolder));
    const done =
      held === null
        ? noteWithoutRunner(plan, runFolder, name, id, request)
        : await askOwner(held, id, request, begun + PATIENCE);
    if (done !== null && 'jobs' in done) return done;
    busy = done?.busy ?? busy;
    const patience = busy === null || isOfNextRun(request) ? PATIENCE : PATIENCE_IN_VAIN;
    if (performance.now() > begun + patience) {
      throw new Refusal(EXIT.unavailable, busy === null ? `the runner of ${name} does not answer` : `${name}: ${busy}`);
    }
    await pause(PAUSE);
  }
}

/** That something makes no sense of a sweep that no runner drives. */
export function withoutRunner(name: string): Refusal {
  return new Refusal(EXIT.unavailable, `no runner drives ${name}: nothing runs`);
}

/** Whether a request makes sense also between runs. */
function isOfNextRun(request: Request): request is OfJobs {
  return ['hold', 'release', 'retry', 'rerun', 'forget'].includes(request.do);
}

/** Null where somebody else has just taken the lock. */
function noteWithoutRunner(
  plan: Plan | null,
  runFolder: string,
  name: string,
  id: string,
  request: Request,
): Done | null {
  if (plan === null || !isOfNextRun(request)) {
    throw withoutRunner(name);
  }
  const lock = tryLock(runFolder, ownIdentity(), { owner: { command: true } });
  if (!lock.ok) return null;
  try {
    const { state, journal } = openAndReplay(plan, runFolder);
    try {
      const event = eventOf(state, id, request);
      if (event === null) return { jobs: [], byRunner: false };
      const file = asJournalFile(journal);
      const problem = file.append([{ ...clock.now(), ...event }]);
      if (problem !== null) throw new Refusal(EXIT.unavailable, problem);
      // What it keeps too long does no harm.
      if (event.event === 'jobs-forgotten') file.shrink();
      return { jobs: event.jobs, byRunner: false };
    } finally {
      void journal.close();
    }
  } finally {
    lock.release();
  }
}
