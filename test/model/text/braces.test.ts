import { describe, expect, test } from 'vitest';
import { expandBraces } from '../../../src/model/text/braces.ts';

describe('braces', () => {
  test.each([
    ['a{b,c}d', ['abd', 'acd']],
    ['{a,b}{c,d}', ['ac', 'ad', 'bc', 'bd']],
    ['x{a,{b,c}}', ['xa', 'xb', 'xc']],
    ['{,a}b', ['b', 'ab']],
    ['{a}', ['{a}']],
    ['{a', ['{a']],
    ['{{a,b}}', ['{a}', '{b}']],
    ['\\{a,b}', ['\\{a,b}']],
    ['\\\\{a,b}', ['\\\\a', '\\\\b']],
  ])('%s', (pattern, expected) => {
    expect(expandBraces(pattern, 10)).toEqual(expected);
  });

  test('stand for so many patterns at the most, and no more are made', () => {
    expect(expandBraces('{a,b}'.repeat(3), 8)).toHaveLength(8);
    expect(expandBraces('{a,b}'.repeat(3), 7)).toBeNull();
    expect(expandBraces('{a,b}'.repeat(800), 1_000)).toBeNull();
    expect(expandBraces('{'.repeat(1_000) + ',a}'.repeat(1_000), 1_000)).toBeNull();
    expect(expandBraces('{'.repeat(4_096), 1_000)).toEqual(['{'.repeat(4_096)]);
  });
});
