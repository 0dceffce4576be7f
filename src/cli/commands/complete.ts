import type { Choices } from '../../app/candidates.ts';
import { type Argument, type Command, commandNames, type Option } from '../commander.ts';

/** Only who asks for what is on the disk pays for looking there. */
const onDisk = () => import('../../app/candidates.ts');

/** What the words before the one that is being written come to. */
interface Said {
  readonly command: Command;
  /** The option whose value is being written; null where it is no value of an option. */
  readonly option: Option | null;
  /** The arguments before it. */
  readonly given: readonly string[];
  /** The values of options, by their names without dashes. */
  readonly values: ReadonlyMap<string, string>;
  /** Whether `--` has ended the options. */
  readonly isOver: boolean;
}

/**
 * What can stand in the place of the last word, the beginning of one that is being written, in a command line of `program`. What cannot
 * be found out is left out.
 */
export async function candidates(program: Command, words: readonly string[]): Promise<readonly string[]> {
  const current = words.at(-1) ?? '';
  const said = read(program, words.slice(0, -1));
  const [, name, begun] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (name !== undefined && begun !== undefined && !said.isOver) {
    const option = optionNamed(said.command, name);
    const found = option === null ? [] : await valuesOf(option, said, begun);
    return matching(
      found.map((value) => `${name}=${value}`),
      current,
    );
  }
  const isNext = said.option?.optional === true && current.startsWith('-');
  if (said.option !== null && !isNext) return matching(await valuesOf(said.option, said, current), current);
  if (current.startsWith('-') && !said.isOver) return matching(optionsOf(said.command), current);
  return matching([...commandsOf(said), ...(await argumentsOf(said, current))], current);
}

function matching(found: readonly string[], begun: string): readonly string[] {
  return [...new Set(found)].filter((one) => one.startsWith(begun));
}

function read(program: Command, words: readonly string[]): Said {
  let command = program;
  let option: Option | null = null;
  let isOver = false;
  const given: string[] = [];
  const values = new Map<string, string>();
  for (const word of words) {
    if (option !== null && !(option.optional && word.startsWith('-'))) {
      values.set(option.attributeName(), word);
      option = null;
    } else if (word === '--') isOver = true;
    else if (word.startsWith('-') && !isOver) {
      const [name = '', value] = word.split(/=(.*)/s);
      const found = optionNamed(command, name);
      if (found !== null && value !== undefined) values.set(found.attributeName(), value);
      else if (found?.required === true || found?.optional === true) option = found;
    } else {
      const below = given.length === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (below === undefined) given.push(word);
      else command = below;
    }
  }
  return { command, option, given, values, isOver };
}

function optionNamed(command: Command, name: string): Option | null {
  return command.options.find((option) => option.long === name || option.short === name) ?? null;
}

function optionsOf(command: Command): readonly string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
}

function commandsOf({ command, given }: Said): readonly string[] {
  return given.length > 0 || command.commands.length === 0 ? [] : commandNames(command);
}

/** By what the name of an option says that its value is; of others a shell offers files. */
async function valuesOf(option: Option, said: Said, begun: string): Promise<readonly string[]> {
  if (option.argChoices !== undefined) return option.argChoices;
  const { choicesIn, jobsThatRan, metricsLeft, sweepFiles, sweepNames } = await onDisk();
  switch (option.long ?? '') {
    case '--only':
    case '--skip':
    case '--vs':
      return selectors(await choicesIn(sweepSaid(said), placeOf(said)), begun);
    case '--by':
    case '--pivot':
      return afterComma(
        [...(await choicesIn(sweepSaid(said), placeOf(said))).axes.keys()],
        option.long === '--by' ? begun : '',
      );
    case '--metric':
    case '--sort':
    case '--best':
      return afterComma(metricsLeft(sweepSaid(said), placeOf(said)), option.long === '--metric' ? begun : '');
    case '--accept':
      return jobs(said, begun);
    case '--stage':
      return (await choicesIn(sweepSaid(said), placeOf(said))).stages;
    case '--sweep':
      return [...sweepNames(placeOf(said)), ...sweepFiles()];
    case '--after':
    case '--after-ok':
    case '--after-fail':
      return jobsThatRan(said.values.get('name') ?? 'adhoc', placeOf(said));
    case '--gpus':
      return ['none', 'virtual:'];
    default:
      return [];
  }
}

/** By what the name of an argument says that it is. */
async function argumentsOf(said: Said, begun: string): Promise<readonly string[]> {
  const { command, given } = said;
  const argument = command.registeredArguments[given.length] ?? lastIfVariadic(command.registeredArguments);
  if (argument === undefined) return [];
  if (argument.argChoices !== undefined) return argument.argChoices;
  if (argument.name() === 'command') return command.name() === 'help' ? commandsHelped(said) : [];
  const { sweepFiles, sweepNames } = await onDisk();
  switch (argument.name()) {
    case 'file':
      return [...sweepFiles(), ...sweepNames(placeOf(said))];
    case 'before':
    case 'after':
      return sweepFiles();
    case 'sweep':
      return [...sweepNames(placeOf(said)), ...sweepFiles()];
    case 'job':
      return jobs(said, begun);
    case 'sweep-or-job':
      return [...(given.length === 0 ? sweepNames(placeOf(said)) : []), ...(await jobs(said, begun))];
    case 'word':
      return ['slots=', 'gpus=', ...sweepNames(placeOf(said))];
    default:
      return [];
  }
}

function lastIfVariadic(all: readonly Argument[]): Argument | undefined {
  const last = all.at(-1);
  return last?.variadic === true ? last : undefined;
}

function commandsHelped({ command, given }: Said): readonly string[] {
  let above = command.parent;
  for (const word of given) above = above?.commands.find((one) => one.name() === word) ?? null;
  return above === null || above.commands.length === 0 ? [] : commandNames(above);
}

async function jobs(said: Said, begun: string): Promise<readonly string[]> {
  const { choicesIn, jobsThatRan } = await onDisk();
  const ran = jobsThatRan(sweepSaid(said), placeOf(said));
  const choices = await choicesIn(sweepSaid(said), placeOf(said));
  return [...choices.labels, ...ran, ...selectors(choices, begun)];
}

/** The same names, those in a list also behind what it has so far. */
function afterComma(names: readonly string[], begun: string): readonly string[] {
  const head = begun.slice(0, begun.lastIndexOf(',') + 1);
  return names.map((name) => head + name);
}

/** `axis=`, and behind it the values, also after a comma. */
function selectors({ axes }: Choices, begun: string): readonly string[] {
  const [, head, axis = ''] = /^(([^=]+)=(?:.*,)?)/s.exec(begun) ?? [];
  if (head === undefined) return [...axes.keys()].map((name) => `${name}=`);
  return (axes.get(axis) ?? []).map((value) => head + value);
}

/** The sweep that the words so far are about; undefined where they name none. */
function sweepSaid({ command, given, values }: Said): string | undefined {
  const [first] = command.registeredArguments;
  const named = first?.name() === 'sweep' || first?.name() === 'file' || first?.name() === 'sweep-or-job';
  return values.get('sweep') ?? (named ? given[0] : undefined);
}

function placeOf({ values }: Said): { readonly stateDir?: string | undefined } {
  return { stateDir: values.get('stateDir') };
}
