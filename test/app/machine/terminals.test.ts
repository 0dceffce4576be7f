import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuseWithoutTerminals } from '../../../src/app/machine/terminals.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('jobs with a terminal', () => {
  test('are refused where there is no script(1), with what to install', () => {
    const jobs = [{ tty: true }, { tty: false }, { tty: true }];
    expect(() => refuseWithoutTerminals(jobs, { PATH: folder })).toThrow(
      'script is not in PATH, which gives 2 jobs with `tty` a terminal\nhint: install util-linux (Debian and Ubuntu: bsdutils)',
    );
  });

  test('are not where there is, nor are others anywhere', () => {
    refuseWithoutTerminals([{ tty: false }], { PATH: folder });
    writeFileSync(join(folder, 'script'), '', { mode: 0o755 });
    refuseWithoutTerminals([{ tty: true }], { PATH: folder });
  });
});
