import { describe, expect, test } from 'vitest';
import { hasErrors } from '../../src/model/diagnostic.ts';
import type { FileFact } from '../../src/expand/draft.ts';
import { lacking } from '../../src/expand/lacking.ts';
import { seal } from '../../src/expand/seal.ts';
import { expandText, factsFor, jobOf, jobsOf, planOf } from '../rig/expansion.ts';

/** What `seal` says of a sweep file whose files are as `facts` says, all others being there. */
function sealed(text: string, facts: Record<string, FileFact>, checkFiles = true) {
  const { draft, said } = expandText(text);
  expect(said).toEqual([]);
  if (draft === null) throw new Error('no draft');
  const found = factsFor(draft, facts);
  const diagnostics = lacking(draft, found, null, { checkFiles });
  const plan = hasErrors(diagnostics) ? null : seal(draft, found);
  const told = diagnostics.map(
    ({ span, message }) => `${span === null ? '-' : text.slice(span.start, span.end)}: ${message}`,
  );
  return { draft, plan, told };
}

const MISSING: FileFact = { exists: false, digest: null };

describe('files', () => {
  const text = [
    'matrix: {x: [a, b], seed: [1, 2]}',
    'command: run {{x}} {{seed}}',
    'requires: ["conf/{{x}}.yaml"]',
    'inputs: [data.json, "src/*.py"]',
    'template: t.hbs',
  ].join('\n');

  test('are wanted once each, with the first job and how many want them', () => {
    const { draft } = sealed(text, {});
    expect(
      draft.wanted.map(({ path, kind, wantedBy }) => [
        kind,
        path,
        draft.jobs[wantedBy[0]?.job ?? -1]?.label,
        wantedBy.length,
      ]),
    ).toEqual([
      ['requires', 'conf/a.yaml', 'a_s1', 2],
      ['inputs', 'data.json', 'a_s1', 4],
      ['inputs', 'src/*.py', 'a_s1', 4],
      ['template', 't.hbs', 'a_s1', 4],
      ['requires', 'conf/b.yaml', 'b_s1', 2],
    ]);
  });

  test('that a malformed pattern asks for are told with what is odd about it', () => {
    const inputs = expandText('command: "true"\ninputs: ["a/[b*", "c/*"]').draft;
    if (inputs === null) throw new Error('no draft');
    const facts = factsFor(inputs, { 'a/[b*': MISSING, 'c/*': MISSING });
    const diagnostics = lacking(inputs, facts, null, { checkFiles: true });
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      '`[` is not closed in it, so it stands for itself',
      undefined,
    ]);
  });

  test('are the folders that jobs run in, unless a job before makes them', () => {
    const stages = [
      'stages:',
      '  make: {command: "true", produces: [out/a/x.txt]}',
      '  made: {needs: make, workdir: out/a, command: "true"}',
      '  maybe: {needs: make, workdir: other, command: "true"}',
      '  alone: {workdir: lone/, command: "true"}',
    ].join('\n');
    const { draft, plan, told } = sealed(stages, { 'other/': MISSING, 'lone/': MISSING });
    expect(draft.wanted.map(({ path, kind }) => [kind, path])).toEqual([
      ['later-workdir', 'other/'],
      ['workdir', 'lone/'],
    ]);
    expect(plan).toBeNull();
    expect(told).toEqual([
      'other: `other/` does not exist; maybe runs in it',
      'lone/: `lone/` does not exist; alone runs in it',
    ]);
    expect(sealed(stages, { 'other/': MISSING, 'lone/': { exists: true, digest: null } }).plan).not.toBeNull();
  });

  test('that are missing are reported, every one, where the file names them', () => {
    const { plan, told } = sealed(text, {
      'conf/b.yaml': MISSING,
      'data.json': { exists: true, digest: null },
      'src/*.py': MISSING,
      't.hbs': MISSING,
    });
    expect(plan).toBeNull();
    expect(told).toEqual([
      'data.json: `data.json` cannot be read; it is an input of a_s1 and 3 others',
      '"src/*.py": `src/*.py` does not exist; it is an input of a_s1 and 3 others',
      't.hbs: `t.hbs` does not exist; it is the template of a_s1 and 3 others',
      '"conf/{{x}}.yaml": `conf/b.yaml` does not exist; b_s1 and 1 other require it',
    ]);
  });

  test('that are only required need no digest', () => {
    expect(sealed(text, { 'conf/a.yaml': { exists: true, digest: null } }).plan?.jobs).toHaveLength(4);
  });

  test('that are missing are told of no other jobs than those that are asked about, where these name them', () => {
    const own = `${text}\nrules: [{when: {x: b, seed: 2}, requires: [conf/a.yaml]}]`;
    const { draft } = sealed(own, {});
    const facts = factsFor(draft, { 'conf/a.yaml': MISSING });
    const about = (...labels: readonly string[]) => {
      const jobs = draft.jobs.filter(({ label }) => labels.includes(label));
      const told = lacking(draft, facts, new Set(jobs.map(({ id }) => id)), { checkFiles: true });
      return told.map(({ message, span }) => [span === null ? '-' : own.slice(span.start, span.end), message]);
    };
    expect(about('b_s1')).toEqual([]);
    expect(about('b_s1', 'b_s2')).toEqual([['conf/a.yaml', '`conf/a.yaml` does not exist; b_s2 requires it']]);
    expect(about('a_s2', 'b_s2')).toEqual([
      ['"conf/{{x}}.yaml"', '`conf/a.yaml` does not exist; a_s2 and 1 other require it'],
    ]);
  });

  test('need not be there if nobody checks', () => {
    expect(sealed(text, { 'data.json': MISSING }, false).plan?.jobs).toHaveLength(4);
  });
});

