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
      title: 'a name of at most 200 lowercase letters, digits, `_`, `.` and `-` that begins with a letter or a digit',
      description:
        "The name of the sweep and of its run folder, `.sweep/<name>`. Default: the file's name without its extension.",
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9_.-]{0,199}$',
      examples: ['beam', 'lr-search.v2'],
    },
    description: {
      title: 'a text',
      description: 'What this sweep is for, for people.',
      type: 'string',
      examples: ['Beam search on two maths sets, every scorer, three seeds.'],
    },
    extends: {
      title: 'the path of a sweep file, or a list of such paths',
      description:
        'Files that this one builds on, relative to it: it is merged over them, and later ones over earlier ones. Maps merge, rules follow one another, other lists replace, `null` unsets.',
      type: ['string', 'array'],
      pattern: '\\S',
      items: {
        title: 'the path of a sweep file',
        description: 'One file to build on.',
        type: 'string',
        pattern: '\\S',
        examples: ['models.yaml'],
      },
      examples: ['base.yaml', ['../library/models.yaml', 'defaults.yaml']],
    },
    matrix: {
      title: 'a map from axis to values',
      description:
        'The axes. Their product is the set of cells, and each cell is a job; the first axis varies slowest.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/axisName' },
      additionalProperties: { $ref: '#/$defs/axis' },
      examples: [
        { strategy: ['baseline', 'beam_search'], seed: { from: 42, count: 3 } },
        { learning_rate: { values: [0.1, 0.01] } },
      ],
    },
    zip: {
      title:
        'a list of tables such as `{model: [a, b], config: [x, y]}` or `{table: runs.csv, columns: [model, config]}`',
      description:
        'Tables of axes whose values go together, row by row. Each adds one dimension to the product, after the axes of `matrix`.',
      type: 'array',
      items: { $ref: '#/$defs/table' },
      examples: [[{ model: ['7b', '70b'], tp: [1, 4] }], [{ table: 'runs.csv', columns: ['model', 'gpus'] }]],
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
    sample: {
      title: 'a map such as `{count: 20, over: [lr, wd]}`',
      description: 'Keeps only so many combinations of some axes, always the same ones; a larger count adds to them.',
      type: 'object',
      properties: {
        count: {
          title: 'a whole number, 1 or more',
          description: 'How many combinations to keep.',
          type: 'integer',
          minimum: 1,
          maximum: 1000000000,
          examples: [20],
        },
        over: {
          title: 'a list of axes',
          description: 'The axes whose combinations are counted. Default: every axis.',
          type: 'array',
          items: { $ref: '#/$defs/axisName' },
          minItems: 1,
          examples: [['lr', 'wd']],
        },
      },
      required: ['count'],
      additionalProperties: false,
      examples: [{ count: 20, over: ['lr', 'wd'] }, { count: 100 }],
    },
    presets: {
      title: 'a map such as `{quick: {only: seed=1, set: timeout=10m}}`',
      description: 'Names for what `--only`, `--skip` and `--set` say, chosen by `--preset`.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a map such as `{only: seed=1, set: timeout=10m}`',
        description: 'What the preset stands for.',
        type: ['object', 'null'],
        properties: {
          only: { $ref: '#/$defs/assignments', description: 'What `--only` says: only jobs with these values.' },
          skip: { $ref: '#/$defs/assignments', description: 'What `--skip` says: all but jobs with these values.' },
          set: { $ref: '#/$defs/assignments', description: 'What `--set` says: what is merged over the file.' },
        },
        additionalProperties: false,
        examples: [{ only: 'seed=1', set: ['timeout=10m', 'gpus=0'] }],
      },
      examples: [{ quick: { only: 'seed=1', set: 'timeout=10m' } }],
    },
    moved: {
      title: 'a list such as `[{axis: lr, was: learning_rate}]`',
      description:
        'What was renamed, so that results move along: of an axis, of a value of an axis, or of a stage, what it was called before.',
      type: 'array',
      items: {
        title: 'a map such as `{axis: lr, was: learning_rate}`',
        description: 'One renaming: of the axis, of the value where one is named too, or of the stage.',
        type: 'object',
        properties: {
          axis: { $ref: '#/$defs/axisName', description: 'The axis, as it is called now.' },
          value: {
            $ref: '#/$defs/value',
            description: 'The value of the axis, as it is now; `null` where the axis is absent now.',
          },
          stage: {
            $ref: '#/$defs/neededStage',
            description: 'The stage, as it is called now; `main` for a sweep without `stages`.',
          },
          was: {
            $ref: '#/$defs/value',
            description: 'What it was before; of a value `null` where the axis was absent.',
          },
        },
        required: ['was'],
        anyOf: [
          { title: 'an axis', required: ['axis'] },
          { title: 'a stage', required: ['stage'] },
        ],
        allOf: [
          { not: { type: 'object', required: ['axis', 'stage'] } },
          { not: { type: 'object', required: ['value', 'stage'] } },
        ],
        additionalProperties: false,
        examples: [
          { axis: 'lr', was: 'learning_rate' },
          { axis: 'lr', value: '1e-3', was: '0.001x' },
          { stage: 'train', was: 'fit' },
        ],
      },
      examples: [
        [
          { axis: 'lr', was: 'learning_rate' },
          { stage: 'train', was: 'fit' },
        ],
      ],
    },
    replicates: {
      title: 'the name of an axis',
      description:
        'The axis that only repeats: shown as `s42` in labels, aggregated over by results. Default: `seed` if there is such an axis.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
      default: 'seed',
      examples: ['seed', 'fold'],
    },
    stages: {
      title: 'a map from stage to its settings',
      description: 'Several kinds of job over one matrix. Job keys at the top level hold for all of them.',
      type: 'object',
      minProperties: 1,
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: { $ref: '#/$defs/stage' },
      examples: [
        {
          prepare: { over: ['dataset'], command: './fetch.sh {{dataset}}' },
          eval: { needs: 'prepare', command: './eval.sh {{dataset}} {{seed}}' },
        },
      ],
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
    order: {
      title: '`longest` or `plan`',
      description:
        'Which of the jobs of equal priority goes first: the one that takes longest with all that waits for it, by what is known of durations, or the first of the plan.',
      type: 'string',
      enum: ['longest', 'plan'],
      default: 'longest',
      examples: ['plan'],
    },
    wide_jobs: {
      title: '`reserve` or `pack`',
      description:
        'What becomes of a job that does not fit: what it asks for is kept for it, so that it starts soon, or what fits goes first, so that no GPU idles.',
      type: 'string',
      enum: ['reserve', 'pack'],
      default: 'reserve',
      examples: ['pack'],
    },
    goals: {
      title: 'a map such as `{accuracy: max, loss: min}`',
      description: 'Which metrics are better when they are greater, and which when they are less.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/metricName' },
      additionalProperties: {
        title: '`max` or `min`',
        description: 'Which way it is better.',
        type: ['string', 'null'],
        pattern: '^(?:max|min)$',
        examples: ['max'],
      },
      examples: [{ accuracy: 'max', loss: 'min' }],
    },
    hooks: {
      title: 'a map such as `{job_failed: \'mail -s "$SWEEP_LABEL failed" me < "$SWEEP_LOG"\'}`',
      description:
        'Shell commands that are run beside the jobs: when one has come to its end, has failed, or the run has ended. What they are told is in variables of the environment.',
      type: 'object',
      properties: {
        job_end: { $ref: '#/$defs/hook' },
        job_failed: { $ref: '#/$defs/hook' },
        run_end: { $ref: '#/$defs/hook' },
      },
      additionalProperties: false,
      examples: [
        { job_failed: './notify.sh "$SWEEP_LABEL: $SWEEP_CAUSE"', run_end: './notify.sh "$SWEEP_NAME has ended"' },
      ],
    },
    snapshot: {
      title: '`true`, `false` or a map',
      description:
        'Whether jobs run in a copy of the code as it was when the run began: what git tracks, and what it neither tracks nor ignores. Everything else in it is a link to the project.',
      type: ['boolean', 'object'],
      default: false,
      properties: {
        link: {
          title: 'a list of paths',
          description:
            'Files and folders that are not copied: in the copy they are links to the project. Relative to the project root; a folder that is not there is made.',
          type: 'array',
          items: {
            title: 'a path',
            description: 'A file or a folder, relative to the project root.',
            type: 'string',
            pattern: '[^ ]',
            examples: ['results'],
          },
          minItems: 1,
          examples: [['data', 'results']],
        },
      },
      additionalProperties: false,
      examples: [true, { link: ['data', 'results'] }],
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
    nodes: { $ref: '#/$defs/nodes' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    nice: { $ref: '#/$defs/nice' },
    retry: { $ref: '#/$defs/retry' },
    chain: { $ref: '#/$defs/chain' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    template: { $ref: '#/$defs/template' },
    split: { $ref: '#/$defs/split' },
    compress: { $ref: '#/$defs/compress' },
    max_log: { $ref: '#/$defs/maxLog' },
    tty: { $ref: '#/$defs/tty' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
    on: { $ref: '#/$defs/on' },
    gpu_memory: { $ref: '#/$defs/gpuMemory' },
    memory: { $ref: '#/$defs/memory' },
    resources: { $ref: '#/$defs/resources' },
    limits: { $ref: '#/$defs/limits' },
    stagger: { $ref: '#/$defs/stagger' },
    begin: { $ref: '#/$defs/begin' },
    metrics: { $ref: '#/$defs/metrics' },
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
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
      examples: ['learning_rate', 'seed'],
    },
    axisName: {
      title: 'a name of letters, digits and `_` that does not begin with a digit',
      description: 'The name of an axis; it may be several joined by dots, as the options of many programs are.',
      type: 'string',
      pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
      examples: ['learning_rate', 'optimizer.lr'],
    },
    templated: {
      title: 'a template',
      description: 'A text that holds `{{name}}`.',
      type: 'string',
      pattern: '\\{\\{',
      examples: ['{{tp}}'],
    },
    value: {
      title: 'a text, a number, `true`, `false` or `null`',
      description:
        'One value of an axis. It is inserted as it is spelled and compared by what it means: `0.10` equals `0.1`. `null` is absence. A list or a map is one value, inserted as compact JSON.',
      type: ['string', 'number', 'boolean', 'null', 'array', 'object'],
      examples: ['beam_search', 0.1, '1e-4', true, null, [64, 64], { heads: 8 }],
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
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
    },
    positiveDuration: {
      title: 'a duration above 0 such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
      description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
      type: ['number', 'string'],
      exclusiveMinimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
    },
    axis: {
      title: 'a list of values, or a range such as `{from: 1, count: 3}`',
      description:
        'The values of an axis: a list, a range, `{lines: FILE}`, `{glob: PATTERN}`, a map from each value to settings for its cells, or any of these under `values` with conditions beside it. `null` drops an inherited axis.',
      type: ['array', 'object', 'null'],
      items: { $ref: '#/$defs/value' },
      minItems: 1,
      if: {
        type: 'object',
        minProperties: 1,
        propertyNames: {
          not: {
            enum: ['from', 'to', 'count', 'step', 'scale', 'lines', 'glob', 'values', 'when', 'unless', 'default'],
          },
        },
        additionalProperties: { type: ['object', 'null'] },
      },
      then: { type: 'object', additionalProperties: { $ref: '#/$defs/valueSettings' } },
      else: { $ref: '#/$defs/axisParts' },
      examples: [
        ['greedy', 'beam'],
        { from: 42, count: 3 },
        { values: ['prm', 'entropy'], unless: { strategy: 'greedy' } },
        { prm: { gpus: 2 }, entropy: {} },
        { lines: 'puzzles.txt' },
      ],
    },
    axisParts: {
      description: 'The values themselves, or `values` with what is said about the axis.',
      type: ['array', 'object', 'null'],
      properties: {
        values: { $ref: '#/$defs/values' },
        when: {
          $ref: '#/$defs/condition',
          description: 'The axis exists only in cells that match; elsewhere it is absent.',
        },
        unless: { $ref: '#/$defs/condition', description: 'The axis is absent in cells that match.' },
        default: {
          $ref: '#/$defs/value',
          description: 'Where the axis has this value it is left out of identity, id and label.',
        },
        arg: {
          title: 'an option such as `--learning-rate`, or `flag`',
          description:
            'How `job.args` spells the axis: by this option, or, as a `flag`, by `--axis` where the value is true and by nothing where it is false. Default: `--axis`.',
          type: 'string',
          pattern: '^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$',
          examples: ['--learning-rate', 'flag'],
        },
        from: { $ref: '#/$defs/from' },
        to: { $ref: '#/$defs/to' },
        count: { $ref: '#/$defs/count' },
        step: { $ref: '#/$defs/step' },
        scale: { $ref: '#/$defs/scale' },
        lines: { $ref: '#/$defs/lines' },
        glob: { $ref: '#/$defs/glob' },
      },
      additionalProperties: false,
      if: {
        anyOf: [
          { required: ['values'] },
          { required: ['when'] },
          { required: ['unless'] },
          { required: ['default'] },
          { required: ['arg'] },
        ],
      },
      then: {
        properties: { from: false, to: false, count: false, step: false, scale: false, lines: false, glob: false },
      },
      else: { $ref: '#/$defs/source' },
      examples: [
        { values: ['a', 'b'], default: 'a' },
        { from: 42, count: 3 },
      ],
    },
    values: {
      title: 'a list of values, or a range such as `{from: 1, count: 3}`',
      description:
        'The values of the axis: a list, a range, `{lines: FILE}`, `{glob: PATTERN}`, or a map from each value to settings for its cells.',
      type: ['array', 'object'],
      items: { $ref: '#/$defs/value' },
      minItems: 1,
      if: {
        type: 'object',
        minProperties: 1,
        propertyNames: { not: { enum: ['from', 'to', 'count', 'step', 'scale', 'lines', 'glob'] } },
        additionalProperties: { type: ['object', 'null'] },
      },
      then: { type: 'object', additionalProperties: { $ref: '#/$defs/valueSettings' } },
      else: {
        type: ['array', 'object'],
        properties: {
          from: { $ref: '#/$defs/from' },
          to: { $ref: '#/$defs/to' },
          count: { $ref: '#/$defs/count' },
          step: { $ref: '#/$defs/step' },
          scale: { $ref: '#/$defs/scale' },
          lines: { $ref: '#/$defs/lines' },
          glob: { $ref: '#/$defs/glob' },
        },
        additionalProperties: false,
        $ref: '#/$defs/source',
      },
      examples: [['prm', 'entropy'], { from: 0, to: 1, step: 0.25 }, { glob: 'configs/*.yaml' }],
    },
    source: {
      description: 'A range, the lines of a file or the files that a pattern matches.',
      type: ['array', 'object', 'null'],
      if: { required: ['lines'] },
      then: { properties: { from: false, to: false, count: false, step: false, scale: false, glob: false } },
      else: {
        if: { required: ['glob'] },
        then: { properties: { from: false, to: false, count: false, step: false, scale: false } },
        else: { $ref: '#/$defs/rangeParts' },
      },
      examples: [{ from: 42, count: 3 }, { lines: 'puzzles.txt' }, { glob: 'configs/*.yaml' }],
    },
    rangeParts: {
      description:
        'A range says where it begins, and where it ends or how many values it has; a logarithmic one says all three.',
      type: ['array', 'object', 'null'],
      required: ['from'],
      if: { type: 'object', properties: { scale: { const: 'log' } }, required: ['scale'] },
      then: { required: ['to', 'count'], properties: { step: false } },
      else: {
        anyOf: [
          { title: 'to a last value', required: ['to'] },
          { title: 'a number of values', required: ['count'] },
        ],
        not: { type: 'object', required: ['to', 'count', 'step'] },
      },
      examples: [
        { from: 1, to: 9, step: 2 },
        { from: 42, count: 3 },
        { from: 0.0001, to: 0.1, count: 4, scale: 'log' },
      ],
    },
    valueSettings: {
      title: 'settings for the cells with this value, such as `{gpus: 2}`',
      description: 'Settings for the cells with this value; rules come after them. `{}` for none.',
      type: 'object',
      properties: {
        command: { $ref: '#/$defs/command' },
        setup: { $ref: '#/$defs/setup' },
        workdir: { $ref: '#/$defs/workdir' },
        env: { $ref: '#/$defs/env' },
        vars: { $ref: '#/$defs/vars' },
        gpus: { $ref: '#/$defs/gpus' },
        gpu_ids: { $ref: '#/$defs/gpuIds' },
        slots: { $ref: '#/$defs/slots' },
        nodes: { $ref: '#/$defs/nodes' },
        timeout: { $ref: '#/$defs/timeout' },
        priority: { $ref: '#/$defs/priority' },
        nice: { $ref: '#/$defs/nice' },
        retry: { $ref: '#/$defs/retry' },
        requires: { $ref: '#/$defs/requires' },
        produces: { $ref: '#/$defs/produces' },
        inputs: { $ref: '#/$defs/inputs' },
        label: { $ref: '#/$defs/label' },
        split: { $ref: '#/$defs/split' },
        compress: { $ref: '#/$defs/compress' },
        max_log: { $ref: '#/$defs/maxLog' },
        tty: { $ref: '#/$defs/tty' },
        allow_failure: { $ref: '#/$defs/allowFailure' },
        on: { $ref: '#/$defs/on' },
        gpu_memory: { $ref: '#/$defs/gpuMemory' },
        memory: { $ref: '#/$defs/memory' },
        resources: { $ref: '#/$defs/resources' },
        stagger: { $ref: '#/$defs/stagger' },
        begin: { $ref: '#/$defs/begin' },
        metrics: { $ref: '#/$defs/metrics' },
      },
      additionalProperties: false,
      examples: [{ gpus: 2, vars: { config: 'prm' } }, {}],
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
    scale: {
      title: '`linear` or `log`',
      description: 'Whether the values are equally far apart, or each is the same multiple of the one before.',
      type: 'string',
      enum: ['linear', 'log'],
      default: 'linear',
      examples: ['log'],
    },
    lines: {
      title: 'a path',
      description:
        'A file of one value a line, relative to this file. Empty lines and those that begin with `#` count for nothing.',
      type: 'string',
      pattern: '\\S',
      examples: ['puzzles.txt'],
    },
    glob: {
      title: 'a pattern such as `configs/*.yaml`',
      description: 'A pattern, relative to this file; each file that it matches is a value.',
      type: 'string',
      pattern: '\\S',
      examples: ['configs/*.yaml'],
    },
    assignments: {
      title: 'a text such as `seed=1,2`, or a list of such texts',
      description: 'As on the command line: a name, `=`, and what it is to be.',
      type: ['string', 'array'],
      pattern: '^[^=]+=',
      items: {
        title: 'a text such as `seed=1,2`',
        description: 'A name, `=`, and what it is to be.',
        type: 'string',
        pattern: '^[^=]+=',
        examples: ['seed=1,2'],
      },
      minItems: 1,
      examples: ['seed=1,2', ['seed=1', 'lr=0.1']],
    },
    table: {
      title: 'a table such as `{model: [a, b], config: [x, y]}`',
      description: 'Axes with equally long lists of values: the first values go together, the second ones, and so on.',
      type: 'object',
      minProperties: 1,
      if: { type: 'object', required: ['table'], properties: { table: { type: 'string' } } },
      then: { $ref: '#/$defs/tableFile' },
      else: {
        type: 'object',
        propertyNames: { $ref: '#/$defs/axisName' },
        additionalProperties: { $ref: '#/$defs/column' },
      },
      examples: [
        { model: ['7b', '70b'], tp: [1, 4] },
        { table: 'runs.csv', columns: ['model', 'gpus'] },
      ],
    },
    column: {
      title: 'a list of values, or `{lines: FILE}`',
      description:
        'The values of one axis, as many as each other axis of the table has: a list, or the lines of a file.',
      type: ['array', 'object'],
      items: { $ref: '#/$defs/value' },
      minItems: 1,
      required: ['lines'],
      properties: { lines: { $ref: '#/$defs/lines' } },
      additionalProperties: false,
      examples: [['7b', '70b'], { lines: 'models.txt' }],
    },
    tableFile: {
      title: 'a table in a file, such as `{table: runs.csv, columns: [model, gpus]}`',
      description: 'Axes whose values stand in a file, row by row.',
      type: 'object',
      properties: {
        table: {
          title: 'the path of a file that ends in `.csv`, `.tsv` or `.jsonl`',
          description:
            'A file with a row for each combination, relative to the file that says it: cells parted by commas (`.csv`) or tabs (`.tsv`) under a header, or a JSON map on each line (`.jsonl`).',
          type: 'string',
          pattern: '\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$',
          examples: ['runs.csv', 'runs.jsonl'],
        },
        columns: {
          title: 'a list of columns of the table',
          description: 'The columns that are axes, by the names that the header has for them.',
          type: 'array',
          items: { $ref: '#/$defs/axisName' },
          minItems: 1,
          examples: [['model', 'gpus']],
        },
      },
      required: ['table', 'columns'],
      additionalProperties: false,
      examples: [{ table: 'runs.csv', columns: ['model', 'gpus'] }],
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
        items: { $ref: '#/$defs/value' },
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
      additionalProperties: { $ref: '#/$defs/value' },
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
        nodes: { $ref: '#/$defs/nodes' },
        timeout: { $ref: '#/$defs/timeout' },
        priority: { $ref: '#/$defs/priority' },
        nice: { $ref: '#/$defs/nice' },
        retry: { $ref: '#/$defs/retry' },
        requires: { $ref: '#/$defs/requires' },
        produces: { $ref: '#/$defs/produces' },
        inputs: { $ref: '#/$defs/inputs' },
        label: { $ref: '#/$defs/label' },
        split: { $ref: '#/$defs/split' },
        compress: { $ref: '#/$defs/compress' },
        max_log: { $ref: '#/$defs/maxLog' },
        tty: { $ref: '#/$defs/tty' },
        allow_failure: { $ref: '#/$defs/allowFailure' },
        on: { $ref: '#/$defs/on' },
        gpu_memory: { $ref: '#/$defs/gpuMemory' },
        memory: { $ref: '#/$defs/memory' },
        resources: { $ref: '#/$defs/resources' },
        stagger: { $ref: '#/$defs/stagger' },
        begin: { $ref: '#/$defs/begin' },
        metrics: { $ref: '#/$defs/metrics' },
      },
      additionalProperties: false,
      examples: [
        { when: { scorer: 'prm' }, gpus: 2 },
        { unless: { scorer: null }, vars: { tail: '_{{scorer}}' } },
      ],
    },
    stage: {
      title: 'a map such as `{needs: prepare, command: ./eval.sh}`',
      description:
        'One kind of job: a job key here goes before the same key at the top level. `null` drops an inherited stage.',
      type: ['object', 'null'],
      properties: {
        over: {
          title: 'the name of an axis, or a list of them',
          description:
            'The axes that this stage has a job for each combination of. Default: every axis; `[]`: one job.',
          type: ['string', 'array'],
          pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
          items: { $ref: '#/$defs/axisName' },
          examples: [['dataset'], 'dataset', []],
        },
        needs: {
          title: 'the name of a stage, a map such as `{stage: eval, when: always}`, or a list of these',
          description:
            'The stages whose jobs go before: each job waits for those that agree with it on all axes that both stages have. `{{needs.STAGE.dirs}}`, `{{needs.STAGE.produces}}` and the file `$SWEEP_NEEDS` tell it what they have left.',
          type: ['string', 'object', 'array'],
          pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
          properties: { stage: { $ref: '#/$defs/neededStage' }, when: { $ref: '#/$defs/neededEnd' } },
          required: ['stage'],
          additionalProperties: false,
          items: { $ref: '#/$defs/need' },
          examples: ['prepare', { stage: 'report', when: 'always' }, ['prepare', { stage: 'eval', when: 'failure' }]],
        },
        exclude: {
          title: 'a list of conditions',
          description: 'Cells that this stage has no job for.',
          type: 'array',
          items: { $ref: '#/$defs/condition' },
          examples: [[{ dataset: 'math500', scorer: 'prm' }]],
        },
        rules: {
          title: 'a list of rules',
          description:
            'Settings for those jobs of the stage that match a condition, after the rules of the top level; a later rule wins.',
          type: 'array',
          items: { $ref: '#/$defs/rule' },
          examples: [[{ when: { scorer: 'prm' }, gpus: 2 }]],
        },
        command: { $ref: '#/$defs/command' },
        setup: { $ref: '#/$defs/setup' },
        workdir: { $ref: '#/$defs/workdir' },
        env: { $ref: '#/$defs/env' },
        vars: { $ref: '#/$defs/vars' },
        gpus: { $ref: '#/$defs/gpus' },
        gpu_ids: { $ref: '#/$defs/gpuIds' },
        slots: { $ref: '#/$defs/slots' },
        nodes: { $ref: '#/$defs/nodes' },
        timeout: { $ref: '#/$defs/timeout' },
        priority: { $ref: '#/$defs/priority' },
        nice: { $ref: '#/$defs/nice' },
        retry: { $ref: '#/$defs/retry' },
        requires: { $ref: '#/$defs/requires' },
        produces: { $ref: '#/$defs/produces' },
        inputs: { $ref: '#/$defs/inputs' },
        label: { $ref: '#/$defs/label' },
        split: { $ref: '#/$defs/split' },
        compress: { $ref: '#/$defs/compress' },
        max_log: { $ref: '#/$defs/maxLog' },
        tty: { $ref: '#/$defs/tty' },
        allow_failure: { $ref: '#/$defs/allowFailure' },
        on: { $ref: '#/$defs/on' },
        gpu_memory: { $ref: '#/$defs/gpuMemory' },
        memory: { $ref: '#/$defs/memory' },
        resources: { $ref: '#/$defs/resources' },
        stagger: { $ref: '#/$defs/stagger' },
        begin: { $ref: '#/$defs/begin' },
        metrics: { $ref: '#/$defs/metrics' },
        chain: { $ref: '#/$defs/chain' },
        limits: { $ref: '#/$defs/limits' },
        template: { $ref: '#/$defs/template' },
      },
      additionalProperties: false,
      examples: [
        { over: ['dataset'], command: './fetch.sh {{dataset}}' },
        { needs: { stage: 'eval', when: 'always' }, over: [], command: './publish.sh' },
      ],
    },
    need: {
      title: 'the name of a stage, or a map such as `{stage: eval, when: always}`',
      description: 'One stage whose jobs go before.',
      type: ['string', 'object'],
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      properties: { stage: { $ref: '#/$defs/neededStage' }, when: { $ref: '#/$defs/neededEnd' } },
      required: ['stage'],
      additionalProperties: false,
      examples: ['prepare', { stage: 'eval', when: 'always' }],
    },
    neededStage: {
      title: 'the name of a stage',
      description: 'The stage whose jobs go before.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      examples: ['prepare'],
    },
    neededEnd: {
      title: '`success`, `always` or `failure`',
      description: 'How they must have ended: all well, however, or at least one not.',
      type: 'string',
      enum: ['success', 'always', 'failure'],
      default: 'success',
      examples: ['always'],
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
    hook: {
      title: 'a shell command, or `null` for none',
      description: 'Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most.',
      type: ['string', 'null'],
      pattern: '\\S',
      examples: ['./notify.sh "$SWEEP_LABEL: $SWEEP_OUTCOME"'],
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
        title: 'a text, a number, `true` or `false`, or `{secret: true}`',
        description:
          "The variable's value; may hold `{{name}}`. `{secret: true}`: it is taken from the environment of `sweep run`, and never written to disk. `null` unsets what an earlier layer says.",
        type: ['string', 'number', 'boolean', 'object', 'null'],
        properties: {
          secret: {
            title: '`true`',
            description: 'That the value is the one that `sweep run` finds in its environment.',
            type: 'boolean',
            const: true,
            examples: [true],
          },
        },
        required: ['secret'],
        additionalProperties: false,
        examples: ['{{dataset}}', 4, { secret: true }, null],
      },
      examples: [{ OMP_NUM_THREADS: 4, HF_DATASET: '{{dataset}}', HF_TOKEN: { secret: true } }],
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
      title: 'a whole number of GPUs, or a fraction of one such as `0.5`',
      description: 'How many whole GPUs a job gets, or which part of one.',
      type: ['number', 'string', 'null'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
      if: { type: 'number', minimum: 1 },
      then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
      default: 0,
      examples: [1, 2, 0.25, '{{tp}}'],
    },
    gpuMemory: {
      title: 'a size such as `512MiB`, `20GiB` or `20GB`',
      description: 'How much memory must be free on each GPU that a job gets.',
      type: ['string', 'null'],
      pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
      examples: ['20GiB', '{{vram}}'],
    },
    memory: {
      title: 'a size such as `512MiB`, `20GiB` or `20GB`',
      description: "How much of the host's memory a job takes.",
      type: ['string', 'null'],
      pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
      examples: ['16GiB'],
    },
    resources: {
      title: 'a map from counter to a whole number',
      description: 'How much a job takes of counters with names of their own; the host file says how much there is.',
      type: ['object', 'null'],
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a whole number, 0 or more',
        description: 'How much of it a job takes. `null` unsets what an earlier layer says.',
        type: ['integer', 'string', 'null'],
        minimum: 0,
        maximum: 1000000,
        pattern: '^[0-9]{1,6}$|\\{\\{',
        examples: [1, '{{licenses}}', null],
      },
      examples: [{ license: 1 }],
    },
    limits: {
      title: 'a list of limits such as `{max: 2, by: [dataset]}`',
      description: 'How many jobs of a stage may run at once.',
      type: ['array', 'null'],
      items: {
        title: 'a limit such as `{max: 2, by: [dataset]}`',
        description: 'At most so many jobs at once for each combination of some axes.',
        type: 'object',
        properties: {
          max: {
            title: 'a whole number, 1 or more',
            description: 'How many jobs may run at once.',
            type: ['integer', 'string'],
            minimum: 1,
            maximum: 1000000,
            pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            examples: [2],
          },
          by: {
            title: 'a list of axes',
            description:
              'The axes whose combinations are counted apart. Default: none, so that all jobs of the stage count.',
            type: 'array',
            items: { $ref: '#/$defs/axisName' },
            default: [],
            examples: [['dataset']],
          },
        },
        required: ['max'],
        additionalProperties: false,
        examples: [{ max: 2, by: ['dataset'] }],
      },
      examples: [[{ max: 2, by: ['dataset'] }]],
    },
    stagger: {
      title: 'a duration such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
      description: 'The least time between two starts of jobs of a stage.',
      type: ['number', 'string', 'null'],
      minimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
      examples: ['30s'],
    },
    begin: {
      title: 'a time such as `22:00`, `now+2h` or `2026-12-01T08:00`',
      description:
        'Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time.',
      type: ['number', 'string', 'null'],
      pattern:
        '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
      examples: ['22:00', 'now+2h', '2026-12-01T08:00'],
    },
    metrics: {
      title: "a map such as `{file: metrics.json}` or `{log: 'acc={accuracy}'}`, or a list of these",
      description: 'Where a job leaves its numbers.',
      type: ['object', 'array', 'null'],
      items: { $ref: '#/$defs/metric' },
      minItems: 1,
      properties: {
        file: {
          $ref: '#/$defs/path',
          description:
            'A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard.',
        },
        rows: { $ref: '#/$defs/metricRows' },
        log: { $ref: '#/$defs/metricLog' },
        regex: { $ref: '#/$defs/metricRegex' },
        pick: { $ref: '#/$defs/metricPick' },
      },
      additionalProperties: false,
      anyOf: [
        { title: 'a file', required: ['file'] },
        { title: 'a pattern', required: ['log'] },
        { title: 'an expression', required: ['regex'] },
      ],
      allOf: [
        { not: { type: 'object', required: ['file', 'regex'] } },
        { not: { type: 'object', required: ['file', 'log'] } },
        { not: { type: 'object', required: ['log', 'regex'] } },
        { not: { type: 'object', required: ['rows', 'log'] } },
        { not: { type: 'object', required: ['rows', 'regex'] } },
      ],
      examples: [
        { file: 'results/{{seed}}.json' },
        { log: 'acc={accuracy} loss={loss}' },
        [{ file: 'logs/metrics.csv', pick: { max: 'val_acc' } }, { regex: 'acc=(?<accuracy>\\S+)' }],
      ],
    },
    metric: {
      title: "a map such as `{file: metrics.json}` or `{log: 'acc={accuracy}'}`",
      description: 'One place where a job leaves its numbers.',
      type: 'object',
      properties: {
        file: {
          $ref: '#/$defs/path',
          description:
            'A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard.',
        },
        rows: { $ref: '#/$defs/metricRows' },
        log: { $ref: '#/$defs/metricLog' },
        regex: { $ref: '#/$defs/metricRegex' },
        pick: { $ref: '#/$defs/metricPick' },
      },
      additionalProperties: false,
      anyOf: [
        { title: 'a file', required: ['file'] },
        { title: 'a pattern', required: ['log'] },
        { title: 'an expression', required: ['regex'] },
      ],
      allOf: [
        { not: { type: 'object', required: ['file', 'regex'] } },
        { not: { type: 'object', required: ['file', 'log'] } },
        { not: { type: 'object', required: ['log', 'regex'] } },
        { not: { type: 'object', required: ['rows', 'log'] } },
        { not: { type: 'object', required: ['rows', 'regex'] } },
      ],
      examples: [{ file: 'results/{{seed}}.json' }, { file: 'trainer_state.json', rows: 'log_history' }],
    },
    metricRows: {
      title: 'a name, or names joined by `.`',
      description: 'Where in a JSON file a list of objects stands, each a row.',
      type: 'string',
      pattern: '\\S',
      examples: ['log_history'],
    },
    metricLog: {
      title: 'a text with `{name}` where numbers stand, such as `acc={accuracy} loss={loss}`',
      description: 'What stands in a line of the log; blanks stand for any number of blanks.',
      type: 'string',
      pattern: '\\{[A-Za-z_]',
      examples: ['acc={accuracy} loss={loss}'],
    },
    metricRegex: {
      title: 'a regular expression with named groups such as `acc=(?<accuracy>\\S+)`',
      description: 'A regular expression for lines of the log; each named group is a number.',
      type: 'string',
      pattern: '\\(\\?<[A-Za-z_]',
      examples: ['acc=(?<accuracy>\\S+)'],
    },
    metricPick: {
      title: '`last`, `first`, `{max: METRIC}` or `{min: METRIC}`',
      description:
        'Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least.',
      type: ['string', 'object'],
      pattern: '^(?:last|first)$|\\{\\{',
      properties: {
        max: { $ref: '#/$defs/metricName', description: 'The metric that was greatest.' },
        min: { $ref: '#/$defs/metricName', description: 'The metric that was least.' },
      },
      additionalProperties: false,
      anyOf: [
        { title: 'the greatest', type: ['string', 'object'], required: ['max'] },
        { title: 'the least', type: ['string', 'object'], required: ['min'] },
      ],
      not: { type: 'object', required: ['max', 'min'] },
      default: 'last',
      examples: ['last', 'first', { max: 'val_acc' }, { min: 'val_loss' }],
    },
    metricName: {
      title: 'the name of a metric',
      description: 'The name of a metric, as the file or the pattern has it.',
      type: 'string',
      pattern: '\\S',
      examples: ['val_acc', 'results.arc_easy.acc,none'],
    },
    gpuIds: {
      title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, a UUID, or a list of these",
      description: 'The only GPUs that a job may get, in order of preference. Default: any.',
      type: ['integer', 'string', 'array', 'null'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
      items: {
        title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
        description: 'One GPU, a MIG instance of one, or a range of GPUs.',
        type: ['integer', 'string'],
        minimum: 0,
        maximum: 1000000,
        pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
        examples: [0, '0-3', '1:0', 'GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d'],
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
    nodes: {
      title: 'a whole number of nodes, 1 or more',
      description:
        'How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them.',
      type: ['integer', 'string', 'null'],
      minimum: 1,
      maximum: 1000000,
      pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
      default: 1,
      examples: [2, 16, '{{nodes}}'],
    },
    timeout: {
      title: 'a duration above 0 such as `90s`, `15m` or `24h`, or `{after: 24h, signal: TERM, grace: 30s}`',
      description: 'How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit.',
      type: ['number', 'string', 'object', 'null'],
      exclusiveMinimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
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
    nice: {
      title: 'a whole number from -20 to 19',
      description:
        'How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice.',
      type: ['integer', 'string', 'null'],
      minimum: -20,
      maximum: 19,
      pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{',
      default: 0,
      examples: [10, '{{niceness}}'],
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
        escalate: { $ref: '#/$defs/escalate' },
      },
      additionalProperties: false,
      minProperties: 1,
      default: 0,
      examples: [2, { max: 2, on: ['oom', 'timeout'], backoff: '30s', factor: 2 }, { max: 2, escalate: [0.5, 1] }],
    },
    escalate: {
      title: 'GPUs to ask for, such as `[0.5, 1]`, or a map such as `{gpus: [1, 2], other_gpu: true, on: [oom]}`',
      description: 'What further attempts ask for after certain failures.',
      type: ['number', 'string', 'array', 'object'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
      if: { type: 'number', minimum: 1 },
      then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
      items: { $ref: '#/$defs/gpuStep' },
      minItems: 1,
      properties: {
        gpus: {
          title: 'a list of GPU counts such as `[0.5, 1]`',
          description:
            'The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest.',
          type: ['number', 'string', 'array'],
          minimum: 0,
          maximum: 1000000,
          pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
          if: { type: 'number', minimum: 1 },
          then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
          items: { $ref: '#/$defs/gpuStep' },
          minItems: 1,
          examples: [[0.5, 1], 2],
        },
        other_gpu: {
          title: '`true` or `false`',
          description: 'Whether to run on other GPUs than those that it failed on, if there are enough of them.',
          type: ['boolean', 'string'],
          pattern: '\\{\\{',
          default: false,
          examples: [true, '{{elsewhere}}'],
        },
        on: {
          title: 'a list of causes of failure',
          description: 'The causes of failure that count. Default: `oom`.',
          type: 'array',
          items: {
            description: 'A cause of failure.',
            type: 'string',
            anyOf: [
              { title: 'a cause', enum: ['exit', 'timeout', 'oom', 'missing-output', 'spawn', 'lost'] },
              { $ref: '#/$defs/templated' },
            ],
            examples: ['oom'],
          },
          minItems: 1,
          examples: [['oom', 'timeout']],
        },
      },
      additionalProperties: false,
      minProperties: 1,
      examples: [[0.5, 1], 1, '{{tp}}', { gpus: [1, 2], other_gpu: true, on: ['oom'] }],
    },
    gpuStep: {
      title: 'a whole number of GPUs, or a fraction of one such as `0.5`',
      description: 'How many GPUs, or which part of one.',
      type: ['number', 'string'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
      if: { type: 'number', minimum: 1 },
      then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
      examples: [2, 0.5, '{{tp}}'],
    },
    chain: {
      title: 'the name of an axis, or a map such as `{over: seed, when: success}`',
      description: 'Jobs that differ only in this axis run one after another, in the order of its values.',
      type: ['string', 'object', 'null'],
      pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
      properties: {
        over: {
          title: 'the name of an axis',
          description: 'The axis along which jobs follow one another.',
          type: 'string',
          pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
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
    split: {
      title: '`true` or `false`',
      description: 'Whether what a job writes to stderr goes to `err.log`, beside `out.log`.',
      type: ['boolean', 'string', 'null'],
      pattern: '^(?:true|false)$|\\{\\{',
      default: false,
      examples: [true],
    },
    compress: {
      title: '`true` or `false`',
      description: 'Whether the logs of a job are compressed, with gzip, once it has ended.',
      type: ['boolean', 'string', 'null'],
      pattern: '^(?:true|false)$|\\{\\{',
      default: false,
      examples: [true],
    },
    maxLog: {
      title: 'a size such as `20MB` or `1GiB`, at least 1MiB',
      description: 'How much is kept of each log of a job: its beginning and its end.',
      type: ['string', 'null'],
      pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
      examples: ['20MB'],
    },
    tty: {
      title: '`true` or `false`',
      description: 'Whether a job runs in a terminal of its own.',
      type: ['boolean', 'string', 'null'],
      pattern: '^(?:true|false)$|\\{\\{',
      default: false,
      examples: [true],
    },
    on: {
      title: '`local`',
      description:
        'Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster.',
      type: ['string', 'null'],
      pattern: '^local$|\\{\\{',
      examples: ['local'],
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
  description: 'The name of an axis; it may be several joined by dots, as the options of many programs are.',
  type: 'string',
  pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
  examples: ['learning_rate', 'optimizer.lr'],
};
const schema40 = {
  title: 'a name of letters, digits and `_` that does not begin with a digit',
  description: 'The name of an axis, a variable or an environment variable.',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
  examples: ['learning_rate', 'seed'],
};
const schema127 = {
  title: 'a text such as `seed=1,2`, or a list of such texts',
  description: 'As on the command line: a name, `=`, and what it is to be.',
  type: ['string', 'array'],
  pattern: '^[^=]+=',
  items: {
    title: 'a text such as `seed=1,2`',
    description: 'A name, `=`, and what it is to be.',
    type: 'string',
    pattern: '^[^=]+=',
    examples: ['seed=1,2'],
  },
  minItems: 1,
  examples: ['seed=1,2', ['seed=1', 'lr=0.1']],
};
const schema104 = {
  title: 'a text, a number, `true`, `false` or `null`',
  description:
    'One value of an axis. It is inserted as it is spelled and compared by what it means: `0.10` equals `0.1`. `null` is absence. A list or a map is one value, inserted as compact JSON.',
  type: ['string', 'number', 'boolean', 'null', 'array', 'object'],
  examples: ['beam_search', 0.1, '1e-4', true, null, [64, 64], { heads: 8 }],
};
const schema132 = {
  title: 'the name of a stage',
  description: 'The stage whose jobs go before.',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  examples: ['prepare'],
};
const schema87 = {
  title: 'the name of a metric',
  description: 'The name of a metric, as the file or the pattern has it.',
  type: 'string',
  pattern: '\\S',
  examples: ['val_acc', 'results.arc_easy.acc,none'],
};
const schema186 = {
  title: 'a shell command, or `null` for none',
  description: 'Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most.',
  type: ['string', 'null'],
  pattern: '\\S',
  examples: ['./notify.sh "$SWEEP_LABEL: $SWEEP_OUTCOME"'],
};
const schema37 = {
  title: 'a text of shell lines',
  description: 'Shell lines that run first, in the same shell as a string command.',
  type: ['string', 'null'],
  examples: ['source ~/miniconda3/bin/activate tts\nexport HF_HOME=/mnt/cache'],
};
const schema38 = {
  title: 'a path',
  description: 'The folder a job runs in, relative to the project root.',
  type: ['string', 'number', 'null'],
  pattern: '\\S',
  default: '.',
  examples: ['experiments/{{dataset}}'],
};
const schema44 = {
  title: 'a whole number of GPUs, or a fraction of one such as `0.5`',
  description: 'How many whole GPUs a job gets, or which part of one.',
  type: ['number', 'string', 'null'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
  if: { type: 'number', minimum: 1 },
  then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
  default: 0,
  examples: [1, 2, 0.25, '{{tp}}'],
};
const schema45 = {
  title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, a UUID, or a list of these",
  description: 'The only GPUs that a job may get, in order of preference. Default: any.',
  type: ['integer', 'string', 'array', 'null'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
  items: {
    title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
    description: 'One GPU, a MIG instance of one, or a range of GPUs.',
    type: ['integer', 'string'],
    minimum: 0,
    maximum: 1000000,
    pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
    examples: [0, '0-3', '1:0', 'GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d'],
  },
  minItems: 1,
  examples: [0, '0-3', [2, 0], ['GPU-5d6f9a1c-8b1e-4b0e-9a53-6c1f6f2f6f0d']],
};
const schema46 = {
  title: 'a whole number of CPU slots, 1 or more',
  description: 'How many CPU slots a job takes.',
  type: ['integer', 'string', 'null'],
  minimum: 1,
  maximum: 1000000,
  pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
  default: 1,
  examples: [1, 8, '{{workers}}'],
};
const schema47 = {
  title: 'a whole number of nodes, 1 or more',
  description:
    'How many nodes of a cluster a job is spread over. What it asks for besides, such as `gpus`, it gets on each of them.',
  type: ['integer', 'string', 'null'],
  minimum: 1,
  maximum: 1000000,
  pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
  default: 1,
  examples: [2, 16, '{{nodes}}'],
};
const schema52 = {
  title: 'a whole number',
  description: 'Jobs with a higher priority start first.',
  type: ['integer', 'string', 'null'],
  minimum: -1000000,
  maximum: 1000000,
  pattern: '^-?[0-9]{1,6}$|\\{\\{',
  default: 0,
  examples: [10, -1],
};
const schema53 = {
  title: 'a whole number from -20 to 19',
  description: 'How much nicer jobs are to other processes than the run is. Below 0 needs the right to be less nice.',
  type: ['integer', 'string', 'null'],
  minimum: -20,
  maximum: 19,
  pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{',
  default: 0,
  examples: [10, '{{niceness}}'],
};
const schema181 = {
  title: 'the name of an axis, or a map such as `{over: seed, when: success}`',
  description: 'Jobs that differ only in this axis run one after another, in the order of its values.',
  type: ['string', 'object', 'null'],
  pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
  properties: {
    over: {
      title: 'the name of an axis',
      description: 'The axis along which jobs follow one another.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
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
const schema67 = {
  title: 'a text',
  description: "What people read in place of the id. Default: the cell's values joined by `_`.",
  type: ['string', 'number', 'null'],
  pattern: '\\S',
  examples: ['{{strategy}} on {{dataset}}'],
};
const schema184 = {
  title: 'a path',
  description: "A wrapper template in place of the package's own, relative to this file.",
  type: ['string', 'null'],
  pattern: '\\S',
  examples: ['templates/conda.sh.hbs'],
};
const schema68 = {
  title: '`true` or `false`',
  description: 'Whether what a job writes to stderr goes to `err.log`, beside `out.log`.',
  type: ['boolean', 'string', 'null'],
  pattern: '^(?:true|false)$|\\{\\{',
  default: false,
  examples: [true],
};
const schema69 = {
  title: '`true` or `false`',
  description: 'Whether the logs of a job are compressed, with gzip, once it has ended.',
  type: ['boolean', 'string', 'null'],
  pattern: '^(?:true|false)$|\\{\\{',
  default: false,
  examples: [true],
};
const schema70 = {
  title: 'a size such as `20MB` or `1GiB`, at least 1MiB',
  description: 'How much is kept of each log of a job: its beginning and its end.',
  type: ['string', 'null'],
  pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
  examples: ['20MB'],
};
const schema71 = {
  title: '`true` or `false`',
  description: 'Whether a job runs in a terminal of its own.',
  type: ['boolean', 'string', 'null'],
  pattern: '^(?:true|false)$|\\{\\{',
  default: false,
  examples: [true],
};
const schema72 = {
  title: '`true` or `false`',
  description: 'Whether this job may fail without the run having failed.',
  type: ['boolean', 'string', 'null'],
  pattern: '^(?:true|false)$|\\{\\{',
  default: false,
  examples: [true],
};
const schema73 = {
  title: '`local`',
  description:
    'Where a job runs whatever its run does with the others: `local` is the machine of the runner, also where `--on` names a cluster.',
  type: ['string', 'null'],
  pattern: '^local$|\\{\\{',
  examples: ['local'],
};
const schema74 = {
  title: 'a size such as `512MiB`, `20GiB` or `20GB`',
  description: 'How much memory must be free on each GPU that a job gets.',
  type: ['string', 'null'],
  pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
  examples: ['20GiB', '{{vram}}'],
};
const schema75 = {
  title: 'a size such as `512MiB`, `20GiB` or `20GB`',
  description: "How much of the host's memory a job takes.",
  type: ['string', 'null'],
  pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
  examples: ['16GiB'],
};
const schema78 = {
  title: 'a duration such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
  description: 'The least time between two starts of jobs of a stage.',
  type: ['number', 'string', 'null'],
  minimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  examples: ['30s'],
};
const schema79 = {
  title: 'a time such as `22:00`, `now+2h` or `2026-12-01T08:00`',
  description:
    'Before when a job does not start: the next such time of day, so long after the run has begun, or a day and time.',
  type: ['number', 'string', 'null'],
  pattern:
    '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
  examples: ['22:00', 'now+2h', '2026-12-01T08:00'],
};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp('^x-', 'u');
const pattern5 = new RegExp('^[a-z0-9][a-z0-9_.-]{0,199}$', 'u');
const pattern6 = new RegExp('\\S', 'u');
const pattern8 = new RegExp(
  '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
  'u',
);
const pattern11 = new RegExp('^[A-Za-z_][A-Za-z0-9_]{0,199}$', 'u');
const pattern73 = new RegExp('^[^=]+=', 'u');
const pattern80 = new RegExp('^[A-Za-z_][A-Za-z0-9_]*$', 'u');
const pattern81 = new RegExp('^[A-Za-z_][A-Za-z0-9_.]*$', 'u');
const pattern133 = new RegExp('^(?:max|min)$', 'u');
const pattern137 = new RegExp('[^ ]', 'u');
const pattern13 = new RegExp('^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{', 'u');
const pattern14 = new RegExp('^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{', 'u');
const pattern16 = new RegExp('^0*[1-9][0-9]{0,5}$|\\{\\{', 'u');
const pattern22 = new RegExp('^-?[0-9]{1,6}$|\\{\\{', 'u');
const pattern23 = new RegExp('^(?:-?1?[0-9]|-20)$|\\{\\{', 'u');
const pattern39 = new RegExp('^(?:true|false)$|\\{\\{', 'u');
const pattern41 = new RegExp('^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{', 'u');
const pattern44 = new RegExp('^local$|\\{\\{', 'u');
const pattern27 = new RegExp(
  '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  'u',
);
const pattern50 = new RegExp(
  '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
  'u',
);
const schema33 = {
  title: 'a list of values, or a range such as `{from: 1, count: 3}`',
  description:
    'The values of an axis: a list, a range, `{lines: FILE}`, `{glob: PATTERN}`, a map from each value to settings for its cells, or any of these under `values` with conditions beside it. `null` drops an inherited axis.',
  type: ['array', 'object', 'null'],
  items: { $ref: '#/$defs/value' },
  minItems: 1,
  if: {
    type: 'object',
    minProperties: 1,
    propertyNames: {
      not: { enum: ['from', 'to', 'count', 'step', 'scale', 'lines', 'glob', 'values', 'when', 'unless', 'default'] },
    },
    additionalProperties: { type: ['object', 'null'] },
  },
  then: { type: 'object', additionalProperties: { $ref: '#/$defs/valueSettings' } },
  else: { $ref: '#/$defs/axisParts' },
  examples: [
    ['greedy', 'beam'],
    { from: 42, count: 3 },
    { values: ['prm', 'entropy'], unless: { strategy: 'greedy' } },
    { prm: { gpus: 2 }, entropy: {} },
    { lines: 'puzzles.txt' },
  ],
};
const schema34 = {
  title: 'settings for the cells with this value, such as `{gpus: 2}`',
  description: 'Settings for the cells with this value; rules come after them. `{}` for none.',
  type: 'object',
  properties: {
    command: { $ref: '#/$defs/command' },
    setup: { $ref: '#/$defs/setup' },
    workdir: { $ref: '#/$defs/workdir' },
    env: { $ref: '#/$defs/env' },
    vars: { $ref: '#/$defs/vars' },
    gpus: { $ref: '#/$defs/gpus' },
    gpu_ids: { $ref: '#/$defs/gpuIds' },
    slots: { $ref: '#/$defs/slots' },
    nodes: { $ref: '#/$defs/nodes' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    nice: { $ref: '#/$defs/nice' },
    retry: { $ref: '#/$defs/retry' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    split: { $ref: '#/$defs/split' },
    compress: { $ref: '#/$defs/compress' },
    max_log: { $ref: '#/$defs/maxLog' },
    tty: { $ref: '#/$defs/tty' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
    on: { $ref: '#/$defs/on' },
    gpu_memory: { $ref: '#/$defs/gpuMemory' },
    memory: { $ref: '#/$defs/memory' },
    resources: { $ref: '#/$defs/resources' },
    stagger: { $ref: '#/$defs/stagger' },
    begin: { $ref: '#/$defs/begin' },
    metrics: { $ref: '#/$defs/metrics' },
  },
  additionalProperties: false,
  examples: [{ gpus: 2, vars: { config: 'prm' } }, {}],
};
const schema35 = {
  title: 'a shell command, or a list of words',
  description:
    'What a job runs: a string for the shell (`bash -eo pipefail`), in which values are quoted for where they stand, or a list of words that no shell touches.',
  type: ['string', 'array', 'null'],
  pattern: '\\S',
  items: { $ref: '#/$defs/text' },
  minItems: 1,
  examples: ['python train.py --lr={{lr}} --seed={{seed}}', ['python', 'train.py', '--lr', '{{lr}}', '--epochs', 3]],
};
const schema36 = {
  title: 'a text, a number, `true` or `false`',
  description: 'A text that may hold `{{name}}`.',
  type: ['string', 'number', 'boolean'],
  examples: ['{{data}}/train', 8, true],
};

function validate23(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
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
      params: { type: schema35.type },
      message: 'must be string,array,null',
      schema: schema35.type,
      parentSchema: schema35,
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
    if (!pattern6.test(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '\\S' },
        message: 'must match pattern "' + '\\S' + '"',
        schema: '\\S',
        parentSchema: schema35,
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
        parentSchema: schema35,
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
          params: { type: schema36.type },
          message: 'must be string,number,boolean',
          schema: schema36.type,
          parentSchema: schema36,
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
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema39 = {
  title: 'a map from variable to text',
  description: 'Environment variables. Their values are literal to the shell: a `$NAME` in them is not expanded.',
  type: ['object', 'null'],
  propertyNames: { $ref: '#/$defs/identifier' },
  additionalProperties: {
    title: 'a text, a number, `true` or `false`, or `{secret: true}`',
    description:
      "The variable's value; may hold `{{name}}`. `{secret: true}`: it is taken from the environment of `sweep run`, and never written to disk. `null` unsets what an earlier layer says.",
    type: ['string', 'number', 'boolean', 'object', 'null'],
    properties: {
      secret: {
        title: '`true`',
        description: 'That the value is the one that `sweep run` finds in its environment.',
        type: 'boolean',
        const: true,
        examples: [true],
      },
    },
    required: ['secret'],
    additionalProperties: false,
    examples: ['{{dataset}}', 4, { secret: true }, null],
  },
  examples: [{ OMP_NUM_THREADS: 4, HF_DATASET: '{{dataset}}', HF_TOKEN: { secret: true } }],
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
  if (!(data && typeof data == 'object' && !Array.isArray(data)) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema39.type },
      message: 'must be object,null',
      schema: schema39.type,
      parentSchema: schema39,
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
        if (!pattern11.test(key0)) {
          const err1 = {
            instancePath,
            schemaPath: '#/$defs/identifier/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
            parentSchema: schema40,
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
          schema: schema40.type,
          parentSchema: schema40,
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
          schema: schema39.propertyNames,
          parentSchema: schema39,
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
        !(data0 && typeof data0 == 'object' && !Array.isArray(data0)) &&
        data0 !== null
      ) {
        const err4 = {
          instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/additionalProperties/type',
          keyword: 'type',
          params: { type: schema39.additionalProperties.type },
          message: 'must be string,number,boolean,object,null',
          schema: schema39.additionalProperties.type,
          parentSchema: schema39.additionalProperties,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (data0 && typeof data0 == 'object' && !Array.isArray(data0)) {
        if (data0.secret === undefined) {
          const err5 = {
            instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
            schemaPath: '#/additionalProperties/required',
            keyword: 'required',
            params: { missingProperty: 'secret' },
            message: "must have required property '" + 'secret' + "'",
            schema: schema39.additionalProperties.required,
            parentSchema: schema39.additionalProperties,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        for (const key2 in data0) {
          if (!(key2 === 'secret')) {
            const err6 = {
              instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/additionalProperties/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key2 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema39.additionalProperties,
              data: data0,
            };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data0.secret !== undefined) {
          let data1 = data0.secret;
          if (typeof data1 !== 'boolean') {
            const err7 = {
              instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/secret',
              schemaPath: '#/additionalProperties/properties/secret/type',
              keyword: 'type',
              params: { type: 'boolean' },
              message: 'must be boolean',
              schema: schema39.additionalProperties.properties.secret.type,
              parentSchema: schema39.additionalProperties.properties.secret,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
          if (true !== data1) {
            const err8 = {
              instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/secret',
              schemaPath: '#/additionalProperties/properties/secret/const',
              keyword: 'const',
              params: { allowedValue: true },
              message: 'must be equal to constant',
              schema: true,
              parentSchema: schema39.additionalProperties.properties.secret,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      }
    }
  }
  validate25.errors = vErrors;
  return errors === 0;
}
validate25.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema41 = {
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
  if (!(data && typeof data == 'object' && !Array.isArray(data)) && data !== null) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema41.type },
      message: 'must be object,null',
      schema: schema41.type,
      parentSchema: schema41,
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
        if (!pattern11.test(key0)) {
          const err1 = {
            instancePath,
            schemaPath: '#/$defs/identifier/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
            parentSchema: schema40,
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
          schema: schema40.type,
          parentSchema: schema40,
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
          schema: schema41.propertyNames,
          parentSchema: schema41,
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
          params: { type: schema41.additionalProperties.type },
          message: 'must be string,number,boolean,array,null',
          schema: schema41.additionalProperties.type,
          parentSchema: schema41.additionalProperties,
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
              params: { type: schema36.type },
              message: 'must be string,number,boolean',
              schema: schema36.type,
              parentSchema: schema36,
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
  validate27.errors = vErrors;
  return errors === 0;
}
validate27.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema48 = {
  title: 'a duration above 0 such as `90s`, `15m` or `24h`, or `{after: 24h, signal: TERM, grace: 30s}`',
  description: 'How long a job may run. Then it gets the signal and, after the grace, KILL. Default: no limit.',
  type: ['number', 'string', 'object', 'null'],
  exclusiveMinimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
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
const schema49 = {
  title: 'a duration above 0 such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
  description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
  type: ['number', 'string'],
  exclusiveMinimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
};
const schema50 = {
  title: 'a template',
  description: 'A text that holds `{{name}}`.',
  type: 'string',
  pattern: '\\{\\{',
  examples: ['{{tp}}'],
};
const pattern18 = new RegExp(
  '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  'u',
);
const pattern20 = new RegExp('\\{\\{', 'u');

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
      params: { type: schema48.type },
      message: 'must be number,string,object,null',
      schema: schema48.type,
      parentSchema: schema48,
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
        parentSchema: schema48,
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
        parentSchema: schema48,
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
    if (!pattern18.test(data)) {
      const err3 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: {
          pattern:
            '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
        },
        message:
          'must match pattern "' +
          '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
          '"',
        schema:
          '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
        parentSchema: schema48,
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
        parentSchema: schema48,
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
          parentSchema: schema48,
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
          params: { type: schema49.type },
          message: 'must be number,string',
          schema: schema49.type,
          parentSchema: schema49,
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
            parentSchema: schema49,
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
            parentSchema: schema49,
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
        if (!pattern18.test(data0)) {
          const err9 = {
            instancePath: instancePath + '/after',
            schemaPath: '#/$defs/positiveDuration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema49,
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
          schema: schema48.properties.signal.type,
          parentSchema: schema48.properties.signal,
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
          params: { allowedValues: schema48.properties.signal.anyOf[0].enum },
          message: 'must be equal to one of the allowed values',
          schema: schema48.properties.signal.anyOf[0].enum,
          parentSchema: schema48.properties.signal.anyOf[0],
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
        if (!pattern20.test(data1)) {
          const err12 = {
            instancePath: instancePath + '/signal',
            schemaPath: '#/$defs/templated/pattern',
            keyword: 'pattern',
            params: { pattern: '\\{\\{' },
            message: 'must match pattern "' + '\\{\\{' + '"',
            schema: '\\{\\{',
            parentSchema: schema50,
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
          schema: schema50.type,
          parentSchema: schema50,
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
          schema: schema48.properties.signal.anyOf,
          parentSchema: schema48.properties.signal,
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
          params: { type: schema49.type },
          message: 'must be number,string',
          schema: schema49.type,
          parentSchema: schema49,
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
            parentSchema: schema49,
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
            parentSchema: schema49,
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
        if (!pattern18.test(data2)) {
          const err18 = {
            instancePath: instancePath + '/grace',
            schemaPath: '#/$defs/positiveDuration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?=.*[1-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema49,
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
  validate29.errors = vErrors;
  return errors === 0;
}
validate29.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema54 = {
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
    escalate: { $ref: '#/$defs/escalate' },
  },
  additionalProperties: false,
  minProperties: 1,
  default: 0,
  examples: [2, { max: 2, on: ['oom', 'timeout'], backoff: '30s', factor: 2 }, { max: 2, escalate: [0.5, 1] }],
};
const schema56 = {
  title: 'a duration such as `90`, `90s`, `15m`, `24h`, `3d` or `1h30m`',
  description: 'A length of time: seconds without a unit, or with `s`, `m`, `h` and `d`.',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 3153600000,
  pattern:
    '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
  examples: [90, '90s', '15m', '24h', '3d', '1h30m', '1.5h', '{{limit}}'],
};
const pattern24 = new RegExp('^[0-9]{1,6}$|\\{\\{', 'u');
const pattern28 = new RegExp('^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{', 'u');
const schema57 = {
  title: 'GPUs to ask for, such as `[0.5, 1]`, or a map such as `{gpus: [1, 2], other_gpu: true, on: [oom]}`',
  description: 'What further attempts ask for after certain failures.',
  type: ['number', 'string', 'array', 'object'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
  if: { type: 'number', minimum: 1 },
  then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
  items: { $ref: '#/$defs/gpuStep' },
  minItems: 1,
  properties: {
    gpus: {
      title: 'a list of GPU counts such as `[0.5, 1]`',
      description:
        'The GPUs that the attempt after the first such failure asks for, after the second, and so on; the last holds for the rest.',
      type: ['number', 'string', 'array'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
      if: { type: 'number', minimum: 1 },
      then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
      items: { $ref: '#/$defs/gpuStep' },
      minItems: 1,
      examples: [[0.5, 1], 2],
    },
    other_gpu: {
      title: '`true` or `false`',
      description: 'Whether to run on other GPUs than those that it failed on, if there are enough of them.',
      type: ['boolean', 'string'],
      pattern: '\\{\\{',
      default: false,
      examples: [true, '{{elsewhere}}'],
    },
    on: {
      title: 'a list of causes of failure',
      description: 'The causes of failure that count. Default: `oom`.',
      type: 'array',
      items: {
        description: 'A cause of failure.',
        type: 'string',
        anyOf: [
          { title: 'a cause', enum: ['exit', 'timeout', 'oom', 'missing-output', 'spawn', 'lost'] },
          { $ref: '#/$defs/templated' },
        ],
        examples: ['oom'],
      },
      minItems: 1,
      examples: [['oom', 'timeout']],
    },
  },
  additionalProperties: false,
  minProperties: 1,
  examples: [[0.5, 1], 1, '{{tp}}', { gpus: [1, 2], other_gpu: true, on: ['oom'] }],
};
const schema58 = {
  title: 'a whole number of GPUs, or a fraction of one such as `0.5`',
  description: 'How many GPUs, or which part of one.',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
  if: { type: 'number', minimum: 1 },
  then: { title: 'a whole number of GPUs, or a fraction of one such as `0.5`', type: 'integer' },
  examples: [2, 0.5, '{{tp}}'],
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
  if ((!data || typeof data != 'object') && !(typeof data == 'number' && isFinite(data)) && typeof data !== 'string') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema57.type },
      message: 'must be number,string,array,object',
      schema: schema57.type,
      parentSchema: schema57,
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
  if (errors === _errs2) {
    if (typeof data == 'number' && isFinite(data)) {
      if (data < 1 || isNaN(data)) {
        const err1 = {};
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    } else {
      const err2 = {};
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
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
  if (_valid0) {
    const _errs4 = errors;
    if (!(typeof data == 'number' && !(data % 1) && !isNaN(data) && isFinite(data))) {
      const err3 = {
        instancePath,
        schemaPath: '#/then/type',
        keyword: 'type',
        params: { type: 'integer' },
        message: 'must be integer',
        schema: schema57.then.type,
        parentSchema: schema57.then,
        data,
      };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
  }
  if (!valid0) {
    const err4 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: 'then' },
      message: 'must match "then" schema',
      schema: schema57.if,
      parentSchema: schema57,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  if (typeof data == 'number' && isFinite(data)) {
    if (data > 1000000 || isNaN(data)) {
      const err5 = {
        instancePath,
        schemaPath: '#/maximum',
        keyword: 'maximum',
        params: { comparison: '<=', limit: 1000000 },
        message: 'must be <= 1000000',
        schema: 1000000,
        parentSchema: schema57,
        data,
      };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data < 0 || isNaN(data)) {
      const err6 = {
        instancePath,
        schemaPath: '#/minimum',
        keyword: 'minimum',
        params: { comparison: '>=', limit: 0 },
        message: 'must be >= 0',
        schema: 0,
        parentSchema: schema57,
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
  if (typeof data === 'string') {
    if (!pattern13.test(data)) {
      const err7 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
        message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
        schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
        parentSchema: schema57,
        data,
      };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err8 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema57,
        data,
      };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (!(typeof data0 == 'number' && isFinite(data0)) && typeof data0 !== 'string') {
        const err9 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/gpuStep/type',
          keyword: 'type',
          params: { type: schema58.type },
          message: 'must be number,string',
          schema: schema58.type,
          parentSchema: schema58,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      const _errs9 = errors;
      let valid4 = true;
      const _errs10 = errors;
      if (errors === _errs10) {
        if (typeof data0 == 'number' && isFinite(data0)) {
          if (data0 < 1 || isNaN(data0)) {
            const err10 = {};
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        } else {
          const err11 = {};
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
      var _valid1 = _errs10 === errors;
      errors = _errs9;
      if (vErrors !== null) {
        if (_errs9) {
          vErrors.length = _errs9;
        } else {
          vErrors = null;
        }
      }
      if (_valid1) {
        const _errs12 = errors;
        if (!(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
          const err12 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/gpuStep/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema58.then.type,
            parentSchema: schema58.then,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        var _valid1 = _errs12 === errors;
        valid4 = _valid1;
      }
      if (!valid4) {
        const err13 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/gpuStep/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema58.if,
          parentSchema: schema58,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 1000000 || isNaN(data0)) {
          const err14 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/gpuStep/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema58,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          const err15 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/gpuStep/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema58,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      }
      if (typeof data0 === 'string') {
        if (!pattern13.test(data0)) {
          const err16 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/gpuStep/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema58,
            data: data0,
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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err17 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema57,
        data,
      };
      if (vErrors === null) {
        vErrors = [err17];
      } else {
        vErrors.push(err17);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'gpus' || key0 === 'other_gpu' || key0 === 'on')) {
        const err18 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema57,
          data,
        };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.gpus !== undefined) {
      let data1 = data.gpus;
      if (!(typeof data1 == 'number' && isFinite(data1)) && typeof data1 !== 'string' && !Array.isArray(data1)) {
        const err19 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/properties/gpus/type',
          keyword: 'type',
          params: { type: schema57.properties.gpus.type },
          message: 'must be number,string,array',
          schema: schema57.properties.gpus.type,
          parentSchema: schema57.properties.gpus,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      const _errs17 = errors;
      let valid6 = true;
      const _errs18 = errors;
      if (errors === _errs18) {
        if (typeof data1 == 'number' && isFinite(data1)) {
          if (data1 < 1 || isNaN(data1)) {
            const err20 = {};
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        } else {
          const err21 = {};
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      var _valid2 = _errs18 === errors;
      errors = _errs17;
      if (vErrors !== null) {
        if (_errs17) {
          vErrors.length = _errs17;
        } else {
          vErrors = null;
        }
      }
      if (_valid2) {
        const _errs20 = errors;
        if (!(typeof data1 == 'number' && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
          const err22 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema57.properties.gpus.then.type,
            parentSchema: schema57.properties.gpus.then,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        var _valid2 = _errs20 === errors;
        valid6 = _valid2;
      }
      if (!valid6) {
        const err23 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/properties/gpus/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema57.properties.gpus.if,
          parentSchema: schema57.properties.gpus,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data1 == 'number' && isFinite(data1)) {
        if (data1 > 1000000 || isNaN(data1)) {
          const err24 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema57.properties.gpus,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        if (data1 < 0 || isNaN(data1)) {
          const err25 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema57.properties.gpus,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
      }
      if (typeof data1 === 'string') {
        if (!pattern13.test(data1)) {
          const err26 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema57.properties.gpus,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      }
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err27 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema57.properties.gpus,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
        const len1 = data1.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data2 = data1[i1];
          if (!(typeof data2 == 'number' && isFinite(data2)) && typeof data2 !== 'string') {
            const err28 = {
              instancePath: instancePath + '/gpus/' + i1,
              schemaPath: '#/$defs/gpuStep/type',
              keyword: 'type',
              params: { type: schema58.type },
              message: 'must be number,string',
              schema: schema58.type,
              parentSchema: schema58,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
          const _errs25 = errors;
          let valid10 = true;
          const _errs26 = errors;
          if (errors === _errs26) {
            if (typeof data2 == 'number' && isFinite(data2)) {
              if (data2 < 1 || isNaN(data2)) {
                const err29 = {};
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            } else {
              const err30 = {};
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
            }
          }
          var _valid3 = _errs26 === errors;
          errors = _errs25;
          if (vErrors !== null) {
            if (_errs25) {
              vErrors.length = _errs25;
            } else {
              vErrors = null;
            }
          }
          if (_valid3) {
            const _errs28 = errors;
            if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
              const err31 = {
                instancePath: instancePath + '/gpus/' + i1,
                schemaPath: '#/$defs/gpuStep/then/type',
                keyword: 'type',
                params: { type: 'integer' },
                message: 'must be integer',
                schema: schema58.then.type,
                parentSchema: schema58.then,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err31];
              } else {
                vErrors.push(err31);
              }
              errors++;
            }
            var _valid3 = _errs28 === errors;
            valid10 = _valid3;
          }
          if (!valid10) {
            const err32 = {
              instancePath: instancePath + '/gpus/' + i1,
              schemaPath: '#/$defs/gpuStep/if',
              keyword: 'if',
              params: { failingKeyword: 'then' },
              message: 'must match "then" schema',
              schema: schema58.if,
              parentSchema: schema58,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          if (typeof data2 == 'number' && isFinite(data2)) {
            if (data2 > 1000000 || isNaN(data2)) {
              const err33 = {
                instancePath: instancePath + '/gpus/' + i1,
                schemaPath: '#/$defs/gpuStep/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema58,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
            if (data2 < 0 || isNaN(data2)) {
              const err34 = {
                instancePath: instancePath + '/gpus/' + i1,
                schemaPath: '#/$defs/gpuStep/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema58,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
          }
          if (typeof data2 === 'string') {
            if (!pattern13.test(data2)) {
              const err35 = {
                instancePath: instancePath + '/gpus/' + i1,
                schemaPath: '#/$defs/gpuStep/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
                message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
                schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
                parentSchema: schema58,
                data: data2,
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
      }
    }
    if (data.other_gpu !== undefined) {
      let data3 = data.other_gpu;
      if (typeof data3 !== 'boolean' && typeof data3 !== 'string') {
        const err36 = {
          instancePath: instancePath + '/other_gpu',
          schemaPath: '#/properties/other_gpu/type',
          keyword: 'type',
          params: { type: schema57.properties.other_gpu.type },
          message: 'must be boolean,string',
          schema: schema57.properties.other_gpu.type,
          parentSchema: schema57.properties.other_gpu,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
      if (typeof data3 === 'string') {
        if (!pattern20.test(data3)) {
          const err37 = {
            instancePath: instancePath + '/other_gpu',
            schemaPath: '#/properties/other_gpu/pattern',
            keyword: 'pattern',
            params: { pattern: '\\{\\{' },
            message: 'must match pattern "' + '\\{\\{' + '"',
            schema: '\\{\\{',
            parentSchema: schema57.properties.other_gpu,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data4 = data.on;
      if (Array.isArray(data4)) {
        if (data4.length < 1) {
          const err38 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/properties/on/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema57.properties.on,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
        const len2 = data4.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data5 = data4[i2];
          if (typeof data5 !== 'string') {
            const err39 = {
              instancePath: instancePath + '/on/' + i2,
              schemaPath: '#/properties/on/items/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema57.properties.on.items.type,
              parentSchema: schema57.properties.on.items,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
          const _errs36 = errors;
          let valid13 = false;
          const _errs37 = errors;
          if (!(
            data5 === 'exit' ||
            data5 === 'timeout' ||
            data5 === 'oom' ||
            data5 === 'missing-output' ||
            data5 === 'spawn' ||
            data5 === 'lost'
          )) {
            const err40 = {
              instancePath: instancePath + '/on/' + i2,
              schemaPath: '#/properties/on/items/anyOf/0/enum',
              keyword: 'enum',
              params: { allowedValues: schema57.properties.on.items.anyOf[0].enum },
              message: 'must be equal to one of the allowed values',
              schema: schema57.properties.on.items.anyOf[0].enum,
              parentSchema: schema57.properties.on.items.anyOf[0],
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
          var _valid4 = _errs37 === errors;
          valid13 = valid13 || _valid4;
          const _errs38 = errors;
          if (typeof data5 === 'string') {
            if (!pattern20.test(data5)) {
              const err41 = {
                instancePath: instancePath + '/on/' + i2,
                schemaPath: '#/$defs/templated/pattern',
                keyword: 'pattern',
                params: { pattern: '\\{\\{' },
                message: 'must match pattern "' + '\\{\\{' + '"',
                schema: '\\{\\{',
                parentSchema: schema50,
                data: data5,
              };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
          } else {
            const err42 = {
              instancePath: instancePath + '/on/' + i2,
              schemaPath: '#/$defs/templated/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema50.type,
              parentSchema: schema50,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
          var _valid4 = _errs38 === errors;
          valid13 = valid13 || _valid4;
          if (!valid13) {
            const err43 = {
              instancePath: instancePath + '/on/' + i2,
              schemaPath: '#/properties/on/items/anyOf',
              keyword: 'anyOf',
              params: {},
              message: 'must match a schema in anyOf',
              schema: schema57.properties.on.items.anyOf,
              parentSchema: schema57.properties.on.items,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          } else {
            errors = _errs36;
            if (vErrors !== null) {
              if (_errs36) {
                vErrors.length = _errs36;
              } else {
                vErrors = null;
              }
            }
          }
        }
      } else {
        const err44 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/properties/on/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema57.properties.on.type,
          parentSchema: schema57.properties.on,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
    }
  }
  validate32.errors = vErrors;
  return errors === 0;
}
validate32.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

function validate31(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate31.evaluated;
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
      params: { type: schema54.type },
      message: 'must be integer,string,object,null',
      schema: schema54.type,
      parentSchema: schema54,
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
        parentSchema: schema54,
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
        parentSchema: schema54,
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
    if (!pattern24.test(data)) {
      const err3 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
        message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
        schema: '^[0-9]{1,6}$|\\{\\{',
        parentSchema: schema54,
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
        parentSchema: schema54,
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
      if (!(key0 === 'max' || key0 === 'on' || key0 === 'backoff' || key0 === 'factor' || key0 === 'escalate')) {
        const err5 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema54,
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
          params: { type: schema54.properties.max.type },
          message: 'must be integer,string',
          schema: schema54.properties.max.type,
          parentSchema: schema54.properties.max,
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
            parentSchema: schema54.properties.max,
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
            parentSchema: schema54.properties.max,
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
        if (!pattern24.test(data0)) {
          const err9 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/properties/max/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|\\{\\{',
            parentSchema: schema54.properties.max,
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
            parentSchema: schema54.properties.on,
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
              schema: schema54.properties.on.items.type,
              parentSchema: schema54.properties.on.items,
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
              params: { allowedValues: schema54.properties.on.items.anyOf[0].enum },
              message: 'must be equal to one of the allowed values',
              schema: schema54.properties.on.items.anyOf[0].enum,
              parentSchema: schema54.properties.on.items.anyOf[0],
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
            if (!pattern20.test(data2)) {
              const err13 = {
                instancePath: instancePath + '/on/' + i0,
                schemaPath: '#/$defs/templated/pattern',
                keyword: 'pattern',
                params: { pattern: '\\{\\{' },
                message: 'must match pattern "' + '\\{\\{' + '"',
                schema: '\\{\\{',
                parentSchema: schema50,
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
              schema: schema50.type,
              parentSchema: schema50,
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
              schema: schema54.properties.on.items.anyOf,
              parentSchema: schema54.properties.on.items,
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
          schema: schema54.properties.on.type,
          parentSchema: schema54.properties.on,
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
          params: { type: schema56.type },
          message: 'must be number,string',
          schema: schema56.type,
          parentSchema: schema56,
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
            parentSchema: schema56,
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
            parentSchema: schema56,
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
        if (!pattern27.test(data3)) {
          const err20 = {
            instancePath: instancePath + '/backoff',
            schemaPath: '#/$defs/duration/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema56,
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
          params: { type: schema54.properties.factor.type },
          message: 'must be number,string',
          schema: schema54.properties.factor.type,
          parentSchema: schema54.properties.factor,
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
            parentSchema: schema54.properties.factor,
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
            parentSchema: schema54.properties.factor,
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
        if (!pattern28.test(data4)) {
          const err24 = {
            instancePath: instancePath + '/factor',
            schemaPath: '#/properties/factor/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}(?:\\.[0-9]+)?$|\\{\\{',
            parentSchema: schema54.properties.factor,
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
    if (data.escalate !== undefined) {
      if (
        !validate32(data.escalate, {
          instancePath: instancePath + '/escalate',
          parentData: data,
          parentDataProperty: 'escalate',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
        errors = vErrors.length;
      }
    }
  }
  validate31.errors = vErrors;
  return errors === 0;
}
validate31.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema61 = {
  title: 'a list of paths',
  description: 'Paths that must exist before anything is queued, relative to the workdir.',
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['data/{{dataset}}.jsonl']],
};
const schema62 = {
  title: 'a path',
  description: "A path, relative to the job's workdir. May hold `{{name}}`.",
  type: ['string', 'number'],
  pattern: '\\S',
  examples: ['results/{{dataset}}.json'],
};

function validate35(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate35.evaluated;
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
      params: { type: schema61.type },
      message: 'must be array,null',
      schema: schema61.type,
      parentSchema: schema61,
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
          params: { type: schema62.type },
          message: 'must be string,number',
          schema: schema62.type,
          parentSchema: schema62,
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
        if (!pattern6.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema62,
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
  validate35.errors = vErrors;
  return errors === 0;
}
validate35.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema63 = {
  title: 'a list of paths',
  description:
    "Paths, relative to the workdir, that must exist, be non-empty and newer than the job's start for it to have succeeded. Their parent folders are made.",
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['results/{{strategy}}_{{seed}}.json']],
};

function validate37(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate37.evaluated;
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
      params: { type: schema63.type },
      message: 'must be array,null',
      schema: schema63.type,
      parentSchema: schema63,
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
          params: { type: schema62.type },
          message: 'must be string,number',
          schema: schema62.type,
          parentSchema: schema62,
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
        if (!pattern6.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema62,
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
  validate37.errors = vErrors;
  return errors === 0;
}
validate37.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema65 = {
  title: 'a list of paths or globs',
  description:
    'Files, relative to the workdir, whose content is part of what a job is: when it changes, the job runs again.',
  type: ['array', 'null'],
  items: { $ref: '#/$defs/path' },
  examples: [['src/**/*.py', 'configs/{{dataset}}.yaml']],
};

function validate39(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate39.evaluated;
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
      params: { type: schema65.type },
      message: 'must be array,null',
      schema: schema65.type,
      parentSchema: schema65,
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
          params: { type: schema62.type },
          message: 'must be string,number',
          schema: schema62.type,
          parentSchema: schema62,
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
        if (!pattern6.test(data0)) {
          const err2 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema62,
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
  validate39.errors = vErrors;
  return errors === 0;
}
validate39.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

const schema76 = {
  title: 'a map from counter to a whole number',
  description: 'How much a job takes of counters with names of their own; the host file says how much there is.',
  type: ['object', 'null'],
  propertyNames: { $ref: '#/$defs/identifier' },
  additionalProperties: {
    title: 'a whole number, 0 or more',
    description: 'How much of it a job takes. `null` unsets what an earlier layer says.',
    type: ['integer', 'string', 'null'],
    minimum: 0,
    maximum: 1000000,
    pattern: '^[0-9]{1,6}$|\\{\\{',
    examples: [1, '{{licenses}}', null],
  },
  examples: [{ license: 1 }],
};

function validate41(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate41.evaluated;
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
      params: { type: schema76.type },
      message: 'must be object,null',
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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 === 'string') {
        if (!pattern11.test(key0)) {
          const err1 = {
            instancePath,
            schemaPath: '#/$defs/identifier/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
            parentSchema: schema40,
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
          schema: schema40.type,
          parentSchema: schema40,
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
          schema: schema76.propertyNames,
          parentSchema: schema76,
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
        !(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0)) &&
        typeof data0 !== 'string' &&
        data0 !== null
      ) {
        const err4 = {
          instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/additionalProperties/type',
          keyword: 'type',
          params: { type: schema76.additionalProperties.type },
          message: 'must be integer,string,null',
          schema: schema76.additionalProperties.type,
          parentSchema: schema76.additionalProperties,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if (typeof data0 == 'number' && isFinite(data0)) {
        if (data0 > 1000000 || isNaN(data0)) {
          const err5 = {
            instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
            schemaPath: '#/additionalProperties/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema76.additionalProperties,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          const err6 = {
            instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
            schemaPath: '#/additionalProperties/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema76.additionalProperties,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      if (typeof data0 === 'string') {
        if (!pattern24.test(data0)) {
          const err7 = {
            instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
            schemaPath: '#/additionalProperties/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|\\{\\{',
            parentSchema: schema76.additionalProperties,
            data: data0,
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
  }
  validate41.errors = vErrors;
  return errors === 0;
}
validate41.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema80 = {
  title: "a map such as `{file: metrics.json}` or `{log: 'acc={accuracy}'}`, or a list of these",
  description: 'Where a job leaves its numbers.',
  type: ['object', 'array', 'null'],
  items: { $ref: '#/$defs/metric' },
  minItems: 1,
  properties: {
    file: {
      $ref: '#/$defs/path',
      description:
        'A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard.',
    },
    rows: { $ref: '#/$defs/metricRows' },
    log: { $ref: '#/$defs/metricLog' },
    regex: { $ref: '#/$defs/metricRegex' },
    pick: { $ref: '#/$defs/metricPick' },
  },
  additionalProperties: false,
  anyOf: [
    { title: 'a file', required: ['file'] },
    { title: 'a pattern', required: ['log'] },
    { title: 'an expression', required: ['regex'] },
  ],
  allOf: [
    { not: { type: 'object', required: ['file', 'regex'] } },
    { not: { type: 'object', required: ['file', 'log'] } },
    { not: { type: 'object', required: ['log', 'regex'] } },
    { not: { type: 'object', required: ['rows', 'log'] } },
    { not: { type: 'object', required: ['rows', 'regex'] } },
  ],
  examples: [
    { file: 'results/{{seed}}.json' },
    { log: 'acc={accuracy} loss={loss}' },
    [{ file: 'logs/metrics.csv', pick: { max: 'val_acc' } }, { regex: 'acc=(?<accuracy>\\S+)' }],
  ],
};
const schema83 = {
  title: 'a name, or names joined by `.`',
  description: 'Where in a JSON file a list of objects stands, each a row.',
  type: 'string',
  pattern: '\\S',
  examples: ['log_history'],
};
const schema84 = {
  title: 'a text with `{name}` where numbers stand, such as `acc={accuracy} loss={loss}`',
  description: 'What stands in a line of the log; blanks stand for any number of blanks.',
  type: 'string',
  pattern: '\\{[A-Za-z_]',
  examples: ['acc={accuracy} loss={loss}'],
};
const schema85 = {
  title: 'a regular expression with named groups such as `acc=(?<accuracy>\\S+)`',
  description: 'A regular expression for lines of the log; each named group is a number.',
  type: 'string',
  pattern: '\\(\\?<[A-Za-z_]',
  examples: ['acc=(?<accuracy>\\S+)'],
};
const schema81 = {
  title: "a map such as `{file: metrics.json}` or `{log: 'acc={accuracy}'}`",
  description: 'One place where a job leaves its numbers.',
  type: 'object',
  properties: {
    file: {
      $ref: '#/$defs/path',
      description:
        'A file, relative to the workdir, or a glob, of which the newest one counts: JSON, a row a line (`.jsonl`, `.csv`, `.tsv`), or an event file of TensorBoard.',
    },
    rows: { $ref: '#/$defs/metricRows' },
    log: { $ref: '#/$defs/metricLog' },
    regex: { $ref: '#/$defs/metricRegex' },
    pick: { $ref: '#/$defs/metricPick' },
  },
  additionalProperties: false,
  anyOf: [
    { title: 'a file', required: ['file'] },
    { title: 'a pattern', required: ['log'] },
    { title: 'an expression', required: ['regex'] },
  ],
  allOf: [
    { not: { type: 'object', required: ['file', 'regex'] } },
    { not: { type: 'object', required: ['file', 'log'] } },
    { not: { type: 'object', required: ['log', 'regex'] } },
    { not: { type: 'object', required: ['rows', 'log'] } },
    { not: { type: 'object', required: ['rows', 'regex'] } },
  ],
  examples: [{ file: 'results/{{seed}}.json' }, { file: 'trainer_state.json', rows: 'log_history' }],
};
const pattern53 = new RegExp('\\{[A-Za-z_]', 'u');
const pattern54 = new RegExp('\\(\\?<[A-Za-z_]', 'u');
const schema86 = {
  title: '`last`, `first`, `{max: METRIC}` or `{min: METRIC}`',
  description:
    'Which of the values that numbers had over time counts: of each the last or first, or those of the step at which one metric was greatest or least.',
  type: ['string', 'object'],
  pattern: '^(?:last|first)$|\\{\\{',
  properties: {
    max: { $ref: '#/$defs/metricName', description: 'The metric that was greatest.' },
    min: { $ref: '#/$defs/metricName', description: 'The metric that was least.' },
  },
  additionalProperties: false,
  anyOf: [
    { title: 'the greatest', type: ['string', 'object'], required: ['max'] },
    { title: 'the least', type: ['string', 'object'], required: ['min'] },
  ],
  not: { type: 'object', required: ['max', 'min'] },
  default: 'last',
  examples: ['last', 'first', { max: 'val_acc' }, { min: 'val_loss' }],
};
const pattern55 = new RegExp('^(?:last|first)$|\\{\\{', 'u');

function validate45(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate45.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data !== 'string' && !(data && typeof data == 'object' && !Array.isArray(data))) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema86.type },
      message: 'must be string,object',
      schema: schema86.type,
      parentSchema: schema86,
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
  const _errs2 = errors;
  if (errors === _errs2) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if ((data.max === undefined && (missing0 = 'max')) || (data.min === undefined && (missing0 = 'min'))) {
        const err1 = {};
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    } else {
      const err2 = {};
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  var valid0 = _errs2 === errors;
  if (valid0) {
    const err3 = {
      instancePath,
      schemaPath: '#/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema86.not,
      parentSchema: schema86,
      data,
    };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs4 = errors;
  let valid1 = false;
  const _errs5 = errors;
  if (typeof data !== 'string' && !(data && typeof data == 'object' && !Array.isArray(data))) {
    const err4 = {
      instancePath,
      schemaPath: '#/anyOf/0/type',
      keyword: 'type',
      params: { type: schema86.anyOf[0].type },
      message: 'must be string,object',
      schema: schema86.anyOf[0].type,
      parentSchema: schema86.anyOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.max === undefined) {
      const err5 = {
        instancePath,
        schemaPath: '#/anyOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'max' },
        message: "must have required property '" + 'max' + "'",
        schema: schema86.anyOf[0].required,
        parentSchema: schema86.anyOf[0],
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
  var _valid0 = _errs5 === errors;
  valid1 = valid1 || _valid0;
  const _errs7 = errors;
  if (typeof data !== 'string' && !(data && typeof data == 'object' && !Array.isArray(data))) {
    const err6 = {
      instancePath,
      schemaPath: '#/anyOf/1/type',
      keyword: 'type',
      params: { type: schema86.anyOf[1].type },
      message: 'must be string,object',
      schema: schema86.anyOf[1].type,
      parentSchema: schema86.anyOf[1],
      data,
    };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.min === undefined) {
      const err7 = {
        instancePath,
        schemaPath: '#/anyOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'min' },
        message: "must have required property '" + 'min' + "'",
        schema: schema86.anyOf[1].required,
        parentSchema: schema86.anyOf[1],
        data,
      };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
  }
  var _valid0 = _errs7 === errors;
  valid1 = valid1 || _valid0;
  if (!valid1) {
    const err8 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      message: 'must match a schema in anyOf',
      schema: schema86.anyOf,
      parentSchema: schema86,
      data,
    };
    if (vErrors === null) {
      vErrors = [err8];
    } else {
      vErrors.push(err8);
    }
    errors++;
  } else {
    errors = _errs4;
    if (vErrors !== null) {
      if (_errs4) {
        vErrors.length = _errs4;
      } else {
        vErrors = null;
      }
    }
  }
  if (typeof data === 'string') {
    if (!pattern55.test(data)) {
      const err9 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '^(?:last|first)$|\\{\\{' },
        message: 'must match pattern "' + '^(?:last|first)$|\\{\\{' + '"',
        schema: '^(?:last|first)$|\\{\\{',
        parentSchema: schema86,
        data,
      };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'max' || key0 === 'min')) {
        const err10 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema86,
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
    if (data.max !== undefined) {
      let data0 = data.max;
      if (typeof data0 === 'string') {
        if (!pattern6.test(data0)) {
          const err11 = {
            instancePath: instancePath + '/max',
            schemaPath: '#/$defs/metricName/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema87,
            data: data0,
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
          instancePath: instancePath + '/max',
          schemaPath: '#/$defs/metricName/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema87.type,
          parentSchema: schema87,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.min !== undefined) {
      let data1 = data.min;
      if (typeof data1 === 'string') {
        if (!pattern6.test(data1)) {
          const err13 = {
            instancePath: instancePath + '/min',
            schemaPath: '#/$defs/metricName/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema87,
            data: data1,
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
          instancePath: instancePath + '/min',
          schemaPath: '#/$defs/metricName/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema87.type,
          parentSchema: schema87,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
  }
  validate45.errors = vErrors;
  return errors === 0;
}
validate45.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

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
  const _errs1 = errors;
  let valid0 = false;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.file === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/anyOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'file' },
        message: "must have required property '" + 'file' + "'",
        schema: schema81.anyOf[0].required,
        parentSchema: schema81.anyOf[0],
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
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.log === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/anyOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'log' },
        message: "must have required property '" + 'log' + "'",
        schema: schema81.anyOf[1].required,
        parentSchema: schema81.anyOf[1],
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
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  const _errs4 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.regex === undefined) {
      const err2 = {
        instancePath,
        schemaPath: '#/anyOf/2/required',
        keyword: 'required',
        params: { missingProperty: 'regex' },
        message: "must have required property '" + 'regex' + "'",
        schema: schema81.anyOf[2].required,
        parentSchema: schema81.anyOf[2],
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
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const err3 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      message: 'must match a schema in anyOf',
      schema: schema81.anyOf,
      parentSchema: schema81,
      data,
    };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs6 = errors;
  const _errs7 = errors;
  if (errors === _errs7) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if ((data.file === undefined && (missing0 = 'file')) || (data.regex === undefined && (missing0 = 'regex'))) {
        const err4 = {};
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    } else {
      const err5 = {};
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
  }
  var valid2 = _errs7 === errors;
  if (valid2) {
    const err6 = {
      instancePath,
      schemaPath: '#/allOf/0/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema81.allOf[0].not,
      parentSchema: schema81.allOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  } else {
    errors = _errs6;
    if (vErrors !== null) {
      if (_errs6) {
        vErrors.length = _errs6;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs10 = errors;
  const _errs11 = errors;
  if (errors === _errs11) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing1;
      if ((data.file === undefined && (missing1 = 'file')) || (data.log === undefined && (missing1 = 'log'))) {
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
  var valid3 = _errs11 === errors;
  if (valid3) {
    const err9 = {
      instancePath,
      schemaPath: '#/allOf/1/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema81.allOf[1].not,
      parentSchema: schema81.allOf[1],
      data,
    };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
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
  const _errs14 = errors;
  const _errs15 = errors;
  if (errors === _errs15) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing2;
      if ((data.log === undefined && (missing2 = 'log')) || (data.regex === undefined && (missing2 = 'regex'))) {
        const err10 = {};
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    } else {
      const err11 = {};
      if (vErrors === null) {
        vErrors = [err11];
      } else {
        vErrors.push(err11);
      }
      errors++;
    }
  }
  var valid4 = _errs15 === errors;
  if (valid4) {
    const err12 = {
      instancePath,
      schemaPath: '#/allOf/2/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema81.allOf[2].not,
      parentSchema: schema81.allOf[2],
      data,
    };
    if (vErrors === null) {
      vErrors = [err12];
    } else {
      vErrors.push(err12);
    }
    errors++;
  } else {
    errors = _errs14;
    if (vErrors !== null) {
      if (_errs14) {
        vErrors.length = _errs14;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs18 = errors;
  const _errs19 = errors;
  if (errors === _errs19) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing3;
      if ((data.rows === undefined && (missing3 = 'rows')) || (data.log === undefined && (missing3 = 'log'))) {
        const err13 = {};
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    } else {
      const err14 = {};
      if (vErrors === null) {
        vErrors = [err14];
      } else {
        vErrors.push(err14);
      }
      errors++;
    }
  }
  var valid5 = _errs19 === errors;
  if (valid5) {
    const err15 = {
      instancePath,
      schemaPath: '#/allOf/3/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema81.allOf[3].not,
      parentSchema: schema81.allOf[3],
      data,
    };
    if (vErrors === null) {
      vErrors = [err15];
    } else {
      vErrors.push(err15);
    }
    errors++;
  } else {
    errors = _errs18;
    if (vErrors !== null) {
      if (_errs18) {
        vErrors.length = _errs18;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs22 = errors;
  const _errs23 = errors;
  if (errors === _errs23) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing4;
      if ((data.rows === undefined && (missing4 = 'rows')) || (data.regex === undefined && (missing4 = 'regex'))) {
        const err16 = {};
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    } else {
      const err17 = {};
      if (vErrors === null) {
        vErrors = [err17];
      } else {
        vErrors.push(err17);
      }
      errors++;
    }
  }
  var valid6 = _errs23 === errors;
  if (valid6) {
    const err18 = {
      instancePath,
      schemaPath: '#/allOf/4/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema81.allOf[4].not,
      parentSchema: schema81.allOf[4],
      data,
    };
    if (vErrors === null) {
      vErrors = [err18];
    } else {
      vErrors.push(err18);
    }
    errors++;
  } else {
    errors = _errs22;
    if (vErrors !== null) {
      if (_errs22) {
        vErrors.length = _errs22;
      } else {
        vErrors = null;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'file' || key0 === 'rows' || key0 === 'log' || key0 === 'regex' || key0 === 'pick')) {
        const err19 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema81,
          data,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.file !== undefined) {
      let data0 = data.file;
      if (typeof data0 !== 'string' && !(typeof data0 == 'number' && isFinite(data0))) {
        const err20 = {
          instancePath: instancePath + '/file',
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: schema62.type },
          message: 'must be string,number',
          schema: schema62.type,
          parentSchema: schema62,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (typeof data0 === 'string') {
        if (!pattern6.test(data0)) {
          const err21 = {
            instancePath: instancePath + '/file',
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema62,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
    }
    if (data.rows !== undefined) {
      let data1 = data.rows;
      if (typeof data1 === 'string') {
        if (!pattern6.test(data1)) {
          const err22 = {
            instancePath: instancePath + '/rows',
            schemaPath: '#/$defs/metricRows/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema83,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      } else {
        const err23 = {
          instancePath: instancePath + '/rows',
          schemaPath: '#/$defs/metricRows/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema83.type,
          parentSchema: schema83,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      let data2 = data.log;
      if (typeof data2 === 'string') {
        if (!pattern53.test(data2)) {
          const err24 = {
            instancePath: instancePath + '/log',
            schemaPath: '#/$defs/metricLog/pattern',
            keyword: 'pattern',
            params: { pattern: '\\{[A-Za-z_]' },
            message: 'must match pattern "' + '\\{[A-Za-z_]' + '"',
            schema: '\\{[A-Za-z_]',
            parentSchema: schema84,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      } else {
        const err25 = {
          instancePath: instancePath + '/log',
          schemaPath: '#/$defs/metricLog/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema84.type,
          parentSchema: schema84,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.regex !== undefined) {
      let data3 = data.regex;
      if (typeof data3 === 'string') {
        if (!pattern54.test(data3)) {
          const err26 = {
            instancePath: instancePath + '/regex',
            schemaPath: '#/$defs/metricRegex/pattern',
            keyword: 'pattern',
            params: { pattern: '\\(\\?<[A-Za-z_]' },
            message: 'must match pattern "' + '\\(\\?<[A-Za-z_]' + '"',
            schema: '\\(\\?<[A-Za-z_]',
            parentSchema: schema85,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      } else {
        const err27 = {
          instancePath: instancePath + '/regex',
          schemaPath: '#/$defs/metricRegex/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema85.type,
          parentSchema: schema85,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.pick !== undefined) {
      if (
        !validate45(data.pick, {
          instancePath: instancePath + '/pick',
          parentData: data,
          parentDataProperty: 'pick',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err28 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema81.type,
      parentSchema: schema81,
      data,
    };
    if (vErrors === null) {
      vErrors = [err28];
    } else {
      vErrors.push(err28);
    }
    errors++;
  }
  validate44.errors = vErrors;
  return errors === 0;
}
validate44.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

function validate43(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate43.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema80.type },
      message: 'must be object,array,null',
      schema: schema80.type,
      parentSchema: schema80,
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
  let valid0 = false;
  const _errs2 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.file === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/anyOf/0/required',
        keyword: 'required',
        params: { missingProperty: 'file' },
        message: "must have required property '" + 'file' + "'",
        schema: schema80.anyOf[0].required,
        parentSchema: schema80.anyOf[0],
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
  var _valid0 = _errs2 === errors;
  valid0 = valid0 || _valid0;
  const _errs3 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.log === undefined) {
      const err2 = {
        instancePath,
        schemaPath: '#/anyOf/1/required',
        keyword: 'required',
        params: { missingProperty: 'log' },
        message: "must have required property '" + 'log' + "'",
        schema: schema80.anyOf[1].required,
        parentSchema: schema80.anyOf[1],
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
  var _valid0 = _errs3 === errors;
  valid0 = valid0 || _valid0;
  const _errs4 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.regex === undefined) {
      const err3 = {
        instancePath,
        schemaPath: '#/anyOf/2/required',
        keyword: 'required',
        params: { missingProperty: 'regex' },
        message: "must have required property '" + 'regex' + "'",
        schema: schema80.anyOf[2].required,
        parentSchema: schema80.anyOf[2],
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
  var _valid0 = _errs4 === errors;
  valid0 = valid0 || _valid0;
  if (!valid0) {
    const err4 = {
      instancePath,
      schemaPath: '#/anyOf',
      keyword: 'anyOf',
      params: {},
      message: 'must match a schema in anyOf',
      schema: schema80.anyOf,
      parentSchema: schema80,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  } else {
    errors = _errs1;
    if (vErrors !== null) {
      if (_errs1) {
        vErrors.length = _errs1;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs6 = errors;
  const _errs7 = errors;
  if (errors === _errs7) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if ((data.file === undefined && (missing0 = 'file')) || (data.regex === undefined && (missing0 = 'regex'))) {
        const err5 = {};
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    } else {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
  }
  var valid2 = _errs7 === errors;
  if (valid2) {
    const err7 = {
      instancePath,
      schemaPath: '#/allOf/0/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema80.allOf[0].not,
      parentSchema: schema80.allOf[0],
      data,
    };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  } else {
    errors = _errs6;
    if (vErrors !== null) {
      if (_errs6) {
        vErrors.length = _errs6;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs10 = errors;
  const _errs11 = errors;
  if (errors === _errs11) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing1;
      if ((data.file === undefined && (missing1 = 'file')) || (data.log === undefined && (missing1 = 'log'))) {
        const err8 = {};
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    } else {
      const err9 = {};
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
  }
  var valid3 = _errs11 === errors;
  if (valid3) {
    const err10 = {
      instancePath,
      schemaPath: '#/allOf/1/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema80.allOf[1].not,
      parentSchema: schema80.allOf[1],
      data,
    };
    if (vErrors === null) {
      vErrors = [err10];
    } else {
      vErrors.push(err10);
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
  const _errs14 = errors;
  const _errs15 = errors;
  if (errors === _errs15) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing2;
      if ((data.log === undefined && (missing2 = 'log')) || (data.regex === undefined && (missing2 = 'regex'))) {
        const err11 = {};
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    } else {
      const err12 = {};
      if (vErrors === null) {
        vErrors = [err12];
      } else {
        vErrors.push(err12);
      }
      errors++;
    }
  }
  var valid4 = _errs15 === errors;
  if (valid4) {
    const err13 = {
      instancePath,
      schemaPath: '#/allOf/2/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema80.allOf[2].not,
      parentSchema: schema80.allOf[2],
      data,
    };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  } else {
    errors = _errs14;
    if (vErrors !== null) {
      if (_errs14) {
        vErrors.length = _errs14;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs18 = errors;
  const _errs19 = errors;
  if (errors === _errs19) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing3;
      if ((data.rows === undefined && (missing3 = 'rows')) || (data.log === undefined && (missing3 = 'log'))) {
        const err14 = {};
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    } else {
      const err15 = {};
      if (vErrors === null) {
        vErrors = [err15];
      } else {
        vErrors.push(err15);
      }
      errors++;
    }
  }
  var valid5 = _errs19 === errors;
  if (valid5) {
    const err16 = {
      instancePath,
      schemaPath: '#/allOf/3/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema80.allOf[3].not,
      parentSchema: schema80.allOf[3],
      data,
    };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  } else {
    errors = _errs18;
    if (vErrors !== null) {
      if (_errs18) {
        vErrors.length = _errs18;
      } else {
        vErrors = null;
      }
    }
  }
  const _errs22 = errors;
  const _errs23 = errors;
  if (errors === _errs23) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing4;
      if ((data.rows === undefined && (missing4 = 'rows')) || (data.regex === undefined && (missing4 = 'regex'))) {
        const err17 = {};
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    } else {
      const err18 = {};
      if (vErrors === null) {
        vErrors = [err18];
      } else {
        vErrors.push(err18);
      }
      errors++;
    }
  }
  var valid6 = _errs23 === errors;
  if (valid6) {
    const err19 = {
      instancePath,
      schemaPath: '#/allOf/4/not',
      keyword: 'not',
      params: {},
      message: 'must NOT be valid',
      schema: schema80.allOf[4].not,
      parentSchema: schema80.allOf[4],
      data,
    };
    if (vErrors === null) {
      vErrors = [err19];
    } else {
      vErrors.push(err19);
    }
    errors++;
  } else {
    errors = _errs22;
    if (vErrors !== null) {
      if (_errs22) {
        vErrors.length = _errs22;
      } else {
        vErrors = null;
      }
    }
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err20 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema80,
        data,
      };
      if (vErrors === null) {
        vErrors = [err20];
      } else {
        vErrors.push(err20);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      if (
        !validate44(data[i0], {
          instancePath: instancePath + '/' + i0,
          parentData: data,
          parentDataProperty: i0,
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
        errors = vErrors.length;
      }
    }
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === 'file' || key0 === 'rows' || key0 === 'log' || key0 === 'regex' || key0 === 'pick')) {
        const err21 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema80,
          data,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.file !== undefined) {
      let data1 = data.file;
      if (typeof data1 !== 'string' && !(typeof data1 == 'number' && isFinite(data1))) {
        const err22 = {
          instancePath: instancePath + '/file',
          schemaPath: '#/$defs/path/type',
          keyword: 'type',
          params: { type: schema62.type },
          message: 'must be string,number',
          schema: schema62.type,
          parentSchema: schema62,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
      if (typeof data1 === 'string') {
        if (!pattern6.test(data1)) {
          const err23 = {
            instancePath: instancePath + '/file',
            schemaPath: '#/$defs/path/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema62,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
    }
    if (data.rows !== undefined) {
      let data2 = data.rows;
      if (typeof data2 === 'string') {
        if (!pattern6.test(data2)) {
          const err24 = {
            instancePath: instancePath + '/rows',
            schemaPath: '#/$defs/metricRows/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema83,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
      } else {
        const err25 = {
          instancePath: instancePath + '/rows',
          schemaPath: '#/$defs/metricRows/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema83.type,
          parentSchema: schema83,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.log !== undefined) {
      let data3 = data.log;
      if (typeof data3 === 'string') {
        if (!pattern53.test(data3)) {
          const err26 = {
            instancePath: instancePath + '/log',
            schemaPath: '#/$defs/metricLog/pattern',
            keyword: 'pattern',
            params: { pattern: '\\{[A-Za-z_]' },
            message: 'must match pattern "' + '\\{[A-Za-z_]' + '"',
            schema: '\\{[A-Za-z_]',
            parentSchema: schema84,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      } else {
        const err27 = {
          instancePath: instancePath + '/log',
          schemaPath: '#/$defs/metricLog/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema84.type,
          parentSchema: schema84,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.regex !== undefined) {
      let data4 = data.regex;
      if (typeof data4 === 'string') {
        if (!pattern54.test(data4)) {
          const err28 = {
            instancePath: instancePath + '/regex',
            schemaPath: '#/$defs/metricRegex/pattern',
            keyword: 'pattern',
            params: { pattern: '\\(\\?<[A-Za-z_]' },
            message: 'must match pattern "' + '\\(\\?<[A-Za-z_]' + '"',
            schema: '\\(\\?<[A-Za-z_]',
            parentSchema: schema85,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      } else {
        const err29 = {
          instancePath: instancePath + '/regex',
          schemaPath: '#/$defs/metricRegex/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema85.type,
          parentSchema: schema85,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.pick !== undefined) {
      if (
        !validate45(data.pick, {
          instancePath: instancePath + '/pick',
          parentData: data,
          parentDataProperty: 'pick',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
        errors = vErrors.length;
      }
    }
  }
  validate43.errors = vErrors;
  return errors === 0;
}
validate43.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema34.properties, key0)) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema34,
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
    if (data.command !== undefined) {
      if (
        !validate23(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup !== undefined) {
      let data1 = data.setup;
      if (typeof data1 !== 'string' && data1 !== null) {
        const err1 = {
          instancePath: instancePath + '/setup',
          schemaPath: '#/$defs/setup/type',
          keyword: 'type',
          params: { type: schema37.type },
          message: 'must be string,null',
          schema: schema37.type,
          parentSchema: schema37,
          data: data1,
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
      let data2 = data.workdir;
      if (typeof data2 !== 'string' && !(typeof data2 == 'number' && isFinite(data2)) && data2 !== null) {
        const err2 = {
          instancePath: instancePath + '/workdir',
          schemaPath: '#/$defs/workdir/type',
          keyword: 'type',
          params: { type: schema38.type },
          message: 'must be string,number,null',
          schema: schema38.type,
          parentSchema: schema38,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (typeof data2 === 'string') {
        if (!pattern6.test(data2)) {
          const err3 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema38,
            data: data2,
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
        !validate25(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate27(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data5 = data.gpus;
      if (!(typeof data5 == 'number' && isFinite(data5)) && typeof data5 !== 'string' && data5 !== null) {
        const err4 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema44.type },
          message: 'must be number,string,null',
          schema: schema44.type,
          parentSchema: schema44,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      const _errs14 = errors;
      let valid4 = true;
      const _errs15 = errors;
      if (errors === _errs15) {
        if (typeof data5 == 'number' && isFinite(data5)) {
          if (data5 < 1 || isNaN(data5)) {
            const err5 = {};
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        } else {
          const err6 = {};
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      var _valid0 = _errs15 === errors;
      errors = _errs14;
      if (vErrors !== null) {
        if (_errs14) {
          vErrors.length = _errs14;
        } else {
          vErrors = null;
        }
      }
      if (_valid0) {
        const _errs17 = errors;
        if (!(typeof data5 == 'number' && !(data5 % 1) && !isNaN(data5) && isFinite(data5))) {
          const err7 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema44.then.type,
            parentSchema: schema44.then,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        var _valid0 = _errs17 === errors;
        valid4 = _valid0;
      }
      if (!valid4) {
        const err8 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema44.if,
          parentSchema: schema44,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data5 == 'number' && isFinite(data5)) {
        if (data5 > 1000000 || isNaN(data5)) {
          const err9 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema44,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data5 < 0 || isNaN(data5)) {
          const err10 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema44,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
      if (typeof data5 === 'string') {
        if (!pattern13.test(data5)) {
          const err11 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema44,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
    }
    if (data.gpu_ids !== undefined) {
      let data6 = data.gpu_ids;
      if (
        !(typeof data6 == 'number' && !(data6 % 1) && !isNaN(data6) && isFinite(data6)) &&
        typeof data6 !== 'string' &&
        !Array.isArray(data6) &&
        data6 !== null
      ) {
        const err12 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema45.type },
          message: 'must be integer,string,array,null',
          schema: schema45.type,
          parentSchema: schema45,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (typeof data6 == 'number' && isFinite(data6)) {
        if (data6 > 1000000 || isNaN(data6)) {
          const err13 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema45,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          const err14 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema45,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
      if (typeof data6 === 'string') {
        if (!pattern14.test(data6)) {
          const err15 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' +
              '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
              '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema45,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      }
      if (Array.isArray(data6)) {
        if (data6.length < 1) {
          const err16 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema45,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        const len0 = data6.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data7 = data6[i0];
          if (
            !(typeof data7 == 'number' && !(data7 % 1) && !isNaN(data7) && isFinite(data7)) &&
            typeof data7 !== 'string'
          ) {
            const err17 = {
              instancePath: instancePath + '/gpu_ids/' + i0,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema45.items.type },
              message: 'must be integer,string',
              schema: schema45.items.type,
              parentSchema: schema45.items,
              data: data7,
            };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (typeof data7 == 'number' && isFinite(data7)) {
            if (data7 > 1000000 || isNaN(data7)) {
              const err18 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema45.items,
                data: data7,
              };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
            if (data7 < 0 || isNaN(data7)) {
              const err19 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema45.items,
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
          if (typeof data7 === 'string') {
            if (!pattern14.test(data7)) {
              const err20 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema45.items,
                data: data7,
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
      }
    }
    if (data.slots !== undefined) {
      let data8 = data.slots;
      if (
        !(typeof data8 == 'number' && !(data8 % 1) && !isNaN(data8) && isFinite(data8)) &&
        typeof data8 !== 'string' &&
        data8 !== null
      ) {
        const err21 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema46.type },
          message: 'must be integer,string,null',
          schema: schema46.type,
          parentSchema: schema46,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 > 1000000 || isNaN(data8)) {
          const err22 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema46,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (data8 < 1 || isNaN(data8)) {
          const err23 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema46,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
      if (typeof data8 === 'string') {
        if (!pattern16.test(data8)) {
          const err24 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema46,
            data: data8,
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
    if (data.nodes !== undefined) {
      let data9 = data.nodes;
      if (
        !(typeof data9 == 'number' && !(data9 % 1) && !isNaN(data9) && isFinite(data9)) &&
        typeof data9 !== 'string' &&
        data9 !== null
      ) {
        const err25 = {
          instancePath: instancePath + '/nodes',
          schemaPath: '#/$defs/nodes/type',
          keyword: 'type',
          params: { type: schema47.type },
          message: 'must be integer,string,null',
          schema: schema47.type,
          parentSchema: schema47,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data9 == 'number' && isFinite(data9)) {
        if (data9 > 1000000 || isNaN(data9)) {
          const err26 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema47,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (data9 < 1 || isNaN(data9)) {
          const err27 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema47,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      }
      if (typeof data9 === 'string') {
        if (!pattern16.test(data9)) {
          const err28 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema47,
            data: data9,
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
    if (data.timeout !== undefined) {
      if (
        !validate29(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data11 = data.priority;
      if (
        !(typeof data11 == 'number' && !(data11 % 1) && !isNaN(data11) && isFinite(data11)) &&
        typeof data11 !== 'string' &&
        data11 !== null
      ) {
        const err29 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema52.type },
          message: 'must be integer,string,null',
          schema: schema52.type,
          parentSchema: schema52,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
      if (typeof data11 == 'number' && isFinite(data11)) {
        if (data11 > 1000000 || isNaN(data11)) {
          const err30 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema52,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (data11 < -1000000 || isNaN(data11)) {
          const err31 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema52,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      }
      if (typeof data11 === 'string') {
        if (!pattern22.test(data11)) {
          const err32 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema52,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      }
    }
    if (data.nice !== undefined) {
      let data12 = data.nice;
      if (
        !(typeof data12 == 'number' && !(data12 % 1) && !isNaN(data12) && isFinite(data12)) &&
        typeof data12 !== 'string' &&
        data12 !== null
      ) {
        const err33 = {
          instancePath: instancePath + '/nice',
          schemaPath: '#/$defs/nice/type',
          keyword: 'type',
          params: { type: schema53.type },
          message: 'must be integer,string,null',
          schema: schema53.type,
          parentSchema: schema53,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
      if (typeof data12 == 'number' && isFinite(data12)) {
        if (data12 > 19 || isNaN(data12)) {
          const err34 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 19 },
            message: 'must be <= 19',
            schema: 19,
            parentSchema: schema53,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
        if (data12 < -20 || isNaN(data12)) {
          const err35 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -20 },
            message: 'must be >= -20',
            schema: -20,
            parentSchema: schema53,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
      }
      if (typeof data12 === 'string') {
        if (!pattern23.test(data12)) {
          const err36 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:-?1?[0-9]|-20)$|\\{\\{' + '"',
            schema: '^(?:-?1?[0-9]|-20)$|\\{\\{',
            parentSchema: schema53,
            data: data12,
          };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
      }
    }
    if (data.retry !== undefined) {
      if (
        !validate31(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
        errors = vErrors.length;
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate35(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate37(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate39(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data17 = data.label;
      if (typeof data17 !== 'string' && !(typeof data17 == 'number' && isFinite(data17)) && data17 !== null) {
        const err37 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema67.type },
          message: 'must be string,number,null',
          schema: schema67.type,
          parentSchema: schema67,
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (typeof data17 === 'string') {
        if (!pattern6.test(data17)) {
          const err38 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema67,
            data: data17,
          };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
    }
    if (data.split !== undefined) {
      let data18 = data.split;
      if (typeof data18 !== 'boolean' && typeof data18 !== 'string' && data18 !== null) {
        const err39 = {
          instancePath: instancePath + '/split',
          schemaPath: '#/$defs/split/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be boolean,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data18,
        };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
      if (typeof data18 === 'string') {
        if (!pattern39.test(data18)) {
          const err40 = {
            instancePath: instancePath + '/split',
            schemaPath: '#/$defs/split/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema68,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err40];
          } else {
            vErrors.push(err40);
          }
          errors++;
        }
      }
    }
    if (data.compress !== undefined) {
      let data19 = data.compress;
      if (typeof data19 !== 'boolean' && typeof data19 !== 'string' && data19 !== null) {
        const err41 = {
          instancePath: instancePath + '/compress',
          schemaPath: '#/$defs/compress/type',
          keyword: 'type',
          params: { type: schema69.type },
          message: 'must be boolean,string,null',
          schema: schema69.type,
          parentSchema: schema69,
          data: data19,
        };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
      if (typeof data19 === 'string') {
        if (!pattern39.test(data19)) {
          const err42 = {
            instancePath: instancePath + '/compress',
            schemaPath: '#/$defs/compress/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema69,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      }
    }
    if (data.max_log !== undefined) {
      let data20 = data.max_log;
      if (typeof data20 !== 'string' && data20 !== null) {
        const err43 = {
          instancePath: instancePath + '/max_log',
          schemaPath: '#/$defs/maxLog/type',
          keyword: 'type',
          params: { type: schema70.type },
          message: 'must be string,null',
          schema: schema70.type,
          parentSchema: schema70,
          data: data20,
        };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
      if (typeof data20 === 'string') {
        if (!pattern41.test(data20)) {
          const err44 = {
            instancePath: instancePath + '/max_log',
            schemaPath: '#/$defs/maxLog/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema70,
            data: data20,
          };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
      }
    }
    if (data.tty !== undefined) {
      let data21 = data.tty;
      if (typeof data21 !== 'boolean' && typeof data21 !== 'string' && data21 !== null) {
        const err45 = {
          instancePath: instancePath + '/tty',
          schemaPath: '#/$defs/tty/type',
          keyword: 'type',
          params: { type: schema71.type },
          message: 'must be boolean,string,null',
          schema: schema71.type,
          parentSchema: schema71,
          data: data21,
        };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
      if (typeof data21 === 'string') {
        if (!pattern39.test(data21)) {
          const err46 = {
            instancePath: instancePath + '/tty',
            schemaPath: '#/$defs/tty/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema71,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data22 = data.allow_failure;
      if (typeof data22 !== 'boolean' && typeof data22 !== 'string' && data22 !== null) {
        const err47 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema72.type },
          message: 'must be boolean,string,null',
          schema: schema72.type,
          parentSchema: schema72,
          data: data22,
        };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (typeof data22 === 'string') {
        if (!pattern39.test(data22)) {
          const err48 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema72,
            data: data22,
          };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data23 = data.on;
      if (typeof data23 !== 'string' && data23 !== null) {
        const err49 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/$defs/on/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,null',
          schema: schema73.type,
          parentSchema: schema73,
          data: data23,
        };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
      if (typeof data23 === 'string') {
        if (!pattern44.test(data23)) {
          const err50 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/$defs/on/pattern',
            keyword: 'pattern',
            params: { pattern: '^local$|\\{\\{' },
            message: 'must match pattern "' + '^local$|\\{\\{' + '"',
            schema: '^local$|\\{\\{',
            parentSchema: schema73,
            data: data23,
          };
          if (vErrors === null) {
            vErrors = [err50];
          } else {
            vErrors.push(err50);
          }
          errors++;
        }
      }
    }
    if (data.gpu_memory !== undefined) {
      let data24 = data.gpu_memory;
      if (typeof data24 !== 'string' && data24 !== null) {
        const err51 = {
          instancePath: instancePath + '/gpu_memory',
          schemaPath: '#/$defs/gpuMemory/type',
          keyword: 'type',
          params: { type: schema74.type },
          message: 'must be string,null',
          schema: schema74.type,
          parentSchema: schema74,
          data: data24,
        };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
      if (typeof data24 === 'string') {
        if (!pattern41.test(data24)) {
          const err52 = {
            instancePath: instancePath + '/gpu_memory',
            schemaPath: '#/$defs/gpuMemory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema74,
            data: data24,
          };
          if (vErrors === null) {
            vErrors = [err52];
          } else {
            vErrors.push(err52);
          }
          errors++;
        }
      }
    }
    if (data.memory !== undefined) {
      let data25 = data.memory;
      if (typeof data25 !== 'string' && data25 !== null) {
        const err53 = {
          instancePath: instancePath + '/memory',
          schemaPath: '#/$defs/memory/type',
          keyword: 'type',
          params: { type: schema75.type },
          message: 'must be string,null',
          schema: schema75.type,
          parentSchema: schema75,
          data: data25,
        };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
      if (typeof data25 === 'string') {
        if (!pattern41.test(data25)) {
          const err54 = {
            instancePath: instancePath + '/memory',
            schemaPath: '#/$defs/memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema75,
            data: data25,
          };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
      }
    }
    if (data.resources !== undefined) {
      if (
        !validate41(data.resources, {
          instancePath: instancePath + '/resources',
          parentData: data,
          parentDataProperty: 'resources',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
    if (data.stagger !== undefined) {
      let data27 = data.stagger;
      if (!(typeof data27 == 'number' && isFinite(data27)) && typeof data27 !== 'string' && data27 !== null) {
        const err55 = {
          instancePath: instancePath + '/stagger',
          schemaPath: '#/$defs/stagger/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be number,string,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data27,
        };
        if (vErrors === null) {
          vErrors = [err55];
        } else {
          vErrors.push(err55);
        }
        errors++;
      }
      if (typeof data27 == 'number' && isFinite(data27)) {
        if (data27 > 3153600000 || isNaN(data27)) {
          const err56 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema78,
            data: data27,
          };
          if (vErrors === null) {
            vErrors = [err56];
          } else {
            vErrors.push(err56);
          }
          errors++;
        }
        if (data27 < 0 || isNaN(data27)) {
          const err57 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema78,
            data: data27,
          };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
      }
      if (typeof data27 === 'string') {
        if (!pattern27.test(data27)) {
          const err58 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema78,
            data: data27,
          };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
      }
    }
    if (data.begin !== undefined) {
      let data28 = data.begin;
      if (!(typeof data28 == 'number' && isFinite(data28)) && typeof data28 !== 'string' && data28 !== null) {
        const err59 = {
          instancePath: instancePath + '/begin',
          schemaPath: '#/$defs/begin/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be number,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data28,
        };
        if (vErrors === null) {
          vErrors = [err59];
        } else {
          vErrors.push(err59);
        }
        errors++;
      }
      if (typeof data28 === 'string') {
        if (!pattern50.test(data28)) {
          const err60 = {
            instancePath: instancePath + '/begin',
            schemaPath: '#/$defs/begin/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{' +
              '"',
            schema:
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            parentSchema: schema79,
            data: data28,
          };
          if (vErrors === null) {
            vErrors = [err60];
          } else {
            vErrors.push(err60);
          }
          errors++;
        }
      }
    }
    if (data.metrics !== undefined) {
      if (
        !validate43(data.metrics, {
          instancePath: instancePath + '/metrics',
          parentData: data,
          parentDataProperty: 'metrics',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err61 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema34.type,
      parentSchema: schema34,
      data,
    };
    if (vErrors === null) {
      vErrors = [err61];
    } else {
      vErrors.push(err61);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema93 = {
  description: 'The values themselves, or `values` with what is said about the axis.',
  type: ['array', 'object', 'null'],
  properties: {
    values: { $ref: '#/$defs/values' },
    when: {
      $ref: '#/$defs/condition',
      description: 'The axis exists only in cells that match; elsewhere it is absent.',
    },
    unless: { $ref: '#/$defs/condition', description: 'The axis is absent in cells that match.' },
    default: {
      $ref: '#/$defs/value',
      description: 'Where the axis has this value it is left out of identity, id and label.',
    },
    arg: {
      title: 'an option such as `--learning-rate`, or `flag`',
      description:
        'How `job.args` spells the axis: by this option, or, as a `flag`, by `--axis` where the value is true and by nothing where it is false. Default: `--axis`.',
      type: 'string',
      pattern: '^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$',
      examples: ['--learning-rate', 'flag'],
    },
    from: { $ref: '#/$defs/from' },
    to: { $ref: '#/$defs/to' },
    count: { $ref: '#/$defs/count' },
    step: { $ref: '#/$defs/step' },
    scale: { $ref: '#/$defs/scale' },
    lines: { $ref: '#/$defs/lines' },
    glob: { $ref: '#/$defs/glob' },
  },
  additionalProperties: false,
  if: {
    anyOf: [
      { required: ['values'] },
      { required: ['when'] },
      { required: ['unless'] },
      { required: ['default'] },
      { required: ['arg'] },
    ],
  },
  then: { properties: { from: false, to: false, count: false, step: false, scale: false, lines: false, glob: false } },
  else: { $ref: '#/$defs/source' },
  examples: [
    { values: ['a', 'b'], default: 'a' },
    { from: 42, count: 3 },
  ],
};
const schema97 = {
  title: 'a number',
  description: 'The first value of the range.',
  type: 'number',
  examples: [42, 0.1],
};
const schema98 = {
  title: 'a number',
  description: 'The last value of the range, itself included if a step lands on it.',
  type: 'number',
  examples: [44, 1],
};
const schema99 = {
  title: 'a whole number, 1 or more',
  description: 'How many values the range has.',
  type: 'integer',
  minimum: 1,
  maximum: 1000000000,
  examples: [3],
};
const schema100 = {
  title: 'a number other than 0',
  description: 'From one value of the range to the next. May be negative.',
  type: 'number',
  not: { const: 0 },
  default: 1,
  examples: [2, 0.25, -1],
};
const schema101 = {
  title: '`linear` or `log`',
  description: 'Whether the values are equally far apart, or each is the same multiple of the one before.',
  type: 'string',
  enum: ['linear', 'log'],
  default: 'linear',
  examples: ['log'],
};
const schema102 = {
  title: 'a path',
  description:
    'A file of one value a line, relative to this file. Empty lines and those that begin with `#` count for nothing.',
  type: 'string',
  pattern: '\\S',
  examples: ['puzzles.txt'],
};
const schema103 = {
  title: 'a pattern such as `configs/*.yaml`',
  description: 'A pattern, relative to this file; each file that it matches is a value.',
  type: 'string',
  pattern: '\\S',
  examples: ['configs/*.yaml'],
};
const schema94 = {
  description: 'A range, the lines of a file or the files that a pattern matches.',
  type: ['array', 'object', 'null'],
  if: { required: ['lines'] },
  then: { properties: { from: false, to: false, count: false, step: false, scale: false, glob: false } },
  else: {
    if: { required: ['glob'] },
    then: { properties: { from: false, to: false, count: false, step: false, scale: false } },
    else: { $ref: '#/$defs/rangeParts' },
  },
  examples: [{ from: 42, count: 3 }, { lines: 'puzzles.txt' }, { glob: 'configs/*.yaml' }],
};
const schema95 = {
  description:
    'A range says where it begins, and where it ends or how many values it has; a logarithmic one says all three.',
  type: ['array', 'object', 'null'],
  required: ['from'],
  if: { type: 'object', properties: { scale: { const: 'log' } }, required: ['scale'] },
  then: { required: ['to', 'count'], properties: { step: false } },
  else: {
    anyOf: [
      { title: 'to a last value', required: ['to'] },
      { title: 'a number of values', required: ['count'] },
    ],
    not: { type: 'object', required: ['to', 'count', 'step'] },
  },
  examples: [
    { from: 1, to: 9, step: 2 },
    { from: 42, count: 3 },
    { from: 0.0001, to: 0.1, count: 4, scale: 'log' },
  ],
};

function validate52(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate52.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema94.type },
      message: 'must be array,object,null',
      schema: schema94.type,
      parentSchema: schema94,
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
    if (data.lines === undefined && (missing0 = 'lines')) {
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
          parentSchema: schema94.then.properties.from,
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
          parentSchema: schema94.then.properties.to,
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
          parentSchema: schema94.then.properties.count,
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
          parentSchema: schema94.then.properties.step,
          data: data.step,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (data.scale !== undefined) {
        const err6 = {
          instancePath: instancePath + '/scale',
          schemaPath: '#/then/properties/scale/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema94.then.properties.scale,
          data: data.scale,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (data.glob !== undefined) {
        const err7 = {
          instancePath: instancePath + '/glob',
          schemaPath: '#/then/properties/glob/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema94.then.properties.glob,
          data: data.glob,
        };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
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
      props0.scale = true;
      props0.glob = true;
    }
    ifClause0 = 'then';
  } else {
    const _errs4 = errors;
    const _errs5 = errors;
    let valid2 = true;
    const _errs6 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing1;
      if (data.glob === undefined && (missing1 = 'glob')) {
        const err8 = {};
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    var _valid1 = _errs6 === errors;
    errors = _errs5;
    if (vErrors !== null) {
      if (_errs5) {
        vErrors.length = _errs5;
      } else {
        vErrors = null;
      }
    }
    let ifClause1;
    if (_valid1) {
      const _errs7 = errors;
      if (data && typeof data == 'object' && !Array.isArray(data)) {
        if (data.from !== undefined) {
          const err9 = {
            instancePath: instancePath + '/from',
            schemaPath: '#/else/then/properties/from/false schema',
            keyword: 'false schema',
            params: {},
            message: 'boolean schema is false',
            schema: false,
            parentSchema: schema94.else.then.properties.from,
            data: data.from,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data.to !== undefined) {
          const err10 = {
            instancePath: instancePath + '/to',
            schemaPath: '#/else/then/properties/to/false schema',
            keyword: 'false schema',
            params: {},
            message: 'boolean schema is false',
            schema: false,
            parentSchema: schema94.else.then.properties.to,
            data: data.to,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (data.count !== undefined) {
          const err11 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/else/then/properties/count/false schema',
            keyword: 'false schema',
            params: {},
            message: 'boolean schema is false',
            schema: false,
            parentSchema: schema94.else.then.properties.count,
            data: data.count,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        if (data.step !== undefined) {
          const err12 = {
            instancePath: instancePath + '/step',
            schemaPath: '#/else/then/properties/step/false schema',
            keyword: 'false schema',
            params: {},
            message: 'boolean schema is false',
            schema: false,
            parentSchema: schema94.else.then.properties.step,
            data: data.step,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data.scale !== undefined) {
          const err13 = {
            instancePath: instancePath + '/scale',
            schemaPath: '#/else/then/properties/scale/false schema',
            keyword: 'false schema',
            params: {},
            message: 'boolean schema is false',
            schema: false,
            parentSchema: schema94.else.then.properties.scale,
            data: data.scale,
          };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
      var _valid1 = _errs7 === errors;
      valid2 = _valid1;
      if (valid2) {
        var props1 = {};
        props1.from = true;
        props1.to = true;
        props1.count = true;
        props1.step = true;
        props1.scale = true;
      }
      ifClause1 = 'then';
    } else {
      const _errs8 = errors;
      if (typeof data != 'object') {
        const err14 = {
          instancePath,
          schemaPath: '#/$defs/rangeParts/type',
          keyword: 'type',
          params: { type: schema95.type },
          message: 'must be array,object,null',
          schema: schema95.type,
          parentSchema: schema95,
          data,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
      const _errs11 = errors;
      let valid5 = true;
      const _errs12 = errors;
      if (errors === _errs12) {
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          let missing2;
          if (data.scale === undefined && (missing2 = 'scale')) {
            const err15 = {};
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          } else {
            if (data.scale !== undefined) {
              if ('log' !== data.scale) {
                const err16 = {};
                if (vErrors === null) {
                  vErrors = [err16];
                } else {
                  vErrors.push(err16);
                }
                errors++;
              }
            }
          }
        } else {
          const err17 = {};
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      }
      var _valid2 = _errs12 === errors;
      errors = _errs11;
      if (vErrors !== null) {
        if (_errs11) {
          vErrors.length = _errs11;
        } else {
          vErrors = null;
        }
      }
      let ifClause2;
      if (_valid2) {
        const _errs15 = errors;
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          if (data.to === undefined) {
            const err18 = {
              instancePath,
              schemaPath: '#/$defs/rangeParts/then/required',
              keyword: 'required',
              params: { missingProperty: 'to' },
              message: "must have required property '" + 'to' + "'",
              schema: schema95.then.required,
              parentSchema: schema95.then,
              data,
            };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
          if (data.count === undefined) {
            const err19 = {
              instancePath,
              schemaPath: '#/$defs/rangeParts/then/required',
              keyword: 'required',
              params: { missingProperty: 'count' },
              message: "must have required property '" + 'count' + "'",
              schema: schema95.then.required,
              parentSchema: schema95.then,
              data,
            };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
          if (data.step !== undefined) {
            const err20 = {
              instancePath: instancePath + '/step',
              schemaPath: '#/$defs/rangeParts/then/properties/step/false schema',
              keyword: 'false schema',
              params: {},
              message: 'boolean schema is false',
              schema: false,
              parentSchema: schema95.then.properties.step,
              data: data.step,
            };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
        var _valid2 = _errs15 === errors;
        valid5 = _valid2;
        if (valid5) {
          var props2 = {};
          props2.step = true;
          props2.scale = true;
        }
        ifClause2 = 'then';
      } else {
        const _errs16 = errors;
        const _errs17 = errors;
        const _errs18 = errors;
        if (errors === _errs18) {
          if (data && typeof data == 'object' && !Array.isArray(data)) {
            let missing3;
            if (
              (data.to === undefined && (missing3 = 'to')) ||
              (data.count === undefined && (missing3 = 'count')) ||
              (data.step === undefined && (missing3 = 'step'))
            ) {
              const err21 = {};
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
          } else {
            const err22 = {};
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        var valid8 = _errs18 === errors;
        if (valid8) {
          const err23 = {
            instancePath,
            schemaPath: '#/$defs/rangeParts/else/not',
            keyword: 'not',
            params: {},
            message: 'must NOT be valid',
            schema: schema95.else.not,
            parentSchema: schema95.else,
            data,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        } else {
          errors = _errs17;
          if (vErrors !== null) {
            if (_errs17) {
              vErrors.length = _errs17;
            } else {
              vErrors = null;
            }
          }
        }
        const _errs20 = errors;
        let valid9 = false;
        const _errs21 = errors;
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          if (data.to === undefined) {
            const err24 = {
              instancePath,
              schemaPath: '#/$defs/rangeParts/else/anyOf/0/required',
              keyword: 'required',
              params: { missingProperty: 'to' },
              message: "must have required property '" + 'to' + "'",
              schema: schema95.else.anyOf[0].required,
              parentSchema: schema95.else.anyOf[0],
              data,
            };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        var _valid3 = _errs21 === errors;
        valid9 = valid9 || _valid3;
        const _errs22 = errors;
        if (data && typeof data == 'object' && !Array.isArray(data)) {
          if (data.count === undefined) {
            const err25 = {
              instancePath,
              schemaPath: '#/$defs/rangeParts/else/anyOf/1/required',
              keyword: 'required',
              params: { missingProperty: 'count' },
              message: "must have required property '" + 'count' + "'",
              schema: schema95.else.anyOf[1].required,
              parentSchema: schema95.else.anyOf[1],
              data,
            };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        var _valid3 = _errs22 === errors;
        valid9 = valid9 || _valid3;
        if (!valid9) {
          const err26 = {
            instancePath,
            schemaPath: '#/$defs/rangeParts/else/anyOf',
            keyword: 'anyOf',
            params: {},
            message: 'must match a schema in anyOf',
            schema: schema95.else.anyOf,
            parentSchema: schema95.else,
            data,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        } else {
          errors = _errs20;
          if (vErrors !== null) {
            if (_errs20) {
              vErrors.length = _errs20;
            } else {
              vErrors = null;
            }
          }
        }
        var _valid2 = _errs16 === errors;
        valid5 = _valid2;
        ifClause2 = 'else';
      }
      if (!valid5) {
        const err27 = {
          instancePath,
          schemaPath: '#/$defs/rangeParts/if',
          keyword: 'if',
          params: { failingKeyword: ifClause2 },
          message: 'must match "' + ifClause2 + '" schema',
          schema: schema95.if,
          parentSchema: schema95,
          data,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (data && typeof data == 'object' && !Array.isArray(data)) {
        if (data.from === undefined) {
          const err28 = {
            instancePath,
            schemaPath: '#/$defs/rangeParts/required',
            keyword: 'required',
            params: { missingProperty: 'from' },
            message: "must have required property '" + 'from' + "'",
            schema: schema95.required,
            parentSchema: schema95,
            data,
          };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
      }
      var _valid1 = _errs8 === errors;
      valid2 = _valid1;
      if (valid2) {
        if (props1 !== true && props2 !== undefined) {
          if (props2 === true) {
            props1 = true;
          } else {
            props1 = props1 || {};
            Object.assign(props1, props2);
          }
        }
      }
      ifClause1 = 'else';
    }
    if (!valid2) {
      const err29 = {
        instancePath,
        schemaPath: '#/else/if',
        keyword: 'if',
        params: { failingKeyword: ifClause1 },
        message: 'must match "' + ifClause1 + '" schema',
        schema: schema94.else.if,
        parentSchema: schema94.else,
        data,
      };
      if (vErrors === null) {
        vErrors = [err29];
      } else {
        vErrors.push(err29);
      }
      errors++;
    }
    var _valid0 = _errs4 === errors;
    valid0 = _valid0;
    if (valid0) {
      if (props0 !== true && props1 !== undefined) {
        if (props1 === true) {
          props0 = true;
        } else {
          props0 = props0 || {};
          Object.assign(props0, props1);
        }
      }
    }
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err30 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: ifClause0 },
      message: 'must match "' + ifClause0 + '" schema',
      schema: schema94.if,
      parentSchema: schema94,
      data,
    };
    if (vErrors === null) {
      vErrors = [err30];
    } else {
      vErrors.push(err30);
    }
    errors++;
  }
  validate52.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate52.evaluated = { dynamicProps: true, dynamicItems: false };

const schema96 = {
  title: 'a list of values, or a range such as `{from: 1, count: 3}`',
  description:
    'The values of the axis: a list, a range, `{lines: FILE}`, `{glob: PATTERN}`, or a map from each value to settings for its cells.',
  type: ['array', 'object'],
  items: { $ref: '#/$defs/value' },
  minItems: 1,
  if: {
    type: 'object',
    minProperties: 1,
    propertyNames: { not: { enum: ['from', 'to', 'count', 'step', 'scale', 'lines', 'glob'] } },
    additionalProperties: { type: ['object', 'null'] },
  },
  then: { type: 'object', additionalProperties: { $ref: '#/$defs/valueSettings' } },
  else: {
    type: ['array', 'object'],
    properties: {
      from: { $ref: '#/$defs/from' },
      to: { $ref: '#/$defs/to' },
      count: { $ref: '#/$defs/count' },
      step: { $ref: '#/$defs/step' },
      scale: { $ref: '#/$defs/scale' },
      lines: { $ref: '#/$defs/lines' },
      glob: { $ref: '#/$defs/glob' },
    },
    additionalProperties: false,
    $ref: '#/$defs/source',
  },
  examples: [['prm', 'entropy'], { from: 0, to: 1, step: 0.25 }, { glob: 'configs/*.yaml' }],
};

function validate54(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate54.evaluated;
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
      params: { type: schema96.type },
      message: 'must be array,object',
      schema: schema96.type,
      parentSchema: schema96,
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
  if (errors === _errs2) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (Object.keys(data).length < 1) {
        const err1 = {};
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      } else {
        for (const key0 in data) {
          const _errs4 = errors;
          const _errs5 = errors;
          const _errs6 = errors;
          if (!(
            key0 === 'from' ||
            key0 === 'to' ||
            key0 === 'count' ||
            key0 === 'step' ||
            key0 === 'scale' ||
            key0 === 'lines' ||
            key0 === 'glob'
          )) {
            const err2 = {};
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var valid2 = _errs6 === errors;
          if (valid2) {
            const err3 = {};
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
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
          var valid1 = _errs4 === errors;
          if (!valid1) {
            const err4 = {};
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
            break;
          }
        }
        if (valid1) {
          for (const key1 in data) {
            let data0 = data[key1];
            const _errs8 = errors;
            if (!(data0 && typeof data0 == 'object' && !Array.isArray(data0)) && data0 !== null) {
              const err5 = {};
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
            var valid3 = _errs8 === errors;
            if (!valid3) {
              break;
            }
          }
        }
      }
    } else {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
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
    const _errs10 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      for (const key2 in data) {
        if (
          !validate22(data[key2], {
            instancePath: instancePath + '/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
            parentData: data,
            parentDataProperty: key2,
            rootData,
            dynamicAnchors,
          })
        ) {
          vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err7 = {
        instancePath,
        schemaPath: '#/then/type',
        keyword: 'type',
        params: { type: 'object' },
        message: 'must be object',
        schema: schema96.then.type,
        parentSchema: schema96.then,
        data,
      };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    var _valid0 = _errs10 === errors;
    valid0 = _valid0;
    ifClause0 = 'then';
  } else {
    const _errs14 = errors;
    if (!data || typeof data != 'object') {
      const err8 = {
        instancePath,
        schemaPath: '#/else/type',
        keyword: 'type',
        params: { type: schema96.else.type },
        message: 'must be array,object',
        schema: schema96.else.type,
        parentSchema: schema96.else,
        data,
      };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (!validate52(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
      errors = vErrors.length;
    }
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      for (const key3 in data) {
        if (!(
          key3 === 'from' ||
          key3 === 'to' ||
          key3 === 'count' ||
          key3 === 'step' ||
          key3 === 'scale' ||
          key3 === 'lines' ||
          key3 === 'glob'
        )) {
          const err9 = {
            instancePath,
            schemaPath: '#/else/additionalProperties',
            keyword: 'additionalProperties',
            params: { additionalProperty: key3 },
            message: 'must NOT have additional properties',
            schema: false,
            parentSchema: schema96.else,
            data,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      }
      if (data.from !== undefined) {
        let data2 = data.from;
        if (!(typeof data2 == 'number' && isFinite(data2))) {
          const err10 = {
            instancePath: instancePath + '/from',
            schemaPath: '#/$defs/from/type',
            keyword: 'type',
            params: { type: 'number' },
            message: 'must be number',
            schema: schema97.type,
            parentSchema: schema97,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
      if (data.to !== undefined) {
        let data3 = data.to;
        if (!(typeof data3 == 'number' && isFinite(data3))) {
          const err11 = {
            instancePath: instancePath + '/to',
            schemaPath: '#/$defs/to/type',
            keyword: 'type',
            params: { type: 'number' },
            message: 'must be number',
            schema: schema98.type,
            parentSchema: schema98,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
      if (data.count !== undefined) {
        let data4 = data.count;
        if (!(typeof data4 == 'number' && !(data4 % 1) && !isNaN(data4) && isFinite(data4))) {
          const err12 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema99.type,
            parentSchema: schema99,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (typeof data4 == 'number' && isFinite(data4)) {
          if (data4 > 1000000000 || isNaN(data4)) {
            const err13 = {
              instancePath: instancePath + '/count',
              schemaPath: '#/$defs/count/maximum',
              keyword: 'maximum',
              params: { comparison: '<=', limit: 1000000000 },
              message: 'must be <= 1000000000',
              schema: 1000000000,
              parentSchema: schema99,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
          if (data4 < 1 || isNaN(data4)) {
            const err14 = {
              instancePath: instancePath + '/count',
              schemaPath: '#/$defs/count/minimum',
              keyword: 'minimum',
              params: { comparison: '>=', limit: 1 },
              message: 'must be >= 1',
              schema: 1,
              parentSchema: schema99,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
      }
      if (data.step !== undefined) {
        let data5 = data.step;
        if (!(typeof data5 == 'number' && isFinite(data5))) {
          const err15 = {
            instancePath: instancePath + '/step',
            schemaPath: '#/$defs/step/type',
            keyword: 'type',
            params: { type: 'number' },
            message: 'must be number',
            schema: schema100.type,
            parentSchema: schema100,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        const _errs29 = errors;
        const _errs30 = errors;
        if (0 !== data5) {
          const err16 = {};
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        var valid10 = _errs30 === errors;
        if (valid10) {
          const err17 = {
            instancePath: instancePath + '/step',
            schemaPath: '#/$defs/step/not',
            keyword: 'not',
            params: {},
            message: 'must NOT be valid',
            schema: schema100.not,
            parentSchema: schema100,
            data: data5,
          };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        } else {
          errors = _errs29;
          if (vErrors !== null) {
            if (_errs29) {
              vErrors.length = _errs29;
            } else {
              vErrors = null;
            }
          }
        }
      }
      if (data.scale !== undefined) {
        let data6 = data.scale;
        if (typeof data6 !== 'string') {
          const err18 = {
            instancePath: instancePath + '/scale',
            schemaPath: '#/$defs/scale/type',
            keyword: 'type',
            params: { type: 'string' },
            message: 'must be string',
            schema: schema101.type,
            parentSchema: schema101,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
        if (!(data6 === 'linear' || data6 === 'log')) {
          const err19 = {
            instancePath: instancePath + '/scale',
            schemaPath: '#/$defs/scale/enum',
            keyword: 'enum',
            params: { allowedValues: schema101.enum },
            message: 'must be equal to one of the allowed values',
            schema: schema101.enum,
            parentSchema: schema101,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      }
      if (data.lines !== undefined) {
        let data7 = data.lines;
        if (typeof data7 === 'string') {
          if (!pattern6.test(data7)) {
            const err20 = {
              instancePath: instancePath + '/lines',
              schemaPath: '#/$defs/lines/pattern',
              keyword: 'pattern',
              params: { pattern: '\\S' },
              message: 'must match pattern "' + '\\S' + '"',
              schema: '\\S',
              parentSchema: schema102,
              data: data7,
            };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        } else {
          const err21 = {
            instancePath: instancePath + '/lines',
            schemaPath: '#/$defs/lines/type',
            keyword: 'type',
            params: { type: 'string' },
            message: 'must be string',
            schema: schema102.type,
            parentSchema: schema102,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      if (data.glob !== undefined) {
        let data8 = data.glob;
        if (typeof data8 === 'string') {
          if (!pattern6.test(data8)) {
            const err22 = {
              instancePath: instancePath + '/glob',
              schemaPath: '#/$defs/glob/pattern',
              keyword: 'pattern',
              params: { pattern: '\\S' },
              message: 'must match pattern "' + '\\S' + '"',
              schema: '\\S',
              parentSchema: schema103,
              data: data8,
            };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        } else {
          const err23 = {
            instancePath: instancePath + '/glob',
            schemaPath: '#/$defs/glob/type',
            keyword: 'type',
            params: { type: 'string' },
            message: 'must be string',
            schema: schema103.type,
            parentSchema: schema103,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
    }
    var _valid0 = _errs14 === errors;
    valid0 = _valid0;
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err24 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: ifClause0 },
      message: 'must match "' + ifClause0 + '" schema',
      schema: schema96.if,
      parentSchema: schema96,
      data,
    };
    if (vErrors === null) {
      vErrors = [err24];
    } else {
      vErrors.push(err24);
    }
    errors++;
  }
  if (Array.isArray(data)) {
    if (data.length < 1) {
      const err25 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema96,
        data,
      };
      if (vErrors === null) {
        vErrors = [err25];
      } else {
        vErrors.push(err25);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data9 = data[i0];
      if (
        typeof data9 != 'object' &&
        typeof data9 !== 'string' &&
        !(typeof data9 == 'number' && isFinite(data9)) &&
        typeof data9 !== 'boolean'
      ) {
        const err26 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/value/type',
          keyword: 'type',
          params: { type: schema104.type },
          message: 'must be string,number,boolean,null,array,object',
          schema: schema104.type,
          parentSchema: schema104,
          data: data9,
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
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

const schema105 = {
  title: 'a condition such as `{dataset: math500, scorer: [prm, entropy]}`',
  description: 'A map from axis to a value or a list of values. It matches a cell if all its entries do.',
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    title: 'a value or a list of values',
    description: 'The axis has this value, or one of these.',
    type: ['string', 'number', 'boolean', 'null', 'array'],
    items: { $ref: '#/$defs/value' },
    minItems: 1,
    examples: ['prm', ['prm', 'entropy'], null],
  },
  examples: [{ dataset: 'math500', scorer: ['prm', 'entropy'] }],
};

function validate58(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate58.evaluated;
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
        parentSchema: schema105,
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
          params: { type: schema105.additionalProperties.type },
          message: 'must be string,number,boolean,null,array',
          schema: schema105.additionalProperties.type,
          parentSchema: schema105.additionalProperties,
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
            parentSchema: schema105.additionalProperties,
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
            typeof data1 != 'object' &&
            typeof data1 !== 'string' &&
            !(typeof data1 == 'number' && isFinite(data1)) &&
            typeof data1 !== 'boolean'
          ) {
            const err3 = {
              instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1') + '/' + i0,
              schemaPath: '#/$defs/value/type',
              keyword: 'type',
              params: { type: schema104.type },
              message: 'must be string,number,boolean,null,array,object',
              schema: schema104.type,
              parentSchema: schema104,
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
      schema: schema105.type,
      parentSchema: schema105,
      data,
    };
    if (vErrors === null) {
      vErrors = [err4];
    } else {
      vErrors.push(err4);
    }
    errors++;
  }
  validate58.errors = vErrors;
  return errors === 0;
}
validate58.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const pattern64 = new RegExp('^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$', 'u');

function validate51(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate51.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema93.type },
      message: 'must be array,object,null',
      schema: schema93.type,
      parentSchema: schema93,
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
  const _errs3 = errors;
  let valid1 = false;
  const _errs4 = errors;
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
  var _valid1 = _errs4 === errors;
  valid1 = valid1 || _valid1;
  const _errs5 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    let missing1;
    if (data.when === undefined && (missing1 = 'when')) {
      const err2 = {};
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
  }
  var _valid1 = _errs5 === errors;
  valid1 = valid1 || _valid1;
  const _errs6 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    let missing2;
    if (data.unless === undefined && (missing2 = 'unless')) {
      const err3 = {};
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
  }
  var _valid1 = _errs6 === errors;
  valid1 = valid1 || _valid1;
  const _errs7 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    let missing3;
    if (data.default === undefined && (missing3 = 'default')) {
      const err4 = {};
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
  }
  var _valid1 = _errs7 === errors;
  valid1 = valid1 || _valid1;
  const _errs8 = errors;
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    let missing4;
    if (data.arg === undefined && (missing4 = 'arg')) {
      const err5 = {};
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
  }
  var _valid1 = _errs8 === errors;
  valid1 = valid1 || _valid1;
  if (!valid1) {
    const err6 = {};
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  } else {
    errors = _errs3;
    if (vErrors !== null) {
      if (_errs3) {
        vErrors.length = _errs3;
      } else {
        vErrors = null;
      }
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
    const _errs9 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (data.from !== undefined) {
        const err7 = {
          instancePath: instancePath + '/from',
          schemaPath: '#/then/properties/from/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.from,
          data: data.from,
        };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if (data.to !== undefined) {
        const err8 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/then/properties/to/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.to,
          data: data.to,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (data.count !== undefined) {
        const err9 = {
          instancePath: instancePath + '/count',
          schemaPath: '#/then/properties/count/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.count,
          data: data.count,
        };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (data.step !== undefined) {
        const err10 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/then/properties/step/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.step,
          data: data.step,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
      if (data.scale !== undefined) {
        const err11 = {
          instancePath: instancePath + '/scale',
          schemaPath: '#/then/properties/scale/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.scale,
          data: data.scale,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (data.lines !== undefined) {
        const err12 = {
          instancePath: instancePath + '/lines',
          schemaPath: '#/then/properties/lines/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.lines,
          data: data.lines,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (data.glob !== undefined) {
        const err13 = {
          instancePath: instancePath + '/glob',
          schemaPath: '#/then/properties/glob/false schema',
          keyword: 'false schema',
          params: {},
          message: 'boolean schema is false',
          schema: false,
          parentSchema: schema93.then.properties.glob,
          data: data.glob,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    var _valid0 = _errs9 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = {};
      props0.from = true;
      props0.to = true;
      props0.count = true;
      props0.step = true;
      props0.scale = true;
      props0.lines = true;
      props0.glob = true;
    }
    ifClause0 = 'then';
  } else {
    const _errs10 = errors;
    if (!validate52(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate52.errors : vErrors.concat(validate52.errors);
      errors = vErrors.length;
    } else {
      var props1 = validate52.evaluated.props;
    }
    var _valid0 = _errs10 === errors;
    valid0 = _valid0;
    if (valid0) {
      if (props0 !== true && props1 !== undefined) {
        if (props1 === true) {
          props0 = true;
        } else {
          props0 = props0 || {};
          Object.assign(props0, props1);
        }
      }
    }
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err14 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: ifClause0 },
      message: 'must match "' + ifClause0 + '" schema',
      schema: schema93.if,
      parentSchema: schema93,
      data,
    };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema93.properties, key0)) {
        const err15 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema93,
          data,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.values !== undefined) {
      if (
        !validate54(data.values, {
          instancePath: instancePath + '/values',
          parentData: data,
          parentDataProperty: 'values',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
        errors = vErrors.length;
      }
    }
    if (data.when !== undefined) {
      if (
        !validate58(data.when, {
          instancePath: instancePath + '/when',
          parentData: data,
          parentDataProperty: 'when',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
        errors = vErrors.length;
      }
    }
    if (data.unless !== undefined) {
      if (
        !validate58(data.unless, {
          instancePath: instancePath + '/unless',
          parentData: data,
          parentDataProperty: 'unless',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
        errors = vErrors.length;
      }
    }
    if (data.default !== undefined) {
      let data10 = data.default;
      if (
        typeof data10 != 'object' &&
        typeof data10 !== 'string' &&
        !(typeof data10 == 'number' && isFinite(data10)) &&
        typeof data10 !== 'boolean'
      ) {
        const err16 = {
          instancePath: instancePath + '/default',
          schemaPath: '#/$defs/value/type',
          keyword: 'type',
          params: { type: schema104.type },
          message: 'must be string,number,boolean,null,array,object',
          schema: schema104.type,
          parentSchema: schema104,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.arg !== undefined) {
      let data11 = data.arg;
      if (typeof data11 === 'string') {
        if (!pattern64.test(data11)) {
          const err17 = {
            instancePath: instancePath + '/arg',
            schemaPath: '#/properties/arg/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$' },
            message: 'must match pattern "' + '^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$' + '"',
            schema: '^(?:flag|-[A-Za-z0-9?]|--?[A-Za-z0-9][A-Za-z0-9_./:-]*)$',
            parentSchema: schema93.properties.arg,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = {
          instancePath: instancePath + '/arg',
          schemaPath: '#/properties/arg/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema93.properties.arg.type,
          parentSchema: schema93.properties.arg,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.from !== undefined) {
      let data12 = data.from;
      if (!(typeof data12 == 'number' && isFinite(data12))) {
        const err19 = {
          instancePath: instancePath + '/from',
          schemaPath: '#/$defs/from/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema97.type,
          parentSchema: schema97,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.to !== undefined) {
      let data13 = data.to;
      if (!(typeof data13 == 'number' && isFinite(data13))) {
        const err20 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/$defs/to/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema98.type,
          parentSchema: schema98,
          data: data13,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.count !== undefined) {
      let data14 = data.count;
      if (!(typeof data14 == 'number' && !(data14 % 1) && !isNaN(data14) && isFinite(data14))) {
        const err21 = {
          instancePath: instancePath + '/count',
          schemaPath: '#/$defs/count/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
          schema: schema99.type,
          parentSchema: schema99,
          data: data14,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (typeof data14 == 'number' && isFinite(data14)) {
        if (data14 > 1000000000 || isNaN(data14)) {
          const err22 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000000 },
            message: 'must be <= 1000000000',
            schema: 1000000000,
            parentSchema: schema99,
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (data14 < 1 || isNaN(data14)) {
          const err23 = {
            instancePath: instancePath + '/count',
            schemaPath: '#/$defs/count/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema99,
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
    }
    if (data.step !== undefined) {
      let data15 = data.step;
      if (!(typeof data15 == 'number' && isFinite(data15))) {
        const err24 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/type',
          keyword: 'type',
          params: { type: 'number' },
          message: 'must be number',
          schema: schema100.type,
          parentSchema: schema100,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
      const _errs32 = errors;
      const _errs33 = errors;
      if (0 !== data15) {
        const err25 = {};
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      var valid9 = _errs33 === errors;
      if (valid9) {
        const err26 = {
          instancePath: instancePath + '/step',
          schemaPath: '#/$defs/step/not',
          keyword: 'not',
          params: {},
          message: 'must NOT be valid',
          schema: schema100.not,
          parentSchema: schema100,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      } else {
        errors = _errs32;
        if (vErrors !== null) {
          if (_errs32) {
            vErrors.length = _errs32;
          } else {
            vErrors = null;
          }
        }
      }
    }
    if (data.scale !== undefined) {
      let data16 = data.scale;
      if (typeof data16 !== 'string') {
        const err27 = {
          instancePath: instancePath + '/scale',
          schemaPath: '#/$defs/scale/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema101.type,
          parentSchema: schema101,
          data: data16,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (!(data16 === 'linear' || data16 === 'log')) {
        const err28 = {
          instancePath: instancePath + '/scale',
          schemaPath: '#/$defs/scale/enum',
          keyword: 'enum',
          params: { allowedValues: schema101.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema101.enum,
          parentSchema: schema101,
          data: data16,
        };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.lines !== undefined) {
      let data17 = data.lines;
      if (typeof data17 === 'string') {
        if (!pattern6.test(data17)) {
          const err29 = {
            instancePath: instancePath + '/lines',
            schemaPath: '#/$defs/lines/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema102,
            data: data17,
          };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
      } else {
        const err30 = {
          instancePath: instancePath + '/lines',
          schemaPath: '#/$defs/lines/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema102.type,
          parentSchema: schema102,
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.glob !== undefined) {
      let data18 = data.glob;
      if (typeof data18 === 'string') {
        if (!pattern6.test(data18)) {
          const err31 = {
            instancePath: instancePath + '/glob',
            schemaPath: '#/$defs/glob/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema103,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      } else {
        const err32 = {
          instancePath: instancePath + '/glob',
          schemaPath: '#/$defs/glob/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema103.type,
          parentSchema: schema103,
          data: data18,
        };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
  }
  validate51.errors = vErrors;
  return errors === 0;
}
validate51.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

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
  if (typeof data != 'object') {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema33.type },
      message: 'must be array,object,null',
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
  if (errors === _errs2) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      if (Object.keys(data).length < 1) {
        const err1 = {};
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      } else {
        for (const key0 in data) {
          const _errs4 = errors;
          const _errs5 = errors;
          const _errs6 = errors;
          if (!(
            key0 === 'from' ||
            key0 === 'to' ||
            key0 === 'count' ||
            key0 === 'step' ||
            key0 === 'scale' ||
            key0 === 'lines' ||
            key0 === 'glob' ||
            key0 === 'values' ||
            key0 === 'when' ||
            key0 === 'unless' ||
            key0 === 'default'
          )) {
            const err2 = {};
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var valid2 = _errs6 === errors;
          if (valid2) {
            const err3 = {};
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
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
          var valid1 = _errs4 === errors;
          if (!valid1) {
            const err4 = {};
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
            break;
          }
        }
        if (valid1) {
          for (const key1 in data) {
            let data0 = data[key1];
            const _errs8 = errors;
            if (!(data0 && typeof data0 == 'object' && !Array.isArray(data0)) && data0 !== null) {
              const err5 = {};
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
            var valid3 = _errs8 === errors;
            if (!valid3) {
              break;
            }
          }
        }
      }
    } else {
      const err6 = {};
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
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
    const _errs10 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      for (const key2 in data) {
        if (
          !validate22(data[key2], {
            instancePath: instancePath + '/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
            parentData: data,
            parentDataProperty: key2,
            rootData,
            dynamicAnchors,
          })
        ) {
          vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err7 = {
        instancePath,
        schemaPath: '#/then/type',
        keyword: 'type',
        params: { type: 'object' },
        message: 'must be object',
        schema: schema33.then.type,
        parentSchema: schema33.then,
        data,
      };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    var _valid0 = _errs10 === errors;
    valid0 = _valid0;
    ifClause0 = 'then';
  } else {
    const _errs14 = errors;
    if (!validate51(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs14 === errors;
    valid0 = _valid0;
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err8 = {
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
      vErrors = [err8];
    } else {
      vErrors.push(err8);
    }
    errors++;
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
        parentSchema: schema33,
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
      let data2 = data[i0];
      if (
        typeof data2 != 'object' &&
        typeof data2 !== 'string' &&
        !(typeof data2 == 'number' && isFinite(data2)) &&
        typeof data2 !== 'boolean'
      ) {
        const err10 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/value/type',
          keyword: 'type',
          params: { type: schema104.type },
          message: 'must be string,number,boolean,null,array,object',
          schema: schema104.type,
          parentSchema: schema104,
          data: data2,
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
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

const schema116 = {
  title: 'a table such as `{model: [a, b], config: [x, y]}`',
  description: 'Axes with equally long lists of values: the first values go together, the second ones, and so on.',
  type: 'object',
  minProperties: 1,
  if: { type: 'object', required: ['table'], properties: { table: { type: 'string' } } },
  then: { $ref: '#/$defs/tableFile' },
  else: {
    type: 'object',
    propertyNames: { $ref: '#/$defs/axisName' },
    additionalProperties: { $ref: '#/$defs/column' },
  },
  examples: [
    { model: ['7b', '70b'], tp: [1, 4] },
    { table: 'runs.csv', columns: ['model', 'gpus'] },
  ],
};
const schema117 = {
  title: 'a table in a file, such as `{table: runs.csv, columns: [model, gpus]}`',
  description: 'Axes whose values stand in a file, row by row.',
  type: 'object',
  properties: {
    table: {
      title: 'the path of a file that ends in `.csv`, `.tsv` or `.jsonl`',
      description:
        'A file with a row for each combination, relative to the file that says it: cells parted by commas (`.csv`) or tabs (`.tsv`) under a header, or a JSON map on each line (`.jsonl`).',
      type: 'string',
      pattern: '\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$',
      examples: ['runs.csv', 'runs.jsonl'],
    },
    columns: {
      title: 'a list of columns of the table',
      description: 'The columns that are axes, by the names that the header has for them.',
      type: 'array',
      items: { $ref: '#/$defs/axisName' },
      minItems: 1,
      examples: [['model', 'gpus']],
    },
  },
  required: ['table', 'columns'],
  additionalProperties: false,
  examples: [{ table: 'runs.csv', columns: ['model', 'gpus'] }],
};
const pattern67 = new RegExp('\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$', 'u');

function validate64(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate64.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.table === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'table' },
        message: "must have required property '" + 'table' + "'",
        schema: schema117.required,
        parentSchema: schema117,
        data,
      };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.columns === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'columns' },
        message: "must have required property '" + 'columns' + "'",
        schema: schema117.required,
        parentSchema: schema117,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'table' || key0 === 'columns')) {
        const err2 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema117,
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
    if (data.table !== undefined) {
      let data0 = data.table;
      if (typeof data0 === 'string') {
        if (!pattern67.test(data0)) {
          const err3 = {
            instancePath: instancePath + '/table',
            schemaPath: '#/properties/table/pattern',
            keyword: 'pattern',
            params: { pattern: '\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$' },
            message: 'must match pattern "' + '\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$' + '"',
            schema: '\\.(?:csv|CSV|tsv|TSV|jsonl|ndjson)$',
            parentSchema: schema117.properties.table,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = {
          instancePath: instancePath + '/table',
          schemaPath: '#/properties/table/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema117.properties.table.type,
          parentSchema: schema117.properties.table,
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
    if (data.columns !== undefined) {
      let data1 = data.columns;
      if (Array.isArray(data1)) {
        if (data1.length < 1) {
          const err5 = {
            instancePath: instancePath + '/columns',
            schemaPath: '#/properties/columns/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema117.properties.columns,
            data: data1,
          };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 === 'string') {
            if (!pattern8.test(data2)) {
              const err6 = {
                instancePath: instancePath + '/columns/' + i0,
                schemaPath: '#/$defs/axisName/pattern',
                keyword: 'pattern',
                params: {
                  pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                },
                message:
                  'must match pattern "' +
                  '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                  '"',
                schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                parentSchema: schema32,
                data: data2,
              };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = {
              instancePath: instancePath + '/columns/' + i0,
              schemaPath: '#/$defs/axisName/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
      } else {
        const err8 = {
          instancePath: instancePath + '/columns',
          schemaPath: '#/properties/columns/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema117.properties.columns.type,
          parentSchema: schema117.properties.columns,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
  } else {
    const err9 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema117.type,
      parentSchema: schema117,
      data,
    };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate64.errors = vErrors;
  return errors === 0;
}
validate64.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema120 = {
  title: 'a list of values, or `{lines: FILE}`',
  description: 'The values of one axis, as many as each other axis of the table has: a list, or the lines of a file.',
  type: ['array', 'object'],
  items: { $ref: '#/$defs/value' },
  minItems: 1,
  required: ['lines'],
  properties: { lines: { $ref: '#/$defs/lines' } },
  additionalProperties: false,
  examples: [['7b', '70b'], { lines: 'models.txt' }],
};

function validate66(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate66.evaluated;
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
      params: { type: schema120.type },
      message: 'must be array,object',
      schema: schema120.type,
      parentSchema: schema120,
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
    if (data.length < 1) {
      const err1 = {
        instancePath,
        schemaPath: '#/minItems',
        keyword: 'minItems',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 items',
        schema: 1,
        parentSchema: schema120,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (
        typeof data0 != 'object' &&
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean'
      ) {
        const err2 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/$defs/value/type',
          keyword: 'type',
          params: { type: schema104.type },
          message: 'must be string,number,boolean,null,array,object',
          schema: schema104.type,
          parentSchema: schema104,
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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.lines === undefined) {
      const err3 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'lines' },
        message: "must have required property '" + 'lines' + "'",
        schema: schema120.required,
        parentSchema: schema120,
        data,
      };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'lines')) {
        const err4 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema120,
          data,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.lines !== undefined) {
      let data1 = data.lines;
      if (typeof data1 === 'string') {
        if (!pattern6.test(data1)) {
          const err5 = {
            instancePath: instancePath + '/lines',
            schemaPath: '#/$defs/lines/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema102,
            data: data1,
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
          instancePath: instancePath + '/lines',
          schemaPath: '#/$defs/lines/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema102.type,
          parentSchema: schema102,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  }
  validate66.errors = vErrors;
  return errors === 0;
}
validate66.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };

function validate63(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate63.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  const _errs1 = errors;
  let valid0 = true;
  const _errs2 = errors;
  if (errors === _errs2) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if (data.table === undefined && (missing0 = 'table')) {
        const err0 = {};
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      } else {
        if (data.table !== undefined) {
          if (typeof data.table !== 'string') {
            const err1 = {};
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
      }
    } else {
      const err2 = {};
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
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
    const _errs6 = errors;
    if (!validate64(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
      vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
      errors = vErrors.length;
    }
    var _valid0 = _errs6 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = true;
    }
    ifClause0 = 'then';
  } else {
    const _errs7 = errors;
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      for (const key0 in data) {
        const _errs9 = errors;
        if (typeof key0 === 'string') {
          if (!pattern8.test(key0)) {
            const err3 = {
              instancePath,
              schemaPath: '#/$defs/axisName/pattern',
              keyword: 'pattern',
              params: {
                pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
              },
              message:
                'must match pattern "' +
                '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                '"',
              schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
              parentSchema: schema32,
              data: key0,
              propertyName: key0,
            };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        } else {
          const err4 = {
            instancePath,
            schemaPath: '#/$defs/axisName/type',
            keyword: 'type',
            params: { type: 'string' },
            message: 'must be string',
            schema: schema32.type,
            parentSchema: schema32,
            data: key0,
            propertyName: key0,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        var valid2 = _errs9 === errors;
        if (!valid2) {
          const err5 = {
            instancePath,
            schemaPath: '#/else/propertyNames',
            keyword: 'propertyNames',
            params: { propertyName: key0 },
            message: 'property name must be valid',
            schema: schema116.else.propertyNames,
            parentSchema: schema116.else,
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
      for (const key1 in data) {
        if (
          !validate66(data[key1], {
            instancePath: instancePath + '/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
            parentData: data,
            parentDataProperty: key1,
            rootData,
            dynamicAnchors,
          })
        ) {
          vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
          errors = vErrors.length;
        }
      }
    } else {
      const err6 = {
        instancePath,
        schemaPath: '#/else/type',
        keyword: 'type',
        params: { type: 'object' },
        message: 'must be object',
        schema: schema116.else.type,
        parentSchema: schema116.else,
        data,
      };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    var _valid0 = _errs7 === errors;
    valid0 = _valid0;
    if (valid0) {
      if (props0 !== true) {
        props0 = true;
      }
    }
    ifClause0 = 'else';
  }
  if (!valid0) {
    const err7 = {
      instancePath,
      schemaPath: '#/if',
      keyword: 'if',
      params: { failingKeyword: ifClause0 },
      message: 'must match "' + ifClause0 + '" schema',
      schema: schema116.if,
      parentSchema: schema116,
      data,
    };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (Object.keys(data).length < 1) {
      const err8 = {
        instancePath,
        schemaPath: '#/minProperties',
        keyword: 'minProperties',
        params: { limit: 1 },
        message: 'must NOT have fewer than 1 properties',
        schema: 1,
        parentSchema: schema116,
        data,
      };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
  } else {
    const err9 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema116.type,
      parentSchema: schema116,
      data,
    };
    if (vErrors === null) {
      vErrors = [err9];
    } else {
      vErrors.push(err9);
    }
    errors++;
  }
  validate63.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate63.evaluated = { dynamicProps: true, dynamicItems: false };

const schema123 = {
  title: 'a cell such as `{dataset: math500, seed: 42}`',
  description: 'A map from axis to its value in this cell.',
  type: 'object',
  minProperties: 1,
  additionalProperties: { $ref: '#/$defs/value' },
  examples: [{ dataset: 'math500', seed: 42 }],
};

function validate70(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate70.evaluated;
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
        parentSchema: schema123,
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
        typeof data0 != 'object' &&
        typeof data0 !== 'string' &&
        !(typeof data0 == 'number' && isFinite(data0)) &&
        typeof data0 !== 'boolean'
      ) {
        const err1 = {
          instancePath: instancePath + '/' + key0.replace(/~/g, '~0').replace(/\//g, '~1'),
          schemaPath: '#/$defs/value/type',
          keyword: 'type',
          params: { type: schema104.type },
          message: 'must be string,number,boolean,null,array,object',
          schema: schema104.type,
          parentSchema: schema104,
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
      schema: schema123.type,
      parentSchema: schema123,
      data,
    };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate70.errors = vErrors;
  return errors === 0;
}
validate70.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema135 = {
  title: 'a map such as `{needs: prepare, command: ./eval.sh}`',
  description:
    'One kind of job: a job key here goes before the same key at the top level. `null` drops an inherited stage.',
  type: ['object', 'null'],
  properties: {
    over: {
      title: 'the name of an axis, or a list of them',
      description: 'The axes that this stage has a job for each combination of. Default: every axis; `[]`: one job.',
      type: ['string', 'array'],
      pattern: '^[A-Za-z_][A-Za-z0-9_.]*$',
      items: { $ref: '#/$defs/axisName' },
      examples: [['dataset'], 'dataset', []],
    },
    needs: {
      title: 'the name of a stage, a map such as `{stage: eval, when: always}`, or a list of these',
      description:
        'The stages whose jobs go before: each job waits for those that agree with it on all axes that both stages have. `{{needs.STAGE.dirs}}`, `{{needs.STAGE.produces}}` and the file `$SWEEP_NEEDS` tell it what they have left.',
      type: ['string', 'object', 'array'],
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
      properties: { stage: { $ref: '#/$defs/neededStage' }, when: { $ref: '#/$defs/neededEnd' } },
      required: ['stage'],
      additionalProperties: false,
      items: { $ref: '#/$defs/need' },
      examples: ['prepare', { stage: 'report', when: 'always' }, ['prepare', { stage: 'eval', when: 'failure' }]],
    },
    exclude: {
      title: 'a list of conditions',
      description: 'Cells that this stage has no job for.',
      type: 'array',
      items: { $ref: '#/$defs/condition' },
      examples: [[{ dataset: 'math500', scorer: 'prm' }]],
    },
    rules: {
      title: 'a list of rules',
      description:
        'Settings for those jobs of the stage that match a condition, after the rules of the top level; a later rule wins.',
      type: 'array',
      items: { $ref: '#/$defs/rule' },
      examples: [[{ when: { scorer: 'prm' }, gpus: 2 }]],
    },
    command: { $ref: '#/$defs/command' },
    setup: { $ref: '#/$defs/setup' },
    workdir: { $ref: '#/$defs/workdir' },
    env: { $ref: '#/$defs/env' },
    vars: { $ref: '#/$defs/vars' },
    gpus: { $ref: '#/$defs/gpus' },
    gpu_ids: { $ref: '#/$defs/gpuIds' },
    slots: { $ref: '#/$defs/slots' },
    nodes: { $ref: '#/$defs/nodes' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    nice: { $ref: '#/$defs/nice' },
    retry: { $ref: '#/$defs/retry' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    split: { $ref: '#/$defs/split' },
    compress: { $ref: '#/$defs/compress' },
    max_log: { $ref: '#/$defs/maxLog' },
    tty: { $ref: '#/$defs/tty' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
    on: { $ref: '#/$defs/on' },
    gpu_memory: { $ref: '#/$defs/gpuMemory' },
    memory: { $ref: '#/$defs/memory' },
    resources: { $ref: '#/$defs/resources' },
    stagger: { $ref: '#/$defs/stagger' },
    begin: { $ref: '#/$defs/begin' },
    metrics: { $ref: '#/$defs/metrics' },
    chain: { $ref: '#/$defs/chain' },
    limits: { $ref: '#/$defs/limits' },
    template: { $ref: '#/$defs/template' },
  },
  additionalProperties: false,
  examples: [
    { over: ['dataset'], command: './fetch.sh {{dataset}}' },
    { needs: { stage: 'eval', when: 'always' }, over: [], command: './publish.sh' },
  ],
};
const schema139 = {
  title: '`success`, `always` or `failure`',
  description: 'How they must have ended: all well, however, or at least one not.',
  type: 'string',
  enum: ['success', 'always', 'failure'],
  default: 'success',
  examples: ['always'],
};
const schema137 = {
  title: 'the name of a stage, or a map such as `{stage: eval, when: always}`',
  description: 'One stage whose jobs go before.',
  type: ['string', 'object'],
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  properties: { stage: { $ref: '#/$defs/neededStage' }, when: { $ref: '#/$defs/neededEnd' } },
  required: ['stage'],
  additionalProperties: false,
  examples: ['prepare', { stage: 'eval', when: 'always' }],
};

function validate73(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate73.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (typeof data !== 'string' && !(data && typeof data == 'object' && !Array.isArray(data))) {
    const err0 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: schema137.type },
      message: 'must be string,object',
      schema: schema137.type,
      parentSchema: schema137,
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
    if (!pattern80.test(data)) {
      const err1 = {
        instancePath,
        schemaPath: '#/pattern',
        keyword: 'pattern',
        params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
        message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
        schema: '^[A-Za-z_][A-Za-z0-9_]*$',
        parentSchema: schema137,
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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.stage === undefined) {
      const err2 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'stage' },
        message: "must have required property '" + 'stage' + "'",
        schema: schema137.required,
        parentSchema: schema137,
        data,
      };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === 'stage' || key0 === 'when')) {
        const err3 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema137,
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
    if (data.stage !== undefined) {
      let data0 = data.stage;
      if (typeof data0 === 'string') {
        if (!pattern80.test(data0)) {
          const err4 = {
            instancePath: instancePath + '/stage',
            schemaPath: '#/$defs/neededStage/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema132,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = {
          instancePath: instancePath + '/stage',
          schemaPath: '#/$defs/neededStage/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema132.type,
          parentSchema: schema132,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.when !== undefined) {
      let data1 = data.when;
      if (typeof data1 !== 'string') {
        const err6 = {
          instancePath: instancePath + '/when',
          schemaPath: '#/$defs/neededEnd/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema139.type,
          parentSchema: schema139,
          data: data1,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (!(data1 === 'success' || data1 === 'always' || data1 === 'failure')) {
        const err7 = {
          instancePath: instancePath + '/when',
          schemaPath: '#/$defs/neededEnd/enum',
          keyword: 'enum',
          params: { allowedValues: schema139.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema139.enum,
          parentSchema: schema139,
          data: data1,
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
  validate73.errors = vErrors;
  return errors === 0;
}
validate73.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema142 = {
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
    nodes: { $ref: '#/$defs/nodes' },
    timeout: { $ref: '#/$defs/timeout' },
    priority: { $ref: '#/$defs/priority' },
    nice: { $ref: '#/$defs/nice' },
    retry: { $ref: '#/$defs/retry' },
    requires: { $ref: '#/$defs/requires' },
    produces: { $ref: '#/$defs/produces' },
    inputs: { $ref: '#/$defs/inputs' },
    label: { $ref: '#/$defs/label' },
    split: { $ref: '#/$defs/split' },
    compress: { $ref: '#/$defs/compress' },
    max_log: { $ref: '#/$defs/maxLog' },
    tty: { $ref: '#/$defs/tty' },
    allow_failure: { $ref: '#/$defs/allowFailure' },
    on: { $ref: '#/$defs/on' },
    gpu_memory: { $ref: '#/$defs/gpuMemory' },
    memory: { $ref: '#/$defs/memory' },
    resources: { $ref: '#/$defs/resources' },
    stagger: { $ref: '#/$defs/stagger' },
    begin: { $ref: '#/$defs/begin' },
    metrics: { $ref: '#/$defs/metrics' },
  },
  additionalProperties: false,
  examples: [
    { when: { scorer: 'prm' }, gpus: 2 },
    { unless: { scorer: null }, vars: { tail: '_{{scorer}}' } },
  ],
};

function validate76(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate76.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined;
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema142.properties, key0)) {
        const err0 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema142,
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
        !validate58(data.when, {
          instancePath: instancePath + '/when',
          parentData: data,
          parentDataProperty: 'when',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
        errors = vErrors.length;
      }
    }
    if (data.unless !== undefined) {
      if (
        !validate58(data.unless, {
          instancePath: instancePath + '/unless',
          parentData: data,
          parentDataProperty: 'unless',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
        errors = vErrors.length;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate23(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
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
          params: { type: schema37.type },
          message: 'must be string,null',
          schema: schema37.type,
          parentSchema: schema37,
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
          params: { type: schema38.type },
          message: 'must be string,number,null',
          schema: schema38.type,
          parentSchema: schema38,
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
        if (!pattern6.test(data4)) {
          const err3 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema38,
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
        !validate25(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate27(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data7 = data.gpus;
      if (!(typeof data7 == 'number' && isFinite(data7)) && typeof data7 !== 'string' && data7 !== null) {
        const err4 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema44.type },
          message: 'must be number,string,null',
          schema: schema44.type,
          parentSchema: schema44,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      const _errs16 = errors;
      let valid4 = true;
      const _errs17 = errors;
      if (errors === _errs17) {
        if (typeof data7 == 'number' && isFinite(data7)) {
          if (data7 < 1 || isNaN(data7)) {
            const err5 = {};
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        } else {
          const err6 = {};
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      var _valid0 = _errs17 === errors;
      errors = _errs16;
      if (vErrors !== null) {
        if (_errs16) {
          vErrors.length = _errs16;
        } else {
          vErrors = null;
        }
      }
      if (_valid0) {
        const _errs19 = errors;
        if (!(typeof data7 == 'number' && !(data7 % 1) && !isNaN(data7) && isFinite(data7))) {
          const err7 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema44.then.type,
            parentSchema: schema44.then,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        var _valid0 = _errs19 === errors;
        valid4 = _valid0;
      }
      if (!valid4) {
        const err8 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema44.if,
          parentSchema: schema44,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data7 == 'number' && isFinite(data7)) {
        if (data7 > 1000000 || isNaN(data7)) {
          const err9 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema44,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          const err10 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema44,
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
      if (typeof data7 === 'string') {
        if (!pattern13.test(data7)) {
          const err11 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema44,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
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
        const err12 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema45.type },
          message: 'must be integer,string,array,null',
          schema: schema45.type,
          parentSchema: schema45,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (typeof data8 == 'number' && isFinite(data8)) {
        if (data8 > 1000000 || isNaN(data8)) {
          const err13 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema45,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data8 < 0 || isNaN(data8)) {
          const err14 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema45,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
      if (typeof data8 === 'string') {
        if (!pattern14.test(data8)) {
          const err15 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' +
              '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
              '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema45,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      }
      if (Array.isArray(data8)) {
        if (data8.length < 1) {
          const err16 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema45,
            data: data8,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
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
            const err17 = {
              instancePath: instancePath + '/gpu_ids/' + i0,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema45.items.type },
              message: 'must be integer,string',
              schema: schema45.items.type,
              parentSchema: schema45.items,
              data: data9,
            };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (typeof data9 == 'number' && isFinite(data9)) {
            if (data9 > 1000000 || isNaN(data9)) {
              const err18 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema45.items,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
            if (data9 < 0 || isNaN(data9)) {
              const err19 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema45.items,
                data: data9,
              };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          }
          if (typeof data9 === 'string') {
            if (!pattern14.test(data9)) {
              const err20 = {
                instancePath: instancePath + '/gpu_ids/' + i0,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema45.items,
                data: data9,
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
      }
    }
    if (data.slots !== undefined) {
      let data10 = data.slots;
      if (
        !(typeof data10 == 'number' && !(data10 % 1) && !isNaN(data10) && isFinite(data10)) &&
        typeof data10 !== 'string' &&
        data10 !== null
      ) {
        const err21 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema46.type },
          message: 'must be integer,string,null',
          schema: schema46.type,
          parentSchema: schema46,
          data: data10,
        };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
      if (typeof data10 == 'number' && isFinite(data10)) {
        if (data10 > 1000000 || isNaN(data10)) {
          const err22 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema46,
            data: data10,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        if (data10 < 1 || isNaN(data10)) {
          const err23 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema46,
            data: data10,
          };
          if (vErrors === null) {
            vErrors = [err23];
          } else {
            vErrors.push(err23);
          }
          errors++;
        }
      }
      if (typeof data10 === 'string') {
        if (!pattern16.test(data10)) {
          const err24 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema46,
            data: data10,
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
    if (data.nodes !== undefined) {
      let data11 = data.nodes;
      if (
        !(typeof data11 == 'number' && !(data11 % 1) && !isNaN(data11) && isFinite(data11)) &&
        typeof data11 !== 'string' &&
        data11 !== null
      ) {
        const err25 = {
          instancePath: instancePath + '/nodes',
          schemaPath: '#/$defs/nodes/type',
          keyword: 'type',
          params: { type: schema47.type },
          message: 'must be integer,string,null',
          schema: schema47.type,
          parentSchema: schema47,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
      if (typeof data11 == 'number' && isFinite(data11)) {
        if (data11 > 1000000 || isNaN(data11)) {
          const err26 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema47,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
        if (data11 < 1 || isNaN(data11)) {
          const err27 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema47,
            data: data11,
          };
          if (vErrors === null) {
            vErrors = [err27];
          } else {
            vErrors.push(err27);
          }
          errors++;
        }
      }
      if (typeof data11 === 'string') {
        if (!pattern16.test(data11)) {
          const err28 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema47,
            data: data11,
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
    if (data.timeout !== undefined) {
      if (
        !validate29(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data13 = data.priority;
      if (
        !(typeof data13 == 'number' && !(data13 % 1) && !isNaN(data13) && isFinite(data13)) &&
        typeof data13 !== 'string' &&
        data13 !== null
      ) {
        const err29 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema52.type },
          message: 'must be integer,string,null',
          schema: schema52.type,
          parentSchema: schema52,
          data: data13,
        };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
      if (typeof data13 == 'number' && isFinite(data13)) {
        if (data13 > 1000000 || isNaN(data13)) {
          const err30 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema52,
            data: data13,
          };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (data13 < -1000000 || isNaN(data13)) {
          const err31 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema52,
            data: data13,
          };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      }
      if (typeof data13 === 'string') {
        if (!pattern22.test(data13)) {
          const err32 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema52,
            data: data13,
          };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      }
    }
    if (data.nice !== undefined) {
      let data14 = data.nice;
      if (
        !(typeof data14 == 'number' && !(data14 % 1) && !isNaN(data14) && isFinite(data14)) &&
        typeof data14 !== 'string' &&
        data14 !== null
      ) {
        const err33 = {
          instancePath: instancePath + '/nice',
          schemaPath: '#/$defs/nice/type',
          keyword: 'type',
          params: { type: schema53.type },
          message: 'must be integer,string,null',
          schema: schema53.type,
          parentSchema: schema53,
          data: data14,
        };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
      if (typeof data14 == 'number' && isFinite(data14)) {
        if (data14 > 19 || isNaN(data14)) {
          const err34 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 19 },
            message: 'must be <= 19',
            schema: 19,
            parentSchema: schema53,
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err34];
          } else {
            vErrors.push(err34);
          }
          errors++;
        }
        if (data14 < -20 || isNaN(data14)) {
          const err35 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -20 },
            message: 'must be >= -20',
            schema: -20,
            parentSchema: schema53,
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err35];
          } else {
            vErrors.push(err35);
          }
          errors++;
        }
      }
      if (typeof data14 === 'string') {
        if (!pattern23.test(data14)) {
          const err36 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:-?1?[0-9]|-20)$|\\{\\{' + '"',
            schema: '^(?:-?1?[0-9]|-20)$|\\{\\{',
            parentSchema: schema53,
            data: data14,
          };
          if (vErrors === null) {
            vErrors = [err36];
          } else {
            vErrors.push(err36);
          }
          errors++;
        }
      }
    }
    if (data.retry !== undefined) {
      if (
        !validate31(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
        errors = vErrors.length;
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate35(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate37(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate39(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data19 = data.label;
      if (typeof data19 !== 'string' && !(typeof data19 == 'number' && isFinite(data19)) && data19 !== null) {
        const err37 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema67.type },
          message: 'must be string,number,null',
          schema: schema67.type,
          parentSchema: schema67,
          data: data19,
        };
        if (vErrors === null) {
          vErrors = [err37];
        } else {
          vErrors.push(err37);
        }
        errors++;
      }
      if (typeof data19 === 'string') {
        if (!pattern6.test(data19)) {
          const err38 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema67,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
    }
    if (data.split !== undefined) {
      let data20 = data.split;
      if (typeof data20 !== 'boolean' && typeof data20 !== 'string' && data20 !== null) {
        const err39 = {
          instancePath: instancePath + '/split',
          schemaPath: '#/$defs/split/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be boolean,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data20,
        };
        if (vErrors === null) {
          vErrors = [err39];
        } else {
          vErrors.push(err39);
        }
        errors++;
      }
      if (typeof data20 === 'string') {
        if (!pattern39.test(data20)) {
          const err40 = {
            instancePath: instancePath + '/split',
            schemaPath: '#/$defs/split/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema68,
            data: data20,
          };
          if (vErrors === null) {
            vErrors = [err40];
          } else {
            vErrors.push(err40);
          }
          errors++;
        }
      }
    }
    if (data.compress !== undefined) {
      let data21 = data.compress;
      if (typeof data21 !== 'boolean' && typeof data21 !== 'string' && data21 !== null) {
        const err41 = {
          instancePath: instancePath + '/compress',
          schemaPath: '#/$defs/compress/type',
          keyword: 'type',
          params: { type: schema69.type },
          message: 'must be boolean,string,null',
          schema: schema69.type,
          parentSchema: schema69,
          data: data21,
        };
        if (vErrors === null) {
          vErrors = [err41];
        } else {
          vErrors.push(err41);
        }
        errors++;
      }
      if (typeof data21 === 'string') {
        if (!pattern39.test(data21)) {
          const err42 = {
            instancePath: instancePath + '/compress',
            schemaPath: '#/$defs/compress/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema69,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      }
    }
    if (data.max_log !== undefined) {
      let data22 = data.max_log;
      if (typeof data22 !== 'string' && data22 !== null) {
        const err43 = {
          instancePath: instancePath + '/max_log',
          schemaPath: '#/$defs/maxLog/type',
          keyword: 'type',
          params: { type: schema70.type },
          message: 'must be string,null',
          schema: schema70.type,
          parentSchema: schema70,
          data: data22,
        };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
      if (typeof data22 === 'string') {
        if (!pattern41.test(data22)) {
          const err44 = {
            instancePath: instancePath + '/max_log',
            schemaPath: '#/$defs/maxLog/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema70,
            data: data22,
          };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
      }
    }
    if (data.tty !== undefined) {
      let data23 = data.tty;
      if (typeof data23 !== 'boolean' && typeof data23 !== 'string' && data23 !== null) {
        const err45 = {
          instancePath: instancePath + '/tty',
          schemaPath: '#/$defs/tty/type',
          keyword: 'type',
          params: { type: schema71.type },
          message: 'must be boolean,string,null',
          schema: schema71.type,
          parentSchema: schema71,
          data: data23,
        };
        if (vErrors === null) {
          vErrors = [err45];
        } else {
          vErrors.push(err45);
        }
        errors++;
      }
      if (typeof data23 === 'string') {
        if (!pattern39.test(data23)) {
          const err46 = {
            instancePath: instancePath + '/tty',
            schemaPath: '#/$defs/tty/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema71,
            data: data23,
          };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data24 = data.allow_failure;
      if (typeof data24 !== 'boolean' && typeof data24 !== 'string' && data24 !== null) {
        const err47 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema72.type },
          message: 'must be boolean,string,null',
          schema: schema72.type,
          parentSchema: schema72,
          data: data24,
        };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (typeof data24 === 'string') {
        if (!pattern39.test(data24)) {
          const err48 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema72,
            data: data24,
          };
          if (vErrors === null) {
            vErrors = [err48];
          } else {
            vErrors.push(err48);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data25 = data.on;
      if (typeof data25 !== 'string' && data25 !== null) {
        const err49 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/$defs/on/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,null',
          schema: schema73.type,
          parentSchema: schema73,
          data: data25,
        };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
      if (typeof data25 === 'string') {
        if (!pattern44.test(data25)) {
          const err50 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/$defs/on/pattern',
            keyword: 'pattern',
            params: { pattern: '^local$|\\{\\{' },
            message: 'must match pattern "' + '^local$|\\{\\{' + '"',
            schema: '^local$|\\{\\{',
            parentSchema: schema73,
            data: data25,
          };
          if (vErrors === null) {
            vErrors = [err50];
          } else {
            vErrors.push(err50);
          }
          errors++;
        }
      }
    }
    if (data.gpu_memory !== undefined) {
      let data26 = data.gpu_memory;
      if (typeof data26 !== 'string' && data26 !== null) {
        const err51 = {
          instancePath: instancePath + '/gpu_memory',
          schemaPath: '#/$defs/gpuMemory/type',
          keyword: 'type',
          params: { type: schema74.type },
          message: 'must be string,null',
          schema: schema74.type,
          parentSchema: schema74,
          data: data26,
        };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
      if (typeof data26 === 'string') {
        if (!pattern41.test(data26)) {
          const err52 = {
            instancePath: instancePath + '/gpu_memory',
            schemaPath: '#/$defs/gpuMemory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema74,
            data: data26,
          };
          if (vErrors === null) {
            vErrors = [err52];
          } else {
            vErrors.push(err52);
          }
          errors++;
        }
      }
    }
    if (data.memory !== undefined) {
      let data27 = data.memory;
      if (typeof data27 !== 'string' && data27 !== null) {
        const err53 = {
          instancePath: instancePath + '/memory',
          schemaPath: '#/$defs/memory/type',
          keyword: 'type',
          params: { type: schema75.type },
          message: 'must be string,null',
          schema: schema75.type,
          parentSchema: schema75,
          data: data27,
        };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
      if (typeof data27 === 'string') {
        if (!pattern41.test(data27)) {
          const err54 = {
            instancePath: instancePath + '/memory',
            schemaPath: '#/$defs/memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema75,
            data: data27,
          };
          if (vErrors === null) {
            vErrors = [err54];
          } else {
            vErrors.push(err54);
          }
          errors++;
        }
      }
    }
    if (data.resources !== undefined) {
      if (
        !validate41(data.resources, {
          instancePath: instancePath + '/resources',
          parentData: data,
          parentDataProperty: 'resources',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
    if (data.stagger !== undefined) {
      let data29 = data.stagger;
      if (!(typeof data29 == 'number' && isFinite(data29)) && typeof data29 !== 'string' && data29 !== null) {
        const err55 = {
          instancePath: instancePath + '/stagger',
          schemaPath: '#/$defs/stagger/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be number,string,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data29,
        };
        if (vErrors === null) {
          vErrors = [err55];
        } else {
          vErrors.push(err55);
        }
        errors++;
      }
      if (typeof data29 == 'number' && isFinite(data29)) {
        if (data29 > 3153600000 || isNaN(data29)) {
          const err56 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema78,
            data: data29,
          };
          if (vErrors === null) {
            vErrors = [err56];
          } else {
            vErrors.push(err56);
          }
          errors++;
        }
        if (data29 < 0 || isNaN(data29)) {
          const err57 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema78,
            data: data29,
          };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
      }
      if (typeof data29 === 'string') {
        if (!pattern27.test(data29)) {
          const err58 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema78,
            data: data29,
          };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
      }
    }
    if (data.begin !== undefined) {
      let data30 = data.begin;
      if (!(typeof data30 == 'number' && isFinite(data30)) && typeof data30 !== 'string' && data30 !== null) {
        const err59 = {
          instancePath: instancePath + '/begin',
          schemaPath: '#/$defs/begin/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be number,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data30,
        };
        if (vErrors === null) {
          vErrors = [err59];
        } else {
          vErrors.push(err59);
        }
        errors++;
      }
      if (typeof data30 === 'string') {
        if (!pattern50.test(data30)) {
          const err60 = {
            instancePath: instancePath + '/begin',
            schemaPath: '#/$defs/begin/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{' +
              '"',
            schema:
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            parentSchema: schema79,
            data: data30,
          };
          if (vErrors === null) {
            vErrors = [err60];
          } else {
            vErrors.push(err60);
          }
          errors++;
        }
      }
    }
    if (data.metrics !== undefined) {
      if (
        !validate43(data.metrics, {
          instancePath: instancePath + '/metrics',
          parentData: data,
          parentDataProperty: 'metrics',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err61 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema142.type,
      parentSchema: schema142,
      data,
    };
    if (vErrors === null) {
      vErrors = [err61];
    } else {
      vErrors.push(err61);
    }
    errors++;
  }
  validate76.errors = vErrors;
  return errors === 0;
}
validate76.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const schema182 = {
  title: 'a list of limits such as `{max: 2, by: [dataset]}`',
  description: 'How many jobs of a stage may run at once.',
  type: ['array', 'null'],
  items: {
    title: 'a limit such as `{max: 2, by: [dataset]}`',
    description: 'At most so many jobs at once for each combination of some axes.',
    type: 'object',
    properties: {
      max: {
        title: 'a whole number, 1 or more',
        description: 'How many jobs may run at once.',
        type: ['integer', 'string'],
        minimum: 1,
        maximum: 1000000,
        pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{',
        examples: [2],
      },
      by: {
        title: 'a list of axes',
        description:
          'The axes whose combinations are counted apart. Default: none, so that all jobs of the stage count.',
        type: 'array',
        items: { $ref: '#/$defs/axisName' },
        default: [],
        examples: [['dataset']],
      },
    },
    required: ['max'],
    additionalProperties: false,
    examples: [{ max: 2, by: ['dataset'] }],
  },
  examples: [[{ max: 2, by: ['dataset'] }]],
};

function validate100(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate100.evaluated;
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
      params: { type: schema182.type },
      message: 'must be array,null',
      schema: schema182.type,
      parentSchema: schema182,
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
      if (data0 && typeof data0 == 'object' && !Array.isArray(data0)) {
        if (data0.max === undefined) {
          const err1 = {
            instancePath: instancePath + '/' + i0,
            schemaPath: '#/items/required',
            keyword: 'required',
            params: { missingProperty: 'max' },
            message: "must have required property '" + 'max' + "'",
            schema: schema182.items.required,
            parentSchema: schema182.items,
            data: data0,
          };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === 'max' || key0 === 'by')) {
            const err2 = {
              instancePath: instancePath + '/' + i0,
              schemaPath: '#/items/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key0 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema182.items,
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
        if (data0.max !== undefined) {
          let data1 = data0.max;
          if (
            !(typeof data1 == 'number' && !(data1 % 1) && !isNaN(data1) && isFinite(data1)) &&
            typeof data1 !== 'string'
          ) {
            const err3 = {
              instancePath: instancePath + '/' + i0 + '/max',
              schemaPath: '#/items/properties/max/type',
              keyword: 'type',
              params: { type: schema182.items.properties.max.type },
              message: 'must be integer,string',
              schema: schema182.items.properties.max.type,
              parentSchema: schema182.items.properties.max,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
          if (typeof data1 == 'number' && isFinite(data1)) {
            if (data1 > 1000000 || isNaN(data1)) {
              const err4 = {
                instancePath: instancePath + '/' + i0 + '/max',
                schemaPath: '#/items/properties/max/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema182.items.properties.max,
                data: data1,
              };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
            if (data1 < 1 || isNaN(data1)) {
              const err5 = {
                instancePath: instancePath + '/' + i0 + '/max',
                schemaPath: '#/items/properties/max/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 1 },
                message: 'must be >= 1',
                schema: 1,
                parentSchema: schema182.items.properties.max,
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
          if (typeof data1 === 'string') {
            if (!pattern16.test(data1)) {
              const err6 = {
                instancePath: instancePath + '/' + i0 + '/max',
                schemaPath: '#/items/properties/max/pattern',
                keyword: 'pattern',
                params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
                message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
                schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
                parentSchema: schema182.items.properties.max,
                data: data1,
              };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          }
        }
        if (data0.by !== undefined) {
          let data2 = data0.by;
          if (Array.isArray(data2)) {
            const len1 = data2.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data3 = data2[i1];
              if (typeof data3 === 'string') {
                if (!pattern8.test(data3)) {
                  const err7 = {
                    instancePath: instancePath + '/' + i0 + '/by/' + i1,
                    schemaPath: '#/$defs/axisName/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                      '"',
                    schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    parentSchema: schema32,
                    data: data3,
                  };
                  if (vErrors === null) {
                    vErrors = [err7];
                  } else {
                    vErrors.push(err7);
                  }
                  errors++;
                }
              } else {
                const err8 = {
                  instancePath: instancePath + '/' + i0 + '/by/' + i1,
                  schemaPath: '#/$defs/axisName/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema32.type,
                  parentSchema: schema32,
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
          } else {
            const err9 = {
              instancePath: instancePath + '/' + i0 + '/by',
              schemaPath: '#/items/properties/by/type',
              keyword: 'type',
              params: { type: 'array' },
              message: 'must be array',
              schema: schema182.items.properties.by.type,
              parentSchema: schema182.items.properties.by,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/' + i0,
          schemaPath: '#/items/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema182.items.type,
          parentSchema: schema182.items,
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
  validate100.errors = vErrors;
  return errors === 0;
}
validate100.evaluated = { items: true, dynamicProps: false, dynamicItems: false };

function validate72(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate72.evaluated;
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
      params: { type: schema135.type },
      message: 'must be object,null',
      schema: schema135.type,
      parentSchema: schema135,
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
      if (!func1.call(schema135.properties, key0)) {
        const err1 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
          schema: false,
          parentSchema: schema135,
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
    if (data.over !== undefined) {
      let data0 = data.over;
      if (typeof data0 !== 'string' && !Array.isArray(data0)) {
        const err2 = {
          instancePath: instancePath + '/over',
          schemaPath: '#/properties/over/type',
          keyword: 'type',
          params: { type: schema135.properties.over.type },
          message: 'must be string,array',
          schema: schema135.properties.over.type,
          parentSchema: schema135.properties.over,
          data: data0,
        };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (typeof data0 === 'string') {
        if (!pattern81.test(data0)) {
          const err3 = {
            instancePath: instancePath + '/over',
            schemaPath: '#/properties/over/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
            parentSchema: schema135.properties.over,
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
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === 'string') {
            if (!pattern8.test(data1)) {
              const err4 = {
                instancePath: instancePath + '/over/' + i0,
                schemaPath: '#/$defs/axisName/pattern',
                keyword: 'pattern',
                params: {
                  pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                },
                message:
                  'must match pattern "' +
                  '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                  '"',
                schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                parentSchema: schema32,
                data: data1,
              };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          } else {
            const err5 = {
              instancePath: instancePath + '/over/' + i0,
              schemaPath: '#/$defs/axisName/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
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
    if (data.needs !== undefined) {
      let data2 = data.needs;
      if ((!data2 || typeof data2 != 'object') && typeof data2 !== 'string') {
        const err6 = {
          instancePath: instancePath + '/needs',
          schemaPath: '#/properties/needs/type',
          keyword: 'type',
          params: { type: schema135.properties.needs.type },
          message: 'must be string,object,array',
          schema: schema135.properties.needs.type,
          parentSchema: schema135.properties.needs,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data2 === 'string') {
        if (!pattern80.test(data2)) {
          const err7 = {
            instancePath: instancePath + '/needs',
            schemaPath: '#/properties/needs/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]*$',
            parentSchema: schema135.properties.needs,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
      if (Array.isArray(data2)) {
        const len1 = data2.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (
            !validate73(data2[i1], {
              instancePath: instancePath + '/needs/' + i1,
              parentData: data2,
              parentDataProperty: i1,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate73.errors : vErrors.concat(validate73.errors);
            errors = vErrors.length;
          }
        }
      }
      if (data2 && typeof data2 == 'object' && !Array.isArray(data2)) {
        if (data2.stage === undefined) {
          const err8 = {
            instancePath: instancePath + '/needs',
            schemaPath: '#/properties/needs/required',
            keyword: 'required',
            params: { missingProperty: 'stage' },
            message: "must have required property '" + 'stage' + "'",
            schema: schema135.properties.needs.required,
            parentSchema: schema135.properties.needs,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === 'stage' || key1 === 'when')) {
            const err9 = {
              instancePath: instancePath + '/needs',
              schemaPath: '#/properties/needs/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key1 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema135.properties.needs,
              data: data2,
            };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data2.stage !== undefined) {
          let data4 = data2.stage;
          if (typeof data4 === 'string') {
            if (!pattern80.test(data4)) {
              const err10 = {
                instancePath: instancePath + '/needs/stage',
                schemaPath: '#/$defs/neededStage/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]*$',
                parentSchema: schema132,
                data: data4,
              };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = {
              instancePath: instancePath + '/needs/stage',
              schemaPath: '#/$defs/neededStage/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema132.type,
              parentSchema: schema132,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data2.when !== undefined) {
          let data5 = data2.when;
          if (typeof data5 !== 'string') {
            const err12 = {
              instancePath: instancePath + '/needs/when',
              schemaPath: '#/$defs/neededEnd/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema139.type,
              parentSchema: schema139,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          if (!(data5 === 'success' || data5 === 'always' || data5 === 'failure')) {
            const err13 = {
              instancePath: instancePath + '/needs/when',
              schemaPath: '#/$defs/neededEnd/enum',
              keyword: 'enum',
              params: { allowedValues: schema139.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema139.enum,
              parentSchema: schema139,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
      }
    }
    if (data.exclude !== undefined) {
      let data6 = data.exclude;
      if (Array.isArray(data6)) {
        const len2 = data6.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (
            !validate58(data6[i2], {
              instancePath: instancePath + '/exclude/' + i2,
              parentData: data6,
              parentDataProperty: i2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err14 = {
          instancePath: instancePath + '/exclude',
          schemaPath: '#/properties/exclude/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema135.properties.exclude.type,
          parentSchema: schema135.properties.exclude,
          data: data6,
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
      let data8 = data.rules;
      if (Array.isArray(data8)) {
        const len3 = data8.length;
        for (let i3 = 0; i3 < len3; i3++) {
          if (
            !validate76(data8[i3], {
              instancePath: instancePath + '/rules/' + i3,
              parentData: data8,
              parentDataProperty: i3,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
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
          schema: schema135.properties.rules.type,
          parentSchema: schema135.properties.rules,
          data: data8,
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
        !validate23(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup !== undefined) {
      let data11 = data.setup;
      if (typeof data11 !== 'string' && data11 !== null) {
        const err16 = {
          instancePath: instancePath + '/setup',
          schemaPath: '#/$defs/setup/type',
          keyword: 'type',
          params: { type: schema37.type },
          message: 'must be string,null',
          schema: schema37.type,
          parentSchema: schema37,
          data: data11,
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
      let data12 = data.workdir;
      if (typeof data12 !== 'string' && !(typeof data12 == 'number' && isFinite(data12)) && data12 !== null) {
        const err17 = {
          instancePath: instancePath + '/workdir',
          schemaPath: '#/$defs/workdir/type',
          keyword: 'type',
          params: { type: schema38.type },
          message: 'must be string,number,null',
          schema: schema38.type,
          parentSchema: schema38,
          data: data12,
        };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
      if (typeof data12 === 'string') {
        if (!pattern6.test(data12)) {
          const err18 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema38,
            data: data12,
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
        !validate25(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate27(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data15 = data.gpus;
      if (!(typeof data15 == 'number' && isFinite(data15)) && typeof data15 !== 'string' && data15 !== null) {
        const err19 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema44.type },
          message: 'must be number,string,null',
          schema: schema44.type,
          parentSchema: schema44,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      const _errs35 = errors;
      let valid16 = true;
      const _errs36 = errors;
      if (errors === _errs36) {
        if (typeof data15 == 'number' && isFinite(data15)) {
          if (data15 < 1 || isNaN(data15)) {
            const err20 = {};
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        } else {
          const err21 = {};
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      var _valid0 = _errs36 === errors;
      errors = _errs35;
      if (vErrors !== null) {
        if (_errs35) {
          vErrors.length = _errs35;
        } else {
          vErrors = null;
        }
      }
      if (_valid0) {
        const _errs38 = errors;
        if (!(typeof data15 == 'number' && !(data15 % 1) && !isNaN(data15) && isFinite(data15))) {
          const err22 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema44.then.type,
            parentSchema: schema44.then,
            data: data15,
          };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        var _valid0 = _errs38 === errors;
        valid16 = _valid0;
      }
      if (!valid16) {
        const err23 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema44.if,
          parentSchema: schema44,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data15 == 'number' && isFinite(data15)) {
        if (data15 > 1000000 || isNaN(data15)) {
          const err24 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema44,
            data: data15,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        if (data15 < 0 || isNaN(data15)) {
          const err25 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema44,
            data: data15,
          };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
      }
      if (typeof data15 === 'string') {
        if (!pattern13.test(data15)) {
          const err26 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema44,
            data: data15,
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
    if (data.gpu_ids !== undefined) {
      let data16 = data.gpu_ids;
      if (
        !(typeof data16 == 'number' && !(data16 % 1) && !isNaN(data16) && isFinite(data16)) &&
        typeof data16 !== 'string' &&
        !Array.isArray(data16) &&
        data16 !== null
      ) {
        const err27 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema45.type },
          message: 'must be integer,string,array,null',
          schema: schema45.type,
          parentSchema: schema45,
          data: data16,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (typeof data16 == 'number' && isFinite(data16)) {
        if (data16 > 1000000 || isNaN(data16)) {
          const err28 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema45,
            data: data16,
          };
          if (vErrors === null) {
            vErrors = [err28];
          } else {
            vErrors.push(err28);
          }
          errors++;
        }
        if (data16 < 0 || isNaN(data16)) {
          const err29 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema45,
            data: data16,
          };
          if (vErrors === null) {
            vErrors = [err29];
          } else {
            vErrors.push(err29);
          }
          errors++;
        }
      }
      if (typeof data16 === 'string') {
        if (!pattern14.test(data16)) {
          const err30 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' +
              '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
              '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema45,
            data: data16,
          };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
      }
      if (Array.isArray(data16)) {
        if (data16.length < 1) {
          const err31 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema45,
            data: data16,
          };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
        const len4 = data16.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data17 = data16[i4];
          if (
            !(typeof data17 == 'number' && !(data17 % 1) && !isNaN(data17) && isFinite(data17)) &&
            typeof data17 !== 'string'
          ) {
            const err32 = {
              instancePath: instancePath + '/gpu_ids/' + i4,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema45.items.type },
              message: 'must be integer,string',
              schema: schema45.items.type,
              parentSchema: schema45.items,
              data: data17,
            };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          if (typeof data17 == 'number' && isFinite(data17)) {
            if (data17 > 1000000 || isNaN(data17)) {
              const err33 = {
                instancePath: instancePath + '/gpu_ids/' + i4,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema45.items,
                data: data17,
              };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
            if (data17 < 0 || isNaN(data17)) {
              const err34 = {
                instancePath: instancePath + '/gpu_ids/' + i4,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema45.items,
                data: data17,
              };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
          }
          if (typeof data17 === 'string') {
            if (!pattern14.test(data17)) {
              const err35 = {
                instancePath: instancePath + '/gpu_ids/' + i4,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema45.items,
                data: data17,
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
      }
    }
    if (data.slots !== undefined) {
      let data18 = data.slots;
      if (
        !(typeof data18 == 'number' && !(data18 % 1) && !isNaN(data18) && isFinite(data18)) &&
        typeof data18 !== 'string' &&
        data18 !== null
      ) {
        const err36 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema46.type },
          message: 'must be integer,string,null',
          schema: schema46.type,
          parentSchema: schema46,
          data: data18,
        };
        if (vErrors === null) {
          vErrors = [err36];
        } else {
          vErrors.push(err36);
        }
        errors++;
      }
      if (typeof data18 == 'number' && isFinite(data18)) {
        if (data18 > 1000000 || isNaN(data18)) {
          const err37 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema46,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err37];
          } else {
            vErrors.push(err37);
          }
          errors++;
        }
        if (data18 < 1 || isNaN(data18)) {
          const err38 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema46,
            data: data18,
          };
          if (vErrors === null) {
            vErrors = [err38];
          } else {
            vErrors.push(err38);
          }
          errors++;
        }
      }
      if (typeof data18 === 'string') {
        if (!pattern16.test(data18)) {
          const err39 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema46,
            data: data18,
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
    if (data.nodes !== undefined) {
      let data19 = data.nodes;
      if (
        !(typeof data19 == 'number' && !(data19 % 1) && !isNaN(data19) && isFinite(data19)) &&
        typeof data19 !== 'string' &&
        data19 !== null
      ) {
        const err40 = {
          instancePath: instancePath + '/nodes',
          schemaPath: '#/$defs/nodes/type',
          keyword: 'type',
          params: { type: schema47.type },
          message: 'must be integer,string,null',
          schema: schema47.type,
          parentSchema: schema47,
          data: data19,
        };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
        }
        errors++;
      }
      if (typeof data19 == 'number' && isFinite(data19)) {
        if (data19 > 1000000 || isNaN(data19)) {
          const err41 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema47,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
        if (data19 < 1 || isNaN(data19)) {
          const err42 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema47,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err42];
          } else {
            vErrors.push(err42);
          }
          errors++;
        }
      }
      if (typeof data19 === 'string') {
        if (!pattern16.test(data19)) {
          const err43 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema47,
            data: data19,
          };
          if (vErrors === null) {
            vErrors = [err43];
          } else {
            vErrors.push(err43);
          }
          errors++;
        }
      }
    }
    if (data.timeout !== undefined) {
      if (
        !validate29(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data21 = data.priority;
      if (
        !(typeof data21 == 'number' && !(data21 % 1) && !isNaN(data21) && isFinite(data21)) &&
        typeof data21 !== 'string' &&
        data21 !== null
      ) {
        const err44 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema52.type },
          message: 'must be integer,string,null',
          schema: schema52.type,
          parentSchema: schema52,
          data: data21,
        };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
      if (typeof data21 == 'number' && isFinite(data21)) {
        if (data21 > 1000000 || isNaN(data21)) {
          const err45 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema52,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err45];
          } else {
            vErrors.push(err45);
          }
          errors++;
        }
        if (data21 < -1000000 || isNaN(data21)) {
          const err46 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema52,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err46];
          } else {
            vErrors.push(err46);
          }
          errors++;
        }
      }
      if (typeof data21 === 'string') {
        if (!pattern22.test(data21)) {
          const err47 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema52,
            data: data21,
          };
          if (vErrors === null) {
            vErrors = [err47];
          } else {
            vErrors.push(err47);
          }
          errors++;
        }
      }
    }
    if (data.nice !== undefined) {
      let data22 = data.nice;
      if (
        !(typeof data22 == 'number' && !(data22 % 1) && !isNaN(data22) && isFinite(data22)) &&
        typeof data22 !== 'string' &&
        data22 !== null
      ) {
        const err48 = {
          instancePath: instancePath + '/nice',
          schemaPath: '#/$defs/nice/type',
          keyword: 'type',
          params: { type: schema53.type },
          message: 'must be integer,string,null',
          schema: schema53.type,
          parentSchema: schema53,
          data: data22,
        };
        if (vErrors === null) {
          vErrors = [err48];
        } else {
          vErrors.push(err48);
        }
        errors++;
      }
      if (typeof data22 == 'number' && isFinite(data22)) {
        if (data22 > 19 || isNaN(data22)) {
          const err49 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 19 },
            message: 'must be <= 19',
            schema: 19,
            parentSchema: schema53,
            data: data22,
          };
          if (vErrors === null) {
            vErrors = [err49];
          } else {
            vErrors.push(err49);
          }
          errors++;
        }
        if (data22 < -20 || isNaN(data22)) {
          const err50 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -20 },
            message: 'must be >= -20',
            schema: -20,
            parentSchema: schema53,
            data: data22,
          };
          if (vErrors === null) {
            vErrors = [err50];
          } else {
            vErrors.push(err50);
          }
          errors++;
        }
      }
      if (typeof data22 === 'string') {
        if (!pattern23.test(data22)) {
          const err51 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:-?1?[0-9]|-20)$|\\{\\{' + '"',
            schema: '^(?:-?1?[0-9]|-20)$|\\{\\{',
            parentSchema: schema53,
            data: data22,
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
    if (data.retry !== undefined) {
      if (
        !validate31(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
        errors = vErrors.length;
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate35(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate37(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate39(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data27 = data.label;
      if (typeof data27 !== 'string' && !(typeof data27 == 'number' && isFinite(data27)) && data27 !== null) {
        const err52 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema67.type },
          message: 'must be string,number,null',
          schema: schema67.type,
          parentSchema: schema67,
          data: data27,
        };
        if (vErrors === null) {
          vErrors = [err52];
        } else {
          vErrors.push(err52);
        }
        errors++;
      }
      if (typeof data27 === 'string') {
        if (!pattern6.test(data27)) {
          const err53 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema67,
            data: data27,
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
    if (data.split !== undefined) {
      let data28 = data.split;
      if (typeof data28 !== 'boolean' && typeof data28 !== 'string' && data28 !== null) {
        const err54 = {
          instancePath: instancePath + '/split',
          schemaPath: '#/$defs/split/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be boolean,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data28,
        };
        if (vErrors === null) {
          vErrors = [err54];
        } else {
          vErrors.push(err54);
        }
        errors++;
      }
      if (typeof data28 === 'string') {
        if (!pattern39.test(data28)) {
          const err55 = {
            instancePath: instancePath + '/split',
            schemaPath: '#/$defs/split/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema68,
            data: data28,
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
    if (data.compress !== undefined) {
      let data29 = data.compress;
      if (typeof data29 !== 'boolean' && typeof data29 !== 'string' && data29 !== null) {
        const err56 = {
          instancePath: instancePath + '/compress',
          schemaPath: '#/$defs/compress/type',
          keyword: 'type',
          params: { type: schema69.type },
          message: 'must be boolean,string,null',
          schema: schema69.type,
          parentSchema: schema69,
          data: data29,
        };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
      if (typeof data29 === 'string') {
        if (!pattern39.test(data29)) {
          const err57 = {
            instancePath: instancePath + '/compress',
            schemaPath: '#/$defs/compress/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema69,
            data: data29,
          };
          if (vErrors === null) {
            vErrors = [err57];
          } else {
            vErrors.push(err57);
          }
          errors++;
        }
      }
    }
    if (data.max_log !== undefined) {
      let data30 = data.max_log;
      if (typeof data30 !== 'string' && data30 !== null) {
        const err58 = {
          instancePath: instancePath + '/max_log',
          schemaPath: '#/$defs/maxLog/type',
          keyword: 'type',
          params: { type: schema70.type },
          message: 'must be string,null',
          schema: schema70.type,
          parentSchema: schema70,
          data: data30,
        };
        if (vErrors === null) {
          vErrors = [err58];
        } else {
          vErrors.push(err58);
        }
        errors++;
      }
      if (typeof data30 === 'string') {
        if (!pattern41.test(data30)) {
          const err59 = {
            instancePath: instancePath + '/max_log',
            schemaPath: '#/$defs/maxLog/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema70,
            data: data30,
          };
          if (vErrors === null) {
            vErrors = [err59];
          } else {
            vErrors.push(err59);
          }
          errors++;
        }
      }
    }
    if (data.tty !== undefined) {
      let data31 = data.tty;
      if (typeof data31 !== 'boolean' && typeof data31 !== 'string' && data31 !== null) {
        const err60 = {
          instancePath: instancePath + '/tty',
          schemaPath: '#/$defs/tty/type',
          keyword: 'type',
          params: { type: schema71.type },
          message: 'must be boolean,string,null',
          schema: schema71.type,
          parentSchema: schema71,
          data: data31,
        };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
      if (typeof data31 === 'string') {
        if (!pattern39.test(data31)) {
          const err61 = {
            instancePath: instancePath + '/tty',
            schemaPath: '#/$defs/tty/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema71,
            data: data31,
          };
          if (vErrors === null) {
            vErrors = [err61];
          } else {
            vErrors.push(err61);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data32 = data.allow_failure;
      if (typeof data32 !== 'boolean' && typeof data32 !== 'string' && data32 !== null) {
        const err62 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema72.type },
          message: 'must be boolean,string,null',
          schema: schema72.type,
          parentSchema: schema72,
          data: data32,
        };
        if (vErrors === null) {
          vErrors = [err62];
        } else {
          vErrors.push(err62);
        }
        errors++;
      }
      if (typeof data32 === 'string') {
        if (!pattern39.test(data32)) {
          const err63 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema72,
            data: data32,
          };
          if (vErrors === null) {
            vErrors = [err63];
          } else {
            vErrors.push(err63);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data33 = data.on;
      if (typeof data33 !== 'string' && data33 !== null) {
        const err64 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/$defs/on/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,null',
          schema: schema73.type,
          parentSchema: schema73,
          data: data33,
        };
        if (vErrors === null) {
          vErrors = [err64];
        } else {
          vErrors.push(err64);
        }
        errors++;
      }
      if (typeof data33 === 'string') {
        if (!pattern44.test(data33)) {
          const err65 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/$defs/on/pattern',
            keyword: 'pattern',
            params: { pattern: '^local$|\\{\\{' },
            message: 'must match pattern "' + '^local$|\\{\\{' + '"',
            schema: '^local$|\\{\\{',
            parentSchema: schema73,
            data: data33,
          };
          if (vErrors === null) {
            vErrors = [err65];
          } else {
            vErrors.push(err65);
          }
          errors++;
        }
      }
    }
    if (data.gpu_memory !== undefined) {
      let data34 = data.gpu_memory;
      if (typeof data34 !== 'string' && data34 !== null) {
        const err66 = {
          instancePath: instancePath + '/gpu_memory',
          schemaPath: '#/$defs/gpuMemory/type',
          keyword: 'type',
          params: { type: schema74.type },
          message: 'must be string,null',
          schema: schema74.type,
          parentSchema: schema74,
          data: data34,
        };
        if (vErrors === null) {
          vErrors = [err66];
        } else {
          vErrors.push(err66);
        }
        errors++;
      }
      if (typeof data34 === 'string') {
        if (!pattern41.test(data34)) {
          const err67 = {
            instancePath: instancePath + '/gpu_memory',
            schemaPath: '#/$defs/gpuMemory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema74,
            data: data34,
          };
          if (vErrors === null) {
            vErrors = [err67];
          } else {
            vErrors.push(err67);
          }
          errors++;
        }
      }
    }
    if (data.memory !== undefined) {
      let data35 = data.memory;
      if (typeof data35 !== 'string' && data35 !== null) {
        const err68 = {
          instancePath: instancePath + '/memory',
          schemaPath: '#/$defs/memory/type',
          keyword: 'type',
          params: { type: schema75.type },
          message: 'must be string,null',
          schema: schema75.type,
          parentSchema: schema75,
          data: data35,
        };
        if (vErrors === null) {
          vErrors = [err68];
        } else {
          vErrors.push(err68);
        }
        errors++;
      }
      if (typeof data35 === 'string') {
        if (!pattern41.test(data35)) {
          const err69 = {
            instancePath: instancePath + '/memory',
            schemaPath: '#/$defs/memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema75,
            data: data35,
          };
          if (vErrors === null) {
            vErrors = [err69];
          } else {
            vErrors.push(err69);
          }
          errors++;
        }
      }
    }
    if (data.resources !== undefined) {
      if (
        !validate41(data.resources, {
          instancePath: instancePath + '/resources',
          parentData: data,
          parentDataProperty: 'resources',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
    if (data.stagger !== undefined) {
      let data37 = data.stagger;
      if (!(typeof data37 == 'number' && isFinite(data37)) && typeof data37 !== 'string' && data37 !== null) {
        const err70 = {
          instancePath: instancePath + '/stagger',
          schemaPath: '#/$defs/stagger/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be number,string,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data37,
        };
        if (vErrors === null) {
          vErrors = [err70];
        } else {
          vErrors.push(err70);
        }
        errors++;
      }
      if (typeof data37 == 'number' && isFinite(data37)) {
        if (data37 > 3153600000 || isNaN(data37)) {
          const err71 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema78,
            data: data37,
          };
          if (vErrors === null) {
            vErrors = [err71];
          } else {
            vErrors.push(err71);
          }
          errors++;
        }
        if (data37 < 0 || isNaN(data37)) {
          const err72 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema78,
            data: data37,
          };
          if (vErrors === null) {
            vErrors = [err72];
          } else {
            vErrors.push(err72);
          }
          errors++;
        }
      }
      if (typeof data37 === 'string') {
        if (!pattern27.test(data37)) {
          const err73 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema78,
            data: data37,
          };
          if (vErrors === null) {
            vErrors = [err73];
          } else {
            vErrors.push(err73);
          }
          errors++;
        }
      }
    }
    if (data.begin !== undefined) {
      let data38 = data.begin;
      if (!(typeof data38 == 'number' && isFinite(data38)) && typeof data38 !== 'string' && data38 !== null) {
        const err74 = {
          instancePath: instancePath + '/begin',
          schemaPath: '#/$defs/begin/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be number,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data38,
        };
        if (vErrors === null) {
          vErrors = [err74];
        } else {
          vErrors.push(err74);
        }
        errors++;
      }
      if (typeof data38 === 'string') {
        if (!pattern50.test(data38)) {
          const err75 = {
            instancePath: instancePath + '/begin',
            schemaPath: '#/$defs/begin/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{' +
              '"',
            schema:
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            parentSchema: schema79,
            data: data38,
          };
          if (vErrors === null) {
            vErrors = [err75];
          } else {
            vErrors.push(err75);
          }
          errors++;
        }
      }
    }
    if (data.metrics !== undefined) {
      if (
        !validate43(data.metrics, {
          instancePath: instancePath + '/metrics',
          parentData: data,
          parentDataProperty: 'metrics',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
    if (data.chain !== undefined) {
      let data40 = data.chain;
      if (
        typeof data40 !== 'string' &&
        !(data40 && typeof data40 == 'object' && !Array.isArray(data40)) &&
        data40 !== null
      ) {
        const err76 = {
          instancePath: instancePath + '/chain',
          schemaPath: '#/$defs/chain/type',
          keyword: 'type',
          params: { type: schema181.type },
          message: 'must be string,object,null',
          schema: schema181.type,
          parentSchema: schema181,
          data: data40,
        };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
      if (typeof data40 === 'string') {
        if (!pattern81.test(data40)) {
          const err77 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
            parentSchema: schema181,
            data: data40,
          };
          if (vErrors === null) {
            vErrors = [err77];
          } else {
            vErrors.push(err77);
          }
          errors++;
        }
      }
      if (data40 && typeof data40 == 'object' && !Array.isArray(data40)) {
        if (data40.over === undefined) {
          const err78 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/required',
            keyword: 'required',
            params: { missingProperty: 'over' },
            message: "must have required property '" + 'over' + "'",
            schema: schema181.required,
            parentSchema: schema181,
            data: data40,
          };
          if (vErrors === null) {
            vErrors = [err78];
          } else {
            vErrors.push(err78);
          }
          errors++;
        }
        for (const key2 in data40) {
          if (!(key2 === 'over' || key2 === 'when' || key2 === 'gpu')) {
            const err79 = {
              instancePath: instancePath + '/chain',
              schemaPath: '#/$defs/chain/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key2 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema181,
              data: data40,
            };
            if (vErrors === null) {
              vErrors = [err79];
            } else {
              vErrors.push(err79);
            }
            errors++;
          }
        }
        if (data40.over !== undefined) {
          let data41 = data40.over;
          if (typeof data41 === 'string') {
            if (!pattern81.test(data41)) {
              const err80 = {
                instancePath: instancePath + '/chain/over',
                schemaPath: '#/$defs/chain/properties/over/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
                parentSchema: schema181.properties.over,
                data: data41,
              };
              if (vErrors === null) {
                vErrors = [err80];
              } else {
                vErrors.push(err80);
              }
              errors++;
            }
          } else {
            const err81 = {
              instancePath: instancePath + '/chain/over',
              schemaPath: '#/$defs/chain/properties/over/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.over.type,
              parentSchema: schema181.properties.over,
              data: data41,
            };
            if (vErrors === null) {
              vErrors = [err81];
            } else {
              vErrors.push(err81);
            }
            errors++;
          }
        }
        if (data40.when !== undefined) {
          let data42 = data40.when;
          if (typeof data42 !== 'string') {
            const err82 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.when.type,
              parentSchema: schema181.properties.when,
              data: data42,
            };
            if (vErrors === null) {
              vErrors = [err82];
            } else {
              vErrors.push(err82);
            }
            errors++;
          }
          if (!(data42 === 'always' || data42 === 'success')) {
            const err83 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/enum',
              keyword: 'enum',
              params: { allowedValues: schema181.properties.when.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema181.properties.when.enum,
              parentSchema: schema181.properties.when,
              data: data42,
            };
            if (vErrors === null) {
              vErrors = [err83];
            } else {
              vErrors.push(err83);
            }
            errors++;
          }
        }
        if (data40.gpu !== undefined) {
          let data43 = data40.gpu;
          if (typeof data43 !== 'string') {
            const err84 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.gpu.type,
              parentSchema: schema181.properties.gpu,
              data: data43,
            };
            if (vErrors === null) {
              vErrors = [err84];
            } else {
              vErrors.push(err84);
            }
            errors++;
          }
          if (!(data43 === 'any' || data43 === 'same')) {
            const err85 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/enum',
              keyword: 'enum',
              params: { allowedValues: schema181.properties.gpu.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema181.properties.gpu.enum,
              parentSchema: schema181.properties.gpu,
              data: data43,
            };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        }
      }
    }
    if (data.limits !== undefined) {
      if (
        !validate100(data.limits, {
          instancePath: instancePath + '/limits',
          parentData: data,
          parentDataProperty: 'limits',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
        errors = vErrors.length;
      }
    }
    if (data.template !== undefined) {
      let data45 = data.template;
      if (typeof data45 !== 'string' && data45 !== null) {
        const err86 = {
          instancePath: instancePath + '/template',
          schemaPath: '#/$defs/template/type',
          keyword: 'type',
          params: { type: schema184.type },
          message: 'must be string,null',
          schema: schema184.type,
          parentSchema: schema184,
          data: data45,
        };
        if (vErrors === null) {
          vErrors = [err86];
        } else {
          vErrors.push(err86);
        }
        errors++;
      }
      if (typeof data45 === 'string') {
        if (!pattern6.test(data45)) {
          const err87 = {
            instancePath: instancePath + '/template',
            schemaPath: '#/$defs/template/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema184,
            data: data45,
          };
          if (vErrors === null) {
            vErrors = [err87];
          } else {
            vErrors.push(err87);
          }
          errors++;
        }
      }
    }
  }
  validate72.errors = vErrors;
  return errors === 0;
}
validate72.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

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
            params: { pattern: '^[a-z0-9][a-z0-9_.-]{0,199}$' },
            message: 'must match pattern "' + '^[a-z0-9][a-z0-9_.-]{0,199}$' + '"',
            schema: '^[a-z0-9][a-z0-9_.-]{0,199}$',
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
    if (data.extends !== undefined) {
      let data3 = data.extends;
      if (typeof data3 !== 'string' && !Array.isArray(data3)) {
        const err5 = {
          instancePath: instancePath + '/extends',
          schemaPath: '#/properties/extends/type',
          keyword: 'type',
          params: { type: schema31.properties.extends.type },
          message: 'must be string,array',
          schema: schema31.properties.extends.type,
          parentSchema: schema31.properties.extends,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (typeof data3 === 'string') {
        if (!pattern6.test(data3)) {
          const err6 = {
            instancePath: instancePath + '/extends',
            schemaPath: '#/properties/extends/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema31.properties.extends,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      }
      if (Array.isArray(data3)) {
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 === 'string') {
            if (!pattern6.test(data4)) {
              const err7 = {
                instancePath: instancePath + '/extends/' + i0,
                schemaPath: '#/properties/extends/items/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema31.properties.extends.items,
                data: data4,
              };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = {
              instancePath: instancePath + '/extends/' + i0,
              schemaPath: '#/properties/extends/items/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema31.properties.extends.items.type,
              parentSchema: schema31.properties.extends.items,
              data: data4,
            };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      }
    }
    if (data.matrix !== undefined) {
      let data5 = data.matrix;
      if (data5 && typeof data5 == 'object' && !Array.isArray(data5)) {
        for (const key1 in data5) {
          const _errs13 = errors;
          if (typeof key1 === 'string') {
            if (!pattern8.test(key1)) {
              const err9 = {
                instancePath: instancePath + '/matrix',
                schemaPath: '#/$defs/axisName/pattern',
                keyword: 'pattern',
                params: {
                  pattern: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                },
                message:
                  'must match pattern "' +
                  '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                  '"',
                schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                parentSchema: schema32,
                data: key1,
                propertyName: key1,
              };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
          } else {
            const err10 = {
              instancePath: instancePath + '/matrix',
              schemaPath: '#/$defs/axisName/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
              data: key1,
              propertyName: key1,
            };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
          var valid3 = _errs13 === errors;
          if (!valid3) {
            const err11 = {
              instancePath: instancePath + '/matrix',
              schemaPath: '#/properties/matrix/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key1 },
              message: 'property name must be valid',
              schema: schema31.properties.matrix.propertyNames,
              parentSchema: schema31.properties.matrix,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        for (const key2 in data5) {
          if (
            !validate21(data5[key2], {
              instancePath: instancePath + '/matrix/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data5,
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
        const err12 = {
          instancePath: instancePath + '/matrix',
          schemaPath: '#/properties/matrix/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.matrix.type,
          parentSchema: schema31.properties.matrix,
          data: data5,
        };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.zip !== undefined) {
      let data7 = data.zip;
      if (Array.isArray(data7)) {
        const len1 = data7.length;
        for (let i1 = 0; i1 < len1; i1++) {
          if (
            !validate63(data7[i1], {
              instancePath: instancePath + '/zip/' + i1,
              parentData: data7,
              parentDataProperty: i1,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err13 = {
          instancePath: instancePath + '/zip',
          schemaPath: '#/properties/zip/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.zip.type,
          parentSchema: schema31.properties.zip,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.exclude !== undefined) {
      let data9 = data.exclude;
      if (Array.isArray(data9)) {
        const len2 = data9.length;
        for (let i2 = 0; i2 < len2; i2++) {
          if (
            !validate58(data9[i2], {
              instancePath: instancePath + '/exclude/' + i2,
              parentData: data9,
              parentDataProperty: i2,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err14 = {
          instancePath: instancePath + '/exclude',
          schemaPath: '#/properties/exclude/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.exclude.type,
          parentSchema: schema31.properties.exclude,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.include !== undefined) {
      let data11 = data.include;
      if (Array.isArray(data11)) {
        const len3 = data11.length;
        for (let i3 = 0; i3 < len3; i3++) {
          if (
            !validate70(data11[i3], {
              instancePath: instancePath + '/include/' + i3,
              parentData: data11,
              parentDataProperty: i3,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err15 = {
          instancePath: instancePath + '/include',
          schemaPath: '#/properties/include/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.include.type,
          parentSchema: schema31.properties.include,
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
    if (data.sample !== undefined) {
      let data13 = data.sample;
      if (data13 && typeof data13 == 'object' && !Array.isArray(data13)) {
        if (data13.count === undefined) {
          const err16 = {
            instancePath: instancePath + '/sample',
            schemaPath: '#/properties/sample/required',
            keyword: 'required',
            params: { missingProperty: 'count' },
            message: "must have required property '" + 'count' + "'",
            schema: schema31.properties.sample.required,
            parentSchema: schema31.properties.sample,
            data: data13,
          };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        for (const key3 in data13) {
          if (!(key3 === 'count' || key3 === 'over')) {
            const err17 = {
              instancePath: instancePath + '/sample',
              schemaPath: '#/properties/sample/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key3 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema31.properties.sample,
              data: data13,
            };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data13.count !== undefined) {
          let data14 = data13.count;
          if (!(typeof data14 == 'number' && !(data14 % 1) && !isNaN(data14) && isFinite(data14))) {
            const err18 = {
              instancePath: instancePath + '/sample/count',
              schemaPath: '#/properties/sample/properties/count/type',
              keyword: 'type',
              params: { type: 'integer' },
              message: 'must be integer',
              schema: schema31.properties.sample.properties.count.type,
              parentSchema: schema31.properties.sample.properties.count,
              data: data14,
            };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
          if (typeof data14 == 'number' && isFinite(data14)) {
            if (data14 > 1000000000 || isNaN(data14)) {
              const err19 = {
                instancePath: instancePath + '/sample/count',
                schemaPath: '#/properties/sample/properties/count/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000000 },
                message: 'must be <= 1000000000',
                schema: 1000000000,
                parentSchema: schema31.properties.sample.properties.count,
                data: data14,
              };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
            if (data14 < 1 || isNaN(data14)) {
              const err20 = {
                instancePath: instancePath + '/sample/count',
                schemaPath: '#/properties/sample/properties/count/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 1 },
                message: 'must be >= 1',
                schema: 1,
                parentSchema: schema31.properties.sample.properties.count,
                data: data14,
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
        if (data13.over !== undefined) {
          let data15 = data13.over;
          if (Array.isArray(data15)) {
            if (data15.length < 1) {
              const err21 = {
                instancePath: instancePath + '/sample/over',
                schemaPath: '#/properties/sample/properties/over/minItems',
                keyword: 'minItems',
                params: { limit: 1 },
                message: 'must NOT have fewer than 1 items',
                schema: 1,
                parentSchema: schema31.properties.sample.properties.over,
                data: data15,
              };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
            const len4 = data15.length;
            for (let i4 = 0; i4 < len4; i4++) {
              let data16 = data15[i4];
              if (typeof data16 === 'string') {
                if (!pattern8.test(data16)) {
                  const err22 = {
                    instancePath: instancePath + '/sample/over/' + i4,
                    schemaPath: '#/$defs/axisName/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                      '"',
                    schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    parentSchema: schema32,
                    data: data16,
                  };
                  if (vErrors === null) {
                    vErrors = [err22];
                  } else {
                    vErrors.push(err22);
                  }
                  errors++;
                }
              } else {
                const err23 = {
                  instancePath: instancePath + '/sample/over/' + i4,
                  schemaPath: '#/$defs/axisName/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema32.type,
                  parentSchema: schema32,
                  data: data16,
                };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
          } else {
            const err24 = {
              instancePath: instancePath + '/sample/over',
              schemaPath: '#/properties/sample/properties/over/type',
              keyword: 'type',
              params: { type: 'array' },
              message: 'must be array',
              schema: schema31.properties.sample.properties.over.type,
              parentSchema: schema31.properties.sample.properties.over,
              data: data15,
            };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
      } else {
        const err25 = {
          instancePath: instancePath + '/sample',
          schemaPath: '#/properties/sample/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.sample.type,
          parentSchema: schema31.properties.sample,
          data: data13,
        };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
    if (data.presets !== undefined) {
      let data17 = data.presets;
      if (data17 && typeof data17 == 'object' && !Array.isArray(data17)) {
        for (const key4 in data17) {
          const _errs39 = errors;
          if (typeof key4 === 'string') {
            if (!pattern11.test(key4)) {
              const err26 = {
                instancePath: instancePath + '/presets',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
                parentSchema: schema40,
                data: key4,
                propertyName: key4,
              };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          } else {
            const err27 = {
              instancePath: instancePath + '/presets',
              schemaPath: '#/$defs/identifier/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema40.type,
              parentSchema: schema40,
              data: key4,
              propertyName: key4,
            };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
          var valid16 = _errs39 === errors;
          if (!valid16) {
            const err28 = {
              instancePath: instancePath + '/presets',
              schemaPath: '#/properties/presets/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key4 },
              message: 'property name must be valid',
              schema: schema31.properties.presets.propertyNames,
              parentSchema: schema31.properties.presets,
              data: data17,
            };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        for (const key5 in data17) {
          let data18 = data17[key5];
          if (!(data18 && typeof data18 == 'object' && !Array.isArray(data18)) && data18 !== null) {
            const err29 = {
              instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/presets/additionalProperties/type',
              keyword: 'type',
              params: { type: schema31.properties.presets.additionalProperties.type },
              message: 'must be object,null',
              schema: schema31.properties.presets.additionalProperties.type,
              parentSchema: schema31.properties.presets.additionalProperties,
              data: data18,
            };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
          if (data18 && typeof data18 == 'object' && !Array.isArray(data18)) {
            for (const key6 in data18) {
              if (!(key6 === 'only' || key6 === 'skip' || key6 === 'set')) {
                const err30 = {
                  instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
                  schemaPath: '#/properties/presets/additionalProperties/additionalProperties',
                  keyword: 'additionalProperties',
                  params: { additionalProperty: key6 },
                  message: 'must NOT have additional properties',
                  schema: false,
                  parentSchema: schema31.properties.presets.additionalProperties,
                  data: data18,
                };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
            }
            if (data18.only !== undefined) {
              let data19 = data18.only;
              if (typeof data19 !== 'string' && !Array.isArray(data19)) {
                const err31 = {
                  instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/only',
                  schemaPath: '#/$defs/assignments/type',
                  keyword: 'type',
                  params: { type: schema127.type },
                  message: 'must be string,array',
                  schema: schema127.type,
                  parentSchema: schema127,
                  data: data19,
                };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
              if (typeof data19 === 'string') {
                if (!pattern73.test(data19)) {
                  const err32 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/only',
                    schemaPath: '#/$defs/assignments/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[^=]+=' },
                    message: 'must match pattern "' + '^[^=]+=' + '"',
                    schema: '^[^=]+=',
                    parentSchema: schema127,
                    data: data19,
                  };
                  if (vErrors === null) {
                    vErrors = [err32];
                  } else {
                    vErrors.push(err32);
                  }
                  errors++;
                }
              }
              if (Array.isArray(data19)) {
                if (data19.length < 1) {
                  const err33 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/only',
                    schemaPath: '#/$defs/assignments/minItems',
                    keyword: 'minItems',
                    params: { limit: 1 },
                    message: 'must NOT have fewer than 1 items',
                    schema: 1,
                    parentSchema: schema127,
                    data: data19,
                  };
                  if (vErrors === null) {
                    vErrors = [err33];
                  } else {
                    vErrors.push(err33);
                  }
                  errors++;
                }
                const len5 = data19.length;
                for (let i5 = 0; i5 < len5; i5++) {
                  let data20 = data19[i5];
                  if (typeof data20 === 'string') {
                    if (!pattern73.test(data20)) {
                      const err34 = {
                        instancePath:
                          instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/only/' + i5,
                        schemaPath: '#/$defs/assignments/items/pattern',
                        keyword: 'pattern',
                        params: { pattern: '^[^=]+=' },
                        message: 'must match pattern "' + '^[^=]+=' + '"',
                        schema: '^[^=]+=',
                        parentSchema: schema127.items,
                        data: data20,
                      };
                      if (vErrors === null) {
                        vErrors = [err34];
                      } else {
                        vErrors.push(err34);
                      }
                      errors++;
                    }
                  } else {
                    const err35 = {
                      instancePath:
                        instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/only/' + i5,
                      schemaPath: '#/$defs/assignments/items/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema127.items.type,
                      parentSchema: schema127.items,
                      data: data20,
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
            }
            if (data18.skip !== undefined) {
              let data21 = data18.skip;
              if (typeof data21 !== 'string' && !Array.isArray(data21)) {
                const err36 = {
                  instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/skip',
                  schemaPath: '#/$defs/assignments/type',
                  keyword: 'type',
                  params: { type: schema127.type },
                  message: 'must be string,array',
                  schema: schema127.type,
                  parentSchema: schema127,
                  data: data21,
                };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              if (typeof data21 === 'string') {
                if (!pattern73.test(data21)) {
                  const err37 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/skip',
                    schemaPath: '#/$defs/assignments/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[^=]+=' },
                    message: 'must match pattern "' + '^[^=]+=' + '"',
                    schema: '^[^=]+=',
                    parentSchema: schema127,
                    data: data21,
                  };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
              }
              if (Array.isArray(data21)) {
                if (data21.length < 1) {
                  const err38 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/skip',
                    schemaPath: '#/$defs/assignments/minItems',
                    keyword: 'minItems',
                    params: { limit: 1 },
                    message: 'must NOT have fewer than 1 items',
                    schema: 1,
                    parentSchema: schema127,
                    data: data21,
                  };
                  if (vErrors === null) {
                    vErrors = [err38];
                  } else {
                    vErrors.push(err38);
                  }
                  errors++;
                }
                const len6 = data21.length;
                for (let i6 = 0; i6 < len6; i6++) {
                  let data22 = data21[i6];
                  if (typeof data22 === 'string') {
                    if (!pattern73.test(data22)) {
                      const err39 = {
                        instancePath:
                          instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/skip/' + i6,
                        schemaPath: '#/$defs/assignments/items/pattern',
                        keyword: 'pattern',
                        params: { pattern: '^[^=]+=' },
                        message: 'must match pattern "' + '^[^=]+=' + '"',
                        schema: '^[^=]+=',
                        parentSchema: schema127.items,
                        data: data22,
                      };
                      if (vErrors === null) {
                        vErrors = [err39];
                      } else {
                        vErrors.push(err39);
                      }
                      errors++;
                    }
                  } else {
                    const err40 = {
                      instancePath:
                        instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/skip/' + i6,
                      schemaPath: '#/$defs/assignments/items/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema127.items.type,
                      parentSchema: schema127.items,
                      data: data22,
                    };
                    if (vErrors === null) {
                      vErrors = [err40];
                    } else {
                      vErrors.push(err40);
                    }
                    errors++;
                  }
                }
              }
            }
            if (data18.set !== undefined) {
              let data23 = data18.set;
              if (typeof data23 !== 'string' && !Array.isArray(data23)) {
                const err41 = {
                  instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/set',
                  schemaPath: '#/$defs/assignments/type',
                  keyword: 'type',
                  params: { type: schema127.type },
                  message: 'must be string,array',
                  schema: schema127.type,
                  parentSchema: schema127,
                  data: data23,
                };
                if (vErrors === null) {
                  vErrors = [err41];
                } else {
                  vErrors.push(err41);
                }
                errors++;
              }
              if (typeof data23 === 'string') {
                if (!pattern73.test(data23)) {
                  const err42 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/set',
                    schemaPath: '#/$defs/assignments/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[^=]+=' },
                    message: 'must match pattern "' + '^[^=]+=' + '"',
                    schema: '^[^=]+=',
                    parentSchema: schema127,
                    data: data23,
                  };
                  if (vErrors === null) {
                    vErrors = [err42];
                  } else {
                    vErrors.push(err42);
                  }
                  errors++;
                }
              }
              if (Array.isArray(data23)) {
                if (data23.length < 1) {
                  const err43 = {
                    instancePath: instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/set',
                    schemaPath: '#/$defs/assignments/minItems',
                    keyword: 'minItems',
                    params: { limit: 1 },
                    message: 'must NOT have fewer than 1 items',
                    schema: 1,
                    parentSchema: schema127,
                    data: data23,
                  };
                  if (vErrors === null) {
                    vErrors = [err43];
                  } else {
                    vErrors.push(err43);
                  }
                  errors++;
                }
                const len7 = data23.length;
                for (let i7 = 0; i7 < len7; i7++) {
                  let data24 = data23[i7];
                  if (typeof data24 === 'string') {
                    if (!pattern73.test(data24)) {
                      const err44 = {
                        instancePath:
                          instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/set/' + i7,
                        schemaPath: '#/$defs/assignments/items/pattern',
                        keyword: 'pattern',
                        params: { pattern: '^[^=]+=' },
                        message: 'must match pattern "' + '^[^=]+=' + '"',
                        schema: '^[^=]+=',
                        parentSchema: schema127.items,
                        data: data24,
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
                      instancePath:
                        instancePath + '/presets/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/set/' + i7,
                      schemaPath: '#/$defs/assignments/items/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema127.items.type,
                      parentSchema: schema127.items,
                      data: data24,
                    };
                    if (vErrors === null) {
                      vErrors = [err45];
                    } else {
                      vErrors.push(err45);
                    }
                    errors++;
                  }
                }
              }
            }
          }
        }
      } else {
        const err46 = {
          instancePath: instancePath + '/presets',
          schemaPath: '#/properties/presets/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.presets.type,
          parentSchema: schema31.properties.presets,
          data: data17,
        };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
    }
    if (data.moved !== undefined) {
      let data25 = data.moved;
      if (Array.isArray(data25)) {
        const len8 = data25.length;
        for (let i8 = 0; i8 < len8; i8++) {
          let data26 = data25[i8];
          const _errs65 = errors;
          let valid31 = false;
          const _errs66 = errors;
          if (data26 && typeof data26 == 'object' && !Array.isArray(data26)) {
            if (data26.axis === undefined) {
              const err47 = {
                instancePath: instancePath + '/moved/' + i8,
                schemaPath: '#/properties/moved/items/anyOf/0/required',
                keyword: 'required',
                params: { missingProperty: 'axis' },
                message: "must have required property '" + 'axis' + "'",
                schema: schema31.properties.moved.items.anyOf[0].required,
                parentSchema: schema31.properties.moved.items.anyOf[0],
                data: data26,
              };
              if (vErrors === null) {
                vErrors = [err47];
              } else {
                vErrors.push(err47);
              }
              errors++;
            }
          }
          var _valid0 = _errs66 === errors;
          valid31 = valid31 || _valid0;
          const _errs67 = errors;
          if (data26 && typeof data26 == 'object' && !Array.isArray(data26)) {
            if (data26.stage === undefined) {
              const err48 = {
                instancePath: instancePath + '/moved/' + i8,
                schemaPath: '#/properties/moved/items/anyOf/1/required',
                keyword: 'required',
                params: { missingProperty: 'stage' },
                message: "must have required property '" + 'stage' + "'",
                schema: schema31.properties.moved.items.anyOf[1].required,
                parentSchema: schema31.properties.moved.items.anyOf[1],
                data: data26,
              };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
          }
          var _valid0 = _errs67 === errors;
          valid31 = valid31 || _valid0;
          if (!valid31) {
            const err49 = {
              instancePath: instancePath + '/moved/' + i8,
              schemaPath: '#/properties/moved/items/anyOf',
              keyword: 'anyOf',
              params: {},
              message: 'must match a schema in anyOf',
              schema: schema31.properties.moved.items.anyOf,
              parentSchema: schema31.properties.moved.items,
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          } else {
            errors = _errs65;
            if (vErrors !== null) {
              if (_errs65) {
                vErrors.length = _errs65;
              } else {
                vErrors = null;
              }
            }
          }
          const _errs69 = errors;
          const _errs70 = errors;
          if (errors === _errs70) {
            if (data26 && typeof data26 == 'object' && !Array.isArray(data26)) {
              let missing0;
              if (
                (data26.axis === undefined && (missing0 = 'axis')) ||
                (data26.stage === undefined && (missing0 = 'stage'))
              ) {
                const err50 = {};
                if (vErrors === null) {
                  vErrors = [err50];
                } else {
                  vErrors.push(err50);
                }
                errors++;
              }
            } else {
              const err51 = {};
              if (vErrors === null) {
                vErrors = [err51];
              } else {
                vErrors.push(err51);
              }
              errors++;
            }
          }
          var valid33 = _errs70 === errors;
          if (valid33) {
            const err52 = {
              instancePath: instancePath + '/moved/' + i8,
              schemaPath: '#/properties/moved/items/allOf/0/not',
              keyword: 'not',
              params: {},
              message: 'must NOT be valid',
              schema: schema31.properties.moved.items.allOf[0].not,
              parentSchema: schema31.properties.moved.items.allOf[0],
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          } else {
            errors = _errs69;
            if (vErrors !== null) {
              if (_errs69) {
                vErrors.length = _errs69;
              } else {
                vErrors = null;
              }
            }
          }
          const _errs73 = errors;
          const _errs74 = errors;
          if (errors === _errs74) {
            if (data26 && typeof data26 == 'object' && !Array.isArray(data26)) {
              let missing1;
              if (
                (data26.value === undefined && (missing1 = 'value')) ||
                (data26.stage === undefined && (missing1 = 'stage'))
              ) {
                const err53 = {};
                if (vErrors === null) {
                  vErrors = [err53];
                } else {
                  vErrors.push(err53);
                }
                errors++;
              }
            } else {
              const err54 = {};
              if (vErrors === null) {
                vErrors = [err54];
              } else {
                vErrors.push(err54);
              }
              errors++;
            }
          }
          var valid34 = _errs74 === errors;
          if (valid34) {
            const err55 = {
              instancePath: instancePath + '/moved/' + i8,
              schemaPath: '#/properties/moved/items/allOf/1/not',
              keyword: 'not',
              params: {},
              message: 'must NOT be valid',
              schema: schema31.properties.moved.items.allOf[1].not,
              parentSchema: schema31.properties.moved.items.allOf[1],
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          } else {
            errors = _errs73;
            if (vErrors !== null) {
              if (_errs73) {
                vErrors.length = _errs73;
              } else {
                vErrors = null;
              }
            }
          }
          if (data26 && typeof data26 == 'object' && !Array.isArray(data26)) {
            if (data26.was === undefined) {
              const err56 = {
                instancePath: instancePath + '/moved/' + i8,
                schemaPath: '#/properties/moved/items/required',
                keyword: 'required',
                params: { missingProperty: 'was' },
                message: "must have required property '" + 'was' + "'",
                schema: schema31.properties.moved.items.required,
                parentSchema: schema31.properties.moved.items,
                data: data26,
              };
              if (vErrors === null) {
                vErrors = [err56];
              } else {
                vErrors.push(err56);
              }
              errors++;
            }
            for (const key7 in data26) {
              if (!(key7 === 'axis' || key7 === 'value' || key7 === 'stage' || key7 === 'was')) {
                const err57 = {
                  instancePath: instancePath + '/moved/' + i8,
                  schemaPath: '#/properties/moved/items/additionalProperties',
                  keyword: 'additionalProperties',
                  params: { additionalProperty: key7 },
                  message: 'must NOT have additional properties',
                  schema: false,
                  parentSchema: schema31.properties.moved.items,
                  data: data26,
                };
                if (vErrors === null) {
                  vErrors = [err57];
                } else {
                  vErrors.push(err57);
                }
                errors++;
              }
            }
            if (data26.axis !== undefined) {
              let data27 = data26.axis;
              if (typeof data27 === 'string') {
                if (!pattern8.test(data27)) {
                  const err58 = {
                    instancePath: instancePath + '/moved/' + i8 + '/axis',
                    schemaPath: '#/$defs/axisName/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$' +
                      '"',
                    schema: '^(?=.{1,200}$)(?!(?:job|sweep|host|needs)\\.)[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*$',
                    parentSchema: schema32,
                    data: data27,
                  };
                  if (vErrors === null) {
                    vErrors = [err58];
                  } else {
                    vErrors.push(err58);
                  }
                  errors++;
                }
              } else {
                const err59 = {
                  instancePath: instancePath + '/moved/' + i8 + '/axis',
                  schemaPath: '#/$defs/axisName/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema32.type,
                  parentSchema: schema32,
                  data: data27,
                };
                if (vErrors === null) {
                  vErrors = [err59];
                } else {
                  vErrors.push(err59);
                }
                errors++;
              }
            }
            if (data26.value !== undefined) {
              let data28 = data26.value;
              if (
                typeof data28 != 'object' &&
                typeof data28 !== 'string' &&
                !(typeof data28 == 'number' && isFinite(data28)) &&
                typeof data28 !== 'boolean'
              ) {
                const err60 = {
                  instancePath: instancePath + '/moved/' + i8 + '/value',
                  schemaPath: '#/$defs/value/type',
                  keyword: 'type',
                  params: { type: schema104.type },
                  message: 'must be string,number,boolean,null,array,object',
                  schema: schema104.type,
                  parentSchema: schema104,
                  data: data28,
                };
                if (vErrors === null) {
                  vErrors = [err60];
                } else {
                  vErrors.push(err60);
                }
                errors++;
              }
            }
            if (data26.stage !== undefined) {
              let data29 = data26.stage;
              if (typeof data29 === 'string') {
                if (!pattern80.test(data29)) {
                  const err61 = {
                    instancePath: instancePath + '/moved/' + i8 + '/stage',
                    schemaPath: '#/$defs/neededStage/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
                    message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]*$' + '"',
                    schema: '^[A-Za-z_][A-Za-z0-9_]*$',
                    parentSchema: schema132,
                    data: data29,
                  };
                  if (vErrors === null) {
                    vErrors = [err61];
                  } else {
                    vErrors.push(err61);
                  }
                  errors++;
                }
              } else {
                const err62 = {
                  instancePath: instancePath + '/moved/' + i8 + '/stage',
                  schemaPath: '#/$defs/neededStage/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema132.type,
                  parentSchema: schema132,
                  data: data29,
                };
                if (vErrors === null) {
                  vErrors = [err62];
                } else {
                  vErrors.push(err62);
                }
                errors++;
              }
            }
            if (data26.was !== undefined) {
              let data30 = data26.was;
              if (
                typeof data30 != 'object' &&
                typeof data30 !== 'string' &&
                !(typeof data30 == 'number' && isFinite(data30)) &&
                typeof data30 !== 'boolean'
              ) {
                const err63 = {
                  instancePath: instancePath + '/moved/' + i8 + '/was',
                  schemaPath: '#/$defs/value/type',
                  keyword: 'type',
                  params: { type: schema104.type },
                  message: 'must be string,number,boolean,null,array,object',
                  schema: schema104.type,
                  parentSchema: schema104,
                  data: data30,
                };
                if (vErrors === null) {
                  vErrors = [err63];
                } else {
                  vErrors.push(err63);
                }
                errors++;
              }
            }
          } else {
            const err64 = {
              instancePath: instancePath + '/moved/' + i8,
              schemaPath: '#/properties/moved/items/type',
              keyword: 'type',
              params: { type: 'object' },
              message: 'must be object',
              schema: schema31.properties.moved.items.type,
              parentSchema: schema31.properties.moved.items,
              data: data26,
            };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
        }
      } else {
        const err65 = {
          instancePath: instancePath + '/moved',
          schemaPath: '#/properties/moved/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.moved.type,
          parentSchema: schema31.properties.moved,
          data: data25,
        };
        if (vErrors === null) {
          vErrors = [err65];
        } else {
          vErrors.push(err65);
        }
        errors++;
      }
    }
    if (data.replicates !== undefined) {
      let data31 = data.replicates;
      if (typeof data31 === 'string') {
        if (!pattern81.test(data31)) {
          const err66 = {
            instancePath: instancePath + '/replicates',
            schemaPath: '#/properties/replicates/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
            parentSchema: schema31.properties.replicates,
            data: data31,
          };
          if (vErrors === null) {
            vErrors = [err66];
          } else {
            vErrors.push(err66);
          }
          errors++;
        }
      } else {
        const err67 = {
          instancePath: instancePath + '/replicates',
          schemaPath: '#/properties/replicates/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.replicates.type,
          parentSchema: schema31.properties.replicates,
          data: data31,
        };
        if (vErrors === null) {
          vErrors = [err67];
        } else {
          vErrors.push(err67);
        }
        errors++;
      }
    }
    if (data.stages !== undefined) {
      let data32 = data.stages;
      if (data32 && typeof data32 == 'object' && !Array.isArray(data32)) {
        if (Object.keys(data32).length < 1) {
          const err68 = {
            instancePath: instancePath + '/stages',
            schemaPath: '#/properties/stages/minProperties',
            keyword: 'minProperties',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 properties',
            schema: 1,
            parentSchema: schema31.properties.stages,
            data: data32,
          };
          if (vErrors === null) {
            vErrors = [err68];
          } else {
            vErrors.push(err68);
          }
          errors++;
        }
        for (const key8 in data32) {
          const _errs93 = errors;
          if (typeof key8 === 'string') {
            if (!pattern11.test(key8)) {
              const err69 = {
                instancePath: instancePath + '/stages',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
                parentSchema: schema40,
                data: key8,
                propertyName: key8,
              };
              if (vErrors === null) {
                vErrors = [err69];
              } else {
                vErrors.push(err69);
              }
              errors++;
            }
          } else {
            const err70 = {
              instancePath: instancePath + '/stages',
              schemaPath: '#/$defs/identifier/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema40.type,
              parentSchema: schema40,
              data: key8,
              propertyName: key8,
            };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
          var valid40 = _errs93 === errors;
          if (!valid40) {
            const err71 = {
              instancePath: instancePath + '/stages',
              schemaPath: '#/properties/stages/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key8 },
              message: 'property name must be valid',
              schema: schema31.properties.stages.propertyNames,
              parentSchema: schema31.properties.stages,
              data: data32,
            };
            if (vErrors === null) {
              vErrors = [err71];
            } else {
              vErrors.push(err71);
            }
            errors++;
          }
        }
        for (const key9 in data32) {
          if (
            !validate72(data32[key9], {
              instancePath: instancePath + '/stages/' + key9.replace(/~/g, '~0').replace(/\//g, '~1'),
              parentData: data32,
              parentDataProperty: key9,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate72.errors : vErrors.concat(validate72.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err72 = {
          instancePath: instancePath + '/stages',
          schemaPath: '#/properties/stages/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.stages.type,
          parentSchema: schema31.properties.stages,
          data: data32,
        };
        if (vErrors === null) {
          vErrors = [err72];
        } else {
          vErrors.push(err72);
        }
        errors++;
      }
    }
    if (data.on_failure !== undefined) {
      let data34 = data.on_failure;
      if (typeof data34 !== 'string') {
        const err73 = {
          instancePath: instancePath + '/on_failure',
          schemaPath: '#/properties/on_failure/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.on_failure.type,
          parentSchema: schema31.properties.on_failure,
          data: data34,
        };
        if (vErrors === null) {
          vErrors = [err73];
        } else {
          vErrors.push(err73);
        }
        errors++;
      }
      if (!(data34 === 'continue' || data34 === 'stop' || data34 === 'kill')) {
        const err74 = {
          instancePath: instancePath + '/on_failure',
          schemaPath: '#/properties/on_failure/enum',
          keyword: 'enum',
          params: { allowedValues: schema31.properties.on_failure.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema31.properties.on_failure.enum,
          parentSchema: schema31.properties.on_failure,
          data: data34,
        };
        if (vErrors === null) {
          vErrors = [err74];
        } else {
          vErrors.push(err74);
        }
        errors++;
      }
    }
    if (data.order !== undefined) {
      let data35 = data.order;
      if (typeof data35 !== 'string') {
        const err75 = {
          instancePath: instancePath + '/order',
          schemaPath: '#/properties/order/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.order.type,
          parentSchema: schema31.properties.order,
          data: data35,
        };
        if (vErrors === null) {
          vErrors = [err75];
        } else {
          vErrors.push(err75);
        }
        errors++;
      }
      if (!(data35 === 'longest' || data35 === 'plan')) {
        const err76 = {
          instancePath: instancePath + '/order',
          schemaPath: '#/properties/order/enum',
          keyword: 'enum',
          params: { allowedValues: schema31.properties.order.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema31.properties.order.enum,
          parentSchema: schema31.properties.order,
          data: data35,
        };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    }
    if (data.wide_jobs !== undefined) {
      let data36 = data.wide_jobs;
      if (typeof data36 !== 'string') {
        const err77 = {
          instancePath: instancePath + '/wide_jobs',
          schemaPath: '#/properties/wide_jobs/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.wide_jobs.type,
          parentSchema: schema31.properties.wide_jobs,
          data: data36,
        };
        if (vErrors === null) {
          vErrors = [err77];
        } else {
          vErrors.push(err77);
        }
        errors++;
      }
      if (!(data36 === 'reserve' || data36 === 'pack')) {
        const err78 = {
          instancePath: instancePath + '/wide_jobs',
          schemaPath: '#/properties/wide_jobs/enum',
          keyword: 'enum',
          params: { allowedValues: schema31.properties.wide_jobs.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema31.properties.wide_jobs.enum,
          parentSchema: schema31.properties.wide_jobs,
          data: data36,
        };
        if (vErrors === null) {
          vErrors = [err78];
        } else {
          vErrors.push(err78);
        }
        errors++;
      }
    }
    if (data.goals !== undefined) {
      let data37 = data.goals;
      if (data37 && typeof data37 == 'object' && !Array.isArray(data37)) {
        for (const key10 in data37) {
          const _errs106 = errors;
          if (typeof key10 === 'string') {
            if (!pattern6.test(key10)) {
              const err79 = {
                instancePath: instancePath + '/goals',
                schemaPath: '#/$defs/metricName/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema87,
                data: key10,
                propertyName: key10,
              };
              if (vErrors === null) {
                vErrors = [err79];
              } else {
                vErrors.push(err79);
              }
              errors++;
            }
          } else {
            const err80 = {
              instancePath: instancePath + '/goals',
              schemaPath: '#/$defs/metricName/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema87.type,
              parentSchema: schema87,
              data: key10,
              propertyName: key10,
            };
            if (vErrors === null) {
              vErrors = [err80];
            } else {
              vErrors.push(err80);
            }
            errors++;
          }
          var valid43 = _errs106 === errors;
          if (!valid43) {
            const err81 = {
              instancePath: instancePath + '/goals',
              schemaPath: '#/properties/goals/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key10 },
              message: 'property name must be valid',
              schema: schema31.properties.goals.propertyNames,
              parentSchema: schema31.properties.goals,
              data: data37,
            };
            if (vErrors === null) {
              vErrors = [err81];
            } else {
              vErrors.push(err81);
            }
            errors++;
          }
        }
        for (const key11 in data37) {
          let data38 = data37[key11];
          if (typeof data38 !== 'string' && data38 !== null) {
            const err82 = {
              instancePath: instancePath + '/goals/' + key11.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/goals/additionalProperties/type',
              keyword: 'type',
              params: { type: schema31.properties.goals.additionalProperties.type },
              message: 'must be string,null',
              schema: schema31.properties.goals.additionalProperties.type,
              parentSchema: schema31.properties.goals.additionalProperties,
              data: data38,
            };
            if (vErrors === null) {
              vErrors = [err82];
            } else {
              vErrors.push(err82);
            }
            errors++;
          }
          if (typeof data38 === 'string') {
            if (!pattern133.test(data38)) {
              const err83 = {
                instancePath: instancePath + '/goals/' + key11.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/properties/goals/additionalProperties/pattern',
                keyword: 'pattern',
                params: { pattern: '^(?:max|min)$' },
                message: 'must match pattern "' + '^(?:max|min)$' + '"',
                schema: '^(?:max|min)$',
                parentSchema: schema31.properties.goals.additionalProperties,
                data: data38,
              };
              if (vErrors === null) {
                vErrors = [err83];
              } else {
                vErrors.push(err83);
              }
              errors++;
            }
          }
        }
      } else {
        const err84 = {
          instancePath: instancePath + '/goals',
          schemaPath: '#/properties/goals/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.goals.type,
          parentSchema: schema31.properties.goals,
          data: data37,
        };
        if (vErrors === null) {
          vErrors = [err84];
        } else {
          vErrors.push(err84);
        }
        errors++;
      }
    }
    if (data.hooks !== undefined) {
      let data39 = data.hooks;
      if (data39 && typeof data39 == 'object' && !Array.isArray(data39)) {
        for (const key12 in data39) {
          if (!(key12 === 'job_end' || key12 === 'job_failed' || key12 === 'run_end')) {
            const err85 = {
              instancePath: instancePath + '/hooks',
              schemaPath: '#/properties/hooks/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key12 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema31.properties.hooks,
              data: data39,
            };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        }
        if (data39.job_end !== undefined) {
          let data40 = data39.job_end;
          if (typeof data40 !== 'string' && data40 !== null) {
            const err86 = {
              instancePath: instancePath + '/hooks/job_end',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema186.type },
              message: 'must be string,null',
              schema: schema186.type,
              parentSchema: schema186,
              data: data40,
            };
            if (vErrors === null) {
              vErrors = [err86];
            } else {
              vErrors.push(err86);
            }
            errors++;
          }
          if (typeof data40 === 'string') {
            if (!pattern6.test(data40)) {
              const err87 = {
                instancePath: instancePath + '/hooks/job_end',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema186,
                data: data40,
              };
              if (vErrors === null) {
                vErrors = [err87];
              } else {
                vErrors.push(err87);
              }
              errors++;
            }
          }
        }
        if (data39.job_failed !== undefined) {
          let data41 = data39.job_failed;
          if (typeof data41 !== 'string' && data41 !== null) {
            const err88 = {
              instancePath: instancePath + '/hooks/job_failed',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema186.type },
              message: 'must be string,null',
              schema: schema186.type,
              parentSchema: schema186,
              data: data41,
            };
            if (vErrors === null) {
              vErrors = [err88];
            } else {
              vErrors.push(err88);
            }
            errors++;
          }
          if (typeof data41 === 'string') {
            if (!pattern6.test(data41)) {
              const err89 = {
                instancePath: instancePath + '/hooks/job_failed',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema186,
                data: data41,
              };
              if (vErrors === null) {
                vErrors = [err89];
              } else {
                vErrors.push(err89);
              }
              errors++;
            }
          }
        }
        if (data39.run_end !== undefined) {
          let data42 = data39.run_end;
          if (typeof data42 !== 'string' && data42 !== null) {
            const err90 = {
              instancePath: instancePath + '/hooks/run_end',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema186.type },
              message: 'must be string,null',
              schema: schema186.type,
              parentSchema: schema186,
              data: data42,
            };
            if (vErrors === null) {
              vErrors = [err90];
            } else {
              vErrors.push(err90);
            }
            errors++;
          }
          if (typeof data42 === 'string') {
            if (!pattern6.test(data42)) {
              const err91 = {
                instancePath: instancePath + '/hooks/run_end',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema186,
                data: data42,
              };
              if (vErrors === null) {
                vErrors = [err91];
              } else {
                vErrors.push(err91);
              }
              errors++;
            }
          }
        }
      } else {
        const err92 = {
          instancePath: instancePath + '/hooks',
          schemaPath: '#/properties/hooks/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.hooks.type,
          parentSchema: schema31.properties.hooks,
          data: data39,
        };
        if (vErrors === null) {
          vErrors = [err92];
        } else {
          vErrors.push(err92);
        }
        errors++;
      }
    }
    if (data.snapshot !== undefined) {
      let data43 = data.snapshot;
      if (typeof data43 !== 'boolean' && !(data43 && typeof data43 == 'object' && !Array.isArray(data43))) {
        const err93 = {
          instancePath: instancePath + '/snapshot',
          schemaPath: '#/properties/snapshot/type',
          keyword: 'type',
          params: { type: schema31.properties.snapshot.type },
          message: 'must be boolean,object',
          schema: schema31.properties.snapshot.type,
          parentSchema: schema31.properties.snapshot,
          data: data43,
        };
        if (vErrors === null) {
          vErrors = [err93];
        } else {
          vErrors.push(err93);
        }
        errors++;
      }
      if (data43 && typeof data43 == 'object' && !Array.isArray(data43)) {
        for (const key13 in data43) {
          if (!(key13 === 'link')) {
            const err94 = {
              instancePath: instancePath + '/snapshot',
              schemaPath: '#/properties/snapshot/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key13 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema31.properties.snapshot,
              data: data43,
            };
            if (vErrors === null) {
              vErrors = [err94];
            } else {
              vErrors.push(err94);
            }
            errors++;
          }
        }
        if (data43.link !== undefined) {
          let data44 = data43.link;
          if (Array.isArray(data44)) {
            if (data44.length < 1) {
              const err95 = {
                instancePath: instancePath + '/snapshot/link',
                schemaPath: '#/properties/snapshot/properties/link/minItems',
                keyword: 'minItems',
                params: { limit: 1 },
                message: 'must NOT have fewer than 1 items',
                schema: 1,
                parentSchema: schema31.properties.snapshot.properties.link,
                data: data44,
              };
              if (vErrors === null) {
                vErrors = [err95];
              } else {
                vErrors.push(err95);
              }
              errors++;
            }
            const len9 = data44.length;
            for (let i9 = 0; i9 < len9; i9++) {
              let data45 = data44[i9];
              if (typeof data45 === 'string') {
                if (!pattern137.test(data45)) {
                  const err96 = {
                    instancePath: instancePath + '/snapshot/link/' + i9,
                    schemaPath: '#/properties/snapshot/properties/link/items/pattern',
                    keyword: 'pattern',
                    params: { pattern: '[^ ]' },
                    message: 'must match pattern "' + '[^ ]' + '"',
                    schema: '[^ ]',
                    parentSchema: schema31.properties.snapshot.properties.link.items,
                    data: data45,
                  };
                  if (vErrors === null) {
                    vErrors = [err96];
                  } else {
                    vErrors.push(err96);
                  }
                  errors++;
                }
              } else {
                const err97 = {
                  instancePath: instancePath + '/snapshot/link/' + i9,
                  schemaPath: '#/properties/snapshot/properties/link/items/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema31.properties.snapshot.properties.link.items.type,
                  parentSchema: schema31.properties.snapshot.properties.link.items,
                  data: data45,
                };
                if (vErrors === null) {
                  vErrors = [err97];
                } else {
                  vErrors.push(err97);
                }
                errors++;
              }
            }
          } else {
            const err98 = {
              instancePath: instancePath + '/snapshot/link',
              schemaPath: '#/properties/snapshot/properties/link/type',
              keyword: 'type',
              params: { type: 'array' },
              message: 'must be array',
              schema: schema31.properties.snapshot.properties.link.type,
              parentSchema: schema31.properties.snapshot.properties.link,
              data: data44,
            };
            if (vErrors === null) {
              vErrors = [err98];
            } else {
              vErrors.push(err98);
            }
            errors++;
          }
        }
      }
    }
    if (data.rules !== undefined) {
      let data46 = data.rules;
      if (Array.isArray(data46)) {
        const len10 = data46.length;
        for (let i10 = 0; i10 < len10; i10++) {
          if (
            !validate76(data46[i10], {
              instancePath: instancePath + '/rules/' + i10,
              parentData: data46,
              parentDataProperty: i10,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate76.errors : vErrors.concat(validate76.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err99 = {
          instancePath: instancePath + '/rules',
          schemaPath: '#/properties/rules/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.rules.type,
          parentSchema: schema31.properties.rules,
          data: data46,
        };
        if (vErrors === null) {
          vErrors = [err99];
        } else {
          vErrors.push(err99);
        }
        errors++;
      }
    }
    if (data.command !== undefined) {
      if (
        !validate23(data.command, {
          instancePath: instancePath + '/command',
          parentData: data,
          parentDataProperty: 'command',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
        errors = vErrors.length;
      }
    }
    if (data.setup !== undefined) {
      let data49 = data.setup;
      if (typeof data49 !== 'string' && data49 !== null) {
        const err100 = {
          instancePath: instancePath + '/setup',
          schemaPath: '#/$defs/setup/type',
          keyword: 'type',
          params: { type: schema37.type },
          message: 'must be string,null',
          schema: schema37.type,
          parentSchema: schema37,
          data: data49,
        };
        if (vErrors === null) {
          vErrors = [err100];
        } else {
          vErrors.push(err100);
        }
        errors++;
      }
    }
    if (data.workdir !== undefined) {
      let data50 = data.workdir;
      if (typeof data50 !== 'string' && !(typeof data50 == 'number' && isFinite(data50)) && data50 !== null) {
        const err101 = {
          instancePath: instancePath + '/workdir',
          schemaPath: '#/$defs/workdir/type',
          keyword: 'type',
          params: { type: schema38.type },
          message: 'must be string,number,null',
          schema: schema38.type,
          parentSchema: schema38,
          data: data50,
        };
        if (vErrors === null) {
          vErrors = [err101];
        } else {
          vErrors.push(err101);
        }
        errors++;
      }
      if (typeof data50 === 'string') {
        if (!pattern6.test(data50)) {
          const err102 = {
            instancePath: instancePath + '/workdir',
            schemaPath: '#/$defs/workdir/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema38,
            data: data50,
          };
          if (vErrors === null) {
            vErrors = [err102];
          } else {
            vErrors.push(err102);
          }
          errors++;
        }
      }
    }
    if (data.env !== undefined) {
      if (
        !validate25(data.env, {
          instancePath: instancePath + '/env',
          parentData: data,
          parentDataProperty: 'env',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
        errors = vErrors.length;
      }
    }
    if (data.vars !== undefined) {
      if (
        !validate27(data.vars, {
          instancePath: instancePath + '/vars',
          parentData: data,
          parentDataProperty: 'vars',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
        errors = vErrors.length;
      }
    }
    if (data.gpus !== undefined) {
      let data53 = data.gpus;
      if (!(typeof data53 == 'number' && isFinite(data53)) && typeof data53 !== 'string' && data53 !== null) {
        const err103 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/type',
          keyword: 'type',
          params: { type: schema44.type },
          message: 'must be number,string,null',
          schema: schema44.type,
          parentSchema: schema44,
          data: data53,
        };
        if (vErrors === null) {
          vErrors = [err103];
        } else {
          vErrors.push(err103);
        }
        errors++;
      }
      const _errs146 = errors;
      let valid58 = true;
      const _errs147 = errors;
      if (errors === _errs147) {
        if (typeof data53 == 'number' && isFinite(data53)) {
          if (data53 < 1 || isNaN(data53)) {
            const err104 = {};
            if (vErrors === null) {
              vErrors = [err104];
            } else {
              vErrors.push(err104);
            }
            errors++;
          }
        } else {
          const err105 = {};
          if (vErrors === null) {
            vErrors = [err105];
          } else {
            vErrors.push(err105);
          }
          errors++;
        }
      }
      var _valid1 = _errs147 === errors;
      errors = _errs146;
      if (vErrors !== null) {
        if (_errs146) {
          vErrors.length = _errs146;
        } else {
          vErrors = null;
        }
      }
      if (_valid1) {
        const _errs149 = errors;
        if (!(typeof data53 == 'number' && !(data53 % 1) && !isNaN(data53) && isFinite(data53))) {
          const err106 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/then/type',
            keyword: 'type',
            params: { type: 'integer' },
            message: 'must be integer',
            schema: schema44.then.type,
            parentSchema: schema44.then,
            data: data53,
          };
          if (vErrors === null) {
            vErrors = [err106];
          } else {
            vErrors.push(err106);
          }
          errors++;
        }
        var _valid1 = _errs149 === errors;
        valid58 = _valid1;
      }
      if (!valid58) {
        const err107 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/$defs/gpus/if',
          keyword: 'if',
          params: { failingKeyword: 'then' },
          message: 'must match "then" schema',
          schema: schema44.if,
          parentSchema: schema44,
          data: data53,
        };
        if (vErrors === null) {
          vErrors = [err107];
        } else {
          vErrors.push(err107);
        }
        errors++;
      }
      if (typeof data53 == 'number' && isFinite(data53)) {
        if (data53 > 1000000 || isNaN(data53)) {
          const err108 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema44,
            data: data53,
          };
          if (vErrors === null) {
            vErrors = [err108];
          } else {
            vErrors.push(err108);
          }
          errors++;
        }
        if (data53 < 0 || isNaN(data53)) {
          const err109 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema44,
            data: data53,
          };
          if (vErrors === null) {
            vErrors = [err109];
          } else {
            vErrors.push(err109);
          }
          errors++;
        }
      }
      if (typeof data53 === 'string') {
        if (!pattern13.test(data53)) {
          const err110 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/$defs/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' },
            message: 'must match pattern "' + '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{' + '"',
            schema: '^[0-9]{1,6}$|^0*\\.[0-9]*[1-9][0-9]*$|\\{\\{',
            parentSchema: schema44,
            data: data53,
          };
          if (vErrors === null) {
            vErrors = [err110];
          } else {
            vErrors.push(err110);
          }
          errors++;
        }
      }
    }
    if (data.gpu_ids !== undefined) {
      let data54 = data.gpu_ids;
      if (
        !(typeof data54 == 'number' && !(data54 % 1) && !isNaN(data54) && isFinite(data54)) &&
        typeof data54 !== 'string' &&
        !Array.isArray(data54) &&
        data54 !== null
      ) {
        const err111 = {
          instancePath: instancePath + '/gpu_ids',
          schemaPath: '#/$defs/gpuIds/type',
          keyword: 'type',
          params: { type: schema45.type },
          message: 'must be integer,string,array,null',
          schema: schema45.type,
          parentSchema: schema45,
          data: data54,
        };
        if (vErrors === null) {
          vErrors = [err111];
        } else {
          vErrors.push(err111);
        }
        errors++;
      }
      if (typeof data54 == 'number' && isFinite(data54)) {
        if (data54 > 1000000 || isNaN(data54)) {
          const err112 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema45,
            data: data54,
          };
          if (vErrors === null) {
            vErrors = [err112];
          } else {
            vErrors.push(err112);
          }
          errors++;
        }
        if (data54 < 0 || isNaN(data54)) {
          const err113 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema45,
            data: data54,
          };
          if (vErrors === null) {
            vErrors = [err113];
          } else {
            vErrors.push(err113);
          }
          errors++;
        }
      }
      if (typeof data54 === 'string') {
        if (!pattern14.test(data54)) {
          const err114 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
            message:
              'must match pattern "' +
              '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
              '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
            parentSchema: schema45,
            data: data54,
          };
          if (vErrors === null) {
            vErrors = [err114];
          } else {
            vErrors.push(err114);
          }
          errors++;
        }
      }
      if (Array.isArray(data54)) {
        if (data54.length < 1) {
          const err115 = {
            instancePath: instancePath + '/gpu_ids',
            schemaPath: '#/$defs/gpuIds/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
            schema: 1,
            parentSchema: schema45,
            data: data54,
          };
          if (vErrors === null) {
            vErrors = [err115];
          } else {
            vErrors.push(err115);
          }
          errors++;
        }
        const len11 = data54.length;
        for (let i11 = 0; i11 < len11; i11++) {
          let data55 = data54[i11];
          if (
            !(typeof data55 == 'number' && !(data55 % 1) && !isNaN(data55) && isFinite(data55)) &&
            typeof data55 !== 'string'
          ) {
            const err116 = {
              instancePath: instancePath + '/gpu_ids/' + i11,
              schemaPath: '#/$defs/gpuIds/items/type',
              keyword: 'type',
              params: { type: schema45.items.type },
              message: 'must be integer,string',
              schema: schema45.items.type,
              parentSchema: schema45.items,
              data: data55,
            };
            if (vErrors === null) {
              vErrors = [err116];
            } else {
              vErrors.push(err116);
            }
            errors++;
          }
          if (typeof data55 == 'number' && isFinite(data55)) {
            if (data55 > 1000000 || isNaN(data55)) {
              const err117 = {
                instancePath: instancePath + '/gpu_ids/' + i11,
                schemaPath: '#/$defs/gpuIds/items/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema45.items,
                data: data55,
              };
              if (vErrors === null) {
                vErrors = [err117];
              } else {
                vErrors.push(err117);
              }
              errors++;
            }
            if (data55 < 0 || isNaN(data55)) {
              const err118 = {
                instancePath: instancePath + '/gpu_ids/' + i11,
                schemaPath: '#/$defs/gpuIds/items/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema45.items,
                data: data55,
              };
              if (vErrors === null) {
                vErrors = [err118];
              } else {
                vErrors.push(err118);
              }
              errors++;
            }
          }
          if (typeof data55 === 'string') {
            if (!pattern14.test(data55)) {
              const err119 = {
                instancePath: instancePath + '/gpu_ids/' + i11,
                schemaPath: '#/$defs/gpuIds/items/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' },
                message:
                  'must match pattern "' +
                  '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{' +
                  '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD|virtual)-[A-Za-z0-9/-]+$|\\{\\{',
                parentSchema: schema45.items,
                data: data55,
              };
              if (vErrors === null) {
                vErrors = [err119];
              } else {
                vErrors.push(err119);
              }
              errors++;
            }
          }
        }
      }
    }
    if (data.slots !== undefined) {
      let data56 = data.slots;
      if (
        !(typeof data56 == 'number' && !(data56 % 1) && !isNaN(data56) && isFinite(data56)) &&
        typeof data56 !== 'string' &&
        data56 !== null
      ) {
        const err120 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/$defs/slots/type',
          keyword: 'type',
          params: { type: schema46.type },
          message: 'must be integer,string,null',
          schema: schema46.type,
          parentSchema: schema46,
          data: data56,
        };
        if (vErrors === null) {
          vErrors = [err120];
        } else {
          vErrors.push(err120);
        }
        errors++;
      }
      if (typeof data56 == 'number' && isFinite(data56)) {
        if (data56 > 1000000 || isNaN(data56)) {
          const err121 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema46,
            data: data56,
          };
          if (vErrors === null) {
            vErrors = [err121];
          } else {
            vErrors.push(err121);
          }
          errors++;
        }
        if (data56 < 1 || isNaN(data56)) {
          const err122 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema46,
            data: data56,
          };
          if (vErrors === null) {
            vErrors = [err122];
          } else {
            vErrors.push(err122);
          }
          errors++;
        }
      }
      if (typeof data56 === 'string') {
        if (!pattern16.test(data56)) {
          const err123 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/$defs/slots/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema46,
            data: data56,
          };
          if (vErrors === null) {
            vErrors = [err123];
          } else {
            vErrors.push(err123);
          }
          errors++;
        }
      }
    }
    if (data.nodes !== undefined) {
      let data57 = data.nodes;
      if (
        !(typeof data57 == 'number' && !(data57 % 1) && !isNaN(data57) && isFinite(data57)) &&
        typeof data57 !== 'string' &&
        data57 !== null
      ) {
        const err124 = {
          instancePath: instancePath + '/nodes',
          schemaPath: '#/$defs/nodes/type',
          keyword: 'type',
          params: { type: schema47.type },
          message: 'must be integer,string,null',
          schema: schema47.type,
          parentSchema: schema47,
          data: data57,
        };
        if (vErrors === null) {
          vErrors = [err124];
        } else {
          vErrors.push(err124);
        }
        errors++;
      }
      if (typeof data57 == 'number' && isFinite(data57)) {
        if (data57 > 1000000 || isNaN(data57)) {
          const err125 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema47,
            data: data57,
          };
          if (vErrors === null) {
            vErrors = [err125];
          } else {
            vErrors.push(err125);
          }
          errors++;
        }
        if (data57 < 1 || isNaN(data57)) {
          const err126 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 1 },
            message: 'must be >= 1',
            schema: 1,
            parentSchema: schema47,
            data: data57,
          };
          if (vErrors === null) {
            vErrors = [err126];
          } else {
            vErrors.push(err126);
          }
          errors++;
        }
      }
      if (typeof data57 === 'string') {
        if (!pattern16.test(data57)) {
          const err127 = {
            instancePath: instancePath + '/nodes',
            schemaPath: '#/$defs/nodes/pattern',
            keyword: 'pattern',
            params: { pattern: '^0*[1-9][0-9]{0,5}$|\\{\\{' },
            message: 'must match pattern "' + '^0*[1-9][0-9]{0,5}$|\\{\\{' + '"',
            schema: '^0*[1-9][0-9]{0,5}$|\\{\\{',
            parentSchema: schema47,
            data: data57,
          };
          if (vErrors === null) {
            vErrors = [err127];
          } else {
            vErrors.push(err127);
          }
          errors++;
        }
      }
    }
    if (data.timeout !== undefined) {
      if (
        !validate29(data.timeout, {
          instancePath: instancePath + '/timeout',
          parentData: data,
          parentDataProperty: 'timeout',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
        errors = vErrors.length;
      }
    }
    if (data.priority !== undefined) {
      let data59 = data.priority;
      if (
        !(typeof data59 == 'number' && !(data59 % 1) && !isNaN(data59) && isFinite(data59)) &&
        typeof data59 !== 'string' &&
        data59 !== null
      ) {
        const err128 = {
          instancePath: instancePath + '/priority',
          schemaPath: '#/$defs/priority/type',
          keyword: 'type',
          params: { type: schema52.type },
          message: 'must be integer,string,null',
          schema: schema52.type,
          parentSchema: schema52,
          data: data59,
        };
        if (vErrors === null) {
          vErrors = [err128];
        } else {
          vErrors.push(err128);
        }
        errors++;
      }
      if (typeof data59 == 'number' && isFinite(data59)) {
        if (data59 > 1000000 || isNaN(data59)) {
          const err129 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema52,
            data: data59,
          };
          if (vErrors === null) {
            vErrors = [err129];
          } else {
            vErrors.push(err129);
          }
          errors++;
        }
        if (data59 < -1000000 || isNaN(data59)) {
          const err130 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -1000000 },
            message: 'must be >= -1000000',
            schema: -1000000,
            parentSchema: schema52,
            data: data59,
          };
          if (vErrors === null) {
            vErrors = [err130];
          } else {
            vErrors.push(err130);
          }
          errors++;
        }
      }
      if (typeof data59 === 'string') {
        if (!pattern22.test(data59)) {
          const err131 = {
            instancePath: instancePath + '/priority',
            schemaPath: '#/$defs/priority/pattern',
            keyword: 'pattern',
            params: { pattern: '^-?[0-9]{1,6}$|\\{\\{' },
            message: 'must match pattern "' + '^-?[0-9]{1,6}$|\\{\\{' + '"',
            schema: '^-?[0-9]{1,6}$|\\{\\{',
            parentSchema: schema52,
            data: data59,
          };
          if (vErrors === null) {
            vErrors = [err131];
          } else {
            vErrors.push(err131);
          }
          errors++;
        }
      }
    }
    if (data.nice !== undefined) {
      let data60 = data.nice;
      if (
        !(typeof data60 == 'number' && !(data60 % 1) && !isNaN(data60) && isFinite(data60)) &&
        typeof data60 !== 'string' &&
        data60 !== null
      ) {
        const err132 = {
          instancePath: instancePath + '/nice',
          schemaPath: '#/$defs/nice/type',
          keyword: 'type',
          params: { type: schema53.type },
          message: 'must be integer,string,null',
          schema: schema53.type,
          parentSchema: schema53,
          data: data60,
        };
        if (vErrors === null) {
          vErrors = [err132];
        } else {
          vErrors.push(err132);
        }
        errors++;
      }
      if (typeof data60 == 'number' && isFinite(data60)) {
        if (data60 > 19 || isNaN(data60)) {
          const err133 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 19 },
            message: 'must be <= 19',
            schema: 19,
            parentSchema: schema53,
            data: data60,
          };
          if (vErrors === null) {
            vErrors = [err133];
          } else {
            vErrors.push(err133);
          }
          errors++;
        }
        if (data60 < -20 || isNaN(data60)) {
          const err134 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: -20 },
            message: 'must be >= -20',
            schema: -20,
            parentSchema: schema53,
            data: data60,
          };
          if (vErrors === null) {
            vErrors = [err134];
          } else {
            vErrors.push(err134);
          }
          errors++;
        }
      }
      if (typeof data60 === 'string') {
        if (!pattern23.test(data60)) {
          const err135 = {
            instancePath: instancePath + '/nice',
            schemaPath: '#/$defs/nice/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:-?1?[0-9]|-20)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:-?1?[0-9]|-20)$|\\{\\{' + '"',
            schema: '^(?:-?1?[0-9]|-20)$|\\{\\{',
            parentSchema: schema53,
            data: data60,
          };
          if (vErrors === null) {
            vErrors = [err135];
          } else {
            vErrors.push(err135);
          }
          errors++;
        }
      }
    }
    if (data.retry !== undefined) {
      if (
        !validate31(data.retry, {
          instancePath: instancePath + '/retry',
          parentData: data,
          parentDataProperty: 'retry',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
        errors = vErrors.length;
      }
    }
    if (data.chain !== undefined) {
      let data62 = data.chain;
      if (
        typeof data62 !== 'string' &&
        !(data62 && typeof data62 == 'object' && !Array.isArray(data62)) &&
        data62 !== null
      ) {
        const err136 = {
          instancePath: instancePath + '/chain',
          schemaPath: '#/$defs/chain/type',
          keyword: 'type',
          params: { type: schema181.type },
          message: 'must be string,object,null',
          schema: schema181.type,
          parentSchema: schema181,
          data: data62,
        };
        if (vErrors === null) {
          vErrors = [err136];
        } else {
          vErrors.push(err136);
        }
        errors++;
      }
      if (typeof data62 === 'string') {
        if (!pattern81.test(data62)) {
          const err137 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
            parentSchema: schema181,
            data: data62,
          };
          if (vErrors === null) {
            vErrors = [err137];
          } else {
            vErrors.push(err137);
          }
          errors++;
        }
      }
      if (data62 && typeof data62 == 'object' && !Array.isArray(data62)) {
        if (data62.over === undefined) {
          const err138 = {
            instancePath: instancePath + '/chain',
            schemaPath: '#/$defs/chain/required',
            keyword: 'required',
            params: { missingProperty: 'over' },
            message: "must have required property '" + 'over' + "'",
            schema: schema181.required,
            parentSchema: schema181,
            data: data62,
          };
          if (vErrors === null) {
            vErrors = [err138];
          } else {
            vErrors.push(err138);
          }
          errors++;
        }
        for (const key14 in data62) {
          if (!(key14 === 'over' || key14 === 'when' || key14 === 'gpu')) {
            const err139 = {
              instancePath: instancePath + '/chain',
              schemaPath: '#/$defs/chain/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key14 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema181,
              data: data62,
            };
            if (vErrors === null) {
              vErrors = [err139];
            } else {
              vErrors.push(err139);
            }
            errors++;
          }
        }
        if (data62.over !== undefined) {
          let data63 = data62.over;
          if (typeof data63 === 'string') {
            if (!pattern81.test(data63)) {
              const err140 = {
                instancePath: instancePath + '/chain/over',
                schemaPath: '#/$defs/chain/properties/over/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_.]*$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_.]*$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_.]*$',
                parentSchema: schema181.properties.over,
                data: data63,
              };
              if (vErrors === null) {
                vErrors = [err140];
              } else {
                vErrors.push(err140);
              }
              errors++;
            }
          } else {
            const err141 = {
              instancePath: instancePath + '/chain/over',
              schemaPath: '#/$defs/chain/properties/over/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.over.type,
              parentSchema: schema181.properties.over,
              data: data63,
            };
            if (vErrors === null) {
              vErrors = [err141];
            } else {
              vErrors.push(err141);
            }
            errors++;
          }
        }
        if (data62.when !== undefined) {
          let data64 = data62.when;
          if (typeof data64 !== 'string') {
            const err142 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.when.type,
              parentSchema: schema181.properties.when,
              data: data64,
            };
            if (vErrors === null) {
              vErrors = [err142];
            } else {
              vErrors.push(err142);
            }
            errors++;
          }
          if (!(data64 === 'always' || data64 === 'success')) {
            const err143 = {
              instancePath: instancePath + '/chain/when',
              schemaPath: '#/$defs/chain/properties/when/enum',
              keyword: 'enum',
              params: { allowedValues: schema181.properties.when.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema181.properties.when.enum,
              parentSchema: schema181.properties.when,
              data: data64,
            };
            if (vErrors === null) {
              vErrors = [err143];
            } else {
              vErrors.push(err143);
            }
            errors++;
          }
        }
        if (data62.gpu !== undefined) {
          let data65 = data62.gpu;
          if (typeof data65 !== 'string') {
            const err144 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema181.properties.gpu.type,
              parentSchema: schema181.properties.gpu,
              data: data65,
            };
            if (vErrors === null) {
              vErrors = [err144];
            } else {
              vErrors.push(err144);
            }
            errors++;
          }
          if (!(data65 === 'any' || data65 === 'same')) {
            const err145 = {
              instancePath: instancePath + '/chain/gpu',
              schemaPath: '#/$defs/chain/properties/gpu/enum',
              keyword: 'enum',
              params: { allowedValues: schema181.properties.gpu.enum },
              message: 'must be equal to one of the allowed values',
              schema: schema181.properties.gpu.enum,
              parentSchema: schema181.properties.gpu,
              data: data65,
            };
            if (vErrors === null) {
              vErrors = [err145];
            } else {
              vErrors.push(err145);
            }
            errors++;
          }
        }
      }
    }
    if (data.requires !== undefined) {
      if (
        !validate35(data.requires, {
          instancePath: instancePath + '/requires',
          parentData: data,
          parentDataProperty: 'requires',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
        errors = vErrors.length;
      }
    }
    if (data.produces !== undefined) {
      if (
        !validate37(data.produces, {
          instancePath: instancePath + '/produces',
          parentData: data,
          parentDataProperty: 'produces',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.inputs !== undefined) {
      if (
        !validate39(data.inputs, {
          instancePath: instancePath + '/inputs',
          parentData: data,
          parentDataProperty: 'inputs',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
        errors = vErrors.length;
      }
    }
    if (data.label !== undefined) {
      let data69 = data.label;
      if (typeof data69 !== 'string' && !(typeof data69 == 'number' && isFinite(data69)) && data69 !== null) {
        const err146 = {
          instancePath: instancePath + '/label',
          schemaPath: '#/$defs/label/type',
          keyword: 'type',
          params: { type: schema67.type },
          message: 'must be string,number,null',
          schema: schema67.type,
          parentSchema: schema67,
          data: data69,
        };
        if (vErrors === null) {
          vErrors = [err146];
        } else {
          vErrors.push(err146);
        }
        errors++;
      }
      if (typeof data69 === 'string') {
        if (!pattern6.test(data69)) {
          const err147 = {
            instancePath: instancePath + '/label',
            schemaPath: '#/$defs/label/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema67,
            data: data69,
          };
          if (vErrors === null) {
            vErrors = [err147];
          } else {
            vErrors.push(err147);
          }
          errors++;
        }
      }
    }
    if (data.template !== undefined) {
      let data70 = data.template;
      if (typeof data70 !== 'string' && data70 !== null) {
        const err148 = {
          instancePath: instancePath + '/template',
          schemaPath: '#/$defs/template/type',
          keyword: 'type',
          params: { type: schema184.type },
          message: 'must be string,null',
          schema: schema184.type,
          parentSchema: schema184,
          data: data70,
        };
        if (vErrors === null) {
          vErrors = [err148];
        } else {
          vErrors.push(err148);
        }
        errors++;
      }
      if (typeof data70 === 'string') {
        if (!pattern6.test(data70)) {
          const err149 = {
            instancePath: instancePath + '/template',
            schemaPath: '#/$defs/template/pattern',
            keyword: 'pattern',
            params: { pattern: '\\S' },
            message: 'must match pattern "' + '\\S' + '"',
            schema: '\\S',
            parentSchema: schema184,
            data: data70,
          };
          if (vErrors === null) {
            vErrors = [err149];
          } else {
            vErrors.push(err149);
          }
          errors++;
        }
      }
    }
    if (data.split !== undefined) {
      let data71 = data.split;
      if (typeof data71 !== 'boolean' && typeof data71 !== 'string' && data71 !== null) {
        const err150 = {
          instancePath: instancePath + '/split',
          schemaPath: '#/$defs/split/type',
          keyword: 'type',
          params: { type: schema68.type },
          message: 'must be boolean,string,null',
          schema: schema68.type,
          parentSchema: schema68,
          data: data71,
        };
        if (vErrors === null) {
          vErrors = [err150];
        } else {
          vErrors.push(err150);
        }
        errors++;
      }
      if (typeof data71 === 'string') {
        if (!pattern39.test(data71)) {
          const err151 = {
            instancePath: instancePath + '/split',
            schemaPath: '#/$defs/split/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema68,
            data: data71,
          };
          if (vErrors === null) {
            vErrors = [err151];
          } else {
            vErrors.push(err151);
          }
          errors++;
        }
      }
    }
    if (data.compress !== undefined) {
      let data72 = data.compress;
      if (typeof data72 !== 'boolean' && typeof data72 !== 'string' && data72 !== null) {
        const err152 = {
          instancePath: instancePath + '/compress',
          schemaPath: '#/$defs/compress/type',
          keyword: 'type',
          params: { type: schema69.type },
          message: 'must be boolean,string,null',
          schema: schema69.type,
          parentSchema: schema69,
          data: data72,
        };
        if (vErrors === null) {
          vErrors = [err152];
        } else {
          vErrors.push(err152);
        }
        errors++;
      }
      if (typeof data72 === 'string') {
        if (!pattern39.test(data72)) {
          const err153 = {
            instancePath: instancePath + '/compress',
            schemaPath: '#/$defs/compress/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema69,
            data: data72,
          };
          if (vErrors === null) {
            vErrors = [err153];
          } else {
            vErrors.push(err153);
          }
          errors++;
        }
      }
    }
    if (data.max_log !== undefined) {
      let data73 = data.max_log;
      if (typeof data73 !== 'string' && data73 !== null) {
        const err154 = {
          instancePath: instancePath + '/max_log',
          schemaPath: '#/$defs/maxLog/type',
          keyword: 'type',
          params: { type: schema70.type },
          message: 'must be string,null',
          schema: schema70.type,
          parentSchema: schema70,
          data: data73,
        };
        if (vErrors === null) {
          vErrors = [err154];
        } else {
          vErrors.push(err154);
        }
        errors++;
      }
      if (typeof data73 === 'string') {
        if (!pattern41.test(data73)) {
          const err155 = {
            instancePath: instancePath + '/max_log',
            schemaPath: '#/$defs/maxLog/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema70,
            data: data73,
          };
          if (vErrors === null) {
            vErrors = [err155];
          } else {
            vErrors.push(err155);
          }
          errors++;
        }
      }
    }
    if (data.tty !== undefined) {
      let data74 = data.tty;
      if (typeof data74 !== 'boolean' && typeof data74 !== 'string' && data74 !== null) {
        const err156 = {
          instancePath: instancePath + '/tty',
          schemaPath: '#/$defs/tty/type',
          keyword: 'type',
          params: { type: schema71.type },
          message: 'must be boolean,string,null',
          schema: schema71.type,
          parentSchema: schema71,
          data: data74,
        };
        if (vErrors === null) {
          vErrors = [err156];
        } else {
          vErrors.push(err156);
        }
        errors++;
      }
      if (typeof data74 === 'string') {
        if (!pattern39.test(data74)) {
          const err157 = {
            instancePath: instancePath + '/tty',
            schemaPath: '#/$defs/tty/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema71,
            data: data74,
          };
          if (vErrors === null) {
            vErrors = [err157];
          } else {
            vErrors.push(err157);
          }
          errors++;
        }
      }
    }
    if (data.allow_failure !== undefined) {
      let data75 = data.allow_failure;
      if (typeof data75 !== 'boolean' && typeof data75 !== 'string' && data75 !== null) {
        const err158 = {
          instancePath: instancePath + '/allow_failure',
          schemaPath: '#/$defs/allowFailure/type',
          keyword: 'type',
          params: { type: schema72.type },
          message: 'must be boolean,string,null',
          schema: schema72.type,
          parentSchema: schema72,
          data: data75,
        };
        if (vErrors === null) {
          vErrors = [err158];
        } else {
          vErrors.push(err158);
        }
        errors++;
      }
      if (typeof data75 === 'string') {
        if (!pattern39.test(data75)) {
          const err159 = {
            instancePath: instancePath + '/allow_failure',
            schemaPath: '#/$defs/allowFailure/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:true|false)$|\\{\\{' },
            message: 'must match pattern "' + '^(?:true|false)$|\\{\\{' + '"',
            schema: '^(?:true|false)$|\\{\\{',
            parentSchema: schema72,
            data: data75,
          };
          if (vErrors === null) {
            vErrors = [err159];
          } else {
            vErrors.push(err159);
          }
          errors++;
        }
      }
    }
    if (data.on !== undefined) {
      let data76 = data.on;
      if (typeof data76 !== 'string' && data76 !== null) {
        const err160 = {
          instancePath: instancePath + '/on',
          schemaPath: '#/$defs/on/type',
          keyword: 'type',
          params: { type: schema73.type },
          message: 'must be string,null',
          schema: schema73.type,
          parentSchema: schema73,
          data: data76,
        };
        if (vErrors === null) {
          vErrors = [err160];
        } else {
          vErrors.push(err160);
        }
        errors++;
      }
      if (typeof data76 === 'string') {
        if (!pattern44.test(data76)) {
          const err161 = {
            instancePath: instancePath + '/on',
            schemaPath: '#/$defs/on/pattern',
            keyword: 'pattern',
            params: { pattern: '^local$|\\{\\{' },
            message: 'must match pattern "' + '^local$|\\{\\{' + '"',
            schema: '^local$|\\{\\{',
            parentSchema: schema73,
            data: data76,
          };
          if (vErrors === null) {
            vErrors = [err161];
          } else {
            vErrors.push(err161);
          }
          errors++;
        }
      }
    }
    if (data.gpu_memory !== undefined) {
      let data77 = data.gpu_memory;
      if (typeof data77 !== 'string' && data77 !== null) {
        const err162 = {
          instancePath: instancePath + '/gpu_memory',
          schemaPath: '#/$defs/gpuMemory/type',
          keyword: 'type',
          params: { type: schema74.type },
          message: 'must be string,null',
          schema: schema74.type,
          parentSchema: schema74,
          data: data77,
        };
        if (vErrors === null) {
          vErrors = [err162];
        } else {
          vErrors.push(err162);
        }
        errors++;
      }
      if (typeof data77 === 'string') {
        if (!pattern41.test(data77)) {
          const err163 = {
            instancePath: instancePath + '/gpu_memory',
            schemaPath: '#/$defs/gpuMemory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema74,
            data: data77,
          };
          if (vErrors === null) {
            vErrors = [err163];
          } else {
            vErrors.push(err163);
          }
          errors++;
        }
      }
    }
    if (data.memory !== undefined) {
      let data78 = data.memory;
      if (typeof data78 !== 'string' && data78 !== null) {
        const err164 = {
          instancePath: instancePath + '/memory',
          schemaPath: '#/$defs/memory/type',
          keyword: 'type',
          params: { type: schema75.type },
          message: 'must be string,null',
          schema: schema75.type,
          parentSchema: schema75,
          data: data78,
        };
        if (vErrors === null) {
          vErrors = [err164];
        } else {
          vErrors.push(err164);
        }
        errors++;
      }
      if (typeof data78 === 'string') {
        if (!pattern41.test(data78)) {
          const err165 = {
            instancePath: instancePath + '/memory',
            schemaPath: '#/$defs/memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$|\\{\\{',
            parentSchema: schema75,
            data: data78,
          };
          if (vErrors === null) {
            vErrors = [err165];
          } else {
            vErrors.push(err165);
          }
          errors++;
        }
      }
    }
    if (data.resources !== undefined) {
      if (
        !validate41(data.resources, {
          instancePath: instancePath + '/resources',
          parentData: data,
          parentDataProperty: 'resources',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
        errors = vErrors.length;
      }
    }
    if (data.limits !== undefined) {
      if (
        !validate100(data.limits, {
          instancePath: instancePath + '/limits',
          parentData: data,
          parentDataProperty: 'limits',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate100.errors : vErrors.concat(validate100.errors);
        errors = vErrors.length;
      }
    }
    if (data.stagger !== undefined) {
      let data81 = data.stagger;
      if (!(typeof data81 == 'number' && isFinite(data81)) && typeof data81 !== 'string' && data81 !== null) {
        const err166 = {
          instancePath: instancePath + '/stagger',
          schemaPath: '#/$defs/stagger/type',
          keyword: 'type',
          params: { type: schema78.type },
          message: 'must be number,string,null',
          schema: schema78.type,
          parentSchema: schema78,
          data: data81,
        };
        if (vErrors === null) {
          vErrors = [err166];
        } else {
          vErrors.push(err166);
        }
        errors++;
      }
      if (typeof data81 == 'number' && isFinite(data81)) {
        if (data81 > 3153600000 || isNaN(data81)) {
          const err167 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 3153600000 },
            message: 'must be <= 3153600000',
            schema: 3153600000,
            parentSchema: schema78,
            data: data81,
          };
          if (vErrors === null) {
            vErrors = [err167];
          } else {
            vErrors.push(err167);
          }
          errors++;
        }
        if (data81 < 0 || isNaN(data81)) {
          const err168 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema78,
            data: data81,
          };
          if (vErrors === null) {
            vErrors = [err168];
          } else {
            vErrors.push(err168);
          }
          errors++;
        }
      }
      if (typeof data81 === 'string') {
        if (!pattern27.test(data81)) {
          const err169 = {
            instancePath: instancePath + '/stagger',
            schemaPath: '#/$defs/stagger/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{' +
              '"',
            schema:
              '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$|\\{\\{',
            parentSchema: schema78,
            data: data81,
          };
          if (vErrors === null) {
            vErrors = [err169];
          } else {
            vErrors.push(err169);
          }
          errors++;
        }
      }
    }
    if (data.begin !== undefined) {
      let data82 = data.begin;
      if (!(typeof data82 == 'number' && isFinite(data82)) && typeof data82 !== 'string' && data82 !== null) {
        const err170 = {
          instancePath: instancePath + '/begin',
          schemaPath: '#/$defs/begin/type',
          keyword: 'type',
          params: { type: schema79.type },
          message: 'must be number,string,null',
          schema: schema79.type,
          parentSchema: schema79,
          data: data82,
        };
        if (vErrors === null) {
          vErrors = [err170];
        } else {
          vErrors.push(err170);
        }
        errors++;
      }
      if (typeof data82 === 'string') {
        if (!pattern50.test(data82)) {
          const err171 = {
            instancePath: instancePath + '/begin',
            schemaPath: '#/$defs/begin/pattern',
            keyword: 'pattern',
            params: {
              pattern:
                '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            },
            message:
              'must match pattern "' +
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{' +
              '"',
            schema:
              '^(?:now(?: ?\\+ ?.+)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?)$|\\{\\{',
            parentSchema: schema79,
            data: data82,
          };
          if (vErrors === null) {
            vErrors = [err171];
          } else {
            vErrors.push(err171);
          }
          errors++;
        }
      }
    }
    if (data.metrics !== undefined) {
      if (
        !validate43(data.metrics, {
          instancePath: instancePath + '/metrics',
          parentData: data,
          parentDataProperty: 'metrics',
          rootData,
          dynamicAnchors,
        })
      ) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err172 = {
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
      vErrors = [err172];
    } else {
      vErrors.push(err172);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
