import { once } from 'node:events';
import { dirname } from 'node:path';
import { clock } from '../../host/system/clock.ts';
import type { LockOwner } from '../../host/system/lock.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { openLeases } from '../../host/leases/leases.ts';
import { NOTICE } from '../../launch/slurm/driver.ts';
import { freezeSweep } from '../../journal/frozen-sweep.ts';
import type { AddedJob } from '../../model/added-job.ts';
import type { Job } from '../../model/plan.ts';
import { seconds } from '../../model/units.ts';
import type { HostView } from '../../model/resources.ts';
import { type OpenView, silentView } from '../../report/live/open-view.ts';
import { count } from '../../report/text/phrases.ts';
import { begin, holdBereft, type RunOrder } from '../../run/begin.ts';
import { hasFailed } from '../../run/job-exit.ts';
import { conclude } from '../../run/conclude.ts';
import { orderOfEnd } from '../../run/hooks.ts';
import { drive } from '../../run/loop.ts';
import { partOf, startable, withinReach } from '../../run/part.ts';
import type { Signal } from '../../run/world.ts';
import { settle } from '../../run/resume.ts';
import { goesOn } from '../../schedule/state/ongoing.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { variablesLost } from '../control/caller.ts';
import { JobFiles } from '../control/job-files.ts';
import { deferring, type Defer } from './defer.ts';
import { clustersOf, readyCluster } from '../machine/clusters.ts';
import { executorMeant } from '../machine/executors.ts';
import { foresee, type Foreseen } from './foresight.ts';
import { refuseUndetachable } from './detachable.ts';
import { codeChanged } from './code-changed.ts';
import { driverGone } from './driver.ts';
import { leaveToCluster } from './leave-to-cluster.ts';
import { provenanceNow } from './run-origin.ts';
import { cannotWrite, noWork, type RunResult } from './run-result.ts';
import { takeLeft } from './take-left.ts';
import { acceptResults, takeResults } from './take-results.ts';
import { followHostFile, followPolicy } from '../machine/follow-host-file.ts';
import { placeOfJobs } from '../sweep/whereabouts.ts';
import { acceptedPolicy } from '../sweep/accept.ts';
import { answersDuring, ControlChannel, type Rest } from '../world/control-channel.ts';
import { gitVersion } from '../world/git-version.ts';
import { MachineChoice } from '../machine/machine-choice.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import type { Notices } from '../notices.ts';
import { beginsOf } from '../sweep/begins.ts';
import { hasSuccessor, takeLockOver } from '../control/hand-over.ts';
import { cautionOf, choiceOf, type RunSweepOptions } from '../control/run-flags.ts';
import { packageVersion } from '../sweep/package.ts';
import { refreshSchema } from '../sweep/schema-copy.ts';
import { lockAsOwner, ownIdentity } from '../world/ownership.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { Speaker } from './speaker.ts';
import { isReadOnly, openAndReplay } from '../world/run-folder.ts';
import { machineForRun } from '../world/run-machine.ts';
import { planOfSelected, wishOf } from '../sweep/selection.ts';
import { RunPlace } from '../world/run-place.ts';
import { openWorld } from '../world/world.ts';

/**
 * Asks a run to stop: the first `interrupt` lets what runs end, a second one or `terminate` stops jobs; `let-go` leaves them to a later runner, and
 * `make-way` lets what runs in a pilot end while there is time, and leaves the rest to a later runner, which `make-way-at-once` does at once.
 */
export type AskToStop = (how: 'interrupt' | 'terminate' | 'let-go' | 'make-way' | 'make-way-at-once') => void;

/** For how long jobs may come to their end in a pilot whose time is nearly over; after that they have their grace. */
const MAKE_WAY = seconds(NOTICE - 120);

/** Whoever a run is done for. */
export interface Spectator {
  /** Hears what is to be said before the run is watched; thereafter the view does. */
  readonly notices: Notices;
  /**
   * Begins to watch a run that is about to begin, and may ask it to stop from now on: after its end that does nothing. The
   * view is closed when the run has ended. `host` is the machine as the run sees it; null before it has.
   */
  readonly watch: (ask: AskToStop, host: () => HostView | null) => Promise<OpenView>;
}

/**
 * Brings every job of a sweep that is not fresh to its end, as the one owner of its run folder. Comes back when the run has
 * ended, or another runner goes on with it, and all that it had opened is closed. Refuses what cannot be run here, and what another
 * runner owns.
 *
 * @param from  The runner of the sweep that is to hand its run over; null where there is none.
 */
export async function runSweep(
  sweep: LoadedSweep,
  options: RunSweepOptions,
  spectator: Spectator,
  from: LockOwner | null = null,
): Promise<RunResult> {
  let turn: Turn =
    from !== null ? { is: 'taken over', from } : options.driven?.goesOn === true ? { is: 'taken back' } : { is: 'new' };
  for (;;) {
    const heir: Heir = { is: null };
    const result = await deferring((defer) => runOwned(sweep, options, spectator, { turn, heir, defer }));
    // A job of a cluster lets go of its run for the time until it is started anew.
    if (result.end !== 'handed-over' || (options.driven !== undefined && heir.is === null)) return result;
    if (await hasSuccessor(result.runFolder, heir.is, result.state.runners)) return result;
    turn = { is: 'taken back' };
  }
}

