/**
 * How many cases a test tries: all of `count` in `npm run test:long`, a fifth of them in `npm test`. The long run is of the
 * files that import this one.
 */
export function cases(count: number): number {
  return process.env['SWEEP_TESTS'] === 'long' ? count : Math.ceil(count / 5);
}
