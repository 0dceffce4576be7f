import type { RunName, Want } from '../../model/neighbours.ts';
import type { HostView } from '../../model/resources.ts';
import { orderOfRuns, sharesOf } from './fair-share.ts';
import { precedes, type RequestClass } from '../queue/request-class.ts';
import type { RunState } from '../state/state.ts';

/** Who contends for the host: a class of jobs of this run, or one of another. */
export type Contender =
  | { readonly kind: 'own'; readonly requestClass: RequestClass; readonly priority: number }
  | { readonly kind: 'foreign'; readonly want: Want; readonly priority: number };

/**
 * All that contend for this host, in order. Within a run by priority, then in the order of its plan; between runs of
 * one user by priority, then by when they were submitted. Between users priority counts for nothing, since it could be
 * claimed: the user who holds fewer GPUs goes first, then the one whose run has waited longest.
 */
export function contendersFor(state: RunState, host: HostView): Iterable<Contender> {
  const { self, wants } = host.neighbours;
  if (wants.length === 0 || self === null) return ownOf(state);
  const ours = [...ownOf(state)];
  const theirs = wants.map((want) => ({ kind: 'foreign' as const, want, priority: want.priority }));
  const line: readonly Contender[] = [...ours, ...theirs];
  const nameOf = (contender: Contender): RunName => (contender.kind === 'own' ? self : contender.want.by);
  const holds = host.neighbours.holds.map(({ by, gpus, share }) => ({
    uid: by.uid,
    shares: sharesOf(gpus.length, share),
  }));
  const held = [{ uid: self.uid, shares: state.index.ledger.gpuShares }, ...holds];
  const compare = orderOfRuns(line.map(nameOf), held);
  return [...line].sort((a, b) => {
    const order = compare({ by: nameOf(a), priority: a.priority }, { by: nameOf(b), priority: b.priority });
    if (order !== 0) return order;
    // The wants of one run come in its own order, and sorting is stable.
    return a.kind === 'own' && b.kind === 'own' ? (precedes(a.requestClass.first, b.requestClass.first) ? -1 : 1) : 0;
  });
}

/** One after the other, as they are asked for: there may be as many classes as jobs. */
function* ownOf(state: RunState): Iterable<Extract<Contender, { readonly kind: 'own' }>> {
  for (const requestClass of state.index.queue.inOrder()) {
    yield { kind: 'own', requestClass, priority: requestClass.first.priority };
  }
}
