import type { Event } from '../model/event.ts';
import type { Outcome } from '../model/outcome.ts';
import { elapsed, seconds, type Seconds, type Tick } from '../model/units.ts';
import type { RunState } from '../schedule/state.ts';

/** How long the attempts of the present run have taken so far. */
export interface Pace {
  /** Attempts that ended by themselves. */
  readonly ended: number;
  /** Their running time, all together. */
  readonly total: Seconds;
}

export const NO_PACE: Pace = { ended: 0, total: seconds(0) };

/** Fewer attempts than this say nothing about the rest. */
const ENOUGH = 3;

/** The pace after one more event, for a view that sees every event and must not look at every job. */
export function paceAfter(pace: Pace, event: Event): Pace {
  if (event.event === 'run-started') return NO_PACE;
  if (event.event !== 'attempt-ended') return pace;
  return counting(pace, event.outcome, event.seconds);
}

/** The pace of the present run, from its state alone. Looks at every job. */
export function paceOf(state: RunState): Pace {
  const { run } = state;
  if (run === null) return NO_PACE;
  let pace = NO_PACE;
  for (const record of state.records) {
    for (const { planned, outcome, seconds: ran } of record.past) {
      if (planned.at >= run.started.at && outcome !== null) pace = counting(pace, outcome, ran);
    }
  }
  return pace;
}

function counting(pace: Pace, outcome: Outcome, ran: Seconds | null): Pace {
  if (ran === null || outcome.cause === 'stopped' || outcome.cause === 'lost') return pace;
  return { ended: pace.ended + 1, total: seconds(pace.total + ran) };
}

/**
 * A guess at the time until the run ends: every job takes as long as the mean of those before it, and as many run side
 * by side as do now. Null while too little is known to guess, and while nothing runs.
 */
export function timeLeft(state: RunState, pace: Pace, now: Tick): Seconds | null {
  const running = state.running.size;
  if (state.draining || running === 0 || pace.ended < Math.max(ENOUGH, running)) return null;
  const mean = pace.total / pace.ended;
  const rests = [...state.running.values()].map(({ state: job }) =>
    job.status === 'running' ? Math.max(0, mean - elapsed(job.since.tick, now)) : 0,
  );
  const work = rests.reduce((sum, rest) => sum + rest, mean * Math.max(0, state.pending - running));
  return seconds(Math.max(work / running, ...rests));
}
