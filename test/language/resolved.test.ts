import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadFile } from '../../src/language/lineage.ts';
import { parseSpec, type ParsedSpec } from '../../src/language/parse.ts';
import { cases } from '../rig/cases.ts';

type Files = Readonly<Record<string, string>>;

function parse(files: Files, set: readonly string[] = []): ParsedSpec {
  const load: LoadFile = (path) => {
    const text = files[path];
    return text === undefined ? { ok: false, message: `${path} does not exist` } : { ok: true, file: path, text };
  };
  return parseSpec(files['s.yaml'] ?? '', 's.yaml', { load, set });
}

const PROVENANCE = new Set(['span', 'key', 'fromBase', 'broken', 'file']);

/** A Spec without all that says where its parts stand. */
function meaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaning);
  if (typeof value !== 'object' || value === null) return value;
  if ('text' in value && typeof value.text === 'string') return [value.text, 'type' in value ? value.type : 'string'];
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (PROVENANCE.has(key) ? [] : [[key, meaning(part)] as const])),
  );
}

/** What a file may say at each key. Some of it changes what a base says, none of it is wrong. */
const SAYINGS: Readonly<Record<string, readonly string[]>> = {
  description: [
    '"a: b"',
    'plain text',
    '|\n  several\n    lines\n\n  of text\n',
    '>-\n  folded\n  text\n',
    "'#'",
    '"\\u2028\\e🧮"',
  ],
  matrix: [
    '{a: [x, "1", 0.10, null, 1e-4], b: {from: 42, count: 3}}',
    '{b: [1, 2]}',
    '{a: {x: {gpus: 2}, "y z": {env: {A: b}}}, c: {values: [1, 2], unless: {a: x}, default: 1}}',
    '{c: {lines: c.txt}, d: {glob: "*.yaml"}}',
    '{b: {from: 1, to: 100, count: 3, scale: log}}',
  ],
  zip: ['[{e: [1, 2], f: [x, "no"]}]', '[]', '[{table: t.csv, columns: [e, g]}, {f: {lines: f.txt}}]'],
  exclude: ['[{a: x, b: [42, 43]}]', '[]'],
  include: ['[{a: "~", b: 7}]'],
  sample: ['{count: 20, over: [a]}', '{count: 5}'],
  replicates: ['b'],
  on_failure: ['stop'],
  order: ['plan'],
  snapshot: ['true', 'false', '{link: [data, "a b"]}', '{}'],
  command: ['./run.sh {{a}}', '[echo, "", 0x1F, "true"]', '|\n  one\n  two\n', '"tab\\t\\u0007"'],
  timeout: ['24h', '{after: 1h, grace: 5s}', '{signal: INT}', 'null'],
  retry: ['2', '{max: 1, on: [oom]}', '{max: 2, escalate: [0.5, 1]}', '{escalate: {other_gpu: true, on: [exit]}}'],
  chain: ['b', '{over: b, when: success}'],
  env: ['{A: 1, B: null}', '{B: "{{a}}"}', 'null'],
  vars: ['{v: [--x, 2], w: "- a"}', '{v: null}', '{w: "..."}'],
  gpu_ids: ['0-3', '[0, 1]'],
  limits: ['[{max: 2, by: [a]}]'],
  metrics: ['{file: m.json}', '{regex: "(?<a>.*)"}', '[{file: m.csv, pick: {max: a}}, {log: "a={a}", pick: first}]'],
  goals: ['{accuracy: max, "test/loss": min}', '{accuracy: null}'],
  resources: ['{license: 1}'],
  rules: ['[{when: {a: [x, null]}, gpus: 1}]', '[{unless: {b: 42}, timeout: {grace: 1s}}, {slots: 2}]'],
  stages: [
    '{one: {over: [a], command: x}, two: {needs: one, command: y}}',
    '{one: {command: z, rules: [{when: {a: x}, gpus: 2}], exclude: [{a: x}]}}',
    '{three: {needs: [{stage: one, when: always}], over: [], command: x}}',
  ],
  'x-free': ['{anything: [1]}'],
};

const content = fc
  .record(Object.fromEntries(Object.entries(SAYINGS).map(([key, values]) => [key, fc.constantFrom(...values)])), {
    requiredKeys: [],
  })
  .map((said) =>
    Object.entries(said)
      .map(([key, value]) => `${key}: ${value?.trimEnd() ?? ''}\n`)
      .join(''),
  );

/** Neither a file nor a stage may be without anything to run; an empty text is no sweep. */
const sweep = content.map((text) => `x-own: 1\n${text}${/^command:/m.test(text) ? '' : 'command: ./run.sh\n'}`);

/** So that no condition is on an axis that the sweep lacks. */
const AXES = 'matrix: {a: [x], b: [42], c: [1]}\n';

