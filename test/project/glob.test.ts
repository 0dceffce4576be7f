import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isGlob } from '../../src/model/text/glob.ts';
import { glob, listOnce } from '../../src/project/glob.ts';
import { cases } from '../rig/cases.ts';

const FILES = [
  'a/x.json',
  'a/y.json',
  'a/b/x.json',
  'a/b/c/z.txt',
  'a/.hidden',
  '.dot/x.json',
  'b.txt',
  'a/[x].json',
  'a/-',
  'ü/x',
];

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'glob-'));
  for (const file of FILES) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file);
  }
  symlinkSync('a', join(root, 'link'));
  symlinkSync('..', join(root, 'a/b/up'));
  symlinkSync('nowhere', join(root, 'a/dangling.json'));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const found = (pattern: string): string[] => [...(glob(root, pattern, listOnce()) ?? [])].sort();

describe('a glob', () => {
  test.each([
    ['a/*.json', ['a/[x].json', 'a/x.json', 'a/y.json']],
    ['a/?.json', ['a/x.json', 'a/y.json']],
    ['a/[w-x].json', ['a/x.json']],
    ['a/[!x].json', ['a/y.json']],
    ['a/[]-]', ['a/-']],
    ['a/\\[x\\].json', ['a/[x].json']],
    ['{a,a/b}/x.json', ['a/b/x.json', 'a/x.json']],
    ['a/{x,{y,b/x}}.json', ['a/b/x.json', 'a/x.json', 'a/y.json']],
    ['**/*.json', ['a/[x].json', 'a/b/x.json', 'a/x.json', 'a/y.json']],
    ['**/z.txt', ['a/b/c/z.txt']],
    ['a/b/**', ['a/b/c/z.txt', 'a/b/x.json']],
    ['a/.*', ['a/.hidden']],
    ['.*/x.json', ['.dot/x.json']],
    ['link/?.json', ['link/x.json', 'link/y.json']],
    ['a/b/up/x.*', ['a/b/up/x.json']],
    ['?/x', ['ü/x']],
    ['./a/x.*', ['a/x.json']],
    ['b.txt/*', []],
    ['a/[z-a].json', []],
    ['a', []],
    ['nothing/*', []],
  ])('%s finds what it should', (pattern, files) => {
    expect(found(pattern)).toEqual(files);
  });

  test('that is absolute, or leads out of the root, keeps its spelling', () => {
    expect(found(`${root}/a/x.*`)).toEqual([`${root}/a/x.json`]);
    expect(glob(join(root, 'a'), '../b.*', listOnce())).toEqual(['../b.txt']);
  });

  test('is given up where it leads through more files and folders than may be looked at', () => {
    const most = (count: number) => glob(root, '**/??.txt', listOnce(), count);
    // In the root 5, of which `.dot` counts but is not entered, in `a` 7, in `a/b` 3, in `a/b/c` and `ü` one each.
    expect([most(17), most(1000)]).toEqual([[], []]);
    expect([most(16), most(1)]).toEqual([null, null]);
  });

  test('finds what bash finds, of files', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '?',
      'a',
      'b',
      'x',
      'link',
      '.json',
      '/',
      '[ab]',
      '[!a]',
      '{a,b}',
      '{x,y*}',
      '.',
    );
    const patterns = fc.sample(
      fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
      {
        numRuns: cases(400),
        seed: 7,
      },
    );
    // A `**` that is only a part of a step is a `*` in both; `..` and `//` come out spelled differently.
    const fit = patterns.filter((pattern) => isGlob(pattern) && !/\/\/|\.\.|^\/|(?:^|\/)\.(?:\/|$)|\/$/.test(pattern));
    expect(fit.length).toBeGreaterThan(cases(150));
    for (const pattern of new Set(fit))
      expect({ pattern, files: found(pattern) }).toEqual({ pattern, files: inBash(pattern) });
  });
});

/** What bash makes of a pattern that holds no blanks and no quotes. */
function inBash(pattern: string): string[] {
  const script = `shopt -s globstar nullglob; for f in ${pattern}; do [ -f "$f" ] && printf '%s\\n' "$f"; done | LC_ALL=C sort -u; true`;
  const output = execFileSync('bash', ['--norc', '-c', script], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}
