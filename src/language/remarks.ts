import type { Diagnostic } from '../model/diagnostic.ts';
import { nodeAt, walk, type Node, type Path, type ScalarNode } from './tree/node.ts';
import { rangeMeant } from './shape/value-hints.ts';
import { insideBody } from './shape/place.ts';

const YAML_1_1_BOOLEAN = /^(?:yes|no|on|off)$/i;
const VALUES = new Set(['matrix', 'zip', 'exclude', 'include', 'vars', 'env', 'when', 'unless']);

/** Warnings about what YAML makes of a file that is well-formed: each about a place once, however often it is aliased. */
export function remarksOn(root: Node): Diagnostic[] {
  const remarks = new Map<Node, Diagnostic>();
  walk(root, [], (node, path) => {
    if (node.kind !== 'scalar' || remarks.has(node)) return;
    const remark = booleanOf11(node, path) ?? keptNewline(node, path) ?? loneRange(node, path, root);
    if (remark !== null) remarks.set(node, remark);
  });
  return [...remarks.values()];
}

function booleanOf11(node: ScalarNode, path: Path): Diagnostic | null {
  const [key] = insideBody(path);
  if (key === undefined || !VALUES.has(key)) return null;
  if (node.style !== 'plain' || node.type !== 'string' || !YAML_1_1_BOOLEAN.test(node.text)) return null;
  const truth = /^(?:yes|on)$/i.test(node.text);
  return {
    severity: 'warning',
    code: 'yaml-1.1-boolean',
    message: `\`${node.text}\` is a text in YAML 1.2, not \`${truth}\``,
    span: node.span,
    hint: `write \`"${node.text}"\` if the text is meant, else \`${truth}\``,
  };
}

/** A list of one text that other programs read as several values. */
function loneRange(node: ScalarNode, path: Path, root: Node): Diagnostic | null {
  if (path[0] !== 'matrix' || node.style !== 'plain' || node.type !== 'string') return null;
  const list = nodeAt(root, path.slice(0, -1));
  if (list?.kind !== 'list' || list.items.length > 1) return null;
  const range = rangeMeant(node.text);
  const numbers = NUMBERS.test(node.text) ? `[${node.text.split(/\s+/).join(', ')}]` : null;
  const meant = (/^\d+-/.test(node.text) ? null : range) ?? numbers;
  if (meant === null) return null;
  return {
    severity: 'warning',
    code: 'one-value',
    message: `\`${node.text}\` is one value here, a text`,
    span: node.span,
    hint: `write \`${meant}\` in place of the list, or quote it if that is meant`,
  };
}

const NUMBERS = /^-?\d[\d.]*(?: -?\d[\d.]*)+$/;

/** A folded scalar joins its lines by spaces, except around a line that is empty or indented deeper. */
function keptNewline(node: ScalarNode, path: Path): Diagnostic | null {
  const [key] = insideBody(path);
  if (node.style !== 'folded' || (key !== 'command' && key !== 'setup')) return null;
  const newline = node.text.trimEnd().indexOf('\n');
  if (newline === -1) return null;
  const next = node.pieces?.find(({ index }) => index > newline);
  const line = node.text.slice(newline).trimStart().split('\n')[0] ?? '';
  const span = next === undefined ? node.span : { ...node.span, start: next.start, end: next.start + line.length };
  return {
    severity: 'warning',
    code: 'folded-newline',
    message: `\`>\` keeps the newline before this line, so the shell takes \`${key}\` for several commands`,
    span,
    hint: 'indent every line alike, without empty lines between, or use `|` if several commands are meant',
  };
}
