import { parseLogPattern } from '../../model/text/log-pattern.ts';
import { writtenApart } from '../../model/text/terminal-codes.ts';
import { isCutShort, valueIn } from '../../model/text/written-number.ts';
import { TOO_MANY_ROWS, unreadable, type Found } from '../numbers.ts';
import { Rows } from './rows.ts';

/** What of a longer line is not looked at, characters. */
const LONGEST_LINE = 10_000;

/** A regular expression, and what its groups give that do not bear the name of that. */
interface Matcher {
  readonly expression: RegExp;
  readonly names: ReadonlyMap<string, string>;
}

/** What a log says wherever a pattern matches, each match a row. A carriage return ends a line as a newline does, and a move of the cursor too. */
export function readLog(
  text: string,
  { kind, pattern }: { readonly kind: 'log' | 'regex'; readonly pattern: string },
): Found {
  const matcher = matcherOf(kind, pattern);
  if (matcher === null) return unreadable('has no pattern to be read by');
  const rows = new Rows();
  let cut: string | null = null;
  for (const line of linesOf(text)) {
    for (const match of line.matchAll(matcher.expression)) {
      const said = saidBy(match, matcher);
      cut ??= said.find(({ from, to, value }) => typeof value === 'number' && isCutShort(line, from, to))?.name ?? null;
      rows.add(said.map(({ name, value }) => [name, value] as const));
      if (rows.areTooMany) return unreadable(TOO_MANY_ROWS);
    }
  }
  return { numbers: rows.finish(), problem: cut === null ? null : `is read by a pattern that cuts \`${cut}\` short` };
}

function* linesOf(text: string): Generator<string, void> {
  for (const [whole] of text.matchAll(/[^\r\n]+/g))
    for (const line of writtenApart(whole)) yield line.slice(0, LONGEST_LINE);
}

function matcherOf(kind: 'log' | 'regex', pattern: string): Matcher | null {
  if (kind === 'regex') return compiled(pattern, new Map());
  const parsed = parseLogPattern(pattern);
  return parsed.ok ? compiled(parsed.source, new Map(parsed.names.map((name, at) => [`n${at}`, name]))) : null;
}

/** Null where the expression is none, as where a journal names one that this version of Node does not know. */
function compiled(source: string, names: ReadonlyMap<string, string>): Matcher | null {
  try {
    return { expression: new RegExp(source, 'dg'), names };
  } catch {
    return null;
  }
}

interface Said {
  readonly name: string;
  readonly value: number | string;
  readonly from: number;
  readonly to: number;
}

function saidBy(match: RegExpExecArray, { names }: Matcher): readonly Said[] {
  // A group that takes no part has no place.
  const places: Readonly<Record<string, readonly [number, number] | undefined>> = match.indices?.groups ?? {};
  return Object.entries(places).flatMap(([group, place]) => {
    if (place === undefined) return [];
    const [from, to] = place;
    const text = match.input.slice(from, to).trim();
    return text === '' ? [] : [{ name: names.get(group) ?? group, value: valueIn(text), from, to }];
  });
}
