import { describe, expect, it } from 'vitest';
import { replay } from '../../../src/journal/replay.ts';
import { jobId, type Plan } from '../../../src/model/plan.ts';
import { acceptancesOf, recordAcceptances } from '../../../src/run/requests/accepting.ts';
import { judgeFreshness } from '../../../src/run/freshness.ts';
import { recordMoves } from '../../../src/run/begin.ts';
import { movesOf } from '../../../src/schedule/state/moves.ts';
import { copyOf } from '../../../src/schedule/state/copy.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';
import { FakeWorld, exit } from '../../rig/world.ts';

const EXISTING = { existing: true, named: new Set<never>() };
const named = (...jobs: string[]) => ({ existing: false, named: new Set(jobs.map(jobId)) });

/** Has what is wished for be accepted; says what was, and what was not and why. */
function accept(world: FakeWorld, plan: Plan, wish: Parameters<typeof acceptancesOf>[3], only?: readonly string[]) {
  const state = replay(plan, world.events);
  const selected = only === undefined ? null : new Set(only.map(jobId));
  const acceptances = acceptancesOf(plan, state, world.files, wish, selected);
  expect(recordAcceptances(state, world, acceptances)).toBe(true);
  return {
    state,
    accepted: acceptances.accepted.map(({ job, because }) => `${job} ${because}`),
    refused: acceptances.refused.map(({ job, because }) => `${job.id}: ${because}`),
  };
}

const verdictsOf = (world: FakeWorld, { plan }: { readonly plan: Plan }) => {
  const state = replay(plan, world.events);
  return Object.fromEntries(
    [...judgeFreshness(plan, state, world.files)].map(([id, { state: is, because }]) => [
      id,
      `${is}: ${because ?? ''}`,
    ]),
  );
};

const there = (id: string, more: Partial<JobSketch> = {}): JobSketch => ({ id, produces: [`${id}.out`], ...more });

describe('jobs whose outputs are there', () => {
  it('count as done from then on, also for what needs them and after a replay, and nothing runs of them', async () => {
    const world = new FakeWorld();
    const plan = sketchPlan([there('a'), there('b', { needs: ['a'] }), there('c')]);
    world.missing.set('c', 'c.out');
    expect(accept(world, plan, EXISTING)).toMatchObject({ accepted: ['a output', 'b output'], refused: [] });
    const state = replay(plan, world.events);
    expect([state.counts.succeeded, state.counts.waiting, copyOf(state).counts.succeeded]).toEqual([2, 1, 2]);
    expect(verdictsOf(world, { plan })).toEqual({
      a: 'fresh: accepted: what it produces was there',
      b: 'fresh: accepted: what it produces was there',
      c: 'new: ',
    });
    world.missing.clear();
    await world.run(plan);
    expect(world.lived.map(({ job }) => job)).toEqual(['c']);
    expect(world.state?.counts.succeeded).toBe(3);
  });

  it('do not where nothing tells, where something that they need is still to run, or where they were not chosen', () => {
    const world = new FakeWorld();
    const plan = sketchPlan([{ id: 'a' }, there('b', { needs: ['a'] }), there('c')]);
    expect(accept(world, plan, EXISTING, ['a', 'b'])).toMatchObject({
      accepted: [],
      refused: ['a: it has no `produces` by which to tell that it is done', 'b: a is new'],
    });
  });

  it('do not where an attempt failed, unless it found them there already', async () => {
    const world = new FakeWorld({}, (job) => ({
      outcome:
        job === 'b'
          ? { cause: 'missing-output', paths: ['b.out'], old: ['b.out'] }
          : job === 'c'
            ? { cause: 'missing-output', paths: ['c.out', 'd.out'], old: ['c.out'] }
            : exit(1),
    }));
    const plan = sketchPlan([there('a'), there('b'), there('c')]);
    await world.run(plan);
    expect(accept(world, plan, EXISTING).accepted).toEqual(['b output']);
  });

  it('are stale as any other when they change or go, or when they are asked for', () => {
    const world = new FakeWorld();
    const plan = sketchPlan([there('a'), there('b')]);
    accept(world, plan, EXISTING);
    world.missing.set('b', 'b.out');
    expect(verdictsOf(world, { plan: sketchPlan([there('a', { command: 'other' }), there('b')]) })).toEqual({
      a: 'stale: command changed',
      b: 'stale: b.out is missing or empty',
    });
  });
});

