import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../src/language/parse.ts';
import type { Spec, Text } from '../../src/language/spec.ts';

function parsed(source: string, file = 'sweeps/beam.yaml'): Spec {
  const { spec, diagnostics } = parseSpec(source, file);
  expect(diagnostics).toEqual([]);
  return spec!;
}

/** What stands in the file where a text says that it does. */
function written(source: string, text: Text): string {
  return source.slice(text.span.start, text.span.end);
}

function codes(source: string): string[] {
  return parseSpec(source, 'beam.yaml').diagnostics.map(({ code }) => code);
}

describe('a sweep file', () => {
  it('is named after its file unless it says otherwise', () => {
    expect(parsed('command: ./run.sh\n').name.text).toBe('beam');
    expect(parsed('command: ./run.sh\n', 'lr.v2.yml').name.text).toBe('lr.v2');
    expect(parsed('name: other\ncommand: ./run.sh\n', 'Not a Name.yaml').name.text).toBe('other');
  });

  it('needs no more than a command', () => {
    const spec = parsed('command: ./run.sh\n');
    expect(spec).toMatchObject({
      axes: [],
      exclude: [],
      include: [],
      rules: [],
      onFailure: 'continue',
      order: 'longest',
      wideJobs: 'reserve',
    });
    expect([spec.description, spec.replicates, spec.broken.size]).toEqual([null, null, 0]);
    expect(Object.keys(spec.job)).toEqual(['command']);
  });

  it('keeps its axes in the order of the file, lists and ranges alike', () => {
    const spec = parsed(
      'command: ./run.sh\nmatrix:\n  b: [x]\n  a: {from: 1, count: 3}\n  c: {values: {from: 0, to: 1, step: 0.5}}\n',
    );
    expect(spec.axes.map(({ name }) => name.text)).toEqual(['b', 'a', 'c']);
    expect(spec.axes[1]!.values).toMatchObject({ kind: 'range', from: { text: '1' }, count: { text: '3' }, to: null });
    expect(spec.axes[2]!.values).toMatchObject({
      kind: 'range',
      to: { text: '1' },
      step: { text: '0.5' },
      count: null,
    });
  });

  it('has axes from files, and axes whose values have settings', () => {
    const spec = parsed(
      'command: ./run.sh\nmatrix:\n  a: {lines: a.txt}\n  b: {values: {glob: "*.yaml"}}\n  c: {x: {gpus: 2}, 4: {}, null: {}}\n' +
        '  d: {from: 1, to: 100, count: 3, scale: log}\n',
    );
    const [a, b, c, d] = spec.axes.map(({ values }) => values);
    expect(a).toMatchObject({ kind: 'lines', path: { text: 'a.txt' } });
    expect(b).toMatchObject({ kind: 'glob', pattern: { text: '*.yaml' } });
    expect(c).toMatchObject({
      kind: 'map',
      items: [
        { value: { text: 'x', type: 'string' }, body: { gpus: { value: { text: '2' } } } },
        { value: { text: '4', type: 'number' }, body: {} },
        { value: { text: 'null', type: 'null' }, body: {} },
      ],
    });
    expect(d).toMatchObject({ kind: 'range', scale: 'log' });
  });

  it('has conditions and a default beside the values of an axis', () => {
    const spec = parsed('command: ./run.sh\nmatrix: {a: {values: [1], when: {b: x}, unless: {c: [y]}, default: 1}}\n');
    expect(spec.axes[0]).toMatchObject({
      values: { kind: 'list' },
      when: { entries: [{ axis: { text: 'b' } }], fromBase: false },
      unless: { entries: [{ axis: { text: 'c' } }] },
      default: { text: '1' },
    });
  });

  it('has tables of axes, and a sample of the combinations', () => {
    const spec = parsed('command: ./run.sh\nzip: [{a: [1, 2], b: [x, null]}]\nsample: {count: 20, over: [a]}\n');
    expect(spec.zip).toMatchObject([
      { columns: [{ name: { text: 'a' } }, { values: { items: [{ text: 'x' }, { type: 'null' }] } }] },
    ]);
    expect(spec.sample).toMatchObject({ count: { text: '20' }, over: [{ text: 'a' }] });
    expect(parsed('command: ./run.sh\nsample: {count: 3}\n').sample!.over).toBeNull();
  });

  it('has stages in the order of the file, with what they need', () => {
    const { stages, isLibrary } = parsed(
      'stages:\n  prepare: {over: dataset, command: ./fetch.sh}\n' +
        '  eval: {needs: prepare, command: ./eval.sh, chain: seed, exclude: [{a: 1}], rules: [{gpus: 1}]}\n' +
        '  report: {needs: [prepare, {stage: eval, when: always}], over: [], command: ./report.sh}\n',
    );
    const [prepare, evaluate, report] = stages!;
    expect(isLibrary).toBe(false);
    expect(prepare).toMatchObject({ name: { text: 'prepare' }, over: [{ text: 'dataset' }], needs: [] });
    expect(evaluate).toMatchObject({
      over: null,
      needs: [{ stage: { text: 'prepare' }, when: 'success' }],
      job: { chain: { value: { over: { text: 'seed' } } } },
      exclude: [{}],
      rules: [{}],
    });
    expect(report).toMatchObject({
      over: [],
      needs: [{ when: 'success' }, { stage: { text: 'eval' }, when: 'always' }],
    });
  });

  it('has resources beside GPUs and slots', () => {
    const { job } = parsed(
      'command: ./run.sh\ngpus: 0.5\ngpu_memory: 20GiB\nmemory: 16GB\nresources: {license: 1}\nstagger: 30s\n' +
        'limits: [{max: 2, by: [a]}, {max: 3}]\nmetrics: {regex: "acc=(?<acc>.+)"}\nrules: [{metrics: {file: m.json}}]\n',
    );
    expect(job).toMatchObject({
      gpus: { value: { text: '0.5' } },
      gpu_memory: { value: { text: '20GiB' } },
      resources: { value: [{ name: { text: 'license' }, value: { text: '1' } }] },
      limits: { value: [{ max: { text: '2' }, by: [{ text: 'a' }] }, { by: [] }] },
      stagger: { value: { text: '30s' } },
      metrics: { value: [{ kind: 'regex', text: { text: 'acc=(?<acc>.+)' }, rows: null, pick: null }] },
    });
  });

  it('is a library if it has neither a command nor stages', () => {
    expect(parsed('vars: {model: qwen}\ntimeout: 24h\n').isLibrary).toBe(true);
    expect(parsed('command: ./run.sh\n').isLibrary).toBe(false);
    expect(parseSpec('comand: ./run.sh\n', 'beam.yaml').spec!.isLibrary).toBe(false);
  });

  it('keeps values as they are spelled, and knows what YAML makes of them', () => {
    const spec = parsed(`command: ./run.sh\nmatrix: {v: [0.10, 1e-4, 042, "1", true, ~, null, 2024-01-01, 0x1F]}\n`);
    const { values } = spec.axes[0]!;
    expect(values.kind === 'list' && values.items.map(({ text, type }) => [text, type])).toEqual([
      ['0.10', 'number'],
      ['1e-4', 'number'],
      ['042', 'number'],
      ['1', 'string'],
      ['true', 'boolean'],
      ['~', 'null'],
      ['null', 'null'],
      ['2024-01-01', 'string'],
      ['0x1F', 'number'],
    ]);
  });

  it('has its short forms spelled out', () => {
    const { job } = parsed(
      'command: [echo, 0.10]\ntimeout: 24h\nretry: 2\nchain: seed\ngpu_ids: 0-3\nvars: {a: x, b: [1, y]}\n',
    );
    expect(job.command!.value).toMatchObject({ kind: 'argv', words: [{ text: 'echo' }, { text: '0.10' }] });
    expect(job.timeout!.value).toMatchObject({ after: { text: '24h' }, signal: null, grace: null });
    expect(job.retry!.value).toMatchObject({ max: { text: '2' }, on: null, backoff: null, factor: null });
    expect(job.chain!.value).toMatchObject({ over: { text: 'seed' }, when: null, gpu: null });
    expect(job.gpu_ids!.value).toMatchObject([{ text: '0-3' }]);
    expect(job.vars!.value).toMatchObject([
      { name: { text: 'a' }, value: { kind: 'text', text: { text: 'x' } } },
      { name: { text: 'b' }, value: { kind: 'list', items: [{ text: '1' }, { text: 'y' }] } },
    ]);
  });

  it('has long forms as they are', () => {
    const { job } = parsed(
      'command: ./run.sh\ntimeout: {signal: INT, grace: 5}\nretry: {max: 1, on: [oom], backoff: 30s, factor: 2}\nchain: {over: seed, when: success, gpu: same}\n',
    );
    expect(job.timeout!.value).toMatchObject({ after: null, signal: { text: 'INT' }, grace: { text: '5' } });
    expect(job.retry!.value).toMatchObject({ on: [{ text: 'oom' }], backoff: { text: '30s' }, factor: { text: '2' } });
    expect(job.chain!.value).toMatchObject({
      over: { text: 'seed' },
      when: { text: 'success' },
      gpu: { text: 'same' },
    });
  });

  it('unsets a job key with `null`', () => {
    const spec = parsed('command: ./run.sh\ngpus:\nrules: [{timeout: null, env: {A: null}}]\n');
    expect(spec.job.gpus!.value).toBeNull();
    expect(spec.rules[0]!.body.timeout!.value).toBeNull();
    expect(spec.rules[0]!.body.env!.value).toMatchObject([{ name: { text: 'A' }, value: null }]);
  });

  it('has conditions with one value or several', () => {
    const source =
      'command: ./run.sh\nexclude: [{a: 1, b: [x, null]}]\ninclude: [{a: 2, b: y}]\nrules: [{when: {a: 1}, unless: {b: x}, gpus: 1}]\n';
    const spec = parsed(source);
    const shown = spec.exclude[0]!.entries.map(({ axis, values }) => [axis.text, values.map(({ text }) => text)]);
    expect(shown).toEqual([
      ['a', ['1']],
      ['b', ['x', 'null']],
    ]);
    expect(spec.include[0]!.entries.map(({ axis, value }) => [axis.text, value.text])).toEqual([
      ['a', '2'],
      ['b', 'y'],
    ]);
    expect(spec.rules[0]).toMatchObject({ when: { entries: [{}] }, unless: { entries: [{}] } });
  });

  it('may have any keys that begin with x-', () => {
    expect(parsed('x-a: {anything: [1, {goes: ~}]}\ncommand: ./run.sh\n').axes).toEqual([]);
  });

  it('has merge keys resolved: its own keys win, the first of several maps wins', () => {
    const spec = parsed(
      'x-a: &a {gpus: 1, slots: 2}\nx-b: &b {slots: 3, priority: 4}\ncommand: ./run.sh\n<<: [*a, *b]\ngpus: 5\n',
    );
    expect(spec.job.gpus!.value!.text).toBe('5');
    expect(spec.job.slots!.value!.text).toBe('2');
    expect(spec.job.priority!.value!.text).toBe('4');
  });

  it('has merged axes where the merge stands', () => {
    const spec = parsed('x-m: &m {a: [1], b: [2]}\ncommand: ./run.sh\nmatrix: {c: [3], <<: *m, a: [4]}\n');
    expect(spec.axes.map(({ name }) => name.text)).toEqual(['c', 'a', 'b']);
    expect(spec.axes[1]!.values).toMatchObject({ items: [{ text: '4' }] });
  });

  it('may reuse an anchor, which then means the latest', () => {
    const spec = parsed('x-a: &v 1\ngpus: *v\nx-b: &v 2\nslots: *v\ncommand: ./run.sh\n');
    expect([spec.job.gpus!.value!.text, spec.job.slots!.value!.text]).toEqual(['1', '2']);
  });

  it('may use an alias ten thousand times', () => {
    const rules = Array.from({ length: 10_000 }, () => '  - {<<: *r}\n').join('');
    expect(parsed(`x-r: &r {gpus: 1}\ncommand: ./run.sh\nrules:\n${rules}`).rules).toHaveLength(10_000);
  });
});

