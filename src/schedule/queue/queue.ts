import type { Job, Limit } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import { Heap } from './heap.ts';
import { LimitCounts, type Park } from './limits.ts';
import { type Ask, type JobClass, limitOf, requestKey } from './request.ts';

/** Jobs that ask for the same: only the first of them can ever matter to a decision. */
export interface RequestClass extends Ask {
  /** No two of them have the same. */
  readonly key: string;
  readonly jobClass: JobClass;
  /** Limit and grace; null when there is none. */
  readonly limit: Seconds | null;
  /** The stage whose starts are spaced, and by how much; null where they are not. */
  readonly pace: Pace | null;
  /** The first of its waiting jobs that no limit keeps back. */
  readonly first: Waiting;
  /** How many wait, those included that a limit keeps back. */
  readonly size: number;
}

export interface Waiting {
  readonly index: number;
  readonly priority: number;
  /** How long jobs of its cell take; null when none has yet. */
  readonly cellBound: Seconds | null;
  readonly limits: readonly Limit[];
}

/** Least time between two starts of a stage. */
export interface Pace {
  readonly stage: string;
  readonly gap: Seconds;
}

interface Class extends Omit<RequestClass, 'first' | 'size'> {
  readonly waiting: Heap<Place>;
  /** Where those wait that a limit keeps back, by limit; and the ones of them whose limit has had room since. */
  readonly parks: Map<string, Park<Place>>;
  readonly open: Set<Park<Place>>;
  size: number;
}

/** Where a job stands in a heap. */
interface Place extends Waiting {
  readonly home: Class;
}

/** Higher priority first, then the plan's order. */
export function precedes(a: Waiting, b: Waiting): boolean {
  return a.priority !== b.priority ? a.priority > b.priority : a.index < b.index;
}

/**
 * The startable jobs, in classes of equal request, so that a decision costs the number of different requests and not
 * the number of jobs. Adding and removing cost O(log n); a removed job's place in its heap is dropped when it surfaces.
 *
 * A job that surfaces while a limit of its is full is parked with that limit. It comes back into view when the limit has
 * room: so 20,000 limits cost no more than those of them that have just been freed.
 */
export class Queue {
  readonly #classes = new Map<string, Class>();
  /** The place of each job that really waits; any other place in a heap is a removed job's. */
  readonly #places = new Map<number, Place>();
  readonly #limits = new LimitCounts<Place>(precedes);

  get size(): number {
    return this.#places.size;
  }

  has(index: number): boolean {
    return this.#places.has(index);
  }

  /** The key of the class in which a job waits; undefined for one that does not. */
  keyOf(index: number): string | undefined {
    return this.#places.get(index)?.home.key;
  }

  /** How many jobs of its class come before a job that waits. Looks at all that wait. */
  countBefore(index: number): number {
    const place = this.#places.get(index);
    if (place === undefined) return 0;
    return [...this.#places.values()].filter((one) => one.home === place.home && precedes(one, place)).length;
  }

  /** Adds a job of `jobClass`. `ask` is what it asks for this time, `cellBound` how long jobs of its cell take if that is known. */
  add(job: Job, jobClass: JobClass, ask: Ask, cellBound: Seconds | null): void {
    const key = classKey(job, jobClass, ask, cellBound);
    let home = this.#classes.get(key);
    if (home === undefined) {
      const alike = { ...ask, key, jobClass, limit: limitOf(job), pace: paceOf(job) };
      home = { ...alike, waiting: new Heap<Place>(precedes), parks: new Map(), open: new Set(), size: 0 };
      this.#classes.set(key, home);
    }
    const place: Place = { index: job.index, priority: job.priority, cellBound, limits: job.limits, home };
    home.waiting.push(place);
    home.size += 1;
    this.#places.set(job.index, place);
  }

  remove(index: number): void {
    const place = this.#places.get(index);
    if (place === undefined) return;
    place.home.size -= 1;
    this.#places.delete(index);
  }

  /** A job that these limits count has begun. */
  countIn(limits: readonly string[]): void {
    for (const key of limits) this.#limits.take(key);
  }

  /** It has ended. */
  countOut(limits: readonly string[]): void {
    for (const key of limits) for (const park of this.#limits.give(key)) park.home.open.add(park);
  }

  /** The first limit of a job that is full; null when it may run. */
  fullLimit({ limits }: Pick<Job, 'limits'>): Limit | null {
    return this.#limits.full(limits);
  }

  /** Forgets who waits, not what the limits count. */
  clear(): void {
    this.#classes.clear();
    this.#places.clear();
    this.#limits.clearParks();
  }

  /** The classes that have a startable job; the one whose first job is the first of the whole queue comes first. */
  inOrder(): RequestClass[] {
    const classes: RequestClass[] = [];
    for (const [key, home] of this.#classes) {
      if (home.size === 0) {
        this.#drop(key, home);
        continue;
      }
      const first = this.#firstOf(home);
      if (first === undefined) continue;
      const { request, amounts, pinned, avoid, jobClass, limit, pace, size } = home;
      classes.push({ key, request, amounts, pinned, avoid, jobClass, limit, pace, size, first });
    }
    return classes.sort((a, b) => (precedes(a.first, b.first) ? -1 : 1));
  }

  #drop(key: string, home: Class): void {
    this.#classes.delete(key);
    for (const park of home.parks.values()) this.#limits.forget(park);
  }

  #firstOf(home: Class): Waiting | undefined {
    let best = this.#headOf(home.waiting, home);
    for (const park of home.open) {
      const head = this.#limits.hasRoom(park) ? this.#headOf(park.waiting, home) : undefined;
      if (head === undefined) home.open.delete(park);
      else if (best === undefined || precedes(head, best)) best = head;
    }
    return best;
  }

  /** The first job of a heap that no limit keeps back; those that one does are parked with it. */
  #headOf(heap: Heap<Place>, home: Class): Place | undefined {
    for (;;) {
      const first = heap.peek();
      if (first === undefined) return undefined;
      const isThere = this.#places.get(first.index) === first;
      const full = isThere ? this.#limits.full(first.limits) : null;
      if (isThere && full === null) return first;
      heap.pop();
      if (full !== null) this.#limits.park(first, full, home);
    }
  }
}

function paceOf({ stage, stagger }: Job): Pace | null {
  return stagger === 0 ? null : { stage, gap: stagger };
}

/** Jobs whose cells take about as long, up to this factor, are in one class: only the first of them is looked at. */
const LENGTHS = 1.25;

/** The class of the job, and in what this attempt of it differs from what that asks for. */
function classKey(
  { request, stagger }: Job,
  jobClass: JobClass,
  { request: asked, pinned, avoid }: Ask,
  cellBound: Seconds | null,
): string {
  const lengths = cellBound === null ? '' : Math.ceil(Math.log(Math.max(1, cellBound)) / Math.log(LENGTHS));
  const escalated = asked === request ? '' : requestKey(asked);
  return `${jobClass}|${escalated}|${pinned?.join(',') ?? ''}|${avoid.join(',')}|${stagger}|${lengths}`;
}
