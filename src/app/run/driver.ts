import { replaceFile } from '../../host/system/replace-file.ts';
import { driverNoted, forgetDriver, noteDriver } from '../../journal/driver-note.ts';
import { driverScriptPath, runLogPath } from '../../journal/folder.ts';
import type { Controller, Submitted } from '../../launch/slurm/controller.ts';
import { type Driver, type DriverKind, driverScript, isPilot, newDriverName } from '../../launch/slurm/driver.ts';
import { longestOf, partitionsMeant } from '../../launch/slurm/partitions.ts';
import type { PilotSettings, SlurmSettings } from '../../model/executor.ts';
import type { Job } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import { pilotScript } from '../../launch/slurm/pilot.ts';
import { startable, withinReach } from '../../run/part.ts';
import type { RunSweepOptions } from '../control/run-flags.ts';
import { controllerOf, readyCluster } from '../machine/clusters.ts';
import { type ChosenExecutor, executorMeant, executorOf, refuseUnfit, unfitFor } from '../machine/executors.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { wishOf } from '../sweep/selection.ts';
import { lockAsOwner, ownIdentity } from '../world/ownership.ts';
import { refuseUndrivable } from './detachable.ts';
import { foresee } from './foresight.ts';
import { pilotOf, refuseLeftHere, refuseLonger, refuseUnpilotable } from './pilot.ts';
import { noWork, type RunResult } from './run-result.ts';

/** A runner that has been queued. */
export interface Driving {
  readonly executor: string;
  /** Its name in the queue, and what the cluster calls it. */
  readonly job: string;
  readonly id: string;
}

/** Seconds of a runner where no partition has less: then it lets go, and is queued anew. */
const TIME = 86_400;

/**
 * Has the runner of a sweep be a job of the cluster that its jobs go to, or that they run within as a pilot. Refuses what such a runner could not run, what
 * the cluster does not take, and another where one is queued already. Returns what came of it where there is nothing to do.
 *
 * @param command  By the name of its job, the program and the arguments that it is to run, in the folder of this process.
 */
export async function leaveToDriver(
  sweep: LoadedSweep,
  options: RunSweepOptions,
  command: (job: string) => readonly string[],
  kind: DriverKind,
): Promise<Driving | RunResult> {
  const { plan, root, runFolder, hostFile } = sweep;
  const on = executorMeant(options.on, hostFile);
  if (on === null)
    throw new Refusal(
      EXIT.invalid,
      `${kind === 'pilot' ? '--pilot' : '--driver'} is for jobs that go to a cluster\nhint: \`--on\` names one of those that the host file has under \`executors\`; \`-d\` runs in the background here`,
    );
  const pilot = kind === 'pilot' ? pilotOf(on) : null;
  const wish = wishOf(plan, options);
  const { state, part } = foresee(sweep, wish, options);
  if (part.tasks.length === 0 && state.running.size === 0) return noWork(sweep, state, part);
  refuseUnfitFor(pilot, sweep, { on, reach: withinReach(plan, wish), starting: startable(plan, part.tasks) });
  if (pilot !== null) refuseLeftHere(state);
  const gone = await driverGone(sweep, options);
  const cluster = await readyCluster(on, root);
  const longest = await longestIn(cluster.controller, on.settings);
  if (pilot !== null) refuseLonger(pilot, longest, on.name);
  const letGo = await lockAsOwner(runFolder, ownIdentity(), {
    ...{ takeOver: options.takeOver ?? false, owner: { command: true } },
    ...(gone === null ? {} : { gone }),
  });
  // Whoever owned it and is dead, as this machine or the cluster knows, is not known to be on the node.
  letGo();
  const job = newDriverName(plan.sweep, kind);
  const script = driverScriptPath(runFolder);
  replaceFile(script, scriptOf(plan.sweep, command(job), pilot, on));
  noteDriver(runFolder, { executor: on.name, job });
  const time = pilot?.time ?? Math.min(TIME, longest ?? TIME);
  const minutes = Math.max(1, Math.floor(time / 60));
  const submitted = await queued(cluster.controller, {
    ...{ name: job, minutes, script, log: runLogPath(runFolder) },
    ...(pilot === null ? {} : { pilot }),
  });
  if (submitted.is === 'taken') return { executor: on.name, job, id: submitted.id };
  if (submitted.is === 'unanswered')
    throw new Refusal(
      EXIT.unavailable,
      `\`${on.name}\` does not say whether it has taken the ${kind}\nhint: \`squeue --name=${job}\` shows it if it has; if not, run this again`,
    );
  forgetDriver(runFolder);
  const hint =
    pilot !== null
      ? '`pilot` of the executor in the host file says how large it is'
      : '`driver` of the executor in the host file has options of sbatch for it, such as `driver: [--partition=cpu]`';
  throw new Refusal(EXIT.unavailable, `\`${on.name}\` does not take the ${kind}: ${submitted.because}\nhint: ${hint}`);
}

