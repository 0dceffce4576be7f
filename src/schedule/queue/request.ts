import type { Job } from '../../model/plan.ts';
import type { HostView, ResourceRequest } from '../../model/resources.ts';
import { seconds, WHOLE, type Seconds, type Share } from '../../model/units.ts';

/** How much of each thing that is counted: CPU slots, bytes of memory, thousandths of GPUs, named counters. What is not in it is 0. */
export type Amounts = ReadonlyMap<string, number>;

/** What of a host is counted, as reasons name it. */
export const SLOTS = 'slots';
export const SLOTS_OF_USER = 'slots of all runs';
export const GPUS_OF_USER = 'GPUs of all runs';
export const MEMORY = 'memory';
const NODES = 'nodes';

/** A counter that the host file names. Its name cannot be that of another amount. */
function counter(name: string): string {
  return `resources.${name}`;
}

/** What is asked for or held of everything that is counted. Slots count twice: for the run, and for all runs of its user, as GPUs do. */
export function amountsOf(held: {
  /** More than 1 are what no host has. */
  readonly nodes?: number;
  readonly slots: number;
  readonly memory: number | null;
  readonly resources: ResourceRequest['resources'] | Readonly<Record<string, number>>;
  /** How many whole ones, or which; with a `share` a part of one. */
  readonly gpus: number | readonly unknown[];
  readonly share: Share | null;
}): Amounts {
  const { nodes = 1, slots, memory, resources } = held;
  const amounts = new Map([
    [SLOTS, slots],
    [SLOTS_OF_USER, slots],
  ]);
  if (nodes > 1) amounts.set(NODES, nodes);
  if (memory !== null) amounts.set(MEMORY, memory);
  const shares = thousandthsOf(held);
  if (shares > 0) amounts.set(GPUS_OF_USER, shares);
  const named = resources instanceof Map ? resources : Object.entries(resources);
  for (const [name, amount] of named as Iterable<readonly [string, number]>) amounts.set(counter(name), amount);
  return amounts;
}

/** GPUs in thousandths. */
function thousandthsOf({ gpus, share }: Pick<Parameters<typeof amountsOf>[0], 'gpus' | 'share'>): number {
  return share ?? WHOLE * (typeof gpus === 'number' ? gpus : gpus.length);
}

/**
 * How much a host has of everything that is counted; infinitely much of what it does not know. The slots of a user are as many as
 * the run of his that goes by most says, so that all his runs count in one number; but no more than his quota.
 */
export function capacityOf({ slots, slotsOfUser, memory, resources, quota, neighbours }: HostView): Amounts {
  const capacity = new Map([
    [SLOTS, slots],
    [SLOTS_OF_USER, Math.min(Math.max(slotsOfUser, neighbours.slotsOfUser), quota?.slots ?? Infinity)],
    [GPUS_OF_USER, WHOLE * (quota?.gpus ?? Infinity)],
    [MEMORY, memory ?? Infinity],
  ]);
  for (const [name, amount] of resources) capacity.set(counter(name), amount);
  return capacity;
}

/** Adds `sign` times `change` to `amounts`, in place. */
export function add(amounts: Map<string, number>, change: Amounts, sign: 1 | -1): void {
  for (const [name, amount] of change) amounts.set(name, (amounts.get(name) ?? 0) + sign * amount);
}

/** How the places of an executor are counted beside what host files name; none of those is called so. */
export function placesOf(executor: string): string {
  return `${PLACES_ON}${executor}`;
}

const PLACES_ON = 'the places on ';

const PLACES = new Map<string, ResourceRequest>();

/** What a job asks for that a cluster is given: of this machine nothing, and one of the places that the run may take there at once. */
export function placeOn(executor: string): ResourceRequest {
  const known = PLACES.get(executor);
  if (known !== undefined) return known;
  const resources = new Map([[placesOf(executor), 1]]);
  const nothing = { nodes: 1, slots: 0, gpus: 0, share: null, gpuMemory: null, gpuIds: null, memory: null };
  const place: ResourceRequest = { ...nothing, resources };
  PLACES.set(executor, place);
  return place;
}

