import type { Job, JobId, Need, Plan } from '../../model/plan.ts';

/** What a job waits for, as other queues can be told. No job is named twice in a list. */
export interface Waits {
  /** These must have succeeded. */
  readonly succeeded: readonly JobId[];
  /** These must have ended, however. */
  readonly ended: readonly JobId[];
  /** Of each list all must have ended, and at least one must have failed. */
  readonly failed: readonly (readonly JobId[])[];
}

/** What the jobs of a plan wait for. */
export interface PlanWaits {
  /** The jobs that can run, in the order of the plan: without those that will be skipped however the others end. */
  readonly jobs: readonly Job[];
  of(job: Job): Waits;
}

/**
 * Tells what the jobs of a plan wait for. A job whose failure is allowed need only have ended; it is skipped where what
 * it needs itself has not succeeded, so whoever waits for it waits for that too.
 */
export function waitsIn(plan: Plan): PlanWaits {
  const byId = new Map<JobId, Job>();
  for (const job of plan.jobs) if (canRun(job, byId)) byId.set(job.id, job);
  return { jobs: [...byId.values()], of: (job) => waitsOf(job, byId) };
}

/** Whether a job may ever run, of those before it that may. */
function canRun(job: Job, byId: ReadonlyMap<JobId, Job>): boolean {
  const failures = job.needs.filter(({ when }) => when === 'failure');
  const lacksSuccess = job.needs.some((need) => need.when === 'success' && !byId.has(need.job));
  const lacksFailure = failures.length > 0 && failures.every((need) => !byId.has(need.job));
  return job.moot === null && !lacksSuccess && !lacksFailure;
}

function waitsOf(job: Job, byId: ReadonlyMap<JobId, Job>): Waits {
  const succeeded = new Set<JobId>();
  const ended = new Set<JobId>();
  const failed = new Map<string, Set<JobId>>();
  for (const need of job.needs) {
    switch (need.when) {
      case 'success':
        addSuccess(need, byId, succeeded, ended);
        break;
      case 'always':
        ended.add(need.job);
        break;
      case 'failure': {
        const stage = byId.get(need.job)?.stage ?? '';
        failed.set(stage, (failed.get(stage) ?? new Set()).add(need.job));
        break;
      }
      default:
        need.when satisfies never;
    }
  }
  return {
    succeeded: [...succeeded],
    ended: [...ended].filter((id) => byId.has(id) && !succeeded.has(id)),
    failed: [...failed.values()].map((ids) => [...ids].filter((id) => byId.has(id))),
  };
}

function addSuccess(need: Need, byId: ReadonlyMap<JobId, Job>, succeeded: Set<JobId>, ended: Set<JobId>): void {
  const needed = byId.get(need.job);
  if (needed?.allowFailure !== true) {
    succeeded.add(need.job);
    return;
  }
  if (ended.has(needed.id)) return;
  ended.add(needed.id);
  for (const own of needed.needs) {
    if (own.when === 'success') addSuccess(own, byId, succeeded, ended);
  }
}
