import { chmodSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crash, Project, type Ended, type Running } from '../rig/project.ts';
import { Slurm } from '../rig/slurm.ts';
import { until } from '../rig/until.ts';

const HOST = `executors:
  cluster: { kind: slurm, time: 10m, poll: 1s, latency: 3s, sbatch: [--comment=tests] }
`;

let slurm: Slurm;

beforeAll(async () => {
  slurm = await Slurm.start({ nodes: 2, cpus: 4, gpus: 2, lines: ['MinJobAge=300'] });
});

afterAll(async () => {
  await slurm.stop();
});

/** A project whose host file has the cluster. */
class ClusterProject extends Project {
  constructor(sweep: string, host = HOST) {
    super({ 'sweep.yaml': `name: s\n${sweep}`, '.sweep-host.yaml': host });
  }

  run(...words: readonly string[]): Running {
    return this.start(['run', 'sweep.yaml', ...words], slurm.environment);
  }

  onCluster(...words: readonly string[]): Promise<Ended> {
    return this.run('--on', 'cluster', ...words).ended;
  }
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Whether anything of a test is left in the queue. */
const isEmpty = async (): Promise<boolean> => (await slurm.queue()).length === 0;

describe('a sweep on a cluster', () => {
  it('runs as arrays of tasks, one for each request of jobs that can start, and comes home to the same run folder', async () => {
    const project = new ClusterProject(`
matrix: { lr: [1, 2, 3] }
stages:
  train:
    slots: 2
    command: echo {{lr}} on $SLURMD_NODENAME > out/{{lr}}
    produces: ['out/{{lr}}']
  evaluate:
    needs: train
    command: cat out/{{lr}}
`);
    const { code, stdout, stderr } = await project.onCluster();
    expect({ code, stderr: code === 0 ? '' : stdout + stderr }).toEqual({ code: 0, stderr: '' });
    const planned = project.events('s', 'attempt-planned');
    const arrays = project.events('s', 'array-submitted');
    expect(planned.map(({ on }) => on?.executor)).toEqual(Array(6).fill('cluster'));
    expect(arrays[0]?.tasks).toBe(3);
    expect(arrays.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(6);
    // Each job that was planned is a task of an array that was recorded before it began.
    const journal = project.journal('s');
    for (const { on, job } of planned) {
      const recorded = journal.findIndex((one) => one.event === 'array-submitted' && one.array === on?.array);
      const began = journal.findIndex((one) => one.event === 'attempt-started' && one.job === job);
      expect(recorded).toBeGreaterThanOrEqual(0);
      expect(began).toBeGreaterThan(recorded);
    }
    expect(project.read('out/2')).toMatch(/^2 on n[12]\n$/);
    expect((await project.sweep('logs', 'evaluate+lr-3')).stdout).toMatch(/^3 on n/);
    expect(await isEmpty()).toBe(true);
    expect((await project.onCluster()).stdout).toContain('nothing to do');
  });

  it('gives jobs the GPUs that Slurm gives them, and none to others; nothing of an outer job reaches them', async () => {
    const project = new ClusterProject(`
matrix: { n: [1, 2] }
stages:
  gpus: { gpus: '{{n}}', command: 'echo "$CUDA_VISIBLE_DEVICES|$SWEEP_GPU_COUNT" > gpus-{{n}}' }
  none: { over: [], command: 'echo "[$CUDA_VISIBLE_DEVICES]$SWEEP_GPU_COUNT $OUTER $SLURM_NTASKS $(ulimit -n)" > none' }
`);
    const outer = { SLURM_NTASKS: '77', SBATCH_PARTITION: 'nowhere', CUDA_VISIBLE_DEVICES: '5', OUTER: 'kept' };
    const running = project.start(['run', 'sweep.yaml', '--on', 'cluster'], { ...slurm.environment, ...outer });
    expect((await running.ended).code).toBe(0);
    expect(project.read('gpus-1')).toMatch(/^[01]\|1\n$/);
    expect(project.read('gpus-2')).toBe('0,1|2\n');
    expect(project.read('none')).toMatch(/^\[\]0 kept 1 \d+\n$/);
  });

  it('tries failed jobs again, keeps what depends on them, and exits with 1', async () => {
    const project = new ClusterProject(`
stages:
  flaky: { command: '[ $SWEEP_ATTEMPT = 2 ] || exit 3', retry: 1 }
  broken: { command: 'echo no such thing >&2; exit 4' }
  after: { needs: broken, command: 'true' }
`);
    expect((await project.onCluster()).code).toBe(1);
    const ends = project.events('s', 'attempt-ended').map(({ job, outcome }) => [job, outcome]);
    expect(ends).toContainEqual(['flaky', { cause: 'exit', code: 3 }]);
    expect(ends).toContainEqual(['flaky', { cause: 'exit', code: 0 }]);
    expect(ends).toContainEqual(['broken', { cause: 'exit', code: 4 }]);
    expect(project.events('s', 'job-skipped').map(({ job }) => job)).toEqual(['after']);
  });

  it('keeps the limit of a job itself', async () => {
    const project = new ClusterProject('timeout: { after: 1s, grace: 1s }\ncommand: sleep 100\n');
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toEqual({ cause: 'timeout', after: 1, code: 124 });
  });

  it('runs no more jobs at once than the executor says', async () => {
    const host = HOST.replace('poll: 1s', 'poll: 1s, max_submitted: 2');
    const project = new ClusterProject('matrix: { n: [1, 2, 3, 4, 5] }\ncommand: "true"\n', host);
    expect((await project.onCluster()).code).toBe(0);
    let running = 0;
    const most = project.journal('s').map(({ event }) => {
      if (event === 'attempt-planned') running += 1;
      if (event === 'attempt-ended') running -= 1;
      return running;
    });
    expect(Math.max(...most)).toBe(2);
  });

  it('is what the host file says where the command says nothing', async () => {
    const project = new ClusterProject(
      'command: echo $SLURMD_NODENAME > where\n',
      `${HOST}default_executor: cluster\n`,
    );
    expect((await project.run().ended).code).toBe(0);
    expect(project.read('where')).toMatch(/^n[12]\n$/);
    expect((await project.run('--on', 'local', '--fresh').ended).code).toBe(0);
    expect(project.read('where')).toBe('\n');
  });
});

describe('a job on a cluster that is to end', () => {
  const GATED = `
matrix: { n: [1, 2, 3] }
slots: 4
timeout: { after: 10m, grace: 2s }
command: |
  trap 'echo stopped > stopped-{{n}}; exit 0' TERM
  echo began > began-{{n}}
  while [ ! -e go ]; do sleep 0.1; done
`;

  it('is stopped with time to clean up; one that still waits never begins', async () => {
    const project = new ClusterProject(GATED);
    const running = project.run('--on', 'cluster');
    await until('two jobs', () => project.has('began-1') && project.has('began-2'));
    await project.eventually('s', 'attempt-started', 2);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(143);
    expect([1, 2, 3].map((n) => project.has(`stopped-${n}`))).toEqual([true, true, false]);
    expect(project.has('began-3')).toBe(false);
    await until('an empty queue', isEmpty);
    project.write('go', '');
    expect((await project.onCluster()).code).toBe(0);
    expect(project.has('began-3')).toBe(true);
  });

  it('is killed by `sweep kill` alone', async () => {
    const project = new ClusterProject(GATED);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 2);
    expect((await project.sweep('kill', 'n-1', 'n-3', '--yes')).code).toBe(0);
    await until('its end', () => project.has('stopped-1'));
    project.write('go', '');
    expect((await running.ended).code).toBe(1);
    const ends = new Map(project.events('s', 'attempt-ended').map(({ job, outcome }) => [String(job), outcome.cause]));
    expect([ends.get('n-1'), ends.get('n-2'), ends.get('n-3')]).toEqual(['stopped', 'exit', 'stopped']);
    expect(project.has('began-3')).toBe(false);
  });

  it('is interrupted where somebody else cancels it', async () => {
    const project = new ClusterProject('command: |\n  echo $SLURM_JOB_ID > id\n  exec sleep 1000\n');
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    await slurm.says('scancel', (await until('its id', () => (project.has('id') ? project.read('id') : null))).trim());
    await running.ended;
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toMatchObject({ cause: 'stopped', reason: 'outside' });
  });
});

describe('a runner that is killed', () => {
  const COUNTED = `
matrix: { n: [1, 2, 3, 4] }
slots: 4
command: |
  echo run >> ran-{{n}}
  while [ ! -e go ]; do sleep 0.1; done
`;
  const ran = (project: Project): readonly number[] =>
    [1, 2, 3, 4].map((n) => (project.has(`ran-${n}`) ? lines(project.read(`ran-${n}`)).length : 0));

  it('leaves its jobs to the next, wherever that is to run others: none runs twice', async () => {
    const project = new ClusterProject(COUNTED);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 2);
    await crash(running);
    const next = project.run('--slots', '4');
    await project.eventually('s', 'run-started', 2);
    project.write('go', '');
    expect((await next.ended).code).toBe(0);
    expect(ran(project)).toEqual([1, 1, 1, 1]);
    expect(project.events('s', 'array-submitted')).toHaveLength(1);
  });

  it('has submitted nothing twice, whenever that was', async () => {
    const project = new ClusterProject(COUNTED);
    project.write('go', '');
    // As sbatch is, but that it says nothing for a while when it has submitted: so it is killed in between.
    const bin = project.path('bin');
    mkdirSync(bin);
    project.write('bin/sbatch', `#!/bin/bash\n/usr/bin/sbatch "$@" > ${bin}/id\nsleep 5\ncat ${bin}/id\n`);
    chmodSync(`${bin}/sbatch`, 0o755);
    const env = { ...slurm.environment, PATH: `${bin}:${slurm.environment['PATH'] ?? ''}` };
    const running = project.start(['run', 'sweep.yaml', '--on', 'cluster'], env);
    await until('a submission', () => project.has('bin/id') && project.read('bin/id') !== '');
    await crash(running);
    expect(project.events('s', 'array-submitted')).toEqual([]);
    expect((await project.onCluster()).code).toBe(0);
    expect(ran(project)).toEqual([1, 1, 1, 1]);
    expect(project.events('s', 'attempt-planned')).toHaveLength(4);
    expect(await isEmpty()).toBe(true);
  });

  it('before it has submitted anything, its attempts are given up, and made anew', async () => {
    const project = new ClusterProject(COUNTED);
    project.write('go', '');
    const bin = project.path('bin');
    mkdirSync(bin);
    project.write('bin/sbatch', `#!/bin/bash\ntouch ${bin}/called\nexec sleep 100\n`);
    chmodSync(`${bin}/sbatch`, 0o755);
    const env = { ...slurm.environment, PATH: `${bin}:${slurm.environment['PATH'] ?? ''}` };
    const running = project.start(['run', 'sweep.yaml', '--on', 'cluster'], env);
    await until('sbatch', () => project.has('bin/called'));
    await crash(running);
    expect((await project.onCluster()).code).toBe(0);
    expect(project.events('s', 'attempt-abandoned')).toHaveLength(4);
    expect(ran(project)).toEqual([1, 1, 1, 1]);
  });
});