function refuseUnfitFor(
  pilot: PilotSettings | null,
  sweep: LoadedSweep,
  {
    on,
    reach,
    starting,
  }: { readonly on: ChosenExecutor; readonly reach: readonly Job[]; readonly starting: readonly Job[] },
): void {
  if (pilot !== null) return refuseUnpilotable(sweep, starting, pilot);
  refuseUndrivable(sweep, reach);
  refuseUnfit(unfitFor(starting, on));
}

function scriptOf(
  sweep: string,
  command: readonly string[],
  pilot: PilotSettings | null,
  { settings: { setup } }: ChosenExecutor,
): string {
  const folder = process.cwd();
  if (pilot === null) return driverScript(sweep, folder, command);
  return pilotScript({ sweep, folder, command, setup, usesGpus: pilot.gpus > 0 });
}

/** As long as the partition of the jobs lets it run; null for no limit, and where that is not known. */
async function longestIn(controller: Controller, { partition }: SlurmSettings): Promise<Seconds | null> {
  const partitions = await controller.partitions();
  const longest = typeof partitions === 'string' ? null : longestOf(partitionsMeant(partitions, partition));
  return longest === 0 ? null : longest;
}

/** Has a runner queued. Where sbatch does not say whether it was taken the queue does. */
async function queued(controller: Controller, driver: Driver): Promise<Submitted> {
  const submitted = await controller.submitDriver(driver);
  if (submitted.is !== 'unanswered') return submitted;
  const row = await controller.driver(driver.name);
  return row === null || row === 'unanswered' ? submitted : { is: 'taken', id: row.id, cluster: null };
}

/**
 * The job that the run folder was left to as its runner, if it has come to its end, or is this process: what it left owns nothing. Null where there was none.
 * Refuses to go on where it waits or runs, or where that cannot be told.
 */
export async function driverGone(
  { plan: { sweep }, root, runFolder, hostFile }: LoadedSweep,
  { driven, takeOver }: RunSweepOptions,
): Promise<string | null> {
  const noted = driverNoted(runFolder);
  if (noted === null || noted.job === driven?.job) return noted?.job ?? null;
  const { executor, job } = noted;
  const row = await controllerOf(executorOf(executor, hostFile), () => root).driver(job);
  if (row === 'unanswered' && takeOver !== true)
    throw new Refusal(
      EXIT.unavailable,
      `the runner of ${sweep} is the job ${job} of \`${executor}\`, which does not answer\nhint: try again; when you know that it has ended, say --take-over`,
    );
  if (row !== null && row !== 'unanswered' && row.stage !== 'over')
    throw new Refusal(
      EXIT.unavailable,
      `the runner of ${sweep} is job ${row.id} of \`${executor}\`, which ${row.stage === 'queued' ? 'waits in the queue' : `runs on ${row.nodes}`}\nhint: \`scancel ${row.id}\` ends that, and ${isPilot(job) ? 'its jobs' : 'no job'} with it; run this again then`,
    );
  forgetDriver(runFolder);
  return job;
}
