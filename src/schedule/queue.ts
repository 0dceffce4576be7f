import type { Job } from '../model/plan.ts';
import type { ResourceRequest } from '../model/resources.ts';
import { seconds, type Seconds } from '../model/units.ts';
import { Heap } from './heap.ts';

/** Jobs that ask for the same: only the first of a class can ever matter to a decision. */
export interface RequestClass {
  readonly request: ResourceRequest;
  /** GPUs it should have, by UUID, because the chain link before it had them; null for any. */
  readonly pinned: readonly string[] | null;
  /** An upper bound on its running time; null when there is none. */
  readonly bound: Seconds | null;
  /** The stage whose starts are spaced, and by how much; null where they are not. */
  readonly pace: Pace | null;
  /** The first of its waiting jobs. */
  readonly first: Waiting;
}

export interface Waiting {
  readonly index: number;
  readonly priority: number;
}

/** Least time between two starts of a stage. */
export interface Pace {
  readonly stage: string;
  readonly gap: Seconds;
}

interface Class {
  readonly request: ResourceRequest;
  readonly pinned: readonly string[] | null;
  readonly bound: Seconds | null;
  readonly pace: Pace | null;
  readonly waiting: Heap<Waiting>;
}

/** Higher priority first, then the plan's order. */
function precedes(a: Waiting, b: Waiting): boolean {
  return a.priority !== b.priority ? a.priority > b.priority : a.index < b.index;
}

/** The longest that a job can run: its limit and the grace after it; null when it has none. */
export function boundOf(job: Job): Seconds | null {
  return job.timeout === null ? null : seconds(job.timeout.after + job.timeout.grace);
}

/**
 * The startable jobs, in classes of equal request, so that a decision costs the number of different requests and not
 * the number of jobs. Adding and removing cost O(log n); a removed job's place in its heap is dropped when it surfaces.
 */
export class Queue {
  readonly #classes = new Map<string, Class>();
  /** The place of each job that really waits; any other place in a heap is a removed job's. */
  readonly #places = new Map<number, Waiting>();

  get size(): number {
    return this.#places.size;
  }

  has(index: number): boolean {
    return this.#places.has(index);
  }

  add(job: Job, pinned: readonly string[] | null): void {
    const key = classKey(job, pinned);
    let home = this.#classes.get(key);
    if (home === undefined) {
      home = { request: job.request, pinned, bound: boundOf(job), pace: paceOf(job), waiting: new Heap(precedes) };
      this.#classes.set(key, home);
    }
    const place: Waiting = { index: job.index, priority: job.priority };
    home.waiting.push(place);
    this.#places.set(job.index, place);
  }

  remove(index: number): void {
    this.#places.delete(index);
  }

  clear(): void {
    this.#classes.clear();
    this.#places.clear();
  }

  /** The classes that have a job waiting; the one whose first job is the first of the whole queue comes first. */
  inOrder(): RequestClass[] {
    const classes: RequestClass[] = [];
    for (const [key, { waiting, ...alike }] of this.#classes) {
      const first = this.#firstOf(waiting);
      if (first === undefined) this.#classes.delete(key);
      else classes.push({ ...alike, first });
    }
    return classes.sort((a, b) => (precedes(a.first, b.first) ? -1 : 1));
  }

  #firstOf(waiting: Heap<Waiting>): Waiting | undefined {
    for (;;) {
      const first = waiting.peek();
      if (first === undefined || this.#places.get(first.index) === first) return first;
      waiting.pop();
    }
  }
}

function paceOf({ stage, stagger }: Job): Pace | null {
  return stagger === 0 ? null : { stage, gap: stagger };
}

function classKey(job: Job, pinned: readonly string[] | null): string {
  const { slots, gpus, gpuIds } = job.request;
  return `${slots}|${gpus}|${gpuIds?.join(',') ?? '*'}|${pinned?.join(',') ?? '*'}|${boundOf(job) ?? '*'}|${paceOf(job)?.stage ?? ''}`;
}
