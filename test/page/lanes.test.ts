import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/model/units.ts';
import { busyPart, lanesOf, mergedBars, type Bar } from '../../src/page/charts/lanes.ts';
import type { PageAttempt } from '../../src/report/page/page-content.ts';
import { cases } from '../rig/cases.ts';

const attempt = (from: number, to: number, rest: Partial<PageAttempt> = {}): PageAttempt => ({
  job: `${from}`,
  label: `${from}`,
  stage: 'main',
  cell: 'main',
  attempt: 1,
  run: 1,
  gpus: ['0'],
  slots: 1,
  from: instant(from),
  to: instant(to),
  ending: 'succeeded',
  ...rest,
});

const spans = (bars: readonly Bar[]): readonly (readonly number[])[] =>
  bars.map(({ from, to, count }) => [from, to, count]);

describe('the lanes of a timeline', () => {
  test('are one a GPU in the order of their numbers, and then slots, as many as are held at once', () => {
    const lanes = lanesOf([
      attempt(0, 9, { gpus: ['10', '2'] }),
      attempt(0, 5, { gpus: [] }),
      attempt(2, 6, { gpus: [], slots: 2 }),
      attempt(5, 8, { gpus: [] }),
    ]);
    expect(lanes.map(({ name, bars }) => [name, spans(bars)])).toEqual([
      ['GPU 2', [[0, 9, 1]]],
      ['GPU 10', [[0, 9, 1]]],
      [
        'slot 1',
        [
          [0, 5, 1],
          [5, 8, 1],
        ],
      ],
      ['slot 2', [[2, 6, 1]]],
      ['slot 3', [[2, 6, 1]]],
    ]);
  });

  test('are several of a GPU that attempts share', () => {
    expect(lanesOf([attempt(0, 9), attempt(3, 5)]).map(({ name }) => name)).toEqual(['GPU 0', 'GPU 0, part 2']);
  });

  test('hold every attempt once for each GPU, and none overlap', () => {
    const some = fc.array(
      fc
        .tuple(fc.nat(50), fc.nat(20), fc.subarray(['0', '1', '2'], { minLength: 1 }))
        .map(([from, took, gpus]) => attempt(from, from + took, { gpus })),
    );
    fc.assert(
      fc.property(some, (attempts) => {
        const lanes = lanesOf(attempts);
        expect(lanes.flatMap(({ bars }) => bars)).toHaveLength(attempts.flatMap(({ gpus }) => gpus).length);
        for (const { bars } of lanes) {
          for (const [at, bar] of bars.entries()) expect(bar.from).toBeGreaterThanOrEqual(bars[at - 1]?.to ?? 0);
        }
      }),
      { numRuns: cases(500) },
    );
  });

  test('know how much of the time they were held', () => {
    const [lane] = lanesOf([attempt(0, 3), attempt(5, 7)]);
    expect(busyPart(lane!, 0, 10)).toBe(0.5);
  });
});

describe('bars under a pixel', () => {
  const bars = (...attempts: readonly PageAttempt[]): readonly Bar[] => lanesOf(attempts)[0]!.bars;

  test('are merged as far as they fit into one', () => {
    const merged = mergedBars(bars(attempt(0, 2), attempt(3, 5), attempt(7, 9), attempt(12, 40)), 0, 40, 8);
    expect(spans(merged)).toEqual([
      [0, 5, 2],
      [7, 9, 1],
      [12, 40, 1],
    ]);
  });

  test('show a failure among successes', () => {
    const merged = mergedBars(bars(attempt(0, 1), attempt(1, 2, { ending: 'failed' }), attempt(2, 3)), 0, 9, 8);
    expect(merged.map(({ ending, count }) => [ending, count])).toEqual([['failed', 3]]);
  });

  test('are left out beside what is looked at', () => {
    expect(spans(mergedBars(bars(attempt(0, 2), attempt(4, 6), attempt(8, 9)), 3, 7, 1))).toEqual([[4, 6, 1]]);
  });

  test('stand for all attempts together, and are no more than two for each pixel', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 9 })), { minLength: 1 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 40 }), (steps, pixel) => {
        let at = 0;
        const attempts = steps.map(([gap, took]) => attempt((at += gap), (at += took)));
        const merged = mergedBars(bars(...attempts), 0, at, pixel);
        expect(merged.reduce((sum, { count }) => sum + count, 0)).toBe(attempts.length);
        expect(merged.length).toBeLessThanOrEqual(2 * Math.ceil(at / pixel) + 1);
      }),
      { numRuns: cases(500) },
    );
  });
});
