const isLong = process.env['SWEEP_TESTS'] === 'long';

/**
 * How many cases a test tries: all of `count` in `npm run test:long`, a tenth of them, or another `part`, in `npm test`. The long run is
 * of the files that import this one.
 */
export function cases(count: number, part = 10): number {
  return isLong ? count : Math.ceil(count / part);
}

/** The same of cases that are listed and much alike: all of them, or from the one at `from` on every fifth, or `step`th. */
export function someOf<T>(listed: readonly T[], from = 0, step = 5): readonly T[] {
  return isLong ? listed : listed.filter((_, index) => index % step === from % step);
}

/**
 * Does what is for the long run alone, such as to declare tests: those that start many processes for what others say with
 * few. Each file keeps at least one test for `npm test`.
 */
export function inLong(act: () => void): void {
  if (isLong) act();
}
