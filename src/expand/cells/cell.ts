import type { Axis } from './axis.ts';
import type { Value } from './value.ts';

/** One combination of values, by the index of the axis; null where an axis is absent. */
export interface Cell {
  readonly values: readonly (Value | null)[];
}

/** What the names of cells depend on besides their values. */
export interface Naming {
  readonly axes: readonly Axis[];
  /** The axis that only repeats. */
  readonly replicates: Axis | null;
  /** The stage that names begin with; null where there is only one. */
  readonly shownStage: string | null;
}

/** The cell as messages name it: its stage, its values but for defaults, the axis that only repeats last. */
export function cellName(cell: Cell, { axes, replicates, shownStage }: Naming): string {
  const shown: string[] = shownStage === null ? [] : [shownStage];
  for (const axis of axes) {
    const value = cell.values[axis.index];
    if (value !== null && value !== undefined && axis !== replicates && !axis.isDefault(value)) shown.push(value.text);
  }
  const repeat = replicates === null ? null : cell.values[replicates.index];
  if (repeat !== null && repeat !== undefined && replicates?.isDefault(repeat) === false) shown.push(`s${repeat.text}`);
  return shown.join('_').replace(/\s+/g, ' ');
}

/** A key that two cells share exactly if they are the same cell. */
export function cellKey(cell: Cell): string {
  let key = '';
  for (const value of cell.values) key += `${value === null ? '' : value.index},`;
  return key;
}

/** A key that two cells share exactly if they agree on these axes; absent equals only absent. */
export function keyOn(cell: Cell, axes: readonly Axis[]): string {
  let key = '';
  for (const { index } of axes) key += `${cell.values[index]?.index ?? ''},`;
  return key;
}

/** Which values any of the cells has, by axis and value index, and which axes are ever absent. */
export class Presence {
  readonly #values: boolean[][];
  readonly #absent: boolean[];

  constructor(axes: readonly Axis[], cells: readonly Cell[]) {
    this.#values = axes.map((axis) => Array.from({ length: axis.size }, () => false));
    this.#absent = axes.map(() => false);
    for (const { values } of cells) {
      for (let axis = 0; axis < values.length; axis += 1) {
        const value = values[axis];
        const row = this.#values[axis];
        if (value === null || value === undefined) this.#absent[axis] = true;
        else if (row !== undefined) row[value.index] = true;
      }
    }
  }

  has(axis: Axis, value: Value | null): boolean {
    return (value === null ? this.#absent[axis.index] : this.#values[axis.index]?.[value.index]) ?? false;
  }
}
