import { describe, expect, it } from 'vitest';
import { lastLines, visible } from '../../../src/report/text/visible.ts';

describe('visible', () => {
  it.each([
    ['two\nlines', 'two\\nlines'],
    ['\u001B[2Jgone', '\\u{1b}[2Jgone'],
    ['right\u202Eleft', 'right\\u{202e}left'],
    ['plain ünïcode', 'plain ünïcode'],
  ])('writes the control characters of %j out', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('the last lines of a log', () => {
  it('are as many as asked for, empty ones not counted', () => {
    expect(lastLines('a\n\nb\n  \nc\n', 2)).toEqual(['b', 'c']);
  });

  it('are all that there are when there are fewer', () => {
    expect(lastLines('only', 5)).toEqual(['only']);
    expect(lastLines('', 5)).toEqual([]);
  });

  it('have no colours, titles or cursor movements in them', () => {
    expect(lastLines('\u001B[1;31mError\u001B[0m: \u001B]0;title\u0007bad\u001B[K\n', 1)).toEqual(['Error: bad']);
  });

  it('show of a progress bar only its last state', () => {
    expect(lastLines(' 10%|#   |\r 50%|##  |\r100%|####|\r\n', 1)).toEqual(['100%|####|']);
  });

  it('have tabs as spaces and other control characters written out', () => {
    expect(lastLines('\tat x\u0000', 1)).toEqual(['    at x\\u{0}']);
  });
});
