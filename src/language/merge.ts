import { JOB_KEY_NAMES, JOB_KEYS, type Layering } from '../model/job-keys.ts';
import { hasParts, isValueMap } from './matrix.ts';
import { isNull, type MapEntry, type MapNode, type Node, type ScalarNode } from './tree/node.ts';

type Merge = (below: Node, above: Node) => Node;

/**
 * A sweep with another one over it: what `above` says wins. Maps merge, rules follow one another, other lists and scalars
 * are replaced; `null` stays where it unsets a job key and drops an axis or a stage. Short forms are spelled out where
 * both say something, so that `24h` over `{after: 1h, grace: 5s}` leaves the grace.
 */
export function mergeSweeps(below: MapNode, above: MapNode): MapNode {
  return mergeMaps(below, above, (key) => SWEEP.get(key) ?? replaced, false);
}

const replaced: Merge = (_, above) => above;

const BODY: ReadonlyMap<string, Merge> = new Map([
  ...JOB_KEY_NAMES.map((key) => [key, mergeOf(JOB_KEYS[key].merge)] as const),
  ['rules', concatenated],
]);

function mergeOf(layering: Layering): Merge {
  if (layering === 'replace') return replaced;
  if (layering === 'map') return mapsWith(() => replaced);
  const nested = new Map(Object.entries(layering.nested ?? {}));
  return spelledOut(layering.short, (part) => mergeOf(nested.get(part) ?? 'replace'));
}

const mergeBodies = mapsWith((key) => BODY.get(key) ?? replaced);

/** A stage with job keys of another over it. */
export const mergeStage: Merge = mergeBodies;

const SWEEP: ReadonlyMap<string, Merge> = new Map([
  ...BODY,
  ['matrix', mapsWith(() => mergeAxes, true)],
  ['stages', mapsWith(() => mergeBodies, true)],
  ['sample', mapsWith(() => replaced)],
  ['hooks', mapsWith(() => replaced, true)],
  ['goals', mapsWith(() => replaced, true)],
  ['presets', mapsWith(() => replaced, true)],
]);

const mergeAxisParts = mapsWith((key) => (key === 'values' ? mergeValues : replaced));

function mergeAxes(below: Node, above: Node): Node {
  if (isNull(below) || above.kind === 'broken') return above;
  if (!hasParts(below) && !hasParts(above)) return below.kind === 'broken' ? below : mergeValues(below, above);
  return mergeAxisParts(withParts(below), withParts(above));
}

/** An axis written as `{values: …}`. */
function withParts(axis: Node): Node {
  if (axis.kind === 'broken' || hasParts(axis)) return axis;
  return { kind: 'map', entries: new Map([['values', { key: keyAt('values', axis), value: axis }]]), span: axis.span };
}

/** Settings of values merge, and so do parts of a range that make none by themselves; all other values replace. */
function mergeValues(below: Node, above: Node): Node {
  if (below.kind !== 'map' || above.kind !== 'map') return above;
  if (isValueMap(below) && isValueMap(above)) return mergeMaps(below, above, () => mergeBodies, false);
  return isRange(below) && isPartOfRange(above) ? mergeMaps(below, above, () => replaced, false) : above;
}

function isRange({ entries }: MapNode): boolean {
  return entries.has('from');
}

/** Keys of a range that say too little to be one. */
function isPartOfRange(map: MapNode): boolean {
  const has = (key: string) => map.entries.has(key);
  const isWhole = (has('from') && (has('to') || has('count'))) || has('lines') || has('glob');
  return !isWhole && !isValueMap(map);
}

function concatenated(below: Node, above: Node): Node {
  if (below.kind === 'broken') return below;
  if (below.kind !== 'list' || above.kind !== 'list') return above;
  return { kind: 'list', items: [...below.items, ...above.items], span: above.span };
}

/** Maps whose short form is the value at `key`; how the parts merge is for `mergeAt` to say. */
function spelledOut(key: string, mergeAt: (key: string) => Merge): Merge {
  const whole = (node: Node): Node => {
    if (node.kind === 'map' || node.kind === 'broken' || isNull(node)) return node;
    return { kind: 'map', entries: new Map([[key, { key: keyAt(key, node), value: node }]]), span: node.span };
  };
  const merge = mapsWith(mergeAt);
  return (below, above) => merge(whole(below), whole(above));
}

function keyAt(text: string, { span }: Node): ScalarNode {
  return { kind: 'scalar', type: 'string', value: text, text, style: 'plain', span, contentStart: null };
}

/** Merges maps key by key; anything else replaces, but what is malformed below leaves the whole malformed. */
function mapsWith(mergeAt: (key: string) => Merge, nullDrops = false): Merge {
  return (below, above) => {
    if (above.kind !== 'map') return above;
    if (below.kind === 'broken') return below;
    return below.kind === 'map' ? mergeMaps(below, above, mergeAt, nullDrops) : above;
  };
}

function mergeMaps(below: MapNode, above: MapNode, mergeAt: (key: string) => Merge, nullDrops: boolean): MapNode {
  const entries = new Map<string, MapEntry>(below.entries);
  for (const [name, { key, value }] of above.entries) {
    const inherited = entries.get(name);
    if (inherited === undefined) entries.set(name, { key, value });
    else if (nullDrops && isNull(value) && !isNull(inherited.value)) entries.delete(name);
    else entries.set(name, { key, value: mergeAt(name)(inherited.value, value) });
  }
  return { kind: 'map', entries, span: above.span };
}
