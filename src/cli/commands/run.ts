import { relative } from 'node:path';
import { READY_FD, startDetached } from '../../app/control/detached-run.ts';
import { notifierOn, type Notifier } from '../../app/control/readiness.ts';
import { acceptedSweep } from '../../app/sweep/accept.ts';
import { fileMeant } from '../../app/sweep/file-meant.ts';
import { loadAdded } from '../../app/sweep/added-sweep.ts';
import { loadKnown, sweepMeant, type KnownSweep } from '../../app/sweep/known-sweep.ts';
import { type LoadedSweep, type LoadOptions, type LoadResult, loadSweep } from '../../app/sweep/load.ts';
import { withPresets } from '../../app/sweep/presets.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { runnerOf } from '../../app/world/run-folder.ts';
import { acceptWishOf } from '../../app/jobs/accept-results.ts';
import { reviewTakeover, type LiveRun } from '../../app/control/review-takeover.ts';
import type { RunSweepOptions } from '../../app/control/run-flags.ts';
import { executorMeant } from '../../app/machine/executors.ts';
import { runEndHook } from '../../app/run/end-hook.ts';
import type { RunResult } from '../../app/run/run-result.ts';
import { runSweep, type Spectator } from '../../app/run/run-sweep.ts';
import { clock } from '../../host/system/clock.ts';
import { lockOwner, type LockOwner } from '../../host/system/lock.ts';
import { commandAgain } from '../again.ts';
import { confirm } from '../confirm.ts';
import { actsOn } from '../terminal/keys/acts.ts';
import { leaveRun, type Left } from '../terminal/keys/leave-run.ts';
import { watchKnown } from './watch.ts';
import { lockPath, runLogPath } from '../../journal/folder.ts';
import { parseAllotment } from '../../launch/slurm/pilot.ts';
import { LET_GO, LOCAL } from '../../model/executor.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { type OpenView, silentView } from '../../report/live/open-view.ts';
import { spellWhole } from '../../report/text/phrases.ts';
import { endDriver, leaveRunToDriver, runOfDriver } from '../driver.ts';
import { leftOut } from '../left-out.ts';
import { notices } from '../notices.ts';
import { tellReading } from '../reading-told.ts';
import { exitCodeOf, tellResult } from '../result.ts';
import { listenForSignals } from '../terminal/signals.ts';
import { print, tellNewsOnly } from '../terminal/terminal.ts';
import { writeUnwaited } from '../terminal/unwaited.ts';
import { TerminalView } from '../terminal/view.ts';
import { planCommand } from './plan.ts';

export interface RunFlags extends LoadOptions, RunSweepOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Run in the background. */
  readonly background?: boolean;
  /** The same, unless jobs go to a cluster, which is then left with them. */
  readonly detach?: boolean;
  /** Have the runner be a job of the cluster that jobs go to. */
  readonly driver?: boolean;
  /** Have one job of the cluster run all jobs within it. */
  readonly pilot?: boolean;
  /** The job that this process is, as such a runner. */
  readonly asDriver?: string;
  /** What a cluster has given that job, if its jobs run within it. */
  readonly allotted?: string;
  /** Take a live run over without asking. */
  readonly yes?: boolean;
  /** Of a run in the background: where to tell that it has begun. */
  readonly notifyFd?: number;
  /** The sweep whose run to go on with as it is, whatever has become of its file. */
  readonly goOnWith?: string;
}

/** `sweep run FILE`: brings every job of the file that is not fresh to its end. */
export async function runCommand(said: string | undefined, flags: RunFlags): Promise<ExitCode> {
  if (flags.dryRun === true) return planCommand(said, flags);
  const file = fileMeant(said, flags);
  const whole = await withPresets(file, flags);
  const own = runOfDriver(whole.asDriver, whole);
  const asItRan = own?.name ?? whole.goOnWith;
  return runLoaded(asDriven(whole, own !== null), (reading) =>
    asItRan === undefined ? loadSweep(file, { ...whole, ...reading }) : loadAsItRan(asItRan, whole, reading),
  );
}

/** With what a run is told of a runner that is a job of a cluster. What was to run anew has done so, or is left of its run. */
function asDriven({ asDriver: job, allotted, ...flags }: RunFlags, goesOn: boolean): RunFlags {
  if (job === undefined) return flags;
  const allotment = parseAllotment(allotted ?? '');
  const within = allotment === null ? {} : { allotment, on: LOCAL };
  return { ...flags, ...within, driven: { job, goesOn }, ...(goesOn ? { fresh: undefined } : {}) };
}

/** `sweep resume [SWEEP]`: runs what is not fresh of a sweep as it was when it ran last. */
export async function resumeCommand(said: string | undefined, flags: RunFlags): Promise<ExitCode> {
  const own = runOfDriver(flags.asDriver, flags);
  return runLoaded(asDriven(flags, own !== null), (reading) => loadAsItRan(said, flags, reading));
}

