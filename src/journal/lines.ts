import { fstatSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Calls `each` with every complete line of an open file, without its newline, and with the offset of its first byte.
 * The bytes are valid during the call only. Comes back with the offset behind the last newline: what follows it is
 * torn, or is just being written. Reads in chunks, so that the size of the file does not matter, and no further than the file
 * reaches now, so that a writer cannot keep a reader for ever.
 */
export function readLines(fd: number, each: (line: Buffer, start: number) => void): number {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let begun: Buffer[] = [];
  let lineStart = 0;
  let offset = 0;
  const { size: whole } = fstatSync(fd);
  for (;;) {
    const size = readSync(fd, chunk, 0, Math.min(CHUNK, whole - offset), offset);
    if (size === 0) return lineStart;
    const read = chunk.subarray(0, size);
    let from = 0;
    for (let to = read.indexOf(NEWLINE); to >= 0; to = read.indexOf(NEWLINE, from)) {
      const rest = read.subarray(from, to);
      each(begun.length === 0 ? rest : Buffer.concat([...begun, rest]), lineStart);
      begun = [];
      from = to + 1;
      lineStart = offset + from;
    }
    if (from < size) begun.push(Buffer.from(read.subarray(from)));
    offset += size;
  }
}
