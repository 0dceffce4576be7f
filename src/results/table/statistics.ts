import { studentQuantile } from './student.ts';

/** What stands in a cell of a table, and what it is given with. */
export type Stat = 'mean' | 'median' | 'min' | 'max' | 'sem' | 'ci95';

/** A value that stands for several, and how far to rely on it. */
export interface Estimate {
  /** NaN where one of the values is. */
  readonly center: number;
  /** What it is given with, such as the deviation; null where there is none, as for a single value. */
  readonly spread: number | null;
}

/** A difference, and how far it may lie beside it in 95 of 100 cases; null where too few values tell. */
export interface Difference {
  readonly center: number;
  readonly halfWidth: number | null;
  /** How many pairs, or values of the smaller side, it is of. */
  readonly n: number;
}

/** What stands for some values, of which there must be one at least. */
export function estimateOf(values: readonly number[], stat: Stat): Estimate {
  const center = values.some(Number.isNaN) ? NaN : centerOf(values, stat);
  return { center, spread: Number.isFinite(center) ? spreadOf(values, stat) : null };
}

function centerOf(values: readonly number[], stat: Stat): number {
  switch (stat) {
    case 'mean':
    case 'sem':
    case 'ci95':
      return mean(values);
    case 'median':
      return median(values);
    case 'min':
      return values.reduce((least, value) => Math.min(least, value));
    case 'max':
      return values.reduce((most, value) => Math.max(most, value));
    default:
      return stat satisfies never;
  }
}

function spreadOf(values: readonly number[], stat: Stat): number | null {
  switch (stat) {
    case 'mean':
      return deviation(values);
    case 'sem':
      return errorOfMean(values);
    case 'ci95':
      return halfWidth(errorOfMean(values), values.length - 1);
    case 'median':
    case 'min':
    case 'max':
      return null;
    default:
      return stat satisfies never;
  }
}

/** The arithmetic mean, corrected once for what rounding has lost. */
export function mean(values: readonly number[]): number {
  const rough = sum(values) / values.length;
  if (!Number.isFinite(rough)) return rough;
  return rough + values.reduce((total, value) => total + (value - rough), 0) / values.length;
}

/** The middle value, or the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : mean([sorted[half - 1] ?? NaN, upper]);
}

/** The deviation of a sample, by n - 1; null for a single value. */
export function deviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(variance(values));
}

function variance(values: readonly number[]): number {
  const center = mean(values);
  return values.reduce((total, value) => total + (value - center) ** 2, 0) / (values.length - 1);
}

function errorOfMean(values: readonly number[]): number | null {
  const spread = deviation(values);
  return spread === null ? null : spread / Math.sqrt(values.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** How far the 95% interval by Student's t reaches to either side, for a standard error with so many degrees of freedom. */
function halfWidth(error: number | null, freedom: number): number | null {
  if (error === null || Number.isNaN(error)) return null;
  return error === 0 ? 0 : studentQuantile(freedom) * error;
}

/** The mean of the differences between what belongs together in pairs. There must be one pair at least. */
export function pairedDifference(differences: readonly number[]): Difference {
  const center = mean(differences);
  return { center, halfWidth: halfWidth(errorOfMean(differences), differences.length - 1), n: differences.length };
}

/**
 * The difference of two means whose values do not belong together, with unequal variances: Welch, "The generalization of
 * 'Student's' problem when several different population variances are involved", Biometrika 34 (1947).
 */
export function welchDifference(values: readonly number[], base: readonly number[]): Difference {
  const center = mean(values) - mean(base);
  const n = Math.min(values.length, base.length);
  if (n < 2) return { center, halfWidth: null, n };
  const [a, b] = [variance(values) / values.length, variance(base) / base.length];
  const freedom = (a + b) ** 2 / (a ** 2 / (values.length - 1) + b ** 2 / (base.length - 1));
  return { center, halfWidth: halfWidth(Math.sqrt(a + b), freedom), n };
}

/** Whether a difference may be none: its interval includes 0. False where there is no interval. */
export function mayBeNone({ center, halfWidth: reach }: Difference): boolean {
  return reach !== null && Math.abs(center) <= reach;
}
