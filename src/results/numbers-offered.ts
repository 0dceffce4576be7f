import { writtenApart } from '../model/text/terminal-codes.ts';
import { NUMBER } from '../model/text/written-number.ts';

/** Numbers that an output says by name, and how a sweep file says that they stand there. */
export interface NumbersOffered {
  /** By name, as it was written last. */
  readonly numbers: ReadonlyMap<string, string>;
  /** The line for the sweep file. */
  readonly line: string;
}

const NAME = String.raw`[A-Za-z_][\w./@-]*`;

/** `acc=0.5`, `val/loss: 1e-3`, `'eval_loss': 0.4`. */
const PAIR = new RegExp(
  String.raw`(?<![\w./@-])(?<quote>["']?)(?<name>${NAME})\k<quote>(?<sign>[ \t]*[=:][ \t]*)(?<value>${NUMBER})(?![\w.:])`,
  'g',
);

/** `dice 0.81`, where all of a line is such pairs. */
const BARE_PAIR = new RegExp(String.raw`(?<name>${NAME})(?<sign>[ \t]+)(?<value>${NUMBER})`, 'g');
const BARE_LINE = new RegExp(String.raw`^(?:${NAME}[ \t]+(?:${NUMBER})(?:[ \t,;|]+|$)){2,}$`);

/** What may stand between two of them that are written together. */
const BETWEEN = /^[ \t,;|]+$/;

/** More patterns than this are no line to be copied. */
const MOST = 4;

/** What is known of the names of numbers. */
export interface KnownNames {
  /** What jobs were given, which many print: `seed=42` is no result. */
  readonly axes: readonly string[];
  /** What the file sets a goal for; what has it comes first. */
  readonly goals: readonly string[];
}

/** The numbers that an output says by name, those of a line that stand together in one pattern; null where it says none. */
export function numbersOffered(output: string, known: KnownNames): NumbersOffered | null {
  const { goals } = known;
  const isResult = tellsResults(known);
  // What comes last is the result, as a rule.
  const lines = output
    .split(/[\r\n]+/)
    .flatMap(writtenApart)
    .reverse();
  const bare = lines.map((line) => line.trim()).filter((line) => BARE_LINE.test(line));
  for (const [among, pair] of [[lines, PAIR] as const, [bare, BARE_PAIR] as const]) {
    const runs = among.flatMap((line) => runsOf(line, pair, isResult));
    const hasGoal = ({ pairs }: Run): boolean => pairs.some(([name]) => goals.includes(name));
    const found = offered([...runs.filter(hasGoal), ...runs.filter((run) => !hasGoal(run))]);
    if (found !== null) return found;
  }
  return null;
}

/** Tells names of results from those of what a job was given. */
export function tellsResults({ axes, goals }: KnownNames): (name: string) => boolean {
  const given = new Set([...axes, 'seed'].flatMap(spellings));
  return (name) => goals.includes(name) || !spellings(name).some((one) => given.has(one));
}

/** What programs call `optim.lr`: `optim_lr`, or `lr`. */
function spellings(name: string): readonly string[] {
  const plain = name.toLowerCase().replaceAll('-', '_');
  return [plain.replaceAll(/[./]/g, '_'), plain.replace(/^.*[./]/, '')];
}

function offered(runs: readonly Run[]): NumbersOffered | null {
  const numbers = new Map<string, string>();
  const patterns: string[] = [];
  for (const { pairs, pattern } of runs) {
    const names = pairs.map(([name]) => name);
    const isNew = new Set(names).size === names.length && !names.some((name) => numbers.has(name));
    if (!isNew || patterns.length === MOST) continue;
    patterns.push(pattern);
    for (const [name, value] of pairs) numbers.set(name, value);
  }
  if (patterns.length === 0) return null;
  const places = patterns.map((pattern) => `{ log: ${inQuotes(pattern)} }`);
  return { numbers, line: `metrics: ${places.length === 1 ? (places[0] ?? '') : `[${places.join(', ')}]`}` };
}

function inQuotes(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

interface Run {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly pattern: string;
}

function runsOf(line: string, pair: RegExp, isResult: (name: string) => boolean): readonly Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: whole, index, groups = {} } of line.matchAll(pair)) {
    const { quote = '', name = '', sign = '', value = '' } = groups;
    if (!isResult(name)) continue;
    const between = line.slice(end, index);
    end = index + whole.length;
    const pattern = `${quote}${name}${quote}${blanks(sign)}{${name}}`;
    const last = runs.at(-1);
    if (last !== undefined && BETWEEN.test(between)) {
      runs.splice(-1, 1, {
        pairs: [...last.pairs, [name, value]],
        pattern: `${last.pattern}${blanks(between)}${pattern}`,
      });
    } else runs.push({ pairs: [[name, value]], pattern });
  }
  return runs;
}

/** In a pattern one blank stands for any number of them. */
function blanks(text: string): string {
  return text.replace(/[ \t]+/g, ' ');
}
