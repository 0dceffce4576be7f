import { describe, expect, test } from 'vitest';
import { expand } from '../../src/expand/expand.ts';
import { originsOfJob } from '../../src/expand/origins.ts';
import { readCsv } from '../../src/expand/cells/csv.ts';
import { listingsWanted, type Unlisted } from '../../src/expand/cells/listing.ts';
import { jobId, type Job, type JobId } from '../../src/model/plan.ts';
import { bytes, share } from '../../src/model/units.ts';
import { lacking } from '../../src/expand/lacking.ts';
import { parseSpec } from '../../src/language/parse.ts';
import { expandText, factsFor, jobOf, jobsOf, PLAIN_CONTEXT } from '../rig/expansion.ts';

const argsOf = (matrix: string): string[] =>
  jobsOf(`command: [run, "{{job.args}}"]\n${matrix}`).map((job) =>
    [...job.params].map(([axis, { text }]) => `${axis}=${text}`).join(' '),
  );
const saidOf = (text: string): readonly string[] => expandText(text).said;

describe('an axis with a condition', () => {
  const strategies = 'matrix: {strategy: [plain, beam], scorer: {values: [prm, entropy], unless: {strategy: plain}}}';

  test('is absent where it does not hold, and cells that thereby coincide are one', () => {
    expect(argsOf(strategies)).toEqual(['strategy=plain', 'strategy=beam scorer=prm', 'strategy=beam scorer=entropy']);
    expect(argsOf('matrix: {a: [1, null], b: {values: [x, null], when: {a: 1}}}')).toEqual(['a=1 b=x', 'a=1', '']);
  });

  test('is absent where an axis that it depends on is', () => {
    expect(argsOf('matrix: {a: [1, 2], b: {values: [x], when: {a: 1}}, c: {values: [p, q], when: {b: x}}}')).toEqual([
      'a=1 b=x c=p',
      'a=1 b=x c=q',
      'a=2',
    ]);
  });

  test('must be named by an included cell where it exists, and only there', () => {
    const included = (cell: string) => saidOf(`${strategies}\ncommand: run {{job.args}}\ninclude: [${cell}]`);
    expect(included('{strategy: new, scorer: prm}')).toEqual([]);
    expect(included('{strategy: new}')).toEqual([
      'error incomplete-cell @ {strategy: new}: an included cell names every axis; this one lacks `scorer` (write `null` for an axis that it does without)',
    ]);
    expect(included('{strategy: plain, scorer: prm}')).toEqual([
      'error nonexistent-axis @ scorer: the axis `scorer` does not exist in a cell with these values (leave it out)',
    ]);
    expect(included('{strategy: plain}')).toEqual([
      'error repeated-cell @ {strategy: plain}: the matrix already has this cell',
    ]);
  });

  test('can only depend on earlier axes', () => {
    expect(
      saidOf('matrix: {a: {values: [1], when: {b: 2}}, b: {values: [2], when: {b: 2}}}\ncommand: run {{job.args}}'),
    ).toEqual([
      'error later-axis @ b: the axis `a` stands before `b`, so its condition cannot name that (move `b` up in the matrix)',
      'error later-axis @ b: whether the axis `b` exists cannot depend on its own value',
    ]);
  });

  test('is warned about where it matches no cell, as is an exclude', () => {
    const text =
      'matrix: {a: [1], b: {values: [2], when: {a: [1, 3]}}, c: {values: [4], unless: {b: null}}}\ncommand: run {{job.args}}\nexclude: [{b: 2, c: null}]';
    expect(saidOf(text)).toEqual([
      'warning unmatched-value @ 3: no cell has the value `3` on the axis `a`',
      'warning unmatched-condition @ {b: null}: this condition matches no cell',
      'warning unmatched-condition @ {b: 2, c: null}: this condition matches no cell',
    ]);
  });

  test('may leave few cells of a product that is too large to go through', () => {
    const axes = Array.from(
      { length: 12 },
      (_, index) => `p${index}: {values: {from: 1, count: 9}, when: {s: ${index}}}`,
    );
    expect(
      jobsOf(`matrix: {s: {from: 0, count: 12}, ${axes.join(', ')}}\ncommand: [run, "{{job.args}}"]`),
    ).toHaveLength(108);
  });
});

