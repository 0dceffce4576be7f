import { canonicalNumber } from '../../model/text/decimal.ts';
import type { ResultRow } from '../row.ts';

/** How the jobs of a table are put together. */
export interface Grouping {
  /** The axes whose values make a group. */
  readonly by: readonly string[];
  /** The axis that only repeats; null where none does, or it makes groups itself. */
  readonly replicates: string | null;
  /** The axes over whose combinations the mean is taken within a replicate. */
  readonly within: readonly string[];
  /** The axes that only name the rows, and so take no part. */
  readonly names: readonly string[];
}

/** Jobs that one cell of a table is about. */
export interface Group {
  /** Which of the sweeps they are of. */
  readonly sweep: number;
  /** For each axis of the grouping its value; null where the jobs lack the axis. */
  readonly values: readonly (string | null)[];
  /** Its rows, by number. */
  readonly rows: number[];
  /** Its replicates, by number. */
  readonly units: number[];
}

/** What of a group is averaged into one value: one replicate of it. */
export interface Unit {
  readonly group: number;
  /** The value of the replicates axis, as it is told apart; the empty string where there is none. */
  readonly replicate: string;
  readonly rows: number[];
}

/** Rows, and how they belong together: which group, replicate and combination each is of. Everything is in the order of the rows. */
export interface Design {
  readonly rows: readonly ResultRow[];
  readonly grouping: Grouping;
  readonly groups: readonly Group[];
  readonly units: readonly Unit[];
  /** By row. */
  readonly combinationOf: Int32Array;
  readonly combinations: number;
}

/** Puts the rows of one stage together, of one or more sweeps. */
export function designOf(sweeps: readonly (readonly ResultRow[])[], grouping: Grouping): Design {
  const rows = sweeps.flat();
  const groups = new Numbering<Group>();
  const units = new Numbering<Unit>();
  const combinations = new Numbering<null>();
  const combinationOf = new Int32Array(rows.length);
  const spell = remembering();
  let at = 0;
  for (const [sweep, own] of sweeps.entries()) {
    for (const row of own) {
      const values = grouping.by.map((axis) => valueOn(row, axis));
      const group = groups.of(keyOf([String(sweep), ...values], spell), () => {
        return { sweep, values, rows: [], units: [] };
      });
      const replicate = grouping.replicates === null ? '' : keyOf([valueOn(row, grouping.replicates)], spell);
      const unit = units.of(`${group.number} ${replicate}`, (number) => {
        group.item.units.push(number);
        return { group: group.number, replicate, rows: [] };
      });
      group.item.rows.push(at);
      unit.item.rows.push(at);
      const combination = keyOf(
        grouping.within.map((axis) => valueOn(row, axis)),
        spell,
      );
      combinationOf[at] = combinations.of(combination, () => null).number;
      at += 1;
    }
  }
  const { items } = groups;
  return { rows, grouping, groups: items, units: units.items, combinationOf, combinations: combinations.items.length };
}

/** The value of a row on an axis, as its file spells it; null where it lacks the axis. */
export function valueOn({ params }: ResultRow, axis: string): string | null {
  return Object.hasOwn(params, axis) ? (params[axis] ?? null) : null;
}

/** Values as one text that only equal ones share, however their numbers are spelled. */
export function keyOf(values: readonly (string | null)[], spell = canonical): string {
  return values.map((value) => (value === null ? ABSENT : spell(value))).join('\0');
}

const ABSENT = '\u0001';

function canonical(value: string): string {
  return /^[-+.\d]/.test(value) ? (canonicalNumber(value) ?? value) : value;
}

/** The same that remembers: thousands of rows share the values of an axis. */
function remembering(): typeof canonical {
  const known = new Map<string, string>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const spelled = canonical(value);
    known.set(value, spelled);
    return spelled;
  };
}

/** Gives each key that comes a number, the next one if it is new, and makes its item. */
class Numbering<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string, make: (number: number) => T): { readonly number: number; readonly item: T } {
    const known = this.#numbers.get(key);
    if (known !== undefined) return { number: known, item: this.items[known] as T };
    const number = this.items.length;
    const item = make(number);
    this.#numbers.set(key, number);
    this.items.push(item);
    return { number, item };
  }
}
