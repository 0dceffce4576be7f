import { describe, expect, it } from 'vitest';
import type { Estimate, EstimatedRun } from '../../../src/model/estimate.ts';
import type { Job } from '../../../src/model/plan.ts';
import { plainAllocation } from '../../../src/model/resources.ts';
import { seconds, share } from '../../../src/model/units.ts';
import { estimateJson, estimateText } from '../../../src/report/plan/estimate.ts';
import { sketchPlan } from '../../rig/plan.ts';
import { gpus } from '../../rig/world.ts';

const MINUTE = 60;

interface RunSketch {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly on?: readonly number[];
  readonly share?: number;
  readonly known?: EstimatedRun['expected']['from'];
}

function jobOf(id: string): Job {
  return sketchPlan([{ id }]).jobs[0] as Job;
}

/** Times are in minutes. */
function runOf({ id, from, to, on = [], share: part, known = 'timeout' }: RunSketch): EstimatedRun {
  const held = gpus(64).filter(({ index }) => on.includes(index));
  return {
    job: jobOf(id),
    from: seconds(from * MINUTE),
    to: seconds(to * MINUTE),
    allocation: { ...plainAllocation(1, held), share: part === undefined ? null : share(part * 1000) },
    expected: { seconds: seconds((to - from) * MINUTE), from: known },
  };
}

function estimateOf(sketches: readonly RunSketch[], rest: Partial<Estimate> = {}): Estimate {
  const runs = sketches.map(runOf);
  const makespan = seconds(Math.max(0, ...runs.map(({ to }) => to)));
  return {
    makespan,
    order: 'longest',
    wideJobs: 'reserve',
    bound: { seconds: makespan, by: 'gpus' },
    runs,
    gpus: gpus(2),
    slots: 4,
    gpuSeconds: seconds(5400),
    slotSeconds: seconds(1800),
    busy: 0.756,
    durations: { history: 0, timeout: runs.length, guess: 0 },
    cannotRun: [],
    ...rest,
  };
}

/** Without a terminal 80 columns wide, colours off. */
const text = (estimate: Estimate, width = Infinity): string => estimateText(estimate, { color: false, width });

/** The rows of the timeline by name, without the margin. */
function rows(estimate: Estimate, width?: number): Record<string, string> {
  const found = text(estimate, width).matchAll(/^(gpu \S+|cpu) {2,}([·░▒▓█]+)$/gm);
  return Object.fromEntries([...found].map(([, name = '', bar = '']) => [name, bar]));
}

const TWO: readonly RunSketch[] = [
  { id: 'long', from: 0, to: 60, on: [0] },
  { id: 'short', from: 0, to: 30, on: [1] },
  { id: 'cpu', from: 15, to: 45 },
];

