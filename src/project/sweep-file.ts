import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { readBounded, type BoundedRead } from '../disk/plain-file.ts';
import { isGlob, parseGlob } from '../model/text/glob.ts';
import { nearest } from '../model/text/nearest.ts';
import { REPLACEMENT } from '../model/text/replacement.ts';
import { encodingFault } from './encoding.ts';
import { glob, listOnce } from './glob.ts';

/** The most that a sweep file may hold. */
const MOST_BYTES = 10 * 1024 * 1024;

/** The code of the diagnostic that says of a file that there is none. */
export const MISSING_FILE = 'no-such-file';

export type ReadSweepFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * The text of a sweep file, without the byte order mark that some editors put first. `shown` is the file as people
 * should read it. Reads what a shell hands over too (`<(…)`).
 */
export function readSweepFile(path: string, shown: string = path): ReadSweepFile {
  const read = readBounded(path, MOST_BYTES);
  if (!read.ok) return unread(read, path, shown);
  const { bytes } = read;
  const fault = encodingFault(bytes);
  if (fault !== null) return failed('not-utf8', `${shown} ${fault}`, 'save it as UTF-8');
  return { ok: true, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

const RENAME = 'give the file, and the folders that it is in, names in UTF-8';

function unread(read: Exclude<BoundedRead, { readonly ok: true }>, path: string, shown: string): ReadSweepFile {
  switch (read.why) {
    case 'error':
      // What is not UTF-8 in an argument is replaced before the program is given it, so that the file cannot be found.
      if (isMissing(read.error) && shown.includes(REPLACEMENT)) {
        return failed(MISSING_FILE, `${shown} does not exist: a name that is not UTF-8 cannot be found`, RENAME);
      }
      if (!isMissing(read.error)) return failed('unreadable-file', why(read.error, shown));
      return failed(MISSING_FILE, why(read.error, shown), nearFile(path, shown));
    case 'no-file':
      return failed('unreadable-file', `${shown} is ${read.kind}, not a file`);
    case 'too-large': {
      const hint = 'a sweep file says what to run; keep data in files of its own';
      return failed('file-too-large', `${shown} is larger than 10 MiB`, hint);
    }
    default:
      return read satisfies never;
  }
}

/** The sweep file beside one that is not there which may be meant, as a hint; undefined where none is close. */
function nearFile(path: string, shown: string): string | undefined {
  const said = basename(path);
  const name = extname(said) === '' ? `${said}.yaml` : said;
  const near = nearest(name, (namesIn(dirname(path)) ?? []).filter(isSweepName));
  return near === null ? undefined : `did you mean ${join(dirname(shown), near)}?`;
}

function isSweepName(name: string): boolean {
  return /^[^.].*\.ya?ml$/.test(name);
}

function failed(code: string, message: string, hint?: string): ReadSweepFile {
  return {
    ok: false,
    diagnostic: { severity: 'error', code, message, span: null, ...(hint === undefined ? {} : { hint }) },
  };
}

function isMissing({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
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
  ['EAGAIN', 'cannot be read: it is no file on a disk, and has nothing to say now'],
  ['EIO', 'cannot be read: it is no file on a disk, or the disk fails'],
]);

/**
 * The sweep files that an argument of the command line names: of a folder the `.yaml` and `.yml` files right in it, of a
 * pattern those that it matches, sorted; else the argument itself, whether or not there is such a file.
 */
export function sweepFilesNamed(said: string): readonly string[] {
  const found = kindOf(said);
  const names = found === 'folder' ? namesIn(said) : null;
  if (names !== null) {
    return names
      .filter(isSweepName)
      .sort()
      .map((name) => join(said, name));
  }
  if (found === null && isGlob(said) && parseGlob(said).ok) return [...(glob('.', said, listOnce()) ?? [])].sort();
  return [said];
}

/** What is there; null for nothing, and for what cannot be looked at. */
function kindOf(path: string): 'folder' | 'other' | null {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch {
    return null;
  }
}

/** Null for a folder that may not be read. */
function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}