describe('a sweep as one text', () => {
  it('means what its files mean together', () => {
    fc.assert(
      fc.property(sweep, content, content, (own, a, b) => {
        const parsed = parse(
          { 's.yaml': `extends: [axes.yaml, a.yaml, b.yaml]\n${own}`, 'a.yaml': a, 'b.yaml': b, 'axes.yaml': AXES },
          ['slots=3'],
        );
        expect(parsed.diagnostics).toEqual([]);
        const again = parse({ 's.yaml': parsed.resolved });
        expect(again.diagnostics).toEqual([]);
        expect(meaning(again.spec)).toEqual(meaning(parsed.spec));
        expect(again.resolved).toBe(parsed.resolved);
      }),
      { numRuns: cases(300) },
    );
  });

  it('means what the file means if it stands alone', () => {
    fc.assert(
      fc.property(sweep, (own) => {
        const parsed = parse({ 's.yaml': own });
        expect(parsed.diagnostics).toEqual([]);
        expect(meaning(parse({ 's.yaml': parsed.resolved }).spec)).toEqual(meaning(parsed.spec));
      }),
      { numRuns: cases(300) },
    );
  });

  it('keeps every text and every value as it is spelled', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const lines = fc.array(fc.constantFrom('a', ' b', '', '#c', '- d', 'e: f', '\t', '---', '...', '%x'), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          lines.map((some) => some.join('\n')),
          lines.map((some) => `a\n${some.join('\n')}\n`),
        ),
        (value) => {
          const own = `command: x\ndescription: ${JSON.stringify(value)}\nvars: {v: [${JSON.stringify(value)}]}\n`;
          const parsed = parse({ 's.yaml': own });
          expect(meaning(parse({ 's.yaml': parsed.resolved }).spec)).toEqual(meaning(parsed.spec));
        },
      ),
      { numRuns: cases(1000) },
    );
  });

  it('is named, and extends nothing', () => {
    const { resolved } = parse({
      's.yaml': 'extends: b.yaml\nx-a: &a 1\ncommand: ./run.sh\ngpus: *a\n',
      'b.yaml': 'slots: 2\n',
    });
    expect(resolved).toBe('name: s\nslots: 2\ncommand: ./run.sh\ngpus: 1\n');
  });

  it('has the paths of its bases relative to its file', () => {
    const base =
      'matrix: {a: {lines: a.txt}, b: {values: {glob: /data/*}}}\nzip: [{table: t.csv, columns: [c]}, {d: {lines: d.txt}}]\ntemplate: w.hbs\nproduces: [out]\n';
    const { resolved } = parse({ 's.yaml': 'extends: ../lib/b.yaml\ncommand: x\n', '../lib/b.yaml': base });
    expect(resolved).toContain('lines: ../lib/a.txt\n');
    expect(resolved).toContain('glob: "/data/*"\n');
    expect(resolved).toContain('template: ../lib/w.hbs\n');
    expect(resolved).toContain('table: ../lib/t.csv\n');
    expect(resolved).toContain('lines: ../lib/d.txt\n');
    expect(resolved).toContain('- out\n');
  });

  it('has done with conditions of its bases on axes that it lacks', () => {
    const base =
      'matrix: {a: {values: [1], when: {none: null}}, b: {values: [1], when: {none: 1}}, c: {values: [1], unless: {none: 1}}}\n' +
      'exclude: [{none: 1}, {none: [null, 2], a: 1}]\n' +
      'rules: [{when: {none: 1}, gpus: 1}, {when: {none: null}, gpus: 2}, {unless: {none: 1}, gpus: 3}, {unless: {none: null}, gpus: 4}]\n';
    const { resolved } = parse({ 's.yaml': 'extends: b.yaml\ncommand: x\n', 'b.yaml': base });
    const { spec, diagnostics } = parse({ 's.yaml': resolved });
    expect(diagnostics).toEqual([]);
    expect(spec!.axes).toMatchObject([
      { name: { text: 'a' }, when: null },
      { name: { text: 'c' }, unless: null },
    ]);
    expect(spec!.exclude).toMatchObject([{ entries: [{ axis: { text: 'a' } }] }]);
    expect(spec!.rules).toMatchObject([
      { when: null, body: { gpus: { value: { text: '2' } } } },
      { unless: null, body: { gpus: { value: { text: '3' } } } },
    ]);
  });

  it('keeps an exclude of a base that takes out every cell, as it is', () => {
    const { resolved } = parse({
      's.yaml': 'extends: b.yaml\n',
      'b.yaml': 'command: a\nmatrix: {a: [x]}\nexclude: [{none: null}]\n',
    });
    expect(resolved).toContain('none');
    expect(parse({ 's.yaml': resolved }).diagnostics).toEqual([]);
  });

  it('is empty where something is wrong', () => {
    expect(parse({ 's.yaml': 'command: x\nslots: 0\n' }).resolved).toBe('');
  });
});

describe('merging', () => {
  it('changes nothing if a base is empty, above or below the others', () => {
    fc.assert(
      fc.property(sweep, content, fc.constantFrom('', '{}\n', 'x-a: 1\n'), (own, base, empty) => {
        const files = { 'a.yaml': base, 'e.yaml': empty };
        const plain = meaning(parse({ ...files, 's.yaml': `extends: a.yaml\n${own}` }).spec);
        for (const bases of ['[a.yaml, e.yaml]', '[e.yaml, a.yaml]']) {
          expect(meaning(parse({ ...files, 's.yaml': `extends: ${bases}\n${own}` }).spec)).toEqual(plain);
        }
        expect(meaning(parse({ ...files, 's.yaml': `extends: e.yaml\n${own}` }).spec)).toEqual(
          meaning(parse({ 's.yaml': own }).spec),
        );
      }),
      { numRuns: cases(200) },
    );
  });

  it('is the same along a chain as over a list', () => {
    fc.assert(
      fc.property(sweep, content, content, (own, a, b) => {
        const list = parse({ 's.yaml': `extends: [a.yaml, b.yaml]\n${own}`, 'a.yaml': a, 'b.yaml': b });
        const chain = parse({ 's.yaml': `extends: b.yaml\n${own}`, 'b.yaml': `extends: a.yaml\n${b}`, 'a.yaml': a });
        expect(meaning(chain.spec)).toEqual(meaning(list.spec));
      }),
      { numRuns: cases(200) },
    );
  });
});
