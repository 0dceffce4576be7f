import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Seconds } from '../../model/units.ts';
import { giveUp } from '../folder.ts';
import type { Roster, SlurmExecutorOptions, TaskArray } from './roster.ts';
import type { Task } from './task.ts';

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

  /** Takes tasks out of the queue that will not run, or kills them. */
  cancel(array: TaskArray, tasks: readonly Task[]): void {
    const indices = this.#toCancel.get(array) ?? new Set();
    for (const task of tasks) indices.add(task.on.index);
    this.#toCancel.set(array, indices);
    this.#soon();
  }

  /** Tells Slurm what it has not heard yet of what is to be stopped, and kills what has had its grace. */
  async tell(): Promise<void> {
    const { controller } = this.#options;
    for (const [array, indices] of this.#toCancel) {
      if (array.id === null) continue;
      this.#toCancel.delete(array);
      if (!(await controller.cancel(array.name, array.id, inOrder(indices)))) this.#again(array, indices);
    }
    for (const array of [...this.#roster.arrays.values()]) {
      if (array.id === null) continue;
      const stopped = [...array.tasks].filter(({ stop }) => stop !== null && !stop.isHeard);
      if (stopped.length > 0 && (await controller.terminate(array.name, array.id, indicesOf(stopped))))
        for (const { stop } of stopped) if (stop !== null) stop.isHeard = true;
      const late = [...array.tasks].filter(
        ({ stop }) => stop !== null && !stop.isKilled && stop.killAt <= performance.now(),
      );
      if (late.length > 0 && (await controller.cancel(array.name, array.id, indicesOf(late))))
        for (const { stop } of late) if (stop !== null) stop.isKilled = true;
    }
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

function indicesOf(tasks: readonly Task[]): readonly number[] {
  return inOrder(new Set(tasks.map(({ on }) => on.index)));
}

function inOrder(indices: ReadonlySet<number>): readonly number[] {
  return [...indices].sort((a, b) => a - b);
}
