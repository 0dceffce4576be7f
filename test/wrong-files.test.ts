import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expand } from '../src/expand/expand.ts';
import { formatDiagnostics } from '../src/report/diagnostics/diagnostics.ts';
import type { LoadFile } from '../src/language/lineage.ts';
import { parseHostFile } from '../src/language/host-file.ts';
import { parseSpec } from '../src/language/parse.ts';
import { parsePolicy } from '../src/language/policy-file.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/wrong');

/** Sweep files, host files (`host-file….yaml`), policy files (`policy-file….yaml`), and folders with a `sweep.yaml`, what it extends, and in `set.txt` what is set beside it. */
const fixtures = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') || isFolder(join(FOLDER, name)));

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

/** All that is said about a file, as `check` prints it. */
function complaintsAbout(fixture: string): string {
  const path = join(FOLDER, fixture, isFolder(join(FOLDER, fixture)) ? 'sweep.yaml' : '');
  const folder = dirname(path);
  const load: LoadFile = (base, from) => {
    const file = join(dirname(from), base);
    const known = existsSync(join(folder, file));
    if (!known) return { ok: false, message: `${file} does not exist` };
    return { ok: true, file, text: readFileSync(join(folder, file), 'utf8') };
  };
  const parse = fixture.startsWith('host-file') ? parseHostFile : parsePolicy;
  if (/^(?:host|policy)-file/.test(fixture)) {
    const text = readFileSync(path, 'utf8');
    return formatDiagnostics(parse(text, basename(path)).diagnostics, new Map([[basename(path), text]]), {
      color: false,
    });
  }
  const settings = join(folder, 'set.txt');
  const set = existsSync(settings) ? readFileSync(settings, 'utf8').trimEnd().split('\n') : [];
  const { spec, diagnostics, sources } = parseSpec(readFileSync(path, 'utf8'), basename(path), { load, set });
  const context = {
    root: '/project',
    dir: '/project',
    runFolder: '/project/.sweep/wrong',
    folderOf: () => '',
    hostVars: new Map(),
    listings: new Map(),
    tables: new Map(),
    maxJobs: 100_000,
  };
  const more = spec === null ? [] : expand(spec, context).diagnostics;
  return formatDiagnostics([...diagnostics, ...more], sources, { color: false });
}

function outputOf(fixture: string): string {
  return `${fixture.replace(/\.yaml$/, '')}.txt`;
}

describe('a wrong file', () => {
  it.each(fixtures)('is told all its mistakes: %s', (fixture) => {
    const expected = join(FOLDER, outputOf(fixture));
    const printed = complaintsAbout(fixture);
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(expected, printed);
    expect(existsSync(expected), `${expected} is missing; UPDATE_FIXTURES=1 writes it`).toBe(true);
    expect(printed).toBe(readFileSync(expected, 'utf8'));
    expect(printed).not.toBe('');
  });

  it('has its whole expected output beside it, and nothing else lies there', () => {
    const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
    expect(texts.sort()).toEqual(fixtures.map(outputOf).sort());
    expect(readdirSync(FOLDER)).toHaveLength(2 * fixtures.length);
  });
});
