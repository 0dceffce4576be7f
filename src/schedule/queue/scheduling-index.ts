import { Backoffs } from './backoffs.ts';
import type { Durations } from './durations.ts';
import { Ledger } from './ledger.ts';
import { Queue } from './queue.ts';

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

  constructor(durations: Durations) {
    this.queue = new Queue(durations);
  }
}
