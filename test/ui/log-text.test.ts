import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masking } from '../../src/model/text/mask.ts';
import { LogText } from '../../src/ui/log-text.ts';

/** A text as it comes out, given in pieces that end at these bytes. */
function told(text: string, ends: readonly number[] = []): string {
  const bytes = Buffer.from(text);
  const log = new LogText();
  let at = 0;
  let out = '';
  for (const end of [...ends].sort((a, b) => a - b)) {
    out += log.take(bytes.subarray(at, Math.max(at, end)));
    at = Math.max(at, end);
  }
  return out + log.take(bytes.subarray(at)) + log.end();
}

test.each([
  ['colours go', '\u001b[1;31mred\u001b[0m\n', 'red\n'],
  ['a title goes', '\u001b]0;title\u0007text', 'text'],
  ['a link leaves its text', '\u001b]8;;http://evil\u001b\\text\u001b]8;;\u001b\\', 'text'],
  ['a moved cursor goes', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
  ['bells and backspaces are written out', 'a\u0007\b', String.raw`a\u{7}\u{8}`],
  ['turned text is written out', '\u202eevil', String.raw`\u{202e}evil`],
  ['lines, returns and tabs stay', 'a\tb\r\nc\r', 'a\tb\r\nc\r'],
  ['markup is text', '<img src=x onerror=alert(1)>&amp;', '<img src=x onerror=alert(1)>&amp;'],
  ['an escape without an end is written out', 'a\u001b', String.raw`a\u{1b}`],
])('%s', (_, text, expected) => {
  expect(told(text)).toBe(expected);
});

test('nothing waits behind a code that has come to its end', () => {
  for (const code of ['\u001b[0m', '\u001b]0;title\u0007', '\u001b(B', '\u001b7']) {
    expect(new LogText().take(Buffer.from(`${code}text`))).toBe('text');
  }
});

test('what nobody is to read is left out, in how many pieces it may come', () => {
  const mask = masking(['hunter22']);
  for (let cut = 0; cut < 20; cut += 1) {
    const log = new LogText(mask);
    const text = Buffer.from('key: \u001b[1mhunter22\nnext\rhunter22');
    const pieces = [text.subarray(0, cut), text.subarray(cut)].map((piece) => log.take(piece));
    expect(pieces.join('') + log.end()).toBe('key: •••\nnext\r•••');
  }
});

test('it comes to the same however it comes in, with no control character left', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('\u001b[31m', '\u001b]0;t\u0007', '\u001b[2K', '\n', '\r', '\u0007', '\u001b(B', 'é', '🙂'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(120)), (pieces, ends) => {
      const text = pieces.join('');
      const whole = told(text);
      expect(told(text, ends)).toBe(whole);
      expect(whole).not.toMatch(/[^\P{Cc}\n\r\t]/u);
    }),
  );
});
