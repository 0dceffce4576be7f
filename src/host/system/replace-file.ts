import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';

/** The most links in a row that are followed, as in Linux. */
const MOST_LINKS = 40;

/**
 * Puts a new text in the place of a file, as a whole: a reader sees the old text or the new one, and never a part. Makes the file,
 * and folders that lead to it, if they are missing. Of a link the target is replaced; the mode of what was there stays.
 * @throws Error of the file system; then nothing has changed.
 */
export function replaceFile(path: string, text: string): void {
  const target = targetOf(path);
  makeFolder(dirname(target));
  const mode = statSync(target, { throwIfNoEntry: false })?.mode;
  const draft = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, text, { flag: 'wx' });
    if (mode !== undefined) chmodSync(draft, mode & 0o7777);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Where a chain of links ends; there need be no file. */
function targetOf(path: string): string {
  let here = resolve(path);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    if (lstatSync(here, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return here;
    here = resolve(dirname(here), readlinkSync(here));
  }
  throw new Error(`${path} is a circle of links`);
}
