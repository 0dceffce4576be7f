import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import { stateFolder } from '../../journal/folder.ts';
import { findProject } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { USUAL } from './file-meant.ts';
import { packageFolder } from './package.ts';
import { refreshSchema, schemaFor } from './schema-copy.ts';

/**
 * Writes a first sweep that runs as it is into a folder, which is made if there is none; returns its file, relative to the
 * working folder if `dir` is. Refuses when there is a sweep.yaml in it, and where it cannot be written.
 */
export function writeFirstSweep(dir: string | undefined): string {
  const folder = resolve(dir ?? '.');
  const file = join(dir ?? '', USUAL);
  write(folder, file);
  return file;
}

function write(folder: string, file: string): void {
  const path = join(folder, USUAL);
  try {
    makeFolder(folder);
    refreshSchema(stateFolder(findProject(path).root));
    if (existsSync(path)) throw new Error('it is there');
    writeFileSync(path, firstSweep(folder), { flag: 'wx' });
  } catch (error) {
    const why = existsSync(path)
      ? 'is already there, and is left as it is'
      : `cannot be written: ${(error as Error).message}`;
    throw new Refusal(EXIT.invalid, `${file} ${why}`);
  }
}

/** The template, with a name of its own and the way to the schema from where it goes. */
function firstSweep(folder: string): string {
  const schema = schemaFor(join(folder, USUAL));
  schema.provide();
  const template = readFileSync(join(packageFolder(), 'templates', 'first-sweep.yaml'), 'utf8');
  return template
    .replace(/(?<=\$schema=).*/, () => schema.path)
    .replace(/^name: .*/m, () => `name: ${nameFor(folder)}`);
}

/** The folder's own name, as far as it can be a sweep's: two first sweeps in one project do not get in each other's way. */
function nameFor(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z]+/, '');
  return /^(?:|true|false|null)$/.test(name) ? 'first-sweep' : name;
}
