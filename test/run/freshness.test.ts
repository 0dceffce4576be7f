import { describe, expect, it } from 'vitest';
import { jobId } from '../../src/model/plan.ts';
import type { JobSketch } from '../rig/plan.ts';
import { sketchPlan } from '../rig/plan.ts';
import { FakeWorld, exit, type Course } from '../rig/world.ts';
import { replay } from '../../src/journal/replay.ts';
import { staleResults } from '../../src/run/freshness.ts';
import { partOf } from '../../src/run/part.ts';

/** Runs `before`, then says what a plan of `after` would do. */
async function verdictsAfter(
  before: readonly JobSketch[],
  after: readonly JobSketch[],
  course: (job: string) => Course = () => ({}),
  change: (world: FakeWorld) => void = () => undefined,
): Promise<Record<string, string>> {
  const world = new FakeWorld({}, course);
  await world.run(sketchPlan(before));
  change(world);
  const [, verdicts] = await world.open(sketchPlan(after));
  return Object.fromEntries([...verdicts].map(([id, { state, because }]) => [id, `${state}: ${because ?? ''}`]));
}

describe('a job is fresh', () => {
  it('when its last attempt succeeded with the planned fingerprint', async () => {
    expect(await verdictsAfter([{ id: 'a' }], [{ id: 'a' }])).toEqual({ a: 'fresh: ' });
  });

  it('whatever became of its limit, its GPUs and its priority', async () => {
    const after = [{ id: 'a', timeout: 9, priority: 3, slots: 2 }];
    expect(await verdictsAfter([{ id: 'a' }], after)).toEqual({ a: 'fresh: ' });
  });

  it('unless it is new', async () => {
    expect(await verdictsAfter([{ id: 'a' }], [{ id: 'a' }, { id: 'b' }])).toEqual({ a: 'fresh: ', b: 'new: ' });
  });

  it('unless it failed', async () => {
    const course = () => ({ outcome: exit(3) });
    expect(await verdictsAfter([{ id: 'a' }], [{ id: 'a' }], course)).toEqual({ a: 'failed: exit 3' });
  });

  it('unless its command changed', async () => {
    const after = [{ id: 'a', command: 'other' }];
    expect(await verdictsAfter([{ id: 'a' }], after)).toEqual({ a: 'stale: command changed' });
  });

  it.each([
    [{}, { m: 'a' }, 'fresh: '],
    [{ m: 'a' }, { m: 'a' }, 'fresh: '],
    [{ m: 'a' }, { m: 'b' }, 'stale: the default of m changed'],
    [{ m: 'a' }, {}, 'fresh: '],
    [{ m: 'a' }, { m: 'a', n: 'x' }, 'fresh: '],
  ])('unless another value goes without saying than did: %j, then %j', async (before, after, verdict) => {
    expect(await verdictsAfter([{ id: 'a', unsaid: before }], [{ id: 'a', unsaid: after }])).toEqual({ a: verdict });
  });

  it('unless what it produces is gone', async () => {
    const jobs = [{ id: 'a', produces: ['out.json'] }];
    const remove = (world: FakeWorld) => void world.missing.set('a', 'out.json');
    expect(await verdictsAfter(jobs, jobs, undefined, remove)).toEqual({ a: 'stale: out.json is missing or empty' });
  });

  it('unless an input that a needed job made has changed', async () => {
    const jobs = [{ id: 'a', lateInputs: ['x'] }];
    const edit = (world: FakeWorld) => void world.contents.set('x', 'edited');
    expect(await verdictsAfter(jobs, jobs, undefined, edit)).toEqual({ a: 'stale: inputs changed since: x' });
  });

  it('unless a job that it needs runs again', async () => {
    const jobs = [{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', needs: [{ on: 'a', when: 'always' as const }] }];
    const [, ...rest] = jobs;
    expect(await verdictsAfter(jobs, [{ id: 'a', command: 'other' }, ...rest])).toEqual({
      a: 'stale: command changed',
      b: 'stale: a runs again',
      c: 'stale: a runs again',
    });
  });

  it('although a job that it needs failed, and may', async () => {
    const jobs = [
      { id: 'a', allowFailure: true },
      { id: 'b', needs: ['a'] },
    ];
    const course = (job: string) => ({ outcome: exit(job === 'a' ? 1 : 0) });
    expect(await verdictsAfter(jobs, jobs, course)).toEqual({ a: 'failed: exit 1', b: 'fresh: ' });
  });

  it('unless a job whose success it needs has run since', async () => {
    const world = new FakeWorld({});
    const jobs = [{ id: 'a' }, { id: 'b', needs: ['a'] }];
    await world.run(sketchPlan(jobs));
    world.missing.set('a', 'a.out');
    await world.run(sketchPlan([{ id: 'a', produces: ['a.out'] }]));
    world.missing.clear();
    const [, verdicts] = await world.open(sketchPlan(jobs));
    expect([...verdicts.values()]).toEqual([
      { state: 'fresh', because: null },
      { state: 'stale', because: 'a has run since' },
    ]);
  });

  const anyWhen = ['success', 'always', 'failure'] as const;

  it.each(anyWhen)('unless a job that it needs by `%s` has ended anew since', async (when) => {
    const failing = when === 'failure';
    const world = new FakeWorld({}, (job) => ({ outcome: exit(failing && job === 'a' ? 1 : 0) }));
    const jobs = [{ id: 'a' }, { id: 'b', needs: [{ on: 'a', when }] }];
    await world.run(sketchPlan(jobs));
    await world.run(sketchPlan([{ id: 'a' }]), { fresh: true });
    const [, verdicts] = await world.open(sketchPlan(jobs), { leaveFailed: true });
    expect([...verdicts.values()][1]).toEqual({ state: 'stale', because: 'a has run since' });
  });

  it('although a job before it in a chain has ended anew, unless it needs its success', async () => {
    const world = new FakeWorld({});
    const jobs = ['b', 'c', 'd'].map((id, index) => ({
      id,
      needs: [{ on: 'a', via: 'chain' as const, when: anyWhen[index] ?? 'always' }],
    }));
    const course = [{ id: 'a' }, ...jobs];
    await world.run(sketchPlan(course));
    await world.run(sketchPlan([{ id: 'a' }]), { fresh: true });
    const [, verdicts] = await world.open(sketchPlan(course));
    expect([...verdicts.values()].map(({ because }) => because)).toEqual([
      null,
      'a has run since',
      null,
      'nothing has failed that it waits to see fail',
    ]);
  });

  it('unless a job that it waits for failed, and so runs again', async () => {
    const jobs = [{ id: 'a' }, { id: 'b', needs: [{ on: 'a', when: 'always' as const }] }];
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'a' ? 1 : 0) }));
    await world.run(sketchPlan(jobs));
    const [, verdicts] = await world.open(sketchPlan(jobs));
    expect(verdicts.get(jobId('b'))).toEqual({ state: 'stale', because: 'a runs again' });
    const [, left] = await world.open(sketchPlan(jobs), { leaveFailed: true });
    expect(left.get(jobId('b'))).toEqual({ state: 'fresh', because: null });
  });

  it('unless a job that it waits for is new', async () => {
    const wait = (...ids: string[]) => ({ id: 'z', needs: ids.map((on) => ({ on, when: 'always' as const })) });
    const after = [{ id: 'a' }, { id: 'b' }, wait('a', 'b')];
    expect(await verdictsAfter([{ id: 'a' }, wait('a')], after)).toMatchObject({ z: 'stale: b is new' });
  });
});

