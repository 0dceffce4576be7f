import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tablesOf, type ResultTable, type TableRequest } from '../../../src/results/table/table.ts';
import type { Subject } from '../../../src/results/table/subject.ts';
import { cases } from '../../rig/cases.ts';
import { sketchRequest, sketchSubject, type RowSketch } from '../../rig/results.ts';

/** The only table of these results. */
function tableOf(subject: Subject | readonly Subject[], request: Partial<TableRequest> = {}): ResultTable {
  const [table] = tablesOf([subject].flat(), sketchRequest(request));
  return table!;
}

/** The values of each row, and of each of its cells the center, rounded. */
function shown({ rows }: ResultTable): (string | number | null)[][] {
  return rows.map(({ values, cells }) => [
    ...values,
    ...cells.map(({ summary }) => (summary === null ? null : round(summary.estimate.center))),
  ]);
}

function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

const grid = (accuracy: (method: string, data: string, seed: number) => number): RowSketch[] =>
  ['greedy', 'beam'].flatMap((method) =>
    ['math', 'code'].flatMap((data) =>
      [1, 2, 3].map((seed): RowSketch => ({ method, data, seed: String(seed), acc: accuracy(method, data, seed) })),
    ),
  );

describe('a table of results', () => {
  test('has a row a cell without the replicates, in the order of the plan', () => {
    const table = tableOf(sketchSubject(grid((_, __, seed) => seed)));
    expect(table.axes).toEqual(['method', 'data']);
    expect(shown(table)).toEqual([
      ['greedy', 'math', 2],
      ['greedy', 'code', 2],
      ['beam', 'math', 2],
      ['beam', 'code', 2],
    ]);
    expect(table.rows[0]!.cells[0]!.summary!.estimate.spread).toBe(1);
    expect(table.replicates).toEqual({ least: 3, most: 3 });
  });

  test('has no column for an axis that has one value', () => {
    const rows = [1, 2].map((seed): RowSketch => ({ model: 'small', seed: String(seed), acc: seed }));
    const table = tableOf(sketchSubject(rows));
    expect(table.axes).toEqual([]);
    expect(shown(table)).toEqual([[1.5]]);
  });

  test('tells an axis that some jobs lack from its values', () => {
    const table = tableOf(
      sketchSubject([
        { seed: '1', acc: 1 },
        { seed: '1', window: '4', acc: 2 },
      ]),
    );
    expect(shown(table)).toEqual([
      [null, 1],
      ['4', 2],
    ]);
  });

  test('counts fresh successes alone, and says of the others why', () => {
    const table = tableOf(
      sketchSubject([
        { seed: '1', acc: 1 },
        { seed: '2', acc: 5, state: 'failed' },
        { seed: '3', acc: 5, state: 'stale' },
        { seed: '4', state: 'running' },
        { seed: '5', loss: 1 },
      ]),
    );
    expect(shown(table)).toEqual([[1]]);
    const { planned, counted, gaps } = table.rows[0]!.standing!;
    expect({ planned, counted }).toEqual({ planned: 5, counted: 1 });
    expect(gaps).toEqual(
      new Map([
        ['failed', 1],
        ['stale', 1],
        ['running', 1],
        ['missing', 1],
      ]),
    );
  });

  test('counts stale results where that is said, and says so', () => {
    const rows: RowSketch[] = [
      { seed: '1', acc: 1 },
      { seed: '2', acc: 3, state: 'stale' },
    ];
    const table = tableOf(sketchSubject(rows), { countsStale: true });
    expect(shown(table)).toEqual([[2]]);
    expect(table.rows[0]!.standing!.isStale).toBe(true);
  });

  test('keeps a mean that has no number in it for what it is', () => {
    const table = tableOf(
      sketchSubject([
        { seed: '1', acc: 1 },
        { seed: '2', acc: NaN },
      ]),
    );
    expect(shown(table)).toEqual([[NaN]]);
  });

  test('is one a stage', () => {
    const tables = tablesOf(
      [
        sketchSubject([
          { seed: '1', acc: 1, stage: 'train' },
          { seed: '1', acc: 2, stage: 'eval' },
        ]),
      ],
      sketchRequest(),
    );
    expect(tables.map(({ stage }) => stage)).toEqual(['train', 'eval']);
  });

  test('without replicates is of one job a row, without a spread', () => {
    const table = tableOf(
      sketchSubject(
        [
          { lr: '1', acc: 1 },
          { lr: '2', acc: 2 },
        ],
        { replicates: null },
      ),
    );
    expect(table.rows.map(({ cells }) => cells[0]!.summary!.estimate)).toEqual([
      { center: 1, spread: null },
      { center: 2, spread: null },
    ]);
  });
});

