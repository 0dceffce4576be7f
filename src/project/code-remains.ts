import { readdir, realpath, writeFile } from 'node:fs/promises';
import { readBeginning } from '../disk/plain-file.ts';
import { pathIn, statOf, type CodeFile } from './code-files.ts';
import { ancestorsOf } from './code-layout.ts';

/** What Python makes of the code beside it: nobody's result. */
const BYTECODE = '__pycache__';

/**
 * What jobs have written into a copy of the code beside the files that it was made of, as `CodeLayout` has paths; of a folder that is
 * theirs, that alone. Links that lead out of the copy are none of it.
 */
export async function remainsIn(tree: string, files: Iterable<string>): Promise<readonly string[]> {
  const known = new Set(files);
  const folders = new Set([...known].flatMap(ancestorsOf));
  const whole = await realpath(tree);
  const found: string[] = [];
  const look = async (folder: string): Promise<void> => {
    for (const name of (await readdir(pathIn(tree, folder), { encoding: 'buffer' })).sort((a, b) => a.compare(b))) {
      const text = name.toString('latin1');
      const path = folder === '' ? text : `${folder}/${text}`;
      if (known.has(path) || text === BYTECODE) continue;
      if (folders.has(path) && (await statOf(pathIn(tree, path)))?.isDirectory() === true) await look(path);
      else if (await liesWithin(whole, pathIn(tree, path))) found.push(path);
    }
  };
  await look('');
  return found;
}

async function liesWithin(whole: string, path: Buffer): Promise<boolean> {
  try {
    const real = await realpath(path, 'buffer');
    return real.subarray(0, whole.length + 1).toString() === `${whole}/`;
  } catch {
    return false;
  }
}

/** Writes down of which files a copy was made, to a file that must not be there. @throws Error of the file system. */
export async function noteFiles(path: string, files: readonly CodeFile[]): Promise<void> {
  await writeFile(path, Buffer.from(files.map((file) => `${file.path}\0`).join(''), 'latin1'), { flag: 'wx' });
}

/** The most bytes of such a list that are read. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Of which files a copy was made; null where that cannot be read, such as where a job has put something else in its place. */
export function notedFiles(path: string): readonly string[] | null {
  try {
    const { bytes, isWhole } = readBeginning(path, MOST_BYTES);
    return isWhole ? bytes.toString('latin1').split('\0').slice(0, -1) : null;
  } catch {
    return null;
  }
}