/** Whether a request is one for a place on a cluster. */
export function isPlace({ resources }: ResourceRequest): boolean {
  return [...resources.keys()].some((name) => name.startsWith(PLACES_ON));
}

/** What an attempt asks for: a request, with what is known of the GPUs that it is best met with. */
export interface Demand {
  readonly request: ResourceRequest;
  /** GPUs it should have, by UUID, because the chain link before it had them; null for any. */
  readonly pinned: readonly string[] | null;
  /** GPUs it should not have, by UUID, because it failed on them. */
  readonly avoid: readonly string[];
}

/** A demand that is to be held against what is free. */
export interface CountedDemand extends Demand {
  /** What it asks for of everything that is counted. */
  readonly amounts: Amounts;
}

/** Jobs of one stage that ask for the same and have the same limit: what is learned of one is expected of the others. */
export type JobClass = string & { readonly jobClass: unique symbol };

export function classOf({ stage, request, timeout }: Pick<Job, 'stage' | 'request' | 'timeout'>): JobClass {
  return `${stage}|${requestKey(request)}|${timeout?.after ?? '*'}` as JobClass;
}

/** Jobs that differ by their replicate (a seed) alone: they take about as long as each other. */
export type Cell = string & { readonly cell: unique symbol };

/** The cell of a job. `replicates` is the axis of the replicates; null when the sweep has none. */
export function cellOf({ stage, params }: Pick<Job, 'stage' | 'params'>, replicates: string | null): Cell {
  const parts: (string | readonly [axis: string, value: string])[] = [stage];
  for (const [axis, { text }] of params) if (axis !== replicates) parts.push([axis, text]);
  return JSON.stringify(parts) as Cell;
}

/** Of which class and of which cell a job is. */
export interface Kind {
  readonly class: JobClass;
  readonly cell: Cell;
}

/** Says of the jobs of a plan of which kind they are, in texts that those of one kind share. */
export class Kinds {
  readonly #replicates: string | null;
  readonly #texts = new Map<string, string>();
  /** The classes of those that have the very same request, as most do. */
  readonly #classes = new Map<ResourceRequest, { readonly like: Job; readonly class: JobClass }>();

  constructor(replicates: string | null) {
    this.#replicates = replicates;
  }

  of(job: Job): Kind {
    return { class: this.#classOf(job), cell: this.#shared(cellOf(job, this.#replicates)) };
  }

  #classOf(job: Job): JobClass {
    const known = this.#classes.get(job.request);
    if (known?.like.stage === job.stage && known.like.timeout === job.timeout) return known.class;
    const found = { like: job, class: this.#shared(classOf(job)) };
    this.#classes.set(job.request, found);
    return found.class;
  }

  #shared<T extends string>(text: T): T {
    const known = this.#texts.get(text);
    if (known !== undefined) return known as T;
    this.#texts.set(text, text);
    return text;
  }
}

/** A text that two requests have in common only when they ask for the same. */
export function requestKey({
  nodes,
  slots,
  gpus,
  share,
  gpuMemory,
  gpuIds,
  memory,
  resources,
}: ResourceRequest): string {
  const counters = [...resources].map(([name, amount]) => `${name}=${amount}`).sort();
  const parts = [nodes, slots, gpus, share, gpuMemory, gpuIds?.join(','), memory, ...counters];
  return parts.map((part) => part ?? '*').join('/');
}

/** A text that two demands have in common only when they differ by memory at the most, and their starts are spaced alike. */
export function shapeOf({ request, pinned, avoid }: Demand, pace: Pace | null): string {
  const others = requestKey({ ...request, memory: null });
  return [others, pinned?.join(',') ?? '', avoid.join(','), pace?.stage ?? '', pace?.gap ?? ''].join('|');
}

/** Least time between two starts of a stage. */
export interface Pace {
  readonly stage: string;
  readonly gap: Seconds;
}

/** The longest that a job can run: its limit and the grace after it; null when it has none. */
export function limitOf({ timeout }: Pick<Job, 'timeout'>): Seconds | null {
  return timeout === null ? null : seconds(timeout.after + timeout.grace);
}
