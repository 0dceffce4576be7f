import type { RunName, Want } from '../model/neighbours.ts';
import type { HostView } from '../model/resources.ts';
import type { Tick } from '../model/units.ts';
import { partOf } from './ledger.ts';
import { precedes, type RequestClass } from './queue.ts';
import type { RunState } from './state.ts';

/** Who stands in line for the host: a class of jobs of this run, or one of another. */
export type InLine =
  | { readonly whose: 'ours'; readonly one: RequestClass; readonly priority: number }
  | { readonly whose: 'theirs'; readonly want: Want; readonly priority: number };

/** How users stand to each other: who holds fewer GPUs goes first, then who has waited longer. */
interface UserRank {
  /** GPUs in thousandths. */
  readonly held: number;
  readonly since: Tick;
}

/**
 * All that stand in line for this host, in order. Within a run by priority, then in the order of its plan; between runs of
 * one user by priority, then by when they were submitted. Between users priority counts for nothing, since it could be
 * claimed: the user who holds fewer GPUs goes first, then the one whose run has waited longest.
 */
export function lineUp(state: RunState, host: HostView): readonly InLine[] {
  const ours = state.ready.inOrder().map((one) => ({ whose: 'ours' as const, one, priority: one.first.priority }));
  const { self, wants } = host.neighbours;
  if (wants.length === 0 || self === null) return ours;
  const theirs = wants.map((want) => ({ whose: 'theirs' as const, want, priority: want.priority }));
  const line: readonly InLine[] = [...ours, ...theirs];
  const users = ranks(line, state, host, self);
  const nameOf = (place: InLine): RunName => (place.whose === 'ours' ? self : place.want.by);
  return [...line].sort((a, b) => {
    const [x, y] = [nameOf(a), nameOf(b)];
    if (x.uid !== y.uid) return compareUsers(users.get(x.uid), users.get(y.uid)) || x.uid - y.uid;
    if (a.priority !== b.priority) return b.priority - a.priority;
    if (x.key !== y.key) return x.submitted - y.submitted || (x.key < y.key ? -1 : 1);
    // The wants of one run come in its own order, and sorting is stable.
    return a.whose === 'ours' && b.whose === 'ours' ? (precedes(a.one.first, b.one.first) ? -1 : 1) : 0;
  });
}

function ranks(line: readonly InLine[], state: RunState, host: HostView, self: RunName): Map<number, UserRank> {
  const held = new Map([[self.uid, state.ledger.gpuShares]]);
  for (const hold of host.neighbours.holds) {
    const shares = hold.gpus.length * partOf(hold).share;
    held.set(hold.by.uid, (held.get(hold.by.uid) ?? 0) + shares);
  }
  const users = new Map<number, UserRank>();
  for (const place of line) {
    const { uid, since } = place.whose === 'ours' ? self : place.want.by;
    const known = users.get(uid);
    if (known === undefined || since < known.since) users.set(uid, { held: held.get(uid) ?? 0, since });
  }
  return users;
}

function compareUsers(a: UserRank | undefined, b: UserRank | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.held - b.held || a.since - b.since;
}
