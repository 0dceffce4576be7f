import { writtenApart } from '../model/text/terminal-codes.ts';
import { NUMBER, numberIn } from '../model/text/written-number.ts';
import { isOfConfiguration, spellings } from './table/given.ts';
import { readLog } from './readers/log.ts';

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
  /** The command of the job: what an option of it names with the same number was given, too. */
  readonly command: string;
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
    const found = offered([...runs.filter(hasGoal), ...runs.filter((run) => !hasGoal(run))], output);
    if (found !== null) return found;
  }
  return null;
}

/** Tells results from what a job was given, by their names and the numbers that they have. */
export function tellsResults({ axes, command, goals }: KnownNames): (name: string, value: string) => boolean {
  const given = new Set([...axes, 'seed'].flatMap(spellings));
  const said = new Set<string>();
  for (const { groups: { name = '', value = '' } = {} } of command.matchAll(SAID)) {
    for (const one of spellings(name)) said.add(`${one} ${numberIn(value)}`);
  }
  return (name, value) =>
    goals.includes(name) ||
    !(
      isOfConfiguration(name) || spellings(name).some((one) => given.has(one) || said.has(`${one} ${numberIn(value)}`))
    );
}

/** `--batch-size 32`, `--lr=0.1`, in a command. */
const SAID = new RegExp(String.raw`(?<![\w.-])--?(?<name>${NAME})(?:=|[ \t]+)["']?(?<value>${NUMBER})(?![\w.])`, 'g');

function offered(runs: readonly Run[], output: string): NumbersOffered | null {
  const numbers = new Map<string, string>();
  const patterns: string[] = [];
  for (const run of runs) {
    const { pairs, pattern } = run;
    const names = pairs.map(([name]) => name);
    const isNew = new Set(names).size === names.length && !names.some((name) => numbers.has(name));
    if (!isNew || patterns.length === MOST || !isReadBy(run, output)) continue;
    patterns.push(pattern);
    for (const [name, value] of pairs) numbers.set(name, value);
  }
  if (patterns.length === 0) return null;
  const places = patterns.map((pattern) => `{ log: ${inQuotes(pattern)} }`);
  return { numbers, line: `metrics: ${places.length === 1 ? (places[0] ?? '') : `[${places.join(', ')}]`}` };
}

/** Whether a pattern has its numbers from an output as they stand there: it may match elsewhere, too, as `loss={loss}` does in `val_loss=1`. */
function isReadBy({ pairs, pattern }: Run, output: string): boolean {
  const { numbers, problem } = readLog(output, { kind: 'log', pattern });
  const read = pairs.filter(([name]) => numbers.curves.has(name));
  if (problem !== null || read.length === 0) return false;
  return read.every(([name, value]) => Object.is(numbers.curves.get(name)?.values.at(-1), numberIn(value)));
}

function inQuotes(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

interface Run {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly pattern: string;
}

function runsOf(line: string, pair: RegExp, isResult: (name: string, value: string) => boolean): readonly Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: whole, index, groups = {} } of line.matchAll(pair)) {
    const { quote = '', name = '', sign = '', value = '' } = groups;
    if (!isResult(name, value)) continue;
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
