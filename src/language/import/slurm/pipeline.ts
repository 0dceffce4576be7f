import { shellLines, type Token } from '../shell-lines.ts';
import { arithmetic } from './arithmetic.ts';
import { awk } from './awk.ts';
import { wordOf, wordsOf } from './expand-words.ts';
import { fieldOf, type Known, plain, type Scope } from './known.ts';

/** The lines that a command has or gives; null where they are not known. */
type Lines = readonly Known[] | null;

/** A command with what it is given. */
interface Call {
  readonly words: readonly Known[];
  readonly input: Lines;
  readonly scope: Scope;
}

/** What `$(…)` is: what its command prints, without the newlines at the end; null where that is not known. */
export function outputOf(command: string, scope: Scope): Known | null {
  const lines = printed(command, scope);
  if (lines === null) return null;
  const [only] = lines;
  return lines.length === 1 && only !== undefined
    ? only
    : plain(
        lines
          .map(({ text }) => text)
          .join('\n')
          .trimEnd(),
      );
}

/** The lines that a command prints that picks something out of a file or a text; null for any other. */
export function printed(command: string, scope: Scope): Lines {
  const [line, ...others] = shellLines(command, '', []);
  if (line === undefined || others.length > 0) return null;
  let lines: Lines = null;
  for (const tokens of stagesOf(line.tokens)) {
    lines = outputOfStage(tokens, lines, scope);
    if (lines === null) return null;
  }
  return lines;
}

function stagesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const stages: Token[][] = [[]];
  for (const token of tokens) {
    if (token.raw === '|' && token.kind === 'operator') stages.push([]);
    else stages.at(-1)?.push(token);
  }
  return stages;
}

function outputOfStage(tokens: readonly Token[], before: Lines, scope: Scope): Lines {
  const at = tokens.findIndex(({ kind }) => kind === 'operator');
  const [said, redirected] = at === -1 ? [tokens, []] : [tokens.slice(0, at), tokens.slice(at)];
  const input = redirected.length === 0 ? before : givenBy(redirected, scope);
  if (redirected.length > 0 && input === null) return null;
  const words = wordsOf(said, scope);
  if (words === null) return null;
  // `$(< file)` is the file.
  if (words.length === 0) return input;
  const [program, ...rest] = words;
  const run = COMMANDS[program?.text ?? ''];
  return run === undefined ? null : run({ words: rest, input, scope });
}

/** What `< file` and `<<< text` give. */
export function givenBy(tokens: readonly Token[], scope: Scope): Lines {
  const [operator, word, ...others] = tokens;
  if (word === undefined || others.length > 0) return null;
  const said = wordOf(word.parts, scope);
  if (said === null) return null;
  if (operator?.raw === '<<<') return splitLines(said);
  return operator?.raw === '<' ? scope.linesOf(said.text) : null;
}

function splitLines(known: Known): readonly Known[] {
  return known.text.includes('\n') ? known.text.split('\n').map(plain) : [known];
}

