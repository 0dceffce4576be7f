import { jobLog } from '../app/jobs/job-log.ts';
import { SILENT, type Notices } from '../app/notices.ts';
import { Refusal } from '../app/refusal.ts';
import type { Place } from '../app/sweep/known-sweep.ts';
import { secretsOf, type JobId, type Plan } from '../model/plan.ts';
import type { Mask } from '../model/text/mask.ts';
import { maskFor } from '../app/sweep/secrets.ts';
import { LogText } from './log-text.ts';
import type { Stream } from './stream.ts';

/** Lines from the end of an output with which a page begins. */
const TAIL = 2000;

/** Whose output is followed. */
export interface LogWanted {
  readonly job: JobId;
  /** Null for the newest attempt, and those that come. */
  readonly attempt: number | null;
  readonly options: Place & { readonly sweep: string };
}

/** Has a tab read what a job writes, over its attempts: also those that are made after it had come to its end. */
export class LogFollower {
  readonly #stream: Stream;
  readonly #wanted: LogWanted;
  /** Attempts that are known of, and those that there were when the output was followed last. */
  #attempts = 0;
  #followed = 0;
  #plan: Plan | null = null;
  #wake: () => void = () => undefined;

  constructor(stream: Stream, wanted: LogWanted) {
    this.#stream = stream;
    this.#wanted = wanted;
  }

  /** Is told how many attempts there have been by now, and by which plan. */
  wake(attempts: number, plan: Plan): void {
    this.#attempts = attempts;
    this.#plan = plan;
    this.#wake();
  }

  /** Follows until the tab has left. */
  async follow(): Promise<void> {
    const { left } = this.#stream;
    left.addEventListener('abort', () => {
      this.#wake();
    });
    while (!left.aborted) {
      if (this.#attempts === this.#followed) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      await this.#read();
      // Those that were made meanwhile were followed too.
      this.#followed = this.#attempts;
      if (this.#wanted.attempt !== null) return;
    }
  }

  async #read(): Promise<void> {
    const stream = this.#stream;
    const notices: Notices = {
      ...SILENT,
      say: (text) => {
        void stream.send({ kind: 'log-note', text });
      },
    };
    const { job, attempt, options } = this.#wanted;
    const followed = { ...options, attempt: attempt ?? undefined, follow: true, tail: TAIL, leave: stream.left };
    const text = new LogText(this.#plan === null ? null : maskOf(this.#plan));
    await stream.send({ kind: 'log-begins' });
    try {
      for await (const chunk of jobLog(job, followed, notices)) {
        await this.#tell(text.take(chunk));
        // Whoever has left wants no more of an output that never ends.
        if (stream.left.aborted) return;
      }
      await this.#tell(text.end());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await stream.send({ kind: 'log-note', text: error.message });
    }
  }

  async #tell(text: string): Promise<void> {
    if (text !== '') await this.#stream.send({ kind: 'log', text });
  }
}

/** Leaves out what nobody is to read of the output of a plan's jobs; null where there is nothing of the kind. */
function maskOf(plan: Plan): Mask | null {
  return secretsOf(plan.jobs).size === 0 ? null : maskFor(plan);
}
