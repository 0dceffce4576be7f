import { BLANKS, fieldOf, type Known, type Scope } from './known.ts';

/** A program of one rule that picks lines and prints them, or a field of each. */
interface Picking {
  /** `NR`, or a field by its number; null for every line. */
  readonly by: 'NR' | number | null;
  readonly is: string;
  /** The field that is printed; 0 for the whole line. */
  readonly prints: number;
}

const PROGRAM =
  /^\s*(?:(F?NR|\$\d+)\s*==\s*("[^"\\]*"|\w+)(?:\s*([+-])\s*(\d+))?)?\s*(?:\{\s*print(?:\s+\$(\d+)|\s*\(?\$(\d+)\)?)?\s*(?:;\s*exit\s*)?;?\s*\})?\s*$/;

/** What `awk 'NR==5 {print $2}' FILE` and the like print; null for any other program. */
export function awk(words: readonly Known[], input: readonly Known[] | null, scope: Scope): readonly Known[] | null {
  const variables = new Map<string, string>();
  let separator = BLANKS;
  let at = 0;
  for (let word = words[at]?.text ?? ''; /^-[Fv]/.test(word); word = words[at]?.text ?? '') {
    const isApart = word.length === 2;
    const said = isApart ? (words[at + 1]?.text ?? '') : word.slice(2);
    at += isApart ? 2 : 1;
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(said) ?? [];
    if (word.startsWith('-v')) variables.set(name, value);
    else separator = said === ' ' ? BLANKS : said.replace('\\t', '\t');
  }
  const [program, file, ...others] = words.slice(at);
  const picking = program === undefined || others.length > 0 ? null : pickingOf(program.text, variables);
  const lines = file === undefined ? input : scope.linesOf(file.text);
  if (picking === null || lines === null || !(separator === BLANKS || /^[^\\\s^$]$|^\t$/.test(separator))) return null;
  const { by, is, prints } = picking;
  const picked =
    by === null
      ? lines
      : by === 'NR'
        ? lines.slice(Number(is) - 1, Number(is))
        : lines.filter((line) => isSame(fieldAt(line, separator, by).text, is));
  if (picked.length === 0 && by !== null) {
    const name = `\`${file?.text ?? lines[0]?.from?.file ?? 'what it reads'}\``;
    scope.lacks(
      by === 'NR' ? `${name} has ${lines.length} lines` : `no line of ${name} has ${is} as its ${ordinal(by)} field`,
    );
  }
  return picked.map((line) => fieldAt(line, separator, prints));
}

function pickingOf(program: string, variables: ReadonlyMap<string, string>): Picking | null {
  const [whole, left, right = '', sign, by, printed, bracketed] = PROGRAM.exec(program) ?? [];
  if (whole === undefined || (left === undefined && !/\S/.test(program))) return null;
  const prints = Number(printed ?? bracketed ?? 0);
  if (left === undefined) return { by: null, is: '', prints };
  const said = right.startsWith('"') ? right.slice(1, -1) : /^\d/.test(right) ? right : variables.get(right);
  if (said === undefined) return null;
  const isCounted = sign !== undefined || left.endsWith('NR');
  if (isCounted && !/^\d{1,15}$/.test(said)) return null;
  const is = sign === undefined ? said : String(Number(said) + (sign === '-' ? -1 : 1) * Number(by));
  if (left.endsWith('NR')) return Number(is) < 1 ? null : { by: 'NR', is, prints };
  return { by: Number(left.slice(1)), is, prints };
}

function fieldAt(line: Known, separator: string, number: number): Known {
  if (number === 0) return line;
  const fields = separator === BLANKS ? line.text.trim().split(/[ \t\n]+/) : line.text.split(separator);
  return fieldOf(line, fields[number - 1] ?? '', separator, number);
}

/** awk compares as numbers what looks like numbers. */
function isSame(one: string, other: string): boolean {
  const isNumber = (text: string) => /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
  return isNumber(one) && isNumber(other) ? Number(one) === Number(other) : one === other;
}

function ordinal(number: number): string {
  return number === 1 ? 'first' : number === 2 ? 'second' : number === 3 ? 'third' : `${number}th`;
}
