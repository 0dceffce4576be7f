import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What each command prints for programs, by the names of the files in `schemas/`; `begun` is what `-d` has it print. */
export const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  add: ['added'],
  cancel: ['request'],
  check: ['check'],
  clean: ['clean'],
  diff: ['diff'],
  doctor: ['doctor'],
  gpus: ['gpus'],
  hold: ['request'],
  kill: ['request'],
  list: ['list', 'lists'],
  plan: ['plan'],
  priority: ['request'],
  release: ['request'],
  rerun: ['request'],
  reserve: ['reservations'],
  'reserve cancel': ['reservations'],
  'reserve list': ['reservations'],
  results: ['results'],
  resume: ['event', 'begun'],
  retry: ['request'],
  run: ['event', 'begun'],
  set: ['request'],
  show: ['show'],
  status: ['status', 'statuses', 'host-status'],
  top: ['request'],
  usage: ['usage'],
  wait: ['wait'],
  watch: ['event'],
};

const SCHEMAS = join(import.meta.dirname, '../../schemas');

const compiled = new Map<string, (document: unknown) => string>();

/** Schemas that others refer to. */
const PARTS = ['list', 'status'];

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(SCHEMAS, `${name}.schema.json`), 'utf8')) as object;
}

/** What is wrong with a document by one of the schemas that are shipped, in words; empty for nothing. */
export function faultsBy(schema: string, document: unknown): string {
  let faults = compiled.get(schema);
  if (faults === undefined) {
    const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
    for (const part of PARTS) if (part !== schema) ajv.addSchema(schemaOf(part));
    const validate = ajv.compile(schemaOf(schema));
    faults = (one) => (validate(one) ? '' : ajv.errorsText(validate.errors));
    compiled.set(schema, faults);
  }
  return faults(document);
}