describe('the default of an axis', () => {
  test('leaves ids and labels as they were before there was the axis', () => {
    const ids = (matrix: string) =>
      jobsOf(`command: "true {{job.args}}"\nmatrix: ${matrix}`).map(({ id, label }) => [id, label]);
    expect(ids('{x: [1, 2], model: {values: [a, b], default: a}}')).toEqual([
      ['x-1', '1'],
      ['model-b+x-1', '1_b'],
      ['x-2', '2'],
      ['model-b+x-2', '2_b'],
    ]);
  });

  test.each([
    ['by `job.args`', 'true {{job.args}}', 'true {{job.args}}', ''],
    ['by `job.args`, spelled in its own way', 'true {{job.args}}', 'true {{job.args}}', ', arg: -m'],
    ['by a list that is empty for the default', 'true {{x}}', 'true {{x}} {{more}}', ''],
  ])('keeps the results of a command that names the axis %s', (_, before, after, spelled) => {
    const known = jobsOf(`command: "${before}"\nmatrix: {x: [1, 2]}`).map((job) => [job.id, job.fingerprint]);
    const jobs = jobsOf(
      [
        `command: "${after}"`,
        `matrix: {x: [1, 2], model: {values: [a, b], default: a${spelled}}}`,
        ...(after === before ? [] : ['vars: {more: []}']),
        ...(after === before ? [] : ['rules: [{unless: {model: a}, vars: {more: [--model, "{{model}}"]}}]']),
      ].join('\n'),
    );
    expect(jobs.filter(({ id }) => !id.includes('model')).map((job) => [job.id, job.fingerprint])).toEqual(known);
  });

  test('cannot be told from absence', () => {
    expect(saidOf('command: "true {{job.args}}"\nmatrix: {x: [1], model: {values: [a, null], default: a}}')).toEqual([
      'error shared-identity @ model: the axis `model` is absent in one cell and has its default in another that is the same otherwise: both would be the job x-1 (take the `default` away, or the absence)',
    ]);
  });
});

describe('a zip table', () => {
  test('is one dimension after the axes', () => {
    expect(argsOf('zip: [{b: [1, 2], c: [x, null]}, {d: [p, q]}]\nmatrix: {a: [m]}')).toEqual([
      'a=m b=1 c=x d=p',
      'a=m b=1 c=x d=q',
      'a=m b=2 d=p',
      'a=m b=2 d=q',
    ]);
  });

  test('goes along with a chain over one of its columns', () => {
    const jobs = jobsOf(
      'zip: [{seed: [1, 2], port: [80, 81]}]\nmatrix: {x: [a, b]}\nchain: seed\ncommand: run {{job.args}}',
    );
    expect(jobs.map(({ needs }) => needs.map(({ job }) => job).join())).toEqual([
      '',
      'port-80+seed-1+x-a',
      '',
      'port-80+seed-1+x-b',
    ]);
  });

  test.each([
    [
      'zip: [{a: [1, 2], b: [1]}]',
      'error uneven-zip @ b: `b` has 1 value and `a` has 2 values; the rows of a zip table go together',
    ],
    [
      'zip: [{a: [1, 2, 1.0], b: [x, y, x]}]',
      'error duplicate-value @ 1.0: row 3 of this zip table is the same as row 1',
    ],
    ['zip: [{a: [1]}, {a: [2]}]', 'error name-used-twice @ a: `a` is already an axis'],
    ['zip: [{a: [1]}]\ninclude: [{b: 1}]', 'error unknown-axis @ b: there is no axis `b`'],
  ])('that makes no sense is an error: %s', (text, error) => {
    expect(saidOf(`command: run {{job.args}}\n${text}`).filter((line) => line.startsWith('error'))).toEqual([error]);
  });
});

