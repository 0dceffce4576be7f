import type { Limit } from '../../model/plan.ts';
import { Heap } from './heap.ts';

/** Jobs of one class, its home, that wait until one limit has room. */
export interface Park<Entry, Home> {
  readonly key: string;
  readonly max: number;
  readonly waiting: Heap<Entry>;
  readonly home: Home;
}

/** A class that has jobs parked. */
interface Parks<Entry, Home> {
  readonly parks: Map<string, Park<Entry, Home>>;
}

interface Count<Entry, Home> {
  used: number;
  readonly parks: Set<Park<Entry, Home>>;
}

/** How many jobs run that each limit counts, and who waits for one of them to end. */
export class LimitCounts<Entry, Home extends Parks<Entry, Home>> {
  readonly #counts = new Map<string, Count<Entry, Home>>();
  readonly #before: (a: Entry, b: Entry) => boolean;

  constructor(before: (a: Entry, b: Entry) => boolean) {
    this.#before = before;
  }

  take(key: string): void {
    this.#countOf(key).used += 1;
  }

  /** One less; returns where jobs wait for that. */
  release(key: string): Iterable<Park<Entry, Home>> {
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

  park(entry: Entry, { key, max }: Limit, home: Home): void {
    const name = `${max} ${key}`;
    let park = home.parks.get(name);
    if (park === undefined) {
      park = { key, max, waiting: new Heap(this.#before), home };
      home.parks.set(name, park);
      this.#countOf(key).parks.add(park);
    }
    park.waiting.push(entry);
  }

  /** The class of the park is no more. */
  forget(park: Park<Entry, Home>): void {
    this.#counts.get(park.key)?.parks.delete(park);
  }

  #countOf(key: string): Count<Entry, Home> {
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { used: 0, parks: new Set() };
      this.#counts.set(key, count);
    }
    return count;
  }
}
