import { type SlurmSettings } from '../../model/executor.ts';
import type { ClusterSignal } from '../../model/attempt.ts';
import { treeOf } from '../../model/attempt.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { attemptFolder, type AttemptFolder, giveUp } from '../folder.ts';
import { withoutResults, type Conclusion } from '../outcome.ts';
import { arrayFolder, type ArrayFolder, tidyArrayFolder } from './arrays.ts';
import type { Controller } from './controller.ts';
import type { Task } from './task.ts';

/** What an executor of a cluster is made of. */
export interface SlurmExecutorOptions {
  /** As the host file calls it. */
  readonly name: string;
  /** As the cluster calls itself; empty where it has not been asked. */
  readonly cluster: string;
  readonly settings: SlurmSettings;
  /** Read anew whenever it matters: both folders may be moved. */
  readonly place: { readonly root: string; readonly runFolder: string };
  /** The wrapper script of a job that runs in this copy of the code. What it throws becomes the outcome of the attempt. */
  readonly script: (job: Job, snapshot: string | undefined) => string;
  /** Sees to it that what a job has produced in this copy of the code is in the project. Comes back with why that is not so, or null. */
  readonly bringHome: (job: Job, snapshot: string | undefined) => Promise<string | null>;
  readonly controller: Controller;
  /** Called before what has been ordered in one go is submitted: what is planned later belongs to other arrays. */
  readonly submits: () => void;
  readonly report: (signal: ClusterSignal) => void;
  /** Hears what people should know that is no end of an attempt. */
  readonly say: (message: string) => void;
}

/** An array whose tasks are not all over. */
export interface TaskArray {
  readonly name: string;
  /** What Slurm calls it; null where it has not taken it, as far as is known. */
  id: string | null;
  /** When Slurm was known to have taken it, in milliseconds of the monotonic clock; null before. */
  takenAt: number | null;
  /** Whether it is recorded that Slurm has it, so that its tasks may start. */
  mayStart: boolean;
  isReleased: boolean;
  /** When the controller has heard that, in milliseconds of the monotonic clock. */
  releasedAt: number;
  /** Whether it was seen that its tasks are not held any more: before, the controller may have died and have forgotten it. */
  hasLeftHold: boolean;
  readonly tasks: Set<Task>;
}

/** The attempts that a cluster has, or is about to be given, and the arrays that they are tasks of. */
export class Roster {
  readonly #options: SlurmExecutorOptions;
  readonly arrays = new Map<string, TaskArray>();
  readonly #tasks = new Map<string, Task>();

  constructor(options: SlurmExecutorOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#tasks.size;
  }

  add(task: Task): TaskArray {
    const array = this.arrays.get(task.on.array) ?? newArray(task.on.array);
    this.arrays.set(array.name, array);
    array.tasks.add(task);
    this.#tasks.set(keyOf(task.id, task.attempt), task);
    return array;
  }

  find(job: JobId, attempt: number): Task | undefined {
    return this.#tasks.get(keyOf(job, attempt));
  }

  folderOf({ id, attempt }: Pick<Task, 'id' | 'attempt'>): AttemptFolder {
    return attemptFolder(this.#options.place.runFolder, id, attempt);
  }

  /** The folder that a task runs in as in a project. */
  treeOf({ snapshot }: Pick<Task, 'snapshot'>): string {
    return treeOf(this.#options.place, snapshot);
  }

  /** Sees to it that a task which has not begun never does; false where it has begun by now. */
  giveUp(task: Task): boolean {
    try {
      return giveUp(this.folderOf(task));
    } catch {
      // Its folder is gone: then nothing can begin there.
      return true;
    }
  }

  folderOfArray(name: string): ArrayFolder {
    return arrayFolder(this.#options.place.runFolder, this.#options.name, name);
  }

  /** Tells how a task ended, once what it produces is where it belongs. */
  async end(task: Task, conclusion: Pick<Conclusion, 'outcome' | 'error' | 'seconds'>): Promise<void> {
    if (task.isOver) return;
    this.#close(task);
    const { id, job, attempt, snapshot } = task;
    const problem = job === null ? null : await this.#options.bringHome(job, snapshot);
    const { outcome, error } = problem === null ? conclusion : withoutResults(conclusion, job, problem);
    this.#options.report({ signal: 'ended', job: id, attempt, outcome, seconds: conclusion.seconds, error });
  }

  /** Tells that a task is to be done again as if it had not been. */
  taken(task: Task, how: string): void {
    if (task.isOver) return;
    this.#close(task);
    this.#options.report({ signal: 'taken', job: task.id, attempt: task.attempt, how });
  }

  /** Tells that a task was taken out of the queue before it began. */
  withdrawn(task: Task): void {
    if (task.isOver) return;
    this.#close(task);
    this.#options.report({ signal: 'withdrawn', job: task.id, attempt: task.attempt });
  }

  /** Tells that a task could not be started for now. */
  unstarted(task: Task, because: string): void {
    if (task.isOver) return;
    this.#close(task);
    this.#options.report({ signal: 'unstarted', job: task.id, attempt: task.attempt, because });
  }

  #close(task: Task): void {
    task.isOver = true;
    this.#tasks.delete(keyOf(task.id, task.attempt));
    const array = this.arrays.get(task.on.array);
    if (array === undefined) return;
    array.tasks.delete(task);
    if (array.tasks.size > 0) return;
    this.arrays.delete(array.name);
    if (array.isReleased) tidyArrayFolder(this.folderOfArray(array.name));
  }
}

function newArray(name: string): TaskArray {
  const unknown = { id: null, takenAt: null, mayStart: false };
  return { name, ...unknown, isReleased: false, releasedAt: -Infinity, hasLeftHold: false, tasks: new Set() };
}

function keyOf(job: JobId, attempt: number): string {
  return `${job}/${attempt}`;
}
