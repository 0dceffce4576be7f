import type { Script } from './script.ts';
import { ShellReader } from './shell-reader.ts';
import type { SimpleCommand } from './simple-commands.ts';
import type { Site, UnclosedQuote } from './site.ts';

/**
 * Where each insertion of a bash text stands, in order.
 *
 * @param before commands that may have run before in the same shell, such as those of a `setup`
 */
export function sitesIn(text: string, before: readonly SimpleCommand[] = []): Site[] {
  return new ShellReader(text).read(before);
}

/** The commands of a bash text and what it expands, as far as the text can be told apart. */
export function scriptIn(text: string): Script {
  const reader = new ShellReader(text);
  reader.read();
  return reader.notes;
}

/** The quote that a bash text opens and never closes; null if there is none, or that is not certain. */
export function unclosedQuoteIn(text: string): UnclosedQuote | null {
  const reader = new ShellReader(text);
  reader.read();
  return reader.unclosedQuote;
}
