import type { Command } from 'commander';

/** The one home of commander; a module of our own, so that the bundler can split a CommonJS package off. */
export { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';

/** The names of the commands below one that its help shows. */
export function commandNames(above: Command): readonly string[] {
  return above
    .createHelp()
    .visibleCommands(above)
    .map((command) => command.name());
}