describe('a run', () => {
  it('makes a report again, whatever happens, from what was mended', async () => {
    const broken = new Set(['b']);
    const world = new FakeWorld({}, (job) => ({ outcome: exit(broken.has(job) ? 1 : 0) }));
    const needs = ['a', 'b'].map((on) => ({ on, when: 'always' as const }));
    const plan = sketchPlan([{ id: 'a' }, { id: 'b' }, { id: 'report', needs }]);
    await world.run(plan);
    broken.clear();
    await world.run(plan);
    expect(world.lived.map((one) => one.job)).toEqual(['a', 'b', 'report', 'b', 'report']);
    const [, verdicts] = await world.open(plan);
    expect([...verdicts.values()].every(({ state }) => state === 'fresh')).toBe(true);
  });

  it('does nothing when everything is fresh', async () => {
    const world = new FakeWorld({});
    const plan = sketchPlan([{ id: 'a' }, { id: 'b' }]);
    await world.run(plan);
    expect(await world.run(plan)).toBe('finished');
    expect(world.lived).toHaveLength(2);
  });

  it('does everything again with --fresh', async () => {
    const world = new FakeWorld({});
    const plan = sketchPlan([{ id: 'a' }, { id: 'b' }]);
    await world.run(plan);
    await world.run(plan, { fresh: true });
    expect(world.lived).toHaveLength(4);
  });

  it('leaves failed jobs alone with --no-failed, and skips what needs them', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'a' ? 1 : 0) }));
    await world.run(sketchPlan([{ id: 'a' }]));
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c' }]), { leaveFailed: true });
    expect(world.statuses()).toEqual({ a: 'failed', b: 'skipped', c: 'succeeded' });
    expect(world.lived.map((one) => one.job)).toEqual(['a', 'c']);
  });

  it('of selected jobs runs them alone; what needs others that are not fresh is skipped', async () => {
    const world = new FakeWorld({});
    const jobs = [
      { id: 'a' },
      { id: 'b', needs: ['a'] },
      { id: 'c', needs: [{ on: 'a', when: 'always' as const }] },
      { id: 'd' },
    ];
    await world.run(sketchPlan(jobs), { only: ['b', 'c'] });
    expect(world.lived.map((one) => one.job)).toEqual(['c']);
    expect(world.statuses()).toEqual({ a: 'waiting', b: 'skipped', c: 'succeeded', d: 'waiting' });
  });

  it('of selected jobs does not build on a result that is stale', async () => {
    const world = new FakeWorld({});
    const jobs = (command: string) => [
      { id: 'a', command },
      { id: 'b', needs: ['a'] },
    ];
    await world.run(sketchPlan(jobs('old')), { only: ['a'] });
    await world.run(sketchPlan(jobs('new')), { only: ['b'] });
    expect(world.lived.map((one) => one.job)).toEqual(['a']);
    expect(world.statuses()).toMatchObject({ b: 'skipped' });
  });

  it('of selected jobs runs those again that are fresh when asked to, and nothing that they need', async () => {
    const world = new FakeWorld({});
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', needs: ['a'] }, { id: 'c', needs: ['b'] }]);
    await world.run(plan);
    await world.run(plan, { fresh: true, only: ['b'] });
    expect(world.lived.map((one) => one.job)).toEqual(['a', 'b', 'c', 'b']);
  });

  it('of selected jobs with their needs runs what is not fresh of these, however far, and no other', async () => {
    const world = new FakeWorld({});
    const plan = sketchPlan([
      { id: 'done' },
      { id: 'a', needs: ['done'] },
      { id: 'b', needs: ['a', 'done'] },
      { id: 'other', needs: ['a'] },
      { id: 'c', needs: [{ on: 'b', when: 'always' }] },
    ]);
    await world.run(plan, { only: ['done'] });
    await world.run(plan, { only: ['c'], withNeeds: true });
    expect(world.lived.map((one) => one.job)).toEqual(['done', 'a', 'b', 'c']);
    await world.run(plan, { only: ['c'], withNeeds: true, fresh: true });
    expect(world.lived.map((one) => one.job)).toEqual(['done', 'a', 'b', 'c', 'c']);
  });

  it('of selected jobs skips what awaits a failure of others that are neither chosen nor fresh, and have not failed', async () => {
    const broken = new Set<string>();
    const world = new FakeWorld({}, (job) => ({ outcome: exit(broken.has(job) ? 1 : 0) }));
    const needs = ['a', 'b'].map((on) => ({ on, when: 'failure' as const }));
    const plan = sketchPlan([
      { id: 'a', stage: 'x' },
      { id: 'b', stage: 'x' },
      { id: 'rescue', needs },
    ]);
    const tasks = (only: readonly string[]) => {
      const wish = { chosen: new Set(only.map(jobId)), fresh: false, withNeeds: false, leaveFailed: false };
      const state = replay(plan, world.events);
      return partOf(plan, state, world.files, wish).tasks.map(({ job, blocked, unchosen }) => [job, blocked, unchosen]);
    };
    expect(tasks(['rescue'])).toEqual([['rescue', 'a', true]]);
    await world.run(plan, { only: ['rescue'] });
    expect(world.lived).toEqual([]);
    expect(world.statuses()).toEqual({ a: 'waiting', b: 'waiting', rescue: 'skipped' });
    expect(world.state?.run?.unchosen).toEqual(new Set(['a']));
    await world.run(plan, { only: ['a'] });
    expect(tasks(['rescue'])).toEqual([['rescue', 'b', true]]);
    expect(tasks(['b', 'rescue'])).toEqual([
      ['b', undefined, undefined],
      ['rescue', undefined, undefined],
    ]);
    broken.add('b');
    await world.run(plan, { only: ['b'] });
    expect(tasks(['rescue'])).toEqual([['rescue', undefined, undefined]]);
    await world.run(plan, { only: ['rescue'] });
    expect(world.statuses()).toMatchObject({ rescue: 'succeeded' });
  });

  it('records what was not chosen and would run again: what failed, what is stale, and what was skipped for want of a failure', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'bad' ? 1 : 0) }));
    const before = [
      { id: 'bad' },
      { id: 'same' },
      { id: 'edited' },
      { id: 'rescue', needs: [{ on: 'edited', when: 'failure' as const }] },
    ];
    await world.run(sketchPlan(before), {});
    expect(world.statuses()).toMatchObject({ bad: 'failed', edited: 'succeeded', rescue: 'skipped' });
    const after = sketchPlan([
      ...before.map((job) => (job.id === 'edited' ? { ...job, command: 'another' } : job)),
      { id: 'new' },
    ]);
    await world.run(after, { only: ['new'] });
    expect(world.state?.run?.unchosen).toEqual(new Set(['bad', 'edited', 'rescue']));
    await world.run(after, { only: ['new'], fresh: true, leaveFailed: true });
    expect(world.state?.run?.unchosen).toEqual(new Set(['edited', 'rescue']));
  });

  it('records which needs are in the way only since they were not chosen', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'bad' ? 1 : 0) }));
    const plan = sketchPlan([{ id: 'bad' }, { id: 'new' }, { id: 'b', needs: ['bad'] }, { id: 'c', needs: ['new'] }]);
    await world.run(plan, { only: ['bad'] });
    await world.run(plan, { only: ['b', 'c'] });
    expect(world.state?.run?.unchosen).toEqual(new Set(['bad', 'new']));
    await world.run(plan, { only: ['bad', 'b'], leaveFailed: true });
    expect(world.state?.run?.unchosen).toEqual(new Set());
  });
});

