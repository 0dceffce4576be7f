import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic, Span } from '../../src/model/diagnostic.ts';
import { formatDiagnostics } from '../../src/report/diagnostics/diagnostics.ts';
import type { LoadFile } from '../../src/language/lineage.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { cases } from '../rig/cases.ts';

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

const VALID_STAGES = `name: stages
matrix:
  scorer: {prm: {gpus: 0.5, vars: {tail: "_{{scorer}}"}}, entropy: {}, null: {slots: 2}}
  width: {values: {from: 1, to: 100, count: 3, scale: log}, unless: {scorer: [prm]}, default: 1}
  puzzle: {lines: puzzles.txt}
zip: [{model: [a, b], config: [c, null]}]
sample: {count: 20, over: [width, puzzle]}
command: ./run.sh {{scorer}}
gpu_memory: 20GiB
resources: {license: 1}
limits: [{max: 2, by: [model]}]
metrics: {regex: "acc=(?<acc>[0-9.]+)"}
stages:
  prepare: {over: model, stagger: 30s}
  eval: {needs: prepare, exclude: [{scorer: prm}], rules: [{when: {width: 1}, memory: 1GB}]}
  report: {needs: [{stage: eval, when: always}, prepare], over: []}
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
    'stages',
    'needs',
    'extends',
    'lines',
    'x-a',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const mutated = fc
  .tuple(
    fc.constantFrom(VALID, VALID_STAGES, VALID_STAGES, ...WRONG),
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

function holds(source: string, base = '', set: readonly string[] = []): void {
  const load: LoadFile = () => ({ ok: true, file: 'base.yaml', text: base });
  const { spec, diagnostics, sources, resolved } = parseSpec(source, 'beam.yaml', { load, set });
  for (const { start, end, file } of spansIn([spec, diagnostics])) {
    const { length } = sources.get(file)!;
    expect(0 <= start && start <= end && end <= length, `${start}–${end} of ${length} in ${file}`).toBe(true);
  }
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  if (spec === null) expect(isWrong).toBe(true);
  if (!isWrong) expect(parseSpec(resolved, 'beam.yaml').diagnostics.filter(isError)).toEqual([]);
  const printed = formatDiagnostics(diagnostics, sources, { color: false });

  expect(printed).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

describe('whatever a file holds', () => {
  it('has no complaint about the files that the others are made from', () => {
    for (const text of [VALID, VALID_STAGES]) expect(parseSpec(text, 'beam.yaml').diagnostics).toEqual([]);
  });

  it('is read or complained about, with places that are in the text', () => {
    fc.assert(
      fc.property(mutated, (text) => holds(text)),
      { numRuns: cases(1500) },
    );
  });

  it('is read or complained about over whatever a base holds, and under whatever is set', () => {
    const sound = fc.constantFrom(VALID, VALID_STAGES);
    const setting = fc.tuple(fc.constantFrom('', 'matrix.', 'matrix.scorer.', 'stages.eval.'), snippet, snippet);
    const settings = fc.array(
      setting.map(([place, key, value]) => `${place}${key}=${value}`),
      { maxLength: 2 },
    );
    fc.assert(
      fc.property(fc.oneof(mutated, sound), fc.oneof(mutated, sound), settings, (own, base, set) =>
        holds(`extends: base.yaml\n${own}`, base, set),
      ),
      { numRuns: cases(1000) },
    );
  });

  it('is read or complained about if it is no YAML at all', () => {
    fc.assert(
      fc.property(
        fc.array(snippet, { maxLength: 30 }).map((parts) => parts.join('')),
        (text) => holds(text),
      ),
      { numRuns: cases(1500) },
    );
  });
});
