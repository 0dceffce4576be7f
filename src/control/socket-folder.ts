import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where the sockets of a user are, or why there can be none. */
export type SocketFolder =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly message: string };

/**
 * The folder for the sockets of user `uid`. Not in XDG_RUNTIME_DIR, which goes with the last login and which cron, su and sudo do not
 * have; and short, since node cuts long addresses without a word.
 */
export function socketFolder(uid: number): string {
  return `/tmp/sweep-${uid}`;
}

/** Makes the folder if there is none. Refuses one that is a link, or that others may enter. */
export function makeSocketFolder(path: string, uid: number): SocketFolder {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') return { ok: false, message };
  }
  return checkSocketFolder(path, uid);
}

/** The folder if it is the user's own, and nobody else's. */
function checkSocketFolder(path: string, uid: number): SocketFolder {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { ok: false, message: `${path} is gone` };
  if (!found.isDirectory()) return { ok: false, message: `${path} is no folder` };
  if (found.uid !== uid) return { ok: false, message: `${path} belongs to user ${found.uid}` };
  if ((found.mode & 0o077) !== 0) return { ok: false, message: `${path} is open to other users` };
  return { ok: true, path };
}

/** The address of a new socket; `token` is no other's. A hash, since a path in the project could be too long for an address. */
export function socketAddress(folder: string, token: string): string {
  return join(folder, `${createHash('sha256').update(token).digest('hex').slice(0, 32)}.sock`);
}

/** The user whose folder an address is in; null where it is in none, and so not to be connected to. */
export function userOfAddress(address: string): number | null {
  const folder = dirname(address);
  const uid = /^\/tmp\/sweep-(\d+)$/.exec(folder)?.[1];
  return uid !== undefined && /^[0-9a-f]{32}\.sock$/.test(basename(address)) ? Number(uid) : null;
}
