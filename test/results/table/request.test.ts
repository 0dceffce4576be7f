import { describe, expect, test } from 'vitest';
import { readRequest, type TableFlags } from '../../../src/results/table/request.ts';
import type { Subject } from '../../../src/results/table/subject.ts';
import { sketchSubject, type RowSketch } from '../../rig/results.ts';

const ROWS: readonly RowSketch[] = [
  { method: 'greedy', lr: '0.001', seed: '1', acc: 1, loss: 1, other: 1 },
  { method: 'beam', lr: '0.01', seed: '1', acc: 1, loss: 1, other: 1 },
];

function problems(flags: TableFlags, subjects: readonly Subject[] = [sketchSubject(ROWS)]): readonly string[] {
  const asked = readRequest(subjects, flags);
  return asked.ok ? [] : asked.problems;
}

function request(flags: TableFlags, subject = sketchSubject(ROWS)) {
  const asked = readRequest([subject], flags);
  if (!asked.ok) throw new Error(asked.problems.join('\n'));
  return asked.request;
}

describe('what is asked of a table', () => {
  test('is all metrics, those with a goal first, unless some are named', () => {
    const rows = [{ seed: '1', z: 1, loss: 1, acc: 1 }];
    expect(request({}, sketchSubject(rows)).metrics).toEqual(['acc', 'loss', 'z']);
    expect(request({ metric: ['other,acc', 'loss'] }).metrics).toEqual(['other', 'acc', 'loss']);
  });

  test('is no more than eight metrics unless they are named, and what orders rows', () => {
    const names = Array.from({ length: 10 }, (_, at) => `m${at}`);
    const subject = sketchSubject([
      Object.fromEntries([['seed', '1'], ...names.map((name) => [name, 1])]) as RowSketch,
    ]);
    expect(request({}, subject)).toMatchObject({ metrics: names.slice(0, 8), unshown: ['m8', 'm9'] });
    expect(request({ sort: 'm9' }, subject)).toMatchObject({ metrics: [...names.slice(0, 8), 'm9'], unshown: ['m8'] });
  });

  test('leaves out what jobs were given, and says so, unless it is named', () => {
    const subject = sketchSubject([{ seed: '1', acc: 1, 'config.lr': 0.1 }]);
    expect(request({}, subject)).toMatchObject({ metrics: ['acc'], unshown: ['config.lr'] });
    expect(request({ metric: ['config.lr'] }, subject)).toMatchObject({ metrics: ['config.lr'], unshown: [] });
  });

  test('is the best of the first goal, or of a metric by its goal or the way that is said', () => {
    expect(request({ best: true }).best).toEqual({ metric: 'acc', goal: 'max' });
    expect(request({ best: 'loss' }).best).toEqual({ metric: 'loss', goal: 'min' });
    expect(request({ best: 'other:min' }).best).toEqual({ metric: 'other', goal: 'min' });
    expect(request({ best: 'loss:max' }).best).toEqual({ metric: 'loss', goal: 'max' });
  });

  test('is told all that is wrong with it at once', () => {
    expect(
      problems({ by: ['methd'], pivot: 'x', metric: ['accc'], sort: 'nothing', vs: 'method', best: 'other' }),
    ).toEqual([
      '--by methd: there is no axis `methd`; did you mean `method`?',
      '--pivot x: there is no axis `x`; known: method, lr, seed',
      '--vs method: write AXIS=VALUE, such as method=greedy',
      '--best other: nothing says whether more of it is better; write --best other:max or other:min',
      '--sort nothing: there is no metric `nothing`; known: acc, loss, other',
      '--metric accc: there is no metric `accc`; did you mean `acc`?',
    ]);
  });

  test('is one row for all by an empty list of axes', () => {
    expect(request({ by: [''] }).by).toEqual([]);
  });

  test('may spell a number otherwise than the file does', () => {
    expect(problems({ vs: 'lr=1e-3' })).toEqual([]);
    expect(problems({ vs: 'lr=5' })).toEqual(['--vs lr=5: no job has lr 5; known: 0.001, 0.01']);
    expect(problems({ vs: 'lrr=5' })).toEqual(['--vs lrr=5: there is no axis `lrr`; did you mean `lr`?']);
  });

  test('needs a metric where there is no goal', () => {
    expect(problems({ best: true }, [sketchSubject(ROWS, { goals: new Map() })])).toEqual([
      '--best: the sweep has no `goals`; name a metric, such as --best accuracy:max',
    ]);
  });
});

describe('of two sweeps', () => {
  const old = sketchSubject(
    [
      { method: 'greedy', seed: '1', acc: 1 },
      { method: 'beam', seed: '1', acc: 1 },
    ],
    { name: 'old' },
  );
  const wide = sketchSubject(ROWS, { name: 'new' });

  test('an axis of only one with several values is refused, unless it is named', () => {
    expect(problems({}, [old, wide])).toEqual([
      'the axis `lr` of new has several values, and old does not have it: name it in --by, or choose one by --only lr=…',
    ]);
    expect(problems({ by: ['method,lr'] }, [old, wide])).toEqual([]);
  });

  test('what is for one is refused', () => {
    expect(problems({ by: ['method,lr'], pivot: 'lr', best: true }, [old, wide])).toEqual([
      '--pivot is for one sweep: several are shown side by side, and compared to the first',
      '--best is for one sweep: several are shown side by side, and compared to the first',
    ]);
  });
});
