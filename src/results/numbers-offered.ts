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

/** `acc=0.5`, `val/loss: 1e-3`. */
const PAIR = new RegExp(String.raw`(?<![\w./@-])(${NAME})([ \t]*[=:][ \t]*)(${NUMBER})(?![\w.:])`, 'g');

/** `dice 0.81`, where all of a line is such pairs. */
const BARE_PAIR = new RegExp(String.raw`(${NAME})([ \t]+)(${NUMBER})`, 'g');
const BARE_LINE = new RegExp(String.raw`^(?:${NAME}[ \t]+(?:${NUMBER})(?:[ \t,;|]+|$)){2,}$`);

/** What may stand between two of them that are written together. */
const BETWEEN = /^[ \t,;|]+$/;

/** More patterns than this are no line to be copied. */
const MOST = 4;

/** The numbers that an output says by name, those of a line that stand together in one pattern; null where it says none. */
export function numbersOffered(output: string): NumbersOffered | null {
  // What comes last is the result, as a rule.
  const lines = output
    .split(/[\r\n]+/)
    .flatMap(writtenApart)
    .reverse();
  return (
    offered(lines, PAIR) ??
    offered(
      lines.map((line) => line.trim()).filter((line) => BARE_LINE.test(line)),
      BARE_PAIR,
    )
  );
}

function offered(lines: readonly string[], pair: RegExp): NumbersOffered | null {
  const numbers = new Map<string, string>();
  const patterns: string[] = [];
  for (const line of lines) {
    for (const run of runsOf(line, pair)) {
      const names = run.pairs.map(([name]) => name);
      const isNew = new Set(names).size === names.length && !names.some((name) => numbers.has(name));
      if (!isNew || patterns.length === MOST) continue;
      patterns.push(run.pattern);
      for (const [name, value] of run.pairs) numbers.set(name, value);
    }
  }
  if (patterns.length === 0) return null;
  const places = patterns.map((pattern) => `{ log: '${pattern}' }`);
  return { numbers, line: `metrics: ${places.length === 1 ? (places[0] ?? '') : `[${places.join(', ')}]`}` };
}

interface Run {
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly pattern: string;
}

function runsOf(line: string, pair: RegExp): readonly Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: whole, 1: name = '', 2: sign = '', 3: value = '', index } of line.matchAll(pair)) {
    const between = line.slice(end, index);
    end = index + whole.length;
    const pattern = `${name}${blanks(sign)}{${name}}`;
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
