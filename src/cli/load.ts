import { dirname, join, relative, resolve } from 'node:path';
import { expand } from '../expand/expand.ts';
import { seal } from '../expand/seal.ts';
import { gatherFacts } from '../host/facts.ts';
import { namesakes, nameOfSweep } from '../host/namesakes.ts';
import { findProject } from '../host/project.ts';
import { readSweepFile } from '../host/sweep-file.ts';
import { runFolder as runFolderOf, stateFolder } from '../journal/folder.ts';
import { lastFile } from '../journal/last-file.ts';
import { hasErrors, type Diagnostic, type Sources } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { Spec } from '../spec/spec.ts';
import { parseSpec } from '../spec/parse.ts';
import { checkTemplates } from './wrappers.ts';

/** What a command says about how a sweep file is to be read. */
export interface LoadOptions {
  /** Whether warnings are errors. */
  readonly strict?: boolean | undefined;
  /** Whether the files that the sweep names are looked at. */
  readonly files?: boolean | undefined;
  readonly maxJobs?: number | undefined;
  readonly stateDir?: string | undefined;
}

/** A sweep file, read, checked and planned. */
export interface LoadedSweep {
  readonly plan: Plan;
  /** The text of the file. */
  readonly text: string;
  /** Relative to the project root. */
  readonly file: string;
  /** Absolute, as the next two. */
  readonly root: string;
  readonly stateFolder: string;
  readonly runFolder: string;
}

/** What reading a sweep file comes to: a plan, unless one of the diagnostics is an error. */
export interface LoadResult {
  readonly sweep: LoadedSweep | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

const MAX_JOBS = 100_000;

/** Reads the sweep file at `path` (absolute, or relative to the working folder) all the way to a plan. Writes nothing. */
export async function loadSweep(path: string, options: LoadOptions): Promise<LoadResult> {
  const read = readSweepFile(path);
  if (!read.ok) return { sweep: null, diagnostics: [read.diagnostic], sources: new Map() };
  return loadText(read.text, path, options);
}

/** The same for a text that stands for the file at `path`, such as the frozen copy of one. */
export async function loadText(text: string, path: string, options: LoadOptions): Promise<LoadResult> {
  const sources = new Map([[path, text]]);
  const { spec, diagnostics } = parseSpec(text, path);
  if (spec === null) return { sweep: null, diagnostics, sources };
  const planned = await planOf(spec, path, text, sources, options);
  const all = strictly([...diagnostics, ...planned.diagnostics], options);
  return { sweep: hasErrors(all) ? null : planned.sweep, diagnostics: all, sources };
}

async function planOf(
  spec: Spec,
  path: string,
  text: string,
  sources: Map<string, string>,
  options: LoadOptions,
): Promise<Omit<LoadResult, 'sources'>> {
  const project = findProject(path);
  const states = options.stateDir === undefined ? stateFolder(project.root) : resolve(options.stateDir);
  const runFolder = runFolderOf(states, spec.name.text);
  const { draft, diagnostics: found } = expand(spec, {
    runFolder,
    fileFolder: relative(project.root, project.fileFolder),
    maxJobs: options.maxJobs ?? MAX_JOBS,
  });
  const file = relative(project.root, resolve(path));
  const diagnostics = [...found, ...sharedName(spec, path, file, project.root, runFolder)];
  if (draft === null) return { sweep: null, diagnostics };
  const facts = await gatherFacts(project.root, draft.wanted);
  const sealed = seal(draft, facts, { checkFiles: options.files ?? true });
  diagnostics.push(...sealed.diagnostics);
  const templates = draft.wanted.filter((one) => one.kind === 'template').map((one) => one.path);
  diagnostics.push(...checkTemplates(project.root, templates, sources));
  if (sealed.plan === null) return { sweep: null, diagnostics };
  const sweep = { plan: sealed.plan, text, file, root: project.root, stateFolder: states, runFolder };
  return { sweep, diagnostics };
}

/** Two files with one name would share a run folder, and each would take the other's jobs for its own. */
function sharedName(spec: Spec, path: string, file: string, root: string, runFolder: string): Diagnostic[] {
  const name = spec.name.text;
  const beside = namesakes(resolve(path), name).map((other) => join(dirname(path), other));
  const ranBefore = lastFile(runFolder);
  const before = ranBefore.ok ? ranBefore.file : null;
  const isOther = before !== null && before !== file && nameOfSweep(join(root, before)) === name;
  const others = new Set([...beside, ...(isOther ? [relative(process.cwd(), join(root, before))] : [])]);
  return [...others].map((other) => ({
    severity: 'error',
    code: 'name-taken',
    message: `the name \`${name}\` is also that of ${other}`,
    span: spec.name.span,
    hint: 'give each sweep of a project a `name` of its own; its results are kept under it',
  }));
}

function strictly(diagnostics: readonly Diagnostic[], { strict }: LoadOptions): readonly Diagnostic[] {
  return strict === true ? diagnostics.map((one) => ({ ...one, severity: 'error' })) : diagnostics;
}
