import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/journal/replay.ts';
import type { Job, JobId, QueueOrder } from '../../../src/model/plan.ts';
import { seconds } from '../../../src/model/units.ts';
import type { RunState } from '../../../src/schedule/state/state.ts';
import { cases } from '../../rig/cases.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { plainScenario, plainWorld, planOf } from '../../rig/scenarios.ts';
import { Scene } from '../../rig/scene.ts';
import { exit, FakeWorld } from '../../rig/world.ts';

const longest = (jobs: readonly JobSketch[]) => sketchPlan(jobs, 'continue', 'longest');

/** The jobs in the order in which they begin, one at a time. */
async function begun(jobs: readonly JobSketch[], order: QueueOrder = 'longest'): Promise<string[]> {
  const world = new FakeWorld({ slots: 1 });
  await world.run(sketchPlan(jobs, 'continue', order));
  return world.lived.map(({ job }) => job);
}

/** The path before each job, in seconds. */
function paths(state: RunState): Record<string, number> {
  return Object.fromEntries(state.records.map(({ id, remaining }) => [id, remaining]));
}

const chain = (name: string, timeouts: readonly number[]): JobSketch[] =>
  timeouts.map((timeout, at) => ({
    ...{ id: `${name}${at}`, timeout },
    needs: at === 0 ? [] : [{ on: `${name}${at - 1}`, when: 'always', via: 'chain' }],
  }));

describe('the order of the longest', () => {
  it('lets the job go first that takes longest with all that waits for it', async () => {
    const jobs = [{ id: 'alone', timeout: 50 }, ...chain('short', [10, 10]), ...chain('long', [30, 30])];
    expect(await begun(jobs)).toEqual(['long0', 'alone', 'long1', 'short0', 'short1']);
    expect(await begun(jobs, 'plan')).toEqual(['alone', 'short0', 'short1', 'long0', 'long1']);
  });

  it('counts the longest of the paths that begin with a job, and not their sum', () => {
    const { state } = new Scene(
      longest([
        { id: 'fan', timeout: 5 },
        ...alike(9, { timeout: 10, needs: ['fan'] }, 'leaf'),
        { id: 'deep', timeout: 1, needs: ['fan'] },
        { id: 'end', timeout: 20, needs: ['deep', 'leaf-0'] },
      ]),
    );
    expect(paths(state)).toMatchObject({ fan: 35, 'leaf-0': 30, 'leaf-1': 10, deep: 21, end: 20 });
  });

  it('is that of priority first', async () => {
    const jobs = [
      { id: 'long', timeout: 90 },
      { id: 'urgent', timeout: 1, priority: 1 },
    ];
    expect(await begun(jobs)).toEqual(['urgent', 'long']);
  });

  it('is that of the plan among those that take as long, and where nothing is known', async () => {
    expect(await begun(alike(3, { timeout: 60 }))).toEqual(['job-0', 'job-1', 'job-2']);
    expect(await begun(alike(3))).toEqual(['job-0', 'job-1', 'job-2']);
  });

  it('counts jobs where nothing is known of any of them', async () => {
    const jobs = [{ id: 'alone' }, { id: 'first' }, { id: 'second', needs: ['first'] }];
    expect(await begun(jobs)).toEqual(['first', 'alone', 'second']);
  });

  it('goes by what jobs took before rather than by their timeouts', async () => {
    const jobs = [
      { id: 'a', timeout: 100 },
      { id: 'b', timeout: 90, slots: 1, stage: 'other' },
    ];
    const plan = longest(jobs);
    const world = new FakeWorld({ slots: 1 }, (job) => ({ seconds: job === 'a' ? 2 : 30 }));
    await world.run(plan);
    const again = new Scene(plan);
    again.state.durations.record(again.state.records[0]!, seconds(2));
    again.state.durations.record(again.state.records[1]!, seconds(30));
    again.begin();
    expect(paths(again.state)).toEqual({ a: 2, b: 30 });
    await world.run(plan, { fresh: true });
    expect(world.lived.map(({ job }) => job)).toEqual(['a', 'b', 'b', 'a']);
  });

  it('leaves out jobs that the run does not do', () => {
    const scene = new Scene(longest([...chain('a', [10, 10]), { id: 'b', timeout: 15 }]));
    expect(paths(scene.state)).toEqual({ a0: 20, a1: 10, b: 15 });
    scene.begin({}, ['a0', 'b']);
    expect(paths(scene.state)).toEqual({ a0: 10, a1: 0, b: 15 });
  });

  it('is the same for the whole run, and for who replays its journal', async () => {
    const jobs = [...chain('a', [40, 40]), ...chain('b', [50, 20]), ...alike(3, { timeout: 30 })];
    const plan = longest(jobs);
    const world = new FakeWorld({ slots: 2 }, () => ({ seconds: 7 }));
    const seen = new Set<string>();
    world.watch = (state) => seen.add(JSON.stringify(paths(state)));
    await world.run(plan);
    expect([...seen]).toEqual([JSON.stringify(paths(replay(plan, world.events)))]);
  });

  it('is told of a job that waits behind one that takes longer', () => {
    const plan = longest([{ id: 'a', timeout: 10 }, ...chain('b', [10, 10]), { id: 'c', timeout: 10 }]);
    const scene = new Scene(plan, { slots: 1 });
    expect(scene.act().map(([job]) => job)).toEqual(['b0']);
    scene.end('b0');
    expect(scene.why('c')[0]).toEqual({ because: 'turn', first: 'a', before: 1, longer: false });
    const waiting = new Scene(plan, { slots: 0 });
    expect(waiting.why('a')[0]).toEqual({ because: 'turn', first: 'b0', before: 1, longer: true });
  });
});

