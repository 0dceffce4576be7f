import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine, type ReadLine } from '../../src/language/line/new-sweep.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { sweepText } from '../../src/language/write/sweep-text.ts';
import { cases } from '../rig/cases.ts';

const COMMAND = 'run {{job.args}}';

function line(...words: readonly string[]): ReadLine {
  return readLine({ words, program: null });
}

/** The file that a command line comes to, as far as it follows from the words. */
function written(read: ReadLine): string {
  expect(read.diagnostics).toEqual([]);
  const { head: _, ...sweep } = { head: [], ...read.sweep!, schema: null, name: 'x' };
  const bare = { ...sweep, matrix: { says: sweep.matrix?.says ?? [] }, command: { says: sweep.command.says } };
  return sweepText(bare)
    .replace('name: x\n\nmatrix:\n', '')
    .replace(/\ncommand: run \{\{job.args\}\}\n$/, '')
    .replaceAll(/^ {2}/gm, '');
}

function axes(...words: readonly string[]): string {
  return written(line(COMMAND, ...words)).trimEnd();
}

/** What is wrong with a command line: what is pointed at, the message and the hint. */
function faults(read: ReadLine): string[] {
  expect(read.sweep).toBe(null);
  const text = read.sources.get('sweep new') ?? '';
  return read.diagnostics.map(
    ({ span, message, hint }) => `${text.slice(span?.start, span?.end)}: ${message}; ${hint ?? ''}`,
  );
}

describe('the words of `sweep new`', () => {
  it.each([
    ['values between commas, spelled as they are', ['lr=1e-3,0.10,007'], 'lr: [1e-3, 0.10, 007]'],
    ['what a shell makes of `lr={a,b}`', ['lr=a', 'seed=1', 'lr=b'], 'lr: [a, b]\nseed: [1]'],
    ['blanks around values, and within them', ['p=say hi, say bye'], 'p: [say hi, say bye]'],
    ['commas within quotes', ['tasks="a,b",c'], 'tasks: ["a,b", c]'],
    ['quotes of the other kind', [`p='it"s',"a\\"b",it's`], `p: ["it\\"s", "a\\"b", "it's"]`],
    ['an empty text', ['p="",a'], 'p: ["", a]'],
    ['numbers in quotes', ['p="1",2'], 'p: ["1", 2]'],
    ['commas within brackets', ['layers=[64,64],[128]'], 'layers: [[64,64], [128]]'],
    ['calls', ['f=min(1,2),max'], 'f: ["min(1,2)", max]'],
    ['a range, both ends included', ['seed=1..5'], 'seed: { from: 1, to: 5 }'],
    ['a range with a step', ['r=0..1..0.1'], 'r: { from: 0, to: 1, step: 0.1 }'],
    ['a range that falls', ['r=5..1', 's=5..1..2'], 'r: { from: 5, to: 1, step: -1 }\ns: { from: 5, to: 1, step: -2 }'],
    ['ranges beside values', ['r=1..3,9', 'r=-2..-1'], 'r: [1, 2, 3, 9, -2, -1]'],
    ['a range with a step beside values', ['r=0.10..0.3..0.1,9'], 'r: [0.10, 0.20, 0.30, 9]'],
    ['a range with leading zeros', ['r=08..11'], 'r: [08, 09, 10, 11]'],
    ['paths and versions', ['p=../a,a..b,..,1..', 'v=1.2.3'], 'p: [../a, a..b, "..", "1.."]\nv: ["1.2.3"]'],
    ['names with dots', ['optimizer.lr=1,2'], 'optimizer.lr: [1, 2]'],
    ['true and null', ['a=true,null,yes'], 'a: [true, "null", "yes"]'],
    ['an equals sign in a value', ['a=x=1,y=2'], 'a: ["x=1", "y=2"]'],
  ])('say %s', (_, words, expected) => {
    expect(axes(...words)).toBe(expected);
  });

  it.each([
    [['a=1,,2'], ['a: a value of `a` is empty; for an empty text, write `\'a=""\'`']],
    [['a='], ['a: a value of `a` is empty; for an empty text, write `\'a=""\'`']],
    [['a={1,2}'], ['{1,2}: no shell has expanded `{1,2}`; write `a=1,2`']],
    [['a={1..5}'], ['{1..5}: no shell has expanded `{1..5}`; write `a=1..5`']],
    [['a="x'], ['"x: `"` is never closed; for a text with it, write `\'a="…"\'`']],
    [['a=f(x,y'], ['(x,y: `(` is never closed; for a text with it, write `\'a="…"\'`']],
    [['a=0.1..0.5'], ['0.1..0.5: the range `0.1..0.5` has no step; write `0.1..0.5..0.1` for one of 0.1']],
    [['a=1..5..0'], ['1..5..0: the range `1..5..0` has a step of 0; write `1..5` for one of 1']],
    [
      ['a=1..99999999'],
      ['1..99999999: the range `1..99999999` has 99999999 values; no sweep takes more than 1000000 of an axis'],
    ],
    [
      ['learning-rate=1'],
      [
        'learning-rate: `learning-rate` cannot be a name: names are made of letters, digits and `_`; call it `learning_rate`: the command says `--learning-rate={{learning_rate}}`',
      ],
    ],
    [
      ['a=1e-4..1e-2', 'b='],
      [expect.stringMatching(/^1e-4\.\.1e-2: .* has an exponent; .*scale: log/), expect.stringMatching(/^b: /)],
    ],
  ])('cannot be %j, which is told with what can', (words, expected) => {
    expect(faults(line(COMMAND, ...words))).toEqual(expected);
  });
});

