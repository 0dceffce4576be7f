import type { Diagnostic } from '../model/diagnostic.ts';
import { isJobKey } from '../model/job-keys.ts';
import { nodeAt, walk, type ListNode, type MapNode, type Node, type Path, type ScalarNode } from './tree/node.ts';
import { rangeMeant } from './shape/value-hints.ts';
import { insideBody, PARTS_OF_RANGE } from './shape/place.ts';

const YAML_1_1_BOOLEAN = /^(?:yes|no|on|off)$/i;
const VALUES = new Set(['matrix', 'zip', 'exclude', 'include', 'vars', 'env', 'when', 'unless']);

/** Warnings about what YAML makes of a file that is well-formed: each about a place once, however often it is aliased. */
export function remarksOn(root: Node): Diagnostic[] {
  const remarks = new Map<Node, Diagnostic>();
  walk(root, [], (node, path) => {
    if (remarks.has(node)) return;
    const remark =
      node.kind === 'scalar'
        ? (booleanOf11(node, path) ?? keptNewline(node, path) ?? loneRange(node, path, root))
        : node.kind === 'map'
          ? mapAsValue(node, path, root)
          : node.kind === 'list'
            ? lineAsWord(node, path)
            : null;
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

/** A map in a list of values that says what stands in the place of such a list. */
function mapAsValue(node: MapNode, path: Path, root: Node): Diagnostic | null {
  if (path[0] !== 'matrix' || nodeAt(root, path.slice(0, -1))?.kind !== 'list') return null;
  const keys = [...node.entries.keys()];
  const isSource = keys.every((key) => PARTS_OF_RANGE.includes(key) || key === 'values');
  const isSetting = [...node.entries.values()].every(
    ({ value }) => value.kind === 'map' && value.entries.size > 0 && [...value.entries.keys()].every(isJobKey),
  );
  if (keys.length === 0 || !(isSource || isSetting)) return null;
  const meant = isSource ? 'values that it describes are meant' : 'settings of a value are meant';
  return {
    severity: 'warning',
    code: 'one-value',
    message: 'this map is one value here',
    span: node.span,
    hint: `if ${meant}, leave out the list around it: its \`[\` and \`]\`, or the \`- \` before it`,
  };
}

/** A list of the words of a command whose first is a whole line, as other programs list commands. */
function lineAsWord({ items: [first] }: ListNode, path: Path): Diagnostic | null {
  const [key, ...below] = insideBody(path);
  if (key !== 'command' || below.length > 0 || first?.kind !== 'scalar') return null;
  const isPath = /^\.{0,2}\//.test(first.text);
  if (!(isPath ? /\s(?:-|\{\{)/ : /\s/).test(first.text.replace(/^\{\{.*?\}\}/, ''))) return null;
  return {
    severity: 'warning',
    code: 'line-as-word',
    message: 'a list is the words of one command, and its first item is a program: none is called all of this',
    span: first.span,
    hint: 'write lines of a shell below `command: |`, or each word as an item',
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
