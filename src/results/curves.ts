import { toJsonNumber, type CurveSummary, type JsonNumber } from '../model/metrics.ts';
import type { Curve } from './numbers.ts';

/** How many points are kept of a curve. */
export const MOST_POINTS = 1_000;

/** A curve as it is kept beside the log of its attempt. */
export interface KeptCurve {
  readonly steps: readonly number[];
  readonly values: readonly JsonNumber[];
}

/** How many points a curve has, between what they lie, and what it comes to. */
export function summaryOf({ values }: Curve): CurveSummary {
  let [min, max] = [NaN, NaN];
  for (const value of values) {
    if (!(value >= min)) min = Number.isNaN(value) ? min : value;
    if (!(value <= max)) max = Number.isNaN(value) ? max : value;
  }
  return {
    count: values.length,
    min: toJsonNumber(min),
    max: toJsonNumber(max),
    last: toJsonNumber(values.at(-1) ?? NaN),
  };
}

/**
 * At most `MOST_POINTS` of the points of a curve: the first, the last, and of each of equally many between them the least and the greatest, so
 * that no peak is lost.
 */
export function thinned({ steps, values }: Curve, most = MOST_POINTS): Curve {
  if (values.length <= most) return { steps, values };
  const inner = values.length - 2;
  const parts = Math.floor((most - 2) / 2);
  const kept = [0];
  for (let part = 0; part < parts; part += 1) {
    const from = 1 + Math.floor((part * inner) / parts);
    const to = 1 + Math.floor(((part + 1) * inner) / parts);
    kept.push(...extremesOf(values, from, to));
  }
  kept.push(values.length - 1);
  return { steps: kept.map((index) => steps[index] ?? 0), values: kept.map((index) => values[index] ?? NaN) };
}

/** Where the least and the greatest of some values stand, in order; where the first stands, if none is a number. */
function extremesOf(values: readonly number[], from: number, to: number): readonly number[] {
  let [least, greatest] = [from, from];
  for (let index = from + 1; index < to; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (!(value >= (values[least] ?? NaN))) least = index;
    if (!(value <= (values[greatest] ?? NaN))) greatest = index;
  }
  return least === greatest ? [least] : [Math.min(least, greatest), Math.max(least, greatest)];
}

/** A curve as a file in JSON has it. */
export function keptCurve(curve: Curve): KeptCurve {
  const { steps, values } = thinned(curve);
  return { steps, values: values.map(toJsonNumber) };
}