const COMMANDS: Readonly<Record<string, (call: Call) => Lines>> = {
  echo: ({ words }) => {
    const said = words[0]?.text === '-n' ? words.slice(1) : words;
    const [only] = said;
    if (only?.text.startsWith('-') === true) return null;
    return only !== undefined && said.length === 1 ? splitLines(only) : [plain(said.map(({ text }) => text).join(' '))];
  },
  printf: ({ words: [format, only, ...others] }) => {
    if (format === undefined || only === undefined || others.length > 0) return null;
    if (/^%s(?:\\n)?$/.test(format.text)) return splitLines(only);
    const [, width] = /^%0?(\d*)d(?:\\n)?$/.exec(format.text) ?? [];
    if (width === undefined || !/^(?:0|[1-9]\d*)$/.test(only.text)) return null;
    return [plain(only.text.padStart(Number(width), format.text.startsWith('%0') ? '0' : ' '))];
  },
  cat: (call) => (call.words.length > 1 ? null : read(call, call.words[0])),
  seq: ({ words }) => {
    const numbers = words.map(({ text }) => (/^-?\d{1,9}$/.test(text) ? Number(text) : null));
    if (numbers.length === 0 || numbers.length > 3 || numbers.includes(null)) return null;
    const [a = 0, b = 0, c = 0] = numbers as readonly number[];
    const [first, step, last] = numbers.length === 1 ? [1, 1, a] : numbers.length === 2 ? [a, 1, b] : [a, b, c];
    const count = step === 0 ? 0 : Math.floor((last - first) / step) + 1;
    return count < 1 || count > 1_000_000
      ? null
      : Array.from({ length: count }, (_, index) => plain(`${first + index * step}`));
  },
  expr: ({ words, scope }) => {
    const value = arithmetic(words.map(({ text }) => text).join(' '), (expansion) => {
      const variable = scope.get(expansion.slice(1));
      return variable === undefined || Array.isArray(variable) ? null : (variable as Known).text;
    });
    return value === null ? null : [plain(String(value))];
  },
  basename: ({ words: [path, suffix = plain(''), ...others] }) => {
    if (path === undefined || others.length > 0 || path.text.startsWith('-')) return null;
    const name = path.text.replace(/\/+$/, '').replace(/^.*\//s, '');
    const isSuffix = suffix.text !== '' && name !== suffix.text && name.endsWith(suffix.text);
    return [plain(isSuffix ? name.slice(0, name.length - suffix.text.length) : name)];
  },
  wc: ({ words, input }) =>
    words.length === 1 && words[0]?.text === '-l' && input !== null ? [plain(`${input.length}`)] : null,
  sed,
  head: (call) => beginning(call),
  tail: (call) => end(call),
  awk: ({ words, input, scope }) => awk(words, input, scope),
  gawk: ({ words, input, scope }) => awk(words, input, scope),
  cut,
};

/** The lines of the file that is named, or else what the command is given. */
function read({ input, scope }: Pick<Call, 'input' | 'scope'>, file: Known | undefined): Lines {
  return file === undefined ? input : file.text === '-' ? input : scope.linesOf(file.text);
}

/** `sed -n 5p`, `sed '5q;d'` and the like: the line of a number. */
function sed(call: Call): Lines {
  const isQuiet = call.words[0]?.text === '-n';
  const [script, file, ...others] = isQuiet ? call.words.slice(1) : call.words;
  const picked = isQuiet
    ? /^\s*(\d+)\s*(?:p|\{\s*p\s*;?\s*q?\s*;?\s*\})\s*(?:;\s*\d+\s*q\s*)?$/
    : /^\s*(\d+)\s*(?:q\s*;\s*d|!d)\s*$/;
  const number = picked.exec(script?.text ?? '')?.[1];
  const lines = number === undefined || others.length > 0 ? null : read(call, file);
  if (lines === null || Number(number) < 1) return null;
  return lineAt(lines, Number(number), call.scope, file);
}

function lineAt(lines: readonly Known[], number: number, scope: Scope, file: Known | undefined): readonly Known[] {
  const line = lines[number - 1];
  if (line === undefined)
    scope.lacks(`\`${file?.text ?? lines[0]?.from?.file ?? 'what it reads'}\` has ${lines.length} lines`);
  return line === undefined ? [] : [line];
}

/** How many lines `head` or `tail` is asked for, and the file; null where it is asked for something else. */
function countedOf(words: readonly Known[]): { readonly count: string; readonly file: Known | undefined } | null {
  const [first, ...rest] = words;
  const [, beside] = /^(?:-n|--lines=|-(?=\d))([+]?\d*)$/.exec(first?.text ?? '') ?? [];
  const [count, files] = beside === '' ? [rest[0]?.text, rest.slice(1)] : [beside, rest];
  return count === undefined || files.length > 1 || !/^\+?\d+$/.test(count) ? null : { count, file: files[0] };
}

function beginning(call: Call): Lines {
  const counted = countedOf(call.words);
  const lines = counted === null || counted.count.startsWith('+') ? null : read(call, counted.file);
  return lines === null ? null : lines.slice(0, Number(counted?.count));
}

function end(call: Call): Lines {
  const counted = countedOf(call.words);
  const lines = counted === null ? null : read(call, counted.file);
  if (lines === null || counted === null) return null;
  const number = Number(counted.count);
  if (!counted.count.startsWith('+')) return number === 0 ? [] : lines.slice(-number);
  return lines.slice(Math.max(0, number - 1));
}

/** `cut -d, -f2`. */
function cut(call: Call): Lines {
  let [separator, fields]: [string, string | undefined] = ['\t', undefined];
  const files: Known[] = [];
  for (let at = 0; at < call.words.length; at += 1) {
    const word = call.words[at]?.text ?? '';
    const [, letter, beside] = /^(?:-([df])|--(?:delimiter|fields)=)(.*)$/s.exec(word) ?? [];
    if (beside === undefined) files.push(call.words[at] ?? plain(''));
    else {
      const isApart = letter !== undefined && beside === '';
      if (isApart) at += 1;
      const said = isApart ? (call.words[at]?.text ?? '') : beside;
      if (letter === 'd' || word.startsWith('--d')) separator = said;
      else fields = said;
    }
  }
  const lines = files.length > 1 || files[0]?.text.startsWith('-') === true ? null : read(call, files[0]);
  const number = Number(/^[1-9]\d{0,4}$/.exec(fields ?? '')?.[0]);
  if (lines === null || separator.length !== 1 || Number.isNaN(number)) return null;
  return lines.map((line) => {
    const parts = line.text.split(separator);
    return parts.length === 1 ? line : fieldOf(line, parts[number - 1] ?? '', separator, number);
  });
}
