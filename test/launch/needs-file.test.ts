import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeNeeds } from '../../src/launch/needs-file.ts';
import type { NeededJob } from '../../src/model/needed-job.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';

const PLACE = { root: '/project', runFolder: '/project/.sweep/test' };

function needed(sketches: readonly JobSketch[], outcome: NeededJob['outcome'] = 'succeeded'): NeededJob[] {
  return sketchPlan(sketches).jobs.map((job) => ({ job, outcome, metrics: { acc: 0.5, loss: 'NaN' } }));
}

/** The text of the file for these jobs. */
function written(needs: readonly NeededJob[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-needs-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'needs.json');
  writeNeeds({ needs: path }, needs, PLACE);
  return readFileSync(path, 'utf8');
}

test('the file of needed jobs tells of each who it is, where it is, what it makes and how it has ended', () => {
  const job = { id: 'train+lr-1', stage: 'train', params: { lr: '1' }, produces: ['out/1.json', '/data/1 "b".json'] };
  expect(JSON.parse(written(needed([job], 'failed')))).toEqual({
    version: 1,
    needs: [
      {
        id: 'train+lr-1',
        stage: 'train',
        label: expect.any(String) as string,
        params: { lr: expect.anything() as unknown },
        dir: '/project/.sweep/test/jobs/train+lr-1',
        produces: ['/project/out/1.json', '/data/1 "b".json'],
        outcome: 'failed',
        metrics: { acc: 0.5, loss: 'NaN' },
      },
    ],
  });
});

test('the file of needed jobs is an empty list where there are none', () => {
  expect(JSON.parse(written([]))).toEqual({ version: 1, needs: [] });
});

test('the file of needed jobs has a line for each of however many', () => {
  const jobs = needed(alike(5000, { produces: ['a.json'] }));
  const text = written(jobs);
  expect((JSON.parse(text) as { needs: { id: string }[] }).needs.map(({ id }) => id)).toEqual(
    jobs.map(({ job }) => job.id),
  );
  expect(text.split('\n')).toHaveLength(5000 + 3);
});
