import { nearest } from '../model/text/nearest.ts';
import type { Job, JobId, Plan } from '../model/plan.ts';
import { canonicalOfParam, valuesSaid, type Wanted } from './values-said.ts';

/** Which jobs of a plan are meant, as `--only`, `--skip` and `--stage` say it. */
export interface Selection {
  /** `AXIS=V[,V]`, where a V may be a range `42..44` or `null`, which is absence; a job must match all of them. */
  readonly only: readonly string[];
  /** Likewise; a job that matches any of them is left out. */
  readonly skip: readonly string[];
  /** Names of stages; empty for all. */
  readonly stages: readonly string[];
}

export type Selected =
  | { readonly ok: true; readonly jobs: ReadonlySet<JobId> }
  /** A selector that makes no sense or that no job matches, each in a sentence. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** As many values are named when one is not known; more would not help. */
const MOST_NAMED = 12;

/** The jobs of a plan that a selection means; all when it says nothing. */
export function selectJobs(plan: Plan, selection: Selection): Selected {
  const problems: string[] = [];
  const only = selection.only.flatMap((text) => parse(plan, '--only', text, problems));
  const skip = selection.skip.flatMap((text) => parse(plan, '--skip', text, problems));
  problems.push(...unknownStages(plan, selection.stages));
  if (problems.length > 0) return { ok: false, problems };
  const chosen = plan.jobs.filter(
    (job) =>
      only.every((selector) => matches(job, selector)) &&
      !skip.some((selector) => matches(job, selector)) &&
      (selection.stages.length === 0 || selection.stages.includes(job.stage)),
  );
  if (chosen.length === 0) return { ok: false, problems: ['the selection leaves no job'] };
  return { ok: true, jobs: new Set(chosen.map((job) => job.id)) };
}

interface Selector {
  readonly axis: string;
  readonly wanted: readonly Wanted[];
}

function matches(job: Job, { axis, wanted }: Selector): boolean {
  const value = job.params.get(axis);
  const known = value === undefined ? null : canonicalOfParam(value);
  return wanted.some((holds) => holds(known));
}

/** The selector in `text`, or none and what is wrong with it. */
function parse(plan: Plan, option: string, text: string, problems: string[]): Selector[] {
  const cut = text.indexOf('=');
  const axis = text.slice(0, cut);
  const known = valuesOf(plan, axis);
  if (cut < 1) {
    problems.push(`${option} ${text}: write AXIS=VALUE, such as seed=42 or seed=42..44`);
  } else if (known.size === 0) {
    const meant = negated(option, text, plan) ?? closeTo(axis, axesOf(plan));
    problems.push(`${option} ${text}: there is no axis \`${axis}\`; ${meant}`);
  } else {
    const wanted = valuesSaid(text.slice(cut + 1));
    const isAbsent = plan.jobs.some(({ params }) => !params.has(axis));
    const all = [...known.keys(), ...(isAbsent ? [null] : [])];
    const strangers = wanted.filter(({ holds }) => !all.some(holds));
    for (const { part } of strangers) {
      const problem = part === '' ? `no value of \`${axis}\` is said` : `no job has ${axis} ${part}`;
      problems.push(
        `${option} ${text}: ${problem}; ${axisWithin(part, plan, option) ?? closeTo(part, [...known.values()])}`,
      );
    }
    return [{ axis, wanted: wanted.map(({ holds }) => holds) }];
  }
  return [];
}

/** How to say what stands where a value should, if it names an axis of its own: `a=1,b=2`; null if it does not. */
function axisWithin(part: string, plan: Plan, option: string): string | null {
  const cut = part.indexOf('=');
  if (cut < 1 || valuesOf(plan, part.slice(0, cut)).size === 0) return null;
  return option === '--only'
    ? `say each axis by itself, which must hold all: --only ${part}`
    : `say each axis by itself, of which any is left out: --skip ${part}`;
}

/** How to say `AXIS!=VALUE`; null if that is not what is said. */
function negated(option: string, text: string, plan: Plan): string | null {
  const [, axis = '', value = ''] = /^([^!=]+)!=(.*)$/.exec(text) ?? [];
  if (valuesOf(plan, axis).size === 0) return null;
  return `write ${option === '--only' ? '--skip' : '--only'} ${axis}=${value}`;
}

function unknownStages(plan: Plan, stages: readonly string[]): string[] {
  const known = new Set(plan.jobs.map((job) => job.stage));
  return stages
    .filter((stage) => !known.has(stage))
    .map((stage) => `--stage ${stage}: there is no such stage; ${closeTo(stage, [...known])}`);
}

function axesOf(plan: Plan): string[] {
  return [...new Set(plan.jobs.flatMap((job) => [...job.params.keys()]))];
}

/** The values of an axis in this plan: canonical to as spelled. */
function valuesOf(plan: Plan, axis: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { params } of plan.jobs) {
    const value = params.get(axis);
    if (value !== undefined) values.set(canonicalOfParam(value), value.text);
  }
  return values;
}

function closeTo(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  return close === null ? `known: ${listed(known)}` : `did you mean \`${close}\`?`;
}

function listed(known: readonly string[]): string {
  const shown = known.slice(0, MOST_NAMED).join(', ');
  return known.length > MOST_NAMED ? `${shown}, and ${known.length - MOST_NAMED} more` : shown;
}
