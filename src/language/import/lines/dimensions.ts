/** Columns whose values go together, and their rows in the order in which they come. */
export interface Dimension {
  readonly columns: readonly number[];
  /** Each with a value for each of the columns. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * Columns as the fewest values of which the rows, all different, are the full product: each dimension is a column alone, or several that
 * go together. The first is the slowest. Where nothing less will do, all of them are one table.
 */
export function dimensionsOf(columns: readonly (readonly string[])[]): readonly Dimension[] {
  const rows = columns[0]?.length ?? 0;
  let groups: readonly (readonly number[])[] = columns.map((_, index) => [index]);
  for (let pair = dependentPair(columns, groups); pair !== null; pair = dependentPair(columns, groups)) {
    const [one, other] = pair;
    groups = [...groups.filter((group) => group !== one && group !== other), [...one, ...other].sort((a, b) => a - b)];
  }
  const product = groups.reduce((all, group) => all * distinct(columns, group), 1);
  const whole = product === rows ? groups : [columns.map((_, index) => index)];
  return whole
    .map((group) => ({ group, changes: changesOf(columns, group) }))
    .sort((a, b) => a.changes - b.changes || (a.group[0] ?? 0) - (b.group[0] ?? 0))
    .map(({ group }) => ({ columns: group, rows: distinctRows(columns, group) }));
}

type Pair = readonly [readonly number[], readonly number[]];

/** Two groups of which not every row of one comes with every row of the other. */
function dependentPair(columns: readonly (readonly string[])[], groups: readonly (readonly number[])[]): Pair | null {
  for (const [index, one] of groups.entries()) {
    for (const other of groups.slice(index + 1)) {
      const both = distinct(columns, [...one, ...other]);
      if (both < distinct(columns, one) * distinct(columns, other)) return [one, other];
    }
  }
  return null;
}

function distinctRows(
  columns: readonly (readonly string[])[],
  group: readonly number[],
): readonly (readonly string[])[] {
  const rows = new Map<string, readonly string[]>();
  for (const row of (columns[0] ?? []).keys()) {
    const values = group.map((column) => columns[column]?.[row] ?? '');
    const key = JSON.stringify(values);
    if (!rows.has(key)) rows.set(key, values);
  }
  return [...rows.values()];
}

function distinct(columns: readonly (readonly string[])[], group: readonly number[]): number {
  return distinctRows(columns, group).length;
}

/** How often the row of a group is another than the one before. */
function changesOf(columns: readonly (readonly string[])[], group: readonly number[]): number {
  let changes = 0;
  for (const row of (columns[0] ?? []).keys()) {
    if (row > 0 && group.some((column) => columns[column]?.[row] !== columns[column]?.[row - 1])) changes += 1;
  }
  return changes;
}
