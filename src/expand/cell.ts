import type { Axis } from './axis.ts';
import type { Value } from './value.ts';

/** One combination of values, by the index of the axis; null where an axis is absent. */
export interface Cell {
  readonly values: readonly (Value | null)[];
}

/** The cell as messages name it: its values, the axis that only repeats last. */
export function cellName(cell: Cell, axes: readonly Axis[], replicates: Axis | null): string {
  const shown: string[] = [];
  for (const axis of axes) {
    const value = cell.values[axis.index];
    if (value !== null && value !== undefined && axis !== replicates) shown.push(value.text);
  }
  const repeat = replicates === null ? null : cell.values[replicates.index];
  if (repeat !== null && repeat !== undefined) shown.push(`s${repeat.text}`);
  return shown.join('_').replace(/\s+/g, ' ');
}

/** A key that two cells share exactly if they are the same cell. */
export function cellKey(cell: Cell, but?: Axis): string {
  let key = '';
  for (const [axis, value] of cell.values.entries()) {
    if (axis !== but?.index) key += `${value === null ? '' : value.index},`;
  }
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