describe('the command of `sweep new`', () => {
  it.each([
    ['run {lr}', '{lr}: `{lr}` puts in no value; write `{{lr}}`'],
    ['run $lr', '$lr: `$lr` puts in no value; write `{{lr}}`'],
    ['run ${lr}x', '${lr}: `${lr}` puts in no value; write `{{lr}}`'],
    ['run {{lrr}} {{lr}}', '{{lrr}}: `lrr` has no values; did you mean `lr`?'],
    ['run {{other}} {{lr}}', '{{other}}: `other` has no values; say them, such as `other=1,2`'],
    [
      'run',
      'lr: the command does not use `lr`; write `{{lr}}` where its value goes, or `{{job.args}}` for `--lr=…` and so on of every axis, or `{{job.overrides}}` for `lr=…`',
    ],
    ['run --lr 3e-4', 'lr: the command does not use `lr`; write `--lr {{lr}}` for `--lr 3e-4`'],
    ['run a lr=3e-4', 'lr: the command does not use `lr`; write `lr={{lr}}` for `lr=3e-4`'],
  ])('`%s` is told what it lacks', (command, expected) => {
    expect(faults(line(command, 'lr=1,2'))).toEqual([expected]);
  });

  it.each([
    'run $lrs {{lr}}',
    'lr={{lr}}; run $lr',
    'run $SWEEP_PARAM_LR',
    'run {{{lr}}}',
    'run {{ lr }} \\{{x}} {{job.dir}}',
    'run {{job.overrides}}',
  ])('`%s` is fine', (command) => {
    expect(line(command, 'lr=1,2').diagnostics).toEqual([]);
  });

  it('may stand behind `--`, as a program with its words', () => {
    const words = ['train.py', '--lr={{lr}}', 'a b', "it's {{lr}}", 'x=1,2', '$lr'];
    const { sweep } = readLine({ words: ['lr=1,2'], program: words });
    expect(sweep?.command.says).toBe("train.py --lr={{lr}} 'a b' 'it'\\''s {{lr}}' x=1,2 '$lr'");
  });

  it('may look like values, where it is the only word with blanks or a template', () => {
    expect(line('X=1 run {{a}}', 'a=1').sweep?.command.says).toBe('X=1 run {{a}}');
  });

  it('must be there, and be one, and have something to vary', () => {
    expect(faults(line('lr=1,2'))[0]).toMatch(/: no command is said; such as /);
    expect(faults(line('run {{lr}}', 'twice', 'lr=1'))[0]).toMatch(
      /^twice: .*put the whole command in quotes, or behind `--`$/,
    );
    expect(faults(line('run {{lr}}'))).toEqual(['{{lr}}: `lr` has no values; say them, such as `lr=1,2`']);
  });

  it.each([
    ['run', 'write `{{seed}}` where a value goes, and add its values, such as `seed=1..5`'],
    ['run --data cora --lr 3e-4', 'write `--lr {{lr}}` for `--lr 3e-4`, and add its values, such as `lr=3e-4,…`'],
    [
      'run --weight-decay=-1',
      'write `--weight-decay={{weight_decay}}` for `--weight-decay=-1`, and add its values, such as `weight_decay=-1,…`',
    ],
    [
      'run -m a.b -v --data cora',
      'write `--data {{data}}` for `--data cora`, and add its values, such as `data=cora,…`',
    ],
    ['run -k 5', 'write `-k {{k}}` for `-k 5`, and add its values, such as `k=5,…`'],
  ])('`%s` is told how to vary what it has', (command, how) => {
    const hint = `${how}; \`sweep add\` runs a single command`;
    expect(faults(line(command))).toEqual([`${command}: no values are said, so there is nothing to sweep; ${hint}`]);
  });

  it('a loop of the shell is told how it is said as values', () => {
    const command = 'for s in 1 2 3; do python train.py --seed $s; done';
    const hint = 'write what is in the loop, with `{{s}}` for `$s`, and its values behind it: `s=1,2,3`';
    expect(faults(line(command))).toEqual([`${command}: a loop of the shell would be one job; ${hint}`]);
    const nested =
      'for lr in 0.1 0.01; do for s in $SEEDS; do for x in 1; do run --lr $lr --seed $s -x $x; done; done; done';
    const ways =
      '`{{lr}}` for `$lr` and `{{s}}` for `$s` and `{{x}}` for `$x`, and their values behind it: `lr=0.1,0.01 s=… x=1`';
    expect(faults(line(nested))).toEqual([
      `${nested}: a loop of the shell would be one job; write what is in the loop, with ${ways}`,
    ]);
  });

  it.each([
    ['lr=[0.1, 0.2]', '[0.1, 0.2]: all of `[0.1, 0.2]` would be one value, a list; write `lr=0.1,0.2`'],
    ['lr=range(3)', 'range(3): `range(3)` is no value; write a range as `lr=0..9`, both ends included'],
  ])('%s is refused, since all of it would be one value', (axis, said) => {
    expect(faults(line('python train.py --lr {{lr}}', axis))).toEqual([said]);
  });

  it.each([
    ['python src/Train_Big.py --x', 'train_big'],
    ['python -m pkg.eval --x', 'eval'],
    ['CUDA=1 torchrun --nproc 2 go.sh', 'go'],
    ['./bin/solve --x', 'solve'],
    ['{{lr}}', null],
    ['python {{arg}}.py --lr 1', null],
    ['./null', null],
  ])('`%s` is called %s', (command, name) => {
    expect(line(command, 'lr=1').name).toBe(name);
  });
});

