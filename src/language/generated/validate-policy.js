// Generated from schemas/policy.schema.json by scripts/generate.ts; change the schema instead.
'use strict';
export const validate = validate20;
export default validate20;
const schema31 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:sweep-runner:schema:policy:1',
  title: 'a policy file',
  description: "What holds on one machine for all of its users: `/etc/sweep/host.yaml`, which must be root's.",
  type: 'object',
  properties: {
    quotas: {
      title: 'a map from user to a quota such as `{gpus: 4, slots: 16}`',
      description:
        'What all runs of a user may hold at once. `default` is the quota of every user who is not named, and of what his own leaves out.',
      type: 'object',
      additionalProperties: { $ref: '#/$defs/quota' },
      examples: [{ default: { gpus: 4, slots: 16 }, alice: { gpus: 8 } }],
    },
    hours: {
      title: "a list such as `[{gpus: 0-3, from: '20:00', to: '08:00'}]`",
      description:
        'When GPUs are given out each day, by the clocks of the machine. A GPU that stands in several items is given out in the time of each, and one that stands in none always. What runs when its time ends goes on.',
      type: 'array',
      items: { $ref: '#/$defs/hours' },
      examples: [[{ gpus: '0-3', from: '20:00', to: '08:00' }]],
    },
    reserve: {
      title: 'a map such as `{max: 24h, ahead: 14d}`',
      description: 'What a user may reserve by `sweep reserve`.',
      type: 'object',
      properties: {
        max: {
          title: 'a duration such as `24h`',
          description: 'How long a reservation may be. Default: no limit.',
          type: ['number', 'string'],
          minimum: 0,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['24h'],
        },
        ahead: {
          title: 'a duration such as `24h`',
          description: 'How long before it begins it may be made. Default: no limit.',
          type: ['number', 'string'],
          minimum: 0,
          maximum: 3153600000,
          pattern:
            '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
          examples: ['14d'],
        },
      },
      additionalProperties: false,
      examples: [{ max: '24h', ahead: '14d' }],
    },
  },
  additionalProperties: false,
  examples: [{ quotas: { default: { gpus: 4, slots: 16 } }, hours: [{ gpus: '0-3', from: '20:00', to: '08:00' }] }, {}],
  $defs: {
    quota: {
      title: 'a map such as `{gpus: 4, slots: 16}`',
      description: 'What all runs of one user may hold at once.',
      type: 'object',
      properties: {
        gpus: {
          title: 'a whole number, 0 or more, or `null` for no limit',
          description: 'How many GPUs, of which parts count as such.',
          type: ['integer', 'null'],
          minimum: 0,
          maximum: 1000000,
          examples: [4, null],
        },
        slots: {
          title: 'a whole number, 0 or more, or `null` for no limit',
          description: 'How many CPU slots.',
          type: ['integer', 'null'],
          minimum: 0,
          maximum: 1000000,
          examples: [16],
        },
      },
      additionalProperties: false,
      examples: [{ gpus: 4, slots: 16 }],
    },
    hours: {
      title: "a map such as `{gpus: 0-3, from: '20:00', to: '08:00'}`",
      description: 'GPUs, and when they are given out each day.',
      type: 'object',
      required: ['gpus', 'from', 'to'],
      properties: {
        gpus: {
          title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, a UUID, or a list of these",
          description: 'Which GPUs. One that is not there matters not.',
          type: ['integer', 'string', 'array'],
          minimum: 0,
          maximum: 1000000,
          pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
          items: { $ref: '#/$defs/gpu' },
          examples: ['0-3', [0, 2]],
        },
        from: {
          title: 'a time of day such as `20:00`',
          description: 'From when on they are given out.',
          type: 'string',
          pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
          examples: ['20:00'],
        },
        to: {
          title: 'a time of day such as `20:00`',
          description: 'Until when; on the next day where it is no later than `from`.',
          type: 'string',
          pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
          examples: ['08:00'],
        },
      },
      additionalProperties: false,
      examples: [{ gpus: '0-3', from: '20:00', to: '08:00' }],
    },
    gpu: {
      title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
      description: 'One GPU, a MIG instance of one, or a range of GPUs.',
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
      examples: [0, '0-3', '1:0'],
    },
  },
};
const schema32 = {
  title: 'a map such as `{gpus: 4, slots: 16}`',
  description: 'What all runs of one user may hold at once.',
  type: 'object',
  properties: {
    gpus: {
      title: 'a whole number, 0 or more, or `null` for no limit',
      description: 'How many GPUs, of which parts count as such.',
      type: ['integer', 'null'],
      minimum: 0,
      maximum: 1000000,
      examples: [4, null],
    },
    slots: {
      title: 'a whole number, 0 or more, or `null` for no limit',
      description: 'How many CPU slots.',
      type: ['integer', 'null'],
      minimum: 0,
      maximum: 1000000,
      examples: [16],
    },
  },
  additionalProperties: false,
  examples: [{ gpus: 4, slots: 16 }],
};
const schema33 = {
  title: "a map such as `{gpus: 0-3, from: '20:00', to: '08:00'}`",
  description: 'GPUs, and when they are given out each day.',
  type: 'object',
  required: ['gpus', 'from', 'to'],
  properties: {
    gpus: {
      title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, a UUID, or a list of these",
      description: 'Which GPUs. One that is not there matters not.',
      type: ['integer', 'string', 'array'],
      minimum: 0,
      maximum: 1000000,
      pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
      items: { $ref: '#/$defs/gpu' },
      examples: ['0-3', [0, 2]],
    },
    from: {
      title: 'a time of day such as `20:00`',
      description: 'From when on they are given out.',
      type: 'string',
      pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
      examples: ['20:00'],
    },
    to: {
      title: 'a time of day such as `20:00`',
      description: 'Until when; on the next day where it is no later than `from`.',
      type: 'string',
      pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
      examples: ['08:00'],
    },
  },
  additionalProperties: false,
  examples: [{ gpus: '0-3', from: '20:00', to: '08:00' }],
};
const schema34 = {
  title: "a GPU's index, a range such as `0-3`, a MIG instance such as `1:0`, or a UUID",
  description: 'One GPU, a MIG instance of one, or a range of GPUs.',
  type: ['integer', 'string'],
  minimum: 0,
  maximum: 1000000,
  pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
  examples: [0, '0-3', '1:0'],
};
const pattern4 = new RegExp('^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$', 'u');
const pattern6 = new RegExp('^(?:[01][0-9]|2[0-3]):[0-5][0-9]$', 'u');

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
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.gpus === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'gpus' },
        message: "must have required property '" + 'gpus' + "'",
        schema: schema33.required,
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
    if (data.from === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'from' },
        message: "must have required property '" + 'from' + "'",
        schema: schema33.required,
        parentSchema: schema33,
        data,
      };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.to === undefined) {
      const err2 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'to' },
        message: "must have required property '" + 'to' + "'",
        schema: schema33.required,
        parentSchema: schema33,
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
      if (!(key0 === 'gpus' || key0 === 'from' || key0 === 'to')) {
        const err3 = {
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
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.gpus !== undefined) {
      let data0 = data.gpus;
      if (
        !(typeof data0 == 'number' && !(data0 % 1) && !isNaN(data0) && isFinite(data0)) &&
        typeof data0 !== 'string' &&
        !Array.isArray(data0)
      ) {
        const err4 = {
          instancePath: instancePath + '/gpus',
          schemaPath: '#/properties/gpus/type',
          keyword: 'type',
          params: { type: schema33.properties.gpus.type },
          message: 'must be integer,string,array',
          schema: schema33.properties.gpus.type,
          parentSchema: schema33.properties.gpus,
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
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/maximum',
            keyword: 'maximum',
            params: { comparison: '<=', limit: 1000000 },
            message: 'must be <= 1000000',
            schema: 1000000,
            parentSchema: schema33.properties.gpus,
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
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/minimum',
            keyword: 'minimum',
            params: { comparison: '>=', limit: 0 },
            message: 'must be >= 0',
            schema: 0,
            parentSchema: schema33.properties.gpus,
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
        if (!pattern4.test(data0)) {
          const err7 = {
            instancePath: instancePath + '/gpus',
            schemaPath: '#/properties/gpus/pattern',
            keyword: 'pattern',
            params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
            message: 'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
            schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
            parentSchema: schema33.properties.gpus,
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
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (
            !(typeof data1 == 'number' && !(data1 % 1) && !isNaN(data1) && isFinite(data1)) &&
            typeof data1 !== 'string'
          ) {
            const err8 = {
              instancePath: instancePath + '/gpus/' + i0,
              schemaPath: '#/$defs/gpu/type',
              keyword: 'type',
              params: { type: schema34.type },
              message: 'must be integer,string',
              schema: schema34.type,
              parentSchema: schema34,
              data: data1,
            };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
          if (typeof data1 == 'number' && isFinite(data1)) {
            if (data1 > 1000000 || isNaN(data1)) {
              const err9 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 1000000 },
                message: 'must be <= 1000000',
                schema: 1000000,
                parentSchema: schema34,
                data: data1,
              };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (data1 < 0 || isNaN(data1)) {
              const err10 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema34,
                data: data1,
              };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          }
          if (typeof data1 === 'string') {
            if (!pattern4.test(data1)) {
              const err11 = {
                instancePath: instancePath + '/gpus/' + i0,
                schemaPath: '#/$defs/gpu/pattern',
                keyword: 'pattern',
                params: { pattern: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' },
                message:
                  'must match pattern "' + '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$' + '"',
                schema: '^[0-9]{1,6}(?:[:-][0-9]{1,6})?$|^(?:GPU|MIG|AMD)-[A-Za-z0-9/-]+$',
                parentSchema: schema34,
                data: data1,
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
      }
    }
    if (data.from !== undefined) {
      let data2 = data.from;
      if (typeof data2 === 'string') {
        if (!pattern6.test(data2)) {
          const err12 = {
            instancePath: instancePath + '/from',
            schemaPath: '#/properties/from/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' },
            message: 'must match pattern "' + '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' + '"',
            schema: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
            parentSchema: schema33.properties.from,
            data: data2,
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
          instancePath: instancePath + '/from',
          schemaPath: '#/properties/from/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema33.properties.from.type,
          parentSchema: schema33.properties.from,
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
    if (data.to !== undefined) {
      let data3 = data.to;
      if (typeof data3 === 'string') {
        if (!pattern6.test(data3)) {
          const err14 = {
            instancePath: instancePath + '/to',
            schemaPath: '#/properties/to/pattern',
            keyword: 'pattern',
            params: { pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' },
            message: 'must match pattern "' + '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' + '"',
            schema: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$',
            parentSchema: schema33.properties.to,
            data: data3,
          };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = {
          instancePath: instancePath + '/to',
          schemaPath: '#/properties/to/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
          schema: schema33.properties.to.type,
          parentSchema: schema33.properties.to,
          data: data3,
        };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
  } else {
    const err16 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
      schema: schema33.type,
      parentSchema: schema33,
      data,
    };
    if (vErrors === null) {
      vErrors = [err16];
    } else {
      vErrors.push(err16);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { props: true, dynamicProps: false, dynamicItems: false };

const pattern8 = new RegExp(
  '^(?=[0-9])(?:[0-9]+(?:\\.[0-9]+)?|(?:[0-9]+(?:\\.[0-9]+)?d(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?h(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?m(?: (?=[0-9]))?)?(?:[0-9]+(?:\\.[0-9]+)?s)?)$',
  'u',
);

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  /*# sourceURL="urn:sweep-runner:schema:policy:1" */ let vErrors = null;
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
      if (!(key0 === 'quotas' || key0 === 'hours' || key0 === 'reserve')) {
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
    if (data.quotas !== undefined) {
      let data0 = data.quotas;
      if (data0 && typeof data0 == 'object' && !Array.isArray(data0)) {
        for (const key1 in data0) {
          let data1 = data0[key1];
          if (data1 && typeof data1 == 'object' && !Array.isArray(data1)) {
            for (const key2 in data1) {
              if (!(key2 === 'gpus' || key2 === 'slots')) {
                const err1 = {
                  instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
                  schemaPath: '#/$defs/quota/additionalProperties',
                  keyword: 'additionalProperties',
                  params: { additionalProperty: key2 },
                  message: 'must NOT have additional properties',
                  schema: false,
                  parentSchema: schema32,
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
            if (data1.gpus !== undefined) {
              let data2 = data1.gpus;
              if (!(typeof data2 == 'number' && !(data2 % 1) && !isNaN(data2) && isFinite(data2)) && data2 !== null) {
                const err2 = {
                  instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/gpus',
                  schemaPath: '#/$defs/quota/properties/gpus/type',
                  keyword: 'type',
                  params: { type: schema32.properties.gpus.type },
                  message: 'must be integer,null',
                  schema: schema32.properties.gpus.type,
                  parentSchema: schema32.properties.gpus,
                  data: data2,
                };
                if (vErrors === null) {
                  vErrors = [err2];
                } else {
                  vErrors.push(err2);
                }
                errors++;
              }
              if (typeof data2 == 'number' && isFinite(data2)) {
                if (data2 > 1000000 || isNaN(data2)) {
                  const err3 = {
                    instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/gpus',
                    schemaPath: '#/$defs/quota/properties/gpus/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 1000000 },
                    message: 'must be <= 1000000',
                    schema: 1000000,
                    parentSchema: schema32.properties.gpus,
                    data: data2,
                  };
                  if (vErrors === null) {
                    vErrors = [err3];
                  } else {
                    vErrors.push(err3);
                  }
                  errors++;
                }
                if (data2 < 0 || isNaN(data2)) {
                  const err4 = {
                    instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/gpus',
                    schemaPath: '#/$defs/quota/properties/gpus/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 0 },
                    message: 'must be >= 0',
                    schema: 0,
                    parentSchema: schema32.properties.gpus,
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
            }
            if (data1.slots !== undefined) {
              let data3 = data1.slots;
              if (!(typeof data3 == 'number' && !(data3 % 1) && !isNaN(data3) && isFinite(data3)) && data3 !== null) {
                const err5 = {
                  instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/slots',
                  schemaPath: '#/$defs/quota/properties/slots/type',
                  keyword: 'type',
                  params: { type: schema32.properties.slots.type },
                  message: 'must be integer,null',
                  schema: schema32.properties.slots.type,
                  parentSchema: schema32.properties.slots,
                  data: data3,
                };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
              if (typeof data3 == 'number' && isFinite(data3)) {
                if (data3 > 1000000 || isNaN(data3)) {
                  const err6 = {
                    instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/slots',
                    schemaPath: '#/$defs/quota/properties/slots/maximum',
                    keyword: 'maximum',
                    params: { comparison: '<=', limit: 1000000 },
                    message: 'must be <= 1000000',
                    schema: 1000000,
                    parentSchema: schema32.properties.slots,
                    data: data3,
                  };
                  if (vErrors === null) {
                    vErrors = [err6];
                  } else {
                    vErrors.push(err6);
                  }
                  errors++;
                }
                if (data3 < 0 || isNaN(data3)) {
                  const err7 = {
                    instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1') + '/slots',
                    schemaPath: '#/$defs/quota/properties/slots/minimum',
                    keyword: 'minimum',
                    params: { comparison: '>=', limit: 0 },
                    message: 'must be >= 0',
                    schema: 0,
                    parentSchema: schema32.properties.slots,
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
            }
          } else {
            const err8 = {
              instancePath: instancePath + '/quotas/' + key1.replace(/~/g, '~0').replace(/\//g, '~1'),
              schemaPath: '#/$defs/quota/type',
              keyword: 'type',
              params: { type: 'object' },
              message: 'must be object',
              schema: schema32.type,
              parentSchema: schema32,
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
          instancePath: instancePath + '/quotas',
          schemaPath: '#/properties/quotas/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.quotas.type,
          parentSchema: schema31.properties.quotas,
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
    if (data.hours !== undefined) {
      let data4 = data.hours;
      if (Array.isArray(data4)) {
        const len0 = data4.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (
            !validate21(data4[i0], {
              instancePath: instancePath + '/hours/' + i0,
              parentData: data4,
              parentDataProperty: i0,
              rootData,
              dynamicAnchors,
            })
          ) {
            vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err10 = {
          instancePath: instancePath + '/hours',
          schemaPath: '#/properties/hours/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
          schema: schema31.properties.hours.type,
          parentSchema: schema31.properties.hours,
          data: data4,
        };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.reserve !== undefined) {
      let data6 = data.reserve;
      if (data6 && typeof data6 == 'object' && !Array.isArray(data6)) {
        for (const key3 in data6) {
          if (!(key3 === 'max' || key3 === 'ahead')) {
            const err11 = {
              instancePath: instancePath + '/reserve',
              schemaPath: '#/properties/reserve/additionalProperties',
              keyword: 'additionalProperties',
              params: { additionalProperty: key3 },
              message: 'must NOT have additional properties',
              schema: false,
              parentSchema: schema31.properties.reserve,
              data: data6,
            };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data6.max !== undefined) {
          let data7 = data6.max;
          if (!(typeof data7 == 'number' && isFinite(data7)) && typeof data7 !== 'string') {
            const err12 = {
              instancePath: instancePath + '/reserve/max',
              schemaPath: '#/properties/reserve/properties/max/type',
              keyword: 'type',
              params: { type: schema31.properties.reserve.properties.max.type },
              message: 'must be number,string',
              schema: schema31.properties.reserve.properties.max.type,
              parentSchema: schema31.properties.reserve.properties.max,
              data: data7,
            };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          if (typeof data7 == 'number' && isFinite(data7)) {
            if (data7 > 3153600000 || isNaN(data7)) {
              const err13 = {
                instancePath: instancePath + '/reserve/max',
                schemaPath: '#/properties/reserve/properties/max/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 3153600000 },
                message: 'must be <= 3153600000',
                schema: 3153600000,
                parentSchema: schema31.properties.reserve.properties.max,
                data: data7,
              };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
            if (data7 < 0 || isNaN(data7)) {
              const err14 = {
                instancePath: instancePath + '/reserve/max',
                schemaPath: '#/properties/reserve/properties/max/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema31.properties.reserve.properties.max,
                data: data7,
              };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
          }
          if (typeof data7 === 'string') {
            if (!pattern8.test(data7)) {
              const err15 = {
                instancePath: instancePath + '/reserve/max',
                schemaPath: '#/properties/reserve/properties/max/pattern',
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
                parentSchema: schema31.properties.reserve.properties.max,
                data: data7,
              };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          }
        }
        if (data6.ahead !== undefined) {
          let data8 = data6.ahead;
          if (!(typeof data8 == 'number' && isFinite(data8)) && typeof data8 !== 'string') {
            const err16 = {
              instancePath: instancePath + '/reserve/ahead',
              schemaPath: '#/properties/reserve/properties/ahead/type',
              keyword: 'type',
              params: { type: schema31.properties.reserve.properties.ahead.type },
              message: 'must be number,string',
              schema: schema31.properties.reserve.properties.ahead.type,
              parentSchema: schema31.properties.reserve.properties.ahead,
              data: data8,
            };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          if (typeof data8 == 'number' && isFinite(data8)) {
            if (data8 > 3153600000 || isNaN(data8)) {
              const err17 = {
                instancePath: instancePath + '/reserve/ahead',
                schemaPath: '#/properties/reserve/properties/ahead/maximum',
                keyword: 'maximum',
                params: { comparison: '<=', limit: 3153600000 },
                message: 'must be <= 3153600000',
                schema: 3153600000,
                parentSchema: schema31.properties.reserve.properties.ahead,
                data: data8,
              };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
            if (data8 < 0 || isNaN(data8)) {
              const err18 = {
                instancePath: instancePath + '/reserve/ahead',
                schemaPath: '#/properties/reserve/properties/ahead/minimum',
                keyword: 'minimum',
                params: { comparison: '>=', limit: 0 },
                message: 'must be >= 0',
                schema: 0,
                parentSchema: schema31.properties.reserve.properties.ahead,
                data: data8,
              };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
          if (typeof data8 === 'string') {
            if (!pattern8.test(data8)) {
              const err19 = {
                instancePath: instancePath + '/reserve/ahead',
                schemaPath: '#/properties/reserve/properties/ahead/pattern',
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
                parentSchema: schema31.properties.reserve.properties.ahead,
                data: data8,
              };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          }
        }
      } else {
        const err20 = {
          instancePath: instancePath + '/reserve',
          schemaPath: '#/properties/reserve/type',
          keyword: 'type',
          params: { type: 'object' },
          message: 'must be object',
          schema: schema31.properties.reserve.type,
          parentSchema: schema31.properties.reserve,
          data: data6,
        };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
  } else {
    const err21 = {
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
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false };
