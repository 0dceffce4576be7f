import { lstatSync, type BigIntStats, type Stats } from 'node:fs';

/** What a file is, in words such as `a pipe`; a plain one is `a file`. */
export function kindOf(found: Stats | BigIntStats): string {
  if (found.isSymbolicLink()) return 'a link';
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a pipe';
  if (found.isSocket()) return 'a socket';
  return found.isFile() ? 'a file' : 'a device';
}

/** What stands at a path itself, whatever a link leads to, in the same words; null where nothing does, or that cannot be told. */
export function kindAt(path: string): string | null {
  try {
    return kindOf(lstatSync(path));
  } catch {
    return null;
  }
}
