import type { Job, JobId } from '../../src/model/plan.ts';
import { WHOLE } from '../../src/model/units.ts';
import { Heap } from '../../src/schedule/queue/heap.ts';
import { byPlan, type Timetable } from './timetable.ts';
import type { Workload } from './workloads.ts';

interface Ending {
  readonly at: number;
  readonly job: Job;
  readonly gpus: readonly number[];
}

/**
 * The peer: first fit as task-spooler does it. Whenever a job ends, the queue is walked from its beginning, and whatever
 * may start and fits is started; nothing is kept for what does not fit. It is given parts of GPUs, which task-spooler does
 * not have.
 */
export function firstFit({ plan, took, gpus, slots }: Workload): Timetable {
  const free = new Array<number>(gpus).fill(WHOLE);
  const endings = new Heap<Ending>((a, b) => a.at < b.at);
  const unmet = new Map(plan.jobs.map((job) => [job.id, job.needs.length]));
  const dependents = dependentsIn(plan.jobs);
  const timetable = new Map<JobId, { from: number; to: number }>();
  let queue = [...plan.jobs].sort(byPlan);
  let freeSlots = slots;
  for (let now = 0; ;) {
    queue = queue.filter((job) => {
      if ((unmet.get(job.id) ?? 0) > 0 || job.request.slots > freeSlots) return true;
      const given = take(free, job);
      if (given === null) return true;
      freeSlots -= job.request.slots;
      const to = now + (took.get(job.id) ?? 0);
      timetable.set(job.id, { from: now, to });
      endings.push({ at: to, job, gpus: given });
      return false;
    });
    const ending = endings.pop();
    if (ending === undefined) break;
    now = ending.at;
    freeSlots += ending.job.request.slots;
    for (const gpu of ending.gpus) free[gpu]! += ending.job.request.share ?? WHOLE;
    for (const next of dependents.get(ending.job.id) ?? []) unmet.set(next, (unmet.get(next) ?? 0) - 1);
  }
  return timetable;
}

/** Takes the first GPUs on which there is room for a job; null, with nothing taken, when there are too few. */
function take(free: number[], { request }: Job): readonly number[] | null {
  const part = request.share ?? WHOLE;
  const wanted = request.share === null ? request.gpus : 1;
  const found = [...free.keys()].filter((gpu) => free[gpu]! >= part).slice(0, wanted);
  if (found.length < wanted) return null;
  for (const gpu of found) free[gpu]! -= part;
  return found;
}

function dependentsIn(jobs: readonly Job[]): ReadonlyMap<JobId, readonly JobId[]> {
  const dependents = new Map<JobId, JobId[]>();
  for (const job of jobs) {
    for (const need of job.needs) dependents.set(need.job, [...(dependents.get(need.job) ?? []), job.id]);
  }
  return dependents;
}
