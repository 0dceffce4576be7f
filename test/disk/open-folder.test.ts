import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OpenFolder } from '../../src/disk/open-folder.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'open-folder-')));
  mkdirSync(join(root, 'a', 'b'), { recursive: true });
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('a folder kept in sight', () => {
  test('has the path that it was given, links and all, until it is moved or what it is in', () => {
    symlinkSync('a', join(root, 'link'));
    const folder = new OpenFolder(join(root, 'link', 'b'));
    expect(folder.path).toBe(join(root, 'link', 'b'));
    renameSync(join(root, 'a'), join(root, 'c'));
    expect(folder.path).toBe(join(root, 'c', 'b'));
    renameSync(join(root, 'c', 'b'), join(root, 'd'));
    expect(folder.path).toBe(join(root, 'd'));
    folder.close();
  });

  test('has the last path that it had when it is deleted, and what comes there instead is another', () => {
    const folder = new OpenFolder(join(root, 'a', 'b'));
    renameSync(join(root, 'a', 'b'), join(root, 'a', 'c'));
    mkdirSync(join(root, 'a', 'b'));
    expect(folder.path).toBe(join(root, 'a', 'c'));
    rmSync(join(root, 'a', 'c'), { recursive: true });
    expect(folder.path).toBe(join(root, 'a', 'c'));
    folder.close();
  });

  test('must be there', () => {
    expect(() => new OpenFolder(join(root, 'none'))).toThrow('ENOENT');
  });
});
