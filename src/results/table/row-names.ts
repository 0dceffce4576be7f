import { groupBy } from '../../model/group-by.ts';
import { canonicalNumber } from '../../model/text/decimal.ts';
import type { ResultRow } from '../row.ts';
import { keyOf, valueOn } from './design.ts';
import { axesOf, axesThatVary, type AxisValues } from './subject.ts';

/**
 * The axes that only name the rows of each sweep and stage, such as a folder for each job or the number of a run: each value stands once, and without
 * them the other axes still tell all rows apart, among which the replicates are that come again. What could have been measured, as numbers that
 * do not count on, is a factor and never a name: to leave it out would pool over it.
 *
 * @param replicates  The axis that only repeats; null where there is none, and so nothing to average over.
 */
export function rowNames(sweeps: readonly (readonly ResultRow[])[], replicates: string | null): ReadonlySet<string> {
  if (replicates === null) return NONE;
  const names = new Set<string>();
  const others = new Set<string>();
  for (const own of sweeps.flatMap((rows) => [...groupBy(rows, ({ stage }) => stage).values()])) {
    const axes = axesOf(own);
    const varying = axesThatVary(axes);
    const found = namesAmong(own, axes, varying, replicates);
    for (const axis of varying) (found.has(axis) ? names : others).add(axis);
  }
  return new Set([...names].filter((axis) => !others.has(axis)));
}

/** The axes by which a sweep's rows are grouped where nothing says otherwise: those that vary, but for the replicates and those that only name rows. */
export function factorsOf(rows: readonly ResultRow[], axes: AxisValues, replicates: string | null): readonly string[] {
  const names = rowNames([rows], replicates);
  return axesThatVary(axes).filter((axis) => axis !== replicates && !names.has(axis));
}

function namesAmong(
  rows: readonly ResultRow[],
  axes: AxisValues,
  varying: readonly string[],
  replicates: string,
): ReadonlySet<string> {
  if (!varying.includes(replicates)) return NONE;
  const found = new Set(
    varying.filter((axis) => {
      const values = [...(axes.get(axis)?.keys() ?? [])];
      return values.length === rows.length && (axis === replicates || !areQuantities(values));
    }),
  );
  if (found.size === 0 || found.has(replicates)) return NONE;
  const rest = varying.filter((axis) => !found.has(axis));
  return areToldApart(rows, rest) ? found : NONE;
}

const NONE: ReadonlySet<string> = new Set();

/** Whether no two rows have the same values on some axes. */
function areToldApart(rows: readonly ResultRow[], axes: readonly string[]): boolean {
  const keys = new Set<string>();
  for (const row of rows) keys.add(keyOf(axes.map((axis) => valueOn(row, axis))));
  return keys.size === rows.length;
}

/** Whether values are numbers that are not just whole ones without a gap, as those of a list of runs are. */
function areQuantities(values: readonly string[]): boolean {
  const numbers = values.map((value) => (canonicalNumber(value) === null ? NaN : Number(value)));
  if (numbers.some(Number.isNaN)) return false;
  if (!numbers.every(Number.isSafeInteger)) return true;
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  return most - least + 1 !== values.length;
}
