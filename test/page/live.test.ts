import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chosenJobs, secondsOf, type JobChoice } from '../../src/page/live/job-choice.ts';
import { LogBuffer } from '../../src/page/live/log-buffer.ts';
import { hashOf, routeOf, viewOf, type Route } from '../../src/page/live/routes.ts';
import type { JobRow } from '../../src/report/page/job-rows.ts';

describe('an address of the live page', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.constantFrom<Route>({ at: 'home' }, { at: 'gpus' }),
    fc.record({ at: fc.constantFrom('jobs' as const, 'results' as const), sweep: name }),
    fc.record({
      at: fc.constant('job' as const),
      sweep: name,
      job: name,
      attempt: fc.option(fc.integer({ min: 1, max: 999 })),
    }),
  );

  test('says what is shown, whatever names sweeps and jobs have', () => {
    fc.assert(
      fc.property(route, (shown) => {
        expect(routeOf(hashOf(shown))).toEqual(shown);
      }),
    );
  });

  test.each([
    ['', { at: 'home' }],
    ['#', { at: 'home' }],
    ['#/nowhere/else', { at: 'home' }],
    ['#/sweep/', { at: 'home' }],
    ['#/sweep/beam/job/', { at: 'jobs', sweep: 'beam' }],
    ['#/sweep/beam/job/a/0', { at: 'job', sweep: 'beam', job: 'a', attempt: null }],
    ['#/sweep/%E0%A4%A', { at: 'jobs', sweep: '%E0%A4%A' }],
  ])('that is %s leads somewhere', (hash, expected) => {
    expect(routeOf(hash)).toEqual(expected);
  });

  test('is told of as it happens, but for results', () => {
    expect(viewOf({ at: 'job', sweep: 's', job: 'j', attempt: 2 })).toEqual({
      ...{ view: 'job', sweep: 's', job: 'j', attempt: '2' },
    });
    expect(viewOf({ at: 'results', sweep: 's' })).toBeNull();
  });
});

function row(part: Partial<JobRow> & { readonly id: string }): JobRow {
  return {
    ...{ label: part.id, stage: 'main', values: [], status: 'succeeded', word: 'succeeded', on: 'cpu', attempt: 1 },
    ...{ started: '2026-01-01T00:00:00.000Z', seconds: 1, end: '', error: '', priority: 0, isHeld: false },
    ...part,
  };
}

describe('the jobs that are shown', () => {
  const now = Date.parse('2026-01-01T00:01:40.000Z');
  const rows = [
    row({ id: 'a10', seconds: 2, values: ['lr=0.1'] }),
    row({ id: 'a9', status: 'running', word: 'running', seconds: null, values: ['lr=0.2'] }),
    row({ id: 'b', status: 'failed', word: 'failed', seconds: 3, error: 'CUDA out of memory' }),
    row({ id: 'c', status: 'waiting', word: 'waiting', seconds: null, started: null, on: '', attempt: null }),
  ];
  const shown = (part: Partial<JobChoice>) =>
    chosenJobs(rows, { words: '', states: new Set(), order: null, ...part }, now).map(({ id }) => id);

  test('are those with all words, in one of the states', () => {
    expect(shown({})).toEqual(['a10', 'a9', 'b', 'c']);
    expect(shown({ words: 'LR=0.2' })).toEqual(['a9']);
    expect(shown({ words: 'cuda memory' })).toEqual(['b']);
    expect(shown({ states: new Set(['failed', 'running']) })).toEqual(['a9', 'b']);
    expect(shown({ words: 'lr', states: new Set(['failed']) })).toEqual([]);
  });

  test('are ordered by what people see, those without last', () => {
    expect(shown({ order: { by: 'job', direction: 'ascending' } })).toEqual(['a9', 'a10', 'b', 'c']);
    expect(shown({ order: { by: 'time', direction: 'descending' } })).toEqual(['a9', 'b', 'a10', 'c']);
    expect(shown({ order: { by: 'time', direction: 'ascending' } })).toEqual(['a10', 'b', 'a9', 'c']);
    expect(shown({ order: { by: 'state', direction: 'ascending' } })).toEqual(['b', 'a9', 'a10', 'c']);
  });

  test('take time as long as they run, and none before', () => {
    expect(rows.map((one) => secondsOf(one, now))).toEqual([2, 100, 3, null]);
  });
});

describe('an output in a page', () => {
  const told = (pieces: readonly string[]) => {
    const buffer = new LogBuffer();
    let whole = '';
    let begun = '';
    for (const piece of pieces) {
      const change = buffer.take(piece);
      whole += change.whole;
      begun = change.begun;
    }
    return whole + begun;
  };

  test.each([
    ['lines stay', 'a\nb', 'a\nb'],
    ['a line that was written over is what it was last', '10%\r20%\r30%\ndone', '30%\ndone'],
    ['a bar that goes on shows its last state', '10%\r20%\r', '20%'],
    ['lines of other systems are lines', 'a\r\nb\r\n', 'a\nb\n'],
    ['empty lines stay', '\n\na\n', '\n\na\n'],
    ['a line of no end is cut', `${'x'.repeat(30_000)}\nb`, `${'x'.repeat(10_000)}…\nb`],
  ])('%s', (_, text, expected) => {
    expect(told([text])).toBe(expected);
  });

  test('is the same however it comes in', () => {
    const piece = fc.constantFrom('a', 'bc', '\r', '\n', '', '\r\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(told(pieces)).toBe(told([pieces.join('')]));
      }),
    );
  });
});
