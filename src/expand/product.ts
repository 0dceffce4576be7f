import { allow } from './condition.ts';
import type { Cell } from './cell.ts';
import type { Dimension } from './dimension.ts';
import type { Existences } from './existence.ts';
import type { Value } from './value.ts';

/**
 * Goes over the cells of the product, the first dimension slowest. Where an axis does not exist it is absent, and the
 * cells that thereby coincide are one. `visit` gets one and the same cell, changed each time, and stops the walk with
 * `false`.
 */
export function walkProduct(
  dimensions: readonly Dimension[],
  existences: Existences,
  visit: (cell: Cell) => boolean,
): void {
  const values: (Value | null)[] = existences.map(() => null);
  const cell: Cell = { values };
  const walk = (depth: number): boolean => {
    const dimension = dimensions[depth];
    if (dimension === undefined) return visit(cell);
    const { axes, rows } = dimension;
    const [axis] = axes;
    const existence = axis === undefined ? null : (existences[axis.index] ?? null);
    if (axis !== undefined && existence !== null && !allow(existence, cell)) {
      values[axis.index] = null;
      return walk(depth + 1);
    }
    for (const row of rows) {
      for (let column = 0; column < axes.length; column += 1) {
        values[(axes[column] as Dimension['axes'][number]).index] = row[column] ?? null;
      }
      if (!walk(depth + 1)) return false;
    }
    return true;
  };
  walk(0);
}

/** How many rows of every dimension can be combined, whatever the conditions of axes leave of it. */
export function sizeOf(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((product, { rows }) => product * rows.length, 1);
}
