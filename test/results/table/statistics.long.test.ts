import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { estimateOf, pairedDifference, welchDifference } from '../../../src/results/table/statistics.ts';
import '../../rig/cases.ts';

/** What Python's own statistics make of the lists of numbers on stdin, whose fractions lose no digit. */
const PYTHON = `
import json, statistics, sys
def told(values):
    sd = statistics.stdev(values) if len(values) > 1 else None
    return [statistics.mean(values), sd, statistics.median(values), min(values), max(values)]
print(json.dumps([told(values) for values in json.load(sys.stdin)]))
`;

/** Lists of two to thirty numbers, near zero, far from it and of both kinds, the same at each run. */
function lists(count: number): readonly (readonly number[])[] {
  let seed = 42;
  const next = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  return Array.from({ length: count }, () => {
    const [center, scale] = [(next() - 0.5) * 10 ** Math.floor(next() * 8), 10 ** Math.floor(next() * 6 - 3)];
    return Array.from({ length: 2 + Math.floor(next() * 29) }, () => center + scale * (next() - 0.5));
  });
}

const all = lists(500);

test('means, deviations and medians are those of Python', () => {
  const { stdout } = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(all), encoding: 'utf8' });
  const told = JSON.parse(stdout) as (readonly [number, number, number, number, number])[];
  for (const [at, [mean, deviation, median, least, greatest]] of told.entries()) {
    const values = all[at]!;
    const ours = estimateOf(values, 'mean');
    expect(Math.abs(ours.center - mean)).toBeLessThanOrEqual(1e-14 * Math.abs(mean));
    expect(Math.abs(ours.spread! / deviation - 1)).toBeLessThan(1e-9);
    expect(Math.abs(estimateOf(values, 'median').center - median)).toBeLessThanOrEqual(1e-14 * Math.abs(median));
    expect(estimateOf(values, 'min').center).toBe(least);
    expect(estimateOf(values, 'max').center).toBe(greatest);
  }
});

test('with equal variances and sizes Welch has twice the freedom, and the pairs of what is constant the interval of one side', () => {
  for (const values of all.slice(0, 50)) {
    const moved = values.map((value) => value + 1);
    const { center, halfWidth } = welchDifference(moved, values);
    expect(center).toBeCloseTo(1, 6);
    const one = estimateOf(values, 'ci95').spread!;
    // The error is √2 of that of one side, and t with twice the freedom is less.
    expect(halfWidth!).toBeLessThan(Math.SQRT2 * one);
    expect(pairedDifference(values).halfWidth).toBeCloseTo(one, 12);
  }
});
