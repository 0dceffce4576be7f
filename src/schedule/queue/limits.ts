import type { Limit } from '../../model/plan.ts';
import { Heap } from './heap.ts';

/** Jobs of one class that wait until one limit has room. */
export interface Park<Place> {
  readonly key: string;
  readonly max: number;
  readonly waiting: Heap<Place>;
  readonly home: Home<Place>;
}

/** A class that has jobs parked. */
interface Home<Place> {
  readonly parks: Map<string, Park<Place>>;
  readonly open: Set<Park<Place>>;
}

interface Count<Place> {
  used: number;
  readonly parks: Set<Park<Place>>;
}

/** How many jobs run that each limit counts, and who waits for one of them to end. */
export class LimitCounts<Place> {
  readonly #counts = new Map<string, Count<Place>>();
  readonly #before: (a: Place, b: Place) => boolean;

  constructor(before: (a: Place, b: Place) => boolean) {
    this.#before = before;
  }

  take(key: string): void {
    this.#countOf(key).used += 1;
  }

  /** One less; returns where jobs wait for that. */
  give(key: string): Iterable<Park<Place>> {
    const count = this.#countOf(key);
    count.used -= 1;
    return count.parks;
  }

  full(limits: readonly Limit[]): Limit | null {
    for (const limit of limits) if (!this.hasRoom(limit)) return limit;
    return null;
  }

  hasRoom({ key, max }: Limit): boolean {
    return (this.#counts.get(key)?.used ?? 0) < max;
  }

  park(place: Place, { key, max }: Limit, home: Home<Place>): void {
    const name = `${max} ${key}`;
    let park = home.parks.get(name);
    if (park === undefined) {
      park = { key, max, waiting: new Heap(this.#before), home };
      home.parks.set(name, park);
      this.#countOf(key).parks.add(park);
    }
    park.waiting.push(place);
  }

  /** The class of the park is no more. */
  forget(park: Park<Place>): void {
    this.#counts.get(park.key)?.parks.delete(park);
  }

  clearParks(): void {
    for (const count of this.#counts.values()) count.parks.clear();
  }

  #countOf(key: string): Count<Place> {
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { used: 0, parks: new Set() };
      this.#counts.set(key, count);
    }
    return count;
  }
}
