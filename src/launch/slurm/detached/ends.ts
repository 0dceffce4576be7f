import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type DetachedAttempt, type DetachedTask, type SettleOrder, treeOf } from '../../../model/attempt.ts';
import type { ArrayTask } from '../../../model/executor.ts';
import { succeeded } from '../../../model/outcome.ts';
import { seconds } from '../../../model/units.ts';
import { attemptFolder, type AttemptFolder, readStart } from '../../folder.ts';
import { stageOf } from '../answers.ts';
import { arrayFolder, endsFolder, isReleased } from '../arrays.ts';
import { concludeTask, keeperOf, readConclusion, type Task, taskOf } from '../task.ts';
import { judgeTask, REQUEUED } from '../verdict.ts';
import { fileOfInputs } from './script.ts';

/** Where a run is: absolute. */
export interface Place {
  readonly root: string;
  readonly runFolder: string;
}

/** What Slurm says of a task; `unknown` where it does not answer, and `gone` where it knows nothing of it. */
export type StateOf = (on: ArrayTask) => string;

/** The tasks of arrays that have come to their end by what their own scripts say: the index of each, by array. */
export class EndsTold {
  readonly #runFolder: string;
  readonly #known = new Map<string, ReadonlySet<number>>();

  constructor({ runFolder }: Pick<Place, 'runFolder'>) {
    this.#runFolder = runFolder;
  }

  /** Whether nothing more comes of a task. One look at a folder tells it of all of an array. */
  has({ executor, array, index }: ArrayTask): boolean {
    const known = this.#known.get(array) ?? this.#read(executor, array);
    this.#known.set(array, known);
    return known.has(index);
  }

  #read(executor: string, array: string): ReadonlySet<number> {
    try {
      return new Set(readdirSync(endsFolder(arrayFolder(this.#runFolder, executor, array))).map(parseInt10));
    } catch {
      return new Set();
    }
  }
}

function parseInt10(name: string): number {
  return Number.parseInt(name, 10);
}

/** Whether the tasks of an array were let start, as far as whoever submitted it has noted. */
export function wasReleased({ runFolder }: Pick<Place, 'runFolder'>, { executor, array }: ArrayTask): boolean {
  return isReleased(arrayFolder(runFolder, executor, array));
}

/** What has become of a task, by the folders of its attempts, by what its script says, and by Slurm where these do not tell. */
export function findDetached(
  order: SettleOrder & { readonly on: ArrayTask },
  place: Place,
  ends: EndsTold,
  stateOf: StateOf,
): DetachedTask {
  const folders = foldersOf(order, place);
  const isOver = ends.has(order.on);
  const state = isOver ? 'COMPLETED' : stateOf(order.on);
  const stage = state === 'unknown' ? 'running' : state === 'gone' ? 'over' : stageOf(state);
  const attempts = folders.map((folder, at): DetachedAttempt => {
    const attempt = order.attempt + at;
    const isLast = at === folders.length - 1;
    const process = keeperOf(folder);
    const digests = digestsIn(folder, order.job?.inputs.length ?? 0);
    const found = { ...order, attempt };
    const came =
      process === null
        ? null
        : isLast
          ? cameLast(taskOf(found, order.on), folder, place, { state, isOver, stage })
          : cameBefore(taskOf(found, order.on), folder, place);
    return { attempt, process, digests, came };
  });
  const last = attempts.at(-1);
  // Whoever gave it up has seen to it that it never begins.
  const isGivenUp = folders.some((folder) => readStart(folder).kind === 'given-up');
  const isDone = isOver || isGivenUp || (stage === 'over' && (last?.process == null || last.came !== null));
  return { attempts, is: isDone ? 'over' : stage === 'queued' ? 'queued' : 'going on' };
}

/** Those of the attempts of a task: each start has made the next. */
function foldersOf({ id, attempt }: SettleOrder, { runFolder }: Place): readonly AttemptFolder[] {
  const folders = [attemptFolder(runFolder, id, attempt)];
  for (let next = attempt + 1; ; next += 1) {
    const folder = attemptFolder(runFolder, id, next);
    if (!existsSync(folder.path) || readStart(folder).kind === 'given-up') return folders;
    folders.push(folder);
  }
}

/** How an attempt ended after which there was another: what was stopped, or has not told its end, had its node taken from it. */
function cameBefore(task: Task, folder: AttemptFolder, place: Place): DetachedAttempt['came'] {
  const conclusion = readConclusion(task, folder, treeOf(place, task.snapshot));
  if (conclusion === null || conclusion.outcome.cause === 'stopped') return { kind: 'taken', how: REQUEUED };
  return { kind: 'ended', ...conclusion };
}

interface Known {
  readonly state: string;
  /** Whether its script has said that nothing more comes of it. */
  readonly isOver: boolean;
  readonly stage: 'queued' | 'running' | 'over';
}

/** The same of the newest one. */
function cameLast(
  task: Task,
  folder: AttemptFolder,
  place: Place,
  { state, isOver, stage }: Known,
): DetachedAttempt['came'] {
  const root = treeOf(place, task.snapshot);
  const conclusion = readConclusion(task, folder, root);
  if (conclusion !== null && (isOver || succeeded(conclusion.outcome))) return { kind: 'ended', ...conclusion };
  // It waits to be started anew.
  if (stage === 'queued') return cameBefore(task, folder, place);
  // Of what has ended by itself its folder tells, be it a moment later.
  if (conclusion === null && (state === 'COMPLETED' || state === 'FAILED')) return null;
  const verdict = judgeTask({
    ...{ hasBegun: true, ending: conclusion?.outcome ?? null, state, isRequeued: false, toldToStop: false },
    ...{ overFor: stage === 'over' ? seconds(0) : null, latency: seconds(0), limit: task.limit ?? seconds(0) },
  });
  if (verdict.is === 'taken') return { kind: 'taken', how: verdict.how };
  if (verdict.is !== 'ended') return null;
  return { kind: 'ended', ...(conclusion ?? concludeTask(task, folder, root)), outcome: verdict.outcome };
}

/** What the node has noted of the inputs of an attempt, a line each. */
function digestsIn(folder: AttemptFolder, count: number): readonly (string | null)[] {
  const lines = linesOf(fileOfInputs(folder));
  return Array.from({ length: count }, (_, at) => {
    const line = lines[at] ?? '';
    return /^(?:[0-9a-f]{64}|missing|unreadable)$/.test(line) ? line : null;
  });
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}
