import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASKED, masking } from '../../../src/model/text/mask.ts';
import { cases } from '../../rig/cases.ts';

describe('a mask', () => {
  it.each([
    ['the value, wherever it stands', ['hunter22'], 'a hunter22, "hunter22"', 'a •••, "•••"'],
    ['the longer of two that begin alike', ['hunt', 'hunter22'], 'hunter22 hunt', '••• •••'],
    ['each line of a value that has several', ['-----A\nMIIEow\n-----B\n'], 'read MIIEow', 'read •••'],
    ['a value that spaces surround, also without them', [' hunter22\n'], 'hunter22', '•••'],
    ['nothing of a value that is too short to be one', ['1', '', 'abc'], '1 abc', '1 abc'],
    ['what would be a pattern as it is', ['.*$&+'], 'a .*$&+ b', 'a ••• b'],
  ])('leaves out %s', (_, values, text, expected) => {
    expect(masking(values)(text)).toBe(expected);
  });

  it('leaves no value in any text, and any text alone that has none', () => {
    const value = fc.string({ minLength: 4, maxLength: 8, unit: fc.constantFrom('a', 'b', '$', ' ') });
    fc.assert(
      fc.property(fc.array(value), fc.array(fc.oneof(value, fc.string())), (values, words) => {
        const text = words.join(' ');
        const shown = masking(values)(text);
        const parts = values.map((one) => one.trim()).filter((one) => one.length >= 4);
        for (const part of parts) expect(shown).not.toContain(part);
        if (parts.every((part) => !text.includes(part))) expect(shown).toBe(text);
        else expect(shown).toContain(MASKED);
      }),
      { numRuns: cases(300) },
    );
  });
});
