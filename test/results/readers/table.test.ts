import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../src/results/readers/table.ts';
import { curvesIn, plainly } from './found.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/metrics', name), 'utf8');

describe('a table', () => {
  it('is what Lightning writes, whose rows are sparse, merged by step', () => {
    const curves = curvesIn(readTable(fixture('lightning.csv'), ','));
    expect(curves['val_acc']).toEqual([
      [99, 0.7120000123977661],
      [199, 0.8840000033378601],
      [299, 0.8619999885559082],
    ]);
    expect(curves['train_loss']?.map(([step]) => step)).toEqual([49, 149, 249]);
    expect(curves['test_acc']).toEqual([[300, 0.8790000081062317]]);
    expect(curves['lr-Adam']).toHaveLength(2);
  });

  it('is what Keras writes, by epoch, also where a second run goes on with it under a header of its own', () => {
    const curves = curvesIn(readTable(fixture('keras.csv'), ','));
    expect(curves['accuracy']).toEqual([
      [0, 0.8765],
      [1, 0.925],
      [2, 0.9402],
    ]);
    expect(curves['val_accuracy']?.at(-1)).toEqual([2, NaN]);
    expect(curves['val_loss']?.at(-1)).toEqual([2, Infinity]);
    expect(curves['learning_rate']?.at(-1)).toEqual([2, 0.0001]);
  });

  it('has names without blanks around them, and texts as such', () => {
    expect(plainly(readTable('\ufeffstep , acc\t, best\n1,0.5,a\n2,True,"b, c"\n'.slice(1), ','))).toMatchObject({
      curves: {
        acc: [
          [1, 0.5],
          [2, 1],
        ],
      },
      notes: {
        best: [
          [1, 'a'],
          [2, 'b, c'],
        ],
      },
    });
  });

  it('may have rows that are too short or too long, columns without a name, and be parted by tabs', () => {
    expect(curvesIn(readTable('\tacc\tloss\n0\t0.5\n1\t0.6\t0.1\t7\n', '\t'))).toEqual({
      acc: [
        [0, 0.5],
        [1, 0.6],
      ],
      loss: [[1, 0.1]],
    });
  });

  it.each([
    ['1,2\n3,4\n', 'has no header'],
    ['a,b\n1,"2\n', 'has a quote that is never closed'],
  ])('that cannot be read says why: %j', (text, problem) => {
    expect(plainly(readTable(text, ',')).problem).toBe(problem);
  });

  it('that is empty holds nothing', () => {
    expect(plainly(readTable('', ','))).toMatchObject({ curves: {}, problem: null });
    expect(plainly(readTable('step,acc\n', ','))).toMatchObject({ curves: {}, problem: null });
  });

  it('gives each step once, in order, with the value that was said last, however its rows are shuffled', () => {
    const rows = fc.array(fc.tuple(fc.nat(9), fc.option(fc.integer())), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (said) => {
        const text = `step,a\n${said.map(([step, value]) => `${step},${value ?? ''}\n`).join('')}`;
        const expected = new Map(said.flatMap(([step, value]) => (value === null ? [] : [[step, value] as const])));
        expect(curvesIn(readTable(text, ','))['a'] ?? []).toEqual([...expected].sort(([a], [b]) => a - b));
      }),
    );
  });
});

describe('rows', () => {
  it('that do not say their step have that of the row before', () => {
    expect(curvesIn(readTable('step,a,b\n,0,\n5,1,\n,,2\n9,3,\n', ','))).toEqual({
      a: [
        [0, 0],
        [5, 1],
        [9, 3],
      ],
      b: [[5, 2]],
    });
  });

  it('without any step are numbered', () => {
    expect(curvesIn(readTable('a\n7\n8\n', ','))).toEqual({
      a: [
        [0, 7],
        [1, 8],
      ],
    });
  });
});
