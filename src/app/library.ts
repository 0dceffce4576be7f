import { clock } from '../host/system/clock.ts';
import { logPath } from '../journal/folder.ts';
import { presentLog } from '../launch/logs/compressed.ts';
import type { Diagnostic, Sources } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { estimateJson } from '../report/plan/estimate.ts';
import { planJson, type PlanJson } from '../report/plan/plan.ts';
import { statusJson, type StatusJson } from '../report/status/status.ts';
import { sweepMeant } from './sweep/known-sweep.ts';
import type { HostFlags } from './machine/limits.ts';
import { loadSweep, loadText, type LoadOptions } from './sweep/load.ts';
import type { Notices } from './notices.ts';
import { planSweep } from './plan-sweep.ts';
import type { PartOptions } from './sweep/selection.ts';
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

/** For what run a plan is made. */
export interface PlanOptions extends ReadOptions, HostFlags, PartOptions, Listening {
  /** Say also how long a run would take; a bare number in `gpus` then counts GPUs. */
  readonly estimate?: boolean | undefined;
}

/**
 * What a run of the sweep file at `path` would do with each job, and why: the document that `sweep plan --json` prints. Writes
 * nothing.
 * @throws Refusal when the file is wrong, or asks for what the machine that is said does not have.
 */
export async function plan(path: string, { notice, ...options }: PlanOptions = {}): Promise<PlanJson> {
  const { sweep, verdicts, orphans, estimate } = await planSweep(path, options, noticesTo(notice));
  const json = planJson(sweep.plan, verdicts, orphans);
  return estimate === null ? json : { ...json, estimate: estimateJson(estimate) };
}

/** Where a sweep that has run is looked for. */
export interface StatusOptions extends Listening {
  /** Where run folders are kept, if not in the project. */
  readonly stateDir?: string | undefined;
}

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
