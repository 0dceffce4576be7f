import { asksForGpus } from '../../model/resources.ts';
import { SLOTS } from './request.ts';
import { precedes } from './precedence.ts';
import type { RequestClass } from './request-class.ts';

/**
 * Classes in the order of their first jobs, and what can be said of all of them at once: so that a decision looks at the first of
 * them, though there be as many classes as jobs. To put one in or take it out costs O(log n) comparisons.
 */
export class Line {
  readonly #classes: RequestClass[] = [];
  /** How many of them ask for so many slots, by that number. */
  readonly #bySlots = new Map<number, number>();
  readonly #paced = new Set<RequestClass>();
  #askForGpus = 0;

  get classes(): readonly RequestClass[] {
    return this.#classes;
  }

  /** Those whose starts are spaced. */
  get paced(): Iterable<RequestClass> {
    return this.#paced;
  }

  /** The fewest slots that one asks for; infinite when there is none. */
  get leastSlots(): number {
    return Math.min(...this.#bySlots.keys());
  }

  /** Whether some or all ask for GPUs. */
  get askForGpus(): 'none' | 'some' | 'all' {
    if (this.#askForGpus === 0) return 'none';
    return this.#askForGpus === this.#classes.length ? 'all' : 'some';
  }

  putIn(one: RequestClass): void {
    this.#classes.splice(this.#placeOf(one), 0, one);
    this.#count(one, 1);
    if (one.pace !== null) this.#paced.add(one);
  }

  takeOut(one: RequestClass): void {
    this.#classes.splice(this.#placeOf(one), 1);
    this.#count(one, -1);
    this.#paced.delete(one);
  }

  #count({ request, amounts }: RequestClass, by: number): void {
    const slots = amounts.get(SLOTS) ?? 0;
    const count = (this.#bySlots.get(slots) ?? 0) + by;
    if (count === 0) this.#bySlots.delete(slots);
    else this.#bySlots.set(slots, count);
    if (asksForGpus(request)) this.#askForGpus += by;
  }

  /** Where a class stands, or would. */
  #placeOf({ first }: RequestClass): number {
    let [low, high] = [0, this.#classes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#classes[middle];
      if (there !== undefined && precedes(there.first, first)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