describe('a multirun of Hydra', () => {
  const jobs = (command: string) => {
    const { sweep, diagnostics } = line(command);
    expect(diagnostics).toEqual([]);
    return { command: sweep?.command.says, matrix: sweep?.matrix?.says };
  };

  it('is a sweep over what varies, whose jobs are runs of their own', () => {
    expect(jobs('python train.py -m model=small optimizer.lr=0.1,0.01 seed=range(1,5)')).toEqual({
      command: 'python train.py model=small {{job.overrides}} hydra.run.dir={{job.dir}}',
      matrix: [
        {
          name: 'optimizer.lr',
          values: [
            { text: '0.1', type: 'number' },
            { text: '0.01', type: 'number' },
          ],
        },
        { name: 'seed', range: { from: '1', to: '4' } },
      ],
    });
  });

  it.each([
    ['python -m pkg.train --multirun a=1,2', 'python -m pkg.train {{job.overrides}} hydra.run.dir={{job.dir}}'],
    ['python t.py a=1,2 -m', 'python t.py {{job.overrides}} hydra.run.dir={{job.dir}}'],
    [
      'python t.py -m \\\n  a=1,2 \\\n  c=3 b=x,y | tee log',
      'python t.py \\\n  {{job.overrides}} hydra.run.dir={{job.dir}} \\\n  c=3 | tee log',
    ],
    ['python t.py -m +a=1,2 db/engine=x,y', 'python t.py +a={{a}} db/engine={{db_engine}} hydra.run.dir={{job.dir}}'],
    ['python t.py -m a=[1,2],[3] hydra.run.dir=out/{{a}}', 'python t.py a={{a}} hydra.run.dir=out/{{a}}'],
    [
      'python t.py -m a=1,2 x=[1,2] "y={a:1,b:2}"',
      'python t.py {{job.overrides}} hydra.run.dir={{job.dir}} x=[1,2] "y={a:1,b:2}"',
    ],
  ])('`%s` becomes `%s`', (command, expected) => {
    expect(jobs(command).command).toBe(expected);
  });

  it.each([
    ['choice(a, b)', ['a', 'b']],
    ['choice(1)', ['1']],
    ['"a","b"', ['a', 'b']],
    [`"a, b",c`, ['"a, b"', 'c']],
    ['null,1', ['null', '1']],
  ])('has the values of %s', (said, values) => {
    const [axis] = jobs(`python t.py -m 'x=${said}'`).matrix ?? [];
    expect(axis !== undefined && 'values' in axis ? axis.values.map(({ text }) => text) : null).toEqual(values);
  });

  it.each([
    ['range(3)', { from: '0', to: '2' }],
    ['range(1,10,3)', { from: '1', count: '3', step: '3' }],
    ['range(start=5, stop=1, step=-2)', { from: '5', count: '2', step: '-2' }],
    ['range(0,1,0.25)', { from: '0', count: '4', step: '0.25' }],
  ])('leaves the end of %s out', (said, range) => {
    expect(jobs(`python t.py -m 'x=${said}'`).matrix).toEqual([{ name: 'x', range }]);
  });

  it.each([
    'interval(0,1)',
    'glob(*)',
    'shuffle(1,2)',
    'float(range(1,3))',
    'range(3,3)',
    'range(1,2,0)',
    'range(a)',
    'choice(a,,b)',
    '"a',
  ])('is refused with %s, by name', (said) => {
    const [fault, ...others] = faults(line(`python t.py -m y=1,2 x=${said}`));
    expect(others).toEqual([]);
    expect(fault).toMatch(/^.*: .*(?:interval|glob|shuffle|range|empty|never closed).*; .+/);
  });

  it.each([
    ['-m a=1,2', '`-m` is left out; `hydra.run.dir={{job.dir}}` has it write into the folder of the job.'],
    [
      '--multirun a=1,2 hydra/launcher=joblib hydra.sweep.dir=out',
      '`--multirun` is left out; kept, though without effect: `hydra/launcher=…` and `hydra.sweep.dir=…`; `hydra.run.dir={{job.dir}}` has it write into the folder of the job.',
    ],
    ['-m a=1,2 hydra.run.dir=out/{{a}}', '`-m` is left out; `hydra.run.dir=…` stays.'],
  ])('tells what has become of `%s`', (said, told) => {
    expect(line(`python t.py ${said}`).notes).toEqual([`Each job is one run of Hydra: ${told}`]);
  });

  it('can have more axes', () => {
    const { sweep, diagnostics } = line('python t.py -m a=1,2', 'seed=1..3');
    expect(diagnostics).toEqual([]);
    expect(sweep?.matrix?.says.map(({ name }) => name)).toEqual(['a', 'seed']);
    expect(faults(line('python t.py -m +a=1,2', 'seed=1..3'))[0]).toMatch(/^seed: the command does not use `seed`/);
  });

  it.each(['python -m train {{x}}', 'git commit -m a=b {{x}}'])('is not `%s`', (command) => {
    expect(line(command, 'x=1').sweep?.command.says).toBe(command);
  });
});

