import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { readBounded } from '../disk/plain-file.ts';
import { isAbsence, readFault, type FailedRead } from '../disk/read-fault.ts';
import { isGlob, parseGlob } from '../model/text/glob.ts';
import { nearest } from '../model/text/nearest.ts';
import { REPLACEMENT } from '../model/text/replacement.ts';
import { encodingFault } from './encoding.ts';
import { glob, listOnce, TOO_WIDE } from './glob.ts';

/** The most that a sweep file may hold. */
const MOST_BYTES = 10 * 1024 * 1024;

/** The code of the diagnostic that says of a file that there is none. */
export const MISSING_FILE = 'no-such-file';

export type ReadSweepFile =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** What is read by way of `readSweepFile`. */
export type SweepFileKind = 'a sweep file' | 'a host file' | 'a policy file';

/**
 * The text of a sweep file, without the byte order mark that some editors put first. `shown` is the file as people
 * should read it. Reads what a shell hands over too (`<(…)`).
 */
export function readSweepFile(path: string, shown: string = path, kind: SweepFileKind = 'a sweep file'): ReadSweepFile {
  if (path === '') return failed('unreadable-file', `the name of ${kind} is empty`);
  const read = readBounded(path, MOST_BYTES);
  if (!read.ok) return unread(read, path, shown, kind);
  const { bytes } = read;
  const fault = encodingFault(bytes);
  if (fault !== null) return failed('not-utf8', `${shown} ${fault}`, 'save it as UTF-8');
  return { ok: true, text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

const RENAME = 'give the file, and the folders that it is in, names in UTF-8';

function unread(read: FailedRead, path: string, shown: string, kind: SweepFileKind): ReadSweepFile {
  const message = `${shown} ${readFault(read, '10 MiB', kind)}`;
  switch (read.why) {
    case 'error':
      // What is not UTF-8 in an argument is replaced before the program is given it, so that the file cannot be found.
      if (isAbsence(read.error) && shown.includes(REPLACEMENT)) {
        return failed(MISSING_FILE, `${shown} does not exist: a name that is not UTF-8 cannot be found`, RENAME);
      }
      if (!isAbsence(read.error)) return failed('unreadable-file', message);
      return failed(MISSING_FILE, message, nearFile(path, shown));
    case 'no-file':
      return failed('unreadable-file', message);
    case 'too-large':
      return failed('file-too-large', message, KEEP_DATA[kind]);
    default:
      return read satisfies never;
  }
}

const KEEP_DATA: Readonly<Record<SweepFileKind, string>> = {
  'a sweep file': 'a sweep file says what to run; keep data in files of its own',
  'a host file': 'a host file says what a machine has; keep data in files of its own',
  'a policy file': 'a policy file says what holds for the users of a machine; keep data in files of its own',
};

/** The sweep file which may be meant by one that is not there, beside it or in `sweeps/` there, as a hint; undefined where none is close. */
function nearFile(path: string, shown: string): string | undefined {
  const said = basename(path);
  const name = extname(said) === '' ? `${said}.yaml` : said;
  for (const below of ['.', 'sweeps']) {
    const near = nearest(name, (namesIn(join(dirname(path), below)) ?? []).filter(isSweepName));
    if (near !== null) return `did you mean ${join(dirname(shown), below, near)}?`;
  }
  return undefined;
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

/**
 * The sweep files that an argument of the command line names: of a folder the `.yaml` and `.yml` files right in it, of a
 * pattern those that it matches, sorted; else the argument itself, whether or not there is such a file. `TOO_WIDE` for a pattern that
 * leads through more files and folders than `most`.
 */
export function sweepFilesNamed(said: string, most?: number): readonly string[] | typeof TOO_WIDE {
  const found = kindOf(said);
  if (found === 'folder') return sweepFilesIn(said) ?? [said];
  if (found !== null || !isGlob(said) || !parseGlob(said).ok) return [said];
  return glob('.', said, listOnce(), most)?.toSorted() ?? TOO_WIDE;
}

/** The `.yaml` and `.yml` files right in a folder, sorted; null where there is none, or it may not be read. */
export function sweepFilesIn(folder: string): readonly string[] | null {
  const names = namesIn(folder)?.filter(isSweepName).sort();
  return names?.map((name) => join(folder, name)) ?? null;
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
