import { describe, expect, it } from 'vitest';
import type { StaleReason, StaleResult } from '../../../src/model/verdict.ts';
import { staleLines } from '../../../src/report/status/stale.ts';
import { statusMarkdown } from '../../../src/report/status/status-markdown.ts';
import { statusJson } from '../../../src/report/status/status.ts';
import { statusText } from '../../../src/report/status/status-text.ts';
import { styleFor } from '../../../src/report/text/style.ts';
import { alike, sketchPlan } from '../../rig/plan.ts';
import { EXIT_0, exit, logPath, Story } from '../live/story.ts';

const PLAIN = styleFor(false);

/** `count` results of jobs of their own, all stale alike. */
function stale(count: number, reason: StaleReason, because: (job: string) => string, name = 'job'): StaleResult[] {
  return sketchPlan(alike(count, {}, name)).jobs.map((job) => ({ job, reason, because: because(job.label) }));
}

describe('stale results', () => {
  it('are counted by what they have in common, the most frequent first, with examples', () => {
    const results = [
      ...stale(2, 'definition', () => 'command changed', 'a'),
      ...stale(20_000, 'need', (job) => `${job} has run since`, 'b'),
      ...stale(1, 'output', () => 'o.txt is missing or empty', 'c'),
    ];
    expect(staleLines({ results, problem: null }, PLAIN)).toEqual([
      'stale  20003 results, which a run would make anew',
      '       20000: a job that it needs has run since, or is to run (b-0: b-0 has run since, b-1: b-1 has run since, b-2: b-2 has run since and 19997 more)',
      '       2: command changed (a-0, a-1)',
      '       1: an output is missing or empty (c-0: o.txt is missing or empty)',
    ]);
  });

  it('are told with no more reasons than can be read', () => {
    const results = Array.from({ length: 30 }, (_, at) => stale(1, 'default', () => `the default of x${at} changed`));
    const lines = staleLines({ results: results.flat(), problem: null }, PLAIN);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('       22 for other reasons');
  });

  it('are not spoken of where there are none, but for a file that does not tell', () => {
    expect(staleLines({ results: [], problem: null }, PLAIN)).toEqual([]);
    expect(staleLines({ results: [], problem: 's.yaml is gone' }, PLAIN)).toEqual([
      'file   s.yaml is gone: results are judged by the copy that ran last',
    ]);
  });

  it('stand in each format of the status', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b_*' }]);
    const story = new Story(plan).began().planned('a').started('a', 11).at(5).ended('a', EXIT_0, 4);
    const { state, now } = story.planned('b_*').started('b_*', 12).at(8).ended('b_*', exit(3), 3);
    const results = plan.jobs.slice(0, 1).map((job) => ({ job, reason: 'inputs' as const, because: 'inputs changed' }));
    const judged = { results, problem: null };
    const text = statusText(state, null, now, logPath, { color: false, width: 80 }, judged);
    expect(text).toContain('stale  1 result, which a run would make anew\n       1: inputs changed (a)\n');
    const { jobs, stale: told } = statusJson(state, null, now, logPath, judged);
    expect(jobs.map((job) => job.stale)).toEqual(['inputs changed', undefined]);
    const examples = [{ id: 'a', label: 'a', because: 'inputs changed' }];
    const reasons = [{ reason: 'inputs', because: 'inputs changed', count: 1, examples }];
    expect(told).toEqual({ count: 1, problem: null, reasons });
    expect(statusMarkdown(state, null, now, judged)).toBe(
      [
        '### test: its runner is gone; all that it set out to do has come to its end',
        '',
        '2 jobs: 1 succeeded, 1 failed',
        '',
        '**Failed**',
        '',
        '- `b_*`: exit 3 after 3s',
        '',
        '**Stale**: 1 result, which a run would make anew',
        '',
        '- 1: inputs changed &#40;a&#41;',
        '',
      ].join('\n'),
    );
  });
});