describe('--by', () => {
  test('takes the mean within each replicate first, so that the spread is that over replicates', () => {
    // The data sets lie far apart, the seeds close together: 0.5 ± 0.001 over seeds, where all values alike would give 0.4 or so.
    const rows = grid((_, data, seed) => (data === 'math' ? 0.1 : 0.9) + (seed - 2) / 1000);
    const {
      rows: [greedy],
    } = tableOf(sketchSubject(rows), { by: ['method'] });
    expect(greedy!.cells[0]!.summary!.estimate.center).toBeCloseTo(0.5, 12);
    expect(greedy!.cells[0]!.summary!.estimate.spread).toBeCloseTo(0.001, 12);
    expect(greedy!.cells[0]!.summary!.n).toBe(3);
  });

  test('averages only over combinations that every group has, and counts what it leaves out', () => {
    const rows = grid((_, data) => (data === 'math' ? 0 : 1)).map((row): RowSketch =>
      row['method'] === 'beam' && row['data'] === 'code' ? { ...row, state: 'failed' } : row,
    );
    const table = tableOf(sketchSubject(rows), { by: ['method'] });
    expect(shown(table)).toEqual([
      ['greedy', 0],
      ['beam', 0],
    ]);
    expect(table.leftOut).toEqual([{ metric: 'acc', combinations: { all: 2, taken: 1 }, units: { all: 6, taken: 6 } }]);
  });

  test('leaves a replicate out rather than most combinations', () => {
    const data = ['a', 'b', 'c', 'd'];
    const rows = data.flatMap((one) =>
      ['1', '2', '3'].map((seed): RowSketch => {
        const isDone = seed !== '3' || one === 'a';
        return { data: one, seed, acc: 1, ...(isDone ? {} : { state: 'waiting' }) };
      }),
    );
    const table = tableOf(sketchSubject(rows), { by: [] });
    expect(table.leftOut).toEqual([{ metric: 'acc', combinations: { all: 4, taken: 4 }, units: { all: 3, taken: 2 } }]);
    expect(table.rows[0]!.standing).toMatchObject({ planned: 3, counted: 2 });
  });

  test('shows nothing where the groups have no combination in common', () => {
    const table = tableOf(
      sketchSubject([
        { method: 'a', data: 'x', seed: '1', acc: 1 },
        { method: 'b', data: 'y', seed: '1', acc: 2 },
      ]),
      { by: ['method'] },
    );
    expect(shown(table)).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(table.leftOut[0]!.combinations).toEqual({ all: 2, taken: 0 });
  });

  test('may name the axis of the replicates, which then repeats nothing', () => {
    const table = tableOf(sketchSubject(grid((_, __, seed) => seed)), { by: ['seed'] });
    expect(shown(table)).toEqual([
      ['1', 1],
      ['2', 2],
      ['3', 3],
    ]);
    expect(table.grouping.replicates).toBeNull();
  });

  test('with every group whole is the mean of the means of its cells', () => {
    const accuracies = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(accuracies, (all) => {
        let at = 0;
        const subject = sketchSubject(grid(() => all[at++] ?? 0));
        const cells = shown(tableOf(subject));
        const means = shown(tableOf(subject, { by: ['method'] }));
        for (const [method, center] of means) {
          const own = cells.filter(([name]) => name === method).map((row) => Number(row[2]));
          expect(center).toBeCloseTo(own.reduce((sum, one) => sum + one, 0) / own.length, 6);
        }
      }),
      { numRuns: cases(200) },
    );
  });
});

describe('--pivot', () => {
  test('makes the values of an axis columns', () => {
    const table = tableOf(sketchSubject(grid((method, data) => (method === 'beam' ? 10 : 0) + data.length)), {
      pivot: 'data',
    });
    expect(table.axes).toEqual(['method']);
    expect(table.columns.map(({ under }) => under)).toEqual(['math', 'code']);
    expect(shown(table)).toEqual([
      ['greedy', 4, 4],
      ['beam', 14, 14],
    ]);
  });

  test('leaves a cell empty that no job is about', () => {
    const rows = grid(() => 1).filter((row) => row['method'] === 'greedy' || row['data'] === 'math');
    expect(shown(tableOf(sketchSubject(rows), { pivot: 'data' }))).toEqual([
      ['greedy', 1, 1],
      ['beam', 1, null],
    ]);
  });
});

