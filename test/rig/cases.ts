const isLong = process.env['SWEEP_TESTS'] === 'long';

/**
 * How many cases a test tries: all of `count` in `npm run test:long`, a fifth of them in `npm test`. The long run is of the
 * files that import this one.
 */
export function cases(count: number): number {
  return isLong ? count : Math.ceil(count / 5);
}

/** The same of cases that are listed and much alike: all of them, or the first of every five. */
export function someOf<T>(listed: readonly T[]): readonly T[] {
  return isLong ? listed : listed.filter((_, index) => index % 5 === 0);
}
