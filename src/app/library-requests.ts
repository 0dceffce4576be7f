import { resolve } from 'node:path';
import type { CheckupJson } from '../report/status/checkup.ts';
import type { GpusJson } from '../report/status/gpus.ts';
import type { CleanJson } from '../report/status/litter.ts';
import { cleanJson, forgetJobsOf, litteredSweeps, removeFound } from './clean-sweeps.ts';
import { AD_HOC, addJobs, type AddJson } from './control/add-jobs.ts';
import type { AddedJobOptions } from './control/added-job.ts';
import { askRun } from './control/ask-run.ts';
import { jobsSaid } from './control/jobs-said.ts';
import { setRun, type SetJson, type SettingWanted } from './control/set-run.ts';
import { askOfJobs, requestJson, type RequestJson, type Wanted } from './control/asked.ts';
import type { DoctorOptions } from './doctor.ts';
import type { HostGpusOptions } from './host-gpus.ts';
import type { CleanOptions as Cleaning } from './jobs/clean-jobs.ts';
import { jobsAsked, type AskedOptions as AskOptions } from './jobs/jobs-asked.ts';
import { jobsMeant } from './jobs/jobs-meant.ts';
import { noticesTo, type Listening } from './library.ts';
import { SILENT } from './notices.ts';
import { pauseGpus as pause, resumeGpus as resume, type Paused } from './pause-gpus.ts';
import { addedSweepPlace } from './sweep/added-place.ts';
import { planAsItRan } from './sweep/current-sweep.ts';
import { sweepMeant, type Place } from './sweep/known-sweep.ts';
import { statusNow } from './world/sweep-status.ts';

/**
 * Asks something of jobs of a run, as `sweep kill`, `hold`, `release`, `retry`, `rerun`, `top` and `priority` do, but asks nobody back: the
 * document that they print with `--json`. It is on disk when the answer is there. Without a runner, `hold`, `release`, `retry` and
 * `rerun` count for the next run; but for jobs that were added by hand one is started, so that they are released or run again now.
 *
 * @param jobs  As people name them: ids, labels, the beginning of one, patterns, `axis=value`.
 * @throws Refusal when no job is meant, when it makes no sense without a runner, and when that cannot be asked.
 */
export async function ask(wanted: Wanted, jobs: readonly string[], options: AskOptions = {}): Promise<RequestJson> {
  const { known, plan, jobs: meant } = await jobsAsked(jobs, options, SILENT);
  return requestJson(wanted.do, known, await askOfJobs(plan, known, wanted, meant));
}

/**
 * Interrupts the run of a sweep and what runs of it, as `sweep cancel` does; the next run does that again. The document that it prints with `--json`.
 * @throws Refusal when no runner drives it.
 */
export async function cancel(sweep?: string, place: Place = {}): Promise<RequestJson> {
  const known = sweepMeant(sweep, place);
  return requestJson('cancel', known, await askRun(null, known, { do: 'cancel' }));
}

/**
 * Sets what the run of a sweep may use of the machine from now on, as `sweep set` does; what runs goes on. The document that it prints with
 * `--json`.
 *
 * @param setting  `slots`, 0 for starting nothing, and `gpus` as `--gpus` has it; null is back to what the run began with.
 * @throws Refusal when that cannot be set, or no runner drives the sweep.
 */
export function set(setting: SettingWanted, { sweep, ...place }: SetOptions = {}): Promise<SetJson> {
  return setRun(sweep, setting, place);
}

/** Whose run is set. */
export interface SetOptions extends Place {
  /** The file of the sweep, or its name; left out, the only one that has run. */
  readonly sweep?: string | undefined;
}

/** What a job asks for that is added: as the options of `sweep add` have it. */
export interface AddOptions extends Place, Omit<AddedJobOptions, 'gpus' | 'slots' | 'priority'> {
  /** Under which name it is added; left out, `adhoc`. */
  readonly name?: string | undefined;
  readonly gpus?: number | string | undefined;
  readonly slots?: number | string | undefined;
  readonly priority?: number | string | undefined;
}

