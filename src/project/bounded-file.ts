import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';

/** What came of reading a file whole. */
export type BoundedRead =
  | { readonly ok: true; readonly bytes: Buffer }
  /** It holds more than was allowed. */
  | { readonly ok: false; readonly why: 'too-large' }
  /** A pipe, a socket or a disk; it has not been opened, since opening a pipe waits for its writer. */
  | { readonly ok: false; readonly why: 'no-file' }
  /** The error of the system, such as ENOENT. */
  | { readonly ok: false; readonly why: 'error'; readonly error: NodeJS.ErrnoException };

/** What a shell hands over as a path: `<(command)`, a here-document, standard input. */
const HANDED_OVER = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

/**
 * The whole of a file that holds at most `most` bytes. Comes back at once whatever the path leads to: only a
 * pipe that the shell has handed over (`<(…)`) is waited for, since somebody writes to it.
 */
export function readBounded(path: string, most: number): BoundedRead {
  try {
    const handedOver = HANDED_OVER.test(path);
    if (!isReadable(statSync(path), handedOver)) return { ok: false, why: 'no-file' };
    const fd = openSync(path, constants.O_RDONLY | (handedOver ? 0 : constants.O_NONBLOCK));
    try {
      const found = fstatSync(fd);
      if (!isReadable(found, handedOver)) return { ok: false, why: 'no-file' };
      const bytes = found.size > most ? null : readAll(fd, found.size, most);
      return bytes === null ? { ok: false, why: 'too-large' } : { ok: true, bytes };
    } finally {
      closeSync(fd);
    }
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
