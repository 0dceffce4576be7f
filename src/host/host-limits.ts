import { availableParallelism, totalmem } from 'node:os';
import type { UserQuota } from '../model/sharing/policy.ts';
import { type HostView, type Pause, type Sharing, tellPauses } from '../model/resources.ts';
import { bytes, type Bytes, type Tick } from '../model/units.ts';
import type { NamedHours } from './gpu-hours.ts';
import type { GpuName, GpuSelection } from './gpus/gpu-selection.ts';
import { clock } from './system/clock.ts';

/** What a run may use of this machine. May change while it goes on. */
export interface HostLimits {
  /** CPU slots of this run, as `--slots` or `sweep set` says, 0 for none; null where they say nothing. */
  readonly slots: number | null;
  /** CPU slots of all runs of this user, as the host file says; null where it says nothing. */
  readonly slotsOfUser: number | null;
  /** Memory of all runs; null for what this process may use. */
  readonly memory: Bytes | null;
  /** How much there is of each named counter. */
  readonly resources: ReadonlyMap<string, number>;
  /** The GPUs that may be used; null for those that the environment shows. */
  readonly gpus: GpuSelection | null;
  /** The part of its memory, from 0 to 1, that a GPU nobody holds must have free; null for 0.9. */
  readonly freeMemory: number | null;
  /** The most load, from 0 to 1, that such a GPU may have; null when load does not matter. */
  readonly maxLoad: number | null;
  /** Which GPU a part of one is taken from; null for `pack`. */
  readonly sharing: Sharing | null;
  /** The GPUs on which nothing new may start, or what keeps anything from starting; one that is not there matters not. */
  readonly paused: Pause | readonly PausedGpu[];
  /** What all runs of this user may hold at once; null where nobody has laid that down. */
  readonly quota: UserQuota | null;
  /** When GPUs are given out; those that it does not name always. */
  readonly hours: readonly NamedHours[];
}

/** A GPU that is paused, as its host file names it. */
export interface PausedGpu {
  readonly gpu: GpuName;
  readonly pause: Pause;
}

/** Limits that say nothing. */
export const NO_LIMITS: HostLimits = {
  slots: null,
  slotsOfUser: null,
  memory: null,
  resources: new Map(),
  gpus: null,
  freeMemory: null,
  maxLoad: null,
  sharing: null,
  paused: [],
  quota: null,
  hours: [],
};

/** What limits leave of a machine with so many GPUs to use, but for the GPUs themselves. */
export function capacityOf(
  limits: HostLimits,
  gpus: number,
): Pick<HostView, 'slots' | 'slotsOfUser' | 'memory' | 'resources' | 'sharing' | 'paused' | 'quota'> {
  const slotsOfUser = slotsOfUserIn(limits, gpus);
  return {
    slots: Math.min(limits.slots ?? Infinity, slotsOfUser),
    slotsOfUser,
    memory: limits.memory ?? memoryHere(),
    resources: limits.resources,
    sharing: limits.sharing ?? 'pack',
    paused: pausedBecause(limits),
    ...(limits.quota === null ? {} : { quota: limits.quota }),
  };
}

/**
 * What the host file says; where it says nothing, one for each CPU or GPU, or as many as the run is told to take. All runs of a
 * user go by the greatest of what they say, which they tell each other.
 */
function slotsOfUserIn({ slots, slotsOfUser }: HostLimits, gpus: number): number {
  return slotsOfUser ?? Math.max(availableParallelism(), gpus, slots ?? 0);
}

function pausedBecause({ paused, slots, slotsOfUser }: HostLimits): string | null {
  if ('by' in paused) return tellPauses([paused]);
  if (slots === 0) return 'the run was set to no slots';
  return slotsOfUser === 0 ? 'the host file gives no slots' : null;
}

/** How long a look at the memory of this machine counts, in milliseconds: it takes some ten files of the kernel. */
const LOOK_AGE = 1000;

let lastLook: { readonly at: Tick; readonly memory: Bytes } | null = null;

/** What the machine has, or the control group of this process if that is less; as it was within the last second. */
function memoryHere(): Bytes {
  const { tick: at } = clock.now();
  if (lastLook === null || at - lastLook.at > LOOK_AGE) lastLook = { at, memory: lookAtMemory() };
  return lastLook.memory;
}

function lookAtMemory(): Bytes {
  const limit = process.constrainedMemory();
  const all = totalmem();
  return bytes(limit > 0 && limit < all ? limit : all);
}
