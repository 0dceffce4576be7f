import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAllotment, pilotScript } from '../../../src/launch/slurm/pilot.ts';
import { isLiving } from '../../rig/living.ts';
import { textOf, until } from '../../rig/until.ts';

const ON_NODE = {
  PATH: process.env['PATH'] ?? '',
  SLURM_JOB_ID: '813',
  SLURM_CPUS_PER_TASK: '4',
  SLURM_MEM_PER_NODE: '2048',
  SLURM_CONF: '/etc/slurm.conf',
  PMIX_RANK: '0',
  CUDA_VISIBLE_DEVICES: '2,3',
};

/** A pilot whose runner is this text of bash, as Slurm starts it. */
function pilot(runner: string, more: { readonly setup?: string; readonly usesGpus?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-pilot-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('runner.sh'), runner);
  const command = ['bash', 'runner.sh', "it's"];
  writeFileSync(
    path('batch.sh'),
    pilotScript({ sweep: 's', folder, command, setup: more.setup ?? null, usesGpus: more.usesGpus ?? false }),
  );
  const child = spawn('bash', [path('batch.sh')], { env: { ...ON_NODE, TMPDIR: folder }, stdio: 'inherit' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { path, child, ended, text: (name: string) => textOf(path(name)) };
}

describe('the batch script of a pilot', () => {
  it('tells its runner what it was given, in an environment that says nothing of that', async () => {
    const { ended, text } = pilot('printf "%s\\n" "$@" > words\nenv > env\nexit 3\n', { setup: 'export OF_SETUP=1' });
    expect(await ended).toBe(3);
    expect(text('words')).toBe("it's\n--allotted\n813/4/2048\n");
    const names = (text('env') ?? '').split('\n').map((line) => line.split('=')[0] ?? '');
    expect(names.filter((name) => /^(?:SLURM|PMI)/.test(name))).toEqual(['SLURM_CONF']);
    expect(names).toContain('OF_SETUP');
    expect(text('env')).toContain('CUDA_VISIBLE_DEVICES=\n');
  });

  it('leaves it the GPUs that Slurm gives', async () => {
    const { ended, text } = pilot('env > env', { usesGpus: true });
    expect(await ended).toBe(0);
    expect(text('env')).toContain('CUDA_VISIBLE_DEVICES=2,3\n');
    expect(text('env')).toContain('CUDA_DEVICE_ORDER=PCI_BUS_ID\n');
  });

  it('gives it a host folder of its own, which goes with it', async () => {
    const { ended, text, path } = pilot('echo "$SWEEP_HOST_DIR" > host; ls -d "$SWEEP_HOST_DIR" >> host');
    await ended;
    const [first = '', second] = (text('host') ?? '').split('\n');
    expect(first).toBe(second);
    expect(readdirSync(path('.')).filter((name) => name.startsWith('sweep-pilot.'))).toEqual([]);
  });

  it('passes on what Slurm signals, and ends when its runner does', async () => {
    const { child, ended, text } = pilot(
      'trap "echo USR2 >> heard" USR2; trap "echo TERM >> heard; exit 7" TERM; : > ready; while :; do sleep 0.05; done',
    );
    await until('its runner', () => text('ready') !== null);
    child.kill('SIGUSR2');
    await until('the signal', () => text('heard') === 'USR2\n');
    child.kill('SIGTERM');
    expect(await ended).toBe(7);
    expect(text('heard')).toBe('USR2\nTERM\n');
  });

  it('ends what a runner that was killed has left, in whatever session, with KILL where TERM does not', async () => {
    const job = 'trap "" TERM; echo $$ > job; while :; do sleep 0.05; done';
    const { ended, text } = pilot(`echo $$ > runner
setsid bash -c '${job}' &
until [ -s job ]; do sleep 0.05; done
kill -KILL $$
`);
    expect(await ended).toBe(137);
    expect(isLiving(Number(text('job')))).toBe(false);
  }, 30_000);
});

it.each([
  ['813/4/2048', { id: '813', cpus: 4, memory: 2048 * 1024 ** 2 }],
  ['813/4/0', { id: '813', cpus: 4, memory: null }],
  ['813/0/0', { id: '813', cpus: 1, memory: null }],
  ['', null],
  ['813/4', null],
])('what a pilot was given is read as its batch script tells it: %j', (text, allotment) => {
  expect(parseAllotment(text)).toEqual(allotment);
});
