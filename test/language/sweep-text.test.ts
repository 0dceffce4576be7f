import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/language/parse.ts';
import type { Spec } from '../../src/language/spec.ts';
import { sweepText, type WrittenSweep } from '../../src/language/write/sweep-text.ts';
import { textValue, valueOfWord, type WrittenValue } from '../../src/language/write/value.ts';
import { cases } from '../rig/cases.ts';

function read(sweep: WrittenSweep): Spec {
  const { spec, diagnostics } = parseSpec(sweepText(sweep), 'sweep.yaml');
  expect(diagnostics).toEqual([]);
  return spec!;
}

const SMALL: WrittenSweep = { schema: null, name: 'small', command: { says: 'true' } };

describe('a sweep file that is written', () => {
  it('is as people would write it', () => {
    const text = sweepText({
      schema: '.sweep/sweep.schema.json',
      head: ['Written by `sweep import jobs.txt`.'],
      name: 'train',
      matrix: {
        says: [
          { name: 'optimizer.lr', values: ['1e-3', '1e-4'].map(valueOfWord) },
          { name: 'seed', range: { from: '1', to: '5' } },
        ],
        remarks: ['Every combination is a job.'],
      },
      zip: {
        says: [
          [
            { name: 'model', values: [textValue('small'), textValue('large')] },
            { name: 'batch', values: [valueOfWord('64'), textValue('8')] },
          ],
        ],
      },
      command: {
        says: 'python train.py --lr {{optimizer.lr}} --seed {{seed}}',
        remarks: ['From line 3,', 'as it is.'],
      },
      keys: [
        { key: 'gpus', says: '1' },
        { key: 'timeout', says: '2h', remarks: ['A job is stopped after so long.'] },
        { key: 'env', says: new Map([['HF_HOME', '/data/hf']]) },
        { key: 'produces', says: ['out/{{seed}}.txt'] },
      ],
      tail: ['retry: 2'],
    });
    expect(text).toBe(`# yaml-language-server: $schema=.sweep/sweep.schema.json
#
# Written by \`sweep import jobs.txt\`.
name: train

# Every combination is a job.
matrix:
  optimizer.lr: [1e-3, 1e-4]
  seed: { from: 1, to: 5 }

zip:
  - model: [small, large]
    batch: [64, "8"]

# From line 3,
# as it is.
command: python train.py --lr {{optimizer.lr}} --seed {{seed}}

gpus: 1

# A job is stopped after so long.
timeout: 2h

env:
  HF_HOME: /data/hf

produces: ["out/{{seed}}.txt"]

# retry: 2
`);
  });

  it('names the files that axes and tables are in, and says how an axis is spelled', () => {
    const long = Array.from({ length: 30 }, (_, index) => valueOfWord(`value_${index}`));
    const axes = [
      { name: 'sample', lines: 'data/samples.txt' },
      { name: 'amp', values: ['true', 'false'].map(valueOfWord), arg: 'flag' },
      { name: 'fold', range: { from: '1', to: '5' }, arg: '--fold-number' },
      { name: 'x', values: long, arg: '-x' },
    ];
    const zip = { says: [{ table: 'runs.csv', columns: ['model', 'lr'] }] };
    const text = sweepText({ ...SMALL, matrix: { says: axes }, zip });
    expect(text).toContain(`
  sample: { lines: data/samples.txt }
  amp: { values: [true, false], arg: flag }
  fold: { values: { from: 1, to: 5 }, arg: "--fold-number" }
  x:
    values:
      - value_0
`);
    expect(text).toContain('\n    arg: "-x"\n');
    expect(text).toContain('\nzip:\n  - table: runs.csv\n    columns: [model, lr]\n');
    read({ ...SMALL, matrix: { says: axes }, zip });
  });

  it('has long lists of values one below the other, and keys of a line each close together', () => {
    const values = Array.from({ length: 30 }, (_, index) => valueOfWord(`value_${index}`));
    const text = sweepText({ ...SMALL, matrix: { says: [{ name: 'x', values }] }, keys: [{ key: 'gpus', says: '1' }] });
    expect(text).toContain('\n  x:\n    - value_0\n    - value_1\n');
    expect(text).toContain('\ncommand: "true"\ngpus: 1\n');
  });

  it.each(['a\nb', 'a\u2028b', 'a\r\nb', '\u0007'])('says what is said to people in remarks alone, as %j', (line) => {
    expect(read({ ...SMALL, head: [line], command: { says: 'x', remarks: [line] }, tail: [line] }).name.text).toBe(
      'small',
    );
  });

  const anyText = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme-composite' }),
      fc.string({ unit: fc.constantFrom(...Array.from('\'"\\[]{},:#&*!|>%@`-? \n\t~=.0eEx_nulyo')) }),
    )
    .filter((text) => !/[\p{Surrogate}\0]/u.test(text));
  const anyWord = fc.oneof(
    anyText,
    fc.constantFrom(
      'null',
      '~',
      'yes',
      'No',
      'on',
      '007',
      '0x1F',
      '0o7',
      '1e-3',
      '.5',
      '5.',
      '+1',
      '.inf',
      '.nan',
      '-',
      '<<',
      '=',
      '',
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.json().filter((text) => /^[[{]/.test(text)),
  );

  it('reads as the very values that it was given, whatever they are', () => {
    const value = fc.oneof(anyWord.map(valueOfWord), anyText.map(textValue)).filter(({ type }) => type !== 'json');
    const lists = fc.array(fc.uniqueArray(value, { minLength: 1, maxLength: 20, selector: ({ text }) => text }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(lists, (all) => {
        const axes = all.map((values, index) => ({ name: ['null', 'optimizer.lr', '_x1'][index] ?? '', values }));
        expect(valuesOf(read({ ...SMALL, matrix: { says: axes } }))).toEqual(all);
      }),
      { numRuns: cases(300) },
    );
  });

  it.each(['[64,64]', '{"a":[1e-3,"x: y"],"b":null}', '[]', '{"":"\\""}'])('reads as the list or map %s', (json) => {
    const axes = [{ name: 'x', values: [valueOfWord(json)] }];
    expect(valuesOf(read({ ...SMALL, matrix: { says: axes } }))).toEqual([[{ text: json, type: 'json' }]]);
  });

  it('reads as the very command and settings that it was given, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.constantFrom('true', 'a: b', 'a #b', 'echo\n\n', 'x ', 'null x', 'a:', '\ta')),
        anyText,
        (command, setting) => {
          fc.pre(command.trim() !== '');
          const sweep = {
            ...SMALL,
            command: { says: command },
            keys: [{ key: 'env', says: new Map([['X', setting]]) }],
          };
          const { job } = read(sweep);
          expect(job.command?.value).toMatchObject({ kind: 'shell', text: { text: command } });
          expect(job.env?.value?.[0]?.value?.text).toBe(setting);
        },
      ),
      { numRuns: cases(300) },
    );
  });
});

function valuesOf({ axes }: Spec): readonly (readonly WrittenValue[])[] {
  return axes.map(({ values }) =>
    values.kind === 'list' ? values.items.map(({ text, type }) => ({ text, type })) : [],
  );
}
