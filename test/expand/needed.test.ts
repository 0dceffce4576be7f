import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { cases } from '../rig/cases.ts';
import { expandText, planOf, RUN_FOLDER } from '../rig/expansion.ts';

/** Two stages over `a` and `b`, the second over `a` alone, with these lines of its own. */
const gathering = (...lines: readonly string[]): string =>
  [
    'matrix: {a: [x, "y z"], b: [1, 2]}',
    'stages:',
    '  make: {command: "run {{a}} {{b}}", produces: ["out/{{a}}/{{b}}.json"]}',
    '  gather:',
    ...['needs: make', 'over: a', ...lines].map((line) => `    ${line}`),
  ].join('\n');

function gathered(plan: Plan, label = 'gather_y z') {
  const job = plan.jobs.find((one) => one.label === label);
  if (job === undefined) throw new Error(`no job ${label}`);
  return job;
}

/** The command of a job, its run folder in short. */
const commandOf = (text: string, label?: string): unknown => {
  const { command } = gathered(planOf(text), label);
  const short = (one: string): string => one.replaceAll(`${RUN_FOLDER}/jobs`, 'JOBS');
  return command.kind === 'shell' ? short(command.text) : command.argv.map(short);
};

const errorsOf = (text: string): readonly string[] => expandText(text).said.filter((line) => line.startsWith('error'));

describe('what needed jobs have left', () => {
  test('is listed in the order of the plan, of those alone that the job waits for, each a word of its own', () => {
    expect(commandOf(gathering('command: merge {{needs.make.dirs}} --to x'), 'gather_x')).toBe(
      'merge JOBS/make+a-x+b-1 JOBS/make+a-x+b-2 --to x',
    );
    expect(commandOf(gathering('command: merge {{needs.make.produces}}'))).toBe(
      "merge 'out/y z/1.json' 'out/y z/2.json'",
    );
    expect(commandOf(gathering('command: [merge, "{{needs.make.produces}}"]'))).toEqual([
      'merge',
      'out/y z/1.json',
      'out/y z/2.json',
    ]);
  });

  test('leads to what is produced from the folder that the job runs in', () => {
    const within = (workdir: string): unknown =>
      commandOf(gathering(`workdir: ${workdir}`, 'command: [merge, "{{needs.make.produces}}"]'));
    expect(within('out/{{a}}')).toEqual(['merge', '1.json', '2.json']);
    expect(within('code')).toEqual(['merge', '../out/y z/1.json', '../out/y z/2.json']);
    expect(within('/scratch')).toEqual(['merge', '../project/out/y z/1.json', '../project/out/y z/2.json']);
  });

  test('is an item each in lists of paths, by whatever folder the job runs in, and is waited for', () => {
    const lines = [
      'workdir: code',
      'command: "true"',
      'requires: ["{{needs.make.produces}}"]',
      'inputs: ["{{files}}"]',
    ];
    const { draft } = expandText(gathering(...lines, 'vars: {files: ["{{needs.make.produces}}", own.py]}'));
    const job = draft?.jobs.find(({ label }) => label === 'gather_x');
    expect(job?.keys.requires.paths).toEqual(['out/x/1.json', 'out/x/2.json']);
    expect(job?.keys.inputs.paths).toEqual(['out/x/1.json', 'out/x/2.json', 'code/own.py']);
    expect(job?.lateInputs).toEqual(['out/x/1.json', 'out/x/2.json']);
    expect(draft?.wanted.map(({ path }) => path)).toEqual(['code/own.py', 'code/']);
  });

  test('is a text like any other where there is just one, wherever that stands', () => {
    const text = [
      'matrix: {a: [x, y]}',
      'stages:',
      '  make: {command: "true", produces: ["out dir/{{a}}"]}',
      '  use:',
      '    needs: make',
      '    workdir: "{{needs.make.dirs}}/code"',
      '    env: {DATA: "at {{needs.make.dirs}}"}',
      '    vars: {data: "{{needs.make.dirs}}/data"}',
      `    command: use {{needs.make.dirs}}/a "{{needs.make.produces}}" '{{data}}'`,
    ].join('\n');
    const { command, workdir, env } = gathered(planOf(text), 'use_y');
    const folder = `${RUN_FOLDER}/jobs/make+a-y`;
    expect(workdir).toBe(`${folder}/code`);
    expect(env.get('DATA')).toBe(`at ${folder}`);
    expect(command).toEqual({
      kind: 'shell',
      text: `use ${folder}/a "../../../../../out dir/y" '${folder}/data'`,
    });
  });

  test('is an empty list, and leaves no trace, where no job agrees', () => {
    const text = [
      'matrix: {a: [x, y]}',
      'stages:',
      '  make: {command: "true", exclude: [{a: x}]}',
      '  use: {needs: make, command: "use {{needs.make.dirs}} {{needs.make.produces}} -v"}',
    ].join('\n');
    expect(commandOf(text, 'use_x')).toBe('use -v');
    expect(commandOf(text, 'use_y')).toBe('use JOBS/make+a-y -v');
  });

  test('are just the jobs of that stage that a job waits for, however stages are joined', () => {
    const axes = ['a', 'b', 'c'];
    const over = fc.subarray(axes);
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(over, over, fc.tuple(values, values, values), (before, after, [a, b, c]) => {
        const text = [
          `matrix: {a: [${a.join()}], b: [${b.join()}], c: [${c.join()}]}`,
          'stages:',
          `  make: {over: [${before.join()}], command: "true"}`,
          `  use: {needs: make, over: [${after.join()}], command: [use, "{{needs.make.dirs}}"]}`,
        ].join('\n');
        for (const { stage, command, needs } of planOf(text).jobs) {
          if (stage !== 'use' || command.kind !== 'argv') continue;
          expect(command.argv.slice(1)).toEqual(needs.map(({ job }) => `${RUN_FOLDER}/jobs/${job}`));
        }
      }),
      { numRuns: cases(100) },
    );
  });

  test('has a job lack what the host lacks of a path, though another is to write there', () => {
    const text = [
      'stages:',
      '  make: {command: "true", produces: ["{{host.data}}/x"]}',
      '  use: {needs: make, command: "use {{needs.make.produces}}"}',
    ].join('\n');
    const { draft } = expandText(text);
    expect(draft?.absentVars.map(({ jobs }) => [...jobs])).toEqual([['make', 'use']]);
  });
});

