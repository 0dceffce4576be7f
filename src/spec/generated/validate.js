// Generated from schemas/sweep.schema.json by scripts/generate.ts; change the schema instead.
'use strict';
export const validate = validate20;
export default validate20;
const schema31 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:sweep-runner:schema:sweep:1',
  title: 'a sweep',
  description: 'A sweep file, version 1 of the language: what to run, over which axes, with which resources.',
  type: 'object',
  properties: {
    version: {
      title: '`1`, the version of the language',
      description: 'The version of the language that this file is written in.',
      const: 1,
      default: 1,
      examples: [1],
    },
    name: {
      title: 'a name of lowercase letters, digits, `_`, `.` and `-` that begins with a letter or a digit',
      description:
        "The name of the sweep and of its run folder, `.sweep/<name>`. Default: the file's name without its extension.",
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9_.-]*$',
      examples: ['beam', 'lr-search.v2'],
    },
    description: {
      title: 'a text',
      description: 'What this sweep is for, for people.',
      type: 'string',
      examples: ['Beam search on two maths sets, every scorer, three seeds.'],
    },
    matrix: {
      title: 'a map from axis to values',
      description:
        'The axes. Their product is the set of cells, and each cell is a job; the first axis varies slowest.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: { $ref: '#/$defs/axis' },
      examples: [
        { strategy: ['baseline', 'beam_search'], seed: { from: 42, count: 3 } },
        { learning_rate: { values: [0.1, 0.01] } },
      ],
    },
    exclude: {
      title: 'a list of conditions',
      description: 'Cells to leave out: every cell of the full product that matches one of these conditions.',
      type: 'array',
      items: { $ref: '#/$defs/condition' },
      examples: [
        [
          { dataset: 'math500', scorer: 'prm' },
          { strategy: ['baseline', 'greedy'], seed: 44 },
        ],
      ],
    },
    include: {
      title: 'a list of cells',
      description: 'Whole cells to add after all others. They may use values that no axis lists.',
      type: 'array',
      items: { $ref: '#/$defs/cell' },
      examples: [[{ strategy: 'beam_search', dataset: 'gpqa', seed: 7 }]],
    },
    replicates: {
      title: 'the name of an axis',
      description:
        'The axis that only repeats: shown as `s42` in labels, aggregated over by results. Default: `seed` if there is such an axis.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      default: 'seed',
      examples: ['seed', 'fold'],
    },
    on_failure: {
      title: '`continue`, `stop` or `kill`',
      description:
        'What to do when a job has finally failed: go on with the rest, start nothing new, or also stop what runs.',
      type: 'string',
      enum: ['continue', 'stop', 'kill'],
      default: 'continue',
      examples: ['stop'],
    },
    rules: {
      title: 'a list of rules',
      description: 'Settings for the cells that match a condition, in order; a later rule wins.',
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      examples: [
        [
          { when: { scorer: 'prm' }, gpus: 2 },
          { unless: { strategy: 'beam_search' }, timeout: '4h' },
        ],
      ],
    },
    command: { $ref: '#/$defs/command' },
    setup: { $ref: '#/$defs/setup' },
    workdir: { $ref: '#/$defs/workdir' },
    env: { $ref: '#/$defs/env' },
    vars: { $ref: '#/$defs/vars' },
    gpus: { $ref: '#/$defs/gpus' },
    gpu_ids: { $ref: '#/$defs/gpuIds' },
    slots: { $ref: '#/$defs/slots' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    retry: { $ref: '#/$defs/retry' },
    chain: { $ref: '#/$defs/chain' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    template: { $ref: '#/$defs/template' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
  },
  patternProperties: {
    '^x-': {
      description: 'Free for your own use, such as anchors to be merged elsewhere with `<<`.',
      examples: [{ gpus: 2, timeout: '24h' }],
    },
  },
  additionalProperties: false,
  examples: [
    {
      name: 'beam',
      matrix: { strategy: ['greedy', 'beam'], seed: { from: 1, count: 3 } },
      command: 'python search.py --strategy={{strategy}} --seed={{seed}}',
      gpus: 1,
      timeout: '24h',
      rules: [{ when: { strategy: 'greedy' }, gpus: 0, timeout: '4h' }],
    },
    { command: ['echo', 'one job'], 'x-note': 'anything' },
  ],
  $defs: {
    identifier: {
      title: 'a name of letters, digits and `_` that does not begin with a digit',
      description: 'The name of an axis, a variable or an environment variable.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      examples: ['learning_rate', 'seed'],
    },
    templated: {
      title: 'a template',
      description: 'A text that holds `{{name}}`.',
      type: 'string',
      pattern: '\\{\\{',
      examples: ['{{tp}}'],
    },
    scalar: {
      title: 'a text, a number, `true`, `false` or `null`',
      description:
        'One value of an axis. It is inserted as it is spelled and compared by what it means: `0.10` equals `0.1`. `null` is absence.',
      type: ['string', 'number', 'boolean', 'null'],
      examples: ['beam_search', 0.1, '1e-4', true, null],
    },
    text: {
      title: 'a text, a number, `true` or `false`',
      description: 'A text that may hold `{{name}}`.',
      type: ['string', 'number', 'boolean'],
      examples: ['{{data}}/train', 8, true],
    },
    path: {
      title: 'a path',
      description: "A path, relative to the job's workdir. May hold `{{name}}`.",
      type: ['string', 'number'],
      pattern: '\\S',
      examples: ['results/{{dataset}}.json'],
    },
    duration: {
      title: 'a duration such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
      description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
      type: ['number', 'string'],
      minimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
    },
    positiveDuration: {
      title: 'a duration above 0 such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
      description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
      type: ['number', 'string'],
      exclusiveMinimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
    },
    axis: {
      title: 'a list of values, or a range such as `{from: 1, count: 3}`',
      description:
        'The values of an axis: a list, a range `{from, count}` or `{from, to}` with a `step`, or either of them under `values`.',
      type: ['array', 'object'],
      items: { $ref: '#/$defs/scalar' },
      minItems: 1,
      properties: {
        values: { $ref: '#/$defs/values' },
        from: { $ref: '#/$defs/from' },
        to: { $ref: '#/$defs/to' },
        count: { $ref: '#/$defs/count' },
        step: { $ref: '#/$defs/step' },
      },
      additionalProperties: false,
      if: { required: ['values'] },
      then: { properties: { from: false, to: false, count: false, step: false } },
      else: { $ref: '#/$defs/rangeParts' },
      examples: [['greedy', 'beam'], { from: 42, count: 3 }, { values: ['prm', 'entropy'] }],
    },
    values: {
      title: 'a list of values, or a range such as `{from: 1, count: 3}`',
      description: 'The values of the axis: a list or a range.',
      type: ['array', 'object'],
      items: { $ref: '#/$defs/scalar' },
      minItems: 1,
      properties: {
        from: { $ref: '#/$defs/from' },
        to: { $ref: '#/$defs/to' },
        count: { $ref: '#/$defs/count' },
        step: { $ref: '#/$defs/step' },
      },
      additionalProperties: false,
      $ref: '#/$defs/rangeParts',
      examples: [['prm', 'entropy'], { from: 0, to: 1, step: 0.25 }],
    },
    rangeParts: {
      description: 'A range says where it begins, and where it ends or how many values it has.',
      type: ['array', 'object'],
      required: ['from'],
      anyOf: [
        { title: 'to a last value', required: ['to'] },
        { title: 'a number of values', required: ['count'] },
      ],
      not: { type: 'object', required: ['to', 'count', 'step'] },
      examples: [
        { from: 1, to: 9, step: 2 },
        { from: 42, count: 3 },
      ],
    },
    from: { title: 'a number', description: 'The first value of the range.', type: 'number', examples: [42, 0.1] },
    to: {
      title: 'a number',
      description: 'The last value of the range, itself included if a step lands on it.',
      type: 'number',
      examples: [44, 1],
    },
    count: {
      title: 'a whole number, 1 or more',
      description: 'How many values the range has.',
      type: 'integer',
      minimum: 1,
      maximum: 1000000000,
      examples: [3],
    },
    step: {
      title: 'a number other than 0',
      description: 'From one value of the range to the next. May be negative.',
      type: 'number',
      not: { const: 0 },
      default: 1,
      examples: [2, 0.25, -1],
    },
    condition: {
      title: 'a condition such as `{dataset: math500, scorer: [prm, entropy]}`',
      description: 'A map from axis to a value or a list of values. It matches a cell if all its entries do.',
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        title: 'a value or a list of values',
        description: 'The axis has this value, or one of these.',
        type: ['string', 'number', 'boolean', 'null', 'array'],
        items: { $ref: '#/$defs/scalar' },
        minItems: 1,
        examples: ['prm', ['prm', 'entropy'], null],
      },
      examples: [{ dataset: 'math500', scorer: ['prm', 'entropy'] }],
    },
    cell: {
      title: 'a cell such as `{dataset: math500, seed: 42}`',
      description: 'A map from axis to its value in this cell.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { $ref: '#/$defs/scalar' },
      examples: [{ dataset: 'math500', seed: 42 }],
    },
    rule: {
      title: 'a rule such as `{when: {scorer: prm}, gpus: 2}`',
      description:
        'Settings for the cells that match `when` and do not match `unless`; for every cell if it has neither.',
      type: 'object',
      properties: {
        when: { $ref: '#/$defs/condition', description: 'The rule applies where all entries of this condition hold.' },
        unless: {
          $ref: '#/$defs/condition',
          description: 'The rule does not apply where all entries of this condition hold.',
        },
        command: { $ref: '#/$defs/command' },
        setup: { $ref: '#/$defs/setup' },
        workdir: { $ref: '#/$defs/workdir' },
        env: { $ref: '#/$defs/env' },
        vars: { $ref: '#/$defs/vars' },
        gpus: { $ref: '#/$defs/gpus' },
        gpu_ids: { $ref: '#/$defs/gpuIds' },
        slots: { $ref: '#/$defs/slots' },
        timeout: { $ref: '#/$defs/timeout' },
        priority: { $ref: '#/$defs/priority' },
        retry: { $ref: '#/$defs/retry' },
        requires: { $ref: '#/$defs/requires' },
        produces: { $ref: '#/$defs/produces' },
        inputs: { $ref: '#/$defs/inputs' },
        label: { $ref: '#/$defs/label' },
        allow_failure: { $ref: '#/$defs/allowFailure' },
      },
      additionalProperties: false,
      examples: [
        { when: { scorer: 'prm' }, gpus: 2 },
        { unless: { scorer: null }, vars: { tail: '_{{scorer}}' } },
      ],
    },
    command: {
      title: 'a shell command, or a list of words',
      description:
        'What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches.',
      type: ['string', 'array', 'null'],
      pattern: '\\S',
      items: { $ref: '#/$defs/text' },
      minItems: 1,
      examples: [
        'python train.py --lr={{lr}} --seed={{seed}}',
        ['python', 'train.py', '--lr', '{{lr}}', '--epochs', 3],
      ],
    },
    setup: {
      title: 'a text of shell lines',
      description: 'Shell lines that run first, in the same shell as a string command.',
      type: ['string', 'null'],
      examples: ['source ~/miniconda3/bin/activate tts\nexport HF_HOME=/mnt/cache'],
    },
    workdir: {
      title: 'a path',
      description: 'The folder a job runs in, relative to the project root.',
      type: ['string', 'number', 'null'],
      pattern: '\\S',
      default: '.',
      examples: ['experiments/{{dataset}}'],
    },
    env: {
      title: 'a map from variable to text',
      description: 'Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded.',
      type: ['object', 'null'],
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a text, a number, `true` or `false`',
        description: "The variable's value; may hold `{{name}}`. `null` unsets what an earlier layer says.",
        type: ['string', 'number', 'boolean', 'null'],
        examples: ['{{dataset}}', 4, null],
      },
      examples: [{ OMP_NUM_THREADS: 4, HF_DATASET: '{{dataset}}' }],
    },
    vars: {
      title: 'a map from name to text or list',
      description:
        'Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word.',
      type: ['object', 'null'],
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a text or a list of texts',
        description: 'The value, or a list whose items become one word each. `null` unsets what an earlier layer says.',
        type: ['string', 'number', 'boolean', 'array', 'null'],
        items: { $ref: '#/$defs/text' },
        examples: ['{{strategy}}_{{dataset}}', ['--beam-width', 4], []],
      },
      examples: [{ config: '{{strategy}}/{{dataset}}', flags: ['--verbose', '--beam={{width}}'] }],
    },
    gpus: {
      title: 'a whole number of GPUs, 0 or more',
      description: 'How many whole GPUs a job gets.',
      type: ['integer', 'string', 'null'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|\\{\\{',
      default: 0,
      examples: [1, 2, '{{tp}}'],
    },
    gpuIds: {
      title: "a GPU's index, a range such as `0-3`, a UUID, or a list of these",
      description: 'The only GPUs that a job may get, in order of preference. Default: any.',
      type: ['integer', 'string', 'array', 'null'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
      items: {
        title: "a GPU's index, a range such as `0-3`, or a UUID",
        description: 'One GPU or a range of them.',
        type: ['integer', 'string'],
        minimum: 0,
        maximum: 1000000,
        pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
        examples: [0, '0-3', 'GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d'],
      },
      minItems: 1,
      examples: [0, '0-3', [2, 0], ['GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d']],
    },
    slots: {
      title: 'a whole number of CPU slots, 1 or more',
      description: 'How many CPU slots a job takes.',
      type: ['integer', 'string', 'null'],
      minimum: 1,
      maximum: 1000000,
      pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
      default: 1,
      examples: [1, 8, '{{workers}}'],
    },
    timeout: {
      title: 'a duration above 0 such as `90s`, `15m` or `24h`, or `{after: 24h, signal: TERM, grace: 30s}`',
      description: 'How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit.',
      type: ['number', 'string', 'object', 'null'],
      exclusiveMinimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      properties: {
        after: { $ref: '#/$defs/positiveDuration', description: 'How long a job may run.' },
        signal: {
          description: 'The signal that a job gets at its limit.',
          type: 'string',
          anyOf: [
            { title: 'a signal', enum: ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'ALRM', 'CONT', 'KILL'] },
            { $ref: '#/$defs/templated' },
          ],
          default: 'TERM',
          examples: ['INT', 'USR1'],
        },
        grace: { $ref: '#/$defs/positiveDuration', description: 'From that signal to KILL.' },
      },
      additionalProperties: false,
      minProperties: 1,
      examples: ['24h', 5400, { after: '24h', signal: 'INT', grace: '2m' }, '{{limit}}'],
    },
    priority: {
      title: 'a whole number',
      description: 'Jobs with a higher priority start first.',
      type: ['integer', 'string', 'null'],
      minimum: -1000000,
      maximum: 1000000,
      pattern: '^-?[0-9]{1,6}$|\\{\\{',
      default: 0,
      examples: [10, -1],
    },
    retry: {
      title: 'a number of further attempts, or a map such as `{max: 2, on: [oom, timeout], backoff: 30s}`',
      description:
        'How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once.',
      type: ['integer', 'string', 'object', 'null'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|\\{\\{',
      properties: {
        max: {
          title: 'a whole number, 0 or more',
          description: 'How many attempts may follow the first.',
          type: ['integer', 'string'],
          minimum: 0,
          maximum: 1000000,
          pattern: '^[0-9]{1,6}$|\\{\\{',
          examples: [2],
        },
        on: {
          title: 'a list of causes of failure',
          description:
            'The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case.',
          type: 'array',
          items: {
            description: 'A cause of failure.',
            type: 'string',
            anyOf: [
              { title: 'a cause', enum: ['exit', 'timeout', 'oom', 'missing-output', 'spawn', 'lost'] },
              { $ref: '#/$defs/templated' },
            ],
            examples: ['timeout'],
          },
          minItems: 1,
          examples: [['timeout', 'oom']],
        },
        backoff: { $ref: '#/$defs/duration', description: 'The wait before the first further attempt.' },
        factor: {
          title: 'a number, 1 or more',
          description: 'By how much each wait is longer than the one before.',
          type: ['number', 'string'],
          minimum: 1,
          maximum: 1000000,
          pattern: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{',
          examples: [2, 1.5],
        },
      },
      additionalProperties: false,
      minProperties: 1,
      default: 0,
      examples: [2, { max: 2, on: ['oom', 'timeout'], backoff: '30s', factor: 2 }],
    },
    chain: {
      title: 'the name of an axis, or a map such as `{over: seed, when: success}`',
      description: 'Jobs that differ only in this axis run one after another, in the order of its values.',
      type: ['string', 'object', 'null'],
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      properties: {
        over: {
          title: 'the name of an axis',
          description: 'The axis along which jobs follow one another.',
          type: 'string',
          pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
          examples: ['seed'],
        },
        when: {
          title: '`always` or `success`',
          description: 'Whether the next job runs however the one before ended, or only if it succeeded.',
          type: 'string',
          enum: ['always', 'success'],
          default: 'always',
          examples: ['success'],
        },
        gpu: {
          title: '`any` or `same`',
          description: 'Whether the next job may run on any GPUs, or only on those that the one before had.',
          type: 'string',
          enum: ['any', 'same'],
          default: 'any',
          examples: ['same'],
        },
      },
      required: ['over'],
      additionalProperties: false,
      examples: ['seed', { over: 'seed', when: 'success', gpu: 'same' }],
    },
    requires: {
      title: 'a list of paths',
      description: 'Paths that must exist before anything is queued, relative to the workdir.',
      type: ['array', 'null'],
      items: { $ref: '#/$defs/path' },
      examples: [['data/{{dataset}}.jsonl']],
    },
    produces: {
      title: 'a list of paths',
      description:
        "Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made.",
      type: ['array', 'null'],
      items: { $ref: '#/$defs/path' },
      examples: [['results/{{strategy}}_{{seed}}.json']],
    },
    inputs: {
      title: 'a list of paths or globs',
      description:
        'Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again.',
      type: ['array', 'null'],
      items: { $ref: '#/$defs/path' },
      examples: [['src/**/*.py', 'configs/{{dataset}}.yaml']],
    },
    label: {
      title: 'a text',
      description: "What people read in place of the id. Default: the cell's values joined by `_`.",
      type: ['string', 'number', 'null'],
      pattern: '\\S',
      examples: ['{{strategy}} on {{dataset}}'],
    },
    template: {
      title: 'a path',
      description: "A wrapper template in place of the package's own, relative to this file.",
      type: ['string', 'null'],
      pattern: '\\S',
      examples: ['templates/conda.sh.hbs'],
    },
    allowFailure: {
      title: '`true` or `false`',
      description: 'Whether this job may fail without the run having failed.',
      type: ['boolean', 'string', 'null'],
      pattern: '^(?:true|false)$|\\{\\{',
      default: false,
      examples: [true],
    },
  },
};
const schema32 = {
  title: 'a name of letters, digits and `_` that does not begin with a digit',
  description: 'The name of an axis, a variable or an environment variable.',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  examples: ['learning_rate', 'seed'],
};
const schema54 = {
  title: 'a text of shell lines',
  description: 'Shell lines that run first, in the same shell as a string command.',
  type: ['string', 'null'],
  examples: ['source ~/miniconda3/bin/activate tts\nexport HF_HOME=/mnt/cache'],
};
const schema55 = {
  title: 'a path',
  description: 'The folder a job runs in, relative to the project root.',
  type: ['string', 'number', 'null'],
  pattern: '\\S',
  default: '.',
  examples: ['experiments/{{dataset}}'],
};
const schema61 = {
  title: 'a whole number of GPUs, 0 or more',
  description: 'How many whole GPUs a job gets.',
  type: ['integer', 'string', 'null'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}$|\\{\\{',
  default: 0,
  examples: [1, 2, '{{tp}}'],
};
const schema62 = {
  title: "a GPU's index, a range such as `0-3`, a UUID, or a list of these",
  description: 'The only GPUs that a job may get, in order of preference. Default: any.',
  type: ['integer', 'string', 'array', 'null'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
  items: {
    title: "a GPU's index, a range such as `0-3`, or a UUID",
    description: 'One GPU or a range of them.',
    type: ['integer', 'string'],
    minimum: 0,
    maximum: 1000000,
    pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
    examples: [0, '0-3', 'GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d'],
  },
  minItems: 1,
  examples: [0, '0-3', [2, 0], ['GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d']],
};
const schema63 = {
  title: 'a whole number of CPU slots, 1 or more',
  description: 'How many CPU slots a job takes.',
  type: ['integer', 'string', 'null'],
  minimum: 1,
  maximum: 1000000,
  pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
  default: 1,
  examples: [1, 8, '{{workers}}'],
};
const schema68 = {
  title: 'a whole number',
  description: 'Jobs with a higher priority start first.',
  type: ['integer', 'string', 'null'],
  minimum: -1000000,
  maximum: 1000000,
  pattern: '^-?[0-9]{1,6}$|\\{\\{',
  default: 0,
  examples: [10, -1],
};
const schema86 = {
  title: 'the name of an axis, or a map such as `{over: seed, when: success}`',
  description: 'Jobs that differ only in this axis run one after another, in the order of its values.',
  type: ['string', 'object', 'null'],
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  properties: {
    over: {
      title: 'the name of an axis',
      description: 'The axis along which jobs follow one another.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      examples: ['seed'],
    },
    when: {
      title: '`always` or `success`',
      description: 'Whether the next job runs however the one before ended, or only if it succeeded.',
      type: 'string',
      enum: ['always', 'success'],
      default: 'always',
      examples: ['success'],
    },
    gpu: {
      title: '`any` or `same`',
      description: 'Whether the next job may run on any GPUs, or only on those that the one before had.',
      type: 'string',
      enum: ['any', 'same'],
      default: 'any',
      examples: ['same'],
    },
  },
  required: ['over'],
  additionalProperties: false,
  examples: ['seed', { over: 'seed', when: 'success', gpu: 'same' }],
};
const schema78 = {
  title: 'a text',
  description: "What people read in place of the id. Default: the cell's values joined by `_`.",
  type: ['string', 'number', 'null'],
  pattern: '\\S',
  examples: ['{{strategy}} on {{dataset}}'],
};
const schema88 = {
  title: 'a path',
  description: "A wrapper template in place of the package's own, relative to this file.",
  type: ['string', 'null'],
  pattern: '\\S',
  examples: ['templates/conda.sh.hbs'],
};
const schema79 = {
  title: '`true` or `false`',
  description: 'Whether this job may fail without the run having failed.',
  type: ['boolean', 'string', 'null'],
  pattern: '^(?:true|false)$|\\{\\{',
  default: false,
  examples: [true],
};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp('^x-', 'u');
const pattern5 = new RegExp('^[a-z0-9][a-z0-9_.-]*$', 'u');
const pattern6 = new RegExp('^[A-Za-z_][A-Za-z0-9_]*$', 'u');
const pattern8 = new RegExp('\\S', 'u');
const pattern12 = new RegExp('^[0-9]{1,6}$|\\{\\{', 'u');
const pattern13 = new RegExp('^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{', 'u');
const pattern15 = new RegExp('^0*[1-9][0-9]{0,5}$|\\{\\{', 'u');
const pattern20 = new RegExp('^-?[0-9]{1,6}$|\\{\\{', 'u');
const pattern30 = new RegExp('^(?:true|false)$|\\{\\{', 'u');
const schema33 = {
  title: 'a list of values, or a range such as `{from: 1, count: 3}`',
  description:
    'The values of an axis: a list, a range `{from, count}` or `{from, to}` with a `step`, or either of them under `values`.',
  type: ['array', 'object'],
  items: { $ref: '#/$defs/scalar' },
  minItems: 1,
  properties: {
    values: { $ref: '#/$defs/values' },
    from: { $ref: '#/$defs/from' },
    to: { $ref: '#/$defs/to' },
    count: { $ref: '#/$defs/count' },
    step: { $ref: '#/$defs/step' },
  },
  additionalProperties: false,
  if: { required: ['values'] },
  then: { properties: { from: false, to: false, count: false, step: false } },
  else: { $ref: '#/$defs/rangeParts' },
  examples: [['greedy', 'beam'], { from: 42, count: 3 }, { values: ['prm', 'entropy'] }],
};
const schema34 = {
  description: 'A range says where it begins, and where it ends or how many values it has.',
  type: ['array', 'object'],
  required: ['from'],
  anyOf: [
    { title: 'to a last value', required: ['to'] },
    { title: 'a number of values', required: ['count'] },
  ],
  not: { type: 'object', required: ['to', 'count', 'step'] },
  examples: [
    { from: 1, to: 9, step: 2 },
    { from: 42, count: 3 },
  ],
};
const schema35 = {
  title: 'a text, a number, `true`, `false` or `null`',
  description:
    'One value of an axis. It is inserted as it is spelled and compared by what it means: `0.10` equals `0.1`. `null` is absence.',
  type: ['string', 'number', 'boolean', 'null'],
  examples: ['beam_search', 0.1, '1e-4', true, null],
};
const schema39 = {
  title: 'a number',
  description: 'The first value of the range.',
  type: 'number',
  examples: [42, 0.1],
};
const schema40 = {
  title: 'a number',
  description: 'The last value of the range, itself included if a step lands on it.',
  type: 'number',
  examples: [44, 1],
};
const schema41 = {
  title: 'a whole number, 1 or more',
  description: 'How many values the range has.',
  type: 'integer',
  minimum: 1,
  maximum: 1000000000,
  examples: [3],
};
const schema42 = {
  title: 'a number other than 0',
  description: 'From one value of the range to the next. May be negative.',
  type: 'number',
  not: { const: 0 },
  default: 1,
  examples: [2, 0.25, -1],
};
const schema36 = {
  title: 'a list of values, or a range such as `{from: 1, count: 3}`',
  description: 'The values of the axis: a list or a range.',
  type: ['array', 'object'],
  items: { $ref: '#/$defs/scalar' },
  minItems: 1,
  properties: {
    from: { $ref: '#/$defs/from' },
    to: { $ref: '#/$defs/to' },
    count: { $ref: '#/$defs/count' },
    step: { $ref: '#/$defs/step' },
  },
  additionalProperties: false,
  $ref: '#/$defs/rangeParts',
  examples: [['prm', 'entropy'], { from: 0, to: 1, step: 0.25 }],
};

function validate22(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!data || typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema36.type },
      message: 'must be array,object',
      schema: schema36.type,
      parentSchema: schema36,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (!data || typeof data != 'object') {
    const err1 = {
      instancePath,
      schemaPath: '#/$defs/rangeParts/type',
      keyword: 'type',
      params: { type: schema34.type },
      message: 'must be array,object',
      schema: schema34.type,
      parentSchema: schema34,
      data,
    };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
  }
  const _errs2 = errors;
  const _errs3 = errors;
  if (errors === _errs3) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if (
        (data.to === undefined && (missing0 = 'to')) ||
        (data.count === undefined && (missing0 = 'count')) ||
        (data.step === undefined && (missing0 = 'step'))
      ) {
        const err2 = {};
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    } else {
      const err3 = {};
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
  }
  var valid1 = _errs3 === errors;
  if (valid1) {
    const err4 = {
      instancePath,
      schemaPath: '#/$defs/rangeParts/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema34.not,
      parentSchema: schema34,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  } else {
    errors = _errs2;
    if (vErrors !== null) {
      if (_errs2) {
        vErrors.length = _errs2;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs5 = errors;
  let valid2 = false;
  const _errs6 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.to === undefined) {
      const err5 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/anyOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'to' },
        message: "must have required property '" + 'to' + "'",
        schema: schema34.anyOf[0].required,
        parentSchema: schema34.anyOf[0],
        data,
      };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
  }
  var _valid0 = _errs6 === errors;
  valid2 = valid2 || _valid0;
  const _errs7 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.count === undefined) {
      const err6 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/anyOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'count' },
        message: "must have required property '" + 'count' + "'",
        schema: schema34.anyOf[1].required,
        parentSchema: schema34.anyOf[1],
        data,
      };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
  }
  var _valid0 = _errs7 === errors;
  valid2 = valid2 || _valid0;
  if (!valid2) {
    const err7 = {
      instancePath,
      schemaPath: '#/$defs/rangeParts/anyOf',
      keyword: 'anyOf',
      params: {},
      message: 'must match a schema in anyOf',
      schema: schema34.anyOf,
      parentSchema: schema34,
      data,
    };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  } else {
    errors = _errs5;
    if (vErrors !== null) {
      if (_errs5) {
        vErrors.length = _errs5;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.from === undefined) {
      const err8 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/required',
        keyword: 'required',
        params: { missingProperty: 'from' },
        message: "must have required property '" + 'from' + "'",
        schema: schema34.required,
        parentSchema: schema34,
        data,
      };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err9 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema36,
        data,
      };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        data0 !== null
      ) {
        const err10 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/scalar/type',
          keyword: 'type',
          params: { type: schema35.type },
          message: 'must be string,number,boolean,null',
          schema: schema35.type,
          parentSchema: schema35,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'from' || key0 === 'to' || key0 === 'count' || key0 === 'step')) {
        const err11 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema36,
          data,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.from !== undefined) {
      let data1 = data.from;
      if (!(typeof data1 == 'number' && isFinite(data1))) {
        const err12 = {
          instancePath: instancePath + '/from',
          schemaPath: '#/$defs/from/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema39.type,
          parentSchema: schema39,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.to !== undefined) {
      let data2 = data.to;
      if (!(typeof data2 == 'number' && isFinite(data2))) {
        const err13 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/$defs/to/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema40.type,
          parentSchema: schema40,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.count !== undefined) {
      let data3 = data.count;
      if (!(typeof data3 == 'number' && !(data3 % 1) && !isNaN(data3) && isFinite(data3))) {
        const err14 = {
          instancePath: instancePath + '/count',
          schemaPath: '#/$defs/count/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
          schema: schema41.type,
          parentSchema: schema41,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      if (typeof data3 == 'number' && isFinite(data3)) {
        if (data3 > 1000000000 || isNaN(data3)) {
          const err15 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000000 },
            message: 'must be <= 1000000000',
            schema: 1000000000,
            parentSchema: schema41,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (data3 < 1 || isNaN(data3)) {
          const err16 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema41,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      }
    }
    if (data.step !== undefined) {
      let data4 = data.step;
      if (!(typeof data4 == 'number' && isFinite(data4))) {
        const err17 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema42.type,
          parentSchema: schema42,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      const _errs25 = errors;
      const _errs26 = errors;
      if (0 !== data4) {
        const err18 = {};
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
      var valid11 = _errs26 === errors;
      if (valid11) {
        const err19 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/not',
          keyword: 'not',
          params: {},
          message: 'must NOT be valid',
          schema: schema42.not,
          parentSchema: schema42,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      } else {
        errors = _errs25;
        if (vErrors !== null) {
          if (_errs25) {
            vErrors.length = _errs25;
          } else {
            vErrors = null;
          }
        }
      }
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

function validate21(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!data || typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema33.type },
      message: 'must be array,object',
      schema: schema33.type,
      parentSchema: schema33,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  const _errs1 = errors;
  let valid0 = true;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    let missing0;
    if (data.values === undefined && (missing0 = 'values')) {
      const err1 = {};
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  var _valid0 = _errs2 === errors;
  errors = _errs1;
  if (vErrors !== null) {
    if (_errs1) {
      vErrors.length = _errs1;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs3 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.from !== undefined) {
        const err2 = {
          instancePath: instancePath + '/from',
          schemaPath: '#/then/properties/from/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema33.then.properties.from,
          data: data.from,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (data.to !== undefined) {
        const err3 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/then/properties/to/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema33.then.properties.to,
          data: data.to,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (data.count !== undefined) {
        const err4 = {
          instancePath: instancePath + '/count',
          schemaPath: '#/then/properties/count/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema33.then.properties.count,
          data: data.count,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (data.step !== undefined) {
        const err5 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/then/properties/step/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema33.then.properties.step,
          data: data.step,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    var _valid0 = _errs3 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.from = true;
      props0.to = true;
      props0.count = true;
      props0.step = true;
    }
    ifClause0 = 'then';
  } else {
    const _errs4 = errors;
    if (!data || typeof data != 'object') {
      const err6 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/type',
        keyword: 'type',
        params: { type: schema34.type },
        message: 'must be array,object',
        schema: schema34.type,
        parentSchema: schema34,
        data,
      };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    const _errs7 = errors;
    const _errs8 = errors;
    if (errors === _errs8) {
      if (data && typeof data == 'object' && !Array.isArray(data)) {
        let missing1;
        if (
          (data.to === undefined && (missing1 = 'to')) ||
          (data.count === undefined && (missing1 = 'count')) ||
          (data.step === undefined && (missing1 = 'step'))
        ) {
          const err7 = {};
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = {};
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    var valid3 = _errs8 === errors;
    if (valid3) {
      const err9 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/not',
        keyword: 'not',
        params: {},
        message: 'must NOT be valid',
        schema: schema34.not,
        parentSchema: schema34,
        data,
      };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    } else {
      errors = _errs7;
      if (vErrors !== null) {
        if (_errs7) {
          vErrors.length = _errs7;
        } else {
          vErrors = null;
        }
      }
    }
    const _errs10 = errors;
    let valid4 = false;
    const _errs11 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.to === undefined) {
        const err10 = {
          instancePath,
          schemaPath: '#/$defs/rangeParts/anyOf/0/required',
          keyword: 'required',
          params: { missingProperty: 'to' },
          message: "must have required property '" + 'to' + "'",
          schema: schema34.anyOf[0].required,
          parentSchema: schema34.anyOf[0],
          data,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    var _valid1 = _errs11 === errors;
    valid4 = valid4 || _valid1;
    const _errs12 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.count === undefined) {
        const err11 = {
          instancePath,
          schemaPath: '#/$defs/rangeParts/anyOf/1/required',
          keyword: 'required',
          params: { missingProperty: 'count' },
          message: "must have required property '" + 'count' + "'",
          schema: schema34.anyOf[1].required,
          parentSchema: schema34.anyOf[1],
          data,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    var _valid1 = _errs12 === errors;
    valid4 = valid4 || _valid1;
    if (!valid4) {
      const err12 = {
        instancePath,
        schemaPath: '#/$defs/rangeParts/anyOf',
        keyword: 'anyOf',
        params: {},
        message: 'must match a schema in anyOf',
        schema: schema34.anyOf,
        parentSchema: schema34,
        data,
      };
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    } else {
      errors = _errs10;
      if (vErrors !== null) {
        if (_errs10) {
          vErrors.length = _errs10;
        } else {
          vErrors = null;
        }
      }
    }
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.from === undefined) {
        const err13 = {
          instancePath,
          schemaPath: '#/$defs/rangeParts/required',
          keyword: 'required',
          params: { missingProperty: 'from' },
          message: "must have required property '" + 'from' + "'",
          schema: schema34.required,
          parentSchema: schema34,
          data,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err14 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: ifClause0 },
      message: 'must match "' + ifClause0 + '" schema',
      schema: schema33.if,
      parentSchema: schema33,
      data,
    };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err15 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema33,
        data,
      };
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data4 = data[i0];
      if (
        typeof data4 !== 'string' &&
        !(typeof data4 == 'number' && isFinite(data4)) &&
        typeof data4 !== 'boolean' &&
        data4 !== null
      ) {
        const err16 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/scalar/type',
          keyword: 'type',
          params: { type: schema35.type },
          message: 'must be string,number,boolean,null',
          schema: schema35.type,
          parentSchema: schema35,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'values' || key0 === 'from' || key0 === 'to' || key0 === 'count' || key0 === 'step')) {
        const err17 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema33,
          data,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.values !== undefined) {
      if (
        !validate22(data.values, {
          instancePath: instancePath + '/values',
          parentData: data,
          parentDataProperty: 'values',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.from !== undefined) {
      let data6 = data.from;
      if (!(typeof data6 == 'number' && isFinite(data6))) {
        const err18 = {
          instancePath: instancePath + '/from',
          schemaPath: '#/$defs/from/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema39.type,
          parentSchema: schema39,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.to !== undefined) {
      let data7 = data.to;
      if (!(typeof data7 == 'number' && isFinite(data7))) {
        const err19 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/$defs/to/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema40.type,
          parentSchema: schema40,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.count !== undefined) {
      let data8 = data.count;
      if (!(typeof data8 == 'number' && !(data8 % 1) && !isNaN(data8) && isFinite(data8))) {
        const err20 = {
          instancePath: instancePath + '/count',
          schemaPath: '#/$defs/count/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
          schema: schema41.type,
          parentSchema: schema41,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 > 1000000000 || isNaN(data8)) {
          const err21 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000000 },
            message: 'must be <= 1000000000',
            schema: 1000000000,
            parentSchema: schema41,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        if (data8 < 1 || isNaN(data8)) {
          const err22 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema41,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      }
    }
    if (data.step !== undefined) {
      let data9 = data.step;
      if (!(typeof data9 == 'number' && isFinite(data9))) {
        const err23 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema42.type,
          parentSchema: schema42,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      const _errs30 = errors;
      const _errs31 = errors;
      if (0 !== data9) {
        const err24 = {};
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
      var valid13 = _errs31 === errors;
      if (valid13) {
        const err25 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/not',
          keyword: 'not',
          params: {},
          message: 'must NOT be valid',
          schema: schema42.not,
          parentSchema: schema42,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      } else {
        errors = _errs30;
        if (vErrors !== null) {
          if (_errs30) {
            vErrors.length = _errs30;
          } else {
            vErrors = null;
          }
        }
      }
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

const schema47 = {
  title: 'a condition such as `{dataset: math500, scorer: [prm, entropy]}`',
  description: 'A map from axis to a value or a list of values. It matches a cell if all its entries do.',
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    title: 'a value or a list of values',
    description: 'The axis has this value, or one of these.',
    type: ['string', 'number', 'boolean', 'null', 'array'],
    items: { $ref: '#/$defs/scalar' },
    minItems: 1,
    examples: ['prm', ['prm', 'entropy'], null],
  },
  examples: [{ dataset: 'math500', scorer: ['prm', 'entropy'] }],
};

function validate25(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate25.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema47,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      let data0 = data[key0];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        data0 !== null &&
        !Array.isArray(data0)
      ) {
        const err1 = {
          instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/additionalProperties/type',
          keyword: 'type',
          params: { type: schema47.additionalProperties.type },
          message: 'must be string,number,boolean,null,array',
          schema: schema47.additionalProperties.type,
          parentSchema: schema47.additionalProperties,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (Array.isArray(data0)) {
        if (data0.length < 1) {
          const err2 = {
            instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1'),
            schemaPath: '#/additionalProperties/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema47.additionalProperties,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (
            typeof data1 !== 'string' &&
            !(typeof data1 == 'number' && isFinite(data1)) &&
            typeof data1 !== 'boolean' &&
            data1 !== null
          ) {
            const err3 = {
              instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1') + '/' + i0,
              schemaPath: '#/$defs/scalar/type',
              keyword: 'type',
              params: { type: schema35.type },
              message: 'must be string,number,boolean,null',
              schema: schema35.type,
              parentSchema: schema35,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
      }
    }
  } else {
    const err4 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema47.type,
      parentSchema: schema47,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema49 = {
  title: 'a cell such as `{dataset: math500, seed: 42}`',
  description: 'A map from axis to its value in this cell.',
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/$defs/scalar' },
  examples: [{ dataset: 'math500', seed: 42 }],
};

function validate27(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate27.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err0 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema49,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      let data0 = data[key0];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        data0 !== null
      ) {
        const err1 = {
          instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/$defs/scalar/type',
          keyword: 'type',
          params: { type: schema35.type },
          message: 'must be string,number,boolean,null',
          schema: schema35.type,
          parentSchema: schema35,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
  } else {
    const err2 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema49.type,
      parentSchema: schema49,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema51 = {
  title: 'a rule such as `{when: {scorer: prm}, gpus: 2}`',
  description: 'Settings for the cells that match `when` and do not match `unless`; for every cell if it has neither.',
  type: 'object',
  properties: {
    when: { $ref: '#/$defs/condition', description: 'The rule applies where all entries of this condition hold.' },
    unless: {
      $ref: '#/$defs/condition',
      description: 'The rule does not apply where all entries of this condition hold.',
    },
    command: { $ref: '#/$defs/command' },
    setup: { $ref: '#/$defs/setup' },
    workdir: { $ref: '#/$defs/workdir' },
    env: { $ref: '#/$defs/env' },
    vars: { $ref: '#/$defs/vars' },
    gpus: { $ref: '#/$defs/gpus' },
    gpu_ids: { $ref: '#/$defs/gpuIds' },
    slots: { $ref: '#/$defs/slots' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    retry: { $ref: '#/$defs/retry' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
  },
  additionalProperties: false,
  examples: [
    { when: { scorer: 'prm' }, gpus: 2 },
    { unless: { scorer: null }, vars: { tail: '_{{scorer}}' } },
  ],
};
const schema52 = {
  title: 'a shell command, or a list of words',
  description:
    'What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches.',
  type: ['string', 'array', 'null'],
  pattern: '\\S',
  items: { $ref: '#/$defs/text' },
  minItems: 1,
  examples: ['python train.py --lr={{lr}} --seed={{seed}}', ['python', 'train.py', '--lr', '{{lr}}', '--epochs', 3]],
};
const schema53 = {
  title: 'a text, a number, `true` or `false`',
  description: 'A text that may hold `{{name}}`.',
  type: ['string', 'number', 'boolean'],
  examples: ['{{data}}/train', 8, true],
};

function validate32(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate32.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data !== 'string' && !Array.isArray(data) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema52.type },
      message: 'must be string,array,null',
      schema: schema52.type,
      parentSchema: schema52,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data === 'string') {
    if (!pattern8.test(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '\\S' },
        message: 'must match pattern "' + '\\S' + '"',
        schema: '\\S',
        parentSchema: schema52,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err2 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema52,
        data,
      };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== 'string' && !(typeof data0 == 'number' && isFinite(data0)) && typeof data0 !== 'boolean') {
        const err3 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/text/type',
          keyword: 'type',
          params: { type: schema53.type },
          message: 'must be string,number,boolean',
          schema: schema53.type,
          parentSchema: schema53,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
  }
  validate32.errors = vErrors;
  return errors === 0;
}
validate32.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema56 = {
  title: 'a map from variable to text',
  description: 'Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded.',
  type: ['object', 'null'],
  propertyNames: { $ref: '#/$defs/identifier' },
  additionalProperties: {
    title: 'a text, a number, `true` or `false`',
    description: "The variable's value; may hold `{{name}}`. `null` unsets what an earlier layer says.",
    type: ['string', 'number', 'boolean', 'null'],
    examples: ['{{dataset}}', 4, null],
  },
  examples: [{ OMP_NUM_THREADS: 4, HF_DATASET: '{{dataset}}' }],
};

function validate34(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate34.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!(data && typeof data == 'object' && !Array.isArray(data)) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema56.type },
      message: 'must be object,null',
      schema: schema56.type,
      parentSchema: schema56,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === 'string') {
        if (!pattern6.test(key0)) {
          const err1 = {
            instancePath,
            schemaPath: '#/$defs/identifier/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema32,
            data: key0,
            propertyName: key0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = {
          instancePath,
          schemaPath: '#/$defs/identifier/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema32.type,
          parentSchema: schema32,
          data: key0,
          propertyName: key0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err3 = {
          instancePath,
          schemaPath: '#/propertyNames',
          keyword: 'propertyNames',
          params: { propertyName: key0 },
          message: 'property name must be valid',
          schema: schema56.propertyNames,
          parentSchema: schema56,
          data,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    for (const key1 in data) {
      let data0 = data[key1];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        data0 !== null
      ) {
        const err4 = {
          instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/additionalProperties/type',
          keyword: 'type',
          params: { type: schema56.additionalProperties.type },
          message: 'must be string,number,boolean,null',
          schema: schema56.additionalProperties.type,
          parentSchema: schema56.additionalProperties,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
  }
  validate34.errors = vErrors;
  return errors === 0;
}
validate34.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema58 = {
  title: 'a map from name to text or list',
  description:
    'Derived values, used as `{{name}}`. They may use axes and each other. A list inserts each item as its own word.',
  type: ['object', 'null'],
  propertyNames: { $ref: '#/$defs/identifier' },
  additionalProperties: {
    title: 'a text or a list of texts',
    description: 'The value, or a list whose items become one word each. `null` unsets what an earlier layer says.',
    type: ['string', 'number', 'boolean', 'array', 'null'],
    items: { $ref: '#/$defs/text' },
    examples: ['{{strategy}}_{{dataset}}', ['--beam-width', 4], []],
  },
  examples: [{ config: '{{strategy}}/{{dataset}}', flags: ['--verbose', '--beam={{width}}'] }],
};

function validate36(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate36.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!(data && typeof data == 'object' && !Array.isArray(data)) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema58.type },
      message: 'must be object,null',
      schema: schema58.type,
      parentSchema: schema58,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === 'string') {
        if (!pattern6.test(key0)) {
          const err1 = {
            instancePath,
            schemaPath: '#/$defs/identifier/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema32,
            data: key0,
            propertyName: key0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = {
          instancePath,
          schemaPath: '#/$defs/identifier/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema32.type,
          parentSchema: schema32,
          data: key0,
          propertyName: key0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err3 = {
          instancePath,
          schemaPath: '#/propertyNames',
          keyword: 'propertyNames',
          params: { propertyName: key0 },
          message: 'property name must be valid',
          schema: schema58.propertyNames,
          parentSchema: schema58,
          data,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    for (const key1 in data) {
      let data0 = data[key1];
      if (
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean' &&
        !Array.isArray(data0) &&
        data0 !== null
      ) {
        const err4 = {
          instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/additionalProperties/type',
          keyword: 'type',
          params: { type: schema58.additionalProperties.type },
          message: 'must be string,number,boolean,array,null',
          schema: schema58.additionalProperties.type,
          parentSchema: schema58.additionalProperties,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (
            typeof data1 !== 'string' &&
            !(typeof data1 == 'number' && isFinite(data1)) &&
            typeof data1 !== 'boolean'
          ) {
            const err5 = {
              instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/' + i0,
              schemaPath: '#/$defs/text/type',
              keyword: 'type',
              params: { type: schema53.type },
              message: 'must be string,number,boolean',
              schema: schema53.type,
              parentSchema: schema53,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
      }
    }
  }
  validate36.errors = vErrors;
  return errors === 0;
}
validate36.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema64 = {
  title: 'a duration above 0 such as `90s`, `15m` or `24h`, or `{after: 24h, signal: TERM, grace: 30s}`',
  description: 'How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit.',
  type: ['number', 'string', 'object', 'null'],
  exclusiveMinimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  properties: {
    after: { $ref: '#/$defs/positiveDuration', description: 'How long a job may run.' },
    signal: {
      description: 'The signal that a job gets at its limit.',
      type: 'string',
      anyOf: [
        { title: 'a signal', enum: ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'ALRM', 'CONT', 'KILL'] },
        { $ref: '#/$defs/templated' },
      ],
      default: 'TERM',
      examples: ['INT', 'USR1'],
    },
    grace: { $ref: '#/$defs/positiveDuration', description: 'From that signal to KILL.' },
  },
  additionalProperties: false,
  minProperties: 1,
  examples: ['24h', 5400, { after: '24h', signal: 'INT', grace: '2m' }, '{{limit}}'],
};
const schema65 = {
  title: 'a duration above 0 such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
  description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
  type: ['number', 'string'],
  exclusiveMinimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
};
const schema66 = {
  title: 'a template',
  description: 'A text that holds `{{name}}`.',
  type: 'string',
  pattern: '\\{\\{',
  examples: ['{{tp}}'],
};
const pattern16 = new RegExp(
  '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  'u',
);
const pattern18 = new RegExp('\\{\\{', 'u');

function validate38(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate38.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (
    !(typeof data == 'number' && isFinite(data)) &&
    typeof data !== 'string' &&
    !(data && typeof data == 'object' && !Array.isArray(data)) &&
    data !== null
  ) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema64.type },
      message: 'must be number,string,object,null',
      schema: schema64.type,
      parentSchema: schema64,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data == 'number' && isFinite(data)) {
    if (data > 3153600000 || isNaN(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/maximum',
        keyword: 'maximum',
        params: { comparison: '<=', limit: 3153600000 },
        message: 'must be <= 3153600000',
        schema: 3153600000,
        parentSchema: schema64,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data <= 0 || isNaN(data)) {
      const err2 = {
        instancePath,
        schemaPath: '#/exclusiveMinimum',
        keyword: 'exclusiveMinimum',
        params: { comparison: '>', limit: 0 },
        message: 'must be > 0',
        schema: 0,
        parentSchema: schema64,
        data,
      };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  if (typeof data === 'string') {
    if (!pattern16.test(data)) {
      const err3 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: {
          pattern:
            '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
        },
        message:
          'must match pattern "' +
          '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
          '"',
        schema:
          '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
        parentSchema: schema64,
        data,
      };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err4 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema64,
        data,
      };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'after' || key0 === 'signal' || key0 === 'grace')) {
        const err5 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema64,
          data,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.after !== undefined) {
      let data0 = data.after;
      if (!(typeof data0 == 'number' && isFinite(data0)) && typeof data0 !== 'string') {
        const err6 = {
          instancePath: instancePath + '/after',
          schemaPath: '#/$defs/positiveDuration/type',
          keyword: 'type',
          params: { type: schema65.type },
          message: 'must be number,string',
          schema: schema65.type,
          parentSchema: schema65,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 3153600000 || isNaN(data0)) {
          const err7 = {
            instancePath: instancePath + '/after',
            schemaPath: '#/$defs/positiveDuration/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema65,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data0 <= 0 || isNaN(data0)) {
          const err8 = {
            instancePath: instancePath + '/after',
            schemaPath: '#/$defs/positiveDuration/exclusiveMinimum',
            keyword: 'exclusiveMinimum',
            params: { comparison: '>', limit: 0 },
            message: 'must be > 0',
            schema: 0,
            parentSchema: schema65,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
      if (typeof data0 === 'string') {
        if (!pattern16.test(data0)) {
          const err9 = {
            instancePath: instancePath + '/after',
            schemaPath: '#/$defs/positiveDuration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema65,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
    }
    if (data.signal !== undefined) {
      let data1 = data.signal;
      if (typeof data1 !== 'string') {
        const err10 = {
          instancePath: instancePath + '/signal',
          schemaPath: '#/properties/signal/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema64.properties.signal.type,
          parentSchema: schema64.properties.signal,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      const _errs7 = errors;
      let valid2 = false;
      const _errs8 = errors;
      if (!(
        data1 === 'TERM' ||
        data1 === 'INT' ||
        data1 === 'HUP' ||
        data1 === 'QUIT' ||
        data1 === 'USR1' ||
        data1 === 'USR2' ||
        data1 === 'ALRM' ||
        data1 === 'CONT' ||
        data1 === 'KILL'
      )) {
        const err11 = {
          instancePath: instancePath + '/signal',
          schemaPath: '#/properties/signal/anyOf/0/enum',
          keyword: 'enum',
          params: { allowedValues: schema64.properties.signal.anyOf[0].enum },
          message: 'must be equal to one of the allowed values',
          schema: schema64.properties.signal.anyOf[0].enum,
          parentSchema: schema64.properties.signal.anyOf[0],
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      var _valid0 = _errs8 === errors;
      valid2 = valid2 || _valid0;
      const _errs9 = errors;
      if (typeof data1 === 'string') {
        if (!pattern18.test(data1)) {
          const err12 = {
            instancePath: instancePath + '/signal',
            schemaPath: '#/$defs/templated/pattern',
            keyword: 'pattern',
            params: { pattern: '\\{\\{' },
            message: 'must match pattern "' + '\\{\\{' + '"',
            schema: '\\{\\{',
            parentSchema: schema66,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = {
          instancePath: instancePath + '/signal',
          schemaPath: '#/$defs/templated/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema66.type,
          parentSchema: schema66,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      var _valid0 = _errs9 === errors;
      valid2 = valid2 || _valid0;
      if (!valid2) {
        const err14 = {
          instancePath: instancePath + '/signal',
          schemaPath: '#/properties/signal/anyOf',
          keyword: 'anyOf',
          params: {},
          message: 'must match a schema in anyOf',
          schema: schema64.properties.signal.anyOf,
          parentSchema: schema64.properties.signal,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      } else {
        errors = _errs7;
        if (vErrors !== null) {
          if (_errs7) {
            vErrors.length = _errs7;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.grace !== undefined) {
      let data2 = data.grace;
      if (!(typeof data2 == 'number' && isFinite(data2)) && typeof data2 !== 'string') {
        const err15 = {
          instancePath: instancePath + '/grace',
          schemaPath: '#/$defs/positiveDuration/type',
          keyword: 'type',
          params: { type: schema65.type },
          message: 'must be number,string',
          schema: schema65.type,
          parentSchema: schema65,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (typeof data2 == 'number' && isFinite(data2)) {
        if (data2 > 3153600000 || isNaN(data2)) {
          const err16 = {
            instancePath: instancePath + '/grace',
            schemaPath: '#/$defs/positiveDuration/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema65,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        if (data2 <= 0 || isNaN(data2)) {
          const err17 = {
            instancePath: instancePath + '/grace',
            schemaPath: '#/$defs/positiveDuration/exclusiveMinimum',
            keyword: 'exclusiveMinimum',
            params: { comparison: '>', limit: 0 },
            message: 'must be > 0',
            schema: 0,
            parentSchema: schema65,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      }
      if (typeof data2 === 'string') {
        if (!pattern16.test(data2)) {
          const err18 = {
            instancePath: instancePath + '/grace',
            schemaPath: '#/$defs/positiveDuration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema65,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      }
    }
  }
  validate38.errors = vErrors;
  return errors === 0;
}
validate38.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema69 = {
  title: 'a number of further attempts, or a map such as `{max: 2, on: [oom, timeout], backoff: 30s}`',
  description:
    'How often a failed job is tried again. An attempt of which no trace is left (`lost`) is always retried once.',
  type: ['integer', 'string', 'object', 'null'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}$|\\{\\{',
  properties: {
    max: {
      title: 'a whole number, 0 or more',
      description: 'How many attempts may follow the first.',
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|\\{\\{',
      examples: [2],
    },
    on: {
      title: 'a list of causes of failure',
      description:
        'The causes of failure after which to try again. Default: all of them but `lost`, which is repeated once in any case.',
      type: 'array',
      items: {
        description: 'A cause of failure.',
        type: 'string',
        anyOf: [
          { title: 'a cause', enum: ['exit', 'timeout', 'oom', 'missing-output', 'spawn', 'lost'] },
          { $ref: '#/$defs/templated' },
        ],
        examples: ['timeout'],
      },
      minItems: 1,
      examples: [['timeout', 'oom']],
    },
    backoff: { $ref: '#/$defs/duration', description: 'The wait before the first further attempt.' },
    factor: {
      title: 'a number, 1 or more',
      description: 'By how much each wait is longer than the one before.',
      type: ['number', 'string'],
      minimum: 1,
      maximum: 1000000,
      pattern: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{',
      examples: [2, 1.5],
    },
  },
  additionalProperties: false,
  minProperties: 1,
  default: 0,
  examples: [2, { max: 2, on: ['oom', 'timeout'], backoff: '30s', factor: 2 }],
};
const schema71 = {
  title: 'a duration such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
  description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
};
const pattern24 = new RegExp(
  '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  'u',
);
const pattern25 = new RegExp('^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{', 'u');

function validate40(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate40.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (
    !(typeof data == 'number' && !(data % 1) && !isNaN(data) && isFinite(data)) &&
    typeof data !== 'string' &&
    !(data && typeof data == 'object' && !Array.isArray(data)) &&
    data !== null
  ) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema69.type },
      message: 'must be integer,string,object,null',
      schema: schema69.type,
      parentSchema: schema69,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (typeof data == 'number' && isFinite(data)) {
    if (data > 1000000 || isNaN(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/maximum',
        keyword: 'maximum',
        params: { comparison: '<=', limit: 1000000 },
        message: 'must be <= 1000000',
        schema: 1000000,
        parentSchema: schema69,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data < 0 || isNaN(data)) {
      const err2 = {
        instancePath,
        schemaPath: '#/minimum',
        keyword: 'minimum',
        params: { comparison: '>=', limit: 0 },
        message: 'must be >= 0',
        schema: 0,
        parentSchema: schema69,
        data,
      };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  if (typeof data === 'string') {
    if (!pattern12.test(data)) {
      const err3 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
        message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
        schema: '^[0-9]{1,6}$|\\{\\{',
        parentSchema: schema69,
        data,
      };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err4 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema69,
        data,
      };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'max' || key0 === 'on' || key0 === 'backoff' || key0 === 'factor')) {
        const err5 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema69,
          data,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.max !== undefined) {
      let data0 = data.max;
      if (
        !(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0)) &&
        typeof data0 !== 'string'
      ) {
        const err6 = {
          instancePath: instancePath + '/max',
          schemaPath: '#/properties/max/type',
          keyword: 'type',
          params: { type: schema69.properties.max.type },
          message: 'must be integer,string',
          schema: schema69.properties.max.type,
          parentSchema: schema69.properties.max,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 1000000 || isNaN(data0)) {
          const err7 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema69.properties.max,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          const err8 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema69.properties.max,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      }
      if (typeof data0 === 'string') {
        if (!pattern12.test(data0)) {
          const err9 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|\\{\\{',
            parentSchema: schema69.properties.max,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data1 = data.on;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err10 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/properties/on/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema69.properties.on,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 !== 'string') {
            const err11 = {
              instancePath: instancePath + '/on/' + i0,
              schemaPath: '#/properties/on/items/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema69.properties.on.items.type,
              parentSchema: schema69.properties.on.items,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
          const _errs8 = errors;
          let valid3 = false;
          const _errs9 = errors;
          if (!(
            data2 === 'exit' ||
            data2 === 'timeout' ||
            data2 === 'oom' ||
            data2 === 'missing-output' ||
            data2 === 'spawn' ||
            data2 === 'lost'
          )) {
            const err12 = {
              instancePath: instancePath + '/on/' + i0,
              schemaPath: '#/properties/on/items/anyOf/0/enum',
              keyword: 'enum',
              params: { allowedValues: schema69.properties.on.items.anyOf[0].enum },
              message: 'must be equal to one of the allowed values',
              schema: schema69.properties.on.items.anyOf[0].enum,
              parentSchema: schema69.properties.on.items.anyOf[0],
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          var _valid0 = _errs9 === errors;
          valid3 = valid3 || _valid0;
          const _errs10 = errors;
          if (typeof data2 === 'string') {
            if (!pattern18.test(data2)) {
              const err13 = {
                instancePath: instancePath + '/on/' + i0,
                schemaPath: '#/$defs/templated/pattern',
                keyword: 'pattern',
                params: { pattern: '\\{\\{' },
                message: 'must match pattern "' + '\\{\\{' + '"',
                schema: '\\{\\{',
                parentSchema: schema66,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = {
              instancePath: instancePath + '/on/' + i0,
              schemaPath: '#/$defs/templated/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema66.type,
              parentSchema: schema66,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
          var _valid0 = _errs10 === errors;
          valid3 = valid3 || _valid0;
          if (!valid3) {
            const err15 = {
              instancePath: instancePath + '/on/' + i0,
              schemaPath: '#/properties/on/items/anyOf',
              keyword: 'anyOf',
              params: {},
              message: 'must match a schema in anyOf',
              schema: schema69.properties.on.items.anyOf,
              parentSchema: schema69.properties.on.items,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          } else {
            errors = _errs8;
            if (vErrors !== null) {
              if (_errs8) {
                vErrors.length = _errs8;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err16 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/properties/on/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema69.properties.on.type,
          parentSchema: schema69.properties.on,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.backoff !== undefined) {
      let data3 = data.backoff;
      if (!(typeof data3 == 'number' && isFinite(data3)) && typeof data3 !== 'string') {
        const err17 = {
          instancePath: instancePath + '/backoff',
          schemaPath: '#/$defs/duration/type',
          keyword: 'type',
          params: { type: schema71.type },
          message: 'must be number,string',
          schema: schema71.type,
          parentSchema: schema71,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (typeof data3 == 'number' && isFinite(data3)) {
        if (data3 > 3153600000 || isNaN(data3)) {
          const err18 = {
            instancePath: instancePath + '/backoff',
            schemaPath: '#/$defs/duration/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema71,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
        if (data3 < 0 || isNaN(data3)) {
          const err19 = {
            instancePath: instancePath + '/backoff',
            schemaPath: '#/$defs/duration/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema71,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      }
      if (typeof data3 === 'string') {
        if (!pattern24.test(data3)) {
          const err20 = {
            instancePath: instancePath + '/backoff',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d)?(?:[0-9]+(?:\\.[0-9]+)?h)?(?:[0-9]+(?:\\.[0-9]+)?m)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema71,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      }
    }
    if (data.factor !== undefined) {
      let data4 = data.factor;
      if (!(typeof data4 == 'number' && isFinite(data4)) && typeof data4 !== 'string') {
        const err21 = {
          instancePath: instancePath + '/factor',
          schemaPath: '#/properties/factor/type',
          keyword: 'type',
          params: { type: schema69.properties.factor.type },
          message: 'must be number,string',
          schema: schema69.properties.factor.type,
          parentSchema: schema69.properties.factor,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (typeof data4 == 'number' && isFinite(data4)) {
        if (data4 > 1000000 || isNaN(data4)) {
          const err22 = {
            instancePath: instancePath + '/factor',
            schemaPath: '#/properties/factor/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema69.properties.factor,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (data4 < 1 || isNaN(data4)) {
          const err23 = {
            instancePath: instancePath + '/factor',
            schemaPath: '#/properties/factor/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema69.properties.factor,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
      if (typeof data4 === 'string') {
        if (!pattern25.test(data4)) {
          const err24 = {
            instancePath: instancePath + '/factor',
            schemaPath: '#/properties/factor/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{',
            parentSchema: schema69.properties.factor,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
  }
  validate40.errors = vErrors;
  return errors === 0;
}
validate40.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema72 = {
  title: 'a list of paths',
  description: 'Paths that must exist before anything is queued, relative to the workdir.',
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['data/{{dataset}}.jsonl']],
};
const schema73 = {
  title: 'a path',
  description: "A path, relative to the job's workdir. May hold `{{name}}`.",
  type: ['string', 'number'],
  pattern: '\\S',
  examples: ['results/{{dataset}}.json'],
};

function validate42(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate42.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!Array.isArray(data) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema72.type },
      message: 'must be array,null',
      schema: schema72.type,
      parentSchema: schema72,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== 'string' && !(typeof data0 == 'number' && isFinite(data0))) {
        const err1 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,number',
          schema: schema73.type,
          parentSchema: schema73,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 === 'string') {
        if (!pattern8.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema73,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
    }
  }
  validate42.errors = vErrors;
  return errors === 0;
}
validate42.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema74 = {
  title: 'a list of paths',
  description:
    "Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made.",
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['results/{{strategy}}_{{seed}}.json']],
};

function validate44(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate44.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!Array.isArray(data) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema74.type },
      message: 'must be array,null',
      schema: schema74.type,
      parentSchema: schema74,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== 'string' && !(typeof data0 == 'number' && isFinite(data0))) {
        const err1 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,number',
          schema: schema73.type,
          parentSchema: schema73,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 === 'string') {
        if (!pattern8.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema73,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
    }
  }
  validate44.errors = vErrors;
  return errors === 0;
}
validate44.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema76 = {
  title: 'a list of paths or globs',
  description:
    'Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again.',
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['src/**/*.py', 'configs/{{dataset}}.yaml']],
};

function validate46(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate46.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (!Array.isArray(data) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema76.type },
      message: 'must be array,null',
      schema: schema76.type,
      parentSchema: schema76,
      data,
    };
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== 'string' && !(typeof data0 == 'number' && isFinite(data0))) {
        const err1 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,number',
          schema: schema73.type,
          parentSchema: schema73,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (typeof data0 === 'string') {
        if (!pattern8.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema73,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      }
    }
  }
  validate46.errors = vErrors;
  return errors === 0;
}
validate46.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

function validate29(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate29.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema51.properties, key0)) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema51,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.when !== undefined) {
      if (
        !validate25(data.when, {
          instancePath: instancePath + '/when',
          parentData: data,
          parentDataProperty: 'when',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.unless !== undefined) {
      if (
        !validate25(data.unless, {
          instancePath: instancePath + '/unless',
          parentData: data,
          parentDataProperty: 'unless',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate32(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup !== undefined) {
      let data3 = data.setup;
      if (typeof data3 !== 'string' && data3 !== null) {
        const err1 = {
          instancePath: instancePath + '/setup',
          schemaPath: '#/$defs/setup/type',
          keyword: 'type',
          params: { type: schema54.type },
          message: 'must be string,null',
          schema: schema54.type,
          parentSchema: schema54,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.workdir !== undefined) {
      let data4 = data.workdir;
      if (typeof data4 !== 'string' && !(typeof data4 == 'number' && isFinite(data4)) && data4 !== null) {
        const err2 = {
          instancePath: instancePath + '/workdir',
          schemaPath: '#/$defs/workdir/type',
          keyword: 'type',
          params: { type: schema55.type },
          message: 'must be string,number,null',
          schema: schema55.type,
          parentSchema: schema55,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (typeof data4 === 'string') {
        if (!pattern8.test(data4)) {
          const err3 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema55,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      }
    }
    if (data.env !== undefined) {
      if (
        !validate34(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate36(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data7 = data.gpus;
      if (
        !(typeof data7 == 'number' && !(data7 % 1) && !isNaN(data7) && isFinite(data7)) &&
        typeof data7 !== 'string' &&
        data7 !== null
      ) {
        const err4 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema61.type },
          message: 'must be integer,string,null',
          schema: schema61.type,
          parentSchema: schema61,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (typeof data7 == 'number' && isFinite(data7)) {
        if (data7 > 1000000 || isNaN(data7)) {
          const err5 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema61,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          const err6 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema61,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      if (typeof data7 === 'string') {
        if (!pattern12.test(data7)) {
          const err7 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|\\{\\{',
            parentSchema: schema61,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
    }
    if (data.gpu_ids !== undefined) {
      let data8 = data.gpu_ids;
      if (
        !(typeof data8 == 'number' && !(data8 % 1) && !isNaN(data8) && isFinite(data8)) &&
        typeof data8 !== 'string' &&
        !Array.isArray(data8) &&
        data8 !== null
      ) {
        const err8 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema62.type },
          message: 'must be integer,string,array,null',
          schema: schema62.type,
          parentSchema: schema62,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 > 1000000 || isNaN(data8)) {
          const err9 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema62,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          const err10 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema62,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
      if (typeof data8 === 'string') {
        if (!pattern13.test(data8)) {
          const err11 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' + '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema62,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
      if (Array.isArray(data8)) {
        if (data8.length < 1) {
          const err12 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema62,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        const len0 = data8.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data9 = data8[i0];
          if (
            !(typeof data9 == 'number' && !(data9 % 1) && !isNaN(data9) && isFinite(data9)) &&
            typeof data9 !== 'string'
          ) {
            const err13 = {
              instancePath: instancePath + '/gpu_ids/' + i0,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema62.items.type },
              message: 'must be integer,string',
              schema: schema62.items.type,
              parentSchema: schema62.items,
              data: data9,
            };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          if (typeof data9 == 'number' && isFinite(data9)) {
            if (data9 > 1000000 || isNaN(data9)) {
              const err14 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema62.items,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (data9 < 0 || isNaN(data9)) {
              const err15 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema62.items,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          }
          if (typeof data9 === 'string') {
            if (!pattern13.test(data9)) {
              const err16 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema62.items,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          }
        }
      }
    }
    if (data.slots !== undefined) {
      let data10 = data.slots;
      if (
        !(typeof data10 == 'number' && !(data10 % 1) && !isNaN(data10) && isFinite(data10)) &&
        typeof data10 !== 'string' &&
        data10 !== null
      ) {
        const err17 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema63.type },
          message: 'must be integer,string,null',
          schema: schema63.type,
          parentSchema: schema63,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (typeof data10 == 'number' && isFinite(data10)) {
        if (data10 > 1000000 || isNaN(data10)) {
          const err18 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema63,
            data: data10,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
        if (data10 < 1 || isNaN(data10)) {
          const err19 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema63,
            data: data10,
          };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      }
      if (typeof data10 === 'string') {
        if (!pattern15.test(data10)) {
          const err20 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema63,
            data: data10,
          };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      }
    }
    if (data.timeout !== undefined) {
      if (
        !validate38(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data12 = data.priority;
      if (
        !(typeof data12 == 'number' && !(data12 % 1) && !isNaN(data12) && isFinite(data12)) &&
        typeof data12 !== 'string' &&
        data12 !== null
      ) {
        const err21 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be integer,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (typeof data12 == 'number' && isFinite(data12)) {
        if (data12 > 1000000 || isNaN(data12)) {
          const err22 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema68,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (data12 < -1000000 || isNaN(data12)) {
          const err23 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema68,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
      if (typeof data12 === 'string') {
        if (!pattern20.test(data12)) {
          const err24 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema68,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      }
    }
    if (data.retry !== undefined) {
      if (
        !validate40(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
        errors = vErrors.length;
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate42(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate44(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate46(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data17 = data.label;
      if (typeof data17 !== 'string' && !(typeof data17 == 'number' && isFinite(data17)) && data17 !== null) {
        const err25 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be string,number,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data17 === 'string') {
        if (!pattern8.test(data17)) {
          const err26 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema78,
            data: data17,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data18 = data.allow_failure;
      if (typeof data18 !== 'boolean' && typeof data18 !== 'string' && data18 !== null) {
        const err27 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be boolean,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data18,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (typeof data18 === 'string') {
        if (!pattern30.test(data18)) {
          const err28 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema79,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
    }
  } else {
    const err29 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema51.type,
      parentSchema: schema51,
      data,
    };
    if (vErrors === null) {
      vErrors = [err29];
    } else {
      vErrors.push(err29);
    }
    errors++;
  }
  validate29.errors = vErrors;
  return errors === 0;
}
validate29.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  /*# sourceURL="urn:sweep-runner:schema:sweep:1" */ let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(func1.call(schema31.properties, key0) || pattern4.test(key0))) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema31,
          data,
        };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.version !== undefined) {
      let data0 = data.version;
      if (1 !== data0) {
        const err1 = {
          instancePath: instancePath + '/version',
          schemaPath: '#/properties/version/const',
          keyword: 'const',
          params: { allowedValue: 1 },
          message: 'must be equal to constant',
          schema: 1,
          parentSchema: schema31.properties.version,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.name !== undefined) {
      let data1 = data.name;
      if (typeof data1 === 'string') {
        if (!pattern5.test(data1)) {
          const err2 = {
            instancePath: instancePath + '/name',
            schemaPath: '#/properties/name/pattern',
            keyword: 'pattern',
            params: { pattern: '^[a-z0-9][a-z0-9_.-]*$' },
            message: 'must match pattern "' + '^[a-z0-9][a-z0-9_.-]*$' + '"',
            schema: '^[a-z0-9][a-z0-9_.-]*$',
            parentSchema: schema31.properties.name,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = {
          instancePath: instancePath + '/name',
          schemaPath: '#/properties/name/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.name.type,
          parentSchema: schema31.properties.name,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.description !== undefined) {
      let data2 = data.description;
      if (typeof data2 !== 'string') {
        const err4 = {
          instancePath: instancePath + '/description',
          schemaPath: '#/properties/description/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.description.type,
          parentSchema: schema31.properties.description,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.matrix !== undefined) {
      let data3 = data.matrix;
      if (data3 && typeof data3 == 'object' && !Array.isArray(data3)) {
        for (const key1 in data3) {
          const _errs9 = errors;
          if (typeof key1 === 'string') {
            if (!pattern6.test(key1)) {
              const err5 = {
                instancePath: instancePath + '/matrix',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]*$',
                parentSchema: schema32,
                data: key1,
                propertyName: key1,
              };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = {
              instancePath: instancePath + '/matrix',
              schemaPath: '#/$defs/identifier/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
              data: key1,
              propertyName: key1,
            };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
          var valid1 = _errs9 === errors;
          if (!valid1) {
            const err7 = {
              instancePath: instancePath + '/matrix',
              schemaPath: '#/properties/matrix/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key1 },
              message: 'property name must be valid',
              schema: schema31.properties.matrix.propertyNames,
              parentSchema: schema31.properties.matrix,
              data: data3,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        for (const key2 in data3) {
          if (
            !validate21(data3[key2], {
              instancePath: instancePath + '/matrix/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data3,
              parentDataProperty: key2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/matrix',
          schemaPath: '#/properties/matrix/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.matrix.type,
          parentSchema: schema31.properties.matrix,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.exclude !== undefined) {
      let data5 = data.exclude;
      if (Array.isArray(data5)) {
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (
            !validate25(data5[i0], {
              instancePath: instancePath + '/exclude/' + i0,
              parentData: data5,
              parentDataProperty: i0,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err9 = {
          instancePath: instancePath + '/exclude',
          schemaPath: '#/properties/exclude/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.exclude.type,
          parentSchema: schema31.properties.exclude,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.include !== undefined) {
      let data7 = data.include;
      if (Array.isArray(data7)) {
        const len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (
            !validate27(data7[i1], {
              instancePath: instancePath + '/include/' + i1,
              parentData: data7,
              parentDataProperty: i1,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/include',
          schemaPath: '#/properties/include/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.include.type,
          parentSchema: schema31.properties.include,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.replicates !== undefined) {
      let data9 = data.replicates;
      if (typeof data9 === 'string') {
        if (!pattern6.test(data9)) {
          const err11 = {
            instancePath: instancePath + '/replicates',
            schemaPath: '#/properties/replicates/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema31.properties.replicates,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = {
          instancePath: instancePath + '/replicates',
          schemaPath: '#/properties/replicates/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.replicates.type,
          parentSchema: schema31.properties.replicates,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.on_failure !== undefined) {
      let data10 = data.on_failure;
      if (typeof data10 !== 'string') {
        const err13 = {
          instancePath: instancePath + '/on_failure',
          schemaPath: '#/properties/on_failure/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.on_failure.type,
          parentSchema: schema31.properties.on_failure,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (!(data10 === 'continue' || data10 === 'stop' || data10 === 'kill')) {
        const err14 = {
          instancePath: instancePath + '/on_failure',
          schemaPath: '#/properties/on_failure/enum',
          keyword: 'enum',
          params: { allowedValues: schema31.properties.on_failure.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema31.properties.on_failure.enum,
          parentSchema: schema31.properties.on_failure,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.rules !== undefined) {
      let data11 = data.rules;
      if (Array.isArray(data11)) {
        const len2 = data11.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (
            !validate29(data11[i2], {
              instancePath: instancePath + '/rules/' + i2,
              parentData: data11,
              parentDataProperty: i2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err15 = {
          instancePath: instancePath + '/rules',
          schemaPath: '#/properties/rules/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.rules.type,
          parentSchema: schema31.properties.rules,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate32(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup !== undefined) {
      let data14 = data.setup;
      if (typeof data14 !== 'string' && data14 !== null) {
        const err16 = {
          instancePath: instancePath + '/setup',
          schemaPath: '#/$defs/setup/type',
          keyword: 'type',
          params: { type: schema54.type },
          message: 'must be string,null',
          schema: schema54.type,
          parentSchema: schema54,
          data: data14,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.workdir !== undefined) {
      let data15 = data.workdir;
      if (typeof data15 !== 'string' && !(typeof data15 == 'number' && isFinite(data15)) && data15 !== null) {
        const err17 = {
          instancePath: instancePath + '/workdir',
          schemaPath: '#/$defs/workdir/type',
          keyword: 'type',
          params: { type: schema55.type },
          message: 'must be string,number,null',
          schema: schema55.type,
          parentSchema: schema55,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (typeof data15 === 'string') {
        if (!pattern8.test(data15)) {
          const err18 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema55,
            data: data15,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      }
    }
    if (data.env !== undefined) {
      if (
        !validate34(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate36(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data18 = data.gpus;
      if (
        !(typeof data18 == 'number' && !(data18 % 1) && !isNaN(data18) && isFinite(data18)) &&
        typeof data18 !== 'string' &&
        data18 !== null
      ) {
        const err19 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema61.type },
          message: 'must be integer,string,null',
          schema: schema61.type,
          parentSchema: schema61,
          data: data18,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      if (typeof data18 == 'number' && isFinite(data18)) {
        if (data18 > 1000000 || isNaN(data18)) {
          const err20 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema61,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (data18 < 0 || isNaN(data18)) {
          const err21 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema61,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      if (typeof data18 === 'string') {
        if (!pattern12.test(data18)) {
          const err22 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|\\{\\{',
            parentSchema: schema61,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      }
    }
    if (data.gpu_ids !== undefined) {
      let data19 = data.gpu_ids;
      if (
        !(typeof data19 == 'number' && !(data19 % 1) && !isNaN(data19) && isFinite(data19)) &&
        typeof data19 !== 'string' &&
        !Array.isArray(data19) &&
        data19 !== null
      ) {
        const err23 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema62.type },
          message: 'must be integer,string,array,null',
          schema: schema62.type,
          parentSchema: schema62,
          data: data19,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data19 == 'number' && isFinite(data19)) {
        if (data19 > 1000000 || isNaN(data19)) {
          const err24 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema62,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        if (data19 < 0 || isNaN(data19)) {
          const err25 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema62,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
      }
      if (typeof data19 === 'string') {
        if (!pattern13.test(data19)) {
          const err26 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' + '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema62,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
      if (Array.isArray(data19)) {
        if (data19.length < 1) {
          const err27 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema62,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
        const len3 = data19.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data20 = data19[i3];
          if (
            !(typeof data20 == 'number' && !(data20 % 1) && !isNaN(data20) && isFinite(data20)) &&
            typeof data20 !== 'string'
          ) {
            const err28 = {
              instancePath: instancePath + '/gpu_ids/' + i3,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema62.items.type },
              message: 'must be integer,string',
              schema: schema62.items.type,
              parentSchema: schema62.items,
              data: data20,
            };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
          if (typeof data20 == 'number' && isFinite(data20)) {
            if (data20 > 1000000 || isNaN(data20)) {
              const err29 = {
                instancePath: instancePath + '/gpu_ids/' + i3,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema62.items,
                data: data20,
              };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
            if (data20 < 0 || isNaN(data20)) {
              const err30 = {
                instancePath: instancePath + '/gpu_ids/' + i3,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema62.items,
                data: data20,
              };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          }
          if (typeof data20 === 'string') {
            if (!pattern13.test(data20)) {
              const err31 = {
                instancePath: instancePath + '/gpu_ids/' + i3,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:-[0-9]{1,6})?$|^(?:GPU|MIG|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema62.items,
                data: data20,
              };
              if (vErrors === null) {
                vErrors = [err31];
              } else {
                vErrors.push(err31);
              }
              errors++;
            }
          }
        }
      }
    }
    if (data.slots !== undefined) {
      let data21 = data.slots;
      if (
        !(typeof data21 == 'number' && !(data21 % 1) && !isNaN(data21) && isFinite(data21)) &&
        typeof data21 !== 'string' &&
        data21 !== null
      ) {
        const err32 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema63.type },
          message: 'must be integer,string,null',
          schema: schema63.type,
          parentSchema: schema63,
          data: data21,
        };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
      if (typeof data21 == 'number' && isFinite(data21)) {
        if (data21 > 1000000 || isNaN(data21)) {
          const err33 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema63,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err33];
          } else {
            vErrors.push(err33);
          }
          errors++;
        }
        if (data21 < 1 || isNaN(data21)) {
          const err34 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema63,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
      }
      if (typeof data21 === 'string') {
        if (!pattern15.test(data21)) {
          const err35 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema63,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
      }
    }
    if (data.timeout !== undefined) {
      if (
        !validate38(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data23 = data.priority;
      if (
        !(typeof data23 == 'number' && !(data23 % 1) && !isNaN(data23) && isFinite(data23)) &&
        typeof data23 !== 'string' &&
        data23 !== null
      ) {
        const err36 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be integer,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data23,
        };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
      if (typeof data23 == 'number' && isFinite(data23)) {
        if (data23 > 1000000 || isNaN(data23)) {
          const err37 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema68,
            data: data23,
          };
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
        if (data23 < -1000000 || isNaN(data23)) {
          const err38 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema68,
            data: data23,
          };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
      if (typeof data23 === 'string') {
        if (!pattern20.test(data23)) {
          const err39 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema68,
            data: data23,
          };
          if (vErrors === null) {
            vErrors = [err39];
          } else {
            vErrors.push(err39);
          }
          errors++;
        }
      }
    }
    if (data.retry !== undefined) {
      if (
        !validate40(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
        errors = vErrors.length;
      }
    }
    if (data.chain !== undefined) {
      let data25 = data.chain;
      if (
        typeof data25 !== 'string' &&
        !(data25 && typeof data25 == 'object' && !Array.isArray(data25)) &&
        data25 !== null
      ) {
        const err40 = {
          instancePath: instancePath + '/chain',
          schemaPath: '#/$defs/chain/type',
          keyword: 'type',
          params: { type: schema86.type },
          message: 'must be string,object,null',
          schema: schema86.type,
          parentSchema: schema86,
          data: data25,
        };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
      if (typeof data25 === 'string') {
        if (!pattern6.test(data25)) {
          const err41 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema86,
            data: data25,
          };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
      }
      if (data25 && typeof data25 == 'object' && !Array.isArray(data25)) {
        if (data25.over === undefined) {
          const err42 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/required',
            keyword: 'required',
            params: { missingProperty: 'over' },
            message: "must have required property '" + 'over' + "'",
            schema: schema86.required,
            parentSchema: schema86,
            data: data25,
          };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
        for (const key3 in data25) {
          if (!(key3 === 'over' || key3 === 'when' || key3 === 'gpu')) {
            const err43 = {
              instancePath: instancePath + '/chain',
              schemaPath: '#/$defs/chain/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key3 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema86,
              data: data25,
            };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
        }
        if (data25.over !== undefined) {
          let data26 = data25.over;
          if (typeof data26 === 'string') {
            if (!pattern6.test(data26)) {
              const err44 = {
                instancePath: instancePath + '/chain/over',
                schemaPath: '#/$defs/chain/properties/over/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]*$',
                parentSchema: schema86.properties.over,
                data: data26,
              };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
          } else {
            const err45 = {
              instancePath: instancePath + '/chain/over',
              schemaPath: '#/$defs/chain/properties/over/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema86.properties.over.type,
              parentSchema: schema86.properties.over,
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
        if (data25.when !== undefined) {
          let data27 = data25.when;
          if (typeof data27 !== 'string') {
            const err46 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema86.properties.when.type,
              parentSchema: schema86.properties.when,
              data: data27,
            };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
          if (!(data27 === 'always' || data27 === 'success')) {
            const err47 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/enum',
              keyword: 'enum',
              params: { allowedValues: schema86.properties.when.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema86.properties.when.enum,
              parentSchema: schema86.properties.when,
              data: data27,
            };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        if (data25.gpu !== undefined) {
          let data28 = data25.gpu;
          if (typeof data28 !== 'string') {
            const err48 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema86.properties.gpu.type,
              parentSchema: schema86.properties.gpu,
              data: data28,
            };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          }
          if (!(data28 === 'any' || data28 === 'same')) {
            const err49 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/enum',
              keyword: 'enum',
              params: { allowedValues: schema86.properties.gpu.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema86.properties.gpu.enum,
              parentSchema: schema86.properties.gpu,
              data: data28,
            };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        }
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate42(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate44(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate46(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data32 = data.label;
      if (typeof data32 !== 'string' && !(typeof data32 == 'number' && isFinite(data32)) && data32 !== null) {
        const err50 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be string,number,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data32,
        };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
      if (typeof data32 === 'string') {
        if (!pattern8.test(data32)) {
          const err51 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema78,
            data: data32,
          };
          if (vErrors === null) {
            vErrors = [err51];
          } else {
            vErrors.push(err51);
          }
          errors++;
        }
      }
    }
    if (data.template !== undefined) {
      let data33 = data.template;
      if (typeof data33 !== 'string' && data33 !== null) {
        const err52 = {
          instancePath: instancePath + '/template',
          schemaPath: '#/$defs/template/type',
          keyword: 'type',
          params: { type: schema88.type },
          message: 'must be string,null',
          schema: schema88.type,
          parentSchema: schema88,
          data: data33,
        };
        if (vErrors === null) {
          vErrors = [err52];
        } else {
          vErrors.push(err52);
        }
        errors++;
      }
      if (typeof data33 === 'string') {
        if (!pattern8.test(data33)) {
          const err53 = {
            instancePath: instancePath + '/template',
            schemaPath: '#/$defs/template/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema88,
            data: data33,
          };
          if (vErrors === null) {
            vErrors = [err53];
          } else {
            vErrors.push(err53);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data34 = data.allow_failure;
      if (typeof data34 !== 'boolean' && typeof data34 !== 'string' && data34 !== null) {
        const err54 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be boolean,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data34,
        };
        if (vErrors === null) {
          vErrors = [err54];
        } else {
          vErrors.push(err54);
        }
        errors++;
      }
      if (typeof data34 === 'string') {
        if (!pattern30.test(data34)) {
          const err55 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema79,
            data: data34,
          };
          if (vErrors === null) {
            vErrors = [err55];
          } else {
            vErrors.push(err55);
          }
          errors++;
        }
      }
    }
  } else {
    const err56 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema31.type,
      parentSchema: schema31,
      data,
    };
    if (vErrors === null) {
      vErrors = [err56];
    } else {
      vErrors.push(err56);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
