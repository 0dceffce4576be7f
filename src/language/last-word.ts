import { isJobKey } from '../model/job-keys.ts';
import { hasParts, isValueMap } from './matrix.ts';
import { mergeStage, mergeSweeps } from './merge.ts';
import type { MapEntry, MapNode, Node } from './tree/node.ts';

/** The job keys that neither a rule nor a value can set: what overrules them is the stage alone. */
const OF_STAGES = new Set(['template', 'chain', 'limits']);

/**
 * A sweep in which the job keys that are set beside it have the last word for every job. It has them at its top level already; what
 * else of it could overrule them gets them once more: as a rule after its rules, and in each stage as one after those of the stage.
 */
export function withLastWord(sweep: MapNode, settings: readonly MapNode[]): MapNode {
  const said = settings.map(jobKeysOf).filter(({ entries }) => entries.size > 0);
  const [first, ...others] = said;
  if (first === undefined) return sweep;
  const all = others.reduce(mergeSweeps, first);
  const inRules = only(all, (key) => !OF_STAGES.has(key));
  const ofStages = only(all, (key) => OF_STAGES.has(key));
  const changed = sweep.entries.has('rules') || hasSettingsOfValues(sweep) ? withRule(sweep, inRules) : sweep;
  const stages = sweep.entries.get('stages');
  if (stages?.value.kind !== 'map') return changed;
  const heard = mapped(stages.value, (stage) => (stage.kind === 'map' ? heardBy(stage, inRules, ofStages) : stage));
  return { ...changed, entries: new Map([...changed.entries, ['stages', { ...stages, value: heard }]]) };
}

function jobKeysOf(setting: MapNode): MapNode {
  return only(setting, isJobKey);
}

function only(map: MapNode, isMeant: (key: string) => boolean): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => isMeant(key))) };
}

function hasSettingsOfValues({ entries }: MapNode): boolean {
  const axes = entries.get('matrix')?.value;
  if (axes?.kind !== 'map') return false;
  return [...axes.entries.values()].some(({ value: axis }) => {
    const values = hasParts(axis) ? axis.entries.get('values')?.value : axis;
    return values?.kind === 'map' && isValueMap(values);
  });
}

/** A stage that says something of its own about what is set, or has rules that might. */
function heardBy(stage: MapNode, inRules: MapNode, ofStages: MapNode): Node {
  const own = only(ofStages, (key) => stage.entries.has(key));
  const changed = own.entries.size === 0 ? stage : mergeStage(stage, own);
  const isOverruled = stage.entries.has('rules') || [...inRules.entries.keys()].some((key) => stage.entries.has(key));
  return isOverruled && changed.kind === 'map' ? withRule(changed, inRules) : changed;
}

/** With a rule for all cells after its own; one whose rules are malformed stays as it is. */
function withRule(body: MapNode, rule: MapNode): MapNode {
  const rules = body.entries.get('rules');
  if (rule.entries.size === 0 || (rules !== undefined && rules.value.kind !== 'list')) return body;
  const { span } = rule;
  const key = rules?.key ?? {
    kind: 'scalar',
    type: 'string',
    value: 'rules',
    style: 'plain',
    text: 'rules',
    contentStart: null,
    span,
  };
  const items = rules?.value.kind === 'list' ? rules.value.items : [];
  const value: Node = { kind: 'list', items: [...items, rule], span: rules?.value.span ?? span };
  return { ...body, entries: new Map([...body.entries, ['rules', { key, value }]]) };
}

function mapped(map: MapNode, change: (value: Node) => Node): MapNode {
  const entries = [...map.entries].map(([name, { key, value }]): [string, MapEntry] => [
    name,
    { key, value: change(value) },
  ]);
  return { ...map, entries: new Map(entries) };
}
