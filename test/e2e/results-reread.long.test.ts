import { describe, expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

const SWEEP = `name: m
matrix: { seed: [1, 2, 3] }
command: echo acc=0.{{seed}} loss=1
`;

const table = async (project: Project, ...more: string[]): Promise<string> =>
  (await project.sweep('results', 'm', ...more)).stdout;

describe('sweep results --reread', () => {
  it('reads what jobs have left that were done before the file said where, and that is remembered', async () => {
    const project = new Project({ 'm.yaml': SWEEP });
    expect((await project.sweep('run', 'm.yaml', '--slots', '1', '--gpus', 'none')).code).toBe(0);
    expect(await project.sweep('results', 'm')).toMatchObject({
      code: 2,
      stderr: [
        'sweep: no job of m says where it leaves its numbers; the log of s3 has acc 0.3, loss 1: add to the file',
        "  metrics: { log: 'acc={acc} loss={loss}' }",
        'and read what is there by: sweep results m --reread',
        '',
      ].join('\n'),
    });
    project.write('m.yaml', `${SWEEP}metrics: { log: 'acc={acc}' }\n`);
    expect(await table(project)).toContain('a  3 jobs were not read, having ended before (--reread)');

    const read = await project.sweep('results', 'm', '--reread');
    expect(read).toMatchObject({ code: 0, stderr: '' });
    expect(read.stdout).toMatch(/3\/3 +0\.20 ± 0\.10\n/);
    expect(project.events('m', 'metrics-read').map(({ metrics }) => metrics)).toEqual([
      { acc: 0.1 },
      { acc: 0.2 },
      { acc: 0.3 },
    ]);
    expect(await table(project)).toBe(read.stdout);
    expect((await project.sweep('run', 'm.yaml', '--gpus', 'none')).stdout).toContain('nothing to do');
  });

  it('is offered for a file that a job has left in its folder, of which what it was given is no result', async () => {
    const files = `name: f
matrix: { lr: [0.1] }
command: |
  echo '{"lr": 0.1}' > {{job.dir}}/config.json
  echo '{"eval": {"acc": 0.5}, "lr": 0.1, "config": {"batch": 8}, "note": "x"}' > {{job.dir}}/metrics.json
  echo loss=2 {{lr}}
`;
    const project = new Project({ 'f.yaml': files });
    expect((await project.sweep('run', 'f.yaml', '--gpus', 'none')).code).toBe(0);
    const line = 'metrics: { file: "{{job.dir}}/metrics.json" }';
    expect((await project.sweep('results', 'f')).stderr).toContain(
      `the metrics.json of 0.1 has eval.acc 0.5: add to the file\n  ${line}\n`,
    );
    project.write('f.yaml', `${files}${line}\n`);
    expect((await project.sweep('results', 'f', '--reread')).stdout).toMatch(
      / eval\.acc\n[^]*not shown: lr, config\.batch /,
    );

    project.write('f.yaml', `${files}metricz: 1\n`);
    expect((await project.sweep('results', 'f')).stderr).toContain('f.yaml has errors now, which sweep check tells');
  });

  it('is named where `metrics` have changed since; what only averages needs none', async () => {
    const folds = SWEEP.replace('[1, 2, 3]', '[1, 2, 3], fold: [1, 2]');
    const project = new Project({ 'm.yaml': `${folds}metrics: { log: 'acc={acc}' }\n` });
    expect((await project.sweep('run', 'm.yaml', '--gpus', 'none')).code).toBe(0);
    expect(await project.sweep('results', 'm')).toMatchObject({
      stdout: expect.stringContaining('over 3 seeds') as string,
      stderr: '',
    });
    project.write('m.yaml', `${folds}replicates: fold\nmetrics: { log: 'loss={loss}' }\n`);
    const { stdout, stderr } = await project.sweep('results', 'm');
    expect(stdout).toMatch(/over 2 folds\nseed +n\/N +acc\n1 +2\/2/);
    expect(stderr).toBe(
      '6 jobs were read by other `metrics` than the file has now: sweep results m --reread reads again what is there\n',
    );
    const read = await project.sweep('results', 'm', '--reread');
    expect([read.stderr, read.stdout.includes('loss')]).toEqual(['', true]);
    expect((await project.sweep('results', 'm')).stderr).toBe('');
  });

  it('only shows them where the file says also otherwise what jobs are made from', async () => {
    const project = new Project({ 'm.yaml': SWEEP });
    expect((await project.sweep('run', 'm.yaml', '--gpus', 'none')).code).toBe(0);
    project.write('m.yaml', `${SWEEP.replace('=1', '=2')}metrics: { log: 'acc={acc}' }\n`);
    const read = await project.sweep('results', 'm', '--reread', '--stale');
    expect(read.stdout).toMatch(/3\/3 a +0\.20 ± 0\.10\n/);
    expect(read.stderr).toBe(
      'm: what was read again is shown and not kept: more than `metrics` has changed since it ran\n',
    );
    expect(project.events('m', 'metrics-read')).toEqual([]);
  });
});

it('sweep results --partial shows what a job has left so far that still runs, with its state', async () => {
  const project = new Project({
    'm.yaml': `name: m
command: echo acc=0.5; touch begun; until [ -e go ]; do sleep 0.1; done
metrics: { log: 'acc={acc}' }
`,
  });
  const run = project.start(['run', 'm.yaml', '--gpus', 'none']);
  await project.appears('begun');
  expect(await table(project, '--raw', '--partial')).toMatch(/^main +running +0\.5 /m);
  expect(await table(project, '--raw')).toMatch(/^main +running /m);
  expect(await table(project, '--raw')).not.toContain('0.5');
  const rows = await table(project, '--partial', '--format', 'csv');
  expect(rows).toContain('m,main,main,running,1,acc,0.5\n');
  expect(await project.sweep('results', 'm', '--partial')).toMatchObject({
    code: 2,
    stderr: 'sweep: --partial is of a row a job, since what still runs is never averaged: add --raw\n',
  });
  project.write('go', '');
  await run.ended;
  expect(await table(project)).toMatch(/1\/1 +0\.5/);
});
