import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandOf, expandText, jobOf, jobsOf } from '../../rig/expansion.ts';

const wordsOf = (name: string, matrix: string): readonly string[] =>
  jobsOf(`command: [run, "{{${name}}}"]\nmatrix: ${matrix}`).map((job) => commandOf(job));
const words = (...list: readonly string[]): string => JSON.stringify(['run', ...list]);

describe('job.args', () => {
  test('spells an axis by the option that it says', () => {
    expect(wordsOf('job.args', '{lr: {values: [1e-4], arg: --learning-rate}, seed: [1]}')).toEqual([
      words('--learning-rate=1e-4', '--seed=1'),
    ]);
  });

  test('has the value of an option of one letter as a word of its own', () => {
    expect(wordsOf('job.args', '{top: {values: [5], arg: -k}}')).toEqual([words('-k', '5')]);
  });

  test('has a flag where its value is true, and nothing where it is false or absent', () => {
    expect(wordsOf('job.args', '{amp: {values: [true, FALSE, null], arg: flag}}')).toEqual([
      words('--amp'),
      words(),
      words(),
    ]);
  });

  test('keeps the dots of a name', () => {
    expect(wordsOf('job.args', '{optimizer.lr: [0.1]}')).toEqual([words('--optimizer.lr=0.1')]);
  });

  test('makes a result stale when an axis is spelled otherwise, and only then', () => {
    const print = (axis: string, command = 'run {{job.args}}') =>
      jobOf(`command: ${command}\nmatrix: {lr: ${axis}}`).fingerprint;
    expect(print('{values: [1], arg: --rate}')).not.toBe(print('[1]'));
    expect(print('{values: [1], arg: --rate}')).not.toBe(print('{values: [1], arg: -r}'));
    expect(print('{values: [1], arg: --rate}', 'run {{lr}}')).toBe(print('[1]', 'run {{lr}}'));
  });

  test.each([
    ['{values: [true, 1], arg: flag}', '1'],
    ['{values: ["yes"], arg: flag}', '"yes"'],
  ])('has no flag of %s', (axis, at) => {
    expect(expandText(`command: run {{job.args}}\nmatrix: {amp: ${axis}}`).said).toContain(
      `error flag-not-boolean @ ${at}: \`amp\` is a flag, so its values are true and false, not \`${at.replaceAll('"', '')}\``,
    );
  });

  test('has no flag of a cell that is included with another value', () => {
    const { said } = expandText(
      'command: run {{job.args}}\nmatrix: {amp: {values: [true], arg: flag}}\ninclude: [{amp: 2}]',
    );
    expect(said).toEqual(['error flag-not-boolean @ 2: `amp` is a flag, so its values are true and false, not `2`']);
  });
});

describe('job.overrides', () => {
  test('has each axis of the cell as Hydra is told it', () => {
    expect(wordsOf('job.overrides', '{optimizer.lr: [1e-4], db: [1]}')).toEqual([words('optimizer.lr=1e-4', 'db=1')]);
    expect(wordsOf('job.overrides', '{a: [null, x]}')).toEqual([words(), words('a=x')]);
  });

  test.each([
    ['a,b', `'a,b'`],
    ['a b', `'a b'`],
    ['x=1', `'x=1'`],
    ['{a}', `'{a}'`],
    ["it's", String.raw`'it\'s'`],
    [String.raw`a\'b`, String.raw`'a\\\'b'`],
    ['tail\\', String.raw`'tail\\'`],
    [String.raw`mid\dle`, String.raw`'mid\dle'`],
    ['', ''],
    ['../data/x-1.csv', '../data/x-1.csv'],
  ])('quotes %j for Hydra as %s', (value, spelled) => {
    expect(wordsOf('job.overrides', `{a: [${JSON.stringify(value)}]}`)).toEqual([words(`a=${spelled}`)]);
  });

  test.each([
    ['[64, 1e-4]', '[64,1e-4]'],
    ['[a b, "1", "true", "", c]', `['a b','1','true','',c]`],
    ['{a: {b: x}, c: null}', '{a:{b:x},c:null}'],
  ])('spells the list or map %s as Hydra does', (value, spelled) => {
    expect(wordsOf('job.overrides', `{a: [${value}]}`)).toEqual([words(`a=${spelled}`)]);
  });

  test('can be read back, whatever a value is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '1', "'", '\\', ',', '=', ' ', '"', '{') }), (value) => {
        const [line = ''] = wordsOf('job.overrides', `{a: [${JSON.stringify(value)}]}`);
        expect(readAsHydra((JSON.parse(line) as string[])[1] ?? '')).toBe(value);
      }),
    );
  });
});

