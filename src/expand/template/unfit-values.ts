import type { Insertion, Template } from './compile.ts';
import { isHarmless, TAKES } from './evaluations.ts';

/** What a template inserts: a list gives several words. */
export type Inserted = string | readonly string[];

/** What is wrong with a value where a template inserts it, or with what the template comes to. */
export interface UnfitValue {
  readonly code: string;
  readonly message: string;
  readonly span: Insertion['span'];
  readonly hint?: string;
}

/**
 * A text or list that has become too long: of vars that insert vars, a few lines could make more than any memory holds. Null for a template
 * that inserts nothing, and so is as long as the file says.
 */
export function tooLong({ parts }: Template, what: 'text' | 'list', unit: string, most: number): UnfitValue | null {
  const insertion = parts.find((part) => typeof part !== 'string');
  if (insertion === undefined) return null;
  const message = `this makes a ${what} of more than ${most.toLocaleString('en')} ${unit}`;
  return { code: 'too-long', message, span: insertion.span, hint: 'keep what is so long in a file, and give its path' };
}

/**
 * A value that does more than it says in a place where bash evaluates what it finds; null where the place takes it. Of what is not known yet
 * nothing is said.
 */
export function evaluatedPlace(
  value: Inserted,
  { name, span, site }: Insertion,
  isOpen: (text: string) => boolean,
): UnfitValue | null {
  const only = site?.only ?? null;
  if (only === null) return null;
  const refused = [value].flat().find((item) => !isOpen(item) && !isHarmless(item, only));
  if (refused === undefined) return null;
  const message = `bash evaluates what stands ${only.where}, so \`{{${name}}}\` must be ${TAKES[only.takes]} there, not ${JSON.stringify(refused)}`;
  return { code: 'evaluated-place', message, span };
}

/** A list where there is room for one word, or for a part of one. */
export function listInWord({ name, span, site }: Insertion): UnfitValue {
  const isQuoted = site !== null && site.place !== 'bare';
  const where = isQuoted ? 'within quotes' : 'within a larger word';
  return {
    code: 'list-in-word',
    message: `\`${name}\` is a list, which gives words of its own and cannot stand ${where}`,
    span,
    hint: isQuoted ? 'take it out of the quotes: each item is quoted as it needs' : 'put spaces around it',
  };
}
