/** A word of a shell text as it is spelled, but for its quotes. */
export interface Word {
  /** Where an insertion of its own stands, `INSERTION`; one of a command within the word is left out. */
  readonly text: string;
  /** Where it begins in the text that was read. */
  readonly at: number;
  /** The insertions of its own, in order, each by its number in the whole text. */
  readonly insertions: readonly number[];
  /** Those of the commands within it, whose output it may become part of: of `$(…)`, and of `<(…)` where it is read from. */
  readonly substituted: readonly number[];
  /** Whether all of it stands in quotes. */
  readonly isQuoted: boolean;
  /** What the command is given, where all of it stands in quotes in which nothing is expanded or inserted; else null. */
  readonly literal: string | null;
}

/** What the words that no text spells are made from. */
export const NO_WORD: Word = { text: '', at: 0, insertions: [], substituted: [], isQuoted: false, literal: null };

/** What stands between two operators: a simple command, `[[ … ]]`, or the elements of `NAME=( … )`. */
export interface SimpleCommand {
  readonly kind: 'plain' | 'test' | 'elements';
  readonly words: readonly Word[];
  /** The words that it reads from: those of a here-string, of `<(…)`, and of an `echo` or `printf` whose output is piped to it. */
  readonly input: readonly Word[];
  /** The words that say where its output goes: those of `> FILE`. */
  readonly outputs: readonly Word[];
  /** What runs the output of this command, as in `source <(echo …)`; null if nothing does. */
  readonly feeds: string | null;
}

/** The commands that run what they read. */
const RUNS_INPUT = /^(?:source|\.|(?:.*\/)?(?:ba|da|z|k|a)?sh)$/;
const PRINTS = new Set(['echo', 'printf']);
/** The commands that print lines of what they read as they are. */
const PASSES_ON = new Set(['cat', 'head', 'sort', 'tac', 'tail', 'tee', 'uniq']);

const RESERVED = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', 'time', '{', '}', 'coproc']);

/** What a command is given for a `<(…)`. */
const SUBSTITUTED_FILE = '/dev/fd/0';

const LITERAL = /^(?:'[^']*'|"[^"$`\\]*")$/;

const ASSIGNED_ELEMENT = /^[A-Za-z_]\w*\[[\s\S]*\]\+?=/;

/** The words that a command prints, of its own or of those that it reads. */
function printedBy(words: readonly Word[], input: readonly Word[]): readonly Word[] {
  const [command, ...rest] = behindReserved(words);
  const name = command?.text ?? '';
  return PRINTS.has(name) ? rest : PASSES_ON.has(name) ? input : [];
}

/** The insertions that commands print and none of them reads to print something else, by their numbers in the text. */
export function printedIn(commands: readonly SimpleCommand[]): ReadonlySet<number> {
  const printed = new Set<number>();
  const taken = new Set<number>();
  for (const { kind, words, input } of commands) {
    const shown = kind === 'plain' ? printedBy(words, input) : [];
    for (const { insertions, substituted } of shown)
      for (const one of [...insertions, ...substituted]) printed.add(one);
    if (shown === input) continue;
    for (const { insertions } of input) for (const one of insertions) taken.add(one);
  }
  return new Set([...printed].filter((one) => !taken.has(one)));
}

/** The words of a command behind the reserved words that lead it. */
export function behindReserved(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex(({ text, isQuoted }) => isQuoted || !RESERVED.has(text));
  return first < 0 ? [] : words.slice(first);
}

/**
 * Gathers the simple commands of one list of commands while a reader goes over it. Redirections are no words of a
 * command; where a command begins is told by the operators and reserved words of bash's grammar.
 */
export class CommandWords {
  readonly #text: string;
  readonly #marker: string;
  readonly #found: SimpleCommand[];
  readonly #isElements: boolean;
  readonly #feeds: string | null;
  #input: Word[] = [];
  #outputs: Word[] = [];
  #piped: readonly Word[] = [];
  #kind: SimpleCommand['kind'];
  #words: Word[] = [];
  #start: number | null = null;
  #insertions: { readonly number: number; readonly at: number }[] = [];
  #substituted: number[] = [];
  /** The redirection whose target is the next word. */
  #redirects: '<' | '>' | null = null;
  #openCases = 0;
  #splitsSubscript = false;

  constructor(text: string, marker: string, found: SimpleCommand[], kind: SimpleCommand['kind'], feeds: string | null) {
    this.#text = text;
    this.#marker = marker;
    this.#found = found;
    this.#kind = kind;
    this.#isElements = kind === 'elements';
    this.#feeds = feeds;
  }

  get isTest(): boolean {
    return this.#kind === 'test';
  }

  /** Whether a `case` that has begun has not ended. */
  get isInCase(): boolean {
    return this.#openCases > 0;
  }

  /** Whether an operator was met within `NAME[…]=`, which is none there: all of it is one word, and evaluated. */
  get splitsSubscript(): boolean {
    return this.#splitsSubscript;
  }

