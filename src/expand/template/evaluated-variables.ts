import { called, COMPARISON, DECLARATIONS, declared, isAssignment, partsOf } from './builtins.ts';
import { evaluations } from './evaluations.ts';
import { readFromInput } from './input-readers.ts';
import {
  ARGUMENTS,
  assignmentsOf,
  expandedIn,
  type Given,
  givenBy,
  givenIn,
  named,
  sourcesOf,
} from './given-variables.ts';
import type { Script } from './script.ts';
import { type ShellProgram, shellPrograms } from './second-readers.ts';
import { scriptIn } from './shell-sites.ts';
import { behindReserved, NO_WORD, printedIn, type SimpleCommand, type Word } from './simple-commands.ts';
import { INSERTION } from './site.ts';

/**
 * A variable whose value bash evaluates, so that it runs the command in a value such as `a[$(id)]`, or that becomes part of a
 * program, such as that of `eval`.
 */
export interface EvaluatedVariable {
  readonly name: string;
  /** As in "in arithmetic", or for a program what reads it, as in "a program for …". */
  readonly where: string;
  readonly isProgram: boolean;
  /** The insertions that it may have got its value from, by their numbers in the text. */
  readonly insertions: readonly number[];
  /** The variables that it may have got its value from, itself among them. */
  readonly variables: readonly string[];
}

const IN_ARITHMETIC = 'in arithmetic';
/** What a program of a shell has from around its text. */
export interface ProgramContext {
  /** Whether a variable is in its environment. */
  readonly inherits: (name: string) => boolean;
  /** A command that runs behind it and is no text but words, such as `bash`, `-c` and a program. */
  readonly argv?: readonly Word[];
}

/**
 * The variables that a bash text evaluates, and those that the programs do which it has other shells run, such as that of `bash -c`, with
 * what may have been put into them.
 */
export function evaluatedVariables(text: string, { inherits, argv = [] }: ProgramContext): EvaluatedVariable[] {
  const script = scriptIn(text);
  const { evaluated, programs: readers } = evaluatedIn(text, script);
  const programs = script.commands.flatMap(({ kind, words }) => (kind === 'plain' ? programsIn(words) : []));
  const all = [...programs, ...shellPrograms(argv).map((program) => ({ ...program, expands: false, assigned: [] }))];
  if (evaluated.size + readers.size + all.length === 0) return [];
  const given = givenIn(text, script);
  const exported = exportedIn(script);
  const unquoted = given.filter((one) => !one.isQuoted);
  const own = [
    ...[...evaluated].map(([name, where]) => ({ name, where, isProgram: false, ...sourcesOf([name], given) })),
    ...[...readers].map(([name, where]) => ({ name, where, isProgram: true, ...sourcesOf([name], unquoted) })),
  ];
  const inner = all.flatMap((program) =>
    evaluatedByProgram(
      program,
      { given, printed: printedIn(script.commands) },
      (name) => inherits(name) || exported === 'all' || exported.has(name),
    ),
  );
  return [...own, ...inner];
}

/** A program that a command has a shell run. */
interface InnerProgram extends ShellProgram {
  /** Whether what it finds as `$1` and so on is expanded before. */
  readonly expands: boolean;
  /** What the command puts into its environment. */
  readonly assigned: readonly Word[];
}

function programsIn(words: readonly Word[]): InnerProgram[] {
  const line = behindReserved(words);
  const command = called(line);
  const isEnv = /^(?:.*\/)?env$/.test(command[0]?.text ?? '');
  const assigned = [...assignmentsOf(line), ...(isEnv ? command.slice(1).filter(isAssignment) : [])];
  return shellPrograms(command).map((program) => ({
    ...program,
    expands: true,
    assigned,
  }));
}

