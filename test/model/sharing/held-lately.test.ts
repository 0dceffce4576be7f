import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldUntil, hoursHeld, type HeldLately, type UserHold } from '../../../src/model/sharing/held-lately.ts';
import { tick, type Tick } from '../../../src/model/units.ts';

const at = (seconds: number): Tick => tick(seconds * 1000);
const nothing: HeldLately = { at: at(0), gpuSeconds: new Map() };
const held = (users: Record<number, number>, since = 0): HeldLately => {
  return { at: at(since), gpuSeconds: new Map(Object.entries(users).map(([uid, amount]) => [Number(uid), amount])) };
};
const DAY = 86_400;

const holds = fc.array(fc.record({ uid: fc.integer({ min: 0, max: 4 }), shares: fc.integer({ min: 0, max: 8000 }) }), {
  maxLength: 6,
});
const known = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.double({ min: 10, max: 1e6, noNaN: true })), { maxLength: 5 })
  .map((users) => ({ at: at(0), gpuSeconds: new Map(users) }));

/** The same, looked at after each of these times, in seconds. */
function inSteps(start: HeldLately, of: readonly UserHold[], steps: readonly number[]): HeldLately {
  return steps.reduce((last, step) => heldUntil(last, of, last.at, tick(last.at + step * 1000)), start);
}

describe('what users have held lately', () => {
  it('counts for half after three days, and what is as good as nothing is forgotten', () => {
    const later = heldUntil(held({ 1: 800, 2: 1.5 }), [], at(0), at(3 * DAY));
    expect(later.at).toBe(at(3 * DAY));
    expect([...later.gpuSeconds]).toEqual([[1, expect.closeTo(400, 9)]]);
  });

  it('grows by the time for which GPUs are held, parts counted as such, with what all of a user hold', () => {
    const all = [
      { uid: 1, shares: 2000 },
      { uid: 1, shares: 500 },
      { uid: 2, shares: 250 },
      { uid: 3, shares: 0 },
    ];
    const { gpuSeconds } = heldUntil(nothing, all, at(0), at(60));
    expect([...gpuSeconds.keys()]).toEqual([1, 2]);
    expect(gpuSeconds.get(1)).toBeCloseTo(150, 1);
    expect(gpuSeconds.get(2)).toBeCloseTo(15, 1);
  });

  it('counts what nobody has watched for two minutes at the most, and what was before the watch not at all', () => {
    const one = [{ uid: 1, shares: 1000 }];
    expect(heldUntil(nothing, one, at(0), at(DAY)).gpuSeconds.get(1)).toBeCloseTo(120, 1);
    expect(heldUntil(nothing, one, at(DAY - 7), at(DAY)).gpuSeconds.get(1)).toBeCloseTo(7, 3);
  });

  it('remembers those who have held most, whatever number have had a turn', () => {
    const many = new Map(Array.from({ length: 3000 }, (_, uid) => [uid, uid] as const));
    const { gpuSeconds } = heldUntil({ at: at(0), gpuSeconds: many }, [], at(0), at(1));
    expect([gpuSeconds.size, Math.min(...gpuSeconds.keys())]).toEqual([1024, 3000 - 1024]);
  });

  it('fades and grows alike in one step and in many', () => {
    const times = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(known, holds, times, (before, of, steps) => {
        const end = at(steps.reduce((sum, step) => sum + step, 0));
        const [many, one] = [inSteps(before, of, steps), heldUntil(before, of, at(0), end)];
        expect([...many.gpuSeconds.keys()].sort()).toEqual([...one.gpuSeconds.keys()].sort());
        for (const [uid, amount] of one.gpuSeconds) expect(many.gpuSeconds.get(uid)).toBeCloseTo(amount, 3);
      }),
    );
  });

  it('is never less than nothing, and in all never more than what is held fills up to', () => {
    const times = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 50 });
    // A GPU that is always held comes to 3 days / ln 2.
    const most = (3 * DAY) / Math.LN2;
    fc.assert(
      fc.property(known, holds, times, (before, of, steps) => {
        const amounts = [...inSteps(before, of, steps).gpuSeconds.values()];
        const [start, gpus] = [[...before.gpuSeconds.values()], of.map(({ shares }) => shares / 1000)];
        const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
        expect(amounts.every((amount) => amount >= 0)).toBe(true);
        expect(sum(amounts)).toBeLessThanOrEqual(sum(start) + sum(gpus) * most + 1e-6);
        expect(sum(amounts)).toBeLessThanOrEqual(Math.max(sum(start), sum(gpus) * most) + 1e-3);
      }),
    );
  });

  it('loses nothing when a clock goes backwards', () => {
    const before = held({ 1: 500 }, 100);
    expect([...heldUntil(before, [{ uid: 1, shares: 1000 }], at(100), at(40)).gpuSeconds]).toEqual([[1, 500]]);
  });

  it('is told in GPU-hours', () => {
    expect([...hoursHeld(held({ 7: 5400 }))]).toEqual([[7, 1.5]]);
  });
});
