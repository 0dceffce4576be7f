import type { CleanJson } from '../report/status/litter.ts';
import { litterJson } from '../report/status/litter.ts';
import { askRun } from './control/ask-run.ts';
import { litterOf, removeLitter, type CleanOptions, type Litter } from './jobs/clean-jobs.ts';
import { forgetJobs, jobsToForget } from './jobs/forget-jobs.ts';
import type { Notices } from './notices.ts';
import { Refusal } from './refusal.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from './sweep/known-sweep.ts';

/** What may go, or has gone, of a sweep. */
export interface LitteredSweep {
  readonly sweep: KnownSweep;
  readonly litter: readonly Litter[];
}

/**
 * The sweeps of which anything may go, and what. Changes nothing. Where all of this project are meant, those that cannot be cleaned up now
 * are left out, and told.
 *
 * @param said  The sweep, as people name it; undefined for all of this project.
 */
export async function litteredSweeps(
  said: string | undefined,
  options: CleanOptions,
  notices: Notices,
): Promise<readonly LitteredSweep[]> {
  if (said !== undefined) return littered(await litterIn(sweepMeant(said, options), options, notices));
  const found: LitteredSweep[] = [];
  for (const sweep of sweepsHere(options)) {
    try {
      found.push(...littered(await litterIn(sweep, options, notices)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notices.say(error.message);
    }
  }
  return found;
}

/** Removes what has been found, as far as it still may go, for good; comes back with what is gone. Refuses as `removeLitter` and `forgetJobs` do. */
export async function removeFound(
  found: readonly LitteredSweep[],
  options: CleanOptions,
  notices: Notices,
): Promise<readonly LitteredSweep[]> {
  const gone: LitteredSweep[] = [];
  for (const { sweep, litter } of found) {
    const removed =
      options.forget === true ? forget(sweep, litter, options) : removeLitter(sweep, litter, options, notices);
    gone.push({ sweep, litter: await removed });
  }
  return gone;
}

/** Forgets these jobs of a queue, by id, as far as they have ended and none waits for them; comes back with what is gone. */
export async function forgetJobsOf(
  sweep: KnownSweep,
  place: Place,
  jobs: readonly string[],
): Promise<readonly Litter[]> {
  const named = new Set(jobs);
  const litter = await jobsToForget(sweep, place);
  return forget(
    sweep,
    litter.filter(({ job }) => job !== null && named.has(job)),
    place,
  );
}

/** What may go, or has gone, for programs. */
export function cleanJson(found: readonly LitteredSweep[], removed: boolean): CleanJson {
  return { version: 1, removed, sweeps: found.map(({ sweep, litter }) => litterJson(sweep.name, litter)) };
}

function forget(sweep: KnownSweep, litter: readonly Litter[], place: Place): Promise<readonly Litter[]> {
  return forgetJobs(sweep, litter, place, (plan, jobs) => askRun(plan, sweep, { do: 'forget', jobs }));
}

async function litterIn(sweep: KnownSweep, options: CleanOptions, notices: Notices): Promise<LitteredSweep> {
  const litter = options.forget === true ? jobsToForget(sweep, options) : litterOf(sweep, options, notices);
  return { sweep, litter: await litter };
}

function littered(one: LitteredSweep): readonly LitteredSweep[] {
  return one.litter.length === 0 ? [] : [one];
}
