import type { Bytes } from './units.ts';

/** What a job asks of the host. */
export interface ResourceRequest {
  /** CPU slots. */
  readonly slots: number;
  /** Whole GPUs. */
  readonly gpus: number;
  /** The only GPUs allowed, in order of preference, as indices or UUIDs; null for any. */
  readonly gpuIds: readonly string[] | null;
}

/** One GPU of this host. */
export interface Gpu {
  /** As `nvidia-smi` numbers them (PCI bus order). */
  readonly index: number;
  /** Stable over reboots; what allocations are counted by. `virtual-N` for a rehearsed one. */
  readonly uuid: string;
  readonly name: string;
  readonly memory: Bytes | null;
}

/** What an attempt was given, from the instant of the decision until its session has no living member. */
export interface Allocation {
  readonly slots: number;
  readonly gpus: readonly GpuRef[];
}

/** A GPU as an allocation names it. */
export interface GpuRef {
  readonly index: number;
  readonly uuid: string;
}

/** A GPU as the scheduler sees it: ours to give unless a stranger uses it. */
export interface GpuView extends Gpu {
  /** Why no job may be started on it although none of ours holds it; null when it is ours to give. */
  readonly taken: string | null;
}

/** The machine as the scheduler sees it at one instant. */
export interface HostView {
  /** CPU slots that this run may use at once. */
  readonly slots: number;
  /** The GPUs that this run may use, by index. */
  readonly gpus: readonly GpuView[];
  /** Why the GPUs cannot be looked at now (GPU jobs wait, others do not); null when they can. */
  readonly probeFailure: string | null;
}
