import type { Job, Plan } from '../../model/plan.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { classOf, type JobClass } from './request.ts';

/** How many of the newest durations of a group count. */
const REMEMBERED = 200;

/** From so many on, what a class took before bounds what its next job takes. */
const ENOUGH_FOR_BOUND = 5;

/** By how much a bound exceeds what jobs of its cell have taken. */
const CELL_MARGIN = 1.25;

/** The part of all jobs of a class that a learned bound covers. */
const BOUND_QUANTILE = 0.95;

/**
 * How long jobs have taken that succeeded, as the journal remembers it: for each class of jobs, and more finely for each
 * cell, whose jobs differ by their replicate alone.
 */
export class Durations {
  readonly #replicates: string | null;
  readonly #groups = new Map<string, Samples>();
  readonly #cells = new WeakMap<Job, string>();

  constructor({ replicates }: Pick<Plan, 'replicates'>) {
    this.#replicates = replicates;
  }

  /** Takes in how long a job took that has succeeded. */
  record(job: Job, took: Seconds): void {
    for (const group of this.#groupsOf(job)) {
      const samples = this.#groups.get(group);
      if (samples === undefined) this.#groups.set(group, new Samples(took));
      else samples.add(took);
    }
  }

  /**
   * The 95th percentile of what jobs of this class took; null while too few of them have succeeded. Of fewer than twenty
   * that is the longest (nearest rank).
   */
  bound(jobClass: JobClass): Seconds | null {
    const samples = this.#groups.get(jobClass);
    return samples === undefined || samples.size < ENOUGH_FOR_BOUND ? null : samples.quantile(BOUND_QUANTILE);
  }

  /** The longest that a job of this very cell took, and a quarter more since a cell has few jobs; null while none has. */
  cellBound(job: Job): Seconds | null {
    const samples = this.#groups.get(this.#cellOf(job));
    return samples === undefined ? null : seconds(CELL_MARGIN * samples.quantile(BOUND_QUANTILE));
  }

  /** The median of what jobs of this class took; null while fewer than `least` of them have succeeded. */
  typical(jobClass: JobClass, least: number): Seconds | null {
    const samples = this.#groups.get(jobClass);
    return samples === undefined || samples.size < least ? null : samples.quantile(0.5);
  }

  /** The median of what the job's cell, else its class took; null when none of them has succeeded yet. */
  expected(job: Job): Seconds | null {
    for (const group of this.#groupsOf(job)) {
      const samples = this.#groups.get(group);
      if (samples !== undefined) return samples.quantile(0.5);
    }
    return null;
  }

  /** From the finest to the coarsest. */
  #groupsOf(job: Job): readonly string[] {
    return [this.#cellOf(job), classOf(job)];
  }

  #cellOf(job: Job): string {
    let cell = this.#cells.get(job);
    if (cell === undefined) {
      const params = [...job.params].filter(([axis]) => axis !== this.#replicates);
      cell = `cell ${JSON.stringify([job.stage, ...params.map(([axis, { text }]) => [axis, text])])}`;
      this.#cells.set(job, cell);
    }
    return cell;
  }
}

/** The newest durations of a group, in order of length. */
class Samples {
  readonly #newest: number[];
  readonly #sorted: number[];

  constructor(first: number) {
    this.#newest = [first];
    this.#sorted = [first];
  }

  get size(): number {
    return this.#sorted.length;
  }

  add(duration: number): void {
    if (this.#newest.length >= REMEMBERED) {
      const oldest = this.#newest.shift() ?? 0;
      this.#sorted.splice(this.#placeOf(oldest), 1);
    }
    this.#newest.push(duration);
    this.#sorted.splice(this.#placeOf(duration), 0, duration);
  }

  /** By nearest rank: the least duration that at least so great a part of all does not exceed. */
  quantile(part: number): Seconds {
    const rank = Math.max(1, Math.ceil(part * this.size));
    return seconds(this.#sorted[rank - 1] ?? 0);
  }

  #placeOf(duration: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? 0) < duration) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
