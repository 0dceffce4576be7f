import { accessSync, chmodSync, constants, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the runs of all users of a host meet. */
const DEFAULT_FOLDER = '/tmp/sweep-host';

/** Everybody may put a file in, nobody may remove another's (the sticky bit of chmod(1)), as in /tmp. */
const OPEN_TO_ALL = 0o1777;

export type HostFolder =
  | { readonly ok: true; readonly path: string }
  /** Why it cannot be trusted or used. */
  | { readonly ok: false; readonly message: string };

/** Where the host folder is: what `SWEEP_HOST_DIR` says, else `/tmp/sweep-host`. */
export function hostFolderPath(environment: Readonly<Record<string, string | undefined>>): string {
  const { SWEEP_HOST_DIR: said = '' } = environment;
  return said === '' ? DEFAULT_FOLDER : resolve(said);
}

/** Makes the host folder where there is none; answers with its canonical path. */
export function openHostFolder(path: string): HostFolder {
  try {
    make(path);
    const folder = findHostFolder(path);
    if (folder === null) return { ok: false, message: `${path} is gone again` };
    if (folder.ok) accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/** The host folder, made by whoever; null when there is none. Changes nothing. */
export function findHostFolder(path: string): HostFolder | null {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (!found.isDirectory()) return { ok: false, message: `${path} is no folder` };
    if (found.uid !== 0 && found.uid !== process.geteuid?.()) {
      const message = `${path} belongs to user ${found.uid}, who could change what runs tell each other; it must be root's or your own`;
      return { ok: false, message };
    }
    return { ok: true, path: realpathSync(path) };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

function make(path: string): void {
  try {
    mkdirSync(path, { mode: OPEN_TO_ALL });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return finish(path);
    throw error;
  }
  // The mode of mkdir(2) is subject to the umask.
  chmodSync(path, OPEN_TO_ALL);
}

/** Whoever made the common folder may have been killed before it was open to all. */
function finish(path: string): void {
  if (path !== DEFAULT_FOLDER) return;
  const found = lstatSync(path);
  const isOurs = found.isDirectory() && found.uid === process.geteuid?.();
  if (isOurs && (found.mode & 0o7777) !== OPEN_TO_ALL) chmodSync(path, OPEN_TO_ALL);
}
