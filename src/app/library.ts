import { clock } from '../host/system/clock.ts';
import { logPath } from '../journal/folder.ts';
import { presentLog } from '../launch/logs/compressed.ts';
import type { Diagnostic, Sources } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import type { CheckedFile } from '../report/diagnostics/check-result.ts';
import { checkJson, type CheckJson } from '../report/diagnostics/diagnostics-json.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { diffJson, type DiffJson } from '../report/diff/diff-json.ts';
import { estimateJson } from '../report/plan/estimate.ts';
import { planJson, type PlanJson } from '../report/plan/plan.ts';
import { statusJson, type StatusJson } from '../report/status/status.ts';
import { checkFiles } from './check-files.ts';
import { compareSweeps } from './compare-sweeps.ts';
import { sweepMeant, type Place } from './sweep/known-sweep.ts';
import type { HostFlags } from './machine/limits.ts';
import { loadSweep, loadText, type LoadOptions } from './sweep/load.ts';
import type { Notices } from './notices.ts';
import { clusterJson } from './plan-on-cluster.ts';
import { planSweep } from './plan-sweep.ts';
import { renderScripts } from './render-scripts.ts';
import type { PartOptions, SelectionOptions } from './sweep/selection.ts';
import { sweepStatus } from './world/sweep-status.ts';

/** How a sweep file is to be read. */
export type ReadOptions = Omit<LoadOptions, 'read' | 'folder' | 'ofPart'>;

/** Whoever wants to hear what there is to say besides a result, warnings among it; left out, it is dropped. */
export interface Listening {
  readonly notice?: ((message: string) => void) | undefined;
}

/** A sweep file as it was read. */
export interface Loaded {
  /** Null when one of the diagnostics is an error, and for a file that is there only for others to extend. */
  readonly plan: Plan | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the spans of diagnostics point into, by file. */
  readonly sources: Sources;
}

/**
 * Reads the sweep file at `path` (absolute, or relative to the working folder), checks it, and expands it into its plan. Runs and writes
 * nothing. What is wrong with the file is in the answer, and not thrown.
 *
 * @param options.text what the file is to say instead of what it says on disk, such as what an editor has not saved yet.
 */
export async function load(
  path: string,
  { text, ...options }: ReadOptions & { readonly text?: string | undefined } = {},
): Promise<Loaded> {
  const result = text === undefined ? await loadSweep(path, options) : await loadText(text, path, options);
  const { sweep, diagnostics, sources } = result;
  return { plan: sweep?.plan ?? null, diagnostics, sources };
}

/**
 * Everything that is wrong with files (sweep files, host files, folders of them, patterns): the document that `sweep check --format json`
 * prints. Runs nothing. That a file is wrong, or not there, is in the answer, and not thrown.
 */
export async function check(files: readonly string[], options: ReadOptions = {}): Promise<CheckJson> {
  const checked: CheckedFile[] = [];
  for await (const file of checkFiles(files, options)) checked.push(file);
  return checkJson(checked);
}

/** How two versions of a sweep are read. */
export interface DiffOptions extends ReadOptions, Listening {}

/**
 * What a change does to a plan: the document that `sweep diff --format json` prints. Changes nothing.
 *
 * @param before  A sweep file, the name of a sweep, or `REVISION:PATH` for how git has it; `after` likewise.
 * @throws Refusal when one of them is wrong.
 */
export async function diff(before: string, after: string, { notice, ...options }: DiffOptions = {}): Promise<DiffJson> {
  return diffJson(await compareSweeps(before, after, options, noticesTo(notice)));
}

/** Which jobs' scripts are made. */
export interface RenderOptions extends ReadOptions, SelectionOptions, Listening {}

/**
 * The wrapper script of each job of the sweep file at `path`, by the job's id and in the order of the plan: the same bytes that a run executes.
 * Writes nothing.
 * @throws Refusal when the file is wrong, or what these jobs need is not there.
 */
export async function render(
  path: string,
  { notice, ...options }: RenderOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const { jobs, scriptOf } = await renderScripts(path, options, noticesTo(notice));
  return new Map(jobs.map((job) => [job.id, scriptOf(job)]));
}

/** For what run a plan is made. */
export interface PlanOptions extends ReadOptions, HostFlags, PartOptions, Listening {
  /** Say also how long a run would take; a bare number in `gpus` then counts GPUs. */
  readonly estimate?: boolean | undefined;
  /** Where jobs are to go, as the host file calls it. */
  readonly on?: string | undefined;
}

/**
 * What a run of the sweep file at `path` would do with each job, and why: the document that `sweep plan --json` prints. Writes
 * nothing.
 * @throws Refusal when the file is wrong, or asks for what the machine that is said does not have.
 */
export async function plan(path: string, { notice, ...options }: PlanOptions = {}): Promise<PlanJson> {
  const planned = await planSweep(path, options, noticesTo(notice));
  const { sweep, verdicts, orphans, estimate } = planned;
  const json = { ...planJson(sweep.plan, verdicts, orphans), ...(await clusterJson(planned)) };
  return estimate === null ? json : { ...json, estimate: estimateJson(estimate) };
}

/** Where a sweep that has run is looked for. */
export interface StatusOptions extends Place, Listening {}

/**
 * How a sweep stands, whether or not it runs now: the document that `sweep status --json` prints, with absolute paths. Changes
 * nothing but what is remembered of large inputs.
 *
 * @param sweep its file, or its name if it has run in the project of the working folder; left out, the only one that has.
 * @throws Refusal when it has not run yet, or it is not clear which is meant.
 */
export async function status(sweep?: string, { notice, ...place }: StatusOptions = {}): Promise<StatusJson> {
  const known = sweepMeant(sweep, place);
  const { state, runner, stale, silence } = await sweepStatus(known, place, noticesTo(notice));
  return statusJson(
    state,
    runner,
    clock.now(),
    (job, attempt) => presentLog(logPath(known.runFolder, job, attempt)),
    stale,
    silence,
  );
}

/** Notices as plain text, for one who listens, if any does. */
export function noticesTo(say: (message: string) => void = () => undefined): Notices {
  return {
    say,
    warn: ({ diagnostics, sources }) => {
      say(formatDiagnostics(diagnostics, sources, { color: false }).trimEnd());
    },
  };
}
