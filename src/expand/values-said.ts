import type { ParamValue } from '../model/plan.ts';
import { canonical, canonicalOf } from './cells/value.ts';

/** Whether a canonical value is one of those that are wanted; null is absence. */
export type Wanted = (value: string | null) => boolean;

/** One of the values that a selector lists. */
export interface ValueSaid {
  /** As it is written there. */
  readonly part: string;
  readonly holds: Wanted;
}

/** The next value of a list: a text in quotes, a list or a map as JSON, or all up to a comma; and the comma behind it. */
const NEXT = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')(?=,|$)|^[[{]/;

/**
 * The values in `V[,V]`. One is a text, a range of numbers `42..44`, `null` for absence, a list or a map as JSON, or any text in quotes,
 * which may have commas.
 */
export function valuesSaid(text: string): readonly ValueSaid[] {
  const said: ValueSaid[] = [];
  for (let rest: string | null = text; rest !== null;) {
    const end = endOfFirst(rest);
    const part = rest.slice(0, end);
    said.push({ part, holds: wanted(part) });
    rest = end < rest.length ? rest.slice(end + 1) : null;
  }
  return said;
}

/** What the value of a job is compared by. */
export function canonicalOfParam({ text, json }: ParamValue): string {
  return typeof json === 'object' ? canonicalOf({ type: 'json', text }) : canonical(text);
}

/** Where the first value of a list ends. */
function endOfFirst(text: string): number {
  const start = NEXT.exec(text)?.[0];
  if (start !== undefined && start.length > 1) return start.length;
  for (let end = text.indexOf(','); end >= 0; end = text.indexOf(',', end + 1)) {
    if (start === undefined || jsonIn(text.slice(0, end)) !== null) return end;
  }
  // What is no JSON after all is a text that begins with a bracket.
  const comma = start === undefined || jsonIn(text) !== null ? -1 : text.indexOf(',');
  return comma < 0 ? text.length : comma;
}

function wanted(part: string): Wanted {
  const [, double, single] = NEXT.exec(part) ?? [];
  const unquoted = double?.replaceAll(/\\(.)/g, '$1') ?? single;
  const literal = canonical(part);
  if (unquoted !== undefined) return (value) => value === canonical(unquoted) || value === literal;
  if (part === 'null') return (value) => value === null || value === literal;
  const [, from, to] = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(part) ?? [];
  if (from !== undefined && to !== undefined) {
    return (value) =>
      value !== null && value.trim() !== '' && Number(value) >= Number(from) && Number(value) <= Number(to);
  }
  const json = jsonIn(part);
  return (value) => value === literal || (json !== null && value === json);
}

/** The canonical form of a list or a map that stands as JSON; null for anything else. */
function jsonIn(text: string): string | null {
  if (!/^[[{]/.test(text)) return null;
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return canonicalOf({ type: 'json', text });
}