describe('the place of a text', () => {
  const source = [
    'command: >-',
    '  python run.py',
    '  --seed={{seed}}',
    'setup: |',
    '  cd src',
    '    export A=1',
    'workdir: runs/{{seed}}',
    'label: "{{seed}}"',
    `env: {A: 'it''s', B: "x\\ty"}`,
    '',
  ].join('\n');
  const { job } = parsed(source);

  it('is where the file spells it, quotes included', () => {
    expect(written(source, job.workdir!.value!)).toBe('runs/{{seed}}');
    expect(written(source, job.label!.value!)).toBe('"{{seed}}"');
    expect(source.slice(job.gpus?.key.start ?? job.label!.key.start, job.label!.key.end)).toBe('label');
  });

  it('is known to the character for a text on one line', () => {
    expect(job.workdir!.value!.contentStart).toBe(source.indexOf('runs/'));
    expect(job.label!.value!.contentStart).toBe(source.indexOf('"{{seed}}"') + 1);
  });

  it('is known to the character for each line of a folded or literal text', () => {
    const command = job.command!.value!.kind === 'shell' ? job.command!.value!.text : null;
    for (const text of [command!, job.setup!.value!]) {
      const { pieces } = text;
      expect(pieces).toHaveLength(2);
      for (const [at, { index, start }] of pieces!.entries()) {
        const length = (pieces![at + 1]?.index ?? text.text.trimEnd().length) - index;
        const line = text.text.slice(index, index + length).trimEnd();
        expect(source.slice(start, start + line.length)).toBe(line);
      }
    }
  });

  it('is not known to the character where escapes stand in between', () => {
    for (const { value } of job.env!.value!) expect([value!.contentStart, value!.pieces]).toEqual([null, null]);
  });
});

