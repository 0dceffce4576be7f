import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridOf } from '../../../src/report/results/grid.ts';
import { rowNames } from '../../../src/results/table/row-names.ts';
import { tablesOf, type ResultTable } from '../../../src/results/table/table.ts';
import { cases } from '../../rig/cases.ts';
import { sketchRequest, sketchRow, sketchSubject, type RowSketch } from '../../rig/results.ts';

/** Two learning rates by three seeds, with one more axis of which the values are given. */
function withAxis(values: readonly string[]): RowSketch[] {
  return values.map((id, at) => ({ lr: at < 3 ? '0.1' : '0.2', seed: String((at % 3) + 1), id, acc: at }));
}

function namesOf(
  rows: readonly RowSketch[],
  replicates: string | null = 'seed',
  by: readonly string[] | null = null,
): string[] {
  return [...rowNames([rows.map(sketchRow)], replicates, by)];
}

const FOLDERS = ['out/a', 'out/b', 'out/c', 'out/d', 'out/e', 'out/f'];

describe('an axis only names rows', () => {
  test.each([
    ['that is a folder for each', FOLDERS],
    ['that counts them', ['3', '4', '5', '6', '7', '8']],
    ['that is a hash, of which some look like numbers', ['1e5', 'ab', '77', 'f0', 'f1', 'f2']],
  ])('%s', (_, values) => {
    expect(namesOf(withAxis(values))).toEqual(['id']);
  });
});

describe('an axis is no name of rows', () => {
  test.each([
    ['of which a value comes again', withAxis(FOLDERS.with(5, 'out/a'))],
    ['of numbers that may be measured', withAxis(['0.3', '0.12', '0.5', '0.07', '0.9', '0.4'])],
    ['of whole numbers with gaps', withAxis(['64', '128', '256', '512', '1024', '2048'])],
    ['without which rows are not told apart', FOLDERS.map((arch, at) => ({ arch, seed: String(at % 2), acc: at }))],
    ['where each row has a replicate of its own', FOLDERS.map((arch, at) => ({ arch, seed: String(at), acc: at }))],
  ])('%s', (_, rows) => {
    expect(namesOf(rows)).toEqual([]);
  });

  test('where nothing is repeated', () => {
    expect(namesOf(withAxis(FOLDERS), null)).toEqual([]);
  });

  test('where each row has a replicate of its own, unless rows are said to be made by others', () => {
    const rows = FOLDERS.map((id, at): RowSketch => ({ lr: at < 3 ? '0.1' : '0.2', seed: String(at), id, acc: at }));
    expect([null, ['lr'], [], ['id']].map((by) => namesOf(rows, 'seed', by))).toEqual([[], ['id'], ['id'], []]);
  });

  test('that is a factor in another stage', () => {
    const again = FOLDERS.flatMap((id): RowSketch[] =>
      ['1', '2'].map((seed) => ({ stage: 'eval', id, seed, lr: '0.1', acc: 1 })),
    );
    expect(namesOf([...withAxis(FOLDERS), ...again])).toEqual([]);
  });
});

function estimatesOf({ rows }: ResultTable): unknown {
  return rows.map(({ values, cells }) => [values, cells.map(({ summary }) => summary?.estimate)]);
}

test('axes that only name rows change no mean, and are told of', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), (accuracies) => {
      const named = withAxis(FOLDERS).map((row, at): RowSketch => ({ ...row, acc: accuracies[at] ?? 0 }));
      const plain = named.map(({ id: _, ...row }): RowSketch => row);
      for (const by of [null, ['lr'], ['seed']]) {
        const [table, same] = [named, plain].map((rows) => tablesOf([sketchSubject(rows)], sketchRequest({ by }))[0]!);
        expect(estimatesOf(table!)).toEqual(estimatesOf(same!));
        expect(table!.grouping.names).toEqual(['id']);
      }
    }),
    { numRuns: cases(200) },
  );
  const [table] = tablesOf([sketchSubject(withAxis(FOLDERS))], sketchRequest());
  const { caption, notes } = gridOf(table!, true, { unshown: [], sort: null });
  expect(caption).toBe('mean ± sd over 3 seeds');
  expect(notes.map(({ text }) => text)).toContain('id only names each job: rows are not grouped by it (--by)');
});

test('an axis that only names rows makes them where it is said', () => {
  const [table] = tablesOf([sketchSubject(withAxis(FOLDERS))], sketchRequest({ by: ['id'] }));
  expect(table!.rows.map(({ values }) => values)).toEqual(FOLDERS.map((id) => [id]));
  expect(table!.grouping.names).toEqual([]);
});
