import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_GRACE, quoted, shellWord, timeoutWords } from '../../../src/model/text/shell.ts';
import { seconds } from '../../../src/model/units.ts';
import { cases } from '../../rig/cases.ts';

describe('a word of a shell', () => {
  test.each([
    ['train.py', 'train.py'],
    ['--lr=0.1', '--lr=0.1'],
    ['=ls', "'=ls'"],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['~', "'~'"],
    ['a*', "'a*'"],
  ])('%s is written %s', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  test('stands for exactly its text, quoted or not', () => {
    const character = fc.constantFrom(...Array.from(`aZ0 '"\\$\`*?[]{}~#!&|;<>()=\n\t-é😀`));
    const texts = fc.sample(fc.string({ unit: character, maxLength: 12 }), { numRuns: cases(300), seed: 3 });
    const words = texts.flatMap((text) => [shellWord(text), quoted(text)]);
    const output = execFileSync('bash', ['--norc', '-s'], {
      input: `printf '%s\\0' ${words.join(' ')}`,
      encoding: 'utf8',
    });
    expect(output.split('\0').slice(0, -1)).toEqual(texts.flatMap((text) => [text, text]));
  });
});

describe('timeout(1)', () => {
  test('is told signal, grace and limit, and never 0, which it takes for no limit', () => {
    const limit = { after: seconds(90), signal: 'INT', grace: seconds(0) };
    expect(timeoutWords(limit)).toEqual(['timeout', '-s', 'INT', '-k', '0.001', '90']);
  });

  test('without a limit only passes signals on, and kills after the usual grace', () => {
    expect(timeoutWords(null)).toEqual(['timeout', '-k', String(DEFAULT_GRACE), '0']);
  });
});
