import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { canBeName, inCharactersOfNames } from '../../model/text/sweep-name.ts';
import { USUAL } from '../sweep/file-meant.ts';
import { packageFolder } from '../sweep/package.ts';
import { schemaFor } from '../sweep/schema-copy.ts';
import { writeNewFile } from './new-file.ts';

/**
 * Writes a first sweep that runs as it is into a folder, which is made if there is none; returns its file, relative to the
 * working folder if `dir` is. Refuses when there is a sweep.yaml in it, and where it cannot be written.
 */
export function writeFirstSweep(dir: string | undefined): string {
  const file = join(dir ?? '', USUAL);
  const schema = schemaFor(file);
  writeNewFile(file, firstSweep(resolve(dir ?? '.'), schema.path), schema);
  return file;
}

/** The template, with a name of its own and the way to the schema from where it goes. */
function firstSweep(folder: string, schema: string): string {
  const template = readFileSync(join(packageFolder(), 'templates', 'first-sweep.yaml'), 'utf8');
  return template.replace(/(?<=\$schema=).*/, () => schema).replace(/^name: .*/m, () => `name: ${nameFor(folder)}`);
}

/** The folder's own name, as far as it can be a sweep's: two first sweeps in one project do not get in each other's way. */
function nameFor(folder: string): string {
  const name = inCharactersOfNames(basename(folder)).replace(/^[^a-z]+/, '');
  return canBeName(name) ? name : 'first-sweep';
}
