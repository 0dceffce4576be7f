import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../../host/system/clock.ts';
import { lockOwner, type LockOwner } from '../../host/system/lock.ts';
import { lockPath } from '../../journal/folder.ts';
import { frozenSweep } from '../../journal/frozen-sweep.ts';
import type { JobId } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../../report/text/phrases.ts';
import { acceptancesOf, type AcceptWish } from '../../run/requests/accepting.ts';
import { movesOf } from '../../schedule/state/moves.ts';
import { partOf, startable } from '../../run/part.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { AttemptRecord, CurrentRun, RunState } from '../../schedule/state/state.ts';
import { SILENT } from '../notices.ts';
import { acceptedPolicy } from '../sweep/accept.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import type { Place } from '../sweep/known-sweep.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { packageVersion } from '../sweep/package.ts';
import { wishOf } from '../sweep/selection.ts';
import { cautionSaid, choiceOf, type RunSweepOptions } from './run-flags.ts';
import { executorMeant } from '../machine/executors.ts';
import { copyForRun } from '../world/code-copy.ts';
import { refuseRunning } from '../world/moved-results.ts';
import { machineForRun } from '../world/run-machine.ts';
import { replayJournal } from '../world/run-folder.ts';
import { filesOf } from '../world/world.ts';

/** A sweep that somebody else runs, and what would change if this command went on with it. */
export interface LiveRun {
  readonly owner: LockOwner;
  /** A sentence each; none where nothing would. */
  readonly changes: readonly string[];
}

/** Milliseconds for which a runner is waited for that begins just now, or ends, and between two looks. */
const PATIENCE = 10_000;
const PACE = 100;

/**
 * The live run of a sweep on this machine, whose runner can be asked for it; null where there is none. Refuses to change it where this command
 * could not go on with it. Changes nothing.
 */
export async function reviewTakeover(
  sweep: LoadedSweep,
  options: RunSweepOptions & Place,
  accept: AcceptWish,
): Promise<LiveRun | null> {
  // What jobs were added by hand stands in no file that could have changed.
  if (sweep.plan.isOpen === true) return null;
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const held = lockOwner(lockPath(sweep.runFolder));
    if (held?.liveness !== 'alive' || (held.owner.command !== true && held.owner.socket === undefined)) return null;
    const { owner } = held;
    const { state } = replayJournal(sweep.plan, sweep.runFolder);
    const { run } = state;
    const isLive = run?.ended === null && owner.command !== true && run.runner.pid === owner.process.pid;
    if (isLive) return { owner, changes: await changesOf(sweep, { ...options, accept }, state, run, owner) };
    if (performance.now() > deadline) return null;
    await pause(PACE);
  }
}

async function changesOf(
  sweep: LoadedSweep,
  { accept, ...options }: Omit<RunSweepOptions, 'accept'> & Place & { readonly accept: AcceptWish },
  state: RunState,
  run: CurrentRun,
  owner: LockOwner,
): Promise<readonly string[]> {
  const { plan, root, runFolder } = sweep;
  const cluster = executorMeant(options.on, sweep.hostFile);
  const before = await planAsItRan({ name: plan.sweep, root, runFolder }, options, SILENT);
  const moves = movesOf(state);
  refuseRunning(moves);
  reduce(state, { ...clock.now(), event: 'jobs-moved', moves: moves.moves });
  const wish = { ...wishOf(plan, options), continues: true };
  const files = filesOf(sweep, sweep.digests, state);
  const { accepted } = acceptancesOf(plan, state, files, accept, wish.chosen);
  reduce(state, { ...clock.now(), event: 'jobs-accepted', accepted });
  const { tasks } = partOf(plan, state, files, wish);
  const definitions = new Map(before.jobs.map(({ id, definition }) => [id, definition.fingerprint]));
  const isChanged = (id: JobId): boolean => {
    const now = state.byId.get(id)?.job?.definition.fingerprint;
    return definitions.has(id) && definitions.get(id) !== now;
  };
  const due = tasks.map(({ job }) => job);
  const changed = due.filter(isChanged);
  const added = due.filter((id) => !isChanged(id) && state.byId.get(id)?.todo !== true && !isSkipped(state, id));
  const moved = new Set(moves.moves.map(({ was }) => was));
  const gone = before.jobs.filter(({ id }) => !state.byId.has(id) && !moved.has(id));
  const stale = tasks.filter(({ verdict }) => verdict.state === 'stale').map(({ job }) => job);
  const was = gone.length + stale.length === 0 ? null : replayJournal(before, runFolder).state;
  const removed = gone.map(({ id }) => id).filter((id) => was?.byId.get(id)?.todo === true);
  const remade = stale.filter((id) => was?.byId.get(id)?.state.status === 'succeeded');
  const lines = [
    ...tell(added, 'to run besides', state),
    ...tell(changed, 'defined otherwise', state),
    ...tell(remade, 'to be made anew', state, 'result'),
    ...tell(
      moves.moves.map(({ job }) => job),
      'to move along',
      state,
      'result',
    ),
    ...tell(
      accepted.map(({ job }) => job),
      'to be accepted as they are',
      state,
      'result',
    ),
    ...tell(removed, 'no longer in the file', state),
    ...flagsChanged(options, run, cluster?.name),
    ...(await codeChanged(sweep, state, run)),
    ...(owner.version === undefined || owner.version === packageVersion()
      ? []
      : [`sweep ${packageVersion()} goes on for sweep ${owner.version}`]),
  ];
  const isOtherText = frozenSweep(runFolder) !== sweep.text;
  if (lines.length === 0 && !isOtherText) return [];
  const starting = startable(plan, tasks);
  (
    await machineForRun(
      sweep,
      { ...options, cluster, policy: acceptedPolicy(SILENT) },
      { jobs: starting, starting: () => starting, plan },
      SILENT,
    )
  ).close();
  const running = changed.filter((id) => state.running.has(id)).length;
  return [
    ...(lines.length === 0 ? ['the file says otherwise how jobs run, but not what they do'] : lines),
    ...flagsLeftOut(options, run, cluster?.name),
    ...(running === 0
      ? []
      : [
          `${count(running, 'job')} of those that changed ${running === 1 ? 'runs' : 'run'} to the end first, and then again`,
        ]),
  ];
}

