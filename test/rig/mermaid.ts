import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A flowchart of the kind that plans are told in, which is a small part of what Mermaid can read. */
export interface Flowchart {
  readonly groups: readonly { readonly name: readonly string[]; readonly nodes: readonly string[] }[];
  readonly nodes: ReadonlyMap<string, { readonly lines: readonly string[]; readonly look: string }>;
  readonly edges: readonly { readonly from: string; readonly arrow: string; readonly to: string }[];
  /** The names of the classes that are defined. */
  readonly looks: readonly string[];
}

/** A quoted string that means nothing to Mermaid: letters, digits, harmless signs, character codes, line breaks. */
const TEXT = String.raw`"((?:[\p{L}\p{N} _.,:=/+-]|#\d+;|<br>)+)"`;

const GROUP = new RegExp(String.raw`^  subgraph s\d+\[${TEXT}\]$`, 'u');
const NODE = new RegExp(String.raw`^(  (?:  )?)(j\d+)\[${TEXT}\]:::([a-z]+)$`, 'u');
const EDGE = /^ {2}(j\d+) (-->|-\.->|-\.->\|failure\|) (j\d+)$/;
const LOOK = /^ {2}classDef ([a-z]+) (?:[a-z]+:#[0-9a-f]{6},?)+$/;

/**
 * Reads a flowchart, a statement a line.
 * @throws Error at a line that is not exactly one of those that a plan may have, and for names that nothing defines.
 */
export function readFlowchart(text: string): Flowchart {
  const [head, ...lines] = text.split('\n');
  if (head !== 'flowchart LR' || lines.pop() !== '') throw new Error('not a flowchart of whole lines');
  const groups: { name: string[]; nodes: string[] }[] = [];
  const nodes = new Map<string, { lines: string[]; look: string }>();
  const edges: { from: string; arrow: string; to: string }[] = [];
  const looks: string[] = [];
  let open: { name: string[]; nodes: string[] } | null = null;
  for (const line of lines) {
    const [, name] = GROUP.exec(line) ?? [];
    const [, indent, node, label, look] = NODE.exec(line) ?? [];
    const [, from, arrow, to] = EDGE.exec(line) ?? [];
    const [, defined] = LOOK.exec(line) ?? [];
    if (name !== undefined && open === null) open = { name: linesOf(name), nodes: [] };
    else if (line === '  end' && open !== null) {
      groups.push(open);
      open = null;
    } else if (node !== undefined && !nodes.has(node) && indent?.length === (open === null ? 2 : 4)) {
      nodes.set(node, { lines: linesOf(label ?? ''), look: look ?? '' });
      open?.nodes.push(node);
    } else if (open === null && from !== undefined && arrow !== undefined && to !== undefined) {
      edges.push({ from, arrow, to });
    } else if (open === null && defined !== undefined) looks.push(defined);
    else throw new Error(`not a statement here: ${line}`);
  }
  if (open !== null) throw new Error('a group does not end');
  const unknown = edges.flatMap(({ from, to }) => [from, to]).filter((node) => !nodes.has(node));
  const undefinedLooks = [...nodes.values()].map(({ look }) => look).filter((look) => !looks.includes(look));
  if (unknown.length + undefinedLooks.length > 0)
    throw new Error(`not defined: ${[...unknown, ...undefinedLooks].join()}`);
  return { groups, nodes, edges, looks };
}

function linesOf(text: string): string[] {
  return text
    .split('<br>')
    .map((line) => line.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
}

interface Mermaid {
  readonly default: { readonly parse: (text: string) => Promise<unknown> };
}

/**
 * Mermaid's own parser, from the folder where `SWEEP_MERMAID` says that the package is installed; null without one. It
 * is large, so `.ci/run` fetches it, and nobody else has to.
 */
export async function mermaidParser(): Promise<((text: string) => Promise<unknown>) | null> {
  const folder = process.env['SWEEP_MERMAID'];
  if (folder === undefined) return null;
  const load = (path: string): Promise<unknown> => import(pathToFileURL(join(folder, 'node_modules', path)).href);
  // Mermaid cleans labels of HTML, for which it needs a browser; whether a text is accepted does not depend on it.
  const { default: purify } = (await load('dompurify/dist/purify.es.mjs')) as { default: object };
  Object.assign(purify, { addHook: () => undefined, sanitize: (text: string) => text });
  const { default: mermaid } = (await load('mermaid/dist/mermaid.core.mjs')) as Mermaid;
  return (text) => mermaid.parse(text);
}
