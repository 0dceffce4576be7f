import { describe, expect, it } from 'vitest';
import type { Happening } from '../../src/model/event.ts';
import type { ArrayTask } from '../../src/model/executor.ts';
import { jobId, type JobId, type Plan } from '../../src/model/plan.ts';
import type { Request } from '../../src/model/request.ts';
import { type HostView, plainAllocation } from '../../src/model/resources.ts';
import { seconds } from '../../src/model/units.ts';
import type { Arrays, Signal } from '../../src/run/world.ts';
import { placesOf } from '../../src/schedule/queue/request.ts';
import { ALONE } from '../../src/model/sharing/neighbours.ts';
import { alike, sketchPlan } from '../rig/plan.ts';
import { runName } from '../rig/scene.ts';
import { FakeWorld, gpus, type Course } from '../rig/world.ts';

const ON = 'cluster';

/** A world whose jobs go to a cluster with so many places. */
class ClusterWorld extends FakeWorld {
  readonly released: string[] = [];
  readonly planned: ArrayTask[] = [];
  readonly orders: Record<string, number>[] = [];
  override readonly arrays: Arrays = {
    next: () => {
      const task = { executor: ON, array: `array-${this.planned.length}`, index: 0 };
      this.planned.push(task);
      return task;
    },
  };

  constructor(
    places: number,
    course: (job: string, attempt: number) => Course = () => ({}),
    host: Partial<HostView> = {},
  ) {
    super({ resources: new Map([[placesOf(ON), places]]), ...host }, course);
  }

  /** Notes what an earlier run has recorded. */
  record(happening: Happening): void {
    this.append([{ ...happening, ...this.clock.now() }]);
  }

  protected override release(array: string): void {
    this.released.push(array);
  }

  protected override withdraw(job: JobId, attempt: number): void {
    this.later(0, () => ({ signal: 'withdrawn', job, attempt }));
  }

  protected override order(turns: ReadonlyMap<JobId, number>): void {
    this.orders.push(Object.fromEntries(turns));
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

  it('leave this machine to those that are to run here, which ask for what it has', async () => {
    const world = new ClusterWorld(2);
    const plan = sketchPlan([
      { id: 'there', slots: 64, gpus: 8 },
      { id: 'here-1', slots: 4, on: 'local' },
      { id: 'here-2', slots: 4, on: 'local', needs: ['there'] },
      { id: 'there-2', needs: ['here-2'] },
    ]);
    await world.run(plan, { on: ON });
    expect(world.lived.map(({ job, began }) => [job, began])).toEqual([
      ['there', 0],
      ['here-1', 0],
      ['here-2', 1],
      ['there-2', 2],
    ]);
    const planned = world.events.flatMap((event) => (event.event === 'attempt-planned' ? [event] : []));
    expect(planned.filter(({ on }) => on !== undefined).map(({ job }) => job)).toEqual(['there', 'there-2']);
  });

  it('want nothing of other runs of this machine, as those do that are to run here', async () => {
    const neighbours = { ...ALONE, self: runName({ key: 'self' }) };
    const world = new ClusterWorld(1, () => ({}), { gpus: gpus(1), neighbours });
    const here = alike(2, { gpus: 1, on: 'local' }, 'here');
    await world.run(sketchPlan([...alike(2, {}, 'there'), ...here]), { on: ON });
    const wanted = new Set(world.published.flatMap(({ wants }) => wants.map(({ job }) => job)));
    expect([...wanted].sort()).toEqual(expect.arrayContaining(['here-1']));
    expect([...wanted].filter((job) => job.startsWith('there'))).toEqual([]);
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
    const { world, plan } = await withQueued(1);
    const [next] = await world.open(plan);
    expect(next.running.get(jobId('job-0'))?.past.at(-1)?.on).toEqual({ executor: ON, array: 'a', index: 0 });
  });
});

describe('jobs that wait in the queue of a cluster', () => {
  const asked = (request: Request): Signal => ({ signal: 'asked', id: request.do, request, answer: () => undefined });
  const [first, second] = [jobId('job-0'), jobId('job-1')];

  it('leave it when they are held, and are submitted again when they are released', async () => {
    const { world, plan } = await withQueued(2);
    world.arrange(1, asked({ do: 'hold', jobs: [first] }));
    world.arrange(5, asked({ do: 'release', jobs: [first] }));
    world.arrange(9, { signal: 'ended', job: second, attempt: 1, ...EXIT });
    await world.run(plan, { on: ON });
    expect(world.lived.map(({ job, attempt, began }) => [job, attempt, began])).toEqual([['job-0', 2, 5]]);
    expect(world.statuses()).toEqual({ 'job-0': 'succeeded', 'job-1': 'succeeded' });
  });

  it('leave it where they were held while nobody drove their run', async () => {
    const { world, plan } = await withQueued(1);
    world.record({ event: 'jobs-held', request: 'r', jobs: [first] });
    await world.run(plan, { on: ON });
    expect(world.statuses()).toEqual({ 'job-0': 'held' });
  });

  it('are put in order when they are given other turns, and when a run begins', async () => {
    const { world, plan } = await withQueued(2);
    world.arrange(1, asked({ do: 'priority', jobs: [first], priority: -1 }));
    world.arrange(2, asked({ do: 'top', jobs: [first] }));
    for (const job of [first, second]) world.arrange(9, { signal: 'ended', job, attempt: 1, ...EXIT });
    await world.run(plan, { on: ON });
    expect(world.orders).toEqual([
      { 'job-0': 0, 'job-1': 0 },
      { 'job-0': 1, 'job-1': 0 },
      { 'job-0': 0, 'job-1': 1 },
    ]);
  });
});

const EXIT = { outcome: { cause: 'exit', code: 0 }, seconds: seconds(1), error: null } as const;

/** A world in which a runner has died that had submitted so many jobs, which wait in the queue. */
async function withQueued(count: number): Promise<{ readonly world: ClusterWorld; readonly plan: Plan }> {
  const plan = jobs(count);
  const world = new ClusterWorld(count);
  const [state] = await world.open(plan, { on: ON });
  expect(state.running.size).toBe(0);
  for (const [index, job] of plan.jobs.entries()) {
    world.record({
      ...{ event: 'attempt-planned', job: job.id, attempt: 1, allocation: plainAllocation(0), token: 't' },
      ...{
        fingerprint: job.definition.fingerprint,
        parts: job.definition.parts,
        limit: null,
        on: { executor: ON, array: 'a', index },
      },
    });
    world.settlements.set(job.id, { kind: 'queued' });
  }
  return { world, plan };
}
