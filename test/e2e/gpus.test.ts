import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { leaseFileName } from '../../src/host/leases/lease-file.ts';
import { writeLease, type Lease } from '../../src/host/leases/lease-text.ts';
import { identify } from '../../src/host/system/process.ts';
import type { ProcessId } from '../../src/model/process-id.ts';
import { share } from '../../src/model/units.ts';
import { inLong } from '../rig/cases.ts';
import { hold, plantLeaseFile, SELF, statement, UID, want } from '../rig/leases.ts';
import { Project, type Running } from '../rig/project.ts';
import { until } from '../rig/until.ts';

/** A machine with two GPUs, on the second of which process `$STRANGER` computes. */
const NVIDIA_SMI = `#!/bin/bash
case "$*" in
  *--query-gpu*)
    echo '0, GPU-11111111-1111-1111-1111-111111111111, 00000000:07:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled'
    echo "1, GPU-22222222-2222-2222-2222-222222222222, 00000000:0F:00.0, NVIDIA A100-SXM4-80GB, 81920, \${USED:-4}, \${LOAD:-0}, Disabled" ;;
  *--query-compute-apps*) [ -z "$STRANGER" ] || echo "GPU-22222222-2222-2222-2222-222222222222, $STRANGER, 40960" ;;
  *) exit 1 ;;
esac
`;

