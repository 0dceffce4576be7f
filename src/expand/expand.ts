import type { Diagnostic } from '../model/diagnostic.ts';
import type { Need } from '../model/plan.ts';
import type { Spec } from '../language/spec.ts';
import type { LooseJob } from './keys/assemble.ts';
import { chainJobs } from './edges/chain.ts';
import type { ExpandContext } from './context.ts';
import { reportCycles } from './keys/cycles.ts';
import type { Draft, DraftJob, Wants } from './draft.ts';
import { Findings } from './findings.ts';
import { jobsOf, sketchesOf, type StageJobs } from './edges/jobs.ts';
import { wantsOf } from './edges/sketches.ts';
import { mergeBodies } from './keys/merge.ts';
import { snapshotOf } from './snapshot.ts';
import { joinStages, StageJoins } from './edges/needs.ts';
import { hooksOf } from './hooks.ts';
import { formerIdsOf } from './cells/former-ids.ts';
import { renamingsOf } from './cells/renamings.ts';
import { groupBy } from '../model/group-by.ts';
import { outline, warnOfIdleRules, type Outline, type OutlinedStage } from './outline.ts';
import { Outputs } from './edges/outputs.ts';
import { reportSharedMetrics } from './edges/shared-paths.ts';
import { warnOfOwnInputs } from './edges/own-inputs.ts';
import { warnOfUnusedAxes, warnOfUnusedCommand } from './keys/unused.ts';
import { WantedFiles } from './edges/wanted-files.ts';

export type { ExpandContext } from './context.ts';

