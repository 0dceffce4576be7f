import { planAsItRan } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { sayBeside, statusNow, type SweepStatus } from '../world/sweep-status.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { jobsListed, type JobsOptions } from './jobs-meant.ts';

/** Jobs of a sweep, and how it stands. */
export interface ListedJobs extends SweepStatus {
  readonly records: readonly JobRecord[];
}

/** The jobs of a sweep as it ran last that are asked for, as they stand now; all where nothing is said. Changes nothing. */
export async function listJobs(sweep: KnownSweep, options: Place & JobsOptions, notices: Notices): Promise<ListedJobs> {
  const plan = await planAsItRan(sweep, options);
  const { notice, ...status } = statusNow(plan, sweep);
  sayBeside({ ...status, notice }, notices.say);
  return { ...status, records: jobsListed(plan, status.state, options) };
}
