import { askRunner } from '../../control/client.ts';
import { requestParts } from '../../control/request-parts.ts';
import { userOfAddress } from '../../control/socket-folder.ts';
import type { LockOwner } from '../../host/system/lock.ts';
import type { Liveness } from '../../host/system/process.ts';
import type { Answer, Request } from '../../model/request.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { runsElsewhere } from '../world/ownership.ts';

/** What came of a request, and whether a runner does it now. */
export interface Done {
  readonly jobs: readonly string[];
  readonly byRunner: boolean;
}

/** What a runner says that cannot do what is asked for, though the next one can. */
export interface Busy {
  readonly busy: string;
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

/** Asks the runner that has a lock, if it is one. Null, or why it can do nothing itself, where it is worth another try. */
export async function askOwner(
  { owner, liveness }: { readonly owner: LockOwner; readonly liveness: Liveness },
  id: string,
  request: Request,
  deadline: number,
): Promise<Done | Busy | null> {
  if (liveness === 'unknown') throw runsElsewhere(owner);
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
      return isForNext(asked.answer) ? { busy: asked.answer.message } : doneBy(asked.answer, true);
    case 'refused':
      throw new Refusal(EXIT.unavailable, asked.message);
    case 'gone':
      return null;
    default:
      return asked satisfies never;
  }
}

/** Whether a runner leaves a request to the next one. */
function isForNext(answer: Answer): answer is Extract<Answer, { readonly ok: false }> {
  return !answer.ok && answer.again === true;
}

function doneBy(answer: Answer, byRunner: boolean): Done {
  if (!answer.ok) throw new Refusal(answer.invalid === true ? EXIT.invalid : EXIT.unavailable, answer.message);
  return { jobs: answer.jobs, byRunner };
}
