import type { Span } from '../model/diagnostic.ts';
import type { Job, JobId } from '../model/plan.ts';
import type { Spec } from '../language/spec.ts';
import type { Compiler } from './template/compile.ts';
import { Evaluation } from './keys/evaluate.ts';
import type { NeededJobs, StageContext, Subject } from './keys/subject.ts';
import type { ExpandContext } from './context.ts';
import { Findings } from './findings.ts';
import { Identities } from './cells/identity.ts';
import { mergeBodies } from './keys/merge.ts';
import { outline, type OutlinedStage } from './outline.ts';
import { textsOfLayer, type KeyText } from './keys/key-texts.ts';
import type { Layer } from './keys/layers.ts';

/** Where a job has one of its keys from. */
export interface Origin {
  /** The key, with the part of it where layers are merged part by part: `gpus`, `env.HOME`, `timeout.after`. */
  readonly field: string;
  /** What it comes to for this job, a list joined by spaces. */
  readonly value: string;
  /** Where the file says it. */
  readonly span: Span;
  /** The part of the file that says it: `top level`, `matrix.scorer.prm`, `rules[2]`, `stages.eval`, `stages.eval.rules[0]`; `--set` for what is set beside it. */
  readonly layer: string;
}

/**
 * Which part of the sweep gives a job each of its keys; what a later part overrules or unsets is left out. In the order
 * in which the keys are first set. Empty if there is no such job or the sweep makes no sense.
 *
 * @param jobs  Those of its plan.
 */
export function originsOfJob(spec: Spec, context: ExpandContext, id: JobId, jobs: readonly PlannedJob[]): Origin[] {
  const stages = outline(spec, context, new Findings()).stages ?? [];
  let index = 0;
  for (const one of stages) {
    const identities = new Identities(one.stage.name, one.context.axes);
    const place = one.cells.findIndex((cell) => identities.idOf(cell) === id);
    const cell = one.cells[place];
    if (cell === undefined) {
      index += one.cells.length;
      continue;
    }
    const layers = one.stack.layersFor(cell);
    const body = mergeBodies(layers.map((layer) => layer.body));
    const sweep = { ...one.context, needed: neededIn(jobs, id, one) };
    return originsOf(layers, sweep, { cell, body, id, index: index + place });
  }
  return [];
}

type PlannedJob = Pick<Job, 'id' | 'stage' | 'needs' | 'produces'>;

/** What a job of a stage can name of those that it needs. */
function neededIn(jobs: readonly PlannedJob[], id: JobId, { stage }: OutlinedStage): NeededJobs {
  const needed = new Set(jobs.find((one) => one.id === id)?.needs.map(({ job }) => job));
  return (name) => {
    if (!stage.needs.some((need) => need.stage === name)) return null;
    const found = jobs.filter((one) => one.stage === name && needed.has(one.id));
    return found.map((one) => ({ id: one.id, keys: { produces: { paths: one.produces } }, produced: [] }));
  };
}

function originsOf(layers: readonly Layer[], context: StageContext, subject: Subject): Origin[] {
  const evaluation = new Evaluation(context, subject, false);
  const origins = new Map<string, Origin>();
  for (const { body, place } of layers) {
    for (const { key, merges, fields } of textsOfLayer(body)) {
      for (const field of merges ? [] : [...origins.keys()]) {
        if (field === key || field.startsWith(`${key}.`)) origins.delete(field);
      }
      for (const { field, texts, span } of fields) {
        const isSet = span.file.startsWith('--set ');
        const layer = isSet ? '--set' : place === '' ? 'top level' : place;
        if (texts === null) origins.delete(field);
        else origins.set(field, { field, value: spelled(texts, context.compiler, evaluation), span, layer });
      }
    }
  }
  return [...origins.values()];
}

/** What texts come to for the job; one that cannot be made stays as the file has it. */
function spelled(texts: readonly KeyText[], compiler: Compiler, evaluation: Evaluation): string {
  const parts = texts.flatMap(({ text, mode }): readonly string[] => {
    const template = mode === null ? null : compiler.compile(text, mode);
    if (template === null) return [text.text];
    const shell = mode === 'shell' ? evaluation.shell(template) : null;
    const words = mode === 'plain' ? evaluation.words(template) : null;
    return words ?? [shell ?? text.text];
  });
  return parts.join(' ');
}
