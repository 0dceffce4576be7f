import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, fstatSync } from 'node:fs';
import { openPlainFile, WARY } from '../../disk/plain-file.ts';
import type { Bytes } from '../../model/units.ts';
import { type Cut, readCut, writeCut } from './cut.ts';

/** Bytes of a page: a hole begins and ends with one. */
const PAGE = 4096;

/** Of what is kept of a log, the part that is its beginning, and its end; the rest is there to grow into. */
const KEPT = { head: 1 / 4, tail: 1 / 2 };

/**
 * Keeps logs that are written to within bounds, by a hole between beginning and end. Where that cannot be done it is said once: of a log, or
 * of all where there can be no holes.
 */
export class LogLimit {
  readonly #say: (message: string) => void;
  readonly #busy = new Map<string, Promise<void>>();
  /** Those that could not be cut. */
  readonly #left = new Set<string>();
  #canCut = true;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  /** Comes back when the log takes no more of the disk than `most`, as of now, or cannot be kept to that. */
  keepWithin(log: string, most: Bytes): Promise<void> {
    const busy = this.#busy.get(log) ?? Promise.resolve();
    if (!this.#canCut || this.#left.has(log) || this.#busy.has(log)) return busy;
    const opened = openQuietly(log);
    if (opened === null) return busy;
    const { fd, size, blocks } = opened;
    const before = readCut(log);
    // Its job may have written it anew.
    const isAnew = before !== null && before.to > size;
    const cut = cutOf(size, most, isAnew ? null : before);
    if (!isAnew && (blocks * 512 <= most || cut === null)) {
      closeSync(fd);
      return busy;
    }
    const work = this.#cut(log, fd, blocks * 512 > most ? cut : null, before).finally(() => {
      closeSync(fd);
      this.#busy.delete(log);
    });
    this.#busy.set(log, work);
    return work;
  }

  async #cut(log: string, fd: number, cut: Cut | null, before: Cut | null): Promise<void> {
    try {
      // What is read must never be the hole: it is known before it is there.
      writeCut(log, cut);
      if (cut !== null) await punch(fd, cut);
    } catch (error) {
      this.#left.add(log);
      if (error instanceof NoHoles) this.#canCut = false;
      const which = this.#canCut ? `${log} grows` : 'logs grow';
      this.#say(`${which} beyond max_log: ${(error as Error).message}`);
      writeCutQuietly(log, before);
    }
  }
}

/** No log can be cut here. */
class NoHoles extends Error {}

/** What to cut out of a log of so many bytes, with what was cut out before; null where it is too short. */
function cutOf(size: number, most: Bytes, before: Cut | null): Cut | null {
  const from = Math.min(before?.from ?? Infinity, pagesIn(most * KEPT.head) * PAGE);
  const to = pagesIn(size - most * KEPT.tail) * PAGE;
  return from < to ? { from, to } : null;
}

function pagesIn(bytes: number): number {
  return Math.floor(bytes / PAGE);
}

/** fallocate(1), of util-linux. @throws Error that says in words why there is no hole. */
async function punch(fd: number, { from, to }: Cut): Promise<void> {
  const words = ['-p', '-o', String(from), '-l', String(to - from), '/proc/self/fd/3'];
  const child = spawn('fallocate', words, {
    stdio: ['ignore', 'ignore', 'pipe', fd],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = await exitOf(child);
  if (code === 0) return;
  const why = said.trim().split('\n').at(-1) ?? '';
  if (/not supported|unsupported/.test(why)) throw new NoHoles(why);
  throw new Error(why === '' ? `fallocate exited with ${String(code)}` : why);
}

async function exitOf(child: ChildProcess): Promise<readonly [number | null]> {
  try {
    return (await once(child, 'close')) as [number | null];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new NoHoles(message) : error;
  }
}

function openQuietly(log: string): { readonly fd: number; readonly size: number; readonly blocks: number } | null {
  let fd: number | null = null;
  try {
    fd = openPlainFile(log, constants.O_RDWR | WARY);
    const { size, blocks } = fstatSync(fd);
    return { fd, size, blocks };
  } catch {
    if (fd !== null) closeSync(fd);
    return null;
  }
}

function writeCutQuietly(log: string, cut: Cut | null): void {
  try {
    writeCut(log, cut);
  } catch {
    // Then too much is passed over when it is read, and nothing of the disk.
  }
}
