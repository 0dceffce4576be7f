import type { UserHold } from '../../model/sharing/held-lately.ts';
import type { RunName } from '../../model/sharing/neighbours.ts';
import type { Tick } from '../../model/units.ts';

/** What a run would do next. */
interface Turn {
  readonly by: RunName;
  readonly priority: number;
}

/** What each user has of the GPUs of a host: what somebody of his holds now, and for how many GPU-hours lately, by uid. */
export interface UseOfHost {
  readonly held: Iterable<UserHold>;
  readonly lately: ReadonlyMap<number, number>;
}

/**
 * A comparison for sorting turns, negative when the first goes first. `runs` must be all contenders, since their
 * users' longest wait is taken from them.
 */
export function orderOfRuns(runs: Iterable<RunName>, { held, lately }: UseOfHost): (a: Turn, b: Turn) => number {
  const shares = sharesByUser(held);
  const since = new Map<number, Tick>();
  for (const run of runs) {
    const known = since.get(run.uid);
    if (known === undefined || run.since < known) since.set(run.uid, run.since);
  }
  return (a, b) => {
    const [x, y] = [a.by, b.by];
    if (x.uid !== y.uid) {
      const fewer = (shares.get(x.uid) ?? 0) - (shares.get(y.uid) ?? 0);
      const less = wholeHours(lately, x.uid) - wholeHours(lately, y.uid);
      return fewer || less || (since.get(x.uid) ?? 0) - (since.get(y.uid) ?? 0) || x.uid - y.uid;
    }
    if (a.priority !== b.priority) return b.priority - a.priority;
    if (x.key === y.key) return 0;
    return x.submitted - y.submitted || (x.key < y.key ? -1 : 1);
  };
}

/** For how many whole GPU-hours the user of another run has held GPUs lately, and our own. */
export interface HoursOfTwo {
  readonly theirs: number;
  readonly ours: number;
}

/** The hours that another user and ours have held lately, where these are why his runs go before ours; null where they are not. */
export function lessLately(theirs: number, ours: number, { held, lately }: UseOfHost): HoursOfTwo | null {
  const shares = sharesByUser(held);
  if ((shares.get(theirs) ?? 0) !== (shares.get(ours) ?? 0)) return null;
  const hours = { theirs: wholeHours(lately, theirs), ours: wholeHours(lately, ours) };
  return hours.theirs < hours.ours ? hours : null;
}

function sharesByUser(held: Iterable<UserHold>): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  for (const one of held) shares.set(one.uid, (shares.get(one.uid) ?? 0) + one.shares);
  return shares;
}

/** Whole ones: not all runs have seen the same to the minute, and steps keep the order transitive where a tolerance would not. */
function wholeHours(lately: ReadonlyMap<number, number>, uid: number): number {
  return Math.floor(lately.get(uid) ?? 0);
}
