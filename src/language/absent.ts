import { isNull, type MapEntry, type MapNode, type Node } from './tree/node.ts';

/** Tells which parts of a tree come from a base. */
type IsFromBase = (node: Node) => boolean;

/**
 * A sweep without what bases say about axes that it lacks. Such an axis is absent everywhere, so a condition on it either
 * says nothing or is never met, and then what hangs on it goes too.
 */
export function withoutAbsentAxes(root: MapNode, isFromBase: IsFromBase): MapNode {
  const axes = axesOf(root);
  const settle = (condition: Node): Node | null => (isFromBase(condition) ? settled(condition, axes) : condition);
  const entries = new Map<string, MapEntry>();
  for (const [key, { key: name, value }] of root.entries) {
    entries.set(key, { key: name, value: partWithout(key, value, settle) });
  }
  return { ...root, entries };
}

type Settle = (condition: Node) => Node | null;

function partWithout(key: string, node: Node, settle: Settle): Node {
  if (key === 'exclude' && node.kind === 'list') {
    return { ...node, items: node.items.map((item) => excluded(item, settle)).filter((item) => item !== null) };
  }
  if (key === 'rules' && node.kind === 'list') {
    return { ...node, items: node.items.map((item) => guarded(item, settle)).filter((item) => item !== null) };
  }
  if (key === 'matrix') return eachOf(node, (axis) => guarded(axis, settle));
  if (key !== 'stages') return node;
  return eachOf(node, (stage) =>
    stage.kind === 'map' ? eachOf(stage, (part, name) => partWithout(name, part, settle)) : stage,
  );
}

/** One that takes out every cell stays as it is, since there is no other way to say that: it is found fault with later. */
function excluded(condition: Node, settle: Settle): Node | null {
  const settled = settle(condition);
  return settled?.kind === 'map' && settled.entries.size === 0 ? condition : settled;
}

function eachOf(node: Node, change: (value: Node, key: string) => Node | null): Node {
  if (node.kind !== 'map') return node;
  const changed = [...node.entries].flatMap(([name, { key, value }]): [string, MapEntry][] => {
    const kept = change(value, name);
    return kept === null ? [] : [[name, { key, value: kept }]];
  });
  return { ...node, entries: new Map(changed) };
}

/** A rule or an axis with its conditions settled; null if it holds for no cell. */
function guarded(node: Node, settle: Settle): Node | null {
  if (node.kind !== 'map') return node;
  const entries = new Map(node.entries);
  for (const name of ['when', 'unless']) {
    const entry = entries.get(name);
    if (entry?.value.kind !== 'map') continue;
    const condition = settle(entry.value);
    const holdsAlways = condition?.kind === 'map' && condition.entries.size === 0;
    if (name === 'when' ? condition === null : holdsAlways) return null;
    if (condition === null || holdsAlways) entries.delete(name);
    else entries.set(name, { key: entry.key, value: condition });
  }
  return { ...node, entries };
}

/** A condition without entries that absence meets; null if it is never met. */
function settled(condition: Node, axes: ReadonlySet<string>): Node | null {
  if (condition.kind !== 'map') return condition;
  const entries = [...condition.entries];
  const absent = entries.filter(([axis]) => !axes.has(axis));
  if (!absent.every(([, { value }]) => acceptsAbsence(value))) return null;
  return { ...condition, entries: new Map(entries.filter(([axis]) => axes.has(axis))) };
}

function acceptsAbsence(value: Node): boolean {
  return value.kind === 'list' ? value.items.some(isNull) : isNull(value);
}

/** The axes of a sweep: those of its matrix and tables, else those that its included cells name. */
function axesOf(root: MapNode): ReadonlySet<string> {
  const matrix = root.entries.get('matrix')?.value;
  const tables = itemsOf(root, 'zip');
  if (matrix === undefined && tables.length === 0) return new Set(itemsOf(root, 'include').flatMap(keysOf));
  return new Set([...(matrix === undefined ? [] : keysOf(matrix)), ...tables.flatMap(columnsOf)]);
}

function itemsOf(root: MapNode, key: string): readonly Node[] {
  const node = root.entries.get(key)?.value;
  return node?.kind === 'list' ? node.items : [];
}

function keysOf(node: Node): string[] {
  return node.kind === 'map' ? [...node.entries.keys()] : [];
}

/** The axes of a zip table: its keys, or the columns that it takes from a file. */
function columnsOf(table: Node): string[] {
  const { table: file, columns } = table.kind === 'map' ? Object.fromEntries(table.entries) : {};
  if (file?.value.kind !== 'scalar' || columns?.value.kind !== 'list') return keysOf(table);
  return columns.value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
}