describe('--vs', () => {
  test('pairs by all else, so that what all have in common falls out of the interval', () => {
    // Seeds differ by hundreds, beam is better by 1, 2 and 3.
    const rows = ['greedy', 'beam'].flatMap((method) =>
      [1, 2, 3].map((seed): RowSketch => {
        return { method, seed: String(seed), acc: 100 * seed + (method === 'beam' ? seed : 0) };
      }),
    );
    const table = tableOf(sketchSubject(rows), { vs: { axis: 'method', value: 'greedy' } });
    expect(table.columns.map(({ shows }) => shows)).toEqual(['estimate', 'difference']);
    expect(table.rows[0]!.cells[1]).toMatchObject({ isBaseline: true, difference: null });
    const { center, halfWidth, n } = table.rows[1]!.cells[1]!.difference!;
    expect([center, n]).toEqual([2, 3]);
    expect(halfWidth).toBeCloseTo(4.302652729696142 / Math.sqrt(3), 7);
  });

  test('finds the baseline however its number is spelled', () => {
    const rows: RowSketch[] = [
      { lr: '0.001', seed: '1', acc: 1 },
      { lr: '0.01', seed: '1', acc: 3 },
    ];
    const table = tableOf(sketchSubject(rows), { vs: { axis: 'lr', value: '1e-3' } });
    expect(table.rows[1]!.cells[1]!.difference!.center).toBe(2);
  });

  test('without replicates pairs by the combinations that are averaged over', () => {
    const rows = ['greedy', 'beam'].flatMap((method) =>
      ['a', 'b', 'c'].map((data, at): RowSketch => ({ method, data, acc: 10 * at + (method === 'beam' ? at + 1 : 0) })),
    );
    const table = tableOf(sketchSubject(rows, { replicates: null }), {
      by: ['method'],
      vs: { axis: 'method', value: 'greedy' },
    });
    expect(table.rows[1]!.cells[1]!.difference).toMatchObject({ center: 2, n: 3 });
  });
});

