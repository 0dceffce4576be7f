import type { Goal } from '../../model/metrics.ts';
import type { Samples, Standing, Summary } from './measure.ts';
import { mayBeNone, pairedDifference, welchDifference, type Difference } from './statistics.ts';

/** With fewer values than this nothing is told apart. */
const LEAST_TOLD_APART = 3;

/** What of a group takes part in a contest; null for one that has nothing to show. */
export interface Contender {
  readonly summary: Summary;
  readonly standing: Standing;
}

/** Whether a group may be called the best, or come first: all of it is there, and is a number. */
export function mayWin({ summary, standing }: Contender, countsIncomplete: boolean): boolean {
  if (countsIncomplete) return !Number.isNaN(summary.estimate.center);
  return summary.n === standing.planned && !Number.isNaN(summary.estimate.center);
}

/** Which of those that may win is the best, the first of equals; null where none may. */
export function bestOf(
  contenders: readonly (Contender | null)[],
  goal: Goal,
  countsIncomplete: boolean,
): number | null {
  let best: number | null = null;
  let record = NaN;
  for (const [at, contender] of contenders.entries()) {
    if (contender === null || !mayWin(contender, countsIncomplete)) continue;
    const { center } = contender.summary.estimate;
    const isBetter = best === null || (goal === 'max' ? center > record : center < record);
    if (isBetter) [best, record] = [at, center];
  }
  return best;
}

/**
 * The best, and all that cannot be told apart from it: the 95% interval of their difference to it includes 0. Nobody where there is
 * no contest, or the best is of too few values; those of too few are not among them.
 */
export function winnersOf(
  contenders: readonly (Contender | null)[],
  goal: Goal,
  countsIncomplete: boolean,
): ReadonlySet<number> {
  const entered = contenders.filter((one) => one !== null && mayWin(one, countsIncomplete)).length;
  const best = bestOf(contenders, goal, countsIncomplete);
  const champion = best === null ? null : contenders[best];
  if (entered < 2 || best === null || champion == null || champion.summary.n < LEAST_TOLD_APART) return new Set();
  const winners = new Set([best]);
  for (const [at, contender] of contenders.entries()) {
    if (contender === null || !mayWin(contender, countsIncomplete)) continue;
    if (contender.summary.n < LEAST_TOLD_APART) continue;
    if (mayBeNone(differenceOf(contender.summary.samples, champion.summary.samples))) winners.add(at);
  }
  return winners;
}

/** The difference of some values to others: paired where at least three belong together, else by Welch. */
function differenceOf(samples: Samples, base: Samples): Difference {
  const pairs = pairsOf(samples, base);
  return pairs.length >= LEAST_TOLD_APART ? pairedDifference(pairs) : welchDifference(samples.values, base.values);
}

/** The difference of some values to those that they belong to; null where none belong together. */
export function differenceInPairs(samples: Samples, base: Samples): Difference | null {
  const pairs = pairsOf(samples, base);
  return pairs.length === 0 ? null : pairedDifference(pairs);
}

function pairsOf(samples: Samples, base: Samples): readonly number[] {
  const values = new Map(base.keysOf().map((key, at) => [key, base.values[at]]));
  return samples.keysOf().flatMap((key, at) => {
    const value = samples.values[at];
    const other = values.get(key);
    return value === undefined || other === undefined ? [] : [value - other];
  });
}