describe('a cluster that is in trouble', () => {
  const WAITS = 'command: |\n  echo run >> ran\n  while [ ! -e go ]; do sleep 0.1; done\n';

  it('loses no job while its controller does not answer', async () => {
    const project = new ClusterProject(WAITS);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    await slurm.killController();
    try {
      await until('that it does not answer', () => running.output.stdout.includes('does not answer'));
      project.write('go', '');
      expect((await running.ended).code).toBe(0);
    } finally {
      await slurm.startController();
    }
    expect(project.read('ran')).toBe('run\n');
  });

  it('does a job again whose node fails, and that is no failure', async () => {
    const project = new ClusterProject(WAITS.replace('echo run', 'echo $SLURMD_NODENAME'));
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    const node = project.read('ran').trim();
    await slurm.says('scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=test');
    try {
      await project.eventually('s', 'attempt-abandoned', 1);
      expect(project.events('s', 'attempt-abandoned')[0]?.taken).toBe('NODE_FAIL');
      project.write('go', '');
      expect((await running.ended).code).toBe(0);
    } finally {
      // It may have come back by itself.
      await slurm.says('scontrol', 'update', `nodename=${node}`, 'state=resume').catch(() => '');
    }
    expect(lines(project.read('ran'))).toHaveLength(2);
  });

  it('refuses what it will never take, and the job tells what it said', async () => {
    const project = new ClusterProject('command: "true"\n', HOST.replace('kind: slurm', 'kind: slurm, partition: no'));
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toEqual({
      cause: 'spawn',
      message: 'sbatch says: Batch job submission failed: Invalid partition name specified',
    });
  });

  it('says what a job waits for that will not come, and takes it out of the queue when the run is stopped', async () => {
    const project = new ClusterProject('slots: 64\ncommand: "true"\n');
    const running = project.run('--on', 'cluster');
    await until('that it is told', () => /waits on cluster for what .*: PartitionConfig/.test(running.output.stdout));
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(143);
    await until('an empty queue', isEmpty);
  });
});

describe('a cluster that cannot be used', () => {
  it('is refused before anything is submitted', async () => {
    const project = new ClusterProject('command: "true"\n');
    const nowhere = await project.start(['run', 'sweep.yaml', '--on', 'cluster'], {
      ...slurm.environment,
      SLURM_CONF: '/nowhere/slurm.conf',
    }).ended;
    expect(nowhere.code).toBe(75);
    expect(nowhere.stderr).toContain('`cluster` is not there');
    expect(project.events('s', 'attempt-planned')).toEqual([]);
  });
});