describe('a logarithmic range', () => {
  const valuesOf = (range: string) =>
    jobsOf(`matrix: {x: ${range}}\ncommand: run {{x}}`).map((job) => job.params.get('x')?.text);

  test('has values at equal ratios, with six significant digits and exact ends', () => {
    expect(valuesOf('{from: 1e-5, to: 1e-1, count: 5, scale: log}')).toEqual([
      '0.00001',
      '0.0001',
      '0.001',
      '0.01',
      '0.1',
    ]);
    expect(valuesOf('{from: 1, to: 1000.5, count: 3, scale: log}')).toEqual(['1', '31.6307', '1000.5']);
    expect(valuesOf('{from: 2, to: 1, count: 2, scale: log}')).toEqual(['2', '1']);
  });

  test.each([
    [
      '{from: 0, to: 1, count: 3, scale: log}',
      'error bad-range @ 0: `from` is 0; with `scale: log` it must be more than 0',
    ],
    [
      '{from: 1, to: 1.000001, count: 9, scale: log}',
      'error bad-range @ {from: 1, to: 1.000001, count: 9, scale: log}: 9 values from 1 to 1.000001 are not all different (give a smaller `count`)',
    ],
  ])('%s is refused', (range, error) => {
    expect(saidOf(`matrix: {x: ${range}}\ncommand: run {{x}}`)).toEqual([error]);
  });
});

describe('a table of a zip', () => {
  const text = [
    'zip: [{table: runs.csv, columns: [model, lr]}, {n: {lines: ../n.txt}, m: [1, 2]}]',
    'exclude: [{model: b}]',
    'command: run {{model}} {{lr}} {{n}} {{m}}',
  ].join('\n');
  const folderOf = () => 'sweeps';
  const expandWith = (table: string, lines: string[] | Unlisted = ['x', 'y']) => {
    const listings = new Map<string, readonly string[] | Unlisted>([
      ['table:sweeps/runs.csv', [table]],
      ['lines:n.txt', lines],
    ]);
    const read = readCsv(table, 'runs.csv', ',').table;
    const tables = new Map(read === null ? [] : [['table:sweeps/runs.csv', read]]);
    const { draft, diagnostics, said } = expandText(text, { folderOf, listings, tables });
    const places = diagnostics.map(({ span }) => `${span?.file} ${span?.start}`);
    const cells = draft?.jobs.map(({ params }) => [...params.values()].map((value) => value.text).join(' '));
    return { cells, said: said.map((one) => one.replace(/ @ .*?: /, ': ')), places };
  };

  test('comes from a file, row by row, as it is spelled there', () => {
    const { cells, said } = expandWith('x,lr,model\n1,1e-3,a\n2,007,b\n3,0.10,c\n');
    expect(said).toEqual([]);
    expect(cells).toEqual(['a 1e-3 x 1', 'a 1e-3 y 2', 'c 0.10 x 1', 'c 0.10 y 2']);
  });

  test('has the columns that are asked for, each once', () => {
    const { said, places } = expandWith('lr,Model,lr\n1,b,3\n');
    expect(said).toEqual([
      'error no-column: the table `sweeps/runs.csv` has no column `model` (did you mean `Model`?)',
      'error duplicate-column: two columns are named `lr`',
    ]);
    expect(places).toEqual([`s.yaml ${text.indexOf('model')}`, 'runs.csv 9']);
    expect(expandWith('lr;model\n1;b\n').said).toEqual([
      'error no-column: the table `sweeps/runs.csv` has no column `model` (it is parted by ";": part it by commas, or by tabs and name it `.tsv`)',
      'error no-column: the table `sweeps/runs.csv` has no column `lr` (it is parted by ";": part it by commas, or by tabs and name it `.tsv`)',
    ]);
  });

  test('has rows, no two of which are equal', () => {
    expect(expandWith('').said).toEqual(['error no-cells: the table `sweeps/runs.csv` is empty']);
    expect(expandWith('model,lr\n').said).toEqual([
      'error no-cells: the table `sweeps/runs.csv` has a header and no rows',
    ]);
    const { said, places } = expandWith('model,lr\nb,1\na,1\na,1.0\n');
    expect(said).toEqual(['error duplicate-value: row 3 of this zip table is the same as row 2']);
    expect(places).toEqual(['runs.csv 17']);
  });

  test('is not asked for what it has, where it cannot be read, and the rest is', () => {
    expect(expandWith('model,lr\n1\n').said).toEqual([]);
    expect(expandWith('model,lr\na,1\nb,1\n', { code: 'missing-file', fault: 'does not exist' }).said).toEqual([
      'error missing-file: `n.txt`, which lists the values of this axis, does not exist',
    ]);
    expect(expandWith('model,lr\na,1\nb,1\n', ['x']).said).toEqual([
      'error uneven-zip: `m` has 2 values and `n` has 1 value; the rows of a zip table go together',
    ]);
  });
});

