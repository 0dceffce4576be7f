import type { Job, Limit } from '../../model/plan.ts';
import { gpuCount } from '../../model/resources.ts';
import type { Seconds } from '../../model/units.ts';
import type { Durations } from './durations.ts';
import { Heap } from './heap.ts';
import { LimitCounts, type Park } from './limits.ts';
import { Line, type IsWorth } from './line.ts';
import type { Least } from './rank.ts';
import { amountsOf, type Demand, type JobClass, limitOf, type Pace, requestKey, shapeOf } from './request.ts';
import { precedes } from './precedence.ts';
import type { RequestClass, Waiting } from './request-class.ts';

/** What a job that waits for nothing but its turn asks for. */
export interface Ready extends Demand {
  readonly priority: number;
  /** As `Waiting` has it. */
  readonly place: number;
  /** Whole seconds that the longest path of jobs takes that begins with it; 0 where the order of the plan counts. */
  readonly remaining: Seconds;
  /** How long jobs of its cell took when it became ready; null when none had ended. */
  readonly cellBound: Seconds | null;
}

interface Class extends Omit<RequestClass, 'first' | 'size' | 'bound' | 'asks'> {
  /** As those who look see it; null when limits keep all of it back. */
  shown: Shown | null;
  readonly waiting: Heap<Entry>;
  /** Where those wait that a limit keeps back, by limit; and the ones of them whose limit has had room since. */
  readonly parks: Map<string, Park<Entry, Class>>;
  readonly open: Set<Park<Entry, Class>>;
  size: number;
}

interface Shown extends RequestClass {
  readonly first: Entry;
  size: number;
  bound: Seconds | null;
  asks: Least;
}

/** A job that waits, as heaps have it. */
interface Entry extends Waiting {
  readonly home: Class;
}

/**
 * The startable jobs, in classes of equal request, so that a decision costs the number of different requests and not
 * the number of jobs. Adding and removing cost O(log n). A removed job's entry in a heap is dropped when it surfaces.
 *
 * A job that surfaces while a limit of its is full is parked with that limit. It comes back into view when the limit has
 * room: so 20,000 limits cost no more than those of them that have just been freed.
 *
 * Every change leaves the first of each class in view, and the classes in order, so that nothing needs to be put in order by those
 * who only look: a decision looks at the first of them, though there be as many classes as jobs. What is learned of how long jobs
 * take is to be told to it, by `learn`.
 */
export class Queue {
  readonly #durations: Durations;
  readonly #classes = new Map<string, Class>();
  /** The same by class of job. */
  readonly #kinds = new Map<JobClass, readonly Class[]>();
  /** The entry of each job that really waits; any other entry in a heap is a removed job's. */
  readonly #entries = new Map<number, Entry>();
  readonly #limits = new LimitCounts<Entry, Class>(precedes);
  /** The classes whose first job a limit counts, by its key: what they show changes when it is full. */
  readonly #shown = new Map<string, Set<Class>>();
  /** The classes that have a startable job. */
  readonly #line = new Line();

