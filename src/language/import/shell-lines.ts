import type { Diagnostic } from '../../model/diagnostic.ts';

/** A word or an operator of a shell's command line, as it is written. */
export interface Token {
  readonly kind: 'word' | 'operator';
  readonly raw: string;
  /** What a program is given for the word; null where the shell expands something in it. */
  readonly given: string | null;
  /** Whether blanks stand before it. */
  readonly isApart: boolean;
}

/** A line of commands; one that goes on over several lines of the file is one. */
export interface ShellLine {
  /** Of the file, from 1: where it begins. */
  readonly number: number;
  readonly tokens: readonly Token[];
}

const OPERATOR = /(?:\d*(?:>>|>&|>\||<<<|<<-?|<>|<&|>|<)|&>>|&>|&&|\|\||\|&|;;|[;|&()])/y;
const GOES_ON = /^(?:&&|\|\|?|\|&)$/;
const SINGLE = /'([^']*)'/y;
const DOUBLE = /"((?:[^"\\]|\\[^])*)"/y;
const BARE = /[^\s'"\\$`;|&()<>]+/y;
const EXPANDED = /[*?]|^~|\{[^{}]*(?:,|\.\.)[^{}]*\}/;

/** Splits a text into lines of shell words, without comments and empty lines. Tells where a quote has no end to `faults`. */
export function shellLines(text: string, file: string, faults: Diagnostic[]): readonly ShellLine[] {
  return new Lexer(text, file, faults).lines();
}

class Lexer {
  readonly #text: string;
  readonly #file: string;
  readonly #faults: Diagnostic[];
  #at = 0;
  #number = 1;
  #counted = 0;

  constructor(text: string, file: string, faults: Diagnostic[]) {
    this.#text = text;
    this.#file = file;
    this.#faults = faults;
  }

  lines(): readonly ShellLine[] {
    const lines: ShellLine[] = [];
    let tokens: Token[] = [];
    let number = 1;
    while (this.#at < this.#text.length) {
      const isApart = this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined) break;
      if (character === '#' && (isApart || tokens.length === 0)) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else if (character === '\n') {
        this.#at += 1;
        if (tokens.length > 0 && !GOES_ON.test(tokens.at(-1)?.raw ?? '')) {
          lines.push({ number, tokens });
          tokens = [];
        }
      } else {
        if (tokens.length === 0) number = this.#numberOf(this.#at);
        tokens.push(this.#token(isApart));
      }
    }
    return tokens.length > 0 ? [...lines, { number, tokens }] : lines;
  }

  #numberOf(at: number): number {
    for (; this.#counted < at; this.#counted += 1) if (this.#text[this.#counted] === '\n') this.#number += 1;
    return this.#number;
  }

  #skipBlanks(): boolean {
    return this.#match(/(?:[ \t\r]|\\\r?\n)+/y) !== null;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #token(isApart: boolean): Token {
    const operator = this.#match(OPERATOR);
    if (operator !== null) return { kind: 'operator', raw: operator[0], given: null, isApart };
    const start = this.#at;
    let given: string | null = '';
    let bare = '';
    for (let piece = this.#piece(); piece !== null; piece = this.#piece()) {
      given = given === null || piece.given === null ? null : given + piece.given;
      bare += piece.bare;
    }
    const raw = this.#text.slice(start, this.#at).replaceAll(/\\\r?\n/g, '');
    return { kind: 'word', raw, given: EXPANDED.test(bare) ? null : given, isApart };
  }

  /** A part of a word that is quoted in one way; `bare` is what the shell may expand as a pattern. */
  #piece(): { readonly given: string | null; readonly bare: string } | null {
    const character = this.#text[this.#at];
    if (character === undefined) return null;
    const bare = this.#match(BARE)?.[0];
    if (bare !== undefined) return { given: bare, bare };
    if (character === "'") {
      const single = this.#match(SINGLE)?.[1];
      return single === undefined ? this.#unclosed("'") : { given: single, bare: '\0' };
    }
    if (character === '"') {
      const double = this.#match(DOUBLE)?.[1];
      if (double === undefined) return this.#unclosed('"');
      const isPlain = !/[$`]/.test(double.replaceAll(/\\[^]/g, ''));
      return { given: isPlain ? double.replaceAll(/\\([\\"$`\n])/g, unescaped) : null, bare: '\0' };
    }
    if (character === '\\') {
      const next = this.#text[this.#at + 1];
      if (next === undefined) return this.#unclosed('\\');
      if (next === '\n') {
        this.#at += 2;
        return { given: '', bare: '' };
      }
      this.#at += 2;
      return { given: next, bare: '\0' };
    }
    return character === '$' || character === '`' ? this.#expansion() : null;
  }

  #expansion(): { readonly given: null; readonly bare: string } {
    const start = this.#at;
    const closer = this.#match(/\$\(|\$\{|`/y)?.[0];
    if (closer === undefined) this.#at += 1;
    else if (closer === '`') this.#skipTo('`', '');
    else this.#skipTo(closer === '$(' ? ')' : '}', closer === '$(' ? '(' : '{');
    if (this.#at === start + 1) this.#match(/'(?:[^'\\]|\\[^])*'/y);
    return { given: null, bare: '' };
  }

  /** To behind what closes an expansion, over those within it. */
  #skipTo(closer: string, opener: string): void {
    for (let depth = 1; depth > 0;) {
      const piece = this.#match(/'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[^]/y)?.[0];
      if (piece === undefined) {
        this.#unclosed(opener === '' ? '`' : opener);
        return;
      }
      if (piece === closer) depth -= 1;
      else if (piece === opener) depth += 1;
    }
  }

  #unclosed(mark: string): null {
    const start = Math.min(this.#at, this.#text.length - 1);
    this.#faults.push({
      severity: 'error',
      code: 'unclosed',
      message: `\`${mark}\` is never closed`,
      span: { file: this.#file, start, end: start + 1 },
      hint: 'the shell would go on reading after the end of the file',
    });
    this.#at = this.#text.length;
    return null;
  }
}

function unescaped(_whole: string, character: string): string {
  return character === '\n' ? '' : character;
}