it('is a file that has the very values that were said, whatever they are', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...Array.from(`'"\\[](){},:#&*!.0129e-= \n\ta`)) }),
  );
  const bare = fc.stringMatching(/^[A-Za-z0-9_/.:+@%-]{1,12}$/).filter((word) => !/\d\.\.-?\d/.test(word));
  const value = fc.oneof(
    bare.map((text) => ({ text, word: text })),
    anyText
      .filter((text) => !/[\p{Surrogate}\0]/u.test(text))
      .map((text) => ({ text, word: `"${text.replaceAll(/["\\]/g, '\\$&')}"` })),
  );
  fc.assert(
    fc.property(fc.uniqueArray(value, { minLength: 1, maxLength: 12, selector: ({ text }) => text }), (values) => {
      const { sweep, diagnostics } = line(COMMAND, `x.y=${values.map(({ word }) => word).join(',')}`);
      expect(diagnostics).toEqual([]);
      const { spec, diagnostics: found } = parseSpec(sweepText({ schema: null, name: 'x', ...sweep! }), 'x.yaml');
      expect(found).toEqual([]);
      const [axis] = spec!.axes;
      expect(axis!.values.kind === 'list' ? axis!.values.items.map(({ text }) => text) : null).toEqual(
        values.map(({ text }) => text),
      );
    }),
    { numRuns: cases(500) },
  );
});
