import { nearest } from '../model/text/nearest.ts';
import { commandNames, type Command } from './commander.ts';

/** Ends with what commander says of a command that there is not; it names a near one. */
export function unknownCommand(above: Command, word: string): never {
  const close = nearest(word, commandNames(above));
  above.error(`error: unknown command '${word}'${close === null ? '' : `\n(Did you mean ${close}?)`}`);
}