async function loadAsItRan(said: string | undefined, flags: RunFlags, reading: LoadOptions): Promise<LoadResult> {
  const known = sweepMeant(said, flags);
  return loadKnown(known, flags, { ...flags, ...reading });
}

/** Runs what `load` gives, here or in the background. */
async function runLoaded(flags: RunFlags, load: (reading: LoadOptions) => Promise<LoadResult>): Promise<ExitCode> {
  const { notifyFd } = flags;
  const notifier = notifyFd === undefined ? null : notifierOn(notifyFd);
  try {
    writeUnwaited(leftOut(flags));
    const hearReading = tellReading((message) => notices.say(message));
    const sweep = acceptedSweep(await load({ folder: 'taken', ofPart: true, hearReading }), notices);
    if (flags.goOnWith !== undefined) {
      const owner = lockOwner(lockPath(sweep.runFolder))?.owner ?? null;
      // What was to run anew has done so, or is left of the run.
      return await runWatched(sweep, { ...flags, fresh: undefined }, notifier, owner);
    }
    const live = await reviewTakeover(sweep, flags, acceptWishOf(sweep.plan, flags));
    const isDriven = flags.driver === true || flags.pilot === true;
    if (isDriven || isLeft(sweep, flags)) {
      refuseLive(sweep, live);
      return isDriven ? await leaveRunToDriver(sweep, flags) : await leaveToCluster(sweep, flags);
    }
    if (live?.changes.length === 0) return await joinRun(sweep, live, flags, notifier);
    if (live !== null) await confirm(tellTakeover(sweep, live), flags, TAKEOVER_HINT, EXIT.unavailable);
    if (isInBackground(flags) && notifier === null) return await runDetached(sweep, flags, live !== null);
    return await runWatched(sweep, flags, notifier, live?.owner ?? null);
  } catch (error) {
    if (error instanceof Refusal) notifier?.tell({ ready: false, code: error.code, text: error.message });
    throw error;
  }
}

function isInBackground({ background, detach }: RunFlags): boolean {
  return background === true || detach === true;
}

/** Whether jobs go to a cluster, and nobody is to stay. */
function isLeft({ plan, hostFile }: LoadedSweep, { on, detach }: RunFlags): boolean {
  return detach === true && plan.isOpen !== true && executorMeant(on, hostFile) !== null;
}

/** Refuses to leave to a cluster what runs already. */
function refuseLive({ plan: { sweep } }: LoadedSweep, live: LiveRun | null): void {
  if (live === null) return;
  throw new Refusal(
    EXIT.unavailable,
    `${sweep} runs already as process ${live.owner.process.pid}, which sees to its jobs\nhint: \`sweep cancel ${sweep}\` ends that run`,
  );
}

/** Submits all jobs, and leaves them to their cluster. */
async function leaveToCluster(sweep: LoadedSweep, flags: RunFlags): Promise<ExitCode> {
  const watch = (): Promise<OpenView> => Promise.resolve(silentView);
  const result = await runSweep(sweep, { ...flags, leaves: true }, { notices, watch });
  if (flags.json === true) print(JSON.stringify(leftJson(sweep.plan.sweep, result)));
  else print(tellResult(result, sweep.root));
  return exitCodeOf(result);
}

/** The document of schemas/begun.schema.json. */
function leftJson(sweep: string, result: RunResult): object {
  const begun = { version: 1, sweep, pid: null, log: null };
  if (result.end !== 'left') return begun;
  const { jobs, arrays } = result.left;
  return { ...begun, left: { executor: result.executor, jobs, arrays } };
}

const TAKEOVER_HINT = 'say --yes to take it over, or sweep watch to look on';

function tellTakeover({ plan: { sweep } }: LoadedSweep, { owner, changes }: LiveRun): string {
  const { process: runner, since } = owner;
  const ago = seconds(Math.max(0, (clock.now().at - Date.parse(since)) / 1000));
  const lines = changes.map((change) => `  ${change}`);
  return [
    `${sweep} has been running for ${spellWhole(ago)} (pid ${runner.pid}); this would go on with it, and change:`,
    ...lines,
  ].join('\n');
}

/** A run that goes on already as this command wants it is only watched. */
async function joinRun(
  { plan: { sweep: name }, root, runFolder }: LoadedSweep,
  { owner }: LiveRun,
  flags: RunFlags,
  notifier: Notifier | null,
): Promise<ExitCode> {
  const { pid } = owner.process;
  notifier?.tell({ ready: true, pid });
  const isOfBackground = isInBackground(flags);
  if (isOfBackground && flags.json === true) print(JSON.stringify({ version: 1, sweep: name, pid, log: null }));
  else
    notices.say(
      `${name} runs already as process ${pid}, and nothing has changed: ${isOfBackground ? `sweep watch ${name} shows it` : 'this only watches'}`,
    );
  return isOfBackground ? EXIT.done : await watchKnown({ name, root, runFolder }, flags);
}

