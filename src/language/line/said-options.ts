import { isNumber } from '../../model/text/decimal.ts';
import { isAxisName } from './axes.ts';
import { shellWords } from './words.ts';

/** An option of a command with its one value: `--lr 3e-4`, `--lr=3e-4` or `lr=3e-4`. */
export interface SaidOption {
  /** What an axis of it would be called. */
  readonly name: string;
  /** As the command has it, up to its value. */
  readonly lead: string;
  readonly value: string;
}

const ASSIGNED = /^((?:--?)?([A-Za-z_][\w.-]*)=)([^{}]+)$/s;
const OPTION = /^--?([A-Za-z][\w.-]*)$/;

/** The options of a command that have a value, in their order; none of those whose value is a template. */
export function optionsOf(command: string): readonly SaidOption[] {
  const words = shellWords(command).map(({ written }) => written.text);
  return words.flatMap((word, index): readonly SaidOption[] => {
    const [, lead, key, value] = ASSIGNED.exec(word) ?? apart(word, words[index + 1]);
    const name = key?.replaceAll('-', '_') ?? '';
    return lead === undefined || value === undefined || !isAxisName(name) ? [] : [{ name, lead, value }];
  });
}

/** An option and the word behind it; one letter may also be of an interpreter, such as `-m`, unless a number follows. */
function apart(
  word: string,
  next = '',
): readonly [whole: string, lead: string, key: string, value: string] | readonly [] {
  const key = OPTION.exec(word)?.[1];
  const isValue = next !== '' && !/[{}]/.test(next) && (isNumber(next) || (!next.startsWith('-') && key?.length !== 1));
  return key === undefined || !isValue ? [] : [`${word} ${next}`, `${word} `, key, next];
}

/** How to have an option vary, for people. */
export function inItsPlace({ name, lead, value }: SaidOption): string {
  return `write \`${lead}{{${name}}}\` for \`${lead}${value}\``;
}
