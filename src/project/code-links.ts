import type { Dirent } from 'node:fs';
import { mkdir, readdir, realpath, rm, stat, symlink } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { pathIn, statOf } from './code-files.ts';
import type { CodeLayout } from './code-layout.ts';
import { listOnce, type List } from './glob.ts';

/** What lies in folders of code and is of no use in a copy: git then finds the repository of the project. */
const UNLINKED = new Set(['.git']);

/**
 * Has a copy of the code lead to all else that is in the project now: what git ignores, results, folders without code. What is in the
 * copy already stays as it is, so that it can be done again as more comes to be there.
 *
 * @param hidden what no link leads to, as `Outside` has it
 * @throws Error of the file system.
 */
export async function linkToProject(
  root: string,
  tree: string,
  { code, folders, linked, results }: CodeLayout,
  hidden: readonly string[],
): Promise<void> {
  const way = await wayTo(root, tree);
  for (const path of linked) {
    if ((await statOf(pathIn(root, path))) === null) await mkdir(pathIn(root, path), { recursive: true });
    await makeParents(tree, path);
    await linkWithin(way, tree, path);
  }
  const known = new Set([...code, ...folders, ...hidden]);
  for (const folder of folders) {
    for (const name of await namesIn(pathIn(tree, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (!known.has(path)) await dropIfDead(pathIn(tree, path));
    }
    for (const name of await namesIn(pathIn(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (!known.has(path) && !UNLINKED.has(name)) await linkWithin(way, tree, path);
    }
  }
  for (const path of results) {
    if ((await statOf(pathIn(root, path))) !== null) await linkWithin(way, tree, path);
  }
}

/** How the root of the project is named in a copy, so that both can be moved together: relative where the copy lies in it. */
export async function wayTo(root: string, tree: string): Promise<string> {
  const [project, copy] = await Promise.all([realpath(root), realpath(tree)]);
  const way = relative(copy, project);
  return /^\.\.(?:\/\.\.)*$/.test(way) ? way : project;
}

/** Makes a path in the copy a link to the same path in the project, unless something is there. */
export async function linkWithin(way: string, tree: string, path: string): Promise<void> {
  const at = pathIn(tree, path);
  if ((await statOf(at)) !== null) return;
  const up = isAbsolute(way) ? way : join('../'.repeat(path.split('/').length - 1), way);
  try {
    await symlink(pathIn(up, path), at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A job has put something there meanwhile, or has removed the folder.
    if (code !== 'EEXIST' && code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  }
}

/** Removes a link that leads nowhere any more: nothing is there in the project, so that nothing is to be in the copy. */
async function dropIfDead(path: Buffer): Promise<void> {
  if ((await statOf(path))?.isSymbolicLink() !== true) return;
  try {
    await stat(path);
  } catch {
    await rm(path, { force: true });
  }
}

async function makeParents(tree: string, path: string): Promise<void> {
  const to = path.lastIndexOf('/');
  if (to > 0) await mkdir(pathIn(tree, path.slice(0, to)), { recursive: true });
}

/** As a layout has them; none where there is no such folder. */
async function namesIn(folder: Buffer): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { encoding: 'buffer' })).map((name) => name.toString('latin1'));
  } catch {
    return [];
  }
}

/**
 * Lists the folders of a copy as if it were the project: what is a link there and none in the project is what it is in the project, so
 * that patterns find the same in both.
 */
export function listAsProject(root: string, tree: string): List {
  const list = listOnce();
  return (folder) => {
    const within = relative(tree, folder);
    const entries = list(folder);
    if (within.startsWith('..') || !entries.some((entry) => entry.isSymbolicLink())) return entries;
    const originals = new Map(list(join(root, within)).map((entry) => [entry.name, entry]));
    return entries.map((entry): Dirent => {
      const original = entry.isSymbolicLink() ? originals.get(entry.name) : undefined;
      return original === undefined || original.isSymbolicLink() ? entry : original;
    });
  };
}
