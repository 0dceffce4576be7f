import type { Node } from './node.ts';

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
