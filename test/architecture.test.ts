import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inLong } from './rig/cases.ts';

const root = dirname(import.meta.dirname);
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
const ruleNames = rules.forbidden.map(({ name }) => name);

interface Plant {
  readonly path: string;
  readonly code: string;
  readonly breaks: string;
}

const imports = (path: string) => `import '${path}';\n`;
const plant = (path: string, code: string, breaks: string): Plant => ({ path, code, breaks });

/** For each room, one that it must not know. */
const STRANGERS = {
  model: 'language',
  disk: 'model',
  language: 'expand',
  expand: 'render',
  render: 'expand',
  schedule: 'journal',
  journal: 'run',
  host: 'schedule',
  launch: 'host',
  control: 'journal',
  run: 'launch',
  results: 'launch',
  report: 'journal',
  project: 'host',
  page: 'app',
  app: 'cli',
  mcp: 'cli',
  ui: 'cli',
};

/** For each wing, what it must not know of its own room: a wing above or beside it, or what puts the wings together. */
const OTHER_WINGS = {
  'model/text': 'noun',
  'model/sharing': 'text/noun',
  'run/requests': 'forecast/noun',
  'run/forecast': 'begin',
  'app/machine': 'sweep/noun',
  'app/checkup': 'sweep/noun',
  'app/sweep': 'world/noun',
  'app/write': 'world/noun',
  'app/world': 'command',
  'app/jobs': 'control/noun',
  'app/control': 'jobs/noun',
  'language/tree': 'shape/noun',
  'language/shape': 'parse',
  'language/generated': 'tree/noun',
  'language/write': 'shape/noun',
  'language/line': 'tree/noun',
  'language/import': 'line/noun',
  'expand/cells': 'template/noun',
  'expand/template': 'keys/noun',
  'expand/keys': 'edges/noun',
  'expand/edges': 'outline',
  'schedule/queue': 'state/noun',
  'schedule/state': 'decide/noun',
  'schedule/decide': 'whole',
  'host/system': 'gpus/noun',
  'host/gpus': 'leases/noun',
  'host/leases': 'host',
  'launch/diagnosis': 'local/noun',
  'launch/local': 'slurm/noun',
  'launch/slurm': 'local/noun',
  'launch/logs': 'local/noun',
  'results/readers': 'pick',
  'report/text': 'plan/noun',
  'report/plan': 'diff/noun',
  'report/diff': 'status/noun',
  'report/status': 'live/open-view',
  'report/live': 'status/noun',
  'report/export': 'plan/noun',
  'report/diagnostics': 'export/noun',
  'report/results': 'status/noun',
  'report/page': 'diff/noun',
  'page/charts': 'section',
  'page/live': 'charts/noun',
  'app/page': 'jobs/noun',
  'app/run': 'write/noun',
  'results/table': 'readers/noun',
};

const FORBIDDEN_IMPORTS: readonly Plant[] = [
  ...Object.entries(STRANGERS).map(([room, stranger]) =>
    plant(
      `src/${room}/knows-${stranger}.ts`,
      imports(`../${stranger}/noun.ts`),
      ruleNames.find((name) => name.startsWith(`${room}-imports-`)) ?? `a rule for ${room}`,
    ),
  ),
  ...Object.entries(OTHER_WINGS).map(([wing, other]) =>
    plant(
      `src/${wing}/knows-other.ts`,
      imports(`../${other}.ts`),
      ruleNames.find((name) => name.startsWith(`${wing.replace('/', '-')}-imports-`)) ?? `a rule for ${wing}`,
    ),
  ),
  plant('src/report/status/watches.ts', imports('../live/noun.ts'), 'a-live-view-is-known-by-its-face'),
  ...ruleNames
    .filter((name) => name.startsWith('one-home-for-'))
    .map((name) => {
      const library = name.slice('one-home-for-'.length);
      // The SDK has no module of its own name.
      const module = library === '@modelcontextprotocol/sdk' ? `${library}/types.js` : library;
      return plant(`src/second-home-of-${library}.ts`, imports(module), name);
    }),
  plant(
    'src/expand/reads-schema.ts',
    "import type { Schema } from '../language/schema.ts';\nexport type S = Schema;\n",
    'expand-sees-only-the-types-of-language',
  ),
  plant('src/expand/loads-language.ts', imports('../language/spec.ts'), 'expand-loads-nothing-of-language'),
  plant('src/report/loads-results.ts', imports('../results/noun.ts'), 'report-loads-nothing-of-results'),
  plant('src/language/reads-files.ts', imports('node:fs'), 'pure-rooms-do-no-io'),
  plant('src/report/reads-files.ts', imports('node:fs'), 'pure-rooms-do-no-io'),
  plant('src/results/reads-files.ts', imports('node:fs'), 'pure-rooms-do-no-io'),
  plant('src/run/reads-files.ts', imports('fs'), 'pure-rooms-do-no-io'),
  plant('src/journal/replay.ts', imports('node:fs/promises'), 'pure-rooms-do-no-io'),
  plant('src/schedule/asks-machine.ts', imports('node:os'), 'pure-rooms-do-no-io'),
  plant('src/model/egg.ts', imports('./hen.ts'), 'no-cycles'),
  plant('src/model/forgotten.ts', 'export const forgotten = 1;\n', 'no-orphans'),
  plant('src/cli/tested.ts', imports('../../test/rig.ts'), 'sources-do-not-import-tests-or-tools'),
  plant('src/report/commands.ts', imports('../cli/command.ts'), 'only-the-cli-imports-the-cli'),
  plant('src/cli/lost.ts', imports('./nowhere.ts'), 'every-import-is-there'),
];