describe('the results that are stale', () => {
  it('are those of jobs that count as succeeded and are to run again, each with its reason', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'failed' ? 1 : 0) }));
    const before = [
      { id: 'same' },
      { id: 'failed' },
      { id: 'other' },
      { id: 'unsaid', unsaid: { m: 'x' } },
      { id: 'late', lateInputs: ['in'] },
      { id: 'makes', produces: ['out'] },
      { id: 'follows', needs: ['other'] },
    ];
    await world.run(sketchPlan(before));
    world.contents.set('in', 'edited');
    world.missing.set('makes', 'out');
    const after = sketchPlan(
      before.map((job) => ({
        ...job,
        ...(job.id === 'other' || job.id === 'failed' ? { command: 'another' } : {}),
        ...(job.id === 'unsaid' ? { unsaid: { m: 'y' } } : {}),
      })),
    );
    const then = replay(sketchPlan(before), world.events);
    const told = staleResults(after, replay(after, world.events), world.files, then).map(({ job, reason, because }) => [
      job.id,
      reason,
      because,
    ]);
    expect(told).toEqual([
      ['other', 'definition', 'command changed'],
      ['unsaid', 'default', 'the default of m changed'],
      ['late', 'inputs', 'inputs changed since: in'],
      ['makes', 'output', 'out is missing or empty'],
      ['follows', 'need', 'other runs again'],
    ]);
  });

  it('are also those that a run was to make anew which has ended, or is driven no more, before it came to them', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([{ id: 'a' }, { id: 'b' }]));
    const after = sketchPlan([{ id: 'a', command: 'another' }, { id: 'b', command: 'another' }, { id: 'new' }]);
    const verdict = { state: 'stale', because: 'command changed' } as const;
    const todo = after.jobs.map(({ id }) => ({ job: id, verdict }));
    const began = world.events.flatMap((event) => (event.event === 'run-started' ? [{ ...event, todo }] : []));
    const state = replay(after, [...world.events, ...began]);
    expect(state.counts).toMatchObject({ succeeded: 0, waiting: 3 });
    const told = (isDriven: boolean) =>
      staleResults(after, state, world.files, state, isDriven).map(({ job }) => job.id);
    expect(told(false)).toEqual(['a', 'b']);
    expect(told(true)).toEqual([]);
  });
});
