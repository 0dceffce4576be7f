import { dirname, join, relative, resolve } from 'node:path';
import type { Listings, WantedListing } from '../../expand/cells/listing.ts';
import type { LoadFile } from '../../language/lineage.ts';
import { type ParsedSpec, parseSpec } from '../../language/parse.ts';
import { readBoundedText } from '../../disk/plain-file.ts';
import { glob, listOnce } from '../../project/glob.ts';
import { readSweepFile, type ReadSweepFile } from '../../project/sweep-file.ts';

/** Reads a file by its path, relative to the working folder or absolute: from disk, or as a git revision has it. */
export type ReadFile = (path: string) => ReadSweepFile | Promise<ReadSweepFile>;

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
      return { ok: false, message: base?.diagnostic.message ?? `${file} has not been read` };
    };
    const parsed = parseSpec(text, path, { load, set });
    if (lacking.size === 0) return parsed;
    for (const file of lacking) bases.set(file, await read(file));
  }
}

/** How the file that `from` calls `named` is named everywhere: relative to the working folder. */
function baseOf(named: string, from: string): string {
  return relative(process.cwd(), resolve(join(dirname(from), named)));
}

/** Reads what axes take their values from: the lines of files, and the paths that patterns match. */
export function gatherListings(root: string, wanted: readonly WantedListing[]): Listings {
  const list = listOnce();
  return new Map(
    wanted.map(({ kind, path, key }) => [
      key,
      kind === 'lines' ? linesOf(resolve(root, path)) : [...glob(root, path, list)].sort(),
    ]),
  );
}

/** The most that a file of `lines` may hold, in bytes: 100,000 values of a line each are a tenth of it. */
const MOST_LINES = 64 * 1024 * 1024;

function linesOf(path: string): readonly string[] | null {
  return readBoundedText(path, MOST_LINES)?.split(/\r?\n/) ?? null;
}
