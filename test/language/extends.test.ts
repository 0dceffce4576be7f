import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LoadFile } from '../../src/language/lineage.ts';
import { parseSpec, type ParsedSpec } from '../../src/language/parse.ts';
import type { Spec, Text } from '../../src/language/spec.ts';

type Files = Readonly<Record<string, string>>;

function loaderOf(files: Files): LoadFile {
  return (path, from) => {
    const file = posix.join(posix.dirname(from), path);
    const text = files[file];
    return text === undefined ? { ok: false, message: `${file} does not exist` } : { ok: true, file, text };
  };
}

function parse(files: Files, set: readonly string[] = []): ParsedSpec {
  return parseSpec(files['s.yaml'] ?? '', 's.yaml', { load: loaderOf(files), set });
}

function merged(files: Files, set: readonly string[] = []): Spec {
  const { spec, diagnostics } = parse(files, set);
  expect(diagnostics).toEqual([]);
  return spec!;
}

function said(files: Files, set: readonly string[] = []): string[] {
  const { diagnostics, sources } = parse(files, set);
  return diagnostics.map(({ code, span }) => {
    const at = span === null ? '-' : `${span.file}: ${sources.get(span.file)!.slice(span.start, span.end)}`;
    return `${code} @ ${at}`;
  });
}

function textOf(text: Text | null | undefined): string | undefined {
  return text?.text;
}

function valuesOf(spec: Spec, axis: string): readonly string[] | null {
  const values = spec.axes.find(({ name }) => name.text === axis)?.values;
  return values?.kind === 'list' ? values.items.map(({ text }) => text) : null;
}

