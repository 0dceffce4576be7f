import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { readBoundedText } from '../disk/plain-file.ts';

/** Files beyond this are not sweeps that people write; reading on costs more than it finds. */
const MOST_BYTES = 1024 * 1024;

/**
 * The other files in the folder of `sweepFile` (absolute) that are sweeps of the same name; their names, sorted. A file counts
 * as a sweep if it has a `command` or `stages` at the top level, and no `parameters` as a grid of W&B has; a link to `sweepFile` is no other file.
 */
export function namesakes(sweepFile: string, name: string): readonly string[] {
  const folder = dirname(sweepFile);
  return filesOf(folder)
    .filter((file) => /\.ya?ml$/.test(file) && file !== basename(sweepFile))
    .filter((file) => nameOfSweep(join(folder, file)) === name && !isSameFile(join(folder, file), sweepFile))
    .sort();
}

/** Whether two paths lead to one file, be it by links. */
export function isSameFile(a: string, b: string): boolean {
  try {
    const [one, other] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })];
    return one.dev === other.dev && one.ino === other.ino;
  } catch {
    return false;
  }
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The name of a sweep file: its `name`, or else its stem; null for a file that is no sweep or is not there. */
export function nameOfSweep(path: string): string | null {
  const text = readBoundedText(path, MOST_BYTES);
  if (text === null || !/^(?:command|stages)[ \t]*:/m.test(text) || /^parameters[ \t]*:/m.test(text)) return null;
  const said = /^name[ \t]*:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\s]+))/m.exec(text);
  return said?.[1] ?? said?.[2] ?? said?.[3] ?? basename(path, extname(path));
}
