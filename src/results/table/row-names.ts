import { groupBy } from '../../model/group-by.ts';
import { canonicalNumber } from '../../model/text/decimal.ts';
import type { ResultRow } from '../row.ts';
import { keyOf, valueOn, type Grouping } from './design.ts';
import { axesOf, axesThatVary, type AxisValues } from './subject.ts';

/**
 * The axes that only name the rows of each sweep and stage, such as a folder for each job or the number of a run: each value stands once, and without
 * them the other axes still tell all rows apart, among which the replicates are that come again. What could have been measured, as numbers that
 * do not count on, is a factor and never a name: to leave it out would pool over it.
 *
 * @param replicates  The axis that only repeats; null where there is none, and so nothing to average over.
 * @param by          The axes that were said to make rows; null where none were. An axis that is not among them may only name rows also where no
 *                    replicate comes again: a folder for each seed.
 */
export function rowNames(
  sweeps: readonly (readonly ResultRow[])[],
  replicates: string | null,
  by: readonly string[] | null,
): ReadonlySet<string> {
  if (replicates === null) return NONE;
  const names = new Set<string>();
  const others = new Set<string>();
  for (const own of sweeps.flatMap((rows) => [...groupBy(rows, ({ stage }) => stage).values()])) {
    const axes = axesOf(own);
    const varying = axesThatVary(axes);
    const found = namesAmong(own, axes, varying, { replicates, by });
    for (const axis of varying) (found.has(axis) ? names : others).add(axis);
  }
  return new Set([...names].filter((axis) => !others.has(axis)));
}

/** The axes by which a sweep's rows are grouped where nothing says otherwise: those that vary, but for the replicates and those that only name rows. */
export function factorsOf(rows: readonly ResultRow[], axes: AxisValues, replicates: string | null): readonly string[] {
  const names = rowNames([rows], replicates, null);
  return axesThatVary(axes).filter((axis) => axis !== replicates && !names.has(axis));
}

/** Why there is no mean over several replicates though they differ. */
export interface Unaveraged {
  /** The axes that make rows of which each job has a value of its own. */
  readonly own: readonly string[];
  /** The axes by which rows would have several replicates; null where there are none such. */
  readonly by: readonly string[] | null;
}

/**
 * What keeps rows from being averaged of which no two differ in their replicate alone; null where something is averaged, or nothing is repeated.
 *
 * @param most  As many replicates has the group that has the most.
 */
export function unaveraged(
  sweeps: readonly (readonly ResultRow[])[],
  { by, replicates, within }: Grouping,
  most: number,
): Unaveraged | null {
  if (replicates === null || most > 1 || within.length > 0) return null;
  const held = sweeps.filter((rows) => rows.length > 0);
  const axes = held.map(axesOf);
  if (!axes.some((one) => (one.get(replicates)?.size ?? 0) > 1)) return null;
  const own = by.filter((axis) => held.every((rows, at) => axes[at]?.get(axis)?.size === rows.length));
  const rest = by.filter((axis) => !own.includes(axis));
  const names = rowNames(held, replicates, rest);
  const isFewer = held.every((rows) => !areToldApart(rows, rest));
  return { own, by: isFewer && own.every((axis) => names.has(axis)) ? rest : null };
}

function namesAmong(
  rows: readonly ResultRow[],
  axes: AxisValues,
  varying: readonly string[],
  { replicates, by }: { readonly replicates: string; readonly by: readonly string[] | null },
): ReadonlySet<string> {
  if (!varying.includes(replicates)) return NONE;
  const isOwn = (axis: string): boolean => axes.get(axis)?.size === rows.length;
  if (by === null && isOwn(replicates)) return NONE;
  const found = varying.filter(
    (axis) =>
      axis !== replicates &&
      by?.includes(axis) !== true &&
      isOwn(axis) &&
      !areQuantities([...(axes.get(axis)?.keys() ?? [])]),
  );
  if (found.length === 0) return NONE;
  const rest = varying.filter((axis) => !found.includes(axis));
  return areToldApart(rows, rest) ? new Set(found) : NONE;
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
