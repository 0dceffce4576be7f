import { describe, expect, it } from 'vitest';
import { wrap, wrapped } from '../../../src/report/text/wrap.ts';

describe('a text that is wrapped', () => {
  it('stays on one line where it fits, whatever its blanks', () => {
    expect(wrap('only  40% free', 14)).toEqual(['only  40% free']);
    expect(wrap('of any length', Infinity)).toEqual(['of any length']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('is broken between words, and fills its lines to the last column', () => {
    expect(wrap('its memory does not drain', 10)).toEqual(['its memory', 'does not', 'drain']);
  });

  it('has all lines but the first indented', () => {
    expect(wrap('its memory does not drain', 10, 2)).toEqual(['its memory', '  does not', '  drain']);
    expect(wrap('its memory does not drain', 9, 2)).toEqual(['its', '  memory', '  does', '  not', '  drain']);
  });

  it('is broken within a word only where that is wider than a line', () => {
    expect(wrap('a beam_search_math500 job', 8, 2)).toEqual(['a beam_s', '  earch_', '  math50', '  0 job']);
  });

  it('counts wide characters as the columns that they take', () => {
    expect(wrap('日本語 日本', 6)).toEqual(['日本語', '日本']);
    expect(wrap('日本語', 5)).toEqual(['日本', '語']);
  });

  it('keeps the lines that it has, and how they are indented', () => {
    expect(wrapped('  its memory\n    does not drain', 12)).toBe('  its memory\n    does not\n      drain');
    expect(wrapped('its memory does not drain\nhint: wait', 10)).toBe('its memory\n  does not\n  drain\nhint: wait');
    expect(wrapped('its memory\ndoes  not drain', Infinity)).toBe('its memory\ndoes  not drain');
  });
});
