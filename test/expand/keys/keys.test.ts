import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src/model/plan.ts';
import { expandText, jobOf, jobsOf, planOf } from '../../rig/expansion.ts';

const plain = (keys: string): Job => jobOf(`command: "true"\n${keys}`);

test('a job without any further keys has the defaults of the language', () => {
  expect(plain('')).toMatchObject({
    id: 'main',
    index: 0,
    stage: 'main',
    label: 'main',
    params: new Map(),
    command: { kind: 'shell', text: 'true' },
    setup: null,
    workdir: '.',
    env: new Map(),
    request: { nodes: 1, slots: 1, gpus: 0, gpuIds: null },
    timeout: null,
    priority: 0,
    retry: { max: 0, on: ['exit', 'timeout', 'oom', 'missing-output', 'spawn'], backoff: 0, factor: 1, escalate: null },
    needs: [],
    requires: [],
    produces: [],
    inputs: [],
    lateInputs: [],
    template: null,
    split: false,
    compress: false,
    maxLog: null,
    on: null,
    tty: false,
    allowFailure: false,
  });
});

describe('a key', () => {
  test.each<[string, Partial<Job>]>([
    ['timeout: 90', { timeout: { after: 90, signal: 'TERM', grace: 30 } as Job['timeout'] }],
    ['timeout: 1h30m', { timeout: { after: 5400, signal: 'TERM', grace: 30 } as Job['timeout'] }],
    [
      'timeout: {after: 1h, signal: INT, grace: 5m}',
      { timeout: { after: 3600, signal: 'INT', grace: 300 } as Job['timeout'] },
    ],
    ['timeout: null', { timeout: null }],
    ['priority: -3', { priority: -3 }],
    ['nice: -20', { nice: -20 }],
    ['nice: "{{n}}"\nvars: {n: 19}', { nice: 19 }],
    ['nice: null', { nice: 0 }],
    [
      'retry: 2',
      {
        retry: {
          max: 2,
          on: ['exit', 'timeout', 'oom', 'missing-output', 'spawn'],
          backoff: 0,
          factor: 1,
          escalate: null,
        } as unknown as Job['retry'],
      },
    ],
    [
      'retry: {max: 1, on: [oom, lost], backoff: 30s, factor: 2}',
      { retry: { max: 1, on: ['oom', 'lost'], backoff: 30, factor: 2, escalate: null } as unknown as Job['retry'] },
    ],
    [
      'retry: {max: 2, on: [exit, oom], escalate: {gpus: [1, 2], other_gpu: true, on: [oom, exit]}}',
      {
        retry: {
          max: 2,
          escalate: {
            on: ['oom', 'exit'],
            gpus: [
              { gpus: 1, share: null },
              { gpus: 2, share: null },
            ],
            otherGpu: true,
          },
        } as unknown as Job['retry'],
      },
    ],
    [
      'retry: {max: 2, escalate: [0.125, "{{n}}"]}\nvars: {n: 1}',
      {
        retry: {
          escalate: {
            on: ['oom'],
            gpus: [
              { gpus: 0, share: 125 },
              { gpus: 1, share: null },
            ],
            otherGpu: false,
          },
        } as unknown as Job['retry'],
      },
    ],
    [
      'retry: {max: 2, escalate: "{{steps}}"}\nvars: {steps: [0.5, 1]}',
      {
        retry: {
          escalate: {
            on: ['oom'],
            gpus: [
              { gpus: 0, share: 500 },
              { gpus: 1, share: null },
            ],
            otherGpu: false,
          },
        } as unknown as Job['retry'],
      },
    ],
    [
      'retry: {max: 1, escalate: {other_gpu: true}}',
      { retry: { escalate: { on: ['oom'], gpus: [], otherGpu: true } } as unknown as Job['retry'] },
    ],
    ['retry: {max: 1, escalate: {other_gpu: false}}', { retry: { escalate: null } as unknown as Job['retry'] }],
    [
      'retry: {max: 1, on: [exit], escalate: {other_gpu: true, on: [exit, lost]}}',
      { retry: { escalate: { on: ['exit', 'lost'], gpus: [], otherGpu: true } } as unknown as Job['retry'] },
    ],
    [
      'retry: {max: 0, escalate: {other_gpu: true, on: [lost]}}',
      { retry: { max: 0, escalate: { on: ['lost'], gpus: [], otherGpu: true } } as unknown as Job['retry'] },
    ],
    [
      'gpus: 1\ngpu_ids: ["1:0", "01:1", MIG-3f, AMD-0x1]',
      { request: { gpus: 1, gpuIds: ['1:0', '1:1', 'MIG-3f', 'AMD-0x1'] } as unknown as Job['request'] },
    ],
    [
      'gpus: 2\nslots: 3\ngpu_ids: [4, 0-1, GPU-8f3c]',
      { request: { gpus: 2, slots: 3, gpuIds: ['4', '0', '1', 'GPU-8f3c'] } as unknown as Job['request'] },
    ],
    [
      'gpus: "{{n}}"\nvars: {n: 2}\ngpu_ids: "{{ids}}"',
      { request: { gpus: 2, slots: 1, gpuIds: ['0', '2', '3'] } as unknown as Job['request'] },
    ],
    ['nodes: "{{n}}"\nvars: {n: 4}', { request: { nodes: 4, slots: 1 } as unknown as Job['request'] }],
    ['nodes: null', { request: { nodes: 1 } as unknown as Job['request'] }],
    ['split: true', { split: true }],
    ['split: "{{s}}"\nvars: {s: false}', { split: false }],
    ['compress: true', { compress: true }],
    ['max_log: 20MB', { maxLog: 20_000_000 as Job['maxLog'] }],
    ['max_log: null', { maxLog: null }],
    ['tty: "{{t}}"\nvars: {t: true}', { tty: true }],
    ['on: local', { on: 'local' }],
    ['on: "{{where}}"\nvars: {where: local}', { on: 'local' }],
    ['on: null', { on: null }],
    ['allow_failure: true', { allowFailure: true }],
    ['setup: "a\\nb"', { setup: 'a\nb' }],
    [
      'env: {A: 1, B: "x {{n}}", C: ""}\nvars: {n: "$(x)"}',
      {
        env: new Map([
          ['A', '1'],
          ['B', 'x $(x)'],
          ['C', ''],
        ]),
      },
    ],
    [
      'env: {A: 1, B: {secret: true}}',
      {
        env: new Map<string, string | null>([
          ['A', '1'],
          ['B', null],
        ]),
      },
    ],
    ['workdir: a/../b/', { workdir: 'b' }],
    [
      'workdir: sub\nrequires: [x, ../y, /abs//z]\nproduces: [out/]\ninputs: ["*.json"]',
      {
        workdir: 'sub',
        requires: ['sub/x', 'y', '/abs/z'],
        produces: ['sub/out'],
        inputs: ['sub/*.json'],
      },
    ],
  ])('%s', (keys, expected) => {
    const more = keys.includes('{{ids}}') ? keys.replace('vars: {n: 2}', 'vars: {n: 2, ids: "0, 2-3"}') : keys;
    expect(plain(more)).toMatchObject(expected);
  });

  test('template is relative to the file that says it', () => {
    const { draft } = expandText('command: "true"\nworkdir: w\ntemplate: ../t/run.sh.hbs', {
      folderOf: () => 'sweeps',
    });
    expect(draft?.jobs[0]?.keys.template.paths[0]).toBe('t/run.sh.hbs');
  });
});

