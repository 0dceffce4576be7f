import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  dependencyUpdates,
  type DetachedPlan,
  planDetached,
  type TaskPlace,
} from '../../../../src/launch/slurm/detached/plan.ts';
import type { JobId } from '../../../../src/model/plan.ts';
import { seconds } from '../../../../src/model/units.ts';
import { type JobSketch, sketchPlan } from '../../../rig/plan.ts';

const TIME = { time: seconds(600) };
const NONE = (): null => null;

/** What is planned of the sketched jobs, and what Slurm is told where it calls the arrays 10, 11, …. */
function planned(sketches: readonly JobSketch[], size = 1001, failed: (job: JobId) => string | null = NONE) {
  const plan = planDetached(sketchPlan(sketches).jobs, TIME, size, failed);
  const ids = plan.arrays.map((_, at) => String(10 + at));
  return { plan, updates: dependencyUpdates(plan, ids) };
}

const shapes = ({ arrays }: DetachedPlan) =>
  arrays.map(({ jobs, atOnce }) => [jobs.map(({ id }) => id).join(' '), atOnce]);

it('jobs that ask for the same are one array, no larger than arrays may be, those of greater priority first', () => {
  const { plan } = planned(
    [{ id: 'a' }, { id: 'b', priority: 1 }, { id: 'c', gpus: 1 }, { id: 'd', timeout: 60 }, { id: 'e' }],
    2,
  );
  expect(shapes(plan)).toEqual([
    ['b a', null],
    ['e', null],
    ['c', null],
    ['d', null],
  ]);
});

it('a job waits for the success of each that it needs, by task, and for all of an array by its name', () => {
  const { updates } = planned([
    { id: 'a' },
    { id: 'b' },
    { id: 'one', gpus: 1, needs: ['b'] },
    { id: 'all', gpus: 2, needs: ['a', 'b', 'one'] },
  ]);
  expect(updates).toEqual(['jobid=11_0 dependency=afterok:10_1', 'jobid=12_0 dependency=afterok:10:11_0']);
});

it('a job that also runs after failures waits for ends, and its script looks how those came that must have been some way', () => {
  const { plan, updates } = planned([
    { id: 'a', stage: 'train' },
    { id: 'b', stage: 'train' },
    { id: 'c', stage: 'soft', allowFailure: true },
    {
      id: 'd',
      gpus: 1,
      needs: [
        { on: 'a', when: 'failure' },
        { on: 'b', when: 'failure' },
        { on: 'c', when: 'success' },
      ],
    },
    { id: 'e', gpus: 2, needs: [{ on: 'a', when: 'always' }] },
  ]);
  expect(updates).toEqual(['jobid=11_0 dependency=afterany:10', 'jobid=12_0 dependency=afterany:10_0']);
  expect(plan.tasks[3]?.awaited).toEqual([
    { when: 'failure', task: { array: 0, index: 0 }, stage: 'train' },
    { when: 'failure', task: { array: 0, index: 1 }, stage: 'train' },
    { when: 'success', task: { array: 0, index: 2 }, allowsFailure: true },
  ]);
  expect(plan.tasks[4]?.awaited).toEqual([]);
});

it('what has come to its end before is waited for no more; a failure there is one that need not come any more', () => {
  const sketches: readonly JobSketch[] = [
    { id: 'b', stage: 'train' },
    {
      id: 'c',
      gpus: 1,
      needs: [
        { on: 'a', when: 'failure' },
        { on: 'b', when: 'failure' },
      ],
    },
  ];
  expect(planned(sketches).plan.tasks[1]?.awaited).toHaveLength(1);
  const hasFailed = (job: JobId) => (job === 'a' ? 'train' : null);
  expect(planned(sketches, 1001, hasFailed).plan.tasks[1]?.awaited).toEqual([]);
  expect(planned(sketches, 1001, hasFailed).updates).toEqual(['jobid=11_0 dependency=afterany:10_0']);
});

