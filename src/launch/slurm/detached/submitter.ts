import { mkdirSync, writeFileSync } from 'node:fs';
import type { ArraySubmitted } from '../../../model/event.ts';
import { groupBy } from '../../../model/group-by.ts';
import type { JobId } from '../../../model/plan.ts';
import { attemptFolder, giveUp } from '../../folder.ts';
import { arrayFolder, type ArrayFolder, endsFolder, makeArrayFolder, noteReleased } from '../arrays.ts';
import type { Controller } from '../controller.ts';
import { makeTaskFolder, type Order, scriptOf, type TaskMaking } from '../order.ts';
import { type DetachedPlan, dependencyUpdates, type PlannedTask, type TaskPlace } from './plan.ts';
import { type AwaitedEnd, fileOfTerms, termsOf } from './script.ts';

/** Jobs that are to be submitted in one go, and left to Slurm. */
export interface DetachedOrders {
  readonly plan: DetachedPlan;
  /** What the arrays are called, which no other is, in the order of the plan. */
  readonly names: readonly string[];
  /** One for each task of the plan, in its order, all recorded as planned. */
  readonly orders: readonly Order[];
}

/** An array that Slurm has. */
export interface TakenArray extends Pick<ArraySubmitted, 'array' | 'id' | 'tasks'> {
  /** Null where sbatch did not tell it. */
  readonly cluster: string | null;
}

/** What they are submitted with. */
export interface DetachedSubmission extends TaskMaking {
  readonly controller: Controller;
  /** Records that Slurm has an array; false where that cannot be recorded. */
  readonly taken: (array: TakenArray) => boolean;
}

/** How often, and after how many milliseconds each, Slurm is told again to let start what it may not have heard of. */
const TRIES = 5;
const PAUSE = 2000;

/** What became of it. */
export type Left =
  | { readonly is: 'submitted' }
  /** Nothing of it will ever run: what had been submitted is cancelled, and cannot begin. */
  | { readonly is: 'undone'; readonly because: string }
  /** It is all in the queue, and held, as far as is known: whoever settles it takes it back. */
  | { readonly is: 'held' };

/** Submits all arrays, held; has their tasks wait for each other; and only then lets them start, all in one go. */
export async function submitDetached(all: DetachedOrders, submission: DetachedSubmission): Promise<Left> {
  const { controller, place, name: executor } = submission;
  const folders = all.names.map((name) => arrayFolder(place.runFolder, executor, name));
  const ids: string[] = [];
  const because = await submitHeld(all, folders, ids, submission);
  if (because !== null) {
    giveUpAll(
      all.orders.map(({ job, attempt }) => ({ id: job.id, attempt })),
      submission,
    );
    for (const name of all.names) await controller.cancelAll(name);
    return { is: 'undone', because };
  }
  if (!(await letStart(ids, controller))) return { is: 'held' };
  for (const folder of folders) noteReleased(folder);
  return { is: 'submitted' };
}

/** Null, or why it cannot be done; `ids` are what Slurm calls the arrays that it has taken. */
async function submitHeld(
  all: DetachedOrders,
  folders: readonly ArrayFolder[],
  ids: string[],
  submission: DetachedSubmission,
): Promise<string | null> {
  const { plan, names } = all;
  const { controller } = submission;
  try {
    makeFolders(all, folders, submission);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  for (const [at, { jobs, request, atOnce }] of plan.arrays.entries()) {
    const name = nth(names, at);
    const { script, path } = nth(folders, at);
    const indices = jobs.map((_, index) => index);
    const first = await controller.submit({ name, indices, request, script, logs: path, detached: { atOnce } });
    const result = first.is === 'unanswered' ? await controller.find(name) : first;
    if (result.is === 'unanswered') return 'sbatch did not answer';
    if (result.is === 'refused') return `sbatch says: ${result.because}`;
    const { id, cluster } = result;
    if (!submission.taken({ array: name, id, cluster, tasks: jobs.length })) return 'the journal cannot be written';
    ids.push(id);
  }
  return (await unknown(all, ids, controller)) ?? (await controller.depend(dependencyUpdates(plan, ids)));
}

/** Null where Slurm has all tasks under the ids that it gave, which a controller that was just killed would give again; else that it has not. */
async function unknown(
  { names, orders }: DetachedOrders,
  ids: readonly string[],
  controller: Controller,
): Promise<string | null> {
  const rows = await controller.tasks(names);
  if (rows === null) return 'squeue does not answer';
  const isKnown = rows.length === orders.length && rows.every(({ array, id }) => ids[names.indexOf(array)] === id);
  return isKnown ? null : `of ${orders.length} jobs Slurm has ${rows.length}`;
}

/** Tells Slurm that all may start, until it has heard it. */
async function letStart(ids: readonly string[], controller: Controller): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await controller.releaseAll(ids)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}

function makeFolders(
  { plan, names, orders }: DetachedOrders,
  folders: readonly ArrayFolder[],
  making: TaskMaking,
): void {
  const pathOf = ({ array, index }: TaskPlace): string => `${endsFolder(nth(folders, array))}/${index}`;
  for (const [at, task] of plan.tasks.entries()) {
    const folder = makeTaskFolder(nth(orders, at), making);
    writeFileSync(fileOfTerms(folder), termsOf(task.job, endsAwaited(task, pathOf)), { flag: 'wx' });
  }
  const byArray = groupBy(orders, ({ on }) => on.array);
  for (const [array, { request }] of plan.arrays.entries()) {
    const folder = nth(folders, array);
    const own = byArray.get(nth(names, array)) ?? [];
    makeArrayFolder(folder, scriptOf(own, folder, making, { request, isDetached: true }));
    mkdirSync(endsFolder(folder));
  }
}

function nth<T>(all: readonly T[], at: number): T {
  const one = all[at];
  if (one === undefined) throw new Error(`nothing is at ${at} of ${all.length}`);
  return one;
}

function endsAwaited({ awaited }: PlannedTask, pathOf: (place: TaskPlace) => string): readonly AwaitedEnd[] {
  return awaited.map((one) =>
    one.when === 'failure'
      ? { when: 'failure', stage: one.stage, path: pathOf(one.task) }
      : { when: one.allowsFailure ? 'allowed' : 'success', stage: '', path: pathOf(one.task) },
  );
}

/** Sees to it that none of these attempts ever begins. */
export function giveUpAll(
  attempts: readonly { readonly id: JobId; readonly attempt: number }[],
  { place: { runFolder } }: Pick<TaskMaking, 'place'>,
): void {
  for (const { id, attempt } of attempts) {
    try {
      giveUp(attemptFolder(runFolder, id, attempt));
    } catch {
      // Without a folder nothing can begin there.
    }
  }
}
