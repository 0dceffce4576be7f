import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readJsonLines } from '../../../src/results/readers/json.ts';
import { curvesIn, plainly } from './found.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/metrics', name), 'utf8');

describe('a JSON object', () => {
  it('gives numbers and booleans as scalars, texts as texts, and lists of numbers as curves, by names joined with dots', () => {
    const text = '{"acc": 0.5, "ok": true, "test": {"f1": {"macro": 1}, "name": "a"}, "loss": [3, 2, 1], "off": false}';
    expect(plainly(readJson(text, null))).toEqual({
      scalars: { acc: 0.5, ok: 1, 'test.f1.macro': 1, off: 0 },
      texts: { 'test.name': 'a' },
      curves: {
        loss: [
          [0, 3],
          [1, 2],
          [2, 1],
        ],
      },
      notes: {},
      problem: null,
    });
  });

  it('is read with the words that Python has for what is no number, but not within texts', () => {
    const text = '{"a": NaN, "b": -Infinity, "c": [Infinity, NaN, 1], "NaN": "Infinity \\" NaN", "d": {"e": NaN}}';
    const { scalars, texts, curves } = plainly(readJson(text, null));
    expect(scalars).toEqual({ a: NaN, b: -Infinity, 'd.e': NaN });
    expect(texts).toEqual({ NaN: 'Infinity " NaN' });
    expect(curves['c']).toEqual([
      [0, Infinity],
      [1, NaN],
      [2, 1],
    ]);
  });

  it('says nothing by null, by lists of other things, and by what is empty', () => {
    const text = '{"a": null, "b": [], "c": [[1]], "d": [{"x": 1}], "e": ["x"], "f": {}}';
    expect(plainly(readJson(text, null))).toMatchObject({ scalars: {}, texts: {}, curves: {}, problem: null });
  });

  it.each([
    ['', 'is not JSON'],
    ['{"a": 1', 'is not JSON'],
    ['{"a": NaN', 'is not JSON'],
    ['0.5', 'holds neither an object nor a list of them'],
    ['[1, 2]', 'holds neither an object nor a list of them'],
  ])('is none: %j', (text, problem) => {
    expect(plainly(readJson(text, null)).problem).toBe(problem);
  });

  it('has all numbers that a program puts into it', () => {
    const numbers = fc.dictionary(
      fc.stringMatching(/^[a-z_]{1,8}$/),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(numbers, (object) => {
        expect(plainly(readJson(JSON.stringify(object), null)).scalars).toEqual(
          JSON.parse(JSON.stringify({ ...object })) as unknown,
        );
      }),
    );
  });

  it('is what lm-eval writes', () => {
    const { scalars, texts } = plainly(readJson(fixture('lm_eval.json'), null));
    expect(scalars).toMatchObject({
      'results.arc_easy.acc,none': 0.7588383838383839,
      'results.gsm8k.exact_match,strict-match': 0,
      'configs.gsm8k.should_decontaminate': 0,
    });
    expect(texts['results.gsm8k.exact_match_stderr,strict-match']).toBe('N/A');
  });

  it('is read as it stands however deep it is nested', () => {
    const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
    expect(plainly(readJson(deep, null))).toMatchObject({ scalars: {}, problem: null });
  });
});

describe('rows in JSON', () => {
  it('are the list that names lead to, as Hugging Face writes it, merged by step', () => {
    const curves = curvesIn(readJson(fixture('trainer_state.json'), 'log_history'));
    expect(curves['eval_accuracy']).toEqual([
      [500, 0.8921568627450981],
      [690, 0.8848039215686274],
    ]);
    expect(curves['eval_loss']).toEqual([
      [500, NaN],
      [690, 0.3921],
    ]);
    expect(curves['train_loss']).toEqual([[690, 0.4222]]);
    expect(Object.keys(curves)).not.toContain('epoch');
  });

  it('may stand deeper, under a name with a dot in it, or be the whole', () => {
    const rows = '[{"step": 1, "a": 2}]';
    for (const [text, at] of [
      [`{"x": {"y": ${rows}}}`, 'x.y'],
      [`{"x.y": ${rows}}`, 'x.y'],
      [`{"x.y": {"z": ${rows}}}`, 'x.y.z'],
      [rows, null],
    ] as const) {
      expect(curvesIn(readJson(text, at)), text).toEqual({ a: [[1, 2]] });
    }
  });

  it.each(['{"y": []}', '{"x": 1}', '{"x": [1]}', '[]'])('are missed where there are none: %s', (text) => {
    expect(plainly(readJson(text, 'x')).problem).toBe('has no list of objects at `x`');
  });
});

describe('lines of JSON', () => {
  it('are rows, without a last one that was not written whole', () => {
    const text = '{"step": 1, "a": 1}\n\n{"step": 2, "a": NaN, "t": "x"}\r\n{"step": 3, "a"';
    expect(plainly(readJsonLines(text))).toMatchObject({
      curves: {
        a: [
          [1, 1],
          [2, NaN],
        ],
      },
      notes: { t: [[2, 'x']] },
      problem: null,
    });
  });

  it('that are none are told, and the others count', () => {
    expect(plainly(readJsonLines('{"a": 1}\nno\n{"a": 2}\n'))).toMatchObject({
      curves: {
        a: [
          [0, 1],
          [1, 2],
        ],
      },
      problem: 'has no JSON object in line 2',
    });
    expect(plainly(readJsonLines('no\n1\n{"a": 2}\n')).problem).toBe('has no JSON object in line 1, nor is one more');
    expect(plainly(readJsonLines('no\n1\n2\n{"a": 2}\n')).problem).toBe('has no JSON object in line 1, nor are 2 more');
  });
});
