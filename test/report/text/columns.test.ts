import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, cutMiddle, fit, widthOf } from '../../../src/report/text/columns.ts';

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

  it.each([
    ['beam_search', 11, 'beam_search'],
    ['beam_search', 6, 'bea…ch'],
    ['beam_search', 5, 'be…ch'],
    ['日本語の文', 7, '日…の文'],
    ['日本語の文', 6, '日…文'],
    ['abc', 2, 'a…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
  ])('%j is cut in the middle to %i columns with an ellipsis', (text, width, shown) => {
    expect(cutMiddle(text, width)).toBe(shown);
  });

  it('are never more than those that a text is cut to, and its beginning and end are kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(30), (text, width) => {
        const shown = cutMiddle(text, width);
        expect(widthOf(shown)).toBeLessThanOrEqual(width);
        if (shown === text || shown === '') return;
        const at = shown.indexOf('…');
        expect(text.startsWith(shown.slice(0, at)) || text.includes('…')).toBe(true);
        expect(text.endsWith(shown.slice(at + 1)) || text.includes('…')).toBe(true);
      }),
    );
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
