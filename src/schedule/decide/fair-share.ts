import type { RunName } from '../../model/sharing/neighbours.ts';
import { WHOLE, type Share, type Tick } from '../../model/units.ts';

/** What a run would do next. */
interface Turn {
  readonly by: RunName;
  readonly priority: number;
}

/** GPUs that somebody of a user holds, in thousandths. */
interface Held {
  readonly uid: number;
  readonly shares: number;
}

/** What so many GPUs, or such a part of one, come to in thousandths. */
export function sharesOf(gpus: number, share: Share | null): number {
  return gpus * (share ?? WHOLE);
}

/**
 * A comparison for sorting turns, negative when the first goes first. `runs` must be all contenders, since their
 * users' longest wait is taken from them; `held` is what each user holds.
 */
export function orderOfRuns(runs: Iterable<RunName>, held: Iterable<Held>): (a: Turn, b: Turn) => number {
  const shares = new Map<number, number>();
  for (const one of held) shares.set(one.uid, (shares.get(one.uid) ?? 0) + one.shares);
  const since = new Map<number, Tick>();
  for (const run of runs) {
    const known = since.get(run.uid);
    if (known === undefined || run.since < known) since.set(run.uid, run.since);
  }
  return (a, b) => {
    const [x, y] = [a.by, b.by];
    if (x.uid !== y.uid) {
      const fewer = (shares.get(x.uid) ?? 0) - (shares.get(y.uid) ?? 0);
      return fewer || (since.get(x.uid) ?? 0) - (since.get(y.uid) ?? 0) || x.uid - y.uid;
    }
    if (a.priority !== b.priority) return b.priority - a.priority;
    if (x.key === y.key) return 0;
    return x.submitted - y.submitted || (x.key < y.key ? -1 : 1);
  };
}