describe('rules', () => {
  const withRules = (top: string, rules: string): Job =>
    jobOf(
      `command: "true"\nmatrix: {x: [1]}\n${top}\nrules:\n${rules
        .split('\n')
        .map((rule) => `  - ${rule}`)
        .join('\n')}`,
    );

  test('win over the top level, a later one over an earlier one', () => {
    expect(withRules('gpus: 1\npriority: 1', '{when: {x: 1}, gpus: 2}\n{gpus: 3, slots: 2}').request).toMatchObject({
      gpus: 3,
      slots: 2,
    });
  });

  test('apply where all entries of when hold and not all of unless', () => {
    const jobs = jobsOf(
      [
        'command: "true"',
        'matrix: {a: [1, 2], b: [x, y]}',
        'rules: [{when: {a: [1, 3], b: x}, priority: 1}, {unless: {a: 2, b: y}, slots: 2}, {when: {a: 2}, unless: {b: x}, gpus: 1}]',
      ].join('\n'),
    );
    expect(jobs.map(({ priority, request }) => [priority, request.slots, request.gpus])).toEqual([
      [1, 2, 0],
      [0, 2, 0],
      [0, 2, 0],
      [0, 1, 1],
    ]);
  });

  test('say and take back that a variable is secret', () => {
    expect(withRules('env: {A: 1, B: {secret: true}}', '{env: {A: {secret: true}, B: 2}}').env).toEqual(
      new Map<string, string | null>([
        ['A', null],
        ['B', '2'],
      ]),
    );
    expect(withRules('env: {A: {secret: true}}', '{env: {A: null}}').env).toEqual(new Map());
  });

  test('merge maps, key by key, and replace lists', () => {
    const job = withRules(
      'env: {A: 1, B: 2}\ntimeout: {after: 1h, grace: 5s}\nrequires: [a]\nretry: {max: 3, backoff: 1m}',
      '{env: {B: 3, C: 4}, timeout: {signal: INT}, requires: [b, c], retry: 1}',
    );
    expect(job.env).toEqual(
      new Map([
        ['A', '1'],
        ['B', '3'],
        ['C', '4'],
      ]),
    );
    expect(job.timeout).toEqual({ after: 3600, signal: 'INT', grace: 5 });
    expect(job.requires).toEqual(['b', 'c']);
    expect(job.retry).toMatchObject({ max: 1, backoff: 60 });
  });

  test('merge what a retry asks for part by part, a short form as what it stands for', () => {
    const top = 'retry: {max: 3, escalate: {other_gpu: true, on: [exit]}}';
    expect(withRules(top, '{retry: {escalate: [1, 2]}}').retry.escalate).toEqual({
      on: ['exit'],
      gpus: [
        { gpus: 1, share: null },
        { gpus: 2, share: null },
      ],
      otherGpu: true,
    });
    expect(withRules(top, '{retry: {escalate: {other_gpu: false}}}').retry).toMatchObject({ max: 3, escalate: null });
  });

  test('that take the retries away take away what is said of them', () => {
    const top = 'retry: {max: 3, escalate: [1]}';
    expect(withRules(top, '{retry: 0}').retry).toMatchObject({ max: 0, escalate: null });
    expect(withRules(top, '{retry: null}').retry).toMatchObject({ max: 0, escalate: null });
  });

  test('unset with null, a key or an entry of a map', () => {
    const job = withRules(
      'env: {A: 1, B: 2}\ntimeout: {after: 1h, grace: 5s}\nsetup: x\ngpus: 2',
      '{env: {A: null}, timeout: null, setup: null, gpus: null}\n{timeout: {after: 2h}}',
    );
    expect(job).toMatchObject({ env: new Map([['B', '2']]), setup: null, request: { gpus: 0 } });
    expect(job.timeout).toEqual({ after: 7200, signal: 'TERM', grace: 30 });
    expect(withRules('env: {A: 1, B: 2}', '{env: null}\n{env: {C: 3}}').env).toEqual(new Map([['C', '3']]));
  });
});

