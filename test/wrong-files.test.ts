import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expand } from '../src/expand/expand.ts';
import { formatDiagnostics } from '../src/report/diagnostics.ts';
import { parseSpec } from '../src/spec/parse.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/wrong');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

/** All that is said about a file, as `check` prints it. */
function complaintsAbout(file: string): string {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  const { spec, diagnostics } = parseSpec(source, file);
  const context = { runFolder: '/project/.sweep/wrong', fileFolder: '', maxJobs: 100_000 };
  const more = spec === null ? [] : expand(spec, context).diagnostics;
  return formatDiagnostics([...diagnostics, ...more], new Map([[file, source]]), { color: false });
}

describe('a wrong file', () => {
  it.each(files)('is told all its mistakes: %s', (file) => {
    const expected = join(FOLDER, file.replace(/\.yaml$/, '.txt'));
    const printed = complaintsAbout(file);
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(expected, printed);
    expect(existsSync(expected), `${expected} is missing; UPDATE_FIXTURES=1 writes it`).toBe(true);
    expect(printed).toBe(readFileSync(expected, 'utf8'));
    expect(printed).not.toBe('');
  });

  it('has its whole expected output beside it, and nothing else lies there', () => {
    const texts = readdirSync(FOLDER).filter((file) => !file.endsWith('.yaml'));
    expect(texts.sort()).toEqual(files.map((file) => file.replace(/\.yaml$/, '.txt')).sort());
  });
});
