import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TerminalText } from '../../../src/report/text/terminal-text.ts';

/** What a terminal is shown of output that comes in these pieces. */
function shown(...pieces: readonly Uint8Array[]): string {
  const text = new TerminalText();
  return pieces.map((piece) => text.take(piece)).join('') + text.end();
}

const bytes = (text: string): Buffer => Buffer.from(text);

describe('output of a job on a terminal', () => {
  it.each([
    ['colours, and takes them off at the end', '\u001b[1;31mred', '\u001b[1;31mred\u001b[0m'],
    ['what a progress bar needs', '10%\r20%\b\b\n\t', '10%\r20%\b\b\n\t'],
    ['text of any script', 'é 漢 🎉\n', 'é 漢 🎉\n'],
  ])('keeps %s', (_, text, expected) => {
    expect(shown(bytes(text))).toBe(expected);
  });

  it.each([
    ['moves the cursor', '\u001b[2J\u001b[H', '\\u{1b}[2J\\u{1b}[H'],
    ['sets a title', '\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
    ['is a control of eight bits', '\u009b2J', '\\u{9b}2J'],
    ['turns the direction of text', '\u202e', '\\u{202e}'],
    ['never ends', 'a\u001b[3', 'a\\u{1b}[3'],
  ])('writes out what %s', (_, text, expected) => {
    expect(shown(bytes(text))).toBe(expected);
  });

  it('is the same however it comes in pieces', () => {
    const part = fc.constantFrom('a', '\n', '\u001b', '[', '3', ';', 'm', 'J', 'é', '\u0007', '\u001b[1m');
    fc.assert(
      fc.property(fc.array(part), fc.nat(), (parts, at) => {
        const all = bytes(parts.join(''));
        const cut = at % (all.length + 1);
        expect(shown(all.subarray(0, cut), all.subarray(cut))).toBe(shown(all));
      }),
    );
  });
});
