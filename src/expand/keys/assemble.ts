import type { Job, ParamValue } from '../../model/plan.ts';
import { bytesOf, MOST_ARGUMENTS, sizeAsArgument } from '../../model/text/exec.ts';
import { variableOfAxis } from '../../model/text/shell.ts';
import { tooManyArguments } from '../cells/argument.ts';
import type { Axis } from '../cells/axis.ts';
import { areHarmless } from './evaluated-values.ts';
import type { Blueprint, Keys, Paths } from './blueprint.ts';
import type { Cell } from '../cells/cell.ts';
import type { Essence, SealedKey } from '../draft.ts';
import { Evaluation, type StageContext, type Subject } from './evaluate.ts';
import type { Part } from './part.ts';

/** A job before anything is known of its neighbours, with the keys that its edges and its files follow from. */
export interface LooseJob {
  readonly cell: Cell;
  readonly job: Omit<Job, SealedKey | 'needs' | 'moot' | 'lateInputs'>;
  readonly essence: Essence;
  readonly keys: Keys;
  /** The folder that it runs in, if the file names it, with a slash behind it. */
  readonly folder: Paths;
}

/** The job that a blueprint makes of a cell; null if that fails, which is reported. */
export function assemble(sweep: StageContext, subject: Subject, blueprint: Blueprint): LooseJob | null {
  const evaluation = new Evaluation(sweep, subject, false);
  const keys = blueprint.whole.make(evaluation)?.value;
  const label = evaluation.label();
  if (keys === undefined || label === null) return null;
  if (keys.command === null) {
    const unset = blueprint.body.command?.key;
    const message = 'this takes the command away, and no later rule gives another';
    if (unset !== undefined) evaluation.report({ code: 'missing-command', message, span: unset });
    return null;
  }
  const { command, setup, workdir, env } = keys;
  const symbolic = new Evaluation(sweep, subject, true);
  const inEssence = <T>(part: Part<T>, actual: T): T =>
    part.symbolic ? (part.make(symbolic)?.value ?? actual) : actual;
  const essence = {
    command: inEssence(blueprint.parts.command, command) ?? command,
    setup: inEssence(blueprint.parts.setup, setup),
    workdir: inEssence(blueprint.parts.workdir, workdir),
    env: inEssence(blueprint.parts.env, env),
    inputs: inEssence(blueprint.parts.inputs, keys.inputs).paths,
  };
  const job = {
    id: subject.id,
    index: subject.index,
    stage: sweep.stage.name,
    label,
    params: paramsOf(subject.cell, sweep.axes),
    unsaid: unsaidOf(subject.cell, sweep.axes),
    command,
    setup,
    workdir,
    env,
    request: keys.request,
    timeout: keys.timeout,
    retry: keys.retry,
    requires: keys.requires.paths,
    produces: keys.produces.paths,
    inputs: keys.inputs.paths,
    template: keys.template.paths[0] ?? null,
    limits: keys.limits,
    metrics: keys.metrics,
    ...keys.plain,
  };
  if (!areHarmless(blueprint.evaluated, job, evaluation)) return null;
  const bytes = argumentBytes(job);
  const at = blueprint.body.command?.key;
  if (bytes > MOST_ARGUMENTS && at !== undefined) {
    evaluation.report(tooManyArguments(bytes, at));
    return null;
  }
  const said = blueprint.body.workdir?.value ?? null;
  const folder = said === null ? { paths: [], texts: [] } : { paths: [`${workdir}/`], texts: [said] };
  return { cell: subject.cell, job, essence, keys, folder };
}

/** What the words of a job's command and its variables take of what a program can be given. */
function argumentBytes({ command, env, params }: Pick<Job, 'command' | 'env' | 'params'>): number {
  let bytes = 0;
  for (const word of command.kind === 'argv' ? command.argv : []) bytes += sizeAsArgument(word);
  for (const [name, value] of env) bytes += sizeAsArgument(name) + 1 + bytesOf(value);
  for (const [axis, { text }] of params) bytes += sizeAsArgument(variableOfAxis(axis)) + 1 + bytesOf(text);
  return bytes;
}

function paramsOf(cell: Cell, axes: readonly Axis[]): ReadonlyMap<string, ParamValue> {
  const params = new Map<string, ParamValue>();
  for (const { name, index } of axes) {
    const value = cell.values[index];
    if (value !== null && value !== undefined) params.set(name, value);
  }
  return params;
}

const NOTHING_UNSAID = {};

function unsaidOf(cell: Cell, axes: readonly Axis[]): Readonly<Record<string, string>> {
  const unsaid = axes.flatMap((axis) => {
    const value = axis.hasDefault ? cell.values[axis.index] : null;
    return value !== null && value !== undefined && axis.isDefault(value)
      ? [[axis.name, value.canonical] as const]
      : [];
  });
  return unsaid.length === 0 ? NOTHING_UNSAID : Object.fromEntries(unsaid);
}