describe('what is sound of a file that is not', () => {
  it('is in the Spec, and the rest is named', () => {
    const { spec } = parseSpec(
      'command: ./run.sh\nmatrix: {a: [1], b: 2}\ngpus: x\nslots: 2\nexclude: [1, {a: 1}]\n',
      'beam.yaml',
    );
    expect(spec!.axes.map(({ name }) => name.text)).toEqual(['a']);
    expect(spec!.job.gpus).toBeUndefined();
    expect(spec!.job.slots!.value!.text).toBe('2');
    expect(spec!.exclude).toHaveLength(1);
    expect([...spec!.broken].sort()).toEqual(['exclude.0', 'gpus', 'matrix.b']);
  });

  it.each([
    ['matrx: {a: [1]}', 'matrix'],
    ['zip: [1]', 'matrix'],
    ['zip: {}', 'matrix'],
    ['matrix: {a: {x: {vars: 1}, y: {}}}', 'vars'],
    ['stages: {a: {rules: [{when: 3, vars: {x: 1}}]}}', 'vars'],
    ['stages: {a: {needs: 3}}', 'stages.a.needs'],
    ['stages: {a: {vars: {x: {a: 1}}}}', 'vars.x'],
    ['extends: base.yaml', 'vars'],
    ['include: [1]', 'include'],
    ['vars: {x: {a: 1}}', 'vars.x'],
    ['rules: [{vars: {x: {a: 1}}}]', 'vars.x'],
    ['rules: [{when: 3, vars: {x: 1}}]', 'vars'],
    ['matrix: {a: !foo [1]}', 'matrix.a'],
    ['gpus: {{n}}', 'gpus'],
  ])('counts as broken what may be missing because of it: %s', (line, key) => {
    expect(parseSpec(`command: ./run.sh\n${line}\n`, 'beam.yaml').spec!.broken).toContain(key);
  });

  it('still has the rest of a rule of which one key is wrong', () => {
    const { spec } = parseSpec('command: ./run.sh\nrules: [{gpus: x, slots: 2}, {when: 1, slots: 3}]\n', 'beam.yaml');
    expect(spec!.rules).toHaveLength(1);
    expect(Object.keys(spec!.rules[0]!.body)).toEqual(['slots']);
  });

  it('is nothing when the text is not YAML, or not a map', () => {
    for (const source of ['', '# no more\n', '- a\n', 'text\n', 'a: [\n', 'a: 1\n---\nb: 2\n']) {
      const { spec, diagnostics } = parseSpec(source, 'beam.yaml');
      expect([source, spec, diagnostics.length]).toEqual([source, null, 1]);
    }
  });
});