describe('what is bold', () => {
  const three = (method: string, values: readonly number[], rest: Partial<RowSketch> = {}): RowSketch[] =>
    values.map((acc, at): RowSketch => ({ method, seed: String(at + 1), acc, ...rest }));
  const bold = (rows: readonly RowSketch[], request: Partial<TableRequest> = {}): string[] =>
    tableOf(sketchSubject(rows), request)
      .rows.filter(({ cells }) => cells[0]!.isBold)
      .map(({ values }) => values[0]!);

  test('is the best, and what cannot be told apart from it', () => {
    const rows = [...three('best', [10, 11, 12]), ...three('near', [9.9, 11.2, 11.8]), ...three('far', [1, 2, 3])];
    expect(bold(rows)).toEqual(['best', 'near']);
  });

  test('is by the goal of its metric, and nothing without one', () => {
    const rows = [...three('less', [1, 2, 3]), ...three('more', [10, 11, 12])];
    expect(bold(rows)).toEqual(['more']);
    const losses = rows.map(({ acc, ...row }): RowSketch => ({ ...row, loss: acc!, other: acc! }));
    expect(bold(losses, { metrics: ['loss'] })).toEqual(['less']);
    expect(bold(losses, { metrics: ['other'] })).toEqual([]);
  });

  test('is nothing below three values', () => {
    expect(bold([...three('a', [1, 2]), ...three('b', [10, 11])])).toEqual([]);
  });

  test('is no row that lacks something, unless that is said', () => {
    const rows = [
      ...three('whole', [1, 2, 3]),
      ...three('lucky', [10, 11, 12]),
      { method: 'lucky', seed: '4', state: 'failed' } as RowSketch,
      ...three('third', [1, 2, 3]),
    ];
    expect(bold(rows)).toEqual(['whole', 'third']);
    expect(bold(rows, { countsIncomplete: true })).toEqual(['lucky']);
  });

  test('is no row with no number', () => {
    expect(bold([...three('a', [1, 2, 3]), ...three('b', [10, NaN, 12]), ...three('c', [0, 0, 0])])).toEqual([
      'a',
      'c',
    ]);
  });

  test('is told apart without pairs where the seeds are others', () => {
    const others = three('other', [9, 10, 11]).map((row, at): RowSketch => ({ ...row, seed: String(at + 7) }));
    expect(bold([...three('a', [10, 11, 12]), ...others])).toEqual(['a', 'other']);
  });

  test('is by column where an axis makes columns', () => {
    const rows = ['x', 'y'].flatMap((data) =>
      ['p', 'q'].flatMap((method) =>
        [1, 2, 3].map((seed): RowSketch => {
          return { data, method, seed: String(seed), acc: (data === 'x') === (method === 'p') ? 10 + seed : seed };
        }),
      ),
    );
    const { rows: table } = tableOf(sketchSubject(rows), { pivot: 'data' });
    expect(table.map(({ cells }) => cells.map(({ isBold }) => isBold))).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe('what is bold with --vs', () => {
  test('is compared with what differs from it in that axis alone', () => {
    // Code is hard and math is easy: each has a best of its own.
    const rows = ['math', 'code'].flatMap((data) =>
      ['p', 'q'].flatMap((method) =>
        [1, 2, 3].map((seed): RowSketch => {
          const acc = (data === 'math' ? 100 : 0) + (method === 'q' ? 10 : 0) + seed;
          return { data, method, seed: String(seed), acc };
        }),
      ),
    );
    for (const pivot of [null, 'data', 'method']) {
      const table = tableOf(sketchSubject(rows), { pivot, vs: { axis: 'method', value: 'p' } });
      const bold = table.rows.flatMap(({ cells }) => cells.filter(({ isBold }) => isBold));
      expect(bold.map(({ summary }) => summary!.estimate.center).sort((a, b) => a - b)).toEqual([12, 112]);
    }
  });
});

describe('--sort', () => {
  test('has the best first, what lacks something after it, and no number last', () => {
    const rows: RowSketch[] = [
      { lr: '1', seed: '1', acc: NaN },
      { lr: '2', seed: '1', acc: 1 },
      { lr: '3', seed: '1', acc: 9 },
      { lr: '3', seed: '2', state: 'failed' },
      { lr: '4', seed: '1', acc: 5 },
    ];
    const order = (request: Partial<TableRequest>): unknown =>
      tableOf(sketchSubject(rows), { sort: 'acc', ...request }).rows.map(({ values }) => values[0]);
    expect(order({})).toEqual(['4', '2', '3', '1']);
    expect(order({ countsIncomplete: true })).toEqual(['3', '4', '2', '1']);
  });

  test('has less first where less is better', () => {
    const rows: RowSketch[] = [
      { lr: '1', seed: '1', loss: 2 },
      { lr: '2', seed: '1', loss: 1 },
    ];
    const { rows: sorted } = tableOf(sketchSubject(rows), { sort: 'loss', metrics: ['loss'] });
    expect(sorted.map(({ values }) => values[0])).toEqual(['2', '1']);
  });
});

describe('two sweeps', () => {
  const sweep = (name: string, rows: readonly RowSketch[]): Subject => sketchSubject(rows, { name });
  const cells = (add: number, lrs: readonly string[]): RowSketch[] =>
    lrs.flatMap((lr) => [1, 2, 3].map((seed): RowSketch => ({ lr, seed: String(seed), acc: 10 * seed + add * seed })));

  test('stand side by side, joined on the axes that both have, with their paired difference', () => {
    const table = tableOf([sweep('old', cells(0, ['0.1', '0.2'])), sweep('new', cells(1, ['1e-1', '0.2']))]);
    expect(table.columns.map(({ under, shows }) => [under, shows])).toEqual([
      ['old', 'estimate'],
      ['new', 'estimate'],
      ['new', 'difference'],
    ]);
    expect(table.rows.map(({ values }) => values)).toEqual([['0.1'], ['0.2']]);
    for (const { cells: shownCells } of table.rows) {
      expect(shownCells[2]!.difference).toMatchObject({ center: 2, n: 3 });
    }
  });

  test('show what has no partner', () => {
    const table = tableOf([sweep('old', cells(0, ['1', '2'])), sweep('new', cells(0, ['2', '3']))]);
    expect(shown(table)).toEqual([
      ['1', 20, null, null],
      ['2', 20, 20, 20],
      ['3', null, 20, 20],
    ]);
    expect(table.rows[2]!.cells[2]!.difference).toBeNull();
  });

  test('are not joined on an axis that has one value in each', () => {
    const tag = (rows: readonly RowSketch[], method: string): RowSketch[] => rows.map((row) => ({ ...row, method }));
    const table = tableOf([
      sweep('old', tag(cells(0, ['1', '2']), 'greedy')),
      sweep('new', tag(cells(1, ['1', '2']), 'beam')),
    ]);
    expect(table.axes).toEqual(['lr']);
    expect(table.rows).toHaveLength(2);
  });

  test('stand beside all values of an axis that the other has not, where that is named', () => {
    const wide = ['a', 'b'].flatMap((method) => cells(1, ['1']).map((row) => ({ ...row, method })));
    const table = tableOf([sweep('old', cells(0, ['1', '2'])), sweep('new', wide)], { by: ['lr', 'method'] });
    expect(table.rows.map(({ values, cells: own }) => [...values, own[0]!.summary?.n, own[1]!.summary?.n])).toEqual([
      ['1', 'a', 3, 3],
      ['1', 'b', 3, 3],
      ['2', null, 3, undefined],
    ]);
  });
});
