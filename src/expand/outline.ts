import type { Spec } from '../language/spec.ts';
import { axesOf, type Axis } from './cells/axis.ts';
import { Presence, type Cell } from './cells/cell.ts';
import { cellsOf } from './cells/cells.ts';
import { Compiler } from './template/compile.ts';
import { axisNamed, compileConditions, warnIfNeverAllowing, type Exists } from './cells/condition.ts';
import type { StageContext } from './keys/subject.ts';
import type { ExpandContext } from './context.ts';
import type { Findings } from './findings.ts';
import { checkLayers, type Use } from './keys/key-texts.ts';
import { bodiesOf, Names, reportNamesUsedTwice, varsDefined } from './template/names.ts';
import { project } from './cells/projection.ts';
import { LayerStack, type Rule } from './keys/layers.ts';
import { stagesOf, type Stage } from './cells/stages.ts';

/** What a sweep comes to before any job is made: its stages, and the cells of each. */
export interface Outline {
  readonly axes: readonly Axis[];
  readonly replicates: Axis | null;
  readonly compiler: Compiler;
  /** Every sound template of the file. */
  readonly uses: readonly Use[];
  /** The top-level rules; null where one makes no sense. */
  readonly rules: readonly Rule[] | null;
  /** In the order of the plan; null where it is not known which cells there are, or which rules hold for them. */
  readonly stages: readonly OutlinedStage[] | null;
}

export interface OutlinedStage {
  readonly stage: Stage;
  readonly cells: readonly Cell[];
  readonly stack: LayerStack;
  readonly context: Omit<StageContext, 'needed'>;
  /** The stage's own rules. */
  readonly rules: readonly Rule[];
}

/** The axis that only repeats if the file names none. */
const USUAL_REPLICATES = 'seed';

/** An axis may have this many values even where fewer jobs are allowed: `exclude` may leave few of them. */
const LONGEST_AXIS = 100_000;

/** Finds out the cells of every stage and checks every name of the sweep. */
export function outline(spec: Spec, context: ExpandContext, findings: Findings): Outline {
  const axes = axesOf(spec, Math.max(context.maxJobs, LONGEST_AXIS), context, findings);
  const vars = varsDefined(spec);
  reportNamesUsedTwice(spec, axes, vars, findings);
  const setups = bodiesOf(spec).flatMap(({ setup }) => setup?.value ?? []);
  const stageNames = (spec.stages ?? []).map(({ name }) => name.text);
  const names = new Names(axes, vars, context.hostVars, stageNames, spec.broken, spec.include);
  const compiler = new Compiler(names, findings, setups);
  const uses = checkLayers(spec, axes, compiler, findings);
  const replicates = replicatesOf(spec, axes, findings);
  const stages = stagesOf(spec, axes, findings);
  const cells = spec.broken.has('matrix') ? null : cellsOf(spec, axes, context.maxJobs, findings);
  const common = {
    name: spec.name.text,
    root: context.root,
    dir: context.dir,
    axes,
    replicates,
    runFolder: context.runFolder,
    folderOf: context.folderOf,
    compiler,
    findings,
  };
  return { axes, replicates, compiler, uses, ...outlineStages(spec, stages, cells, common, stagesFollowed(uses)) };
}

/** The stages of which a template names what their jobs produce. */
function stagesFollowed(uses: readonly Use[]): ReadonlySet<string> {
  const followed = new Set<string>();
  for (const { template } of uses) {
    for (const part of template.parts) {
      if (typeof part !== 'string' && part.of.kind === 'needs' && part.of.field === 'produces')
        followed.add(part.of.stage);
    }
  }
  return followed;
}

function replicatesOf({ replicates }: Spec, axes: readonly Axis[], findings: Findings): Axis | null {
  if (replicates !== null) return axisNamed(replicates, axes, findings);
  const usual = axes.find(({ name }) => name === USUAL_REPLICATES);
  const [only, another] = axes.filter(({ name }) => name.endsWith(`.${USUAL_REPLICATES}`));
  return usual ?? (another === undefined ? only : undefined) ?? null;
}

function outlineStages(
  spec: Spec,
  stages: readonly Stage[] | null,
  cells: readonly Cell[] | null,
  common: Omit<StageContext, 'stage' | 'shownStage' | 'needed' | 'areProductsNamed'>,
  followed: ReadonlySet<string>,
): Pick<Outline, 'rules' | 'stages'> {
  if (spec.broken.has('matrix')) return { rules: null, stages: null };
  const { axes, findings } = common;
  const projected = cells === null ? null : (stages?.map((stage) => project(stage, cells, axes, findings)) ?? null);
  const known = projected?.every((list) => list !== null) === true ? projected : null;
  const rules = rulesOf(spec.rules, axes, known?.flat() ?? null, findings);
  const outlined = (stages ?? []).map((stage, index) => {
    const own = rulesOf(stage.spec?.rules ?? [], axes, known?.[index] ?? null, findings);
    const shownStage = (spec.stages?.length ?? 0) > 1 ? stage.name : null;
    return {
      stage,
      cells: known?.[index] ?? [],
      stack: new LayerStack(spec, axes, stage, rules ?? [], own ?? []),
      context: { ...common, stage, shownStage, areProductsNamed: followed.has(stage.name) },
      rules: own,
    };
  });
  const areKnown = stages !== null && known !== null && rules !== null && ![...spec.broken].some(decidesCells);
  return { rules, stages: areKnown && outlined.every(hasRules) ? outlined : null };
}

function hasRules<T extends { readonly rules: unknown }>(stage: T): stage is T & { rules: NonNullable<T['rules']> } {
  return stage.rules !== null;
}

/** Whether a malformed key leaves open which cells there are, or which rules hold for them. */
function decidesCells(broken: string): boolean {
  if (/^stages\.\w+\.(?:over|needs|(?:exclude|rules)(?:\.\d+)?)$/.test(broken)) return true;
  return broken === '' || /^(?:matrix(?:\..+)?|(?:zip|exclude|include|sample|stages|rules)(?:\.\w+)?)$/.test(broken);
}

/** Rules with their conditions ready; null if one of these makes no sense, which is reported. */
function rulesOf(
  specs: Spec['rules'],
  axes: readonly Axis[],
  cells: readonly Cell[] | null,
  findings: Findings,
): Rule[] | null {
  const presence = cells === null || specs.length === 0 ? null : new Presence(axes, cells);
  const exists: Exists = (axis, value) => presence === null || presence.has(axis, value);
  const rules = specs.map((spec, index) => {
    const conditions = compileConditions(spec, axes, exists, findings);
    return conditions === null ? null : { spec, index, conditions };
  });
  return rules.every((rule) => rule !== null) ? rules : null;
}

/** Warns of conditions of rules that have met no cell, once every cell has been gone through. */
export function warnOfIdleRules(rules: readonly Rule[], findings: Findings): void {
  for (const { conditions } of rules) warnIfNeverAllowing(conditions, findings);
}
