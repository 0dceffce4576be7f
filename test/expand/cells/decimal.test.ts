import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalNumber } from '../../../src/model/text/decimal.ts';
import { canonical } from '../../../src/expand/cells/value.ts';

describe('the canonical form of a value', () => {
  test.each([
    ['1e-4', '0.0001'],
    ['0.0001', '0.0001'],
    ['1E-04', '0.0001'],
    ['0.10', '0.1'],
    ['.1', '0.1'],
    ['1.', '1'],
    ['1.0', '1'],
    ['+1', '1'],
    ['042', '42'],
    ['-0', '0'],
    ['-0.0e9', '0'],
    ['-1.50', '-1.5'],
    ['0x10', '16'],
    ['0o17', '15'],
    ['1e3', '1000'],
    ['1e21', '1e21'],
    ['123e19', '1.23e21'],
    ['1e-7', '1e-7'],
    ['12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['1e999999999999999999999', '1e999999999999999999999'],
    ['10e999999999999999999998', '1e999999999999999999999'],
  ])('of the number %s is %s', (text, form) => {
    expect(canonical(text)).toBe(form);
  });

  test.each([
    'abc',
    '',
    ' 1',
    '1 ',
    '1_000',
    '0b1',
    '1e',
    'e1',
    '.',
    '-',
    '.inf',
    '.nan',
    'true',
    'True',
    '1.2.3',
    '0x',
  ])('of %j, which is no number, is its text', (text) => {
    expect(canonicalNumber(text)).toBeNull();
    expect(canonical(text)).toBe(text);
  });

  test('is the same for all spellings of a number, and different for different numbers', () => {
    const digits = fc.stringMatching(/^[0-9]{1,12}$/);
    const number = fc.record({
      digits,
      exponent: fc.integer({ min: -30, max: 30 }),
      zeros: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const spelled = `${'0'.repeat(a.zeros)}${a.digits}${'0'.repeat(a.zeros)}e${a.exponent - a.zeros}`;
        expect(canonical(spelled)).toBe(canonical(`${a.digits}e${a.exponent}`));
        const [left, right] = [a, b].map((one) => BigInt(one.digits) * 10n ** BigInt(one.exponent + 30));
        expect(canonical(`${a.digits}e${a.exponent}`) === canonical(`${b.digits}e${b.exponent}`)).toBe(left === right);
      }),
    );
  });

  test('has a canonical form that is itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const form = canonical(String(value));
        expect(canonical(form)).toBe(form);
        expect(Number(form) + 0).toBe(value + 0);
      }),
    );
  });

  test('of a very long number is found without counting its digits one by one for each', () => {
    const digits = `1${'0'.repeat(1_000_000)}1`;
    expect(canonical(digits)).toBe(`${digits[0]}.${digits.slice(1)}e1000001`);
  });
});
