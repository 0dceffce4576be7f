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
const AFTER_BACKSLASH = 'right after `\\`';
const AFTER_NAME = 'right after `$NAME`, whose name it would continue';
export const UNCLOSED = 'in a command with a quote that is never closed';
export const UNCERTAIN = 'after shell text too intricate to tell how this place is read';

/** What ends a word. */
export const DELIMITER = /[\s;&|()<>]/;

/** What an insertion that comes next would change the meaning of. */
export type Touched = 'dollar' | 'name' | 'backslash' | null;

/** What stands around an insertion: what it touches, whether a word goes on before it, and the character after it. */
interface Surroundings {
  readonly touches: Touched;
  readonly inWord: boolean;
  readonly next: string;
}

/** The site of an insertion that stands within `frames`, the outermost first. */
export function siteWithin(frames: readonly Frame[], { touches, inWord, next }: Surroundings): Site {
  if (touches === 'dollar') return { place: null, because: AFTER_DOLLAR };
  if (touches === 'backslash') return { place: null, because: AFTER_BACKSLASH };
  const outer = frames.find((frame) => frame.kind !== 'command');
  if (outer === undefined) {
    const alone = !inWord && (next === '' || DELIMITER.test(next));
    return { place: 'bare', alone, needsQuotes: touches === 'name' || next === '<' || next === '>', ...AS_IT_IS };
  }
  if (touches === 'name') return { place: null, because: AFTER_NAME };
  if (outer === frames.at(-1) && (outer.kind === 'single' || outer.kind === 'double')) {
    return { place: outer.kind, alone: false, needsQuotes: false, ...AS_IT_IS };
  }
  const inside = outer.kind === 'double' ? frames[frames.indexOf(outer) + 1] : outer;
  return { place: null, because: inside?.kind === 'command' ? INSIDE.double : INSIDE[(inside ?? outer).kind] };
}

const AS_IT_IS = { only: null, readBy: null };

/** A quote that is never closed, by indexes into the text. */
export interface UnclosedQuote {
  readonly at: number;
  /** The first quote before it that goes on over the end of its line, which may be the one that was to be closed; null if none does. */
  readonly long: number | null;
}
