import type { Diagnostic, Span } from '../../model/diagnostic.ts';

/** How spans name what stands on a command line. */
export const LINE = 'sweep new';

/** A part of a command line, and where it stands in the text of it. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** The words of a command line, each with its place in `text`, which joins them by blanks. */
export function wordsOf(said: readonly string[], before = 0): readonly Word[] {
  let start = before;
  return said.map((text) => {
    const word = { text, start };
    start += text.length + 1;
    return word;
  });
}

/** A part of a word. */
export function partOf({ text, start }: Word, from: number, to: number = text.length): Word {
  return { text: text.slice(from, to), start: start + from };
}

/** A part without the blanks around it. */
export function trimmed(word: Word): Word {
  const lead = word.text.length - word.text.trimStart().length;
  return { text: word.text.trim(), start: word.start + lead };
}

/** What is wrong with a part of a command line. */
export function mistake(code: string, { text, start }: Word, message: string, hint?: string): Diagnostic {
  const span: Span = { file: LINE, start, end: start + text.length };
  return { severity: 'error', code, message, span, ...(hint === undefined ? {} : { hint }) };
}

/** A word of a shell's command line: as it is written, and what the program is given, whatever the shell expands in it. */
export interface ShellWord {
  readonly written: Word;
  readonly given: string;
}

const BLANK = /(?:[ \t\n]|\\\n)+/y;
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^\s'"\\]+)|(['"\\])/y;

/** Splits a text for the shell at its blanks, as far as quotes tell where those are; operators are words like others. */
export function shellWords(text: string): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length) {
    at = matchEnd(BLANK, text, at) ?? at;
    const start = at;
    let given = '';
    for (let piece = matchAt(PIECE, text, at); piece !== null; piece = matchAt(PIECE, text, at)) {
      if (piece[3] === '\n') break;
      const [whole, single, double, escaped, bare, open] = piece;
      given += single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? bare ?? open ?? '';
      at += whole.length;
    }
    if (at === start) break;
    words.push({ written: { text: text.slice(start, at), start }, given });
  }
  return words;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  return matchAt(pattern, text, at) === null ? null : pattern.lastIndex;
}
