/** The one home of commander; a module of our own, so that the bundler can split a CommonJS package off. */
export { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
