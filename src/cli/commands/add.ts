import { AD_HOC, addJobs, LINGER, type AddJson } from '../../app/control/add-jobs.ts';
import type { AddedJobOptions } from '../../app/control/added-job.ts';
import { callerEnvironment } from '../../app/control/caller.ts';
import { jobsSaid, textOfJobs } from '../../app/control/jobs-said.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { addedSweepPlace } from '../../app/sweep/added-place.ts';
import type { KnownSweep, Place } from '../../app/sweep/known-sweep.ts';
import { print } from '../terminal/terminal.ts';

export interface AddOptions extends Place, AddedJobOptions {
  readonly name?: string | undefined;
  readonly fg?: boolean | undefined;
  readonly forget?: boolean | undefined;
  readonly file?: string | undefined;
  readonly follow?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `sweep add [options] -- COMMAND…`: queues jobs that no file has; prints their ids. With `--fg` exits as the job did; `--forget` leaves
 * nothing of it then. It is run in loops of thousands, so it loads no more than it needs to ask a runner.
 */
export async function addCommand(words: readonly string[], options: AddOptions): Promise<number> {
  const place = addedSweepPlace(options.name ?? AD_HOC, options);
  if (options.forget === true && options.fg !== true)
    throw new Refusal(EXIT.invalid, '--forget is for --fg: `sweep clean --forget` forgets what has ended');
  const added = options.follow === true ? await follow(place, words, options) : await addSaid(place, words, options);
  if (options.json === true) print(JSON.stringify(added));
  else if (options.fg !== true) for (const id of added.jobs) print(id);
  const [id] = added.jobs;
  if (options.fg !== true || id === undefined) return EXIT.done;
  const code = await watched(id, { sweep: place.name, stateDir: options.stateDir }, options.tty === true);
  if (options.forget === true) await (await import('../../app/clean-sweeps.ts')).forgetJobsOf(place, options, [id]);
  return code;
}

/** Shows what a job writes, in its terminal if it has one, until it has ended or is left; then exits as it did. */
async function watched(id: string, place: Place & { readonly sweep: string }, tty: boolean): Promise<number> {
  if (tty) {
    const code = await (await import('./attach.ts')).attachOnceItRuns(id, place);
    if (code !== null) return code;
  }
  const { logsCommand } = await import('./logs.ts');
  return logsCommand(id, { ...place, follow: true });
}

function addSaid(place: KnownSweep, words: readonly string[], options: AddOptions): Promise<AddJson> {
  if (options.fg === true && options.file !== undefined)
    throw new Refusal(EXIT.invalid, '--fg is for one command: follow what a file adds by `sweep watch`');
  return addJobs(place, jobsSaid(words, options, process.env));
}

/** Has the lines of a file be jobs, also those that come later; comes back with those that it has now. */
async function follow(place: KnownSweep, words: readonly string[], options: AddOptions): Promise<AddJson> {
  const { file } = options;
  if (file === undefined || file === '-' || words.length > 0 || options.fg === true)
    throw new Refusal(EXIT.invalid, '--follow is for --file with a file, and for that alone');
  const { followedFile } = await import('../../app/control/job-files.ts');
  const { notices } = await import('../notices.ts');
  const caller = callerEnvironment(process.env);
  const followed = followedFile(file, options, caller, process.env);
  // What cannot be had now is likely misspelled; later it may be gone for a while.
  const text = textOfJobs(file);
  const added = await addJobs(place, { do: 'follow', file: followed, environment: caller.whole });
  if (text !== '' && !text.endsWith('\n')) notices.say(`the last line of ${file} waits until it ends`);
  notices.say(`${followed.path} is followed: \`sweep cancel ${place.name}\` ends that`);
  return added;
}

/** `sweep serve NAME`: runs what is added under a name, as long as something is; for `sweep add`, which starts it. */
export async function serveCommand(name: string, options: Place): Promise<ExitCode> {
  const { runAdded } = await import('./run.ts');
  return runAdded(addedSweepPlace(name, options), LINGER);
}
