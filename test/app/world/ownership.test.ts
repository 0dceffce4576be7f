import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownIdentity, tryLock } from '../../../src/app/world/ownership.ts';
import { unprivileged } from '../../rig/unprivileged.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sweep-test-'));
  chmodSync(root, 0o755);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const OPTIONS = { takeOver: false, owner: {} } as const;

test('a run folder that is there, and may not be written, is said to be just that', async () => {
  const folder = join(root, '.sweep', 's');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  for (const path of [join(root, '.sweep'), folder]) chmodSync(path, 0o555);
  await unprivileged(() => {
    expect(() => tryLock(folder, ownIdentity(), OPTIONS)).toThrow(
      `the run folder ${folder} cannot be written: EACCES: permission denied`,
    );
    expect(() => tryLock(folder, ownIdentity(), OPTIONS)).not.toThrow(/mkdir|lock/);
  });
  for (const path of [join(root, '.sweep'), folder]) chmodSync(path, 0o755);
});

test.each(['.sweep', '.sweep/s'])('one in whose place, or above which, a file stands cannot be made: %s', (path) => {
  const folder = join(root, '.sweep', 's');
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
  expect(() => tryLock(folder, ownIdentity(), OPTIONS)).toThrow(`the run folder ${folder} cannot be made: E`);
});
