import type { HostView, ResourceRequest } from '../model/resources.ts';

/** How much of each thing that is counted: CPU slots, bytes of memory, named counters. What is not in it is 0. */
export type Amounts = ReadonlyMap<string, number>;

/** What of a host is counted, as reasons name it. */
export const SLOTS = 'slots';
const SLOTS_OF_USER = 'slots of all runs';
const MEMORY = 'memory';

/** A counter that the host file names. Its name cannot be that of another amount. */
function counter(name: string): string {
  return `resources.${name}`;
}

/** What is asked for or held of everything that is counted. Slots count twice: for the run, and for all runs of its user. */
export function amountsOf(held: {
  readonly slots: number;
  readonly memory: number | null;
  readonly resources: ResourceRequest['resources'] | Readonly<Record<string, number>>;
}): Amounts {
  const { slots, memory, resources } = held;
  const amounts = new Map([
    [SLOTS, slots],
    [SLOTS_OF_USER, slots],
  ]);
  if (memory !== null) amounts.set(MEMORY, memory);
  const named = resources instanceof Map ? resources : Object.entries(resources);
  for (const [name, amount] of named as Iterable<readonly [string, number]>) amounts.set(counter(name), amount);
  return amounts;
}

/** How much a host has of everything that is counted; infinitely much of what it does not know. */
export function capacityOf({ slots, slotsOfUser, memory, resources }: HostView): Amounts {
  const capacity = new Map([
    [SLOTS, slots],
    [SLOTS_OF_USER, slotsOfUser],
    [MEMORY, memory ?? Infinity],
  ]);
  for (const [name, amount] of resources) capacity.set(counter(name), amount);
  return capacity;
}

/** Adds `sign` times `change` to `amounts`, in place. */
export function add(amounts: Map<string, number>, change: Amounts, sign: 1 | -1): void {
  for (const [name, amount] of change) amounts.set(name, (amounts.get(name) ?? 0) + sign * amount);
}
