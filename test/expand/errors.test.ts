import { describe, expect, test } from 'vitest';
import type { Unlisted } from '../../src/expand/cells/listing.ts';
import { expandText } from '../rig/expansion.ts';

const errorsOf = (text: string, maxJobs = 1000): readonly string[] =>
  expandText(text, { maxJobs }).said.filter((line) => line.startsWith('error'));

describe('an axis whose file or pattern lists no values', () => {
  test.each(['lines: gone.txt', 'glob: "gone/*"'])(
    'is told as that alone, and not its values as unknown: %s',
    (listed) => {
      const text = `matrix: {x: {${listed}}, n: [1]}\ncommand: echo {{x}} {{n}}\nrules: [{when: {x: a}, gpus: 1}]\nexclude: [{x: b}]\n`;
      expect(expandText(text, {}).said).toEqual([expect.stringMatching(/^error .*gone/)]);
    },
  );
});

describe('what else is wrong with a sweep whose axis is not listed', () => {
  const text = `matrix: {x: {lines: names.txt}, n: {glob: "n/*"}, lr: [0.5, 2], y: {values: [1], when: {x: b}}}
command: |
  echo {{x}} {{late}}; [[ {{v}} -eq 1 ]] || exit
  v={{n}}; echo $(( v ))
vars: {v: "{{n}}", late: "{{lr}}"}
timeout: "{{lr}}"
gpus: "{{n}}"
gpu_ids: ["{{n}}", "{{v}}"]
resources: {ram: "{{v}}", seat: "{{only_b}}"}
retry: {max: "{{n}}", on: ["{{n}}"]}
inputs: ["{{x}}/{{n}}/*"]
produces: ["out/{{x}}", same]
label: "run {{x}}"
rules:
  - {when: {x: a}, timeout: "{{lr}}soon"}
  - {when: {x: b}, vars: {only_b: 1}, command: "echo {{y}}"}
  - {when: {x: c, lr: 2}, priority: "{{lr}}.5"}
exclude: [{x: d}, {x: e, lr: 0.5}]
sample: {count: 100}
`;
  const saidWith = (names: string[] | null, numbers: string[]) =>
    expandText(text, {
      listings: new Map<string, string[] | Unlisted>([
        ['lines:names.txt', names ?? { code: 'missing-file', fault: 'does not exist' }],
        ['glob:n/*', numbers],
      ]),
    }).said;
  const withoutCells = (lines: readonly string[]) => lines.map((line) => line.replace(/, in the cell [^(]*/, ''));

  test('is told in the same run, as for the values that the sweep itself names', () => {
    const said = withoutCells(saidWith(null, []));
    const rest = said.filter((line) => !/names\.txt|n\/\*/.test(line));
    expect(said.length - rest.length).toBe(2);
    expect(rest).toEqual([
      expect.stringContaining('undefined-var @ {{only_b}}'),
      expect.stringContaining('bad-timeout @ "{{lr}}soon"'),
      expect.stringContaining('bad-priority @ "{{lr}}.5"'),
    ]);
    const listed = withoutCells(saidWith(['a', 'b', 'c', 'd', 'e'], ['1', '2']));
    for (const line of rest) expect(listed).toContain(line);
  });

  test('is told without counting the cells, which are not known', () => {
    const [timeout] = saidWith(null, []).filter((line) => line.includes('bad-timeout'));
    expect(timeout).toContain('`0.5soon`; it must be a duration, in the cell a_{{n}}_0.5 and others (');
  });

  test('is nothing where nothing else is wrong', () => {
    const sound = `matrix: {x: {lines: names.txt}, n: [1, 2], z: {values: [1, 2], unless: {x: b}}}
command: 'echo {{x}} {{n}}'
stages: {train: {exclude: [{x: b, n: 1}]}, eval: {over: [x], needs: [train], command: "echo {{x}} {{r}}"}}
vars: {r: 1}
rules: [{when: {x: a}, gpus: 1}, {when: {x: b, n: 2}, unless: {x: [a, c]}, gpus: 2, gpu_ids: [0, 1]}]
exclude: [{x: c}]
include: [{x: a, n: 1, z: 1}, {x: f, n: 9, z: 1}]
`;
    expect(expandText(sound).said).toEqual([expect.stringMatching(/^error missing-file /)]);
  });
});

describe('cells that make no sense', () => {
  test.each([
    ['matrix: {x: [1, 2, "1"]}', ['error duplicate-value @ "1": the axis `x` already has the value `1`']],
    [
      'matrix: {x: [1e-4, 0.0001]}',
      ['error duplicate-value @ 0.0001: the axis `x` already has the value `0.0001` (there spelled `1e-4`)'],
    ],
    ['matrix: {x: [null, 1, ~]}', ['error duplicate-value @ ~: the axis `x` already has the value `~`']],
    [
      'matrix: {lr: [1], LR: [2]}',
      [
        'error axes-differ-by-case @ LR: the axes `lr` and `LR` differ only by case (jobs would get both as SWEEP_PARAM_LR)',
      ],
    ],
    [
      'matrix: {x: ["a\\ab"]}',
      [
        'error control-character @ "a\\ab": an axis value holds the control character U+0007 (of control characters, only newline and tab are allowed)',
      ],
    ],
    [
      'matrix: {x: [1]}\nexclude: [{x: 1}]',
      ['error no-cells @ {x: 1}: `exclude` takes out every cell, so there is nothing to run'],
    ],
    ['matrix: {x: [1]}\nexclude: [{y: 1}]', ['error unknown-axis @ y: there is no axis `y`']],
    [
      'matrix: {scorer: [1]}\ninclude: [{scorr: 1}]',
      ['error unknown-axis @ scorr: there is no axis `scorr` (did you mean `scorer`?)'],
    ],
    [
      'include: [{x: 1}, {x: 2, y: 1}]',
      [
        'error incomplete-cell @ {x: 1}: an included cell names every axis; this one lacks `y` (write `null` for an axis that it does without)',
      ],
    ],
    ['matrix: {x: [0.1]}\ninclude: [{x: 0.10}]', ['error repeated-cell @ {x: 0.10}: the matrix already has this cell']],
    [
      'matrix: {x: [1]}\ninclude: [{x: 2}, {x: 2.0}]',
      ['error repeated-cell @ {x: 2.0}: this cell is already included'],
    ],
    ['matrix: {x: [1]}\nchain: y', ['error unknown-axis @ y: there is no axis `y`']],
    ['matrix: {x: [1]}\nreplicates: y', ['error unknown-axis @ y: there is no axis `y`']],
    [
      'matrix: {x: [1]}\nrules: [{when: {y: 1}, gpus: 1}, {unless: {z: 1}, gpus: 1}]',
      ['error unknown-axis @ y: there is no axis `y`', 'error unknown-axis @ z: there is no axis `z`'],
    ],
  ])('%s', (text, errors) => {
    expect(errorsOf(`command: "true"\n${text}`)).toEqual(errors);
  });

  test('more jobs than allowed are an error, found without making them', () => {
    const axes = ['a', 'b', 'c', 'd'].map((axis) => `${axis}: {from: 1, count: 1000}`);
    expect(errorsOf(`command: "true"\nmatrix: {${axes.join(', ')}}`)).toEqual([
      'error too-many-jobs @ a: the matrix has 1,000,000,000,000 combinations, more than the 1,000 jobs allowed (raise the limit with --max-jobs)',
    ]);
  });

  test('only cells that are not excluded count as jobs', () => {
    const text = 'command: "true"\nmatrix: {a: {from: 1, count: 20}, b: [x, y]}\nexclude: [{b: x}]';
    expect(errorsOf(text, 20)).toEqual([]);
    expect(errorsOf(text, 19)).toEqual([
      'error too-many-jobs @ a: the matrix has 20 cells, more than the 19 jobs allowed (raise the limit with --max-jobs)',
    ]);
  });
});

describe('keys that make no sense once their templates are filled in', () => {
  test.each([
    ['gpus: "{{x}}"', 'error bad-gpus @ "{{x}}": `gpus` is `two`; it must be a whole number of GPUs, 0 or more'],
    ['nodes: "{{zero}}"', 'error bad-nodes @ "{{zero}}": `nodes` is `0`; it must be a whole number, at least 1'],
    ['slots: "{{zero}}"', 'error bad-slots @ "{{zero}}": `slots` is `0`; it must be a whole number, at least 1'],
    [
      'gpus: "1{{half}}"',
      'error bad-gpus @ "1{{half}}": `gpus` is `10.5`; it must be a whole number of GPUs, or a fraction of one, below 1',
    ],
    [
      'gpus: "{{half}}678"',
      'error bad-gpus @ "{{half}}678": `gpus` is `0.5678`; a fraction of a GPU has at most 3 decimals',
    ],
    ['gpu_memory: "{{x}}"', 'error bad-gpu-memory @ "{{x}}": `gpu_memory` is `two`; it must be a size'],
    ['memory: "{{zero}}GiB"', 'error bad-memory @ "{{zero}}GiB": `memory` is `0GiB`; it must be more than 0'],
    ['memory: "1{{zero}}"', 'error bad-memory @ "1{{zero}}": `memory` is `10`; it must have a unit'],
    [
      'resources: {license: "{{half}}"}',
      'error bad-resources @ "{{half}}": `resources` is `0.5`; it must be a whole number, 0 or more',
    ],
    [
      'limits: [{max: "{{zero}}", by: []}]',
      'error bad-limits-max @ "{{zero}}": `limits.max` is `0`; it must be a whole number, at least 1',
    ],
    ['stagger: "{{x}}"', 'error bad-stagger @ "{{x}}": `stagger` is `two`; it must be a duration'],
    [
      "metrics: {regex: '\\(?<a>{{zero}}'}",
      "error bad-metrics-regex @ '\\(?<a>{{zero}}': `metrics.regex` is `\\(?<a>0`; no part of it has a name",
    ],
    [
      'metrics: {regex: "(?<a>{{x}}"}',
      'error bad-metrics-regex @ "(?<a>{{x}}": `metrics.regex` is `(?<a>two`; it is no regular expression as JavaScript has them',
    ],
    [
      'metrics: {log: "{a}{b} of {{x}}"}',
      'error bad-metrics-log @ "{a}{b} of {{x}}": `metrics.log` is `{a}{b} of two`; two numbers stand in it with nothing between them',
    ],
    [
      'metrics: {log: "{a} {a}"}',
      'error bad-metrics-log @ "{a} {a}": `metrics.log` is `{a} {a}`; `{a}` stands in it twice',
    ],
    [
      'metrics: {file: m.json, pick: "{{x}}"}',
      'error bad-metrics-pick @ "{{x}}": `metrics.pick` is `two`; it must be `last` or `first`',
    ],
    [
      'metrics: {file: m.csv, rows: log_history}',
      'error rows-without-json @ log_history: `metrics.rows` names a list in a JSON file, and `m.csv` is none by its name',
    ],
    ['priority: "{{half}}"', 'error bad-priority @ "{{half}}": `priority` is `0.5`; it must be a whole number'],
    ['timeout: "{{x}}"', 'error bad-timeout @ "{{x}}": `timeout` is `two`; it must be a duration'],
    [
      'timeout: "0{{zero}}:30:00"',
      'error bad-timeout @ "0{{zero}}:30:00": `timeout` is `00:30:00`; it must be a duration',
    ],
    [
      'timeout: 36501d',
      'error bad-timeout @ 36501d: `timeout` is `36501d`; it must be at most 36500d, a hundred years',
    ],
    [
      'timeout: {after: 1h, grace: 9999999999999999999d}',
      'error bad-timeout-grace @ 9999999999999999999d: `timeout.grace` is `9999999999999999999d`; it must be at most 36500d, a hundred years',
    ],
    [
      'retry: {max: 1, backoff: 99999999h}',
      'error bad-retry-backoff @ 99999999h: `retry.backoff` is `99999999h`; it must be at most 36500d, a hundred years',
    ],
    [
      'stagger: 36500d 1s',
      'error bad-stagger @ 36500d 1s: `stagger` is `36500d 1s`; it must be at most 36500d, a hundred years',
    ],
    ['memory: 1025TiB', 'error bad-memory @ 1025TiB: `memory` is `1025TiB`; it must be at most 1PiB'],
    ['gpu_memory: 2PiB', 'error bad-gpu-memory @ 2PiB: `gpu_memory` is `2PiB`; it must be at most 1PiB'],
    ['max_log: 2 PB', 'error bad-max-log @ 2 PB: `max_log` is `2 PB`; it must be at most 1PiB'],
    ['timeout: "{{zero}}"', 'error bad-timeout @ "{{zero}}": `timeout` is `0`; it must be more than 0'],
    [
      'timeout: {after: 1h, signal: "{{x}}"}',
      'error bad-timeout-signal @ "{{x}}": `timeout.signal` is `two`; it must be one of',
    ],
    ['timeout: {grace: 1m}', 'error bad-timeout @ timeout: `timeout` needs `after`'],
    ['retry: {on: [exit]}', 'error bad-retry @ retry: `retry` needs `max`'],
    ['retry: "{{x}}"', 'error bad-retry @ "{{x}}": `retry` is `two`; it must be a whole number, 0 or more'],
    ['retry: {max: 1, on: ["{{x}}"]}', 'error bad-retry-on @ "{{x}}": `retry.on` is `two`; it must be one of'],
    [
      'retry: {max: 1, factor: "{{half}}"}',
      'error bad-retry-factor @ "{{half}}": `retry.factor` is `0.5`; it must be a number of at least 1',
    ],
    [
      'retry: {max: 1, escalate: ["{{x}}"]}',
      'error bad-retry-escalate-gpus @ "{{x}}": `retry.escalate.gpus` is `two`; it must be a whole number of GPUs',
    ],
    [
      'retry: {max: 1, escalate: {other_gpu: "{{x}}"}}',
      'error bad-retry-escalate-other-gpu @ "{{x}}": `retry.escalate.other_gpu` is `two`; it must be `true` or `false`',
    ],
    [
      'retry: {max: 1, escalate: {gpus: 1, on: ["{{x}}"]}}',
      'error bad-retry-escalate-on @ "{{x}}": `retry.escalate.on` is `two`; it must be one of',
    ],
    [
      'retry: {max: "{{zero}}", escalate: {gpus: [1, 2]}}',
      'error idle-escalate @ 1: `retry.escalate` has no effect: `retry.max` is 0, so there is no further attempt, in the cell two (raise `max`)',
    ],
    [
      'retry: {max: 1, on: [exit], escalate: 1}',
      'error idle-escalate @ 1: `retry.escalate` is for `oom`, after which nothing is tried again: `retry.on` does not have it, in the cell two (add it to `retry.on`, or name',
    ],
    [
      'retry: {max: 1, on: [exit], escalate: {gpus: 1, on: [exit, timeout]}}',
      'error idle-escalate @ timeout: `retry.escalate` is for `timeout`',
    ],
    [
      'retry: {max: 1, escalate: {on: [exit]}}',
      'error empty-escalate @ exit: `retry.escalate` says when, but not what to ask for then',
    ],
    [
      'gpus: 1\ngpu_ids: [0, 2]\nretry: {max: 1, escalate: [2, 3]}',
      'error too-few-gpu-ids @ 3: `retry.escalate.gpus` asks for 3, but `gpu_ids` allows only 2',
    ],
    [
      'gpu_ids: ["{{x}}"]',
      'error bad-gpu-ids @ "{{x}}": `gpu_ids` is `two`; it must name GPUs by index, range of indices, MIG instance or UUID',
    ],
    ['gpu_ids: [0-3, 2]', 'error repeated-gpu @ [0-3, 2]: `gpu_ids` names the GPU 2 twice'],
    ['gpus: 3\ngpu_ids: [0, 2]', 'error too-few-gpu-ids @ 3: `gpus` asks for 3, but `gpu_ids` allows only 2'],
    [
      'allow_failure: "{{x}}"',
      'error bad-allow-failure @ "{{x}}": `allow_failure` is `two`; it must be `true` or `false`',
    ],
    ['requires: ["{{empty}}"]', 'error empty-path @ "{{empty}}": this path is empty'],
    ['produces: ["~/{{x}}"]', 'error home-path @ "~/{{x}}": `~` is not expanded in paths'],
    [
      'rules: [{when: {x: two}, command: null}]',
      'error missing-command @ command: this takes the command away, and no later rule gives another',
    ],
    ['rules: [{when: {x: two}, command: "{{empty}}"}]', ''],
    ['rules: [{when: {x: two}, command: ["{{empty}}", a]}]', 'error empty-command @ "{{empty}}": the command is empty'],
  ])('%s', (key, error) => {
    const errors = errorsOf(`matrix: {x: [two]}\nvars: {zero: 0, half: 0.5, empty: ""}\ncommand: run {{x}}\n${key}`);
    expect(errors).toHaveLength(error === '' ? 0 : 1);
    expect(errors[0] ?? '').toContain(error);
    if (key.includes('{{x}}')) expect(errors[0]).toContain(', in the cell two');
  });
});

test('a mistake of a sweep without axes names no cell, one of the cell without values names it by its id', () => {
  expect(errorsOf('command: "true"\nvars: {e: ""}\nrequires: ["{{e}}"]')).toEqual([
    'error empty-path @ "{{e}}": this path is empty',
  ]);
  expect(errorsOf('command: run {{x}}\nmatrix: {x: [null]}')).toEqual([
    'error absent-axis @ {{x}}: the axis `x` is absent, in the cell main (name it only in a rule for the cells that have it)',
  ]);
});

describe('two jobs with one output path', () => {
  test('are an error that names both', () => {
    expect(
      errorsOf('matrix: {x: [a, b], seed: [1, 2]}\ncommand: run {{x}} {{seed}}\nproduces: ["out/./{{x}}.json"]'),
    ).toEqual([
      'error shared-output @ "out/./{{x}}.json": `out/a.json` is produced by both a_s1 and a_s2; so is one other path by several jobs (name the axes in the path that tell the jobs apart)',
    ]);
  });

  test('are none if they are links of one chain', () => {
    const text = 'matrix: {x: [a, b], seed: [1, 2]}\ncommand: run {{x}} {{seed}}\nchain: seed\n';
    expect(errorsOf(`${text}produces: ["{{x}}.json"]`)).toEqual([]);
    expect(errorsOf(`${text}produces: [all.json]`)).toHaveLength(1);
  });
});

describe('an input that the same job produces', () => {
  const said = (keys: string) => expandText(`matrix: {x: [a, b]}\ncommand: run {{x}}\n${keys}`).said;
  const warning = (at: string, input: string, how: string) =>
    `warning own-input @ ${at}: \`${input}\`, an input of a and 1 other, ${how} their \`produces\`: a result that is made from itself is never fresh (take out of \`inputs\` what the job writes itself)`;

  test.each([
    ['by its name', 'in.txt', 'in.txt', 'in.txt', 'is also among'],
    ['in a folder that is an input', 'in', 'in/d/{{x}}.txt', 'in', 'overlaps with `in/d/a.txt` of'],
    ['by a pattern', '"in/*.txt"', 'in/{{x}}.txt', 'in/*.txt', 'overlaps with `in/a.txt` of'],
    ['as the folder that it lies in', '"out/{{x}}/c"', 'out/{{x}}', 'out/a/c', 'overlaps with `out/a` of'],
    ['as the folder of a pattern', '"out/{{x}}/*"', 'out/{{x}}', 'out/a/*', 'overlaps with `out/a` of'],
  ])('is warned of: %s', (_, input, produced, path, how) => {
    const keys = `inputs: [src, ${input}]\nproduces: ["${produced}"]\n`;
    expect(said(keys)).toContainEqual(warning(input, path, how));
  });

  test.each([
    ['in.txt', 'in.txt.gz'],
    ['"in/*.txt"', 'in/{{x}}.json'],
    ['in', 'in-{{x}}/d'],
    ['"**/*.py"', 'out/{{x}}.txt'],
  ])('is not, where they only look alike: %s and %s', (input, produced) => {
    expect(
      said(`inputs: [${input}]\nproduces: ["${produced}"]\n`).filter((line) => line.includes('own-input')),
    ).toEqual([]);
  });
});

test('everything wrong in all parts of a file is said at once, in the order of the file', () => {
  const text = [
    'matrix: {x: [1, 1.0], y: [a]}',
    'exclude: [{z: 1}]',
    'vars: {a: "{{a}}", y: 1}',
    'command: run {{x}} {{yy}} `{{x}}`',
    'chain: seed',
    'rules: [{when: {w: 1}, gpus: "{{q}}"}]',
  ].join('\n');
  expect(errorsOf(text).map((line) => line.split(':')[0])).toEqual([
    'error duplicate-value @ 1.0',
    'error unknown-axis @ z',
    'error cycle @ a',
    'error name-used-twice @ y',
    'error unknown-name @ {{yy}}',
    'error unquotable-place @ {{x}}',
    'error unknown-axis @ seed',
    'error unknown-axis @ w',
    'error unknown-name @ {{q}}',
  ]);
});

test('what is malformed in the file is not complained about again', () => {
  const { said, draft } = expandText(
    'matrix: {x: {}, y: [1]}\ncommand: run {{x}} {{y}} {{v}}\nvars: {v: {a: 1}}\nexclude: [{x: 2}]',
  );
  expect(draft).toBeNull();
  expect(said.filter((line) => /unknown|unmatched|no-cells/.test(line))).toEqual([]);
});

describe('vars that need one another in a row', () => {
  const row = (count: number, order: (names: number[]) => number[]) => {
    const value = (n: number) => (n === count - 1 ? 'x' : `{{v${n + 1}}}`);
    const names = order(Array.from({ length: count }, (_, n) => n));
    const vars = Object.fromEntries(names.map((n) => [`v${n}`, value(n)]));
    return errorsOf(JSON.stringify({ vars, command: 'echo {{v0}}' }));
  };

  test.each([
    ['from the first on', (names: number[]) => names, 0],
    ['from the last on', (names: number[]) => names.reverse(), 1899],
  ])('are up to 100, written %s', (_, order, told) => {
    expect(row(100, order)).toEqual([]);
    expect(row(2000, order)).toEqual([
      `error vars-too-deep @ "v${told}": \`v${told}\` begins a row of more than 100 vars, each of which needs the next (write out some of them in those that need them)`,
    ]);
  });
});

describe('vars that insert vars over and over', () => {
  /** Twelve vars, each `item` of the one before it ten times. */
  const nested = (list: boolean) =>
    Array.from({ length: 12 }, (_, index) => {
      const items = Array.from({ length: 10 }, () => (index === 0 ? 'xxxxxxxxxx' : `{{v${index - 1}}}`));
      return `  v${index}: ${list ? JSON.stringify(items) : JSON.stringify(items.join(''))}\n`;
    }).join('');

  test.each([
    ['a text', false, 'error too-long @ {{v3}}: this makes a text of more than 1,000,000 characters'],
    ['a list', true, 'error too-long @ {{v3}}: this makes a list of more than 100,000 items'],
  ])('are refused as soon as they make too long %s', (_, list, expected) => {
    const [first, ...others] = errorsOf(`vars:\n${nested(list)}command: echo {{v11}}\n`);
    expect([first?.replace(/v\d/, 'v3'), others]).toEqual([
      `${expected} (keep what is so long in a file, and give its path)`,
      [],
    ]);
  });
});

test('a job that gets a GPU only after a failure may not hide it from itself', () => {
  const retry = 'gpus: 0\nretry: {max: 1, escalate: {gpus: [1]}}\n';
  expect(errorsOf(`command: x\n${retry}env: {CUDA_VISIBLE_DEVICES: ''}\n`)).toEqual([
    'error reserved-variable @ CUDA_VISIBLE_DEVICES: `CUDA_VISIBLE_DEVICES` says which GPUs a job sees, and is set by the run for a job that gets some (leave it out; `gpu_ids` says which GPUs may be used)',
  ]);
});

describe('what no program can be given', () => {
  const most = 131_071;
  const hint = '(keep what is so long in a file, and give its path)';

  test.each([
    ['a value', (x: string) => `matrix: {x: ["${x}"]}`, 'SWEEP_PARAM_X='],
    ['a value of a zip', (x: string) => `zip: [{x: ["${x}"], y: [1]}]`, 'SWEEP_PARAM_X='],
    ['a value of an included cell', (x: string) => `include: [{x: "${x}"}]`, 'SWEEP_PARAM_X='],
    ['a variable', (x: string) => `env: {X: "${x}"}`, 'X='],
  ])('is %s that is one byte too long', (_, text, name) => {
    const longest = 'é'.repeat((most - name.length - 1) / 2) + 'e'.repeat((most - name.length) % 2 === 0 ? 2 : 1);
    expect(errorsOf(`command: "true"\n${text(longest)}`)).toEqual([]);
    expect(errorsOf(`command: "true"\n${text(`${longest}e`)}`)).toEqual([
      `error argument-too-long @ "${longest}e": \`${name.slice(0, -1)}\` with this value has 131,072 bytes, and no program can be given more than 131,071 at once ${hint}`,
    ]);
  });

  test('is a word of a command that is one byte too long, also when a template makes it', () => {
    const text = (length: number) => `vars: {x: ${'x'.repeat(length)}}\ncommand: [echo, "{{x}}"]`;
    expect(errorsOf(text(most))).toEqual([]);
    expect(errorsOf(text(most + 1))).toEqual([
      `error argument-too-long @ "{{x}}": this word has 131,072 bytes, and no program can be given more than 131,071 at once ${hint}`,
    ]);
  });

  test('is more of words and variables than the system takes at once', () => {
    const text = (count: number) => `vars: {x: ${'x'.repeat(100_000)}}
env: {${Array.from({ length: count }, (_, index) => `E${index}: "{{x}}"`).join(', ')}}
command: [echo, "{{x}}"]`;
    expect(errorsOf(text(18))).toEqual([]);
    expect(errorsOf(text(19))).toEqual([
      `error argument-too-long @ command: arguments and variables have 2,000,259 bytes together, and no program can be given more than 1,966,080 ${hint}`,
    ]);
  });

  test('is not the text of a command, which is a file', () => {
    expect(errorsOf(`command: "true # ${'x'.repeat(200_000)}"`)).toEqual([]);
  });
});

describe('what no file can be called', () => {
  test('is a name of more than 255 bytes', () => {
    const text = (name: string) => `matrix: {x: ["${name}"]}\ncommand: "true"\nproduces: ["out/{{x}}/a"]`;
    expect(errorsOf(text('é'.repeat(127)))).toEqual([]);
    expect(errorsOf(text('é'.repeat(128)))).toEqual([
      `error path-too-long @ "out/{{x}}/a": the name \`${'é'.repeat(40)}…\` has 256 bytes, and that of a file at most 255, in the cell ${'é'.repeat(128)}`,
    ]);
  });

  test('is a path of more than 4,095 bytes', () => {
    const text = (length: number) => `command: "true"\nrequires: ["${'a/'.repeat(length).slice(0, length)}"]`;
    expect(errorsOf(text(4095))).toEqual([]);
    expect(errorsOf(text(4097)).join()).toContain('this path has 4,097 bytes, more than the 4,095 that can be opened');
  });
});
