import { spelled, textValue, valueOfWord, type WrittenValue } from './value.ts';

/** A sweep file that is to be written: what it says, and what it says of that to people. Lines of remarks have no `#`. */
export interface WrittenSweep {
  /** Where editors find the schema, relative to the folder of the file; null for a file that names none. */
  readonly schema: string | null;
  /** What the file begins with, for people. */
  readonly head?: readonly string[];
  readonly name: string;
  readonly matrix?: Remarked<readonly WrittenAxis[]>;
  /** Tables of axes whose values go together: the columns of one are equally long. */
  readonly zip?: Remarked<readonly WrittenTable[]>;
  /** A text for the shell, with `{{name}}` where a value goes, or the words of a program. */
  readonly command: Remarked<string | readonly string[]>;
  /** Further keys, below the command, in this order. */
  readonly keys?: readonly WrittenKey[];
  /** What some jobs have otherwise, below the other keys. */
  readonly rules?: Remarked<readonly WrittenRule[]>;
  /** What stands at the end, for people, such as what else could be said. */
  readonly tail?: readonly string[];
}

/** Something of a file, with what is said above it. */
export interface Remarked<T> {
  readonly says: T;
  readonly remarks?: readonly string[];
}

export interface WrittenColumn {
  readonly name: string;
  readonly values: readonly WrittenValue[];
}

/** An axis: its values one by one, as a range of numbers, of which each is spelled, or as the lines of a file. */
export type WrittenAxis = (
  | WrittenColumn
  | { readonly name: string; readonly range: WrittenRange }
  | { readonly name: string; readonly lines: string }
) & {
  /** How `job.args` spells it, where it says so. */
  readonly arg?: string;
};

/** Axes whose values go together: each with its own, equally many, or as columns of a file. */
export type WrittenTable = readonly WrittenColumn[] | { readonly table: string; readonly columns: readonly string[] };

export interface WrittenRange {
  readonly from: string;
  readonly to?: string;
  readonly count?: string;
  readonly step?: string;
}

/** A key of a job: a word, as `valueOfWord` takes it, a list of texts, or a map to texts, such as `env`. */
export interface WrittenKey extends Remarked<string | readonly string[] | ReadonlyMap<string, string>> {
  readonly key: string;
}

/** Keys of the jobs that have one of the values on an axis; each is a word, as `valueOfWord` takes it. */
export interface WrittenRule {
  readonly axis: string;
  readonly values: readonly WrittenValue[];
  readonly keys: ReadonlyMap<string, string>;
}

/** No line with values in brackets is longer. */
const WIDTH = 100;

/**
 * The text of a sweep file. It reads as just what it is given: numbers and booleans as they are spelled, texts character by character.
 * Whether that makes sense, such as that names can be those of axes, is for `parseSpec` and `expand` to say, so load the text before it
 * is written anywhere.
 *
 * @example
 * sweepText({
 *   schema: '.sweep/sweep.schema.json',
 *   head: ['Written by `sweep import jobs.txt`.'],
 *   name: 'train',
 *   matrix: { says: [{ name: 'lr', values: ['1e-3', '1e-4'].map(valueOfWord) }, { name: 'seed', range: { from: '1', to: '5' } }] },
 *   zip: { says: [[{ name: 'model', values: [textValue('small')] }, { name: 'batch', values: [valueOfWord('64')] }]] },
 *   command: { says: 'python train.py --lr {{lr}} --seed {{seed}}', remarks: ['From line 3.'] },
 *   keys: [{ key: 'gpus', says: '1' }, { key: 'env', says: new Map([['HF_HOME', '/data/hf']]) }],
 * });
 */
export function sweepText({
  schema,
  head = [],
  name,
  matrix,
  zip,
  command,
  keys = [],
  rules,
  tail = [],
}: WrittenSweep): string {
  const opening = [
    ...(schema === null ? [] : [`# yaml-language-server: $schema=${schema}`, ...(head.length === 0 ? [] : ['#'])]),
    ...remarks(head),
    `name: ${text(name)}`,
  ];
  const parts = [
    opening,
    part(matrix, (axes) => ['matrix:', ...axes.flatMap((axis) => under(axisLines(axis)))]),
    part(zip, (tables) => ['zip:', ...tables.flatMap((table) => under(item(tableLines(table))))]),
    part(command, (said) => keyLines('command', said, commandText)),
    ...keys.map((one) => part(one, (said) => keyLines(one.key, said, wordText))),
    part(rules, (said) => ['rules:', ...said.flatMap((rule) => under(item(ruleLines(rule))))]),
    remarks(tail),
  ];
  return `${spaced(parts).join('\n')}\n`;
}

