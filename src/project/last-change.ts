import { statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { isGlob } from '../model/text/glob.ts';
import { instant, type Instant } from '../model/units.ts';
import { glob, listOnce } from './glob.ts';

/**
 * When any of the files was written last that a path, a folder or a glob stands for; null where there are none, or too many to look at.
 * What was put there with an older time, as by `cp -p`, has that.
 */
export function lastChange(root: string, path: string): Instant | null {
  const found = statOf(root, path);
  if (found?.isFile() === true) return instant(found.mtimeMs);
  // A folder with a name that reads as a pattern is not looked into.
  const pattern = found === undefined ? path : `${path}/**`;
  if (found !== undefined && isGlob(path)) return null;
  const names = glob(root, pattern, listOnce(), MOST_LOOKED_AT) ?? [];
  const times = names.flatMap((name) => statOf(root, name)?.mtimeMs ?? []);
  return times.length === 0 ? null : instant(times.reduce((newest, time) => Math.max(newest, time)));
}

/** More files than these tell less than it takes to look at them. */
const MOST_LOOKED_AT = 100_000;

function statOf(root: string, path: string): Stats | undefined {
  try {
    return statSync(resolve(root, path), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
