import type { Argument, Command, Option } from '../src/cli/commander.ts';
import { below, commandsOf, pathOf } from './commands.ts';

/**
 * The manual page of a program, in the macros of man(7), from what its `--help` is made from: one section of its commands, each with
 * its arguments, its options and what stands below its help.
 */
export function manPage(program: Command): string {
  const name = program.name();
  const version = program.version() ?? '';
  return [
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    // What is to be typed is not hyphenated.
    '.nh',
    '.ad l',
    '.SH NAME',
    `${name} \\- ${roff(beheaded(program.description()))}`,
    '.SH SYNOPSIS',
    `.B ${name}`,
    roff(program.usage()),
    '.SH DESCRIPTION',
    roff(program.description()),
    ...optionsOf(program),
    '.SH COMMANDS',
    ...commandsOf(program).flatMap(sectionOf),
    '.SH EXIT STATUS',
    ...verbatim(below(program).replace(/^Exit codes:\n/, '')),
    '.SH SEE ALSO',
    roff(`The pages in docs/ of the package, and ${name} help COMMAND.`),
    '',
  ].join('\n');
}

/** A description as whatis(1) has it: in one line, without the stop at its end. */
function beheaded(description: string): string {
  return description.replace(/\.$/, '');
}

function sectionOf(command: Command): readonly string[] {
  return [
    `.SS "${roff(`${pathOf(command)} ${command.usage()}`).replaceAll('"', '\\(dq')}"`,
    roff(command.description()),
    ...command.createHelp().visibleArguments(command).flatMap(argumentOf),
    ...optionsOf(command),
    ...verbatim(below(command)),
  ];
}

function argumentOf(argument: Argument): readonly string[] {
  return ['.TP', `.I ${roff(argument.name())}`, roff(argument.description)];
}

function optionsOf(command: Command): readonly string[] {
  const help = command.createHelp();
  const described = (option: Option): readonly string[] => [
    '.TP',
    `.B ${roff(option.flags)}`,
    roff(help.optionDescription(option)),
  ];
  return help.visibleOptions(command).flatMap(described);
}

/** Lines that stay as they are. */
function verbatim(text: string): readonly string[] {
  return text === '' ? [] : ['.PP', '.nf', ...text.split('\n').map(roff), '.fi'];
}

/** A line of text that groff(7) takes for nothing else. */
function roff(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
