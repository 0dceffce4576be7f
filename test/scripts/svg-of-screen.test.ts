import { describe, expect, it } from 'vitest';
import { svgOfScreen } from '../../scripts/svg-of-screen.ts';

const ESC = '\x1b';
const textsOf = (screen: string) =>
  [...svgOfScreen(screen, '').matchAll(/<text (.*?)>(.*?)<\/text>/g)].map(([, at = '', text]) => [text, at]);

describe('the picture of a terminal', () => {
  it('has each word at its column and line, as wide as it is there', () => {
    const [first, second, third] = textsOf('ab  c\n   d\n');
    expect(first).toEqual(['ab', 'x="16" y="30" textLength="16.8" lengthAdjust="spacingAndGlyphs"']);
    expect(second).toEqual(['c', 'x="49.6" y="30" textLength="8.4" lengthAdjust="spacingAndGlyphs"']);
    expect(third).toEqual(['d', 'x="41.2" y="49" textLength="8.4" lengthAdjust="spacingAndGlyphs"']);
  });

  it('has the colours and weights of the terminal, until they are taken back', () => {
    const looks = textsOf(`${ESC}[1;32mgo${ESC}[39m on${ESC}[0m plain ${ESC}[2mdim`).map(([text, at = '']) => [
      text,
      [.../(?:fill|font-weight|opacity)="(.*?)"/g[Symbol.matchAll](at)].map(([, value]) => value),
    ]);
    expect(looks).toEqual([
      ['go', ['#3fb950', 'bold']],
      ['on', ['bold']],
      ['plain', []],
      ['dim', ['0.65']],
    ]);
  });

  it('shows what would be code in a picture', () => {
    expect(svgOfScreen('a<b & c\n', '1 > 0')).toContain('<title>1 &gt; 0</title>');
    expect(textsOf('a<b & c\n').map(([text]) => text)).toEqual(['a&lt;b &amp; c']);
  });

  it('is as large as what it shows', () => {
    expect(svgOfScreen('12345\n1\n\n', '')).toMatch(/^<svg [^>]* width="74" height="70" /);
  });
});