/** The time of the longest path that begins with a job, by going along all of them. */
function pathOf(jobs: readonly Job[], { id, timeout }: Job, known: Map<JobId, number>): number {
  let length = known.get(id);
  if (length === undefined) {
    const behind = jobs.filter(({ needs }) => needs.some((need) => need.job === id));
    length = (timeout?.after ?? 0) + Math.max(0, ...behind.map((job) => pathOf(jobs, job, known)));
    known.set(id, length);
  }
  return length;
}

describe('any plan', () => {
  it('has before each job what its longest path takes', () => {
    fc.assert(
      fc.property(plainScenario, ({ jobs }) => {
        const plan = longest(jobs.map((job) => ({ ...job, timeout: job.timeout ?? 60 })));
        const { state } = new Scene(plan);
        const known = new Map<JobId, number>();
        expect(paths(state)).toEqual(
          Object.fromEntries(plan.jobs.map((job) => [job.id, pathOf(plan.jobs, job, known)])),
        );
      }),
      { numRuns: cases(200) },
    );
  });

  it('may start the same jobs at each instant, whatever the order, and decides on one of the highest priority first', async () => {
    const startable = (state: RunState) => state.records.filter(({ ready }) => ready !== null).map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        const world = plainWorld(drawn);
        const told: string[][] = [];
        world.watch = (state) => told.push(startable(state));
        await world.run(planOf(drawn));
        const other = drawn.order === 'plan' ? 'longest' : 'plan';
        world.events.forEach((_, at) => {
          const state = replay(planOf({ ...drawn, order: other }), world.events.slice(0, at + 1));
          expect(startable(state)).toEqual(told[at]);
          const [first] = state.index.queue.inOrder();
          const most = Math.max(...state.records.map(({ job, ready }) => (ready === null ? -9 : job!.priority)));
          expect(first?.first.priority ?? -9).toBe(most);
        });
      }),
      { numRuns: cases(60) },
    );
  });

  it('comes to the same end by either order where no job fails', async () => {
    await fc.assert(
      fc.asyncProperty(plainScenario, async (drawn) => {
        const ends = async (order: QueueOrder) => {
          const jobs = drawn.jobs.map((job) => ({ ...job, course: { ...job.course, outcome: exit(0) } }));
          const world = plainWorld({ ...drawn, jobs });
          await world.run(planOf({ jobs, order }));
          return world.statuses();
        };
        expect(await ends('longest')).toEqual(await ends('plan'));
      }),
      { numRuns: cases(60) },
    );
  });
});
