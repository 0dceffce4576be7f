import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../src/model/units.ts';
import { cases } from '../rig/cases.ts';
import { alike, sketchPlan, type JobSketch } from '../rig/plan.ts';
import { SharedMachine, type RunSketch } from '../rig/shared-host.ts';
import { GIB } from '../rig/scene.ts';
import { EMPTY_HOST, gpus } from '../rig/world.ts';

const machine = (count: number) => ({ ...EMPTY_HOST, slots: 99, gpus: gpus(count) });
const TEN = () => 10;

function run(name: string, jobs: readonly JobSketch[], rest: Partial<RunSketch> = {}): RunSketch {
  return { name, plan: sketchPlan(jobs), seconds: TEN, ...rest };
}

function order({ starts }: SharedMachine): string[] {
  return starts.map((start) => start.run);
}

describe('runs of one user', () => {
  it('start in the order of their submission, whoever gets to decide first', () => {
    const runs = ['a', 'b', 'c'].map((name) => run(name, alike(2, { gpus: 1 })));
    const shared = new SharedMachine(machine(1), runs, (all) => all.toReversed());
    shared.play();
    expect(order(shared)).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
  });

  it('start by priority before that', () => {
    const runs = [run('a', alike(2, { gpus: 1 })), run('b', alike(2, { gpus: 1, priority: 1 }))];
    const shared = new SharedMachine(machine(1), runs);
    shared.play();
    expect(order(shared)).toEqual(['a', 'b', 'b', 'a']);
  });

  it('keep GPUs free for a wide job of an earlier run, which starts within one job length', () => {
    const lengths: Record<string, number> = { 'a-0': 10, 'a-1': 14 };
    const first = run('first', alike(2, { gpus: 1 }, 'a'), { seconds: (job) => lengths[job] ?? 12 });
    const wide = run('wide', [{ id: 'wide', gpus: 2 }]);
    const later = run('later', alike(8, { gpus: 1 }, 'b'));
    const shared = new SharedMachine(machine(2), [first, wide, later]);
    shared.play();
    expect(shared.starts.find(({ job }) => job === 'wide')?.at).toBe(14);
  });

  it('let a later run take what the earlier one has no use for', () => {
    const runs = [run('a', alike(3, { gpus: 1, gpuIds: ['0'] })), run('b', alike(1, { gpus: 1 }, 'b'))];
    const shared = new SharedMachine(machine(2), runs);
    shared.play();
    expect(shared.starts.find((start) => start.run === 'b')).toMatchObject({ at: 0, gpus: ['gpu-1'] });
  });

  it('share a GPU by parts, also between runs', () => {
    const runs = ['a', 'b', 'c'].map((name) => run(name, [{ id: name, share: 0.4 }]));
    const shared = new SharedMachine(machine(1), runs);
    shared.play();
    expect(shared.starts.map(({ at }) => at)).toEqual([0, 0, 10]);
  });
});

