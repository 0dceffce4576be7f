import { nearest } from '../../model/text/nearest.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { Spec, Stage as StageSpec, StageNeed, Text } from '../../language/spec.ts';
import type { Axis } from './axis.ts';
import { axisNamed } from './condition.ts';
import type { Findings } from '../findings.ts';
import { MAIN_STAGE } from './identity.ts';

/** A stage with its names resolved. */
export interface Stage {
  readonly name: string;
  /** As the file says it; null for the only stage of a sweep that names none. */
  readonly spec: StageSpec | null;
  /** The axes that its cells have, in the order of the file. */
  readonly over: readonly Axis[];
  readonly needs: readonly { readonly stage: string; readonly spec: StageNeed }[];
}

/**
 * The stages in the order of the plan: that of the file, but for stages that come after all that they need. Null if
 * something is wrong with them, which is reported.
 */
export function stagesOf(spec: Spec, axes: readonly Axis[], findings: Findings): Stage[] | null {
  if (spec.stages === null) return [{ name: MAIN_STAGE, spec: null, over: axes, needs: [] }];
  const before = findings.errors;
  if (spec.stages.length === 0 && spec.broken.size === 0) {
    findings.add({ severity: 'error', code: 'no-stages', message: '`stages` names no stage', span: null });
  }
  const areAxesKnown = !spec.broken.has('matrix') && !spec.broken.has('include');
  const stages = spec.stages.map((stage) => ({
    name: stage.name.text,
    spec: stage,
    over: overOf(stage, axes, areAxesKnown, findings),
    needs: needsOf(stage, spec, findings),
  }));
  const ordered = inOrder(stages, findings);
  return findings.errors === before ? ordered : null;
}

function overOf(
  { over }: StageSpec,
  axes: readonly Axis[],
  areAxesKnown: boolean,
  findings: Findings,
): readonly Axis[] {
  if (over === null || !areAxesKnown) return axes;
  const named = new Set(over.map((name) => axisNamed(name, axes, findings)));
  return axes.filter((axis) => named.has(axis));
}

function needsOf(stage: StageSpec, spec: Spec, findings: Findings): Stage['needs'] {
  const names = (spec.stages ?? []).map(({ name }) => name.text);
  const seen = new Map<string, Text>();
  return stage.needs.flatMap((need) => {
    const { text, span } = need.stage;
    const first = seen.get(text);
    seen.set(text, first ?? need.stage);
    if (first !== undefined) {
      findings.add({
        severity: 'error',
        code: 'repeated-need',
        message: `the stage \`${stage.name.text}\` already needs \`${text}\``,
        span,
        related: [{ message: 'it says so here first', span: first.span }],
      });
      return [];
    }
    if (names.includes(text)) return [{ stage: text, spec: need }];
    if (!isBrokenStage(text, spec.broken)) {
      reportUnknown(
        need.stage,
        names.filter((name) => name !== stage.name.text),
        spec.job.command !== undefined,
        findings,
      );
    }
    return [];
  });
}

/** Whether the stage may be there but malformed, which the reading of the file has reported. */
export function isBrokenStage(name: string, broken: ReadonlySet<string>): boolean {
  return broken.has('stages') || broken.has(`stages.${name}`);
}

/** The most stages that a hint lists. */
const STAGES_TOLD = 12;

/** Stages as a hint lists them. */
export function tellStages(names: readonly string[]): string {
  return someOf(
    names.slice(0, STAGES_TOLD).map((name) => `\`${name}\``),
    names.length,
  );
}

/** @param hasCommand  Whether the sweep has a command of its own, which is no stage beside others. */
function reportUnknown({ text, span }: Text, names: readonly string[], hasCommand: boolean, findings: Findings): void {
  const near = nearest(text, names);
  const moved = `the \`command\` at the top is that of stages without one, and no stage itself; move it under \`stages.${text}\``;
  const others = names.length === 0 ? 'there is no other stage' : `the other stages are ${tellStages(names)}`;
  findings.add({
    severity: 'error',
    code: 'unknown-stage',
    message: `there is no stage \`${text}\``,
    span,
    hint:
      near !== null ? `did you mean \`${near}\`?` : hasCommand ? moved : `${others}; a new one goes under \`stages\``,
  });
}

/** Takes again and again the first stage all of whose needs have been taken; reports what never comes to that. */
function inOrder(stages: readonly Stage[], findings: Findings): Stage[] {
  const ordered: Stage[] = [];
  const left = [...stages];
  const isTaken = (name: string) => ordered.some((stage) => stage.name === name);
  for (;;) {
    const next = left.findIndex(({ needs }) => needs.every(({ stage }) => isTaken(stage)));
    if (next < 0) break;
    ordered.push(...left.splice(next, 1));
  }
  reportLoops(left, findings);
  return ordered;
}

/** Every one of `stages` needs another of them, or itself: so following needs from any leads into a loop. */
function reportLoops(stages: readonly Stage[], findings: Findings): void {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const done = new Set<string>();
  for (const start of stages) {
    const path: Stage[] = [];
    let stage: Stage | undefined = start;
    while (stage !== undefined && !done.has(stage.name) && !path.includes(stage)) {
      path.push(stage);
      stage = stage.needs.flatMap((need) => byName.get(need.stage) ?? [])[0];
    }
    if (stage !== undefined && path.includes(stage)) reportLoop(path.slice(path.indexOf(stage)), findings);
    for (const { name } of path) done.add(name);
  }
}

function reportLoop(loop: readonly Stage[], findings: Findings): void {
  const [first] = loop;
  const names = loop.map(({ name }) => name);
  const into = first?.needs.find(({ stage }) => stage === (names[1] ?? names[0]));
  findings.add({
    severity: 'error',
    code: 'cycle',
    message: `the stage \`${first?.name}\` needs itself: ${[...names, names[0]].join(' → ')}`,
    span: into?.spec.stage.span ?? null,
  });
}
