import { cp, lstat, mkdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { linkWithin, wayTo } from './code-links.ts';

/**
 * Moves what a job has left at `path` in a copy of the code to the same path in the project, where it is not there already through a
 * link, and has the copy lead to it. What was there in the project gives way. Comes back with why it could not be moved, or null.
 *
 * @param path relative to both, as text
 */
export async function bringHome(root: string, tree: string, path: string): Promise<string | null> {
  const [from, to] = [join(tree, path), join(root, path)];
  try {
    if (!(await isOwn(tree, from, to))) return null;
    await mkdir(dirname(to), { recursive: true });
    await replace(from, to);
    await leadTo(root, tree, path);
    return null;
  } catch (error) {
    return `${from} cannot be moved to the project: ${(error as Error).message}`;
  }
}

/** Has a copy of the code lead to a result that is in the project, unless something is there in the copy. */
export async function leadTo(root: string, tree: string, path: string): Promise<void> {
  if (!(await isThere(join(root, path)))) return;
  await linkWithin(await wayTo(root, tree), tree, Buffer.from(path).toString('latin1'));
}

/** Whether something stands at a path of a copy, and by itself: no link on the way, nor it, leads to the project. */
async function isOwn(tree: string, from: string, to: string): Promise<boolean> {
  if (!(await isThere(from))) return false;
  const [whole, parent] = await Promise.all([realpath(tree), realpath(dirname(from))]);
  if (parent !== whole && !parent.startsWith(`${whole}/`)) return false;
  const [end, home] = await Promise.all([real(from), real(to)]);
  return end === null || end !== home;
}

/** Moves it there in one step where both are on one file system and that is possible; else by a copy beside it. */
async function replace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') await replaceByCopy(from, to);
    else if (IN_THE_WAY.has(code ?? '')) await replaceFolder(from, to);
    else throw error;
  }
}

/** What rename(2) says where a folder with something in it, or something of another kind, is in the way. */
const IN_THE_WAY = new Set(['ENOTEMPTY', 'EEXIST', 'EISDIR', 'ENOTDIR']);

async function replaceFolder(from: string, to: string): Promise<void> {
  const aside = `${to}.replaced-${process.pid}`;
  await rename(to, aside);
  try {
    await rename(from, to);
  } catch (error) {
    await rename(aside, to);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function replaceByCopy(from: string, to: string): Promise<void> {
  const beside = `${to}.copied-${process.pid}`;
  try {
    await cp(from, beside, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await replace(beside, to);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  await rm(from, { recursive: true, force: true });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

async function real(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    return null;
  }
}
