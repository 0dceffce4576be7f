import type { Token, WordPart } from '../shell-lines.ts';
import { wordOf, wordsOf } from './expand-words.ts';
import { BLANKS, fieldOf, type Known, plain, type Scope, type Variable } from './known.ts';
import { givenBy, printed } from './pipeline.ts';
import { closing, type Statement } from './statements.ts';

/** What a statement sets, where that is all that it does. */
export interface Assignment {
  readonly names: readonly string[];
  /** Whether what it sets is passed on to programs. */
  readonly isExported: boolean;
  /** Whether it only puts texts and variables together. */
  readonly isTemplate: boolean;
  /** What the names hold then, in their order; null where that is not known. */
  readonly valuesIn: (scope: Scope) => readonly Variable[] | null;
}

const NAME = /^[A-Za-z_]\w*$/;

/** Reads `NAME=…`, `NAME=(…)`, `read`, and `mapfile`; null for any other statement. `text` is what it stands in. */
export function assignmentOf({ tokens }: Statement, text: string): Assignment | null {
  const isExported = tokens[0]?.given === 'export';
  const said = isExported ? tokens.slice(1) : tokens;
  const array = arrayOf(said, text);
  if (array !== null) return { ...array, isExported };
  const assigned = said.map(assignedBy);
  if (said.length > 0 && assigned.every((one) => one !== null)) {
    const isTemplate = assigned.every(({ parts }) => parts.every(isText));
    const valuesIn = (scope: Scope) => all(assigned.map(({ parts }) => wordOf(parts, scope)));
    return { names: assigned.map(({ name }) => name), isExported, isTemplate, valuesIn };
  }
  return isExported ? null : readOf(tokens, text);
}

function isText({ kind, text }: WordPart): boolean {
  return kind === 'text' || /^\$(?:\w+|\{\w+\})$/.test(text);
}

function all<T>(values: readonly (T | null)[]): readonly T[] | null {
  return values.every((value) => value !== null) ? values : null;
}

/** The name before `=`, and what stands behind it. */
function assignedBy({ kind, parts }: Token): { readonly name: string; readonly parts: readonly WordPart[] } | null {
  const [first, ...rest] = parts;
  const [lead, name] = /^([A-Za-z_]\w*)=/.exec(first?.text ?? '') ?? [];
  if (kind === 'operator' || first === undefined || first.isQuoted || lead === undefined || name === undefined)
    return null;
  const behind = { ...first, text: first.text.slice(lead.length), start: first.start + lead.length };
  return { name, parts: behind.text === '' ? rest : [behind, ...rest] };
}

