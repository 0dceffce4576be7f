import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The one path that a file goes by, absolute and with all links on the way to it followed, as /proc names it. Where
 * nothing is there, the path made absolute.
 */
export function canonicalPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