it('a limit is that of an array which has all its jobs, and else one lane after another', () => {
  const limits = { disk: 2 };
  const alike = ['a', 'b', 'c'].map((id) => ({ id, limits }));
  expect(shapes(planned([...alike, { id: 'free' }]).plan)).toEqual([
    ['a b c', 2],
    ['free', null],
  ]);
  const { plan, updates } = planned([...alike, { id: 'd', limits, gpus: 1 }]);
  expect(shapes(plan)).toEqual([
    ['a b', null],
    ['c', null],
    ['d', null],
  ]);
  expect(updates).toEqual(['jobid=11_0 dependency=afterany:10_0', 'jobid=12_0 dependency=afterany:10_1']);
  expect(planned(alike.slice(0, 2)).updates).toEqual([]);
});

/** Plans in which jobs need earlier ones, in all ways. */
const sketches = fc
  .array(
    fc.record({
      gpus: fc.integer({ min: 0, max: 2 }),
      allowFailure: fc.boolean(),
      limit: fc.constantFrom(null, 'x', 'y'),
      stage: fc.constantFrom('s', 't'),
      needs: fc.array(
        fc.record({
          back: fc.integer({ min: 1, max: 12 }),
          when: fc.constantFrom(...(['success', 'always', 'failure'] as const)),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ gpus, allowFailure, limit, stage, needs }, at): JobSketch => {
      const distinct = new Map(needs.flatMap(({ back, when }) => (back <= at ? [[at - back, when] as const] : [])));
      return {
        id: `j${at}`,
        ...{ gpus, allowFailure, stage, limits: limit === null ? {} : { [limit]: 2 } },
        needs: [...distinct].map(([on, when]) => ({ on: `j${on}`, when })),
      };
    }),
  );

it('each job is one task, within its array, and every need of it is met by what Slurm waits for, or looked at by its script', () => {
  fc.assert(
    fc.property(sketches, fc.integer({ min: 2, max: 6 }), (all, size) => {
      const { plan, updates } = planned(all, size);
      const key = ({ array, index }: TaskPlace): string => `${array}/${index}`;
      const byId = new Map(plan.tasks.map((task) => [task.job.id, task]));
      expect(new Set(plan.tasks.map(({ place }) => key(place))).size).toBe(all.length);
      for (const { job, place, succeeded, ended, awaited } of plan.tasks) {
        expect(plan.arrays[place.array]?.jobs[place.index]).toBe(job);
        expect(place.index).toBeLessThan(size);
        const waitsFor = new Set([...succeeded, ...ended].map(key));
        for (const need of job.needs) {
          const needed = byId.get(need.job);
          if (needed === undefined) throw new Error('no task');
          expect(waitsFor).toContain(key(needed.place));
          const isBySlurm = succeeded.some((one) => key(one) === key(needed.place));
          const isLookedAt = awaited.some((one) => one.when === need.when && key(one.task) === key(needed.place));
          expect(isBySlurm ? need.when === 'success' : need.when === 'always' || isLookedAt).toBe(true);
        }
        // Nothing waits for what comes later: so nothing waits in a circle.
        const earlier = new Set(plan.tasks.filter((one) => one.job.index < job.index).map((one) => key(one.place)));
        for (const one of waitsFor) expect(earlier).toContain(one);
        expect([...succeeded, ...ended].map(({ array }) => array)).not.toContain(place.array);
      }
      for (const update of updates) expect(update).toMatch(/^jobid=\d+_\d+ dependency=(?:after(?:ok|any):[\d_:]+,?)+$/);
    }),
  );
});

it('no more jobs of a limit can run at once than it lets', () => {
  fc.assert(
    fc.property(sketches, fc.integer({ min: 2, max: 6 }), (all, size) => {
      const { plan } = planned(all, size);
      for (const limit of ['x', 'y']) {
        const limited = plan.tasks.filter(({ job }) => job.limits.some(({ key }) => key === limit));
        const kept = new Set(limited.map(({ place }) => plan.arrays[place.array]?.atOnce ?? null));
        if (limited.length <= 2 || (kept.size === 1 && kept.has(2))) continue;
        // Each but the first two begins after the one two before it.
        for (const [at, { ended }] of limited.slice(2).entries()) expect(ended).toContainEqual(limited[at]?.place);
      }
    }),
  );
});
