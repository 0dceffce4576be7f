import { createHash } from 'node:crypto';
import type { CodeVersion } from '../../model/event.ts';
import { runCommand } from '../../host/system/command.ts';

/**
 * The code of a project as git sees it: the commit that is checked out, and a hash of what tracked files differ in.
 * Null when git is missing, when `root` is in no repository with a commit, or when git cannot tell within 5 seconds.
 */
export async function gitVersion(root: string): Promise<CodeVersion | null> {
  const [head, difference] = await Promise.all([
    git(root, ['rev-parse', '--verify', 'HEAD']),
    git(root, ['diff', 'HEAD', '--binary', '--no-color', '--no-ext-diff', '--no-textconv']),
  ]);
  if (head === null || difference === null) return null;
  const dirty = difference === '' ? null : createHash('sha256').update(difference).digest('hex');
  return { commit: head.trim(), dirty };
}

async function git(root: string, args: readonly string[]): Promise<string | null> {
  // Without optional locks: a job may be using the repository at this moment.
  const result = await runCommand('git', args, { cwd: root, env: { GIT_OPTIONAL_LOCKS: '0' } });
  return result.ok ? result.stdout : null;
}
