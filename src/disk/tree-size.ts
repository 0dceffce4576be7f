import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the files at and below a path. Links are not followed; what cannot be looked at counts nothing. */
export function treeSize(path: string): number {
  try {
    const found = lstatSync(path);
    if (!found.isDirectory()) return found.size;
    return readdirSync(path).reduce((sum, name) => sum + treeSize(join(path, name)), 0);
  } catch {
    return 0;
  }
}
