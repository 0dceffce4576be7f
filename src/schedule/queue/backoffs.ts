import type { Tick } from '../../model/units.ts';
import { Heap } from './heap.ts';

/** A job in backoff, and until when. */
export interface Backoff {
  readonly index: number;
  readonly until: Tick;
}

/** The jobs in backoff, the earliest in view. Adding and removing cost O(log n). */
export class Backoffs {
  readonly #heap = new Heap<Backoff>((a, b) => (a.until === b.until ? a.index < b.index : a.until < b.until));
  /** Those that are really in backoff; any other in the heap is dropped when it surfaces. */
  readonly #jobs = new Map<number, Backoff>();

  /** The one that ends first; undefined when there is none. */
  get first(): Backoff | undefined {
    return this.#heap.peek();
  }

  add(index: number, until: Tick): void {
    const backoff = { index, until };
    this.#jobs.set(index, backoff);
    this.#heap.push(backoff);
    this.#settle();
  }

  /** Removes a job, if it is in backoff. */
  remove(index: number): void {
    if (this.#jobs.delete(index)) this.#settle();
  }

  #settle(): void {
    for (let first = this.#heap.peek(); first !== undefined; first = this.#heap.peek()) {
      if (this.#jobs.get(first.index) === first) return;
      this.#heap.pop();
    }
  }
}
