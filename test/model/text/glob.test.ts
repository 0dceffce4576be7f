import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { globRoot, oddityOf, parseGlob } from '../../../src/model/text/glob.ts';

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

describe('however a pattern is made,', () => {
  test.each([
    ['many stars', 'a*'.repeat(120) + 'b', 'a'.repeat(250)],
    ['many stars and classes', '*[a-z]?'.repeat(80) + '0', 'a'.repeat(250)],
    ['alternatives of many stars', '{a*a*,*a*a}'.repeat(9) + 'b', 'a'.repeat(250)],
    ['many folders at any depth', '**/a/'.repeat(100) + 'b', 'a/'.repeat(300) + 'c'],
  ])('it is matched in the end: %s', (_, pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
    expect(matches(`${pattern.slice(0, -1)}*`, path)).toBe(true);
  });

  test('its stars match what those of a regular expression do', () => {
    const char = fc.constantFrom('a', 'b', '.');
    const name = fc.string({ unit: char, minLength: 1, maxLength: 8 });
    const pattern = fc.string({
      unit: fc.constantFrom('a', 'b', '.', '*', '?', '[ab]', '[!a]'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(pattern, name, (glob, tried) => {
        const source = glob.replaceAll('[!', '[^').replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
        const isHidden = tried.startsWith('.') && !glob.startsWith('.');
        const isName = tried !== '.' && (tried !== '..' || glob === '..');
        fc.pre(glob !== '.' && isName && !/^\*+$/.test(glob));
        expect(matches(glob, tried)).toBe(!isHidden && new RegExp(`^${source}$`).test(tried));
      }),
    );
  });
});

describe('what of a pattern can hardly be meant', () => {
  test.each([
    ['a/[b*', '`[` is not closed in it, so it stands for itself'],
    ['a/{b,c*', '`{` is not closed in it, so it stands for itself'],
    ['a/[z-a]', '`z-a` in it runs backwards, so `[z-a]` is no character at all'],
    ['a/[!9-0_]', '`9-0` in it runs backwards, so `[!9-0_]` is no character at all'],
  ])('is told: %s', (pattern, oddity) => {
    expect(oddityOf(pattern)).toBe(oddity);
  });

  test.each(['a/*.json', '[a-z]', '[!a-z]', '[]a]', '{a,b}', '\\[a', '\\{a', '[{]', '[[:digit:]]', '[a-]', 'a}'])(
    'nothing is told of %s',
    (pattern) => {
      expect(oddityOf(pattern)).toBeNull();
    },
  );
});