/** Puts a tool into a folder of the project; answers with the environment in which it is found first. */
function withTool(project: Project, text: string, env: Readonly<Record<string, string>> = {}): Record<string, string> {
  const bin = project.path('bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'nvidia-smi'), text);
  chmodSync(join(bin, 'nvidia-smi'), 0o755);
  return { PATH: `${bin}:${process.env['PATH'] ?? ''}`, XDG_CONFIG_HOME: project.path('config'), ...env };
}

const FIRST = 'GPU-11111111-1111-1111-1111-111111111111';
const SECOND = 'GPU-22222222-2222-2222-2222-222222222222';

/** Has another run of this user tell of itself; its runner is the process of the tests unless said otherwise. */
function plant(project: Project, sweep: string, part: Partial<Lease>): void {
  const lease = { ...statement({ sweep }), runner: SELF, user: 'ada', ...part };
  plantLeaseFile(project.hostFolder, leaseFileName(UID, `/runs/${sweep}`), writeLease(lease));
}

/** A process in a session of its own, as keepers are. */
function keeper(): ProcessId {
  const child = spawn('sleep', ['300'], { stdio: 'ignore', detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  return identify(child.pid!)!;
}

const HOLD = 'matrix: {n: [1]}\ncommand: "touch began; until [ -e go ]; do sleep 0.1; done"\ngpus: 1\n';

/** What `sweep gpus --json` prints of each GPU. */
async function gpus(project: Project, env: Readonly<Record<string, string>>): Promise<readonly object[]> {
  const json = JSON.parse((await project.start(['gpus', '--json'], env).ended).stdout) as { gpus: object[] };
  expect(isValid('gpus.schema.json', json)).toBe(true);
  return json.gpus;
}

function isValid(schema: string, document: unknown): boolean {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'schemas', schema), 'utf8');
  return new Ajv2020({ strict: true, allowUnionTypes: true }).validate(JSON.parse(text), document);
}

inLong(() => {
  describe('sweep gpus', () => {
    it('shows who holds each GPU: a job, a stranger, nobody; and what is paused', async () => {
      const project = new Project({ 's.yaml': HOLD });
      const env = withTool(project, NVIDIA_SMI, { STRANGER: String(process.pid), USED: '40964', LOAD: '97' });
      const runner = project.start(['run', 's.yaml'], env);
      await project.appears('began');
      const paused = await project.start(['gpus', 'pause', '1'], env).ended;
      expect(paused).toMatchObject({ code: 0, stdout: 'paused, for all your runs: GPU 1\n' });
      const { code, stdout } = await project.start(['gpus'], env).ended;
      expect(code).toBe(0);
      const [title, first, second, third, ...rest] = stdout.trimEnd().split('\n');
      expect(title).toMatch(/^gpu +name +memory +load +held by$/);
      expect(first).toMatch(/^ +0 +NVIDIA A100-SXM4-80GB +4 MiB \/ 80 GiB +0% +s: 1$/);
      expect(second).toMatch(/^ +1 +NVIDIA A100-SXM4-80GB +40 GiB \/ 80 GiB +97% +paused$/);
      expect(third).toMatch(new RegExp(`^ +process ${process.pid} \\(.*\\), 40 GiB$`));
      expect(rest).toEqual([]);
      expect(await gpus(project, env)).toMatchObject([
        { gpu: 0, holders: [{ sweep: 's', job: '1', share: 1, own: true }], paused: false },
        { gpu: 1, holders: [], strangers: [{ pid: process.pid }], paused: true, load: 0.97 },
      ]);
      project.write('go', '');
      expect((await runner.ended).code).toBe(0);
    });

    it('counts a process to the job in whose session it is, on the GPUs that this job holds and on no other', async () => {
      const project = new Project();
      const job = keeper();
      const env = withTool(project, NVIDIA_SMI, { STRANGER: String(job.pid), USED: '40964' });
      plant(project, 'tune', { holds: [hold({ job: 'a', gpus: [SECOND], share: share(500), keeper: job })] });
      expect(await gpus(project, env)).toMatchObject([
        { holders: [] },
        { holders: [{ sweep: 'tune', job: 'a', share: 0.5, own: true }], strangers: [], objection: null },
      ]);
      plant(project, 'tune', { holds: [hold({ job: 'a', gpus: [FIRST], keeper: job })] });
      expect(await gpus(project, env)).toMatchObject([
        { holders: [{ job: 'a', share: 1 }] },
        { holders: [], strangers: [{ pid: job.pid, program: 'sleep', memory: 40 * 2 ** 30 }] },
      ]);
    });

    it('shows a process of which nothing can be told, also while a job is about to begin', async () => {
      const project = new Project();
      const gone = 2 ** 22;
      const env = withTool(project, NVIDIA_SMI, { STRANGER: String(gone), USED: '40964' });
      plant(project, 'tune', { holds: [hold({ gpus: [SECOND], keeper: null })] });
      const [, second] = await gpus(project, env);
      expect(second).toMatchObject({
        holders: [{ sweep: 'tune' }],
        strangers: [{ pid: gone, user: null, program: null }],
      });
    });

    it('says what keeps runs from a GPU: quarantine, memory or load in use by nobody known, the host file', async () => {
      const project = new Project({ 'tight.yaml': 'gpus: [0]\nmax_load: 0.5\nfree_memory: 0.4\n' });
      const env = withTool(project, NVIDIA_SMI, { USED: '40964', LOAD: '97' });
      plant(project, 'tune', { quarantined: { [FIRST]: 'its memory does not drain' } });
      const { stdout } = await project.start(['gpus'], env).ended;
      expect(stdout).toContain(' in quarantine for tune: its memory does not drain\n');
      expect(stdout).toContain(' in use: only 49% of its memory is free: 40.0 GiB used\n');
      const tight = await project.start(['gpus', '--host', 'tight.yaml'], env).ended;
      expect(tight).toMatchObject({ code: 0, stderr: '' });
      expect(tight.stdout.trimEnd().split('\n').slice(2)).toEqual([
        expect.stringMatching(/ not allowed by the host file$/),
        expect.stringMatching(/^ +in use: its load is 97%: it is used$/),
      ]);
    });

    it('names what is not there: GPUs that the host file allows, and GPUs that a job holds', async () => {
      const project = new Project({ 'host.yaml': 'gpus: [0, 7]\n' });
      plant(project, 'tune', { holds: [hold({ gpus: [FIRST, 'GPU-lost', 'virtual-0'] })] });
      const { code, stderr } = await project.start(['gpus', '--host', 'host.yaml'], withTool(project, NVIDIA_SMI))
        .ended;
      expect([code, stderr.trimEnd().split('\n')]).toEqual([
        0,
        [
          'no run can use the GPUs that the host file allows: GPU 7 is not on this host, which has GPUs 0, 1',
          expect.stringMatching(/^tune of \S+ holds GPU-lost, which no driver shows$/),
        ],
      ]);
    });

    it('shows the made-up GPUs that rehearsals hold after the real ones, and marks them', async () => {
      const project = new Project({ 'host.yaml': 'paused: [2]\n' });
      plant(project, 'tune', { holds: [hold({ job: 'a', gpus: ['virtual-10', 'virtual-2', 'virtual-x'] })] });
      const { stdout } = await project.start(['gpus', '--host', 'host.yaml'], withTool(project, NVIDIA_SMI)).ended;
      expect(stdout.trimEnd().split('\n').slice(3)).toEqual([
        expect.stringMatching(/^ +2  virtual GPU +paused$/),
        expect.stringMatching(/^ +tune: a$/),
        expect.stringMatching(/^ 10  virtual GPU +tune: a$/),
      ]);
    });

    it('refuses a host file that is wrong', async () => {
      const project = new Project({ 'host.yaml': 'gpus: many\n' });
      const { code, stdout, stderr } = await project.sweep('gpus', '--host', 'host.yaml');
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('host.yaml:1')]);
    });

    it('says so when there are none, and what is wrong when they cannot be looked at', async () => {
      const project = new Project();
      const none = await project.start(['gpus'], withTool(project, '#!/bin/sh\necho "No devices were found"; exit 6\n'))
        .ended;
      expect([none.code, none.stdout]).toEqual([0, expect.stringContaining('no GPUs')]);
      const broken = withTool(
        project,
        '#!/bin/sh\necho "Failed to initialize NVML: Driver/library version mismatch"; exit 18\n',
      );
      const { code, stderr } = await project.start(['gpus'], broken).ended;
      expect([code, stderr]).toEqual([75, expect.stringContaining('Driver/library version mismatch')]);
    });

    it('says that GPUs may be missing where the tool shows some, and fails', async () => {
      const project = new Project();
      const row = '0, GPU-5c8f5e2a-0001, 00000000:1A:00.0, NVIDIA A100, 81920, 4, 0, Disabled';
      const tool = withTool(project, `#!/bin/sh\necho "${row}"; printf '\\033[31mno more\\n' >&2; exit 14\n`);
      const { code, stdout, stderr } = await project.start(['gpus'], tool).ended;
      expect([code, stdout, stderr]).toEqual([
        0,
        expect.stringContaining('NVIDIA A100'),
        'GPUs may be missing here: nvidia-smi exited with 14: no more\n',
      ]);
    });
  });
});