describe('naming needed jobs', () => {
  test('is refused where there is no such stage, or the job waits for none of it', () => {
    expect(errorsOf(gathering('command: echo {{needs.mak.dirs}} {{needs.q.x}} {{needs.make.dir}}'))).toEqual([
      'error unknown-stage @ {{needs.mak.dirs}}: there is no stage `mak` (did you mean `needs.make.dirs`?)',
      'error unknown-stage @ {{needs.q.x}}: there is no stage `q` (the stages are `make`, `gather`)',
      'error unknown-name @ {{needs.make.dir}}: of the jobs of `make` that one needs there is no `dir` (did you mean `needs.make.dirs`?)',
    ]);
    expect(errorsOf('command: echo {{needs.make.dirs}}')).toEqual([
      'error unknown-stage @ {{needs.make.dirs}}: there is no stage `make` (a sweep with `stages` has jobs that need those of other stages)',
    ]);
    const apart = [
      'matrix: {a: [x, y]}',
      'stages:',
      '  make: {command: "true"}',
      '  use: {command: "echo {{needs.make.dirs}} {{needs.use.dirs}}"}',
    ].join('\n');
    expect(errorsOf(apart)).toEqual([
      'error unneeded-stage @ {{needs.make.dirs}}: `use` does not need `make`, in the cell use_x and 1 other (add `make` to the `needs` of `use`, or name it only in a stage that needs it)',
      'error unneeded-stage @ {{needs.use.dirs}}: no job needs one of its own stage, `use`, in the cell use_x and 1 other (name a stage that goes before it)',
    ]);
  });

  test('is refused of several, or none, where one text is meant', () => {
    const hint =
      'in a command, and as an item of a list, each is a word of its own; `$SWEEP_NEEDS` names a file that has them all';
    expect(errorsOf(gathering('command: "true"', 'env: {ALL: "{{needs.make.dirs}}"}'))).toEqual([
      `error list-in-text @ {{needs.make.dirs}}: \`needs.make.dirs\` is a list of 2 here, where one text is meant, in the cell gather_x and 1 other (${hint})`,
    ]);
    expect(errorsOf(gathering('command: echo {{needs.make.dirs}}/x'))).toEqual([
      expect.stringContaining('`needs.make.dirs` is a list, which gives words of its own'),
    ]);
    const none = [
      'matrix: {a: [x, y]}',
      'stages:',
      '  make: {command: "true", exclude: [{a: x}]}',
      '  use: {needs: make, workdir: "{{needs.make.dirs}}", command: "true"}',
    ].join('\n');
    expect(errorsOf(none)).toEqual([
      `error list-in-text @ {{needs.make.dirs}}: \`needs.make.dirs\` is an empty list here, where one text is meant, in the cell use_x (${hint})`,
    ]);
  });

  test('says nothing of a stage whose jobs could not be made, or that is malformed', () => {
    const wrong = gathering('command: echo "{{needs.make.produces}}"').replace('run {{a}}', 'run {{nothing}}');
    expect(errorsOf(wrong)).toEqual([expect.stringContaining('named `nothing`')]);
    const malformed = gathering('command: echo {{needs.make.dirs}}').replace('make: {', 'make: {gpu: 1, ');
    expect(errorsOf(malformed)).toEqual([expect.stringContaining('gpu')]);
  });

  test('is refused of more than a text can hold', () => {
    const text = [
      'matrix: {a: {from: 1, count: 60}}',
      'stages:',
      `  make: {command: "true", produces: ["${'d'.repeat(200)}/${'e'.repeat(200)}/{{a}}"]}`,
      '  use: {needs: make, over: [], command: "echo {{needs.make.produces}}"}',
    ].join('\n');
    expect(errorsOf(text)).toEqual([]);
    const more = text.replace('count: 60', 'count: 3000');
    expect(expandText(more, { maxJobs: 10_000 }).said).toEqual([
      expect.stringContaining('this makes a text of more than 1,000,000 characters'),
    ]);
  });
});

