import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepDiff, keptDiff } from '../../src/journal/kept-diff.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diffs-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('what was not committed of the code of a run', () => {
  test('is kept as it is, for its user alone, and once for all runs of which it is the same', () => {
    const difference = Buffer.from([0x2b, 0xe4, 0x0a]);
    expect(keptDiff(folder, 'abc')).toBeNull();
    expect(keepDiff(folder, 'abc', difference)).toBeNull();
    const path = keptDiff(folder, 'abc') ?? '';
    expect(readFileSync(path)).toEqual(difference);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { ino } = statSync(path);
    expect(keepDiff(folder, 'abc', difference)).toBeNull();
    expect(statSync(path).ino).toBe(ino);
    expect(readdirSync(join(folder, 'diffs'))).toEqual(['abc.diff']);
  });

  test('is not kept beyond a mebibyte, and where it cannot be written, and says why', () => {
    expect(keepDiff(folder, 'abc', Buffer.alloc(1024 ** 2 + 1))).toBe('it has more than the 1 MiB that is kept');
    writeFileSync(join(folder, 'diffs'), '');
    expect(keepDiff(folder, 'abc', Buffer.from('x'))).toContain('ENOTDIR');
    expect(keptDiff(folder, 'abc')).toBeNull();
  });
});
