import { clock } from '../../host/system/clock.ts';
import { identify, isAlive, livingProcesses } from '../../host/system/process.ts';
import { Census } from '../../launch/local/processes.ts';
import { peek, type Whereabouts } from '../../launch/local/settle.ts';
import type { Plan } from '../../model/plan.ts';
import { happeningOf, settleOrderOf } from '../../run/resume.ts';
import { staleResults } from '../../run/freshness.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { StaleResults } from '../../report/status/stale.ts';
import { loadThenAndNow } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import type { Notices } from '../notices.ts';
import { replayJournal, runnerOf, type Remembered } from './run-folder.ts';
import { filesOf } from './world.ts';

/** How a sweep stands. */
export interface SweepStatus {
  readonly state: RunState;
  /** The pid of the process that drives its run now; null when none does. */
  readonly runner: number | null;
}

/** How a sweep stands, and which of its results are no longer good. */
export interface JudgedStatus extends SweepStatus {
  readonly stale: StaleResults;
}

/**
 * How a sweep that has run stands, whether or not it runs now, with the results that a run of its file would make anew. Changes nothing but
 * what is remembered of large inputs.
 */
export async function sweepStatus(sweep: KnownSweep, place: Place, notices: Notices): Promise<JudgedStatus> {
  const { then, now, problem } = await loadThenAndNow(sweep, place, notices);
  const { notice, ...status } = statusNow(then.plan, sweep);
  if (notice !== null) notices.say(notice);
  const state = now === then ? status.state : replayJournal(now.plan, sweep.runFolder).state;
  const results = staleResults(now.plan, state, filesOf(sweep, now.digests), status.state);
  now.digests.save();
  return { ...status, stale: { results, problem } };
}

/** The same by its plan, with what people should know of its journal. */
export function statusNow(plan: Plan, { root, runFolder }: KnownSweep): SweepStatus & Remembered {
  // Before the journal is read: of a runner that is gone by now all that it wrote is there.
  const runner = runnerOf(runFolder);
  const { state, notice } = replayJournal(plan, runFolder);
  if (runner === null) {
    // Many attempts that are looked after are answered by one look at all processes.
    const census = new Census({ identify, isAlive, livingProcesses });
    const processes = { identify, isAlive, livingProcesses: () => census.living() };
    lookAfter(state, { root, runFolder, processes });
  }
  return { state, runner, notice };
}

/** Takes in what the journal of a dead runner does not know: attempts that have ended since. Nothing is written. */
function lookAfter(state: RunState, whereabouts: Whereabouts): void {
  for (const record of [...state.running.values()]) {
    const settlement = peek(settleOrderOf(record), whereabouts);
    const happening = settlement === null ? null : happeningOf(record, settlement);
    if (happening !== null) reduce(state, { ...clock.now(), ...happening });
  }
}
