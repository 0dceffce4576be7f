import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

/** What each item of the page quotes: the message that its reader has before them. */
const QUOTED = [...PAGE.matchAll(/^- (`+)(.*?)\1(?!`)/gms)].map(([, , message = '']) =>
  message.trim().replaceAll(/\s+/g, ' '),
);

/** A source without its comments, with `…` for what differs in a message, as the page has it. */
function messagesOf(source: string): string {
  const code = source.replaceAll(/^ *(?:\/\*\*[^]*?\*\/|\/\/.*)$/gm, '');
  let text = code.replaceAll('\\`', '`').replaceAll("\\'", "'");
  // What is inserted may hold texts that insert in turn.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/\$\{[^{}\n]*\}/g, '…');
  }
  return text;
}

const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('generated/'))
  .map((path) => messagesOf(readFileSync(join(ROOT, 'src', path), 'utf8')));

it('every message of the page on troubleshooting is one that the program can print', () => {
  expect(QUOTED.length).toBeGreaterThan(60);
  expect(QUOTED.length).toBe(PAGE.match(/^- /gm)?.length);
  expect(QUOTED.filter((message) => !SOURCES.some((source) => source.includes(message)))).toEqual([]);
});

it('no message stands there twice', () => {
  expect(QUOTED.filter((message, index) => QUOTED.indexOf(message) !== index)).toEqual([]);
});
