import { isUtf8 } from 'node:buffer';

/**
 * What a copy of a project's code is made of. Its paths are relative to the project root and hold a character for each byte of the
 * name ("latin1"), since names need not be UTF-8.
 */
export interface CodeLayout {
  /** The files and links that are copied. */
  readonly code: readonly string[];
  /** The folders that hold any of them, each before those in it; the root, which is empty, comes first. */
  readonly folders: readonly string[];
  /** What leads to the project though it may not be there yet: as folders, which are made. */
  readonly linked: readonly string[];
  /** Results in folders of code: they lead to the project once they are there. */
  readonly results: readonly string[];
}

/** What is said of what is to lie in the project itself; in the same form as the paths of a layout. */
export interface Outside {
  /** What is not to be copied. */
  readonly link: readonly string[];
  /** What jobs produce. */
  readonly results: readonly string[];
  /** Where sweep keeps its own files: what is neither copied nor linked. */
  readonly hidden: readonly string[];
}

/** A path as a layout has it. */
export function bytesOf(path: string): string {
  return Buffer.from(path, 'utf8').toString('latin1');
}

/** A path of a layout as people read it. */
export function readable(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

/** A path of a layout, by which it is opened; null where its name is not UTF-8. */
export function pathOf(path: string): string | null {
  return isUtf8(Buffer.from(path, 'latin1')) ? readable(path) : null;
}

/** Files that git is given only so that it keeps their folder, as a rule one for results. */
const PLACEHOLDERS = new Set(['.gitkeep', '.keep', '.gitignore']);

/**
 * What of the files that git lists is copied, and what leads to the project instead. A folder is one of code if something in it is
 * copied; a folder of results that is none leads to the project as a whole.
 */
export function layOut(listed: readonly string[], { link, results, hidden }: Outside): CodeLayout {
  const outside = new Set([...link, ...results, ...hidden]);
  // A link to a folder, as a rule, if something is to lie in it.
  const above = new Set([...link, ...results].flatMap(ancestorsOf));
  const files = [...new Set(listed)].filter((path) => !above.has(path) && !isWithin(path, outside)).sort();
  const isPlaceholder = (path: string): boolean => PLACEHOLDERS.has(path.slice(path.lastIndexOf('/') + 1));
  const folders = foldersOf(files.filter((path) => !isPlaceholder(path)));
  const code = files.filter((path) => !isPlaceholder(path) || folders.has(parentOf(path)));
  const topOf = (path: string): string | undefined => ancestorsOf(path).find((folder) => !folders.has(folder));
  const linked = new Set(link.map((path) => topOf(path) ?? path));
  const late = new Set<string>();
  const settled = new Set([...link, ...hidden]);
  for (const path of results) {
    if (isWithin(path, settled)) continue;
    const top = topOf(path);
    if (top === undefined) late.add(path);
    else linked.add(top);
  }
  return { code, folders: [...folders].sort(), linked: [...linked], results: [...late] };
}

/** Whether a path is one of `others`, or lies in one. */
export function isWithin(path: string, others: ReadonlySet<string>): boolean {
  return others.has(path) || ancestorsOf(path).some((folder) => others.has(folder));
}

/** The folders on the way to a path, the topmost first; without the root. */
export function ancestorsOf(path: string): string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) found.push(path.slice(0, at));
  return found;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function foldersOf(files: readonly string[]): Set<string> {
  return new Set(['', ...files.flatMap(ancestorsOf)]);
}
