import {
  argumentsOf,
  called,
  COMPARISON,
  DECLARATIONS,
  declared,
  ELEMENT,
  isAssignment,
  joinSubscripts,
  partsOf,
} from './builtins.ts';
import { readFromInput } from './input-readers.ts';
import { readAgain, type SecondReader } from './second-readers.ts';
import { behindReserved, printedIn, type SimpleCommand, type Word } from './simple-commands.ts';

/** What bash evaluates although it is quoted, so that only harmless values may stand there. */
export interface Demand {
  readonly takes: 'integer' | 'name' | 'assignment' | 'scalar';
  /** As in "in a subscript". */
  readonly where: string;
}

export interface Evaluated {
  readonly only?: Demand;
  readonly readBy?: SecondReader;
}

/** What each demand takes, as a message says it. */
export const TAKES: Readonly<Record<Demand['takes'], string>> = {
  integer: 'a whole number',
  name: 'a plain name',
  assignment: 'a plain name, or `NAME=VALUE`',
  scalar: 'a text that does not begin with `(`',
};

/** Whether bash takes the value as it is although it evaluates it. */
export function isHarmless(value: string, { takes }: Demand): boolean {
  return HARMLESS[takes].test(value);
}

const HARMLESS: Readonly<Record<Demand['takes'], RegExp>> = {
  integer: /^-?(?:0|[1-9]\d*)$/,
  name: /^\w+$/,
  assignment: /^[A-Za-z_]\w*(?:=[\s\S]*)?$/,
  scalar: /^(?!\s*\()/,
};

/** Stands for an insertion in the text of a word. */
const INSERTION = '\0';
const SUBSCRIPT: Demand = { takes: 'integer', where: 'in a subscript' };
const ELEMENT_OF_INTEGERS: Demand = { takes: 'integer', where: 'as the value of an integer variable' };
const REFERENCE: Demand = { takes: 'name', where: 'as what a nameref refers to' };
const ARRAY: Demand = { takes: 'scalar', where: 'as the value of an array' };

/** Special variables that bash keeps as integers. */
const INTEGERS = [
  'RANDOM',
  'SRANDOM',
  'OPTIND',
  'HISTCMD',
  'SECONDS',
  'LINENO',
  'BASHPID',
  'EPOCHSECONDS',
  'EPOCHREALTIME',
];
/** The options of builtins that have an argument other than the name of a variable. */
const READ_OPTIONS = /^-[a-zA-Z]*[dinNptu]$/;
const MAPFILE_OPTIONS = /^-[a-zA-Z]*[dnOsucC]$/;

/**
 * What bash (5.2, by trial) evaluates of the insertions in a text, by their numbers: subscripts and arithmetic run the
 * code that stands in a value such as `a[$(id)]`, wherever it is quoted; so do the names of variables, which may have
 * subscripts. What is not in the map is taken as it is.
 *
 * @param before commands that may have run before in the same shell
 */
export function evaluations(
  commands: readonly SimpleCommand[],
  before: readonly SimpleCommand[],
): Map<number, Evaluated> {
  const judge = new Judge(printedIn(commands));
  for (const command of before) judge.learn(command, false);
  for (const command of commands) judge.learn(command, true);
  for (const command of commands) judge.judge(command);
  return judge.found;
}

class Judge {
  readonly found = new Map<number, Evaluated>();
  readonly #integers = new Set<string>(INTEGERS);
  readonly #arrays = new Set<string>();
  readonly #tables = new Set<string>();
  /** Those that refer to what they are given next. */
  readonly #references = new Set<string>();
  readonly #printed: ReadonlySet<number>;

  /** @param printed  The insertions that commands print. */
  constructor(printed: ReadonlySet<number>) {
    this.#printed = printed;
  }

  /**
   * Takes note of the attributes that variables are given. An associative array, in whose subscripts nothing is evaluated, counts
   * only where it is `certain` that the command runs in this shell.
   */
  learn({ kind, words: all }: SimpleCommand, certain: boolean): void {
    const words = kind === 'plain' ? called(all) : [];
    if (!DECLARATIONS.has(words[0]?.text ?? '')) return;
    const { flags, names } = declared(words);
    for (const { text } of names) {
      const name = /^\w+/.exec(text)?.[0] ?? '';
      if (flags.includes('i')) this.#integers.add(name);
      if (/[aA]/.test(flags)) this.#arrays.add(name);
      if (flags.includes('A') && certain) this.#tables.add(name);
      if (flags.includes('n') && text === name) this.#references.add(name);
    }
  }

  judge({ kind, words, input, feeds }: SimpleCommand): void {
    for (const [word, by] of readFromInput(words, input, feeds))
      for (const number of word.insertions) this.#note(number, { readBy: by });
    if (kind === 'test') return this.#test(words);
    if (kind === 'elements') return this.#elements(words);
    const line = joinSubscripts(behindReserved(words));
    const first = line.findIndex((word) => !isAssignment(word));
    for (const word of first < 0 ? line : line.slice(0, first)) this.#assignment(word);
    if (first >= 0) this.#call(line.slice(first));
  }

  #call(line: readonly Word[]): void {
    for (const [{ insertions, substituted }, by] of readAgain(line)) {
      const printed = substituted.filter((number) => this.#printed.has(number));
      for (const number of [...insertions, ...printed]) this.#note(number, { readBy: by });
    }
    const words = called(line);
    const [command, ...rest] = words;
    const name = command?.text ?? '';
    if (DECLARATIONS.has(name)) return this.#declaration(name, words);
    switch (name) {
      case 'let':
        return this.#demand(rest, { takes: 'integer', where: 'as an argument of `let`' });
      case 'test':
      case '[':
        return this.#variableTests(rest);
      case 'read':
        return this.#names(name, rest, READ_OPTIONS);
      case 'mapfile':
      case 'readarray':
        return this.#names(name, rest, MAPFILE_OPTIONS);
      case 'unset':
        return this.#names(name, rest, null);
      case 'getopts':
        return this.#names(name, rest.slice(1, 2), null);
      case 'printf':
        return this.#demand(argumentsOf('-v', rest), nameFor('printf -v'));
      case 'wait':
        return this.#demand(argumentsOf('-p', rest), nameFor('wait -p'));
      case 'for':
        return this.#loop(rest);
      default:
    }
  }

  #names(command: string, words: readonly Word[], options: RegExp | null): void {
    const names = words.filter(
      ({ text }, index) => !text.startsWith('-') && !(options?.test(words[index - 1]?.text ?? '') ?? false),
    );
    this.#demand(names, nameFor(command));
    this.#demand(
      words.filter(({ text }) => /^-a./.test(text)),
      nameFor(command),
    );
  }

  #loop(words: readonly Word[]): void {
    if (this.#integers.has(words[0]?.text ?? '')) this.#demand(words.slice(1), ELEMENT_OF_INTEGERS);
  }

  #test(words: readonly Word[]): void {
    for (const [index, { text }] of words.entries()) {
      if (!COMPARISON.test(text)) continue;
      const sides = [words[index - 1], words[index + 1]].filter((word) => word !== undefined);
      this.#demand(sides, { takes: 'integer', where: `beside \`${text}\` in \`[[ … ]]\`` });
    }
    this.#variableTests(words);
  }

  #variableTests(words: readonly Word[]): void {
    for (const [index, word] of words.entries()) {
      const operator = words[index - 1]?.text ?? '';
      if (operator === '-v' || operator === '-R')
        this.#demand([word], { takes: 'name', where: `after \`${operator}\`` });
    }
  }

  #elements(words: readonly Word[]): void {
    for (const word of joinSubscripts(words, ELEMENT)) {
      const close = word.text.search(/\]\+?=/);
      if (word.text.startsWith('[') && close >= 0) this.#demandUpTo(word, close, SUBSCRIPT);
    }
  }

  #assignment(word: Word): void {
    const { name, close, value } = partsOf(word);
    if (!this.#tables.has(name)) this.#demandUpTo(word, close, SUBSCRIPT);
    if (this.#integers.has(name)) this.#demandFrom(word, value, ELEMENT_OF_INTEGERS);
    if (this.#references.has(name)) this.#demandFrom(word, value, REFERENCE);
    if (name === 'PS4' || name === 'BASH_ENV') {
      const readBy = { by: `bash, which expands \`${name}\``, remedy: 'write a text without values' };
      for (const number of insertionsFrom(word, value)) this.#note(number, { readBy });
    }
  }

  #declaration(command: string, words: readonly Word[]): void {
    const { flags, names } = declared(words);
    for (const word of joinSubscripts(names)) {
      const { name, close, value } = partsOf(word);
      this.#demandUpTo(word, close, SUBSCRIPT);
      if (value < 0) {
        const isWhole = word.text === INSERTION && !/[aAin]/.test(flags);
        this.#demand(
          [word],
          isWhole ? { takes: 'assignment', where: `as an argument of \`${command}\`` } : nameFor(command),
        );
        continue;
      }
      if (close < 0) this.#demandUpTo(word, value, nameFor(command));
      if (flags.includes('n')) this.#demandFrom(word, value, REFERENCE);
      else if (flags.includes('i') || this.#integers.has(name)) this.#demandFrom(word, value, ELEMENT_OF_INTEGERS);
      else if (/[aA]/.test(flags) || this.#arrays.has(name)) {
        if (!word.text.startsWith('(', value)) this.#demandFrom(word, value, ARRAY);
        else if (word.isQuoted)
          for (const number of insertionsFrom(word, value)) this.#note(number, { readBy: ELEMENTS });
      }
    }
  }

  #demand(words: readonly Word[], only: Demand): void {
    for (const { insertions } of words) for (const number of insertions) this.#note(number, { only });
  }

  #demandUpTo(word: Word, end: number, only: Demand): void {
    const count = end < 0 ? 0 : countIn(word.text.slice(0, end));
    for (const number of word.insertions.slice(0, count)) this.#note(number, { only });
  }

  #demandFrom(word: Word, start: number, only: Demand): void {
    for (const number of insertionsFrom(word, start)) this.#note(number, { only });
  }

  /** What was found first of an insertion stays. */
  #note(number: number, evaluated: Evaluated): void {
    this.found.set(number, { ...evaluated, ...this.found.get(number) });
  }
}

const ELEMENTS: SecondReader = {
  by: 'bash, which reads elements of an array',
  remedy: 'take the quotes off the elements',
};

function nameFor(command: string): Demand {
  return { takes: 'name', where: `as the name of a variable for \`${command}\`` };
}

function insertionsFrom(word: Word, start: number): readonly number[] {
  return start < 0 ? [] : word.insertions.slice(countIn(word.text.slice(0, start)));
}

function countIn(text: string): number {
  return text.split(INSERTION).length - 1;
}
