import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { glob, isGlob, listOnce } from './glob.ts';

/** The most that a sweep file may hold. */
const MOST_BYTES = 10 * 1024 * 1024;

export type ReadSweepFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * The text of a sweep file, without the byte order mark that some editors put first. `shown` is the file as people
 * should read it. Reads pipes too (`<(…)`).
 */
export function readSweepFile(path: string, shown: string = path): ReadSweepFile {
  let bytes: Buffer | null;
  try {
    bytes = readAtMost(path, MOST_BYTES);
  } catch (error) {
    return failed('unreadable-file', why(error as NodeJS.ErrnoException, shown));
  }
  if (bytes === null)
    return failed(
      'file-too-large',
      `${shown} is larger than 10 MiB`,
      'a sweep file says what to run; keep data in files of its own',
    );
  const encoding = foreignEncoding(bytes);
  if (encoding !== null) return failed('not-utf8', `${shown} is written in ${encoding}`, 'save it as UTF-8');
  if (!isUtf8(bytes)) return failed('not-utf8', `${shown} is not UTF-8: ${firstFault(bytes)}`, 'save it as UTF-8');
  return { ok: true, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

function failed(code: string, message: string, hint?: string): ReadSweepFile {
  return {
    ok: false,
    diagnostic: { severity: 'error', code, message, span: null, ...(hint === undefined ? {} : { hint }) },
  };
}

function why(error: NodeJS.ErrnoException, shown: string): string {
  const known = error.code === undefined ? undefined : WHY.get(error.code);
  return `${shown} ${known ?? `cannot be read: ${error.message}`}`;
}

const WHY: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist: a part of its path is a file'],
  ['EISDIR', 'is a folder, not a sweep file'],
  ['EACCES', 'may not be read by this user'],
  ['EPERM', 'may not be read by this user'],
]);

/** The whole of a file or a pipe; null when it holds more than `most` bytes. */
function readAtMost(path: string, most: number): Buffer | null {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    if (size > most) return null;
    const chunks: Buffer[] = [];
    for (let total = 0; ;) {
      const chunk = Buffer.allocUnsafe(Math.max(64 * 1024, size - total + 1));
      const count = readSync(fd, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      total += count;
      if (total > most) return null;
    }
  } finally {
    closeSync(fd);
  }
}

/** What a byte order mark that is not UTF-8's tells. */
function foreignEncoding(bytes: Buffer): string | null {
  if (bytes.length >= 4 && [0x0000feff, 0xfffe0000].includes(bytes.readUInt32BE(0))) return 'UTF-32';
  if (bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16BE(0))) return 'UTF-16';
  return null;
}

/** Where the first byte that is no UTF-8 stands. */
function firstFault(bytes: Buffer): string {
  let good = 0;
  let line = 1;
  for (let end = bytes.indexOf(0x0a); end >= 0 && isUtf8(bytes.subarray(good, end)); end = bytes.indexOf(0x0a, good)) {
    good = end + 1;
    line += 1;
  }
  return `line ${line} has a byte sequence that no character has`;
}

/**
 * The sweep files that an argument of the command line names: of a folder the `.yaml` and `.yml` files right in it, of a
 * pattern those that it matches, sorted; else the argument itself, whether or not there is such a file.
 */
export function sweepFilesNamed(said: string): readonly string[] {
  const found = statSync(said, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    const names = readdirSync(said).filter((name) => /^[^.].*\.ya?ml$/.test(name));
    return names.sort().map((name) => join(said, name));
  }
  if (found === undefined && isGlob(said)) return [...glob('.', said, listOnce())].sort();
  return [said];
}