describe('values from files', () => {
  const text = 'matrix: {x: {lines: ../names.txt}, y: {glob: "conf/*.yaml"}}\ncommand: run {{x}} {{y}}';
  const folderOf = () => 'sweeps';

  test('are asked for by the path from the project root', () => {
    const { spec } = parseSpec(text, 's.yaml');
    const wanted = spec === null ? [] : listingsWanted(spec, { folderOf });
    expect(wanted.map(({ kind, path, key, span }) => [kind, path, key, text.slice(span.start, span.end)])).toEqual([
      ['lines', 'names.txt', 'lines:names.txt', '../names.txt'],
      ['glob', 'sweeps/conf/*.yaml', 'glob:sweeps/conf/*.yaml', '"conf/*.yaml"'],
    ]);
  });

  test('are the lines that are neither empty nor comments, and the paths that match', () => {
    const listings = new Map([
      ['lines:names.txt', ['# names', 'a b', '', ' 007\r']],
      ['glob:sweeps/conf/*.yaml', ['sweeps/conf/m.yaml']],
    ]);
    const { draft } = expandText(text, { folderOf, listings });
    expect(draft?.jobs.map((job) => [...job.params.values()].map(({ json }) => json))).toEqual([
      ['a b', 'sweeps/conf/m.yaml'],
      [7, 'sweeps/conf/m.yaml'],
    ]);
  });

  test('that are not there are an error, each where the file names it', () => {
    const said = (listings: [string, string[] | Unlisted][]) =>
      expandText(text, { folderOf, listings: new Map(listings) }).said;
    expect(said([])).toEqual([
      'error missing-file @ ../names.txt: `names.txt`, which lists the values of this axis, cannot be read',
      'error no-cells @ "conf/*.yaml": no file matches `sweeps/conf/*.yaml`',
    ]);
    expect(
      said([
        ['lines:names.txt', { code: 'missing-file', fault: 'is a folder, not a file', hint: 'name a file' }],
        ['glob:sweeps/conf/*.yaml', { code: 'glob-too-wide', fault: 'leads too far' }],
      ]),
    ).toEqual([
      'error missing-file @ ../names.txt: `names.txt`, which lists the values of this axis, is a folder, not a file (name a file)',
      'error glob-too-wide @ "conf/*.yaml": `sweeps/conf/*.yaml` leads too far',
    ]);
    expect(
      said([
        ['lines:names.txt', ['#']],
        ['glob:sweeps/conf/*.yaml', ['x', 'x']],
      ]),
    ).toEqual([
      'error no-cells @ ../names.txt: `names.txt` lists no values',
      'error duplicate-value @ "conf/*.yaml": the axis `y` already has the value `x`',
    ]);
    expect(
      said([
        ['lines:names.txt', ['a']],
        ['glob:sweeps/conf/*.yaml', ['a', 'caf\ufffd']],
      ]),
    ).toEqual([
      'error name-not-utf8 @ "conf/*.yaml": `sweeps/conf/*.yaml` meets `caf\ufffd`, whose name is not UTF-8, so no value can hold it',
    ]);
  });
});

