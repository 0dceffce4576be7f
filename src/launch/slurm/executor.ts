import { performance } from 'node:perf_hooks';
import type { LaunchOrder, SettleOrder, ClusterSettlement } from '../../model/attempt.ts';
import type { ArrayTask } from '../../model/executor.ts';
import { succeeded } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import { readStart } from '../folder.ts';
import { withoutResults } from '../outcome.ts';
import { stageOf } from './answers.ts';
import { isReleased } from './arrays.ts';
import { Roster, type SlurmExecutorOptions, type TaskArray } from './roster.ts';
import { Stopper } from './stopper.ts';
import { Strays } from './strays.ts';
import { Submitter } from './submitter.ts';
import { keeperOf, readConclusion, type Task, taskOf } from './task.ts';
import { niceIn, renicings } from './turns.ts';
import { QueueWatch } from './watch.ts';

export type { SlurmExecutorOptions } from './roster.ts';

/** Milliseconds between two looks at the folders of tasks at the most, and between two questions to a controller that does not answer. */
const LOOK = 10_000;
const LONGEST_PAUSE = 120_000;

/**
 * Runs attempts as tasks of arrays of Slurm. Each has a keeper on its node, and its folder tells of it, as those of this machine do; besides,
 * Slurm is asked now and then. Whoever runs the sweep next finds what is still queued or runs by the names of the arrays.
 */
export class SlurmExecutor {
  readonly #options: SlurmExecutorOptions;
  readonly #roster: Roster;
  readonly #stopper: Stopper;
  readonly #submitter: Submitter;
  readonly #strays: Strays;
  readonly #watch: QueueWatch;
  #timer: NodeJS.Timeout | null = null;
  /** When the controller is asked next, in milliseconds of the monotonic clock. */
  #askAt = 0;
  #pause: number;
  /** The first look at what an earlier runner has left, which all that is settled together share. */
  #firstLook: Promise<void> | null = null;
  /** By name, what Slurm calls the arrays that it told of then; null where it did not answer. */
  #known: ReadonlyMap<string, string> | null = null;
  readonly #toSettle = new Set<string>();
  /** By what of the queue is to begin first; those that it does not name are left as they are. */
  #turns: ReadonlyMap<JobId, number> = new Map();
  #closed = false;

