import { describe, expect, it } from 'vitest';
import type { ArrayTask } from '../../src/model/executor.ts';
import { jobId } from '../../src/model/plan.ts';
import type { Arrays } from '../../src/run/world.ts';
import { placesOf } from '../../src/schedule/queue/request.ts';
import { sketchPlan } from '../rig/plan.ts';
import { FakeWorld, type Course } from '../rig/world.ts';

const ON = 'cluster';

/** A world whose jobs go to a cluster with so many places. */
class ClusterWorld extends FakeWorld {
  readonly released: string[] = [];
  readonly planned: ArrayTask[] = [];
  override readonly arrays: Arrays = {
    next: () => {
      const task = { executor: ON, array: `array-${this.planned.length}`, index: 0 };
      this.planned.push(task);
      return task;
    },
  };

  constructor(places: number, course: (job: string, attempt: number) => Course = () => ({})) {
    super({ resources: new Map([[placesOf(ON), places]]) }, course);
  }

  protected override release(array: string): void {
    this.released.push(array);
  }
}

const jobs = (count: number) =>
  sketchPlan(Array.from({ length: count }, (_, at) => ({ id: `job-${at}`, gpus: 8, slots: 64 })));

describe('jobs that go to a cluster', () => {
  it('ask for nothing of this machine, and run as many at once as there are places for', async () => {
    const world = new ClusterWorld(3);
    await world.run(jobs(7), { on: ON });
    expect(world.lived.map(({ began }) => began)).toEqual([0, 0, 0, 1, 1, 1, 2]);
    expect(world.lived.every(({ gpus }) => gpus.length === 0)).toBe(true);
  });

  it('are recorded with where they are to be found before there is anything to be found', async () => {
    const world = new ClusterWorld(2);
    await world.run(jobs(2), { on: ON });
    const planned = world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event.on] : []));
    expect(planned).toEqual(world.planned);
  });

  it('are let start once it is recorded that the cluster has them', async () => {
    const world = new ClusterWorld(1);
    const submitted = { executor: ON, array: 'array-0', id: '7', cluster: 'alps', tasks: 1 };
    world.arrange(0.5, { signal: 'submitted', ...submitted });
    const released: number[] = [];
    world.watch = (_, { event }) => {
      if (event === 'array-submitted') released.push(world.released.length);
    };
    await world.run(jobs(1), { on: ON });
    expect(world.events.find(({ event }) => event === 'array-submitted')).toMatchObject(submitted);
    expect(released).toEqual([0]);
    expect(world.released).toEqual(['array-0']);
  });

  it('run again when their node was taken from them, which uses up no retry', async () => {
    const world = new ClusterWorld(1, (_, attempt) => (attempt === 1 ? { endless: true } : {}));
    world.arrange(5, { signal: 'taken', job: jobId('job-0'), attempt: 1, how: 'NODE_FAIL' });
    await world.run(jobs(1), { on: ON });
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded' });
    expect(world.lived.map(({ attempt, began }) => [attempt, began])).toEqual([
      [1, 0],
      [2, 5],
    ]);
    expect(world.state?.scarcity).toBeNull();
  });

  it('are still there for the next run, which may be about this machine, where they wait in the queue', async () => {
    const plan = jobs(1);
    const world = new ClusterWorld(1, () => ({ endless: true }));
    const [state] = await world.open(plan, { on: ON });
    world.lines.push(
      JSON.stringify({
        at: '2026-01-01T00:00:00.000Z',
        tick: 1,
        event: 'attempt-planned',
        job: 'job-0',
        attempt: 1,
      }).replace(
        '}',
        `,"allocation":{"slots":0,"gpus":[]},"token":"t","fingerprint":"f","parts":{},"limit":null,"on":${JSON.stringify({ executor: ON, array: 'a', index: 4 })}}`,
      ),
    );
    expect(state.running.size).toBe(0);
    world.settlements.set('job-0', { kind: 'queued' });
    const [next] = await world.open(plan);
    expect(next.running.get(jobId('job-0'))?.past.at(-1)?.on).toEqual({ executor: ON, array: 'a', index: 4 });
  });
});
