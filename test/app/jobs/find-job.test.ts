import { describe, expect, it } from 'vitest';
import { jobMeant, type Named } from '../../../src/app/jobs/find-job.ts';
import { sketchPlan } from '../../rig/plan.ts';

const job = (of: string, ...names: string[]): Named => ({ of, names });
const meant = (said: string, candidates: readonly Named[]): string => {
  try {
    return jobMeant(said, candidates).names.join();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the job that people mean', () => {
  it.each([
    ['x-1', 'by its id', 'x-1,1'],
    ['x-2', 'by the beginning of its id', 'x-20,20'],
  ])('by `%s` is found %s', (said, _, found) => {
    expect(meant(said, [job('s', 'x-1', '1'), job('s', 'x-10', '10'), job('s', 'x-20', '20')])).toBe(found);
  });

  it.each([
    ['i=b', 'job-2'],
    ['i=a lr=2', 'job-1'],
    ['lr=2..3', 'job-1'],
    ['lr=1', '`lr=1` could be any of 2 jobs; say more of the name:'],
    ['i=c', 'no job `i=c` here; sweep list shows them'],
  ])('by the values `%s` is found, or not', (said, found) => {
    const cells = [
      { i: 'a', lr: '1' },
      { i: 'a', lr: '2' },
      { i: 'b', lr: '1' },
    ];
    const plan = sketchPlan(cells.map((params, index) => ({ id: `job-${index}`, params })));
    const candidates = plan.jobs.map(({ id }) => ({ of: 's', names: [id], planned: { plan, id } }));
    expect(meant(said, candidates)).toContain(found);
  });

  it('is asked for where several of one sweep could be, with more of the name', () => {
    expect(meant('x', [job('s', 'x-1', '1'), job('s', 'x-2', '2')])).toBe(
      '`x` could be any of 2 jobs; say more of the name:\n  1  (s: x-1)\n  2  (s: x-2)',
    );
  });

  it('is asked for where jobs of several sweeps could be, with the option that names one', () => {
    expect(meant('x-1', [job('s', 'x-1', '1'), job('t', 'x-1', '1')])).toBe(
      '`x-1` could be any of 2 jobs; name the sweep with --sweep, or say more of the name:\n  1  (s: x-1)\n  1  (t: x-1)',
    );
  });
});
