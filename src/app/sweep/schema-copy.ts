import { lstatSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readBoundedText } from '../../disk/plain-file.ts';
import { replaceFile } from '../../host/system/replace-file.ts';
import { makeStateFolder, stateFolder } from '../../journal/folder.ts';
import { findProject } from '../../project/project.ts';
import { packageFolder } from './package.ts';

/** The most that either may hold, in bytes: many times what the schema does. */
const MOST = 4 * 1024 * 1024;

/** The schema of sweep files that this version comes with. */
function schemaPath(): string {
  return join(packageFolder(), 'schemas', 'sweep.schema.json');
}

/** Puts a copy of the schema beside the run folders, where editors of whoever has the project find it. */
function copySchema(states: string): void {
  const copy = copyIn(states);
  const text = readBoundedText(schemaPath(), MOST) ?? '';
  if (readBoundedText(copy, MOST) !== text) replaceFile(copy, text);
}

/** Where editors find the schema of a file that is to be written. */
export interface SchemaPlace {
  /** Relative to the folder of the file; whoever has the project has it under the same path. */
  readonly path: string;
  /** Has it be there. */
  readonly provide: () => void;
}

/** In the package if that is part of the project of the file, which need not exist, else a copy beside the run folders. */
export function schemaFor(file: string): SchemaPlace {
  const { root, fileFolder } = findProject(file);
  const schema = schemaPath();
  if (schema.startsWith(`${root}/`)) return { path: relative(fileFolder, schema), provide: () => undefined };
  const states = stateFolder(root);
  const provide = () => {
    makeStateFolder(states);
    copySchema(states);
  };
  return { path: relative(fileFolder, copyIn(states)), provide };
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
