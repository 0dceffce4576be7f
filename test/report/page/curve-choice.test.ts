import { describe, expect, test } from 'vitest';
import { chosenCurves } from '../../../src/report/page/curve-choice.ts';
import type { PageCurve } from '../../../src/report/page/page-content.ts';

const curve = (row: number, metric: string): PageCurve => ({ row, metric, steps: [1], values: [1] });
const jobs = [0, 1, 2, 3];
const all = jobs.flatMap((row) => [curve(row, 'loss'), curve(row, 'acc'), curve(row, 'lr')]);

describe('the curves of a page', () => {
  test('are all that there are, where they fit', () => {
    const { shown, leftOut } = chosenCurves(all, ['acc', 'loss']);
    expect(shown).toHaveLength(12);
    expect(leftOut).toEqual(new Map());
  });

  test('are those of the first metrics, then of jobs at even distances, and what is left out is counted', () => {
    const { shown, leftOut } = chosenCurves(all, ['acc', 'loss'], 6);
    expect(shown.map(({ metric, row }) => [metric, row])).toEqual([
      ['acc', 0],
      ['acc', 1],
      ['acc', 2],
      ['acc', 3],
      ['loss', 0],
      ['loss', 2],
    ]);
    expect(leftOut).toEqual(
      new Map([
        ['loss', 2],
        ['lr', 4],
      ]),
    );
  });
});
