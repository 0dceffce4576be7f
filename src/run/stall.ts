import type { HostView } from '../model/resources.ts';
import { after, seconds, type Tick } from '../model/units.ts';
import { explainWaiting, type Reason } from '../schedule/decide/explain.ts';
import type { Run } from './run.ts';

/** For how long nothing runs before people are told what it waits for. */
const PATIENCE = seconds(5);

/** Tells people what the first job waits for when nothing has run for a while; again only when that changes. */
export function noteStall(run: Run, host: HostView): void {
  const { state, world } = run;
  const first = state.index.queue.inOrder()[0]?.first;
  const record = first === undefined ? undefined : state.records[first.index];
  if (state.running.size > 0 || state.draining || record === undefined) {
    run.stall = null;
    return;
  }
  const now = world.clock.now().tick;
  run.stall ??= { since: now, told: null };
  if (now < after(run.stall.since, PATIENCE)) return;
  const reasons: readonly Reason[] = run.readingFor.has(record.id)
    ? [{ because: 'inputs' }]
    : explainWaiting(state, host, record, now);
  const kinds = reasons.map(({ because }) => because).join();
  if (kinds === run.stall.told) return;
  run.stall.told = kinds;
  world.view.waits(record.id, reasons, state);
}

/** When people are to be told; null when there is nothing to tell, or they have been. */
export function stallDue({ stall }: Run): Tick | null {
  return stall?.told === null ? after(stall.since, PATIENCE) : null;
}
