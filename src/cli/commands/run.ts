import { clock } from '../../host/clock.ts';
import { gitVersion } from '../../host/code-version.ts';
import type { MachineHost } from '../../host/host.ts';
import { freezeSweep } from '../../journal/frozen.ts';
import type { JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { summaryText } from '../../report/summary.ts';
import { count } from '../../report/words.ts';
import { begin, tasksOf } from '../../run/begin.ts';
import { judge, type Verdicts } from '../../run/freshness.ts';
import { drive, type RunEnd } from '../../run/loop.ts';
import { settle } from '../../run/resume.ts';
import type { JobRecord, RunState } from '../../schedule/state.ts';
import { EXIT, Refusal, type ExitCode } from '../exit-code.ts';
import { hostFor, refuseDemands, refuseUnmeetable, unmeetable, type HostChoice } from '../host.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../load.ts';
import { own, ownIdentity } from '../ownership.ts';
import { acceptedSweep } from '../report-diagnostics.ts';
import { reopen, shownLogs, tailOfLog } from '../run-folder.ts';
import { selectedJobs, type SelectionOptions } from '../selection.ts';
import { listenForSignals } from '../signals.ts';
import { lookOfOutput, print, say } from '../terminal.ts';
import { openView, silentView } from '../view.ts';
import { openWorld, type RealWorld } from '../world.ts';
import { planCommand } from './plan.ts';

export interface RunOptions extends LoadOptions, HostChoice, SelectionOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Run everything again. */
  readonly fresh?: boolean;
  /** False leaves jobs that failed before as they are. */
  readonly failed?: boolean;
  readonly failFast?: boolean;
  readonly takeOver?: boolean;
}

/** `sweep run FILE`: brings every job of the file that is not fresh to its end. */
export async function runCommand(file: string, options: RunOptions): Promise<ExitCode> {
  if (options.dryRun === true) return planCommand(file, options);
  return conduct(acceptedSweep(await loadSweep(file, options)), options);
}

/** Runs a sweep as the one owner of its run folder. */
export async function conduct(sweep: LoadedSweep, options: RunOptions): Promise<ExitCode> {
  refuseDemands(sweep.plan);
  const selected = selectedJobs(sweep.plan, options);
  const host = await hostFor(sweep.plan, options, sweep.hostFile);
  try {
    refuseUnmeetable(unmeetable(sweep.plan, host.view()));
    const runner = ownIdentity();
    const letGo = own(sweep.runFolder, runner, options.takeOver ?? false);
    try {
      return await conductOwned(sweep, host, runner, selected, options);
    } finally {
      letGo();
    }
  } finally {
    host.close();
  }
}

async function conductOwned(
  sweep: LoadedSweep,
  host: MachineHost,
  runner: ProcessId,
  selected: ReadonlySet<JobId> | null,
  options: RunOptions,
): Promise<ExitCode> {
  const plan = options.failFast === true ? ({ ...sweep.plan, onFailure: 'stop' } as const) : sweep.plan;
  const { state, journal, notice } = reopen(plan, sweep.runFolder);
  if (notice !== null) say(notice);
  const world = openWorld(sweep, host, journal);
  try {
    freezeSweep(sweep.runFolder, sweep.text);
    if (!(await settle(state, world))) throw cannotWrite(sweep);
    const verdicts = judge(plan, state, world.files, options.fresh);
    const NO_CAUTION = {
      caution: { canary: false, maxFails: null, failAlike: null },
      choice: { slots: null, gpus: null, hostFile: null },
    };
    const wish = { leaveFailed: options.failed === false, selected };
    if (tasksOf(plan, verdicts, wish).length === 0) return tellNoWork(state, verdicts, selected, options);
    const code = await gitVersion(sweep.root);
    const start = () => begin(state, world, verdicts, { runner, file: sweep.file, code, ...wish, ...NO_CAUTION });
    const end = await driveWatched(sweep, state, world, start, options.json ?? false);
    return exitCodeOf(end, state, selected);
  } finally {
    await world.close();
    await journal.close();
  }
}

/** Drives a run with a view on it and an ear for signals; tells people what came of it. */
async function driveWatched(
  sweep: LoadedSweep,
  state: RunState,
  world: RealWorld,
  start: () => boolean,
  json: boolean,
): Promise<RunEnd> {
  const view = await openView({ json, runFolder: sweep.runFolder });
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
  return state.status === 'cancelled';
}

function cannotWrite(sweep: LoadedSweep): Refusal {
  return new Refusal(EXIT.unavailable, `the journal in ${sweep.runFolder} cannot be written; is the disk full?`);
}
