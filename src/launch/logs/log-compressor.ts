import type { AttemptFolder } from '../folder.ts';
import { compressLog } from './compress.ts';

/** Compresses the logs of attempts that are over, one at a time. What cannot be compressed stays as it is, which is said once. */
export class LogCompressor {
  readonly #say: (message: string) => void;
  readonly #queue: string[] = [];
  readonly #abort = new AbortController();
  #work: Promise<void> | null = null;
  #hasFailed = false;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  /** Sees to the logs of an attempt when those before are done; those that are not there, or are compressed already, are left out. */
  add({ log, errors }: Pick<AttemptFolder, 'log' | 'errors'>): void {
    this.#queue.push(log, errors);
    this.#work ??= this.#run();
  }

  /** Comes back when all that was added is done, or will not be. */
  async finished(): Promise<void> {
    await this.#work;
  }

  /** Begins no more, gives up the one that it is at, and comes back when that is so; what was not compressed stays as it is. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    for (let log = this.#queue.shift(); log !== undefined && !signal.aborted; log = this.#queue.shift()) {
      try {
        await compressLog(log, signal);
      } catch (error) {
        this.#failed(log, error as Error);
      }
    }
    this.#work = null;
  }

  #failed(log: string, { message }: Error): void {
    if (this.#abort.signal.aborted || this.#hasFailed) return;
    this.#hasFailed = true;
    this.#say(`${log} cannot be compressed (${message}); such logs stay as they are`);
  }
}
