import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { canBeName, inCharactersOfNames } from '../../model/text/sweep-name.ts';
import { stateFolder } from '../../journal/folder.ts';
import { findProject } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { sweepsHere } from '../sweep/known-sweep.ts';
import { refreshSchema, type SchemaPlace } from '../sweep/schema-copy.ts';

const LEFT_ALONE = 'is already there, and is left as it is';

/** What is wrong with writing a new file there: that there is one. `option` is what names another. */
export function alreadyThere(file: string, option: string): readonly Diagnostic[] {
  if (!existsSync(file)) return [];
  const hint = `name another file with ${option}`;
  const message = `${file} ${LEFT_ALONE}`;
  return [{ severity: 'error', code: 'file-exists', message, span: null, hint }];
}

/**
 * Writes a new sweep file, with its folder and the schema that it names. Refuses where that cannot be, or one is there; a copy of the schema
 * that is there is kept current all the same.
 */
export function writeNewFile(file: string, text: string, schema: SchemaPlace): void {
  try {
    makeFolder(dirname(resolve(file)));
    refreshSchema(stateFolder(findProject(file).root));
    if (existsSync(file)) throw new Error(LEFT_ALONE);
    schema.provide();
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const why = existsSync(file) ? LEFT_ALONE : `cannot be written: ${(error as Error).message}`;
    throw new Refusal(EXIT.invalid, `${file} ${why}`);
  }
}

/** A file that is named names its sweep, as far as it can; else the command does, with a number behind it where that has run. */
export function nameFor(file: string | undefined, ofCommand: string | null): string {
  const stem = file === undefined ? '' : inCharactersOfNames(basename(file, extname(file)));
  if (stem !== 'sweep' && canBeName(stem)) return stem;
  const name = ofCommand ?? 'sweep';
  const taken = new Set(sweepsHere({}).map((known) => known.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}