/** How a runner comes to drive a run. */
type Turn =
  | { readonly is: 'new' }
  | { readonly is: 'taken over'; readonly from: LockOwner }
  /** Whoever it was handed over to has not begun; or it is a job of a cluster, which has been started anew. */
  | { readonly is: 'taken back' };

/** Whoever has asked for the run last; null where nobody has. */
interface Heir {
  is: ProcessId | null;
}

async function runOwned(
  sweep: LoadedSweep,
  options: RunSweepOptions,
  { notices, watch }: Spectator,
  { turn, heir, defer }: { readonly turn: Turn; readonly heir: Heir; readonly defer: Defer },
): Promise<RunResult> {
  const { plan, root, runFolder } = sweep;
  const wish = wishOf(plan, options);
  const reach = withinReach(plan, wish);
  // What has run is looked up only where that can make a difference, and once: a journal may be long.
  let foreseen: Foreseen | null = null;
  const foresight = (): Foreseen => (foreseen ??= foresee(sweep, wish, options));
  const starting = (): readonly Job[] => startable(plan, foresight().part.tasks);
  // Of a run that goes on jobs may be left that are not wished for.
  const all = turn.is === 'new' ? { ...plan, jobs: reach } : plan;
  const on = plan.isOpen === true ? null : executorMeant(options.on, sweep.hostFile);
  if (on !== null && options.leaves === true) refuseUndetachable(sweep, starting(), options, on);
  const policy = acceptedPolicy(notices);
  const machine = await machineForRun(
    sweep,
    { ...options, cluster: on, policy },
    { jobs: reach, starting, plan: all },
    notices,
  );
  defer(() => machine.close());
  if (isReadOnly(runFolder)) {
    const { state, part } = foresight();
    if (state.running.size === 0 && part.tasks.length === 0) return noWork(sweep, state, part);
  }
  const runner = ownIdentity();
  const channel = await ControlChannel.open(plan.sweep);
  defer(() => channel.close());
  const owner = {
    version: packageVersion(),
    ...(channel.address === null ? {} : { socket: channel.address }),
    ...(options.driven === undefined ? {} : { driver: options.driven.job }),
  };
  const gone = turn.is === 'taken over' ? null : await driverGone(sweep, options);
  const lockOptions = { takeOver: options.takeOver ?? false, owner, ...(gone === null ? {} : { gone }) };
  defer(
    turn.is === 'taken over'
      ? await takeLockOver(runFolder, runner, lockOptions, turn.from)
      : await lockAsOwner(runFolder, runner, lockOptions),
  );
  const { state, journal, notice } = openAndReplay(plan, runFolder);
  defer(() => journal.close());
  const speaker = new Speaker(notices.say);
  const { say } = speaker;
  if (notice !== null) say(notice);
  if (channel.problem !== null) say(`this run can be asked nothing from elsewhere: ${channel.problem}`);
  const leases = openLeases({ self: runner, runFolder, sweep: plan.sweep, warn: say });
  defer(() => leases.close());
  const place = new RunPlace(sweep);
  const choice = new MachineChoice(machine, options, { hostFile: sweep.hostFile, policy });
  defer(() => place.close());
  const follow = (post: (signal: Signal) => void): JobFiles =>
    new JobFiles({ state, post, say, environment: process.env });
  const clusters = {
    chosen: on === null ? null : await readyCluster(on, root),
    earlier: clustersOf(state, sweep.hostFile),
  };
  const world = openWorld(sweep, { machine, choice, leases, journal, place, clusters, follow });
  defer(() => world.close());
  if (plan.isOpen !== true) freezeSweep(runFolder, sweep.text, sweep.drawnOn);
  refreshSchema(dirname(runFolder));
  defer(() => sweep.digests.save());
  await takeLeft(state, world, place, sweep.hostFile);
  if (!(await settle(state, world))) throw cannotWrite(sweep);
  leases.settled();
  takeResults(state, world, place.runFolder, say);
  // A run that has come to its end meanwhile is not gone on with.
  const continues = turn.is !== 'new' && goesOn(state.run);
  const problem = continues && state.run !== null ? choice.set(state.run.setting) : null;
  if (problem !== null) say(`what was set for the run counts no more: ${problem}`);
  await acceptResults(state, world, { sweep, options, wish }, say);
  const part = partOf(plan, state, world.files, { ...wish, continues });
  sweep.digests.save();
  const code = await gitVersion(root);
  const changed =
    continues || plan.isOpen === true ? null : await codeChanged(root, state, part, code?.version ?? null);
  if (changed !== null) say(changed);
  const orderNow = async (): Promise<RunOrder> => ({
    ...{ runner, file: sweep.file, set: sweep.set, ...(await provenanceNow(sweep, machine, code, say)) },
    ...{ caution: cautionOf(options), choice: choiceOf(options, on?.name), continues },
    begins: beginsOf(plan.jobs, options.begin, { last: state.run, continues }, clock.now().at),
  });
  // Hooks that a runner which has died still owed are work, too.
  if (part.tasks.length === 0 && options.linger === undefined && !continues && state.dueHooks.length === 0) {
    // Also a first run without anything to do tells from which file it was.
    if (state.run === null && !begin(state, world, part, await orderNow())) throw cannotWrite(sweep);
    if (!conclude(state, world, part)) throw cannotWrite(sweep);
    // A runner that was killed has left that undone.
    world.watchWith({ ...silentView, say });
    world.compressEarlier(state);
    const cut = new AbortController();
    const rest: Rest = { busy: COMPRESSING, leave: () => cut.abort() };
    channel.serveAnew(answersDuring(rest));
    await Promise.race([world.compressed(), once(cut.signal, 'abort')]);
    rest.busy = MOVING;
    if (state.running.size === 0) await world.bringRestHome(cut.signal);
    return noWork(sweep, state, part);
  }
  const workdirs = placeOfJobs({ plan: planOfSelected(plan, part.selected), root });
  if (workdirs !== null) say(workdirs);
  const order = await orderNow();
  if (options.leaves === true && clusters.chosen !== null) {
    const isBegun = (): boolean => begin(state, world, part, order);
    const left = await leaveToCluster(state, world, { cluster: clusters.chosen, place, begin: isBegun });
    return { end: 'left', left, executor: clusters.chosen.name, state, runFolder, failed: false };
  }
  const follower = followHostFile({
    root,
    named: options.host,
    take: (hostFile) => choice.take(hostFile),
    say,
  });
  defer(() => follower.close());
  const policyFollower = followPolicy({ take: (laidDown) => choice.takePolicy(laidDown), say });
  defer(() => policyFollower.close());
  let leave: () => void = () => undefined;
  const isToLeave = new Promise<void>((resolve) => (leave = resolve));
  const ask: AskToStop = (how) => {
    if (how === 'let-go') return letGo(world, runner);
    if (how === 'make-way' || how === 'make-way-at-once')
      world.mailbox.post({ signal: 'place-taken', within: how === 'make-way' ? MAKE_WAY : seconds(0) });
    else world.mailbox.post({ signal: 'asked-to-stop', how });
    leave();
  };
  const view = await watch(ask, () => world.host.glance());
  defer(() => view.close());
  world.watchWith(view);
  speaker.speakTo((message) => view.say(message));
  if (!begin(state, world, part, order)) throw cannotWrite(sweep);
  const lost = ({ inherited }: AddedJob): readonly string[] => variablesLost(inherited, process.env);
  if (!holdBereft(state, world, lost)) throw cannotWrite(sweep);
  channel.serve((asked) => {
    if (asked.request.do === 'hand-over') heir.is = asked.request.to;
    world.mailbox.post(asked);
  });
  for (const { file } of state.followed.values()) {
    // The environment of whoever asked for it has gone with its runner.
    if (file !== null) world.followed.follow(file, null, () => undefined);
  }
  world.compressEarlier(state);
  const end = await drive(state, world, options.linger);
  if (end === 'deleted') throw new Refusal(EXIT.unavailable, tellDeleted(sweep, state));
  // The run hears nothing any more that is asked of it.
  const rest: Rest = { busy: COMPRESSING, leave: () => leave() };
  if (end !== 'handed-over') channel.serveAnew(answersDuring(rest));
  if (end === 'finished' || end === 'fail-fast')
    await speaker.sayLate(`${rest.busy}; ${LEAVES_REST}`, () => Promise.race([world.compressed(), isToLeave]));
  rest.busy = MOVING;
  if (state.running.size === 0) {
    const cut = new AbortController();
    leave = () => {
      cut.abort();
    };
    await speaker.sayLate(`${rest.busy}; ${LEAVES_REST}`, () => world.bringRestHome(cut.signal));
  }
  const { root: rootNow, runFolder: folderNow } = place;
  const hook = orderOfEnd(state);
  const endHook = hook === null ? {} : { endHook: { order: hook, root: rootNow, runFolder: folderNow } };
  const elsewhere = workdirs === null ? {} : { whereabouts: workdirs };
  return { end, state, runFolder: folderNow, failed: hasFailed(state), ...elsewhere, ...endHook };
}

/** Has a runner leave its run, with all jobs, as one does that another goes on for. */
function letGo({ mailbox }: { readonly mailbox: { post(signal: Signal): void } }, runner: ProcessId): void {
  mailbox.post({ signal: 'asked', id: '', request: { do: 'hand-over', to: runner }, answer: () => undefined });
}

/** What a runner may still be busy with when its run has ended. */
const COMPRESSING = 'logs are still being compressed';
const MOVING = 'what jobs have written is still being moved to the project';
const LEAVES_REST = 'Ctrl-C leaves the rest to the next run';

function tellDeleted({ runFolder }: LoadedSweep, { counts }: RunState): string {
  const running = counts.running === 0 ? '' : `; ${count(counts.running, 'job')} that ran may still run, unrecorded`;
  return `${runFolder} was deleted during the run: nothing more was started${running}`;
}
