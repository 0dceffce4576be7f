import { isUtf8 } from 'node:buffer';
import type { Socket } from 'node:net';
import { LONGEST_LINE } from './protocol.ts';

/**
 * Calls `take` for each whole line that comes in. What is longer than a line may be ends the connection, and so does what is not
 * UTF-8; a line without its end is never there.
 */
export function readLines(socket: Socket, take: (line: string) => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, to));
      const line = textOf(parts);
      [parts, length, from] = [[], 0, to + 1];
      if (line === null || socket.destroyed) return void socket.destroy();
      take(line);
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST_LINE) socket.destroy();
  });
}

const NEWLINE = 0x0a;

function textOf(parts: readonly Buffer[]): string | null {
  const bytes = Buffer.concat(parts);
  return bytes.length > LONGEST_LINE || !isUtf8(bytes) ? null : bytes.toString('utf8');
}
