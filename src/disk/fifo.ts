import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { kindOf } from './file-kind.ts';
import { WARY } from './plain-file.ts';

/** Milliseconds after which it is tried again to write into a FIFO that is full. */
const PAUSE = 20;

/** The writing end of a FIFO. What does not fit into it waits here, and nobody waits for that. */
export class FifoEnd {
  readonly #fd: number;
  #waiting: Buffer[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /**
   * Opens a FIFO that belongs to a user, for writing, without waiting. Null where it is not there, or nobody reads from it.
   * @throws Error where something else is there or it is another's, and that of open(2), such as EACCES.
   */
  static open(path: string, uid: number): FifoEnd | null {
    const fd = openToWrite(path);
    if (fd === null) return null;
    const found = fstatSync(fd);
    if (found.isFIFO() && found.uid === uid) return new FifoEnd(fd);
    closeSync(fd);
    const what = found.isFIFO() ? 'another user’s' : kindOf(found);
    throw new Error(`${path} is no pipe of user ${uid}: it is ${what}`);
  }

  /** How many bytes wait. */
  get waiting(): number {
    return this.#waiting.reduce((sum, { length }) => sum + length, 0);
  }

  /** Writes all that fits, and the rest as soon as it does. What nobody reads any more is dropped. */
  write(bytes: Buffer): void {
    if (this.#isClosed || bytes.length === 0) return;
    this.#waiting.push(bytes);
    if (this.#timer === null) this.#flush();
  }

  /** Drops what waits. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#waiting = [];
    closeSync(this.#fd);
  }

  #flush(): void {
    this.#timer = null;
    for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
      const written = this.#tryToWrite(next);
      if (written === null) {
        this.#timer = setTimeout(() => this.#flush(), PAUSE);
        return;
      }
      if (written < next.length) this.#waiting[0] = next.subarray(written);
      else this.#waiting.shift();
    }
  }

  /** Null where nothing fits. */
  #tryToWrite(bytes: Buffer): number | null {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? null : bytes.length;
    }
  }
}

/** Null where nothing is, and of a FIFO without a reader (fifo(7)). */
function openToWrite(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NOCTTY | WARY);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENXIO') return null;
    throw error;
  }
}
