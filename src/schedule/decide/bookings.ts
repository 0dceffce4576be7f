import type { Booking } from '../../model/booking.ts';
import type { HostView } from '../../model/resources.ts';
import { after, tick, type Seconds, type Tick } from '../../model/units.ts';
import type { Supply } from './supply.ts';

/** Whose job it is, and how long it runs at the most; null where nothing tells. */
export interface Party {
  readonly uid: number;
  readonly bound: Seconds | null;
}

/** The user of this run; where it shares with nobody, one that nobody is. */
export function ownUid({ neighbours }: HostView): number {
  return neighbours.self?.uid ?? -1;
}

/** What users have reserved, as it stands in the way of others. The one place that says so: deciding, explaining and estimating ask it. */
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

  /** Whether another user has reserved a GPU for now. */
  isInForce(uuid: string, party: Party): boolean {
    return this.#others(uuid, party).some(({ from, until }) => from.tick <= this.#now && until.tick > this.#now);
  }

  /** The first of another user that a job without a bound may run into, which starts now. */
  ahead(uuid: string, party: Party): Booking | null {
    return this.#others(uuid, party).find(({ from }) => from.tick > this.#now) ?? null;
  }

  /** The first time, from `at` on, at which a GPU is kept from a job by nobody. */
  freeFrom(uuid: string, party: Party, at: Tick): Tick {
    let from = at;
    for (const one of this.#others(uuid, party)) {
      if (one.until.tick > from && reachesInto(one, party, from)) from = one.until.tick;
    }
    return from;
  }

  /** What of a supply a job may be given now. One without a bound is given last what it may have to leave to another in time. */
  respecting(supply: Supply, party: Party): Supply {
    if (this.#byGpu.size === 0) return supply;
    const gpus = supply.gpus.filter(({ gpu }) => this.against(gpu.uuid, party) === null);
    if (party.bound !== null) return gpus.length === supply.gpus.length ? supply : { ...supply, gpus };
    const isClear = ({ gpu }: Supply['gpus'][number]): boolean => this.ahead(gpu.uuid, party) === null;
    return { ...supply, gpus: [...gpus.filter(isClear), ...gpus.filter((one) => !isClear(one))] };
  }

  #others(uuid: string, { uid }: Party): readonly Booking[] {
    return this.#byGpu.get(uuid)?.filter((one) => one.uid !== uid) ?? [];
  }
}

function reachesInto({ from }: Booking, { bound }: Party, at: Tick): boolean {
  return from.tick <= at || (bound !== null && from.tick < after(at, bound));
}

/** When the next reservation begins or ends, after `now`; null when none does. */
export function nextTurn(bookings: readonly Booking[], now: Tick): Tick | null {
  const turns = bookings.flatMap(({ from, until }) => [from.tick, until.tick]).filter((at) => at > now);
  return turns.length === 0 ? null : tick(Math.min(...turns));
}
