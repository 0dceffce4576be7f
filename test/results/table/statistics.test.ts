import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deviation,
  estimateOf,
  mayBeNone,
  mean,
  pairedDifference,
  welchDifference,
} from '../../../src/results/table/statistics.ts';
import { cases } from '../../rig/cases.ts';

describe('what stands for several values', () => {
  // By hand: the mean of 2, 4, 9 is 5, its squared deviations are 9, 1 and 16, so that sd = √(26/2) = √13.
  test.each([
    ['mean', 5, Math.sqrt(13)],
    ['sem', 5, Math.sqrt(13 / 3)],
    ['median', 4, null],
    ['min', 2, null],
    ['max', 9, null],
  ] as const)('%s', (stat, center, spread) => {
    const estimate = estimateOf([2, 4, 9], stat);
    expect(estimate.center).toBeCloseTo(center, 12);
    if (spread === null) expect(estimate.spread).toBeNull();
    else expect(estimate.spread).toBeCloseTo(spread, 12);
  });

  test('the half-width of the 95% interval is that of Student’s t', () => {
    // t(0.975; 2) = 4.302653 of any table of it.
    expect(estimateOf([2, 4, 9], 'ci95').spread).toBeCloseTo(4.302652729696142 * Math.sqrt(13 / 3), 7);
  });

  test('the median of an even number of values is the mean of the two in the middle', () => {
    expect(estimateOf([9, 1, 4, 2], 'median').center).toBe(3);
  });

  test('a single value has no spread', () => {
    for (const stat of ['mean', 'sem', 'ci95'] as const) {
      expect(estimateOf([0.5], stat)).toEqual({ center: 0.5, spread: null });
    }
  });

  test('a value that is no number makes it none, whatever stands in the cell', () => {
    for (const stat of ['mean', 'median', 'min', 'max', 'sem', 'ci95'] as const) {
      expect(estimateOf([1, NaN, 3], stat)).toEqual({ center: NaN, spread: null });
    }
  });

  test('an infinite value makes the mean infinite, with no spread', () => {
    expect(estimateOf([1, Infinity], 'mean')).toEqual({ center: Infinity, spread: null });
  });

  test('the mean and the deviation move and scale with their values', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 9 }), (some, by, factor) => {
        const moved = some.map((value) => value * factor + by);
        expect(mean(moved)).toBeCloseTo(mean(some) * factor + by, 8);
        expect(deviation(moved)).toBeCloseTo((deviation(some) ?? NaN) * factor, 8);
      }),
      { numRuns: cases(1000) },
    );
  });

  test('far from zero no digit of a small deviation is lost', () => {
    expect(deviation([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });
});

describe('a difference', () => {
  test('is the mean of its pairs, with the interval of Student’s t', () => {
    // By hand: the differences 1, 2, 3 have mean 2, sd 1, standard error 1/√3.
    const difference = pairedDifference([1, 2, 3]);
    expect(difference.center).toBe(2);
    expect(difference.halfWidth).toBeCloseTo(4.302652729696142 / Math.sqrt(3), 7);
    expect(mayBeNone(difference)).toBe(true);
  });

  test('of one pair has no interval, so that nothing says it may be none', () => {
    expect(pairedDifference([0])).toEqual({ center: 0, halfWidth: null, n: 1 });
    expect(mayBeNone(pairedDifference([0]))).toBe(false);
  });

  test('that is always the same is none only where it is 0', () => {
    expect(mayBeNone(pairedDifference([0, 0, 0]))).toBe(true);
    expect(mayBeNone(pairedDifference([0.1, 0.1, 0.1]))).toBe(false);
  });

  test('of what is in no pairs is Welch’s', () => {
    // By hand: means 2 and 5, variances 1 and 4, n 3 each: se = √(5/3), freedom = (5/3)² / ((1/3)²/2 + (4/3)²/2) = 50/17.
    const difference = welchDifference([1, 2, 3], [3, 5, 7]);
    expect(difference.center).toBe(-3);
    expect(difference.halfWidth).toBeCloseTo(WELCH_T * Math.sqrt(5 / 3), 6);
  });
});

/** t(0.975; 50/17), on which two libraries agree. */
const WELCH_T = 3.21875861;
