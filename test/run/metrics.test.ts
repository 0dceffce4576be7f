import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/model/units.ts';
import type { MetricsReading } from '../../src/model/metrics.ts';
import { replay } from '../../src/journal/replay.ts';
import { drive } from '../../src/run/loop.ts';
import { rebuildIndex } from '../../src/schedule/state/rebuild-index.ts';
import { findRecord } from '../../src/schedule/state/records.ts';
import { jobId } from '../../src/model/plan.ts';
import { sketchPlan } from '../rig/plan.ts';
import { exit, FakeWorld, gpus } from '../rig/world.ts';

const METRICS = [{ kind: 'log', pattern: 'acc={acc}', pick: 'last' }] as const;
const left = (acc: number, problem?: string): MetricsReading => ({
  ...{ metrics: { acc }, texts: {}, curves: {} },
  ...(problem === undefined ? {} : { problem }),
});

const told = ({ events }: FakeWorld) =>
  events.flatMap((event) =>
    ['attempt-exited', 'metrics-read', 'attempt-ended'].includes(event.event) && 'job' in event
      ? [`${event.event} ${event.job}`]
      : [],
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

  it('hold back only its own end where they take time to be read: what it held goes to the next job at once', async () => {
    const world = new FakeWorld({ gpus: gpus(1) }, () => ({ seconds: 1 }));
    world.left.set('a/1', left(0.5));
    world.readsFor.set('a/1', 10);
    const ask = { gpus: 1, metrics: METRICS };
    const [state] = await world.open(
      sketchPlan([
        { id: 'a', ...ask },
        { id: 'b', gpus: 1 },
        { id: 'c', needs: ['a'] },
      ]),
    );
    const held: string[][] = [];
    world.watch = ({ index }, { event }) => {
      if (event !== 'attempt-exited') return;
      const rebuilt = rebuildIndex(state);
      held.push([index, rebuilt].map(({ ledger }) => `${ledger.slots} ${ledger.gpus.size}`));
    };
    expect(await drive(state, world)).toBe('finished');
    expect(held).toEqual([['0 0', '0 0']]);
    expect(told(world)).toEqual([
      ...['attempt-exited a', 'attempt-ended b', 'metrics-read a', 'attempt-ended a', 'attempt-ended c'],
    ]);
    expect(world.lived.map(({ job, began }) => [job, began])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 11],
    ]);
    // The attempt itself ended when it did.
    const { end } = findRecord(state, jobId('a'))!.past[0]!;
    expect(end).toMatchObject({ seconds: 1, at: { at: world.begins.at + 1000 } });
    expect(replay(state.plan, world.events).records).toEqual(state.records);
  });

  it('are waited for by a run that comes to its end early, and what has ended is not stopped', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 1 }));
    world.left.set('a/1', left(0.5));
    world.readsFor.set('a/1', 10);
    world.arrange(2, { signal: 'asked-to-stop', how: 'terminate' });
    await world.run(sketchPlan([{ id: 'a', metrics: METRICS }]));
    expect(told(world)).toEqual(['attempt-exited a', 'metrics-read a', 'attempt-ended a']);
    expect(world.statuses()).toEqual({ a: 'succeeded' });
  });

  it('are read again by the next runner where one has died while they were read', async () => {
    const plan = sketchPlan([{ id: 'a', metrics: METRICS }]);
    const world = new FakeWorld();
    world.readsFor.set('a/1', 10);
    world.watch = (_, { event }) => {
      if (event === 'attempt-exited') throw new Error('dies');
    };
    await expect(world.run(plan)).rejects.toThrow('dies');
    world.watch = () => undefined;
    world.settlements.set('a', {
      ...{ kind: 'ended', outcome: exit(0), seconds: seconds(1), endedAt: null, error: null },
    });
    world.left.set('a/1', left(0.75));
    await world.open(plan);
    expect(told(world)).toEqual(['attempt-exited a', 'metrics-read a', 'attempt-ended a']);
    expect(findRecord(world.state!, jobId('a'))?.past.at(-1)?.metrics?.metrics).toEqual({ acc: 0.75 });
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