describe('limits', () => {
  it('refuse a file of more than 10 MiB without reading it', () => {
    const comment = (bytes: number) => `command: x\n#${'é'.repeat(bytes / 2)}`;
    expect(codes(comment(10 * 1024 * 1024))).toEqual(['too-large']);
    expect(codes(comment(10 * 1024 * 1024 - 64))).toEqual([]);
  });

  it.each([
    ['[', ']'],
    ['{a: ', '}'],
    ['- ', 'a'],
    ['? ', 'a'],
  ])('refuse 10,000 levels of %s', (open, close) => {
    const closing = close.length === 1 && /[\]}]/.test(close) ? close.repeat(10_000) : close;
    expect(codes(`${open.repeat(10_000)}${closing}\n`)).toEqual(['too-deep']);
  });

  it('refuse an alias bomb before it is blown up', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `x-${at}: &a${at} [${at === 0 ? '1, 1' : `*a${at - 1}, *a${at - 1}`}]`,
    );
    expect(codes(`${lines.join('\n')}\ncommand: ./run.sh\n`)).toEqual(['alias-bomb']);
  });
});

describe('a job key', () => {
  it.each([
    ...['tty: true', 'rules: [{tty: true}]', 'stages: {a: {tty: true}}', 'matrix: {a: {x: {tty: true}, y: {}}}'],
  ])('may stand at the top, in a rule, a stage and a value: %s', (line) => {
    expect(codes(`command: ./run.sh\n${line}\n`)).toEqual([]);
  });
});

