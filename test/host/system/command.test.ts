import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand } from '../../../src/host/system/command.ts';
import { identify, isAlive } from '../../../src/host/system/process.ts';
import { unprivileged } from '../../rig/unprivileged.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bash = (script: string, limit = 20_000): ReturnType<typeof runCommand> =>
  runCommand('bash', ['-c', script], { cwd: folder, env: { MORE: 'more' }, limit });

/** Ends when the kernel has done as it was told to the process whose id is in a file, or with the time limit of tests. */
async function isGone(file: string): Promise<void> {
  const child = identify(Number(readFileSync(join(folder, file), 'utf8')));
  while (child !== null && isAlive(child) === 'alive') await new Promise(setImmediate);
}

describe('a command', () => {
  test('that succeeds comes back with what it wrote, to the byte', async () => {
    expect(await bash('echo "$MORE"; pwd; echo trouble >&2; cat')).toEqual({
      ok: true,
      stdout: `more\n${folder}\n`,
      stderr: 'trouble\n',
    });
  });

  test.each([
    [
      'that fails',
      'echo out; echo no luck >&2; exit 3',
      { reason: 'exit', code: 3, stdout: 'out\n', message: 'bash exited with 3: no luck' },
    ],
    ['that fails and explains itself on stdout', 'echo out; exit 3', { message: 'bash exited with 3: out' }],
    ['that fails in silence', 'exit 3', { message: 'bash exited with 3' }],
    ['that is killed', 'kill -TERM $$', { reason: 'signal', code: null, message: 'bash was killed by SIGTERM' }],
  ])('%s says how', async (_, script, expected) => {
    expect(await bash(script)).toMatchObject({ ok: false, ...expected });
  });

  test('that is not installed is missing', async () => {
    const result = await runCommand('no-such-program-anywhere', []);
    expect(result).toMatchObject({
      ok: false,
      reason: 'missing',
      message: 'no-such-program-anywhere is not installed',
    });
  });

  test('that is not installed is missing though a folder of PATH may not be searched, as after su', async () => {
    mkdirSync(join(folder, 'private'), { mode: 0o600 });
    const path = process.env['PATH'];
    process.env['PATH'] = `${join(folder, 'private')}:${path ?? ''}`;
    try {
      const result = await unprivileged(() => runCommand('no-such-program-anywhere', []));
      expect(result).toMatchObject({ ok: false, reason: 'missing' });
    } finally {
      process.env['PATH'] = path;
    }
  });

  test('that may not be executed cannot be run', async () => {
    writeFileSync(join(folder, 'plain'), 'text', { mode: 0o600 });
    expect(await runCommand(join(folder, 'plain'), [])).toMatchObject({ ok: false, reason: 'spawn' });
  });

  test('that takes too long is killed with its children, though they hold its output', async () => {
    const result = await bash('sleep 1000 & echo $! > child; trap "" TERM; wait', 500);
    expect(result).toMatchObject({ ok: false, reason: 'limit', message: 'bash did not end within 0.5 s' });
    if (!result.ok) await result.gone;
    await isGone('child');
  });

  test('that ends but leaves its output to a child has answered, and the child is killed', async () => {
    const result = await bash('sleep 1000 & echo $! > child; head -c 1000000 /dev/zero; echo trouble >&2');
    expect(result).toEqual({ ok: true, stdout: '\0'.repeat(1_000_000), stderr: 'trouble\n' });
    await isGone('child');
  });

  test('that fails but leaves its output to a child says how', async () => {
    const result = await bash('sleep 1000 & echo no luck; exit 3');
    expect(result).toMatchObject({ ok: false, reason: 'exit', code: 3, message: 'bash exited with 3: no luck' });
  });

  test('that ends but leaves its output to a child that never stops writing is stopped', async () => {
    const result = await runCommand('bash', ['-c', 'yes &'], { mostOutput: 10_000 });
    expect(result).toMatchObject({ ok: false, reason: 'output' });
  });

  test('that never stops writing is stopped', async () => {
    const result = await runCommand('bash', ['-c', 'yes'], { mostOutput: 10_000 });
    expect(result).toMatchObject({ ok: false, reason: 'output', message: 'bash wrote too much' });
  });
});
