import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ClusterProject, linesOf } from '../rig/cluster-project.ts';
import { crash } from '../rig/project.ts';
import type { StatusJson } from '../../src/report/status/status.ts';
import { faultsBy } from '../rig/documents.ts';
import { Slurm } from '../rig/slurm.ts';
import { until } from '../rig/until.ts';

let slurm: Slurm;

beforeAll(async () => {
  // What is started anew waits as long as credentials live.
  slurm = await Slurm.start({ nodes: 2, cpus: 4, gpus: 0, lines: ['MinJobAge=300'] });
});

afterAll(async () => {
  await slurm.stop();
});

async function allOver(): Promise<void> {
  await until('an empty queue', async () => {
    await slurm.hurry();
    return (await slurm.queue()).length === 0;
  });
}

async function statuses(project: ClusterProject): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await project.start(['status', 's', '--json'], slurm.environment).ended;
  const { jobs } = JSON.parse(stdout) as StatusJson;
  return Object.fromEntries(jobs.map(({ id, status }) => [id, status]));
}

/** A sweep in which a job fails, one is tried again, one takes too long, and others go by that, in all ways. */
const THREE_STAGES = `
matrix: { n: [1, 2, 3] }
stages:
  prepare:
    produces: ['data-{{n}}']
    command: |
      [ {{n}} != 2 ] || [ -e mended ] || exit 4
      echo data {{n}} > data-{{n}}
  train:
    needs: prepare
    chain: { over: n }
    retry: 1
    inputs: ['data-{{n}}']
    produces: ['model-{{n}}']
    metrics: [{ log: 'acc={acc}' }]
    command: |
      echo run >> ran-{{n}}
      [ {{n}} != 3 ] || [ "$SWEEP_ATTEMPT" = 2 ] || exit 5
      cp data-{{n}} model-{{n}}
      echo acc=0.{{n}}
  evaluate: { needs: train, command: 'cat model-{{n}} > evaluated-{{n}}' }
  slow: { over: [], timeout: { after: 1s, grace: 1s }, command: '[ -e mended ] || sleep 100' }
  never: { over: [], needs: slow, command: echo > never }
  report: { over: [], needs: { stage: train, when: always }, produces: [report], command: 'cat model-* > report' }
  mourn: { over: [], needs: { stage: prepare, when: failure }, command: echo > mourned }
`;

it('a sweep is left to Slurm, which sees it through; how it went is known without any run, and the next does what is not fresh', async () => {
  const project = new ClusterProject(slurm, THREE_STAGES);
  const { code, stdout, stderr } = await project.onCluster('--detach');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^cluster has 13 jobs in \d arrays, and sees to the rest: sweep status s shows how they stand\n/,
  );
  expect(project.events('s', 'attempt-planned')).toHaveLength(13);
  expect((await project.sweep('status', 's')).stdout).toMatch(
    /^s: (?:cluster sees to it, without any runner|all that)/,
  );
  await allOver();
  const expected = {
    ...{ 'prepare+n-1': 'succeeded', 'prepare+n-2': 'failed', 'prepare+n-3': 'succeeded' },
    ...{ 'train+n-1': 'succeeded', 'train+n-2': 'skipped', 'train+n-3': 'succeeded' },
    ...{ 'evaluate+n-1': 'succeeded', 'evaluate+n-2': 'skipped', 'evaluate+n-3': 'succeeded' },
    ...{ slow: 'failed', never: 'skipped', report: 'succeeded', mourn: 'succeeded' },
  };
  expect(await statuses(project)).toEqual(expected);
  expect([1, 3].map((n) => linesOf(project.read(`ran-${n}`)).length)).toEqual([1, 2]);
  expect(project.read('report')).toBe('data 1\ndata 3\n');
  const results = await project.start(['results', 's', '--raw', '--format', 'csv'], slurm.environment).ended;
  expect(results.stdout).toContain('0.3');
  expect((await project.start(['why', 'never'], slurm.environment).ended).stdout).toContain('slow');
  // Nothing has been recorded so far: looking changes nothing.
  expect(project.events('s', 'attempt-ended')).toEqual([]);
  project.write('mended', '');
  expect((await project.onCluster()).code).toBe(0);
  // Now nothing has failed that it would follow.
  const { mourn, ...others } = await statuses(project);
  expect([mourn, ...new Set(Object.values(others))]).toEqual(['skipped', 'succeeded']);
  expect([1, 2, 3].map((n) => linesOf(project.read(`ran-${n}`)).length)).toEqual([1, 1, 2]);
  expect((await project.onCluster('--detach')).stdout).toContain('nothing to do');
});

