import type { Design } from './design.ts';

/**
 * What is averaged of a design so that all groups are averages over the same: the combinations that every unit of it has
 * a value for, and those units.
 */
export interface Block {
  /** By unit, whether it takes part. */
  readonly takesUnit: Uint8Array;
  /** By combination, whether it takes part. */
  readonly takesCombination: Uint8Array;
  /** Combinations for which some unit has a value, and those that take part. */
  readonly combinations: { readonly all: number; readonly taken: number };
  /** Units that have some value, and those that take part. */
  readonly units: { readonly all: number; readonly taken: number };
}

/**
 * The block of a design that uses most of its values, as far as that can be had by leaving out units one after the other,
 * those with the fewest values first. No group loses its last unit so.
 *
 * @param hasValue  By row, whether it has a value that counts.
 */
export function blockOf(design: Design, hasValue: Uint8Array): Block {
  return design.combinations > 1 ? searchBlock(design, hasValue) : wholeBlock(design, hasValue);
}

/** The block where there is nothing to average within a unit: all that have a value take part. */
function wholeBlock({ units, combinations }: Design, hasValue: Uint8Array): Block {
  const takesUnit = new Uint8Array(units.length);
  let taken = 0;
  for (const [number, { rows }] of units.entries()) {
    if (!rows.some((row) => hasValue[row] === 1)) continue;
    takesUnit[number] = 1;
    taken += 1;
  }
  const some = taken > 0 ? 1 : 0;
  return {
    takesUnit,
    takesCombination: new Uint8Array(combinations).fill(some),
    combinations: { all: some, taken: some },
    units: { all: taken, taken },
  };
}

function searchBlock({ units, groups, combinationOf, combinations }: Design, hasValue: Uint8Array): Block {
  // No two rows of a unit are of one combination: they would be one job.
  const held = units.map(({ rows }) => rows.filter((row) => hasValue[row] === 1).map((row) => combinationOf[row] ?? 0));
  const takesUnit = Uint8Array.from(held, (own) => (own.length > 0 ? 1 : 0));
  const all = takesUnit.reduce((count, one) => count + one, 0);
  const tally = new Tally(held, combinations, units.length);
  const { distinct } = tally;
  if (tally.full < distinct) {
    const left = groups.map((group) => group.units.filter((unit) => sizeOf(held, unit) > 0).length);
    for (const unit of dropped(tally, held, (unit) => takeOne(left, units[unit]?.group ?? 0))) takesUnit[unit] = 0;
  }
  const taken = takesUnit.reduce((count, one) => count + one, 0);
  const takesCombination = sharedBy(held, takesUnit, taken, combinations);
  return {
    takesUnit,
    takesCombination,
    combinations: { all: distinct, taken: takesCombination.reduce((count, one) => count + one, 0) },
    units: { all, taken },
  };
}

/** The units to leave out, so that most values are used. */
function dropped(
  tally: Tally,
  held: readonly (readonly number[])[],
  mayDrop: (unit: number) => boolean,
): readonly number[] {
  const gone: number[] = [];
  const { distinct } = tally;
  let best = { score: tally.score, gone: 0 };
  for (const unit of fewestFirst(held)) {
    if (tally.full === distinct) break;
    if (!mayDrop(unit)) continue;
    tally.drop(held[unit] ?? []);
    gone.push(unit);
    if (tally.score > best.score) best = { score: tally.score, gone: gone.length };
  }
  return gone.slice(0, best.gone);
}

/** Takes one of what a group has left, unless it is the last. */
function takeOne(left: number[], group: number): boolean {
  const others = (left[group] ?? 0) - 1;
  if (others < 1) return false;
  left[group] = others;
  return true;
}

function sizeOf(held: readonly (readonly number[])[], unit: number): number {
  return held[unit]?.length ?? 0;
}

/** The units that have values, those with the fewest first; of equals the last one. */
function fewestFirst(held: readonly (readonly number[])[]): readonly number[] {
  return [...held.keys()]
    .filter((unit) => sizeOf(held, unit) > 0)
    .sort((a, b) => sizeOf(held, a) - sizeOf(held, b) || b - a);
}

function sharedBy(
  held: readonly (readonly number[])[],
  takesUnit: Uint8Array,
  taken: number,
  combinations: number,
): Uint8Array {
  const counts = new Int32Array(combinations);
  for (const [unit, own] of held.entries()) {
    if (takesUnit[unit] === 1) for (const combination of own) counts[combination] = (counts[combination] ?? 0) + 1;
  }
  return Uint8Array.from(counts, (count) => (taken > 0 && count === taken ? 1 : 0));
}

/** How many combinations all units have that are kept, while one after the other is dropped. */
class Tally {
  #kept = 0;
  /** By combination, how many units that are kept have it; and by that number, how many combinations. */
  readonly #counts: Int32Array;
  readonly #withCount: Int32Array;
  /** Combinations that some unit has. */
  readonly distinct: number;

  constructor(held: readonly (readonly number[])[], combinations: number, units: number) {
    this.#counts = new Int32Array(combinations);
    this.#withCount = new Int32Array(units + 1);
    for (const own of held) {
      if (own.length > 0) this.#kept += 1;
      for (const combination of own) this.#counts[combination] = (this.#counts[combination] ?? 0) + 1;
    }
    for (const count of this.#counts) this.#note(count, 1);
    this.distinct = combinations - (this.#withCount[0] ?? 0);
  }

  /** Combinations that all have. */
  get full(): number {
    return this.#kept === 0 ? 0 : (this.#withCount[this.#kept] ?? 0);
  }

  /** Values that are used. */
  get score(): number {
    return this.#kept * this.full;
  }

  drop(own: readonly number[]): void {
    for (const combination of own) {
      const count = this.#counts[combination] ?? 0;
      this.#note(count, -1);
      this.#note(count - 1, 1);
      this.#counts[combination] = count - 1;
    }
    this.#kept -= 1;
  }

  #note(count: number, change: number): void {
    this.#withCount[count] = (this.#withCount[count] ?? 0) + change;
  }
}
