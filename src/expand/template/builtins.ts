import { behindReserved, NO_WORD, type Word } from './simple-commands.ts';

/** The operators by which `[[ … ]]` compares numbers. */
export const COMPARISON = /^-(?:eq|ne|lt|le|gt|ge)$/;
/** The builtins that declare variables. */
export const DECLARATIONS = new Set(['declare', 'typeset', 'local', 'readonly', 'export']);

/** The words of a command from the builtin on that it calls. */
export function called(words: readonly Word[]): readonly Word[] {
  const rest = behindReserved(words);
  const first = rest.findIndex((word) => !isAssignment(word));
  if (first < 0) return [];
  const line = rest.slice(first);
  if (line[0]?.text !== 'builtin' && line[0]?.text !== 'command') return line;
  const next = line.findIndex(({ text }, index) => index > 0 && !text.startsWith('-'));
  return next < 0 ? [] : called(line.slice(next));
}

export function declared(words: readonly Word[]): { readonly flags: string; readonly names: readonly Word[] } {
  const options = words.slice(1).filter(({ text }) => /^[-+]/.test(text));
  const names = words.slice(1).filter(({ text }) => !/^[-+]/.test(text));
  const flags = options.flatMap(({ text }) => (text.startsWith('-') ? [text.slice(1)] : [])).join('');
  return { flags, names };
}

/** The argument of an option, which may stand in the same word. */
export function argumentsOf(option: string, words: readonly Word[]): Word[] {
  return words.filter(
    ({ text }, index) => words[index - 1]?.text === option || (text.startsWith(option) && text !== option),
  );
}

export function isAssignment({ text, isQuoted }: Word): boolean {
  return !isQuoted && /^[A-Za-z_]\w*(?:\[[\s\S]*\])?\+?=/.test(text);
}

/** Where the subscript of an assignment ends and where its value begins; -1 for what it lacks. */
export function partsOf({ text }: Word): { readonly name: string; readonly close: number; readonly value: number } {
  const subscript = /^([\w\0 ]*)\[[\s\S]*\](?=\+?=)/.exec(text) ?? /^([\w\0 ]*)\[[\s\S]*\]?$/.exec(text);
  const close = subscript?.[0].length ?? -1;
  const equals = text.indexOf('=', Math.max(close, 0));
  return { name: /^\w+/.exec(text)?.[0] ?? '', close, value: equals < 0 ? -1 : equals + 1 };
}

/** How a word begins that has a subscript: with a name, or as an element of an array does. */
const SUBSCRIPTED = /^[A-Za-z_]\w*\[/;
export const ELEMENT = /^\[/;

/** Bash reads `NAME[…]=` as one word, spaces and all. */
export function joinSubscripts(words: readonly Word[], begins = SUBSCRIPTED): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last === undefined || !begins.test(last.text) || !isOpen(last.text)) joined.push(word);
    else {
      const insertions = [...last.insertions, ...word.insertions];
      const substituted = [...last.substituted, ...word.substituted];
      const text = `${last.text} ${word.text}`;
      joined[joined.length - 1] = { ...NO_WORD, text, at: last.at, insertions, substituted };
    }
  }
  return joined;
}

/** Whether a subscript has more to come: in it brackets stand in pairs, such as those of `$[1+2]`. */
function isOpen(text: string): boolean {
  const depth = text.split('[').length - text.split(']').length;
  return depth > 0 && !/\]\+?=/.test(text);
}
