import type { Dirent } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Lists a folder: nothing where there is none, or where it may not be read. */
export type List = (folder: string) => readonly Dirent[];

/** A `List` that reads each folder once. */
export function listOnce(): List {
  const known = new Map<string, readonly Dirent[]>();
  return (folder) => {
    let entries = known.get(folder);
    if (entries === undefined) {
      entries = entriesOf(folder);
      known.set(folder, entries);
    }
    return entries;
  };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * The files that `pattern` matches, each once, as the pattern spells the way to them. `*` and `?` match within a name,
 * `[a-z]` and `[!a-z]` one character, `{a,b}` either; `**` any number of folders, but none through a symbolic link.
 * A leading dot must be written out. As in bash with `globstar`, but for files alone.
 *
 * @param root what a pattern that is not absolute is relative to
 */
export function glob(root: string, pattern: string, list: List): readonly string[] {
  const found = new Set<string>();
  for (const one of expandBraces(pattern)) {
    const absolute = one.startsWith('/');
    const steps = one.split('/').filter((step) => step !== '' && step !== '.');
    descend({ root: absolute ? '' : root, list, found }, absolute ? '/' : '', steps);
  }
  return [...found];
}

interface Search {
  readonly root: string;
  readonly list: List;
  readonly found: Set<string>;
}

/** Follows `steps` from the folder `here`, which ends in a slash unless it is the root of the search. */
function descend(search: Search, here: string, steps: readonly string[]): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === '**') return descendAnywhere(search, here, rest);
  if (!isGlob(step)) return enter(search, here + unescape(step), rest);
  const matches = stepMatcher(step);
  for (const entry of search.list(join(search.root, here))) {
    if (matches(entry.name)) enter(search, here + entry.name, rest);
  }
}

function enter(search: Search, path: string, rest: readonly string[]): void {
  if (rest.length > 0) descend(search, `${path}/`, rest);
  else if (isFile(join(search.root, path))) search.found.add(path);
}

function descendAnywhere(search: Search, here: string, rest: readonly string[]): void {
  descend(search, here, rest.length === 0 ? ['*'] : rest);
  for (const entry of search.list(join(search.root, here))) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) descendAnywhere(search, `${here}${entry.name}/`, rest);
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

const unescape = (step: string): string => step.replace(/\\(.)/g, '$1');

/** Whether a name matches one step of a pattern. */
function stepMatcher(step: string): (name: string) => boolean {
  let source = '';
  for (let at = 0; at < step.length; at += 1) {
    const char = step[at] ?? '';
    const next = step[at + 1];
    const bracket = char === '[' ? /^\[([!^]?)(\]?[^\]]*)\]/.exec(step.slice(at)) : null;
    if (bracket !== null) {
      source += `[${bracket[1] === '' ? '' : '^'}${(bracket[2] ?? '').replace(/[\\\][&^]/g, '\\$&')}]`;
      at += bracket[0].length - 1;
    } else if (char === '\\' && next !== undefined) {
      source += literally(next);
      at += 1;
    } else if (char === '*') source += '.*';
    else if (char === '?') source += '.';
    else source += literally(char);
  }
  const expression = asExpression(`^(?:${source})$`);
  const mayHide = step.startsWith('.');
  return (name) => (mayHide || !name.startsWith('.')) && (expression?.test(name) ?? false);
}

const literally = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

/** Null for a range that runs backwards, which matches nothing. */
function asExpression(source: string): RegExp | null {
  try {
    return new RegExp(source, 'su');
  } catch {
    return null;
  }
}

/** `a{b,c}d` as `abd` and `acd`; braces may nest; those without a comma stand for themselves. */
export function expandBraces(pattern: string): readonly string[] {
  const open = findChoice(pattern);
  if (open === null) return [pattern];
  const [before, after] = [pattern.slice(0, open.from), pattern.slice(open.to + 1)];
  const tails = expandBraces(after);
  return open.choices.flatMap(expandBraces).flatMap((choice) => tails.map((tail) => before + choice + tail));
}

interface Choice {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly string[];
}

/** The first `{…}` with a comma at its own level. */
function findChoice(pattern: string): Choice | null {
  for (let from = pattern.indexOf('{'); from >= 0; from = pattern.indexOf('{', from + 1)) {
    if (pattern[from - 1] === '\\') continue;
    const choice = readChoice(pattern, from);
    if (choice !== null) return choice;
  }
  return null;
}

function readChoice(pattern: string, from: number): Choice | null {
  const choices: string[] = [];
  let begun = from + 1;
  let depth = 0;
  for (let at = begun; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}' && depth > 0) depth -= 1;
    else if (char === ',' && depth === 0) {
      choices.push(pattern.slice(begun, at));
      begun = at + 1;
    } else if (char === '}') {
      if (choices.length === 0) return null;
      return { from, to: at, choices: [...choices, pattern.slice(begun, at)] };
    }
  }
  return null;
}
