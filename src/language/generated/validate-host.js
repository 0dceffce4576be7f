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
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp('^[A-Za-z_][A-Za-z0-9_]{0,199}$', 'u');
const pattern5 = new RegExp('^(?=.*[1-9])[0-9]+(?:\\.[0-9]+)? ?(?:[KMGTP]i|[kKMGTP])?B$', 'u');
const pattern6 = new RegExp('^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$', 'u');
const pattern8 = new RegExp('^(?:[0-9]{1,2}(?:\\.[0-9]+)?|100(?:\\.0+)?)%$', 'u');
const pattern12 = new RegExp('\\S', 'u');

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
    if (data.resources !== undefined) {
      let data15 = data.resources;
      if (data15 && typeof data15 == 'object' && !Array.isArray(data15)) {
        for (const key4 in data15) {
          const _errs44 = errors;
          if (typeof key4 === 'string') {
            if (!pattern4.test(key4)) {
              const err45 = {
                instancePath: instancePath + '/resources',
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
              instancePath: instancePath + '/resources',
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
              instancePath: instancePath + '/resources',
              schemaPath: '#/properties/resources/propertyNames',
              keyword: 'propertyNames',
              params: { propertyName: key4 },
              message: 'property name must be valid',
              schema: schema31.properties.resources.propertyNames,
              parentSchema: schema31.properties.resources,
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
          if (!(typeof data16 == 'number' && !(data16 % 1) && !isNaN(data16) && isFinite(data16))) {
            const err48 = {
              instancePath: instancePath + '/resources/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/properties/resources/additionalProperties/type',
              keyword: 'type',
              params: { type: 'integer' },
              message: 'must be integer',
              schema: schema31.properties.resources.additionalProperties.type,
              parentSchema: schema31.properties.resources.additionalProperties,
              data: data16,
            };
            if (vErrors === null) {
              vErrors = [err48];
            } else {
              vErrors.push(err48);
            }
            errors++;
          }
          if (typeof data16 == 'number' && isFinite(data16)) {
            if (data16 > 1000000 || isNaN(data16)) {
              const err49 = {
                instancePath: instancePath + '/resources/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/properties/resources/additionalProperties/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema31.properties.resources.additionalProperties,
                data: data16,
              };
              if (vErrors === null) {
                vErrors = [err49];
              } else {
                vErrors.push(err49);
              }
              errors++;
            }
            if (data16 < 0 || isNaN(data16)) {
              const err50 = {
                instancePath: instancePath + '/resources/' + key5.replace(/~/g, '~0').replace(/\//g, '~1'),
                schemaPath: '#/properties/resources/additionalProperties/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema31.properties.resources.additionalProperties,
                data: data16,
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
      } else {
        const err51 = {
          instancePath: instancePath + '/resources',
          schemaPath: '#/properties/resources/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.resources.type,
          parentSchema: schema31.properties.resources,
          data: data15,
        };
        if (vErrors === null) {
          vErrors = [err51];
        } else {
          vErrors.push(err51);
        }
        errors++;
      }
    }
  } else {
    const err52 = {
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
      vErrors = [err52];
    } else {
      vErrors.push(err52);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