describe('the name of an axis', () => {
  test('may be joined by dots, and templates and conditions use it so', () => {
    const jobs = jobsOf(
      'command: run {{optimizer.lr}} {{net.0.dim}}\nmatrix: {optimizer.lr: [0.1, 1], net.0.dim: [8]}\n' +
        'rules: [{when: {optimizer.lr: 1}, gpus: 1}]\nchain: optimizer.lr',
    );
    expect(jobs.map((job) => [job.id, commandOf(job), job.request.gpus])).toEqual([
      ['net.0.dim-8+optimizer.lr-0.1', 'run 0.1 8', 0],
      ['net.0.dim-8+optimizer.lr-1', 'run 1 8', 1],
    ]);
    expect(jobs[1]?.needs).toMatchObject([{ job: 'net.0.dim-8+optimizer.lr-0.1' }]);
  });

  test('is suggested whole where only its end is said', () => {
    expect(expandText('command: run {{lr}}\nmatrix: {optimizer.lr: [1]}').said).toEqual([
      'error unknown-name @ {{lr}}: there is no axis, var or other value named `lr` (did you mean `optimizer.lr`?)',
    ]);
  });

  test('is not taken for used by a text that only looks like it', () => {
    expect(expandText('command: run $optimizerxlr\nmatrix: {optimizer.lr: [1]}').said).toEqual([
      'warning unused-axis @ optimizer.lr: no template uses the axis `optimizer.lr`, so its values make no difference to a job (use it in `command` as `{{optimizer.lr}}`)',
    ]);
    expect(expandText('command: run $SWEEP_PARAM_OPTIMIZER_LR\nmatrix: {optimizer.lr: [1]}').said).toEqual([]);
  });

  test('may not give jobs the variable of another', () => {
    expect(expandText('command: run {{job.args}}\nmatrix: {a.b: [1], a_b: [2]}').said).toEqual([
      'error axes-differ-by-case @ a_b: the axes `a.b` and `a_b` are alike to a job (jobs would get both as SWEEP_PARAM_A_B)',
    ]);
  });

  test.each([
    ['job.x', '`job.x` cannot be the name of an axis: those that begin with `job.` are given by sweep itself', null],
    [
      'needs.x',
      '`needs.x` cannot be the name of an axis: those that begin with `needs.` are given by sweep itself',
      null,
    ],
    ['.a', '`.a` cannot be a name: names are made of letters, digits and `_` and do not begin with a digit', '_.a'],
    [
      'a..b',
      '`a..b` cannot be a name: names are made of letters, digits and `_` and do not begin with a digit',
      'a_.b',
    ],
    [
      'a-b.c',
      '`a-b.c` cannot be a name: names are made of letters, digits and `_` and do not begin with a digit',
      'a_b.c',
    ],
  ])('is not %s', (name, message, better) => {
    const { said } = expandText(`command: run\nmatrix: {${name}: [1]}`);
    expect(said).toEqual([`error bad-name @ ${name}: ${message}${better === null ? '' : ` (write \`${better}\`)`}`]);
  });
});

/** The value of `a=VALUE` by Hydra's rules for quoted and plain values. */
function readAsHydra(override: string): string {
  const value = override.slice('a='.length);
  if (!value.startsWith("'")) return value;
  return value.slice(1, -1).replaceAll(/(\\+)('|$)/g, (_, backslashes: string, quote: string) => {
    const half = '\\'.repeat(Math.floor(backslashes.length / 2));
    return half + quote;
  });
}
