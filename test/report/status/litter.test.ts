import { describe, expect, test } from 'vitest';
import type { JobId } from '../../../src/model/plan.ts';
import { litterJson, litterText, type LitterItem } from '../../../src/report/status/litter.ts';

const item = (job: string | null, more: Partial<LitterItem> = {}): LitterItem => ({
  ...{ job: job as JobId | null, attempt: null, isLog: false, bytes: 1024 },
  ...more,
});

const ALL = [
  item('a', { attempt: 1 }),
  item('a', { attempt: 2 }),
  item('b', { attempt: 1, isLog: true }),
  item('gone'),
  item('7', { hasEnded: true }),
  item(null, { code: { name: 'c1', remains: ['out/x', 'out/\u001b[2J'] } }),
];

describe('what may go of a sweep', () => {
  test('is told by kind, with how much that is, and what jobs have written into a copy', () => {
    expect(litterText('s', ALL).split('\n')).toEqual([
      's: 6 KiB',
      '  2 old attempts (2 KiB): a',
      '  1 job that has left the sweep (1 KiB): gone',
      '  1 job that has ended (1 KiB): 7',
      '  1 output of jobs that have succeeded (1 KiB): b',
      '  1 unused copy of the code (1 KiB): c1',
      expect.stringMatching(/^ {4}with what jobs have written there: c1\/out\/x.*c1\/out\/(?!.*\u001b)/) as string,
    ]);
  });

  test('names a few of many, and says of no kind of which there is nothing', () => {
    const many = Array.from({ length: 7 }, (_, at) => item(`j${at}`));
    expect(litterText('s', many).split('\n')).toEqual([
      's: 7 KiB',
      expect.stringMatching(/^ {2}7 jobs that have left the sweep \(7 KiB\): j0, .*2 more/) as string,
    ]);
    const ended = many.map((one) => ({ ...one, hasEnded: true as const }));
    expect(litterText('s', ended)).toContain('7 jobs that have ended (7 KiB)');
    const copies = ['c1', 'c2'].map((name) => item(null, { code: { name, remains: [] } }));
    expect(litterText('s', copies).split('\n')[1]).toBe('  2 unused copies of the code (2 KiB): c1, c2');
  });

  test('is the same as JSON, each thing once', () => {
    expect(litterJson('s', ALL)).toEqual({
      sweep: 's',
      attempts: [
        { job: 'a', attempt: 1, bytes: 1024 },
        { job: 'a', attempt: 2, bytes: 1024 },
      ],
      orphans: [{ job: 'gone', bytes: 1024 }],
      ended: [{ job: '7', bytes: 1024 }],
      logs: [{ job: 'b', attempt: 1, bytes: 1024 }],
      code: [{ name: 'c1', remains: ['out/x', 'out/\u001b[2J'], bytes: 1024 }],
      bytes: 6144,
    });
  });
});
