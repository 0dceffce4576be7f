import { expandBraces } from './braces.ts';
import { namePattern, oddityOfName, type NamePattern } from './name-pattern.ts';

/** The most patterns that a glob may stand for by its braces. */
const MOST_ALTERNATIVES = 1_000;

/** No path that is longer can be opened (PATH_MAX of Linux). */
const MOST_CHARACTERS = 4_096;

/** Whether a path names files by pattern. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** The folder that all files of a glob lie in; `.` for the folder that the glob is relative to. */
export function globRoot(glob: string): string {
  const segments = glob.split('/');
  const fixed = segments
    .slice(
      0,
      segments.findIndex((segment) => /[*?[{\\]/.test(segment)),
    )
    .join('/');
  return fixed !== '' ? fixed : glob.startsWith('/') ? '/' : '.';
}

/** A glob, or what is wrong with it, in words, and what may be done about it. */
export type ParsedGlob =
  { readonly ok: true; readonly glob: Glob } | { readonly ok: false; readonly fault: string; readonly hint: string };

/**
 * Reads a pattern of paths: `*` and `?` match within a name, `[a-z]` and `[!a-z]` one character, `{a,b}` either, `**` as a
 * whole step any number of folders; a backslash takes the meaning from what follows it. A leading dot must be written
 * out. As in bash with `globstar`, but that a pattern at whose end `**` stands means files at any depth.
 */
export function parseGlob(pattern: string): ParsedGlob {
  if (pattern.length > MOST_CHARACTERS) {
    const fault = `this glob is longer than ${MOST_CHARACTERS.toLocaleString('en')} characters`;
    return { ok: false, fault, hint: 'write several shorter ones' };
  }
  const alternatives = expandBraces(pattern, MOST_ALTERNATIVES);
  if (alternatives === null) {
    const fault = `the braces of this glob stand for more than ${MOST_ALTERNATIVES.toLocaleString('en')} patterns`;
    return { ok: false, fault, hint: 'use `*` where the names need not be told apart' };
  }
  return { ok: true, glob: new Glob(alternatives) };
}

/**
 * What of a glob can hardly be meant, in a sentence, to be told where it matches nothing: what is opened and never closed stands
 * for itself, and a class may hold nothing. Null where there is no such thing.
 */
export function oddityOf(pattern: string): string | null {
  for (const name of namesIn(pattern)) {
    const oddity = oddityOfName(name);
    if (oddity !== null) return oddity;
  }
  const braces = pattern.replaceAll(/\\.|\[[^\]]*\]/gsu, '');
  const opened = braces.split('{').length - braces.split('}').length;
  return opened > 0 ? '`{` is not closed in it, so it stands for itself' : null;
}

/** Follows paths name by name, so that whoever searches a tree looks only at folders that can hold a match. */
export class Glob {
  /** Before the first name of a path that begins with a slash. */
  readonly absolute: GlobState;
  /** Before the first name of any other path. */
  readonly relative: GlobState;

  constructor(alternatives: readonly string[]) {
    const matchers = new Map<string, NamePattern>();
    const begin = (those: readonly string[]) =>
      new GlobState(those.flatMap((pattern) => stepsOf(namesIn(pattern), matchers) ?? []));
    this.absolute = begin(alternatives.filter((pattern) => pattern.startsWith('/')));
    this.relative = begin(alternatives.filter((pattern) => !pattern.startsWith('/')));
  }

  /** Whether a path is one that the glob names, as far as its names tell: a search enters no link by `**`. */
  matches(path: string): boolean {
    let state = path.startsWith('/') ? this.absolute : this.relative;
    let isMatch = false;
    for (const name of namesIn(path)) ({ isMatch, below: state } = state.enter(name, true));
    return isMatch;
  }
}

/** What of a glob may still follow in a folder. */
export class GlobState {
  /** The names that it asks for as they are. */
  readonly names: ReadonlySet<string>;
  /** Whether any other name may match too, so that the folder must be listed. */
  readonly isOpen: boolean;
  readonly #steps: ReadonlySet<Step>;

  constructor(steps: Iterable<Step>) {
    const reached = new Set<Step>();
    for (const step of steps) reach(step, reached);
    this.#steps = reached;
    const patterns = [...reached].map(({ pattern }) => pattern);
    this.names = new Set(patterns.filter((pattern) => typeof pattern === 'string'));
    this.isOpen = patterns.some((pattern) => typeof pattern !== 'string');
  }

  /** Whether nothing can follow. */
  get isEmpty(): boolean {
    return this.#steps.size === 0;
  }

  /**
   * Whether a file `name` is a match, and what may follow in a folder `name`.
   *
   * @param isFolder whether it is a folder by itself, and no link to one: those `**` does not enter
   */
  enter(name: string, isFolder: boolean): { readonly isMatch: boolean; readonly below: GlobState } {
    let isMatch = false;
    const below: Step[] = [];
    for (const step of this.#steps) {
      const { pattern, next } = step;
      if (pattern === ANY_FOLDERS) {
        if (isFolder && !name.startsWith('.')) below.push(step);
      } else if (typeof pattern === 'string' ? pattern === name : pattern.test(name)) {
        if (next === null) isMatch = true;
        else below.push(next);
      }
    }
    return { isMatch, below: new GlobState(below) };
  }
}

/** Any number of folders. */
const ANY_FOLDERS = Symbol('**');

/** What the next name must be, and the step after it. */
interface Step {
  readonly pattern: NamePattern | typeof ANY_FOLDERS;
  readonly next: Step | null;
}

/** Adds a step, and those that may take its place since it may stand for no folder at all. */
function reach(step: Step, reached: Set<Step>): void {
  for (let at: Step | null = step; at !== null; at = at.next) {
    reached.add(at);
    if (at.pattern !== ANY_FOLDERS) return;
  }
}

function stepsOf(names: readonly string[], matchers: Map<string, NamePattern>): Step | null {
  const all = names.at(-1) === '**' ? [...names, '*'] : names;
  return all.reduceRight<Step | null>((next, text) => {
    if (text === '**') return next?.pattern === ANY_FOLDERS ? next : { pattern: ANY_FOLDERS, next };
    let pattern = matchers.get(text);
    if (pattern === undefined) matchers.set(text, (pattern = namePattern(text)));
    return { pattern, next };
  }, null);
}

function namesIn(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}
