import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

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
  const fd = openSync(path, flags);
  try {
    if (!fstatSync(fd).isFile()) throw new NotPlain(`${path} is no plain file`);
    return fd;
  } catch (error) {
    closeSync(fd);
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