describe('what a needed job produces', () => {
  const chain = (keys: string) =>
    `matrix: {seed: [1, 2, 3]}\ncommand: run {{seed}}\nchain: seed\nproduces: ["out/{{seed}}.pt", model]\n${keys}`;

  test('need not be there before: it comes into being while the sweep runs', () => {
    const text = `${chain('')}rules: [{when: {seed: 3}, requires: [out/1.pt, out/3.pt, other]}]`;
    expect(sealed(text, {}).draft.wanted.map(({ path }) => path)).toEqual(['out/3.pt', 'other']);
  });

  test.each([
    ['out/1.pt', true],
    ['./out//1.pt', true],
    ['out', true],
    ['out/*.pt', true],
    ['out/**', true],
    ['out/[0-9].{pt,bin}', true],
    ['**/1.pt', true],
    ['out/**/1.pt', true],
    ['model/weights.bin', true],
    ['.', true],
    ['out/*.json', false],
    ['out/3.pt', false],
    ['out/?', false],
    ['out2', false],
    ['/out/1.pt', false],
  ])('is hashed at launch as an input: %s %s', (input, late) => {
    const text = `${chain('')}rules: [{when: {seed: 3}, inputs: ["${input}"], produces: null}]`;
    const { plan, draft } = sealed(text, {});
    expect(plan?.jobs[2]?.lateInputs).toEqual(late ? plan?.jobs[2]?.inputs : []);
    expect(draft.wanted).toHaveLength(late ? 0 : 1);
  });

  test('is an input like any other for a job that does not need it', () => {
    const text = 'matrix: {x: [a, b]}\ncommand: run {{x}}\nproduces: ["{{x}}"]\nrules: [{when: {x: b}, inputs: [a]}]';
    expect(sealed(text, {}).plan?.jobs[1]?.lateInputs).toEqual([]);
  });
});

