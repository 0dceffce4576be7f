import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import { furtherKeys, readLine, type SaidSweep } from '../../language/line/new-sweep.ts';
import { sweepText, type WrittenKey } from '../../language/write/sweep-text.ts';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.ts';
import { stateFolder } from '../../journal/folder.ts';
import { findProject } from '../../project/project.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { invalid } from './accept.ts';
import { sweepsHere } from './known-sweep.ts';
import { loadText } from './load.ts';
import { refreshSchema, schemaFor } from './schema-copy.ts';

/** What `sweep new` says besides the axes and the command. */
export interface NewSweepOptions {
  /** The file to write; `sweep.yaml` here where it is left out. */
  readonly file?: string | undefined;
  /** Its name; by the file that is named, else by what the command starts. */
  readonly name?: string | undefined;
  readonly gpus?: string | undefined;
  readonly slots?: string | undefined;
  readonly timeout?: string | undefined;
  readonly retry?: string | undefined;
}

const USUAL = 'sweep.yaml';
/** The keys that have an option of their name, in the order of the file. */
const KEYS = ['gpus', 'slots', 'timeout', 'retry'] as const;

/**
 * Writes the sweep file that a command line means, once it has been checked as any other; returns its path as it was said. Refuses, with
 * all that is wrong, and writes nothing then; also where there is a file of that name.
 */
export async function writeNewSweep(said: SaidSweep, options: NewSweepOptions): Promise<string> {
  const file = options.file ?? USUAL;
  const there = existsSync(file) ? [isThere(file, options.file === undefined)] : [];
  const { sweep, name, diagnostics, sources } = readLine(said);
  const found = [...diagnostics, ...there];
  if (sweep === null || hasErrors(found)) throw invalid({ diagnostics: found, sources });
  const schema = schemaFor(file);
  const keys = KEYS.flatMap((key): WrittenKey[] => (options[key] === undefined ? [] : [{ key, says: options[key] }]));
  const text = sweepText({
    schema: schema.path,
    head: HEAD,
    name: options.name ?? nameFor(options.file, name),
    ...sweep,
    keys,
    tail: ['More that a sweep can say (docs/language.md has all of it):', ...furtherKeys(keys)],
  });
  const checked = await loadText(text, file, { ofPart: true });
  if (hasErrors(checked.diagnostics)) throw invalid(checked);
  write(file, text, schema.provide);
  return file;
}

const HEAD = ['Written by `sweep new`. `sweep plan` shows what it comes to, `sweep run` runs it.'];

function isThere(file: string, isUsual: boolean): Diagnostic {
  return {
    severity: 'error',
    code: 'file-exists',
    message: `${file} is already there, and is left as it is`,
    span: null,
    hint: isUsual ? 'name another file with -f' : 'name another',
  };
}

function write(file: string, text: string, provideSchema: () => void): void {
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
function nameFor(file: string | undefined, ofCommand: string | null): string {
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
