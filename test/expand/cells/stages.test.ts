import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src/model/plan.ts';
import { commandOf, expandText, jobsOf, planOf } from '../../rig/expansion.ts';

/** Each job with what it needs: `report+dataset-a < eval+dataset-a, eval+dataset-b?`; `?` for always, `!` for failure. */
const MARKS = { success: '', always: '?', failure: '!' };
function edgesOf(text: string): string[] {
  return jobsOf(text).map(told);
}
function told({ id, needs }: Job): string {
  return needs.length === 0 ? id : `${id} < ${needs.map(({ job, when }) => job + MARKS[when]).join(', ')}`;
}
const errorsOf = (text: string): readonly string[] => expandText(text).said.filter((line) => line.startsWith('error'));

const EXAMPLE = `
matrix: {dataset: [a, b], scorer: [x, y], seed: [42, 43]}
stages:
  prepare: {over: [dataset], command: "./fetch.sh {{dataset}}"}
  eval:    {needs: prepare, command: "./eval.sh {{dataset}} {{scorer}} {{seed}}"}
  report:  {needs: eval, over: [dataset], command: "./report.sh {{dataset}}"}
  publish: {needs: {stage: report, when: always}, over: [], command: ./publish.sh}
`;

describe('stages', () => {
  test('are projections of the matrix, joined on the axes that they share', () => {
    const evals = ['a', 'b'].flatMap((dataset) =>
      ['x', 'y'].flatMap((scorer) => [42, 43].map((seed) => `eval+dataset-${dataset}+scorer-${scorer}+seed-${seed}`)),
    );
    expect(edgesOf(EXAMPLE)).toEqual([
      'prepare+dataset-a',
      'prepare+dataset-b',
      ...evals.map((id, index) => `${id} < prepare+dataset-${index < 4 ? 'a' : 'b'}`),
      `report+dataset-a < ${evals.slice(0, 4).join(', ')}`,
      `report+dataset-b < ${evals.slice(4).join(', ')}`,
      'publish < report+dataset-a?, report+dataset-b?',
    ]);
  });

  test('name ids and labels, unless there is only one; main names no id', () => {
    const labels = (text: string) => jobsOf(text).map(({ id, label, stage }) => [id, label, stage].join(' '));
    expect(labels(EXAMPLE).at(-1)).toBe('publish publish publish');
    expect(labels('matrix: {x: [1]}\nstages: {main: {command: "a {{x}}"}, b: {command: "b {{x}}"}}')).toEqual([
      'x-1 main_1 main',
      'b+x-1 b_1 b',
    ]);
    expect(labels('matrix: {x: [1]}\nstages: {only: {command: "a {{x}}"}}')).toEqual(['only+x-1 1 only']);
  });

  test('stand in the order of the file, but after all that they need', () => {
    const stages = (text: string) => [...new Set(jobsOf(`command: "true"\nstages: ${text}`).map(({ stage }) => stage))];
    expect(stages('{a: {}, b: {}, c: {}}')).toEqual(['a', 'b', 'c']);
    expect(stages('{a: {needs: c}, b: {}, c: {}, d: {needs: [a, b]}}')).toEqual(['b', 'c', 'a', 'd']);
  });

  test('have keys of their own, between the top-level rules and their own rules', () => {
    const text = [
      'matrix: {x: {values: {1: {priority: 1, slots: 2, timeout: 1m}, 2: {}}}}',
      'command: top {{x}} {{job.stage}}',
      'priority: 0',
      'rules: [{when: {x: 1}, slots: 3, timeout: 2m}]',
      'stages:',
      '  a: {}',
      '  b: {timeout: 3m, slots: 4, rules: [{when: {x: 1}, slots: 5}, {when: {x: 2}, command: own}]}',
    ].join('\n');
    expect(jobsOf(text).map((job) => [job.priority, job.request.slots, job.timeout?.after, commandOf(job)])).toEqual([
      [1, 3, 120, 'top 1 a'],
      [0, 1, undefined, 'top 2 a'],
      [1, 5, 180, 'top 1 b'],
      [0, 4, 180, 'own'],
    ]);
  });

  test('see an axis that they are not over as absent', () => {
    const text = [
      'matrix: {x: [1, 2], y: [a]}',
      'command: run {{x}}',
      'rules: [{when: {y: null}, priority: 1}, {when: {y: a}, priority: 2}]',
      'stages: {one: {over: [x]}, two: {}}',
    ].join('\n');
    expect(jobsOf(text).map(({ priority }) => priority)).toEqual([1, 1, 2, 2]);
    expect(errorsOf(`${text}\nlabel: "{{y}}"`)).toEqual([
      'error absent-axis @ {{y}}: the axis `y` is absent, which the stage `one` is not `over`, in the cell one_1 and 1 other (name it only in a rule for the cells that have it)',
    ]);
  });

  test('may leave out cells that others have, by conditions on their own', () => {
    const text =
      'matrix: {x: [1, 2], y: [a, b]}\ncommand: run {{job.args}}\nstages: {one: {over: [x], exclude: [{x: 2}]}}';
    expect(jobsOf(text).map(commandOf)).toEqual(['run --x=1']);
    expect(errorsOf(text.replace('{x: 2}', '{x: [1, 2]}'))).toEqual([
      'error no-cells @ {x: [1, 2]}: `exclude` takes out every cell of the stage `one`, so it has no jobs',
    ]);
  });

  test('chain their jobs each for themselves', () => {
    const text =
      'matrix: {d: [a], seed: [1, 2]}\nchain: seed\ncommand: run {{job.args}}\nstages: {one: {}, two: {needs: one}, all: {over: [d]}}';
    expect(edgesOf(text)).toEqual([
      'one+d-a+seed-1',
      'one+d-a+seed-2 < one+d-a+seed-1?',
      'two+d-a+seed-1 < one+d-a+seed-1',
      'two+d-a+seed-2 < one+d-a+seed-2, two+d-a+seed-1?',
      'all+d-a',
    ]);
  });
});

