import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { slurmCommands } from '../../../src/launch/slurm/commands.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-commands-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const commands = (env: NodeJS.ProcessEnv = process.env) => slurmCommands(env, () => folder);

it.each([
  ['is done, and has said something', ['echo', 'a b'], { is: 'done', text: 'a b\n' }],
  ['refuses, and says why', ['bash', '-c', 'echo no >&2; exit 3'], { is: 'refused', message: 'no\n' }],
  ['is not there', ['no-such-command'], { is: 'missing' }],
])('a command %s', async (_, words, result) => {
  expect(await commands()(words)).toEqual(result);
});

it('a command reads what it is given, in the folder of the project', async () => {
  expect(await commands()(['bash', '-c', 'pwd; cat'], 'text')).toEqual({ is: 'done', text: `${folder}\ntext` });
});

it('a command finds nothing of an outer job of Slurm', async () => {
  const env = { ...process.env, SLURM_JOB_ID: '7' };
  expect(await commands(env)(['bash', '-c', 'echo ${SLURM_JOB_ID-none}'])).toEqual({ is: 'done', text: 'none\n' });
});

it('a command that takes too long has not answered', async () => {
  writeFileSync(join(folder, 'timeout'), '#!/bin/sh\nexit 124\n', { mode: 0o755 });
  expect(await commands({ PATH: `${folder}:${process.env['PATH'] ?? ''}` })(['true'])).toEqual({ is: 'unanswered' });
});

it('nothing is run where there is no timeout(1)', async () => {
  expect(await commands({ PATH: '/nowhere' })(['true'])).toEqual({ is: 'missing' });
});
