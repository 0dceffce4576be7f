import { describe, expect, it } from 'vitest';
import type { MetricPick } from '../../src/model/metrics.ts';
import { pickNumbers } from '../../src/results/pick.ts';
import { readTable } from '../../src/results/readers/table.ts';

const RUN = `step,train_loss,val_acc,best
1,0.9,,
2,0.5,0.7,a
3,0.4,,
4,0.3,0.9,b
5,0.2,nan,
6,0.1,0.9,c
7,,0.8,
`;

function picked(pick: MetricPick, text = RUN) {
  const { metrics, texts, problem } = pickNumbers(readTable(text, ',').numbers, pick);
  return { metrics: Object.fromEntries(metrics), texts: Object.fromEntries(texts), problem };
}

describe('of numbers over time', () => {
  it('the last or the first of each counts', () => {
    expect(picked('last')).toEqual({ metrics: { train_loss: 0.1, val_acc: 0.8 }, texts: { best: 'c' }, problem: null });
    expect(picked('first')).toEqual({
      metrics: { train_loss: 0.9, val_acc: 0.7 },
      texts: { best: 'a' },
      problem: null,
    });
  });

  it('those count of the earliest step at which one was greatest or least, where a number is no number least of all', () => {
    expect(picked({ max: 'val_acc' })).toEqual({
      metrics: { train_loss: 0.3, val_acc: 0.9 },
      texts: { best: 'b' },
      problem: null,
    });
    expect(picked({ min: 'val_acc' }).metrics).toEqual({ train_loss: 0.5, val_acc: 0.7 });
  });

  it('those are missing that the step does not have', () => {
    expect(picked({ max: 'train_loss' })).toEqual({ metrics: { train_loss: 0.9 }, texts: {}, problem: null });
  });

  it('none count where no step can be told, which is said', () => {
    expect(picked({ max: 'acc' })).toEqual({ metrics: {}, texts: {}, problem: 'has no `acc` to pick a step by' });
    expect(picked({ min: 'a' }, 'a,b\nnan,1\n')).toMatchObject({
      ...{ metrics: {}, problem: 'has no number for `a` to pick a step by' },
    });
  });

  it('what has no steps counts in any case', () => {
    const numbers = { scalars: new Map([['acc', 1]]), texts: new Map(), curves: new Map(), notes: new Map() };
    for (const pick of ['first', { max: 'acc' }, { min: 'loss' }] as const) {
      expect([...pickNumbers(numbers, pick).metrics]).toEqual([['acc', 1]]);
    }
  });
});