/** What a program evaluates, with what the text around it has put there. */
function evaluatedByProgram(
  { text, operands, expands, assigned }: InnerProgram,
  around: { readonly given: readonly Given[]; readonly printed: ReadonlySet<number> },
  isExported: (name: string) => boolean,
): EvaluatedVariable[] {
  const own = new Map(assigned.map((word) => [partsOf(word).name, word]));
  const inherits = (name: string) => own.has(name) || isExported(name);
  const given = [...around.given, ...[...own.values()].map((word) => givenBy(word, around.printed))];
  return evaluatedVariables(text, { inherits }).map(({ name, where, isProgram, variables }) => {
    const outer = variables.flatMap((variable) => {
      if (variable !== ARGUMENTS) return inherits(variable) ? [variable] : [];
      return expands ? operands.flatMap((word) => expandedIn(word.text)) : [];
    });
    const passed = variables.includes(ARGUMENTS) ? operands.flatMap((word) => word.insertions) : [];
    const sources = sourcesOf(outer, given);
    const insertions = [...new Set([...passed, ...sources.insertions])];
    return { name, where, isProgram, variables: sources.variables, insertions };
  });
}

/** The variables that a script puts into the environment of what it runs behind that; all of them where it says so. */
function exportedIn({ commands }: Script): ReadonlySet<string> | 'all' {
  const names = new Set<string>();
  for (const { kind, words } of commands) {
    const command = kind === 'plain' ? called(words) : [];
    const name = command[0]?.text ?? '';
    const { flags, names: declaredNames } = declared(command);
    if (name === 'set' && (flags.includes('a') || command.some((word) => word.text === 'allexport'))) return 'all';
    if (name !== 'export' && !(DECLARATIONS.has(name) && flags.includes('x'))) continue;
    for (const { text } of declaredNames) names.add(/^\w+/.exec(text)?.[0] ?? '');
  }
  return names;
}

/** Variables, each with where it is evaluated, or with what reads it as a program. */
interface Found {
  readonly evaluated: ReadonlyMap<string, string>;
  readonly programs: ReadonlyMap<string, string>;
}

function evaluatedIn(text: string, script: Script): Found {
  const found = new Map<string, string>();
  const note = (names: readonly string[], where: string) => {
    for (const name of names) if (!found.has(name)) found.set(name, where);
  };
  const { tables, integers, references } = attributesIn(script.commands);
  const noteBraces = (inside: string) => {
    note(/^!(\w+)(?![\w@*[])/.exec(inside)?.slice(1) ?? [], 'in `${!…}`');
    note(/^!?(\w+)(?:\[[^\]]*\])?@P$/.exec(inside)?.slice(1) ?? [], 'in `${…@P}`');
    const [, array = '', subscript = ''] = /^[!#]?(\w+)\[([^\]]*)\]/.exec(inside) ?? [];
    if (!tables.has(array)) note(namesIn(subscript), 'in a subscript');
    note(namesIn(/^(?:\w+(?:\[[^\]]*\])?|[@*]):(?![-=?+])([\s\S]*)/.exec(inside)?.[1] ?? ''), IN_ARITHMETIC);
  };
  for (const { kind, text: inside } of script.passages) {
    if (kind === 'arithmetic') note(namesIn(inside), IN_ARITHMETIC);
    else if (kind === 'brace') noteBraces(inside);
    else {
      for (const [, sum] of inside.matchAll(/\$\(\(([\s\S]*?)\)\)/g)) note(namesIn(sum ?? ''), IN_ARITHMETIC);
      for (const [, held] of inside.matchAll(/\$\{([^{}]*)\}/g)) noteBraces(held ?? '');
    }
  }
  note([...integers], 'as an integer variable');
  note([...references], 'as what a nameref refers to');
  for (const command of script.commands) {
    const words = behindReserved(command.words);
    if (command.kind === 'test') {
      for (const [index, { text: operator }] of words.entries()) {
        const sides = COMPARISON.test(operator) ? [words[index - 1], words[index + 1]] : [];
        note(
          sides.flatMap((word) => namesIn(word?.text ?? '')),
          `beside \`${operator}\` in \`[[ … ]]\``,
        );
      }
      continue;
    }
    if (command.kind === 'elements') continue;
    if (called(words)[0]?.text === 'let') note(called(words).slice(1).flatMap(namesInValue), 'as an argument of `let`');
    for (const word of assignmentsOf(words)) {
      const { name, close, value } = partsOf(word);
      if (integers.has(name)) note(namesIn(word.text.slice(value)), 'as the value of an integer variable');
      if (tables.has(name)) continue;
      if (close > 0) note(namesIn(word.text.slice(name.length, close)), 'in a subscript');
      if (word.text.startsWith('(', value))
        for (const [, at = ''] of word.text.slice(value).matchAll(ELEMENT)) note(namesIn(at), 'in a subscript');
    }
  }
  return { evaluated: found, programs: new Map([...inHeredocs(text, script), ...noteStandingFor(text, script, note)]) };
}

