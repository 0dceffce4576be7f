import { clock } from '../../host/system/clock.ts';
import { identify, isAlive, isSuspended, livingProcesses } from '../../host/system/process.ts';
import { Census } from '../../launch/local/processes.ts';
import { peek, type Whereabouts } from '../../launch/local/settle.ts';
import { peekOnCluster } from '../../launch/slurm/task.ts';
import type { Plan } from '../../model/plan.ts';
import type { Instant } from '../../model/units.ts';
import { tellDetached } from '../../run/detached.ts';
import { happeningOf, settleOrderOf } from '../../run/resume.ts';
import { movesOf, type Moves } from '../../schedule/state/moves.ts';
import { staleResults } from '../../run/freshness.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { type Silence, tellSilence } from '../../report/status/silence.ts';
import type { StaleResults } from '../../report/status/stale.ts';
import { loadThenAndNow } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { maskFor } from '../sweep/secrets.ts';
import type { Notices } from '../notices.ts';
import { unrevealing } from './unrevealing.ts';
import { finderOf, readLeft, tasksLeft } from './left-to-cluster.ts';
import { replayJournal, runnerOf, type Remembered } from './run-folder.ts';
import { filesOf } from './world.ts';

/** How a sweep stands. */
export interface SweepStatus {
  readonly state: RunState;
  /** The pid of the process that drives its run now; null when none does. */
  readonly runner: number | null;
  /** That this process does not answer; null where it does, or there is none. */
  readonly silence: Silence | null;
  /** What the next run takes from jobs that have other ids by now, as the state has it already. */
  readonly moves: Moves;
}

/** How a sweep stands, and which of its results are no longer good. */
export interface JudgedStatus extends SweepStatus {
  readonly stale: StaleResults;
  /** The sweep as its file has it now; as it ran where that gives none. */
  readonly now: LoadedSweep;
}

/**
 * How a sweep that has run stands, whether or not it runs now, with the results that a run of its file would make anew. Changes nothing but
 * what is remembered of large inputs.
 */
export async function sweepStatus(sweep: KnownSweep, place: Place, notices: Notices): Promise<JudgedStatus> {
  const { then, now, problem } = await loadThenAndNow(sweep, place, notices);
  const { notice, ...status } = statusNow(then.plan, sweep);
  if (notice !== null) notices.say(notice);
  const state = now === then ? status.state : statusNow(now.plan, sweep).state;
  await readLeft(status.state, sweep);
  const results = staleResults(
    now.plan,
    state,
    filesOf(sweep, now.digests, state),
    status.state,
    status.runner !== null,
  );
  now.digests.save();
  return { ...status, stale: { results, problem }, now };
}

/** What a status is told of: a sweep that has run, or one that has been loaded. */
export type RunFolder = Pick<KnownSweep, 'root' | 'runFolder'>;

/**
 * How a plan stands by its run folder, with what people should know of its journal. Whoever looks at a run that it does not own sees
 * it so: what has ended since its runner died, or was suspended, has ended, and what `moved` renames has moved. Changes nothing.
 */
export function statusNow(plan: Plan, { root, runFolder }: RunFolder): SweepStatus & Remembered {
  // Before the journal is read: of a runner that is gone by now all that it wrote is there.
  const runner = runnerOf(runFolder);
  const isSilent = runner !== null && isSuspended(runner);
  const { state, notice } = replayJournal(plan, runFolder);
  const moved = (silence: Silence | null) => ({ state, runner, silence, notice, moves: takeMoves(state) });
  if (runner !== null && !isSilent) return moved(null);
  // Many attempts that are looked after are answered by one look at all processes.
  const census = new Census({ identify, isAlive, livingProcesses });
  const processes = { identify, isAlive, livingProcesses: () => census.living() };
  const since = lookAfter(state, { root, runFolder, processes });
  return moved(isSilent ? { pid: runner, since } : null);
}

/** Takes in what a run would move. */
function takeMoves(state: RunState): Moves {
  const moves = movesOf(state);
  if (moves.moves.length > 0) reduce(state, { ...clock.now(), event: 'jobs-moved', moves: moves.moves });
  return moves;
}

/** Says what people should know beside a status: what became of the journal, and that the runner does not answer. */
export function sayBeside(
  { notice, silence }: Pick<SweepStatus & Remembered, 'notice' | 'silence'>,
  say: Notices['say'],
): void {
  if (notice !== null) say(notice);
  if (silence !== null) say(tellSilence(silence, clock.now().at));
}

/**
 * Takes in what the journal of a runner does not know that is dead or suspended: attempts that have ended since. Nothing is written.
 * Returns when the first of them ended; null where nothing tells.
 */
function lookAfter(state: RunState, whereabouts: Whereabouts): Instant | null {
  let first: Instant | null = null;
  const mask = maskFor(state.plan);
  for (const record of [...state.running.values()]) {
    const order = settleOrderOf(record);
    if (order.on?.detached === true) continue;
    const seen = order.on === undefined ? peek(order, whereabouts) : peekOnCluster(order, order.on, whereabouts);
    const settlement = seen === null ? null : unrevealing(seen, mask);
    const happening = settlement === null ? null : happeningOf(record, settlement);
    if (happening === null) continue;
    reduce(state, { ...clock.now(), ...happening });
    const endedAt = settlement?.kind === 'ended' ? settlement.endedAt : null;
    if (endedAt !== null && (first === null || endedAt < first)) first = endedAt;
  }
  if (tasksLeft(state).length === 0) return first;
  for (const happening of tellDetached(state, finderOf(state, whereabouts, mask)))
    reduce(state, { ...clock.now(), ...happening });
  return first;
}
