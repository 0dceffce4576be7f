import type { Diagnostic } from '../../../model/diagnostic.ts';
import { hasErrors } from '../../../model/diagnostic.ts';
import { shellWord } from '../../../model/text/shell.ts';
import type { MapNode, Node } from '../../tree/node.ts';
import { readTree } from '../../tree/read.ts';
import type { WrittenAxis, WrittenKey } from '../../write/sweep-text.ts';
import type { Imported, Note } from '../imported.ts';
import { axisName, distinctNames, sweepName } from '../lines/names.ts';
import { argsOf, commandOf } from './command.ts';
import { type Parameter, parametersOf } from './parameters.ts';

/** Whether a text looks like the configuration of a sweep of W&B, in YAML or JSON. */
export function isOfWandb(text: string): boolean {
  return /^\s*(?:\{\s*)?["']?parameters["']?\s*:/m.test(text) && /["']?(?:method|program|values)["']?\s*:/.test(text);
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  metric:
    'is left out, as it has no `name`: `goals: {val_loss: min}` says which metric is better when it is less, or `max` when it is greater',
  early_terminate: 'is left out: a job runs to its end, or to its `timeout`',
  run_cap: 'is left out: `sample: {count: 20}` runs 20 of the combinations, drawn at random',
  controller: 'is left out: nothing chooses values while a sweep runs, since it says all of its jobs beforehand',
  job: 'is left out: `command` says what runs',
  image_uri: 'is left out: `command` says what runs',
};

const VARIABLES: Readonly<Record<string, string>> = { project: 'WANDB_PROJECT', entity: 'WANDB_ENTITY' };

/** Reads a grid of W&B ("Define a sweep configuration"). What chooses values by itself is refused by name. */
export function readWandb(text: string, file: string): Imported {
  const { root, diagnostics } = readTree(text, file);
  const faults = [...diagnostics];
  const notes: Note[] = [];
  const nothing = { sweeps: [], name: null, notes };
  if (root?.kind !== 'map' || hasErrors(faults)) return { ...nothing, diagnostics: faults };
  faults.push(...faultsOfMethod(root));
  const parameters = root.entries.get('parameters')?.value;
  const found = parameters?.kind === 'map' ? parametersOf(parameters, faults) : [];
  const lineOf = (node: Node) => text.slice(0, node.span.start).split('\n').length;
  const note = (node: Node, says: string): void => void notes.push({ line: lineOf(node), says });
  const varying = found.filter(({ says }) => 'axis' in says);
  const names = distinctNames(varying.map(({ name }) => axisName(name)));
  const spelled = found.map((parameter) => {
    const axis = names[varying.indexOf(parameter)] ?? null;
    return { ...parameter, axis, text: textOf(parameter, axis) };
  });
  for (const { key, name } of found.filter(({ isNested }) => isNested)) {
    note(key, `\`${name}\` stands within a map, and is given to the program as one option of that name`);
  }
  const args = argsOf(root, spelled);
  const command = commandOf(root, spelled, args !== null, faults, note);
  const keys = keysOf(root, note);
  if (hasErrors(faults) || command === null) return { ...nothing, diagnostics: faults };
  const axes = spelled.flatMap(({ says, axis }): WrittenAxis[] => {
    if (!('axis' in says) || axis === null) return [];
    const arg = args?.get(axis);
    return [{ name: axis, ...says.axis, ...(arg === undefined ? {} : { arg }) }];
  });
  const matrix = { says: axes, remarks: ['The grid: each combination of these values is one job.'] };
  const sweep = { ...(axes.length === 0 ? {} : { matrix }), command: { says: command }, keys };
  return { sweeps: [sweep], name: nameOf(root), notes, diagnostics: [] };
}

function faultsOfMethod(root: MapNode): readonly Diagnostic[] {
  const method = root.entries.get('method')?.value;
  if (method?.kind !== 'scalar' || method.text === 'grid') return [];
  const hint =
    method.text === 'random'
      ? 'write `method: grid`, and `sample: {count: 20}` in the sweep file takes some of the combinations'
      : 'write `method: grid` with the values to try, or leave the choice to an agent of W&B';
  const message = `\`method: ${method.text}\` chooses values as it goes, and a sweep says all of its jobs beforehand`;
  return [{ severity: 'error', code: 'wandb-method', message, span: method.span, hint }];
}

/** What stands in the command for a parameter: the name of its axis in braces, or its constant as a word. */
function textOf({ says }: Parameter, axis: string | null): string {
  return 'constant' in says ? shellWord(says.constant.text).replaceAll('{{', '\\{{') : `{{${axis ?? ''}}}`;
}

function keysOf(root: MapNode, note: (node: Node, says: string) => void): readonly WrittenKey[] {
  const variables = new Map<string, string>();
  const goals = goalsOf(root);
  for (const [key, { key: node, value }] of root.entries) {
    const variable = VARIABLES[key];
    const instead = LEFT_OUT[key];
    if (variable !== undefined && value.kind === 'scalar') {
      variables.set(variable, value.text);
      note(node, `\`${key}\` has become \`${variable}\` in \`env\``);
    } else if (key === 'metric' && goals.size > 0) note(node, `\`metric\` ${NOW_A_GOAL}`);
    else if (instead !== undefined) note(node, `\`${key}\` ${instead}`);
    else if (!['method', 'parameters', 'program', 'command', 'name', 'description'].includes(key)) {
      note(node, `\`${key}\` is left out: a sweep has nothing like it`);
    }
  }
  const said = { env: variables, goals };
  return Object.entries(said).flatMap(([key, says]) => (says.size === 0 ? [] : [{ key, says }]));
}

const NOW_A_GOAL =
  'has become `goals`: which way is better. Where a job leaves the number, in a file or its log, is still to be said by `metrics`: once a job has run, `sweep results` tells the line to add';

/** Which way the metric is better, which W&B takes to be less unless it is said; nothing where it has no name. */
function goalsOf(root: MapNode): ReadonlyMap<string, string> {
  const metric = root.entries.get('metric')?.value;
  const [name, goal] = ['name', 'goal'].map((key) => (metric?.kind === 'map' ? metric.entries.get(key)?.value : null));
  if (name?.kind !== 'scalar' || name.text.trim() === '') return new Map();
  return new Map([[name.text, goal?.kind === 'scalar' && goal.text === 'maximize' ? 'max' : 'min']]);
}

function nameOf(root: MapNode): string | null {
  const name = root.entries.get('name')?.value;
  return name?.kind === 'scalar' ? sweepName(name.text) : null;
}
