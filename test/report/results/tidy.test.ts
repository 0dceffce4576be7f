import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rawGrid } from '../../../src/report/results/raw-grid.ts';
import { resultsJson } from '../../../src/report/results/results-json.ts';
import { tidyLines } from '../../../src/report/results/tidy.ts';
import { rawTable } from '../../../src/results/table/raw.ts';
import { cases } from '../../rig/cases.ts';
import { sketchSubject, type RowSketch } from '../../rig/results.ts';

const PLAIN = { sort: null, countsStale: false };

function raw(rows: readonly RowSketch[], metrics: readonly string[] = ['acc']) {
  return rawTable([sketchSubject(rows)], metrics, PLAIN);
}

describe('the lines of CSV', () => {
  test('are one a job and metric, with all axes, gaps and numbers in full', () => {
    const rows: readonly RowSketch[] = [
      { lr: '0.1', seed: '1', acc: 0.1 + 0.2, loss: NaN },
      { lr: '0.2', seed: '1', state: 'failed' },
    ];
    expect(`\n${tidyLines(raw(rows, ['acc', 'loss']), ',')}`).toBe(`
sweep,job,stage,lr,seed,state,attempt,metric,value
test,0.1_1,main,0.1,1,fresh,1,acc,0.30000000000000004
test,0.1_1,main,0.1,1,fresh,1,loss,NaN
test,0.2_1,main,0.2,1,failed,1,acc,
test,0.2_1,main,0.2,1,failed,1,loss,
`);
  });

  test('have an axis with the name of another column under a name of its own', () => {
    const [head] = tidyLines(raw([{ metric: 'l2', value: '1', acc: 1 }]), '\t').split('\n');
    expect(head!.split('\t')).toEqual([
      'sweep',
      'job',
      'stage',
      'axis.metric',
      'axis.value',
      'state',
      'attempt',
      'metric',
      'value',
    ]);
  });

  test('are read back as they were, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.double(),
        fc.constantFrom(',' as const, '\t' as const),
        (text, acc, delimiter) => {
          const lines = parse(tidyLines(raw([{ x: text, acc }]), delimiter), { delimiter, record_delimiter: '\n' });
          expect(lines[1]?.[3]).toBe(text);
          expect(Object.is(Number(lines[1]?.at(-1)), acc) || acc === 0).toBe(true);
        },
      ),
      { numRuns: cases(500) },
    );
  });
});

test('JSON has an entry a job and metric, and words for what JSON has no number for', () => {
  const subject = sketchSubject([{ lr: '1', acc: NaN }, { lr: '2' }], { replicates: null });
  const { results, ...rest } = resultsJson([subject], rawTable([subject], ['acc'], PLAIN));
  expect(rest).toEqual({
    version: 1,
    sweeps: [{ sweep: 'test', replicates: null, goals: { acc: 'max', loss: 'min' }, picks: {} }],
    axes: ['lr'],
    metrics: ['acc'],
  });
  const common = { sweep: 'test', stage: 'main', state: 'fresh', attempt: 1, metric: 'acc' };
  expect(results).toEqual([
    { ...common, job: '1', params: { lr: '1' }, value: 'NaN' },
    { ...common, job: '2', params: { lr: '2' }, value: null },
  ]);
});

test('a row a job has its id, the axes that vary, its state, its numbers and its log; the best first where that is asked for', () => {
  const rows: readonly RowSketch[] = [
    { model: 's', lr: '1', acc: 0.5 },
    { model: 's', lr: '2', acc: 0.75 },
    { model: 's', lr: '3', state: 'failed', acc: 0.9 },
  ];
  const { head, rows: shown } = rawGrid(rawTable([sketchSubject(rows)], ['acc'], { sort: 'acc', countsStale: false }));
  expect(head.map(({ text }) => text)).toEqual(['job', 'lr', 'state', 'acc', 'log']);
  expect(shown.map((row) => row.map(({ text }) => text))).toEqual([
    ['s_2', '2', 'fresh', '0.75', '.sweep/test/jobs/s_2/1/out.log'],
    ['s_1', '1', 'fresh', '0.50', '.sweep/test/jobs/s_1/1/out.log'],
    ['s_3', '3', 'failed', '0.90', '.sweep/test/jobs/s_3/1/out.log'],
  ]);
});
