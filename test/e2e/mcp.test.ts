import { expect, test } from 'vitest';
import { Agent } from '../rig/agent.ts';
import { Project } from '../rig/project.ts';

const SWEEP = `
name: demo
matrix: { part: [1, 2, 3] }
command: echo part {{part}}; test {{part}} != 2
`;

test('an agent checks, previews, runs, waits and finds what failed, by tools alone', async () => {
  const project = new Project({ 'sweep.yaml': SWEEP });
  const agent = await Agent.in(project);
  expect(await agent.ask('check_sweep', { file: 'sweep.yaml' })).toMatchObject({ ok: true, files: [{ jobs: 3 }] });

  const preview = await agent.ask('preview_run', { file: 'sweep.yaml' });
  expect(preview).toMatchObject({ sweep: 'demo', counts: { jobs: 3, new: 3 }, live: null });
  expect(project.has('.sweep')).toBe(false);
  const wrong = await agent.call('run_sweep', { file: 'sweep.yaml', token: 'guessed' });
  expect(wrong).toMatchObject({
    isError: true,
    said: { error: expect.stringContaining('nothing was done') as unknown },
  });
  expect(await agent.ask('run_sweep', { file: 'sweep.yaml', token: preview.token })).toMatchObject({ sweep: 'demo' });

  const waited = await agent.ask('wait_run', { sweep: 'demo' });
  expect(waited).toMatchObject({ end: 'over', exit: 1, counts: { succeeded: 2, failed: 1 } });
  const { groups } = await agent.ask('triage', { sweep: 'demo' });
  expect(groups).toMatchObject([{ cause: 'exit 1', count: 1, jobs: [{ id: 'part-2' }], common: { part: '2' } }]);
  expect(agent.complaints).toEqual([]);
});