export interface Expansion {
  /** Null if there are errors, and for a library, which has no jobs. */
  readonly draft: Draft | null;
  /** Where there is no draft, what its jobs ask for, as far as that can be told; null where it is not known which jobs there are. */
  readonly wants: Wants | null;
  /** Without what the host lacks, which is a matter of the jobs that use it (see `lacking`), where there is a draft. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Expands a sweep into its jobs, all but what follows from the contents of files (see `seal`). Everything that is wrong
 * is reported at once; one mistake that many cells make is reported once.
 *
 * The jobs stand in the order of the plan: stage by stage, each after all that it needs and else as in the file; within
 * a stage cell by cell, the first axis slowest, included cells last.
 */
export function expand(spec: Spec, context: ExpandContext): Expansion {
  if (spec.isLibrary) return { draft: null, wants: null, diagnostics: [] };
  const findings = new Findings();
  const sweep = outline(spec, context, findings);
  const joins = new StageJoins((sweep.stages ?? []).map(({ stage }) => stage));
  const stages = sweep.stages === null ? null : jobsOfStages(sweep.stages, joins, context.maxJobs, findings);
  if (sweep.stages === null) reportCyclesOfVars(spec, sweep, findings);
  else
    warnOfIdleRules(
      [sweep, ...sweep.stages].flatMap(({ rules }) => rules ?? []),
      findings,
    );
  const jobs = stages === null ? null : allJobs(stages);
  const former = formerIds(spec, sweep, jobs, findings);
  const hooks = hooksOf(spec.hooks, sweep.compiler, findings);
  const draft = jobs === null ? null : { ...draftOf(spec, jobs, joins, sweep, findings), hooks, ...former };
  const wants = draft ?? wantsOfStages(stages ?? [], sweep, findings);
  if (findings.errors === 0 && spec.broken.size === 0) {
    warnOfUnusedAxes(spec, sweep.axes, sweep.uses, findings);
    warnOfUnusedCommand(spec, findings);
  }
  const sound = findings.errors === 0 ? draft : null;
  const diagnostics = findings.list({ withHost: sound === null });
  if (sound !== null || wants === null) return { draft: sound, wants: null, diagnostics };
  return { draft: null, wants: { ...wants, absentVars: [], isOpen: !findings.areCellsCounted }, diagnostics };
}

/** The jobs of each stage, in the order of the plan; null if there are too many, which is reported. */
function jobsOfStages(
  stages: readonly OutlinedStage[],
  joins: StageJoins,
  maxJobs: number,
  findings: Findings,
): StageJobs[] | null {
  const count = stages.reduce((sum, { cells }) => sum + cells.length, 0);
  if (count > maxJobs) {
    findings.add({
      severity: 'error',
      code: 'too-many-jobs',
      message: `the stages have ${count.toLocaleString('en')} jobs, more than the ${maxJobs.toLocaleString('en')} allowed`,
      span: stages.find(({ cells }) => cells.length > maxJobs / stages.length)?.stage.spec?.name.span ?? null,
      hint: 'raise the limit with --max-jobs',
    });
    return null;
  }
  let place = 0;
  return stages.map(({ stage, cells, stack, context }) => {
    const jobs = jobsOf(cells, stack, { ...context, needed: joins.neededBy(stage) }, place);
    joins.add(stage, jobs.jobs);
    place += cells.length;
    return jobs;
  });
}

/** The jobs of all stages; null if some could not be made. */
function allJobs(stages: readonly StageJobs[]): LooseJob[] | null {
  const jobs: LooseJob[] = [];
  for (const { jobs: made } of stages) {
    if (made === null) return null;
    for (const job of made) jobs.push(job);
  }
  return jobs;
}

/** What the jobs of stages ask for of which some cannot be made; null where there are none. */
function wantsOfStages(stages: readonly StageJobs[], sweep: Outline, findings: Findings): Wants | null {
  const sketches = stages.flatMap((one, index) => {
    const context = sweep.stages?.[index]?.context;
    return context === undefined ? [] : sketchesOf(one, context);
  });
  return sketches.length === 0 ? null : wantsOf(sketches, findings);
}

/** What jobs were called, where `moved` says that they were called otherwise. */
function formerIds(
  spec: Spec,
  { axes, stages }: Outline,
  jobs: readonly LooseJob[] | null,
  findings: Findings,
): Pick<Draft, 'former'> {
  if (spec.moved.length === 0) return {};
  const renamings = renamingsOf(spec, axes, stages?.map(({ stage }) => stage) ?? null, findings);
  if (jobs === null || stages === null) return {};
  const ofStage = groupBy(jobs, ({ stage }) => stage);
  const cells = stages.map(({ stage }) => ({ stage, jobs: ofStage.get(stage.name) ?? [] }));
  return { former: formerIdsOf(spec, axes, cells, renamings, findings) };
}

function reportCyclesOfVars(spec: Spec, { compiler }: Outline, findings: Findings): void {
  reportCycles(mergeBodies([spec.job]), compiler, findings);
  for (const stage of spec.stages ?? []) reportCycles(mergeBodies([spec.job, stage.job]), compiler, findings);
}

function draftOf(spec: Spec, loose: readonly LooseJob[], joins: StageJoins, sweep: Outline, findings: Findings): Draft {
  const { needs, moot, chains } = edgesOf(loose, joins, sweep, findings);
  const outputs = new Outputs(loose, needs);
  outputs.reportShared(chains, findings);
  reportSharedMetrics(loose, chains, findings);
  warnOfOwnInputs(loose, findings);
  const wanted = new WantedFiles(findings);
  const jobs = loose.map((one, index): DraftJob => {
    const { id, stage, label, params, unsaid, essence, keys } = one;
    const isLate = (path: string) => outputs.precede(index, path);
    wanted.add('requires', keys.requires, one, isLate);
    wanted.add('inputs', keys.inputs, one, isLate);
    const isMade = (path: string) => isLate(path.slice(0, -1));
    wanted.add((needs[index] ?? []).length > 0 ? 'later-workdir' : 'workdir', one.folder, one, isMade);
    wanted.add('template', keys.template, one, () => false);
    wanted.add('script', one.program, one, isLate);
    wanted.add('output-folder', one.outputFolder, one, isMade);
    const edges = { needs: needs[index] ?? [], moot: moot.get(index) ?? null };
    const { paths: inputs } = keys.inputs;
    const lateInputs = inputs.length === 0 ? inputs : inputs.filter(isLate);
    return { id, index, stage, label, params, unsaid, essence, keys, needs: edges.needs, moot: edges.moot, lateInputs };
  });
  return {
    sweep: spec.name.text,
    description: spec.description,
    onFailure: spec.onFailure,
    replicates: sweep.replicates?.name ?? null,
    order: spec.order,
    wideJobs: spec.wideJobs,
    ...goalsOf(spec),
    ...(spec.snapshot === null ? {} : { snapshot: snapshotOf(spec.snapshot, findings) }),
    jobs,
    wanted: wanted.list(),
    absentVars: findings.absentVars,
  };
}

/** Left out where it says none. */
function goalsOf({ goals: said }: Spec): Pick<Draft, 'goals'> {
  const goals = said.flatMap(({ name, value }) => (value === null ? [] : [[name.text, value] as const]));
  return goals.length === 0 ? {} : { goals: Object.fromEntries(goals) };
}

/** What each job needs, by its index: first of other stages, in the order of the file, then of its chain. */
function edgesOf(
  loose: readonly LooseJob[],
  joins: StageJoins,
  { axes }: Outline,
  findings: Findings,
): {
  readonly needs: readonly (readonly Need[])[];
  readonly moot: ReadonlyMap<number, string>;
  readonly chains: readonly (string | null)[];
} {
  const joined = joinStages(loose, joins, findings);
  const { links, chains } = chainJobs(loose, axes);
  const needs = joined.needs.map((list, index) => {
    const link = links[index] ?? null;
    if (link === null) return list;
    // Most have no other: a list that is spread takes room for seventeen.
    return list.length === 0 ? [link] : [...list, link];
  });
  return { needs, moot: joined.moot, chains };
}
