import type { Dirent } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type GlobState, parseGlob } from '../model/text/glob.ts';
import { REPLACEMENT } from '../model/text/replacement.ts';

/** Lists a folder: nothing where there is none, or where it may not be read. */
export type List = (folder: string) => readonly Dirent[];

/** The most files and folders that a search looks at: a pattern that begins at the root of the machine would have no end. */
const MOST_LOOKED_AT = 2_000_000;

/** What a pattern that is searched no further is, as in "it …", and what may be done about it. */
export const TOO_WIDE = {
  get fault(): string {
    return `leads through more than ${MOST_LOOKED_AT.toLocaleString('en')} files and folders`;
  },
  hint: 'begin it with the folder that the files are in',
} as const;

/** A `List` that reads each folder once. */
export function listOnce(): List {
  const known = new Map<string, readonly Dirent[]>();
  return (folder) => {
    let entries = known.get(folder);
    if (entries === undefined) {
      entries = entriesOf(folder);
      known.set(folder, entries);
    }
    return entries;
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/**
 * The files that `pattern` matches, each once, as the pattern spells the way to them; none for a pattern that cannot be
 * read. Looks only into folders that can hold one, and by `**` into none through a symbolic link. What has a name that is
 * not UTF-8 cannot be spelled: it is among them as `isMisspelled` knows it, and so is a folder of such a name. Null where the
 * search leads through too many files and folders (`TOO_WIDE`).
 *
 * @param root what a pattern that is not absolute is relative to
 * @param most how many files and folders are looked at
 */
export function glob(root: string, pattern: string, list: List, most = MOST_LOOKED_AT): readonly string[] | null {
  const parsed = parseGlob(pattern);
  if (!parsed.ok) return [];
  const found = new Set<string>();
  const looks = { left: most };
  search({ root: '', list, found, looks }, '/', parsed.glob.absolute);
  search({ root, list, found, looks }, '', parsed.glob.relative);
  return looks.left < 0 ? null : [...found];
}

/** Whether a path stands for one that is not UTF-8: every byte that is none of a character was replaced. */
export function isMisspelled(path: string): boolean {
  return path.includes(REPLACEMENT);
}

interface Search {
  readonly root: string;
  readonly list: List;
  readonly found: Set<string>;
  /** How many more files and folders may be looked at; below 0 the search is over. */
  readonly looks: { left: number };
}

/** Searches the folder `here`, which ends in a slash unless it is the root of the search. */
function search(scene: Search, here: string, state: GlobState): void {
  const { root, list, found, looks } = scene;
  const listed = state.isOpen ? list(join(root, here)) : [];
  const entries = new Map(listed.map((entry) => [entry.name, entry]));
  for (const name of new Set([...state.names, ...entries.keys()])) {
    looks.left -= 1;
    if (looks.left < 0) return;

    const entry = entries.get(name);
    const { isMatch, below } = state.enter(name, entry?.isDirectory() ?? false);
    const path = here + name;
    if (isMisspelled(name) && (isMatch || !below.isEmpty)) found.add(path);
    else if (isMatch && isFile(join(root, path))) found.add(path);
    if (!below.isEmpty && entry?.isFile() !== true) search(scene, `${path}/`, below);
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
