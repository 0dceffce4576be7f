import { expect, test } from 'vitest';
import { jobRows, statusCounts } from '../../../src/report/page/job-rows.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, Story } from '../live/story.ts';

function midway(): Story {
  const plan = sketchPlan([
    { id: 'done' },
    { id: 'bad' },
    { id: 'next', needs: ['bad'] },
    { id: 'wide', gpus: 2, params: { lr: '0.1' } },
    { id: 'later\u001b[2J' },
  ]);
  const story = new Story(plan).began({ gpus: [0, 1] });
  story.planned('done').at(1).started('done', 11).at(5).ended('done', EXIT_0, 4.2);
  story.planned('bad').started('bad', 12).at(8).ended('bad', exit(3), 3).skipped('next', 'bad');
  return story
    .planned('wide', { gpus: [0, 1] })
    .at(10)
    .started('wide', 13);
}

test('a job of the live page is told as sweep list tells it, as text that moves no cursor', () => {
  const { state, now } = midway();
  const rows = jobRows(state, now);
  expect(rows.map(({ id, word, on, seconds, end }) => [id, word, on, seconds, end])).toEqual([
    ['done', 'succeeded', 'cpu', 4.2, 'exit 0'],
    ['bad', 'failed', 'cpu', 3, 'exit 3'],
    ['next', 'skipped', '', null, 'needs bad'],
    ['wide', 'running', 'gpu 0,1', null, ''],
    ['later\u001b[2J', 'waiting', '', null, ''],
  ]);
  expect(rows.map(({ label }) => label)).toContain(String.raw`later\u{1b}[2J`);
  expect(rows[3]).toMatchObject({ values: ['lr=0.1'], attempt: 1, isHeld: false });
});

test('jobs are counted by state, what goes on first', () => {
  expect(statusCounts(midway().state)).toEqual([
    { status: 'running', word: 'running', jobs: 1 },
    { status: 'waiting', word: 'waiting', jobs: 1 },
    { status: 'failed', word: 'failed', jobs: 1 },
    { status: 'skipped', word: 'skipped', jobs: 1 },
    { status: 'succeeded', word: 'succeeded', jobs: 1 },
  ]);
});
