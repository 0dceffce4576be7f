import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClusterProject } from '../rig/cluster-project.ts';
import { faultsBy } from '../rig/documents.ts';
import { PROGRAM } from '../rig/program.ts';
import { Slurm } from '../rig/slurm.ts';
import { textOf, until } from '../rig/until.ts';

let slurm: Slurm;

beforeAll(async () => {
  slurm = await Slurm.start({ nodes: 2, cpus: 4, gpus: 0, lines: ['MinJobAge=300'] });
});

afterAll(async () => {
  await slurm.stop();
});

/** Jobs that end when they are told to, of which one fails. */
const SWEEP = `
matrix: { n: [1, 2, 3, 4, 5, 6] }
timeout: 1h
command: |
  echo run >> ran-{{n}}
  until [ -e go-{{n}} ]; do sleep 0.1; done
  [ {{n}} != 1 ]
stages: { work: {}, after: { over: [], needs: { stage: work, when: always }, command: echo after >> ran-after } }
`;

const HOST = `executors:
  cluster: { kind: slurm, time: 10m, poll: 1s, latency: 3s, max_submitted: 2, driver: [--time=60] }
`;

const runsOf = (project: ClusterProject) => project.events('s', 'run-started');

async function stateOf(id: string): Promise<string> {
  return (await slurm.says('squeue', '--noheader', '--states=all', `--jobs=${id}`, '--format=%T')).trim();
}

/** What a command says that is given on the node of a runner. */
function onItsNode(project: ClusterProject, id: string, ...words: readonly string[]): Promise<string> {
  const step = ['--overlap', `--jobid=${id}`, `--chdir=${project.path('.')}`, '--export=ALL'];
  return slurm.says('srun', ...step, process.execPath, PROGRAM, ...words);
}

it('a runner that is a job of the cluster goes on with its run each time that its time is over, and does nothing twice', async () => {
  const project = new ClusterProject(slurm, SWEEP, HOST);
  const { code, stdout, stderr } = await project.onCluster('--driver', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const begun = JSON.parse(stdout) as { driver: { executor: string; job: string; id: string }; log: string };
  expect(faultsBy('begun', begun)).toBe('');
  const { job, id } = begun.driver;
  expect(begun).toEqual({
    version: 1,
    sweep: 's',
    pid: null,
    log: '.sweep/s/run.log',
    driver: { executor: 'cluster', job, id },
  });

  for (const incarnation of [1, 2, 3]) {
    await until(`incarnation ${incarnation}`, async () => {
      await slurm.hurry();
      return runsOf(project).length === incarnation;
    });
    if (incarnation === 2) {
      expect(await onItsNode(project, id, 'hold', 'work+n-6')).toBe('held: work_6\n');
      expect(await onItsNode(project, id, 'release', 'work+n-6')).toBe('released: work_6\n');
    }
    project.write(`go-${incarnation}`, '');
    await until('an end', () => project.events('s', 'attempt-ended').length >= incarnation);
    await slurm.says('scancel', '--signal=USR2', '--batch', id);
    await until('that it lets go', () => project.events('s', 'run-ended').length === incarnation);
    await until('its place in the queue', async () => (await stateOf(id)) === 'PENDING');
    const second = await project.onCluster();
    expect(second.code).toBe(75);
    expect(second.stderr).toContain(
      `the runner of s is job ${id} of \`cluster\`, which waits in the queue\nhint: \`scancel ${id}\``,
    );
    expect((await project.sweep('status', 's')).stdout).toContain(`squeue --name=${job} tells where that stands`);
  }
  for (const n of [4, 5, 6]) project.write(`go-${n}`, '');
  await until('the end', async () => {
    await slurm.hurry();
    return project.events('s', 'run-ended').length === 4;
  });
  await until('the end of the job', async () => !['RUNNING', 'COMPLETING', 'PENDING'].includes(await stateOf(id)));
  expect(runsOf(project).map(({ choice, continues }) => [choice.driver, continues ?? false])).toEqual([
    [job, false],
    [job, true],
    [job, true],
    [job, true],
  ]);
  for (const n of [1, 2, 3, 4, 5, 6]) expect([n, textOf(project.path(`ran-${n}`))]).toEqual([n, 'run\n']);
  expect(textOf(project.path('ran-after'))).toBe('after\n');
  expect((await project.sweep('status', 's')).stdout).toContain('finished');

  // What failed is for a run that begins, as ever.
  project.write('go-1', '');
  const next = await project.onCluster();
  expect(next.code).toBe(1);
  expect(textOf(project.path('ran-1'))).toBe('run\nrun\n');
});

it('what is left by a runner of the cluster that was cancelled another goes on with, once it is over', async () => {
  const project = new ClusterProject(
    slurm,
    'timeout: 1h\ncommand: "echo run >> ran; until [ -e go ]; do sleep 0.1; done"\n',
    HOST,
  );
  const { driver } = JSON.parse((await project.onCluster('--driver', '--json')).stdout) as { driver: { id: string } };
  await until('the job', () => textOf(project.path('ran')) === 'run\n');
  const twice = await project.onCluster('--driver');
  expect([twice.code, twice.stderr.split('\n')[0]]).toEqual([75, expect.stringContaining('s runs already as process')]);
  await slurm.says('scancel', driver.id);
  await until('the end of the runner', () => project.events('s', 'run-ended').length === 1);
  await until('the end of its job', async () => (await stateOf(driver.id)) === 'CANCELLED');
  const next = project.run('--on', 'cluster');
  await until('the next run', () => runsOf(project).length === 2);
  project.write('go', '');
  expect((await next.ended).code).toBe(0);
  expect(textOf(project.path('ran'))).toBe('run\n');
});

it('a runner is not queued where it could not do its work', async () => {
  const local = new ClusterProject(slurm, 'on: local\ncommand: "true"\n', HOST);
  const { code, stderr } = await local.onCluster('--driver');
  expect([code, stderr]).toEqual([2, expect.stringContaining('with --driver the runner is on a node')]);
  const nowhere = new ClusterProject(
    slurm,
    'timeout: 1h\ncommand: "true"\n',
    HOST.replace('--time=60', '--partition=no'),
  );
  const refused = await nowhere.onCluster('--driver');
  expect([refused.code, refused.stderr]).toEqual([75, expect.stringContaining('`cluster` does not take the runner: ')]);
  const here = await nowhere.run('--driver').ended;
  expect([here.code, here.stderr]).toEqual([
    2,
    expect.stringContaining('--driver is for jobs that go to a cluster\nhint: '),
  ]);
  expect([...local.journal('s'), ...nowhere.journal('s')]).toEqual([]);
});