describe('a need', () => {
  const joined = (stages: string) => edgesOf(`matrix: {x: [1, null], y: [a, b]}\ncommand: "true"\nstages: ${stages}`);

  test('matches absence by absence only', () => {
    expect(joined('{one: {over: [x]}, two: {over: [x], needs: one}}')).toEqual([
      'one+x-1',
      'one',
      'two+x-1 < one+x-1',
      'two < one',
    ]);
  });

  test('waits for all jobs of a stage that it shares no axis with', () => {
    expect(joined('{one: {over: [x]}, two: {over: [y], needs: {stage: one, when: failure}}}').slice(2)).toEqual([
      'two+y-a < one+x-1!, one!',
      'two+y-b < one+x-1!, one!',
    ]);
  });

  test('without a partner is met, but of failure leaves nothing to run for', () => {
    const jobs = (when: string) =>
      jobsOf(
        `matrix: {y: [a, b]}\ncommand: "true"\nstages: {one: {exclude: [{y: b}]}, two: {needs: {stage: one, when: ${when}}}}`,
      )
        .filter(({ stage }) => stage === 'two')
        .map((job) => [told(job), job.moot]);
    expect(jobs('success')).toEqual([
      ['two+y-a < one+y-a', null],
      ['two+y-b', null],
    ]);
    expect(jobs('failure')).toEqual([
      ['two+y-a < one+y-a!', null],
      ['two+y-b', 'one'],
    ]);
  });

  test.each([
    [
      '{one: {exclude: [{y: b}]}, two: {needs: one, exclude: [{y: a}]}}',
      'error unmatched-need @ one: no job of `two` agrees with a job of `one` on the axes that both have, so this need joins nothing',
    ],
    ['{one: {}, two: {needs: onne}}', 'error unknown-stage @ onne: there is no stage `onne` (did you mean `one`?)'],
    ['{one: {needs: one}}', 'error cycle @ one: the stage `one` needs itself: one → one'],
    [
      '{one: {needs: three}, two: {needs: one}, three: {needs: two}, four: {needs: one}}',
      'error cycle @ three: the stage `one` needs itself: one → three → two → one',
    ],
    [
      '{one: {}, two: {needs: [one, {stage: one, when: always}]}}',
      'error repeated-need @ one: the stage `two` already needs `one`',
    ],
    ['{one: {over: [z]}}', 'error unknown-axis @ z: there is no axis `z`'],
    ['{y: {}}', 'error name-used-twice @ y: `y` is both an axis and a stage'],
  ])('that makes no sense is an error: %s', (stages, error) => {
    expect(errorsOf(`matrix: {y: [a, b]}\ncommand: "true"\nstages: ${stages}`)).toEqual([error]);
  });

  test('that makes for more needs than can be kept track of is an error', () => {
    const column = Array.from({ length: 2500 }, (_, index) => index).join();
    const text = `zip: [{x: [${column}], z: [${column}]}]\ncommand: "true {{job.args}}"\n`;
    expect(
      expandText(`${text}stages: {one: {over: [z]}, two: {over: [x], needs: one}}`, { maxJobs: 1e4 }).said,
    ).toEqual([
      'error too-many-needs @ one: the jobs of `two` would wait for 6,250,000 jobs in all, more than the 5,000,000 that can be kept track of (put a stage with `over: []` between the two, which all of them wait for)',
    ]);
    const between =
      'stages: {one: {over: [z]}, all: {over: [], needs: one, command: all}, two: {over: [x], needs: all}}';
    expect(expandText(text + between, { maxJobs: 1e4 }).said).toEqual([]);
  });

  test('joins as nested loops would', () => {
    const axes = ['a', 'b', 'c'];
    const over = fc.subarray(axes);
    const values = fc.uniqueArray(fc.constantFrom('1', '2', 'null'), { minLength: 1 });
    fc.assert(
      fc.property(fc.tuple(values, values, values), over, over, (lists, first, second) => {
        const { jobs } = planOf(
          [
            `matrix: {${axes.map((axis, index) => `${axis}: [${lists[index]?.join()}]`).join()}}`,
            'command: "true {{job.args}}"',
            `stages: {two: {over: [${second.join()}], needs: one}, one: {over: [${first.join()}]}}`,
          ].join('\n'),
        );
        const shared = first.filter((axis) => second.includes(axis));
        const agree = (one: Job, other: Job) =>
          shared.every((axis) => one.params.get(axis)?.text === other.params.get(axis)?.text);
        for (const job of jobs) {
          const partners = jobs.filter((other) => job.stage === 'two' && other.stage === 'one' && agree(job, other));
          expect(job.needs.map((need) => need.job)).toEqual(partners.map(({ id }) => id));
          for (const partner of partners) expect(partner.index).toBeLessThan(job.index);
        }
        expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
      }),
    );
  });
});

