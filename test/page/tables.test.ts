import { describe, expect, test } from 'vitest';
import { chosenRows, facetsOf } from '../../src/page/row-filter.ts';
import { resultTables, type TableChoice } from '../../src/page/result-tables.ts';
import { keyOfText, sortedRows } from '../../src/page/sorting.ts';
import { sketchSubject } from '../rig/results.ts';

const subject = sketchSubject([
  { method: 'greedy', seed: '1', acc: 0.1 },
  { method: 'greedy', seed: '2', acc: 0.3 },
  { method: 'beam', seed: '1', acc: 0.5 },
  { method: 'beam', seed: '2', state: 'failed' },
]);

const choice = (rest: Partial<TableChoice> = {}): TableChoice => ({
  isRaw: false,
  by: null,
  pivot: null,
  metrics: ['acc'],
  stat: 'mean',
  countsStale: false,
  ...rest,
});

const texts = (rest: Partial<TableChoice> = {}): readonly (readonly string[])[] =>
  resultTables(subject, choice(rest))[0]!.grid.rows.map((row) => row.map(({ text }) => text));

describe('the table of a page', () => {
  test('has the averages that sweep results has', () => {
    expect(texts()).toEqual([
      ['greedy', '2/2', '0.20 ± 0.14'],
      ['beam', '1/2', '0.50'],
    ]);
  });

  test('is pivoted, or has a row a job', () => {
    expect(texts({ by: [], pivot: 'method' })).toEqual([['0.20 ± 0.14', '0.5 (1/2)']]);
    expect(texts({ isRaw: true }).map((row) => row.slice(1, 5))).toEqual([
      ['greedy', '1', 'fresh', '0.1'],
      ['greedy', '2', 'fresh', '0.3'],
      ['beam', '1', 'fresh', '0.5'],
      ['beam', '2', 'failed', '–'],
    ]);
  });

  test('is ordered by all digits, in each of its columns', () => {
    const [averages] = resultTables(subject, choice());
    expect(averages!.keys).toEqual([
      ['greedy', 'beam'],
      [2, 1],
      [0.2, 0.5],
    ]);
    const [jobs] = resultTables(subject, choice({ isRaw: true }));
    expect(jobs!.keys[4]).toEqual([0.1, 0.3, 0.5, null]);
    expect(jobs!.keys[2]).toEqual([1, 2, 1, 2]);
  });
});

describe('the order of a column', () => {
  test.each([
    ['numbers', [3, 1, 2], [1, 2, 0], [0, 2, 1]],
    ['texts as people count', ['b10', 'b9', 'a'], [2, 1, 0], [0, 1, 2]],
    ['equals as they stand', [1, 0, 1, 0], [1, 3, 0, 2], [0, 2, 1, 3]],
    ['nothing always last', [null, 2, NaN, 1, '–'], [3, 1, 0, 2, 4], [1, 3, 0, 2, 4]],
    ['numbers before texts', ['x', 1], [1, 0], [0, 1]],
  ] as const)('has %s', (_, keys, ascending, descending) => {
    expect(sortedRows(keys, 'ascending')).toEqual(ascending);
    expect(sortedRows(keys, 'descending')).toEqual(descending);
  });

  test('takes values that are numbers as numbers', () => {
    expect(['1e-3', ' ', 'x', '10', null].map(keyOfText)).toEqual([0.001, ' ', 'x', 10, null]);
  });
});

describe('the jobs that are chosen', () => {
  const facets = facetsOf(subject, 40);
  const named = (name: string) => facets.find((facet) => facet.name === name)!;

  test('are told apart by what they differ in', () => {
    expect(facets.map(({ name, values }) => [name, values])).toEqual([
      ['method', ['greedy', 'beam']],
      ['seed', ['1', '2']],
      ['state', ['fresh', 'failed']],
    ]);
    expect(facetsOf(subject, 1)).toEqual([]);
  });

  test('are those that no value leaves out and that have all words', () => {
    const rows = (words: string, ...without: (readonly [string, string])[]) => [
      ...chosenRows(subject, {
        words,
        without: new Map(without.map(([name, value]) => [named(name), new Set([value])])),
      }),
    ];
    expect(rows('')).toEqual([0, 1, 2, 3]);
    expect(rows('', ['method', 'beam'])).toEqual([0, 1]);
    expect(rows('', ['method', 'beam'], ['seed', '1'])).toEqual([1]);
    expect(rows('METHOD=beam seed=2')).toEqual([3]);
    expect(rows('failed', ['method', 'greedy'])).toEqual([3]);
  });
});
