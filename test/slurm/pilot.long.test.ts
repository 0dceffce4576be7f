import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LockOwner } from '../../src/host/system/lock.ts';
import { encodeEvent } from '../../src/journal/codec.ts';
import { ClusterProject } from '../rig/cluster-project.ts';
import { faultsBy } from '../rig/documents.ts';
import { isLiving } from '../rig/living.ts';
import { Slurm } from '../rig/slurm.ts';
import { textOf, until } from '../rig/until.ts';

let slurm: Slurm;

beforeAll(async () => {
  slurm = await Slurm.start({ nodes: 1, cpus: 8, gpus: 2, lines: ['MinJobAge=300', 'KillWait=20'] });
});

afterAll(async () => {
  await slurm.stop();
});

const HOST = `slots: 1
executors:
  cluster: { kind: slurm, time: 10m, poll: 1s, latency: 3s, pilot: { cpus: 4, time: 20m } }
`;

/** Tells, in \`twice\`, where a job runs twice at once. */
const ALONE = 'exec 7>lock-{{n}}; flock -n 7 || echo {{n}} >> twice';

/** Jobs that end when they are told to, of which one fails. */
const SWEEP = `
matrix: { n: [1, 2, 3, 4, 5, 6] }
command: |
  ${ALONE}
  echo run >> ran-{{n}}
  until [ -e go-{{n}} ]; do sleep 0.1; done
  [ {{n}} != 1 ]
stages: { work: {}, after: { over: [], needs: { stage: work, when: always }, command: echo "$(nproc) $SLURM_JOB_ID" >> ran-after } }
`;

const runsOf = (project: ClusterProject) => project.events('s', 'run-started');

const endsOf = (project: ClusterProject) => project.events('s', 'attempt-ended').map(({ job }) => job);

async function stateOf(id: string): Promise<string> {
  return (await slurm.says('squeue', '--noheader', '--states=all', `--jobs=${id}`, '--format=%T')).trim();
}

async function isOver(id: string): Promise<boolean> {
  return !['RUNNING', 'COMPLETING', 'PENDING', 'REQUEUED'].includes(await stateOf(id));
}

