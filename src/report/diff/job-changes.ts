import type { Job, JobId, Plan } from '../../model/plan.ts';
import { type Before, outdatedBy, underIdsOf } from './compare.ts';
import { DECISIVE, partOf, shownChanges, type ShownChange } from './diff.ts';

/** What differs of one job that decides its result. */
export interface JobChanges {
  readonly job: Job;
  readonly changes: readonly ShownChange[];
}

/**
 * What a job's result is no longer good for, of all that its definition says: what differs of the job itself, or else of the first job before
 * it, by needs of a success, of which something does. Null where nothing differs, or one of the plans does not have it.
 */
export function changesBehind(then: Plan, now: Plan, id: JobId): JobChanges | null {
  const [old, young] = [underIdsOf(now, then), jobsOf(now)];
  const seen = new Set([id]);
  for (const next of seen) {
    const [was, job] = [old.get(next), young.get(next)];
    if (was === undefined || job === undefined) continue;
    const changes = decisiveChanges(was, job);
    if (changes.length > 0) return { job, changes };
    for (const need of job.needs) if (need.when === 'success') seen.add(need.job);
  }
  return null;
}

function jobsOf({ jobs }: Plan): ReadonlyMap<JobId, Job> {
  return new Map(jobs.map((job) => [job.id, job]));
}

function decisiveChanges(was: Before, job: Job): readonly ShownChange[] {
  const { fields, because, isOutdated } = outdatedBy(was, job);
  return shownChanges({
    fields: fields.filter(
      ({ field }) => field.startsWith('matrix.') || DECISIVE.some((part) => part === partOf(field)),
    ),
    // What the jobs before it do is told by theirs.
    because: because.filter((part) => part !== 'needs'),
    isStale: isOutdated,
  });
}
