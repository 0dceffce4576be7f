import type { Decision } from '../model/decision.ts';
import type { HostView } from '../model/resources.ts';
import { after, tick, type Tick } from '../model/units.ts';
import { allocate, freeNow } from './fit.ts';
import type { RequestClass } from './queue.ts';
import { beside, reserve, type Reservation } from './reservation.ts';
import type { RunState } from './state.ts';

/**
 * The next thing to do now, or null when there is nothing to do before something happens. Changes nothing: record the
 * decision as an event, reduce it, and ask again.
 *
 * Jobs start by priority, then in the plan's order. The first that does not fit reserves what it needs; later ones may
 * pass it only where they cannot delay it. Costs the number of different requests, not of jobs.
 */
export function decide(state: RunState, host: HostView, now: Tick): Decision | null {
  if (state.draining) return null;
  return nextSkip(state) ?? nextRequeue(state, now) ?? nextStart(state, host, now);
}

/** When a decision may fall due without anything happening, after `now`; null for never. */
export function nextDue(state: RunState, now: Tick): Tick | null {
  if (state.draining) return null;
  const due = state.ready.inOrder().map((one) => mayStartAt(state, one));
  const backoff = nextBackoff(state);
  if (backoff !== undefined) due.push(backoff.until);
  const later = due.filter((at) => at > now);
  return later.length === 0 ? null : tick(Math.min(...later));
}

/** From when on a class may start its first job, as its stage's `stagger` says. */
function mayStartAt(state: RunState, { pace }: RequestClass): Tick {
  const last = pace === null ? undefined : state.lastStarts.get(pace.stage);
  return pace === null || last === undefined ? tick(-Infinity) : after(last, pace.gap);
}

function nextSkip(state: RunState): Decision | null {
  const doomed = state.doomed.at(-1);
  const record = doomed === undefined ? undefined : state.records[doomed.index];
  if (doomed === undefined || record === undefined) return null;
  return { do: 'skip', job: record.id, because: doomed.because };
}

function nextRequeue(state: RunState, now: Tick): Decision | null {
  const due = nextBackoff(state);
  const record = due === undefined || due.until > now ? undefined : state.records[due.index];
  return record === undefined ? null : { do: 'requeue', job: record.id };
}

/** The first job in backoff. Entries of jobs that have left it since are dropped on the way. */
function nextBackoff(state: RunState): { readonly index: number; readonly until: Tick } | undefined {
  for (;;) {
    const first = state.backoff.peek();
    if (first === undefined) return undefined;
    const current = state.records[first.index]?.state;
    if (current?.status === 'backoff' && current.until.tick === first.until) return first;
    state.backoff.pop();
  }
}

function nextStart(state: RunState, host: HostView, now: Tick): Decision | null {
  const free = freeNow(state, host);
  if (free.slots <= 0) return null;
  let reservation: Reservation | null = null;
  for (const one of state.ready.inOrder()) {
    if (mayStartAt(state, one) > now) continue;
    const allocation = allocate(one, beside(reservation, free, one, now), host);
    const record = state.records[one.first.index];
    if (allocation !== null && record !== undefined) return { do: 'start', job: record.id, allocation };
    reservation ??= reserve(state, host, free, one, now);
  }
  return null;
}
