import { argumentsOf, called, DECLARATIONS, declared, isAssignment, joinSubscripts, partsOf } from './builtins.ts';
import type { Script } from './script.ts';
import { behindReserved, NO_WORD, printedIn, type Word } from './simple-commands.ts';
import { INSERTION } from './site.ts';

/** What a variable is given: insertions, also by way of a command whose output it is given, and what other variables hold. */
export interface Given {
  readonly name: string;
  readonly insertions: readonly number[];
  readonly variables: readonly string[];
  /** Whether what it is given is quoted once more, as by `printf %q`. */
  readonly isQuoted?: boolean;
}

/** The arguments of a function or of the script itself, as a variable. */
export const ARGUMENTS = '@';
const ALL_ARGUMENTS: Word = { ...NO_WORD, text: ARGUMENTS };

/** The words behind which a loop or another compound command is told what it reads from, as in `done <<< $list`. */
const ENDS_COMPOUND = new Set(['done', 'fi', 'esac', '}']);

/** What the variables of a text are given. */
export function givenIn(text: string, { commands }: Script): Given[] {
  const functions = new Set(
    [...text.matchAll(/(?:^|[\s;])(?:function\s+([\w-]+)|([\w-]+)\s*\(\))/g)].map(([, a, b]) => a ?? b),
  );
  const printed = printedIn(commands);
  const inputOfCompounds = commands.flatMap(({ words, input }) =>
    ENDS_COMPOUND.has(words[0]?.text ?? '') ? input : [],
  );
  return commands.flatMap(({ kind, words, input: own }): Given[] => {
    if (kind !== 'plain') return [];
    const input = own.length > 0 ? own : inputOfCompounds;
    const line = behindReserved(words);
    const assigned = assignmentsOf(line).map((word) => givenBy(word, printed));
    const [command, ...rest] = called(line);
    const give = (names: readonly Word[], from: readonly Word[]): Given[] => {
      const insertions = from.flatMap((word) => insertionsOf(word, printed));
      return names.map(({ text: name }) => ({
        name,
        insertions,
        variables: from.flatMap((word) => expandedIn(word.text)),
      }));
    };
    const name = command?.text ?? '';
    const isQuoted = rest.some(({ text: word }) => word.includes('%q'));
    const operands = rest.filter((word) => !word.text.startsWith('-'));
    if (name === 'read') return [...assigned, ...give(operands, input)];
    if (name === 'mapfile' || name === 'readarray') return [...assigned, ...give(operands, input)];
    if (name === 'for' || name === 'select') {
      // Without a list it goes over the arguments.
      const goesOver = rest[1]?.text === 'in' ? rest.slice(2) : [{ ...NO_WORD, text: `$${ARGUMENTS}` }];
      return [...assigned, ...give(rest.slice(0, 1), goesOver)];
    }
    if (name === 'printf') {
      return [...assigned, ...give(argumentsOf('-v', rest), rest).map((one) => ({ ...one, isQuoted }))];
    }
    if (name === 'set' || functions.has(name)) {
      return [...assigned, ...give([ALL_ARGUMENTS], rest)];
    }
    return assigned;
  });
}

/** What an assignment gives its variable; `printed` are the insertions that commands print. */
export function givenBy(word: Word, printed: ReadonlySet<number>): Given {
  const { name, value } = partsOf(word);
  const before = word.text.slice(0, value).split(INSERTION).length - 1;
  const insertions = insertionsOf({ ...word, insertions: word.insertions.slice(before) }, printed);
  return { name, insertions, variables: expandedIn(word.text.slice(value)) };
}

function insertionsOf({ insertions, substituted }: Word, printed: ReadonlySet<number>): readonly number[] {
  return [...insertions, ...substituted.filter((one) => printed.has(one))];
}

/** The assignments that a command begins with, or declares. */
export function assignmentsOf(words: readonly Word[]): readonly Word[] {
  const whole = joinSubscripts(words);
  const first = whole.findIndex((word) => !isAssignment(word));
  const leading = first < 0 ? whole : whole.slice(0, first);
  const line = called(whole);
  const names = DECLARATIONS.has(line[0]?.text ?? '') ? declared(line).names : [];
  return [...leading, ...names.filter(({ text }) => /^\w+(?:\[[\s\S]*\])?\+?=/.test(text))];
}

/** The variables that a word expands, but for those in a command within it. */
export function expandedIn(text: string): string[] {
  const own = text.replaceAll(/\$\((?!\()[\s\S]*?\)|`[^`]*`|\$\{\w+@Q\}/g, '');
  return [...own.matchAll(/\$\{?([A-Za-z_]\w*|[\d@*])/g)].map(([, name]) => named(name ?? ''));
}

/** All that variables may have got their values from, over others too. */
export function sourcesOf(names: readonly string[], given: readonly Given[]): Pick<Given, 'insertions' | 'variables'> {
  const variables = new Set(names);
  for (const variable of variables) {
    for (const one of given) if (one.name === variable) for (const other of one.variables) variables.add(other);
  }
  const insertions = given.filter((one) => variables.has(one.name)).flatMap((one) => one.insertions);
  return { insertions: [...new Set(insertions)], variables: [...variables] };
}

/** The name under which what a variable is given is known: all arguments are one. */
export function named(variable: string): string {
  return /^[\d*@]$/.test(variable) ? ARGUMENTS : variable;
}
