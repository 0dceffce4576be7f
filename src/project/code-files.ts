import { createHash, type Hash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, open, readlink, symlink, utimes } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path/posix';
import { WARY } from '../disk/plain-file.ts';
import { ancestorsOf, isWithin } from './code-layout.ts';

/** A file of code, or a link, as it was looked at. */
export interface CodeFile {
  /** As `CodeLayout` has it. */
  readonly path: string;
  readonly isLink: boolean;
  readonly isExecutable: boolean;
  readonly bytes: number;
}

/** How many files are worked on at a time: as many as libuv has threads for. */
const AT_ONCE = 4;

/** The path of a file within a folder, which is given as text. */
export function pathIn(folder: string, path: string): Buffer {
  return path === '' ? Buffer.from(folder) : Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
}

/**
 * Looks at files that git lists. What is gone, lies beyond a link, or is neither a file nor a link is left out; and so is a link that
 * leads out of the project by a way that is not the copy's.
 */
export async function lookAtCode(root: string, paths: readonly string[]): Promise<readonly CodeFile[]> {
  const looked = await inTurns(paths, async (path) => {
    const found = await statOf(pathIn(root, path));
    if (found?.isFile() !== true && found?.isSymbolicLink() !== true) return null;
    const isLink = found.isSymbolicLink();
    if (isLink && leadsOut(path, (await readlink(pathIn(root, path), 'buffer')).toString('latin1'))) return null;
    return { path, isLink, isExecutable: !isLink && (found.mode & 0o100) !== 0, bytes: isLink ? 0 : found.size };
  });
  const files = looked.filter((one) => one !== null);
  const links = new Set(files.filter(({ isLink }) => isLink).map(({ path }) => path));
  return links.size === 0 ? files : files.filter(({ path }) => links.has(path) || !isWithin(path, links));
}

/** Whether a relative link leads out of the folder that its own path is relative to. */
function leadsOut(path: string, target: string): boolean {
  return !isAbsolute(target) && normalize(join(dirname(path), target)).split('/')[0] === '..';
}

/**
 * A hash over what files in a folder hold: their names, contents and executable bits, and where links lead; neither times nor owners
 * matter. Null where one of them is not what it was when it was looked at, so that it cannot be told.
 *
 * @param isOver asked between files: true to be told null early
 * @throws Error of the file system, such as EACCES.
 */
export async function digestOfCode(
  root: string,
  files: readonly CodeFile[],
  isOver: () => boolean,
): Promise<string | null> {
  const chunks = Array.from({ length: AT_ONCE }, () => Buffer.allocUnsafe(CHUNK));
  const parts = await inTurns(files, async (file, lane) => {
    if (isOver()) return null;
    const path = pathIn(root, file.path);
    const found = await statOf(path);
    if (found?.isSymbolicLink() !== file.isLink) return null;
    if (file.isLink)
      return createHash('sha256')
        .update(await readlink(path, 'buffer'))
        .digest('hex');
    if (!found.isFile() || ((found.mode & 0o100) !== 0) !== file.isExecutable) return null;
    return await digestOfFile(path, chunks[lane] ?? Buffer.allocUnsafe(CHUNK));
  });
  const hash = createHash('sha256');
  for (const [index, { path, isLink, isExecutable }] of files.entries()) {
    const part = parts[index] ?? null;
    if (part === null) return null;
    hash.update(`${isLink ? 'link' : isExecutable ? 'program' : 'file'} ${part} `);
    hash.update(Buffer.from(`${path}\0`, 'latin1'));
  }
  return hash.digest('hex');
}

const CHUNK = 256 * 1024;

async function digestOfFile(path: Buffer, chunk: Buffer): Promise<string> {
  const file = await open(path, constants.O_RDONLY | WARY);
  try {
    const hash: Hash = createHash('sha256');
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/**
 * Copies files into a new folder, sharing their blocks where the file system can; their times are kept, so that what is made from them
 * counts as old or new as it was. Where one is gone meanwhile it is left out.
 *
 * @param isOver asked between files: true to copy no more
 * @throws Error of the file system, such as ENOSPC.
 */
export async function copyCode(
  root: string,
  files: readonly CodeFile[],
  to: string,
  isOver: () => boolean,
): Promise<void> {
  await mkdir(to);
  for (const folder of new Set(files.flatMap(({ path }) => ancestorsOf(path)))) await mkdir(pathIn(to, folder));
  await inTurns(files, async ({ path, isLink }) => {
    if (isOver()) return;
    const [from, target] = [pathIn(root, path), pathIn(to, path)];
    const found = await statOf(from);
    if (found?.isSymbolicLink() !== isLink || (!isLink && !found.isFile())) return;
    if (isLink) return symlink(await readlink(from, 'buffer'), target);
    await copyFile(from, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    await utimes(target, found.atimeMs / 1000, found.mtimeMs / 1000);
  });
}

/** What stands at a path, whatever a link leads to; null where nothing does. */
export async function statOf(path: Buffer): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Does the same with each, a few at a time, and comes back with what came of them, in order; with the first error once all rest. */
async function inTurns<T, U>(all: readonly T[], act: (one: T, lane: number) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  const turns = all.entries();
  const errors: unknown[] = [];
  const lane = async (number: number): Promise<void> => {
    try {
      for (const [at, one] of turns) {
        if (errors.length > 0) return;
        results[at] = await act(one, number);
      }
    } catch (error) {
      errors.push(error);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => lane(number)));
  if (errors.length > 0) throw errors[0];
  return results;
}
