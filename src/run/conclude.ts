import type { Instant } from '../model/units.ts';
import type { RunState } from '../schedule/state/state.ts';
import type { Part } from './part.ts';
import { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/**
 * Records the end of a run whose runner died, once nothing of it runs and nothing is left to do: no other run takes it up, and
 * whoever asks how it stands is not to wait for one. Returns false when the journal cannot be written.
 */
export function conclude(state: RunState, world: World, { verdicts }: Part): boolean {
  const { run, running, pending } = state;
  if (run?.ended !== null || running.size > 0) return true;
  // What it did not come to may be fresh all the same, by what ran before.
  const isLeft = pending > 0 && [...verdicts.values()].some(({ state: one }) => one !== 'fresh' && one !== 'cancelled');
  if (isLeft) return true;
  const reason = pending === 0 ? 'finished' : 'terminate';
  return new Recorder(state, world).try({ event: 'run-ended', reason, endedAt: lastEnd(state, run.started.at) });
}

/** When the last attempt since `began` ended. */
function lastEnd({ records }: RunState, began: Instant): Instant {
  return records.reduce((last, { past }) => {
    const end = past.at(-1)?.end?.at.at;
    return end !== undefined && end > last ? end : last;
  }, began);
}