  /** What runs the output of the commands in a `<(` that ends before `at`; null if nothing does. */
  runnerOf(at: number): string | null {
    const [name] = behindReserved(this.#words);
    return this.#text.charAt(at - 1) === '<' && name !== undefined && RUNS_INPUT.test(name.text) ? name.text : null;
  }

  /** Whether a `(` at `at` begins the elements of an array. */
  beginsElements(at: number): boolean {
    return this.#start !== null && this.#text.charAt(at - 1) === '=';
  }

  /** An insertion at `at`, be it within quotes. */
  insertion(number: number, at: number): void {
    this.#insertions.push({ number, at });
  }

  /** An insertion in a command within these. */
  substitution(number: number): void {
    if (this.#start !== null) this.#substituted.push(number);
    else if (this.#words.at(-1)?.text === SUBSTITUTED_FILE) this.#input.push({ ...NO_WORD, substituted: [number] });
  }

  /** The character at `at` was read; `inWord` says whether it belongs to a word. */
  follow(at: number, inWord: boolean): void {
    if (inWord) {
      this.#start ??= at;
      return;
    }
    const char = this.#text.charAt(at);
    this.#endWord(at);
    if (this.#kind === 'test') return;
    if (/[<>\n;&|]/.test(char) && this.#isInSubscript()) this.#splitsSubscript = true;
    const [before, next] = [this.#text.charAt(at - 1), this.#text.charAt(at + 1)];
    if (char === '<' || char === '>') this.#redirects = char;
    else if (char === '\n' || char === ';') this.end(at);
    else if (char === '&' && before !== '<' && before !== '>' && next !== '>') this.end(at);
    else if (char === '|' && before !== '>') {
      const printed = printedBy(this.#words, this.#reads());
      this.end(at);
      if (next !== '|' && before !== '|') this.#piped = printed;
    }
  }

  /** A `(` at `at` that opens commands of their own. */
  open(at: number): void {
    const before = this.#text.charAt(at - 1);
    if (this.#isInSubscript(this.#start === null ? '' : this.#text.slice(this.#start, at)))
      this.#splitsSubscript = true;
    if (before === '<' || before === '>') {
      this.#redirects = null;
      this.#words.push({ ...NO_WORD, text: SUBSTITUTED_FILE, at, isQuoted: true });
    } else if (this.#start !== null && /^\(\s*\)/.test(this.#text.slice(at, at + 80))) this.forget();
    else if (this.#start === null && this.#kind !== 'test') this.end(at);
  }

  /** The command is over. */
  end(at: number): void {
    this.#endWord(at);
    if (this.#words.length > 0) {
      this.#found.push({
        kind: this.#kind,
        words: this.#words,
        input: this.#reads(),
        outputs: this.#outputs,
        feeds: this.#feeds,
      });
      this.#piped = [];
    }
    this.forget();
  }

  #reads(): Word[] {
    return [...this.#piped, ...this.#input];
  }

  /** What comes next is read as the beginning of a command. */
  forget(): void {
    this.#words = [];
    this.#input = [];
    this.#outputs = [];
    this.#start = null;
    this.#insertions = [];
    this.#substituted = [];
    this.#redirects = null;
    this.#kind = this.#isElements ? 'elements' : 'plain';
  }

  /** Whether the first word of a command so far, `rest` of it included, begins as `NAME[` does and does not go on with `]=`. */
  #isInSubscript(rest = ''): boolean {
    const words = [...behindReserved(this.#words).map(({ text }) => text), rest];
    const first = words.findIndex((word) => !/^[A-Za-z_]\w*\+?=/.test(word) && !ASSIGNED_ELEMENT.test(word));
    const line = first < 0 ? '' : words.slice(first).join(' ');
    return /^[A-Za-z_]\w*\[/.test(line) && !ASSIGNED_ELEMENT.test(line);
  }

  #endWord(end: number): void {
    if (this.#start === null) return;
    const spelled = this.#text.slice(this.#start, end);
    const word = this.#wordOf(this.#start, end);
    if (this.#redirects === '>') this.#outputs.push(word);
    if (this.#redirects === '<' && /<<<\s*$/.test(this.#text.slice(Math.max(0, this.#start - 80), this.#start)))
      this.#input.push(word);
    const isRedirection = this.#redirects !== null || /^\d*<</.test(spelled);
    const isDescriptor = /^(?:\d+|\{\w+\})$/.test(spelled) && /[<>]/.test(this.#text.charAt(end));
    this.#start = null;
    this.#insertions = [];
    this.#substituted = [];
    this.#redirects = null;
    if (isRedirection || (isDescriptor && this.#kind !== 'test')) return;
    const isFirst = behindReserved(this.#words).length === 0;
    if (isFirst && spelled === 'case') this.#openCases += 1;
    if (isFirst && spelled === 'esac') this.#openCases -= 1;
    if (isFirst && spelled === '[[' && this.#kind === 'plain') this.#kind = 'test';
    this.#words.push(word);
    if (this.#kind === 'test' && spelled === ']]') this.end(end);
  }

  #wordOf(start: number, end: number): Word {
    const own = new Set(this.#insertions.map(({ at }) => at));
    let text = '';
    for (let at = start; at < end; at += 1) {
      const char = this.#text.charAt(at);
      if (char === this.#marker) text += own.has(at) ? char : ' ';
      else if (char !== "'" && char !== '"' && char !== '\\') text += char;
    }
    const spelled = this.#text.slice(start, end);
    const [first, last] = [spelled.at(0), spelled.at(-1)];
    return {
      text,
      at: start,
      insertions: this.#insertions.map(({ number }) => number),
      substituted: this.#substituted,
      isQuoted: end - start > 1 && first === last && (first === "'" || first === '"'),
      literal: LITERAL.test(spelled) && !spelled.includes(this.#marker) ? spelled.slice(1, -1) : null,
    };
  }
}
