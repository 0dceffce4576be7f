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

  test('is the folder of the file where there is neither', () => {
    expect(rootOf('a/b/c/x.yaml')).toBe('a/b/c');
  });

  test('is told with the folder of the file, both absolute', () => {
    mkdirSync(join(top, '.git'));
    const before = process.cwd();
    process.chdir(join(top, 'a'));
    try {
      expect(findProject('b/x.yaml')).toEqual({ root: top, fileFolder: join(top, 'a/b') });
      expect(projectRoot('.')).toBe(top);
    } finally {
      process.chdir(before);
    }
  });
});