/** Queues a pilot. */
async function queued(project: ClusterProject, ...words: readonly string[]) {
  const { code, stdout, stderr } = await project.onCluster('--pilot', '--json', ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const begun = JSON.parse(stdout) as { driver: { executor: string; job: string; id: string } };
  expect(faultsBy('begun', begun)).toBe('');
  return begun.driver;
}

const running = (project: ClusterProject, ...jobs: readonly number[]) =>
  until('the jobs', () => jobs.every((n) => project.has(`ran-${n}`)));

it('a pilot runs as many jobs at once as it has CPUs, goes on when its time is over, and does nothing twice that has ended', async () => {
  const project = new ClusterProject(slurm, SWEEP, HOST);
  const { job, id } = await queued(project);
  await running(project, 1, 2, 3, 4);
  const twice = await project.onCluster('--pilot');
  expect([twice.code, twice.stderr]).toEqual([75, expect.stringContaining('s runs already as process')]);
  expect((await project.sweep('status', 's')).stdout).toContain('4 running');
  for (const n of [1, 2]) project.write(`go-${n}`, '');
  await running(project, 5, 6);
  await slurm.says('scancel', '--signal=USR2', '--batch', id);
  await until('the end of its time', () => project.events('s', 'draining').length === 1);
  for (const n of [3, 4, 5, 6]) project.write(`go-${n}`, '');
  await until('that it makes way', () => project.events('s', 'run-ended').length === 1);
  await until('its place in the queue', async () => (await stateOf(id)) === 'PENDING');
  const second = await project.onCluster();
  expect([second.code, second.stderr]).toEqual([
    75,
    expect.stringContaining(`\`scancel ${id}\` ends that, and its jobs`),
  ]);
  expect((await project.sweep('status', 's')).stdout).toContain(`squeue --name=${job} tells where that stands`);
  await until('the end', async () => {
    await slurm.hurry();
    return project.events('s', 'run-ended').length === 2;
  });
  await until('the end of the job', () => isOver(id));
  expect(
    runsOf(project).map(({ choice, continues, slots }) => [choice.driver, choice.on, continues ?? false, slots]),
  ).toEqual([
    [job, undefined, false, 4],
    [job, undefined, true, 4],
  ]);
  for (const n of [1, 2, 3, 4, 5, 6]) expect([n, textOf(project.path(`ran-${n}`))]).toEqual([n, 'run\n']);
  // Of the variables of Slurm a job has none.
  expect(textOf(project.path('ran-after'))).toMatch(/^\d+ \n$/);
  expect(project.has('twice')).toBe(false);
  const status = await project.sweep('status', 's');
  expect(status.stdout).toContain('finished');
  expect(status.stdout).toContain('1 failed');
  expect(status.stdout).toContain('6 succeeded');
});

/** Has what ran in a project have run on another machine than this, which all nodes of the cluster are. */
function moveElsewhere(project: ClusterProject): void {
  const elsewhere = { machineId: '0'.repeat(32), bootId: '00000000-0000-0000-0000-000000000000' };
  const journal = '.sweep/s/journal.jsonl';
  const [header = ''] = project.read(journal).split('\n');
  const events = project.journal('s').map((event) => {
    if (event.event === 'run-started') return { ...event, runner: { ...event.runner, ...elsewhere } };
    return event.event === 'attempt-started' ? { ...event, process: { ...event.process, ...elsewhere } } : event;
  });
  project.write(journal, [header, ...events.map(encodeEvent), ''].join('\n'));
  for (const file of readdirSync(project.path('.sweep/s/lock'))) {
    const path = join('.sweep/s/lock', file);
    const owner = JSON.parse(project.read(path)) as LockOwner;
    project.write(path, JSON.stringify({ ...owner, process: { ...owner.process, ...elsewhere } }));
  }
}

it('what a pilot that was killed has left ends with it, and another does it again: nothing runs twice at once', async () => {
  const project = new ClusterProject(slurm, SWEEP, HOST);
  const first = await queued(project);
  await running(project, 1, 2, 3, 4);
  project.write('go-2', '');
  await until('an end', () => endsOf(project).length === 1);
  const keepers = project.events('s', 'attempt-started').map(({ process }) => process.pid);
  process.kill(runsOf(project)[0]?.runner.pid ?? 0, 'SIGKILL');
  await until('the end of its job', () => isOver(first.id));
  expect(keepers.filter((pid) => isLiving(pid))).toEqual([]);
  moveElsewhere(project);
  const again = await project.start(['resume', 's', '--on', 'cluster', '--pilot'], slurm.environment).ended;
  expect(again).toMatchObject({ code: 0, stderr: '' });
  const id = /^the pilot of s is job (\d+) of cluster/.exec(again.stdout)?.[1] ?? '';
  await until('the next run', () => runsOf(project).length === 2);
  for (const n of [1, 3, 4, 5, 6]) project.write(`go-${n}`, '');
  await until('its end', () => isOver(id));
  expect(project.has('twice')).toBe(false);
  expect(textOf(project.path('ran-2'))).toBe('run\n');
  expect(project.events('s', 'attempt-abandoned').every(({ taken }) => taken === 'pilot')).toBe(true);
  expect((await project.sweep('status', 's')).stdout).toMatch(/finished[\s\S]*1 failed/);
});

it('a pilot that is cancelled stops its jobs, and a run without one goes on', async () => {
  const project = new ClusterProject(slurm, SWEEP, HOST);
  const { id } = await queued(project);
  await running(project, 1, 2, 3, 4);
  project.write('go-2', '');
  await until('an end', () => endsOf(project).length === 1);
  await slurm.says('scancel', id);
  await until('the end of its job', () => isOver(id));
  expect(endsOf(project)).toEqual(['work+n-2']);
  for (const n of [1, 3, 4, 5, 6]) project.write(`go-${n}`, '');
  const next = await project.run('--on', 'local', '--slots', '4').ended;
  expect(next.code).toBe(1);
  expect(project.has('twice')).toBe(false);
  expect(textOf(project.path('ran-2'))).toBe('run\n');
  expect(runsOf(project)).toHaveLength(2);
});

it('a pilot whose node fails is started anew by Slurm, and goes on with its run', async () => {
  const project = new ClusterProject(slurm, SWEEP, HOST);
  const { job, id } = await queued(project);
  await running(project, 1, 2, 3, 4);
  await slurm.says('scontrol', 'requeue', id);
  for (const n of [1, 2, 3, 4, 5, 6]) project.write(`go-${n}`, '');
  await until('the next incarnation', async () => {
    await slurm.hurry();
    return runsOf(project).length === 2;
  });
  await until('its end', () => isOver(id));
  expect(runsOf(project).map(({ choice, continues }) => [choice.driver, continues ?? false])).toEqual([
    [job, false],
    [job, true],
  ]);
  expect(project.has('twice')).toBe(false);
  expect((await project.sweep('status', 's')).stdout).toMatch(/finished[\s\S]*1 failed/);
});

it('a pilot in whose time no job comes to its end is not queued anew', async () => {
  const sweep = 'timeout: { after: 5m, grace: 1s }\ncommand: "echo run >> ran; sleep 1000"\n';
  const project = new ClusterProject(slurm, sweep, HOST);
  const { id } = await queued(project);
  await until('the job', () => project.has('ran'));
  // As when its time is nearly over, and then taken from it.
  await slurm.says('scancel', '--signal=USR2', '--batch', id);
  await until('that it makes way', () => project.events('s', 'draining').length === 1);
  await slurm.says('scancel', '--signal=TERM', '--batch', id);
  await until('the end of its job', () => isOver(id));
  expect(textOf(project.path('.sweep/s/run.log'))).toContain(
    'no job has come to its end in the time that this pilot had',
  );
});

/** A tool that shows two GPUs, on which nothing runs. */
const NVIDIA_SMI = `#!/bin/bash
[[ "$*" = --query-gpu=* ]] || exit 0
echo '0, GPU-7d1f3d5b-0f3e-4c59-9a45-2b6c3a1e0000, 00000000:07:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled'
echo '1, GPU-7d1f3d5b-0f3e-4c59-9a45-2b6c3a1e0001, 00000000:2A:00.0, NVIDIA A100-SXM4-80GB, 81920, 4, 0, Disabled'
`;

it('two pilots on one node have the GPUs that Slurm gives each, and are nothing to each other', async () => {
  const sweep = `
matrix: { n: [1, 2] }
gpus: 1
command: |
  echo "$CUDA_VISIBLE_DEVICES {{n}}" >> gpus
  until [ -e go ]; do sleep 0.1; done
`;
  const host = `executors:
  cluster: { kind: slurm, poll: 1s, setup: 'PATH=$PWD/bin:$PATH', pilot: { cpus: 4, gpus: 1, time: 20m } }
`;
  const projects = [1, 2].map(() => new ClusterProject(slurm, sweep, host));
  for (const project of projects) {
    project.write('bin/nvidia-smi', NVIDIA_SMI);
    chmodSync(project.path('bin/nvidia-smi'), 0o755);
    await queued(project);
  }
  for (const project of projects) await project.appears('gpus');
  expect(projects.map((project) => textOf(project.path('gpus'))).toSorted()).toEqual(['0 1\n', '1 1\n']);
  for (const project of projects) project.write('go', '');
  for (const project of projects) await project.eventually('s', 'run-ended');
});

it('a pilot is not queued where it could not do its work', async () => {
  const refusals: readonly (readonly [sweep: string, host: string, said: string])[] = [
    [
      'command: "true"',
      HOST.replace(', pilot: { cpus: 4, time: 20m }', ''),
      'does not say how large a pilot of `cluster` is',
    ],
    ['command: "true"', HOST.replace('poll: 1s', 'wrap: env'), '`cluster` has `wrap`'],
    ['on: local\ncommand: "true"', HOST, 'with --pilot all runs on a node'],
    ['timeout: 16m\ncommand: "true"', HOST, 'a `timeout` of more than 15m'],
    ['slots: 5\ncommand: "true"', HOST, '5 slots, and this run has 4'],
    ['gpus: 1\ncommand: "true"', HOST, '1 GPU'],
    ['env: { TOKEN: { secret: true } }\ncommand: "true"', HOST, 'a secret in `env`'],
  ];
  for (const [sweep, host, said] of refusals) {
    const project = new ClusterProject(slurm, `${sweep}\n`, host);
    const { code, stderr } = await project.onCluster('--pilot');
    expect([said, code, stderr]).toEqual([said, 2, expect.stringContaining(said)]);
    expect(project.journal('s')).toEqual([]);
  }
  const nowhere = new ClusterProject(slurm, 'command: "true"\n', HOST.replace('poll: 1s', 'partition: no'));
  const { code, stderr } = await nowhere.onCluster('--pilot');
  expect([code, stderr]).toEqual([75, expect.stringContaining('`cluster` does not take the pilot: ')]);
  const here = await nowhere.run('--pilot').ended;
  expect([here.code, here.stderr]).toEqual([2, expect.stringContaining('--pilot is for jobs that go to a cluster')]);
});
