import {
  plainAllocation,
  type Allocation,
  type GpuView,
  type HostView,
  type ResourceRequest,
} from '../model/resources.ts';
import type { RequestClass } from './queue.ts';
import type { RunState } from './state.ts';

/** What may be given to a request: CPU slots, and GPUs in the order in which they are best taken. */
export interface Supply {
  readonly slots: number;
  readonly gpus: readonly GpuView[];
}

/** What nobody holds at this instant. Nothing is free on GPUs while they cannot be looked at. */
export function freeNow(state: RunState, host: HostView): Supply {
  const gpus = host.probeFailure === null ? host.gpus.filter((gpu) => isFree(state, gpu)) : [];
  return { slots: host.slots - state.slotsUsed, gpus };
}

function isFree(state: RunState, gpu: GpuView): boolean {
  return !state.gpuHolders.has(gpu.uuid) && gpu.taken === null && !state.quarantined.has(gpu.uuid);
}

/** The GPUs among `gpus` that a class of jobs may use, best first: as `gpu_ids` prefers, or by index. */
export function allowedGpus(one: RequestClass, gpus: readonly GpuView[], host: HostView): readonly GpuView[] {
  const pinned = one.pinned;
  // A pin is for warmth: it binds only while those GPUs are this host's to give and are enough.
  if (pinned !== null && pinned.length >= one.request.gpus && pinned.every((uuid) => isOfHost(host, uuid))) {
    return gpus.filter((gpu) => pinned.includes(gpu.uuid));
  }
  const { gpuIds } = one.request;
  if (gpuIds === null) return gpus;
  return gpuIds.flatMap((id) => gpus.filter((gpu) => names(id, gpu)));
}

function isOfHost(host: HostView, uuid: string): boolean {
  return host.gpus.some((gpu) => gpu.uuid === uuid);
}

function names(id: string, gpu: GpuView): boolean {
  return id === String(gpu.index) || id === gpu.uuid;
}

/** What a class's first job would be given out of `supply`; null when it does not fit. */
export function allocate(one: RequestClass, supply: Supply, host: HostView): Allocation | null {
  const { slots, gpus } = one.request;
  if (slots > supply.slots) return null;
  if (gpus === 0) return plainAllocation(slots);
  const chosen = allowedGpus(one, supply.gpus, host).slice(0, gpus);
  if (chosen.length < gpus) return null;
  return plainAllocation(
    slots,
    chosen.map(({ index, uuid }) => ({ index, uuid })),
  );
}

/** What a host can never meet of a request, whatever runs on it (`2 GPUs, and this run has 1`); null when it can meet all. */
export function impossible(
  request: ResourceRequest,
  host: { readonly slots: number; readonly gpus: readonly { readonly index: number; readonly uuid: string }[] },
): string | null {
  if (request.slots > host.slots) return `${request.slots} slots, and this run has ${host.slots}`;
  const { gpuIds } = request;
  const allowed =
    gpuIds === null
      ? host.gpus
      : host.gpus.filter((gpu) => gpuIds.some((id) => id === String(gpu.index) || id === gpu.uuid));
  if (request.gpus <= allowed.length) return null;
  const among = gpuIds === null ? '' : ` among ${gpuIds.join(', ')}`;
  return `${request.gpus} ${request.gpus === 1 ? 'GPU' : 'GPUs'}${among}, and this run has ${allowed.length}`;
}
