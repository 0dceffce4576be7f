import type { Diagnostic } from '../../model/diagnostic.ts';
import { validate } from '../generated/validate.js';
import { type MapEntry, type MapNode, type Node, type Path, plainValue } from '../tree/node.ts';
import { brokenPath } from './broken.ts';
import { insideBody } from './place.ts';
import { faultsOf } from './violations.ts';

export interface Shape {
  /** The tree with a broken node in place of each key that is of no use. */
  readonly root: MapNode;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether an axis is of no use because of the settings of a value, which may define vars. */
  readonly mayHideVars: boolean;
}

/** Holds a tree against the schema of sweep files. */
export function checkShape(root: MapNode): Shape {
  validate(plainValue(root));
  const faults = faultsOf(validate.errors ?? [], root);
  const paths = [...faults.paths, ...brokenPathsOf(root)];
  return {
    root: withBroken(root, paths.map(brokenPath)),
    diagnostics: faults.diagnostics,
    mayHideVars: paths.some((path) => path[0] === 'matrix' && insideBody(path).length < path.length),
  };
}

/** Where a tree has broken nodes. What aliases repeat is looked into once if it has none. */
export function brokenPathsOf(root: MapNode): Path[] {
  const paths: Path[] = [];
  const sound = new Set<Node>();
  const visit = (node: Node, path: Path): void => {
    if (sound.has(node)) return;
    const before = paths.length;
    if (node.kind === 'broken') paths.push(path);
    if (node.kind === 'list') node.items.forEach((item, index) => visit(item, [...path, String(index)]));
    if (node.kind === 'map') for (const [key, { value }] of node.entries) visit(value, [...path, key]);
    if (paths.length === before) sound.add(node);
  };
  visit(root, []);
  return paths;
}

/** The tree with broken nodes at `paths`, which are made if they are missing. */
export function withBroken(root: MapNode, paths: readonly Path[]): MapNode {
  const whole = breakAt(
    root,
    paths.filter((path) => path.length > 0),
  );
  return whole.kind === 'map' ? whole : root;
}

function breakAt(node: Node, paths: readonly Path[]): Node {
  if (paths.length === 0) return node;
  if (paths.some((path) => path.length === 0)) return { kind: 'broken', span: node.span };
  const below = new Map<string, Path[]>();
  for (const [step = '', ...rest] of paths) {
    const others = below.get(step);
    if (others === undefined) below.set(step, [rest]);
    else others.push(rest);
  }
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item, index) => breakAt(item, below.get(String(index)) ?? [])) };
  }
  if (node.kind !== 'map') return node;
  const entries = new Map<string, MapEntry>(node.entries);
  for (const [step, rest] of below) {
    const entry = entries.get(step) ?? missingAt(step, node);
    entries.set(step, { key: entry.key, value: breakAt(entry.value, rest) });
  }
  return { ...node, entries };
}

function missingAt(step: string, { span }: MapNode): MapEntry {
  const key = { kind: 'scalar', type: 'string', value: step, text: step, style: 'plain', contentStart: null } as const;
  return { key: { ...key, span }, value: { kind: 'broken', span } };
}
