import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/results/readers/log.ts';
import { curvesIn, plainly } from './found.ts';

const log = (text: string, pattern: string) => readLog(text, { kind: 'log', pattern });
const regex = (text: string, pattern: string) => readLog(text, { kind: 'regex', pattern });

describe('a pattern for the log', () => {
  it('gives a row for each match, by the step or epoch that it names', () => {
    const text = 'start\nepoch 1: acc=0.5 loss=1e-3\nnoise\nepoch 2: acc=.75 loss=nan\nepoch 2: acc=1 loss=-inf\n';
    expect(curvesIn(log(text, 'epoch {epoch}: acc={acc} loss={loss}'))).toEqual({
      acc: [
        [1, 0.5],
        [2, 1],
      ],
      loss: [
        [1, 0.001],
        [2, -Infinity],
      ],
    });
  });

  it('knows carriage returns, colours, and blanks of any number', () => {
    const text = 'acc:  1%\racc:   50%\r\n\u001b[32macc: 75%\u001b[0m done';
    expect(curvesIn(log(text, 'acc: {test/acc}%'))).toEqual({
      'test/acc': [
        [0, 1],
        [1, 50],
        [2, 75],
      ],
    });
  });

  it('takes what the cursor has moved between for lines of their own', () => {
    const bar = 'loss=0.5\u001b[1G2 of 10\u001b[80D\u001b[2Kloss=0.25\u001b[3Cdone\n\u001b[1A';
    const text = `${bar}loss=\u001b[32m0.\u001b[1m125\u001b[0m\u001b[K\u001b[1;5H7\n`;
    expect(curvesIn(log(text, 'loss={loss}'))).toEqual({
      loss: [
        [0, 0.5],
        [1, 0.25],
        [2, 0.125],
      ],
    });
  });

  it('takes no number that begins within another', () => {
    expect(curvesIn(log('v1.25 s\n0.5 s\n', '{time} s'))).toEqual({ time: [[0, 0.5]] });
  });

  it('takes what looks like an expression for what it is', () => {
    expect(curvesIn(log('acc (top-1) = [0.5]*\n', 'acc (top-1) = [{acc}]*'))).toEqual({ acc: [[0, 0.5]] });
  });
});

describe('an expression for the log', () => {
  it('gives what its named groups match, numbers and texts', () => {
    expect(
      plainly(regex('best=ckpt-3 acc=0.5\nbest=ckpt-4 acc=0.25\n', String.raw`best=(?<best>\S+) acc=(?<acc>\S+)`)),
    ).toMatchObject({
      curves: {
        acc: [
          [0, 0.5],
          [1, 0.25],
        ],
      },
      notes: {
        best: [
          [0, 'ckpt-3'],
          [1, 'ckpt-4'],
        ],
      },
      problem: null,
    });
  });

  it('may have groups that take no part', () => {
    expect(curvesIn(regex('a=1\nb=2\n', String.raw`a=(?<a>\d+)|b=(?<b>\d+)`))).toEqual({ a: [[0, 1]], b: [[1, 2]] });
  });

  it.each([
    ['acc=1e-3', 'acc=(?<acc>[0-9.]+)'],
    ['acc=0.75', String.raw`acc=(?<acc>\d)`],
    ['acc=0.75', '.*(?<acc>[0-9.]+)'],
    ['acc: -3', 'acc: .*(?<acc>[0-9]+)'],
  ])('that takes but a part of a number says so: %s by %s', (text, pattern) => {
    expect(plainly(regex(text, pattern)).problem).toBe('is read by a pattern that cuts `acc` short');
  });

  it.each([
    ['acc=1e-3, loss=2', String.raw`acc=(?<acc>[^,]+)`],
    ['step-3', String.raw`step-(?<acc>\d+)`],
    ['3/10', String.raw`(?<acc>\d+)/`],
  ])('that takes all of it says nothing: %s by %s', (text, pattern) => {
    expect(plainly(regex(text, pattern)).problem).toBeNull();
  });

  it('that this version of Node cannot read is told', () => {
    expect(plainly(regex('a', '(?<a>')).problem).toBe('has no pattern to be read by');
  });

  it('looks no further than 10,000 characters into a line', () => {
    expect(curvesIn(regex(`${'x'.repeat(9_990)}a=1${'x'.repeat(20)}a=2\na=3`, String.raw`a=(?<a>\d)`))).toEqual({
      a: [
        [0, 1],
        [1, 3],
      ],
    });
  });
});
