import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/model/diagnostic.ts';
import { formatDiagnostics } from '../../src/report/diagnostics.ts';
import { parseSpec } from '../../src/spec/parse.ts';

const VALID = `# yaml-language-server: $schema=../schemas/sweep.schema.json
name: beam
x-shared: &shared {gpus: 2, env: {A: "{{seed}}", B: 'b'}}
matrix:
  strategy: [baseline, "beam", 0.10, null]
  seed: {from: 42, count: 3}
exclude:
  - {strategy: baseline, seed: [42, 43]}
include: [{strategy: other, seed: 1}]
vars: {config: "{{strategy}}/x", flags: [--a, 2]}
command: >-
  python run.py --config={{config}}
  --seed={{seed}}
timeout: {after: 24h, grace: 30s}
retry: 2
chain: seed
produces: ["out/{{seed}}.json"]
rules:
  - {when: {strategy: beam}, <<: *shared}
  - unless: {seed: 42}
    vars: {config: other}
`;

const FOLDER = join(import.meta.dirname, '../fixtures/wrong');
const WRONG = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('alias-bomb'))
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'));

/** A text of the kind that people and machines get wrong: pieces of others, characters that mean something to YAML. */
const snippet = fc.oneof(
  fc.constantFrom(
    '\n',
    '\n  ',
    '- ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '{{',
    '}}',
    '"',
    "'",
    '&a ',
    '*a',
    '<<: ',
    '!x ',
    '|\n',
    '>\n',
    '#',
  ),
  fc.constantFrom(
    'null',
    '~',
    '1e400',
    '.inf',
    '0x',
    'yes',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '\t',
    '\r',
    '\r\n',
    '\uFEFF',
    '\u0000',
  ),
  fc.constantFrom(
    'gpus',
    'matrix',
    'values',
    'from',
    'rules',
    'when',
    'vars',
    'command',
    'timeout',
    'x-a',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const mutated = fc
  .tuple(
    fc.constantFrom(VALID, ...WRONG),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), snippet), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, removed, added]) => {
      const place = at % (current.length + 1);
      return current.slice(0, place) + added + current.slice(place + removed);
    }, text),
  );

function spansIn(value: unknown, found: Span[] = []): Span[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('start' in value && 'end' in value && 'file' in value) found.push(value as Span);
  else for (const part of Object.values(value)) spansIn(part, found);
  return found;
}

function holds(source: string): void {
  const { spec, diagnostics } = parseSpec(source, 'beam.yaml');
  for (const { start, end, file } of spansIn([spec, diagnostics])) {
    expect(file).toBe('beam.yaml');
    expect(0 <= start && start <= end && end <= source.length, `${start}–${end} of ${source.length}`).toBe(true);
  }
  if (spec === null) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  const printed = formatDiagnostics(diagnostics, new Map([['beam.yaml', source]]), { color: false });

  expect(printed).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
}

describe('whatever a file holds', () => {
  it('has no complaint about the file that the others are made from', () => {
    expect(parseSpec(VALID, 'beam.yaml').diagnostics).toEqual([]);
  });

  it('is read or complained about, with places that are in the text', () => {
    fc.assert(fc.property(mutated, holds), { numRuns: 1500 });
  }, 60_000);

  it('is read or complained about if it is no YAML at all', () => {
    fc.assert(
      fc.property(
        fc.array(snippet, { maxLength: 30 }).map((parts) => parts.join('')),
        holds,
      ),
      { numRuns: 1500 },
    );
  }, 60_000);
});
