import { acceptedSweep } from '../../app/sweep/accept.ts';
import { fileMeant } from '../../app/sweep/file-meant.ts';
import { loadKnown, sweepMeant } from '../../app/sweep/known-sweep.ts';
import { type LoadedSweep, type LoadOptions, loadSweep } from '../../app/sweep/load.ts';
import { EXIT, type ExitCode } from '../../app/refusal.ts';
import { shownLogs, tailOfLog } from '../../app/world/run-folder.ts';
import { runSweep, type RunSweepOptions, type RunResult } from '../../app/run-sweep.ts';
import { clock } from '../../host/system/clock.ts';
import { messageJson } from '../../report/event-json.ts';
import { leftOutLine } from '../../report/text/backlog.ts';
import { summaryText } from '../../report/status/summary.ts';
import { notices } from '../notices.ts';
import { listenForSignals } from '../signals.ts';
import { lookOfOutput, print, tellNewsOnly } from '../terminal.ts';
import { writeUnwaited } from '../unwaited.ts';
import { TerminalView } from '../view.ts';
import { planCommand } from './plan.ts';

export interface RunFlags extends LoadOptions, RunSweepOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `sweep run FILE`: brings every job of the file that is not fresh to its end. */
export async function runCommand(said: string | undefined, flags: RunFlags): Promise<ExitCode> {
  if (flags.dryRun === true) return planCommand(said, flags);
  writeUnwaited(flags.json === true ? leftOutJson : leftOutLine);
  return runWatched(
    acceptedSweep(await loadSweep(fileMeant(said), { ...flags, folder: 'taken', ofPart: true }), notices),
    flags,
  );
}

/** `sweep resume [SWEEP]`: runs what is not fresh of a sweep as it was when it ran last. */
export async function resumeCommand(said: string | undefined, flags: RunFlags): Promise<ExitCode> {
  writeUnwaited(flags.json === true ? leftOutJson : leftOutLine);
  const known = sweepMeant(said, flags);
  return runWatched(
    acceptedSweep(await loadKnown(known, flags, { ...flags, folder: 'taken', ofPart: true }), notices),
    flags,
  );
}

/** Runs a sweep with a view on it and an ear for signals; tells people what came of it. */
async function runWatched(sweep: LoadedSweep, flags: RunFlags): Promise<ExitCode> {
  const { runFolder } = sweep;
  const view = new TerminalView();
  let deaf = (): void => undefined;
  try {
    const result = await runSweep(sweep, flags, {
      notices,
      watch: async (ask) => {
        tellNewsOnly();
        await view.open({ json: flags.json ?? false, runFolder });
        deaf = listenForSignals({ ask, hangUp: () => view.hangUp() });
        return view;
      },
    });
    if (flags.json !== true && !view.isGone) print(tellResult(result));
    return exitCodeOf(result);
  } finally {
    deaf();
  }
}

/** The line of JSON in the place of those that a reader did not take in time. */
function leftOutJson(lines: number): string {
  return JSON.stringify(messageJson(leftOutLine(lines), clock.now().at));
}

function tellResult(result: RunResult): string {
  if (result.end !== 'nothing-to-do') {
    const { runFolder } = result;
    return summaryText(result.state, clock.now().tick, shownLogs(runFolder), tailOfLog(runFolder), lookOfOutput());
  }
  return `nothing to do: ${tellLeft(result)}`;
}

function tellLeft({ fresh, leftFailed, leftCancelled }: NothingToDo): string {
  const all = fresh + leftFailed + leftCancelled;
  if (all === 1 && fresh === 1) return 'the only job is fresh';
  if (all === 1) return `the only job ${leftFailed === 1 ? 'failed before and' : 'was cancelled and'} is left alone`;
  const failed = leftFailed === 0 ? '' : `, and ${leftFailed} failed before and ${are(leftFailed)} left alone`;
  const cancelled = leftCancelled === 0 ? '' : `, and ${leftCancelled} ${are(leftCancelled)} cancelled`;
  return `${fresh} of ${all} jobs ${are(fresh)} fresh${failed}${cancelled}`;
}

type NothingToDo = Extract<RunResult, { readonly end: 'nothing-to-do' }>;

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

function exitCodeOf({ end, failed }: RunResult): ExitCode {
  if (end === 'interrupt') return EXIT.interrupted;
  if (end === 'terminate') return EXIT.terminated;
  return failed || (end !== 'finished' && end !== 'nothing-to-do') ? EXIT.failed : EXIT.done;
}
