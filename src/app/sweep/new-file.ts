import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { stateFolder } from '../../journal/folder.ts';
import { findProject } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { sweepsHere } from './known-sweep.ts';
import { refreshSchema } from './schema-copy.ts';

/** What is wrong with writing a new file there: that there is one. `option` is what names another. */
export function alreadyThere(file: string, option: string, isUsual: boolean): readonly Diagnostic[] {
  if (!existsSync(file)) return [];
  const hint = isUsual ? `name another file with ${option}` : 'name another';
  const message = `${file} is already there, and is left as it is`;
  return [{ severity: 'error', code: 'file-exists', message, span: null, hint }];
}

/** Writes a new sweep file, with its folder and the schema that it names. Refuses where that cannot be, or one is there. */
export function writeNewFile(file: string, text: string, provideSchema: () => void): void {
  try {
    makeFolder(dirname(resolve(file)));
    refreshSchema(stateFolder(findProject(file).root));
    provideSchema();
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new Refusal(EXIT.invalid, `${file} cannot be written: ${(error as Error).message}`);
  }
}

/** A file that is named names its sweep, as far as it can; else the command does, with a number behind it where that has run. */
export function nameFor(file: string | undefined, ofCommand: string | null): string {
  const stem =
    file === undefined
      ? ''
      : basename(file, extname(file))
          .toLowerCase()
          .replaceAll(/[^a-z0-9_.-]+/g, '-');
  if (stem !== 'sweep' && /^[a-z0-9]/.test(stem) && !/^(?:true|false|null)$/.test(stem)) return stem;
  const name = ofCommand ?? 'sweep';
  const taken = new Set(sweepsHere({}).map((known) => known.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}
