import { readdir, readFile, realpath, writeFile } from 'node:fs/promises';
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

/** Of which files a copy was made; null where that cannot be read. */
export async function notedFiles(path: string): Promise<readonly string[] | null> {
  try {
    return (await readFile(path, 'latin1')).split('\0').slice(0, -1);
  } catch {
    return null;
  }
}
