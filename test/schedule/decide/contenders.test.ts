import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { seconds, tick } from '../../../src/model/units.ts';
import { claimsOf } from '../../../src/schedule/decide/claims.ts';
import { contendersFor, type Contender } from '../../../src/schedule/decide/contenders.ts';
import { orderOfRuns } from '../../../src/schedule/decide/fair-share.ts';
import { alike } from '../../rig/plan.ts';
import { GIB, gpusLike, hold, part, runName, Scene, want } from '../../rig/scene.ts';
import { gpus } from '../../rig/world.ts';

const before = runName({ key: 'z-before', submitted: tick(1) });
const after = runName({ key: 'a-after', submitted: tick(9) });
const self = runName({ key: 'self', submitted: tick(5) });
const stranger = { uid: 2, user: 'bob' };

/** What a run with a job for the only GPU starts while another wants it. */
function starts(
  theirs: Parameters<typeof want>,
  host: Partial<Scene['host']['neighbours']> = {},
  priority = 0,
): number {
  const scene = new Scene([{ id: 'ours', gpus: 1, priority }], { gpus: gpus(1) });
  scene.meet({ self, wants: [want(...theirs)], ...host });
  return scene.act().length;
}

describe('between the runs of one user', () => {
  it('the one that was submitted first goes first', () => {
    expect(starts([before, ['gpu-0']])).toBe(0);
    expect(starts([after, ['gpu-0']])).toBe(1);
  });

  it('priority goes before that', () => {
    expect(starts([before, ['gpu-0']], {}, 1)).toBe(1);
    expect(starts([after, ['gpu-0'], { priority: 1 }])).toBe(0);
  });

  it('what was moved first takes the turn of what it has overtaken, and others are told so', () => {
    const jobs = [
      { id: 'high', gpus: 1, priority: 5 },
      { id: 'low', gpus: 1, slots: 2 },
    ];
    const scene = new Scene(jobs, { gpus: gpus(1) });
    scene.take({ event: 'moved-first', request: 'r', jobs: [jobId('low')] });
    scene.meet({ self, wants: [want(before, ['gpu-0'], { priority: 3 })], holds: [hold(before, ['gpu-0'])] });
    const wants = claimsOf(scene.state, scene.host, scene.now).wants;
    expect(wants.map(({ job, priority }) => [job, priority])).toEqual([['low', 5]]);
    scene.meet({ self, wants: [want(before, ['gpu-0'], { priority: 3 })] });
    expect(scene.act()).toEqual([['low', 0]]);
  });

  it('submitted in the same instant, their keys decide, so that both see the same order', () => {
    const submitted = tick(5);
    expect(starts([runName({ key: 'a', submitted }), ['gpu-0']])).toBe(0);
    expect(starts([runName({ key: 'z', submitted }), ['gpu-0']])).toBe(1);
  });
});

