import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, constants, fstatSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOpen } from '../../disk/plain-file.ts';
import { draftOf } from './lease-file.ts';

const MOST_BYTES = 64 * 1024;

/** The text of a small file and its owner, who vouches for it; a string says why it is not to be had. */
export function readUserFile(path: string): { readonly uid: number; readonly text: string } | string {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { uid } = fstatSync(file);
      const read = readOpen(file, MOST_BYTES);
      if (!read.ok) return read.why === 'too-large' ? 'it is too large' : 'it cannot be read';
      return { uid, text: read.bytes.toString('utf8') };
    } finally {
      closeSync(file);
    }
  } catch {
    return 'it may not be read';
  }
}

/**
 * Puts a file into a host folder, or in the place of one, as a whole, with this mode whatever the umask is.
 * @throws Error of the file system; then nothing has changed.
 */
export function putUserFile(folder: string, name: string, text: string, mode: number): void {
  // Two runs of a user may put the same file there at once.
  const draft = join(folder, draftOf(`${name}.${randomBytes(4).toString('hex')}`));
  try {
    writeFileSync(draft, text, { flag: 'wx', mode });
    chmodSync(draft, mode);
    renameSync(draft, join(folder, name));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
