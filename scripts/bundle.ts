import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { build, transform, type BuildOptions, type Metafile, type OutputFile } from 'esbuild';
import { type DistFile, type Group, mergeChunks } from './chunks.ts';
import { licenceTexts, packagesOf } from './licences.ts';

/** What the build makes: the program, whose name process listings show, and the library. */
const ENTRY_POINTS = { sweep: 'src/cli/main.ts', index: 'src/index.ts' };

/** What runs in a thread of its own: each with all that it needs in one file, and nothing else to load. */
const THREADS = { 'metric-thread': 'src/app/world/metric-thread.ts' };

/** What pages hold: files of their own, which no other command reads than `sweep report` and `sweep ui`. With whose work each says itself. */
const PAGES = [
  { out: 'page', from: ['src/page/main.ts', 'src/page/page.css'], with: 'Apache ECharts and zrender, and jStat' },
  { out: 'ui', from: ['src/page/live/main.ts', 'src/page/live/live.css'], with: 'jStat' },
] as const;

/** What the commands that are run most often, or by the thousand, load at their start. */
const GROUPS: readonly Group[] = [
  { name: 'core', of: ['src/cli/main.ts', 'src/cli/commands/add.ts'] },
  { name: 'sweep-file', of: ['src/cli/commands/check.ts'] },
];

/** All that the bundle is made from. */
const SOURCES = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** The name of the manual page, which is written beside the bundle. */
export const MAN_PAGE = 'sweep.1';

/** What bundled packages look for on other systems than Linux alone, and go on without. */
const OF_OTHER_SYSTEMS = ['osx-temperature-sensor', 'macos-temperature-sensor'];

const COMMON = {
  outdir: 'dist',
  chunkNames: '[name]-[hash]',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.9',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Writes `dist/`: `sweep.js` and `index.js`, what they share or load later as chunks, what runs in threads, and the licences of all
 * that is bundled. Files that an earlier build left are removed, except for the types
 * and the manual page.
 * @throws Error when something other than node's own modules would have to be installed beside the bundle.
 */
export async function bundle(root: string, groups = GROUPS): Promise<void> {
  const program = await build({ ...COMMON, absWorkingDir: root, entryPoints: ENTRY_POINTS, splitting: true });
  const threads = await build({ ...COMMON, absWorkingDir: root, entryPoints: THREADS });
  for (const { metafile } of [program, threads]) refuseImportsFromOutside(metafile);
  const modules = [
    ...(await mergeChunks(filesOf(program.outputFiles), program.metafile, groups)),
    ...filesOf(threads.outputFiles),
  ];
  const files = [...(await Promise.all(modules.map(asCommonJs))), COMMONJS];
  const pages = await Promise.all(PAGES.map((page) => bundlePage(root, page)));
  files.push(...pages.flatMap((page) => page.files));
  const inputs = [program, threads].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = packagesOf([...inputs, ...pages.flatMap((page) => page.inputs)]);
  files.push({ name: 'THIRD-PARTY-LICENSES.txt', text: licenceTexts(root, packages) });
  writeDist(join(root, 'dist'), files);
}

function filesOf(outputs: readonly OutputFile[]): readonly DistFile[] {
  return outputs.map(({ path, text }) => ({ name: basename(path), text }));
}

/** Says to node what the files beside it are, and to nobody what the package is. */
const COMMONJS: DistFile = { name: 'package.json', text: '{ "type": "commonjs" }\n' };

/**
 * The same as CommonJS, which node loads sooner than ESM: that is read, linked and run in turns that are waited for,
 * and makes a module of exports for each of node's own. esbuild shares chunks among entry points in ESM alone.
 */
async function asCommonJs({ name, text }: DistFile): Promise<DistFile> {
  const asksWhere = text.includes('import.meta.url');
  const { code } = await transform(text, {
    ...{ format: 'cjs', platform: 'node', target: 'node20.9', charset: 'ascii', legalComments: 'inline', loader: 'js' },
    // What is loaded later is there at once when it is asked for.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'urlOfFile' },
    banner: `'use strict';${asksWhere ? "\nconst urlOfFile = require('node:url').pathToFileURL(__filename).href;" : ''}`,
  });
  return { name, text: code };
}

/** The script and the style of a kind of pages, for browsers of the last years. */
async function bundlePage(
  root: string,
  { out, from, with: holds }: (typeof PAGES)[number],
): Promise<{ readonly files: readonly DistFile[]; readonly inputs: readonly string[] }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: from.map((path) => ({ in: path, out })),
    outdir: 'dist',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome110', 'firefox115', 'safari16.4'],
    banner: { js: `/*! with ${holds}: see THIRD-PARTY-LICENSES.txt of sweep */` },
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  return { files: filesOf(outputFiles), inputs: Object.keys(metafile.inputs) };
}

/** Whether something that the bundle is made from has changed since `dist/sweep.js` was written. */
export function isStale(root: string): boolean {
  const program = join(root, 'dist', 'sweep.js');
  return !existsSync(program) || newestChange(SOURCES.map((path) => join(root, path))) > statSync(program).mtimeMs;
}

function newestChange(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const { mtimeMs } = statSync(path);
      const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
      return Math.max(mtimeMs, newestChange(inside));
    }),
  );
}

function refuseImportsFromOutside({ outputs }: Metafile): void {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const outside = imports
    .filter(({ path, external }) => external === true && !isBuiltin(path) && !OF_OTHER_SYSTEMS.includes(path))
    .map(({ path }) => path);
  if (outside.length > 0) throw new Error(`the bundle would need at run time: ${[...new Set(outside)].join(', ')}`);
}

/** The program comes last and in one step, so that whoever starts it meanwhile finds every chunk it asks for. */
function writeDist(dist: string, files: readonly DistFile[]): void {
  mkdirSync(dist, { recursive: true });
  const chunksFirst = [...files].sort((a, b) => Number(a.name === 'sweep.js') - Number(b.name === 'sweep.js'));
  for (const { name, text } of chunksFirst) {
    const path = join(dist, name);
    const draft = `${path}.${String(process.pid)}`;
    writeFileSync(draft, name === 'sweep.js' ? withShebang(text) : text);
    if (name === 'sweep.js') chmodSync(draft, 0o755);
    renameSync(draft, path);
  }
  const names = new Set([...files.map(({ name }) => name), 'types', MAN_PAGE]);
  for (const name of readdirSync(dist)) {
    if (!names.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
  }
}

function withShebang(text: string): string {
  return text.startsWith('#!') ? text : `#!/usr/bin/env node\n${text}`;
}
