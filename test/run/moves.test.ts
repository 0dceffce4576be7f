import { describe, expect, it } from 'vitest';
import { replay } from '../../src/journal/replay.ts';
import { jobId, type Plan } from '../../src/model/plan.ts';
import { instant, tick } from '../../src/model/units.ts';
import { judgeFreshness } from '../../src/run/freshness.ts';
import { recordMoves } from '../../src/run/begin.ts';
import { movesOf } from '../../src/schedule/state/moves.ts';
import { reduce } from '../../src/schedule/state/reduce.ts';
import type { RunState } from '../../src/schedule/state/state.ts';
import { copyOf } from '../../src/schedule/state/copy.ts';
import { sketchPlan, type JobSketch } from '../rig/plan.ts';
import { FakeWorld, exit } from '../rig/world.ts';

/** A plan whose jobs have had other ids. */
function renamed(jobs: readonly JobSketch[], former: Readonly<Record<string, string>>): Plan {
  const ids = Object.entries(former).map(([was, now]) => [jobId(was), jobId(now)] as const);
  return { ...sketchPlan(jobs), former: new Map(ids) };
}

/** How `plan` stands after what has run in `world`, once its results have moved. */
function moved(world: FakeWorld, plan: Plan): RunState {
  const state = replay(plan, world.events);
  expect(recordMoves(state, world, movesOf(state))).toBe(true);
  return state;
}

const verdictsOf = (world: FakeWorld, state: RunState) =>
  [...judgeFreshness(state.plan, state, world.files)].map(
    ([id, { state: is, because }]) => `${id} ${is} ${because ?? ''}`,
  );

const told = (state: RunState) => {
  const { moves, kept, running } = movesOf(state);
  const tell = (list: typeof moves) => list.map(({ job, was }) => `${was} ${job}`);
  return { moves: tell(moves), kept: tell(kept), running: tell(running) };
};

describe('a result of a job that has another id', () => {
  it('is fresh under the new one, with all attempts, and no orphan, also after a replay', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'fit' }, { id: 'other' }]));
    const plan = renamed([{ id: 'train' }, { id: 'other' }], { fit: 'train' });
    const state = moved(world, plan);
    expect(verdictsOf(world, state)).toEqual(['train fresh ', 'other fresh ']);
    for (const one of [state, replay(plan, world.events), copyOf(state)]) {
      const record = one.byId.get(jobId('train'));
      expect(record?.past.map(({ attempt }) => attempt)).toEqual([1]);
      expect([record?.movedFrom, record?.state.status]).toEqual(['fit', 'succeeded']);
      expect([one.orphans.size, one.counts.succeeded, movesOf(one).moves.length]).toEqual([0, 2, 0]);
    }
  });

  it('is judged by what it was made from, as ever', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'fit', command: 'x --rate=1' }]));
    const state = moved(world, renamed([{ id: 'train', command: 'x --lr=1' }], { fit: 'train' }));
    expect(verdictsOf(world, state)).toEqual(['train stale command changed']);
  });

  it('is that of a job that others need, whose results stay fresh', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'fit' }, { id: 'eval', needs: ['fit'] }]));
    const state = moved(world, renamed([{ id: 'train' }, { id: 'eval', needs: ['train'] }], { fit: 'train' }));
    expect(verdictsOf(world, state)).toEqual(['train fresh ', 'eval fresh ']);
  });

  it('may be a failure, and is one then', async () => {
    const world = new FakeWorld({}, () => ({ outcome: exit(3) }));
    await world.run(sketchPlan([{ id: 'fit' }]));
    expect(verdictsOf(world, moved(world, renamed([{ id: 'train' }], { fit: 'train' })))).toEqual([
      'train failed exit 3',
    ]);
  });

  it('can move on, and back', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'a' }]));
    moved(world, renamed([{ id: 'b' }], { a: 'b' }));
    expect(verdictsOf(world, moved(world, renamed([{ id: 'c' }], { a: 'c', b: 'c' })))).toEqual(['c fresh ']);
    const back = moved(world, renamed([{ id: 'a' }], { c: 'a', b: 'a' }));
    expect(verdictsOf(world, back)).toEqual(['a fresh ']);
    expect(replay(sketchPlan([{ id: 'a' }]), world.events).orphans.size).toBe(0);
  });

  it('has left the former job also for a plan that still has that', async () => {
    const world = new FakeWorld();
    const before = sketchPlan([{ id: 'a' }]);
    await world.run(before);
    moved(world, renamed([{ id: 'b' }], { a: 'b' }));
    const state = replay(before, world.events);
    expect([state.counts.succeeded, state.counts.waiting, state.orphans.get(jobId('b'))?.past.length]).toEqual([
      0, 1, 1,
    ]);
  });

  it('tells how long such jobs take', async () => {
    const world = new FakeWorld({}, () => ({ seconds: 7 }));
    await world.run(sketchPlan([{ id: 'fit' }]));
    const state = moved(world, renamed([{ id: 'train' }], { fit: 'train' }));
    expect(state.durations.cellBound(state.records[0]!.cell)).toBe(8.75);
  });
});

describe('where a job has run under its new id', () => {
  const both = async (outcomes: Readonly<Record<string, number>>) => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(outcomes[job] ?? 0) }));
    await world.run(sketchPlan([{ id: 'fit' }, { id: 'train' }]));
    return world;
  };
  const plan = renamed([{ id: 'train' }], { fit: 'train' });

  it('a success of it stays, and what was found under the former one stays an orphan', async () => {
    const world = await both({});
    const state = replay(plan, world.events);
    expect(told(state)).toEqual({ moves: [], kept: ['fit train'], running: [] });
    expect(state.orphans.size).toBe(1);
  });

  it('a success of the former one comes in the place of a failure', async () => {
    const world = await both({ train: 1 });
    expect(verdictsOf(world, moved(world, plan))).toEqual(['train fresh ']);
  });

  it('a failure of the former one does not', async () => {
    expect(told(replay(plan, (await both({ train: 1, fit: 1 })).events)).kept).toEqual(['fit train']);
  });
});

describe('of several ids that a job has had', () => {
  it('the newest success counts', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'c' ? 1 : 0) }));
    for (const id of ['b', 'a', 'c']) await world.run(sketchPlan([{ id }]));
    const state = replay(renamed([{ id: 'd' }], { a: 'd', b: 'd', c: 'd' }), world.events);
    expect(told(state)).toEqual({ moves: ['a d'], kept: ['b d', 'c d'], running: [] });
  });
});

describe('a job that still runs', () => {
  it('does not move', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'fit' }]));
    const end = world.events.findIndex(({ event }) => event === 'attempt-ended');
    const state = replay(renamed([{ id: 'train' }], { fit: 'train' }), world.events.slice(0, end));
    expect(told(state)).toEqual({ moves: [], kept: [], running: ['fit train'] });
    const moves = [{ job: jobId('train'), was: jobId('fit') }];
    reduce(state, { at: instant(0), tick: tick(0), event: 'jobs-moved', moves });
    expect(state.running.has(jobId('fit'))).toBe(true);
  });
});
