import type { Demand } from './evaluations.ts';
import type { Place } from './quote.ts';
import type { SecondReader } from './second-readers.ts';
import type { CommandWords } from './simple-commands.ts';

/** Stands for an insertion in a text to be read. No shell text can hold it otherwise. */
export const INSERTION = '\0';

/** Where an insertion stands in a shell text. */
export type Site =
  | {
      readonly place: Place;
      /** Whether it is a word, or several, of its own: nothing touches it. */
      readonly alone: boolean;
      /** Whether a plain value would mean something else to the shell here, such as `2` before `>`. */
      readonly needsQuotes: boolean;
      /** What bash evaluates here, in quotes or not; null where it takes the value as it is. */
      readonly only: Demand | null;
      /** What reads the word that it stands in as a program; null if nothing does. */
      readonly readBy: SecondReader | null;
    }
  | { readonly place: null; readonly because: string };

/**
 * What the reader is inside of. `command` is the text itself, `(…)`, `$(…)` and `<(…)`, where words are read afresh;
 * `resumes` says whether a word goes on after it. Arithmetic is `((…))`, `$((…))` and `$[…]`.
 */
export type Frame =
  | CommandFrame
  | { readonly kind: 'arithmetic'; readonly open: string; readonly close: string; depth: number }
  | { readonly kind: 'single' | 'ansi' | 'double' | 'backtick' | 'brace' | 'comment' };

export interface CommandFrame {
  readonly kind: 'command';
  readonly resumes: boolean;
  /** Whether it is `NAME=( … )`. */
  readonly isElements: boolean;
  readonly words: CommandWords;
}

/** Why nothing can be quoted within each of these. */
export const INSIDE: Readonly<Record<Frame['kind'], string>> = {
  command: 'in a command',
  single: "inside `'…'`",
  ansi: "inside `$'…'`",
  double: 'inside `$(…)` within double quotes',
  backtick: 'inside backticks',
  brace: 'inside `${…}`',
  comment: 'in a comment, which a value with a newline would end',
  arithmetic: 'inside arithmetic, which would evaluate it',
};
export const IN_HEREDOC = 'in a here-document';
export const AFTER_DOLLAR = 'right after `$`';
export const AFTER_BACKSLASH = 'right after `\\`';
export const AFTER_NAME = 'right after `$NAME`, whose name it would continue';
export const UNCLOSED = 'in a command with a quote that is never closed';
export const UNCERTAIN = 'after shell text too intricate to tell how this place is read';
