import { succeeded, type Outcome } from '../../model/outcome.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { stageOf, wasTaken } from './answers.ts';

/** What is known of a task at a moment. */
export interface Sighting {
  /** Whether its keeper has written that it began. */
  readonly hasBegun: boolean;
  /** What its folder comes to, where its keeper has written how it ended; else null. */
  readonly ending: Outcome | null;
  /**
   * Slurm's word for it; `unknown` while the controller does not answer, `gone` where it answers and knows nothing of the task any more, or has
   * never known it.
   */
  readonly state: string;
  /** Whether Slurm has said that it waits in the queue after it was known to have begun: somebody has had it requeued. */
  readonly isRequeued: boolean;
  /** For how long it has been over, by its folder or by Slurm; null where it goes on. */
  readonly overFor: Seconds | null;
  /** Whether this runner told it to stop. */
  readonly toldToStop: boolean;
  /** For how long what a node has written may be invisible here. */
  readonly latency: Seconds;
  /** The limit that Slurm was given. */
  readonly limit: Seconds;
}

/** What is to be made of a task. */
export type TaskVerdict =
  /** It waits or runs, or what is known does not suffice yet. */
  | { readonly is: 'going on' }
  | { readonly is: 'ended'; readonly outcome: Outcome }
  /** Its node was taken from it: it runs again, and that costs no retry. */
  | { readonly is: 'taken'; readonly how: string }
  /** It is over without having begun. */
  | { readonly is: 'never began'; readonly state: string };

const GOES_ON: TaskVerdict = { is: 'going on' };

/**
 * What its folder says counts before what Slurm says, where it says success. How else it ended is judged with Slurm's word, which is waited for
 * for a while, as is the folder where only Slurm has seen the end. A controller that does not answer ends nothing.
 */
export function judgeTask(sighting: Sighting): TaskVerdict {
  const { ending, state, isRequeued, overFor, toldToStop, latency } = sighting;
  // What Slurm would start anew cannot begin a second time.
  if (isRequeued && !toldToStop && (ending === null || !succeeded(ending))) return { is: 'taken', how: REQUEUED };
  if (overFor === null) return GOES_ON;
  const isLate = overFor >= latency;
  const isOver = state !== 'unknown' && (state === 'gone' || stageOf(state) === 'over');
  if (ending !== null) {
    // What it produces may be as invisible here as its end may have been.
    if (ending.cause === 'missing-output' && !isLate) return GOES_ON;
    if (succeeded(ending) || ending.cause === 'missing-output' || toldToStop) return { is: 'ended', outcome: ending };
    if (isOver && state !== 'gone') return byState(ending, sighting);
    return isOver || isLate ? { is: 'ended', outcome: ending } : GOES_ON;
  }
  if (!isOver || (!isLate && !toldToStop)) return GOES_ON;
  return withoutEnding(sighting);
}

function byState(ending: Outcome, { state, limit }: Sighting): TaskVerdict {
  const code = 'code' in ending && ending.code !== null ? ending.code : KILLED;
  if (wasTaken(state)) return { is: 'taken', how: state };
  if (state === 'OUT_OF_MEMORY') return { is: 'ended', outcome: { cause: 'oom', of: 'host', code } };
  if (state === 'TIMEOUT') return { is: 'ended', outcome: { cause: 'timeout', after: limit, code } };
  return { is: 'ended', outcome: ending };
}

/** How a task was taken that waits in the queue again, which it must leave. */
export const REQUEUED = 'REQUEUED';

/** What a shell makes of KILL. */
const KILLED = 137;

function withoutEnding({ state, hasBegun, toldToStop, limit }: Sighting): TaskVerdict {
  if (toldToStop || state === 'CANCELLED')
    return { is: 'ended', outcome: { cause: 'stopped', reason: 'outside', code: null } };
  if (wasTaken(state)) return { is: 'taken', how: state };
  if (state === 'OUT_OF_MEMORY') return { is: 'ended', outcome: { cause: 'oom', of: 'host', code: KILLED } };
  if (state === 'TIMEOUT' || state === 'DEADLINE')
    return { is: 'ended', outcome: { cause: 'timeout', after: limit, code: KILLED } };
  return hasBegun ? { is: 'ended', outcome: { cause: 'lost' } } : { is: 'never began', state };
}

/** How long it has been since a moment of the same clock, in milliseconds; null where there is none. */
export function since(moment: number | null, now: number): Seconds | null {
  return moment === null ? null : seconds((now - moment) / 1000);
}
