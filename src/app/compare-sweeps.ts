import { compare, type Difference } from '../report/diff/compare.ts';
import { acceptedSweep } from './sweep/accept.ts';
import { loadText, type LoadedSweep, type LoadOptions, type LoadResult } from './sweep/load.ts';
import type { Notices } from './notices.ts';
import { versionNamed } from './sweep/revision.ts';

/**
 * What a change does to a plan. Each side is a sweep file or `REVISION:PATH`; the files that the sweeps name are looked at as
 * they are now.
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
  const version = await versionNamed(said);
  const read = await version.read(version.path);
  const result: LoadResult = read.ok
    ? await loadText(read.text, version.path, { ...options, files: false, read: version.read })
    : { sweep: null, isLibrary: false, diagnostics: [read.diagnostic], sources: new Map() };
  return acceptedSweep(result, notices);
}
