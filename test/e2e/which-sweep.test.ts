import { expect, it } from 'vitest';
import { Project } from '../rig/project.ts';

it('of several sweeps that is meant which has the job, and what is no sweep is told to be a job', async () => {
  const project = new Project({
    'a.yaml': 'matrix: {x: [1, 2]}\ncommand: echo acc={{x}}\nmetrics: {log: "acc={acc}"}\n',
  });
  expect(await project.sweep('run', 'a.yaml')).toMatchObject({ code: 0 });
  expect(await project.sweep('add', '--fg', '--', 'true')).toMatchObject({ code: 0 });
  expect((await project.sweep('rerun', '2')).stdout).toMatch(/^to run again: 2 /);
  expect((await project.sweep('rerun', '--failed')).stderr).toBe(
    'sweep: say of which sweep: --sweep a or --sweep adhoc\n',
  );
  expect((await project.sweep('cancel', 'x-2', '--yes')).stderr).toBe(
    'sweep: x-2 is a job of a, and `sweep cancel` stops a whole run: `sweep kill x-2 --sweep a` cancels the job\n',
  );
  expect((await project.sweep('results')).stdout).toContain('acc');
  expect((await project.sweep('list', 'a', '--state', 'failed,succeeded', '--json')).stdout).toContain('"x-2"');
  const wrong = await project.sweep('list', '--state', 'fialed');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean failed?')]);
});
