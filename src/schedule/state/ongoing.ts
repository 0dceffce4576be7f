import type { CurrentRun } from './state.ts';

/** Whether a run has begun, and has not ended other than by being handed over to whoever goes on with it. */
export function goesOn(run: CurrentRun | null): run is CurrentRun {
  return run !== null && (run.ended === null || run.reason === 'handed-over');
}
