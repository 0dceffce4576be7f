import { asksForGpus, gpuCount, type GpuView, type HostView } from '../../model/resources.ts';
import { after, WHOLE, type Seconds, type Tick } from '../../model/units.ts';
import { add, capacityOf, type Amounts, type CountedDemand } from '../queue/request.ts';
import { Bookings, type Party } from './bookings.ts';
import { boundedEnd, NEVER } from './bound.ts';
import { allowedGpus } from './fit.ts';
import { leftBeside, partOf, type GpuPart, type Held } from '../queue/ledger.ts';
import type { RunState } from '../state/state.ts';
import { amountsTakenFromUs, gpusAreKnown, isBarred, isHeld, memoryWhenUnheld, ownUid, type Supply } from './supply.ts';

/**
 * What is kept for the first job that does not fit, so that later ones cannot delay it: the shadow of EASY backfill
 * (Lifka, "The ANL/IBM SP scheduling system", JSSPP 1995), for amounts and for single GPUs.
 */
export interface Reservation {
  /** The earliest time at which it can be sure to begin, by the bounds of what runs; infinite when something has none. */
  readonly begin: Tick;
  /** What later jobs may hold of each of its GPUs at `begin` without delaying it, by UUID: nothing, but for shares. */
  readonly gpus: ReadonlyMap<string, GpuPart>;
  /** The amounts that they may hold at `begin` without delaying it. */
  readonly spare: Amounts;
}

/** Something that runs, be it of this run or of another, and will end. */
interface Running {
  readonly end: Tick;
  readonly held: Held;
}

/** All that runs on the host, what ends first first. Serves every reservation of one decision. */
export class Outlook {
  readonly #state: RunState;
  readonly #host: HostView;
  readonly #now: Tick;
  #capacity: Amounts | null = null;
  #running: readonly Running[] | null = null;
  #holders: ReadonlyMap<string, readonly Running[]> | null = null;

  readonly #bookings: Bookings;

  constructor(state: RunState, host: HostView, now: Tick, bookings = new Bookings(host, now)) {
    this.#state = state;
    this.#host = host;
    this.#now = now;
    this.#bookings = bookings;
  }

  get running(): readonly Running[] {
    this.#running ??= [...this.#ours(), ...this.#theirs()].sort((a, b) => (a.end === b.end ? 0 : a.end - b.end));
    return this.#running;
  }