describe('a change that does not matter', () => {
  const before = [there('a', { inputs: { f: '1' } }), there('b', { needs: ['a'] }), { id: 'c', needs: ['b'] }];

  it.each([
    ['a command', { command: 'other' }],
    ['inputs', { inputs: { f: '2' } }],
  ])('of %s leaves the job fresh, and those that need it', async (_, change) => {
    const world = new FakeWorld();
    await world.run(sketchPlan(before));
    const [first, ...rest] = before;
    const plan = sketchPlan([{ ...first!, ...change }, ...rest]);
    expect(accept(world, plan, named('a')).accepted).toEqual(['a change']);
    expect(verdictsOf(world, { plan })).toEqual({
      a: 'fresh: accepted: what has changed does not matter',
      b: 'fresh: ',
      c: 'fresh: ',
    });
    await world.run(plan);
    expect(world.lived).toHaveLength(3);
  });

  it('does not matter to jobs whose own definition follows from it', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan(before));
    const plan = withNeeds(sketchPlan([there('a', { command: 'x', inputs: { f: '1' } }), ...before.slice(1)]));
    expect(accept(world, plan, named('a')).accepted).toEqual(['a change', 'b needs', 'c needs']);
    expect(verdictsOf(world, { plan })['c']).toBe(
      'fresh: accepted: what has changed of jobs before it does not matter',
    );
  });

  it('is one of a result: of what has none, or whose outputs nothing tells of or are gone, it is refused', async () => {
    const world = new FakeWorld({}, (job) => ({ outcome: exit(job === 'b' ? 1 : 0) }));
    await world.run(sketchPlan([{ id: 'a' }, there('b'), there('d')]));
    const plan = sketchPlan([{ id: 'a', command: 'x' }, there('b'), there('c'), there('d', { command: 'x' })]);
    world.missing.set('d', 'd.out');
    expect(accept(world, plan, named('a', 'b', 'c', 'd'))).toMatchObject({
      accepted: [],
      refused: [
        'a: it has no `produces` by which to tell that it is done',
        'b: its last attempt failed',
        'c: it has not run yet',
        'd: d.out is missing or empty',
      ],
    });
  });

  it('counts until the next change, or the next attempt', async () => {
    const world = new FakeWorld();
    await world.run(sketchPlan([there('a')]));
    const changed = (command: string) => sketchPlan([there('a', { command })]);
    accept(world, changed('x'), named('a'));
    expect(verdictsOf(world, { plan: changed('y') })).toEqual({ a: 'stale: command changed' });
    expect(verdictsOf(world, { plan: sketchPlan([there('a')]) })).toEqual({ a: 'stale: command changed' });
    await world.run(changed('y'));
    expect(verdictsOf(world, { plan: changed('y') })).toEqual({ a: 'fresh: ' });
  });

  it('moves along with a job that is renamed', () => {
    const world = new FakeWorld();
    accept(world, sketchPlan([there('a')]), EXISTING);
    const plan = { ...sketchPlan([there('b')]), former: new Map([[jobId('a'), jobId('b')]]) };
    const state = replay(plan, world.events);
    expect(recordMoves(state, world, movesOf(state))).toBe(true);
    expect(verdictsOf(world, { plan })).toEqual({ b: 'fresh: accepted: what it produces was there' });
  });
});

/** The same plan, whose definitions have in them those of the jobs that are needed, as those of sweep files have. */
function withNeeds(plan: Plan): Plan {
  const parts = new Map<string, string>();
  const jobs = plan.jobs.map((job) => {
    const needs = job.needs.map((need) => parts.get(need.job) ?? '').join(' ');
    const fingerprint = [job.definition.fingerprint, needs]
      .filter((part) => part !== '')
      .join('<') as typeof job.fingerprint;
    parts.set(job.id, fingerprint === ('true' as string) ? '' : fingerprint);
    const definition = { fingerprint, parts: { ...job.definition.parts, needs: needs.trim() } };
    return { ...job, fingerprint, definition };
  });
  return { ...plan, jobs };
}
