import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/model/text/duration.ts';
import { parseInteger } from '../../src/model/text/integer.ts';
import { parseSize } from '../../src/model/text/size.ts';
import type { FailureCause } from '../../src/model/outcome.ts';
import { validate } from '../../src/language/generated/validate.js';
import { cases } from '../rig/cases.ts';

type Json = Record<string, unknown>;

function schemaNamed(name: string): Json & { $id: string } {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../schemas/${name}.schema.json`), 'utf8')) as Json & {
    $id: string;
  };
}

const sweep = schemaNamed('sweep');
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
ajv.addSchema(sweep);

/** Every part of a schema that says what a value is, by JSON pointer. */
function partsOf(schema: Json, pointer = ''): [pointer: string, part: Json][] {
  const below: [string, Json][] = [];
  for (const holder of ['properties', 'patternProperties', '$defs']) {
    for (const [key, part] of Object.entries((schema[holder] ?? {}) as Json)) {
      if (typeof part === 'object') below.push([`${pointer}/${holder}/${escaped(key)}`, part as Json]);
    }
  }
  for (const holder of ['items', 'additionalProperties']) {
    if (typeof schema[holder] === 'object') below.push([`${pointer}/${holder}`, schema[holder] as Json]);
  }
  return [[pointer, schema], ...below.flatMap(([path, part]) => partsOf(part, path))];
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

const host = schemaNamed('host');
ajv.addSchema(host);
const parts = partsOf(sweep);

function definition(name: string): Json {
  return (sweep['$defs'] as Record<string, Json>)[name]!;
}

function keysOf(name: string): string[] {
  return Object.keys(definition(name)['properties'] as Json).sort();
}

const OWN_KEYS =
  /^(?:version|name|description|extends|matrix|zip|exclude|include|sample|presets|moved|replicates|stages|on_failure|order|wide_jobs|hooks|goals|snapshot|rules)$/;
const jobKeys = Object.keys(sweep['properties'] as Json).filter((key) => !OWN_KEYS.test(key));

describe('the schema of sweep files', () => {
  it.each(['sweep', 'plan', 'status', 'host'])('is valid JSON Schema 2020-12: %s', (name) => {
    const schema = schemaNamed(name);
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
    expect(() => ajv.getSchema(schema.$id) ?? ajv.compile(schema)).not.toThrow();
  });

  it('describes every key, with examples', () => {
    const incomplete = [...parts, ...partsOf(host)].filter(([, part]) => {
      if (part['$ref'] !== undefined) return false;
      return typeof part['description'] !== 'string' || !Array.isArray(part['examples']);
    });
    expect(incomplete.map(([pointer]) => pointer)).toEqual([]);
  });

  it('accepts its own examples and defaults', () => {
    const all = [sweep, host].flatMap((schema) => partsOf(schema).map((part) => [schema.$id, ...part] as const));
    const refused = all.flatMap(([id, pointer, part]) => {
      const check = ajv.getSchema(`${id}#${pointer}`)!;
      const values = [...((part['examples'] ?? []) as unknown[]), ...('default' in part ? [part['default']] : [])];
      return values.filter((value) => check(value) !== true).map((value) => [pointer, value]);
    });
    expect(refused).toEqual([]);
  });

  it('knows no `oneOf`, whose errors say nothing', () => {
    expect(JSON.stringify(sweep)).not.toContain('"oneOf"');
  });

  it('lets a rule and a value set every job key but `chain`, `limits` and `template`', () => {
    const inRules = jobKeys.filter((key) => !/^(chain|limits|template)$/.test(key));
    expect(keysOf('rule')).toEqual(['when', 'unless', ...inRules].sort());
    expect(keysOf('valueSettings')).toEqual(inRules.sort());
  });

  it('lets a stage set every job key', () => {
    expect(keysOf('stage')).toEqual(['over', 'needs', 'exclude', 'rules', ...jobKeys].sort());
  });

  it('lets every scalar job key be a template', () => {
    for (const key of [
      'gpus',
      'slots',
      'nodes',
      'priority',
      'nice',
      'timeout',
      'retry',
      'gpu_ids',
      'split',
      'compress',
      'max_log',
      'on',
      'tty',
      'allow_failure',
      'label',
      'workdir',
      'gpu_memory',
      'memory',
      'stagger',
      'begin',
    ]) {
      expect(validate({ command: 'true', [key]: '{{x}}' }), key).toBe(true);
    }
  });

  it('names the causes of failure as outcomes do', () => {
    const causes: Record<FailureCause, true> = {
      exit: true,
      timeout: true,
      oom: true,
      'missing-output': true,
      spawn: true,
      lost: true,
    };
    for (const cause of Object.keys(causes)) expect(validate({ retry: { on: [cause] } }), cause).toBe(true);
    for (const cause of Object.keys(causes))
      expect(validate({ retry: { escalate: { on: [cause] } } }), cause).toBe(true);
    expect(validate({ retry: { on: ['stopped'] } })).toBe(false);
    expect(validate({ retry: { escalate: { on: ['stopped'] } } })).toBe(false);
  });

  it('takes for a duration what is read as one', () => {
    const text = fc.stringMatching(/^[0-9]{0,3}\.?[0-9]{0,2}[dhms]?[0-9]{0,2}[dhms]?[0-9:]{0,3}[dhms ]?$/);
    fc.assert(
      fc.property(text, (duration) => {
        fc.pre(!/^\.|\.$/.test(duration));
        const parsed = parseDuration(duration);
        expect(validate({ retry: { backoff: duration } })).toBe(parsed !== null);
        expect(validate({ timeout: duration })).toBe(parsed !== null && parsed > 0);
      }),
      { numRuns: cases(1000) },
    );
  });

  it('takes for a size above 0 what is read as one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,3}\.?[0-9]{0,2} ?[kKMGTPgE]?i?[Bb]?$/), (size) => {
        const parsed = parseSize(size);
        expect(validate({ memory: size })).toBe(parsed !== null && /[1-9]/.test(size));
      }),
      { numRuns: cases(1000) },
    );
  });

  it.each([
    [0.5, true],
    [0, true],
    [8, true],
    ['0.25', true],
    ['.5', true],
    [1.5, false],
    [-0.5, false],
    ['1.5', false],
    ['0.0', false],
  ])('takes whole GPUs and fractions below one: %j', (gpus, isFine) => {
    expect(validate({ gpus })).toBe(isFine);
    expect(validate({ retry: { escalate: gpus } })).toBe(isFine);
    expect(validate({ retry: { escalate: [1, gpus] } })).toBe(isFine);
    expect(validate({ retry: { escalate: { gpus } } })).toBe(isFine);
    expect(validate({ retry: { escalate: { gpus: [gpus] } } })).toBe(isFine);
  });

  it('takes for a whole number only what is read as one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[0-9]{0,7}[.e]?[0-9]?$/), (text) => {
        for (const key of ['slots', 'priority', 'retry']) {
          if (validate({ [key]: text })) expect(parseInteger(text)).not.toBeNull();
        }
      }),
    );
  });
});

describe('the generated validator', () => {
  const check = ajv.getSchema(sweep.$id)!;
  const samples = [
    ...new Set(parts.flatMap(([, part]) => (part['examples'] ?? []) as unknown[])),
    -1,
    0,
    0.5,
    '',
    'a b',
    {},
  ];

  it('says of a value at each key what the schema says', () => {
    const differing = [...Object.keys(sweep['properties'] as Json), 'x-free', 'unknown'].flatMap((key) =>
      samples.filter((value) => validate({ [key]: value }) !== check({ [key]: value })).map((value) => [key, value]),
    );
    expect(differing).toEqual([]);
  });

  it('says of a value in a rule what the schema says', () => {
    const differing = Object.keys(definition('rule')['properties'] as Json).flatMap((key) =>
      samples.map((value) => ({ rules: [{ [key]: value }] })).filter((file) => validate(file) !== check(file)),
    );
    expect(differing).toEqual([]);
  });
});
