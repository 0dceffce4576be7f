import type { HostView } from '../model/resources.ts';
import { after, seconds, type Tick } from '../model/units.ts';
import { explainWaiting } from '../schedule/decide/explain.ts';
import { firstEarly } from '../schedule/state/begins.ts';
import type { Run, Stall } from './run.ts';
import { Setback } from './setback.ts';

/** For how long nothing runs before people are told what it waits for. */
const PATIENCE = seconds(5);

/** Tells people what the first job waits for when nothing has run for a while; again, ever less often, when that changes. */
export function noteStall(run: Run, host: HostView): void {
  const { state, world } = run;
  const first = state.index.queue.first?.first;
  const record = first === undefined ? firstEarly(state) : state.records[first.index];
  if (state.running.size > 0 || state.draining || record === undefined) {
    run.stall = null;
    return;
  }
  const now = world.clock.now().tick;
  const stall = (run.stall ??= stallSince(now, run));
  if (now < after(stall.since, PATIENCE)) return;
  stall.first = record.id;
  stall.reasons = run.readingFor.has(record.id) ? [{ because: 'inputs' }] : explainWaiting(state, host, record, now);
  stall.waiting.met(stall.reasons.map(({ because }) => because).join(), now);
}

function stallSince(now: Tick, { world, state }: Run): Stall {
  const stall: Stall = {
    since: now,
    first: null,
    reasons: [],
    waiting: new Setback(() => {
      if (stall.first !== null) world.view.waits(stall.first, stall.reasons, state);
    }),
  };
  return stall;
}

/** When people are to be told; null when there is nothing to tell, or they have been. */
export function stallDue({ stall }: Run): Tick | null {
  return stall === null || stall.waiting.isOn ? null : after(stall.since, PATIENCE);
}