describe('between users', () => {
  const bob = runName({ key: 'bob', submitted: tick(9), ...stranger });

  it('priority counts for nothing', () => {
    expect(starts([bob, ['gpu-0'], { priority: 100 }])).toBe(1);
  });

  it('the one goes first whose run has waited longest, not before its runner began', () => {
    expect(starts([{ ...bob, since: tick(4) }, ['gpu-0']])).toBe(0);
    expect(starts([{ ...bob, submitted: tick(0) }, ['gpu-0']])).toBe(1);
  });

  it('the one goes first who holds fewer GPUs, with all runs, shares counted as what they are', () => {
    const ours = (...shares: number[]) => ({ holds: shares.map((of) => hold(before, ['gpu-9'], { share: part(of) })) });
    expect(starts([bob, ['gpu-0']], ours(0.3))).toBe(0);
    const both = { holds: [...ours(0.3, 0.3).holds, hold(bob, ['gpu-8'], { share: part(0.5) })] };
    expect(starts([bob, ['gpu-0']], both)).toBe(0);
    const more = { holds: [...ours(0.3).holds, hold(bob, ['gpu-8'], { share: part(0.5) })] };
    expect(starts([bob, ['gpu-0']], more)).toBe(1);
    const parts = { holds: [...ours(0.3, 0.3).holds, hold(bob, ['gpu-8'])] };
    expect(starts([{ ...bob, since: tick(0) }, ['gpu-0']], parts)).toBe(1);
    const wide = { holds: [hold(before, ['a', 'b']), hold(bob, ['c'])] };
    expect(starts([bob, ['gpu-0']], wide)).toBe(0);
  });

  it('the one goes first who has held fewer GPU-hours lately, in whole ones, though another has waited longer', () => {
    const seen = (ours: number, theirs: number) => {
      return {
        lately: new Map([
          [self.uid, ours],
          [stranger.uid, theirs],
        ]),
      };
    };
    expect(starts([bob, ['gpu-0']], seen(12, 3))).toBe(0);
    expect(starts([bob, ['gpu-0']], seen(3, 12))).toBe(1);
    expect(starts([bob, ['gpu-0']], seen(3.9, 3.1))).toBe(1);
    expect(starts([bob, ['gpu-0']], { lately: new Map([[self.uid, 1]]) })).toBe(0);
    const early = { ...bob, since: tick(0) };
    expect(starts([early, ['gpu-0']], seen(3.1, 3.9))).toBe(0);
    expect(starts([early, ['gpu-0']], seen(3.1, 4))).toBe(1);
  });

  it('that counts for nothing where another holds fewer GPUs now', () => {
    const lately = new Map([[self.uid, 100]]);
    expect(starts([bob, ['gpu-0']], { lately, holds: [hold(bob, ['gpu-9'], { share: part(0.1) })] })).toBe(1);
  });

  it('a user has waited as long as that of their runs which has waited longest', () => {
    const early = want({ ...bob, key: 'early', since: tick(1) }, ['gpu-7']);
    expect(starts([bob, ['gpu-0']], { wants: [want(bob, ['gpu-0']), early] })).toBe(0);
  });

  it('counts what this run itself holds', () => {
    const scene = new Scene(alike(2, { gpus: 1 }), { gpus: gpus(2) });
    scene.meet({ self, wants: [want(bob, ['gpu-1'])], holds: [hold(bob, ['gpu-8'], { share: part(0.5) })] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });
});

describe('what another run wants', () => {
  it('takes as many GPUs as its jobs could start on now, and no more', () => {
    const scene = new Scene(alike(4, { gpus: 1 }), { gpus: gpus(4) });
    scene.meet({ self, wants: [want(before, ['gpu-3', 'gpu-0', 'gpu-1'], { jobs: 2 })] });
    expect(scene.act()).toEqual([
      ['job-0', 1],
      ['job-1', 2],
    ]);
  });

  it('takes memory of the GPU with each of its jobs, too', () => {
    const jobs = [
      { id: 'greedy', share: 0.1, gpuMemory: 30 },
      { id: 'modest', share: 0.1, gpuMemory: 20 },
    ];
    const scene = new Scene(jobs, { gpus: gpusLike({ memory: GIB(80), free: GIB(80) }) });
    const asked = { gpus: 0, share: part(0.3), gpuMemory: GIB(30), jobs: 2 };
    scene.meet({ self, wants: [want(before, ['gpu-0'], asked)] });
    expect(scene.act()).toEqual([['modest', 0]]);
  });

  it('reserves for the job that does not fit, once for each run', () => {
    const wants = [
      want(before, ['gpu-0', 'gpu-1'], { gpus: 2 }),
      want(before, ['gpu-0', 'gpu-2'], { gpus: 2, job: 'second' }),
    ];
    const scene = new Scene([{ id: 'running', gpus: 1, timeout: 50 }, ...alike(2, { gpus: 1 })], {
      gpus: gpus(3),
      slots: 1,
    });
    scene.act();
    scene.change({ slots: 8 });
    scene.meet({ self, wants });
    expect(scene.act()).toEqual([['job-0', 2]]);
  });

  it('is passed by a job that ends before it can begin', () => {
    const jobs = [
      { id: 'running', gpus: 1, timeout: 50 },
      ...alike(1, { gpus: 1, timeout: 40 }),
      { id: 'long', gpus: 1, timeout: 60 },
    ];
    const scene = new Scene(jobs, { gpus: gpus(2), slots: 1 });
    scene.act();
    scene.change({ slots: 8 });
    scene.meet({ self, wants: [want(before, ['gpu-0', 'gpu-1'], { gpus: 2, bound: seconds(1) })] });
    expect(scene.act()).toEqual([['job-0', 1]]);
  });

  it('keeps no job without GPUs back', () => {
    const scene = new Scene([{ id: 'cpu' }], { gpus: gpus(1) });
    scene.meet({ self, wants: [want(before, ['gpu-0'])] });
    expect(scene.act()).toEqual([['cpu']]);
  });

  it('for no GPU at all, a billion times, costs nothing', () => {
    expect(starts([before, ['gpu-0'], { gpus: 0, jobs: 1e9 }])).toBe(1);
  });

  it('never makes this run take a GPU that only the other one sees', () => {
    const scene = new Scene(alike(3, { gpus: 1 }), { gpus: gpus(1) });
    scene.meet({ self, wants: [want(after, ['unseen'], { jobs: 1 }), want(before, ['gpu-7', 'gpu-8'])] });
    expect(scene.act()).toEqual([['job-0', 0]]);
  });
});

describe('the order of turns', () => {
  const turn = fc.record({
    by: fc
      .record({ uid: fc.nat(2), run: fc.nat(2), since: fc.nat(2) })
      // Two runs of a user have been submitted at once.
      .map(({ uid, run, since }) => {
        return runName({ uid, key: `${uid}-${run}`, submitted: tick(run >> 1), since: tick(since) });
      }),
    priority: fc.integer({ min: 0, max: 1 }),
  });
  const held = fc.array(fc.record({ uid: fc.nat(2), shares: fc.constantFrom(0, 500, 1000) }), { maxLength: 4 });
  const lately = fc
    .array(fc.tuple(fc.nat(2), fc.double({ min: 0, max: 3, noNaN: true })), { maxLength: 4 })
    .map((seen) => new Map(seen));

  it('is total: of two one goes first, and of three in a row the first before the last', () => {
    fc.assert(
      fc.property(turn, turn, turn, held, lately, (a, b, c, ofUsers, hours) => {
        const compare = orderOfRuns([a.by, b.by, c.by], { held: ofUsers, lately: hours });
        const sign = (one: typeof a, other: typeof a): number => Math.sign(compare(one, other));
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) === 0) expect([a.by.key, a.priority]).toEqual([b.by.key, b.priority]);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBe(Math.min(sign(a, b), sign(b, c)));
      }),
    );
  });
});