/** How many combinations so many values of each axis have, for remarks: `2 x 3 = 6`. */
export function productInWords(counts: readonly number[]): string {
  return `${counts.join(' x ')} = ${counts.reduce((all, count) => all * count, 1)}`;
}

/** Parts with remarks stand apart; keys of a line each do not. */
function spaced(parts: readonly (readonly string[])[]): readonly string[] {
  const there = parts.filter((lines) => lines.length > 0);
  return there.flatMap((lines, index) => {
    const isPlain = (one: readonly string[] | undefined) => one?.length === 1 && !one[0]?.startsWith('#');
    const isApart = index > 0 && !(isPlain(lines) && isPlain(there[index - 1]));
    return isApart ? ['', ...lines] : lines;
  });
}

function part<T>(said: Remarked<T> | undefined, linesOf: (says: T) => readonly string[]): readonly string[] {
  return said === undefined ? [] : [...remarks(said.remarks ?? []), ...linesOf(said.says)];
}

function remarks(lines: readonly string[]): readonly string[] {
  const each = lines.flatMap((line) => line.split(/\r\n?|[\n\u0085\u2028\u2029]/));
  return each.map((line) =>
    `# ${line.replaceAll(/[^\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/g, ' ')}`.trimEnd(),
  );
}

function axisLines(axis: WrittenAxis): readonly string[] {
  const { name, arg } = axis;
  if (arg === undefined) return valuesLines(name, axis);
  const values = valuesLines('values', axis);
  const line = `${text(name)}: { ${values.join('')}, arg: ${text(arg)} }`;
  if (values.length === 1 && line.length <= WIDTH) return [line];
  return [`${text(name)}:`, ...under([...values, `arg: ${text(arg)}`])];
}

function valuesLines(key: string, axis: WrittenAxis): readonly string[] {
  if ('lines' in axis) return [`${text(key)}: { lines: ${text(axis.lines)} }`];
  if ('values' in axis) return listLines(key, axis.values);
  const parts = Object.entries(axis.range).map(([part, number]: [string, string]) => `${part}: ${number}`);
  return [`${text(key)}: { ${parts.join(', ')} }`];
}

function tableLines(table: WrittenTable): readonly string[] {
  if (!('table' in table)) return table.flatMap(axisLines);
  return [`table: ${text(table.table)}`, ...listLines('columns', table.columns.map(textValue))];
}

function listLines(key: string, values: readonly WrittenValue[]): readonly string[] {
  const items = values.map(spelled);
  const line = `${text(key)}: [${items.join(', ')}]`;
  return line.length <= WIDTH ? [line] : [`${text(key)}:`, ...items.flatMap((one) => under([`- ${one}`]))];
}

function keyLines(
  key: string,
  said: WrittenKey['says'],
  scalarLines: (word: string) => readonly string[],
): readonly string[] {
  if (typeof said === 'string') {
    const [first = '', ...rest] = scalarLines(said);
    return [`${text(key)}: ${first}`, ...rest.map((line) => under([line])[0] ?? '')];
  }
  if (said instanceof Map) {
    return [
      `${key}:`,
      ...[...said].flatMap(([name, value]: [string, string]) => under([`${text(name)}: ${text(value)}`])),
    ];
  }
  return listLines(key, (said as readonly string[]).map(textValue));
}

function ruleLines({ axis, values, keys }: WrittenRule): readonly string[] {
  const [first, ...others] = values.map(spelled);
  const said = others.length === 0 ? (first ?? '[]') : `[${[first, ...others].join(', ')}]`;
  return [
    `when: { ${text(axis)}: ${said} }`,
    ...[...keys].map(([key, word]) => `${key}: ${spelled(valueOfWord(word))}`),
  ];
}

function item(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function under(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function text(word: string): string {
  return spelled(textValue(word));
}

/** A word on its line, or a text of several lines as a block. */
function wordText(word: string): readonly string[] {
  return word.includes('\n') ? commandText(word) : [spelled(valueOfWord(word))];
}

/** A command as people write it in YAML: bare where that reads as it is, else as a block, else in quotes. */
function commandText(command: string): readonly string[] {
  if (BARE.test(command) && !/: |:$| #| $/.test(command) && command.length <= WIDTH) return [command];
  if (!/\s/.test(command) || !BLOCK.test(command)) return [text(command)];
  return [command.endsWith('\n') ? '|' : '|-', ...command.replace(/\n$/, '').split('\n')];
}

/** Several words, the first of which begins with a letter or as a path does: no other value than a text. */
const BARE = /^[A-Za-z_./][\x21-\x7e]* [\x20-\x7e]*$/;
/** What a literal block keeps as it is. */
const BLOCK = /^\S(?:[\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*\S)?\n?$/;