  constructor(options: SlurmExecutorOptions) {
    this.#options = options;
    this.#roster = new Roster(options);
    this.#stopper = new Stopper(options, this.#roster);
    this.#strays = new Strays(options, this.#roster);
    this.#submitter = new Submitter(options, this.#roster, this.#strays, (array, tasks) =>
      this.#stopper.cancel(array, tasks),
    );
    this.#watch = new QueueWatch(options, this.#roster, (task) => {
      const array = this.#roster.arrays.get(task.on.array);
      if (array !== undefined) this.#stopper.cancel(array, [task]);
    });
    this.#pause = options.settings.poll * 1000;
  }

  /** How many attempts may be queued and run at once for now. */
  get places(): number {
    return this.#submitter.places;
  }

  has(job: JobId, attempt: number): boolean {
    return this.#roster.find(job, attempt) !== undefined;
  }

  launch(order: LaunchOrder & { readonly on: ArrayTask }): void {
    this.#submitter.launch(order);
    this.#goOn();
  }

  /** Lets the attempts of an array start, now that it is recorded that Slurm has it. */
  release(name: string): void {
    const array = this.#roster.arrays.get(name);
    if (array !== undefined) void this.#submitter.release(array);
  }

  stop(job: JobId, attempt: number, grace: Seconds): void {
    const task = this.#roster.find(job, attempt);
    if (task !== undefined) this.#stopper.stop(task, grace);
  }

  /** Takes an attempt out of the queue; one that has begun goes on. */
  withdraw(job: JobId, attempt: number): void {
    const task = this.#roster.find(job, attempt);
    if (task !== undefined) this.#stopper.withdraw(task);
  }

  /** Has what waits in the queue begin in this order, those with the least number first, when the controller tells next what waits. */
  order(turns: ReadonlyMap<JobId, number>): void {
    this.#turns = turns;
  }

  /** Finds out what became of an attempt of an earlier runner, and goes on with it where it is not over. */
  async settle(order: SettleOrder, on: ArrayTask): Promise<ClusterSettlement> {
    this.#toSettle.add(on.array);
    this.#firstLook ??= this.#lookFirst();
    await this.#firstLook;
    const task = taskOf(order, on);
    const folder = this.#roster.folderOf(task);
    if (readStart(folder).kind === 'given-up') return { kind: 'abandoned' };
    const state = this.#watch.stateOf(task);
    task.hasBegun = keeperOf(folder) !== null;
    const conclusion = readConclusion(task, folder, this.#roster.treeOf(task));
    if (conclusion !== null && succeeded(conclusion.outcome)) {
      const problem = order.job === null ? null : await this.#options.bringHome(order.job, order.snapshot);
      const { outcome, error } = problem === null ? conclusion : withoutResults(conclusion, order.job, problem);
      return { kind: 'ended', outcome, error, seconds: conclusion.seconds, endedAt: conclusion.endedAt };
    }
    const isInQueue = state === 'unknown' || (state !== 'gone' && stageOf(state) !== 'over');
    if (!isInQueue && !task.hasBegun && this.#roster.giveUp(task)) {
      this.#strays.add(on.array);
      return { kind: 'abandoned' };
    }
    return this.#adopt(task);
  }

  /** Lets go of what is queued or runs, which goes on by itself. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#submitter.close();
    await this.#stopper.finish();
  }

  /** Asks once about all arrays of which attempts are settled. */
  async #lookFirst(): Promise<void> {
    // All that is settled together has said so by then.
    await new Promise((resolve) => setImmediate(resolve));
    const names = [...this.#toSettle];
    this.#toSettle.clear();
    this.#known = await this.#watch.ask(names);
    this.#firstLook = null;
  }

  #adopt(task: Task): ClusterSettlement {
    const array = this.#roster.add(task);
    array.id ??= this.#known?.get(array.name) ?? null;
    array.takenAt ??= -Infinity;
    array.isReleased ||= isReleased(this.#roster.folderOfArray(array.name));
    array.mayStart = true;
    this.#goOn();
    const keeper = task.hasBegun ? keeperOf(this.#roster.folderOf(task)) : null;
    return keeper === null ? { kind: 'queued' } : { kind: 'alive', process: keeper };
  }

  #goOn(): void {
    if (this.#closed || this.#timer !== null) return;
    this.#timer = setTimeout(() => void this.#turn(), Math.min(LOOK, this.#options.settings.poll * 1000));
  }

  async #turn(): Promise<void> {
    if (performance.now() >= this.#askAt) await this.#ask();
    if (this.#closed) return;
    await this.#watch.look();
    await this.#stopper.tell();
    this.#timer = null;
    if (this.#roster.size > 0 || this.#strays.names.length > 0) this.#goOn();
  }

  /** Asks the controller about all arrays in one go, and does what it could not be told before. */
  async #ask(): Promise<void> {
    const { arrays } = this.#roster;
    const poll = this.#options.settings.poll * 1000;
    const known = await this.#watch.ask([...new Set([...arrays.keys(), ...this.#strays.names])]);
    this.#pause = known === null ? Math.min(Math.max(LONGEST_PAUSE, poll), 2 * this.#pause) : poll;
    this.#askAt = performance.now() + this.#pause - LOOK / 100;
    if (known === null || this.#closed) return;
    for (const array of arrays.values()) {
      array.id ??= known.get(array.name) ?? null;
      this.#lookForHold(array);
      if (array.mayStart && !array.isReleased) void this.#submitter.release(array);
    }
    await this.#strays.clear(new Set(known.keys()));
    await this.#reorder();
  }

  /** A controller that dies forgets what it was told in its last seconds, such as that an array was released: it is told again. */
  #lookForHold(array: TaskArray): void {
    if (!array.isReleased || array.hasLeftHold) return;
    const isHeld = this.#watch.isHeld(array);
    array.hasLeftHold = isHeld === false;
    if (isHeld !== true) return;
    array.isReleased = false;
    this.#options.say(
      `${this.#options.name} has forgotten that array ${array.id ?? array.name} may start, and is told again`,
    );
  }

  async #reorder(): Promise<void> {
    if (new Set(this.#turns.values()).size < 2) return;
    const waiting = this.#watch.waiting(({ id }) => this.#turns.get(id));
    for (const renicing of renicings(waiting, niceIn(this.#options.settings.sbatch)))
      await this.#options.controller.renice(renicing);
  }
}
