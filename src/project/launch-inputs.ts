import type { ContentReader } from './content.ts';
import { readDigests } from './facts.ts';
import { finishInTurns, type Reading } from './reading.ts';

/** What is read at most, in bytes, before everything else has its turn. */
const AT_ONCE = 8 * 1024 * 1024;
/** For how long what was read in turns is as good as what is there now, if that cannot be looked at at once. Milliseconds. */
const GOOD_FOR = 10_000;

type Digests = readonly string[];

/**
 * What inputs hold as jobs are launched, without keeping anybody waiting for it: what is too much to be read at once is read
 * in turns, and asked for again when it has been.
 */
export class LaunchInputs {
  readonly #reader: () => ContentReader;
  readonly #hasRead: () => void;
  /** What may still be read before the others have their turn. */
  #left = AT_ONCE;
  /** Lists of paths that are being read. */
  readonly #underWay = new Set<string>();
  /** What came of those that have been, until they are asked for again. */
  readonly #read = new Map<string, { readonly digests: Digests; readonly at: number }>();
  /** Why a list could not be read. */
  readonly #failed = new Map<string, unknown>();
  #isClosed = false;

  /**
   * @param reader makes one that has looked at nothing yet
   * @param hasRead called when a list has been read that could not be answered at once
   */
  constructor(reader: () => ContentReader, hasRead: () => void) {
    this.#reader = reader;
    this.#hasRead = hasRead;
  }

  /** What each of `paths` holds now, as `digestOfInput` says; null while it is being read. Throws what kept it from being read. */
  look(paths: readonly string[]): Digests | null {
    const key = paths.join('\0');
    if (this.#underWay.has(key)) return null;
    this.#rethrow(key);
    const read = this.#read.get(key);
    this.#read.delete(key);
    const reading = readDigests(this.#reader(), paths);
    for (;;) {
      const step = reading.next();
      if (step.done === true) return step.value;
      if (this.#mayGoOn(step.value)) continue;
      if (read !== undefined && performance.now() < read.at + GOOD_FOR) {
        reading.return([]);
        return read.digests;
      }
      this.#underWay.add(key);
      void this.#readOn(key, reading);
      return null;
    }
  }

  /** What is being read is read no further. */
  close(): void {
    this.#isClosed = true;
  }

  #rethrow(key: string): void {
    if (!this.#failed.has(key)) return;
    const error = this.#failed.get(key);
    this.#failed.delete(key);
    throw error;
  }

  #mayGoOn(bytes: number): boolean {
    if (bytes === Infinity) return false;
    if (this.#left === AT_ONCE) setImmediate(() => (this.#left = AT_ONCE));
    this.#left -= bytes;
    return this.#left > 0;
  }

  async #readOn(key: string, reading: Reading<Digests>): Promise<void> {
    try {
      const digests = await finishInTurns(this.#untilClosed(reading));
      this.#read.set(key, { digests, at: performance.now() });
    } catch (error) {
      this.#failed.set(key, error);
    }
    this.#underWay.delete(key);
    if (!this.#isClosed) this.#hasRead();
  }

  *#untilClosed(reading: Reading<Digests>): Reading<Digests> {
    for (let bytes = Infinity; ;) {
      yield bytes;
      if (this.#isClosed) {
        reading.return([]);
        return [];
      }
      const step = reading.next();
      if (step.done === true) return step.value;
      bytes = step.value;
    }
  }
}
