import type { MetricPick } from '../model/metrics.ts';
import type { Numbers, Track } from './numbers.ts';

/** What one step of some numbers comes to. */
export interface Picked {
  readonly metrics: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
  /** Why no step could be chosen, as in "it …"; null where one was. */
  readonly problem: string | null;
}

/**
 * Picks one value of each curve: its last or first, or that of the step at which one of them is greatest or least, at which a curve that has
 * none is missing. Where several steps are as good, it is the earliest. What has no steps is there in any case.
 */
export function pickNumbers({ scalars, texts, curves, notes }: Numbers, pick: MetricPick): Picked {
  if (typeof pick === 'string') {
    const at = pick === 'last' ? lastOf : firstOf;
    return { metrics: merged(scalars, curves, at), texts: merged(texts, notes, at), problem: null };
  }
  const isMax = 'max' in pick;
  const chooser = isMax ? pick.max : pick.min;
  const curve = curves.get(chooser);
  if (curve === undefined && scalars.has(chooser)) return { metrics: scalars, texts, problem: null };
  if (curve === undefined) return { metrics: scalars, texts, problem: `has no \`${chooser}\` to pick a step by` };
  const step = bestStep(curve, isMax);
  if (step === null) return { metrics: scalars, texts, problem: `has no number for \`${chooser}\` to pick a step by` };
  const at = <T>(track: Track<T>): T | undefined => track.values[indexOf(track.steps, step)];
  return { metrics: merged(scalars, curves, at), texts: merged(texts, notes, at), problem: null };
}

function merged<T>(
  plain: ReadonlyMap<string, T>,
  tracks: ReadonlyMap<string, Track<T>>,
  at: (track: Track<T>) => T | undefined,
): ReadonlyMap<string, T> {
  const all = new Map(plain);
  for (const [name, track] of tracks) {
    const value = at(track);
    if (value !== undefined) all.set(name, value);
  }
  return all;
}

function lastOf<T>({ values }: Track<T>): T | undefined {
  return values.at(-1);
}

function firstOf<T>({ values }: Track<T>): T | undefined {
  return values[0];
}

/** The earliest step at which a curve is greatest, or least; null where it is a number nowhere. */
function bestStep({ steps, values }: Track<number>, isMax: boolean): number | null {
  let best: number | null = null;
  let step: number | null = null;
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value) || (best !== null && (isMax ? value <= best : value >= best))) continue;
    best = value;
    step = steps[index] ?? null;
  }
  return step;
}

/** Where a step stands among steps in order; -1 where it is none of them. */
function indexOf(steps: readonly number[], step: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = steps[middle] ?? NaN;
    if (found === step) return middle;
    if (found < step) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
