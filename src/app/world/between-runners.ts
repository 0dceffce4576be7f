import type { Tick } from '../../model/units.ts';
import type { RunState } from '../../schedule/state/state.ts';

/** Milliseconds in which a runner must let go of its run, and in which the one that goes on must begin. */
export const HAND_OVER = 30_000;

/** Milliseconds that the runner before may take to begin anew where none has gone on. */
const TAKING_BACK = 10_000;

/** Whether a run has been handed over so lately that a runner may still be about to go on with it. */
export function isBetweenRunners({ run }: Pick<RunState, 'run'>, now: Tick): boolean {
  if (run?.ended == null || run.reason !== 'handed-over') return false;
  const since = now - run.ended.tick;
  // A tick that is still to come is of another boot.
  return since >= 0 && since < HAND_OVER + TAKING_BACK;
}
