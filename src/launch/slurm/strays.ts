import { performance } from 'node:perf_hooks';
import { tidyArrayFolder, unreleasedArrays } from './arrays.ts';
import type { Roster, SlurmExecutorOptions } from './roster.ts';

/** Milliseconds for which an array may still appear that was given up: sbatch has less time than that. */
const PATIENCE = 60_000;

/** Arrays that were given up, and that Slurm may have taken nevertheless, or may take yet: none of their tasks can begin, and they are cancelled. */
export class Strays {
  readonly #options: SlurmExecutorOptions;
  readonly #roster: Roster;
  /** By name, since when they are known, in milliseconds of the monotonic clock. */
  readonly #known = new Map<string, number>();

  /** Begins with the arrays that earlier runners have not let start, or have not noted that they did. */
  constructor(options: SlurmExecutorOptions, roster: Roster) {
    this.#options = options;
    this.#roster = roster;
    for (const name of unreleasedArrays(options.place.runFolder, options.name)) this.add(name);
  }

  /** Their names. */
  get names(): readonly string[] {
    return [...this.#known.keys()].filter((name) => !this.#roster.arrays.has(name));
  }

  add(name: string): void {
    this.#known.set(name, performance.now());
  }

  /** Cancels those of which Slurm has told that it has them, and forgets those that it has not for long enough. */
  async clear(inQueue: ReadonlySet<string>): Promise<void> {
    for (const [name, since] of [...this.#known]) {
      if (this.#roster.arrays.has(name)) {
        this.#known.delete(name);
      } else if (inQueue.has(name)) {
        await this.#options.controller.cancelAll(name);
      } else if (performance.now() - since > PATIENCE) {
        this.#known.delete(name);
        tidyArrayFolder(this.#roster.folderOfArray(name));
      }
    }
  }
}
