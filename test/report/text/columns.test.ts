import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, fit, widthOf } from '../../../src/report/text/columns.ts';

describe('columns', () => {
  it.each([
    ['beam', 4],
    ['', 0],
    ['naïve', 5],
    ['e\u0301', 1],
    ['日本', 4],
    ['ｱ', 1],
    ['Ａ', 2],
    ['👩‍🔬', 2],
    ['❤️', 2],
    ['1', 1],
    ['━─', 2],
    ['a\u200Bb', 2],
    ['ｶﾞ', 2],
    ['का', 2],
    ['☎️', 2],
    ['☎', 1],
    ['각', 2],
  ])('%j takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it.each([
    ['beam_search', 11, 'beam_search'],
    ['beam_search', 5, 'beam…'],
    ['日本語', 4, '日…'],
    ['日本語', 5, '日本…'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
  ])('%j is cut to %i columns with an ellipsis', (text, width, shown) => {
    expect(cut(text, width)).toBe(shown);
  });

  it('are those that string-width tells, of every character and of any text', () => {
    const characters = Array.from({ length: 0x30_00 }, (_, code) => String.fromCodePoint(code));
    const visible = characters.filter((character) => !/\p{Cc}/u.test(character));
    expect(visible.filter((character) => widthOf(character) !== stringWidth(character))).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...visible) }), (text) => {
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
    );
  });

  it('cuts no text wider than asked, and fills it to exactly that', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, width) => {
        expect(widthOf(cut(text, width))).toBeLessThanOrEqual(width);
        expect(widthOf(fit(text, width))).toBe(width);
      }),
    );
  });
});
