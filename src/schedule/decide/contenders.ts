import { holdsOfUsers } from '../../model/sharing/held-lately.ts';
import type { RunName, Want } from '../../model/sharing/neighbours.ts';
import type { HostView } from '../../model/resources.ts';
import { orderOfRuns, type UseOfHost } from './fair-share.ts';
import type { IsWorth } from '../queue/line.ts';
import type { RequestClass } from '../queue/request-class.ts';
import type { RunState } from '../state/state.ts';

/** Who contends for the host: a class of jobs of this run, or one of another. */
export type Contender =
  | { readonly kind: 'own'; readonly requestClass: RequestClass; readonly priority: number }
  | { readonly kind: 'foreign'; readonly want: Want; readonly priority: number };

/**
 * All that contend for this host, in order. Within a run by priority, then in the order of its plan; between runs of
 * one user by priority, then by when they were submitted. Between users priority counts for nothing, since it could be
 * claimed: the user who holds fewer GPUs goes first, then the one who has held fewer GPU-hours lately, then the one whose run has
 * waited longest.
 *
 * @param isWorth as `Queue.inOrder` asks it: which of this run's own need not be among them
 */
export function contendersFor(state: RunState, host: HostView, isWorth?: IsWorth): Iterable<Contender> {
  const { self, wants } = host.neighbours;
  if (wants.length === 0 || self === null) return ownOf(state, isWorth);
  const theirs = wants.map((want) => ({ kind: 'foreign' as const, want, priority: want.priority }));
  const names = state.index.queue.first === undefined ? [] : [self];
  const compare = orderOfRuns([...names, ...wants.map(({ by }) => by)], useOf(state, host, self));
  const turnOf = (contender: Contender) => {
    const by: RunName = contender.kind === 'own' ? self : contender.want.by;
    return { by, priority: contender.priority };
  };
  const inOrder = (a: Contender, b: Contender): number => compare(turnOf(a), turnOf(b));
  // The wants of one run come in its own order, and sorting is stable.
  return merged<Contender>(ownOf(state, isWorth), theirs.sort(inOrder), inOrder);
}

/** What each user has of the GPUs of this host. */
export function useOf(state: RunState, { neighbours }: HostView, self: RunName): UseOfHost {
  const held = [{ uid: self.uid, shares: state.index.ledger.gpuShares }, ...holdsOfUsers(neighbours.holds)];
  return { held, lately: neighbours.lately };
}

/** Two lines that are in order, as one; of equals that of the first line comes first. Asks for no more than is asked of it. */
function* merged<One>(line: Iterable<One>, other: readonly One[], inOrder: (a: One, b: One) => number): Iterable<One> {
  let next = 0;
  for (const one of line) {
    for (; next < other.length; next += 1) {
      const before = other[next] as One;
      if (inOrder(before, one) >= 0) break;
      yield before;
    }
    yield one;
  }
  yield* other.slice(next);
}

type Own = Extract<Contender, { readonly kind: 'own' }>;

/**
 * One after the other, as they are asked for: there may be as many classes as jobs. What somebody has put first takes the turn of
 * what it has overtaken, so that the priorities of a run fall from one to the next.
 */
function* ownOf(state: RunState, isWorth?: IsWorth): Iterable<Own> {
  const first: RequestClass[] = [];
  for (const requestClass of state.index.queue.inOrder(isWorth)) {
    if (requestClass.first.place !== 0) {
      first.push(requestClass);
      continue;
    }
    const { priority } = requestClass.first;
    yield* withPriorityOfRest(first.splice(0), priority);
    yield { kind: 'own', requestClass, priority };
  }
  yield* withPriorityOfRest(first, -Infinity);
}

/** Each with the highest priority of itself and what comes after it, of which that after the last is `rest`. */
function withPriorityOfRest(classes: readonly RequestClass[], rest: number): readonly Own[] {
  let priority = rest;
  const reversed = classes.toReversed().map((requestClass): Own => {
    priority = Math.max(priority, requestClass.first.priority);
    return { kind: 'own', requestClass, priority };
  });
  return reversed.reverse();
}
