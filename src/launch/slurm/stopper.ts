import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Seconds } from '../../model/units.ts';
import { giveUp } from '../folder.ts';
import type { Roster, SlurmExecutorOptions, TaskArray } from './roster.ts';
import type { Stop, Task } from './task.ts';

/** Milliseconds in which what is told to stop is told together, and for which a keeper has time beyond the grace of its job. */
const TOGETHER = 50;
const MARGIN = 10_000;

/**
 * Stops tasks. Whoever creates `pid` first decides whether one begins: where that is this, it never does, and is taken out of the queue. Else its
 * keeper is told, which is what the batch script has become; a plain scancel would kill it before it could write how its job ended.
 */
export class Stopper {
  readonly #options: SlurmExecutorOptions;
  readonly #roster: Roster;
  readonly #toCancel = new Map<TaskArray, Set<number>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: SlurmExecutorOptions, roster: Roster) {
    this.#options = options;
    this.#roster = roster;
  }

  stop(task: Task, grace: Seconds): void {
    if (task.isOver || task.stop !== null) return;
    task.stop = { killAt: performance.now() + grace * 1000 + MARGIN, isHeard: false, isKilled: false };
    const array = this.#roster.arrays.get(task.on.array);
    if (array !== undefined && !task.hasBegun && this.#isGivenUp(task)) {
      this.cancel(array, [task]);
      const outcome = { cause: 'stopped', reason: 'outside', code: null } as const;
      void this.#roster.end(task, { outcome, error: null, seconds: null });
      return;
    }
    this.#soon();
  }

  /** Takes a task out of the queue as if it had not been submitted; one that has begun goes on. */
  withdraw(task: Task): void {
    const array = this.#roster.arrays.get(task.on.array);
    if (array === undefined || task.stop !== null || task.hasBegun || !this.#isGivenUp(task)) return;
    this.cancel(array, [task]);
    this.#roster.withdrawn(task);
  }

  /** Takes tasks out of the queue that will not run, or kills them. */
  cancel(array: TaskArray, tasks: readonly Task[]): void {
    const indices = this.#toCancel.get(array) ?? new Set();
    for (const task of tasks) indices.add(task.on.index);
    this.#toCancel.set(array, indices);
    this.#soon();
  }

  /** Tells Slurm what it has not heard yet of what is to be stopped, and kills what has had its grace. */
  async tell(): Promise<void> {
    const arrays = this.#concerned();
    if (arrays.length === 0) return;
    const { controller } = this.#options;
    const rows = await controller.tasks(arrays.map(({ name }) => name));
    if (rows === null) return;
    const ids = new Map(rows.map(({ array, id }) => [array, id]));
    // Of what is not there nothing can be stopped.
    const isHeard = async (act: 'terminate' | 'cancel', { name }: TaskArray, indices: readonly number[]) => {
      const id = ids.get(name);
      return id === undefined || (await controller[act](id, indices));
    };
    for (const array of arrays) {
      const indices = this.#toCancel.get(array);
      this.#toCancel.delete(array);
      if (indices !== undefined && !(await isHeard('cancel', array, inOrder(indices)))) this.#again(array, indices);
      const stopped = tasksOf(array, isUnheard);
      if (stopped.length > 0 && (await isHeard('terminate', array, indicesOf(stopped))))
        for (const { stop } of stopped) if (stop !== null) stop.isHeard = true;
      const late = tasksOf(array, isLate);
      if (late.length > 0 && (await isHeard('cancel', array, indicesOf(late))))
        for (const { stop } of late) if (stop !== null) stop.isKilled = true;
    }
  }

  /** The arrays that Slurm has, and of which it is to be told something. */
  #concerned(): readonly TaskArray[] {
    const toStop = [...this.#roster.arrays.values()].filter(
      (array) => tasksOf(array, isUnheard).length + tasksOf(array, isLate).length > 0,
    );
    return [...new Set([...this.#toCancel.keys(), ...toStop])].filter(({ id }) => id !== null);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What is left to be told to Slurm, before nobody does any more. */
  async finish(): Promise<void> {
    this.close();
    if (this.#toCancel.size > 0) await this.tell();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.tell();
    }, TOGETHER);
  }

  #again(array: TaskArray, indices: ReadonlySet<number>): void {
    this.#toCancel.set(array, new Set([...(this.#toCancel.get(array) ?? []), ...indices]));
  }

  /** Whether a task that has not begun never will: without a folder it has not even been submitted. */
  #isGivenUp(task: Task): boolean {
    const folder = this.#roster.folderOf(task);
    try {
      return giveUp(folder);
    } catch {
      return !existsSync(folder.path);
    }
  }
}

function tasksOf({ tasks }: TaskArray, isMeant: (stop: Stop) => boolean): readonly Task[] {
  return [...tasks].filter(({ stop }) => stop !== null && isMeant(stop));
}

function isUnheard({ isHeard }: Stop): boolean {
  return !isHeard;
}

function isLate({ isKilled, killAt }: Stop): boolean {
  return !isKilled && killAt <= performance.now();
}

function indicesOf(tasks: readonly Task[]): readonly number[] {
  return inOrder(new Set(tasks.map(({ on }) => on.index)));
}

function inOrder(indices: ReadonlySet<number>): readonly number[] {
  return [...indices].sort((a, b) => a - b);
}
