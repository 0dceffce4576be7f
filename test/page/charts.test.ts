import { describe, expect, test } from 'vitest';
import { instant } from '../../src/model/units.ts';
import { chartAxes } from '../../src/page/charts/axis-values.ts';
import { roundBounds, shortNumber, type Chart, type Drawn } from '../../src/page/charts/chart.ts';
import { curves, partsOf } from '../../src/page/charts/curves.ts';
import { cellDurations, intervalUpTo } from '../../src/page/charts/durations.ts';
import { heatMap } from '../../src/page/charts/heat-map.ts';
import { lines } from '../../src/page/charts/lines.ts';
import { mainEffects } from '../../src/page/charts/main-effects.ts';
import { parallel } from '../../src/page/charts/parallel.ts';
import { LIGHT } from '../../src/page/look.ts';
import type { PageAttempt } from '../../src/report/page/page-content.ts';
import { sketchSubject } from '../rig/results.ts';

const subject = sketchSubject(
  ['greedy', 'beam'].flatMap((method, m) =>
    ['10', '2'].flatMap((width) =>
      ['1', '2'].map((seed) => ({ method, width, seed, acc: m + Number(width) + Number(seed) })),
    ),
  ),
);
const axes = chartAxes(subject, 'main');
const [method, width] = [axes[0]!, axes[1]!];

function rowsOf(drawn: Drawn): Chart['table']['rows'] {
  if ('missing' in drawn) throw new Error(drawn.missing);
  return drawn.table.rows;
}

describe('a chart', () => {
  test('is over axes that vary, but for that of the replicates, numbers in their order', () => {
    expect(axes).toEqual([
      { name: 'method', values: ['greedy', 'beam'], isNumeric: false },
      { name: 'width', values: ['2', '10'], isNumeric: true },
    ]);
  });

  test('of main effects has the mean at each value over all others, with the deviation over replicates', () => {
    const sd = Math.SQRT1_2;
    expect(rowsOf(mainEffects(subject, 'main', 'acc', axes, LIGHT, 900))).toEqual([
      ['method', 'greedy', 7.5, sd, 2],
      ['method', 'beam', 8.5, sd, 2],
      ['width', '2', 4, sd, 2],
      ['width', '10', 12, sd, 2],
    ]);
  });

  test('of lines has one a category, in the order of the numbers', () => {
    const rows = rowsOf(lines(subject, 'main', 'acc', width, method, LIGHT));
    expect(rows.map(([x, category, center]) => [x, category, center])).toEqual([
      ['2', 'greedy', 3.5],
      ['10', 'greedy', 11.5],
      ['2', 'beam', 4.5],
      ['10', 'beam', 12.5],
    ]);
  });

  test('of two axes, or all, has each of their combinations', () => {
    expect(rowsOf(heatMap(subject, 'main', 'acc', [method, width], LIGHT))).toHaveLength(4);
    expect(rowsOf(parallel(subject, 'main', 'acc', axes, LIGHT))).toHaveLength(4);
  });

  test('is none where there are no results, and says so', () => {
    const empty = { ...subject, rows: [] };
    expect(heatMap(empty, 'main', 'acc', [method, width], LIGHT)).toEqual({
      missing: 'There are no fresh results to draw.',
    });
  });

  test('of curves names how many of its metric are left out', () => {
    const shown = [{ row: 0, metric: 'acc', steps: [0, 1], values: [1, 2] }];
    const drawn = curves({ shown, leftOut: new Map([['acc', 7]]) }, subject, new Set([0]), 'acc', 'method', LIGHT);
    expect('note' in drawn && drawn.note).toBe(
      'at most 64 points of each curve, no peak left out; 7 more curves of acc are left out: the page holds 10,000',
    );
    expect(rowsOf(drawn)).toEqual([['greedy_10_1', 'greedy', 2, 1, 2, 1, 2]]);
  });

  test('of a curve has a stretch on each side of what is no number', () => {
    const parts = partsOf({ steps: [0, 1, 2, 3, 4], values: [NaN, 5, 6, NaN, 7] });
    expect(parts.map(({ coords }) => coords)).toEqual([
      [
        [1, 5],
        [2, 6],
      ],
      [[4, 7]],
    ]);
  });

  test('of durations has its marks at round lengths of time, a few of them', () => {
    expect([0.5, 6, 100, 3000, 40_000, 3_000_000].map(intervalUpTo)).toEqual([1, 1, 15, 600, 7200, 432_000]);
  });

  test('of durations takes the last success of each job, the longest cell first', () => {
    const attempt = (job: string, cell: string, took: number, ending: PageAttempt['ending'] = 'succeeded') =>
      ({ job, cell, ending, from: instant(0), to: instant(took * 1000) }) as PageAttempt;
    const all = [
      attempt('a1', 'a', 9),
      attempt('a1', 'a', 1),
      attempt('a2', 'a', 3),
      attempt('b1', 'b', 5),
      attempt('b2', 'b', 99, 'failed'),
    ];
    expect(cellDurations(all)).toEqual([
      { cell: 'b', n: 1, median: 5, least: 5, most: 5 },
      { cell: 'a', n: 2, median: 2, least: 1, most: 3 },
    ]);
  });

  test('has round bounds, and short numbers', () => {
    expect(roundBounds(0.5314, 0.6956)).toEqual([0.53, 0.7]);
    expect(roundBounds(-3, 12)).toEqual([-3, 12]);
    expect(roundBounds(2, 2)).toEqual([1.8, 2.2]);
    expect([0, 0.12345, 1234.56, 1e-5, 2.5e7, NaN].map(shortNumber)).toEqual([
      '0',
      '0.1235',
      '1235',
      '1e-5',
      '2.5e+7',
      'NaN',
    ]);
  });
});
