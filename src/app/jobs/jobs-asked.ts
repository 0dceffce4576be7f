import type { JobId, Plan } from '../../model/plan.ts';
import { isGlob } from '../../model/text/glob.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from '../sweep/known-sweep.ts';
import { statusNow } from '../world/sweep-status.ts';
import { findJob, isSelector } from './find-job.ts';
import { jobsMeant, type JobsOptions } from './jobs-meant.ts';

/** Of which jobs something is asked, besides by their names. */
export interface AskedOptions extends Place, JobsOptions {
  /** The file of the sweep whose jobs they are, or its name; left out, the only one that has run. */
  readonly sweep?: string | undefined;
}

/** Jobs of which something is asked, with how their sweep stands. */
export interface AskedJobs {
  readonly known: KnownSweep;
  readonly plan: Plan;
  readonly state: RunState;
  readonly jobs: readonly JobId[];
}

/** The jobs of which something is asked, as people name them, at least one, with their sweep. Refuses what names none. */
export async function jobsAsked(said: readonly string[], options: AskedOptions, notices: Notices): Promise<AskedJobs> {
  const known = await sweepAsked(said, options);
  const plan = await planAsItRan(known, options, notices);
  const { state } = statusNow(plan, known);
  const jobs = jobsMeant(plan, state, said, options);
  if (jobs.length === 0) throw new Refusal(EXIT.invalid, 'no job is in that state');
  return { known, plan, state, jobs };
}

/** The sweep of the jobs: the one that is said, or the only one, or of several that one which has the job that is named. */
async function sweepAsked(said: readonly string[], options: AskedOptions): Promise<KnownSweep> {
  const here = sweepsHere(options);
  if (options.sweep !== undefined || here.length < 2) return sweepMeant(options.sweep, options);
  const [first] = said;
  if (first !== undefined && !isSelector(first) && !isGlob(first)) {
    return (await findJob(first, undefined, options)).sweep;
  }
  const names = here.map(({ name }) => name);
  throw new Refusal(EXIT.invalid, `say of which sweep: ${names.map((name) => `--sweep ${name}`).join(' or ')}`);
}
