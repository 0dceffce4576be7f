import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { gatherAlike } from '../../../src/report/diagnostics/alike.ts';
import { formatDiagnostics } from '../../../src/report/diagnostics/diagnostics.ts';
import { cases } from '../../rig/cases.ts';

function fault(message: string, start = 0, more: Partial<Diagnostic> = {}): Diagnostic {
  return { severity: 'error', code: 'test', message, span: { file: 's.yaml', start, end: start + 1 }, ...more };
}

const times = (count: number, make: (at: number) => Diagnostic) => Array.from({ length: count }, (_, at) => make(at));

/** How many each stands for. */
function counts(diagnostics: readonly Diagnostic[]): number[] {
  return gatherAlike(diagnostics, (one) => one).map(({ count }) => count);
}

describe('what is alike', () => {
  it.each([
    ['at one place, whatever the words', times(10, (at) => fault(`a file of job ${'abcdefghij'.charAt(at)}`)), [10]],
    ['in words that differ in what is quoted', times(10, (at) => fault(`\`${'x'.repeat(at)}\` is odd`, at)), [10]],
    ['in words that differ in numbers', times(10, (at) => fault(`seed ${at} of job_${at} is odd`, at)), [10]],
  ])('is one: %s', (_, diagnostics, expected) => {
    expect(counts(diagnostics)).toEqual(expected);
  });

  it.each([
    ['few', times(9, (at) => fault(`\`${at}\` is odd`, at)), Array(9).fill(1)],
    [
      'of another kind',
      times(10, (at) => fault('odd', 0, { code: `code-${'abcdefghij'.charAt(at)}` })),
      Array(10).fill(1),
    ],
    [
      'in other words elsewhere',
      times(10, (at) => fault(`the ${'abcdefghij'.charAt(at)} is odd`, at)),
      Array(10).fill(1),
    ],
    [
      'errors and warnings',
      times(16, (at) => fault('odd', 0, at < 8 ? { severity: 'warning' } : {})),
      Array(16).fill(1),
    ],
  ])('is told one by one: %s', (_, diagnostics, expected) => {
    expect(counts(diagnostics)).toEqual(expected);
  });

  it('counts everything once, and keeps the order of the first ones', () => {
    const anyFault = fc.record({
      word: fc.constantFrom('`a`', '`b`', 'c', '7'),
      start: fc.nat(3),
      code: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(fc.array(anyFault, { maxLength: 80 }), (made) => {
        const all = made.map(({ word, start, code }) => fault(`${word} is odd`, start, { code }));
        const gathered = gatherAlike(all, (one) => one);
        expect(gathered.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        const places = gathered.map(({ first }) => all.indexOf(first));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: cases(200) },
    );
  });

  it('is told to people once, with examples, where they are if that is elsewhere, and a count', () => {
    const text = 'a: 1\n'.repeat(2000);
    const diagnostics = times(1500, (at) => fault(`\`${at}\` is odd`, at * 5, { hint: 'mend it' }));
    expect(formatDiagnostics(diagnostics, new Map([['s.yaml', text]]), { color: false })).toBe(
      [
        's.yaml:1:1: error: `0` is odd',
        '    1 | a: 1',
        '      | ^',
        'hint: mend it',
        'and 1,499 more like it, such as:',
        '  s.yaml:2:1: `1` is odd',
        '  s.yaml:3:1: `2` is odd',
        '  s.yaml:4:1: `3` is odd',
        '',
        '1500 errors in s.yaml',
        '',
      ].join('\n'),
    );
  });
});
