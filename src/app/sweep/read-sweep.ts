import { dirname, resolve } from 'node:path';
import type { Listings, Unlisted, WantedListing } from '../../expand/cells/listing.ts';
import type { LoadFile } from '../../language/lineage.ts';
import { type ParsedSpec, parseSpec } from '../../language/parse.ts';
import { readBounded } from '../../disk/plain-file.ts';
import { isAbsence, readFault } from '../../disk/read-fault.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isGlob } from '../../model/text/glob.ts';
import { encodingFault } from '../../project/encoding.ts';
import { glob, listOnce, TOO_WIDE } from '../../project/glob.ts';
import { shownPath } from '../../project/project.ts';
import { readSweepFile, type ReadSweepFile } from '../../project/sweep-file.ts';

/** Reads a file by its path, relative to the working folder or absolute: from disk, or as a git revision has it. */
export type ReadFile = (path: string) => ReadSweepFile | Promise<ReadSweepFile>;

/** Whether what stands in a file may be told, by its path, relative to the working folder or absolute. */
export type MayRead = (path: string) => boolean;

/** What is said of a file that may not be read, as in "it …". */
export const OUT_OF_REACH = 'lies outside of what may be read here';

/** Reads by `read` what may be read; of all else it says that it may not be. */
export function readWithin(mayRead: MayRead | undefined, read: ReadFile = readSweepFile): ReadFile {
  if (mayRead === undefined) return read;
  return (path) => {
    if (mayRead(path)) return read(path);
    const message = `${path} ${OUT_OF_REACH}`;
    return { ok: false, diagnostic: { severity: 'error', code: 'out-of-reach', message, span: null } };
  };
}

/**
 * Parses a sweep file with all that it extends. Parsing itself reads nothing: it says which bases it lacks, they are
 * read, and it is done again, once for each generation of bases.
 */
export async function parseWithBases(
  text: string,
  path: string,
  set: readonly string[],
  read: ReadFile = readSweepFile,
): Promise<ParsedSpec> {
  const bases = new Map<string, ReadSweepFile>();
  for (;;) {
    const lacking = new Set<string>();
    const load: LoadFile = (named, from) => {
      const file = baseOf(named, from.startsWith('--set ') ? path : from);
      const base = bases.get(file);
      if (base === undefined) lacking.add(file);
      if (base?.ok === true) return { ok: true, file, text: base.text };
      return { ok: false, ...(base?.diagnostic ?? { message: `${file} has not been read` }) };
    };
    const parsed = parseSpec(text, path, { load, set });
    if (lacking.size === 0) return parsed;
    for (const file of lacking) bases.set(file, await read(file));
  }
}

/** How the file that `from` calls `named` is named everywhere. */
function baseOf(named: string, from: string): string {
  return shownPath(resolve(dirname(from), named));
}

/**
 * Reads what axes take their values from: the lines of files, the text of tables, and the paths that patterns match. Puts a file that is not UTF-8
 * among the `faults`.
 */
export function gatherListings(
  root: string,
  wanted: readonly WantedListing[],
  faults: Diagnostic[],
  mayRead: MayRead = () => true,
): Listings {
  const list = listOnce();
  const listed = (one: WantedListing): readonly string[] | Unlisted => {
    if (one.kind !== 'glob') {
      if (mayRead(resolve(root, one.path))) return linesOf(root, one, faults);
      return { code: 'missing-file', fault: OUT_OF_REACH, hint: undefined };
    }
    const found = glob(root, one.path, list);
    return pathsOf(found?.filter((path) => mayRead(resolve(root, path))) ?? null);
  };
  return new Map(wanted.map((one) => [one.key, listed(one)]));
}

function pathsOf(found: readonly string[] | null): readonly string[] | Unlisted {
  return found === null ? { code: 'glob-too-wide', ...TOO_WIDE } : [...found].sort();
}

const TAKE_PATHS = 'for the paths of the files that match a pattern, write `{glob: …}`';

/** The most that a file of `lines` or a table may hold, in bytes: 100,000 values of a line each are a tenth of it. */
const MOST_LINES = 64 * 1024 * 1024;

function linesOf(
  root: string,
  { kind, path, span }: WantedListing,
  faults: Diagnostic[],
): readonly string[] | Unlisted {
  const read = readBounded(resolve(root, path), MOST_LINES);
  if (!read.ok) {
    const isPattern = read.why === 'error' && isAbsence(read.error) && isGlob(path);
    return { code: 'missing-file', fault: readFault(read, '64 MiB'), hint: isPattern ? TAKE_PATHS : undefined };
  }
  const text = read.bytes.toString('utf8').replace(/^\uFEFF/, '');
  const fault = encodingFault(read.bytes);
  if (fault !== null && kind === 'table') return { code: 'not-utf8', fault, hint: 'save it as UTF-8' };
  if (kind === 'table') return [text];
  if (fault === null) return text.split(/\r?\n/);
  const message = `\`${path}\`, which lists the values of this axis, ${fault}`;
  faults.push({ severity: 'error', code: 'not-utf8', message, span, hint: 'save it as UTF-8' });
  // What else is wrong is found by the values as far as they can be told: in UTF-16, Latin letters have a zero beside them.
  return text.replaceAll('\0', '').split(/\r?\n/);
}
