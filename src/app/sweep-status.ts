import { clock } from '../host/system/clock.ts';
import { identify, isAlive, livingProcesses } from '../host/system/process.ts';
import { Census } from '../launch/local/processes.ts';
import { peek, type Whereabouts } from '../launch/local/settle.ts';
import type { Plan } from '../model/plan.ts';
import { happeningOf, settleOrderOf } from '../run/resume.ts';
import { reduce } from '../schedule/state/reduce.ts';
import type { RunState } from '../schedule/state/state.ts';
import { loadKnown, type KnownSweep, type Place } from './sweep/known-sweep.ts';
import { acceptedSweep } from './sweep/accept.ts';
import type { Notices } from './notices.ts';
import { replayJournal, runnerOf, type Remembered } from './world/run-folder.ts';

/** How a sweep stands. */
export interface SweepStatus {
  readonly state: RunState;
  /** The pid of the process that drives its run now; null when none does. */
  readonly runner: number | null;
}

/** How a sweep that has run stands, whether or not it runs now. Changes nothing. */
export async function sweepStatus(sweep: KnownSweep, place: Place, notices: Notices): Promise<SweepStatus> {
  // What was doubtful about the sweep was said when it ran; its file may be another by now.
  const { plan } = acceptedSweep(await loadKnown(sweep, place, { files: false }), {
    ...notices,
    warn: () => undefined,
  });
  const { notice, ...status } = statusNow(plan, sweep);
  if (notice !== null) notices.say(notice);
  return status;
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
