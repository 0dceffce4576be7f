import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plan as planOf } from '../src/app/library.ts';
import { spellDuration } from '../src/model/text/duration.ts';
import { seconds } from '../src/model/units.ts';
import { KNOWN_PATHS } from '../src/render/names.ts';
import type { PlanJson, PlannedJobJson } from '../src/report/plan/plan.ts';
import { someOf } from './rig/cases.ts';
import { examplesOf, lostLinksOf, PAGES, PAGES_OF_MAKERS, tableUnder, WALKS, type Example } from './rig/pages.ts';
import { PROGRAM } from './rig/program.ts';

const ROOT = dirname(import.meta.dirname);

/** Pages whose YAML is for other programs, which docs-ci.long.test.ts runs, or is tried with all that the page says, by docs-walks.long.test.ts. */
const WITHOUT_SWEEPS = ['docs/ci.md', ...WALKS];

const examples = PAGES.filter((page) => !WITHOUT_SWEEPS.includes(page)).flatMap(examplesOf);

/** The scripts that an example runs and that are the reader's own. */
function scriptsIn({ text, files }: Example): string[] {
  const named = [...text.matchAll(/\bpython3? ([\w/.-]+\.py)\b/g)].map(([, path = '']) => path);
  return named.filter((path) => !files.has(path));
}

let workshop: string;
let environment: NodeJS.ProcessEnv;

beforeAll(() => {
  workshop = mkdtempSync(join(tmpdir(), 'sweep-docs-'));
  const program = join(workshop, 'bin', 'sweep');
  save(program, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  chmodSync(program, 0o755);
  const PATH = `${dirname(program)}:${process.env['PATH'] ?? ''}`;
  environment = { ...process.env, PATH, LC_ALL: 'C', NO_COLOR: '1', CUDA_VISIBLE_DEVICES: undefined };
  for (const example of examples) {
    const project = projectOf(example);
    if (/^snapshot:/m.test(example.text)) execFileSync('git', ['init', '-q', project]);
    else mkdirSync(join(project, '.git'), { recursive: true });
    for (const [path, text] of example.files) save(join(project, path), text);
    save(join(project, 'sweep.yaml'), example.text);
    for (const script of scriptsIn(example)) save(join(project, script), '');
  }
});

afterAll(() => {
  rmSync(workshop, { recursive: true, force: true });
});

function save(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function projectOf({ at }: Example): string {
  return join(workshop, at.replaceAll(/[^\w.]/g, '-'));
}

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Has bash run a command in a folder, whose runs share the host with no others. Bash reads ~/.bashrc where its input is a socket. */
function shell(folder: string, command: string): Promise<Said> {
  const env = { ...environment, SWEEP_HOST_DIR: `${folder}.host` };
  return new Promise((resolve) => {
    execFile('bash', ['--norc', '-c', command], { cwd: folder, env }, (failure, stdout, stderr) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), stdout, stderr });
    });
  });
}

