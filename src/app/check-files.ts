import { resolve } from 'node:path';
import { hooksOfHost } from '../expand/hooks.ts';
import { type Diagnostic, hasErrors } from '../model/diagnostic.ts';
import { sweepFilesNamed } from '../project/sweep-file.ts';
import type { CheckedFile } from '../report/diagnostics/check-result.ts';
import { count } from '../report/text/phrases.ts';
import { isHostFile, readHostFile } from './machine/host-file.ts';
import { isPolicyFile, readPolicyFile, unknownUsers } from './machine/policy.ts';
import { surveyCode } from './world/code-survey.ts';
import { withPresets } from './sweep/presets.ts';
import { loadSweep, type LoadOptions, type LoadResult } from './sweep/load.ts';
import { missingTerminals } from './sweep/missing-terminals.ts';

/** What checking a file comes to. */
export interface FileCheck extends CheckedFile {
  /** What a file without errors is, in words; null for one with errors. */
  readonly soundly: string | null;
}

/**
 * Everything that is wrong with the files that arguments name (sweep files, folders of them, patterns), one after the other. Runs
 * nothing. An argument that names no file is told as if it were one.
 */
export async function* checkFiles(said: readonly string[], options: LoadOptions): AsyncGenerator<FileCheck, void> {
  for (const one of namedBy(said)) {
    const result = typeof one === 'string' ? await resultOf(one, options) : nothingNamed(one);
    const file = typeof one === 'string' ? one : one.said;
    const { diagnostics, sources } = result;
    yield { file, jobs: result.sweep?.plan.jobs.length ?? null, diagnostics, sources, soundly: kindOf(file, result) };
  }
}

/** What a file without errors is; null for one with errors. */
function kindOf(file: string, { sweep, isLibrary, diagnostics }: LoadResult): string | null {
  if (sweep !== null) return count(sweep.plan.jobs.length, 'job');
  if (hasErrors(diagnostics)) return null;
  if (isPolicyFile(file)) return 'a policy file';
  if (isHostFile(file)) return 'a host file';
  return isLibrary ? 'a library for others to extend' : null;
}

/** What is to be said of a sweep file, or of a host file or the policy file, which are that by their names and places. */
async function resultOf(file: string, options: LoadOptions): Promise<LoadResult> {
  if (isPolicyFile(file)) {
    const { diagnostics, sources, ...read } = readPolicyFile(file, file, false);
    const all = [...diagnostics, ...(await unknownUsers(read))];
    return { sweep: null, isLibrary: false, diagnostics: all, sources };
  }
  if (!isHostFile(file)) {
    const result = await loadSweep(file, { ...(await withPresets(file, options)), folder: 'shown' });
    const { sweep } = result;
    sweep?.digests.save();
    if (sweep === null || options.files === false) return result;
    const found = [...result.diagnostics, ...missingTerminals(sweep, sweep.plan.jobs, options)];
    const code = sweep.plan.snapshot === undefined ? null : await surveyCode(sweep, sweep.plan.snapshot);
    if (code?.ok === false) return { ...result, sweep: null, diagnostics: [...found, code.diagnostic] };
    return { ...result, sweep: hasErrors(found) ? null : sweep, diagnostics: found };
  }
  const { host, ...read } = readHostFile(file, file, false);
  const ofHooks = host === null ? [] : hooksOfHost(host).diagnostics;
  return { sweep: null, isLibrary: false, ...read, diagnostics: [...read.diagnostics, ...ofHooks] };
}

/** An argument that names no file, and why, where that is known. */
interface Nothing {
  readonly said: string;
  readonly because: Pick<Diagnostic, 'hint'> & { readonly fault?: string };
}

/** The files that the arguments name, each once; of an argument that names none, that. */
function namedBy(said: readonly string[]): (string | Nothing)[] {
  const files = new Map<string, string | Nothing>();
  for (const one of said) {
    const named = sweepFilesNamed(one);
    if ('fault' in named) files.set(one, { said: one, because: named });
    else if (named.length === 0) files.set(one, { said: one, because: {} });
    else for (const file of named) if (!files.has(resolve(file))) files.set(resolve(file), file);
  }
  return [...files.values()];
}

function nothingNamed({ said, because: { fault, hint } }: Nothing): LoadResult {
  const message = fault === undefined ? `no sweep file is named by \`${said}\`` : `\`${said}\` ${fault}`;
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'unreadable-file',
    message,
    span: null,
    ...(hint === undefined ? {} : { hint }),
  };
  return { sweep: null, isLibrary: false, diagnostics: [diagnostic], sources: new Map() };
}
