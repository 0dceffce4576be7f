import { MOST_ROWS, NO_NUMBERS, TOO_MANY_ROWS, unreadable, type Curve, type Found } from '../numbers.ts';
import { curveOf, Rows, type Row } from './rows.ts';

/** Objects nested deeper than this hold no metrics. */
const DEEPEST = 32;

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads one object, or, at `rows` or as a whole, a list of them, as JSON or as Python writes it. */
export function readJson(text: string, rows: string | null): Found {
  const parsed = parse(text);
  if (parsed === undefined) return unreadable('is not JSON');
  if (rows !== null) return readRows(valueAt(parsed, rows), `has no list of objects at \`${rows}\``);
  if (Array.isArray(parsed)) return readRows(parsed, NO_OBJECT);
  return isObject(parsed) ? readObject(parsed) : unreadable(NO_OBJECT);
}

const NO_OBJECT = 'holds neither an object nor a list of them';

/** Reads an object a line. A last line that was not written whole does not count. */
export function readJsonLines(text: string): Found {
  const rows = new Rows();
  const faulty: number[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const parsed = parse(line);
    if (isObject(parsed)) rows.add(cellsOf(parsed));
    else if (index < lines.length - 1) faulty.push(index + 1);
    if (rows.areTooMany) return unreadable(TOO_MANY_ROWS);
  }
  return { numbers: rows.finish(), problem: tellFaulty(faulty) };
}

function tellFaulty([first, ...others]: readonly number[]): string | null {
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : `, nor ${others.length === 1 ? 'is one' : `are ${others.length}`} more`;
  return `has no JSON object in line ${first}${more}`;
}

function readRows(value: unknown, otherwise: string): Found {
  if (!Array.isArray(value) || !value.every(isObject)) return unreadable(otherwise);
  if (value.length > MOST_ROWS) return unreadable(TOO_MANY_ROWS);
  const rows = new Rows();
  for (const row of value) rows.add(cellsOf(row));
  return { numbers: rows.finish(), problem: null };
}

function readObject(object: JsonObject): Found {
  const scalars = new Map<string, number>();
  const texts = new Map<string, string>();
  const curves = new Map<string, Curve>();
  let problem: string | null = null;
  for (const [name, value] of leavesOf(object)) {
    if (Array.isArray(value)) {
      const numbers = numbersIn(value);
      if (numbers === null) continue;
      if (numbers.length > MOST_ROWS)
        problem = `has more than ${MOST_ROWS.toLocaleString('en')} numbers in \`${name}\``;
      else curves.set(name, curveOf(numbers));
      continue;
    }
    const cell = cellIn(value);
    if (typeof cell === 'number') scalars.set(name, cell);
    if (typeof cell === 'string') texts.set(name, cell);
  }
  return { numbers: { ...NO_NUMBERS, scalars, texts, curves }, problem };
}

/** A list of nothing but numbers; null for any other. */
function numbersIn(values: readonly unknown[]): readonly number[] | null {
  const numbers = values.map((value) => (value === null ? NaN : cellIn(value)));
  return numbers.length > 0 && numbers.every((value) => typeof value === 'number') ? numbers : null;
}

function* cellsOf(object: JsonObject): Row {
  for (const [name, value] of leavesOf(object)) {
    const cell = cellIn(value);
    if (cell !== null) yield [name, cell];
  }
}

/** What stands in an object, those in it included, by names that are joined by dots. */
function* leavesOf(object: JsonObject, before = '', depth = 0): Generator<readonly [string, unknown]> {
  for (const [key, value] of Object.entries(object)) {
    const name = before + key.trim();
    if (!isObject(value)) yield [name, value];
    else if (depth < DEEPEST) yield* leavesOf(value, `${name}.`, depth + 1);
  }
}

/** What a value is as a metric, or as a text beside one; null for neither. */
function cellIn(value: unknown): number | string | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const word = value.startsWith(MARK) ? value.slice(MARK.length) : value;
  return /^(?:NaN|-?Infinity)$/.test(word) ? Number(word) : value;
}

/** What names joined by dots lead to; undefined for nothing. */
function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    if (Object.hasOwn(value, name)) return valueAt(value[name], path.slice(dot + 1));
  }
  return undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Stands before the words that only Python's JSON has, where they are written as texts. */
const MARK = '\u0000';

/** The value that a text is as JSON, be it Python's with `NaN` and `Infinity`; undefined for none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (!/NaN|Infinity/.test(text)) return undefined;
  }
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/gs, (part) =>
    part.startsWith('"') ? part : JSON.stringify(MARK + part),
  );
  try {
    return JSON.parse(marked) as unknown;
  } catch {
    return undefined;
  }
}
