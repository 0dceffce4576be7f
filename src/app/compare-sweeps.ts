import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { compare, type Difference } from '../report/diff/compare.ts';
import { acceptedSweep } from './sweep/accept.ts';
import { fileMeant, fileNamed } from './sweep/file-meant.ts';
import { loadText, type LoadedSweep, type LoadOptions, type LoadResult } from './sweep/load.ts';
import type { Notices } from './notices.ts';
import { readWithin } from './sweep/read-sweep.ts';
import { versionNamed } from './sweep/revision.ts';

/**
 * What a change does to a plan. Each side is a sweep file, the name of a sweep, or either of a revision (`REVISION:PATH`); the files that the
 * sweeps name are looked at as they are now.
 */
export async function compareSweeps(
  before: string,
  after: string,
  options: LoadOptions,
  notices: Notices,
): Promise<Difference> {
  const [old, young] = [await planned(before, options, notices), await planned(after, options, notices)];
  return compare(old.plan, young.plan);
}

/** A file that is missing or whose name another sweep has too is no matter here. */
async function planned(said: string, options: LoadOptions, notices: Notices): Promise<LoadedSweep> {
  const version = await versionNamed(spelledOut(said, options));
  const read = await readWithin(options.mayRead, version.read)(version.path);
  const result: LoadResult = read.ok
    ? await loadText(read.text, version.path, { ...options, files: false, read: version.read })
    : { sweep: null, isLibrary: false, diagnostics: [read.diagnostic], sources: new Map() };
  return acceptedSweep(result, notices);
}

/** With the file of a sweep where that is said by its name, also behind a revision. */
function spelledOut(said: string, place: LoadOptions): string {
  const [, revision, name] = /^([^:]+):([^:]+)$/.exec(said) ?? [];
  if (revision === undefined || name === undefined || existsSync(said)) return fileMeant(said, place);
  const file = fileNamed(name, place);
  return file === null ? said : `${revision}:./${relative(process.cwd(), file)}`;
}
