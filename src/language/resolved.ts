import { dirname, join, relative } from 'node:path/posix';
import { withoutAbsentAxes } from './absent.ts';
import type { MapEntry, MapNode, Node, Path, ScalarNode } from './tree/node.ts';
import { printTree } from './tree/print.ts';
import type { Spec } from './spec.ts';

const LEFT_OUT = /^(?:extends|x-.*)$/;

/**
 * The whole sweep as one YAML text that can stand in the place of its file: paths that bases give are relative to it, and
 * what bases say about axes that the sweep lacks has had its effect.
 */
export function resolvedText(
  root: MapNode,
  spec: Pick<Spec, 'file' | 'name'>,
  isFromBase: (node: Node) => boolean,
): string {
  const name: MapEntry = { key: scalarOf('name', root), value: scalarOf(spec.name.text, root) };
  const rest = [...withoutAbsentAxes(root, isFromBase).entries].filter(
    ([key]) => !LEFT_OUT.test(key) && key !== 'name',
  );
  const moved = moveTo(spec.file, { ...root, entries: new Map([['name', name], ...rest]) }, [], isFromBase);
  return printTree(moved);
}

function scalarOf(text: string, { span }: Node): ScalarNode {
  return { kind: 'scalar', type: 'string', value: text, text, style: 'plain', span, contentStart: null };
}

/** The tree with paths that bases give relative to themselves made relative to `file`. */
function moveTo(file: string, node: Node, path: Path, isFromBase: (node: Node) => boolean): Node {
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([step, { key, value }]): [string, MapEntry] => [
      step,
      { key, value: moveTo(file, value, [...path, step], isFromBase) },
    ]);
    return { ...node, entries: new Map(entries) };
  }
  if (node.kind === 'list') {
    return { ...node, items: node.items.map((item, at) => moveTo(file, item, [...path, String(at)], isFromBase)) };
  }
  if (node.kind !== 'scalar' || !isPathOfFile(path) || !isFromBase(node)) return node;
  if (/^(?:\/|\{\{)/.test(node.text)) return node;
  return { ...node, text: join(relative(dirname(file), dirname(node.span.file)), node.text) };
}

/** Whether what stands at a path is relative to the file that says it. */
function isPathOfFile(path: Path): boolean {
  const [first, second, third] = path;
  if (first === 'zip') return third === 'table' ? path.length === 3 : path.at(-1) === 'lines' && path.length === 4;
  if (first === 'matrix') return ['lines', 'glob'].includes(path.at(-1) ?? '') && path.length <= 4 && path.length > 2;
  return (first === 'template' && second === undefined) || (first === 'stages' && third === 'template');
}