describe('what a needed stage produces', () => {
  const text = (requires: string) =>
    [
      'matrix: {x: [1, 2]}',
      'command: run {{job.args}}',
      'stages:',
      '  train: {produces: ["out/{{x}}.pt"]}',
      '  wait: {over: [], needs: train}',
      `  test: {needs: wait, requires: [${requires}], inputs: ["out/{{x}}.pt"]}`,
    ].join('\n');

  test('need not be there, however far back it is needed, and is hashed at launch', () => {
    const { draft } = expandText(text('"out/{{x}}.pt", "other"'));
    expect(draft?.wanted.map(({ path }) => path)).toEqual(['other']);
    expect(draft?.jobs.at(-1)?.lateInputs).toEqual(['out/2.pt']);
  });

  test('changes the fingerprint of all that need it by success', () => {
    const changed = (when: string) => {
      const of = (command: string) =>
        jobsOf(
          `matrix: {x: [1]}\nstages: {one: {command: "${command} {{x}}"}, two: {command: two, needs: {stage: one, when: ${when}}}}`,
        );
      return of('a').map(({ fingerprint }, index) => fingerprint !== of('b')[index]?.fingerprint);
    };
    expect(changed('success')).toEqual([true, true]);
    expect(changed('always')).toEqual([true, false]);
  });
});

test('two stages may not produce one path', () => {
  expect(errorsOf('command: "true"\nproduces: [out]\nstages: {one: {}, two: {}}')).toEqual([
    'error shared-output @ out: `out` is produced by both one and two (name the axes in the path that tell the jobs apart)',
  ]);
});

test('a stage without a command is an error, said once', () => {
  const { said, draft } = expandText('stages: {one: {command: "true"}, two: {}}');
  expect(draft).toBeNull();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('missing-command');
});

test('more jobs in all stages than allowed are an error', () => {
  const text = 'matrix: {x: [1, 2, 3]}\ncommand: run {{x}}\nstages: {one: {}, two: {}}';
  expect(expandText(text, { maxJobs: 5 }).said).toEqual([
    'error too-many-jobs @ one: the stages have 6 jobs, more than the 5 allowed (raise the limit with --max-jobs)',
  ]);
});
