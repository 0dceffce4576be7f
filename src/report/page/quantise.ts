/** Values between a least and a greatest one, each as one of 65,535 levels. */
export interface Quantised {
  /** Both 0 where no value is finite. */
  readonly least: number;
  readonly greatest: number;
  readonly levels: Uint16Array;
}

const GREATEST_LEVEL = 0xfffe;

/** The level of what is no finite number. */
const GAP = 0xffff;

/** Values in two bytes each: none is changed by more than a 131,068th of what lies between the least and the greatest. */
export function quantise(values: readonly number[]): Quantised {
  const finite = values.filter((value) => Number.isFinite(value));
  const least = finite.reduce((a, b) => Math.min(a, b), finite[0] ?? 0);
  const greatest = finite.reduce((a, b) => Math.max(a, b), finite[0] ?? 0);
  // Halved, since the difference of two doubles may be none.
  const reach = greatest / 2 - least / 2;
  const levels = Uint16Array.from(values, (value) => {
    if (!Number.isFinite(value)) return GAP;
    return reach === 0 ? 0 : Math.round(((value / 2 - least / 2) / reach) * GREATEST_LEVEL);
  });
  return { least, greatest, levels };
}

/** The values again, NaN where they were not finite. */
export function restore({ least, greatest, levels }: Quantised): number[] {
  return Array.from(levels, (level) => {
    if (level === GAP) return NaN;
    const part = level / GREATEST_LEVEL;
    return least * (1 - part) + greatest * part;
  });
}
