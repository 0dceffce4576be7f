import { MOST_ROWS, NO_NUMBERS, type Curve, type Numbers, type Track } from '../numbers.ts';

/** What a row says, by column. */
export type Row = Iterable<readonly [column: string, value: number | string]>;

/** What tells where a row stands, the first that any of them has; neither is a metric. */
const STEPS = ['step', 'epoch'] as const;

/** What a column has, and in which rows. */
interface Column<T> {
  readonly rows: number[];
  readonly values: T[];
}

/**
 * Gathers rows, which may be sparse, by the step that they tell: `step`, else `epoch`, else their number. A row that tells none has that of the
 * row before it, and where a step comes again the later row wins, value by value.
 */
export class Rows {
  readonly #numbers = new Map<string, Column<number>>();
  readonly #texts = new Map<string, Column<string>>();
  readonly #steps = new Map<string, Column<number>>();
  #count = 0;

  /** Whether there are so many that they are not to be read. */
  get areTooMany(): boolean {
    return this.#count > MOST_ROWS;
  }

  add(row: Row): void {
    for (const [name, value] of row) {
      if (typeof value === 'string') note(this.#texts, name, this.#count, value);
      else if (STEPS.some((step) => step === name)) note(this.#steps, name, this.#count, value);
      else note(this.#numbers, name, this.#count, value);
    }
    this.#count += 1;
  }

  finish(): Numbers {
    const steps = this.#stepOfRows();
    return { ...NO_NUMBERS, curves: tracked(this.#numbers, steps), notes: tracked(this.#texts, steps) };
  }

  /** By the number of a row, its step. */
  #stepOfRows(): readonly number[] {
    const said = STEPS.map((name) => this.#steps.get(name)).find((one) => one !== undefined);
    if (said === undefined) return Array.from({ length: this.#count }, (_, index) => index);
    const steps: number[] = [];
    let at = 0;
    let step = 0;
    for (let row = 0; row < this.#count; row += 1) {
      if (said.rows[at] === row) {
        const value = said.values[at] ?? NaN;
        if (Number.isFinite(value)) step = value;
        at += 1;
      }
      steps.push(step);
    }
    return steps;
  }
}

function note<T>(columns: Map<string, Column<T>>, name: string, row: number, value: T): void {
  let column = columns.get(name);
  if (column === undefined) columns.set(name, (column = { rows: [], values: [] }));
  column.rows.push(row);
  column.values.push(value);
}

function tracked<T>(columns: ReadonlyMap<string, Column<T>>, steps: readonly number[]): Map<string, Track<T>> {
  return new Map(
    [...columns].map(([name, { rows, values }]) => [
      name,
      inOrder(
        rows.map((row) => steps[row] ?? 0),
        values,
      ),
    ]),
  );
}

/** The steps in order, each once, with the last value that was said of it. */
export function inOrder<T>(steps: readonly number[], values: readonly T[]): Track<T> {
  if (steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? step))) return { steps, values };
  const last = new Map(steps.map((step, index) => [step, index]));
  const ordered = [...last].sort(([a], [b]) => a - b);
  return {
    steps: ordered.map(([step]) => step),
    // Each index is one of `values`.
    values: ordered.map(([, index]) => values[index] as T),
  };
}

/** A list of numbers as a curve over their places. */
export function curveOf(values: readonly number[]): Curve {
  return { steps: values.map((_, index) => index), values };
}
