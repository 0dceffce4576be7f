import { canonicalNumber } from '../../model/text/decimal.ts';
import { productInWords, type WrittenAxis, type WrittenColumn } from '../write/sweep-text.ts';
import { textValue, valueOfWord, type WrittenValue } from '../write/value.ts';
import { type Dimension, dimensionsOf } from './lines/dimensions.ts';
import type { ImportedSweep } from './imported.ts';

/** What varies of jobs, and how that is told. */
export interface Rows {
  /** Each with a value for each of the rows, which are all different. */
  readonly columns: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** What the rows are, for people: `lines`, `tasks`. */
  readonly of: string;
}

/** Axes and tables that make up the very rows. */
export interface AxesOfRows extends Pick<ImportedSweep, 'matrix' | 'zip'> {
  /** Whether they make them in their order. */
  readonly isInOrder: boolean;
}

/** Rows as the fewest axes and tables; null where values of one differ only in how a number is spelled. */
export function axesOfRows({ columns, of }: Rows): AxesOfRows | null {
  const dimensions = columns.length === 0 ? [] : dimensionsOf(columns.map(({ values }) => values));
  const axes: WrittenAxis[] = [];
  const tables: (readonly WrittenColumn[])[] = [];
  const [alone, together]: [Dimension[], Dimension[]] = [[], []];
  for (const dimension of dimensions) {
    const { columns: group, rows } = dimension;
    const spellings = rows.map((row) => JSON.stringify(row.map((text) => canonicalNumber(text) ?? text)));
    if (new Set(spellings).size < rows.length) return null;
    const written = group.map((column, index) => ({
      name: columns[column]?.name ?? '',
      values: rows.map((row) => writtenValue(row[index] ?? '')),
    }));
    const [only] = written;
    const isAlone = written.length === 1 && only !== undefined;
    if (isAlone) axes.push(asRange(only));
    else tables.push(written);
    (isAlone ? alone : together).push(dimension);
  }
  const count = columns[0]?.values.length ?? 1;
  const counts = dimensions.map(({ rows }) => rows.length);
  return {
    ...(axes.length === 0 ? {} : { matrix: { says: axes, remarks: [axesInWords(counts, of)] } }),
    ...(tables.length === 0 ? {} : { zip: { says: tables, remarks: [tablesInWords(axes.length, count)] } }),
    isInOrder: areInOrder(columns, [...alone, ...together]),
  };
}

/** What is to be said where the plan has another order than the rows. */
export function otherOrder(of: string): string {
  return `the plan has the jobs in another order than the ${of}; they are the same jobs`;
}

/** Whether the combinations of dimensions, the first slowest, come as the rows do. */
function areInOrder(columns: Rows['columns'], dimensions: readonly Dimension[]): boolean {
  const places = dimensions.map(({ columns: group, rows }) => ({
    group,
    count: rows.length,
    placeOf: new Map(rows.map((row, index) => [JSON.stringify(row), index])),
  }));
  let before = -1;
  for (const row of (columns[0]?.values ?? []).keys()) {
    const rank = places.reduce((sum, { group, count, placeOf }) => {
      const values = group.map((column) => columns[column]?.values[row] ?? '');
      return sum * count + (placeOf.get(JSON.stringify(values)) ?? 0);
    }, 0);
    if (rank < before) return false;
    before = rank;
  }
  return true;
}

function axesInWords(counts: readonly number[], of: string): string {
  return counts.length === 1
    ? `What varies over the ${of}: each value is one job.`
    : `What varies over the ${of}. Each combination is one job: ${productInWords(counts)}.`;
}

function tablesInWords(axes: number, jobs: number): string {
  const rest = axes === 0 ? `, ${jobs} in all` : ', and come with each combination of the axes';
  return `What goes together: the first values of each are one row, and so on${rest}.`;
}

/** A word as a value that puts in just this. */
export function writtenValue(word: string): WrittenValue {
  const value = valueOfWord(word);
  return value.type === 'json' ? textValue(word) : value;
}

const LEAST_RANGE = 4;

/** Whole numbers that follow each other are a range. */
function asRange(axis: WrittenColumn): WrittenAxis {
  const texts = axis.values.map(({ text }) => text);
  const first = Number(texts[0]);
  const isRange =
    texts.length >= LEAST_RANGE &&
    texts.every((text, index) => /^(?:0|[1-9]\d{0,8})$/.test(text) && Number(text) === first + index);
  return isRange ? { name: axis.name, range: { from: texts[0] ?? '', to: texts.at(-1) ?? '' } } : axis;
}