describe('keys with names that objects inherit', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('are keys like all others: %s', (key) => {
    expect(codes(`command: ./run.sh\n${key}: 1\n`)).toEqual(['unknown-key']);
    expect(parsed(`command: ./run.sh\nmatrix: {${key}: [1]}\n`).axes[0]!.name.text).toBe(key);
  });
});

it.each([
  'command: !\n',
  'command: ! x\n',
  'command: x\nmatrix:\n  a: !\n',
  'command: x\nmatrix: {a: [! , 2]}\n',
  'command: x\nenv: {! X: 1}\n',
  'command: x\n<<: !\n',
  '? !\n: x\n',
  '!\n',
])('a tag without a name is an error with a place, wherever it stands: %j', (source) => {
  const { diagnostics } = parseSpec(source, 'beam.yaml');
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-tag');
  expect(source.slice(diagnostics.find(({ code }) => code === 'unknown-tag')!.span!.start)).toMatch(/^!/);
});

describe('what is said of a snapshot', () => {
  it.each([
    ['snapshot: true', []],
    ['snapshot: True', []],
    ['snapshot: {}', []],
    ['snapshot: {link: [data, results]}', ['data', 'results']],
  ])('is what is to be linked: %s', (line, link) => {
    expect(parsed(`command: ./run.sh\n${line}\n`).snapshot?.link.map(({ text }) => text)).toEqual(link);
  });

  it.each(['', 'snapshot: false'])('is nothing where there is none: %s', (line) => {
    expect(parsed(`command: ./run.sh\n${line}\n`).snapshot).toBe(null);
  });
});
