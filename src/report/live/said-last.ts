import type { JobId } from '../../model/plan.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { lastLines } from '../text/visible.ts';

/** Reads the end of the output of an attempt; the empty string where there is none. Never throws. */
export type ReadEnd = (job: JobId, attempt: number) => Promise<string>;

/** Jobs whose output is looked at: more lines than most terminals have. */
const MOST = 64;

/** What running jobs have said last, as it was when somebody looked: one file at a time, since a folder may hang. */
export class SaidLast {
  readonly #read: ReadEnd;
  readonly #lines = new Map<JobId, string>();
  #isLooking = false;

  constructor(read: ReadEnd) {
    this.#read = read;
  }

  get lines(): ReadonlyMap<JobId, string> {
    return this.#lines;
  }

  /** Looks at the output of what runs now, unless it is still looking; comes back when it has. */
  async look({ running }: Pick<RunState, 'running'>): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    for (const job of this.#lines.keys()) if (!running.has(job)) this.#lines.delete(job);
    for (const { id, state } of [...running.values()].slice(0, MOST)) {
      if (state.status !== 'running') continue;
      const [line] = lastLines(await this.#read(id, state.attempt), 1);
      if (line !== undefined && running.has(id)) this.#lines.set(id, line);
    }
    this.#isLooking = false;
  }
}
