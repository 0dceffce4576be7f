import { expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

it('reads what a job has left beside the run: the next job has what that held before a long file has been read', async () => {
  const project = new Project({
    'sweep.yaml': String.raw`name: m
matrix: { x: [1, 2] }
command: |
  mkdir -p out
  awk 'BEGIN { print "step,acc"; for (i = 1; i <= 100000; i++) print i ",0.{{x}}" }' > out/{{x}}.csv
metrics: { file: 'out/{{x}}.csv' }
`,
  });
  const { code } = await project.sweep('run', 'sweep.yaml', '--slots', '1', '--gpus', 'none');
  expect(code).toBe(0);
  const told = project.journal('m').flatMap((one) => ('job' in one ? [`${one.event} ${one.job}`] : []));
  const order = ['attempt-exited x-1', 'attempt-planned x-2', 'metrics-read x-1', 'attempt-ended x-1'];
  expect(told.filter((one) => order.includes(one))).toEqual(order);
  const read = project
    .events('m', 'metrics-read')
    .map(({ job, metrics, curves }) => [job, metrics, curves['acc']?.count]);
  expect(read).toEqual([
    ['x-1', { acc: 0.1 }, 100_000],
    ['x-2', { acc: 0.2 }, 100_000],
  ]);
});