describe('a sample', () => {
  test('of combinations of some axes keeps all cells of those', () => {
    const cells = argsOf('matrix: {a: [1, 2, 3], seed: [1, 2]}\nsample: {count: 2, over: [a]}');
    expect(cells).toHaveLength(4);
    expect(new Set(cells.map((cell) => cell.split(' ')[0])).size).toBe(2);
  });

  test('over an axis that there is not is an error', () => {
    expect(saidOf('matrix: {a: [1]}\ncommand: run {{a}}\nsample: {count: 1, over: [b]}')).toEqual([
      'error unknown-axis @ b: there is no axis `b`',
    ]);
  });
});

describe('what a job demands', () => {
  const plain = (keys: string): Job => jobOf(`matrix: {x: [1.0]}\ncommand: run {{x}}\n${keys}`);
  const NONE = { share: null, gpuMemory: null, memory: null, resources: new Map() };

  test.each<[string, Partial<Job['request']>]>([
    ['', NONE],
    ['gpus: 0.25', { ...NONE, share: share(250) }],
    ['gpus: "{{n}}"\nvars: {n: ".5"}', { share: share(500) }],
    ['gpu_memory: 20GiB\nmemory: 512MiB', { gpuMemory: bytes(20 * 1024 ** 3), memory: bytes(512 * 1024 ** 2) }],
    [
      'resources: {license: 1, "disk": 0}',
      {
        resources: new Map([
          ['license', 1],
          ['disk', 0],
        ]),
      },
    ],
  ])('%s', (keys, request) => {
    expect(plain(keys).request).toMatchObject(request);
  });

  test('are limits on how many run at once, each for a combination of axes', () => {
    expect(plain('limits: [{max: 2, by: [x]}, {max: 3, by: []}]').limits).toEqual([
      { key: 'limits[0]: x=1', max: 2 },
      { key: 'limits[1]: ', max: 3 },
    ]);
  });

  test('is no whole GPU where it is a share of one', () => {
    expect(plain('gpus: 0.5').request).toEqual({
      ...NONE,
      nodes: 1,
      slots: 1,
      gpus: 0,
      share: share(500),
      gpuIds: null,
    });
  });

  test('is counted together for stages that have a limit from the top level, else for each', () => {
    const keys = jobsOf(
      'matrix: {x: [1]}\ncommand: run {{x}}\nlimits: [{max: 1, by: []}]\nstages: {a: {}, b: {}, c: {limits: [{max: 2, by: [x]}]}}',
    ).map(({ limits }) => limits.map(({ key }) => key).join());
    expect(keys).toEqual(['limits[0]: ', 'limits[0]: ', 'stages.c.limits[0]: x=1']);
  });

  test('of metrics is a file in its workdir, a pattern or an expression, or several of these, each with what counts of it', () => {
    expect(plain('workdir: w\nmetrics: {file: "m/{{x}}.json"}').metrics).toEqual([
      { kind: 'file', path: 'w/m/1.0.json', rows: null, pick: 'last' },
    ]);
    expect(plain("metrics: {regex: 'acc=(?<accuracy>[^,]+)'}").metrics).toEqual([
      { kind: 'regex', pattern: 'acc=(?<accuracy>[^,]+)', pick: 'last' },
    ]);
    const several = plain(`vars: {files: [a.csv, b.csv], which: first, m: loss}
metrics:
  - {log: "acc={accuracy} of {{x}}", pick: "{{which}}"}
  - {file: trainer_state.json, rows: log_history, pick: {max: "eval_{{m}}"}}
  - {file: "{{files}}", pick: {min: loss}}`).metrics;
    expect(several).toEqual([
      { kind: 'log', pattern: 'acc={accuracy} of 1.0', pick: 'first' },
      { kind: 'file', path: 'trainer_state.json', rows: 'log_history', pick: { max: 'eval_loss' } },
      { kind: 'file', path: 'a.csv', rows: null, pick: { min: 'loss' } },
      { kind: 'file', path: 'b.csv', rows: null, pick: { min: 'loss' } },
    ]);
    expect(plain('gpus: 0').metrics).toEqual([]);
  });

  test('may be told to start no sooner than some time after another', () => {
    expect(plain('stagger: 5s').stagger).toBe(5);
  });
});

