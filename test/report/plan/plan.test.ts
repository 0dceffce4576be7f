import { describe, expect, it } from 'vitest';
import { jobId, type Job, type JobId, type Plan } from '../../../src/model/plan.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { planJson, planTable } from '../../../src/report/plan/plan.ts';
import { alike, sketchPlan, type JobSketch } from '../../rig/plan.ts';

const HUGE = { color: false, width: Infinity };

/** Jobs over a scorer and a seed, as `s1` and `s2` of each scorer. */
function seeded(sketches: readonly JobSketch[]): Plan {
  const plan = sketchPlan(sketches);
  const jobs = plan.jobs.map((job): Job => {
    const [scorer = '', seed = ''] = job.id.split('-');
    const params = new Map([
      ['scorer', { text: scorer, json: scorer }],
      ['seed', { text: seed, json: Number(seed) }],
    ]);
    return { ...job, label: `${scorer}_s${seed}`, params };
  });
  return { ...plan, sweep: 'beam', replicates: 'seed', jobs };
}

function verdicts(plan: Plan, given: Readonly<Record<string, Verdict>> = {}): Map<JobId, Verdict> {
  return new Map(plan.jobs.map((job) => [job.id, given[job.id] ?? { state: 'new', because: null }]));
}

const ASKS_FOR_NOTHING_MORE = {
  gpuMemory: null,
  memory: null,
  resources: {},
  limits: [],
  stagger: 0,
  metrics: [],
};

describe('the table of a plan', () => {
  it('has a row for every job, with its replicate, request, limit, needs, state and why', () => {
    const plan = seeded([
      { id: 'prm-1', gpus: 2, timeout: 86_400 },
      { id: 'prm-2', gpus: 2, timeout: 86_400, needs: [{ on: 'prm-1', when: 'always', via: 'chain' }] },
      { id: 'entropy-1', gpus: 1, timeout: 5400, slots: 4, needs: ['prm-1', 'prm-2', 'prm-3'] },
      { id: 'prm-3' },
    ]);
    const given = verdicts(plan, {
      'prm-1': { state: 'fresh', because: null },
      'prm-2': { state: 'stale', because: 'command changed' },
      'prm-3': { state: 'failed', because: 'exit 3' },
    });
    expect(planTable(plan, given, [], HUGE)).toBe(
      [
        'job         seed  gpus  slots  timeout  needs                      state   why',
        'prm_s1      1        2              1d                             fresh',
        'prm_s2      2        2              1d  seed 1                     stale   command changed',
        'entropy_s1  1        1      4   1h 30m  prm_s1, prm_s2 and 1 more  new',
        'prm_s3      3        0                                             failed  exit 3',
        '',
        'beam: 4 jobs, 1 new, 1 stale, 1 failed, 1 fresh',
        'GPU time: at most 49.5 GPU-hours by the timeouts',
        'Longest chain: 2 jobs, one after another, at most 1d 01h',
        '',
      ].join('\n'),
    );
  });

  it('has the nodes of jobs that are spread', () => {
    const plan = sketchPlan([{ id: 'a' }, { id: 'b', nodes: 2, gpus: 8, slots: 4 }]);
    expect(planTable(plan, verdicts(plan), [], HUGE).split('\n').slice(0, 3)).toEqual([
      'job  gpus  slots  nodes  state',
      'a       0                new',
      'b       8      4      2  new',
    ]);
  });

  it('keeps every row within a terminal that is wide enough for the parts that are never cut', () => {
    const plan = sketchPlan([
      { id: 'a_job_with_a_label_that_goes_on_and_on_and_on' },
      { id: 'b', needs: ['a_job_with_a_label_that_goes_on_and_on_and_on'] },
    ]);
    const because = 'command, setup, workdir, env changed';
    const given = verdicts(plan, { b: { state: 'stale', because } });
    const lines = planTable(plan, given, [], { color: false, width: 80 }).split('\n');
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines[2]).toMatch(/^b {23,}.*stale +command, setup, .*…$/);
  });

  it('has all of 10,000 jobs', () => {
    const plan = sketchPlan(alike(10_000));
    expect(planTable(plan, verdicts(plan), [], HUGE).split('\n')).toHaveLength(10_000 + 4);
  });

  it('says of a sweep without jobs just that', () => {
    const plan = sketchPlan([]);
    expect(planTable(plan, verdicts(plan), [], HUGE)).toBe('test: 0 jobs\n');
  });

  it('colours nothing unless asked to', () => {
    const plan = sketchPlan(alike(1));
    expect(planTable(plan, verdicts(plan), [], HUGE)).not.toContain('\u001B');
    expect(planTable(plan, verdicts(plan), [], { ...HUGE, color: true })).toContain('\u001B[36mnew\u001B[39m');
  });
});