const GLOBALS = 'no-restricted-globals';
const PROPERTIES = 'no-restricted-properties';
const SYNTAX = 'no-restricted-syntax';
const IMPORTS = 'no-restricted-imports';

const FORBIDDEN_CODE: readonly Plant[] = [
  plant('src/model/clock.ts', 'export const now = Date.now();\n', PROPERTIES),
  plant('src/language/clock.ts', 'export const now = new Date();\n', SYNTAX),
  plant('src/render/clock.ts', 'export const now = Date();\n', SYNTAX),
  plant('src/schedule/clock.ts', 'export const now = performance.now();\n', GLOBALS),
  plant('src/expand/chance.ts', 'export const chance = Math.random();\n', PROPERTIES),
  plant('src/journal/codec.ts', 'export const chance = crypto.randomUUID();\n', GLOBALS),
  plant('src/run/chance.ts', "export { randomUUID } from 'node:crypto';\n", IMPORTS),
  plant('src/run/environment.ts', 'export const home = process.env.HOME;\n', GLOBALS),
  plant('src/language/talk.ts', "console.log('hello');\n", GLOBALS),
  plant('src/schedule/timer.ts', 'export const timer = setTimeout(() => undefined, 1);\n', GLOBALS),
  plant('src/report/width.ts', 'export const width = process.stdout.columns;\n', GLOBALS),
  plant('src/run/timer.ts', 'export const timer = setInterval(() => undefined, 1);\n', GLOBALS),
  plant('src/expand/network.ts', "export const answer = fetch('http://localhost');\n", GLOBALS),
  plant('src/render/files.ts', "export { readFileSync } from 'node:fs';\n", IMPORTS),
  plant('src/schedule/machine.ts', "export { cpus } from 'os';\n", IMPORTS),
  plant('src/model/path.ts', "export { resolve } from 'node:path';\n", IMPORTS),
  plant('src/host/talk.ts', "console.log('hello');\n", 'no-console'),
  plant(
    'src/cli/floating.ts',
    'async function act(): Promise<void> {\n  await Promise.resolve();\n}\nact();\n',
    '@typescript-eslint/no-floating-promises',
  ),
  plant(
    'src/cli/forgets.ts',
    [
      "export function name(state: 'waiting' | 'running'): string {",
      '  switch (state) {',
      "    case 'waiting':",
      "      return 'w';",
      '  }',
      "  return '';",
      '}\n',
    ].join('\n'),
    '@typescript-eslint/switch-exhaustiveness-check',
  ),
  plant(
    'src/cli/type-import.ts',
    "import { Noun } from '../model/noun.ts';\nexport type Name = Noun;\n",
    '@typescript-eslint/consistent-type-imports',
  ),
  plant('src/cli/any.ts', 'export const anything: any = 1;\n', '@typescript-eslint/no-explicit-any'),
];