/** Starts this command once more, in the background, and waits until its run has begun. */
async function runDetached(
  { plan: { sweep }, runFolder }: LoadedSweep,
  { json }: RunFlags,
  isConfirmed: boolean,
): Promise<ExitCode> {
  const again = commandAgain('--notify-fd', String(READY_FD), ...(isConfirmed ? ['--yes'] : []));
  const leave = new AbortController();
  const interrupt = (): void => leave.abort();
  process.on('SIGINT', interrupt);
  const readiness = await startDetached(again, runFolder, leave.signal);
  process.off('SIGINT', interrupt);
  const log = relative(process.cwd(), runLogPath(runFolder));
  if (readiness === null) {
    notices.say(tellBackground(`the run of ${sweep} goes on`, sweep, null, runFolder));
    return EXIT.interrupted;
  }
  if (!readiness.ready && readiness.code !== EXIT.done && readiness.code !== EXIT.failed)
    throw new Refusal(readiness.code, readiness.text);
  const pid = readiness.ready ? readiness.pid : null;
  if (json === true) print(JSON.stringify({ version: 1, sweep, pid, log }));
  else if (readiness.ready) print(tellBackground(`${sweep} runs`, sweep, pid, runFolder));
  else print(readiness.text);
  return readiness.ready ? EXIT.done : readiness.code;
}

/** What to do to see a run in the background. */
function tellBackground(what: string, sweep: string, pid: number | null, runFolder: string): string {
  const log = relative(process.cwd(), runLogPath(runFolder));
  return `${what} in the background${pid === null ? '' : ` as process ${pid}`}: sweep watch ${sweep} shows it, and ${log} what it says`;
}

/** Runs what is added by hand, until for so long nothing has been left to do. Where another already does, this leaves at once. */
export async function runAdded(place: KnownSweep, linger: Seconds): Promise<ExitCode> {
  if (runnerOf(place.runFolder) !== null) return EXIT.done;
  writeUnwaited(leftOut({}));
  return runWatched(acceptedSweep(loadAdded(place, {}), notices), { linger }, null, null);
}

/** Runs a sweep with a view on it and an ear for signals; tells people what came of it. */
async function runWatched(
  sweep: LoadedSweep,
  flags: RunFlags,
  notifier: Notifier | null,
  from: LockOwner | null,
): Promise<ExitCode> {
  const { runFolder, root } = sweep;
  const name = sweep.plan.sweep;
  const view = new TerminalView();
  let deaf = (): void => undefined;
  let left: Promise<Left> | null = null;
  const told: { signal: NodeJS.Signals | null } = { signal: null };
  const leave = (): void => {
    if (left !== null) return;
    view.say('leaving: a process in the background is to go on with the run');
    left = leaveRun(sweep);
    void left.then((came) => {
      if (came.ok) return;
      left = null;
      view.say(`the run goes on here: ${came.why}`);
    });
  };
  try {
    const act = actsOn({ known: { name, root, runFolder }, say: (message) => view.say(message), leave });
    const watch: Spectator['watch'] = async (ask, host) => {
      tellNewsOnly();
      await view.open({ json: flags.json ?? false, runFolder, host, act });
      // A run that was handed over may come back.
      deaf();
      const letGo = (signal: NodeJS.Signals): void => {
        told.signal ??= signal;
        if (flags.allotment === undefined) ask('let-go');
        else ask(signal === LET_GO ? 'make-way' : 'make-way-at-once');
      };
      deaf = listenForSignals({
        ...{ ask, hangUp: () => view.hangUp() },
        letGo: flags.driven === undefined ? undefined : letGo,
      });
      return notifier === null ? view : notifying(view, notifier);
    };
    const result = await runSweep(sweep, flags, { notices, watch }, from);
    if (result.end === 'handed-over') {
      deaf();
      if (told.signal !== null) return await endDriver(sweep, flags, result.state, told.signal);
      if (view.isGone || notifier !== null) return EXIT.done;
      const came = await (left as Promise<Left> | null);
      if (came?.ok === true) {
        print(tellBackground(`the run of ${name} goes on`, name, came.pid, result.runFolder));
        return EXIT.done;
      }
      notices.say(`another process goes on with the run of ${name}: this one only watches`);
      return await watchKnown({ name, root, runFolder: result.runFolder }, flags);
    }
    const code = exitCodeOf(result);
    if (result.end === 'nothing-to-do') notifier?.tell({ ready: false, code, text: tellResult(result, root) });
    if (flags.json !== true && !view.isGone) print(tellResult(result, root));
    // From here on Ctrl-C leaves the hook to itself.
    deaf();
    if ('endHook' in result) await runEndHook(result.endHook, notices.say);
    return code;
  } finally {
    deaf();
  }
}

/** Tells of the beginning of a run besides. */
function notifying(view: OpenView, notifier: Notifier): OpenView {
  return {
    show: (event, state) => {
      view.show(event, state);
      if (event.event === 'run-started') notifier.tell({ ready: true, pid: process.pid });
    },
    say: (message) => view.say(message),
    close: () => view.close(),
  };
}
