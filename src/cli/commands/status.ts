import { hostRuns } from '../../app/host-runs.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from '../../app/sweep/known-sweep.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import { pausesOfRun } from '../../app/world/run-pauses.ts';
import { sweepStatus } from '../../app/world/sweep-status.ts';
import { clock } from '../../host/system/clock.ts';
import { hostStatusJson, hostStatusText } from '../../report/status/host-status.ts';
import { statusJson, type StatusJson } from '../../report/status/status.ts';
import { statusMarkdown } from '../../report/status/status-markdown.ts';
import { statusText } from '../../report/status/status-text.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** What `sweep status --format` takes. */
export type StatusFormat = 'text' | 'json' | 'markdown';

export interface StatusOptions extends Place {
  readonly format?: StatusFormat;
  /** The same as the format `json`. */
  readonly json?: boolean;
  /** Every run on this host, whoever's. */
  readonly host?: boolean;
}

/** `sweep status [SWEEP]`: how a sweep, or every sweep of this project, stands. Changes nothing but what is remembered of large inputs. */
export async function statusCommand(said: string | undefined, options: StatusOptions): Promise<ExitCode> {
  const format = options.format ?? (options.json === true ? 'json' : 'text');
  if (options.host === true) {
    if (said !== undefined) throw new Refusal(EXIT.invalid, '--host is about all runs of this host: name no sweep');
    if (format === 'markdown')
      throw new Refusal(EXIT.invalid, '--host is told as text or as json, and not as markdown');
    return tellHost(format);
  }
  const sweeps = said === undefined ? sweepsHere(options) : [sweepMeant(said, options)];
  if (format === 'json') {
    const documents: StatusJson[] = [];
    for (const sweep of sweeps) documents.push(await documentOf(sweep, options));
    print(JSON.stringify(said === undefined ? { version: 1, sweeps: documents } : documents[0]));
    return EXIT.done;
  }
  if (sweeps.length === 0) print('no sweep has run here yet');
  for (const sweep of sweeps) {
    const { state, runner, stale, silence } = await sweepStatus(sweep, options, notices);
    const logs = shownLogs(sweep.runFolder);
    if (format === 'markdown') print(statusMarkdown(state, runner, clock.now(), stale, silence));
    else {
      const pauses = pausesOfRun(state, runner, sweep.root);
      print(statusText(state, runner, clock.now(), logs, lookOfOutput(), stale, silence, pauses));
    }
  }
  return EXIT.done;
}

async function documentOf(sweep: KnownSweep, options: StatusOptions): Promise<StatusJson> {
  const { state, runner, stale, silence } = await sweepStatus(sweep, options, notices);
  return statusJson(state, runner, clock.now(), shownLogs(sweep.runFolder), stale, silence);
}

/** `sweep status --host`: all runs of this host, whoever's, in the order in which they take their turns. */
async function tellHost(format: 'text' | 'json'): Promise<ExitCode> {
  const { runs, gpuIds } = hostRuns(notices);
  const { at, tick } = clock.now();
  if (format === 'json') print(JSON.stringify(hostStatusJson(runs, at, tick)));
  else print(hostStatusText(runs, tick, await gpuIds(), lookOfOutput()));
  return EXIT.done;
}
