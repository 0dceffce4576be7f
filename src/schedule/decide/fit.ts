import {
  asksForGpus,
  gpuCount,
  gpuId,
  type Allocation,
  type GpuRef,
  type GpuView,
  type ResourceRequest,
} from '../../model/resources.ts';
import { WHOLE, type Share } from '../../model/units.ts';
import type { CountedDemand, Demand } from '../queue/request.ts';
import { bestLinked } from './interconnect.ts';
import type { FreeGpu, Supply } from './supply.ts';

/** What keeps a request from being met: an amount, or the GPUs that are left. */
export type Shortage =
  | { readonly of: 'amount'; readonly name: string; readonly asked: number; readonly free: number }
  | { readonly of: 'gpus'; readonly asked: number; readonly share: Share | null; readonly free: number };

export type Fit =
  | { readonly ok: true; readonly gpus: readonly GpuRef[] }
  | { readonly ok: false; readonly shortages: readonly Shortage[] };

/** Whether a request can be met out of `supply`, and with which GPUs. `gpus` are all that may be given, free or not. */
export function fit(demand: CountedDemand, supply: Supply, gpus: readonly GpuView[]): Fit {
  const { request, amounts } = demand;
  const shortages: Shortage[] = [];
  for (const [name, asked] of amounts) {
    // Less than nothing is free where a host was made smaller.
    const free = Math.max(0, supply.amounts.get(name) ?? 0);
    if (asked > free) shortages.push({ of: 'amount', name, asked, free });
  }
  if (!asksForGpus(request)) return shortages.length > 0 ? { ok: false, shortages } : FITS_WITHOUT_GPUS;
  const candidates = eligible(demand, supply, gpus);
  const count = gpuCount(request);
  if (candidates.length < count)
    shortages.push({ of: 'gpus', asked: count, share: request.share, free: candidates.length });
  if (shortages.length > 0) return { ok: false, shortages };
  return { ok: true, gpus: choose(demand, candidates, supply).map(({ gpu }) => refTo(gpu)) };
}

const FITS_WITHOUT_GPUS: Fit = { ok: true, gpus: [] };

/** What an attempt is given whose request fits. */
export function allocationOf(request: ResourceRequest, gpus: readonly GpuRef[], limits: readonly string[]): Allocation {
  const { slots, share, gpuMemory, memory, resources } = request;
  return { slots, gpus, share, gpuMemory, memory, resources: Object.fromEntries(resources), limits };
}

/** Those of which enough is left, best first: as `gpu_ids` prefers, or by index. */
function eligible(demand: Demand, supply: Supply, gpus: readonly GpuView[]): readonly FreeGpu[] {
  const { share, gpuMemory, gpuIds } = demand.request;
  const wanted = share ?? WHOLE;
  const enough = supply.gpus.filter((one) => one.share >= wanted && one.memory >= (gpuMemory ?? 0));
  const mayBeAny = gpuIds === null && demand.pinned === null && demand.avoid.length === 0;
  if (mayBeAny || enough.length === 0) return enough;
  const byUuid = new Map(enough.map((one) => [one.gpu.uuid, one]));
  return allowedGpus(demand, gpus).flatMap(({ uuid }) => byUuid.get(uuid) ?? []);
}

function choose({ request, pinned }: Demand, candidates: readonly FreeGpu[], { sharing }: Supply): readonly FreeGpu[] {
  if (request.share !== null && request.gpuIds === null) {
    const one = sharing === 'pack' ? fullest(candidates) : roomiest(candidates);
    return one === null ? [] : [one];
  }
  const count = gpuCount(request);
  if (request.gpuIds !== null || pinned !== null) return candidates.slice(0, count);
  return bestLinked(candidates, count);
}

/** The GPU with the least left of those where enough is, so that others stay whole. */
function fullest(candidates: readonly FreeGpu[]): FreeGpu | null {
  let best: FreeGpu | null = null;
  for (const one of candidates) if (best === null || one.share < best.share) best = one;
  return best;
}

/** The GPU with the most left, so that jobs disturb each other least. */
function roomiest(candidates: readonly FreeGpu[]): FreeGpu | null {
  let best: FreeGpu | null = null;
  for (const one of candidates) if (best === null || one.share > best.share) best = one;
  return best;
}

/** The GPUs that a request may use, best first. `gpus` are those that this run may give. */
export function allowedGpus(demand: Demand, gpus: readonly GpuView[]): readonly GpuView[] {
  const { pinned, avoid, request } = demand;
  const count = gpuCount(request);
  // A pin is for warmth: it binds only while those GPUs are this host's to give and are enough.
  if (pinned !== null && pinned.length >= count && pinned.every((uuid) => gpus.some((gpu) => gpu.uuid === uuid))) {
    return gpus.filter((gpu) => pinned.includes(gpu.uuid));
  }
  const named = gpusNamed(request.gpuIds, gpus);
  const others = named.filter(({ uuid }) => !avoid.includes(uuid));
  return others.length >= count ? others : named;
}

/** Those of `gpus` that a list of ids names, in its order; all of them without a list. */
export function gpusNamed<G extends GpuRef>(ids: readonly string[] | null, gpus: readonly G[]): readonly G[] {
  if (ids === null) return gpus;
  return [...new Set(ids.flatMap((id) => gpus.filter((gpu) => names(id, gpu))))];
}

/** An index names all MIG instances of its GPU, too. */
function names(id: string, gpu: GpuRef): boolean {
  return id === gpu.uuid || id === String(gpuId(gpu)) || id === String(gpu.index);
}

function refTo({ index, uuid, instance }: GpuView): GpuRef {
  return instance === undefined ? { index, uuid } : { index, uuid, instance };
}
