import type { Diagnostic } from '../../model/diagnostic.ts';
import { textValue, valueOfWord } from '../write/value.ts';
import type { SaidAxis, SaidValues } from './axes.ts';
import { type Item, itemsOf } from './items.ts';
import { hydraRange } from './range.ts';
import { mistake, partOf, type ShellWord, shellWords, trimmed, type Word } from './words.ts';

/** A multirun of Hydra as a sweep: what varies as axes, and the command of one job. */
export interface Multirun {
  readonly axes: readonly SaidAxis[];
  readonly command: string;
  /** What has become of the words that are Hydra's own, for people. */
  readonly told: string;
}

interface Override {
  /** With what may stand before it, such as `+`. */
  readonly key: string;
  readonly value: Word;
  readonly at: ShellWord;
}

/** An override that varies. */
interface Varying extends Override {
  readonly axis: SaidAxis;
}

const KEY = /^(?:\+\+?|~)?[A-Za-z_][\w./@:-]*(?==)/;
/** What `job.overrides` passes on as it stands. */
const PLAIN = /^[A-Za-z0-9_/+.%*@?|:-]*$/;
const FUNCTION = /^(?:(?:int|float|str|bool|json_str)\()?(choice|range|interval|glob|shuffle|sort|tag|extend_list)\(/;

/**
 * Reads `PROGRAM … -m key=a,b other=range(1,5)` (Hydra, "Multi-run" and "Extended Override syntax"); null for a command that has no
 * `-m` of Hydra, or in which nothing varies. Tells what a sweep cannot have to `faults`.
 */
export function multirunOf(command: Word, faults: Diagnostic[]): Multirun | null {
  const words = shellWords(command.text);
  const flag = words.findIndex((word, index) => isMultirunFlag(words, index));
  if (flag === -1) return null;
  const overrides = words.flatMap((word) => overrideOf(word, command) ?? []);
  const found: Diagnostic[] = [];
  const varying = overrides.flatMap((override) => varyingOf(override, found));
  if (varying.length === 0 && found.length === 0) return null;
  faults.push(...found, ...namedAlike(varying));
  const axes = varying.map(({ axis }) => axis);
  return { axes, command: ofOneJob(command.text, words, flag, varying), told: toldOf(words, flag) };
}

/** What Hydra reads for a multirun alone. */
const OF_MULTIRUN = /^\+*(?:hydra\.sweep(?:er)?\.|hydra\.launcher\.|hydra\/(?:launcher|sweeper)=)/;

function toldOf(words: readonly ShellWord[], flag: number): string {
  const idle = words.flatMap(({ given }) =>
    OF_MULTIRUN.test(given) ? [`\`${KEY.exec(given)?.[0] ?? given}=…\``] : [],
  );
  const kept = idle.length === 0 ? '' : `; kept, though without effect: ${idle.join(' and ')}`;
  const folder = saysFolder(words)
    ? '`hydra.run.dir=…` stays'
    : '`hydra.run.dir={{job.dir}}` has it write into the folder of the job';
  return `Each job is one run of Hydra: \`${words[flag]?.given ?? '-m'}\` is left out${kept}; ${folder}.`;
}

function saysFolder(words: readonly ShellWord[]): boolean {
  return words.some(({ given }) => given.startsWith('hydra.run.dir='));
}

/** `--multirun`, or `-m` that is not an interpreter's, which a module follows. */
function isMultirunFlag(words: readonly ShellWord[], index: number): boolean {
  const word = words[index]?.given;
  if (word === '--multirun') return true;
  const next = words[index + 1]?.given;
  return word === '-m' && index > 1 && (next === undefined || KEY.test(next) || next.startsWith('-'));
}

function overrideOf(at: ShellWord, command: Word): Override | null {
  const key = KEY.exec(at.given)?.[0];
  if (key === undefined) return null;
  const start = command.start + at.written.start;
  // What its quotes hide from the shell begins a little later: near enough to be shown.
  const lead = Math.max(0, at.written.text.indexOf('=') + 1);
  return { key, value: { text: at.given.slice(key.length + 1), start: start + lead }, at };
}

function varyingOf(override: Override, faults: Diagnostic[]): Varying[] {
  const { key, value } = override;
  const name = key.replace(/^[+~]+/, '').replaceAll(/[^\w.]+/g, '_');
  const values = valuesOf(override, faults);
  if (values === null) return [];
  const axis: SaidAxis = { name: { text: name, start: Math.max(0, value.start - key.length - 1) }, values };
  return [{ ...override, axis }];
}

/** Null for an override that does not vary, or of which it is told why it cannot. */
function valuesOf({ key, value }: Override, faults: Diagnostic[]): readonly SaidValues[] | null {
  const fail = (...said: [message: string, hint: string]): null => {
    faults.push(mistake('hydra', value, ...said));
    return null;
  };
  const items = itemsOf(value);
  if ('unclosed' in items)
    return fail(`\`${items.unclosed.text.charAt(0)}\` is never closed`, 'close it, as for Hydra');
  const isEmpty = () => fail(`a value of \`${key}\` is empty`, 'write it, or take its comma away');
  if (items.length > 1) return listed(items, isEmpty);
  const [called = '', sweeper] = FUNCTION.exec(value.text) ?? [];
  if (sweeper === undefined) return null;
  const inner = trimmed(partOf(value, called.length, value.text.lastIndexOf(')')));
  if (called === 'choice(') {
    const choices = itemsOf(inner);
    return 'unclosed' in choices ? null : listed(choices, isEmpty);
  }
  if (called !== 'range(')
    return fail(`\`${sweeper}(…)\` of Hydra cannot be said in a sweep`, HINTS[sweeper] ?? OTHERWISE);
  const range = hydraRange(inner.text.split(',').map((word) => word.trim()));
  return 'message' in range ? fail(range.message, range.hint) : [{ range }];
}

const OTHERWISE = 'list the values, such as `lr=0.1,0.01`, or write `choice(…)` or `range(…)`';

const HINTS: Readonly<Record<string, string>> = {
  interval:
    'a sweep lists its values: write some, such as `lr=0.1,0.01`, or in the file a range with `scale: log` and a `sample`',
  glob: 'list the options by name, such as `db=mysql,postgresql`',
};

function listed(items: readonly Item[], isEmpty: () => null): readonly SaidValues[] | null {
  if (items.some(({ word }) => word.text === '')) return isEmpty();
  // As Hydra spells it, quotes and all, unless it needs none.
  return items.map(({ word: { text }, quoted }) => {
    if (quoted !== null && PLAIN.test(quoted) && /^[A-Za-z_/]/.test(quoted)) return { value: textValue(quoted) };
    return { value: PLAIN.test(text) ? valueOfWord(text) : textValue(text) };
  });
}

function namedAlike(varying: readonly Varying[]): readonly Diagnostic[] {
  const names = varying.map(({ axis }) => axis.name.text);
  return varying.flatMap(({ axis, key, value }, index) =>
    names.indexOf(axis.name.text) === index
      ? []
      : [
          mistake(
            'name-used-twice',
            value,
            `\`${key}\` and another override would both be the axis \`${axis.name.text}\``,
            'vary one of them',
          ),
        ],
  );
}

/** The command without what varies and without `-m`, and what a job says in the place of these. */
function ofOneJob(text: string, words: readonly ShellWord[], flag: number, varying: readonly Varying[]): string {
  const isPlain = varying.every(
    ({ key, axis }) =>
      key === axis.name.text && axis.values.every((one) => 'range' in one || PLAIN.test(one.value.text)),
  );
  const ownFolder = saysFolder(words) ? '' : ' hydra.run.dir={{job.dir}}';
  const last = varying.at(-1);
  const changed = words.map((word, index) => {
    const here = varying.find(({ at }) => at === word);
    const tail = last?.at === word ? ownFolder : '';
    if (index === flag) return { word, as: '' };
    if (here === undefined) return { word, as: null };
    if (!isPlain) return { word, as: `${here.key}={{${here.axis.name.text}}}${tail}` };
    return { word, as: here === varying[0] ? `{{job.overrides}}${ownFolder}` : '' };
  });
  let result = '';
  let at = 0;
  for (const { word, as } of changed) {
    const { start, text: written } = word.written;
    result += as === '' ? '' : text.slice(at, start) + (as ?? written);
    at = start + written.length;
  }
  return (result + text.slice(at)).trim();
}
