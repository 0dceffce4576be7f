import { relative, resolve } from 'node:path';
import { projectRoot } from '../../project/project.ts';
import { sweepFilesNamed } from '../../project/sweep-file.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import type { CheckedFile } from '../../report/diagnostics/check-result.ts';
import { count } from '../../report/text/phrases.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { isHostFile, readHostFile } from '../../app/host-file.ts';
import { loadSweep, type LoadOptions, type LoadResult } from '../../app/load.ts';
import { packageVersion } from '../../app/package.ts';
import { reportFindings } from '../notices.ts';
import { print } from '../terminal.ts';

/** What `sweep check --format` takes. */
export type CheckFormat = 'text' | 'json' | 'github' | 'sarif';

export interface CheckOptions extends LoadOptions {
  readonly format?: CheckFormat;
}

/** `sweep check FILE…`: says everything that is wrong with the files, and runs nothing. */
export async function checkCommand(said: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const format = options.format ?? 'text';
  const checked: CheckedFile[] = [];
  let allSound = true;
  for (const one of namedBy(said)) {
    const result = typeof one === 'string' ? await resultOf(one, options) : nothingNamed(one.nothing);
    const file = typeof one === 'string' ? one : one.nothing;
    const jobs = result.sweep?.plan.jobs.length ?? null;
    const soundly = kindOf(file, result);
    allSound &&= soundly !== null;
    checked.push({ file, jobs, diagnostics: result.diagnostics, sources: result.sources });
    if (format !== 'text') continue;
    reportFindings(result);
    if (soundly !== null) print(`${file}: ${soundly}, no errors`);
  }
  if (format !== 'text') await printChecked(checked, format);
  return allSound ? EXIT.done : EXIT.invalid;
}

/** What a file without errors is; null for one with errors. */
function kindOf(file: string, { sweep, isLibrary, diagnostics }: LoadResult): string | null {
  if (sweep !== null) return count(sweep.plan.jobs.length, 'job');
  if (hasErrors(diagnostics)) return null;
  if (isHostFile(file)) return 'a host file';
  return isLibrary ? 'a library for others to extend' : null;
}

/** What is to be said of a sweep file, or of a host file, which is one by its name and place. */
async function resultOf(file: string, options: LoadOptions): Promise<LoadResult> {
  if (!isHostFile(file)) return loadSweep(file, options);
  return { sweep: null, isLibrary: false, ...readHostFile(file, file, false) };
}

/** The files that the arguments name, each once; of an argument that names none, that. */
function namedBy(said: readonly string[]): (string | { readonly nothing: string })[] {
  const files = new Map<string, string | { readonly nothing: string }>();
  for (const one of said) {
    const named = sweepFilesNamed(one);
    if (named.length === 0) files.set(one, { nothing: one });
    for (const file of named) if (!files.has(resolve(file))) files.set(resolve(file), file);
  }
  return [...files.values()];
}

function nothingNamed(said: string): LoadResult {
  const message = `no sweep file is named by \`${said}\``;
  const diagnostic = { severity: 'error', code: 'unreadable-file', message, span: null } as const;
  return { sweep: null, isLibrary: false, diagnostics: [diagnostic], sources: new Map() };
}

async function printChecked(checked: readonly CheckedFile[], format: Exclude<CheckFormat, 'text'>): Promise<void> {
  switch (format) {
    case 'json': {
      const { checkJson } = await import('../../report/diagnostics/diagnostics-json.ts');
      print(JSON.stringify(checkJson(checked)));
      break;
    }
    case 'github': {
      const { githubAnnotations } = await import('../../report/diagnostics/diagnostics-github.ts');
      const annotations = githubAnnotations(checked, inRepository());
      if (annotations !== '') print(annotations);
      break;
    }
    case 'sarif': {
      const { sarifLog } = await import('../../report/diagnostics/diagnostics-sarif.ts');
      print(JSON.stringify(sarifLog(checked, inRepository(), packageVersion()), null, 2));
      break;
    }
    default:
      format satisfies never;
  }
}

/** How the repository names files that are named from here: GitHub's checkout, or the project of the working folder. */
function inRepository(): (file: string) => string {
  const workspace = process.env['GITHUB_WORKSPACE'] ?? '';
  const root = workspace === '' ? projectRoot(process.cwd()) : resolve(workspace);
  return (file) => {
    const path = relative(root, resolve(file));
    return path.startsWith('../') ? resolve(file) : path;
  };
}