describe('a var of the host', () => {
  const text = 'command: run {{host.data}}';
  const on = (data: string) => expandText(text, { hostVars: new Map([['data', data]]) });

  test('is inserted like any other, and stays open in what fingerprints are made of', () => {
    const [one, other] = [on('/a b').draft?.jobs[0], on('/c').draft?.jobs[0]];
    expect(one?.keys.command).toEqual({ kind: 'shell', text: "run '/a b'" });
    expect(one?.essence.command).toEqual(other?.essence.command);
  });

  test('that there is not is an error', () => {
    expect(expandText(text, { hostVars: new Map([['date', 'x']]) }).said).toEqual([
      'error unknown-name @ {{host.data}}: the host file has no var `data` (did you mean `host.date`? Otherwise add it to the `vars` of .sweep-host.yaml)',
    ]);
  });

  test('that there is not troubles only the jobs that use it, whatever the key, and no fingerprint', () => {
    const keys = [
      'command: "[[ {{host.n}} -eq 1 ]] && run {{x}}"',
      'command: ["{{host.n}}", "{{x}}"]',
      'gpus: "{{host.n}}"',
      'gpu_ids: ["{{host.n}}"]',
      'timeout: "{{host.n}}"',
      'retry: {max: "{{host.n}}"}',
      'memory: "{{host.n}}GiB"',
      'workdir: "{{host.n}}/a"',
      'requires: ["{{host.n}}/a"]',
      'inputs: ["{{host.n}}/*"]',
      'vars: {v: "{{host.n}}"}\n    env: {V: "{{v}}"}',
      'label: "{{host.n}} {{x}}"',
    ];
    for (const key of keys) {
      const sweep = `matrix: {x: [a, b]}\ncommand: run {{x}}\nrules:\n  - when: {x: b}\n    ${key}\n`;
      const { draft, said } = expandText(sweep);
      expect([key, said.map((line) => line.split(':')[0])]).toEqual([key, ['error unknown-name @ {{host.n}}']]);
      const [a, b] = draft?.jobs ?? [];
      if (draft === null || a === undefined || b === undefined) throw new Error(`no jobs with ${key}`);
      const about = (id: JobId) => lacking(draft, factsFor(draft), new Set([id]), { checkFiles: true }).length;
      expect([key, about(a.id), about(b.id)]).toEqual([key, 0, 1]);
      const known = expandText(sweep, { hostVars: new Map([['n', '1']]) }).draft;
      expect(known?.jobs[1]?.essence).toEqual(b.essence);
    }
  });

  test('that there is not is told beside what else is wrong, and where no job comes to use it', () => {
    const both = expandText('command: run {{host.data}} {{nope}}').said;
    expect(both.map((line) => line.split(':')[0])).toEqual([
      'error unknown-name @ {{host.data}}',
      'error unknown-name @ {{nope}}',
    ]);
    const unused = expandText('matrix: {x: [a]}\ncommand: run {{x}}\nvars: {v: "{{host.data}}"}').said;
    expect(unused.some((line) => line.startsWith('error unknown-name @ {{host.data}}'))).toBe(true);
  });
});

