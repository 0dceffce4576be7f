import type { Diagnostic } from '../../model/diagnostic.ts';

/** A word or an operator of a shell's command line, as it is written. */
export interface Token {
  readonly kind: 'word' | 'operator';
  readonly raw: string;
  /** What a program is given for the word; null where the shell expands something in it. */
  readonly given: string | null;
  /** What the word is made of, in order; none of an operator. */
  readonly parts: readonly WordPart[];
  /** Whether blanks stand before it. */
  readonly isApart: boolean;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** A part of a word: a text as a program is given it, or what the shell expands, such as `$x`, `${x}` and `$(…)`, as it is written. */
export interface WordPart {
  readonly kind: 'text' | 'expansion';
  readonly text: string;
  readonly isQuoted: boolean;
  /** Where it stands in the text, without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** A line of commands; one that goes on over several lines of the file is one. */
export interface ShellLine {
  /** Of the file, from 1: where it begins. */
  readonly number: number;
  readonly tokens: readonly Token[];
  /** Where it ends, behind its here-documents. */
  readonly end: number;
}

const OPERATOR = /(?:\d*(?:>>|>&|>\||<<<|<<-?|<>|<&|>|<)|&>>|&>|&&|\|\||\|&|;;|[;|&()])/y;
const GOES_ON = /^(?:&&|\|\|?|\|&)$/;
const SINGLE = /'([^']*)'/y;
/** To bash no other blank parts words, be it one that does not break, of which many come with what is pasted. */
const BARE = /[^ \t\r\n'"\\$`;|&()<>]+/y;
const EXPANDED = /[*?]|^~|\{[^{}]*(?:,|\.\.)[^{}]*\}/;
/** The word before the bracket that opens the values of an array. */
const ARRAY = /^[A-Za-z_]\w*\+?=$/;

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
    let isInArray = false;
    while (this.#at < this.#text.length) {
      const isApart = this.#skipBlanks();
      const character = this.#text[this.#at];
      if (character === undefined) break;
      if (character === '#' && (isApart || tokens.length === 0 || this.#text[this.#at - 1] === '\n')) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else if (character === '\n') {
        this.#at += 1;
        for (const delimiter of delimitersIn(tokens)) this.#skipDocument(delimiter);
        if (tokens.length > 0 && !isInArray && !GOES_ON.test(tokens.at(-1)?.raw ?? '')) {
          lines.push({ number, tokens, end: this.#at });
          tokens = [];
        }
      } else {
        if (tokens.length === 0) number = this.#numberOf(this.#at);
        const token = this.#token(isApart);
        if (token.raw === '(' && !isApart && ARRAY.test(tokens.at(-1)?.raw ?? '')) isInArray = true;
        else if (token.raw === ')') isInArray = false;
        tokens.push(token);
      }
    }
    return tokens.length > 0 ? [...lines, { number, tokens, end: this.#at }] : lines;
  }

  #numberOf(at: number): number {
    for (; this.#counted < at; this.#counted += 1) if (this.#text[this.#counted] === '\n') this.#number += 1;
    return this.#number;
  }

  #skipBlanks(): boolean {
    return this.#match(/(?:[ \t\r]|\\\r?\n)+/y) !== null;
  }

  /** To behind the line that ends a here-document, if there is one. */
  #skipDocument(delimiter: string): void {
    const end = /^\t*/;
    for (let at = this.#at; at < this.#text.length;) {
      const newline = this.#text.indexOf('\n', at);
      const next = newline === -1 ? this.#text.length : newline + 1;
      if (this.#text.slice(at, newline === -1 ? next : newline).replace(end, '') === delimiter) {
        this.#at = next;
        return;
      }
      at = next;
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #token(isApart: boolean): Token {
    const start = this.#at;
    const operator = this.#match(OPERATOR);
    if (operator !== null) {
      return { kind: 'operator', raw: operator[0], given: null, parts: [], isApart, start, end: this.#at };
    }
    const parts: WordPart[] = [];
    while (this.#piece(parts));
    const end = this.#at;
    const raw = this.#text.slice(start, end).replaceAll(/\\\r?\n/g, '');
    const bare = parts.map(({ text, isQuoted }) => (isQuoted ? '\0' : text)).join('');
    const isGiven = parts.every(({ kind }) => kind === 'text') && !EXPANDED.test(bare);
    const given = isGiven ? parts.map(({ text }) => text).join('') : null;
    return { kind: 'word', raw, given, parts, isApart, start, end };
  }

  /** Reads what is quoted in one way; false where the word has ended. */
  #piece(parts: WordPart[]): boolean {
    const start = this.#at;
    const character = this.#text[start];
    const text = (said: string, isQuoted: boolean, quote = 0): true => {
      parts.push({ kind: 'text', text: said, isQuoted, start: start + quote, end: this.#at - quote });
      return true;
    };
    if (character === undefined) return false;
    const bare = this.#match(BARE)?.[0];
    if (bare !== undefined) return text(bare, false);
    if (character === "'") {
      const single = this.#match(SINGLE)?.[1];
      return single === undefined ? this.#unclosed("'", start) : text(single, true, 1);
    }
    if (character === '"') return this.#double(parts);
    if (character === '\\') {
      const next = this.#text[start + 1];
      if (next === undefined) return this.#unclosed('\\', start);
      this.#at += 2;
      return next === '\n' || text(next, true);
    }
    if (character !== '$' && character !== '`') return false;
    this.#expansion(false);
    parts.push({ kind: 'expansion', text: this.#text.slice(start, this.#at), isQuoted: false, start, end: this.#at });
    return true;
  }

  /** What stands between double quotes, with what is expanded there. */
  #double(parts: WordPart[]): boolean {
    const open = this.#at;
    this.#at += 1;
    for (let start = this.#at; this.#at < this.#text.length; start = this.#at) {
      const plain = this.#match(/(?:\\[^]|[^"\\$`])+/y)?.[0];
      const isEmpty = start === open + 1 && this.#text[start] === '"';
      if (plain !== undefined || isEmpty) {
        const text = (plain ?? '').replaceAll(/\\([\\"$`\n])/g, unescaped);
        parts.push({ kind: 'text', text, isQuoted: true, start, end: this.#at });
      } else if (this.#text[start] !== '"') {
        this.#expansion(true);
        const text = this.#text.slice(start, this.#at);
        parts.push({ kind: text === '$' ? 'text' : 'expansion', text, isQuoted: true, start, end: this.#at });
      }
      if (this.#match(/"/y) !== null) return true;
    }
    return this.#unclosed('"', open);
  }

  /** To behind what the shell expands, which begins with `$` or a backtick. */
  #expansion(isQuoted: boolean): void {
    const start = this.#at;
    const closer = this.#match(/\$\(|\$\{|`/y)?.[0];
    if (closer === '`') this.#skipTo('`', '', start, false);
    else if (closer === '$(') this.#skipTo(')', '(', start, false);
    else if (closer === '${') this.#skipTo('}', '{', start, isQuoted);
    else if (isQuoted) this.#match(/\$(?:\w+|[?@*#$!-])?/y);
    else this.#match(/\$(?:'(?:[^'\\]|\\[^])*'|[A-Za-z_]\w*|[0-9?@*#$!-])?/y);
  }

  /** To behind what closes an expansion, over those within it. */
  #skipTo(closer: string, opener: string, start: number, isQuoted: boolean): void {
    for (let depth = 1; depth > 0;) {
      if (this.#text[this.#at] === '"' && !isQuoted) {
        if (!this.#double([])) return;
        continue;
      }
      const piece = this.#match(isQuoted ? /\\[^]|[^]/y : /'[^']*'|\\[^]|[^]/y)?.[0];
      if (piece === undefined) {
        this.#unclosed(opener === '' ? '`' : opener, start);
        return;
      }
      if (piece === closer) depth -= 1;
      else if (piece === opener) depth += 1;
    }
  }

  #unclosed(mark: string, start: number): false {
    this.#faults.push({
      severity: 'error',
      code: 'unclosed',
      message: `\`${mark}\` is never closed`,
      span: { file: this.#file, start, end: start + 1 },
      hint: 'the shell would go on reading after the end of the file',
    });
    this.#at = this.#text.length;
    return false;
  }
}

/** What ends the here-documents that a line begins. */
function delimitersIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ raw }, index) =>
    /^\d*<<-?$/.test(raw) ? [(tokens[index + 1]?.parts ?? []).map(({ text }) => text).join('')] : [],
  );
}

function unescaped(_whole: string, character: string): string {
  return character === '\n' ? '' : character;
}