describe('what is counted', () => {
  const LICENSES = new Map([['license', 2]]);
  const counted = { ...machine(0), slotsOfUser: 4, memory: GIB(8), resources: LICENSES };

  it.each<[string, Omit<JobSketch, 'id'>, Omit<JobSketch, 'id'>]>([
    ['slots', { slots: 4 }, {}],
    ['memory', { memory: 8 }, { memory: 1 }],
    ['a named resource', { resources: { license: 2 } }, { resources: { license: 1 } }],
  ])('goes to the run that was submitted first, however little a later one asks for: %s', (_, wide, small) => {
    const lengths: Record<string, number> = { 'now-0': 10 };
    const first = run(
      'first',
      [
        { id: 'now-0', ...small },
        { id: 'wide', ...wide },
      ],
      {
        seconds: (job) => lengths[job] ?? 12,
      },
    );
    const later = run('later', alike(20, small, 'small'), { seconds: () => 7 });
    const shared = new SharedMachine(counted, [first, later], (all) => all.toReversed());
    shared.play();
    expect(shared.starts.find(({ job }) => job === 'wide')?.at).toBe(10);
  });

  it('goes to an earlier run with fewer slots of its own before a later one with more', () => {
    const few = run('few', alike(6, {}, 'a'), { slots: 2, seconds: TEN });
    const many = run('many', alike(40, {}, 'b'), { seconds: () => 3 });
    const shared = new SharedMachine(counted, [few, many], (all) => all.toReversed());
    shared.play();
    expect(shared.starts.filter((start) => start.run === 'few').map(({ at }) => at)).toEqual([0, 0, 10, 10, 20, 20]);
  });

  it('goes by priority before that, within one user', () => {
    const low = run('low', alike(8));
    const high = run('high', alike(4, { priority: 1 }, 'high'));
    const shared = new SharedMachine(counted, [low, high]);
    shared.play();
    expect(order(shared).join(' ')).toBe(`${'low '.repeat(4)}${'high '.repeat(4)}${'low '.repeat(4)}`.trimEnd());
  });

  it('of slots and named resources keeps no run of another user waiting, and of memory does', () => {
    const slots = run(
      'slots',
      [
        { id: 'a', slots: 4 },
        { id: 'b', slots: 4, memory: 1 },
      ],
      { uid: 1 },
    );
    const other = run('other', [{ id: 'other', slots: 4, memory: 1 }], { uid: 2 });
    const apart = new SharedMachine(counted, [slots, other]);
    apart.play();
    expect(apart.starts.find(({ job }) => job === 'other')?.at).toBe(0);
    const memory = run(
      'memory',
      [
        { id: 'a', memory: 6 },
        { id: 'b', memory: 6 },
      ],
      { uid: 1 },
    );
    const next = run('next', [{ id: 'next', memory: 2 }], { uid: 2 });
    const together = new SharedMachine(counted, [memory, next], (all) => all.toReversed());
    together.play();
    expect(together.starts.map(({ job, at }) => [job, at])).toEqual([
      ['a', 0],
      ['b', 10],
      ['next', 10],
    ]);
  });

  it('is kept by no run that does not take it', () => {
    const stuck = run('stuck', alike(4), { isStuck: true });
    const next = run('next', alike(4, {}, 'next'));
    const shared = new SharedMachine(counted, [stuck, next]);
    shared.play();
    expect(shared.starts.map(({ at }) => at)).toEqual([2, 2, 2, 2]);
  });
});

describe('runs of different users', () => {
  it('take turns by who holds fewer GPUs, whatever priority they claim', () => {
    const greedy = run('greedy', alike(6, { gpus: 1, priority: 99 }), { uid: 1 });
    const modest = run('modest', alike(2, { gpus: 1 }), { uid: 2 });
    const shared = new SharedMachine(machine(2), [greedy, modest]);
    shared.play();
    const at = (time: number) => shared.starts.filter((start) => start.at === time).map((start) => start.run);
    expect([at(0), at(10), at(20)]).toEqual([
      ['greedy', 'greedy'],
      ['greedy', 'modest'],
      ['greedy', 'modest'],
    ]);
  });

  it('go by who has waited longest where they hold as many', () => {
    const runs = [3, 2, 1].map((uid) => run(`user${uid}`, alike(1, { gpus: 1 }), { uid }));
    const shared = new SharedMachine(machine(1), runs, (all) => all.toReversed());
    shared.play();
    expect(order(shared)).toEqual(['user3', 'user2', 'user1']);
  });

  it('go by who has held fewer GPU-hours lately before that', () => {
    const lately = new Map([
      [3, 5.9],
      [2, 5.1],
      [1, 4.9],
    ]);
    const runs = [3, 2, 1].map((uid) => run(`user${uid}`, alike(1, { gpus: 1 }), { uid, lately }));
    const shared = new SharedMachine(machine(1), [run('now', alike(1, { gpus: 1 }), { uid: 4 }), ...runs]);
    shared.play();
    expect(order(shared)).toEqual(['now', 'user1', 'user3', 'user2']);
  });
});

