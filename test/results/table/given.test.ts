import { describe, expect, test } from 'vitest';
import { metricsOf, metricsShown } from '../../../src/results/table/subject.ts';
import { sketchSubject, type RowSketch } from '../../rig/results.ts';

const ROWS: readonly RowSketch[] = ['0.1', '1e-2'].map((lr, at) => ({
  'optim.lr': lr,
  lr: Number(lr),
  learning_rate: 0,
  'config.batch_size': 32,
  'hparams/depth': at,
  params: 7,
  acc: at,
}));

describe('what jobs were given', () => {
  test('is the last of their metrics: what has the value of an axis by its name, and all of a configuration', () => {
    expect(metricsOf([sketchSubject(ROWS)])).toEqual([
      'acc',
      'learning_rate',
      'params',
      'lr',
      'config.batch_size',
      'hparams/depth',
    ]);
    expect(metricsShown([sketchSubject(ROWS)])).toEqual(['acc', 'learning_rate', 'params']);
  });

  test('is a metric where a goal says so, where any job has another number, and where there is no other', () => {
    const goals = new Map([['config.batch_size', 'max'] as const]);
    expect(metricsShown([sketchSubject(ROWS, { goals })])[0]).toBe('config.batch_size');
    expect(metricsShown([sketchSubject([...ROWS, { 'optim.lr': '0.3', lr: 0.03 }])])).toContain('lr');
    expect(metricsShown([sketchSubject([{ lr: '0.1', 'args.lr': 0.1 }])])).toEqual(['args.lr']);
  });
});
