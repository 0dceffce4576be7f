import { partOf, trimmed, type Word } from './words.ts';

/** One of several things that commas divide. */
export interface Item {
  /** As it is written, without the blanks around it. */
  readonly word: Word;
  /** What stands between its quotes, where the whole of it is in quotes; null otherwise. */
  readonly quoted: string | null;
}

/** Why there is no telling where the items end. */
export interface Unclosed {
  readonly unclosed: Word;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Splits at the commas outside of brackets and of quotes. A quote opens where an item begins or within brackets: elsewhere, as in `it's`,
 * it is a character like others.
 */
export function itemsOf(list: Word): readonly Item[] | Unclosed {
  const { text } = list;
  const items: Item[] = [];
  const open: number[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isFirst = text.slice(start, at).trim() === '';
    if ((character === '"' || character === "'") && (isFirst || open.length > 0)) {
      const end = endOfQuote(text, at);
      if (end === null) return { unclosed: partOf(list, at) };
      at = end;
    } else if (character in CLOSING) open.push(at);
    else if (character === CLOSING[text.charAt(open.at(-1) ?? text.length)]) open.pop();
    else if (character === ',' && open.length === 0) {
      items.push(itemOf(partOf(list, start, at)));
      start = at + 1;
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) return { unclosed: partOf(list, unclosed) };
  return [...items, itemOf(partOf(list, start))];
}

/** The place of the quote that ends the one at `from`; null where there is none. */
function endOfQuote(text: string, from: number): number | null {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && quote === '"') at += 1;
    else if (text[at] === quote) return at;
  }
  return null;
}

function itemOf(part: Word): Item {
  const word = trimmed(part);
  const isQuoted = /^["']/.test(word.text) && endOfQuote(word.text, 0) === word.text.length - 1;
  if (!isQuoted) return { word, quoted: null };
  const inner = word.text.slice(1, -1);
  return { word, quoted: word.text.startsWith('"') ? inner.replaceAll(/\\(["\\])/g, '$1') : inner };
}
