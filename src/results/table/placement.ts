import type { Design, Group } from './design.ts';
import { keyOf } from './design.ts';
import type { Subject } from './subject.ts';

/** Where the groups of a design stand in a table: in which row, and there under which heading. */
export interface Placement {
  /** The axes of the first columns, by their place in the grouping. */
  readonly axes: readonly number[];
  /** The headings: values of the pivot axis, or sweeps; null alone where there is one column for all. */
  readonly unders: readonly (string | null)[];
  /** Whether they are sweeps. */
  readonly isBySweep: boolean;
  readonly rows: readonly PlacedRow[];
}

export interface PlacedRow {
  /** For each of the axes. */
  readonly values: readonly (string | null)[];
  /** For each of the headings the number of a group; null where there is none. */
  readonly groups: readonly (number | null)[];
}

/** How absence is headed. */
const ABSENT = '–';

/** Each group in a row of its own; with a pivot axis, or for several sweeps, beside those that it shares all else with. */
export function placeGroups(design: Design, subjects: readonly Subject[], pivot: string | null): Placement {
  if (subjects.length > 1) return placeSweeps(design, subjects);
  const all = [...design.grouping.by.keys()];
  const at = pivot === null ? -1 : design.grouping.by.indexOf(pivot);
  if (at < 0) {
    const rows = design.groups.map(({ values }, number) => ({ values, groups: [number] }));
    return { axes: all, unders: [null], isBySweep: false, rows };
  }
  const axes = all.filter((axis) => axis !== at);
  const unders = new Map<string, string>();
  for (const { values } of design.groups) {
    const value = values[at] ?? null;
    const key = keyOf([value]);
    if (!unders.has(key)) unders.set(key, value ?? ABSENT);
  }
  const places = new Map([...unders.keys()].map((key, place) => [key, place]));
  const place = ({ values }: Group): number => places.get(keyOf([values[at] ?? null])) ?? 0;
  return {
    axes,
    unders: [...unders.values()],
    isBySweep: false,
    rows: joined(design.groups, axes, place, unders.size),
  };
}

/** Groups that share the values of some axes in one row. */
function joined(
  groups: readonly Group[],
  axes: readonly number[],
  place: (group: Group) => number,
  width: number,
): readonly PlacedRow[] {
  const rows = new Map<string, { readonly values: readonly (string | null)[]; readonly groups: (number | null)[] }>();
  for (const [number, group] of groups.entries()) {
    const values = axes.map((axis) => group.values[axis] ?? null);
    const key = keyOf(values);
    const row = rows.get(key) ?? { values, groups: new Array<number | null>(width).fill(null) };
    row.groups[place(group)] = number;
    rows.set(key, row);
  }
  return [...rows.values()];
}

/**
 * The groups of several sweeps side by side, where they agree on the axes that both have; one that lacks an axis stands beside all values
 * that the other has on it. Groups without a partner have a row of their own.
 */
function placeSweeps({ groups, grouping }: Design, subjects: readonly Subject[]): Placement {
  const axes = [...grouping.by.keys()];
  const has = subjects.map((_, sweep) =>
    axes.filter((axis) => groups.some((group) => group.sweep === sweep && group.values[axis] != null)),
  );
  const widest = (sweep: number): number => has[sweep]?.length ?? 0;
  // Those with the most axes make the rows, and the others are looked up in them.
  const order = [...subjects.keys()].sort((a, b) => widest(b) - widest(a) || a - b);
  const rows: { values: readonly (string | null)[]; groups: (number | null)[] }[] = [];
  for (const sweep of order) {
    const own = has[sweep] ?? [];
    const keyOn = (values: readonly (string | null)[]): string => keyOf(own.map((axis) => values[axis] ?? null));
    const partners = new Map<string, typeof rows>();
    for (const row of rows) {
      const key = keyOn(row.values);
      const alike = partners.get(key);
      if (alike === undefined) partners.set(key, [row]);
      else alike.push(row);
    }
    for (const [number, group] of groups.entries()) {
      if (group.sweep !== sweep) continue;
      const found = partners.get(keyOn(group.values));
      if (found === undefined) rows.push({ values: group.values, groups: alone(sweep, number, subjects.length) });
      else for (const row of found) row.groups[sweep] = number;
    }
  }
  return { axes, unders: subjects.map(({ name }) => name), isBySweep: true, rows };
}

function alone(sweep: number, number: number, width: number): (number | null)[] {
  const groups = new Array<number | null>(width).fill(null);
  groups[sweep] = number;
  return groups;
}
