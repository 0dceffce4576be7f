import { clock } from '../../host/system/clock.ts';
import { identify, isAlive, livingProcesses } from '../../host/system/process.ts';
import { peek, type Whereabouts } from '../../launch/local/settle.ts';
import { statusJson, type StatusJson } from '../../report/status/status.ts';
import { statusText } from '../../report/status/status-text.ts';
import { happeningOf, settleOrderOf } from '../../run/resume.ts';
import { reduce } from '../../schedule/state/reduce.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { loadKnown, sweepMeant, sweepsHere, type KnownSweep, type Place } from '../../app/known-sweep.ts';
import { acceptedSweep } from '../../app/accept.ts';
import { notices } from '../notices.ts';
import { remember, runnerOf, shownLogs } from '../../app/run-folder.ts';
import { lookOfOutput, print, say } from '../terminal.ts';

export interface StatusOptions extends Place {
  readonly json?: boolean;
  /** Every run on this host, whoever's. */
  readonly host?: boolean;
}

/** `sweep status [SWEEP]`: how a sweep, or every sweep of this project, stands. Changes nothing. */
export async function statusCommand(said: string | undefined, options: StatusOptions): Promise<ExitCode> {
  if (options.host === true) {
    if (said !== undefined) throw new Refusal(EXIT.invalid, '--host is about all runs of this host: name no sweep');
    const { hostStatusCommand } = await import('./host-status.ts');
    return hostStatusCommand(options);
  }
  const sweeps = said === undefined ? sweepsHere(options) : [sweepMeant(said, options)];
  if (sweeps.length === 0 && options.json !== true) print('no sweep has run here yet');
  const documents: StatusJson[] = [];
  for (const sweep of sweeps) {
    const { runFolder } = sweep;
    const { state, runner } = await standing(sweep, options);
    if (options.json === true) documents.push(statusJson(state, runner, clock.now(), shownLogs(runFolder)));
    else print(statusText(state, runner, clock.now(), shownLogs(runFolder), lookOfOutput()));
  }
  if (options.json === true)
    print(JSON.stringify(said === undefined ? { version: 1, sweeps: documents } : documents[0]));
  return EXIT.done;
}

async function standing(
  sweep: KnownSweep,
  options: StatusOptions,
): Promise<{ readonly state: RunState; readonly runner: number | null }> {
  const { root, runFolder } = sweep;
  const { plan } = acceptedSweep(await loadKnown(sweep, options, { files: false }), notices);
  const { state, notice } = remember(plan, runFolder);
  if (notice !== null) say(notice);
  const runner = runnerOf(runFolder);
  if (runner === null) lookAfter(state, { root, runFolder, processes: { identify, isAlive, livingProcesses } });
  return { state, runner };
}

/** Takes in what the journal of a dead runner does not know: attempts that have ended since. Nothing is written. */
function lookAfter(state: RunState, whereabouts: Whereabouts): void {
  for (const record of [...state.running.values()]) {
    const settlement = peek(settleOrderOf(record), whereabouts);
    const happening = settlement === null ? null : happeningOf(record, settlement);
    if (happening !== null) reduce(state, { ...clock.now(), ...happening });
  }
}
