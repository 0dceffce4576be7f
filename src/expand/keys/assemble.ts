import type { Command, Job, ParamValue } from '../../model/plan.ts';
import { bytesOf, MOST_ARGUMENTS, sizeAsArgument } from '../../model/text/exec.ts';
import { variableOfAxis } from '../../model/text/shell.ts';
import { tooManyArguments } from '../cells/argument.ts';
import type { Axis } from '../cells/axis.ts';
import { areHarmless } from './command/evaluated-values.ts';
import type { Blueprint, Keys } from './blueprint.ts';
import { NO_PATHS, type Paths } from './paths.ts';
import { pathWithin } from '../paths.ts';
import type { Cell } from '../cells/cell.ts';
import { Evaluation } from './evaluate.ts';
import type { StageContext, Subject } from './subject.ts';
import type { Part } from './part.ts';

/**
 * What of a job its fingerprint is made of, besides the contents of files: values are canonical, and where and as what
 * it runs stays open. What equals the job's own part is the very same object.
 */
export interface Essence {
  readonly command: Command;
  readonly setup: string | null;
  readonly workdir: string;
  readonly env: Job['env'];
  /** One for each of the job's inputs, in the same order. */
  readonly inputs: readonly string[];
}

/** A job before anything is known of its neighbours, with the keys that its edges and its files follow from. */
export interface LooseJob extends Pick<Job, 'id' | 'index' | 'stage' | 'label' | 'params' | 'unsaid'> {
  readonly cell: Cell;
  readonly essence: Essence;
  /** What it produces, as it counts in the fingerprint of who names it; empty where nobody does. */
  readonly produced: readonly string[];
  readonly keys: CommandKeys;
  /** The folder that it runs in, if the file names it, with a slash behind it. */
  readonly folder: Paths;
  /** The file of the tree that it runs first, where that is certain. */
  readonly program: Paths;
  /** The folder into which its shell writes first, where that is certain, with a slash behind it. */
  readonly outputFolder: Paths;
}

/** Keys that say what to execute. */
type CommandKeys = Keys & { readonly command: Command };

/** The job that a blueprint makes of a cell; null if that fails, which is reported. */
export function assemble(sweep: StageContext, subject: Subject, blueprint: Blueprint): LooseJob | null {
  const evaluation = new Evaluation(sweep, subject, false);
  const keys = blueprint.whole.make(evaluation)?.value;
  const label = evaluation.label();
  if (keys === undefined || label === null) return null;
  if (!haveCommand(keys)) {
    const unset = blueprint.body.command?.key;
    const message = 'this takes the command away, and no later rule gives another';
    if (unset !== undefined) evaluation.report({ code: 'missing-command', message, span: unset });
    return null;
  }
  const params = paramsOf(subject.cell, sweep.axes);
  if (!areHarmless(blueprint.evaluated, { env: keys.env, params }, evaluation)) return null;
  const bytes = argumentBytes(keys, params);
  const at = blueprint.body.command?.key;
  if (bytes > MOST_ARGUMENTS && at !== undefined) {
    evaluation.report(tooManyArguments(bytes, at));
    return null;
  }
  const { command, setup, workdir, env } = keys;
  let symbolic: Evaluation | null = null;
  const inEssence = <T>(part: Part<T>, actual: T): T =>
    part.symbolic ? (part.make((symbolic ??= new Evaluation(sweep, subject, true)))?.value ?? actual) : actual;
  const essence = {
    command: inEssence(blueprint.parts.command, command) ?? command,
    setup: inEssence(blueprint.parts.setup, setup),
    workdir: inEssence(blueprint.parts.workdir, workdir),
    env: inEssence(blueprint.parts.env, env),
    inputs: inEssence(blueprint.parts.inputs, keys.inputs).paths,
  };
  return {
    id: subject.id,
    index: subject.index,
    stage: sweep.stage.name,
    label,
    params,
    unsaid: unsaidOf(subject.cell, sweep.axes),
    cell: subject.cell,
    essence,
    produced: sweep.areProductsNamed ? inEssence(blueprint.parts.produces, keys.produces).paths : NO_PATHS.paths,
    keys,
    folder: folderIn(blueprint, workdir),
    program: programOf(blueprint, keys),
    outputFolder: outputFolderOf(blueprint, keys),
  };
}

/** The folder that a job runs in, where the file names one and it is known. */
export function folderIn({ body }: Blueprint, workdir: string | null): Paths {
  const said = body.workdir?.value ?? null;
  return said === null || workdir === null ? NO_PATHS : { paths: [`${workdir}/`], texts: [said] };
}

function programOf({ program }: Blueprint, { workdir, requires, inputs }: Keys): Paths {
  const path = program === null ? null : pathInTree(workdir, program.path);
  // What the file asks for by name is told by that.
  if (program === null || path === null || requires.paths.includes(path) || inputs.paths.includes(path))
    return NO_PATHS;
  return { paths: [path], texts: [program.text] };
}

function outputFolderOf({ outputFolder }: Blueprint, { workdir }: Keys): Paths {
  const path = outputFolder === null ? null : pathInTree(workdir, outputFolder.path);
  return outputFolder === null || path === null ? NO_PATHS : { paths: [`${path}/`], texts: [outputFolder.text] };
}

/** Null for one that leads out of the tree. */
function pathInTree(workdir: Keys['workdir'], said: string): string | null {
  const path = pathWithin(workdir, said);
  return path.startsWith('../') || path.startsWith('/') ? null : path;
}

function haveCommand(keys: Keys): keys is CommandKeys {
  return keys.command !== null;
}

/** What the words of a job's command and its variables take of what a program can be given. */
function argumentBytes({ command, env }: CommandKeys, params: LooseJob['params']): number {
  let bytes = 0;
  for (const word of command.kind === 'argv' ? command.argv : []) bytes += sizeAsArgument(word);
  for (const [name, value] of env) bytes += sizeAsArgument(name) + 1 + bytesOf(value ?? '');
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