describe('runs of two users that have not seen the same of each other', () => {
  /** A GPU gets free for which both wait, each of which has seen so much of the other's GPU-hours, and none of its own. */
  function waitingBoth(less: 'self' | 'other'): SharedMachine {
    const [held, none] = [9, 0];
    const seen = (own: number, other: number) => {
      const [ofOwn, ofOther] = less === 'self' ? [none, held] : [held, none];
      return new Map([
        [own, ofOwn],
        [other, ofOther],
      ]);
    };
    const jobs = alike(2, { gpus: 1 });
    const shared = new SharedMachine(machine(1), [
      run('now', alike(1, { gpus: 1 }), { uid: 3 }),
      run('a', jobs, { uid: 1, lately: seen(1, 2) }),
      run('b', jobs, { uid: 2, lately: seen(2, 1) }),
    ]);
    shared.play();
    return shared;
  }

  it('leave a GPU idle for no longer than two seconds where each takes the other for the one who goes first', () => {
    const { starts } = waitingBoth('other');
    expect(starts.map(({ at }) => at)).toEqual([0, 12, 22, 32, 42]);
    expect(starts.map((start) => start.run)).toEqual(['now', 'a', 'a', 'b', 'b']);
  });

  it('never both take it where each goes first by itself', () => {
    const shared = waitingBoth('self');
    expect(shared.starts.map(({ at }) => at)).toEqual([0, 10, 20, 30, 40]);
  });
});

describe('a run that does not take what it could', () => {
  it('keeps others waiting for two seconds, and no longer', () => {
    const other = run('other', alike(6, { gpus: 1 }));
    const stuck = run('stuck', alike(1, { gpus: 2, priority: 1 }), { isStuck: true });
    const shared = new SharedMachine(machine(2), [other, stuck]);
    shared.play();
    expect(shared.starts.map(({ at }) => at)).toEqual([0, 0, 12, 12, 22, 22]);
  });
});

