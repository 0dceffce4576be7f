import { askRun } from '../../app/control/ask-run.ts';
import { litterOf, type CleanOptions, type Litter, removeLitter } from '../../app/jobs/clean-jobs.ts';
import { type AskToForget, forgetJobs, jobsToForget } from '../../app/jobs/forget-jobs.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from '../../app/sweep/known-sweep.ts';
import { litterJson, litterText } from '../../report/status/litter.ts';
import { confirm } from '../confirm.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal.ts';

export interface CleanFlags extends CleanOptions {
  readonly dryRun?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly json?: boolean | undefined;
}

interface Found {
  readonly sweep: KnownSweep;
  readonly litter: readonly Litter[];
}

/** `sweep clean [SWEEP]`: shows what may go of run folders and how much that is, asks, and removes it. */
export async function cleanCommand(said: string | undefined, options: CleanFlags): Promise<ExitCode> {
  const found = said === undefined ? await foundHere(options) : [await foundIn(sweepMeant(said, options), options)];
  const litter = found.filter((one) => one.litter.length > 0);
  const shown = litter.map(({ sweep, litter: some }) => litterText(sweep.name, some)).join('\n');
  if (options.dryRun === true || litter.length === 0) {
    tell(litter, false, litter.length === 0 ? 'nothing to clean up' : shown, options);
    return EXIT.done;
  }
  await confirm(`to be removed, for good:\n${shown}`, options);
  const gone: Found[] = [];
  for (const { sweep, litter: some } of litter) {
    gone.push({ sweep, litter: await remove({ sweep, litter: some }, options) });
  }
  const told = gone.map(({ sweep, litter: some }) => litterText(sweep.name, some)).join('\n');
  tell(gone, true, `removed:\n${told}`, options);
  return EXIT.done;
}

function remove({ sweep, litter }: Found, options: CleanFlags): Promise<readonly Litter[]> {
  if (options.forget !== true) return removeLitter(sweep, litter, options, notices);
  return forgetJobs(sweep, litter, options, asking(sweep));
}

/** Forgets these jobs of a queue, as far as they have ended and none waits for them. */
export async function forget(sweep: KnownSweep, place: Place, jobs: readonly string[]): Promise<void> {
  const named = new Set(jobs);
  const litter = await jobsToForget(sweep, place);
  await forgetJobs(
    sweep,
    litter.filter(({ job }) => job !== null && named.has(job)),
    place,
    asking(sweep),
  );
}

function asking(sweep: KnownSweep): AskToForget {
  return (plan, jobs) => askRun(plan, sweep, { do: 'forget', jobs });
}

/** Of all sweeps of this project, but for those that cannot be cleaned up now, which are told. */
async function foundHere(options: CleanFlags): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const sweep of sweepsHere(options)) {
    try {
      found.push(await foundIn(sweep, options));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notices.say(error.message);
    }
  }
  return found;
}

async function foundIn(sweep: KnownSweep, options: CleanFlags): Promise<Found> {
  const litter = options.forget === true ? jobsToForget(sweep, options) : litterOf(sweep, options, notices);
  return { sweep, litter: await litter };
}

function tell(found: readonly Found[], removed: boolean, text: string, { json }: CleanFlags): void {
  if (json !== true) return print(text);
  const sweeps = found.map(({ sweep, litter }) => litterJson(sweep.name, litter));
  print(JSON.stringify({ version: 1, removed, sweeps }));
}
