import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProject, projectRoot } from '../../src/project/project.ts';

let top: string;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  mkdirSync(join(top, 'a/b/c'), { recursive: true });
});

afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function within<T>(folder: string, act: () => T): T {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return act();
  } finally {
    process.chdir(before);
  }
}

const rootOf = (path: string): string => findProject(join(top, path)).root.slice(top.length + 1);

describe('the project of a sweep file', () => {
  test('is the nearest folder above it with .git or .sweep', () => {
    mkdirSync(join(top, 'a/.git'));
    expect(rootOf('a/b/c/x.yaml')).toBe('a');
    mkdirSync(join(top, 'a/b/.sweep'));
    expect(rootOf('a/b/c/x.yaml')).toBe('a/b');
    mkdirSync(join(top, 'a/b/c/.git'));
    expect(rootOf('a/b/c/x.yaml')).toBe('a/b/c');
    expect(rootOf('a/x.yaml')).toBe('a');
  });

  test('may be a git worktree, whose .git is a file; a file .sweep means nothing', () => {
    writeFileSync(join(top, 'a/.git'), 'gitdir: elsewhere\n');
    writeFileSync(join(top, 'a/b/.sweep'), '');
    expect(rootOf('a/b/c/x.yaml')).toBe('a');
  });

  test('is the folder of the file where there is neither, and the working folder is not above it', () => {
    expect(rootOf('a/b/c/x.yaml')).toBe('a/b/c');
    for (const here of ['/', join(top, 'a/b/c')]) expect(within(here, () => rootOf('a/b/c/x.yaml'))).toBe('a/b/c');
    mkdirSync(join(top, 'a/b/c2'));
    expect(within(join(top, 'a/b/c'), () => rootOf('a/b/c2/x.yaml'))).toBe('a/b/c2');
  });

  test('is the working folder where there is neither, and the file lies below it', () => {
    expect(within(join(top, 'a'), () => rootOf('a/b/c/x.yaml'))).toBe('a');
    mkdirSync(join(top, 'a/b/.git'));
    expect(within(join(top, 'a'), () => rootOf('a/b/c/x.yaml'))).toBe('a/b');
  });

  test('is told with the folder of the file, both absolute', () => {
    mkdirSync(join(top, '.git'));
    within(join(top, 'a'), () => {
      expect(findProject('b/x.yaml')).toEqual({ root: top, fileFolder: join(top, 'a/b') });
      expect(projectRoot('.')).toBe(top);
    });
  });
});