describe('the totals of a plan', () => {
  const totals = (
    sketches: readonly JobSketch[],
    given: Readonly<Record<string, Verdict>> = {},
    orphans: string[] = [],
  ) => {
    const plan = sketchPlan(sketches);
    return planTable(plan, verdicts(plan, given), orphans.map(jobId), HUGE).split('\n\n')[1]?.trimEnd().split('\n');
  };

  it('bound the GPU time on all nodes that jobs are spread over', () => {
    const sketches = [{ id: 'a', nodes: 4, gpus: 2, timeout: 3600 }];
    expect(totals(sketches)).toContain('GPU time: at most 8 GPU-hours by the timeouts');
  });

  it('bound the GPU time by the timeouts of the jobs to run, rounded up', () => {
    const fresh: Verdict = { state: 'fresh', because: null };
    const sketches = [
      { id: 'a', gpus: 2, timeout: 100 },
      { id: 'b', gpus: 1, timeout: 3600 },
      { id: 'c', timeout: 9999 },
    ];
    expect(totals(sketches, { b: fresh })).toContain('GPU time: at most 0.06 GPU-hours by the timeouts');
    expect(totals(sketches)).toContain('GPU time: at most 1.1 GPU-hours by the timeouts');
  });

  it('say that retries are not counted where there are some', () => {
    const sketches = [{ id: 'a', gpus: 1, timeout: 3600, retry: { max: 2 } }];
    expect(totals(sketches)).toContain('GPU time: at most 1 GPU-hours by the timeouts, retries not counted');
  });

  it('give no bound when a job on a GPU has no timeout', () => {
    const sketches = [
      { id: 'a', gpus: 1, timeout: 3600 },
      { id: 'b', gpus: 1 },
    ];
    expect(totals(sketches)).toContain('GPU time: no bound, 1 job on GPUs without a timeout');
  });

  it('say nothing of GPUs when no job wants one', () => {
    expect(totals([{ id: 'a' }])).toEqual(['test: 1 job, 1 new']);
  });

  it('give the longest chain of the jobs to run, by number and then by time', () => {
    const sketches = [
      { id: 'a', timeout: 60 },
      { id: 'b', timeout: 60, needs: ['a'] },
      { id: 'x', timeout: 60 },
      { id: 'y', timeout: 120, needs: ['x'] },
    ];
    expect(totals(sketches)).toContain('Longest chain: 2 jobs, one after another, at most 3m');
    expect(totals(sketches, { x: { state: 'fresh', because: null } })).toContain(
      'Longest chain: 2 jobs, one after another, at most 2m',
    );
    expect(totals([{ id: 'a' }, { id: 'b', needs: ['a'] }])).toContain('Longest chain: 2 jobs, one after another');
  });

  it('name the first of the jobs that have left the sweep', () => {
    expect(totals([{ id: 'a' }], {}, ['p', 'q'])).toContain('Orphaned: 2 jobs no longer in the sweep, kept: p, q');
    expect(totals([{ id: 'a' }], {}, ['p', 'q', 'r', 's', 't', 'u', 'v'])).toContain(
      'Orphaned: 7 jobs no longer in the sweep, kept: p, q, r, s, t and 2 more',
    );
  });
});

describe('the plan as JSON', () => {
  it('says of every job what it is and why it would run', () => {
    const plan = seeded([
      { id: 'prm-1', gpus: 2, timeout: 60, priority: 3, command: 'run 1' },
      { id: 'prm-2', needs: [{ on: 'prm-1', when: 'always', via: 'chain' }] },
    ]);
    const given = verdicts(plan, { 'prm-1': { state: 'stale', because: 'command changed' } });
    expect(planJson(plan, given, [jobId('old')])).toEqual({
      version: 1,
      sweep: 'beam',
      jobs: [
        {
          id: 'prm-1',
          label: 'prm_s1',
          stage: 'main',
          params: { scorer: 'prm', seed: 1 },
          command: 'run 1',
          needs: [],
          gpus: 2,
          slots: 1,
          timeout: 60,
          priority: 3,
          nice: 0,
          fingerprint: 'run 1',
          state: 'stale',
          because: 'command changed',
          ...ASKS_FOR_NOTHING_MORE,
        },
        {
          id: 'prm-2',
          label: 'prm_s2',
          stage: 'main',
          params: { scorer: 'prm', seed: 2 },
          command: 'true',
          needs: [{ id: 'prm-1', when: 'always' }],
          gpus: 0,
          slots: 1,
          timeout: null,
          priority: 0,
          nice: 0,
          fingerprint: 'true',
          state: 'new',
          because: null,
          ...ASKS_FOR_NOTHING_MORE,
        },
      ],
      orphaned: ['old'],
    });
  });

  it('gives an argv list as a list', () => {
    const plan = sketchPlan([{ id: 'a' }]);
    const jobs = plan.jobs.map((job): Job => ({ ...job, command: { kind: 'argv', argv: ['echo', 'a b'] } }));
    expect(planJson({ ...plan, jobs }, verdicts(plan), []).jobs[0]?.command).toEqual(['echo', 'a b']);
  });
});
