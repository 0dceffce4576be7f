import { resolve } from 'node:path';
import { followHostFile } from '../../app/follow-host-file.ts';
import { gitVersion } from '../../app/git-version.ts';
import { loadKnown, sweepMeant } from '../../app/known-sweep.ts';
import { type HostFlags, limitsOf } from '../../app/limits.ts';
import { type LoadedSweep, type LoadOptions, loadSweep } from '../../app/load.ts';
import { hostFor, refuseUnmeetable, unmeetable } from '../../app/machine.ts';
import { own, ownIdentity } from '../../app/ownership.ts';
import { EXIT, type ExitCode, Refusal } from '../../app/refusal.ts';
import { reopen, shownLogs, tailOfLog } from '../../app/run-folder.ts';
import { selectedJobs, type SelectionOptions } from '../../app/selection.ts';
import { openWorld, type RealWorld } from '../../app/world.ts';
import type { MachineHost } from '../../host/host.ts';
import { openLeases } from '../../host/leases/leases.ts';
import { clock } from '../../host/system/clock.ts';
import { freezeSweep } from '../../journal/folder.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { Caution, HostChoice } from '../../model/event.ts';
import type { JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { summaryText } from '../../report/status/summary.ts';
import { count } from '../../report/text/phrases.ts';
import { begin, tasksOf } from '../../run/begin.ts';
import { judge, type Verdicts } from '../../run/freshness.ts';
import { drive, type RunEnd } from '../../run/loop.ts';
import { settle } from '../../run/resume.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { acceptedSweep } from '../report-diagnostics.ts';
import { listenForSignals } from '../signals.ts';
import { lookOfOutput, print, say } from '../terminal.ts';
import { silentView } from '../../report/live/open-view.ts';
import { viewOfOutput } from '../view.ts';
import { planCommand } from './plan.ts';

export interface RunOptions extends LoadOptions, HostFlags, SelectionOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Run everything again. */
  readonly fresh?: boolean;
  /** False leaves jobs that failed before as they are. */
  readonly failed?: boolean;
  readonly failFast?: boolean;
  /** Start nothing new after so many final failures. */
  readonly maxFails?: number;
  /** Hold a class of which so many jobs have failed alike; 0 for never. */
  readonly failAlike?: number;
  /** One job of each class goes first. */
  readonly canary?: boolean;
  readonly takeOver?: boolean;
}

/** `sweep run FILE`: brings every job of the file that is not fresh to its end. */
export async function runCommand(file: string, options: RunOptions): Promise<ExitCode> {
  if (options.dryRun === true) return planCommand(file, options);
  return conduct(acceptedSweep(await loadSweep(file, options)), options);
}

/** Runs a sweep as the one owner of its run folder. */
async function conduct(sweep: LoadedSweep, options: RunOptions): Promise<ExitCode> {
  const selected = selectedJobs(sweep.plan, options);
  const machine = await hostFor(sweep.plan, options, sweep.hostFile);
  try {
    refuseUnmeetable(unmeetable(sweep.plan, machine.view()));
    const runner = ownIdentity();
    const letGo = own(sweep.runFolder, runner, options.takeOver ?? false);
    try {
      return await conductOwned(sweep, machine, runner, selected, options);
    } finally {
      letGo();
    }
  } finally {
    machine.close();
  }
}

async function conductOwned(
  sweep: LoadedSweep,
  machine: MachineHost,
  runner: ProcessId,
  selected: ReadonlySet<JobId> | null,
  options: RunOptions,
): Promise<ExitCode> {
  const { plan, root, runFolder } = sweep;
  const { state, journal, notice } = reopen(plan, runFolder);
  if (notice !== null) say(notice);
  // Once there is a view of the run, what is to be said goes there.
  let tell = say;
  const leases = openLeases({ self: runner, runFolder, sweep: plan.sweep, warn: (message) => tell(message) });
  const world = openWorld(sweep, { machine, leases }, journal);
  try {
    freezeSweep(runFolder, sweep.text);
    if (!(await settle(state, world))) throw cannotWrite(sweep);
    const verdicts = judge(plan, state, world.files, options.fresh);
    const wish = { leaveFailed: options.failed === false, selected };
    if (tasksOf(plan, verdicts, wish).length === 0) return tellNoWork(state, verdicts, selected, options);
    const code = await gitVersion(root);
    const order = { runner, file: sweep.file, code, ...wish, caution: cautionOf(options), choice: choiceOf(options) };
    const start = (): boolean => {
      tell = (message) => world.view.say(message);
      return begin(state, world, verdicts, order);
    };
    const take = (hostFile: HostFile): string | null => machine.configure(limitsOf(options, hostFile));
    const follower = followHostFile({ root, named: options.host, take, say: (message) => tell(message) });
    try {
      const end = await driveWatched(sweep, state, world, start, options.json ?? false);
      return exitCodeOf(end, state, selected);
    } finally {
      follower.close();
    }
  } finally {
    await world.close();
    leases.close();
    await journal.close();
  }
}

