import type { Outcome } from '../model/outcome.ts';
import { elapsed, seconds, type Seconds, type Tick } from '../model/units.ts';
import type { JobClass } from '../schedule/queue/request.ts';
import type { RunState } from '../schedule/state/state.ts';
import { spellWhole } from './text/phrases.ts';

/** How long a run is thought to go on: most likely between these. */
export interface TimeLeft {
  readonly least: Seconds;
  readonly most: Seconds;
}

/** How long the attempts of the present run have taken so far. */
export interface Pace {
  /** Attempts that ended by themselves. */
  readonly ended: number;
  /** Their running time, all together. */
  readonly total: Seconds;
}

const NO_PACE: Pace = { ended: 0, total: seconds(0) };

/** Fewer attempts than this say nothing about the rest. */
const ENOUGH = 3;

/** The pace of the present run, from its state alone. Looks at every job. */
export function paceOf(state: RunState): Pace {
  const { run } = state;
  if (run === null) return NO_PACE;
  let pace = NO_PACE;
  for (const record of state.records) {
    for (const { planned, end } of record.past) {
      if (planned.at >= run.started.at && end !== null) pace = counting(pace, end.outcome, end.seconds);
    }
  }
  return pace;
}

function counting(pace: Pace, outcome: Outcome, ran: Seconds | null): Pace {
  if (ran === null || outcome.cause === 'stopped' || outcome.cause === 'lost') return pace;
  return { ended: pace.ended + 1, total: seconds(pace.total + ran) };
}

/**
 * A guess at the time until the run ends: each job takes the median of what its class took, now and in earlier runs, or
 * the mean of this run's jobs so far; and as many run side by side as do now. Null while too little is known to guess, and
 * while nothing runs.
 */
export function timeLeft(state: RunState, pace: Pace, now: Tick): Seconds | null {
  const running = state.running.size;
  if (state.draining || running === 0) return null;
  const least = Math.max(ENOUGH, running);
  const mean = pace.ended < least ? null : pace.total / pace.ended;
  const expected = (jobClass: JobClass): number | null => state.durations.typical(jobClass, least) ?? mean;
  let work = 0;
  for (const [jobClass, { todo, ended, held }] of state.classes) {
    const left = held === null ? todo - ended : 0;
    const each = left === 0 ? 0 : expected(jobClass);
    if (each === null) return null;
    work += left * each;
  }
  let longest = 0;
  for (const record of state.running.values()) {
    const each = expected(record.class);
    if (each === null || record.state.status !== 'running') return null;
    const done = Math.min(each, elapsed(record.state.since.tick, now));
    work -= done;
    longest = Math.max(longest, each - done);
  }
  return seconds(Math.max(0, work / running, longest));
}

/** `about 12m to 15m left`, in steps that suit its length. */
export function tellTimeLeft({ least, most }: TimeLeft): string {
  const step = STEPS.find(({ upTo }) => most < upTo)?.step ?? 3600;
  const [from, to] = [least, most].map((time) => spellWhole(seconds(Math.max(1, Math.round(time / step)) * step)));
  return `about ${from === to ? from : `${from} to ${to}`} left`;
}

/** Seconds: times below the one are told in steps of the other. */
const STEPS = [
  { upTo: 60, step: 5 },
  { upTo: 600, step: 30 },
  { upTo: 3600, step: 60 },
  { upTo: 6 * 3600, step: 600 },
];
