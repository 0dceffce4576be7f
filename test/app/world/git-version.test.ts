import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gitVersion } from '../../../src/app/world/git-version.ts';

let root: string;
const path = process.env['PATH'];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'code-'));
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(root, { recursive: true, force: true });
});

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

function commit(): string {
  git('init', '-q');
  writeFileSync(join(root, 'a'), '1\n');
  git('add', 'a');
  git('commit', '-q', '-m', 'one');
  return git('rev-parse', 'HEAD').trim();
}

describe('the version of the code', () => {
  test('is the commit, clean, when no tracked file differs', async () => {
    const head = commit();
    writeFileSync(join(root, 'untracked'), '');
    expect(await gitVersion(root)).toEqual({ commit: head, dirty: null });
  });

  test('has a hash of what differs, staged or not', async () => {
    const head = commit();
    writeFileSync(join(root, 'a'), '2\n');
    const unstaged = await gitVersion(root);
    expect(unstaged).toEqual({ commit: head, dirty: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    git('add', 'a');
    expect(await gitVersion(root)).toEqual(unstaged);
    writeFileSync(join(root, 'a'), '3\n');
    expect((await gitVersion(root))?.dirty).not.toBe(unstaged?.dirty);
  });

  test('is unknown without a commit, without a repository and without git', async () => {
    expect(await gitVersion(root)).toBeNull();
    git('init', '-q');
    expect(await gitVersion(root)).toBeNull();
    commit();
    process.env['PATH'] = root;
    expect(await gitVersion(root)).toBeNull();
  });
});