describe('a fingerprint', () => {
  const print = (text: string, place = {}): string => gathered(planOf(text, {}, place), 'gather_x').fingerprint;
  const more = (text: string): string => text.replace('b: [1, 2]', 'b: [1, 2, 3]');

  test.each(['echo {{needs.make.dirs}}', 'echo {{needs.make.produces}}', 'gather.py "$SWEEP_NEEDS"'])(
    'knows which jobs feed one: %s',
    (command) => {
      const text = gathering(`command: ${command}`);
      expect(print(more(text))).not.toBe(print(text));
      expect(print(text.replace('a: [x,', 'a: [w, x,'))).toBe(print(text));
    },
  );

  test('knows them though nothing else tells them apart', () => {
    const text = gathering('command: gather.py').replace('run {{a}} {{b}}', 'run {{job.args}}');
    expect(print(text.replace('b: [1, 2]', 'b: [1, 3]'))).not.toBe(print(text));
  });

  test('does not know where they are', () => {
    const text = gathering('command: echo {{needs.make.dirs}} {{needs.make.produces}}').replace(
      'out/',
      '{{job.dir}}/out/{{job.index}}/',
    );
    const moved = { root: '/moved', dir: '/moved', runFolder: '/moved/state/s' };
    expect(print(text, moved)).toBe(print(text));
  });
});
