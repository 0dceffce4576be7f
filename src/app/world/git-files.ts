import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, type CommandResult } from '../../host/system/command.ts';
import { pathOf } from '../../project/code-layout.ts';

/** What git has in a folder. */
export type GitFiles =
  /** Relative to the folder, a character for each byte of a name; those of the repositories within are among them. */
  | { readonly ok: true; readonly files: readonly string[] }
  /** `problem` in words; `isOutside` where the folder is in no repository. */
  | { readonly ok: false; readonly problem: string; readonly isOutside: boolean };

/** Milliseconds: a large repository on a slow disk takes its time. */
const LIMIT = 120_000;
const MOST_OUTPUT = 512 * 1024 * 1024;

/**
 * The files in a folder that git tracks, and those that it neither tracks nor ignores; of submodules, and of repositories within, the
 * same. A tracked file need not be there.
 */
export async function gitFiles(folder: string): Promise<GitFiles> {
  const [tracked, others] = await Promise.all([
    list(folder, ['--cached', '--stage']),
    list(folder, ['--others', '--exclude-standard']),
  ]);
  const failed = [tracked, others].find((one) => !one.ok);
  if (failed?.ok === false) return refusalOf(failed);
  const files: string[] = [];
  const within: string[] = [];
  for (const line of namesIn(tracked)) {
    // MODE SHA STAGE, a tab, the name (git-ls-files(1)); a submodule is a "gitlink".
    const name = line.slice(line.indexOf('\t') + 1);
    if (line.startsWith('160000 ')) within.push(name);
    else files.push(name);
  }
  for (const name of namesIn(others)) {
    if (name.endsWith('/')) within.push(name.slice(0, -1));
    else files.push(name);
  }
  for (const name of new Set(within)) {
    const own = pathOf(name);
    const path = own === null ? null : join(folder, own);
    // One that has not been checked out holds nothing, and git would tell of the repository around it.
    if (path === null || !existsSync(join(path, '.git'))) continue;
    const inner = await gitFiles(path);
    if (!inner.ok) return inner;
    for (const file of inner.files) files.push(`${name}/${file}`);
  }
  return { ok: true, files };
}

async function list(folder: string, which: readonly string[]): Promise<CommandResult> {
  // Without optional locks: a job may be using the repository at this moment.
  return await runCommand('git', ['ls-files', '-z', ...which], {
    ...{ cwd: folder, env: { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }, encoding: 'latin1' },
    ...{ limit: LIMIT, mostOutput: MOST_OUTPUT },
  });
}

function namesIn(result: CommandResult): string[] {
  return result.stdout.split('\0').filter((name) => name !== '');
}

function refusalOf({ message, stderr }: Extract<CommandResult, { readonly ok: false }>): GitFiles {
  return { ok: false, problem: message, isOutside: stderr.includes('not a git repository') };
}
