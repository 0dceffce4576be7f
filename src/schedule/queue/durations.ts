import { seconds, type Seconds } from '../../model/units.ts';
import type { Cell, JobClass, Kind } from './request.ts';

/** How many of the newest durations of a group count. */
const REMEMBERED = 200;

/** From so many on, what a class took before bounds what its next job takes. */
const ENOUGH_FOR_BOUND = 5;

/** By how much a bound exceeds what jobs of its cell have taken. */
const CELL_MARGIN = 1.25;

/** The standard deviations between the quartiles of a normal distribution. */
const QUARTILES = 1.349;

/** The part of all jobs of a class that a learned bound covers. */
const BOUND_QUANTILE = 0.95;

/**
 * How long jobs have taken that succeeded, as the journal remembers it: for each class of jobs, and more finely for each
 * cell, whose jobs differ by their replicate alone.
 */
export class Durations {
  readonly #classes = new Map<JobClass, Samples>();
  readonly #cells = new Map<Cell, Samples>();

  /** Takes in how long a job took that has succeeded. */
  record({ cell, class: jobClass }: Kind, took: Seconds): void {
    record(this.#cells, cell, took);
    record(this.#classes, jobClass, took);
  }

  /**
   * The 95th percentile of what jobs of this class took; null while too few of them have succeeded. Of fewer than twenty
   * that is the longest (nearest rank).
   */
  bound(jobClass: JobClass): Seconds | null {
    const samples = this.#classes.get(jobClass);
    return samples === undefined || samples.size < ENOUGH_FOR_BOUND ? null : samples.quantile(BOUND_QUANTILE);
  }

  /** The longest that a job of this very cell took, and a quarter more since a cell has few jobs; null while none has. */
  cellBound(cell: Cell): Seconds | null {
    const samples = this.#cells.get(cell);
    return samples === undefined ? null : seconds(CELL_MARGIN * samples.quantile(BOUND_QUANTILE));
  }

  /**
   * The longest that a job is expected to run: as its cell took when it became ready, else as its class has, else its limit; null when
   * none tells.
   */
  most(of: { readonly jobClass: JobClass; readonly limit: Seconds | null }, cellBound: Seconds | null): Seconds | null {
    const learned = cellBound ?? this.bound(of.jobClass);
    return learned === null ? of.limit : seconds(Math.min(learned, of.limit ?? Infinity));
  }

  /** The median of what jobs of this class took; null while fewer than `least` of them have succeeded. */
  typical(jobClass: JobClass, least: number): Seconds | null {
    const samples = this.#classes.get(jobClass);
    return samples === undefined || samples.size < least ? null : samples.quantile(0.5);
  }

  /** By how much jobs of this class differ, as the standard deviation that their quartiles tell over their median; null while too few have succeeded. */
  spread(jobClass: JobClass): number | null {
    const samples = this.#classes.get(jobClass);
    const median = samples?.quantile(0.5) ?? 0;
    if (samples === undefined || samples.size < ENOUGH_FOR_BOUND || median === 0) return null;
    return (samples.quantile(0.75) - samples.quantile(0.25)) / QUARTILES / median;
  }

  /** The median of what jobs of the cell, else of the class took; null when none of them has succeeded yet. */
  expected({ cell, class: jobClass }: Kind): Seconds | null {
    const samples = this.#cells.get(cell) ?? this.#classes.get(jobClass);
    return samples?.quantile(0.5) ?? null;
  }

  /** The same, which learns on its own from here on. */
  copy(): Durations {
    const copy = new Durations();
    for (const [cell, samples] of this.#cells) copy.#cells.set(cell, samples.copy());
    for (const [jobClass, samples] of this.#classes) copy.#classes.set(jobClass, samples.copy());
    return copy;
  }
}

function record<Group>(groups: Map<Group, Samples>, group: Group, took: Seconds): void {
  const samples = groups.get(group);
  if (samples === undefined) groups.set(group, new Samples([took], [took]));
  else samples.add(took);
}

/** The newest durations of a group, in order of length. */
class Samples {
  readonly #newest: number[];
  readonly #sorted: number[];

  constructor(newest: number[], sorted: number[]) {
    this.#newest = newest;
    this.#sorted = sorted;
  }

  get size(): number {
    return this.#sorted.length;
  }

  copy(): Samples {
    return new Samples([...this.#newest], [...this.#sorted]);
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
