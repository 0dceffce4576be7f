/** A text that is known for a task, and where it is from. */
export interface Known {
  readonly text: string;
  readonly from: Origin | null;
}

/** A line of a file, or a field of one. */
export interface Origin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Null for the whole of it. */
  readonly field: { readonly separator: string; readonly number: number } | null;
}

/** What a variable of the shell holds: a text, or those of an array. */
export type Variable = Known | readonly Known[];

/** What blanks part, as the shell and awk have them by default. */
export const BLANKS = 'blanks';

/** A text that is from no file. */
export function plain(text: string): Known {
  return { text, from: null };
}

/** One of the fields that a line has been split into, from 1. */
export function fieldOf({ from }: Known, text: string, separator: string, number: number): Known {
  return { text, from: from?.field === null ? { ...from, field: { separator, number } } : null };
}

/** What a script has and what it can read, for one task or for all of them. */
export interface Scope {
  get: (name: string) => Variable | undefined;
  /** The lines of a file; null where it cannot be read. */
  linesOf: (path: string) => readonly Known[] | null;
  /** What `$(…)` is in it; null where that is not known. */
  outputOf: (command: string) => Known | null;
  /** Hears of what is asked for and is not there, such as the line behind the last: the shell has nothing then. */
  lacks: (what: string) => void;
}