/** Whether a job was skipped in the present run, which whoever goes on with it reckons anew. */
function isSkipped(state: RunState, id: JobId): boolean {
  return state.byId.get(id)?.state.status === 'skipped' && state.byId.get(id)?.isTask === true;
}

/** What the command says otherwise than the one that began the run; what it does not say is no change. */
function flagsChanged(
  options: RunSweepOptions,
  { choice, caution, begins }: CurrentRun,
  cluster: string | undefined,
): readonly string[] {
  const { slots, gpus, hostFile, on } = choiceOf(options, cluster);
  const said = cautionSaid(options);
  const isOther = (value: unknown, before: unknown): boolean =>
    value !== undefined && value !== null && value !== before;
  return [
    ...(isOther(slots, choice.slots) ? [`--slots ${slots}`] : []),
    ...(isOther(gpus, choice.gpus) ? [`--gpus ${gpus}`] : []),
    ...(isOther(hostFile, choice.hostFile) ? [`--host ${hostFile}`] : []),
    ...(isOther(options.begin, begins.told?.all) ? [`--begin ${options.begin}`] : []),
    ...(on === choice.on ? [] : [`jobs go to ${on ?? 'this machine'} from now on`]),
    ...(isOther(said.canary, caution.canary) ? ['--canary'] : []),
    ...(isOther(said.maxFails, caution.maxFails) ? [`--max-fails ${said.maxFails}`] : []),
    ...(isOther(said.failAlike, caution.failAlike ?? 0) ? [`--fail-alike ${said.failAlike}`] : []),
  ];
}

/** What the command that began the run said and this one does not, which thus counts no more. Alone it is no reason to go on with a run. */
function flagsLeftOut(
  options: RunSweepOptions,
  { choice, caution }: CurrentRun,
  cluster: string | undefined,
): readonly string[] {
  const { slots, gpus, hostFile } = choiceOf(options, cluster);
  const { canary, maxFails } = cautionSaid(options);
  const left = [
    ...(slots === null && choice.slots !== null ? [`--slots ${choice.slots}`] : []),
    ...(gpus === null && choice.gpus !== null ? [`--gpus ${choice.gpus}`] : []),
    ...(hostFile === null && choice.hostFile !== null ? [`--host ${choice.hostFile}`] : []),
    ...(canary === undefined && caution.canary ? ['--canary'] : []),
    ...(maxFails === undefined && caution.maxFails !== null ? [`--max-fails ${caution.maxFails}`] : []),
  ];
  return left.length === 0 ? [] : [`without ${left.join(' ')}, which this command does not say`];
}

/** Whether the code is another than that which jobs of the run were started with last, where they are given a copy of it. */
async function codeChanged(sweep: LoadedSweep, state: RunState, { startedAt }: CurrentRun): Promise<readonly string[]> {
  if (sweep.plan.snapshot === undefined) return [];
  const attempts = state.records.flatMap(({ past }) => past.filter(({ plannedAt }) => plannedAt > startedAt));
  const last = attempts.reduce<AttemptRecord | null>(
    (latest, one) => (latest === null || one.plannedAt > latest.plannedAt ? one : latest),
    null,
  );
  if (last === null || (await copyForRun(sweep)) === last.snapshot) return [];
  return ['the code has changed: what starts from now on runs as it is now'];
}

/** Jobs that are named; the rest by number. */
const NAMED = 5;

function tell(jobs: readonly JobId[], how: string, state: RunState, what = 'job'): readonly string[] {
  if (jobs.length === 0) return [];
  const named = jobs.slice(0, NAMED).map((id) => state.byId.get(id)?.job?.label ?? id);
  return [`${count(jobs.length, what)} ${how}: ${someOf(named, jobs.length)}`];
}