describe('a sweep that extends others', () => {
  it('has what they say unless it says otherwise, later bases over earlier ones', () => {
    const spec = merged({
      's.yaml': 'extends: [a.yaml, b.yaml]\ncommand: ./run.sh\nslots: 3\n',
      'a.yaml': 'gpus: 1\nslots: 1\npriority: 1\n',
      'b.yaml': 'slots: 2\npriority: 2\ndescription: for all\n',
    });
    expect([spec.job.gpus, spec.job.slots, spec.job.priority].map((one) => textOf(one?.value))).toEqual([
      '1',
      '3',
      '2',
    ]);
    expect(spec.description).toBe('for all');
  });

  it('has their hooks one by one, and those that it or a setting unsets no more', () => {
    const files = {
      's.yaml': 'extends: a.yaml\ncommand: ./run.sh\nhooks: {job_end: own, run_end: null}\n',
      'a.yaml': 'hooks: {job_end: base, job_failed: base, run_end: base}\n',
    };
    const hooksWith = (...set: string[]) =>
      Object.entries(merged(files, set).hooks).map(([name, text]) => `${name}: ${textOf(text)}`);
    expect(hooksWith()).toEqual(['job_end: own', 'job_failed: base']);
    expect(hooksWith('hooks.job_failed=null', 'hooks.run_end=set')).toEqual(['job_end: own', 'run_end: set']);
    expect(parse(files).resolved).toContain('job_end: own');
  });

  it('has a name of its own', () => {
    const base = 'name: base\n';
    expect(merged({ 's.yaml': 'extends: b.yaml\ncommand: x\n', 'b.yaml': base }).name.text).toBe('s');
    expect(merged({ 's.yaml': 'extends: b.yaml\nname: own\ncommand: x\n', 'b.yaml': base }).name.text).toBe('own');
  });

  it('takes paths relative to the file that says them, along a chain', () => {
    const spec = merged({
      's.yaml': 'extends: shared/a.yaml\ncommand: x\n',
      'shared/a.yaml': 'extends: [../b.yaml, deep/c.yaml]\n',
      'b.yaml': 'gpus: 1\n',
      'shared/deep/c.yaml': 'slots: 2\n',
    });
    expect(Object.keys(spec.job).sort()).toEqual(['command', 'gpus', 'slots']);
    expect(spec.job.slots!.span.file).toBe('shared/deep/c.yaml');
  });

  it('merges a base that two others share once, before both', () => {
    const spec = merged({
      's.yaml': 'extends: [a.yaml, b.yaml]\ncommand: x\n',
      'a.yaml': 'extends: root.yaml\ngpus: 1\n',
      'b.yaml': 'extends: root.yaml\n',
      'root.yaml': 'gpus: 8\nrules: [{slots: 2}]\n',
    });
    expect(textOf(spec.job.gpus!.value)).toBe('1');
    expect(spec.rules).toHaveLength(1);
  });

  it('merges maps, puts rules after those of its bases, and replaces other lists', () => {
    const spec = merged({
      's.yaml':
        'extends: b.yaml\ncommand: x\nvars: {v: own}\nrules: [{gpus: 2}]\nexclude: [{a: 1}]\nproduces: [c]\nstages: {one: {vars: {y: 2}, rules: [{gpus: 4}]}}\n',
      'b.yaml':
        'vars: {v: base, w: base}\nrules: [{gpus: 1}]\nexclude: [{a: 2}, {a: 3}]\nproduces: [a, b]\nmatrix: {a: [1, 2, 3]}\nstages: {one: {vars: {x: 1}, rules: [{gpus: 3}]}, two: {}}\n',
    });
    expect(spec.job.vars!.value).toMatchObject([
      { value: { text: { text: 'own' } } },
      { value: { text: { text: 'base' } } },
    ]);
    expect(spec.rules.map(({ body }) => textOf(body.gpus!.value))).toEqual(['1', '2']);
    expect(spec.exclude).toHaveLength(1);
    expect(spec.job.produces!.value!.map(textOf)).toEqual(['c']);
    expect(spec.stages!.map(({ name }) => name.text)).toEqual(['one', 'two']);
    expect(spec.stages![0]!.rules.map(({ body }) => textOf(body.gpus!.value))).toEqual(['3', '4']);
    expect(spec.stages![0]!.job.vars!.value).toHaveLength(2);
  });

  it('keeps the order of inherited axes, and puts its own after them', () => {
    const spec = merged({
      's.yaml': 'extends: b.yaml\ncommand: x\nmatrix: {c: [1], b: [9]}\n',
      'b.yaml': 'matrix: {a: [1], b: [2]}\n',
    });
    expect(spec.axes.map(({ name }) => [name.text, name.span.file])).toEqual([
      ['a', 'b.yaml'],
      ['b', 's.yaml'],
      ['c', 's.yaml'],
    ]);
    expect(valuesOf(spec, 'b')).toEqual(['9']);
  });

  it.each([
    ['timeout: {after: 1h, grace: 5s}', 'timeout: 24h', { timeout: { after: { text: '24h' }, grace: { text: '5s' } } }],
    ['timeout: 24h', 'timeout: {grace: 5s}', { timeout: { after: { text: '24h' }, grace: { text: '5s' } } }],
    ['retry: {max: 1, on: [oom]}', 'retry: 3', { retry: { max: { text: '3' }, on: [{ text: 'oom' }] } }],
    [
      'retry: {max: 2, escalate: {other_gpu: true, on: [exit]}}',
      'retry: {escalate: [0.5, 1]}',
      {
        retry: {
          max: { text: '2' },
          'escalate.gpus': [{ text: '0.5' }, { text: '1' }],
          'escalate.other_gpu': { text: 'true' },
          'escalate.on': [{ text: 'exit' }],
        },
      },
    ],
    [
      'retry: {max: 2, escalate: 1}',
      'retry: {escalate: {on: [exit]}}',
      { retry: { 'escalate.gpus': [{ text: '1' }], 'escalate.on': [{ text: 'exit' }] } },
    ],
    ['chain: {over: a, gpu: same}', 'chain: b', { chain: { over: { text: 'b' }, gpu: { text: 'same' } } }],
  ])('spells short forms out before it merges: %s, %s', (base, own, expected) => {
    const { job } = merged({ 's.yaml': `extends: b.yaml\ncommand: x\n${own}\n`, 'b.yaml': `${base}\n` });
    const found = { timeout: job.timeout?.value, retry: job.retry?.value, chain: job.chain?.value };
    expect(found).toMatchObject(expected);
  });

  it('changes the values of an axis and leaves what else is said about it, and the other way round', () => {
    const base = 'matrix: {a: [x, y], b: {values: [1], unless: {a: x}, default: 1}}\n';
    const spec = merged({
      's.yaml': 'extends: b.yaml\ncommand: x\nmatrix: {b: [2], a: {default: y}}\n',
      'b.yaml': base,
    });
    expect(spec.axes).toMatchObject([
      { default: { text: 'y' } },
      { unless: { fromBase: true }, default: { text: '1' } },
    ]);
    expect([valuesOf(spec, 'a'), valuesOf(spec, 'b')]).toEqual([['x', 'y'], ['2']]);
  });

  it('merges settings of values, and replaces ranges', () => {
    const spec = merged({
      's.yaml': 'extends: b.yaml\ncommand: x\nmatrix: {a: {x: {slots: 2}, z: {}}, b: {from: 1, to: 9}}\n',
      'b.yaml': 'matrix: {a: {x: {gpus: 2}, y: {}}, b: {from: 5, count: 2}}\n',
    });
    const [a, b] = spec.axes.map(({ values }) => values);
    expect(a).toMatchObject({
      items: [{ body: { gpus: {}, slots: {} } }, { value: { text: 'y' } }, { value: { text: 'z' } }],
    });
    expect(b).toMatchObject({ kind: 'range', from: { text: '1' }, count: null });
  });

  it('unsets a job key and drops an axis or a stage with `null`', () => {
    const spec = merged({
      's.yaml': 'extends: b.yaml\ncommand: x\ngpus: null\nmatrix: {a: null}\nstages: {one: null}\n',
      'b.yaml': 'gpus: 2\nmatrix: {a: [1], b: [2]}\nstages: {one: {}, two: {}}\n',
    });
    expect(spec.job.gpus!.value).toBeNull();
    expect(spec.axes.map(({ name }) => name.text)).toEqual(['b']);
    expect(spec.stages!.map(({ name }) => name.text)).toEqual(['two']);
  });

  it('marks the conditions of its bases, and not its own', () => {
    const spec = merged({
      's.yaml': 'extends: b.yaml\ncommand: x\nrules: [{when: {a: 1}, gpus: 2}]\n',
      'b.yaml': 'rules: [{when: {other: 1}, gpus: 1}]\n',
    });
    expect(spec.rules.map(({ when }) => when!.fromBase)).toEqual([true, false]);
  });

  it('may have its command, or none, from a base', () => {
    expect(merged({ 's.yaml': 'extends: b.yaml\n', 'b.yaml': 'command: x\n' }).isLibrary).toBe(false);
    expect(merged({ 's.yaml': 'extends: b.yaml\n', 'b.yaml': 'gpus: 1\n' }).isLibrary).toBe(true);
  });

  it('lists every text that it is made of', () => {
    const files = { 's.yaml': 'extends: b.yaml\ncommand: x\n', 'b.yaml': 'gpus: 1\n' };
    expect(Object.fromEntries(parse(files, ['slots=2']).sources)).toEqual({ ...files, '--set slots=2': 'slots=2' });
  });

  it('is told of its mistakes where they stand', () => {
    const files = {
      's.yaml': 'extends: [a.yaml, none.yaml]\ncommand: x\nslots: 0\n',
      'a.yaml': 'extends: b.yaml\ngpu: 1\n',
      'b.yaml': 'extends: a.yaml\ntimeout: soon\n',
    };
    expect(said(files).sort()).toEqual([
      'extends-cycle @ b.yaml: a.yaml',
      'unknown-key @ a.yaml: gpu',
      'unreadable-base @ s.yaml: none.yaml',
      'wrong-value @ b.yaml: soon',
      'wrong-value @ s.yaml: 0',
    ]);
    expect(parse(files).diagnostics.find(({ code }) => code === 'extends-cycle')!.message).toContain(
      'a.yaml → b.yaml → a.yaml',
    );
  });

  it('misses nothing that a base which cannot be read may hold', () => {
    const { spec } = parse({ 's.yaml': 'extends: none.yaml\n' });
    expect(spec!.isLibrary).toBe(false);
    for (const key of ['matrix', 'vars', 'command', 'stages']) expect(spec!.broken).toContain(key);
  });

  it('cannot extend anything where nothing can be loaded', () => {
    expect(parseSpec('extends: b.yaml\ncommand: x\n', 's.yaml').diagnostics.map(({ code }) => code)).toEqual([
      'unreadable-base',
    ]);
  });
});

