import { OpenFolder } from '../../disk/open-folder.ts';
import type { Job } from '../../model/plan.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { wrapperScripts } from '../sweep/wrappers.ts';

/** Where the files of a run are: a project may be moved, or renamed, while it runs. */
export class RunPlace {
  readonly sweep: string;
  readonly #planned: string;
  #known: string;
  readonly #root: OpenFolder;
  readonly #runFolder: OpenFolder;
  readonly #scriptOf: (job: Job, snapshot?: string) => string;

  /** @throws Error of the file system, where one of the two folders cannot be opened. */
  constructor({ plan, root, runFolder }: Pick<LoadedSweep, 'plan' | 'root' | 'runFolder'>) {
    this.sweep = plan.sweep;
    this.#planned = runFolder;
    this.#known = runFolder;
    this.#root = new OpenFolder(root);
    this.#runFolder = new OpenFolder(runFolder);
    this.#scriptOf = wrapperScripts(this);
  }

  /** The project root as it is now, absolute. */
  get root(): string {
    return this.#root.path;
  }

  /** Absolute, as it is now. */
  get runFolder(): string {
    return this.#runFolder.path;
  }

  /** Whether the run folder has been moved since this was asked last. */
  hasMoved(): boolean {
    const before = this.#known;
    this.#known = this.runFolder;
    return this.#known !== before;
  }

  /** The wrapper script of a job that runs in this copy of the code. @throws Error where the job names its folder by a path that is no longer its own. */
  scriptOf(job: Job, snapshot: string | undefined): string {
    const { runFolder } = this;
    const script = this.#scriptOf(job, snapshot);
    if (runFolder === this.#planned || !script.includes(`${this.#planned}/`)) return script;
    throw new Error(
      `the run folder is ${runFolder} now, and what this job runs names it as ${this.#planned}: run the sweep again`,
    );
  }

  close(): void {
    this.#root.close();
    this.#runFolder.close();
  }
}
