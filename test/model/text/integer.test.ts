import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseInteger } from '../../../src/model/text/integer.ts';

describe('a whole number', () => {
  it.each([
    ['2', 2],
    ['+2', 2],
    ['-2', -2],
    ['-0', 0],
    ['042', 42],
    ['2.0', 2],
    ['2e3', 2000],
    ['0x1F', 31],
    ['0o17', 15],
  ])('%s is %d', (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  it.each(['', ' 2', '2.5', 'two', '1e-3', '0b1', '1_000', '9007199254740993', '1e400', '-0x1', '{{n}}'])(
    'is not spelled %j',
    (text) => {
      expect(parseInteger(text)).toBeNull();
    },
  );

  it('is what YAML makes of the same text', () => {
    const digits = fc.stringMatching(
      /^[-+]?(?:[0-9]{1,6}(?:\.0{0,3})?(?:[eE]\+?[0-3])?|0x[0-9a-f]{1,6}|0o[0-7]{1,6})$/,
    );
    fc.assert(
      fc.property(digits, (text) => {
        const value: unknown = parse(text);
        fc.pre(typeof value === 'number');
        expect(parseInteger(text)).toBe(value + 0);
      }),
    );
  });
});
