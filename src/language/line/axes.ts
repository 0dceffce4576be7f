import type { Diagnostic } from '../../model/diagnostic.ts';
import type { WrittenAxis } from '../write/sweep-text.ts';
import { textValue, valueOfWord, type WrittenValue } from '../write/value.ts';
import { type Item, itemsOf } from './items.ts';
import { dottedRange, type SaidRange } from './range.ts';
import { mistake, partOf, type Word } from './words.ts';

/** An axis that a command line says, and where it says so first. */
export interface SaidAxis {
  readonly name: Word;
  readonly values: readonly SaidValues[];
}

export type SaidValues = { readonly value: WrittenValue } | { readonly range: SaidRange };

const ASSIGNMENT = /^([^=\s]+)=/;

/** Whether a word is `NAME=VALUES`. */
export function saysAxis(word: string): boolean {
  return /^[\p{Letter}_][\p{Letter}\p{Mark}\w.@/-]*=/u.test(word);
}

/** The axes that words `NAME=VALUES` say: a name that comes again adds to its values. Tells what is wrong with them to `faults`. */
export function axesOf(words: readonly Word[], faults: Diagnostic[]): readonly SaidAxis[] {
  const axes = new Map<string, SaidAxis>();
  for (const word of words) {
    const length = ASSIGNMENT.exec(word.text)?.[1]?.length ?? 0;
    const name = partOf(word, 0, length);
    const before = axes.get(name.text);
    const values = valuesOf(name, partOf(word, length + 1), faults);
    if (before === undefined) faults.push(...faultsOfName(name));
    axes.set(name.text, { name: before?.name ?? name, values: [...(before?.values ?? []), ...values] });
  }
  return [...axes.values()];
}

/** An axis as a file has it: a range alone stays one. */
export function writtenAxis({ name, values }: SaidAxis): WrittenAxis {
  const [only] = values;
  if (values.length === 1 && only !== undefined && 'range' in only && only.range.written !== null) {
    return { name: name.text, range: only.range.written };
  }
  return { name: name.text, values: values.flatMap((one) => ('range' in one ? one.range.values() : [one.value])) };
}

export function countOf({ values }: SaidAxis): number {
  return values.reduce((sum, one) => sum + ('range' in one ? one.range.count : 1), 0);
}

/** Whether an axis can have this name, but for those that sweep itself gives. */
export function isAxisName(name: string): boolean {
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name);
}

function faultsOfName(name: Word): readonly Diagnostic[] {
  if (isAxisName(name.text)) return [];
  const better = name.text.replaceAll(/[^\w.]+/g, '_');
  const hint = `call it \`${better}\`: the command says \`--${name.text}={{${better}}}\``;
  return [
    mistake('bad-name', name, `\`${name.text}\` cannot be a name: names are made of letters, digits and \`_\``, hint),
  ];
}

function valuesOf(name: Word, list: Word, faults: Diagnostic[]): readonly SaidValues[] {
  const items = itemsOf(list);
  if ('unclosed' in items) {
    const { unclosed } = items;
    const hint = `for a text with it, write \`'${name.text}="…"'\``;
    faults.push(mistake('unclosed', unclosed, `\`${unclosed.text.charAt(0)}\` is never closed`, hint));
    return [];
  }
  const [only] = items;
  if (items.length === 1 && only?.quoted === null && /^\[.*[^\s[\]].*\]$/s.test(only.word.text)) {
    const hint = `write \`${name.text}=${only.word.text.slice(1, -1).replaceAll(/\s*,\s*/g, ',')}\``;
    faults.push(mistake('wrong-value', only.word, `all of \`${only.word.text}\` would be one value, a list`, hint));
    return [];
  }
  return items.flatMap((item) => valueOf(name, item, faults) ?? []);
}

function valueOf(name: Word, { word, quoted }: Item, faults: Diagnostic[]): SaidValues | null {
  const fail = (...said: [message: string, hint: string]): null => {
    faults.push(mistake('wrong-value', word.text === '' ? name : word, ...said));
    return null;
  };
  if (quoted !== null) return { value: textValue(quoted) };
  if (word.text === '')
    return fail(`a value of \`${name.text}\` is empty`, `for an empty text, write \`'${name.text}=""'\``);
  const range = dottedRange(word.text);
  if (range !== null) return 'message' in range ? fail(range.message, range.hint) : { range };
  const value = valueOfWord(word.text);
  // What a shell that expands no braces has passed on.
  if (value.type !== 'json' && /^\{.*(?:,|\.\.).*\}$/s.test(word.text)) {
    return fail(`no shell has expanded \`${word.text}\``, `write \`${name.text}=${word.text.slice(1, -1)}\``);
  }
  if (/^range\(.*\)$/s.test(word.text)) {
    return fail(`\`${word.text}\` is no value`, `write a range as \`${name.text}=0..9\`, both ends included`);
  }
  return { value };
}