describe('a fingerprint', () => {
  const base = {
    command: 'run {{x}} {{lr}}',
    setup: 'module load cuda',
    workdir: 'w',
    env: '{A: 1, B: "{{x}}"}',
    template: 't.hbs',
    inputs: '[in.json]',
    gpus: '1',
    slots: '1',
    nodes: '1',
    timeout: '1h',
    priority: '0',
    retry: '0',
    label: 'l {{x}}',
    requires: '[r]',
    produces: '["p{{x}}"]',
    split: 'false',
    compress: 'false',
    max_log: '20MB',
    on: 'null',
    tty: 'false',
    begin: 'null',
    allow_failure: 'false',
    gpu_ids: '[0, 1]',
    nice: '5',
    name: 'one',
  };
  const written = (keys: Partial<typeof base>): string =>
    `matrix: {x: [a], lr: [1e-4]}\n${Object.entries({ ...base, ...keys })
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n')}`;
  const of = (keys: Partial<typeof base>, facts: Record<string, FileFact> = {}) => planOf(written(keys), facts).jobs[0];

  test.each([
    ['timeout', '2h'],
    ['gpus', '2'],
    ['gpu_ids', '[2, 3]'],
    ['slots', '4'],
    ['nodes', '4'],
    ['priority', '9'],
    ['nice', '9'],
    ['retry', '{max: 3, backoff: 1m}'],
    ['retry', '{max: 3, escalate: {gpus: [1, 2], other_gpu: true}}'],
    ['label', 'another'],
    ['requires', '[other]'],
    ['produces', '[other]'],
    ['split', 'true'],
    ['compress', 'true'],
    ['max_log', '1GiB'],
    ['on', 'local'],
    ['tty', 'true'],
    ['begin', 'now+2h'],
    ['allow_failure', 'true'],
    ['name', 'two'],
  ])('is not changed by %s', (key, value) => {
    expect(of({ [key]: value })?.fingerprint).toBe(of({})?.fingerprint);
    expect(of({ [key]: value })?.fingerprintParts).toEqual(of({})?.fingerprintParts);
  });

  test.each([
    ['command', 'run {{x}} {{lr}} --more'],
    ['command', '[run, "{{x}}", "{{lr}}"]'],
    ['setup', 'null'],
    ['workdir', 'v'],
    ['env', '{A: 1, B: c}'],
    ['env', '{A: 1, B: {secret: true}}'],
    ['template', 'u.hbs'],
    ['template', 'null'],
    ['inputs', '[]'],
  ])('is changed by %s, and by nothing else so called', (key, value) => {
    const [before, after] = [of({}), of({ [key]: value })];
    expect(after?.fingerprint).not.toBe(before?.fingerprint);
    const changed = Object.entries(after?.fingerprintParts ?? {}).filter(
      ([part, hash]) => before?.fingerprintParts[part as 'command'] !== hash,
    );
    // The workdir moves the inputs too.
    expect(changed.map(([part]) => part)).toEqual(key === 'workdir' ? ['workdir', 'inputs'] : [key]);
  });

  test('knows a secret variable from one of whatever value', () => {
    const values = ['{secret: true}', 'secret', '""', 'null', '"null"'];
    const prints = values.map((value) => jobOf(`command: run\nenv: {A: ${value}}`).fingerprint);
    expect(new Set(prints).size).toBe(values.length);
  });

  test('is changed by the content of inputs and of the template', () => {
    const other = { exists: true, digest: 'other' };
    expect(of({}, { 'w/in.json': other })?.fingerprintParts.inputs).not.toBe(of({})?.fingerprintParts.inputs);
    expect(of({}, { 't.hbs': other })?.fingerprintParts.template).not.toBe(of({})?.fingerprintParts.template);
  });

  test('is the same however inputs and env are ordered, and however values are spelled', () => {
    const [first, second] = ['[b, a]', '[a, b]'].map((inputs) => of({ inputs })?.fingerprint);
    expect(first).toBe(second);
    expect(of({ env: '{B: "{{x}}", A: 1}' })?.fingerprint).toBe(of({})?.fingerprint);
    expect(planOf(written({}).replace('1e-4', '0.0001')).jobs[0]?.fingerprint).toBe(of({})?.fingerprint);
  });

  test('does not see where and as what a job runs, but what else stands beside it', () => {
    const fingerprintOf = (name: string, text: string) => jobOf(`name: ${name}\ncommand: ${text}`).fingerprint;
    const text = 'run {{sweep.name}} {{job.dir}} {{job.index}} "{{job.id}}" {{job.label}}';
    expect(fingerprintOf('one', text)).toBe(fingerprintOf('two', text));
    expect(fingerprintOf('one', text)).not.toBe(fingerprintOf('one', `${text} more`));
    expect(fingerprintOf('one', 'run {{sweep.name}}')).toBe(fingerprintOf('two', 'run {{sweep.name}}'));
    const placed = (root: string) =>
      planOf('command: run {{sweep.root}} {{sweep.dir}}', {}, { root, dir: root }).jobs[0]?.fingerprint;
    expect(placed('/one')).toBe(placed('/two'));
  });

  test('follows the jobs that it needs by success, not those that only come before', () => {
    const fingerprints = (when: string, first: string) =>
      jobsOf(
        `matrix: {seed: [1, 2, 3]}\ncommand: run {{seed}}\nchain: {over: seed, when: ${when}}\nrules: [{when: {seed: 1}, command: ${first}}]`,
      ).map((job) => job.fingerprint);
    const changed = (when: string) => {
      const after = fingerprints(when, 'two');
      return fingerprints(when, 'one').map((before, index) => before !== after[index]);
    };
    expect(changed('success')).toEqual([true, true, true]);
    expect(changed('always')).toEqual([true, false, false]);
  });

  test('is what it has been: a change of its making would make every result stale', () => {
    expect(of({})?.fingerprint).toMatchInlineSnapshot(
      `"0842f869df30bf9167fe19bc7bad815ad4d6bc6a7a793fc88ff7ab6fc6ab2029"`,
    );
  });
});

