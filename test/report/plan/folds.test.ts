import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { JobId, Plan } from '../../../src/model/plan.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { foldedStages } from '../../../src/report/plan/folds.ts';
import { planTable } from '../../../src/report/plan/plan.ts';
import { sketchPlan, type JobSketch } from '../../rig/plan.ts';

const WIDE = { color: false, width: Infinity };
const NEW: Verdict = { state: 'new', because: null };

function verdicts(plan: Plan, given: Readonly<Record<string, Verdict>> = {}): Map<JobId, Verdict> {
  return new Map(plan.jobs.map((job) => [job.id, given[job.id] ?? NEW]));
}

/** `cells` cells of three seeds each, chained, after one job that prepares. */
function manySeeds(cells: number, more: Partial<JobSketch> = {}): Plan {
  const sketches: JobSketch[] = [{ id: 'prepare', stage: 'prepare' }];
  for (let cell = 0; cell < cells; cell += 1) {
    for (const seed of [42, 43, 44]) {
      const before =
        seed === 42 ? [] : [{ on: `c${cell}_s${seed - 1}`, when: 'always' as const, via: 'chain' as const }];
      const params = { cell: `c${cell}`, seed: String(seed) };
      const needs = ['prepare', ...before];
      sketches.push({ id: `c${cell}_s${seed}`, stage: 'eval', gpus: 1, timeout: 60, needs, params, ...more });
    }
  }
  return { ...sketchPlan(sketches), replicates: 'seed' };
}

const textOf = (plan: Plan, given: Readonly<Record<string, Verdict>> = {}, look = WIDE) =>
  planTable(plan, verdicts(plan, given), [], look).split('\n');

describe('the table of a plan of more than 20 jobs', () => {
  it('has the axes of each stage as columns, and says above what all its jobs have in common', () => {
    const lines = textOf(manySeeds(8));
    expect(lines.slice(0, 6)).toEqual([
      'prepare: 1 job, new',
      '',
      'eval: 24 jobs, 1 GPU, at most 1m, needs prepare, new, one seed after another',
      '  cell: c0, c1, c2, c3, c4, c5, c6, c7',
      'cell   seed',
      'all 8  42–44',
    ]);
    expect(lines.at(-2)).toBe('Each job by its name: `sweep plan` with `--all`');
  });

  it('of many values tells the first and the last', () => {
    expect(textOf(manySeeds(400))[3]).toBe('  cell: c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, … c399 (400 values)');
  });

  it('keeps jobs apart that are not in the same state', () => {
    const lines = textOf(manySeeds(8), { c0_s43: { state: 'stale', because: 'command changed' } });
    expect(lines.slice(2, 7)).toEqual([
      'eval: 24 jobs, 1 GPU, at most 1m, needs prepare, one seed after another',
      'cell                        seed    jobs  state  why',
      'c0                          42, 44     2  new',
      'c0                          43         1  stale  command changed',
      'c1, c2, c3, c4, c5, c6, c7  42–44     21  new',
    ]);
  });

  it('names an axis of one value above, and of jobs that do without an axis says so', () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
    const sketches = values.flatMap((name): JobSketch[] => [
      { id: `${name}-1`, params: { data: 'math', name } },
      { id: `${name}-2`, params: { data: 'math', name, window: '3' } },
    ]);
    expect(textOf(sketchPlan(sketches)).slice(0, 4)).toEqual([
      '22 jobs: data=math, new',
      '  name: a, b, c, d, e, f, g, h, i, j, k',
      'name    window',
      'all 11  –, 3',
    ]);
  });

  it('is no wider than the terminal, with long lists of values on several lines', () => {
    const names = ['linear_conflict', 'pattern_database', 'manhattan_distance', 'misplaced_tiles'];
    const sketches = names.flatMap((scorer) =>
      names.flatMap((other) =>
        [1, 2].map((seed): JobSketch => {
          const id = `${scorer}-${other}-${seed}`;
          return { id, gpus: scorer === other ? 2 : 1, params: { scorer, other, seed: String(seed) } };
        }),
      ),
    );
    const lines = textOf(sketchPlan(sketches), {}, { color: false, width: 60 });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    for (const name of names) expect(lines.join('\n')).toContain(name);
  });

  it('tells axes above that are the same in all rows, where their columns would have words broken', () => {
    const sketches = ['offline_best_of_n', 'online_best_of_n'].flatMap((strategy, gpus) =>
      ['linear_conflict', 'pattern_database'].flatMap((scorer) =>
        [1, 2, 3, 4, 5, 6].map((seed): JobSketch => {
          const id = `${strategy}-${scorer}-${seed}`;
          return { id, gpus, params: { strategy, scorer, seed: String(seed) } };
        }),
      ),
    );
    const lines = (width: number) => textOf(sketchPlan(sketches), {}, { color: false, width }).slice(0, 5);
    expect(lines(52)).toEqual([
      '24 jobs: new',
      '  scorer: linear_conflict, pattern_database',
      '  seed: 1–6',
      'strategy           jobs  gpus',
      'offline_best_of_n    12     0',
    ]);
    expect(lines(53)).toEqual([
      '24 jobs: new',
      'strategy           scorer            seed  jobs  gpus',
      'offline_best_of_n  linear_conflict,  1–6     12     0',
      '                   pattern_database',
      'online_best_of_n   linear_conflict,  1–6     12     1',
    ]);
  });

  it('has every job when asked to, and with 20 jobs or fewer', () => {
    const plan = manySeeds(8);
    expect(planTable(plan, verdicts(plan), [], { ...WIDE, everyJob: true })).toContain('\nc7_s43 ');
    expect(textOf(manySeeds(6)).join('\n')).toContain('\nc5_s43 ');
  });

  it('stands for every job once, whatever the axes and states', () => {
    const value = fc.constantFrom('1', '2', '3');
    const cell = fc.record({ a: value, b: value, c: value }, { requiredKeys: ['a'] });
    const key = (params: Readonly<Record<string, string | undefined>>) =>
      ['a', 'b', 'c'].map((axis) => params[axis] ?? '–').join();
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: key, minLength: 1 }), fc.array(fc.nat(2)), (cells, gpus) => {
        const given = cells.map((params) => Object.fromEntries(Object.entries(params)) as Record<string, string>);
        const plan = sketchPlan(given.map((params, at) => ({ id: key(params), gpus: gpus[at] ?? 0, params })));
        const [stage] = foldedStages(plan, () => NEW);
        const fixed = Object.fromEntries(stage?.fixed ?? []);
        const told = (stage?.folds ?? []).flatMap((fold) => {
          const boxes = fold.values.reduce<Record<string, string>[]>(
            (all, values, at) =>
              all.flatMap((one) => values.map((text) => ({ ...one, [stage?.axes[at]?.name ?? '']: text }))),
            [fixed],
          );
          expect(boxes).toHaveLength(fold.jobs);
          return boxes.map((params) => `${key(params)} ${fold.request.gpus}`);
        });
        expect(told.sort()).toEqual(plan.jobs.map((job) => `${job.id} ${job.request.gpus}`).sort());
      }),
    );
  });
});