function arrayOf(tokens: readonly Token[], text: string): Omit<Assignment, 'isExported'> | null {
  const from = /^(?:declare|typeset|local)$/.test(tokens[0]?.raw ?? '') && tokens[1]?.raw === '-a' ? 2 : 0;
  const [head, open, ...rest] = tokens.slice(from);
  const name = /^([A-Za-z_]\w*)=$/.exec(head?.raw ?? '')?.[1];
  if (name === undefined || open?.raw !== '(' || rest.at(-1)?.raw !== ')') return null;
  const items = rest.slice(0, -1);
  const [only] = items;
  const valuesIn = (scope: Scope): readonly Variable[] | null => {
    // A file of many lines is split once, not as a text.
    const command = items.length === 1 ? /^\$\(([^]*)\)$/.exec(text.slice(only?.start, only?.end))?.[1] : undefined;
    const lines = command === undefined ? null : printed(command, scope);
    const isSplitBefore = lines?.every((line) => /^[^\s*?[\\]+$/.test(line.text)) === true;
    if (isSplitBefore && scope.get('IFS') === undefined) return [lines];
    const words = wordsOf(items, scope);
    return words === null ? null : [words];
  };
  return { names: [name], isTemplate: false, valuesIn };
}

/** `IFS=, read -r a b <<< "$line"`, `read -ra all <<< …`, `mapfile -t lines < file`. */
function readOf(tokens: readonly Token[], text: string): Assignment | null {
  const separated = tokens[0] === undefined ? null : assignedBy(tokens[0]);
  const rest = separated?.name === 'IFS' ? tokens.slice(1) : tokens;
  const at = rest.findIndex(({ kind }) => kind === 'operator');
  const [program, ...words] = rest.slice(0, at === -1 ? 0 : at).map(({ given }) => given);
  const given = (scope: Scope) => inputOf(rest.slice(at), text, scope);
  const names = words.filter((word) => word !== null && !word.startsWith('-'));
  const options = words.filter((word) => word?.startsWith('-') === true).join('');
  if (words.includes(null) || names.length === 0 || !names.every((name) => NAME.test(name ?? ''))) return null;
  const usual = { names: names as readonly string[], isExported: false, isTemplate: false };
  if (program === 'mapfile' || program === 'readarray') {
    if (names.length > 1 || options !== '-t') return null;
    return { ...usual, valuesIn: (scope) => all([given(scope)]) };
  }
  const isArray = /^(?:-ra|-r-a|-a-r|-a)$/.test(options);
  if (program !== 'read' || !(isArray ? names.length === 1 : /^(?:-r)?$/.test(options))) return null;
  const valuesIn = (scope: Scope): readonly Variable[] | null => {
    const separators = separated?.name === 'IFS' ? wordOf(separated.parts, scope) : plain(' \t\n');
    const line = given(scope)?.[0];
    const isUnknown = scope.get('IFS') !== undefined || separators === null || line === undefined;
    if (isUnknown || (!options.includes('r') && line.text.includes('\\'))) return null;
    const fields = fieldsOf(line, separators.text, isArray ? null : names.length);
    return fields === null ? null : isArray ? [fields] : names.map((_, index) => fields[index] ?? plain(''));
  };
  return { ...usual, valuesIn };
}

function inputOf(tokens: readonly Token[], text: string, scope: Scope): readonly Known[] | null {
  const isProcess = tokens[0]?.raw === '<' && tokens[1]?.raw === '<' && tokens[2]?.raw === '(';
  if (!isProcess) return givenBy(tokens, scope);
  const end = closing(tokens, 2);
  return end === tokens.length - 1 ? printed(text.slice(tokens[2]?.end, tokens[end]?.start), scope) : null;
}

/** Splits a line as `read` does: the last of `most` fields has the rest. Null for separators that are of both kinds. */
function fieldsOf(line: Known, separators: string, most: number | null): readonly Known[] | null {
  if (separators === '') return [line];
  const isBlank = /^[ \t\n]+$/.test(separators);
  if (!isBlank && separators.length > 1) return null;
  const [blank, name] = isBlank ? [separators, separators === ' \t\n' ? BLANKS : separators] : ['', separators];
  const trim = (text: string) => (isBlank ? trimmed(text, blank) : text);
  const text = trim(line.text);
  const fields: Known[] = [];
  let start = 0;
  for (let number = 1; start <= text.length; number += 1) {
    const end = endOfField(text, start, separators);
    if (number === most && end < text.length)
      return [...fields, restOf(line, text, start, isBlank, separators, name, number)];
    if (isBlank && end === start) break;
    fields.push(fieldOf(line, text.slice(start, end), name, number));
    start = end + 1;
    while (isBlank && blank.includes(text.charAt(start)) && start < text.length) start += 1;
  }
  // A separator at the end parts nothing off.
  return !isBlank && text.endsWith(separators) && most === null ? fields.slice(0, -1) : fields;
}

/** What the last name of `read` has: one field, or all that is left. */
function restOf(
  line: Known,
  text: string,
  start: number,
  isBlank: boolean,
  separators: string,
  name: string,
  number: number,
): Known {
  const rest = text.slice(start);
  const isOne = !isBlank && rest.indexOf(separators) === rest.length - 1;
  return isOne ? fieldOf(line, rest.slice(0, -1), name, number) : plain(rest);
}

function endOfField(text: string, start: number, separators: string): number {
  let end = start;
  while (end < text.length && !separators.includes(text.charAt(end))) end += 1;
  return end;
}

function trimmed(text: string, blank: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blank.includes(text.charAt(start))) start += 1;
  while (end > start && blank.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const ASSIGNS =
  /^(?:export|declare|typeset|local|readonly|read|mapfile|readarray|printf|getopts|let|unset|for|select|\()$/;
const LEADS = /^(?:then|do|else|elif|if|while|until|!|time|\{|\()$/;

/** The names that a statement may set, whatever it is. */
export function namesSetBy({ tokens, isSum }: Statement): readonly string[] {
  if (isSum) return tokens.flatMap(({ raw }) => raw.match(/[A-Za-z_]\w*/g) ?? []);
  let at = 0;
  while (LEADS.test(tokens[at]?.raw ?? '')) at += 1;
  const names: string[] = [];
  for (; /^[A-Za-z_]\w*(?:\[.*\])?\+?=/.test(tokens[at]?.raw ?? ''); at += 1) {
    names.push(/^\w+/.exec(tokens[at]?.raw ?? '')?.[0] ?? '');
    if (tokens[at + 1]?.raw === '(') at = closing(tokens, at + 1);
  }
  // Before a command they are its own, and no more.
  const own = at < tokens.length ? [] : names;
  const word = tokens[at]?.raw ?? '';
  if (!ASSIGNS.test(word)) return own;
  const said = tokens.slice(at + 1, /^(?:for|select)$/.test(word) ? at + 2 : undefined);
  return [...own, ...said.flatMap(({ given, raw }) => /^[A-Za-z_]\w*/.exec(given ?? raw)?.[0] ?? [])];
}
