import type { JobId, Plan } from '../../model/plan.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { sweepMeant, type KnownSweep, type Place } from '../sweep/known-sweep.ts';
import { statusNow } from '../world/sweep-status.ts';
import { jobsMeant, type JobsOptions } from './jobs-meant.ts';

/** Of which jobs something is asked, besides by their names. */
export interface AskedOptions extends Place, JobsOptions {
  /** The file of the sweep whose jobs they are, or its name; left out, the only one that has run. */
  readonly sweep?: string | undefined;
}

/** The jobs of which something is asked, as people name them, at least one, with their sweep. Refuses what names none. */
export async function jobsAsked(
  said: readonly string[],
  options: AskedOptions,
  notices: Notices,
): Promise<{ readonly known: KnownSweep; readonly plan: Plan; readonly jobs: readonly JobId[] }> {
  const known = sweepMeant(options.sweep, options);
  const plan = await planAsItRan(known, options, notices);
  const jobs = jobsMeant(plan, statusNow(plan, known).state, said, options);
  if (jobs.length === 0) throw new Refusal(EXIT.invalid, 'no job is in that state');
  return { known, plan, jobs };
}
