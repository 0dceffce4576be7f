import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { glob, isGlob, listOnce } from './glob.ts';

/**
 * The sweep files that an argument of the command line names: of a folder the `.yaml` and `.yml` files right in it, of a
 * pattern those that it matches, sorted; else the argument itself, whether or not there is such a file.
 */
export function sweepFilesNamed(said: string): readonly string[] {
  const found = statSync(said, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    const names = readdirSync(said).filter((name) => /^[^.].*\.ya?ml$/.test(name));
    return names.sort().map((name) => join(said, name));
  }
  if (found === undefined && isGlob(said)) return [...glob('.', said, listOnce())].sort();
  return [said];
}