/** Jobs of one class that fail with the same error before the class is held, unless the command says otherwise. */
const FAIL_ALIKE = 5;

function cautionOf({ canary, failFast, maxFails, failAlike = FAIL_ALIKE }: RunOptions): Caution {
  return {
    canary: canary ?? false,
    maxFails: maxFails ?? (failFast === true ? 1 : null),
    failAlike: failAlike === 0 ? null : failAlike,
  };
}

function choiceOf({ slots, gpus, host }: RunOptions): HostChoice {
  return { slots: slots ?? null, gpus: gpus ?? null, hostFile: host === undefined ? null : resolve(host) };
}

/** Drives a run with a view on it and an ear for signals; tells people what came of it. */
async function driveWatched(
  sweep: LoadedSweep,
  state: RunState,
  world: RealWorld,
  start: () => boolean,
  json: boolean,
): Promise<RunEnd> {
  const view = await viewOfOutput({ json, runFolder: sweep.runFolder });
  const terminal = { isGone: false };
  world.watchWith(view);
  const deaf = listenForSignals({
    ask: (how) => {
      world.mailbox.post({ signal: 'asked-to-stop', how });
    },
    hangUp: () => {
      if (!process.stdout.isTTY) return;
      terminal.isGone = true;
      world.watchWith(silentView);
      void view.close();
    },
  });
  try {
    if (!start()) throw cannotWrite(sweep);
    const end = await drive(state, world);
    await view.close();
    if (end === 'deleted') throw new Refusal(EXIT.unavailable, tellDeleted(sweep, state));
    if (!terminal.isGone && !json) tellSummary(state, sweep.runFolder);
    return end;
  } finally {
    deaf();
    await view.close();
  }
}

function tellDeleted({ runFolder }: LoadedSweep, { counts }: RunState): string {
  const running = counts.running === 0 ? '' : `; ${count(counts.running, 'job')} that ran may still run, unrecorded`;
  return `${runFolder} was deleted during the run: nothing more was started${running}`;
}

function tellNoWork(
  state: RunState,
  verdicts: Verdicts,
  selected: ReadonlySet<JobId> | null,
  options: RunOptions,
): ExitCode {
  const asked = [...verdicts].filter(([id]) => selected?.has(id) ?? true).map(([, verdict]) => verdict);
  const failed = asked.filter((verdict) => verdict.state === 'failed').length;
  const fresh = asked.length - failed;
  if (options.json !== true) {
    const left = failed === 0 ? '' : `, and ${failed} failed before and ${failed === 1 ? 'is' : 'are'} left alone`;
    print(`nothing to do: ${fresh} of ${asked.length} jobs are fresh${left}`);
  }
  return anyFailed(state, selected) ? EXIT.failed : EXIT.done;
}

function tellSummary(state: RunState, runFolder: string): void {
  print(summaryText(state, clock.now().tick, shownLogs(runFolder), tailOfLog(runFolder), lookOfOutput()));
}

function exitCodeOf(end: RunEnd, state: RunState, selected: ReadonlySet<JobId> | null): ExitCode {
  if (end === 'interrupt') return EXIT.interrupted;
  if (end === 'terminate') return EXIT.terminated;
  return end !== 'finished' || anyFailed(state, selected) ? EXIT.failed : EXIT.done;
}

function anyFailed(state: RunState, selected: ReadonlySet<JobId> | null): boolean {
  return state.records.some((record) => (selected?.has(record.id) ?? true) && countsAsFailed(record));
}

/** Whether a job's end makes the run a failed one: not a failure that is allowed, nor one that waited for a failure in vain. */
function countsAsFailed(record: JobRecord): boolean {
  const { state, job } = record;
  if (state.status === 'failed') return job?.allowFailure !== true;
  if (state.status === 'skipped') return job?.moot === null && !job.needs.some((need) => need.when === 'failure');
  return state.status === 'cancelled' || state.status === 'held';
}

function cannotWrite(sweep: LoadedSweep): Refusal {
  return new Refusal(EXIT.unavailable, `the journal in ${sweep.runFolder} cannot be written; is the disk full?`);
}

/** `sweep resume [SWEEP]`: runs what is not fresh of a sweep as it was when it ran last. */
export async function resumeCommand(said: string | undefined, options: RunOptions): Promise<ExitCode> {
  const known = sweepMeant(said, options);
  return conduct(acceptedSweep(await loadKnown(known, options, options)), options);
}
