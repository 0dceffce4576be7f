import { dirname, join, relative, resolve } from 'node:path';
import type { Draft, FileFact, Wants } from '../../expand/draft.ts';
import { expand } from '../../expand/expand.ts';
import { isThere, lacking } from '../../expand/lacking.ts';
import { originsOfJob, type Origin } from '../../expand/origins.ts';
import { seal } from '../../expand/seal.ts';
import { digestsPath, runFolder as runFolderOf } from '../../journal/folder.ts';
import type { DrawnOn } from '../../journal/frozen-sweep.ts';
import { lastFile, NO_FILE } from '../../journal/last-file.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { Spec } from '../../language/spec.ts';
import { type Diagnostic, hasErrors, type Sources } from '../../model/diagnostic.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { DigestCache } from '../../project/digest-cache.ts';
import { gatherFacts, lookFor } from '../../project/facts.ts';
import { isSameFile, nameOfSweep, namesakes } from '../../project/namesakes.ts';
import { findProject } from '../../project/project.ts';
import { loadHostFile } from '../machine/host-file.ts';
import { unmeetableBy } from '../machine/machine.ts';
import { faultsOfPresets } from './presets.ts';
import { type MayRead, OUT_OF_REACH, parseWithBases, type ReadFile, readWithin } from './read-sweep.ts';
import { contextOf, drawnOnBy, hostOf, type Surroundings, type ViewOptions } from './surroundings.ts';
import { spelledPath } from './spelling.ts';
import { chosenStateFolder } from './state-folder.ts';

/** What a command says about how a sweep file is to be read. */
export interface LoadOptions extends ViewOptions {
  /** Is told how many bytes have been read so far of the files that the sweep names. */
  readonly hearReading?: ((bytes: number) => void) | undefined;
  /** Whether warnings are errors. */
  readonly strict?: boolean | undefined;
  /** Whether the files that the sweep names are looked at. */
  readonly files?: boolean | undefined;
  readonly stateDir?: string | undefined;
  /**
   * Whether it is about to run and so takes its run folder, or only shows what a run would do: a folder that is another file's is then
   * refused, or warned of. Left out, whose it is does not matter.
   */
  readonly folder?: 'taken' | 'shown' | undefined;
  /** Whether it is for the command to ask what the jobs lack that it is about. */
  readonly ofPart?: boolean | undefined;
  /** What is merged over the file, each as `KEY=VALUE`. */
  readonly set?: readonly string[] | undefined;
  /** Presets of the file that the command names, which `withPresets` puts in the place of their names. */
  readonly preset?: readonly string[] | undefined;
  /** A host file to go by instead of this machine's. */
  readonly host?: string | undefined;
  /** How the files that it extends are read. */
  readonly read?: ReadFile | undefined;
}

/** A sweep file, read, checked and planned. */
export interface LoadedSweep {
  readonly plan: Plan;
  /** The sweep as one text that needs no other: bases and `--set` merged. */
  readonly text: string;
  /** Relative to the project root. */
  readonly file: string;
  /** What is merged over that file, each as `KEY=VALUE`. */
  readonly set: readonly string[];
  /** Absolute, as the next one. */
  readonly root: string;
  readonly runFolder: string;
  readonly hostFile: HostFile;
  readonly drawnOn: DrawnOn;
  /** What is not there that these jobs ask for: files, vars of the host, and what the host that the command names never has. */
  readonly lacking: (jobs: readonly Pick<Job, 'id'>[]) => readonly Diagnostic[];
  /** What is remembered of its inputs. Loading reads it; it is for the command to save it. */
  readonly digests: DigestCache;
  /** The texts that spans point into. */
  readonly sources: Sources;
  /** Which part of the file gives a job each of its keys. */
  readonly explain: (job: JobId) => readonly Origin[];
}

