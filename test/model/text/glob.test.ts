import { describe, expect, test } from 'vitest';
import { globRoot, parseGlob } from '../../../src/model/text/glob.ts';

function matches(pattern: string, path: string): boolean {
  const parsed = parseGlob(pattern);
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.glob.matches(path);
}

describe('a glob matches', () => {
  test.each([
    ['out/*.json', 'out/a.json'],
    ['**/a', 'a'],
    ['**/a', 'b/c/a'],
    ['a/**', 'a/b/c'],
    ['**/**/a/**', 'a/b'],
    ['a**c', 'abc'],
    ['./a/*', 'a/b'],
    ['../*/a', '../b/a'],
    ['/x/*', '/x/y'],
    ['?', '😀'],
    ['[😀-😂]', '😁'],
    ['[[:digit:]]*', '1a'],
    ['[]a]', ']'],
    ['[\\]]', ']'],
    ['[\\!a]', '!'],
    ['[a', '[a'],
    ['*[', 'a['],
    ['\\a*', 'ab'],
    ['*\\', 'a\\'],
    ['\\.*', '.a'],
  ])('%s: %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  test.each([
    ['*', '.a'],
    ['?a', '.a'],
    ['[.]a', '.a'],
    ['**/a', '.git/a'],
    ['**', 'a/.b/c'],
    ['.*/a', '../a'],
    ['*/a', '../a'],
    ['*', 'a/b'],
    ['/x/*', 'x/y'],
    ['x/*', '/x/y'],
    ['a/**', 'a'],
    ['[z-a]', 'b'],
    ['[]', 'a'],
    ['\\d*', '1'],
  ])('not %s: %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  test('all else as it stands, whatever a regular expression or another shell makes of it', () => {
    for (const text of [
      '(a|b)',
      'a|b',
      'a+',
      '+(a)',
      '!a',
      '@(a)',
      '"a"',
      "'a'",
      '^a$',
      'a.b',
      '#',
      '~',
      '\t',
      'a..c',
      '}',
      ',',
      ']',
    ]) {
      expect([text, matches(`${text}*`, text)]).toEqual([text, true]);
    }
    expect(matches('a.b*', 'axb')).toBe(false);
    expect(matches('a|b*', 'a')).toBe(false);
    expect(matches('!a*', 'b')).toBe(false);
  });
});

describe('a glob that is too large is refused at once', () => {
  test.each([
    ['{a,b}'.repeat(30), 'the braces of this glob stand for more than 1,000 patterns'],
    [`${'{a,b}'.repeat(9)}{a,b}`, 'the braces of this glob stand for more than 1,000 patterns'],
    ['*'.repeat(5_000), 'this glob is longer than 4,096 characters'],
  ])('%.20s…', (pattern, fault) => {
    expect(parseGlob(pattern)).toMatchObject({ ok: false, fault });
  });

  test('but one of a thousand patterns is not', () => {
    const digits = `{${[...Array(10).keys()].join(',')}}`;
    expect(matches(`run-${digits.repeat(3)}/*`, 'run-042/log')).toBe(true);
  });
});

test.each([
  ['a/b/*.json', 'a/b'],
  ['*.json', '.'],
  ['/a/*', '/a'],
  ['/*', '/'],
  ['{a,b}/c', '.'],
  ['a\\b/*', '.'],
])('the files of %s lie in %s', (glob, folder) => {
  expect(globRoot(glob)).toBe(folder);
});
