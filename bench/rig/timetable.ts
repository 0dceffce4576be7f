import type { Job, JobId } from '../../src/model/plan.ts';
import type { Load } from '../../src/run/forecast/lower-bound.ts';
import type { Workload } from './workloads.ts';

/** When each job has begun and ended, in seconds. */
export type Timetable = ReadonlyMap<JobId, { readonly from: number; readonly to: number }>;

export function makespanOf(timetable: Timetable): number {
  return Math.max(...[...timetable.values()].map(({ to }) => to));
}

/** What the jobs cost with the time that they really take. */
export function loadsOf({ plan, took }: Workload): readonly Load[] {
  return plan.jobs.map((job) => ({
    job: job.id,
    seconds: took.get(job.id) ?? 0,
    slots: job.request.slots,
    gpus: job.request.gpus,
    share: job.request.share,
    after: job.needs.map((need) => need.job),
    limits: job.limits,
  }));
}

/** Higher priority first, then the plan's order. */
export function byPlan(a: Job, b: Job): number {
  return b.priority - a.priority || a.index - b.index;
}

/**
 * The longest that a wide job (of those that ask for the most GPUs) has waited after its turn had come, in lengths of the
 * longest job. Its turn has come when it may start and all that stand before it in the queue and may start have started.
 *
 * @param queue all jobs, in the order in which the schedule was to let them start
 */
export function worstWait({ plan, took }: Workload, timetable: Timetable, queue: readonly Job[]): number {
  const widest = Math.max(...plan.jobs.map((job) => job.request.gpus));
  let worst = 0;
  for (const [place, job] of queue.entries()) {
    const began = timetable.get(job.id)?.from ?? 0;
    if (job.request.gpus < widest) continue;
    const ready = Math.max(0, ...job.needs.map((need) => timetable.get(need.job)?.to ?? 0));
    const before = queue.slice(0, place).map((other) => timetable.get(other.id)?.from ?? 0);
    const turn = Math.max(ready, ...before.filter((from) => from <= began));
    worst = Math.max(worst, began - turn);
  }
  return worst / Math.max(...took.values());
}
