import { describe, expect, test } from 'vitest';
import type { LaunchOrder } from '../../src/model/attempt.ts';
import type { Plan } from '../../src/model/plan.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { exit, FakeWorld } from '../rig/world.ts';

/** What each job of a plan is told of those that it needs, as it starts; undefined where it is told nothing. */
async function toldIn(
  plan: Plan,
  failing: readonly string[] = [],
): Promise<Readonly<Record<string, readonly string[] | undefined>>> {
  const world = new FakeWorld({}, (job) => ({ outcome: exit(failing.includes(job) ? 1 : 0) }));
  const orders: LaunchOrder[] = [];
  const launch = world.executor.launch;
  world.executor.launch = (order) => {
    orders.push(order);
    launch(order);
  };
  await world.run(plan);
  return Object.fromEntries(
    orders.map(({ job, needs }) => [job.id, needs?.map(({ job: needed, outcome }) => `${needed.id} ${outcome}`)]),
  );
}

describe('an attempt', () => {
  test('is told of the jobs that its own needs, in their order, and what became of each', async () => {
    const sketches: readonly JobSketch[] = [
      ...alike(3, { stage: 'make' }),
      { id: 'follower', stage: 'follow', needs: ['job-1'] },
      { id: 'last', stage: 'gather', needs: ['job-2', 'job-1', 'follower'].map((on) => ({ on, when: 'always' })) },
    ];
    expect(await toldIn(sketchPlan(sketches), ['job-1'])).toEqual({
      'job-0': undefined,
      'job-1': undefined,
      'job-2': undefined,
      last: ['job-2 succeeded', 'job-1 failed', 'follower skipped'],
    });
  });

  test('is told of the numbers that they have left, if these have been read', async () => {
    const world = new FakeWorld();
    const told: unknown[] = [];
    const launch = world.executor.launch;
    world.executor.launch = (order) => {
      for (const { job, metrics } of order.needs ?? []) told.push([job.id, metrics]);
      launch(order);
    };
    world.watch = (state, event) => {
      if (event.event !== 'attempt-started' || event.job !== 'job-1') return;
      const read = { metrics: { acc: 0.5, loss: 'NaN' }, texts: {}, curves: {} } as const;
      reduce(state, { ...event, event: 'metrics-read', ...read });
    };
    const gather = { id: 'gather', stage: 'gather', needs: ['job-0', 'job-1'] };
    await world.run(sketchPlan([...alike(2, { stage: 'make' }), gather]));
    expect(told).toEqual([
      ['job-0', null],
      ['job-1', { acc: 0.5, loss: 'NaN' }],
    ]);
  });

  test('is told once of a job that it needs twice', async () => {
    const twice = { id: 'b', stage: 'use', needs: ['a', { on: 'a', when: 'always' }] } as const;
    expect(await toldIn(sketchPlan([{ id: 'a' }, twice]))).toEqual({ a: undefined, b: ['a succeeded'] });
  });

  test('is told of none where jobs of its stage need others and it has no partner', async () => {
    const sketches: readonly JobSketch[] = [
      { id: 'a', stage: 'make' },
      { id: 'b', stage: 'use', needs: ['a'] },
      { id: 'c', stage: 'use' },
    ];
    expect(await toldIn(sketchPlan(sketches))).toEqual({ a: undefined, b: ['a succeeded'], c: [] });
  });

  test('is told of the link before where a chain needs its success, and of none that only goes before', async () => {
    const chain = (when: 'success' | 'always'): Plan =>
      sketchPlan([
        { id: 'a', stage: 'train' },
        { id: 'b', stage: 'train', needs: [{ on: 'a', via: 'chain', when }] },
      ]);
    expect(await toldIn(chain('success'))).toEqual({ a: [], b: ['a succeeded'] });
    expect(await toldIn(chain('always'))).toEqual({ a: undefined, b: undefined });
  });
});
