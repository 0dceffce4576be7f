import { describe, expect, test } from 'vitest';
import { describeOutcome, type Outcome } from '../../src/model/outcome.ts';

describe('what was not produced', () => {
  test.each<[Outcome, string]>([
    [{ cause: 'missing-output', paths: ['a', 'b'] }, 'missing output a, b'],
    [{ cause: 'missing-output', paths: ['a', 'b', 'c', 'd', 'e'] }, 'missing output a, b, c and 2 more'],
    [
      { cause: 'missing-output', paths: ['a', 'b', 'c'], empty: ['b'], old: ['c'] },
      "missing output a, b (empty), c (older than the job's start)",
    ],
    [
      {
        cause: 'missing-output',
        paths: ['constructor', 'b', 'c'],
        empty: ['b'],
        kinds: { b: 'a folder', c: 'a pipe' },
      },
      'missing output constructor, b (a folder, empty), c (a pipe, not a file)',
    ],
  ])('is told with what is wrong with it, where that is known', (outcome, told) => {
    expect(describeOutcome(outcome)).toBe(told);
  });
});