/**
 * Queues a job that no file has, as `sweep add` does, with the environment of this process: the document that it prints with `--json`. It is on
 * disk when the answer is there. Where no runner drives the queue, one is started, as a process of its own that outlives this one.
 *
 * @param command  A line of shell, or a program and its arguments; `file` for a file with a line of shell for each of several jobs.
 * @throws Refusal when that can never run, and when no runner takes it within half a minute.
 */
export async function add(
  command: string | readonly string[] | { readonly file: string },
  { name, gpus, slots, priority, ...options }: AddOptions = {},
): Promise<AddJson> {
  const place = addedSweepPlace(name ?? AD_HOC, options);
  const said = { ...options, gpus: gpus?.toString(), slots: slots?.toString(), priority: priority?.toString() };
  if (typeof command === 'object' && 'file' in command) {
    return addJobs(place, jobsSaid([], { ...said, file: resolve(command.file) }, process.env));
  }
  return addJobs(place, jobsSaid([command].flat(), said, process.env));
}

/**
 * Forgets jobs of a queue, as far as they have ended and none waits for them, and removes their folders for good; whether or not a runner
 * lives. Comes back with the ids of those that are gone.
 *
 * @param jobs  As people name them.
 * @param options.sweep  The name of the queue; left out, `adhoc`.
 * @throws Refusal when no job is meant, and when the jobs are those of a file.
 */
export async function forget(jobs: readonly string[], options: AskOptions = {}): Promise<readonly string[]> {
  const known = sweepMeant(options.sweep ?? AD_HOC, options);
  const plan = await planAsItRan(known, options, SILENT);
  const gone = await forgetJobsOf(known, options, jobsMeant(plan, statusNow(plan, known).state, jobs, options));
  return gone.flatMap(({ job }) => job ?? []);
}

/** What of run folders goes. */
export interface CleanOptions extends Cleaning, Listening {
  /** Only say what may go. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Removes what nobody needs of the run folders of a sweep, or of all of this project, for good, as `sweep clean --yes` does: the document that it
 * prints with `--json`. With `dryRun` it changes nothing, and says what may go.
 * @throws Refusal when the sweep that is named is unknown, or runs now; of all, one that runs is left out.
 */
export async function clean(
  sweep?: string,
  { dryRun = false, notice, ...options }: CleanOptions = {},
): Promise<CleanJson> {
  const notices = noticesTo(notice);
  const found = await litteredSweeps(sweep, options, notices);
  if (dryRun || found.length === 0) return cleanJson(found, false);
  return cleanJson(await removeFound(found, options, notices), true);
}

/**
 * Has no run of this user start anything on these GPUs, or, without any, on this host at all, until they are resumed, as `sweep gpus pause` does.
 * Comes back with what is paused then.
 *
 * @param ids  As the host file names them: `2`, `0-3`, `1:0`, a UUID.
 * @throws Refusal when there are no such GPUs, or this user's host file cannot be changed.
 */
export function pauseGpus(ids: readonly string[] = [], { notice }: Listening = {}): Promise<Paused> {
  return pause(ids, noticesTo(notice));
}

/** Lifts the pause of these GPUs, or, without any, all there is, as `sweep gpus resume` does. Otherwise like `pauseGpus`. */
export function resumeGpus(ids: readonly string[] = [], { notice }: Listening = {}): Promise<Paused> {
  return resume(ids, noticesTo(notice));
}

/**
 * What is missing on this machine, and in the project of the working folder: the document that `sweep doctor --json` prints. Waits for
 * nothing longer than a minute.
 */
export async function doctor(options: DoctorOptions = {}): Promise<CheckupJson> {
  const { doctor: examine } = await import('./doctor.ts');
  return examine(options);
}

/** What a look at the GPUs goes by. */
export interface GpusOptions extends HostGpusOptions, Listening {}

/** Every GPU of this host, and who holds it: the document that `sweep gpus --json` prints. Changes nothing. */
export async function gpus({ notice, ...options }: GpusOptions = {}): Promise<GpusJson> {
  const { hostGpus } = await import('./host-gpus.ts');
  return hostGpus(options, noticesTo(notice));
}
