import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { spawnDetached } from '../../../src/app/control/detached-run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'detached-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each<[string, (path: string) => void, RegExp]>([
  ['a pipe', (path) => execFileSync('mkfifo', [path]), /is no plain file: it is a pipe\. Move it aside$/],
  ['a device', (path) => symlinkSync('/dev/null', path), /is no plain file: it is a device\. Move it aside$/],
  ['a folder', (path) => mkdirSync(path), /EISDIR.*\. Move it aside$/],
  ['a link that leads nowhere', (path) => symlinkSync('/nowhere/at/all', path), /ENOENT.*\. Move it aside$/],
])('a run in the background is refused where its log has to be: %s', (_, put, why) => {
  const path = join(folder, 'run.log');
  put(path);
  const start = () => spawnDetached(['true'], folder);
  expect(start).toThrow(`${path} cannot take what a run in the background says: `);
  expect(start).toThrow(why);
});