function said({ output }: Running): string {
  return output.stdout + output.stderr;
}

describe('a run on a machine whose driver is in trouble', () => {
  inLong(() => {
    it('runs its jobs without GPUs while nvidia-smi is slow, and says what the others wait for', async () => {
      const project = new Project({
        's.yaml': 'stages:\n  cpu: {command: touch began}\n  gpu: {command: touch ran, gpus: 1}\n',
      });
      const env = withTool(project, NVIDIA_SMI.replace('\n', '\nuntil [ -e works ]; do sleep 0.1; done\n'));
      const runner = project.start(['run', 's.yaml'], env);
      await project.appears('began');
      await until('what the others wait for', () => said(runner).includes('the GPUs cannot be looked at'));
      expect(said(runner)).toContain('gpu waits: the GPUs cannot be looked at: the driver has not answered for');
      const why = project.start(['why', 'gpu'], env);
      await until('why to wait', () =>
        said(why).includes('the driver of the GPUs is slow to answer and is waited for'),
      );
      project.write('works', '');
      expect((await why.ended).code).toBe(0);
      expect((await runner.ended).code).toBe(0);
      expect(project.has('ran')).toBe(true);
    });
  });

  it('runs its jobs without GPUs while nvidia-smi fails, and why says what the others wait for', async () => {
    const project = new Project({
      's.yaml': 'stages:\n  cpu: {command: touch began}\n  gpu: {command: touch ran, gpus: 1}\n',
    });
    const env = withTool(project, NVIDIA_SMI.replace('\n', '\n[ -e works ] || { echo no driver >&2; exit 9; }\n'));
    const runner = project.start(['run', 's.yaml'], env);
    await project.appears('began');
    const why = await project.start(['why', 'gpu'], env).ended;
    expect(why.stdout).toContain('the GPUs cannot be looked at: nvidia-smi exited with 9: no driver');
    project.write('works', '');
    expect((await runner.ended).code).toBe(0);
    expect(project.has('ran')).toBe(true);
  });

  inLong(() => {
    it('goes on without a GPU that is lost: jobs run on the others, and the lost one is named', async () => {
      const project = new Project({
        's.yaml':
          'matrix: {n: [1, 2]}\ncommand: echo $CUDA_VISIBLE_DEVICES > {{n}}; until [ -e go ]; do sleep 0.1; done\ngpus: 1\n',
      });
      const lost = "'Unable to determine the device handle for GPU0000:07:00.0: GPU is lost.  Reboot the system.'";
      const env = withTool(project, NVIDIA_SMI.replace(/echo '0, .*'/, `echo ${lost}`).replace(/exit 1/, 'exit 15'));
      const runner = project.start(['run', 's.yaml'], env);
      await project.appears('1');
      const lostSaid = 'nvidia-smi says of it: GPU is lost';
      await until('status', async () => (await project.sweep('status', 's')).stdout.includes(lostSaid));
      expect((await project.start(['why', '2'], env).ended).stdout).toContain(`gpu 0: ${lostSaid}`);
      expect((await project.start(['gpus'], env).ended).stdout).toMatch(/^ +0 .* does not work: GPU is lost$/m);
      project.write('go', '');
      expect((await runner.ended).code).toBe(0);
      expect(said(runner)).toContain(`is not used: ${lostSaid}`);
      expect([project.read('1'), project.read('2')]).toEqual(['1\n', '1\n']);
    });
  });
});

