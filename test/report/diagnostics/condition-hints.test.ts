import { describe, expect, test } from 'vitest';
import { expandText } from '../../rig/expansion.ts';

/** The hints on a rule with this condition, as JSON. */
function hintsOn(when: unknown): readonly (string | undefined)[] {
  const { diagnostics } = expandText(
    JSON.stringify({ matrix: { s: ['a', 'b'], lr: [1, 2] }, command: '{{s}} {{lr}}', rules: [{ when, gpus: 1 }] }),
  );
  return diagnostics.filter(({ code }) => code !== 'unmatched-condition').map(({ hint }) => hint);
}

const PLACES = 'a condition names values: for all but some, `when` and `unless` change places';
const LIST = 'a condition names values: list those that are meant, such as `[1, 2]`';

describe('a condition written as an expression is told as a map', () => {
  test.each([
    ['lr = 1', 'write `{lr: 1}`'],
    ['lr == 1 and s == "a"', 'write `{lr: 1, s: a}`'],
    ["s=='a' && lr==2", 'write `{s: a, lr: 2}`'],
    ['{{lr}} == 1', 'write `{lr: 1}`'],
    ['s in [a, b]', 'write `{s: [a, b]}`'],
    ['s != a', 'write `unless: {s: a}` in place of it'],
    ['lr == 1 or lr == 2', 'write a rule for each; for several values of one axis, a list such as `{seed: [1, 2]}`'],
    ['s', 'say for which values of it, such as `{s: …}`'],
  ])('%s', (text, hint) => {
    expect(hintsOn(text)).toEqual([hint]);
  });
});

describe('a value with an operator that a condition has not is told how to say it', () => {
  test.each([
    ['s', '!a', PLACES],
    ['s', 'not a', PLACES],
    ['lr', '>1', LIST],
    ['lr', '1..2', LIST],
    ['lr', '*', LIST],
    ['lr', '1 or 2', 'write `[1, 2]`'],
    ['s', 'a|b', 'write `[a, b]`'],
  ])('%s: %s', (axis, value, hint) => {
    expect(hintsOn({ [axis]: value })).toEqual([hint]);
  });

  test('unless it is a plain slip', () => {
    expect(hintsOn({ s: 'aa' })).not.toContain(LIST);
  });
});
