import type { Booking } from '../../model/sharing/booking.ts';
import type { Span } from '../../model/sharing/policy.ts';
import type { GpuView, HostView } from '../../model/resources.ts';
import { after, tick, type Seconds, type Tick } from '../../model/units.ts';
import type { Supply } from './supply.ts';

/** Whose job it is, and how long it runs at the most; null where nothing tells. */
export interface Party {
  readonly uid: number;
  readonly bound: Seconds | null;
}

/**
 * What users have reserved, as it stands in the way of others, and when GPUs are given out. The one place that says so: deciding, explaining and
 * estimating ask it.
 */
export class Bookings {
  /** Those that are not over, by UUID, the first first. */
  readonly #byGpu = new Map<string, Booking[]>();
  readonly #now: Tick;

  constructor({ neighbours }: HostView, now: Tick) {
    this.#now = now;
    for (const booking of neighbours.bookings) {
      if (booking.until.tick <= now) continue;
      for (const uuid of booking.gpus) this.#byGpu.set(uuid, [...(this.#byGpu.get(uuid) ?? []), booking]);
    }
    for (const those of this.#byGpu.values()) those.sort((a, b) => a.from.tick - b.from.tick);
  }

  /** The first that keeps a GPU from a job which would start at a time: another's that has begun by then, or begins before it has ended. */
  against(uuid: string, party: Party, at = this.#now): Booking | null {
    return this.#others(uuid, party).find((one) => one.until.tick > at && reachesInto(one, party, at)) ?? null;
  }

  /** Whether nobody but another user can have a GPU now: he has reserved it, or it is not given out at all. */
  isInForce(gpu: HoursOfGpu, party: Party): boolean {
    const isNow = ({ from, until }: Booking): boolean => from.tick <= this.#now && until.tick > this.#now;
    return isClosed(gpu, this.#now) || this.#others(gpu.uuid, party).some(isNow);
  }

  /** The first of another user that a job without a bound may run into, which starts now. */
  ahead(uuid: string, party: Party): Booking | null {
    return this.#others(uuid, party).find(({ from }) => from.tick > this.#now) ?? null;
  }

  /** The first time, from `at` on, at which a GPU is kept from a job by nobody. */
  freeFrom(gpu: HoursOfGpu, party: Party, at: Tick): Tick {
    for (let from = at; ;) {
      const kept = this.against(gpu.uuid, party, from) ?? closedAt(gpu, from);
      if (kept === null) return from;
      from = kept.until.tick;
    }
  }

  /** What of a supply a job may be given now. One without a bound is given last what it may have to leave to another in time. */
  respecting(supply: Supply, party: Party): Supply {
    if (this.#byGpu.size === 0 && supply.gpus.every(({ gpu }) => gpu.hours === undefined)) return supply;
    const gpus = supply.gpus.filter(({ gpu }) => !isClosed(gpu, this.#now) && this.against(gpu.uuid, party) === null);
    if (party.bound !== null) return gpus.length === supply.gpus.length ? supply : { ...supply, gpus };
    const isClear = ({ gpu }: Supply['gpus'][number]): boolean => this.ahead(gpu.uuid, party) === null;
    return { ...supply, gpus: [...gpus.filter(isClear), ...gpus.filter((one) => !isClear(one))] };
  }

  #others(uuid: string, { uid }: Party): readonly Booking[] {
    return this.#byGpu.get(uuid)?.filter((one) => one.uid !== uid) ?? [];
  }
}

type HoursOfGpu = Pick<GpuView, 'uuid' | 'hours'>;

/** Whether a GPU is not given out at a time, by its hours; what holds it then goes on. */
export function isClosed(gpu: HoursOfGpu, at: Tick): boolean {
  return closedAt(gpu, at) !== null;
}

function closedAt({ hours }: HoursOfGpu, at: Tick): Span | null {
  return hours?.closed.find(({ from, until }) => from.tick <= at && until.tick > at) ?? null;
}

function reachesInto({ from }: Booking, { bound }: Party, at: Tick): boolean {
  return from.tick <= at || (bound !== null && from.tick < after(at, bound));
}

/** When the next reservation begins or ends, or GPUs begin or cease to be given out, after `now`; null when none does. */
export function nextTurn({ gpus, neighbours }: Pick<HostView, 'gpus' | 'neighbours'>, now: Tick): Tick | null {
  const spans: readonly Span[] = [...neighbours.bookings, ...gpus.flatMap(({ hours }) => hours?.closed ?? [])];
  let next = Infinity;
  for (const { from, until } of spans) {
    if (from.tick > now) next = Math.min(next, from.tick);
    if (until.tick > now) next = Math.min(next, until.tick);
  }
  return next === Infinity ? null : tick(next);
}
