import { NUMBER } from './written-number.ts';

/**
 * A text with `{name}` where numbers stand, as a regular expression with a group `n0`, `n1`, … for each of the names; or what is wrong with
 * it, in words.
 */
export type LogPattern =
  | { readonly ok: true; readonly source: string; readonly names: readonly string[] }
  | { readonly ok: false; readonly fault: string; readonly hint?: string };

const PLACEHOLDER = /\{([A-Za-z_][\w./@-]*)\}/g;

/** Reads `acc={accuracy} loss={loss}`: blanks stand for any number of blanks, all else for itself. */
export function parseLogPattern(text: string): LogPattern {
  const names: string[] = [];
  let source = '';
  let at = 0;
  for (const { 0: placeholder, 1: name = '', index } of text.matchAll(PLACEHOLDER)) {
    if (names.includes(name))
      return { ok: false, fault: `\`{${name}}\` stands in it twice`, hint: 'give each number a name of its own' };
    if (index === at && names.length > 0) {
      return { ok: false, fault: 'two numbers stand in it with nothing between them', hint: 'write what parts them' };
    }
    // A number that a pattern begins with is one from its beginning on.
    source += `${index === 0 ? String.raw`(?<![\w.])` : literally(text.slice(at, index))}(?<n${names.length}>${NUMBER})`;
    names.push(name);
    at = index + placeholder.length;
  }
  if (names.length === 0) {
    return { ok: false, fault: 'no number has a name in it', hint: 'write `{accuracy}` where the number stands' };
  }
  return { ok: true, source: source + literally(text.slice(at)), names };
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`).replace(/[ \t]+/g, String.raw`[ \t]+`);
}

/** What a number may look like that a pattern for digits and a point reads a part of. */
const SMALL = { number: '1e-3', begins: /^1$/, rest: 'e-3' };

/**
 * The first named group of a regular expression that would take but the beginning of a number such as `1e-3`; null for none that surely
 * would.
 */
export function groupThatCuts(pattern: string): string | null {
  for (const { name, body, rest } of groupsOf(pattern)) {
    const taken = matchAtStart(body, SMALL.number);
    if (taken !== null && SMALL.begins.test(taken) && matchAtStart(rest, SMALL.rest) !== null) return name;
  }
  return null;
}

/** What an expression matches at the very start of a text; null for nothing, and where it is no whole expression. */
function matchAtStart(source: string, text: string): string | null {
  try {
    return new RegExp(`^(?:${source})`).exec(text)?.[0] ?? null;
  } catch {
    return null;
  }
}

interface Group {
  readonly name: string;
  readonly body: string;
  /** What follows it. */
  readonly rest: string;
}

function* groupsOf(pattern: string): Generator<Group> {
  for (const { 0: head, 1: name = '', index } of pattern.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)) {
    const start = index + head.length;
    const end = endOfGroup(pattern, start);
    yield { name, body: pattern.slice(start, end), rest: pattern.slice(end + 1) };
  }
}

/** Where the group ends whose content begins at `start`. */
function endOfGroup(pattern: string, start: number): number {
  let depth = 1;
  let isInClass = false;
  for (let at = start; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '\\') at += 1;
    else if (character === ']') isInClass = false;
    else if (isInClass) continue;
    else if (character === '[') isInClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return pattern.length;
}
