import type { BoundedRead } from './plain-file.ts';

/** What reading a file came to that could not be had. */
export type FailedRead = Exclude<BoundedRead, { readonly ok: true }>;

/**
 * Why a file could not be read, as in "it …": `does not exist`, `is a pipe, not a file`.
 *
 * @param most what it was allowed to hold, as people write it
 * @param wanted what it was to be, where it is a folder
 */
export function readFault(read: FailedRead, most: string, wanted = 'a file'): string {
  switch (read.why) {
    case 'too-large':
      return `is larger than ${most}`;
    case 'no-file':
      return `is ${read.kind}, not a file`;
    case 'error':
      if (read.error.code === 'EISDIR') return `is a folder, not ${wanted}`;
      return pathFault(read.error) ?? `cannot be read: ${read.error.message}`;
    default:
      return read satisfies never;
  }
}

/** Why the system finds nothing at a path or lets nobody look, in the same words; null for any other error. */
export function pathFault({ code }: NodeJS.ErrnoException): string | null {
  return (code === undefined ? undefined : FAULTS.get(code)) ?? null;
}

/** What the system has refused, in the same words where it was only to be looked at; what was to be written is told as the system has it. */
export function systemFault(error: NodeJS.ErrnoException): string {
  const { path, syscall = '' } = error;
  const fault = /^(?:scandir|l?stat|readlink|realpath)$/.test(syscall) ? pathFault(error) : null;
  return fault === null || path === undefined ? error.message : `${path} ${fault}`;
}

/** Whether an error says that there is nothing at a path. */
export function isAbsence({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR';
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'does not exist: a part of its path is a file'],
  ['EACCES', 'may not be read by this user'],
  ['EPERM', 'may not be read by this user'],
  ['ELOOP', 'cannot be read: links lead in a circle'],
  ['EAGAIN', 'cannot be read: it is no file on a disk, and has nothing to say now'],
  ['EIO', 'cannot be read: it is no file on a disk, or the disk fails'],
]);
