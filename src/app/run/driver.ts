import { dirname } from 'node:path';
import { makeFolder } from '../../disk/make-folder.ts';
import { replaceFile } from '../../host/system/replace-file.ts';
import { driverNoted, forgetDriver, noteDriver } from '../../journal/driver-note.ts';
import { driverScriptPath, makeStateFolder, runLogPath } from '../../journal/folder.ts';
import type { Controller, Submitted } from '../../launch/slurm/controller.ts';
import { type Driver, driverScript, newDriverName } from '../../launch/slurm/driver.ts';
import { longestOf, partitionsMeant } from '../../launch/slurm/partitions.ts';
import type { SlurmSettings } from '../../model/executor.ts';
import { startable, withinReach } from '../../run/part.ts';
import type { RunSweepOptions } from '../control/run-flags.ts';
import { controllerOf, readyCluster } from '../machine/clusters.ts';
import { executorMeant, executorOf, refuseUnfit, unfitFor } from '../machine/executors.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import { wishOf } from '../sweep/selection.ts';
import { refuseUndrivable } from './detachable.ts';
import { foresee } from './foresight.ts';
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
 * Has the runner of a sweep be a job of the cluster that its jobs go to. Refuses what such a runner could not run, what the cluster does not take, and
 * another where one is queued already. Returns what came of it where there is nothing to do.
 *
 * @param command  By the name of its job, the program and the arguments that it is to run, in the folder of this process.
 */
export async function leaveToDriver(
  sweep: LoadedSweep,
  options: RunSweepOptions,
  command: (job: string) => readonly string[],
): Promise<Driving | RunResult> {
  const { plan, root, runFolder, hostFile } = sweep;
  const on = executorMeant(options.on, hostFile);
  if (on === null)
    throw new Refusal(
      EXIT.invalid,
      '--driver is for jobs that go to a cluster\nhint: `--on` names one of those that the host file has under `executors`; `-d` runs in the background here',
    );
  const wish = wishOf(plan, options);
  const { state, part } = foresee(sweep, wish, options);
  if (part.tasks.length === 0 && state.running.size === 0) return noWork(sweep, state, part);
  refuseUndrivable(sweep, withinReach(plan, wish));
  refuseUnfit(unfitFor(startable(plan, part.tasks), on));
  await driverGone(sweep, options);
  const cluster = await readyCluster(on, root);
  const job = newDriverName(plan.sweep);
  makeStateFolder(dirname(runFolder));
  makeFolder(runFolder);
  const script = driverScriptPath(runFolder);
  replaceFile(script, driverScript(plan.sweep, process.cwd(), command(job)));
  noteDriver(runFolder, { executor: on.name, job });
  const minutes = await minutesOf(cluster.controller, on.settings);
  const submitted = await queued(cluster.controller, { name: job, minutes, script, log: runLogPath(runFolder) });
  if (submitted.is === 'taken') return { executor: on.name, job, id: submitted.id };
  if (submitted.is === 'unanswered')
    throw new Refusal(
      EXIT.unavailable,
      `\`${on.name}\` does not say whether it has taken the runner\nhint: \`squeue --name=${job}\` shows it if it has; if not, run this again`,
    );
  forgetDriver(runFolder);
  throw new Refusal(
    EXIT.unavailable,
    `\`${on.name}\` does not take the runner: ${submitted.because}\nhint: \`driver\` of the executor in the host file has options of sbatch for it, such as \`driver: [--partition=cpu]\``,
  );
}

/** As long as the partition of the jobs lets it run. */
async function minutesOf(controller: Controller, { partition }: SlurmSettings): Promise<number> {
  const partitions = await controller.partitions();
  const longest = typeof partitions === 'string' ? null : longestOf(partitionsMeant(partitions, partition));
  return Math.max(1, Math.floor(Math.min(TIME, longest === null || longest === 0 ? TIME : longest) / 60));
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
      `the runner of ${sweep} is job ${row.id} of \`${executor}\`, which ${row.stage === 'queued' ? 'waits in the queue' : `runs on ${row.nodes}`}\nhint: \`scancel ${row.id}\` ends that, and no job with it; run this again then`,
    );
  forgetDriver(runFolder);
  return job;
}
