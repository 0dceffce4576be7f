import { createHash } from 'node:crypto';
import type { CodeVersion, Untracked } from '../../model/run-start.ts';
import { runCommand } from '../../host/system/command.ts';

/** The code of a project as git sees it. */
export interface CodeNow {
  readonly version: CodeVersion;
  /** What tracked files differ in from the commit, as `git apply` takes it; empty where that is nothing. */
  readonly difference: Uint8Array;
}

/** So many of what is not tracked are named. */
const NAMED = 100;

/**
 * The code of a project: the commit that is checked out, what tracked files differ in and a hash of that, and what is not tracked.
 * Null when git is missing, when `root` is in no repository with a commit, or when git cannot tell of these two within 5 seconds.
 */
export async function gitVersion(root: string): Promise<CodeNow | null> {
  const [head, changes, status] = await Promise.all([
    git(root, ['rev-parse', '--verify', 'HEAD']),
    git(root, ['diff', 'HEAD', '--binary', '--no-color', '--no-ext-diff', '--no-textconv']),
    git(root, ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=normal', '--no-renames']),
  ]);
  if (head === null || changes === null) return null;
  const difference = Buffer.from(changes, 'latin1');
  const dirty = difference.length === 0 ? null : createHash('sha256').update(difference).digest('hex');
  return { version: { commit: head.trim(), dirty, ...(status === null ? {} : readStatus(status)) }, difference };
}

/** How many tracked files are others now than in a commit; null where git cannot tell. */
export async function filesChangedSince(root: string, commit: string): Promise<number | null> {
  const names = await git(root, ['diff', '--name-only', '-z', commit, '--']);
  return names === null ? null : names.split('\0').length - 1;
}

/** Reads what `git status --porcelain=v2 --branch -z` prints (git-status(1)). */
function readStatus(status: string): Pick<CodeVersion, 'branch' | 'untracked'> {
  const lines = Buffer.from(status, 'latin1').toString().split('\0');
  const after = (start: string): string[] =>
    lines.flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
  const [branch = DETACHED] = after('# branch.head ');
  const names = after('? ');
  const untracked: Untracked = { count: names.length, names: names.slice(0, NAMED) };
  return { ...(branch === DETACHED ? {} : { branch }), ...(names.length === 0 ? {} : { untracked }) };
}

/** What stands in the place of the branch where none is checked out. */
const DETACHED = '(detached)';

/** What it prints, a character a byte: files need not be UTF-8. */
async function git(root: string, args: readonly string[]): Promise<string | null> {
  // Without optional locks: a job may be using the repository at this moment.
  const result = await runCommand('git', args, {
    ...{ cwd: root, env: { GIT_OPTIONAL_LOCKS: '0' }, encoding: 'latin1' },
  });
  return result.ok ? result.stdout : null;
}