describe('a chain', () => {
  const chained = (text: string): string[] =>
    jobsOf(`command: "true"\n${text}`).map(({ label, needs }) =>
      [label, ...needs.map((need) => `${need.when}${need.sameGpus ? ' same' : ''} ${need.job}`)].join(' < '),
    );

  test('joins the jobs that agree on every other axis, in the order of the axis', () => {
    expect(chained('matrix: {seed: [42, 43, 44], x: [a, b]}\nchain: seed')).toEqual([
      'a_s42',
      'b_s42',
      'a_s43 < always seed-42+x-a',
      'b_s43 < always seed-42+x-b',
      'a_s44 < always seed-43+x-a',
      'b_s44 < always seed-43+x-b',
    ]);
  });

  test('bridges missing links', () => {
    expect(
      chained('matrix: {seed: [1, 2, 3]}\nexclude: [{seed: 2}]\nchain: {over: seed, when: success, gpu: same}'),
    ).toEqual(['s1', 's3 < success same seed-1']);
  });

  test('has no effect where its axis is absent', () => {
    expect(chained('matrix: {seed: [1, null, 2]}\nchain: seed')).toEqual(['s1', 'main', 's2 < always seed-1']);
  });

  test('takes in included cells at its end', () => {
    expect(chained('matrix: {seed: [2, 3]}\ninclude: [{seed: 1}]\nchain: seed')).toEqual([
      's2',
      's3 < always seed-2',
      's1 < always seed-3',
    ]);
  });
});

test('every job stands after all that it needs', () => {
  const { jobs } = planOf(
    'command: "true"\nmatrix: {seed: {from: 1, count: 9}, x: [a, b, c]}\nexclude: [{seed: 4, x: b}]\nchain: seed',
  );
  for (const job of jobs) {
    for (const need of job.needs) expect(jobs.findIndex(({ id }) => id === need.job)).toBeLessThan(job.index);
  }
});
