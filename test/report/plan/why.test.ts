import { describe, expect, it } from 'vitest';
import { jobId } from '../../../src/model/plan.ts';
import { whyJson, whyText, type Explanation, type NeedStanding } from '../../../src/report/plan/why.ts';
import { widthOf } from '../../../src/report/text/columns.ts';
import { sketchPlan } from '../../rig/plan.ts';

const [JOB] = sketchPlan([{ id: 'train' }]).jobs;
const SPAN = { file: 's.yaml', start: 8, end: 12 };

/** A job that is fresh, with more said of it. */
function explained(more: Partial<Explanation>): Explanation {
  if (JOB === undefined) throw new Error('no job was sketched');
  return {
    sweep: 's',
    job: JOB,
    verdict: { state: 'fresh', because: null },
    changes: [],
    failure: null,
    waiting: [],
    needs: [],
    origins: [{ field: 'command', value: 'true', span: SPAN, layer: 'top level' }],
    sources: new Map([['s.yaml', 'name: s\ncommand: true\n']]),
    ...more,
  };
}

function lines(more: Partial<Explanation>, width = Infinity): readonly string[] {
  return whyText(explained(more), { color: false, width }).split('\n');
}

function needs(count: number, status: (at: number) => string): readonly NeedStanding[] {
  return Array.from({ length: count }, (_, at) => {
    return { job: jobId(`n-${at}`), label: `n_${at}`, when: 'success', status: status(at) };
  });
}

const STALE = { state: 'stale', because: 'command changed' } as const;

describe('why', () => {
  it('answers first, then tells what each key was and is, and where the file says it', () => {
    const changes = [
      { label: 'train', field: 'command', before: '0.1', after: '0.2', span: SPAN },
      { label: 'train', field: 'env.SEED', before: '1', after: 'nothing', span: null },
      { label: 'before', field: 'setup', before: 'a\nb', after: 'c', span: SPAN },
    ];
    expect(lines({ verdict: STALE, changes })).toEqual([
      'train  train',
      '  would run (stale: command changed)',
      '  command: 0.1 → 0.2  s.yaml:2',
      '  env.SEED: 1 → nothing',
      '  before: setup: a\\nb → c  s.yaml:2',
      '',
      'key      value  set by     at',
      'command  true   top level  s.yaml:2',
    ]);
    expect(whyJson(explained({ verdict: STALE, changes })).changes).toEqual([
      { label: 'train', key: 'command', before: '0.1', after: '0.2', file: 's.yaml', line: 2 },
      { label: 'train', key: 'env.SEED', before: '1', after: 'nothing', file: null, line: null },
      { label: 'before', key: 'setup', before: 'a\nb', after: 'c', file: 's.yaml', line: 2 },
    ]);
  });

  it.each([
    ['x'.repeat(300), 'y'.repeat(300)],
    ['x', 'y'.repeat(300)],
    ['x'.repeat(300), 'y'],
  ])('shortens what it was and what it is to the terminal, each as far as needs be', (before, after) => {
    const changes = [{ label: 'train', field: 'command', before, after, span: SPAN }];
    const line = lines({ verdict: STALE, changes }, 60)[2] ?? '';
    expect(widthOf(line)).toBe(60);
    expect(line).toMatch(/^ {2}command: x.* → y.* {2}s\.yaml:2$/);
  });

  it('tells of a job that failed the line that tells best why, and where its output is', () => {
    const verdict = { state: 'failed', because: 'exit 1' } as const;
    const failure = { error: 'KeyError: lr', log: '.sweep/s/jobs/train/1/out.log' };
    expect(lines({ verdict, failure }).slice(1, 4)).toEqual([
      '  would run (failed: exit 1)',
      '  error: KeyError: lr',
      '  log: .sweep/s/jobs/train/1/out.log',
    ]);
    expect(lines({ verdict, failure: { ...failure, error: null } })[2]).toBe('  log: .sweep/s/jobs/train/1/out.log');
    expect(whyJson(explained({ verdict, failure }))).toMatchObject(failure);
  });

  it('tells how each need stands, and of many those that stand alike together', () => {
    expect(lines({ needs: needs(2, (at) => (at === 0 ? 'failed' : 'succeeded')) }).slice(2, 4)).toEqual([
      '  needs n_0 (success): failed',
      '  needs n_1 (success): succeeded',
    ]);
    const many = needs(3000, (at) => (at === 7 ? 'failed' : 'succeeded, to run again'));
    expect(lines({ needs: many }).slice(2, 4)).toEqual([
      '  needs 2999 jobs, n_0, n_1, n_2 and 2996 more (success): succeeded, to run again',
      '  needs 1 job, n_7 (success): failed',
    ]);
    expect(whyJson(explained({ needs: many })).needs[7]).toEqual({ job: 'n-7', when: 'success', status: 'failed' });
  });
});
