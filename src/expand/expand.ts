import type { Diagnostic } from '../model/diagnostic.ts';
import type { Spec } from '../spec/spec.ts';
import type { LooseJob } from './assemble.ts';
import { axesOf, type Axis } from './axis.ts';
import { Presence, type Cell } from './cell.ts';
import { cellsOf } from './cells.ts';
import { chainJobs } from './chain.ts';
import { Compiler } from './compile.ts';
import { axisNamed, compileCondition, warnIfNeverMet, type Condition, type Exists, type Rule } from './condition.ts';
import { reportCycles } from './cycles.ts';
import type { Draft, DraftJob } from './draft.ts';
import type { SweepContext } from './evaluate.ts';
import { Findings } from './findings.ts';
import { MAIN_STAGE } from './identity.ts';
import { jobsOf } from './jobs.ts';
import { checkLayers } from './layers.ts';
import { mergeBodies } from './merge.ts';
import { Names, reportNamesUsedTwice, varsDefined } from './names.ts';
import { Outputs } from './outputs.ts';
import { warnOfUnusedAxes } from './unused.ts';
import { WantedFiles } from './wanted.ts';

export interface ExpandContext {
  /** The absolute path of the run folder, `.sweep/<sweep>`. */
  readonly runFolder: string;
  /** The folder of the sweep file, relative to the project root; empty for the root itself. */
  readonly fileFolder: string;
  /** A sweep of more jobs is an error. */
  readonly maxJobs: number;
}

export interface Expansion {
  /** Null if there are errors. */
  readonly draft: Draft | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The axis that only repeats if the file names none. */
const USUAL_REPLICATES = 'seed';

/** An axis may have this many values even where fewer jobs are allowed: `exclude` may leave few of them. */
const LONGEST_AXIS = 100_000;

/**
 * Expands a sweep into its jobs, all but what follows from the contents of files (see `seal`). Everything that is wrong
 * is reported at once; one mistake that many cells make is reported once.
 */
export function expand(spec: Spec, context: ExpandContext): Expansion {
  const findings = new Findings();
  const axes = axesOf(spec, Math.max(context.maxJobs, LONGEST_AXIS), findings);
  const vars = varsDefined(spec);
  reportNamesUsedTwice(axes, vars, findings);
  const compiler = new Compiler(new Names(axes, vars, spec.broken), findings);
  const uses = checkLayers(spec, axes, compiler, findings);
  const replicates = replicatesOf(spec, axes, findings);
  const cells = spec.broken.has('matrix') ? null : cellsOf(spec, axes, context.maxJobs, findings);
  const rules = rulesOf(spec, axes, cells, findings);
  const sweep: SweepContext = {
    name: spec.name.text,
    stage: MAIN_STAGE,
    axes,
    replicates,
    runFolder: context.runFolder,
    compiler,
    findings,
  };
  const areKnown = cells !== null && rules.length === spec.rules.length && ![...spec.broken].some(decidesCells);
  const jobs = areKnown ? jobsOf(spec, cells, rules, sweep, context.fileFolder) : null;
  if (areKnown) for (const condition of rules.flatMap(conditionsOf)) warnIfNeverMet(condition, findings);
  else reportCycles(mergeBodies([spec.job]), compiler, findings);
  const draft = jobs === null ? null : draftOf(spec, jobs, sweep);
  if (findings.errors === 0 && spec.broken.size === 0) warnOfUnusedAxes(spec, axes, uses, findings);
  return { draft: findings.errors === 0 ? draft : null, diagnostics: findings.list() };
}

/** Whether a malformed key leaves open which cells there are, or which rules apply to them. */
function decidesCells(broken: string): boolean {
  return broken === '' || /^(?:matrix|exclude|include|rules)(?:\.\w+)?$/.test(broken);
}

function replicatesOf({ replicates }: Spec, axes: readonly Axis[], findings: Findings): Axis | null {
  if (replicates === null) return axes.find(({ name }) => name === USUAL_REPLICATES) ?? null;
  return axisNamed(replicates, axes, findings);
}

/** The rules whose conditions make sense; the others are reported. */
function rulesOf(spec: Spec, axes: readonly Axis[], cells: readonly Cell[] | null, findings: Findings): Rule[] {
  if (spec.broken.has('matrix')) return [];
  const presence = cells === null ? null : new Presence(axes, cells);
  const exists: Exists = (axis, value) => presence === null || presence.has(axis, value);
  return spec.rules.flatMap((rule) => {
    const when = rule.when === null ? null : compileCondition(rule.when, axes, exists, findings);
    const unless = rule.unless === null ? null : compileCondition(rule.unless, axes, exists, findings);
    const isSound = (rule.when === null) === (when === null) && (rule.unless === null) === (unless === null);
    return isSound ? [{ spec: rule, when, unless }] : [];
  });
}

function conditionsOf({ when, unless }: Rule): Condition[] {
  return [when, unless].filter((condition) => condition !== null);
}

function draftOf(spec: Spec, loose: readonly LooseJob[], sweep: SweepContext): Draft {
  const { needs, chains } = chainJobs(loose, sweep.axes);
  const outputs = new Outputs(loose, needs);
  outputs.reportShared(chains, sweep.findings);
  const wanted = new WantedFiles();
  const jobs = loose.map((one, index): DraftJob => {
    const { job, essence, keys } = one;
    const isLate = (path: string) => outputs.precede(index, path);
    wanted.add('requires', keys.requires, one, isLate);
    wanted.add('inputs', keys.inputs, one, isLate);
    wanted.add('template', keys.template, one, () => false);
    return { job: { ...job, needs: needs[index] ?? [], lateInputs: job.inputs.filter(isLate) }, essence };
  });
  return {
    sweep: sweep.name,
    description: spec.description,
    onFailure: spec.onFailure,
    replicates: sweep.replicates?.name ?? null,
    jobs,
    wanted: wanted.list(),
  };
}