/** What reading a sweep file comes to: a plan, unless one of the diagnostics is an error. */
export interface LoadResult {
  readonly sweep: LoadedSweep | null;
  /** Whether it is a file for others to extend, which has no plan. */
  readonly isLibrary: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with host files that have been passed over; left out for none. */
  readonly passedOver?: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Reads the sweep file at `path` (absolute, or relative to the working folder) all the way to a plan. Writes nothing. */
export async function loadSweep(path: string, options: LoadOptions): Promise<LoadResult> {
  const read = await readWithin(options.mayRead)(path);
  if (!read.ok) return { sweep: null, isLibrary: false, diagnostics: [read.diagnostic], sources: new Map() };
  return loadText(read.text, path, options);
}

/** The same for a text that stands for the file at `path`, such as the frozen copy of one. */
export async function loadText(text: string, path: string, options: LoadOptions): Promise<LoadResult> {
  const project = findProject(spelledPath(path));
  const parsed = await parseWithBases(text, path, options.set ?? [], readWithin(options.mayRead, options.read));
  const host = loadHostFile(project.root, options.host);
  const sources = new Map([...parsed.sources, ...host.sources]);
  const passedOver = options.lookedAt === true ? host.diagnostics : [];
  const found: Diagnostic[] = [...parsed.diagnostics, ...(options.lookedAt === true ? [] : host.diagnostics)];
  const isLibrary = parsed.spec?.isLibrary ?? false;
  const planned =
    parsed.spec === null || isLibrary
      ? null
      : await planOf(parsed.spec, { path, project, ...hostOf(host.host, options), sources }, options);
  const diagnostics = strictly([...found, ...(planned?.diagnostics ?? [])], options);
  if (planned?.sweep == null || hasErrors(diagnostics))
    return { sweep: null, isLibrary, diagnostics, passedOver, sources };
  // The file as it is, comments and all, if it stands alone.
  const stands = parsed.sources.size === 1;
  const sweep = { ...planned.sweep, sources, text: stands ? text : parsed.resolved };
  return { sweep, isLibrary, diagnostics, passedOver, sources };
}

interface Planned {
  readonly sweep: Omit<LoadedSweep, 'text' | 'sources'> | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function planOf(spec: Spec, surroundings: Surroundings, options: LoadOptions): Promise<Planned> {
  const { path, project, hostFile, sources } = surroundings;
  const { root } = project;
  const states = chosenStateFolder(root, options.stateDir);
  const runFolder = runFolderOf(states, spec.name.text);
  const faults: Diagnostic[] = [];
  const context = await contextOf(spec, surroundings, runFolder, options, faults);
  const { draft, wants, diagnostics: found } = expand(spec, context);
  const file = relative(root, resolve(path));
  const diagnostics = [...faults, ...found, ...sharedName(spec, { path, file, root, runFolder }, options)];
  if (draft === null) return { sweep: null, diagnostics: [...diagnostics, ...lackingBeside(wants, root, options)] };
  const digests = new DigestCache(digestsPath(runFolder));
  const facts = await gatherFacts(root, draft.wanted, digests, options.hearReading);
  const plan = seal(draft, facts);
  if (options.lookedAt !== true) diagnostics.push(...faultsOfPresets(spec, plan));
  const wanted = draft.wanted.filter((one) => !isThere(one, facts.get(one.path)));
  const lackingOf = lackingIn({ wanted, absentVars: draft.absentVars, plan, facts, hostFile }, options);
  if (options.ofPart !== true) diagnostics.push(...lackingOf(null));
  // What compiles templates is loaded for those that have some.
  if (options.lookedAt !== true && draft.wanted.some(({ kind }) => kind === 'template')) {
    const { checkTemplates } = await import('./wrappers.ts');
    const outside = templatesOutside(root, draft.wanted, options.mayRead);
    diagnostics.push(...outside);
    if (outside.length === 0) diagnostics.push(...checkTemplates(root, draft.wanted, sources));
  }
  const sweep = {
    plan,
    file,
    set: options.set ?? [],
    root,
    runFolder,
    hostFile,
    drawnOn: drawnOnBy(context),
    lacking: (jobs: readonly Pick<Job, 'id'>[]) => strictly(lackingOf(jobs), options),
    digests,
    explain: (job: JobId) => originsOfJob(spec, context, job, plan.jobs),
  };
  return { sweep, diagnostics };
}

/** What is said of templates that may not be read. */
function templatesOutside(root: string, wanted: Draft['wanted'], mayRead: MayRead = () => true): readonly Diagnostic[] {
  return wanted.flatMap(({ kind, path, wantedBy }): readonly Diagnostic[] => {
    if (kind !== 'template' || mayRead(resolve(root, path))) return [];
    const message = `\`${path}\` ${OUT_OF_REACH}`;
    return [{ severity: 'error', code: 'out-of-reach', message, span: wantedBy[0]?.span ?? null }];
  });
}

/** What files are missing of a sweep that is wrong in other ways, too. */
function lackingBeside(wants: Wants | null, root: string, { files = true }: LoadOptions): readonly Diagnostic[] {
  if (wants === null || !files) return [];
  const facts = lookFor(root, wants.wanted);
  const wanted = wants.wanted.filter(({ path }) => facts.get(path)?.exists !== true);
  return lacking({ ...wants, wanted }, facts, null, { checkFiles: true });
}

/**
 * Tells what jobs of a plan lack; null stands for all of them. It has of the draft only what it asks for, so that the rest is not kept
 * beside the plan.
 */
function lackingIn(
  {
    wanted,
    absentVars,
    plan,
    facts,
    hostFile,
  }: Pick<Draft, 'wanted' | 'absentVars'> & {
    readonly plan: Plan;
    readonly facts: ReadonlyMap<string, FileFact>;
    readonly hostFile: HostFile;
  },
  options: LoadOptions,
): (jobs: readonly Pick<Job, 'id'>[] | null) => readonly Diagnostic[] {
  return (jobs) => {
    const ids = jobs === null ? null : new Set(jobs.map(({ id }) => id));
    const found = lacking({ wanted, absentVars, jobs: plan.jobs }, facts, ids, { checkFiles: options.files ?? true });
    if (options.host === undefined || hasErrors(found)) return found;
    const part = ids === null ? plan.jobs : plan.jobs.filter(({ id }) => ids.has(id));
    return [...found, ...beyondHost(part, hostFile, options.host)];
  };
}

/** What the host that a command describes can never meet. */
function beyondHost(jobs: readonly Job[], hostFile: HostFile, shown: string): Diagnostic[] {
  return unmeetableBy(jobs, hostFile).map((message) => ({
    severity: 'error',
    code: 'unmeetable-request',
    message: `${message}, by ${shown}`,
    span: null,
  }));
}

/**
 * Two files with one name share a run folder, and each would take the other's jobs for its own: it stays with the one that ran
 * from it, as long as that is there. A folder that is nobody's yet is taken with a warning.
 */
function sharedName(
  spec: Spec,
  { path, file, root, runFolder }: Pick<LoadedSweep, 'file' | 'root' | 'runFolder'> & { readonly path: string },
  { folder }: LoadOptions,
): Diagnostic[] {
  if (folder === undefined) return [];
  const { text: name, span } = spec.name;
  const last = lastFile(runFolder);
  const owner = last.ok ? last.file : null;
  if (owner === file || (owner !== null && isSameFile(join(root, owner), path))) return [];
  if (owner === NO_FILE) {
    const message = `the name \`${name}\` is that of jobs that \`sweep add\` has queued`;
    const severity = folder === 'taken' ? 'error' : 'warning';
    return [{ severity, code: 'name-taken', message, span, hint: 'give this sweep another `name`' }];
  }
  if (owner !== null && nameOfSweep(join(root, owner)) === name) {
    const shown = relative(process.cwd(), join(root, owner));
    const message = `the name \`${name}\` is also that of ${shown}, whose results are kept under it`;
    const hint = 'give this one a `name` of its own';
    if (folder === 'taken') return [{ severity: 'error', code: 'name-taken', message, span, hint }];
    return [
      {
        severity: 'warning',
        code: 'name-taken',
        message: `${message}, so \`sweep run\` refuses this file`,
        span,
        hint,
      },
    ];
  }
  if (folder === 'shown') return [];
  const others = namesakes(resolve(path), name).map((other) => join(dirname(path), other));
  if (others.length === 0) return [];
  const message = `the name \`${name}\` is also that of ${someOf(others.slice(0, NAMESAKES), others.length)}`;
  const rest =
    others.length === 1
      ? 'the other a `name` of its own before it is'
      : 'each of the others a `name` of its own before it is';
  const hint = `the one that runs first keeps it: give ${rest} to run`;
  return [{ severity: 'warning', code: 'name-shared', message, span, hint }];
}

/** Files of the same name that are named; the rest by number. */
const NAMESAKES = 3;

function strictly(diagnostics: readonly Diagnostic[], { strict }: LoadOptions): readonly Diagnostic[] {
  return strict === true ? diagnostics.map((one) => ({ ...one, severity: 'error' })) : diagnostics;
}
