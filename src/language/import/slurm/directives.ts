import type { Note } from '../imported.ts';
import { shellLines } from '../shell-lines.ts';

/** An option in an `#SBATCH` line. */
export interface Directive {
  /** Its long name, without dashes. */
  readonly name: string;
  /** Empty for an option that takes none. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** Where the line stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** The options of one letter, of sbatch(1). */
const LONG: Readonly<Record<string, string>> = {
  a: 'array',
  A: 'account',
  b: 'begin',
  C: 'constraint',
  c: 'cpus-per-task',
  D: 'chdir',
  d: 'dependency',
  e: 'error',
  G: 'gpus',
  H: 'hold',
  i: 'input',
  J: 'job-name',
  k: 'no-kill',
  L: 'licenses',
  M: 'clusters',
  m: 'distribution',
  N: 'nodes',
  n: 'ntasks',
  o: 'output',
  p: 'partition',
  q: 'qos',
  s: 'oversubscribe',
  t: 'time',
  w: 'nodelist',
  x: 'exclude',
};

/** What sbatch reads above the first command of a script, by name: of several the last, as it does. Tells of those that it does not read. */
export function directivesOf(text: string, notes: Note[]): ReadonlyMap<string, Directive> {
  const found = new Map<string, Directive>();
  let start = 0;
  let isAbove = true;
  for (const [index, line] of text.split('\n').entries()) {
    const place = { line: index + 1, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    if (/^#SBATCH\b/.test(line)) {
      if (isAbove) for (const [name, value] of optionsOf(line.slice(7))) found.set(name, { name, value, ...place });
      else
        notes.push({ line: index + 1, says: 'stands below the first command, where sbatch does not read it any more' });
    } else if (!/^\s*(?:#|$)/.test(line)) isAbove = false;
  }
  return found;
}

function optionsOf(said: string): readonly (readonly [name: string, value: string])[] {
  const words = (shellLines(said, '', [])[0]?.tokens ?? []).map(({ given, raw }) => given ?? raw);
  const options: (readonly [string, string])[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, long, value] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    const [, letter = '', beside = ''] = /^-([A-Za-z])=?(.*)$/s.exec(word) ?? [];
    const name = long ?? LONG[letter];
    if (name === undefined) continue;
    const next = words[at + 1];
    const said = value ?? (beside === '' ? undefined : beside);
    const takesNext = said === undefined && next !== undefined && !next.startsWith('-');
    if (takesNext) at += 1;
    options.push([name, said ?? (takesNext ? next : '')]);
  }
  return options;
}
