import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherListings } from '../../src/app/sweep/read-sweep.ts';
import { expand } from '../../src/expand/expand.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { isGlob, parseGlob } from '../../src/model/text/glob.ts';
import { ContentReader } from '../../src/project/content.ts';
import { cases } from '../rig/cases.ts';
import { finish } from '../../src/project/reading.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'globs-agree-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Iterable<string>): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `content of ${file}`);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The values that an axis takes from `{ glob: pattern }`. */
function listed(pattern: string): readonly string[] {
  const span = { file: 'sweep.yaml', start: 0, end: 0 };
  const listings = gatherListings(root, [{ kind: 'glob', path: pattern, key: 'all', span }], []);
  const found = listings.get('all') ?? [];
  return 'fault' in found ? [] : found;
}

/** What `inputs: [pattern]` puts into a fingerprint; null when it finds nothing. */
const hashed = (pattern: string): string | null => finish(new ContentReader(root).read(pattern)).digest;

/** The digest of just these files. */
function digestOf(files: readonly string[]): string | null {
  return files.length === 0 ? null : sha256(files.map((file) => `${file}\0${sha256(`content of ${file}`)}\n`).join(''));
}

/** Whether a job with `inputs: [pattern]` knows that a job which it needs makes one of them: a value brings its name, which may look like a pattern. */
function waitsFor(produced: string, pattern: string): boolean {
  const text = JSON.stringify({
    matrix: { produced: [produced] },
    stages: {
      make: { produces: ['{{produced}}'], command: 'make' },
      use: { over: [], needs: 'make', inputs: [pattern], command: 'use' },
    },
  });
  const { spec } = parseSpec(text, 'sweep.yaml', { load: () => ({ ok: false, message: 'no bases' }), set: [] });
  if (spec === null) throw new Error('the sweep is wrong');
  const context = {
    root: '/',
    dir: '/',
    runFolder: '/run',
    folderOf: () => '',
    hostVars: new Map(),
    listings: new Map(),
    tables: new Map(),
    maxJobs: 10,
  };
  return (expand(spec, context).draft?.jobs[1]?.lateInputs.length ?? 0) > 0;
}

const TREE = [
  'a.json',
  'b.json',
  'c.json',
  '.hidden.json',
  '*a.json',
  '{a}.json',
  'd/a.json',
  'd/e/a.json',
  '.git/a.json',
];

describe('an axis, inputs and outputs', () => {
  test.each([
    ['*.json', ['*a.json', 'a.json', 'b.json', 'c.json', '{a}.json']],
    ['.*.json', ['.hidden.json']],
    ['{a,b}.json', ['a.json', 'b.json']],
    ['{a}.js*', ['{a}.json']],
    ['{a,{b,.hidden}}.json', ['.hidden.json', 'a.json', 'b.json']],
    ['{d,d/e}/a.json', ['d/a.json', 'd/e/a.json']],
    ['\\*a.json', ['*a.json']],
    ['\\{a,b}.json', []],
    ['**/a.json', ['a.json', 'd/a.json', 'd/e/a.json']],
    ['d/**', ['d/a.json', 'd/e/a.json']],
    ['**/e/*', ['d/e/a.json']],
    ['.git/*', ['.git/a.json']],
    ['[!a-b].json', ['c.json']],
    ['[[:alpha:]].json', ['a.json', 'b.json', 'c.json']],
  ])('mean the same files by %s', (pattern, files) => {
    write(TREE);
    expect(listed(pattern)).toEqual(files);
    expect(hashed(pattern)).toBe(digestOf(files));
    expect(TREE.filter((file) => waitsFor(file, pattern)).sort()).toEqual(files);
  });

  test('mean the same files by any pattern', () => {
    const name = fc.constantFrom(
      'a',
      'b',
      'ab',
      '.a',
      'a.b',
      '*',
      '{a}',
      'a,b',
      '[a]',
      '\\',
      '(a)',
      'a|b',
      '"',
      '+',
      'ü',
      '😀',
    );
    const file = fc.array(name, { minLength: 1, maxLength: 2 }).map((names) => names.join('/'));
    const piece = fc.oneof(
      fc.constantFrom('*', '**', '?', '[ab]', '[!a]', '[a', '{a,b}', '{a}', '{,.}', '\\*', '\\{', '\\a', '**/', '/'),
      name,
    );
    const patterns = fc
      .array(piece, { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('').replace(/^[/]+/, ''))
      .filter((pattern) => isGlob(pattern));
    let agreed = 0;
    fc.assert(
      fc.property(fc.uniqueArray(file, { minLength: 5, maxLength: 12 }), patterns, (files, pattern) => {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        const there = files.filter((one) => !files.some((other) => other.startsWith(`${one}/`)));
        write(there);
        const parsed = parseGlob(pattern);
        const matching = there.filter((one) => parsed.ok && parsed.glob.matches(one)).sort();
        expect(listed(pattern)).toEqual(matching);
        // What is there by this very name is an input as it is.
        if (existsSync(join(root, pattern))) return;
        expect(hashed(pattern)).toBe(digestOf(matching));
        if (matching.length > 0) agreed += 1;
      }),
      { numRuns: cases(800), seed: 11 },
    );
    expect(agreed).toBeGreaterThan(cases(120));
  });

  test('take a hidden file that a job produces for no input by `*`', () => {
    expect(waitsFor('out/.progress.json', 'out/*.json')).toBe(false);
    expect(waitsFor('out/.progress.json', 'out/.*.json')).toBe(true);
    expect(waitsFor('.cache/a.json', '**/*.json')).toBe(false);
  });

  test('take braces without a comma, and what is escaped, as they stand', () => {
    expect(waitsFor('a.json', '{a}.json')).toBe(false);
    expect(waitsFor('{a}.json', '{a}.json')).toBe(true);
    expect(waitsFor('a.json', '\\*.json')).toBe(false);
    expect(waitsFor('*.json', '\\*.json')).toBe(true);
  });

  test('know a folder that a job produces for what a pattern lies in', () => {
    expect(waitsFor('out', 'out/*.json')).toBe(true);
    expect(waitsFor('out', 'other/*.json')).toBe(false);
  });

  test('follow a link that a pattern names, and none by `**`', () => {
    write(['d/a.json', 'd/e/b.json']);
    symlinkSync('d', join(root, 'link'));
    symlinkSync('..', join(root, 'd/e/up'));
    for (const [pattern, files] of [
      ['link/*.json', ['link/a.json']],
      ['l*/*.json', ['link/a.json']],
      ['**/*.json', ['d/a.json', 'd/e/b.json']],
      ['**/b.json', ['d/e/b.json']],
      ['d/**', ['d/a.json', 'd/e/b.json']],
    ] as const) {
      expect({ pattern, files: listed(pattern) }).toEqual({ pattern, files });
    }
  });
});
