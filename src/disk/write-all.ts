import { writeSync } from 'node:fs';

/**
 * Writes all of `bytes` to an open file from an offset on: a disk that fills up takes a part and fails on the rest.
 * @throws Error of the file system, and where it takes nothing more without a word.
 */
export function writeAll(fd: number, bytes: Uint8Array, position: number): void {
  for (let written = 0; written < bytes.length;) {
    const taken = writeSync(fd, bytes, written, bytes.length - written, position + written);
    if (taken === 0) throw new Error('the disk takes nothing more');
    written += taken;
  }
}
