import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import type { ArrayTask, SlurmSettings } from '../../model/executor.ts';
import type { Job } from '../../model/plan.ts';
import { signatureOf, slurmRequest } from './request.ts';

/** Where the batch scripts of the arrays of an executor are, and what Slurm says about their tasks. */
function arraysFolder(runFolder: string, executor: string): string {
  return join(runFolder, 'arrays', executor);
}

/** The files of one array. */
export interface ArrayFolder {
  readonly path: string;
  readonly script: string;
  /** Is there once its tasks were let start. */
  readonly released: string;
}

export function arrayFolder(runFolder: string, executor: string, name: string): ArrayFolder {
  const path = join(arraysFolder(runFolder, executor), name);
  return { path, script: join(path, 'dispatch.sh'), released: join(path, 'released') };
}

/** Makes the folder, which must not be there yet, with the batch script. @throws Error of the file system, such as ENOSPC. */
export function makeArrayFolder({ path, script }: ArrayFolder, text: string): void {
  makeFolder(join(path, '..'));
  mkdirSync(path);
  writeFileSync(script, text, { flag: 'wx' });
}

/** Notes that the tasks of an array were let start; that it cannot be noted does no harm: they are let start again. */
export function noteReleased({ released }: ArrayFolder): void {
  try {
    writeFileSync(released, '');
  } catch {
    // As is said above.
  }
}

/** Whether it is known that the tasks of an array were let start. */
export function isReleased({ released }: ArrayFolder): boolean {
  return existsSync(released);
}

/** The arrays of an executor of which it is not known that they were let start. */
export function unreleasedArrays(runFolder: string, executor: string): readonly string[] {
  try {
    const names = readdirSync(arraysFolder(runFolder, executor));
    return names.filter((name) => !isReleased(arrayFolder(runFolder, executor, name)));
  } catch {
    return [];
  }
}

/** The file in which Slurm, and what starts a task, say what they have to say. */
export function messagesOf({ path }: ArrayFolder, index: number): string {
  return join(path, `${index}.log`);
}

/** Where the tasks of an array that Slurm alone sees through leave an empty file each as they come to their end, whose name tells which it was and how. */
export function endsFolder({ path }: ArrayFolder): string {
  return join(path, 'ended');
}

/** Removes the folder of an array that is over, but for what was said about tasks. */
export function tidyArrayFolder(folder: ArrayFolder): void {
  const { path, script, released } = folder;
  try {
    rmSync(endsFolder(folder), { recursive: true, force: true });
    const files = readdirSync(path).map((name) => join(path, name));
    const said = files.filter((file) => file !== script && file !== released && statSync(file).size > 0);
    if (said.length === 0) rmSync(path, { recursive: true, force: true });
    else for (const file of files) if (file !== released && !said.includes(file)) rmSync(file, { force: true });
  } catch {
    // What stays does no harm.
  }
}

/** As many tasks as an array has at the most, however many it may have. */
const LARGEST = 1000;

/** How many tasks an array has at the most, where this is the first index that none may have. */
export function largestArray(maxArraySize: number): number {
  return Math.max(1, Math.min(LARGEST, maxArraySize));
}

/** A name that nothing else has in the queue of a cluster, an array or a runner, which begins with what people know it by. */
export function newJobName(prefix: string): string {
  return `${prefix}.${randomBytes(8).toString('hex')}`;
}

/** Says to which array the next attempt of a job belongs: those that are planned in one go, and ask for the same, are one. */
export class ArrayPlanner {
  readonly #executor: string;
  readonly #settings: SlurmSettings;
  readonly #prefix: string;
  readonly #size: number;
  readonly #open = new Map<string, { readonly name: string; next: number }>();

  /**
   * @param prefix  What people know the arrays by.
   * @param maxArraySize  The first index that no array may have.
   */
  constructor(executor: string, settings: SlurmSettings, prefix: string, maxArraySize: number) {
    this.#executor = executor;
    this.#settings = settings;
    this.#prefix = prefix;
    this.#size = largestArray(maxArraySize);
  }

  next(job: Job): ArrayTask {
    const request = slurmRequest(job, this.#settings);
    const signature = request === null ? '' : signatureOf(request);
    const known = this.#open.get(signature);
    const open = known !== undefined && known.next < this.#size ? known : { name: newJobName(this.#prefix), next: 0 };
    this.#open.set(signature, open);
    const index = open.next;
    open.next += 1;
    return { executor: this.#executor, array: open.name, index };
  }

  /** What is planned from now on belongs to other arrays. */
  close(): void {
    this.#open.clear();
  }
}
