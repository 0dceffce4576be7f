import { readFileSync } from 'node:fs';
import { addedJobs, commandSaid, type AddedJobOptions } from '../../app/control/added-job.ts';
import { AD_HOC, addJobs, LINGER } from '../../app/control/add-jobs.ts';
import { callerEnvironment, type CallerEnvironment } from '../../app/control/caller.ts';
import { followedFile } from '../../app/control/job-files.ts';
import { jobLines } from '../../app/control/jobs-file.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { addedSweepPlace } from '../../app/sweep/added-place.ts';
import type { KnownSweep, Place } from '../../app/sweep/known-sweep.ts';
import { readBounded } from '../../disk/plain-file.ts';
import { readFault } from '../../disk/read-fault.ts';
import type { AddedJob } from '../../model/added-job.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal.ts';

export interface AddOptions extends Place, AddedJobOptions {
  readonly name?: string | undefined;
  readonly fg?: boolean | undefined;
  readonly forget?: boolean | undefined;
  readonly file?: string | undefined;
  readonly follow?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** The most that a file of jobs may hold, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** `sweep add [options] -- COMMAND…`: queues jobs that no file has; prints their ids. With `--fg` exits as the job did; `--forget` leaves nothing of it then. */
export async function addCommand(words: readonly string[], options: AddOptions): Promise<number> {
  const place = addedSweepPlace(options.name ?? AD_HOC, options);
  const caller = callerEnvironment(process.env);
  if (options.forget === true && options.fg !== true)
    throw new Refusal(EXIT.invalid, '--forget is for --fg: `sweep clean --forget` forgets what has ended');
  const ids =
    options.follow === true
      ? await follow(place, words, options, caller)
      : await addJobs(place, { do: 'add', added: jobsSaid(words, options, caller), environment: caller.whole });
  if (options.json === true) print(JSON.stringify({ version: 1, sweep: place.name, jobs: ids }));
  else if (options.fg !== true) for (const id of ids) print(id);
  const [id] = ids;
  if (options.fg !== true || id === undefined) return EXIT.done;
  const { logsCommand } = await import('./logs.ts');
  const code = await logsCommand(id, { follow: true, sweep: place.name, stateDir: options.stateDir });
  if (options.forget === true) {
    const { forget } = await import('./clean.ts');
    await forget(place, options, [id]);
  }
  return code;
}

/** Has the lines of a file be jobs, also those that come later; comes back with those that it has now. */
async function follow(
  place: KnownSweep,
  words: readonly string[],
  options: AddOptions,
  caller: CallerEnvironment,
): Promise<readonly string[]> {
  const { file } = options;
  if (file === undefined || file === '-' || words.length > 0 || options.fg === true)
    throw new Refusal(EXIT.invalid, '--follow is for --file with a file, and for that alone');
  const followed = followedFile(file, options, caller, process.env);
  // What cannot be had now is likely misspelled; later it may be gone for a while.
  const text = textOf(file);
  const ids = await addJobs(place, { do: 'follow', file: followed, environment: caller.whole });
  if (text !== '' && !text.endsWith('\n')) notices.say(`the last line of ${file} waits until it ends`);
  notices.say(`${followed.path} is followed: \`sweep cancel ${place.name}\` ends that`);
  return ids;
}

/** `sweep serve NAME`: runs what is added under a name, as long as something is; for `sweep add`, which starts it. */
export async function serveCommand(name: string, options: Place): Promise<ExitCode> {
  const { runAdded } = await import('./run.ts');
  return runAdded(addedSweepPlace(name, options), LINGER);
}

function jobsSaid(words: readonly string[], options: AddOptions, caller: CallerEnvironment): readonly AddedJob[] {
  const { file } = options;
  const jobsWith = (said: AddedJobOptions) => addedJobs(said, caller, process.env);
  if (file === undefined) {
    if (words.length === 0) throw new Refusal(EXIT.invalid, 'say what to run: sweep add -- COMMAND…');
    return [jobsWith(options)(commandSaid(words))];
  }
  if (words.length > 0) throw new Refusal(EXIT.invalid, 'say either --file or a command');
  if (options.fg === true)
    throw new Refusal(EXIT.invalid, '--fg is for one command: follow what a file adds by `sweep watch`');
  const lines = jobLines(file === '-' ? readFileSync(0, 'utf8') : textOf(file), file);
  if (lines.length === 0) throw new Refusal(EXIT.invalid, `${file} holds no job`);
  // Most lines say nothing of their own: what the command says is read once for all of them.
  const usual = jobsWith(options);
  return lines.map(({ command, options: own }) => {
    const make = Object.keys(own).length === 0 ? usual : jobsWith({ ...own, ...definedOf(options) });
    return make(command);
  });
}

function textOf(file: string): string {
  const read = readBounded(file, MOST_BYTES);
  if (read.ok) return read.bytes.toString('utf8');
  throw new Refusal(EXIT.invalid, file === '' ? '--file names no file' : `${file} ${readFault(read, '64 MiB')}`);
}

function definedOf(options: AddedJobOptions): AddedJobOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
