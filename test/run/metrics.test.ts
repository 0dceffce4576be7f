import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/model/units.ts';
import type { MetricsReading } from '../../src/model/metrics.ts';
import { findRecord } from '../../src/schedule/state/records.ts';
import { jobId } from '../../src/model/plan.ts';
import { sketchPlan } from '../rig/plan.ts';
import { exit, FakeWorld } from '../rig/world.ts';

const METRICS = [{ kind: 'log', pattern: 'acc={acc}', pick: 'last' }] as const;
const left = (acc: number, problem?: string): MetricsReading => ({
  ...{ metrics: { acc }, texts: {}, curves: {} },
  ...(problem === undefined ? {} : { problem }),
});

const told = ({ events }: FakeWorld) =>
  events.flatMap((event) =>
    ['metrics-read', 'attempt-ended'].includes(event.event) && 'job' in event ? [`${event.event} ${event.job}`] : [],
  );

describe('the numbers of an attempt', () => {
  it('are recorded before its end, also of one that fails, which nobody is told to miss any of; and of none that has no metrics', async () => {
    const world = new FakeWorld({}, (job) => (job === 'b' ? { seconds: 2, outcome: exit(1) } : {}));
    world.left.set('a/1', left(0.5, 'metrics: gone.json does not exist'));
    world.left.set('b/1', left(0.25, 'metrics: gone.json does not exist'));
    await world.run(
      sketchPlan([
        { id: 'a', metrics: METRICS },
        { id: 'b', metrics: METRICS },
        { id: 'c', needs: ['a'] },
      ]),
    );
    expect(told(world)).toEqual([
      ...['metrics-read a', 'attempt-ended a', 'metrics-read b', 'attempt-ended b', 'attempt-ended c'],
    ]);
    expect(world.statuses()).toEqual({ a: 'succeeded', b: 'failed', c: 'succeeded' });
    const [a, b] = ['a', 'b'].map((id) => findRecord(world.state!, jobId(id))?.past.at(-1)?.metrics);
    expect([a, b]).toEqual([
      { metrics: { acc: 0.5 }, texts: {}, problem: 'metrics: gone.json does not exist' },
      { metrics: { acc: 0.25 }, texts: {} },
    ]);
  });

  it('are recorded of each attempt, but of none that could not be started', async () => {
    const world = new FakeWorld({}, (_, attempt) =>
      attempt === 1 ? { outcome: exit(1) } : { outcome: { cause: 'spawn', message: 'no bash' } },
    );
    world.left.set('a/1', left(0.5));
    await world.run(sketchPlan([{ id: 'a', metrics: METRICS, retry: { max: 1 } }]));
    expect(told(world)).toEqual(['metrics-read a', 'attempt-ended a', 'attempt-ended a']);
  });

  it('are read by the next runner where an attempt has ended while there was none', async () => {
    const plan = sketchPlan([{ id: 'a', metrics: METRICS }]);
    const world = new FakeWorld({}, () => ({ endless: true }));
    await world.open(plan);
    world.diskProblem = null;
    const before = world.lines.length;
    world.settlements.set('a', {
      ...{ kind: 'ended', outcome: exit(0), seconds: seconds(1), endedAt: null, error: null },
    });
    world.left.set('a/1', left(0.75));
    world.lines.push(
      JSON.stringify({
        ...{
          at: new Date(1_700_000_002_000).toISOString(),
          tick: 2000,
          event: 'attempt-planned',
          job: 'a',
          attempt: 1,
        },
        ...{ allocation: { slots: 1, gpus: [] }, token: 't', fingerprint: 'true', parts: {}, limit: null },
      }),
    );
    await world.open(plan);
    expect(world.lines.length).toBeGreaterThan(before);
    expect(told(world)).toEqual(['metrics-read a', 'attempt-ended a']);
    expect(findRecord(world.state!, jobId('a'))?.past.at(-1)?.metrics).toEqual({ metrics: { acc: 0.75 }, texts: {} });
  });
});
