import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogLines } from '../../src/mcp/log-lines.ts';
import { masking } from '../../src/model/text/mask.ts';

function linesOf(text: string, tail: number, grep?: string, sizes: readonly number[] = [text.length]) {
  const lines = new LogLines({ tail, grep });
  const bytes = Buffer.from(text);
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    lines.take(bytes.subarray(at, at + size));
    at += size;
  }
  return lines.end();
}

test('the last lines are the same, however they come in', () => {
  const line = fc.stringMatching(/^[a-zé ]{0,12}[a-z]$/);
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 40 }),
      fc.array(fc.nat(30)),
      fc.integer({ min: 1, max: 9 }),
      (all, sizes, tail) => {
        const text = all.map((one) => `${one}\n`).join('');
        expect(linesOf(text, tail, undefined, sizes).lines).toEqual(all.slice(-tail).map((one) => one.trimEnd()));
      },
    ),
  );
});

test('a text is looked for in whatever case, and is no pattern', () => {
  const found = linesOf('Error: a.c\nfine\nerror: abc\n', 10, 'ERROR: A.C');
  expect(found).toEqual({ lines: ['Error: a.c'], left_out: 0, matches: 1 });
});

test('what nobody is to read is left out, and not found either', () => {
  const lines = new LogLines({ tail: 10, grep: 'tok-1' }, masking(['tok-1', 'é-sécret']));
  lines.take(Buffer.from('key tok-1\n'));
  expect(lines.end()).toEqual({ lines: [], left_out: 0, matches: 0 });
  const all = new LogLines({ tail: 10, grep: undefined }, masking(['é-sécret']));
  const bytes = Buffer.from('is é-sécret!\n');
  for (const byte of bytes) all.take(Buffer.from([byte]));
  expect(all.end().lines).toEqual(['is •••!']);
});

test('nothing in a line can move a cursor or hide a text', () => {
  expect(linesOf('\u001b[2Ja\u0007b\u202ec\r\n', 10).lines).toEqual([String.raw`a\u{7}b\u{202e}c`]);
});

test('a line of megabytes is one line, which says how much of it is left out', () => {
  const { lines } = linesOf(
    `first\n${'x'.repeat(3_000_000)}\nlast\n`,
    10,
    undefined,
    Array.from({ length: 40 }, () => 65_536),
  );
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^x{1000}… \(2999000 more characters\)$/);
});

test('lines that have no room are counted, the first before the last', () => {
  const text = Array.from({ length: 500 }, (_, at) => `${at} ${'y'.repeat(200)}\n`).join('');
  const { lines, left_out } = linesOf(text, 400);
  expect(lines.at(-1)).toMatch(/^499 /);
  expect(lines.length + left_out).toBe(400);
  expect(JSON.stringify(lines).length).toBeLessThan(16_000);
});
