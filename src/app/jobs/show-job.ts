import { jobFolder } from '../../journal/folder.ts';
import type { JobId } from '../../model/plan.ts';
import type { Provenance } from '../../model/run-start.ts';
import type { JobDetails } from '../../report/status/job-details.ts';
import { treeOf } from '../../model/attempt.ts';
import { clock } from '../../host/system/clock.ts';
import { attemptsBegun, type AttemptBegun } from '../../journal/events-of.ts';
import { attemptFiles, nearDiff, nearPath } from '../world/run-folder.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { sayBeside, statusNow, type SweepStatus } from '../world/sweep-status.ts';
import { findJob } from './find-job.ts';

export interface ShowJobOptions extends Place {
  /** Look only in this sweep. */
  readonly sweep?: string | undefined;
}

/** All that is known of a job. */
export interface ShownJob extends SweepStatus {
  readonly sweep: KnownSweep;
  readonly record: JobRecord;
  /** What each of its attempts came from, by its number. */
  readonly from: ReadonlyMap<number, Provenance>;
}

/** All that is known of the job that people mean by `said`. Refuses what is unknown or unclear. Changes nothing. */
export async function showJob(said: string, options: ShowJobOptions, notices: Notices): Promise<ShownJob> {
  const { sweep, id } = await findJob(said, options.sweep, options);
  const plan = await planAsItRan(sweep, options, notices);
  const { notice, ...status } = statusNow(plan, sweep);
  sayBeside({ ...status, notice }, notices.say);
  const record = findRecord(status.state, id);
  if (record === undefined) {
    throw new Refusal(EXIT.unavailable, `nothing is known of ${id} any more in ${sweep.runFolder}`);
  }
  return { ...status, sweep, record, from: provenanceOf(attemptsBegun(sweep.runFolder), id) };
}

/** What each attempt of a job came from, by its number. */
export function provenanceOf(begun: readonly AttemptBegun[], id: JobId): ReadonlyMap<number, Provenance> {
  return new Map(begun.filter(({ job }) => job === id).map((one) => [one.attempt, one]));
}

/** A job as a report tells of it; paths are relative to the working folder. */
export function detailsOf({ sweep, state, record, runner, silence, from }: Omit<ShownJob, 'moves'>): JobDetails {
  return {
    state,
    record,
    runnerPid: runner,
    silence,
    from,
    now: clock.now(),
    folder: nearPath(jobFolder(sweep.runFolder, record.id)),
    copyAt: (name) => nearPath(treeOf(sweep, name)),
    diffAt: (hash) => nearDiff(sweep.runFolder, hash),
    filesOf: (attempt) => attemptFiles(sweep.runFolder, record.id, attempt),
  };
}
