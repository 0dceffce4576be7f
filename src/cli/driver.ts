import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { controllerOf } from '../app/machine/clusters.ts';
import { executorOf } from '../app/machine/executors.ts';
import { EXIT, type ExitCode, Refusal } from '../app/refusal.ts';
import { type Driving, leaveToDriver } from '../app/run/driver.ts';
import type { RunSweepOptions } from '../app/control/run-flags.ts';
import { type KnownSweep, type Place, namedSweep } from '../app/sweep/known-sweep.ts';
import type { LoadedSweep } from '../app/sweep/load.ts';
import { driverNoted } from '../journal/driver-note.ts';
import { lastFile } from '../journal/last-file.ts';
import { runLogPath } from '../journal/folder.ts';
import { type DriverKind, sweepOfDriver } from '../launch/slurm/driver.ts';
import { LET_GO } from '../model/executor.ts';
import type { RunState } from '../schedule/state/state.ts';
import { commandAgain } from './again.ts';
import { exitCodeOf, tellResult } from './result.ts';
import { print } from './terminal/terminal.ts';
import { notices } from './notices.ts';

/** What stands in the batch script of a runner for what the command said that had it queued. */
const OF_COMMAND: ReadonlySet<string> = new Set(['--driver', '--pilot', '--json']);

/** Has the runner of a sweep be a job of the cluster that its jobs go to, and tells where that is. */
export async function leaveRunToDriver(
  sweep: LoadedSweep,
  flags: RunSweepOptions & { readonly json?: boolean; readonly pilot?: boolean },
): Promise<ExitCode> {
  const command = (job: string): readonly string[] =>
    commandAgain('--as-driver', job).filter((word) => !OF_COMMAND.has(word));
  const kind = flags.pilot === true ? 'pilot' : 'runner';
  const came = await leaveToDriver(sweep, flags, command, kind);
  const isQueued = !('end' in came);
  if (flags.json === true) print(JSON.stringify(drivenJson(sweep, isQueued ? came : null)));
  else print(isQueued ? tellDriving(sweep, came, kind) : tellResult(came, sweep.root));
  return isQueued ? EXIT.done : exitCodeOf(came);
}

/** The document of schemas/begun.schema.json. */
function drivenJson({ plan: { sweep }, runFolder }: LoadedSweep, driver: Driving | null): object {
  const log = driver === null ? null : shownLog(runFolder);
  return { version: 1, sweep, pid: null, log, ...(driver === null ? {} : { driver }) };
}

function tellDriving({ plan: { sweep }, runFolder }: LoadedSweep, { executor, id }: Driving, kind: DriverKind): string {
  return `the ${kind} of ${sweep} is job ${id} of ${executor}: sweep status ${sweep} shows how it stands, and ${shownLog(runFolder)} what it says`;
}

function shownLog(runFolder: string): string {
  return relative(process.cwd(), runLogPath(runFolder));
}

/** The sweep whose run a job of a cluster is to go on with that has been its runner before; null where it begins one, or is none. */
export function runOfDriver(job: string | undefined, place: Place): KnownSweep | null {
  const sweep = job === undefined ? null : sweepOfDriver(job);
  const known = sweep === null ? null : namedSweep(sweep, place);
  if (known === null) return null;
  const last = lastFile(known.runFolder);
  return last.ok && last.driver === job ? known : null;
}

const STANDS_STILL =
  'no job has come to its end in the time that this pilot had, so it is not queued anew\nhint: give `pilot` more `time` in the host file, or have jobs take less; `sweep run` goes on with the run';

/** Whether a job has come to its end since this runner began. */
function hasComeOn({ records, codes }: RunState): boolean {
  const since = codes.at(-1)?.since ?? 0;
  return records.some(({ endedAt }) => endedAt > since);
}

/** Milliseconds between two tries to be queued anew, and how often that is tried, and for how long its end is waited for. */
const PACE = 5000;
const TRIES = 36;
const LAST_WAIT = 60_000;

/**
 * The end of a runner that has let go of its run: told that its time is over it has itself queued anew, and waits for its end. Where it was told to
 * end it does, and whoever has told it may start it anew. A pilot in whose time no job has come to its end is not queued anew: that would go on for ever.
 */
export async function endDriver(
  { hostFile, root, runFolder }: LoadedSweep,
  { allotment }: RunSweepOptions,
  state: RunState,
  told: NodeJS.Signals,
): Promise<ExitCode> {
  if (told !== LET_GO) {
    const go = allotment === undefined ? ', and its jobs go on' : '';
    notices.say(`the run has been let go of${go}: run it again to go on with it`);
    return EXIT.terminated;
  }
  if (allotment !== undefined && !hasComeOn(state)) throw new Refusal(EXIT.failed, STANDS_STILL);
  const noted = driverNoted(runFolder);
  const id = allotment?.id ?? process.env['SLURM_JOB_ID'];
  if (noted === null || id === undefined) throw new Refusal(EXIT.unavailable, 'this is no job of a cluster');
  const cluster = executorOf(noted.executor, hostFile);
  const controller = controllerOf(cluster, () => root);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await controller.requeue(id)) {
      notices.say(`the time of this runner is over: job ${id} goes on with the run when it is started anew`);
      await pause(LAST_WAIT);
      return EXIT.done;
    }
    await pause(PACE);
  }
  throw new Refusal(EXIT.unavailable, `\`${cluster.name}\` does not start job ${id} anew: run the sweep again`);
}
