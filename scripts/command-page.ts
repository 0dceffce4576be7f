import type { Argument, Command, Option } from '../src/cli/commander.ts';
import { below, commandsOf, pathOf } from './commands.ts';

/**
 * The reference of a program's command line, in Markdown, from what its `--help` is made from: a table of its commands, what they exit
 * with, and a section for each.
 */
export function commandPage(program: Command): string {
  const commands = commandsOf(program);
  const tops = commands.filter(({ parent }) => parent === program);
  const links = tops.map(
    (command) => `| [\`${pathOf(command)}\`](#${anchorOf(command)}) | ${prose(command.description())} |`,
  );
  const [codes = ''] = below(program).split(/\n\n/);
  return [
    '# The command line',
    '',
    `All commands of \`${program.name()}\`, as \`${program.name()} COMMAND --help\` prints them. [Results go to stdout, all else to stderr](programs.md).`,
    '',
    '| command | does |',
    '| --- | --- |',
    ...links,
    '',
    '## Exit codes',
    '',
    ...block('text', codes.replace(/^Exit codes:\n/, '')),
    ...commands.flatMap(sectionOf),
  ].join('\n');
}

/** As the headings of a page are linked. */
function anchorOf(command: Command): string {
  return pathOf(command).replaceAll(' ', '-');
}

function sectionOf(command: Command): readonly string[] {
  const help = command.createHelp();
  const rows = [
    ...help.visibleArguments(command).map(rowOfArgument),
    ...help.visibleOptions(command).map((option) => rowOfOption(option, help.optionDescription(option))),
  ];
  const notes = below(command);
  return [
    `${'#'.repeat(pathOf(command).split(' ').length)} ${pathOf(command)}`,
    '',
    sentence(prose(command.description())),
    '',
    ...block('sh', `${pathOf(command)} ${command.usage()}`),
    '| argument or option | means |',
    '| --- | --- |',
    ...rows,
    '',
    ...(notes === '' ? [] : notes.split('\n\n').flatMap(noteOf)),
  ];
}

function rowOfArgument(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}…` : argument.name();
  return `| \`${name}\` | ${prose(argument.description)} |`;
}

function rowOfOption(option: Option, description: string): string {
  return `| \`${option.flags.replaceAll('|', String.raw`\|`)}\` | ${prose(description)} |`;
}

/** A paragraph below a help: examples, or prose. */
function noteOf(paragraph: string): readonly string[] {
  const [, examples] = /^Example:\n([^]*)$/.exec(paragraph) ?? [];
  return examples === undefined ? [prose(paragraph), ''] : block('sh', examples);
}

function block(language: string, text: string): readonly string[] {
  const indented = /^ */.exec(text)?.[0] ?? '';
  return [`\`\`\`${language}`, ...text.split('\n').map((line) => line.replace(indented, '')), '```', ''];
}

/** A text of a help as Markdown has it; what is code there already stays. */
function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll(/[\\*_<>]/g, String.raw`\$&`)))
    .join('')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('\n', ' ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
