import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptCurve, MOST_POINTS, summaryOf, thinned } from '../../src/results/curves.ts';
import { curveOf } from '../../src/results/readers/rows.ts';

const values = fc.array(fc.oneof(fc.double(), fc.constant(NaN)), { minLength: 1, maxLength: 3_000 });

describe('a curve that is kept', () => {
  it('is whole as long as it has few points', () => {
    const curve = curveOf([3, NaN, 1]);
    expect(thinned(curve)).toEqual(curve);
    expect(keptCurve(curve)).toEqual({ steps: [0, 1, 2], values: [3, 'NaN', 1] });
  });

  it('has at the most a thousand points, its own, in order, with the first and the last and its greatest and least', () => {
    fc.assert(
      fc.property(values, (all) => {
        const { steps, values: kept } = thinned(curveOf(all));
        expect(steps.length).toBeLessThanOrEqual(MOST_POINTS);
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
        expect(steps.map((step) => all[step])).toEqual(kept);
        expect([steps[0], steps.at(-1)]).toEqual([0, all.length - 1]);
        const numbers = all.filter((value) => !Number.isNaN(value));
        if (numbers.length === 0) return;
        expect(summaryOf(curveOf(kept))).toMatchObject({
          min: summaryOf(curveOf(all)).min,
          max: summaryOf(curveOf(all)).max,
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('what is known of a curve', () => {
  it('is how many points it has, between what they lie, and the last', () => {
    expect(summaryOf(curveOf([NaN, 2, -1, Infinity, 3]))).toEqual({ count: 5, min: -1, max: 'Infinity', last: 3 });
    expect(summaryOf(curveOf([NaN, NaN]))).toEqual({ count: 2, min: 'NaN', max: 'NaN', last: 'NaN' });
  });
});