describe('what is set beside a file', () => {
  const files = { 's.yaml': 'command: x\nmatrix: {seed: {from: 42, count: 3}}\ntimeout: 24h\nstages: {one: {}}\n' };

  it('is merged last, as YAML', () => {
    const spec = merged(files, [
      'matrix.seed=[1,2]',
      'vars.model=x',
      'stages.one.timeout=2h',
      'gpus=',
      'timeout.grace=5s',
    ]);
    expect(valuesOf(spec, 'seed')).toEqual(['1', '2']);
    expect(spec.job.vars!.value).toMatchObject([{ name: { text: 'model' } }]);
    expect(spec.stages![0]!.job.timeout!.value!.after!.text).toBe('2h');
    expect(spec.job.gpus!.value).toBeNull();
    expect(spec.job.timeout!.value).toMatchObject({ after: { text: '24h' }, grace: { text: '5s' } });
  });

  it('has the last word of what jobs are, over values, rules and stages, for every job', () => {
    const sweep = {
      's.yaml':
        'command: x\nmatrix: {m: {a: {gpus: 2, timeout: 9h}, b: {}}}\nrules: [{when: {m: b}, gpus: 4, vars: {v: 1}}]\n' +
        'stages: {one: {gpus: 1, limits: [{max: 2}]}, two: {rules: [{timeout: 3h}]}, three: {}}\n',
    };
    const set = ['gpus=0', 'vars.v=2', 'limits=[{max: 1}]', 'timeout.grace=5s', 'stages.three.gpus=8'];
    const last = { gpus: { value: { text: '0' } }, timeout: { value: { after: null, grace: { text: '5s' } } } };
    const { spec: own, resolved } = parse(sweep, set);
    for (const spec of [own, parse({ 's.yaml': resolved }).spec]) {
      expect(spec?.rules).toMatchObject([{}, { when: null, unless: null, body: last }]);
      const [one, two, three] = spec?.stages ?? [];
      expect(one).toMatchObject({ rules: [{ body: last }], job: { limits: { value: [{ max: { text: '1' } }] } } });
      expect(two).toMatchObject({ rules: [{ body: { timeout: {} } }, { body: last }] });
      expect(three?.rules).toMatchObject([{ body: last }]);
    }
    const plain = { 's.yaml': 'command: x\nmatrix: {m: [1]}\nstages: {one: {}}\n' };
    expect(merged(plain, set.slice(0, -1))).toMatchObject({ rules: [], stages: [{ rules: [] }] });
  });

  it('may change one part of a range', () => {
    const { values } = merged(files, ['matrix.seed.count=5']).axes[0]!;
    expect(values).toMatchObject({ kind: 'range', from: { text: '42' }, count: { text: '5' } });
  });

  it('names an axis by its whole name, dots and all', () => {
    const dotted = { 's.yaml': 'command: x\nmatrix: {net.lr: {from: 1, count: 2}, scheduler.step: [1]}\n' };
    const values = (setting: string, name: string) =>
      merged(dotted, [setting]).axes.find((axis) => axis.name.text === name)!.values;
    expect(values('matrix.net.lr.count=5', 'net.lr')).toMatchObject({ from: { text: '1' }, count: { text: '5' } });
    expect(values('matrix.scheduler.step=[7]', 'scheduler.step')).toMatchObject({ items: [{ text: '7' }] });
    expect(values('matrix.other.lr=[7]', 'other.lr')).toMatchObject({ items: [{ text: '7' }] });
    expect(values('matrix.other.lr.values=[7]', 'other.lr')).toMatchObject({ items: [{ text: '7' }] });
  });

  it('may say how one axis is spelled, and leaves its values', () => {
    const axis = merged(files, ['matrix.seed.arg=--random-seed']).axes[0]!;
    expect(axis).toMatchObject({ values: { kind: 'range' }, arg: { text: '--random-seed' } });
  });

  it('counts for its own, not for a base', () => {
    const spec = merged(files, ['rules=[{when: {seed: 42}, gpus: 1}]']);
    expect(spec.rules[0]!.when!.fromBase).toBe(false);
  });

  it.each([
    ['gpu=2', 'unknown-key @ --set gpu=2: gpu'],
    ['slots=0', 'wrong-value @ --set slots=0: 0'],
    ['matrix.seed.cuont=5', 'unknown-key @ --set matrix.seed.cuont=5: cuont'],
    ['stages.one.tiemout=5', 'unknown-key @ --set stages.one.tiemout=5: tiemout'],
    ['gpus', 'bad-setting @ --set gpus: gpus'],
    ['=1', 'bad-setting @ --set =1: '],
    ['a.=1', 'bad-setting @ --set a.=1: a.'],
    ['extends=b.yaml', 'bad-setting @ --set extends=b.yaml: extends'],
    ['matrix.other=', 'nothing-to-drop @ --set matrix.other=: other'],
  ])('is told of its mistakes in its own text: %s', (setting, complaint) => {
    expect(said(files, [setting])).toEqual([complaint]);
  });

  it.each(['__proto__', 'constructor'])('may say what is no key at all twice: %s', (name) => {
    const set = [
      `${name}=1`,
      `${name}=2`,
      `stages.one.${name}=1`,
      `stages.one.${name}=2`,
      `retry.${name}=1`,
      `retry.${name}=2`,
    ];
    expect(new Set(said(files, set).map((complaint) => complaint.split(' ')[0]))).toEqual(new Set(['unknown-key']));
  });
});
