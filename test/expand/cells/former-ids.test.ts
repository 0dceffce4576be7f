import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cases } from '../../rig/cases.ts';
import { expandText, jobsOf, planOf } from '../../rig/expansion.ts';

/** The ids that jobs may have had, with those of today. */
const former = (text: string): Record<string, string> => Object.fromEntries(planOf(text).former ?? []);

const errors = (text: string): readonly string[] => expandText(text).said.filter((line) => line.startsWith('error'));

describe('the ids that jobs may have had', () => {
  test('are none where nothing is said to have moved', () => {
    expect(planOf('matrix: {a: [1]}\ncommand: echo {{a}}\n').former).toBeUndefined();
    expect(planOf('matrix: {a: [1]}\ncommand: echo {{a}}\nmoved: []\n').former).toBeUndefined();
  });

  test.each([
    ['an axis', 'matrix: {lr: [1, 2]}', '{axis: lr, was: rate}', { 'rate-1': 'lr-1', 'rate-2': 'lr-2' }],
    ['an axis that sorts elsewhere', 'matrix: {a: [1], b: [2]}', '{axis: a, was: z}', { 'b-2+z-1': 'a-1+b-2' }],
    ['a value', 'matrix: {lr: [0.001, 2]}', '{axis: lr, value: 1e-3, was: 0.001x}', { 'lr-0.001x': 'lr-0.001' }],
    ['an axis that was absent', 'matrix: {m: [a], s: [1]}', '{axis: m, value: a, was: null}', { 's-1': 'm-a+s-1' }],
    [
      'an axis that is absent',
      'matrix: {s: [1, 2], m: {values: [a], when: {s: 1}}}',
      '{axis: m, value: null, was: none}',
      { 'm-none+s-2': 's-2' },
    ],
    [
      'a value that goes without saying',
      'matrix: {m: {values: [a, b], default: a}}',
      '{axis: m, value: a, was: x}',
      { 'm-x': 'main' },
    ],
    ['a list', 'matrix: {l: [[64, 64]]}', '{axis: l, was: layers}', 1],
  ])('follow %s that was renamed', (_, matrix, move, ids) => {
    const found = former(`${matrix}\ncommand: "true"\nmoved:\n  - ${move}\n`);
    if (typeof ids === 'number') expect(Object.keys(found)).toHaveLength(ids);
    else expect(found).toEqual(ids);
  });

  test('follow a stage, also to and from a sweep without stages', () => {
    const stages = (move: string) =>
      former(`matrix: {a: [1]}\nstages: {train: {command: echo {{a}}}}\nmoved: [${move}]\n`.replace('{{a}}', 'x'));
    expect(stages('{stage: train, was: fit}')).toEqual({ 'fit+a-1': 'train+a-1' });
    expect(stages('{stage: train, was: main}')).toEqual({ 'a-1': 'train+a-1' });
    expect(former('matrix: {a: [1]}\ncommand: "true"\nmoved: [{stage: main, was: fit}]\n')).toEqual({
      'fit+a-1': 'a-1',
    });
  });

  test('are those of each combination, since one may have been renamed before the other', () => {
    const text = 'matrix: {lr: [1]}\ncommand: "true"\nmoved: [{axis: lr, was: rate}, {axis: lr, value: 1, was: one}]\n';
    expect(former(text)).toEqual({ 'rate-1': 'lr-1', 'lr-one': 'lr-1', 'rate-one': 'lr-1' });
  });

  const CHAIN = ['{axis: c, was: b}', '{axis: b, was: a}', '{axis: b, value: 2, was: 1}'];

  test.each([[CHAIN], [CHAIN.toReversed()]])(
    'follow chains, in whatever order they are said, and values of an axis under each of its names: %j',
    (order) => {
      const ids = former(`matrix: {c: [2]}\ncommand: "true"\nmoved: [${order.join(', ')}]\n`);
      expect(Object.keys(ids).sort()).toEqual(['a-1', 'a-2', 'b-1', 'b-2', 'c-1']);
    },
  );

  test('of an axis that a stage is not over are not those of its jobs', () => {
    const text =
      'matrix: {d: [1], m: [2]}\nstages: {a: {over: [d], command: "true"}, b: {command: "true"}}\n' +
      'moved: [{axis: m, was: n}]\n';
    expect(former(text)).toEqual({ 'b+d-1+n-2': 'b+d-1+m-2' });
  });

  test('are exactly the ids under the former names', () => {
    const names = fc.constantFrom('a', 'b', 'x', 'zz');
    const values = fc.uniqueArray(fc.constantFrom('1', '2', 'u/v', 'y'.repeat(50)), { minLength: 1 });
    fc.assert(
      fc.property(names, names, values, (now, was, list) => {
        fc.pre(now !== was);
        const sweep = (axis: string) => `matrix: {${axis}: ${JSON.stringify(list)}, m: [1, 2]}\ncommand: "true"\n`;
        const [before, after] = [jobsOf(sweep(was)), jobsOf(sweep(now))];
        expect(former(`${sweep(now)}moved: [{axis: ${now}, was: ${was}}]\n`)).toEqual(
          Object.fromEntries(before.map(({ id }, at) => [id, after[at]?.id])),
        );
      }),
      { numRuns: cases(30) },
    );
  });

  test('are too many where they are more than a plan can wait for', () => {
    const each = (spell: (at: number) => string) => Array.from({ length: 21 }, (_, at) => spell(at)).join(', ');
    const [axes, moves] = [each((at) => `a${at}: [1]`), each((at) => `{axis: a${at}, was: b${at}}`)];
    expect(errors(`matrix: {${axes}}\ncommand: "true"\nmoved: [${moves}]\n`)).toEqual([
      'error too-many-moves @ {axis: a0, was: b0}: by `moved`, jobs may have had 2,097,151 other ids, more than 1,000,000 ' +
        '(take out the entries that all results have followed)',
    ]);
  });
});

