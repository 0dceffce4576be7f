/**
 * Writes what is derived. Of the schemas of the files that people write: validators that need no ajv at run time, and the TypeScript types of a
 * sweep file. Of the program itself: the page on its command line. `npx tsx scripts/generate.ts` writes them, `--check` exits 1 if the written
 * ones are stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { format, resolveConfig } from 'prettier';
import { buildProgram } from '../src/cli/program.ts';
import { commandPage } from './command-page.ts';
import { interfaceOf, type Schema } from './types-of-schema.ts';

const ROOT = dirname(import.meta.dirname);
const SWEEP = 'schemas/sweep.schema.json';
const HOST = 'schemas/host.schema.json';
const POLICY = 'schemas/policy.schema.json';

function notice(path: string): string {
  return `// Generated from ${path} by scripts/generate.ts; change the schema instead.`;
}

function schemaAt(path: string): Schema {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Schema;
}

/**
 * `verbose` puts the schema beside each error, from which diagnostics take what was expected. `strictRequired` is off
 * because the parts of a range are required apart from where they are described.
 */
function validatorOf(path: string): string {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    verbose: true,
    code: { source: true, esm: true, lines: true },
  });
  const code = standaloneCode.default(ajv, ajv.compile(schemaAt(path)));
  if (/\brequire\(/.test(code)) throw new Error('the validator would need parts of ajv at run time');
  return `${notice(path)}\n${code}`;
}

async function generate(): Promise<ReadonlyMap<string, string>> {
  const texts = new Map([
    ['src/language/generated/validate.js', validatorOf(SWEEP)],
    ['src/language/generated/validate-host.js', validatorOf(HOST)],
    ['src/language/generated/validate-policy.js', validatorOf(POLICY)],
    ['src/language/generated/sweep-file.ts', `${notice(SWEEP)}\n${interfaceOf(schemaAt(SWEEP), 'SweepFile')}`],
    ['docs/command-line.md', commandPage(buildProgram(() => undefined))],
  ]);
  const formatted = [...texts].map(async ([path, text]): Promise<[string, string]> => {
    const options = await resolveConfig(join(ROOT, path));
    return [path, await format(text, { ...options, filepath: path })];
  });
  return new Map(await Promise.all(formatted));
}

const check = process.argv.includes('--check');
for (const [path, text] of await generate()) {
  const target = join(ROOT, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
  if (check) {
    console.error(`${path} is not what it is made from says; run \`npx tsx scripts/generate.ts\``);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