inLong(() => {
  describe('the threshold of memory', () => {
    it.each([
      ['8192', true],
      ['8193', false],
    ])('lets a GPU be given out at exactly nine tenths free: %s MiB of 81920 used', async (used, isGiven) => {
      const project = new Project({ 's.yaml': 'command: touch ran\ngpus: 1\ngpu_ids: 1\n' });
      const env = withTool(project, NVIDIA_SMI, { USED: used });
      const runner = project.start(['run', 's.yaml'], env);
      if (isGiven) expect((await runner.ended).code).toBe(0);
      else {
        await until('the reason', async () =>
          (await project.start(['why', 'main'], env).ended).stdout.includes('only 89% of its memory is free'),
        );
        runner.child.kill('SIGTERM');
        expect((await runner.ended).code).toBe(143);
      }
      expect(project.has('ran')).toBe(isGiven);
    });
  });
});

inLong(() => {
  describe('sweep status --host', () => {
    it('lists the runs of the host, the one that goes first first, and says when there are none', async () => {
      const project = new Project({ 'a.yaml': HOLD, 'b.yaml': HOLD.replace('gpus: 1', 'gpus: 1\npriority: 2') });
      expect((await project.sweep('status', '--host')).stdout).toBe('no run on this host\n');
      const runs = ['a', 'b'].map((name) => [name, '--gpus', 'virtual:1', '--slots', '4'] as const);
      const first = project.start(['run', `${runs[0]![0]}.yaml`, ...runs[0]!.slice(1)]);
      await project.appears('began');
      const second = project.start(['run', 'b.yaml', ...runs[1]!.slice(1)]);
      const json = async () =>
        JSON.parse((await project.sweep('status', '--host', '--json')).stdout) as { runs: { wants: object[] }[] };
      await until('a run that wants a GPU', async () => (await json()).runs.some(({ wants }) => wants.length > 0));
      const document = await json();
      expect(isValid('host-status.schema.json', document)).toBe(true);
      expect(document.runs).toMatchObject([
        {
          sweep: 'a',
          runner: 'alive',
          running: 1,
          gpusHeld: 1,
          jobs: [{ job: '1', gpus: ['virtual-0'] }],
          wants: [],
        },
        { sweep: 'b', running: 0, gpusHeld: 0, wants: [{ gpus: 1, jobs: 1, priority: 2 }] },
      ]);
      const text = (await project.sweep('status', '--host')).stdout;
      expect(text).toMatch(/a +\d+ +\S+ +1 +1 +1: virtual 0 +nothing\n/);
      expect(text).toMatch(/b +\d+ +\S+ +0 +1 +0 +1 GPU, priority 2\n/);
      expect((await project.sweep('status', 'a', '--host')).code).toBe(2);
      project.write('go', '');
      expect((await Promise.all([first.ended, second.ended])).map(({ code }) => code)).toEqual([0, 0]);
    });

    it('tells which GPUs are held by their index, and only how many where the driver does not tell', async () => {
      const project = new Project();
      plant(project, 'tune', { holds: [hold({ gpus: [SECOND] })], pending: 3 });
      const shown = await project.start(['status', '--host'], withTool(project, NVIDIA_SMI)).ended;
      expect(shown.stdout).toMatch(/ +1 +3 +1: 1 +nothing\n$/);
      const broken = withTool(project, '#!/bin/sh\necho "Unable to determine the device handle"; exit 15\n');
      const { code, stdout, stderr } = await project.start(['status', '--host'], broken).ended;
      expect([code, stdout]).toEqual([0, expect.stringMatching(/ +1 +3 +1 +nothing\n$/)]);
      expect(stderr).toContain('which GPUs the runs hold cannot be told: ');
    });

    it('says of a run that its jobs live on without it', async () => {
      const project = new Project();
      const runner = keeper();
      const job = keeper();
      plant(project, 'tune', { runner, holds: [hold({ gpus: ['virtual-0'], keeper: job })], wants: [want()] });
      process.kill(runner.pid, 'SIGKILL');
      await until('the runner to be gone', async () =>
        (await project.sweep('status', '--host')).stdout.includes('(gone;'),
      );
      const { runs } = JSON.parse((await project.sweep('status', '--host', '--json')).stdout) as { runs: object[] };
      expect(runs).toMatchObject([{ sweep: 'tune', runner: 'dead', wants: [], gpus: ['virtual-0'], running: 1 }]);
    });
  });
});
