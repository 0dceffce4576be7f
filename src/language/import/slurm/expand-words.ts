import { type Token, type WordPart } from '../shell-lines.ts';
import { arithmetic } from './arithmetic.ts';
import { type Known, plain, type Scope, type Variable } from './known.ts';

/** The text that a word is where the shell does not split it, as behind `=`; null where that is not known. */
export function wordOf(parts: readonly WordPart[], scope: Scope): Known | null {
  const [first] = parts;
  if (first?.kind === 'text' && !first.isQuoted && first.text.startsWith('~')) return null;
  const there = parts.filter(({ text }) => text !== '');
  const [only] = there;
  if (there.length === 1 && only?.kind === 'expansion') return expanded(only.text, scope);
  let text = '';
  for (const part of parts) {
    const known = part.kind === 'text' ? part.text : (expanded(part.text, scope)?.text ?? null);
    if (known === null) return null;
    text += known;
  }
  return plain(text);
}

/** The words that words of a command are, split as the shell does; null where they are not known. */
export function wordsOf(tokens: readonly Token[], scope: Scope): readonly Known[] | null {
  const words: Known[] = [];
  for (const token of tokens) {
    const split = splitWord(token, scope);
    if (split === null) return null;
    words.push(...split);
  }
  return words;
}

function splitWord({ parts }: Token, scope: Scope): readonly Known[] | null {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    const all = /^\$\{(\w+)\[[@*]\]\}$/.exec(only.text)?.[1];
    const array = all === undefined || only.kind === 'text' ? undefined : scope.get(all);
    if (Array.isArray(array)) return array as readonly Known[];
    const braces = only.kind === 'text' && !only.isQuoted ? bracesOf(only.text) : null;
    if (braces !== null) return braces;
  }
  const isSplit = parts.some(({ kind, isQuoted }) => kind === 'expansion' && !isQuoted);
  if (parts.some(({ kind, isQuoted, text }) => kind === 'text' && !isQuoted && /[*?[{]/.test(text))) return null;
  const word = wordOf(parts, scope);
  if (word === null || !isSplit) return word === null ? null : [word];
  // With another IFS it is split elsewhere; what may be the names of files is.
  if (scope.get('IFS') !== undefined || /[*?[\\]/.test(word.text)) return null;
  const split = word.text.split(/[ \t\n]+/).filter((text) => text !== '');
  return split.length === 1 && split[0] === word.text ? [word] : split.map(plain);
}

const MOST_WORDS = 100_000;

/** `{1..5}` and `{a,b}`, alone in their word. */
function bracesOf(text: string): readonly Known[] | null {
  const [, first, last] = /^\{(0|[1-9]\d{0,8})\.\.(0|[1-9]\d{0,8})\}$/.exec(text) ?? [];
  if (first !== undefined) {
    const [from, count] = [Number(first), Number(last) - Number(first) + 1];
    return count < 1 || count > MOST_WORDS
      ? null
      : Array.from({ length: count }, (_, index) => plain(`${from + index}`));
  }
  const listed = /^\{([\w.+-]+(?:,[\w.+-]+)+)\}$/.exec(text)?.[1];
  return listed === undefined ? null : listed.split(',').map(plain);
}

/** What the shell makes of an expansion; null where that is not known. */
function expanded(text: string, scope: Scope): Known | null {
  const name = /^\$(?:(\w+)|\{(\w+)\})$/.exec(text);
  if (name !== null) return firstOf(scope.get(name[1] ?? name[2] ?? ''));
  const [, sized] = /^\$\{#(\w+)\[[@*]\]\}$/.exec(text) ?? [];
  if (sized !== undefined) {
    const array = scope.get(sized);
    return Array.isArray(array) ? plain(String(array.length)) : null;
  }
  const [, array, index] = /^\$\{(\w+)\[([^@*][^]*)\]\}$/.exec(text) ?? [];
  if (array !== undefined && index !== undefined) return elementOf(array, index, scope);
  const sum = /^\$\(\(([^]*)\)\)$/.exec(text)?.[1];
  if (sum !== undefined) {
    const value = numberOf(sum, scope);
    return value === null ? null : plain(String(value));
  }
  const command = /^\$\(([^]*)\)$/.exec(text)?.[1] ?? /^`([^]*)`$/.exec(text)?.[1]?.replaceAll(/\\([\\$`])/g, '$1');
  if (command !== undefined) return scope.outputOf(command);
  const quoted = /^\$'([^'\\]*|\\t)'$/.exec(text)?.[1];
  return quoted === undefined ? null : plain(quoted === '\\t' ? '\t' : quoted);
}

function numberOf(text: string, scope: Scope): number | null {
  return arithmetic(text, (expansion) => expanded(expansion, scope)?.text ?? null);
}

function firstOf(variable: Variable | undefined): Known | null {
  return Array.isArray(variable)
    ? ((variable as readonly Known[])[0] ?? null)
    : ((variable as Known | undefined) ?? null);
}

function elementOf(name: string, index: string, scope: Scope): Known | null {
  const array = scope.get(name);
  const number = numberOf(index, scope);
  if (!Array.isArray(array) || number === null) return null;
  const found = (array as readonly Known[]).at(number);
  if (found === undefined) scope.lacks(`\`${name}\` has ${array.length} values`);
  return found ?? plain('');
}
