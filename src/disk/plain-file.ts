import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { kindOf } from './file-kind.ts';

/**
 * How a file is opened that a job, or another user, could have put something else in the place of: a FIFO does not wait for
 * its other end, and a link leads nowhere (open(2)).
 */
export const WARY = constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The same for a file that a person may have put elsewhere, and left a link to. */
export const WARY_OF_PIPES = constants.O_NONBLOCK;

/** What is there is no plain file. */
class NotPlain extends Error {
  readonly code = 'ENOTPLAIN';
  readonly kind: string;

  constructor(path: string, found: Stats) {
    const kind = kindOf(found);
    super(`${path} is no plain file: it is ${kind}`);
    this.kind = kind;
  }
}

/** What was read of a plain file. */
export interface Piece {
  readonly bytes: Buffer;
  /** Whether these are all of its bytes. */
  readonly isWhole: boolean;
  /** When it was written last, in nanoseconds of the clock of its file system. */
  readonly at: bigint;
}

/**
 * Opens a plain file, for reading unless `flags` say otherwise; never waits.
 * @throws NotPlain where a FIFO, a device, a folder or a socket is; Error of open(2), such as ELOOP for a link.
 */
export function openPlainFile(path: string, flags: number = constants.O_RDONLY | WARY): number {
  return openIf(path, flags, (found) => found.isFile());
}

/** Opens what is welcome, and refuses all else; a terminal does not become the one of this process (open(2)). */
function openIf(path: string, flags: number, isWelcome: (found: Stats) => boolean): number {
  const fd = openAny(path, flags | constants.O_NOCTTY);
  try {
    const found = fstatSync(fd);
    if (!isWelcome(found)) throw new NotPlain(path, found);
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A socket has no opening at all, nor has a device without a driver: open(2) fails with ENXIO. */
function openAny(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') throw new NotPlain(path, statSync(path));
    throw error;
  }
}

/** The first `most` bytes of a plain file. @throws what `openPlainFile` throws. */
export function readBeginning(path: string, most: number, flags?: number): Piece {
  return readPiece(path, most, 'beginning', flags);
}

/** The last `most` bytes of a plain file. @throws what `openPlainFile` throws. */
export function readEnd(path: string, most: number): Piece {
  return readPiece(path, most, 'end');
}

function readPiece(path: string, most: number, which: 'beginning' | 'end', flags?: number): Piece {
  const fd = openPlainFile(path, flags);
  try {
    const { size: whole, mtimeNs: at } = fstatSync(fd, { bigint: true });
    const size = Number(whole);
    const bytes = Buffer.alloc(Math.min(size, most));
    const start = which === 'beginning' ? 0 : size - bytes.length;
    const length = fill(fd, bytes, start);
    return { bytes: bytes.subarray(0, length), isWhole: bytes.length === size, at };
  } finally {
    closeSync(fd);
  }
}

/** A file that is cut meanwhile has fewer bytes than it had; returns how many came. */
function fill(fd: number, bytes: Buffer, start: number): number {
  let length = 0;
  while (length < bytes.length) {
    const got = readSync(fd, bytes, length, bytes.length - length, start + length);
    if (got === 0) break;
    length += got;
  }
  return length;
}

/** What came of reading a file whole. */
export type BoundedRead =
  | { readonly ok: true; readonly bytes: Buffer }
  /** It holds more than was allowed. */
  | { readonly ok: false; readonly why: 'too-large' }
  /** A pipe, a socket or a disk, which `kind` says in such words. */
  | { readonly ok: false; readonly why: 'no-file'; readonly kind: string }
  /** The error of the system, such as ENOENT. */
  | { readonly ok: false; readonly why: 'error'; readonly error: NodeJS.ErrnoException };

/** What a shell hands over as a path: `<(command)`, a here-document, standard input. */
const HANDED_OVER = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

/**
 * The whole of a file, or of what a device gives, of at most `most` bytes. Comes back at once whatever the path leads to: only a
 * pipe that the shell has handed over (`<(…)`) is waited for, since somebody writes to it.
 */
export function readBounded(path: string, most: number): BoundedRead {
  const handedOver = HANDED_OVER.test(path);
  const flags = constants.O_RDONLY | (handedOver ? 0 : WARY_OF_PIPES);
  try {
    const fd = openIf(path, flags, (found) => isReadable(found, handedOver));
    try {
      return readOpen(fd, most);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (error instanceof NotPlain) return { ok: false, why: 'no-file', kind: error.kind };
    return { ok: false, why: 'error', error: error as NodeJS.ErrnoException };
  }
}

/** The same of what is open already, such as standard input (0): waits for its end, or until there are more than `most` bytes. */
export function readOpen(fd: number, most: number): BoundedRead {
  try {
    const { size } = fstatSync(fd);
    const bytes = size > most ? null : readAll(fd, size, most);
    return bytes === null ? { ok: false, why: 'too-large' } : { ok: true, bytes };
  } catch (error) {
    return { ok: false, why: 'error', error: error as NodeJS.ErrnoException };
  }
}

/** The same as text; null where that comes to nothing. */
export function readBoundedText(path: string, most: number): string | null {
  const read = readBounded(path, most);
  return read.ok ? read.bytes.toString('utf8') : null;
}

/** Reading a folder fails with an error that says what it is; a device that has nothing to say fails with EAGAIN. */
function isReadable(found: Stats, handedOver: boolean): boolean {
  return found.isFile() || found.isDirectory() || found.isCharacterDevice() || (handedOver && found.isFIFO());
}

/** Null when there are more than `most` bytes. */
function readAll(fd: number, size: number, most: number): Buffer | null {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(Math.max(64 * 1024, size - total + 1));
    const count = readSync(fd, chunk);
    if (count === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > most) return null;
  }
}
