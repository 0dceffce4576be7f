import { describe, expect, test } from 'vitest';
import { bestGrid, commandLine } from '../../../src/report/results/best-grid.ts';
import { bestCells } from '../../../src/results/table/best.ts';
import { sketchRequest, sketchSubject, type RowSketch } from '../../rig/results.ts';

const ROWS: readonly RowSketch[] = ['math', 'code'].flatMap((data) =>
  ['0.1', '0.2', '0.3'].flatMap((lr) =>
    ['1', '2'].map((seed): RowSketch => {
      const isBad = data === 'code' && lr === '0.3' && seed === '2';
      return { data, lr, seed, ...(isBad ? { state: 'failed' as const } : { acc: Number(lr) * 10 + Number(seed) }) };
    }),
  ),
);

function shown(request: Parameters<typeof sketchRequest>[0]): (readonly string[])[] {
  const best = { metric: 'acc', goal: 'max' } as const;
  const [cells] = bestCells(sketchSubject(ROWS), { ...sketchRequest(request), best });
  return bestGrid(cells!, 'mean', 'test').rows.map((row) => row.map(({ text }) => text));
}

describe('the best row', () => {
  test('of each group is told with its number, among how many, and the command line that makes it again', () => {
    expect(shown({ by: ['data'] })).toEqual([
      ['math', '0.3', '2/2', '4.50 ± 0.71', '3', 'sweep run test --only data=math --only lr=0.3 --fresh'],
      ['code', '0.2', '2/2', '3.50 ± 0.71', '2 of 3', 'sweep run test --only data=code --only lr=0.2 --fresh'],
    ]);
  });

  test('is of all where no group is said, and may be incomplete where that is', () => {
    expect(shown({ by: null })).toEqual([
      ['math', '0.3', '2/2', '4.50 ± 0.71', '5 of 6', 'sweep run test --only data=math --only lr=0.3 --fresh'],
    ]);
    expect(shown({ by: ['data'], countsIncomplete: true })[1]!.slice(0, 3)).toEqual(['code', '0.3', '1/2']);
  });
});

test.each([
  ['a,b', `'x="a,b"'`],
  ['1..3', `'x="1..3"'`],
  ['null', `'x="null"'`],
  ['"', `'x="\\""'`],
  ['[64, 64]', `'x=[64, 64]'`],
  [null, 'x=null'],
  ['plain', 'x=plain'],
])('a value is said so that it means itself alone: %s', (value, word) => {
  expect(commandLine('test', ['x'], [value], 'eval')).toBe(`sweep run test --stage eval --only ${word} --fresh`);
});
