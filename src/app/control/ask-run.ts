import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { askRunner } from '../../control/client.ts';
import { requestParts } from '../../control/request-parts.ts';
import { userOfAddress } from '../../control/socket-folder.ts';
import { clock } from '../../host/system/clock.ts';
import { lockOwner, type LockOwner } from '../../host/system/lock.ts';
import type { Liveness } from '../../host/system/process.ts';
import { lockPath } from '../../journal/folder.ts';
import type { Plan } from '../../model/plan.ts';
import type { Answer, Request } from '../../model/request.ts';
import { eventOf, type OfJobs } from '../../run/requests.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import { ownIdentity, tryLock } from '../world/ownership.ts';
import { asJournalFile, openAndReplay } from '../world/run-folder.ts';

/** Milliseconds for which a runner that gives no answer yet, or a command that has the lock, is waited for. */
const PATIENCE = 10_000;
const PAUSE = 50;

/** What came of a request, and whether a runner does it now. */
export interface Done {
  readonly jobs: readonly string[];
  readonly byRunner: boolean;
}

/**
 * Asks for something of a run: its runner, or where none lives, by a line in its journal that the next one finds. Refuses what makes no
 * sense without a runner, and where the runner cannot be asked.
 *
 * @param plan  That of the sweep; null where the request is about no job of it, and so makes no sense without a runner.
 */
export function askRun(plan: Plan | null, known: KnownSweep, request: Request): Promise<Done> {
  return askInParts(request, (part) => askOnce(plan, known, part));
}

/** Asks for something by `ask`, in several requests where it concerns more jobs than one can hold. */
export async function askInParts(request: Request, ask: (part: Request) => Promise<Done>): Promise<Done> {
  const done: Done[] = [];
  for (const part of requestParts(request)) done.push(await ask(part));
  const concerned = new Set(done.flatMap(({ jobs }) => jobs));
  const jobs =
    'jobs' in request && done.length > 1 ? request.jobs.map(String).filter((id) => concerned.has(id)) : [...concerned];
  return { jobs, byRunner: done.some(({ byRunner }) => byRunner) };
}

async function askOnce(plan: Plan | null, { runFolder, name }: KnownSweep, request: Request): Promise<Done> {
  const id = randomUUID();
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const held = lockOwner(lockPath(runFolder));
    const done =
      held === null
        ? noteWithoutRunner(plan, runFolder, name, id, request)
        : await askOwner(held, id, request, deadline);
    if (done !== null) return done;
    if (performance.now() > deadline) throw new Refusal(EXIT.unavailable, `the runner of ${name} does not answer`);
    await pause(PAUSE);
  }
}

/** Asks the runner that has a lock, if it is one. Null where it is worth another try. */
export async function askOwner(
  { owner, liveness }: { readonly owner: LockOwner; readonly liveness: Liveness },
  id: string,
  request: Request,
  deadline: number,
): Promise<Done | null> {
  if (liveness === 'unknown')
    throw new Refusal(EXIT.unavailable, `it runs on ${owner.host}: ask there (ssh ${owner.host})`);
  if (owner.command === true) return null;
  const { socket } = owner;
  if (socket === undefined || userOfAddress(socket) === null) {
    throw new Refusal(
      EXIT.unavailable,
      `its runner, process ${owner.process.pid}, can be asked nothing: run the sweep again`,
    );
  }
  const asked = await askRunner(socket, { id, request }, Math.max(1, deadline - performance.now()));
  switch (asked.kind) {
    case 'answered':
      return isForNext(asked.answer) ? null : doneBy(asked.answer, true);
    case 'refused':
      throw new Refusal(EXIT.unavailable, asked.message);
    case 'gone':
      return null;
    default:
      return asked satisfies never;
  }
}

/** Whether a runner leaves a request to the next one. */
function isForNext(answer: Answer): boolean {
  return !answer.ok && answer.again === true;
}

function doneBy(answer: Answer, byRunner: boolean): Done {
  if (!answer.ok) throw new Refusal(answer.invalid === true ? EXIT.invalid : EXIT.unavailable, answer.message);
  return { jobs: answer.jobs, byRunner };
}

/** Whether a request makes sense also between runs. */
function isOfNextRun(request: Request): request is OfJobs {
  return ['hold', 'release', 'retry', 'rerun'].includes(request.do);
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
    throw new Refusal(EXIT.unavailable, `no runner drives ${name}: nothing runs`);
  }
  const lock = tryLock(runFolder, ownIdentity(), { owner: { command: true } });
  if (!lock.ok) return null;
  try {
    const { state, journal } = openAndReplay(plan, runFolder);
    try {
      const event = eventOf(state, id, request);
      if (event === null) return { jobs: [], byRunner: false };
      const problem = asJournalFile(journal).append([{ ...clock.now(), ...event }]);
      if (problem !== null) throw new Refusal(EXIT.unavailable, problem);
      return { jobs: event.jobs, byRunner: false };
    } finally {
      void journal.close();
    }
  } finally {
    lock.release();
  }
}
