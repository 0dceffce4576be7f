import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTER_HOST, ClusterProject, linesOf } from '../rig/cluster-project.ts';
import type { CheckupJson } from '../../src/report/status/checkup.ts';
import type { PlanJson } from '../../src/report/plan/plan.ts';
import { crash } from '../rig/project.ts';
import { Slurm } from '../rig/slurm.ts';
import { until, written } from '../rig/until.ts';

let slurm: Slurm;

beforeAll(async () => {
  slurm = await Slurm.start({ nodes: 2, cpus: 4, gpus: 2, lines: ['MinJobAge=300'] });
});

afterAll(async () => {
  await slurm.stop();
});

const projectOf = (sweep: string, host?: string): ClusterProject => new ClusterProject(slurm, sweep, host);

/** Whether anything of a test is left in the queue. */
const isEmpty = async (): Promise<boolean> => (await slurm.queue()).length === 0;

describe('a sweep on a cluster', () => {
  it('runs as arrays of tasks, one for each request of jobs that can start, and comes home to the same run folder', async () => {
    const project = projectOf(`
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
    const project = projectOf(`
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
    const project = projectOf(`
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
    const project = projectOf('timeout: { after: 1s, grace: 1s }\ncommand: sleep 100\n');
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toEqual({ cause: 'timeout', after: 1, code: 124 });
  });

  it('runs no more jobs at once than the executor says', async () => {
    const host = CLUSTER_HOST.replace('poll: 1s', 'poll: 1s, max_submitted: 2');
    const project = projectOf('matrix: { n: [1, 2, 3, 4, 5] }\ncommand: "true"\n', host);
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
    const project = projectOf('command: echo $SLURMD_NODENAME > where\n', `${CLUSTER_HOST}default_executor: cluster\n`);
    expect((await project.run().ended).code).toBe(0);
    expect(project.read('where')).toMatch(/^n[12]\n$/);
    expect((await project.run('--on', 'local', '--fresh').ended).code).toBe(0);
    expect(project.read('where')).toBe('\n');
  });
});

describe('a job on a cluster that is to end', () => {
  const GATED = `
matrix: { n: [1, 2, 3, 4] }
slots: 4
timeout: { after: 10m, grace: 2s }
command: |
  trap 'echo stopped > stopped-{{n}}; exit 0' TERM
  echo began > began-{{n}}
  while [ ! -e go ]; do sleep 0.1; done
`;

  it('is stopped with time to clean up; one that still waits never begins', async () => {
    const project = projectOf(GATED);
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
    const project = projectOf(GATED);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 2);
    expect((await project.sweep('kill', 'n-1', 'n-3', '--yes')).code).toBe(0);
    await until('its end', () => project.has('stopped-1'));
    project.write('go', '');
    expect((await running.ended).code).toBe(1);
    const ends = new Map(project.events('s', 'attempt-ended').map(({ job, outcome }) => [String(job), outcome.cause]));
    expect([1, 2, 3, 4].map((n) => ends.get(`n-${n}`))).toEqual(['stopped', 'exit', 'stopped', 'exit']);
    expect(project.has('began-3')).toBe(false);
    // What waited beside it has kept its place.
    expect(project.events('s', 'attempt-planned')).toHaveLength(4);
  });

  it('is interrupted where somebody else cancels it', async () => {
    const project = projectOf('command: |\n  echo $SLURM_JOB_ID > id\n  exec sleep 1000\n');
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    await slurm.says('scancel', (await written(project.path('id'))).trim());
    await running.ended;
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toMatchObject({ cause: 'stopped', reason: 'outside' });
  });
});

describe('a job that waits in the queue', () => {
  /** Two of four run, and each until it may end. */
  const WAITS_FOR = `
matrix: { n: [1, 2, 3, 4] }
slots: 4
command: |
  echo run >> ran-{{n}}
  while [ ! -e go-{{n}} ]; do sleep 0.1; done
`;
  const has = (project: ClusterProject) => [1, 2, 3, 4].filter((n) => project.has(`ran-${n}`));
  const letGo = (project: ClusterProject, ...jobs: readonly number[]): void => {
    for (const n of jobs) project.write(`go-${n}`, '');
  };

  it('leaves it when it is held, and is submitted again when it is released', async () => {
    const project = projectOf(WAITS_FOR);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 2);
    expect((await project.sweep('hold', 'n-3')).code).toBe(0);
    await until('a queue without it', async () => (await slurm.queue()).length === 3);
    expect((await project.sweep('status')).stdout).toContain('1 held');
    letGo(project, 1, 2, 4);
    await project.eventually('s', 'attempt-ended', 3);
    expect(has(project)).toEqual([1, 2, 4]);
    // What is held keeps no run from its end, which is no success.
    expect((await running.ended).code).toBe(1);
    expect((await project.sweep('release', 'n-3')).code).toBe(0);
    letGo(project, 3);
    expect((await project.onCluster()).code).toBe(0);
    expect(project.read('ran-3')).toBe('run\n');
    expect(project.events('s', 'attempt-planned').map(({ job }) => job)).toEqual(['n-1', 'n-2', 'n-3', 'n-4', 'n-3']);
  });

  it('begins before the others when it is put first', async () => {
    const project = projectOf(WAITS_FOR);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 2);
    expect((await project.sweep('top', 'n-4')).code).toBe(0);
    const niced = async () => (await slurm.says('squeue', '--noheader', '--array', '--format=%K %y')).includes('2 1');
    await until('its turn', niced);
    letGo(project, 1);
    await project.eventually('s', 'attempt-started', 3);
    expect(has(project)).toEqual([1, 2, 4]);
    letGo(project, 2, 3, 4);
    expect((await running.ended).code).toBe(0);
  });

  it('is tried again, or done once more, while others run', async () => {
    const project = projectOf(`
stages:
  flaky: { command: 'echo run >> flaky; [ -e mended ]' }
  good: { command: echo run >> good }
  long: { command: 'until [ -e go ]; do sleep 0.1; done' }
`);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-ended', 2);
    project.write('mended', '');
    expect((await project.sweep('retry', 'flaky')).code).toBe(0);
    expect((await project.sweep('rerun', 'good')).code).toBe(0);
    await project.eventually('s', 'attempt-ended', 4);
    project.write('go', '');
    expect((await running.ended).code).toBe(0);
    expect([project.read('flaky'), project.read('good')]).toEqual(['run\nrun\n', 'run\nrun\n']);
  });
});

it('jobs that say so run on this machine, in the same run, and the others on the cluster', async () => {
  const project = projectOf(`
matrix: { n: [1, 2] }
stages:
  fetch: { over: [], on: local, command: 'echo "[$SLURMD_NODENAME]" > fetched' }
  train: { needs: fetch, command: 'echo "$SLURMD_NODENAME" > trained-{{n}}' }
  collect: { over: [], needs: train, on: local, command: 'cat fetched trained-* > collected' }
`);
  expect((await project.onCluster()).code).toBe(0);
  expect(project.read('collected')).toMatch(/^\[\]\nn[12]\nn[12]\n$/);
  const planned = project.events('s', 'attempt-planned').map(({ job, on }) => [job, on?.executor ?? 'local']);
  expect(planned).toEqual([
    ['fetch', 'local'],
    ['train+n-1', 'cluster'],
    ['train+n-2', 'cluster'],
    ['collect', 'local'],
  ]);
});

it('a plan tells what would be submitted, and what the cluster would not take', async () => {
  const project = projectOf(`
matrix: { n: [1, 2, 3] }
stages:
  train: { gpus: 1, timeout: 1h, command: train }
  collect: { over: [], needs: train, on: local, command: collect }
  wide: { over: [], gpus: 9, command: wide }
`);
  const words = ['plan', 'sweep.yaml', '--on', 'cluster'];
  const { stdout } = await project.start(words, slurm.environment).ended;
  expect(stdout).toContain(
    'On cluster: 4 jobs, 4.7 GPU-hours at the most\n  3 of train, all at once in 1 array: --time=63 ',
  );
  expect(stdout).toContain('On this machine: 1 job\n');
  expect(stdout).toMatch(/cluster takes none of the 1 like wide: .*[Rr]equested node configuration/);
  const json = JSON.parse((await project.start([...words, '--json'], slurm.environment).ended).stdout) as PlanJson;
  expect(json.cluster?.requests.map(({ jobs, first, arrays }) => [jobs, first, arrays])).toEqual([
    [3, 3, 1],
    [1, 1, 1],
  ]);
  expect(await isEmpty()).toBe(true);
});

it('a checkup tells what the cluster is like, and has a node look at the project', async () => {
  const project = projectOf('command: "true"\n');
  const { code, stdout } = await project.start(['doctor', '--on', 'cluster', '--json'], slurm.environment).ended;
  const { findings } = JSON.parse(stdout) as CheckupJson;
  const of = (check: string) => findings.filter((finding) => finding.check === check).map(({ says }) => says);
  expect(of('cluster')[0]).toMatch(/^cluster is c\w+, Slurm \d+\..*: arrays of 1000 jobs, 10000 in its memory$/);
  expect(of('partition')).toEqual(['partition main of cluster: no limit, 2 nodes, GPUs without a type']);
  expect(of('cluster-folder')[0]).toMatch(/^n[12] of cluster reads and writes /);
  expect(code).toBe(0);
  expect(readdirSync(project.root).sort()).toEqual(['.git', '.sweep-host.yaml', 'sweep.yaml']);
});

describe('a runner that is killed', () => {
  const COUNTED = `
matrix: { n: [1, 2, 3, 4] }
slots: 4
command: |
  echo run >> ran-{{n}}
  while [ ! -e go ]; do sleep 0.1; done
`;
  const ran = (project: ClusterProject): readonly number[] =>
    [1, 2, 3, 4].map((n) => (project.has(`ran-${n}`) ? linesOf(project.read(`ran-${n}`)).length : 0));

  it('leaves its jobs to the next, wherever that is to run others: none runs twice', async () => {
    const project = projectOf(COUNTED);
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
    const project = projectOf(COUNTED);
    project.write('go', '');
    // As sbatch is, but that it says nothing for a while when it has submitted: so it is killed in between.
    project.replaceSbatch('/usr/bin/sbatch "$@" > id\nsleep 5\ncat id');
    const running = project.run('--on', 'cluster');
    await until('a submission', () => project.has('bin/id') && project.read('bin/id') !== '');
    await crash(running);
    expect(project.events('s', 'array-submitted')).toEqual([]);
    project.restoreSbatch();
    expect((await project.onCluster()).code).toBe(0);
    expect(ran(project)).toEqual([1, 1, 1, 1]);
    expect(project.events('s', 'attempt-planned')).toHaveLength(4);
    expect(await isEmpty()).toBe(true);
  });

  it('before it has submitted anything, its attempts are given up, and made anew', async () => {
    const project = projectOf(COUNTED);
    project.write('go', '');
    project.replaceSbatch('touch called\nexec sleep 100');
    const running = project.run('--on', 'cluster');
    await until('sbatch', () => project.has('bin/called'));
    await crash(running);
    project.restoreSbatch();
    expect((await project.onCluster()).code).toBe(0);
    expect(project.events('s', 'attempt-abandoned')).toHaveLength(4);
    expect(ran(project)).toEqual([1, 1, 1, 1]);
  });
});

describe('a cluster that is in trouble', () => {
  const WAITS = 'command: |\n  echo run >> ran\n  while [ ! -e go ]; do sleep 0.1; done\n';

  it('loses no job while its controller does not answer', async () => {
    const project = projectOf(WAITS);
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    await slurm.killController();
    try {
      await until('that it does not answer', () => running.output.stdout.includes('does not answer'));
      project.write('go', '');
      expect((await running.ended).code).toBe(0);
    } finally {
      await slurm.startController();
      await slurm.becomesIdle();
    }
    expect(project.read('ran')).toBe('run\n');
  });

  it('does a job again whose node fails, and that is no failure', async () => {
    const project = projectOf(WAITS.replace('echo run', 'echo $SLURMD_NODENAME'));
    const running = project.run('--on', 'cluster');
    await project.eventually('s', 'attempt-started', 1);
    const node = (await written(project.path('ran'))).trim();
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
    expect(linesOf(project.read('ran'))).toHaveLength(2);
  });

  it('refuses what it will never take, and the job tells what it said', async () => {
    const project = projectOf('command: "true"\n', CLUSTER_HOST.replace('kind: slurm', 'kind: slurm, partition: no'));
    expect((await project.onCluster()).code).toBe(1);
    expect(project.events('s', 'attempt-ended')[0]?.outcome).toEqual({
      cause: 'spawn',
      message: 'sbatch says: Batch job submission failed: Invalid partition name specified',
    });
  });

  it('says what a job waits for that will not come, and takes it out of the queue when the run is stopped', async () => {
    const project = projectOf('slots: 64\ncommand: "true"\n');
    const running = project.run('--on', 'cluster');
    await until('that it is told', () => /waits on cluster for what .*: PartitionConfig/.test(running.output.stdout));
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(143);
    await until('an empty queue', isEmpty);
  });
});

describe('a cluster that cannot be used', () => {
  it('is refused before anything is submitted', async () => {
    const project = projectOf('command: "true"\n');
    const nowhere = await project.start(['run', 'sweep.yaml', '--on', 'cluster'], {
      ...slurm.environment,
      SLURM_CONF: '/nowhere/slurm.conf',
    }).ended;
    expect(nowhere.code).toBe(75);
    expect(nowhere.stderr).toContain('`cluster` is not there');
    expect(project.events('s', 'attempt-planned')).toEqual([]);
  });
});