/** The variables that are expanded in here-documents for what runs what it reads, each with what does. */
function inHeredocs(text: string, { commands, passages }: Script): [string, string][] {
  return passages.flatMap(({ kind, text: body, at }): [string, string][] => {
    // It begins behind the line that announces it; with quotes there nothing is expanded.
    const start = text.lastIndexOf('\n', at - 1) + 1;
    if (kind !== 'passed' || text.charAt(at) !== '\n' || !/<<-?[ \t]*\w/.test(text.slice(start, at))) return [];
    const there = commands.filter(({ words }) => words.some((word) => word.at >= start && word.at < at));
    const [reader] = there.flatMap(({ words }) => readFromInput(words, [NO_WORD], null));
    return reader === undefined ? [] : expandedIn(body).map((name) => [name, reader[1].by]);
  });
}

/**
 * Notes the variables that stand, quoted or not, where an insertion would be evaluated.
 *
 * @returns those that stand where an insertion would be part of a program, each with what reads it
 */
function noteStandingFor(
  text: string,
  { variables }: Script,
  note: (names: readonly string[], where: string) => void,
): Map<string, string> {
  const ordered = variables.toSorted((a, b) => a.start - b.start);
  let marked = '';
  let at = 0;
  for (const { start, end } of ordered) {
    marked += text.slice(at, start).replaceAll(INSERTION, '0') + INSERTION;
    at = end;
  }
  marked += text.slice(at).replaceAll(INSERTION, '0');
  const commands = scriptIn(marked).commands;
  const programs = new Map<string, string>();
  for (const [number, { only, readBy }] of evaluations(commands, [])) {
    const name = ordered[number]?.name;
    if (name === undefined) continue;
    if (only !== undefined && only.takes !== 'assignment') note([named(name)], only.where);
    if (readBy !== undefined && !programs.has(named(name))) programs.set(named(name), readBy.by);
  }
  return programs;
}

/** The subscripts of elements, as in `a=([x]=1)`. */
const ELEMENT = /(?<=[\s(])\[([^\]]*)\]\+?=/g;

/** Variables that are associative arrays, integers, or refer to what they are given next. */
interface Attributes {
  readonly tables: ReadonlySet<string>;
  readonly integers: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

function attributesIn(commands: readonly SimpleCommand[]): Attributes {
  const tables = new Set<string>();
  const integers = new Set<string>();
  const references = new Set<string>();
  for (const { kind, words } of commands) {
    const line = kind === 'plain' ? called(words) : [];
    if (!DECLARATIONS.has(line[0]?.text ?? '')) continue;
    const { flags, names } = declared(line);
    for (const { text } of names) {
      const name = /^\w+/.exec(text)?.[0] ?? '';
      if (flags.includes('A')) tables.add(name);
      else if (flags.includes('i')) integers.add(name);
      else if (flags.includes('n') && text === name) references.add(name);
    }
  }
  return { tables, integers, references };
}

/** The variables that an arithmetic expression names. */
function namesIn(text: string): string[] {
  const own = text.replaceAll(/\$\((?!\()[^)]*\)|`[^`]*`/g, '');
  return [...own.matchAll(/(?<![\w$])(?:\$\{?)?([A-Za-z_]\w*)|\$\{?([\d@*])/g)].map(([, name, argument]) =>
    named(name ?? argument ?? ''),
  );
}

function namesInValue({ text }: Word): string[] {
  return namesIn(text);
}