/** The plan in the columns that a page has chosen. */
function planLike(stated: string, { jobs }: PlanJson): string {
  const columns = stated.slice(0, stated.indexOf('\n')).split(/ +/);
  const labels = new Map(jobs.map(({ id, label }) => [id, label]));
  const rows = [columns, ...jobs.map((job) => columns.map((column) => fieldOf(job, column, labels)))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function fieldOf(job: PlannedJobJson, column: string, labels: ReadonlyMap<string, string>): string {
  switch (column) {
    case 'job':
      return job.label;
    case 'timeout':
      return job.timeout === null ? '-' : spellDuration(seconds(job.timeout));
    case 'needs':
      return job.needs.length === 0 ? '-' : job.needs.map(({ id }) => labels.get(id)).join(', ');
    case 'command':
      return typeof job.command === 'string' ? job.command : JSON.stringify(job.command);
    case 'id':
    case 'gpus':
    case 'slots':
    case 'priority':
    case 'nice':
      return String(job[column]);
    default:
      throw new Error(`a plan in the documentation has the column ${column}, which no plan has`);
  }
}

/** Examples, each with a title for its test. */
function named(some: readonly Example[]): (readonly [string, Example])[] {
  return some.map((example) => [example.at, example]);
}

/** A session, with what its commands print now. */
async function replay(session: string, folder: string): Promise<string> {
  let shown = '';
  for (const [line, command = ''] of session.matchAll(/^\$ (.*)\n/gm)) {
    const { stdout, stderr } = await shell(folder, command);
    shown += line + stdout + stderr;
  }
  return shown;
}

describe('the documentation', () => {
  it('has examples, each of them a whole sweep', () => {
    const pages = examples.map(({ at }) => at.replace(/:\d+$/, ''));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/language.md', 'docs/templates.md']));
    expect(examples.filter(({ text }) => !/^(?:command|stages|extends):/m.test(text)).map(({ at }) => at)).toEqual([]);
  });

  it('has no example that `check` refuses or warns of, but for those that say so', async () => {
    const flawless = examples.filter(({ complaints }) => complaints === null);
    const files = flawless.map((example) => `'${join(projectOf(example), 'sweep.yaml')}'`);
    expect(await shell(workshop, `sweep check --strict ${files.join(' ')} > /dev/null`)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it.each([...PAGES, ...PAGES_OF_MAKERS])('has no link that leads nowhere: %s', (page) => {
    expect(lostLinksOf(page)).toEqual([]);
  });

  it('has an index that names every page', () => {
    const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
    const pages = PAGES.flatMap((page) => (page.startsWith('docs/') ? [page.slice('docs/'.length)] : []));
    expect(pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`))).toEqual([]);
  });
});

describe.concurrent('an example', () => {
  it.each(named(examples.filter(({ complaints }) => complaints !== null)))(
    'is refused as the page says: %s',
    async (_, example) => {
      const { code, stderr } = await shell(projectOf(example), 'sweep check sweep.yaml');
      expect({ code, stderr }).toEqual({ code: 2, stderr: example.complaints });
    },
  );

  it.each(named(examples.filter(({ plan }) => plan !== null)))(
    'is planned as the page says: %s',
    async (_, example) => {
      const plan = await planOf(join(projectOf(example), 'sweep.yaml'));
      expect(planLike(example.plan ?? '', plan)).toBe(example.plan);
    },
  );

  it.each(someOf(named(examples.filter(({ runs, sessions }) => runs || sessions.length > 0)), 0, 60))(
    'runs and prints as the page says: %s',
    async (_, example) => {
      const { runs, sessions } = example;
      const project = projectOf(example);
      if (runs) {
        const { code, stdout } = await shell(project, 'sweep run sweep.yaml --gpus virtual:4 --slots 4 2>&1');
        expect(code, stdout).toBe(0);
      }
      for (const session of sessions) expect(await replay(session, project)).toBe(session);
    },
  );
});

/** What the table of all keys says of a key: its default, and whether a rule may set it. */
type Row = readonly [byDefault: string | null, inRules: boolean];

interface Schema {
  readonly $ref?: string;
  readonly default?: string | number | boolean | readonly never[];
  readonly properties?: Readonly<Record<string, Schema | false>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/sweep.schema.json'), 'utf8')) as Schema;

function resolved(part: Schema): Schema {
  const definition = schema.$defs?.[part.$ref?.replace('#/$defs/', '') ?? ''];
  return definition === undefined ? part : { ...definition, ...part };
}

/** What a map's keys follow from: itself, and what holds for some of its forms only. */
function formsOf(map: Schema): Schema[] {
  return [map, ...[map.then, map.else].flatMap((form) => (form === undefined ? [] : [resolved(form)]))];
}

function propertiesOf(map: Schema): Record<string, Schema> {
  const all = formsOf(map).flatMap(({ properties }) => Object.entries(properties ?? {}));
  return Object.fromEntries(all.flatMap(([name, key]) => (key === false ? [] : [[name, resolved(key)]])));
}

/** What the entries of a map are whose names are free, and what the table calls them. */
function entriesOf(map: Schema, path: string): readonly (readonly [name: string, entry: Schema])[] {
  const name = { matrix: 'AXIS', 'matrix.AXIS': 'VALUE', stages: 'STAGE' }[path];
  const entry = formsOf(map).flatMap(({ additionalProperties: one }) =>
    typeof one === 'object' ? [resolved(one)] : [],
  )[0];
  return name === undefined || entry === undefined ? [] : [[name, entry]];
}

/**
 * The keys of a map and of the maps in it, by their paths. What is the very same as a key `beside` it, as the range under
 * `values` is, is left out.
 */
function keysIn(
  map: Schema,
  path: string,
  beside: Readonly<Record<string, Schema>> = {},
): (readonly [path: string, key: Schema])[] {
  const keys = Object.entries({ ...propertiesOf(map), ...Object.fromEntries(entriesOf(map, path)) });
  const own = keys.filter(([name, key]) => JSON.stringify(beside[name]) !== JSON.stringify(key));
  const siblings = Object.fromEntries(own);
  return own.flatMap(([name, key]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const item = keysIn(resolved(key.items ?? {}), `${at}[]`, propertiesOf(key));
    return [[at, key] as const, ...item, ...keysIn(key, at, siblings)];
  });
}

/** The keys that begin with `path`, without it. */
function under(path: string, keys: ReadonlyMap<string, Schema>): string[] {
  return [...keys.keys()].flatMap((key) => (key.startsWith(path) ? [key.slice(path.length)] : []));
}

const SETTINGS = { rule: 'rules[].', value: 'matrix.AXIS.VALUE.', stage: 'stages.STAGE.' };

const everyKey: ReadonlyMap<string, Schema> = new Map(keysIn(schema, ''));

/** The rows that the table of all keys should have: settings in rules, values and stages are told once, at the top level. */
function keysOfTheSchema(): Map<string, Row> {
  const inRules = new Set(under(SETTINGS.rule, everyKey));
  const isToldAbove = (path: string) =>
    Object.values(SETTINGS).some((place) => path.startsWith(place) && everyKey.has(path.slice(place.length)));
  const told = new Map([...everyKey].filter(([path]) => !isToldAbove(path)));
  for (const pattern of Object.keys(schema.patternProperties ?? {})) told.set(`${pattern.replace('^', '')}*`, {});
  return new Map(
    [...told].map(([path, key]) => {
      const byDefault =
        key.default === undefined ? null : `\`${Array.isArray(key.default) ? '[]' : String(key.default)}\``;
      return [path, [byDefault, inRules.has(path)]];
    }),
  );
}

describe('the table of all keys', () => {
  const rows = tableUnder('## All keys', 'docs/language.md');
  const keys = keysOfTheSchema();

  it('has every key of the schema, and no other', () => {
    expect([...rows.keys()].sort()).toEqual([...keys.keys()].sort());
  });

  it.each([...keys])('says by what default, and whether in rules: %s', (path, [byDefault, inRules]) => {
    const [, said, where] = rows.get(path) ?? [];
    expect(said).toBe(byDefault ?? said);
    expect(said).not.toBe('');
    expect(where).toBe(inRules ? 'yes' : 'no');
  });
});

describe('the settings', () => {
  const inRules = under(SETTINGS.rule, everyKey).filter((key) => everyKey.has(key));

  it('of a value are those of a rule', () => {
    expect(under(SETTINGS.value, everyKey).sort()).toEqual([...inRules].sort());
  });

  it('of a stage are those of a rule, and those that the page names', () => {
    const jobKeys = under(SETTINGS.stage, everyKey).filter((key) => everyKey.has(key) && !key.includes('.'));
    const others = jobKeys.filter((key) => !inRules.includes(key) && !key.includes('[]'));
    expect(others.sort()).toEqual(['chain', 'exclude', 'limits', 'rules', 'template']);
  });
});

describe('the table of names for wrapper templates', () => {
  it('has every name that a template may use, and no other', () => {
    const names = [...tableUnder('## Names', 'docs/templates.md').keys()];
    const isGroup = (path: string) => KNOWN_PATHS.some((other) => other.startsWith(`${path}.`));
    expect(names.sort()).toEqual(KNOWN_PATHS.filter((path) => !isGroup(path)).sort());
  });
});