describe('a definition', () => {
  const text = (x: string) =>
    [
      'stages:',
      `  make: {command: make, inputs: [in.txt, '${x}'], produces: [made]}`,
      '  use: {needs: make, command: use, inputs: [made]}',
    ].join('\n');
  const holding = (digest: string) => planOf(text('b.txt'), { 'in.txt': { exists: true, digest } }).jobs;

  test('is the same whatever the inputs hold, its own and those of the jobs that it needs', () => {
    const [one, two] = [holding('1'), holding('2')];
    expect(two.map(({ definition }) => definition)).toEqual(one.map(({ definition }) => definition));
    expect(two.map(({ fingerprint }, index) => fingerprint === one[index]?.fingerprint)).toEqual([false, false]);
  });

  test('is another with other inputs, also for the jobs that need it', () => {
    const [one, two] = [planOf(text('b.txt')).jobs, planOf(text('c.txt')).jobs];
    const parts = two.map(({ definition }, index) =>
      Object.entries(definition.parts).flatMap(([part, hash]) =>
        one[index]?.definition.parts[part as 'needs'] === hash ? [] : [part],
      ),
    );
    expect(parts).toEqual([['inputs'], ['needs']]);
  });

  test('equals the fingerprint where there are no inputs', () => {
    const { fingerprint, fingerprintParts, definition } = jobOf('command: run');
    expect(definition).toEqual({ fingerprint, parts: fingerprintParts });
  });

  test('comes with what each input held, those of jobs before left open, named as the file spells what the job decides', () => {
    const facts = { 'in.txt': { exists: true, digest: '1' }, 'b.txt': { exists: false, digest: null } };
    const { draft } = sealed(text('b.txt'), {});
    const plan = seal(draft, factsFor(draft, facts));
    expect(plan.jobs.map(({ inputDigests }) => inputDigests)).toEqual([['1', 'missing'], [null]]);
    const own = planOf("matrix: {x: [a]}\ncommand: run {{x}}\ninputs: ['{{job.dir}}/{{x}}.txt']").jobs[0];
    expect(own?.inputNames).toEqual(['{{job.dir}}/a.txt']);
  });
});
