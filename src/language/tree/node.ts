import type { Span } from '../../model/diagnostic.ts';
import type { Scalar } from '../spec.ts';

/**
 * A sweep file as a tree, each part with its place: aliases stand for what they name and merge keys are merged, so a
 * node may be in several places of the tree.
 */
export type Node = ScalarNode | ListNode | MapNode | BrokenNode;

export interface ScalarNode extends Scalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapNode {
  readonly kind: 'map';
  /** By key, in the order of the file, merged ones where the merge stands. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly span: Span;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: Node;
}

/** Something that YAML could not make sense of; what is wrong with it has been said. */
export interface BrokenNode {
  readonly kind: 'broken';
  readonly span: Span;
}

/** Keys and indices from the root to a node. */
export type Path = readonly string[];

/** The nodes one step below `node`. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'map':
      return [...node.entries.values()].map(({ value }) => value);
    case 'list':
      return node.items;
    case 'scalar':
    case 'broken':
      return [];
    default:
      return node satisfies never;
  }
}

/** The node that `path` leads to from `root`; null where it leads nowhere. */
export function nodeAt(root: Node, path: Path): Node | null {
  let node: Node | null = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(step)?.value ?? null;
    else if (node?.kind === 'list') node = node.items[Number(step)] ?? null;
    else return null;
  }
  return node;
}

/** Calls `visit` for a node and all below it, in the order of the file, once for each place where a node stands. */
export function walk(node: Node, path: Path, visit: (node: Node, path: Path) => void): void {
  visit(node, path);
  if (node.kind === 'list') node.items.forEach((item, index) => walk(item, [...path, String(index)], visit));
  if (node.kind === 'map') for (const [key, { value }] of node.entries) walk(value, [...path, key], visit);
}

/**
 * A tree as plain values, as the validator takes them. What is repeated by aliases is one object. Broken nodes are
 * null. Maps have no prototype, so that no key of theirs can be mistaken for what objects inherit.
 */
export function plainValue(root: Node): unknown {
  const values = new Map<Node, unknown>();
  const read = (node: Node): unknown => {
    if (node.kind === 'broken') return null;
    if (node.kind === 'scalar') return node.value;
    if (!values.has(node)) values.set(node, node.kind === 'list' ? node.items.map(read) : readMap(node.entries, read));
    return values.get(node);
  };
  return read(root);
}

function readMap(entries: ReadonlyMap<string, { readonly value: Node }>, read: (node: Node) => unknown): object {
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of entries) map[key] = read(value);
  return map;
}

/** Whether it is the `null` of YAML, which unsets or drops. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.type === 'null';
}

/**
 * The node as what the schema has found it to be.
 * @throws Error if it is something else: a value that the schema should have refused.
 */
export function scalar(node: Node): ScalarNode {
  if (node.kind !== 'scalar') throw new Error(`a scalar was expected, not a ${node.kind}`);
  return node;
}

/** An axis value: a scalar as it is spelled, a list or a map as compact JSON. */
export function axisValue(node: Node): Scalar {
  if (node.kind === 'scalar') return node;
  return { text: compactJson(node), type: 'json', span: node.span, contentStart: null };
}

/** A node as JSON without spaces, numbers spelled as in the file where JSON spells them so too. */
function compactJson(node: Node): string {
  switch (node.kind) {
    case 'list':
      return `[${node.items.map(compactJson).join(',')}]`;
    case 'map':
      return `{${[...node.entries].map(([key, { value }]) => `${JSON.stringify(key)}:${compactJson(value)}`).join(',')}}`;
    case 'scalar': {
      const isSpelled = node.type === 'number' && JSON_NUMBER.test(node.text);
      const isFinite = typeof node.value !== 'number' || Number.isFinite(node.value);
      return isSpelled ? node.text : JSON.stringify(isFinite ? node.value : node.text);
    }
    case 'broken':
      throw new Error('a malformed value cannot be inserted');
    default:
      return node satisfies never;
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** The same for a list. */
export function listOf(node: Node): ListNode {
  if (node.kind !== 'list') throw new Error(`a list was expected, not a ${node.kind}`);
  return node;
}

/** The same for a map. */
export function mapOf(node: Node): MapNode {
  if (node.kind !== 'map') throw new Error(`a map was expected, not a ${node.kind}`);
  return node;
}
