// Generated from schemas/host.schema.json by scripts/generate.ts; change the schema instead.
'use strict';
export const validate = validate20;
export default validate20;
const schema31 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:sweep-runner:schema:host:1',
  title: 'a host file',
  description:
    "What one machine has, and what differs between machines: `.sweep-host.yaml` at a project's root, over `~/.config/sweep/host.yaml`.",
  type: 'object',
  properties: {
    vars: {
      title: 'a map from name to text',
      description: 'Values that a sweep uses as `{{host.name}}`.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a text, a number, `true` or `false`',
        description: 'The value on this machine.',
        type: ['string', 'number', 'boolean'],
        examples: ['/mnt/data', 8],
      },
      examples: [{ data: '/mnt/data' }],
    },
    slots: {
      title: 'a whole number of CPU slots, 0 or more',
      description:
        'How many CPU slots all runs of one user may use here at once. `0` lets nothing start. Default: one for each processor, or for each GPU if those are more.',
      type: 'integer',
      minimum: 0,
      maximum: 1000000,
      examples: [16, 0],
    },
    memory: {
      title: 'a size such as `512MiB`, `20GiB` or `20GB`',
      description: "How much of this host's memory the jobs of all runs may ask for together. Default: all of it.",
      type: 'string',
      pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$',
      examples: ['120GiB'],
    },
    gpus: {
      title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, a UUID, or a list of these",
      description: 'The only GPUs that runs may use here. Default: all; `[]`: none.',
      type: ['integer', 'string', 'array'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
      items: { $ref: '#/$defs/gpu' },
      examples: ['0-3', [0, 2], ['1:0', '1:1'], []],
    },
    free_memory: {
      title: 'a share from 0 to 1 such as `0.9`, or a percentage such as `90%`',
      description: 'A GPU that none of our jobs holds is free when at least this part of its memory is.',
      type: ['number', 'string'],
      minimum: 0,
      maximum: 1,
      pattern: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$',
      default: '90%',
      examples: ['90%', 0.5],
    },
    max_load: {
      title: 'a share from 0 to 1 such as `0.1`, or a percentage such as `10%`',
      description:
        'A GPU that none of our jobs holds is free when its load is at most this. Default: its load counts for nothing.',
      type: ['number', 'string'],
      minimum: 0,
      maximum: 1,
      pattern: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$',
      examples: ['10%', 0.05],
    },
    share: {
      title: '`spread` or `pack`',
      description:
        'Which GPU a job gets that asks for a part of one: with `spread` the one with the most room, with `pack` the fullest that still has enough, so that others stay whole.',
      type: 'string',
      enum: ['spread', 'pack'],
      default: 'pack',
      examples: ['spread'],
    },
    paused: {
      title: "`true`, `false`, or the GPUs that are paused, such as `2`, `0-3` or `[0, '1:0']`",
      description:
        'Whether runs are to start nothing on this host, or the GPUs on which they are to start nothing. What runs goes on.',
      type: ['boolean', 'integer', 'string', 'array'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
      items: { $ref: '#/$defs/gpu' },
      default: false,
      examples: [true, 2, '0-3', [0, '1:0']],
    },
    hooks: {
      title: 'a map such as `{job_failed: \'mail -s "$SWEEP_LABEL failed" me < "$SWEEP_LOG"\'}`',
      description:
        'Shell commands that are run beside jobs that `sweep add` has queued: when one has come to its end, has failed, or the run has ended. What they are told is in variables of the environment.',
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
    executors: {
      title: 'a map from name to a cluster such as `{kind: slurm}`',
      description: 'Clusters that `sweep run --on NAME` gives jobs to in place of this machine.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: { $ref: '#/$defs/slurm' },
      examples: [{ cluster: { kind: 'slurm', partition: 'gpu', time: '24h' } }],
    },
    default_executor: {
      title: 'the name of one of the `executors`, or `local`',
      description: 'Where jobs go where `--on` says nothing. Default: `local`, this machine.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
      examples: ['cluster'],
    },
    resources: {
      title: 'a map from counter to a whole number',
      description:
        'How much there is of counters that sweeps name under `resources`, for all runs of one user. Of one that is not here there is none.',
      type: 'object',
      propertyNames: { $ref: '#/$defs/identifier' },
      additionalProperties: {
        title: 'a whole number, 0 or more',
        description: 'How much of it runs may take at once.',
        type: 'integer',
        minimum: 0,
        maximum: 1000000,
        examples: [4],
      },
      examples: [{ license: 4 }],
    },
  },
  additionalProperties: false,
  examples: [{ vars: { data: '/mnt/data' }, slots: 16, gpus: '0-3' }, {}],
  $defs: {
    gpu: {
      title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
      description: 'One GPU, a MIG instance of one, or a range of GPUs.',
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
      examples: [0, '0-3', '1:0'],
    },
    slurm: {
      title: 'a map such as `{kind: slurm, partition: gpu, time: 24h}`',
      description: 'A cluster that Slurm runs, and on whose nodes the project lies at the same path as here.',
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { title: '`slurm`', description: 'What runs the cluster.', const: 'slurm', examples: ['slurm'] },
        partition: {
          title: 'the name of a partition, or several with commas',
          description: 'Where jobs are queued. Default: as the cluster has it.',
          type: 'string',
          pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
          examples: ['gpu'],
        },
        account: {
          title: 'the name of an account',
          description: 'Whose share jobs use. Default: as the cluster has it.',
          type: 'string',
          pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
          examples: ['nlp'],
        },
        sbatch: {
          title: 'a list of long options such as `[--qos=long]`',
          description: 'Further options of sbatch, each in one word.',
          type: 'array',
          items: {
            title: 'a long option in one word, such as `--qos=long`',
            description: 'An option of sbatch.',
            type: 'string',
            pattern: '\\S',
            examples: ['--qos=long', '--exclude=n7'],
          },
          examples: [['--qos=long']],
        },
        driver: {
          title: 'a list of long options such as `[--partition=cpu]`',
          description:
            'Options of sbatch for a runner that is itself a job (`--driver`), which count instead of those of the other jobs.',
          type: 'array',
          items: {
            title: 'a long option in one word, such as `--partition=cpu`',
            description: 'An option of sbatch.',
            type: 'string',
            pattern: '\\S',
            examples: ['--partition=cpu', '--time=2-0'],
          },
          examples: [['--partition=cpu', '--time=2-0']],
        },
        pilot: {
          title: 'a map such as `{cpus: 32, gpus: 4, time: 4h}`',
          description: 'How large a job of the cluster is that `sweep run --pilot` has run all jobs within it.',
          type: 'object',
          required: ['cpus', 'time'],
          properties: {
            cpus: {
              title: 'a whole number from 1 on',
              description: 'CPUs of the node, each of which is a slot.',
              type: 'integer',
              minimum: 1,
              maximum: 1000000,
              examples: [32],
            },
            gpus: {
              title: 'a whole number, 0 or more',
              description: 'GPUs of the node.',
              type: 'integer',
              minimum: 0,
              maximum: 1024,
              default: 0,
              examples: [4],
            },
            memory: {
              title: 'a size such as `512MiB`, `20GiB` or `20GB`',
              description: 'Memory of the node. Default: as the cluster has it.',
              type: 'string',
              pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$',
              examples: ['64GiB'],
            },
            time: {
              title: 'a duration from `10m` on, such as `4h`',
              description: 'For how long it has the node; then it is queued anew, and goes on.',
              type: ['number', 'string'],
              minimum: 600,
              maximum: 3153600000,
              pattern:
                '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
              examples: ['4h'],
            },
          },
          additionalProperties: false,
          examples: [{ cpus: 32, gpus: 4, time: '4h' }],
        },
        gpu_type: {
          title: 'the name of a type of GPU',
          description: 'The type of GPU that jobs with `gpus` get. Default: any.',
          type: 'string',
          pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
          examples: ['a100'],
        },
        memory: {
          title: '`per-node`, `per-cpu` or `none`',
          description:
            'How the `memory` of a job is asked for: of its node, in equal parts for each of its CPUs, or not at all.',
          type: 'string',
          enum: ['per-node', 'per-cpu', 'none'],
          default: 'per-node',
          examples: ['per-cpu'],
        },
        time: {
          title: 'a duration from `60s` on, such as `24h`',
          description: 'The limit of Slurm for jobs without a `timeout`, which are refused without it.',
          type: ['number', 'string'],
          minimum: 60,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['24h'],
        },
        max_submitted: {
          title: 'a whole number from 1 on',
          description: 'How many jobs of a run are queued or run there at once.',
          type: 'integer',
          minimum: 1,
          maximum: 1000000,
          default: 1000,
          examples: [2000],
        },
        poll: {
          title: 'a duration from `1s` on, such as `30s`',
          description: 'From one question to the controller to the next. Default: `30s`.',
          type: ['number', 'string'],
          minimum: 1,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['30s'],
        },
        latency: {
          title: 'a duration from `0s` on, such as `120s`',
          description: 'For how long what a node has written may be invisible here. Default: `120s`.',
          type: ['number', 'string'],
          minimum: 0,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['120s'],
        },
        setup: {
          title: 'shell commands',
          description: 'Run by bash on the node, before the wrapper script.',
          type: 'string',
          pattern: '\\S',
          examples: ['module load cuda'],
        },
        wrap: {
          title: 'the beginning of a shell command',
          description: 'What is put before `bash run.sh`.',
          type: 'string',
          pattern: '\\S',
          examples: ['apptainer exec --nv image.sif'],
        },
      },
      additionalProperties: false,
      examples: [{ kind: 'slurm', partition: 'gpu', account: 'nlp', time: '24h' }],
    },
    hook: {
      title: 'a shell command, or `null` for none',
      description: 'Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most.',
      type: ['string', 'null'],
      pattern: '\\S',
      examples: ['./notify.sh "$SWEEP_LABEL: $SWEEP_OUTCOME"'],
    },
    identifier: {
      title: 'a name of letters, digits and `_` that does not begin with a digit',
      description: 'The name of a value or a counter.',
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
      examples: ['data', 'license'],
    },
  },
};
const schema32 = {
  title: 'a name of letters, digits and `_` that does not begin with a digit',
  description: 'The name of a value or a counter.',
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
  examples: ['data', 'license'],
};
const schema33 = {
  title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
  description: 'One GPU, a MIG instance of one, or a range of GPUs.',
  type: ['integer', 'string'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
  examples: [0, '0-3', '1:0'],
};
const schema35 = {
  title: 'a shell command, or `null` for none',
  description: 'Run by `bash -eo pipefail` at the project root, once at the most, for a minute at the most.',
  type: ['string', 'null'],
  pattern: '\\S',
  examples: ['./notify.sh "$SWEEP_LABEL: $SWEEP_OUTCOME"'],
};
const schema39 = {
  title: 'a map such as `{kind: slurm, partition: gpu, time: 24h}`',
  description: 'A cluster that Slurm runs, and on whose nodes the project lies at the same path as here.',
  type: 'object',
  required: ['kind'],
  properties: {
    kind: { title: '`slurm`', description: 'What runs the cluster.', const: 'slurm', examples: ['slurm'] },
    partition: {
      title: 'the name of a partition, or several with commas',
      description: 'Where jobs are queued. Default: as the cluster has it.',
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
      examples: ['gpu'],
    },
    account: {
      title: 'the name of an account',
      description: 'Whose share jobs use. Default: as the cluster has it.',
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
      examples: ['nlp'],
    },
    sbatch: {
      title: 'a list of long options such as `[--qos=long]`',
      description: 'Further options of sbatch, each in one word.',
      type: 'array',
      items: {
        title: 'a long option in one word, such as `--qos=long`',
        description: 'An option of sbatch.',
        type: 'string',
        pattern: '\\S',
        examples: ['--qos=long', '--exclude=n7'],
      },
      examples: [['--qos=long']],
    },
    driver: {
      title: 'a list of long options such as `[--partition=cpu]`',
      description:
        'Options of sbatch for a runner that is itself a job (`--driver`), which count instead of those of the other jobs.',
      type: 'array',
      items: {
        title: 'a long option in one word, such as `--partition=cpu`',
        description: 'An option of sbatch.',
        type: 'string',
        pattern: '\\S',
        examples: ['--partition=cpu', '--time=2-0'],
      },
      examples: [['--partition=cpu', '--time=2-0']],
    },
    pilot: {
      title: 'a map such as `{cpus: 32, gpus: 4, time: 4h}`',
      description: 'How large a job of the cluster is that `sweep run --pilot` has run all jobs within it.',
      type: 'object',
      required: ['cpus', 'time'],
      properties: {
        cpus: {
          title: 'a whole number from 1 on',
          description: 'CPUs of the node, each of which is a slot.',
          type: 'integer',
          minimum: 1,
          maximum: 1000000,
          examples: [32],
        },
        gpus: {
          title: 'a whole number, 0 or more',
          description: 'GPUs of the node.',
          type: 'integer',
          minimum: 0,
          maximum: 1024,
          default: 0,
          examples: [4],
        },
        memory: {
          title: 'a size such as `512MiB`, `20GiB` or `20GB`',
          description: 'Memory of the node. Default: as the cluster has it.',
          type: 'string',
          pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$',
          examples: ['64GiB'],
        },
        time: {
          title: 'a duration from `10m` on, such as `4h`',
          description: 'For how long it has the node; then it is queued anew, and goes on.',
          type: ['number', 'string'],
          minimum: 600,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['4h'],
        },
      },
      additionalProperties: false,
      examples: [{ cpus: 32, gpus: 4, time: '4h' }],
    },
    gpu_type: {
      title: 'the name of a type of GPU',
      description: 'The type of GPU that jobs with `gpus` get. Default: any.',
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
      examples: ['a100'],
    },
    memory: {
      title: '`per-node`, `per-cpu` or `none`',
      description:
        'How the `memory` of a job is asked for: of its node, in equal parts for each of its CPUs, or not at all.',
      type: 'string',
      enum: ['per-node', 'per-cpu', 'none'],
      default: 'per-node',
      examples: ['per-cpu'],
    },
    time: {
      title: 'a duration from `60s` on, such as `24h`',
      description: 'The limit of Slurm for jobs without a `timeout`, which are refused without it.',
      type: ['number', 'string'],
      minimum: 60,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
      examples: ['24h'],
    },
    max_submitted: {
      title: 'a whole number from 1 on',
      description: 'How many jobs of a run are queued or run there at once.',
      type: 'integer',
      minimum: 1,
      maximum: 1000000,
      default: 1000,
      examples: [2000],
    },
    poll: {
      title: 'a duration from `1s` on, such as `30s`',
      description: 'From one question to the controller to the next. Default: `30s`.',
      type: ['number', 'string'],
      minimum: 1,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
      examples: ['30s'],
    },
    latency: {
      title: 'a duration from `0s` on, such as `120s`',
      description: 'For how long what a node has written may be invisible here. Default: `120s`.',
      type: ['number', 'string'],
      minimum: 0,
      maximum: 3153600000,
      pattern:
        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
      examples: ['120s'],
    },
    setup: {
      title: 'shell commands',
      description: 'Run by bash on the node, before the wrapper script.',
      type: 'string',
      pattern: '\\S',
      examples: ['module load cuda'],
    },
    wrap: {
      title: 'the beginning of a shell command',
      description: 'What is put before `bash run.sh`.',
      type: 'string',
      pattern: '\\S',
      examples: ['apptainer exec --nv image.sif'],
    },
  },
  additionalProperties: false,
  examples: [{ kind: 'slurm', partition: 'gpu', account: 'nlp', time: '24h' }],
};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp('^[A-Za-z_][A-Za-z0-9_]{0,199}$', 'u');
const pattern5 = new RegExp('^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$', 'u');
const pattern6 = new RegExp('^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$', 'u');
const pattern8 = new RegExp('^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$', 'u');
const pattern12 = new RegExp('\\S', 'u');
const pattern16 = new RegExp('^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$', 'u');
const pattern21 = new RegExp(
  '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
  'u',
);

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  /*# sourceURL="urn:sweep-runner:schema:host:1" */ let vErrors = null;
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
      if (!func1.call(schema31.properties, key0)) {
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
    if (data.vars !== undefined) {
      let data0 = data.vars;
      if (data0 && typeof data0 == 'object' && !Array.isArray(data0)) {
        for (const key1 in data0) {
          const _errs4 = errors;
          if (typeof key1 === 'string') {
            if (!pattern4.test(key1)) {
              const err1 = {
                instancePath: instancePath + '/vars',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
                parentSchema: schema32,
                data: key1,
                propertyName: key1,
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
              instancePath: instancePath + '/vars',
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
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
          var valid1 = _errs4 === errors;
          if (!valid1) {
            const err3 = {
              instancePath: instancePath + '/vars',
              schemaPath: '#/properties/vars/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key1 },
              message: 'property name must be valid',
              schema: schema31.properties.vars.propertyNames,
              parentSchema: schema31.properties.vars,
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
        for (const key2 in data0) {
          let data1 = data0[key2];
          if (
            typeof data1 !== 'string' &&
            !(typeof data1 == 'number' && isFinite(data1)) &&
            typeof data1 !== 'boolean'
          ) {
            const err4 = {
              instancePath: instancePath + '/vars/' + key2.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/vars/additionalProperties/type',
              keyword: 'type',
              params: { type: schema31.properties.vars.additionalProperties.type },
              message: 'must be string,number,boolean',
              schema: schema31.properties.vars.additionalProperties.type,
              parentSchema: schema31.properties.vars.additionalProperties,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
      } else {
        const err5 = {
          instancePath: instancePath + '/vars',
          schemaPath: '#/properties/vars/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.vars.type,
          parentSchema: schema31.properties.vars,
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
    if (data.slots !== undefined) {
      let data2 = data.slots;
      if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2))) {
        const err6 = {
          instancePath: instancePath + '/slots',
          schemaPath: '#/properties/slots/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
          schema: schema31.properties.slots.type,
          parentSchema: schema31.properties.slots,
          data: data2,
        };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (typeof data2 == 'number' && isFinite(data2)) {
        if (data2 > 1000000 || isNaN(data2)) {
          const err7 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/properties/slots/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema31.properties.slots,
            data: data2,
          };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data2 < 0 || isNaN(data2)) {
          const err8 = {
            instancePath: instancePath + '/slots',
            schemaPath: '#/properties/slots/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema31.properties.slots,
            data: data2,
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
    if (data.memory !== undefined) {
      let data3 = data.memory;
      if (typeof data3 === 'string') {
        if (!pattern5.test(data3)) {
          const err9 = {
            instancePath: instancePath + '/memory',
            schemaPath: '#/properties/memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$' },
            message: 'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$' + '"',
            schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$',
            parentSchema: schema31.properties.memory,
            data: data3,
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
          instancePath: instancePath + '/memory',
          schemaPath: '#/properties/memory/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.memory.type,
          parentSchema: schema31.properties.memory,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.gpus !== undefined) {
      let data4 = data.gpus;
      if (
        !(typeof data4 == 'number' && !(data4 % 1) && !isNaN(data4) && isFinite(data4)) &&
        typeof data4 !== 'string' &&
        !Array.isArray(data4)
      ) {
        const err11 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/properties/gpus/type',
          keyword: 'type',
          params: { type: schema31.properties.gpus.type },
          message: 'must be integer,string,array',
          schema: schema31.properties.gpus.type,
          parentSchema: schema31.properties.gpus,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data4 == 'number' && isFinite(data4)) {
        if (data4 > 1000000 || isNaN(data4)) {
          const err12 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema31.properties.gpus,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (data4 < 0 || isNaN(data4)) {
          const err13 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema31.properties.gpus,
            data: data4,
          };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      }
      if (typeof data4 === 'string') {
        if (!pattern6.test(data4)) {
          const err14 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
            message: 'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
            parentSchema: schema31.properties.gpus,
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
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data5 = data4[i0];
          if (
            !(typeof data5 == 'number' && !(data5 % 1) && !isNaN(data5) && isFinite(data5)) &&
            typeof data5 !== 'string'
          ) {
            const err15 = {
              instancePath: instancePath + '/gpus/' + i0,
              schemaPath: '#/$defs/gpu/type',
              keyword: 'type',
              params: { type: schema33.type },
              message: 'must be integer,string',
              schema: schema33.type,
              parentSchema: schema33,
              data: data5,
            };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
          if (typeof data5 == 'number' && isFinite(data5)) {
            if (data5 > 1000000 || isNaN(data5)) {
              const err16 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema33,
                data: data5,
              };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
            if (data5 < 0 || isNaN(data5)) {
              const err17 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema33,
                data: data5,
              };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          }
          if (typeof data5 === 'string') {
            if (!pattern6.test(data5)) {
              const err18 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
                message:
                  'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
                parentSchema: schema33,
                data: data5,
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
    }
    if (data.free_memory !== undefined) {
      let data6 = data.free_memory;
      if (!(typeof data6 == 'number' && isFinite(data6)) && typeof data6 !== 'string') {
        const err19 = {
          instancePath: instancePath + '/free_memory',
          schemaPath: '#/properties/free_memory/type',
          keyword: 'type',
          params: { type: schema31.properties.free_memory.type },
          message: 'must be number,string',
          schema: schema31.properties.free_memory.type,
          parentSchema: schema31.properties.free_memory,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
      if (typeof data6 == 'number' && isFinite(data6)) {
        if (data6 > 1 || isNaN(data6)) {
          const err20 = {
            instancePath: instancePath + '/free_memory',
            schemaPath: '#/properties/free_memory/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1 },
            message: 'must be <= 1',
            schema: 1,
            parentSchema: schema31.properties.free_memory,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (data6 < 0 || isNaN(data6)) {
          const err21 = {
            instancePath: instancePath + '/free_memory',
            schemaPath: '#/properties/free_memory/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema31.properties.free_memory,
            data: data6,
          };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      }
      if (typeof data6 === 'string') {
        if (!pattern8.test(data6)) {
          const err22 = {
            instancePath: instancePath + '/free_memory',
            schemaPath: '#/properties/free_memory/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$' },
            message: 'must match pattern "' + '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$' + '"',
            schema: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$',
            parentSchema: schema31.properties.free_memory,
            data: data6,
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
    if (data.max_load !== undefined) {
      let data7 = data.max_load;
      if (!(typeof data7 == 'number' && isFinite(data7)) && typeof data7 !== 'string') {
        const err23 = {
          instancePath: instancePath + '/max_load',
          schemaPath: '#/properties/max_load/type',
          keyword: 'type',
          params: { type: schema31.properties.max_load.type },
          message: 'must be number,string',
          schema: schema31.properties.max_load.type,
          parentSchema: schema31.properties.max_load,
          data: data7,
        };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
      if (typeof data7 == 'number' && isFinite(data7)) {
        if (data7 > 1 || isNaN(data7)) {
          const err24 = {
            instancePath: instancePath + '/max_load',
            schemaPath: '#/properties/max_load/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1 },
            message: 'must be <= 1',
            schema: 1,
            parentSchema: schema31.properties.max_load,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err24];
          } else {
            vErrors.push(err24);
          }
          errors++;
        }
        if (data7 < 0 || isNaN(data7)) {
          const err25 = {
            instancePath: instancePath + '/max_load',
            schemaPath: '#/properties/max_load/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema31.properties.max_load,
            data: data7,
          };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
      }
      if (typeof data7 === 'string') {
        if (!pattern8.test(data7)) {
          const err26 = {
            instancePath: instancePath + '/max_load',
            schemaPath: '#/properties/max_load/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$' },
            message: 'must match pattern "' + '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$' + '"',
            schema: '^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$',
            parentSchema: schema31.properties.max_load,
            data: data7,
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
    if (data.share !== undefined) {
      let data8 = data.share;
      if (typeof data8 !== 'string') {
        const err27 = {
          instancePath: instancePath + '/share',
          schemaPath: '#/properties/share/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.share.type,
          parentSchema: schema31.properties.share,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      if (!(data8 === 'spread' || data8 === 'pack')) {
        const err28 = {
          instancePath: instancePath + '/share',
          schemaPath: '#/properties/share/enum',
          keyword: 'enum',
          params: { allowedValues: schema31.properties.share.enum },
          message: 'must be equal to one of the allowed values',
          schema: schema31.properties.share.enum,
          parentSchema: schema31.properties.share,
          data: data8,
        };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.paused !== undefined) {
      let data9 = data.paused;
      if (
        typeof data9 !== 'boolean' &&
        !(typeof data9 == 'number' && !(data9 % 1) && !isNaN(data9) && isFinite(data9)) &&
        typeof data9 !== 'string' &&
        !Array.isArray(data9)
      ) {
        const err29 = {
          instancePath: instancePath + '/paused',
          schemaPath: '#/properties/paused/type',
          keyword: 'type',
          params: { type: schema31.properties.paused.type },
          message: 'must be boolean,integer,string,array',
          schema: schema31.properties.paused.type,
          parentSchema: schema31.properties.paused,
          data: data9,
        };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
      if (typeof data9 == 'number' && isFinite(data9)) {
        if (data9 > 1000000 || isNaN(data9)) {
          const err30 = {
            instancePath: instancePath + '/paused',
            schemaPath: '#/properties/paused/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema31.properties.paused,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err30];
          } else {
            vErrors.push(err30);
          }
          errors++;
        }
        if (data9 < 0 || isNaN(data9)) {
          const err31 = {
            instancePath: instancePath + '/paused',
            schemaPath: '#/properties/paused/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema31.properties.paused,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err31];
          } else {
            vErrors.push(err31);
          }
          errors++;
        }
      }
      if (typeof data9 === 'string') {
        if (!pattern6.test(data9)) {
          const err32 = {
            instancePath: instancePath + '/paused',
            schemaPath: '#/properties/paused/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
            message: 'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
            parentSchema: schema31.properties.paused,
            data: data9,
          };
          if (vErrors === null) {
            vErrors = [err32];
          } else {
            vErrors.push(err32);
          }
          errors++;
        }
      }
      if (Array.isArray(data9)) {
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data10 = data9[i1];
          if (
            !(typeof data10 == 'number' && !(data10 % 1) && !isNaN(data10) && isFinite(data10)) &&
            typeof data10 !== 'string'
          ) {
            const err33 = {
              instancePath: instancePath + '/paused/' + i1,
              schemaPath: '#/$defs/gpu/type',
              keyword: 'type',
              params: { type: schema33.type },
              message: 'must be integer,string',
              schema: schema33.type,
              parentSchema: schema33,
              data: data10,
            };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
          if (typeof data10 == 'number' && isFinite(data10)) {
            if (data10 > 1000000 || isNaN(data10)) {
              const err34 = {
                instancePath: instancePath + '/paused/' + i1,
                schemaPath: '#/$defs/gpu/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema33,
                data: data10,
              };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
            }
            if (data10 < 0 || isNaN(data10)) {
              const err35 = {
                instancePath: instancePath + '/paused/' + i1,
                schemaPath: '#/$defs/gpu/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema33,
                data: data10,
              };
              if (vErrors === null) {
                vErrors = [err35];
              } else {
                vErrors.push(err35);
              }
              errors++;
            }
          }
          if (typeof data10 === 'string') {
            if (!pattern6.test(data10)) {
              const err36 = {
                instancePath: instancePath + '/paused/' + i1,
                schemaPath: '#/$defs/gpu/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
                message:
                  'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
                parentSchema: schema33,
                data: data10,
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
      }
    }
    if (data.hooks !== undefined) {
      let data11 = data.hooks;
      if (data11 && typeof data11 == 'object' && !Array.isArray(data11)) {
        for (const key3 in data11) {
          if (!(key3 === 'job_end' || key3 === 'job_failed' || key3 === 'run_end')) {
            const err37 = {
              instancePath: instancePath + '/hooks',
              schemaPath: '#/properties/hooks/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key3 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema31.properties.hooks,
              data: data11,
            };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
        if (data11.job_end !== undefined) {
          let data12 = data11.job_end;
          if (typeof data12 !== 'string' && data12 !== null) {
            const err38 = {
              instancePath: instancePath + '/hooks/job_end',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema35.type },
              message: 'must be string,null',
              schema: schema35.type,
              parentSchema: schema35,
              data: data12,
            };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
          if (typeof data12 === 'string') {
            if (!pattern12.test(data12)) {
              const err39 = {
                instancePath: instancePath + '/hooks/job_end',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema35,
                data: data12,
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
        if (data11.job_failed !== undefined) {
          let data13 = data11.job_failed;
          if (typeof data13 !== 'string' && data13 !== null) {
            const err40 = {
              instancePath: instancePath + '/hooks/job_failed',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema35.type },
              message: 'must be string,null',
              schema: schema35.type,
              parentSchema: schema35,
              data: data13,
            };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
          if (typeof data13 === 'string') {
            if (!pattern12.test(data13)) {
              const err41 = {
                instancePath: instancePath + '/hooks/job_failed',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema35,
                data: data13,
              };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
          }
        }
        if (data11.run_end !== undefined) {
          let data14 = data11.run_end;
          if (typeof data14 !== 'string' && data14 !== null) {
            const err42 = {
              instancePath: instancePath + '/hooks/run_end',
              schemaPath: '#/$defs/hook/type',
              keyword: 'type',
              params: { type: schema35.type },
              message: 'must be string,null',
              schema: schema35.type,
              parentSchema: schema35,
              data: data14,
            };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
          if (typeof data14 === 'string') {
            if (!pattern12.test(data14)) {
              const err43 = {
                instancePath: instancePath + '/hooks/run_end',
                schemaPath: '#/$defs/hook/pattern',
                keyword: 'pattern',
                params: { pattern: '\\S' },
                message: 'must match pattern "' + '\\S' + '"',
                schema: '\\S',
                parentSchema: schema35,
                data: data14,
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
      } else {
        const err44 = {
          instancePath: instancePath + '/hooks',
          schemaPath: '#/properties/hooks/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.hooks.type,
          parentSchema: schema31.properties.hooks,
          data: data11,
        };
        if (vErrors === null) {
          vErrors = [err44];
        } else {
          vErrors.push(err44);
        }
        errors++;
      }
    }
    if (data.executors !== undefined) {
      let data15 = data.executors;
      if (data15 && typeof data15 == 'object' && !Array.isArray(data15)) {
        for (const key4 in data15) {
          const _errs44 = errors;
          if (typeof key4 === 'string') {
            if (!pattern4.test(key4)) {
              const err45 = {
                instancePath: instancePath + '/executors',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
                parentSchema: schema32,
                data: key4,
                propertyName: key4,
              };
              if (vErrors === null) {
                vErrors = [err45];
              } else {
                vErrors.push(err45);
              }
              errors++;
            }
          } else {
            const err46 = {
              instancePath: instancePath + '/executors',
              schemaPath: '#/$defs/identifier/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
              data: key4,
              propertyName: key4,
            };
            if (vErrors === null) {
              vErrors = [err46];
            } else {
              vErrors.push(err46);
            }
            errors++;
          }
          var valid14 = _errs44 === errors;
          if (!valid14) {
            const err47 = {
              instancePath: instancePath + '/executors',
              schemaPath: '#/properties/executors/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key4 },
              message: 'property name must be valid',
              schema: schema31.properties.executors.propertyNames,
              parentSchema: schema31.properties.executors,
              data: data15,
            };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        for (const key5 in data15) {
          let data16 = data15[key5];
          if (data16 && typeof data16 == 'object' && !Array.isArray(data16)) {
            if (data16.kind === undefined) {
              const err48 = {
                instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/$defs/slurm/required',
                keyword: 'required',
                params: { missingProperty: 'kind' },
                message: "must have required property '" + 'kind' + "'",
                schema: schema39.required,
                parentSchema: schema39,
                data: data16,
              };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
            for (const key6 in data16) {
              if (!func1.call(schema39.properties, key6)) {
                const err49 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
                  schemaPath: '#/$defs/slurm/additionalProperties',
                  keyword: 'additionalProperties',
                  params: { additionalProperty: key6 },
                  message: 'must NOT have additional properties',
                  schema: false,
                  parentSchema: schema39,
                  data: data16,
                };
                if (vErrors === null) {
                  vErrors = [err49];
                } else {
                  vErrors.push(err49);
                }
                errors++;
              }
            }
            if (data16.kind !== undefined) {
              let data17 = data16.kind;
              if ('slurm' !== data17) {
                const err50 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/kind',
                  schemaPath: '#/$defs/slurm/properties/kind/const',
                  keyword: 'const',
                  params: { allowedValue: 'slurm' },
                  message: 'must be equal to constant',
                  schema: 'slurm',
                  parentSchema: schema39.properties.kind,
                  data: data17,
                };
                if (vErrors === null) {
                  vErrors = [err50];
                } else {
                  vErrors.push(err50);
                }
                errors++;
              }
            }
            if (data16.partition !== undefined) {
              let data18 = data16.partition;
              if (typeof data18 === 'string') {
                if (!pattern16.test(data18)) {
                  const err51 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/partition',
                    schemaPath: '#/$defs/slurm/properties/partition/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' },
                    message: 'must match pattern "' + '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' + '"',
                    schema: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
                    parentSchema: schema39.properties.partition,
                    data: data18,
                  };
                  if (vErrors === null) {
                    vErrors = [err51];
                  } else {
                    vErrors.push(err51);
                  }
                  errors++;
                }
              } else {
                const err52 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/partition',
                  schemaPath: '#/$defs/slurm/properties/partition/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.partition.type,
                  parentSchema: schema39.properties.partition,
                  data: data18,
                };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
            if (data16.account !== undefined) {
              let data19 = data16.account;
              if (typeof data19 === 'string') {
                if (!pattern16.test(data19)) {
                  const err53 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/account',
                    schemaPath: '#/$defs/slurm/properties/account/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' },
                    message: 'must match pattern "' + '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' + '"',
                    schema: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
                    parentSchema: schema39.properties.account,
                    data: data19,
                  };
                  if (vErrors === null) {
                    vErrors = [err53];
                  } else {
                    vErrors.push(err53);
                  }
                  errors++;
                }
              } else {
                const err54 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/account',
                  schemaPath: '#/$defs/slurm/properties/account/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.account.type,
                  parentSchema: schema39.properties.account,
                  data: data19,
                };
                if (vErrors === null) {
                  vErrors = [err54];
                } else {
                  vErrors.push(err54);
                }
                errors++;
              }
            }
            if (data16.sbatch !== undefined) {
              let data20 = data16.sbatch;
              if (Array.isArray(data20)) {
                const len2 = data20.length;
                for (let i2 = 0; i2 < len2; i2++) {
                  let data21 = data20[i2];
                  if (typeof data21 === 'string') {
                    if (!pattern12.test(data21)) {
                      const err55 = {
                        instancePath:
                          instancePath +
                          '/executors/' +
                          key5.replace(/~/g, '~0').replace(/\//g, '~1') +
                          '/sbatch/' +
                          i2,
                        schemaPath: '#/$defs/slurm/properties/sbatch/items/pattern',
                        keyword: 'pattern',
                        params: { pattern: '\\S' },
                        message: 'must match pattern "' + '\\S' + '"',
                        schema: '\\S',
                        parentSchema: schema39.properties.sbatch.items,
                        data: data21,
                      };
                      if (vErrors === null) {
                        vErrors = [err55];
                      } else {
                        vErrors.push(err55);
                      }
                      errors++;
                    }
                  } else {
                    const err56 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/sbatch/' + i2,
                      schemaPath: '#/$defs/slurm/properties/sbatch/items/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema39.properties.sbatch.items.type,
                      parentSchema: schema39.properties.sbatch.items,
                      data: data21,
                    };
                    if (vErrors === null) {
                      vErrors = [err56];
                    } else {
                      vErrors.push(err56);
                    }
                    errors++;
                  }
                }
              } else {
                const err57 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/sbatch',
                  schemaPath: '#/$defs/slurm/properties/sbatch/type',
                  keyword: 'type',
                  params: { type: 'array' },
                  message: 'must be array',
                  schema: schema39.properties.sbatch.type,
                  parentSchema: schema39.properties.sbatch,
                  data: data20,
                };
                if (vErrors === null) {
                  vErrors = [err57];
                } else {
                  vErrors.push(err57);
                }
                errors++;
              }
            }
            if (data16.driver !== undefined) {
              let data22 = data16.driver;
              if (Array.isArray(data22)) {
                const len3 = data22.length;
                for (let i3 = 0; i3 < len3; i3++) {
                  let data23 = data22[i3];
                  if (typeof data23 === 'string') {
                    if (!pattern12.test(data23)) {
                      const err58 = {
                        instancePath:
                          instancePath +
                          '/executors/' +
                          key5.replace(/~/g, '~0').replace(/\//g, '~1') +
                          '/driver/' +
                          i3,
                        schemaPath: '#/$defs/slurm/properties/driver/items/pattern',
                        keyword: 'pattern',
                        params: { pattern: '\\S' },
                        message: 'must match pattern "' + '\\S' + '"',
                        schema: '\\S',
                        parentSchema: schema39.properties.driver.items,
                        data: data23,
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
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/driver/' + i3,
                      schemaPath: '#/$defs/slurm/properties/driver/items/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema39.properties.driver.items.type,
                      parentSchema: schema39.properties.driver.items,
                      data: data23,
                    };
                    if (vErrors === null) {
                      vErrors = [err59];
                    } else {
                      vErrors.push(err59);
                    }
                    errors++;
                  }
                }
              } else {
                const err60 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/driver',
                  schemaPath: '#/$defs/slurm/properties/driver/type',
                  keyword: 'type',
                  params: { type: 'array' },
                  message: 'must be array',
                  schema: schema39.properties.driver.type,
                  parentSchema: schema39.properties.driver,
                  data: data22,
                };
                if (vErrors === null) {
                  vErrors = [err60];
                } else {
                  vErrors.push(err60);
                }
                errors++;
              }
            }
            if (data16.pilot !== undefined) {
              let data24 = data16.pilot;
              if (data24 && typeof data24 == 'object' && !Array.isArray(data24)) {
                if (data24.cpus === undefined) {
                  const err61 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot',
                    schemaPath: '#/$defs/slurm/properties/pilot/required',
                    keyword: 'required',
                    params: { missingProperty: 'cpus' },
                    message: "must have required property '" + 'cpus' + "'",
                    schema: schema39.properties.pilot.required,
                    parentSchema: schema39.properties.pilot,
                    data: data24,
                  };
                  if (vErrors === null) {
                    vErrors = [err61];
                  } else {
                    vErrors.push(err61);
                  }
                  errors++;
                }
                if (data24.time === undefined) {
                  const err62 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot',
                    schemaPath: '#/$defs/slurm/properties/pilot/required',
                    keyword: 'required',
                    params: { missingProperty: 'time' },
                    message: "must have required property '" + 'time' + "'",
                    schema: schema39.properties.pilot.required,
                    parentSchema: schema39.properties.pilot,
                    data: data24,
                  };
                  if (vErrors === null) {
                    vErrors = [err62];
                  } else {
                    vErrors.push(err62);
                  }
                  errors++;
                }
                for (const key7 in data24) {
                  if (!(key7 === 'cpus' || key7 === 'gpus' || key7 === 'memory' || key7 === 'time')) {
                    const err63 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot',
                      schemaPath: '#/$defs/slurm/properties/pilot/additionalProperties',
                      keyword: 'additionalProperties',
                      params: { additionalProperty: key7 },
                      message: 'must NOT have additional properties',
                      schema: false,
                      parentSchema: schema39.properties.pilot,
                      data: data24,
                    };
                    if (vErrors === null) {
                      vErrors = [err63];
                    } else {
                      vErrors.push(err63);
                    }
                    errors++;
                  }
                }
                if (data24.cpus !== undefined) {
                  let data25 = data24.cpus;
                  if (!(typeof data25 == 'number' && !(data25 % 1) && !isNaN(data25) && isFinite(data25))) {
                    const err64 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/cpus',
                      schemaPath: '#/$defs/slurm/properties/pilot/properties/cpus/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                      schema: schema39.properties.pilot.properties.cpus.type,
                      parentSchema: schema39.properties.pilot.properties.cpus,
                      data: data25,
                    };
                    if (vErrors === null) {
                      vErrors = [err64];
                    } else {
                      vErrors.push(err64);
                    }
                    errors++;
                  }
                  if (typeof data25 == 'number' && isFinite(data25)) {
                    if (data25 > 1000000 || isNaN(data25)) {
                      const err65 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/cpus',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/cpus/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 1000000 },
                        message: 'must be <= 1000000',
                        schema: 1000000,
                        parentSchema: schema39.properties.pilot.properties.cpus,
                        data: data25,
                      };
                      if (vErrors === null) {
                        vErrors = [err65];
                      } else {
                        vErrors.push(err65);
                      }
                      errors++;
                    }
                    if (data25 < 1 || isNaN(data25)) {
                      const err66 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/cpus',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/cpus/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 1 },
                        message: 'must be >= 1',
                        schema: 1,
                        parentSchema: schema39.properties.pilot.properties.cpus,
                        data: data25,
                      };
                      if (vErrors === null) {
                        vErrors = [err66];
                      } else {
                        vErrors.push(err66);
                      }
                      errors++;
                    }
                  }
                }
                if (data24.gpus !== undefined) {
                  let data26 = data24.gpus;
                  if (!(typeof data26 == 'number' && !(data26 % 1) && !isNaN(data26) && isFinite(data26))) {
                    const err67 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/gpus',
                      schemaPath: '#/$defs/slurm/properties/pilot/properties/gpus/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                      schema: schema39.properties.pilot.properties.gpus.type,
                      parentSchema: schema39.properties.pilot.properties.gpus,
                      data: data26,
                    };
                    if (vErrors === null) {
                      vErrors = [err67];
                    } else {
                      vErrors.push(err67);
                    }
                    errors++;
                  }
                  if (typeof data26 == 'number' && isFinite(data26)) {
                    if (data26 > 1024 || isNaN(data26)) {
                      const err68 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/gpus',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/gpus/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 1024 },
                        message: 'must be <= 1024',
                        schema: 1024,
                        parentSchema: schema39.properties.pilot.properties.gpus,
                        data: data26,
                      };
                      if (vErrors === null) {
                        vErrors = [err68];
                      } else {
                        vErrors.push(err68);
                      }
                      errors++;
                    }
                    if (data26 < 0 || isNaN(data26)) {
                      const err69 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/gpus',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/gpus/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 0 },
                        message: 'must be >= 0',
                        schema: 0,
                        parentSchema: schema39.properties.pilot.properties.gpus,
                        data: data26,
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
                if (data24.memory !== undefined) {
                  let data27 = data24.memory;
                  if (typeof data27 === 'string') {
                    if (!pattern5.test(data27)) {
                      const err70 = {
                        instancePath:
                          instancePath +
                          '/executors/' +
                          key5.replace(/~/g, '~0').replace(/\//g, '~1') +
                          '/pilot/memory',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/memory/pattern',
                        keyword: 'pattern',
                        params: { pattern: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$' },
                        message:
                          'must match pattern "' + '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$' + '"',
                        schema: '^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$',
                        parentSchema: schema39.properties.pilot.properties.memory,
                        data: data27,
                      };
                      if (vErrors === null) {
                        vErrors = [err70];
                      } else {
                        vErrors.push(err70);
                      }
                      errors++;
                    }
                  } else {
                    const err71 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/memory',
                      schemaPath: '#/$defs/slurm/properties/pilot/properties/memory/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                      schema: schema39.properties.pilot.properties.memory.type,
                      parentSchema: schema39.properties.pilot.properties.memory,
                      data: data27,
                    };
                    if (vErrors === null) {
                      vErrors = [err71];
                    } else {
                      vErrors.push(err71);
                    }
                    errors++;
                  }
                }
                if (data24.time !== undefined) {
                  let data28 = data24.time;
                  if (!(typeof data28 == 'number' && isFinite(data28)) && typeof data28 !== 'string') {
                    const err72 = {
                      instancePath:
                        instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/time',
                      schemaPath: '#/$defs/slurm/properties/pilot/properties/time/type',
                      keyword: 'type',
                      params: { type: schema39.properties.pilot.properties.time.type },
                      message: 'must be number,string',
                      schema: schema39.properties.pilot.properties.time.type,
                      parentSchema: schema39.properties.pilot.properties.time,
                      data: data28,
                    };
                    if (vErrors === null) {
                      vErrors = [err72];
                    } else {
                      vErrors.push(err72);
                    }
                    errors++;
                  }
                  if (typeof data28 == 'number' && isFinite(data28)) {
                    if (data28 > 3153600000 || isNaN(data28)) {
                      const err73 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/time',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/time/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 3153600000 },
                        message: 'must be <= 3153600000',
                        schema: 3153600000,
                        parentSchema: schema39.properties.pilot.properties.time,
                        data: data28,
                      };
                      if (vErrors === null) {
                        vErrors = [err73];
                      } else {
                        vErrors.push(err73);
                      }
                      errors++;
                    }
                    if (data28 < 600 || isNaN(data28)) {
                      const err74 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/time',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/time/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 600 },
                        message: 'must be >= 600',
                        schema: 600,
                        parentSchema: schema39.properties.pilot.properties.time,
                        data: data28,
                      };
                      if (vErrors === null) {
                        vErrors = [err74];
                      } else {
                        vErrors.push(err74);
                      }
                      errors++;
                    }
                  }
                  if (typeof data28 === 'string') {
                    if (!pattern21.test(data28)) {
                      const err75 = {
                        instancePath:
                          instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot/time',
                        schemaPath: '#/$defs/slurm/properties/pilot/properties/time/pattern',
                        keyword: 'pattern',
                        params: {
                          pattern:
                            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                        },
                        message:
                          'must match pattern "' +
                          '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$' +
                          '"',
                        schema:
                          '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                        parentSchema: schema39.properties.pilot.properties.time,
                        data: data28,
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
              } else {
                const err76 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/pilot',
                  schemaPath: '#/$defs/slurm/properties/pilot/type',
                  keyword: 'type',
                  params: { type: 'object' },
                  message: 'must be object',
                  schema: schema39.properties.pilot.type,
                  parentSchema: schema39.properties.pilot,
                  data: data24,
                };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
            }
            if (data16.gpu_type !== undefined) {
              let data29 = data16.gpu_type;
              if (typeof data29 === 'string') {
                if (!pattern16.test(data29)) {
                  const err77 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/gpu_type',
                    schemaPath: '#/$defs/slurm/properties/gpu_type/pattern',
                    keyword: 'pattern',
                    params: { pattern: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' },
                    message: 'must match pattern "' + '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$' + '"',
                    schema: '^[A-Za-z0-9][A-Za-z0-9_.,:@/=+-]*$',
                    parentSchema: schema39.properties.gpu_type,
                    data: data29,
                  };
                  if (vErrors === null) {
                    vErrors = [err77];
                  } else {
                    vErrors.push(err77);
                  }
                  errors++;
                }
              } else {
                const err78 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/gpu_type',
                  schemaPath: '#/$defs/slurm/properties/gpu_type/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.gpu_type.type,
                  parentSchema: schema39.properties.gpu_type,
                  data: data29,
                };
                if (vErrors === null) {
                  vErrors = [err78];
                } else {
                  vErrors.push(err78);
                }
                errors++;
              }
            }
            if (data16.memory !== undefined) {
              let data30 = data16.memory;
              if (typeof data30 !== 'string') {
                const err79 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/memory',
                  schemaPath: '#/$defs/slurm/properties/memory/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.memory.type,
                  parentSchema: schema39.properties.memory,
                  data: data30,
                };
                if (vErrors === null) {
                  vErrors = [err79];
                } else {
                  vErrors.push(err79);
                }
                errors++;
              }
              if (!(data30 === 'per-node' || data30 === 'per-cpu' || data30 === 'none')) {
                const err80 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/memory',
                  schemaPath: '#/$defs/slurm/properties/memory/enum',
                  keyword: 'enum',
                  params: { allowedValues: schema39.properties.memory.enum },
                  message: 'must be equal to one of the allowed values',
                  schema: schema39.properties.memory.enum,
                  parentSchema: schema39.properties.memory,
                  data: data30,
                };
                if (vErrors === null) {
                  vErrors = [err80];
                } else {
                  vErrors.push(err80);
                }
                errors++;
              }
            }
            if (data16.time !== undefined) {
              let data31 = data16.time;
              if (!(typeof data31 == 'number' && isFinite(data31)) && typeof data31 !== 'string') {
                const err81 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/time',
                  schemaPath: '#/$defs/slurm/properties/time/type',
                  keyword: 'type',
                  params: { type: schema39.properties.time.type },
                  message: 'must be number,string',
                  schema: schema39.properties.time.type,
                  parentSchema: schema39.properties.time,
                  data: data31,
                };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
              if (typeof data31 == 'number' && isFinite(data31)) {
                if (data31 > 3153600000 || isNaN(data31)) {
                  const err82 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/time',
                    schemaPath: '#/$defs/slurm/properties/time/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 3153600000 },
                    message: 'must be <= 3153600000',
                    schema: 3153600000,
                    parentSchema: schema39.properties.time,
                    data: data31,
                  };
                  if (vErrors === null) {
                    vErrors = [err82];
                  } else {
                    vErrors.push(err82);
                  }
                  errors++;
                }
                if (data31 < 60 || isNaN(data31)) {
                  const err83 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/time',
                    schemaPath: '#/$defs/slurm/properties/time/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 60 },
                    message: 'must be >= 60',
                    schema: 60,
                    parentSchema: schema39.properties.time,
                    data: data31,
                  };
                  if (vErrors === null) {
                    vErrors = [err83];
                  } else {
                    vErrors.push(err83);
                  }
                  errors++;
                }
              }
              if (typeof data31 === 'string') {
                if (!pattern21.test(data31)) {
                  const err84 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/time',
                    schemaPath: '#/$defs/slurm/properties/time/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$' +
                      '"',
                    schema:
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    parentSchema: schema39.properties.time,
                    data: data31,
                  };
                  if (vErrors === null) {
                    vErrors = [err84];
                  } else {
                    vErrors.push(err84);
                  }
                  errors++;
                }
              }
            }
            if (data16.max_submitted !== undefined) {
              let data32 = data16.max_submitted;
              if (!(typeof data32 == 'number' && !(data32 % 1) && !isNaN(data32) && isFinite(data32))) {
                const err85 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/max_submitted',
                  schemaPath: '#/$defs/slurm/properties/max_submitted/type',
                  keyword: 'type',
                  params: { type: 'integer' },
                  message: 'must be integer',
                  schema: schema39.properties.max_submitted.type,
                  parentSchema: schema39.properties.max_submitted,
                  data: data32,
                };
                if (vErrors === null) {
                  vErrors = [err85];
                } else {
                  vErrors.push(err85);
                }
                errors++;
              }
              if (typeof data32 == 'number' && isFinite(data32)) {
                if (data32 > 1000000 || isNaN(data32)) {
                  const err86 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/max_submitted',
                    schemaPath: '#/$defs/slurm/properties/max_submitted/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 1000000 },
                    message: 'must be <= 1000000',
                    schema: 1000000,
                    parentSchema: schema39.properties.max_submitted,
                    data: data32,
                  };
                  if (vErrors === null) {
                    vErrors = [err86];
                  } else {
                    vErrors.push(err86);
                  }
                  errors++;
                }
                if (data32 < 1 || isNaN(data32)) {
                  const err87 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/max_submitted',
                    schemaPath: '#/$defs/slurm/properties/max_submitted/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 1 },
                    message: 'must be >= 1',
                    schema: 1,
                    parentSchema: schema39.properties.max_submitted,
                    data: data32,
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
            if (data16.poll !== undefined) {
              let data33 = data16.poll;
              if (!(typeof data33 == 'number' && isFinite(data33)) && typeof data33 !== 'string') {
                const err88 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/poll',
                  schemaPath: '#/$defs/slurm/properties/poll/type',
                  keyword: 'type',
                  params: { type: schema39.properties.poll.type },
                  message: 'must be number,string',
                  schema: schema39.properties.poll.type,
                  parentSchema: schema39.properties.poll,
                  data: data33,
                };
                if (vErrors === null) {
                  vErrors = [err88];
                } else {
                  vErrors.push(err88);
                }
                errors++;
              }
              if (typeof data33 == 'number' && isFinite(data33)) {
                if (data33 > 3153600000 || isNaN(data33)) {
                  const err89 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/poll',
                    schemaPath: '#/$defs/slurm/properties/poll/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 3153600000 },
                    message: 'must be <= 3153600000',
                    schema: 3153600000,
                    parentSchema: schema39.properties.poll,
                    data: data33,
                  };
                  if (vErrors === null) {
                    vErrors = [err89];
                  } else {
                    vErrors.push(err89);
                  }
                  errors++;
                }
                if (data33 < 1 || isNaN(data33)) {
                  const err90 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/poll',
                    schemaPath: '#/$defs/slurm/properties/poll/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 1 },
                    message: 'must be >= 1',
                    schema: 1,
                    parentSchema: schema39.properties.poll,
                    data: data33,
                  };
                  if (vErrors === null) {
                    vErrors = [err90];
                  } else {
                    vErrors.push(err90);
                  }
                  errors++;
                }
              }
              if (typeof data33 === 'string') {
                if (!pattern21.test(data33)) {
                  const err91 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/poll',
                    schemaPath: '#/$defs/slurm/properties/poll/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$' +
                      '"',
                    schema:
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    parentSchema: schema39.properties.poll,
                    data: data33,
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
            if (data16.latency !== undefined) {
              let data34 = data16.latency;
              if (!(typeof data34 == 'number' && isFinite(data34)) && typeof data34 !== 'string') {
                const err92 = {
                  instancePath:
                    instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/latency',
                  schemaPath: '#/$defs/slurm/properties/latency/type',
                  keyword: 'type',
                  params: { type: schema39.properties.latency.type },
                  message: 'must be number,string',
                  schema: schema39.properties.latency.type,
                  parentSchema: schema39.properties.latency,
                  data: data34,
                };
                if (vErrors === null) {
                  vErrors = [err92];
                } else {
                  vErrors.push(err92);
                }
                errors++;
              }
              if (typeof data34 == 'number' && isFinite(data34)) {
                if (data34 > 3153600000 || isNaN(data34)) {
                  const err93 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/latency',
                    schemaPath: '#/$defs/slurm/properties/latency/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 3153600000 },
                    message: 'must be <= 3153600000',
                    schema: 3153600000,
                    parentSchema: schema39.properties.latency,
                    data: data34,
                  };
                  if (vErrors === null) {
                    vErrors = [err93];
                  } else {
                    vErrors.push(err93);
                  }
                  errors++;
                }
                if (data34 < 0 || isNaN(data34)) {
                  const err94 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/latency',
                    schemaPath: '#/$defs/slurm/properties/latency/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 0 },
                    message: 'must be >= 0',
                    schema: 0,
                    parentSchema: schema39.properties.latency,
                    data: data34,
                  };
                  if (vErrors === null) {
                    vErrors = [err94];
                  } else {
                    vErrors.push(err94);
                  }
                  errors++;
                }
              }
              if (typeof data34 === 'string') {
                if (!pattern21.test(data34)) {
                  const err95 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/latency',
                    schemaPath: '#/$defs/slurm/properties/latency/pattern',
                    keyword: 'pattern',
                    params: {
                      pattern:
                        '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    },
                    message:
                      'must match pattern "' +
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$' +
                      '"',
                    schema:
                      '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
                    parentSchema: schema39.properties.latency,
                    data: data34,
                  };
                  if (vErrors === null) {
                    vErrors = [err95];
                  } else {
                    vErrors.push(err95);
                  }
                  errors++;
                }
              }
            }
            if (data16.setup !== undefined) {
              let data35 = data16.setup;
              if (typeof data35 === 'string') {
                if (!pattern12.test(data35)) {
                  const err96 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/setup',
                    schemaPath: '#/$defs/slurm/properties/setup/pattern',
                    keyword: 'pattern',
                    params: { pattern: '\\S' },
                    message: 'must match pattern "' + '\\S' + '"',
                    schema: '\\S',
                    parentSchema: schema39.properties.setup,
                    data: data35,
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
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/setup',
                  schemaPath: '#/$defs/slurm/properties/setup/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.setup.type,
                  parentSchema: schema39.properties.setup,
                  data: data35,
                };
                if (vErrors === null) {
                  vErrors = [err97];
                } else {
                  vErrors.push(err97);
                }
                errors++;
              }
            }
            if (data16.wrap !== undefined) {
              let data36 = data16.wrap;
              if (typeof data36 === 'string') {
                if (!pattern12.test(data36)) {
                  const err98 = {
                    instancePath:
                      instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/wrap',
                    schemaPath: '#/$defs/slurm/properties/wrap/pattern',
                    keyword: 'pattern',
                    params: { pattern: '\\S' },
                    message: 'must match pattern "' + '\\S' + '"',
                    schema: '\\S',
                    parentSchema: schema39.properties.wrap,
                    data: data36,
                  };
                  if (vErrors === null) {
                    vErrors = [err98];
                  } else {
                    vErrors.push(err98);
                  }
                  errors++;
                }
              } else {
                const err99 = {
                  instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1') + '/wrap',
                  schemaPath: '#/$defs/slurm/properties/wrap/type',
                  keyword: 'type',
                  params: { type: 'string' },
                  message: 'must be string',
                  schema: schema39.properties.wrap.type,
                  parentSchema: schema39.properties.wrap,
                  data: data36,
                };
                if (vErrors === null) {
                  vErrors = [err99];
                } else {
                  vErrors.push(err99);
                }
                errors++;
              }
            }
          } else {
            const err100 = {
              instancePath: instancePath + '/executors/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/$defs/slurm/type',
              keyword: 'type',
              params: { type: 'object' },
              message: 'must be object',
              schema: schema39.type,
              parentSchema: schema39,
              data: data16,
            };
            if (vErrors === null) {
              vErrors = [err100];
            } else {
              vErrors.push(err100);
            }
            errors++;
          }
        }
      } else {
        const err101 = {
          instancePath: instancePath + '/executors',
          schemaPath: '#/properties/executors/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.executors.type,
          parentSchema: schema31.properties.executors,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err101];
        } else {
          vErrors.push(err101);
        }
        errors++;
      }
    }
    if (data.default_executor !== undefined) {
      let data37 = data.default_executor;
      if (typeof data37 === 'string') {
        if (!pattern4.test(data37)) {
          const err102 = {
            instancePath: instancePath + '/default_executor',
            schemaPath: '#/properties/default_executor/pattern',
            keyword: 'pattern',
            params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
            message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
            schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
            parentSchema: schema31.properties.default_executor,
            data: data37,
          };
          if (vErrors === null) {
            vErrors = [err102];
          } else {
            vErrors.push(err102);
          }
          errors++;
        }
      } else {
        const err103 = {
          instancePath: instancePath + '/default_executor',
          schemaPath: '#/properties/default_executor/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema31.properties.default_executor.type,
          parentSchema: schema31.properties.default_executor,
          data: data37,
        };
        if (vErrors === null) {
          vErrors = [err103];
        } else {
          vErrors.push(err103);
        }
        errors++;
      }
    }
    if (data.resources !== undefined) {
      let data38 = data.resources;
      if (data38 && typeof data38 == 'object' && !Array.isArray(data38)) {
        for (const key8 in data38) {
          const _errs96 = errors;
          if (typeof key8 === 'string') {
            if (!pattern4.test(key8)) {
              const err104 = {
                instancePath: instancePath + '/resources',
                schemaPath: '#/$defs/identifier/pattern',
                keyword: 'pattern',
                params: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,199}$' },
                message: 'must match pattern "' + '^[A-Za-z_][A-Za-z0-9_]{0,199}$' + '"',
                schema: '^[A-Za-z_][A-Za-z0-9_]{0,199}$',
                parentSchema: schema32,
                data: key8,
                propertyName: key8,
              };
              if (vErrors === null) {
                vErrors = [err104];
              } else {
                vErrors.push(err104);
              }
              errors++;
            }
          } else {
            const err105 = {
              instancePath: instancePath + '/resources',
              schemaPath: '#/$defs/identifier/type',
              keyword: 'type',
              params: { type: 'string' },
              message: 'must be string',
              schema: schema32.type,
              parentSchema: schema32,
              data: key8,
              propertyName: key8,
            };
            if (vErrors === null) {
              vErrors = [err105];
            } else {
              vErrors.push(err105);
            }
            errors++;
          }
          var valid24 = _errs96 === errors;
          if (!valid24) {
            const err106 = {
              instancePath: instancePath + '/resources',
              schemaPath: '#/properties/resources/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key8 },
              message: 'property name must be valid',
              schema: schema31.properties.resources.propertyNames,
              parentSchema: schema31.properties.resources,
              data: data38,
            };
            if (vErrors === null) {
              vErrors = [err106];
            } else {
              vErrors.push(err106);
            }
            errors++;
          }
        }
        for (const key9 in data38) {
          let data39 = data38[key9];
          if (!(typeof data39 == 'number' && !(data39 % 1) && !isNaN(data39) && isFinite(data39))) {
            const err107 = {
              instancePath: instancePath + '/resources/' + key9.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/resources/additionalProperties/type',
              keyword: 'type',
              params: { type: 'integer' },
              message: 'must be integer',
              schema: schema31.properties.resources.additionalProperties.type,
              parentSchema: schema31.properties.resources.additionalProperties,
              data: data39,
            };
            if (vErrors === null) {
              vErrors = [err107];
            } else {
              vErrors.push(err107);
            }
            errors++;
          }
          if (typeof data39 == 'number' && isFinite(data39)) {
            if (data39 > 1000000 || isNaN(data39)) {
              const err108 = {
                instancePath: instancePath + '/resources/' + key9.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/properties/resources/additionalProperties/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema31.properties.resources.additionalProperties,
                data: data39,
              };
              if (vErrors === null) {
                vErrors = [err108];
              } else {
                vErrors.push(err108);
              }
              errors++;
            }
            if (data39 < 0 || isNaN(data39)) {
              const err109 = {
                instancePath: instancePath + '/resources/' + key9.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/properties/resources/additionalProperties/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema31.properties.resources.additionalProperties,
                data: data39,
              };
              if (vErrors === null) {
                vErrors = [err109];
              } else {
                vErrors.push(err109);
              }
              errors++;
            }
          }
        }
      } else {
        const err110 = {
          instancePath: instancePath + '/resources',
          schemaPath: '#/properties/resources/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.resources.type,
          parentSchema: schema31.properties.resources,
          data: data38,
        };
        if (vErrors === null) {
          vErrors = [err110];
        } else {
          vErrors.push(err110);
        }
        errors++;
      }
    }
  } else {
    const err111 = {
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
      vErrors = [err111];
    } else {
      vErrors.push(err111);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
