import type { FileHandle } from 'node:fs/promises';

/** Bytes that are read at a time. */
const PIECE = 64 * 1024;

const NEWLINE = 0x0a;

/** Where the last `count` lines of an open file begin, in bytes: its end for none, `least` where it has no more from there on. A last line need not end. */
export async function lastLinesFrom(file: FileHandle, count: number, least = 0): Promise<number> {
  const { size } = await file.stat();
  if (count === 0) return size;
  const piece = Buffer.alloc(PIECE);
  let left = count;
  for (let end = size; end > least;) {
    const start = Math.max(least, end - PIECE);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    for (let at = bytesRead - 1; at >= 0; at -= 1) {
      // The newline at the very end ends the last line, and begins none.
      if (piece[at] !== NEWLINE || start + at === size - 1) continue;
      left -= 1;
      if (left === 0) return start + at + 1;
    }
    end = start;
  }
  return least;
}
