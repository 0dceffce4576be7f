import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/model/units.ts';
import { HELD_OUTCOMES, USAGE_KEYS, usageWithin, type HeldTime } from '../../../src/model/sharing/usage.ts';
import { cases } from '../../rig/cases.ts';

const HOUR = 3_600_000;
/** So many hours after a midnight. */
const at = (hours: number) => instant(new Date(2026, 10, 3).getTime() + hours * HOUR);

function held(more: Partial<HeldTime> = {}): HeldTime {
  return {
    ...{ user: 'ada', sweep: 'beam', gpus: ['0'], share: 1000, from: at(1), until: at(3), outcome: 'useful' as const },
    ...more,
  };
}

const ALL = { from: at(-1000), until: at(1000) };

describe('the time for which GPUs were held', () => {
  it('counts for each GPU, and in parts of one as such', () => {
    const { total } = usageWithin([held({ gpus: ['0', '1'] }), held({ share: 250, outcome: 'failed' })], ALL, 'user');
    expect(total).toMatchObject({ seconds: 4.5 * 3600, of: { useful: 4 * 3600, failed: 0.5 * 3600, running: 0 } });
  });

  it('counts as far as it lies within the time that is asked for', () => {
    const all = [held(), held({ from: at(5), until: at(6) }), held({ from: at(-9), until: at(2) })];
    const { total } = usageWithin(all, { from: at(2), until: at(5) }, 'user');
    expect(total.seconds).toBe(3600);
  });

  it.each([
    ['user', [held(), held({ user: 'bob', gpus: ['0', '1'] })], ['bob', 'ada']],
    ['sweep', [held(), held({ sweep: 'a' })], ['a', 'beam']],
    ['gpu', [held({ gpus: ['1', '0'] }), held({ gpus: ['1'] })], ['1', '0']],
    [
      'day',
      [held({ from: at(30), until: at(31) }), held({ from: at(23), until: at(26) })],
      ['2026-11-03', '2026-11-04'],
    ],
    [
      'outcome',
      [held({ outcome: 'running' }), held({ outcome: 'timed out' }), held()],
      ['useful', 'timed out', 'running'],
    ],
  ] as const)('is told apart by %s, in an order', (by, all, keys) => {
    expect(usageWithin(all, ALL, by).rows.map(({ key }) => key)).toEqual(keys);
  });

  it('is shared out among the days that it lies in', () => {
    const { rows } = usageWithin([held({ from: at(22), until: at(49) })], ALL, 'day');
    expect(rows.map(({ key, seconds }) => [key, seconds / 3600])).toEqual([
      ['2026-11-03', 2],
      ['2026-11-04', 24],
      ['2026-11-05', 1],
    ]);
  });

  const anyHeld = fc
    .record({
      user: fc.constantFrom('ada', 'bob'),
      sweep: fc.constantFrom('a', 'b', 'c'),
      gpus: fc.uniqueArray(fc.constantFrom('0', '1', '2'), { minLength: 1 }),
      share: fc.integer({ min: 1, max: 1000 }),
      from: fc.integer({ min: -200 * HOUR, max: 200 * HOUR }),
      lasts: fc.integer({ min: 0, max: 60 * HOUR }),
      outcome: fc.constantFrom(...HELD_OUTCOMES),
    })
    .map(({ from, lasts, ...rest }) => ({
      ...rest,
      from: instant(at(0) + from),
      until: instant(at(0) + from + lasts),
    }));

  it('comes to the same by whatever it is told apart: parts sum to the whole', () => {
    fc.assert(
      fc.property(fc.array(anyHeld, { maxLength: 20 }), fc.integer({ min: -100, max: 100 }), (all, since) => {
        const span = { from: at(since), until: at(since + 80) };
        // Each hour of each GPU by itself, cut to the span.
        const whole = all.reduce((sum, { gpus, share, from, until }) => {
          const cut = Math.max(0, Math.min(until, span.until) - Math.max(from, span.from));
          return sum + (cut * gpus.length * share) / 1_000_000;
        }, 0);
        for (const by of USAGE_KEYS) {
          const { total, rows } = usageWithin(all, span, by);
          expect(total.seconds).toBeCloseTo(whole, 3);
          expect(rows.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(total.seconds, 6);
          for (const outcome of HELD_OUTCOMES) {
            expect(rows.reduce((sum, { of }) => sum + of[outcome], 0)).toBeCloseTo(total.of[outcome], 6);
          }
          for (const { seconds, of } of rows) {
            expect(Object.values(of).reduce((sum, one) => sum + one, 0)).toBeCloseTo(seconds, 6);
            expect(seconds).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: cases(500) },
    );
  });
});
