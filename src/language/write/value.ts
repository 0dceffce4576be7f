import { isNumber, typeOfWord } from '../../model/text/decimal.ts';
import type { Scalar } from '../spec.ts';
import { onOneLine } from '../tree/print.ts';

/** A value that is to stand in a sweep file. A text of the type `json` is compact JSON, of a list or a map. */
export type WrittenValue = Pick<Scalar, 'text' | 'type'>;

/**
 * The value that a bare word stands for, as a sweep file would have it: `1e-3`, `0.10` and `007` are numbers that keep their spelling,
 * `true` and `false` are booleans, JSON of a list or a map is that, and all else is a text, also `null`, which would be an absence.
 */
export function valueOfWord(word: string): WrittenValue {
  return { text: word, type: isListOrMap(word) ? 'json' : typeOfWord(word) };
}

/** A value that is this very text, whatever it looks like. */
export function textValue(text: string): WrittenValue {
  return { text, type: 'string' };
}

/** The value in YAML, on one line: it reads as just this text of this type, within brackets too. */
export function spelled(value: WrittenValue): string {
  const { text, type } = value;
  // Such as `2h` and `8x7b`.
  const isWord = type === 'string' && /^\d[\w./-]*[A-Za-z][\w./-]*$/.test(text) && !isNumber(text);
  return isWord ? text : onOneLine(value);
}

function isListOrMap(word: string): boolean {
  if (!/^[[{]/.test(word)) return false;
  try {
    JSON.parse(word);
    return true;
  } catch {
    return false;
  }
}
