import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readImport } from '../../src/language/import/read-import.ts';
import { arrayOf } from '../../src/language/import/slurm/array.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import type { Job } from '../../src/model/plan.ts';
import { someOf } from '../rig/cases.ts';
import { planOf } from '../rig/expansion.ts';
import { FIXTURES_OF_SLURM, manifestsIn, whatIsListed } from '../rig/slurm-scripts.ts';

/** Programs that note how they are called, in the place of those that the scripts run. */
const PROGRAMS = ['bin/python', 'bin/Rscript', 'bin/bwa', 'bin/gzip', 'bin/julia', 'simulate', 'solver', 'regrid'];
const NOTE =
  '#!/bin/bash\nprintf "%s" "${0##*/}" >> "$CALLS"; printf " <%s>" "$@" >> "$CALLS"\n[ "$1" != search.py ] || printf " %s" "$SLURM_ARRAY_TASK_ID" >> "$CALLS"\necho >> "$CALLS"\n';
const SRUN = '#!/bin/bash\nwhile [[ $1 == -* ]]; do [[ $1 != -n ]] || shift; shift; done\nexec "$@"\n';

function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-slurm-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(FIXTURES_OF_SLURM, folder, { recursive: true });
  for (const name of ['bin', 'results', 'aligned', 'grid', 'sim', 'lists']) mkdirSync(join(folder, name));
  // No import sees this one, which is in a folder of its own.
  writeFileSync(join(folder, 'lists', 'subjects.txt'), 'ann\nbo\ncy\ndi\n');
  const programs = [
    ...PROGRAMS.map((path) => [path, NOTE]),
    ['bin/srun', SRUN],
    ...['bin/module', 'bin/conda'].map((path) => [path, '#!/bin/sh\n']),
  ];
  for (const [path = '', text = ''] of programs) {
    writeFileSync(join(folder, path), text);
    chmodSync(join(folder, path), 0o755);
  }
  return folder;
}

function run(folder: string, words: readonly string[], env: Readonly<Record<string, string>>, input = '') {
  const PATH = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  spawnSync('bash', words, {
    cwd: folder,
    input,
    env: { PATH, HOME: folder, CALLS: join(folder, 'calls.txt'), ...env },
  });
}

/** What has been run, and what files say then. */
function traces(folder: string): readonly unknown[] {
  const calls = existsSync(join(folder, 'calls.txt'))
    ? readFileSync(join(folder, 'calls.txt'), 'utf8').split('\n')
    : [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((one) => one.isFile() && one.name !== 'calls.txt')
    .map((one) => [
      join(one.parentPath, one.name).slice(folder.length),
      readFileSync(join(one.parentPath, one.name), 'utf8'),
    ]);
  return [[...new Set(calls)].sort(), files.sort()];
}

function runJob(folder: string, { command, setup, env }: Job): void {
  const text = command.kind === 'shell' ? command.text : '';
  run(
    folder,
    ['-eo', 'pipefail', '-c', `${setup ?? ''}\n${text}`],
    Object.fromEntries([...env].map(([name, value]) => [name, value ?? ''])),
  );
}

const scripts = readdirSync(FIXTURES_OF_SLURM).filter((file) => file.endsWith('.sh') && !file.includes('refused'));

it.each(someOf(scripts, 1, 4))('%s runs as a sweep what its tasks run', (file) => {
  const [before, after] = [workplace(), workplace()];
  const text = readFileSync(join(before, file), 'utf8');
  const [, said = ''] = /(?:--array=|-a )(\S+)/.exec(text) ?? [];
  const tasks = arrayOf(said)?.tasks ?? [];
  const variables = { SLURM_CPUS_PER_TASK: /--cpus-per-task=(\d+)/.exec(text)?.[1] ?? '', SLURM_SUBMIT_DIR: before };
  for (const task of tasks) run(before, [file], { ...variables, SLURM_ARRAY_TASK_ID: String(task) });
  const { sweeps } = readImport(text, file, manifestsIn(after));
  expect(traces(before)).not.toEqual(traces(after));
  for (const sweep of sweeps) {
    const written = sweepText({ schema: null, name: 'imported', ...sweep });
    const { jobs } = planOf(written, {}, { root: after, dir: after, ...whatIsListed(after) });
    for (const job of jobs) runJob(after, job);
    expect(traces(after)).toEqual(traces(before));
    rmSync(join(after, 'output.txt'), { force: true });
  }
});
