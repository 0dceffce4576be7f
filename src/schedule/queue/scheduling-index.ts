import type { Job, JobId } from '../../model/plan.ts';
import type { Allocation } from '../../model/resources.ts';
import type { Tick } from '../../model/units.ts';
import { Backoffs } from './backoffs.ts';
import type { Durations } from './durations.ts';
import { Ledger } from './ledger.ts';
import { Queue, type Ready } from './queue.ts';
import type { JobClass } from './request.ts';

/**
 * What makes decisions fast and says nothing new: it follows from a RunState, and can be rebuilt from it at any time.
 * Kept up to date by `reduce` alone; who only looks changes nothing in it.
 */
export class SchedulingIndex {
  /** Startable jobs, by class of request. */
  readonly queue: Queue;
  /** Jobs in backoff, the earliest first. */
  readonly backoffs = new Backoffs();
  /** What the running jobs hold. */
  readonly ledger = new Ledger();

  /**
   * Whether it is kept up to date. While a past is replayed, in which nobody decides, it is not: it then holds nothing, and is made anew at
   * the end of it.
   */
  readonly isKept: boolean;

  constructor(durations: Durations, isKept = true) {
    this.queue = new Queue(durations);
    this.isKept = isKept;
  }

  /** A job waits for nothing but its turn from now on. */
  admit(job: Job, jobClass: JobClass, ready: Ready): void {
    if (this.isKept) this.queue.add(job, jobClass, ready);
  }

  /** It does so no more. */
  withdraw(job: Job): void {
    if (this.isKept) this.queue.remove(job.index);
  }

  /** A job is in backoff. */
  backOff(job: Job, until: Tick): void {
    if (this.isKept) this.backoffs.add(job.index, until);
  }

  /** It is so no more. */
  endBackoff(job: Job): void {
    if (this.isKept) this.backoffs.remove(job.index);
  }

  /** A job holds what it was given. */
  take(job: JobId, allocation: Allocation): void {
    if (!this.isKept) return;
    this.ledger.take(job, allocation);
    this.queue.countIn(allocation.limits);
  }

  /** It holds that no more. */
  release(job: JobId, allocation: Allocation): void {
    if (!this.isKept) return;
    this.ledger.release(job);
    this.queue.countOut(allocation.limits);
  }

  /** It is known better than before how long jobs of a class take. */
  learn(jobClass: JobClass): void {
    if (this.isKept) this.queue.learn(jobClass);
  }
}
