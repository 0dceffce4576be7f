import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readBoundedText } from '../../disk/plain-file.ts';
import { replaceFile } from '../../host/system/replace-file.ts';
import { packageFolder } from './package.ts';

/** The most that either may hold, in bytes: many times what the schema does. */
const MOST = 4 * 1024 * 1024;

/** The schema of sweep files that this version comes with. */
export function schemaPath(): string {
  return join(packageFolder(), 'schemas', 'sweep.schema.json');
}

/** Puts a copy of the schema beside the run folders, where editors of whoever has the project find it; returns its path. */
export function copySchema(states: string): string {
  const copy = copyIn(states);
  const text = readBoundedText(schemaPath(), MOST) ?? '';
  if (readBoundedText(copy, MOST) !== text) replaceFile(copy, text);
  return copy;
}

/** Has a copy that is there say what this version does; one that cannot be written, or is no file of its own, stays as it is. */
export function refreshSchema(states: string): void {
  try {
    if (lstatSync(copyIn(states), { throwIfNoEntry: false })?.isFile() === true) copySchema(states);
  } catch {
    // It is for editors alone, and no reason not to run.
  }
}

function copyIn(states: string): string {
  return join(states, 'sweep.schema.json');
}