/** What the rules must leave in peace. */
const ALLOWED: readonly Plant[] = [
  ...[
    ...new Set([
      ...Object.keys(OTHER_WINGS).map((wing) => `src/${wing}/noun.ts`),
      ...Object.entries(OTHER_WINGS).map(([wing, other]) => `src/${dirname(wing)}/${other}.ts`),
    ]),
  ].map((path) => plant(path, 'export type Noun = string;\n', 'nothing')),
  ...[
    'model',
    'language',
    'expand',
    'render',
    'schedule',
    'journal',
    'project',
    'host',
    'launch',
    'control',
    'run',
    'results',
    'report',
    'page',
    'app',
  ].map((room) => plant(`src/${room}/noun.ts`, 'export type Noun = string;\n', 'nothing')),
  plant('src/model/hen.ts', "export * from './egg.ts';\n", 'nothing'),
  plant('src/language/schema.ts', 'export type Schema = string;\n', 'nothing'),
  plant('src/language/spec.ts', 'export type Spec = string;\n', 'nothing'),
  plant('src/cli/command.ts', 'export const command = 1;\n', 'nothing'),
  plant('src/cli/noun.ts', 'export type Noun = string;\n', 'nothing'),
  plant('test/rig.ts', 'export const rig = 1;\n', 'nothing'),
  plant(
    'src/expand/plan.ts',
    [
      "import { createHash } from 'node:crypto';",
      "import { join } from 'node:path/posix';",
      "import type { Noun } from '../model/noun.ts';",
      "import type { Spec } from '../language/spec.ts';",
      'export const day = (ms: number): string => new Date(ms).toISOString();',
      "export const id = (spec: Spec, noun: Noun): string => createHash('sha256').update(join(spec, noun)).digest('hex');\n",
    ].join('\n'),
    'nothing',
  ),
];

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly violations: readonly { readonly from: string; readonly rule: string }[];
}

/** What `npm run rules` sees in `folder`. */
async function cruise(folder: string, config: string): Promise<Cruise> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', config, '--output-type', 'json', 'src'];
  const stdout = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 28 }, (_, text) => {
      resolve(text);
    });
  });
  const report = JSON.parse(stdout) as {
    modules: { source: string }[];
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const violations = report.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
  return { modules: report.modules, violations };
}

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'sweep-architecture-'));
  const settings = [
    '.dependency-cruiser.cjs',
    'eslint.config.js',
    'tsconfig.json',
    'src/page/tsconfig.json',
    'package.json',
  ];
  for (const file of settings) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    copyFileSync(join(root, file), join(tree, file));
  }
  writeFileSync(
    join(tree, 'here.cjs'),
    "module.exports = { extends: './.dependency-cruiser.cjs', options: { preserveSymlinks: true } };\n",
  );
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const { path, code } of [...FORBIDDEN_IMPORTS, ...FORBIDDEN_CODE, ...ALLOWED]) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), code);
  }
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

describe('the import rules', () => {
  let planted: Cruise;
  const brokenBy = (path: string) => planted.violations.filter(({ from }) => from === path).map(({ rule }) => rule);

  beforeAll(async () => {
    planted = await cruise(tree, 'here.cjs');
  });

  test.each(FORBIDDEN_IMPORTS)('$path breaks $breaks', ({ path, breaks }) => {
    expect(brokenBy(path)).toContain(breaks);
  });

  test('leave in peace what the table of rooms allows', () => {
    expect(brokenBy('src/expand/plan.ts').filter((rule) => rule !== 'no-orphans')).toEqual([]);
  });

  test('are each broken by something planted here', () => {
    expect([...new Set(FORBIDDEN_IMPORTS.map(({ breaks }) => breaks))].sort()).toEqual([...ruleNames].sort());
  });

  inLong(() => {
    test('read every module of the real sources and find nothing', async () => {
      const { modules, violations } = await cruise(root, '.dependency-cruiser.cjs');
      const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
      const read = new Set(modules.map(({ source }) => source));
      expect(sources.filter((name) => name.endsWith('.ts')).filter((name) => !read.has(`src/${name}`))).toEqual([]);
      expect(violations).toEqual([]);
    });
  });
});

inLong(() => {
  describe('the linter', () => {
    let brokenBy: Map<string, (string | null)[]>;

    beforeAll(async () => {
      const { ESLint } = await import('eslint');
      const results = await new ESLint({ cwd: tree }).lintFiles(['src']);
      brokenBy = new Map(
        results.map(({ filePath, messages }) => [
          filePath.slice(tree.length + 1),
          messages.map(({ ruleId, message }) => ruleId ?? message),
        ]),
      );
    });

    test.each(FORBIDDEN_CODE)('finds that $path breaks $breaks', ({ path, breaks }) => {
      expect(brokenBy.get(path)).toContain(breaks);
    });

    test.each(ALLOWED.filter(({ path }) => path.startsWith('src/') && !path.includes('/generated/')))(
      'leaves $path in peace',
      ({ path }) => {
        expect(brokenBy.get(path)).toEqual([]);
      },
    );
  });
});
