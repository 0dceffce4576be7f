import { describe, expect, test } from 'vitest';
import { decimalsOf, spellSpread } from '../../../src/report/results/digits.ts';

const alone = (...centers: readonly number[]) => centers.map((center) => ({ center, spread: null }));

describe('the decimals of a column', () => {
  test.each([
    [
      'two digits of the spread in its middle',
      [
        { center: 0.81234, spread: 0.00456 },
        { center: 0.5, spread: 0.012 },
        { center: 9, spread: 0.0001 },
      ],
      4,
    ],
    ['none for a spread of tens', [{ center: 1234, spread: 56 }], 0],
    ['as many as the numbers have', alone(0.75, 0.5), 2],
    ['four digits at the most', alone(0.123456, 0.2), 4],
    ['none for whole numbers', alone(12, 100_000), 0],
    ['none where there is no number', alone(NaN, Infinity, 0), 0],
    ['those of the numbers where the spread is what rounding left', [{ center: 0.3, spread: 1e-17 }], 1],
  ] as const)('%s', (_, column, decimals) => {
    expect(decimalsOf(column)).toBe(decimals);
  });
});

describe('a number', () => {
  test.each([
    [{ center: 0.81234, spread: 0.00456 }, 4, ['0.8123', '0.0046']],
    // A spread that would be 0.00 gets a digit.
    [{ center: 0.5, spread: 0.0003 }, 2, ['0.5000', '0.0003']],
    [{ center: -0.0001, spread: null }, 2, ['0.00', null]],
    [{ center: NaN, spread: null }, 2, ['NaN', null]],
    [{ center: -Infinity, spread: null }, 2, ['-Infinity', null]],
    [{ center: 1.234e-12, spread: 3.4e-14 }, 15, ['1.234e-12', '3.4e-14']],
    [{ center: 12_345_678_901, spread: null }, 0, ['1.235e+10', null]],
  ] as const)('%j to %i decimals', (one, decimals, texts) => {
    expect(spellSpread(one, decimals)).toEqual(texts);
  });

  test('of a difference has a sign', () => {
    expect(spellSpread({ center: 0.5, spread: null }, 1, true)[0]).toBe('+0.5');
    expect(spellSpread({ center: -0.5, spread: null }, 1, true)[0]).toBe('-0.5');
  });
});