describe('an estimate for people', () => {
  it('says how long, how long at least, what it costs, where the durations are from, and what ends last', () => {
    expect(text(estimateOf(TWO, { bound: { seconds: seconds(2700), by: 'gpus' } }))).toBe(
      [
        'Estimate on 2 GPUs and 4 slots: 1h',
        'No schedule is shorter than 45m: the GPUs have so much to do',
        'GPU time: 1.5 GPU-hours, GPUs busy 76% of the time',
        'CPU time: 0.5 slot-hours',
        'Durations: 3 jobs as long as the timeout allows',
        'Order: among equals, what takes longest with what waits for it goes first',
        '',
        '       0           10m         20m         30m         40m         50m',
        `gpu 0  ${'█'.repeat(73)}`,
        `gpu 1  ${'█'.repeat(36)}▒${'·'.repeat(36)}`,
        `cpu    ${'·'.repeat(18)}▓${'█'.repeat(35)}▓${'·'.repeat(18)}`,
        '█ in use  ▓ ▒ ░ in part  · idle; a column is 49s',
        'cpu: █ is 1 job without GPUs at once',
        '',
        'Last to end',
        'job    begins  ends  takes  on',
        'long       0s    1h     1h  gpu 0',
        'cpu       15m   45m    30m  cpu',
        'short      0s   30m    30m  gpu 1',
        '',
      ].join('\n'),
    );
  });

  it('says so when no schedule could be shorter, and what keeps it from that', () => {
    const why = (by: Estimate['bound']['by']) =>
      text(estimateOf(TWO, { bound: { seconds: seconds(3600), by } })).split('\n')[1];
    expect(why('gpus')).toBe('No schedule is shorter: the GPUs have so much to do');
    expect(why('slots')).toBe('No schedule is shorter: the slots have so much to do');
    expect(why('chain')).toBe('No schedule is shorter: so long do jobs wait for each other');
    expect(why('limit')).toBe('No schedule is shorter: so long does a limit hold jobs back');
  });

  it('tells every source of durations that there is', () => {
    const durations = { history: 2, timeout: 0, guess: 1 };
    expect(text(estimateOf(TWO, { durations }))).toContain(
      'Durations: 2 jobs as such jobs took before, 1 job guessed, as the median of the others\n',
    );
  });

  it('is as wide as the terminal', () => {
    for (const width of [40, 61, 200]) {
      const lines = text(estimateOf(TWO), width).split('\n');
      const bars = lines.filter((line) => /^(gpu|cpu) /.test(line) && /[·█]/.test(line) && !line.includes(':'));
      expect(bars.map((line) => line.length)).toEqual([width, width, width]);
    }
  });

  it('shades a column by how much of it is used, parts of a GPU as such', () => {
    const shared = [
      { id: 'a', from: 0, to: 40, on: [0], share: 0.25 },
      { id: 'b', from: 10, to: 30, on: [0], share: 0.25 },
      { id: 'c', from: 20, to: 30, on: [0], share: 0.5 },
    ];
    expect(rows(estimateOf(shared), 47)).toEqual({
      'gpu 0': '░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒██████████░░░░░░░░░░',
      'gpu 1': '·'.repeat(40),
    });
  });

  it('counts jobs without GPUs against the most that run at once', () => {
    const jobs = [0, 1, 2].map((at) => ({ id: `job-${at}`, from: at * 10, to: 30 }));
    const found = estimateOf(jobs, { busy: null });
    expect(rows(found, 35)).toEqual({ cpu: '░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒██████████' });
    expect(text(found)).toContain('cpu: █ is 3 jobs without GPUs at once\n');
    const inTurn = estimateOf([0, 1, 2].map((at) => ({ id: `job-${at}`, from: at * 10, to: at * 10 + 10 })));
    expect(text(inTurn)).toContain('cpu: █ is 1 job without GPUs at once\n');
    expect(text(found)).not.toContain('GPU time');
  });

  it('marks times that people count in, never two on one another', () => {
    for (const hours of [0.001, 0.1, 1, 7, 31, 500, 90_000]) {
      const found = estimateOf([{ id: 'a', from: 0, to: hours * 60, on: [0] }]);
      const axis =
        text(found)
          .split('\n')
          .find((line) => /^ +0 /.test(line)) ?? '';
      const marks = axis.trim().split(/ {2,}/);
      expect(marks.length, axis).toBeGreaterThan(2);
      expect(axis.length).toBeLessThanOrEqual(80);
    }
  });

  it('tells of many GPUs by their number, and still shows the row of jobs without', () => {
    const found = estimateOf([...TWO, { id: 'far', from: 0, to: 1, on: [39] }], { gpus: gpus(40) });
    expect(Object.keys(rows(found))).toHaveLength(33);
    expect(text(found)).toContain('\nand 8 more GPUs\n');
    expect(rows(found)).toHaveProperty('cpu');
  });

  it('names the MIG instances of a GPU by both numbers', () => {
    const [gpu] = gpus(1);
    const found = estimateOf([{ id: 'a', from: 0, to: 1, on: [0] }], { gpus: [{ ...gpu!, instance: 3 }] });
    expect(Object.keys(rows(found))).toEqual(['gpu 0:3']);
  });

  it('says which jobs would not run, those with the same reason together', () => {
    const cannotRun = [
      { job: jobOf('a'), because: 'it needs 2 GPUs' },
      { job: jobOf('b'), because: 'it needs a' },
      { job: jobOf('c'), because: 'it needs 2 GPUs' },
    ];
    expect(text(estimateOf(TWO, { cannotRun }))).toContain(
      'Would not run: 3 jobs\n  a and 1 more: it needs 2 GPUs\n  b: it needs a\n',
    );
    const many = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'].map((because) => ({
      job: jobOf(`of ${because}`),
      because,
    }));
    expect(text(estimateOf([], { cannotRun: many }))).toBe(
      [
        'Estimate: nothing would run',
        'Would not run: 7 jobs',
        ...['r1', 'r2', 'r3', 'r4', 'r5'].map((because) => `  of ${because}: ${because}`),
        '  and others, for 2 more reasons',
        '',
      ].join('\n'),
    );
  });

  it('tells the five jobs that end last, the last first', () => {
    const found = text(estimateOf([1, 7, 3, 2, 9, 4, 5].map((to) => ({ id: `ends-${to}`, from: 0, to, on: [0] }))));
    expect([...found.matchAll(/^ends-(\d)/gm)].map(([, to]) => to)).toEqual(['9', '7', '5', '4', '3']);
  });

  it('has no timeline when no time passes', () => {
    const found = text(estimateOf([{ id: 'a', from: 0, to: 0, on: [0] }]));
    expect(found).toContain('Estimate on 2 GPUs and 4 slots: 0s\n');
    expect(found).not.toMatch(/NaN|Infinity|█/);
  });
});

describe('an estimate for programs', () => {
  it('has the same numbers in seconds, and what runs on every GPU', () => {
    const runs: RunSketch[] = [
      { id: 'wide', from: 0, to: 10, on: [0, 1], known: 'history' },
      { id: 'half', from: 10, to: 20, on: [1], share: 0.5, known: 'guess' },
      { id: 'cpu', from: 0, to: 5 },
    ];
    const cannotRun = [{ job: jobOf('huge'), because: 'it needs 8 GPUs' }];
    const wide = { id: 'wide', from: 0, to: 600, share: 1, duration: 'history' };
    expect(estimateJson(estimateOf(runs, { cannotRun, bound: { seconds: seconds(900), by: 'chain' } }))).toEqual({
      seconds: 1200,
      atLeast: { seconds: 900, by: 'chain' },
      slots: 4,
      gpuSeconds: 5400,
      slotSeconds: 1800,
      busy: 0.756,
      durations: { history: 0, timeout: 3, guess: 0 },
      order: 'longest',
      wideJobs: 'reserve',
      gpus: [
        { gpu: 0, jobs: [wide] },
        { gpu: 1, jobs: [wide, { id: 'half', from: 600, to: 1200, share: 0.5, duration: 'guess' }] },
      ],
      cpu: [{ id: 'cpu', from: 0, to: 300, share: 0, duration: 'timeout' }],
      cannotRun: [{ id: 'huge', because: 'it needs 8 GPUs' }],
    });
  });

  it('has no tails of rounding in its numbers', () => {
    const runs: RunSketch[] = [{ id: 'a', from: 0.1, to: 0.1 + 0.2 / 60 + 1e-12 }];
    const { seconds: whole, cpu } = estimateJson(estimateOf(runs));
    expect(whole).toBe(6.2);
    expect(cpu).toMatchObject([{ from: 6, to: 6.2 }]);
  });
});
