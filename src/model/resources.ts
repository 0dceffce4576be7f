import type { Neighbours } from './sharing/neighbours.ts';
import type { GpuHours, UserQuota } from './sharing/policy.ts';
import { type Bytes, type Share, WHOLE } from './units.ts';

/** What a job asks of the host. */
export interface ResourceRequest {
  /** How many nodes of a cluster it is spread over; all else is what it asks for of each. More than 1 is for no single machine. */
  readonly nodes: number;
  /** CPU slots. */
  readonly slots: number;
  /** Whole GPUs; 0 when it asks for a part of one. */
  readonly gpus: number;
  /** The part of one GPU, less than all of it; null for whole GPUs or none. */
  readonly share: Share | null;
  /** Least free memory of each GPU. */
  readonly gpuMemory: Bytes | null;
  /** The only GPUs allowed, in order of preference, as indices, MIG instances (`1:0`) or UUIDs; null for any. */
  readonly gpuIds: readonly string[] | null;
  /** Host memory. */
  readonly memory: Bytes | null;
  /** Named counters, by name. */
  readonly resources: ReadonlyMap<string, number>;
}

/** How many GPUs are asked for: whole ones, or a part of one. */
export type GpuCount = Pick<ResourceRequest, 'gpus' | 'share'>;

export const NO_GPUS: GpuCount = { gpus: 0, share: null };

/** Whether it asks for a GPU, or a part of one. */
export function asksForGpus({ gpus, share }: GpuCount): boolean {
  return gpus > 0 || share !== null;
}

/** How many GPUs it is spread over: a part of one is on one. */
export function gpuCount({ gpus, share }: GpuCount): number {
  return share === null ? gpus : 1;
}

/** How many GPUs it asks for, as people write it: a whole number, or a fraction below 1. */
export function gpusAsked({ gpus, share }: GpuCount): number {
  return share === null ? gpus : share / WHOLE;
}

/** A GPU as an allocation names it. What kind it is shows in the beginning of its UUID: `GPU-`, `MIG-`, `AMD-`, `virtual-`. */
export interface GpuRef {
  /** As the driver numbers them (for NVIDIA in PCI bus order); of a MIG instance, that of the GPU it is a part of. */
  readonly index: number;
  /** Stable over reboots; what allocations are counted by. `virtual-N` for a rehearsed one. */
  readonly uuid: string;
  /** Its number among the MIG instances of its GPU; left out for a GPU as a whole. */
  readonly instance?: number;
}

/** How people and programs name a GPU: its index, or `1:0` for the first MIG instance of GPU 1. */
export function gpuId({ index, instance }: GpuRef): number | string {
  return instance === undefined ? index : `${index}:${instance}`;
}

/** One GPU of this host, or one MIG instance. */
export interface Gpu extends GpuRef {
  readonly name: string;
  /** All of it; null when that is not known. */
  readonly memory: Bytes | null;
}

/** What an attempt was given, from the instant of the decision until its session has no living member. */
export interface Allocation {
  readonly slots: number;
  readonly gpus: readonly GpuRef[];
  /** The part that it holds of its one GPU; null when it holds whole ones or none. */
  readonly share: Share | null;
  /** What it may use of the memory of each of its GPUs; null when it did not say. */
  readonly gpuMemory: Bytes | null;
  /** Host memory; null when it did not ask for any. */
  readonly memory: Bytes | null;
  /** Named counters, by name. */
  readonly resources: Readonly<Record<string, number>>;
  /** The keys of the limits that count it. */
  readonly limits: readonly string[];
}

/** An allocation of slots and whole GPUs alone, which most are. */
export function plainAllocation(slots: number, gpus: readonly GpuRef[] = []): Allocation {
  return { slots, gpus, share: null, gpuMemory: null, memory: null, resources: {}, limits: [] };
}

/** Why a paused GPU is `taken`: unlike other reasons, it counts also while a part of the GPU is held. */
export const PAUSED = 'paused';

/** Who has paused a GPU, or a whole host. */
export interface Pause {
  /** `you`, or the host file that says so, as people should read it. */
  readonly by: string;
  /** What `sweep gpus resume` is given to lift it, empty for a whole host; null where only who edits the host file can. */
  readonly lift: string | null;
}

/** `paused by you until `sweep gpus resume 2``: what pauses by the same come to, one or several. */
export function tellPauses(pauses: readonly Pause[]): string {
  const [first] = pauses;
  if (first === undefined) return PAUSED;
  const lifts = [...new Set(pauses.map(({ lift }) => lift))];
  const command = ['sweep gpus resume', ...lifts].filter((word) => word !== '').join(' ');
  return `paused by ${first.by}${lifts.includes(null) ? '' : ` until \`${command}\``}`;
}

/** A GPU as the scheduler sees it: ours to give unless a stranger uses it. */
export interface GpuView extends Gpu {
  /** Why no job may be started on it although no run holds it; null when it is ours to give. */
  readonly taken: string | null;
  /** Who has paused it; left out where nobody has, or that is not known. */
  readonly pause?: Pause;
  /** How much of its memory was free when it was looked at last; null when that is not known. */
  readonly free: Bytes | null;
  /** The part of the last moments in which it computed, from 0 to 1, as it was then; left out where that is not known. For people alone. */
  readonly load?: number;
  /** How well it is linked to others, by their UUID: the greater the better. Empty where that is not known. */
  readonly links: Readonly<Record<string, number>>;
  /** Set when the memory of a job that has left it has not drained for too long: why it is not to be used. */
  readonly undrained: { readonly because: string; readonly pid: number | null } | null;
  /** When it is given out; left out where that is always. */
  readonly hours?: GpuHours;
  /** Why it does not work, such as that it is lost; left out for one that does. */
  readonly broken?: string;
}

/** Which GPU a part of one is taken from: the one with the most room, or the fullest that still has enough, so that others stay whole. */
export type Sharing = 'spread' | 'pack';

/** The machine as the scheduler sees it at one instant. */
export interface HostView {
  /** CPU slots that this run may use at once. */
  readonly slots: number;
  /** CPU slots that all runs of this user may use at once. */
  readonly slotsOfUser: number;
  /** Host memory that all runs may use at once; null when it is not known. */
  readonly memory: Bytes | null;
  /** How much there is of each named counter, for all runs of this user; of one that is not here there is none. */
  readonly resources: ReadonlyMap<string, number>;
  /** The GPUs that this run may use, by index. */
  readonly gpus: readonly GpuView[];
  readonly sharing: Sharing;
  /** Why the GPUs cannot be looked at now (GPU jobs wait, others do not); null when they can. */
  readonly probeFailure: string | null;
  /** Why nothing new may start at all; null when it may. */
  readonly paused: string | null;
  /** What all runs of this user may hold at once; left out where nobody has laid that down. */
  readonly quota?: UserQuota;
  /** What other runs on this host hold and want. */
  readonly neighbours: Neighbours;
}
