import { compare, differs, type Difference } from '../../report/diff/compare.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { loadText, type LoadedSweep, type LoadOptions, type LoadResult } from '../../app/load.ts';
import { acceptedSweep } from '../../app/accept.ts';
import { notices } from '../notices.ts';
import { versionNamed } from '../../app/revision.ts';
import { isColourful, print } from '../terminal.ts';

/** What `sweep diff --format` takes. */
export type DiffFormat = 'text' | 'json' | 'markdown';

export interface DiffOptions extends LoadOptions {
  readonly format?: DiffFormat;
  /** Exit 3 when something differs. */
  readonly check?: boolean;
}

/** `sweep diff A B`: what a change does to the plan. The files that the sweeps name are looked at as they are now. */
export async function diffCommand(before: string, after: string, options: DiffOptions): Promise<ExitCode> {
  const [old, young] = [await planned(before, options), await planned(after, options)];
  const difference = compare(old.plan, young.plan);
  print(await diffed(difference, options.format ?? 'text'));
  return options.check === true && differs(difference) ? EXIT.differs : EXIT.done;
}

/** A file that is missing or whose name another sweep has too is no matter here. */
async function planned(said: string, options: DiffOptions): Promise<LoadedSweep> {
  const version = await versionNamed(said);
  const read = await version.read(version.path);
  const result: LoadResult = read.ok
    ? await loadText(read.text, version.path, { ...options, files: false, mayShareName: true, read: version.read })
    : { sweep: null, isLibrary: false, diagnostics: [read.diagnostic], sources: new Map() };
  return acceptedSweep(result, notices);
}

async function diffed(difference: Difference, format: DiffFormat): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../../report/diff/diff.ts')).diffText(difference, { color: isColourful(process.stdout) });
    case 'json':
      return JSON.stringify((await import('../../report/diff/diff-json.ts')).diffJson(difference));
    case 'markdown':
      return (await import('../../report/diff/diff-markdown.ts')).diffMarkdown(difference);
    default:
      return format satisfies never;
  }
}
