import jStat from 'jstat';

/** Those of whole degrees of freedom, of which a large table asks for the same few again and again. */
const known = new Map<number, number>();

/** The 97.5% quantile of Student's t distribution with so many degrees of freedom, which may have a fraction: that of a two-sided 95% interval. */
export function studentQuantile(freedom: number): number {
  const before = known.get(freedom);
  if (before !== undefined) return before;
  const quantile = jStat.studentt.inv(0.975, freedom);
  if (Number.isInteger(freedom) && freedom <= MOST_KNOWN) known.set(freedom, quantile);
  return quantile;
}

const MOST_KNOWN = 1000;
