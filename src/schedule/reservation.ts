import type { GpuView, HostView } from '../model/resources.ts';
import { after, tick, type Tick } from '../model/units.ts';
import { allowedGpus, type Supply } from './fit.ts';
import { boundOf, type RequestClass } from './queue.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * What is kept for the first job that does not fit, so that later ones cannot delay it: the shadow of EASY backfill
 * (Lifka, "The ANL/IBM SP scheduling system", JSSPP 1995), for slots and for single GPUs.
 */
export interface Reservation {
  /** The earliest time at which it can be sure to begin, by the bounds of what runs; infinite when something has none. */
  readonly begin: Tick;
  readonly gpus: ReadonlySet<string>;
  /** Slots that later jobs may hold at `begin` without delaying it. */
  readonly spareSlots: number;
}

const NEVER = tick(Infinity);

/**
 * Reserves for the first job of `one`. Null when no end of ours can make room for it (its GPUs are a stranger's, or
 * cannot be looked at, or the host was made too small): then nothing would be gained by keeping others waiting.
 */
export function reserve(
  state: RunState,
  host: HostView,
  free: Supply,
  one: RequestClass,
  now: Tick,
): Reservation | null {
  const { request } = one;
  if (request.slots > host.slots) return null;
  const gpus = request.gpus === 0 ? [] : earliestGpus(state, host, one, now);
  if (gpus === null) return null;
  const slots = slotsBy(state, free.slots, request.slots, now);
  const begin = tick(Math.max(slots.begin, ...gpus.map((gpu) => gpu.freeAt)));
  const spareSlots = slotsFreeAt(state, free.slots, begin) - request.slots;
  return { begin, gpus: new Set(gpus.map(({ gpu }) => gpu.uuid)), spareSlots: Math.max(0, spareSlots) };
}

/** The part of `free` on which the jobs of `one` cannot delay a reservation. */
export function beside(reservation: Reservation | null, free: Supply, one: RequestClass, now: Tick): Supply {
  if (reservation === null) return free;
  const endsInTime = one.bound !== null && reservation.begin !== NEVER && after(now, one.bound) <= reservation.begin;
  if (endsInTime) return free;
  return {
    slots: Math.min(free.slots, reservation.spareSlots),
    gpus: free.gpus.filter((gpu) => !reservation.gpus.has(gpu.uuid)),
  };
}

interface FreeGpu {
  readonly gpu: GpuView;
  readonly freeAt: Tick;
}

/** The GPUs that can be had first, as many as are asked for; null when ours cannot be enough. */
function earliestGpus(state: RunState, host: HostView, one: RequestClass, now: Tick): readonly FreeGpu[] | null {
  if (host.probeFailure !== null) return null;
  const candidates: FreeGpu[] = [];
  for (const gpu of allowedGpus(one, host.gpus, host)) {
    if (state.quarantined.has(gpu.uuid)) continue;
    const holder = state.gpuHolders.get(gpu.uuid);
    const record = holder === undefined ? undefined : state.running.get(holder);
    if (record !== undefined) candidates.push({ gpu, freeAt: boundedEnd(record, now) });
    else if (gpu.taken === null) candidates.push({ gpu, freeAt: now });
  }
  if (candidates.length < one.request.gpus) return null;
  // Sorting is stable: among equally early ones the preferred come first.
  return candidates.sort((a, b) => (a.freeAt === b.freeAt ? 0 : a.freeAt - b.freeAt)).slice(0, one.request.gpus);
}

/** When enough slots are free at the latest. */
function slotsBy(state: RunState, free: number, wanted: number, now: Tick): { readonly begin: Tick } {
  if (free >= wanted) return { begin: now };
  let available = free;
  for (const { at, slots } of slotEnds(state, now)) {
    available += slots;
    if (available >= wanted) return { begin: at };
  }
  return { begin: NEVER };
}

/** The slots that are free at `begin`. With no bound to go by, only those that are free already count. */
function slotsFreeAt(state: RunState, free: number, begin: Tick): number {
  if (begin === NEVER) return free;
  let available = free;
  for (const { at, slots } of slotEnds(state, begin)) if (at <= begin) available += slots;
  return available;
}

function slotEnds(state: RunState, now: Tick): readonly { readonly at: Tick; readonly slots: number }[] {
  const ends = [...state.running.values()].map((record) => ({
    at: boundedEnd(record, now),
    slots: record.state.status === 'running' ? record.state.allocation.slots : 0,
  }));
  return ends.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
}

/** When a running job has ended at the latest; a job beyond its bound is about to. */
function boundedEnd(record: JobRecord, now: Tick): Tick {
  if (record.state.status !== 'running' || record.job === null) return NEVER;
  const bound = boundOf(record.job);
  return bound === null ? NEVER : tick(Math.max(now, after(record.state.since.tick, bound)));
}
