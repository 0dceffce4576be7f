import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/check.ts', import.meta.url));
const TSX = fileURLToPath(import.meta.resolve('tsx/cli'));
const STATIC = ['lint', 'types', 'format:check', 'unused', 'rules', 'package', 'generate:check'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-check-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the script in a package whose scripts print their name, and fail where `failing` says so. */
async function check(failing: readonly string[], ...words: readonly string[]) {
  const scripts = Object.fromEntries(
    [...STATIC, 'test'].map((name) => [name, `echo "this is ${name}"; exit ${failing.includes(name) ? 3 : 0}`]),
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
  return execa(process.execPath, [TSX, SCRIPT, ...words], { cwd: folder, reject: false });
}

test('all static steps run though some fail, what those printed is shown, and the tests are not run', async () => {
  const { stdout, exitCode } = await check(['lint', 'rules']);
  for (const name of ['lint', 'rules']) expect(stdout).toMatch(new RegExp(`✗ ${name} .*\\nthis is ${name}`));
  for (const name of ['types', 'package', 'generate:check']) expect(stdout).toContain(`✓ ${name}`);
  expect(stdout).not.toContain('this is t');
  expect(stdout).toMatch(/\nfailed: (lint, rules|rules, lint) in \d+\.\d s; the tests were not run$/);
  expect(exitCode).toBe(1);
});

test('with --static the tests are left out, and what a sound step printed is not shown', async () => {
  const { stdout, exitCode } = await check([], '--static');
  for (const name of STATIC) expect(stdout).toMatch(new RegExp(`✓ ${name} +\\d+\\.\\d s`));
  expect(stdout).not.toContain('this is');
  expect(stdout).toMatch(/\nall passed in \d+\.\d s$/);
  expect(exitCode).toBe(0);
});

test('the tests come last, as they print, and a failed one is a failure of the whole', async () => {
  const { stdout, exitCode } = await check(['test']);
  expect(stdout).toMatch(/✓ [^]*\nthis is test\n✗ test +\d+\.\d s\n/);
  expect(stdout).toMatch(/\nfailed: test in \d+\.\d s$/);
  expect(exitCode).toBe(1);
});
