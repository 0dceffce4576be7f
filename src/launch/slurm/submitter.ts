import { performance } from 'node:perf_hooks';
import { scarcityIn } from '../../model/scarcity.ts';
import { discardAttemptFolder } from '../folder.ts';
import { makeArrayFolder, noteReleased } from './arrays.ts';
import type { Submitted } from './controller.ts';
import { makeTaskFolder, type Order, scriptOf } from './order.ts';
import { slurmRequest } from './request.ts';
import type { Roster, SlurmExecutorOptions, TaskArray } from './roster.ts';
import type { Strays } from './strays.ts';
import { type Task, taskOf } from './task.ts';

/** Milliseconds in which what is ordered is submitted together: jobs that waited for others often can start a moment after each other. */
const TOGETHER = 100;

/** Brings attempts into the queue of a cluster: the folder of each, the batch script of all that were planned together, sbatch, and their release. */
export class Submitter {
  readonly #options: SlurmExecutorOptions;
  readonly #roster: Roster;
  /** Cancels what is over of an array that Slurm has taken by now. */
  readonly #cancel: (array: TaskArray, tasks: readonly Task[]) => void;
  #orders: Order[] = [];
  readonly #strays: Strays;
  /** What sbatch has been asked for and has not answered. */
  readonly #underWay = new Set<Promise<void>>();
  #places: number;
  #closed = false;

  constructor(
    options: SlurmExecutorOptions,
    roster: Roster,
    strays: Strays,
    cancel: (array: TaskArray, tasks: readonly Task[]) => void,
  ) {
    this.#options = options;
    this.#roster = roster;
    this.#strays = strays;
    this.#cancel = cancel;
    this.#places = options.settings.maxSubmitted;
  }

  /** How many attempts may be queued and run at once: as many as the host file says, or fewer for as long as Slurm takes no more. */
  get places(): number {
    return this.#places;
  }

  /** Takes an order; those that come in one go are submitted together. */
  launch(order: Order): void {
    const { job, attempt, token, allocation, snapshot, on } = order;
    const copy = snapshot === undefined ? {} : { snapshot };
    const limit = job.timeout?.after ?? null;
    this.#roster.add(taskOf({ id: job.id, job, attempt, token, allocation, process: null, limit, ...copy }, on));
    if (this.#orders.length === 0) setTimeout(() => this.#flush(), TOGETHER);
    this.#orders.push(order);
  }

  /** Lets the tasks of an array start. */
  async release(array: TaskArray): Promise<void> {
    array.mayStart = true;
    if (array.isReleased || this.#closed) return;
    const isHeard = await this.#options.controller.release(array.name);
    if (!isHeard) return;
    array.isReleased = true;
    array.releasedAt = performance.now();
    noteReleased(this.#roster.folderOfArray(array.name));
  }

  /** Submits nothing more; comes back when sbatch has answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#underWay);
  }

  #flush(): void {
    const orders = this.#orders;
    this.#orders = [];
    this.#options.submits();
    if (this.#closed) return;
    const byArray = new Map<string, Order[]>();
    for (const order of orders) {
      if (!this.#makeFolder(order)) continue;
      const known = byArray.get(order.on.array);
      if (known === undefined) byArray.set(order.on.array, [order]);
      else known.push(order);
    }
    for (const together of byArray.values()) {
      const submission = this.#submit(together).finally(() => this.#underWay.delete(submission));
      this.#underWay.add(submission);
    }
  }

  /** Makes the folder of an attempt; false, and its end is told, where that cannot be done. */
  #makeFolder(order: Order): boolean {
    const task = this.#roster.find(order.job.id, order.attempt);
    if (task === undefined) return false;
    try {
      makeTaskFolder(order, this.#options);
      return true;
    } catch (error) {
      this.#refuse(task, error);
      return false;
    }
  }

  async #submit(orders: readonly Order[]): Promise<void> {
    const [first] = orders;
    if (first === undefined) return;
    const name = first.on.array;
    const tasks = orders.flatMap(({ job, attempt }) => this.#roster.find(job.id, attempt) ?? []);
    const folder = this.#roster.folderOfArray(name);
    const request = slurmRequest(first.job, this.#options.settings);
    try {
      if (request === null) throw new Error('nothing says how long it may take');
      makeArrayFolder(folder, scriptOf(orders, folder, this.#options, { request }));
    } catch (error) {
      for (const task of tasks) this.#refuse(task, error);
      return;
    }
    const indices = orders.map(({ on }) => on.index);
    const submission = { name, indices, request, script: folder.script, logs: folder.path };
    await this.#submitted(name, tasks, await this.#options.controller.submit(submission));
  }

  async #submitted(name: string, tasks: readonly Task[], result: Submitted): Promise<void> {
    if (this.#closed && result.is !== 'taken') return;
    switch (result.is) {
      case 'taken':
        return this.#taken(name, tasks, result.id, result.cluster);
      case 'refused':
        if (!result.mayPass) {
          const outcome = { cause: 'spawn', message: `sbatch says: ${result.because}` } as const;
          for (const task of tasks) void this.#roster.end(task, { outcome, error: null, seconds: null });
          return;
        }
        this.#giveBack(tasks, result.because);
        return;
      case 'unanswered':
        void this.#lookUp(name, tasks);
        return;
      default:
        return result satisfies never;
    }
  }

  /** What sbatch did not say, the queue may: an array that is not there will never run, be it that it comes later. */
  async #lookUp(name: string, tasks: readonly Task[]): Promise<void> {
    const found = await this.#options.controller.find(name, () => this.#closed);
    if (this.#closed) return;
    if (found.is === 'taken') return this.#taken(name, tasks, found.id, found.cluster);
    this.#strays.add(name);
    const left = tasks.filter((task) => this.#roster.giveUp(task));
    this.#giveBack(left, 'sbatch did not answer');
  }

  async #taken(name: string, tasks: readonly Task[], id: string, cluster: string | null): Promise<void> {
    this.#places = Math.min(this.#options.settings.maxSubmitted, 2 * this.#places);
    const array = this.#roster.arrays.get(name);
    const over = tasks.filter((task) => task.isOver);
    if (array === undefined) {
      // All of it was stopped meanwhile.
      if (!(await this.#options.controller.cancelAll(name))) this.#strays.add(name);
      return;
    }
    if (this.#closed) return;
    array.id = id;
    array.takenAt = performance.now();
    if (over.length > 0) this.#cancel(array, over);
    const { report, name: executor, cluster: own } = this.#options;
    report({ signal: 'submitted', executor, array: name, id, cluster: cluster ?? own, tasks: tasks.length });
  }

  /** Slurm takes no more for now: half of what it was given is tried next. */
  #giveBack(tasks: readonly Task[], because: string): void {
    const others = this.#roster.size - tasks.length;
    this.#places = Math.max(1, Math.min(this.#places, others + Math.floor(tasks.length / 2)));
    for (const task of tasks) {
      discardAttemptFolder(this.#roster.folderOf(task));
      this.#roster.unstarted(task, because);
    }
  }

  #refuse(task: Task, error: unknown): void {
    const because = scarcityIn(error);
    if (because !== null) {
      discardAttemptFolder(this.#roster.folderOf(task));
      this.#roster.unstarted(task, because);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    void this.#roster.end(task, { outcome: { cause: 'spawn', message }, error: null, seconds: null });
  }
}
