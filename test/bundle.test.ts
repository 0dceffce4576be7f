import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundle, isStale } from '../scripts/bundle.ts';
import { licenceTexts, packagesOf } from '../scripts/licences.ts';

const root = dirname(import.meta.dirname);

let project: string;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
};

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'sweep-bundle-'));
  for (const file of ['scripts/build.ts', 'package-lock.json']) write(file, '');
  for (const file of ['package.json', 'tsconfig.json']) write(file, '{ "type": "module" }');
  write('src/index.ts', 'export const answer = 42;\n');
  write('src/cli/main.ts', "console.log('hello', ...process.argv.slice(2));\n");
  write('src/app/world/metric-thread.ts', '');
  write('src/page/main.ts', 'document.title += "!";\n');
  write('src/page/page.css', 'body { margin: 0 }\n');
  write('src/page/live/main.ts', 'document.title += "?";\n');
  write('src/page/live/live.css', "@import '../page.css';\n");
});

afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

describe('the bundle', () => {
  test('is a program that can be run by its name', async () => {
    await bundle(project);
    expect(execFileSync(join(project, 'dist/sweep.js'), ['world'], { encoding: 'utf8' })).toBe('hello world\n');
  });

  test('is a library beside it', async () => {
    await bundle(project);
    expect(await import(join(project, 'dist/index.js'))).toMatchObject({ answer: 42 });
  });

  test('holds CommonJS packages, which ask for node’s own modules', async () => {
    write('node_modules/old/package.json', '{ "name": "old", "version": "1.0.0", "license": "MIT" }');
    write('node_modules/old/index.js', "exports.separator = require('path').sep;\n");
    write('src/cli/main.ts', "import { separator } from 'old';\nconsole.log(separator);\n");
    await bundle(project);
    rmSync(join(project, 'node_modules'), { recursive: true });
    expect(execFileSync(join(project, 'dist/sweep.js'), { encoding: 'utf8' })).toBe('/\n');
    expect(readFileSync(join(project, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('old 1.0.0 (MIT)');
  });

  test('has chunks of a group in one file, of which each module is still there once', async () => {
    write('src/count.ts', 'let count = 0;\nexport const next = () => (count += 1);\n');
    write('src/one.ts', "import { next } from './count.ts';\nexport const one = () => next();\n");
    write('src/two.ts', "import { next as other } from './count.ts';\nexport const two = () => other();\n");
    const ask = (name: string) => `console.log((await import('./${name}.ts')).${name}());\n`;
    write('src/cli/main.ts', `void (async () => {\n${['one', 'two'].map(ask).join('').replaceAll('./', '../')}})();\n`);
    await bundle(project, [{ name: 'both', of: ['src/one.ts'] }]);
    expect(execFileSync(join(project, 'dist/sweep.js'), { encoding: 'utf8' })).toBe('1\n2\n');
    const names = readdirSync(join(project, 'dist')).map((name) => name.replace(/-\w+\.js$/, '.js'));
    expect(names.sort()).toEqual([
      'THIRD-PARTY-LICENSES.txt',
      'both.js',
      'index.js',
      'metric.js',
      'one.js',
      'package.json',
      'page.css',
      'page.js',
      'sweep.js',
      'two.js',
      'ui.css',
      'ui.js',
    ]);
  });

  test('is CommonJS, strict as the modules that it was, though the package is not', async () => {
    write('src/cli/main.ts', 'console.log(typeof require, (function () { return this; })());\n');
    await bundle(project);
    expect(execFileSync(join(project, 'dist/sweep.js'), { encoding: 'utf8' })).toBe('function undefined\n');
  });

  test('is refused when it would need a package at run time', async () => {
    write('node_modules/old/package.json', '{ "name": "old", "version": "1.0.0", "license": "MIT" }');
    write('node_modules/old/index.js', "try { exports.fast = require('missing'); } catch {}\n");
    write('src/cli/main.ts', "import { fast } from 'old';\nconsole.log(fast);\n");
    await expect(bundle(project)).rejects.toThrow('the bundle would need at run time: missing');
    expect(existsSync(join(project, 'dist'))).toBe(false);
  });

  test('leaves nothing of an earlier one but the types', async () => {
    write('dist/chunk-OLD.js', '');
    write('dist/types/index.d.ts', '');
    await bundle(project);
    expect(existsSync(join(project, 'dist/chunk-OLD.js'))).toBe(false);
    expect(existsSync(join(project, 'dist/types/index.d.ts'))).toBe(true);
  });

  test('is stale until it is made, and again when a source has changed', async () => {
    expect(isStale(project)).toBe(true);
    await bundle(project);
    expect(isStale(project)).toBe(false);
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(project, 'src/index.ts'), later, later);
    expect(isStale(project)).toBe(true);
  });
});

describe('the licences of bundled packages', () => {
  test('are looked for in the innermost package that a file belongs to', () => {
    const inputs = [
      'src/cli/main.ts',
      'node_modules/a/lib/x.js',
      'node_modules/a/y.js',
      'node_modules/@s/b/node_modules/c/z.js',
    ];
    expect(packagesOf(inputs)).toEqual(['node_modules/@s/b/node_modules/c', 'node_modules/a']);
  });

  test('must be there', () => {
    write('node_modules/a/package.json', '{ "name": "a", "version": "1.0.0" }');
    expect(() => licenceTexts(project, ['node_modules/a'])).toThrow('has no licence that could be passed on');
  });
});

/** The text of `file` in dist, and of all that it imports before it runs. */
function loadedAtStart(file: string, seen = new Map<string, string>()): ReadonlyMap<string, string> {
  if (!seen.has(file)) {
    const text = readFileSync(join(root, 'dist', file), 'utf8');
    seen.set(file, text);
    for (const [, chunk] of text.matchAll(/^(?:var|__reExport).*\brequire\("\.\/([^"]+)"\)/gm))
      loadedAtStart(chunk!, seen);
  }
  return seen;
}

/** The packages of which there is anything in such a text, and the sources. */
function partsOf(files: ReadonlyMap<string, string>): {
  readonly packages: readonly string[];
  readonly sources: readonly string[];
} {
  const text = [...files.values()].join('\n');
  const named = (pattern: RegExp): readonly string[] => [
    ...new Set([...text.matchAll(pattern)].map(([, name]) => name!)),
  ];
  return {
    packages: named(/^\/\/! node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm),
    sources: named(/^\/\/! src\/(\S+)/gm),
  };
}

/** The program as it begins, and what it loads once it knows that the command is `add`. */
function loadedToAdd(): ReadonlyMap<string, string> {
  const files = readdirSync(join(root, 'dist')).filter((file) => /^add-\w+\.js$/.test(file));
  expect(files).toHaveLength(1);
  const loaded = new Map<string, string>();
  for (const file of ['sweep.js', ...files]) loadedAtStart(file, loaded);
  return loaded;
}

test('the program loads no package but commander before it knows the command', () => {
  expect(partsOf(loadedAtStart('sweep.js')).packages).toEqual(['commander']);
});

test('sweep add, which is run in loops of thousands, is loaded from one file beside its own and the program’s', () => {
  expect([...loadedToAdd().keys()].map((name) => name.replace(/-\w+\.js$/, ''))).toEqual(['sweep.js', 'core', 'add']);
});

test('sweep add loads no package more and nothing that reads sweeps, schedules or runs', () => {
  const { packages, sources } = partsOf(loadedToAdd());
  expect(packages).toEqual(['commander']);
  // The words for jobs look at what was accepted; a line of a file of jobs may be one of GPU Job Scheduler.
  const small = ['schedule/state/acceptance.ts', 'language/import/lines/scheduler-line.ts'];
  expect(sources.filter((path) => /^(?:language|schedule|run|render)\//.test(path))).toEqual(small);
});