describe('any runs on any host', () => {
  const job = fc.record({
    gpus: fc.integer({ min: 1, max: 4 }),
    share: fc.option(fc.constantFrom(0.25, 0.3, 0.5, 0.9), { nil: undefined }),
    priority: fc.integer({ min: 0, max: 1 }),
    timeout: fc.option(fc.integer({ min: 20, max: 60 }), { nil: undefined }),
    seconds: fc.integer({ min: 1, max: 20 }),
  });
  const scenario = fc.record({
    gpuCount: fc.integer({ min: 4, max: 6 }),
    runs: fc.array(
      fc.record({
        uid: fc.integer({ min: 0, max: 2 }),
        jobs: fc.array(job, { minLength: 1, maxLength: 8 }),
        // Each has seen something else.
        lately: fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.nat(3))).map((seen) => new Map(seen)),
      }),
      {
        minLength: 2,
        maxLength: 3,
      },
    ),
    turns: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }),
  });

  it('never hold more of a GPU than there is of it, share only parts, and bring every job to its end', () => {
    fc.assert(
      fc.property(scenario, ({ gpuCount, runs, turns }) => {
        let turn = 0;
        const sketches = runs.map(({ uid, jobs, lately }, at): RunSketch => {
          const lengths = new Map(jobs.map(({ seconds }, index) => [`${at}-${index}`, seconds]));
          const plans = jobs.map(({ share, gpus: whole, timeout, priority }, index) => ({
            ...{ id: `${at}-${index}`, priority },
            ...(share === undefined ? { gpus: whole } : { share }),
            ...(timeout === undefined ? {} : { timeout }),
          }));
          return { name: `run-${at}`, uid, lately, plan: sketchPlan(plans), seconds: (id) => lengths.get(id) ?? 1 };
        });
        const shared = new SharedMachine(machine(gpuCount), sketches, (all) => {
          turn += 1;
          const by = turns[turn % turns.length] ?? 0;
          return [...all.slice(by % all.length), ...all.slice(0, by % all.length)];
        });
        shared.play(() => {
          for (const [uuid, held] of shared.held()) if (held > WHOLE) throw new Error(`${held} of ${uuid} are held`);
        });
        for (const { name, plan } of sketches) {
          expect(shared.stateOf(name).counts.succeeded).toBe(plan.jobs.length);
        }
      }),
      { numRuns: cases(1500) },
    );
  });

  const rich = fc.record({
    gpus: fc.integer({ min: 0, max: 2 }),
    slots: fc.integer({ min: 1, max: 4 }),
    memory: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    license: fc.integer({ min: 0, max: 2 }),
    priority: fc.integer({ min: 0, max: 1 }),
    timeout: fc.option(fc.integer({ min: 20, max: 60 }), { nil: undefined }),
    seconds: fc.integer({ min: 1, max: 20 }),
  });
  const richRuns = fc.array(
    fc.record({
      uid: fc.integer({ min: 0, max: 1 }),
      slots: fc.integer({ min: 4, max: 6 }),
      jobs: fc.array(rich, { minLength: 1, maxLength: 6 }),
    }),
    { minLength: 2, maxLength: 3 },
  );
  const RICH = {
    ...machine(2),
    ...{ slotsOfUser: 6, memory: GIB(8), resources: new Map([['license', 2]]) },
  };

  it('hold no more of anything than there is, say why each job waits, and bring every job to its end', () => {
    fc.assert(
      fc.property(richRuns, (drawn) => {
        const sketches = drawn.map(({ uid, slots, jobs }, at): RunSketch => {
          const plans = jobs.map(({ memory, license, timeout, seconds: _, ...rest }, index) => ({
            ...{ id: `${at}-${index}`, ...rest },
            ...(memory === undefined ? {} : { memory }),
            ...(license === 0 ? {} : { resources: { license } }),
            ...(timeout === undefined ? {} : { timeout }),
          }));
          const seconds = (id: string) => jobs[Number(id.split('-')[1])]?.seconds ?? 1;
          return { name: `run-${at}`, uid, slots, plan: sketchPlan(plans), seconds };
        });
        const shared = new SharedMachine(RICH, sketches, (all) => all.toReversed());
        shared.play(() => {
          expect(shared.amounts().get('memory') ?? 0).toBeLessThanOrEqual(Number(RICH.memory));
          for (const uid of [0, 1]) {
            expect(shared.amounts(uid).get('slots') ?? 0).toBeLessThanOrEqual(6);
            expect(shared.amounts(uid).get('resources.license') ?? 0).toBeLessThanOrEqual(2);
          }
          for (const held of shared.held().values()) expect(held).toBeLessThanOrEqual(WHOLE);
          for (const [job, reasons] of shared.reasons()) {
            if (reasons.length === 0) throw new Error(`${job} waits for no reason`);
          }
        });
        for (const { name, plan } of sketches) expect(shared.stateOf(name).counts.succeeded).toBe(plan.jobs.length);
      }),
      { numRuns: cases(500) },
    );
  });

  it('never let the first run of a user start later than when all that ran must have ended', () => {
    fc.assert(
      fc.property(fc.array(rich, { minLength: 1, maxLength: 12 }), rich, (others, wanted) => {
        const limited = (jobs: readonly (typeof wanted)[], name: string) =>
          jobs.map(({ memory, license, seconds: _, priority: __, ...rest }, index) => ({
            ...{ id: `${name}-${index}`, ...rest, timeout: 20 },
            ...(memory === undefined ? {} : { memory }),
            ...(license === 0 ? {} : { resources: { license } }),
          }));
        const holder = limited(others.slice(0, 2), 'holder');
        const runs: RunSketch[] = [
          { name: 'holder', plan: sketchPlan(holder), seconds: () => 10 },
          { name: 'first', plan: sketchPlan(limited([wanted], 'first')), seconds: () => 5, slots: 4 },
          { name: 'later', plan: sketchPlan(limited(others, 'later')), seconds: () => 3 },
        ];
        const shared = new SharedMachine(RICH, runs, (all) => all.toReversed());
        shared.play();
        // Those of the holder come before it, one after the other at the worst.
        const begun = shared.starts.find((start) => start.run === 'first')?.at ?? Infinity;
        expect(begun).toBeLessThanOrEqual(20 * holder.length);
      }),
      { numRuns: cases(500) },
    );
  });
});