it('what is still in the queue is neither submitted again nor run here', async () => {
  const project = new ClusterProject(slurm, 'command: "until [ -e go ]; do sleep 0.1; done; echo run >> ran"\n');
  const left = await project.onCluster('--detach', '--json');
  expect(faultsBy('begun', JSON.parse(left.stdout))).toBe('');
  expect(JSON.parse(left.stdout)).toMatchObject({ pid: null, left: { executor: 'cluster', jobs: 1, arrays: 1 } });
  const again = await project.onCluster();
  expect(again.stderr).toContain('1 job that `cluster` was left with has not come to an end');
  expect(again.code).toBe(75);
  project.write('go', '');
  await allOver();
  expect((await project.onCluster()).stdout).toContain('nothing to do');
  expect(project.read('ran')).toBe('run\n');
});

it('whoever submits it may be killed at any moment: nothing of it runs then, and the next submits it all', async () => {
  const project = new ClusterProject(
    slurm,
    'matrix: { n: [1, 2] }\nstages:\n  a: { command: "echo run >> ran-{{n}}" }\n  b: { needs: a, slots: 2, command: "true" }\n',
  );
  // As sbatch is, but that it says nothing when it has submitted for the second time: so it is killed in between.
  project.replaceSbatch(
    'echo >> calls\n/usr/bin/sbatch "$@" || exit\n[ "$(wc -l < calls)" != 2 ] || { touch submitted; sleep 100; }',
  );
  const running = project.run('--on', 'cluster', '--detach');
  await until('two arrays', () => project.has('bin/submitted'));
  await crash(running);
  project.restoreSbatch();
  expect((await project.onCluster('--detach')).code).toBe(0);
  await allOver();
  expect(await statuses(project)).toEqual({
    'a+n-1': 'succeeded',
    'a+n-2': 'succeeded',
    'b+n-1': 'succeeded',
    'b+n-2': 'succeeded',
  });
  expect([project.read('ran-1'), project.read('ran-2')]).toEqual(['run\n', 'run\n']);
});

it.each([
  ['an array', 'slots: 1'],
  ['lanes, where its jobs are of several arrays', "slots: '{{n}}'"],
])('a limit holds though nobody is there to see to it: by %s', async (_, slots) => {
  const project = new ClusterProject(
    slurm,
    `matrix: { n: [1, 2, 3] }
limits: [{ max: 1 }]
${slots}
command: |
  mkdir alone || echo >> together
  sleep 0.5
  rmdir alone
  echo > done-{{n}}
`,
  );
  expect((await project.onCluster('--detach')).code).toBe(0);
  await allOver();
  expect([1, 2, 3].filter((n) => project.has(`done-${n}`))).toEqual([1, 2, 3]);
  expect(project.has('together')).toBe(false);
});

it('nothing is submitted where sbatch refuses a part of it', async () => {
  const project = new ClusterProject(
    slurm,
    'stages:\n  a: { command: "true" }\n  b: { needs: a, gpus: 9, command: "true" }\n',
  );
  const { code, stderr } = await project.onCluster('--detach');
  expect(stderr).toContain('nothing was left to `cluster`: sbatch says: ');
  expect(code).toBe(75);
  await until('an empty queue', async () => (await slurm.queue()).length === 0);
  expect(readdirSync(project.path('.sweep/s/jobs'))).toContain('a');
});
