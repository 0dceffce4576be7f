import type { Command } from '../src/cli/commander.ts';

/** The commands that help names, in its order, each followed by those below it. */
export function commandsOf(program: Command): readonly Command[] {
  return program.createHelp().visibleCommands(program).flatMap(withThoseBelow);
}

function withThoseBelow(command: Command): readonly Command[] {
  return [command, ...(command.commands.length === 0 ? [] : commandsOf(command))];
}

/** What is typed for a command: its name behind those above it. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** What stands below the help of a command: examples, and what it exits with. */
export function below(command: Command): string {
  let whole = '';
  const before = { ...command.configureOutput() };
  command.configureOutput({ writeOut: (text) => (whole += text) });
  command.outputHelp();
  command.configureOutput(before);
  return whole.slice(command.helpInformation().length).trim();
}