test('explain tells which part of a file gives a job each key', () => {
  const text = [
    'matrix: {scorer: {prm: {gpus: 2}, entropy: {}}}',
    'command: run {{scorer}} {{tail}}',
    'env: {A: 1, B: 2}',
    'timeout: {after: 1h, grace: 10s}',
    'vars: {tail: x}',
    'requires: [a]',
    'rules: [{when: {scorer: prm}, env: {A: null, C: "{{scorer}}"}, timeout: 2h, requires: null}, {when: {scorer: entropy}, gpus: 3}]',
    'stages: {one: {priority: 1, rules: [{when: {scorer: prm}, vars: {tail: "a b"}}]}}',
  ].join('\n');
  const { spec } = parseSpec(text, 's.yaml');
  if (spec === null) throw new Error('no spec');
  const told = originsOfJob(spec, PLAIN_CONTEXT, jobId('one+scorer-prm'), []).map(
    ({ field, value, layer, span }) => `${field} = ${value}, by ${layer} @ ${text.slice(span.start, span.end)}`,
  );
  expect(told.sort()).toEqual([
    "command = run prm 'a b', by top level @ run {{scorer}} {{tail}}",
    'env.B = 2, by top level @ B',
    'env.C = prm, by rules[0] @ C',
    'gpus = 2, by matrix.scorer.prm @ 2',
    'priority = 1, by stages.one @ 1',
    'timeout.after = 2h, by rules[0] @ 2h',
    'timeout.grace = 10s, by top level @ 10s',
    'vars.tail = a b, by stages.one.rules[0] @ tail',
  ]);
  expect(originsOfJob(spec, PLAIN_CONTEXT, jobId('none'), [])).toEqual([]);
});

test('a condition of a base sees an axis that the sweep lacks as absent, and need match nothing', () => {
  const text =
    'rules: [{when: {gone: null}, priority: 1}, {when: {gone: 1}, priority: 2}, {when: {x: 7}, priority: 3}]\nexclude: [{gone: 1}]';
  const load = () => ({ ok: true as const, file: 'base.yaml', text });
  const { spec } = parseSpec('extends: base.yaml\nmatrix: {x: [1]}\ncommand: run {{x}}', 's.yaml', { load });
  if (spec === null) throw new Error('no spec');
  const { draft, diagnostics } = expand(spec, PLAIN_CONTEXT);
  expect(diagnostics).toEqual([]);
  expect(draft?.jobs.map((job) => job.keys.plain.priority)).toEqual([1]);
});

test('explain tells what a retry asks for part by part', () => {
  const text = [
    'command: "true"',
    'retry: {max: 2, escalate: {other_gpu: true, on: [exit]}}',
    'rules: [{retry: {escalate: [0.5, 1]}}]',
  ].join('\n');
  const { spec } = parseSpec(text, 's.yaml');
  if (spec === null) throw new Error('no spec');
  const told = originsOfJob(spec, PLAIN_CONTEXT, jobId('main'), []).map(({ field, value, layer }) => [
    field,
    value,
    layer,
  ]);
  expect(told).toEqual([
    ['command', 'true', 'top level'],
    ['retry.max', '2', 'top level'],
    ['retry.escalate.other_gpu', 'true', 'top level'],
    ['retry.escalate.on', 'exit', 'top level'],
    ['retry.escalate.gpus', '0.5 1', 'rules[0]'],
  ]);
});

test.each(['gpus: ["{{n}}"]', 'gpus: [1], other_gpu: "{{n}}"', 'gpus: [1], on: ["{{n}}"]'])(
  'an axis that decides what later attempts ask for is used: %s',
  (escalate) => {
    const value = escalate.includes('on:') ? 'exit' : escalate.includes('other_gpu') ? 'true' : '2';
    const text = `matrix: {n: [${value}]}\ncommand: "true"\nretry: {max: 1, escalate: {${escalate}}}`;
    expect(expandText(text).said).toEqual([]);
  },
);
