import type { Decision } from '../../model/decision.ts';
import type { JobId } from '../../model/plan.ts';
import type { HostView } from '../../model/resources.ts';
import { tick, type Tick } from '../../model/units.ts';
import { boundedEnd, NEVER } from './bound.ts';
import { allocationOf } from './fit.ts';
import { judgeContenders, mayStartAt } from './judge.ts';
import { nextBegin } from '../state/begins.ts';
import type { RunState } from '../state/state.ts';
import { freeNow, isExhausted } from './supply.ts';

/**
 * The next thing to do now, or null when there is nothing to do before something happens. Changes nothing: record the
 * decision as an event, reduce it, and ask again.
 *
 * Jobs start by priority, then in the plan's order; what other runs want stands in the same line. The first of each run
 * that does not fit reserves what it needs; later ones may pass it only where they cannot delay it. Costs the number of
 * different requests, not of jobs.
 *
 * @param unready jobs that may not start yet whatever is free; those behind them that ask for the same wait with them
 */
export function decide(
  state: RunState,
  host: HostView,
  now: Tick,
  unready: ReadonlySet<JobId> = NONE,
): Decision | null {
  if (state.draining) return null;
  return (
    nextHold(state) ??
    decidesToSkip(state) ??
    nextBegun(state, now) ??
    nextRequeue(state, now) ??
    nextStart(state, host, now, unready)
  );
}

/**
 * The next tick after `now` at which `decide` may answer differently though nothing happens: a stagger or a backoff
 * ends, the time of a job comes, or a running job passes its bound. Null for never.
 */
export function nextDue(state: RunState, now: Tick): Tick | null {
  if (state.draining) return null;
  const { queue } = state.index;
  const due = [...queue.paced()].map((one) => mayStartAt(state, one));
  if (queue.first !== undefined) for (const record of state.running.values()) due.push(boundedEnd(state, record, now));
  const backoff = state.index.backoffs.first;
  if (backoff !== undefined) due.push(backoff.until);
  const begin = nextBegin(state);
  if (begin !== null) due.push(begin.due);
  const later = due.filter((at) => at > now && at < NEVER);
  return later.length === 0 ? null : tick(Math.min(...later));
}

function nextHold(state: RunState): Decision | null {
  const due = state.dueHolds[0];
  return due === undefined ? null : { do: 'hold', class: due.class, because: due.because };
}

/** The next job that can never run in this run, since what it needs cannot be met; null where there is none. */
export function decidesToSkip(state: RunState): Extract<Decision, { readonly do: 'skip' }> | null {
  const doomed = state.doomed.at(-1);
  const record = doomed === undefined ? undefined : state.records[doomed.index];
  if (doomed === undefined || record === undefined) return null;
  return { do: 'skip', job: record.id, because: doomed.because };
}

function nextBegun(state: RunState, now: Tick): Decision | null {
  const next = nextBegin(state);
  return next === null || next.due > now ? null : { do: 'begin', begin: next.begin };
}

function nextRequeue(state: RunState, now: Tick): Decision | null {
  const due = state.index.backoffs.first;
  const record = due === undefined || due.until > now ? undefined : state.records[due.index];
  return record === undefined ? null : { do: 'requeue', job: record.id };
}

const NONE: ReadonlySet<JobId> = new Set();

function nextStart(state: RunState, host: HostView, now: Tick, unready: ReadonlySet<JobId>): Decision | null {
  const free = freeNow(state, host);
  if (host.paused !== null || isExhausted(state, free)) return null;
  for (const { contender, verdict } of judgeContenders(state, host, now, 'startable', free)) {
    if (contender.kind === 'foreign' || !verdict.fit.ok) continue;
    const record = state.records[contender.requestClass.first.index];
    if (record === undefined || unready.has(record.id)) continue;
    const limits = contender.requestClass.first.limits.map(({ key }) => key);
    return {
      do: 'start',
      job: record.id,
      allocation: allocationOf(contender.requestClass.request, verdict.fit.gpus, limits),
    };
  }
  return null;
}