describe('what `moved` says', () => {
  const of = (...moves: readonly string[]) =>
    errors(
      `matrix: {lr: [1, 2], m: {values: [a], when: {lr: 1}}}\nstages: {train: {command: "true"}}\nmoved: [${moves.join(', ')}]\n`,
    );

  test.each([
    [['{axis: rate, was: x}'], '@ rate: `rate` is not an axis'],
    [['{axis: rate, value: 1, was: 2}'], '@ rate: `rate` is not an axis'],
    [['{axis: lt, was: x}'], '@ lt: `lt` is not an axis (did you mean `lr`?)'],
    [['{axis: lr, value: 3, was: x}'], '@ 3: `3` is not a value of `lr`'],
    [['{stage: eval, was: x}'], '@ eval: `eval` is not a stage'],
    [['{axis: lr, was: m}'], '@ m: `m` is still an axis'],
    [['{axis: lr, value: 1, was: 2.0}'], '@ 2.0: `2.0` is still a value of `lr`'],
    [['{axis: m, value: a, was: null}'], '@ null: absence is still a value of `m`'],
    [['{axis: lr, value: null, was: x}'], '@ null: `null` is not a value of `lr`'],
    [['{axis: lr, was: 0.5x}'], '@ 0.5x: `0.5x` cannot have been the name of an axis'],
    [['{stage: train, was: null}'], '@ null: `null` cannot have been the name of a stage'],
    [['{axis: lr, was: x}', '{axis: lr, was: y}'], '@ lr: `lr` was `x` already: two results cannot become one'],
    [['{axis: lr, was: x}', '{axis: m, was: x}'], '@ x: `x` has become `lr` already: one result cannot become two'],
    [['{axis: x, was: y}', '{axis: y, was: x}'], '@ x: `x` is not an axis'],
  ])('is wrong at its place: %j', (moves, message) => {
    expect(of(...moves).some((line) => line.includes(message))).toBe(true);
  });

  test('is not judged by axes that are malformed or not known', () => {
    const wrong = expandText('matrix: {lr: 5}\ncommand: "true"\nmoved: [{axis: lr, value: 3, was: 4}]\n').said;
    expect(wrong.filter((line) => line.includes('unknown-move'))).toEqual([]);
  });
});
