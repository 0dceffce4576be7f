import { existsSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readEnd, type Piece } from '../../disk/plain-file.ts';

/** What a log is called once it is compressed. */
export function compressedName(log: string): string {
  return `${log}.gz`;
}

/** Where a log is now: as it was written, else compressed; where it was written when there is none. */
export function presentLog(log: string): string {
  return !existsSync(log) && existsSync(compressedName(log)) ? compressedName(log) : log;
}

/** The end of a log is compressed for itself, so that it can be read without the rest: so many bytes of it. */
export const READABLE_END = 64 * 1024;

/** What random bytes take when they are compressed, and the two members' headers. */
const COMPRESSED_END = READABLE_END + 4096;

/** Of what somebody else may have compressed. */
const LONGEST_END = 16 * 1024 * 1024;

/** How a member of a gzip file begins (RFC 1952). */
const MEMBER = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * The last `most` bytes of a log, compressed or not, at most `READABLE_END`.
 * @throws Error where there is none, or it is no plain file, or what is compressed is none of ours.
 */
export function readLogEnd(log: string, most: number): Piece {
  if (existsSync(log) || !existsSync(compressedName(log))) return readEnd(log, most);
  const end = readEnd(compressedName(log), COMPRESSED_END);
  const { start, bytes } = lastMembers(end.bytes, compressedName(log));
  const isWhole = end.isWhole && start === 0 && bytes.length <= most;
  return { bytes: bytes.subarray(Math.max(0, bytes.length - most)), isWhole, at: end.at };
}

/** What the members hold that begin in these last bytes of a file, each with its checksum, and where the first of them does. */
function lastMembers(bytes: Buffer, path: string): { readonly start: number; readonly bytes: Buffer } {
  for (let start = bytes.indexOf(MEMBER); start >= 0; start = bytes.indexOf(MEMBER, start + 1)) {
    try {
      return { start, bytes: gunzipSync(bytes.subarray(start), { maxOutputLength: LONGEST_END }) };
    } catch {
      // These three bytes stand within compressed ones.
    }
  }
  throw new Error(`the end of ${path} cannot be read without the rest`);
}
