import type { ShellLine, Token } from '../shell-lines.ts';

/** A command of a script, between what parts commands. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Whether it begins in nothing that is open, such as a loop or a function. */
  readonly isTop: boolean;
  /** Whether it stands by itself, in no loop, condition, function, pipe or list. */
  readonly isPlain: boolean;
  /** Whether it belongs to the body of a function. */
  readonly isOfFunction: boolean;
  /** Whether it is arithmetic, in `((…))`. */
  readonly isSum: boolean;
}

const OPENS = /^(?:if|for|while|until|case|select|\{)$/;
const CLOSES = /^(?:fi|done|esac|\})$/;
/** Words behind which another command begins. */
const LEADS = /^(?:then|do|else|elif|if|while|until|!|time|\{|\()$/;
const PARTS = /^(?:;|&|&&|\|\||\||\|&|;;|\(|\))$/;

/** Splits the lines of a script into its commands. */
export function statementsOf(lines: readonly ShellLine[]): readonly Statement[] {
  const reader = new Reader();
  for (const line of lines) reader.read(line);
  return reader.statements;
}

class Reader {
  readonly statements: Statement[] = [];
  /** What is open: a word of `OPENS`, `(`, or `function`. */
  readonly #open: string[] = [];
  #isChained = false;

  read({ tokens, end, number }: ShellLine): void {
    let from = 0;
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at];
      if (token === undefined || !isSeparator(tokens, at, from)) continue;
      if (token.raw === '(' && startsNested(tokens, at)) {
        at = closing(tokens, at);
        continue;
      }
      const isFunction = token.raw === '(' && at === from + 1 && tokens[at + 1]?.raw === ')';
      if (isFunction) {
        this.#open.push('function');
        at += 1;
      } else {
        this.#add(tokens.slice(from, at), number, token.raw);
        if (token.raw === '(') this.#open.push('(');
        if (token.raw === ')' && this.#open.at(-1) === '(') this.#open.pop();
      }
      from = at + 1;
    }
    const hasDocument = tokens.some(({ raw }) => /^\d*<<-?$/.test(raw));
    this.#add(tokens.slice(from), number, null, hasDocument ? end : undefined);
    this.#isChained = false;
  }

  /** `separator` is what follows; `end` is where it ends, if not with its last word. */
  #add(tokens: readonly Token[], line: number, separator: string | null, end?: number): void {
    const wasChained = this.#isChained;
    this.#isChained = separator !== null && separator !== ';' && separator !== ')';
    const [first] = tokens;
    if (first === undefined) return;
    const isTop = this.#open.length === 0;
    let lead = 0;
    for (; LEADS.test(tokens[lead]?.raw ?? ''); lead += 1) this.#opens(tokens[lead]?.raw ?? '');
    this.#opens(tokens[lead]?.raw ?? '');
    const isPlain = isTop && this.#open.length === 0 && lead === 0 && !wasChained && !this.#isChained;
    const isOfFunction = this.#open.includes('function');
    const isSum = this.#open.slice(-2).join('') === '((';
    if (CLOSES.test(tokens[lead]?.raw ?? '')) this.#closes();
    const { start } = first;
    this.statements.push({
      tokens,
      line,
      start,
      end: end ?? tokens.at(-1)?.end ?? start,
      isTop,
      isPlain,
      isOfFunction,
      isSum,
    });
  }

  #opens(word: string): void {
    if (OPENS.test(word)) this.#open.push(word);
    else if (word === 'function') this.#open.push('function');
  }

  /** A body in braces ends its function. */
  #closes(): void {
    this.#open.pop();
    if (this.#open.at(-1) === 'function') this.#open.pop();
  }
}

function isSeparator(tokens: readonly Token[], at: number, from: number): boolean {
  const token = tokens[at];
  return token?.kind === 'operator' && PARTS.test(token.raw) && at >= from;
}

/** Whether a bracket opens the values of an array or what `<(…)` runs. */
function startsNested(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined || tokens[at]?.isApart === true) return false;
  return before.kind === 'operator' ? /^[<>]$/.test(before.raw) : /^[A-Za-z_]\w*\+?=$/.test(before.raw);
}

/** Where the bracket at `at` is closed. */
export function closing(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    if (tokens[index]?.raw === '(') depth += 1;
    if (tokens[index]?.raw === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return tokens.length;
}
