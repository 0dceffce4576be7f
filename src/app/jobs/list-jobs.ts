import { planAsItRan } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { sayBeside, statusNow, type SweepStatus } from '../world/sweep-status.ts';
import { clock } from '../../host/system/clock.ts';
import { jobListJson, type JobListJson } from '../../report/status/job-list.ts';
import type { LogPath } from '../../report/text/phrases.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { jobsListed, type JobsOptions } from './jobs-meant.ts';

/** Jobs of a sweep, and how it stands. */
export interface ListedJobs extends SweepStatus {
  readonly records: readonly JobRecord[];
}

/** The jobs of a sweep as it ran last that are asked for, as they stand now; all where nothing is said. Changes nothing. */
export async function listJobs(sweep: KnownSweep, options: Place & JobsOptions, notices: Notices): Promise<ListedJobs> {
  const plan = await planAsItRan(sweep, options, notices);
  const { notice, ...status } = statusNow(plan, sweep);
  sayBeside({ ...status, notice }, notices.say);
  return { ...status, records: jobsListed(plan, status.state, options) };
}

/** The same for programs: the document of `sweep list SWEEP --json`. */
export async function listDocument(
  sweep: KnownSweep,
  options: Place & JobsOptions,
  notices: Notices,
  logs: LogPath,
): Promise<JobListJson> {
  const { state, records, runner, silence } = await listJobs(sweep, options, notices);
  return jobListJson(state, records, runner, clock.now(), logs, silence);
}
