import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { lastChange } from '../../src/project/last-change.ts';

/** A folder with files that were written at these seconds. */
function treeWith(files: Readonly<Record<string, number>>): string {
  const root = mkdtempSync(join(tmpdir(), 'sweep-change-'));
  for (const [path, time] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), time, time);
  }
  return root;
}

test.each([
  ['a file', 'a.txt', 5000],
  ['a folder, at any depth', 'in', 8000],
  ['a glob', 'in/*.txt', 7000],
  ['nothing that is there', 'gone', null],
  ['nothing that a glob matches', 'in/*.json', null],
  ['a folder without a file', 'in/empty', null],
])('what was written last is told of %s', (_, path, time) => {
  const root = treeWith({ 'a.txt': 5, 'in/b.txt': 6, 'in/c.txt': 7, 'in/d/e.txt': 8 });
  mkdirSync(join(root, 'in/empty'));
  expect(lastChange(root, path)).toBe(time);
});
