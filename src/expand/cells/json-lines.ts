import type { Diagnostic, Span } from '../../model/diagnostic.ts';
import type { Scalar, Text } from '../../language/spec.ts';
import { faultyTable, type ReadTable, type Table, type TableRow } from './table.ts';

/** A key of a map of JSON with its value, each with its place. */
interface Member {
  readonly key: Text;
  readonly value: Scalar;
}

/**
 * Reads a JSON map from each line of a file; lines without any text count for nothing. Numbers stay as they are spelled, a list or a map
 * is one value, and `null` is absence. The columns are all keys that some line has. `file` is how spans name it.
 */
export function readJsonLines(text: string, file: string): ReadTable {
  const lines: { readonly members: readonly Member[]; readonly span: Span }[] = [];
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const offset = start + line.length - line.trimStart().length;
    const json = line.trim();
    start += line.length + 1;
    if (json === '') continue;
    const span = { file, start: offset, end: offset + json.length };
    const found = membersOf(json, span);
    diagnostics.push(...found.diagnostics);
    lines.push({ members: found.members, span });
  }
  return diagnostics.length > 0 ? { table: null, diagnostics } : { table: tableOf(lines), diagnostics };
}

function tableOf(lines: readonly { readonly members: readonly Member[]; readonly span: Span }[]): Table {
  const places = new Map<string, number>();
  const header: Text[] = [];
  for (const { key } of lines.flatMap(({ members }) => members)) {
    if (places.has(key.text)) continue;
    places.set(key.text, header.length);
    header.push(key);
  }
  const rows = lines.map(({ members, span }): TableRow => {
    const cells: (Scalar | undefined)[] = header.map(() => undefined);
    for (const { key, value } of members) cells[places.get(key.text) ?? 0] = value;
    return { cells, span };
  });
  return { header, rows };
}

function membersOf(json: string, span: Span): { members: Member[]; diagnostics: Diagnostic[] } {
  const refused = (message: string, at = span) => ({ members: [], diagnostics: [faultyTable(message, at)] });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const place = / at position (\d+)/.exec((error as Error).message)?.[1];
    const start = span.start + Math.min(Number(place ?? 0), json.length - 1);
    return refused('this line is not JSON', place === undefined ? span : { ...span, start });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('this line is not a map from column to value');
  }
  const members = split(json, span);
  const seen = new Map<string, Text>();
  const diagnostics = members.flatMap(({ key }): Diagnostic[] => {
    const first = seen.get(key.text);
    if (first === undefined) seen.set(key.text, key);
    if (first === undefined) return [];
    return [
      {
        ...faultyTable(`this line has \`${key.text}\` twice`, key.span),
        related: [{ message: 'the other one', span: first.span }],
      },
    ];
  });
  return { members, diagnostics };
}

/** The members of a map, in the order of its text, which must be JSON. */
function split(json: string, span: Span): Member[] {
  const members: Member[] = [];
  const part = (from: number, to: number): Span => ({ ...span, start: span.start + from, end: span.start + to });
  let depth = 0;
  let key: Text | null = null;
  let value: readonly [number, number] | null = null;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const end = index + token.length;
    if (token === '}' || token === ']') depth -= 1;
    if (depth === 1 && token === ':') continue;
    if ((depth === 1 && token === ',') || depth === 0) {
      if (key !== null && value !== null) members.push({ key, value: valueOf(json.slice(...value), part(...value)) });
      [key, value] = [null, null];
    } else if (key === null) {
      key = { text: JSON.parse(token) as string, span: part(index, end), contentStart: null };
    } else {
      value = [value?.[0] ?? index, end];
    }
    if (token === '{' || token === '[') depth += 1;
  }
  return members;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

function valueOf(json: string, span: Span): Scalar {
  const contentStart = null;
  if (json.startsWith('"')) return { text: JSON.parse(json) as string, type: 'string', span, contentStart };
  if (json === 'null') return { text: json, type: 'null', span, contentStart };
  if (json === 'true' || json === 'false') return { text: json, type: 'boolean', span, contentStart };
  if (!/^[[{]/.test(json)) return { text: json, type: 'number', span, contentStart };
  const compact = json.replaceAll(/"(?:[^"\\]|\\.)*"|\s+/g, (token) => (token.startsWith('"') ? token : ''));
  return { text: compact, type: 'json', span, contentStart };
}
