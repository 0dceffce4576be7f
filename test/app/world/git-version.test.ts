import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** The code as it is now, which is in a repository. */
async function codeNow() {
  const code = await gitVersion(root);
  if (code === null) throw new Error('git tells nothing');
  return code;
}

describe('the version of the code', () => {
  test('is the commit and its branch, clean, when no tracked file differs; what is not tracked is named', async () => {
    const head = commit();
    git('branch', '-m', 'trunk');
    mkdirSync(join(root, '.sweep'));
    writeFileSync(join(root, '.sweep/.gitignore'), '*\n');
    expect(await codeNow()).toEqual({
      version: { commit: head, dirty: null, branch: 'trunk' },
      difference: Buffer.alloc(0),
    });
    mkdirSync(join(root, 'folder'));
    for (const name of ['ä b', 'folder/1', 'folder/2']) writeFileSync(join(root, name), '');
    git('checkout', '-q', '--detach');
    expect((await codeNow()).version).toEqual({
      ...{ commit: head, dirty: null },
      untracked: { count: 2, names: ['folder/', 'ä b'] },
    });
  });

  test('comes with what differs, by which git makes the files again, whatever is in them', async () => {
    commit();
    const bytes = Buffer.from([0x62, 0xe4, 0x0a]);
    writeFileSync(join(root, 'a'), bytes);
    const { difference } = await codeNow();
    git('checkout', '-q', 'a');
    writeFileSync(join(root, 'kept'), difference);
    git('apply', 'kept');
    expect(readFileSync(join(root, 'a'))).toEqual(bytes);
  });

  test('has a hash of what differs, staged or not', async () => {
    const head = commit();
    writeFileSync(join(root, 'a'), '2\n');
    const unstaged = await codeNow();
    expect(unstaged.version).toMatchObject({ commit: head, dirty: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    git('add', 'a');
    expect(await codeNow()).toEqual(unstaged);
    writeFileSync(join(root, 'a'), '3\n');
    expect((await codeNow()).version.dirty).not.toBe(unstaged.version.dirty);
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