  #ours(): readonly Running[] {
    const ours: Running[] = [];
    for (const record of this.#state.running.values()) {
      const held = this.#state.index.ledger.heldBy(record.id);
      if (held !== undefined) ours.push({ end: later(boundedEnd(this.#state, record, this.#now), this.#now), held });
    }
    return ours;
  }

  #theirs(): readonly Running[] {
    return this.#host.neighbours.holds.map((hold) => {
      const held = { amounts: amountsTakenFromUs(hold, this.#host), gpus: hold.gpus, part: partOf(hold) };
      return { end: later(hold.until ?? NEVER, this.#now), held };
    });
  }

  /**
   * Reserves for a request that does not fit into `supply`. Null when no end of what runs can make room for it (its GPUs
   * are a stranger's, or cannot be looked at, or the host was made too small): then nothing would be gained by keeping
   * others waiting.
   */
  reserve(
    demand: CountedDemand,
    supply: Supply,
    gpus: readonly GpuView[],
    party: Party = { uid: ownUid(this.#host), bound: null },
  ): Reservation | null {
    if (!this.canReserve(demand, gpus)) return null;
    const asked = demand.amounts;
    const candidates = asksForGpus(demand.request) ? this.#earliestGpus(demand, gpus, party) : [];
    const begin = later(this.#amountsBy(asked, supply.amounts), ...candidates.map(({ freeAt }) => freeAt));
    return {
      begin,
      gpus: new Map(
        candidates.filter(({ isBooked }) => !isBooked).map(({ gpu }) => [gpu.uuid, this.#restOf(gpu, demand, begin)]),
      ),
      spare: this.#spareAt(begin, asked, supply.amounts),
    };
  }

  /** Whether `reserve` gives anything for a request: this takes less to tell. */
  canReserve(demand: CountedDemand, gpus: readonly GpuView[]): boolean {
    const { request, amounts } = demand;
    const capacity = (this.#capacity ??= capacityOf(this.#host));
    for (const [name, amount] of amounts) if (amount > (capacity.get(name) ?? 0)) return false;
    if (!asksForGpus(request)) return true;
    return gpuCount(request) <= this.reachableOf(allowedGpus(demand, gpus), request.gpuMemory ?? 0);
  }

  /** Of how many GPUs so much memory can be had sooner or later, by the end of what runs. */
  reachableOf(gpus: readonly GpuView[], memory = 0): number {
    if (!gpusAreKnown(this.#host)) return 0;
    return gpus.filter((gpu) => memoryWithin(gpu, this.#state, this.#host) >= memory).length;
  }

  /** The GPUs that can be had first, as many as are asked for. */
  #earliestGpus(demand: CountedDemand, gpus: readonly GpuView[], party: Party): readonly Candidate[] {
    const candidates = allowedGpus(demand, gpus).flatMap((gpu) => {
      const freeAt = this.#freeAt(gpu, demand);
      if (freeAt === null) return [];
      const isBooked = this.#bookings.isInForce(gpu, party);
      return [{ gpu, freeAt: this.#bookings.freeFrom(gpu, party, freeAt), isBooked }];
    });
    // Sorting is stable: among equally early ones the preferred come first.
    return candidates
      .sort((a, b) => (a.freeAt === b.freeAt ? 0 : a.freeAt - b.freeAt))
      .slice(0, gpuCount(demand.request));
  }

  /** When enough of a GPU is free at the latest; null when no end of what runs makes it so. */
  #freeAt(gpu: GpuView, { request }: CountedDemand): Tick | null {
    if (memoryWithin(gpu, this.#state, this.#host) < (request.gpuMemory ?? 0)) return null;
    const holders = this.#holdersOf(gpu);
    if (holders.length === 0) return this.#now;
    const wanted: GpuPart = { share: request.share ?? WHOLE, memory: request.gpuMemory ?? 0 };
    let left = leftBeside(
      holders.map(({ held }) => held.part),
      gpu.memory,
    );
    if (isEnough(left, wanted)) return this.#now;
    for (const one of holders) {
      const { part } = one.held;
      left = { share: left.share + part.share, memory: left.memory + part.memory };
      if (isEnough(left, wanted)) return one.end;
    }
    return NEVER;
  }

  #holdersOf({ uuid }: GpuView): readonly Running[] {
    this.#holders ??= byGpu(this.running);
    return this.#holders.get(uuid) ?? [];
  }

  /** What is left of a reserved GPU at `begin` beside the request. */
  #restOf(gpu: GpuView, { request }: CountedDemand, begin: Tick): GpuPart {
    if (request.share === null) return { share: 0, memory: 0 };
    const still = this.#holdersOf(gpu).filter(({ end }) => end > begin);
    const { share, memory } = leftBeside(
      still.map(({ held }) => held.part),
      gpu.memory,
    );
    return { share: share - request.share, memory: memory - (request.gpuMemory ?? 0) };
  }

  /** When all amounts are free at the latest. */
  #amountsBy(asked: Amounts, free: Amounts): Tick {
    const shortages = new Map<string, number>();
    for (const [name, amount] of asked) {
      const missing = amount - (free.get(name) ?? 0);
      if (amount > 0 && missing > 0) shortages.set(name, missing);
    }
    if (shortages.size === 0) return this.#now;
    for (const { end, held } of this.running) {
      add(shortages, held.amounts, -1);
      if ([...shortages].every(([name, missing]) => missing <= 0 || !asked.has(name))) return end;
    }
    return NEVER;
  }

  /** What is free of the amounts at `begin` beside the request. With no bound to go by, only what is free already counts. */
  #spareAt(begin: Tick, asked: Amounts, free: Amounts): Amounts {
    const spare = new Map(free);
    if (begin !== NEVER) {
      for (const { end, held } of this.running) {
        if (end > begin) break;
        add(spare, held.amounts, 1);
      }
    }
    add(spare, asked, -1);
    return spare;
  }
}

/**
 * What of `supply` a later job may be given: all of it if that job ends before the reservation begins, else only what
 * the reservation spares. `bound` is the longest that the job runs; null for unknown.
 */
export function supplyRespecting(reservation: Reservation, supply: Supply, bound: Seconds | null, now: Tick): Supply {
  if (endsInTime(reservation, bound, now)) return supply;
  const amounts = new Map(
    [...supply.amounts].map(([name, free]) => [name, Math.min(free, spareOf(reservation, name))]),
  );
  const gpus = supply.gpus.flatMap((one) => {
    const rest = reservation.gpus.get(one.gpu.uuid);
    if (rest === undefined) return [one];
    const share = Math.min(one.share, rest.share);
    return share > 0 ? [{ ...one, share, memory: Math.min(one.memory, rest.memory) }] : [];
  });
  return { ...supply, amounts, gpus };
}

/** Whether a job that begins now ends before a reservation begins. `bound` is the longest that it runs; null for unknown. */
export function endsInTime({ begin }: Reservation, bound: Seconds | null, now: Tick): boolean {
  return bound !== null && begin !== NEVER && after(now, bound) <= begin;
}

function spareOf({ spare }: Reservation, name: string): number {
  return Math.max(0, spare.get(name) ?? 0);
}

/** How much memory of a GPU a job can have once all have ended that hold it; less than nothing where it can have no part of it. */
function memoryWithin(gpu: GpuView, state: RunState, host: HostView): number {
  if (isBarred(gpu, state)) return -1;
  if (isHeld(gpu.uuid, state, host)) return gpu.memory ?? Infinity;
  return gpu.taken === null ? memoryWhenUnheld(gpu) : -1;
}

/** What runs on each GPU, what ends first first. */
function byGpu(running: readonly Running[]): ReadonlyMap<string, readonly Running[]> {
  const holders = new Map<string, Running[]>();
  for (const one of running) {
    for (const uuid of one.held.gpus) {
      const known = holders.get(uuid);
      if (known === undefined) holders.set(uuid, [one]);
      else known.push(one);
    }
  }
  return holders;
}

interface Candidate {
  readonly gpu: GpuView;
  readonly freeAt: Tick;
  /** Whether another user has reserved it for now, or it is not given out: then nobody else can have it anyway. */
  readonly isBooked: boolean;
}

function isEnough(left: GpuPart, wanted: GpuPart): boolean {
  return left.share >= wanted.share && left.memory >= wanted.memory;
}

function later(...times: readonly Tick[]): Tick {
  return times.reduce((a, b) => (a > b ? a : b));
}
