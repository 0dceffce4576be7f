import { furtherKeys, readLine, type SaidSweep } from '../../language/line/new-sweep.ts';
import { sweepText, type WrittenKey } from '../../language/write/sweep-text.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { invalid } from '../sweep/accept.ts';
import { USUAL } from '../sweep/file-meant.ts';
import { loadText } from '../sweep/load.ts';
import { alreadyThere, nameFor, writeNewFile } from './new-file.ts';
import { schemaFor } from '../sweep/schema-copy.ts';

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

/** The keys that have an option of their name, in the order of the file. */
const KEYS = ['gpus', 'slots', 'timeout', 'retry'] as const;

/** A sweep file that has been written. */
export interface NewFile {
  /** Its path as it was said. */
  readonly file: string;
  /** What has become of a word that seems to be lost, for people. */
  readonly notes: readonly string[];
}

/**
 * Writes the sweep file that a command line means, once it has been checked as any other. Refuses, with
 * all that is wrong, and writes nothing then; also where there is a file of that name.
 */
export async function writeNewSweep(said: SaidSweep, options: NewSweepOptions): Promise<NewFile> {
  const file = options.file ?? USUAL;
  const { sweep, name, notes, diagnostics, sources } = readLine(said);
  const found = [...diagnostics, ...alreadyThere(file, '-f')];
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
  writeNewFile(file, text, schema);
  return { file, notes };
}

const HEAD = ['Written by `sweep new`. `sweep plan` shows what it comes to, `sweep run` runs it.'];
