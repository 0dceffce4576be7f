import { isUtf8 } from 'node:buffer';
import { basename, dirname, extname, isAbsolute, relative, resolve } from 'node:path';
import { isThere } from '../../disk/program-path.ts';
import { readBounded } from '../../disk/plain-file.ts';
import { notesInWords } from '../../language/import/imported.ts';
import { readImport } from '../../language/import/read-import.ts';
import type { Manifest, ReadManifest } from '../../language/import/slurm/tasks.ts';
import { nameOfCommand } from '../../language/line/command.ts';
import { sweepText } from '../../language/write/sweep-text.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { canBeName, inCharactersOfNames } from '../../model/text/sweep-name.ts';
import { invalid } from '../sweep/accept.ts';
import { USUAL } from '../sweep/file-meant.ts';
import { loadText, type LoadResult } from '../sweep/load.ts';
import { MOST_BYTES, saidText, STANDARD_INPUT } from '../sweep/said-text.ts';
import { schemaFor } from '../sweep/schema-copy.ts';
import { alreadyThere, nameFor, writeNewFile } from './new-file.ts';

/** What `sweep import` says besides what it reads. */
export interface ImportOptions {
  /** The file to write, or `-` for stdout; `sweep.yaml` here where it is left out. */
  readonly output?: string | undefined;
  /** The name of the sweep; by the file that is written, else by what is read. */
  readonly name?: string | undefined;
  /** Whether nothing is written. */
  readonly dryRun?: boolean | undefined;
}

/** A sweep that has been made of what people had. */
export interface ImportedFile {
  /** What is read, as people should read it. */
  readonly from: string;
  /** Where the sweep has been written; null where it has not. */
  readonly file: string | null;
  readonly text: string;
  readonly jobs: number;
  /** What is different, or could not be read: a line for each. */
  readonly notes: readonly string[];
}

/**
 * Makes a sweep of the file at `path`, or of stdin for `-`, checks it as any other, and writes it. Refuses, with all that is wrong, where
 * nothing can be made of it, and where there is a file of that name.
 */
export async function importSweep(path: string, options: ImportOptions): Promise<ImportedFile> {
  const from = path === '-' ? STANDARD_INPUT : path;
  const isShown = options.dryRun === true || options.output === '-';
  const file = options.output === undefined || options.output === '-' ? USUAL : options.output;
  const text = saidText(path);
  const imported = readImport(text, from, manifestsFrom(dirname(resolve(file))), isProgramHere);
  const { notes, sweeps } = imported;
  const there = isShown ? [] : alreadyThere(file, '-o');
  const diagnostics = [...imported.diagnostics, ...there];
  if (hasErrors(diagnostics)) throw invalid({ diagnostics, sources: new Map([[from, text]]) });
  const schema = schemaFor(file);
  let first: LoadResult | null = null;
  for (const sweep of sweeps) {
    const said = notesInWords([...notes, ...(sweep.notes ?? [])]);
    const { says } = sweep.command;
    const runs = sweep.runs ?? [typeof says === 'string' ? says : says.join(' ')];
    const name = imported.name ?? nameOfAll(runs, path);
    const written = sweepText({
      schema: schema.path,
      head: [`Written by \`sweep import\` from ${from}. \`sweep plan\` shows what it comes to, \`sweep run\` runs it.`],
      name: options.name ?? nameFor(options.output === '-' ? undefined : options.output, name),
      ...sweep,
      tail: said.length === 0 ? [] : [`${TITLE}, by the lines of ${from}:`, ...said.map((one) => `- ${one}`)],
    });
    const checked = await loadText(written, file, { ofPart: true });
    first ??= checked;
    if (checked.sweep === null || hasErrors(checked.diagnostics)) continue;
    if (!isShown) writeNewFile(file, written, schema);
    return { from, file: isShown ? null : file, text: written, jobs: checked.sweep.plan.jobs.length, notes: said };
  }
  throw invalid(first ?? { diagnostics, sources: new Map() });
}

/** What a sweep may be called whose jobs run these commands: as all of them say, else as the file that they come from; null where that cannot be. */
function nameOfAll(commands: readonly string[], path: string): string | null {
  const names = new Set(commands.map(nameOfCommand));
  const [only = null] = names;
  if (names.size === 1) return only;
  const stem = inCharactersOfNames(basename(path, extname(path)));
  return path !== '-' && canBeName(stem) ? stem : null;
}

/** What notes are about, for people. */
export const TITLE = 'What is different, or could not be read';

/** What bash finds without a file. */
const BUILT_IN = new Set(
  `. : [ [[ ! alias bg builtin cd command declare dirs disown echo enable eval exec export false fg hash jobs kill let local popd printf
  pushd pwd read readonly set shift shopt source test time times trap true type typeset ulimit umask unalias unset wait`.split(
    /\s+/,
  ),
);

function isProgramHere(word: string): boolean {
  return BUILT_IN.has(word) || isThere(word, process.env);
}

/** Reads what a script picks its values from, each file once. Paths of it are from here, and those of a sweep file from its `folder`. */
function manifestsFrom(folder: string): ReadManifest {
  const known = new Map<string, Manifest | null>();
  return (path) => {
    if (!known.has(path)) {
      const read = readBounded(path, MOST_BYTES);
      const isText = read.ok && isUtf8(read.bytes);
      const there = isAbsolute(path) ? path : relative(folder, resolve(path));
      known.set(path, isText ? { text: read.bytes.toString('utf8').replace(/^\uFEFF/, ''), path: there } : null);
    }
    return known.get(path) ?? null;
  };
}