  constructor(durations: Durations) {
    this.#durations = durations;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The class in which a job waits; undefined for one that does not, and where limits keep back all that wait in it. */
  classOf(index: number): RequestClass | undefined {
    return this.#entries.get(index)?.home.shown ?? undefined;
  }

  /** How many jobs of its class come before a job that waits. Looks at all that wait. */
  countBefore(index: number): number {
    const entry = this.#entries.get(index);
    if (entry === undefined) return 0;
    return [...this.#entries.values()].filter((one) => one.home === entry.home && precedes(one, entry)).length;
  }

  /** Adds a job of `jobClass` that does not wait yet. */
  add(job: Job, jobClass: JobClass, ready: Ready): void {
    const key = classKey(job, jobClass, ready);
    let home = this.#classes.get(key);
    if (home === undefined) {
      home = newClass(job, jobClass, ready, key);
      this.#classes.set(key, home);
      this.#kinds.set(jobClass, [...(this.#kinds.get(jobClass) ?? []), home]);
    }
    const { priority, place, remaining, cellBound } = ready;
    const { index, limits } = job;
    const entry: Entry = { index, place, priority, remaining, cellBound, limits, home };
    this.#entries.set(index, entry);
    home.waiting.push(entry);
    this.#resize(home, 1);
    this.#settle(home);
  }

  /** Removes a job, if it waits. */
  remove(index: number): void {
    const entry = this.#entries.get(index);
    if (entry === undefined) return;
    const { home } = entry;
    this.#resize(home, -1);
    this.#entries.delete(index);
    if (home.size === 0) this.#drop(home);
    else if (home.shown?.first === entry) this.#settle(home);
  }

  /** A job that these limits count has begun. */
  countIn(limits: readonly string[]): void {
    for (const key of limits) {
      this.#limits.take(key);
      for (const home of [...(this.#shown.get(key) ?? [])]) this.#settle(home);
    }
  }

  /** It has ended. */
  countOut(limits: readonly string[]): void {
    for (const key of limits) {
      for (const park of this.#limits.release(key)) {
        park.home.open.add(park);
        this.#settle(park.home);
      }
    }
  }

  /** The first limit of a job that is full; null when it may run. */
  fullLimit({ limits }: Pick<Job, 'limits'>): Limit | null {
    return this.#limits.full(limits);
  }

  /** It is known better than before how long jobs of a class take. */
  learn(jobClass: JobClass): void {
    for (const { shown } of this.#kinds.get(jobClass) ?? []) {
      if (shown === null) continue;
      const bound = this.#durations.most(shown, shown.first.cellBound);
      if (bound === shown.bound) continue;
      shown.bound = bound;
      shown.asks = asksOf(shown);
      this.#line.move(shown);
    }
  }

  /** The class that has the first job of all; undefined when none is startable. */
  get first(): RequestClass | undefined {
    return this.#line.first;
  }

  /**
   * The classes that have a startable job, in the order of their first jobs, as they are asked for.
   *
   * @param isWorth asked of what some of them ask for at the least, when the turn of the first of these comes: none of them need be
   * looked at where it says no. All are without it.
   */
  inOrder(isWorth: IsWorth = ALL): Iterable<RequestClass> {
    return this.#line.inOrder(isWorth);
  }

  /** The spaced starts of classes that have a startable job. */
  paced(): Iterable<RequestClass> {
    return this.#line.paced;
  }

  /** The fewest slots that a startable job asks for; infinite when there is none. */
  get leastSlots(): number {
    return this.#line.leastSlots;
  }

  /** Whether some or all startable jobs ask for GPUs. */
  get askForGpus(): 'none' | 'some' | 'all' {
    return this.#line.askForGpus;
  }

  #drop(home: Class): void {
    this.#classes.delete(home.key);
    const others = (this.#kinds.get(home.jobClass) ?? []).filter((one) => one !== home);
    if (others.length > 0) this.#kinds.set(home.jobClass, others);
    else this.#kinds.delete(home.jobClass);
    for (const park of home.parks.values()) this.#limits.forget(park);
    this.#show(home, undefined);
  }

  /** Brings the first job of a class that no limit keeps back into view. */
  #settle(home: Class): void {
    let best = this.#headOf(home.waiting, home);
    for (const park of home.open) {
      const head = this.#limits.hasRoom(park) ? this.#headOf(park.waiting, home) : undefined;
      if (head === undefined) home.open.delete(park);
      else if (best === undefined || precedes(head, best)) best = head;
    }
    this.#show(home, best);
  }

  #resize(home: Class, by: number): void {
    home.size += by;
    if (home.shown !== null) home.shown.size = home.size;
  }

  #show(home: Class, first: Entry | undefined): void {
    if (home.shown?.first === first) return;
    for (const { key } of home.shown?.first.limits ?? []) {
      const shown = this.#shown.get(key);
      shown?.delete(home);
      if (shown?.size === 0) this.#shown.delete(key);
    }
    if (home.shown !== null) this.#line.takeOut(home.shown);
    home.shown = first === undefined ? null : this.#shownOf(home, first);
    if (home.shown !== null) this.#line.putIn(home.shown);
    for (const { key } of first?.limits ?? []) {
      const shown = this.#shown.get(key);
      if (shown === undefined) this.#shown.set(key, new Set([home]));
      else shown.add(home);
    }
  }

  #shownOf(home: Class, first: Entry): Shown {
    const { key, shape, request, amounts, pinned, avoid, jobClass, limit, pace, size } = home;
    const bound = this.#durations.most(home, first.cellBound);
    const asks = asksOf({ request, bound });
    return { key, shape, request, amounts, pinned, avoid, jobClass, limit, pace, size, first, bound, asks };
  }

  /** The first job of a heap that no limit keeps back; those that one does are parked with it. */
  #headOf(heap: Heap<Entry>, home: Class): Entry | undefined {
    for (;;) {
      const first = heap.peek();
      if (first === undefined) return undefined;
      const isThere = this.#entries.get(first.index) === first;
      const full = isThere ? this.#limits.full(first.limits) : null;
      if (isThere && full === null) return first;
      heap.pop();
      if (full !== null) this.#limits.park(first, full, home);
    }
  }
}

const ALL: IsWorth = () => true;

function newClass(job: Job, jobClass: JobClass, { request, pinned, avoid }: Ready, key: string): Class {
  const pace = paceOf(job);
  return {
    key,
    jobClass,
    shape: shapeOf({ request, pinned, avoid }, pace),
    request,
    amounts: amountsOf(request),
    pinned,
    avoid,
    limit: limitOf(job),
    pace,
    waiting: new Heap<Entry>(precedes),
    parks: new Map(),
    open: new Set(),
    shown: null,
    size: 0,
  };
}

function asksOf({ request, bound }: Pick<RequestClass, 'request' | 'bound'>): Least {
  return { slots: request.slots, gpus: gpuCount(request), memory: request.memory ?? 0, bound: bound ?? Infinity };
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
  { request: asked, pinned, avoid, cellBound }: Ready,
): string {
  const lengths = cellBound === null ? '' : Math.ceil(Math.log(Math.max(1, cellBound)) / Math.log(LENGTHS));
  const escalated = asked === request ? '' : requestKey(asked);
  return `${jobClass}|${escalated}|${pinned?.join(',') ?? ''}|${avoid.join(',')}|${stagger}|${lengths}`;
}