describe('the line of all that contend', () => {
  const anyWant = fc.record({ run: fc.integer({ min: 0, max: 4 }), priority: fc.integer({ min: -1, max: 2 }) });
  const anyUse = fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.nat(2)));
  const runs = [
    before,
    after,
    ...['x', 'y', 'z'].map((key, at) => runName({ key, submitted: tick(at * 4), ...stranger })),
  ];
  const nameOf = (one: Contender) => (one.kind === 'own' ? self : one.want.by);

  it('is in the order between runs, and each run in its own order, whatever they want', () => {
    const priorities = fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 6 });
    fc.assert(
      fc.property(priorities, fc.array(anyWant, { minLength: 1, maxLength: 8 }), anyUse, (own, others, lately) => {
        // Each of another request: then each is a class of its own.
        const scene = new Scene(own.map((priority, at) => ({ id: `job-${at}`, slots: at + 1, priority })));
        const wants = others
          .sort((a, b) => b.priority - a.priority)
          .map(({ run, priority }, at) => want(runs[run]!, [], { priority, serial: String(at) }));
        scene.meet({ self, wants, lately: new Map(lately) });
        const line = [...contendersFor(scene.state, scene.host)];
        expect(line).toHaveLength(own.length + wants.length);
        const compare = orderOfRuns(line.map(nameOf), { held: [], lately: scene.host.neighbours.lately });
        const turnOf = (one: Contender) => ({ by: nameOf(one), priority: one.priority });
        for (const [at, one] of line.slice(1).entries()) {
          expect(compare(turnOf(line[at]!), turnOf(one))).toBeLessThanOrEqual(0);
        }
        const ours = line.flatMap((one) => (one.kind === 'own' ? [one.requestClass] : []));
        expect(ours).toEqual([...scene.state.index.queue.inOrder()]);
        const serials = line.flatMap((one) => (one.kind === 'foreign' ? [[one.want.by.key, one.want.serial]] : []));
        for (const { key } of runs) {
          const of = serials.filter(([by]) => by === key);
          expect(of).toEqual(wants.filter(({ by }) => by.key === key).map(({ serial }) => [key, serial]));
        }
      }),
    );
  });

  it('is looked at only as far as is asked, though there be as many requests as jobs', () => {
    const scene = new Scene(Array.from({ length: 50 }, (_, at) => ({ id: `job-${at}`, slots: at + 1 })));
    scene.meet({ self, wants: [want(after, [])] });
    let looks = 0;
    const { queue } = scene.state.index;
    const inOrder = queue.inOrder.bind(queue);
    queue.inOrder = function* (isWorth) {
      for (const one of inOrder(isWorth)) {
        looks += 1;
        yield one;
      }
    };
    const [first] = contendersFor(scene.state, scene.host);
    expect([first?.kind, looks]).toEqual(['own', 1]);
  });
});
