import { bytes, type Bytes } from '../../model/units.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { GpuFailure, GpuProcess, GpuSample } from './gpu-sample.ts';
import type { GpuProbe } from './gpu-probe.ts';

/** A GPU, with the processes that compute on it as far as the driver tells. */
export interface SeenGpu extends GpuSample {
  readonly users: readonly GpuProcess[];
}

/** What a look has seen of all GPUs of this host. */
export type Sighting = { readonly ok: true; readonly gpus: readonly SeenGpu[] } | GpuFailure;

/** When a GPU that no job of ours holds counts as free. */
export interface Thresholds {
  /** The least part of its memory that must be free, from 0 to 1. */
  readonly freeMemory: number;
  /** The most load that it may have, from 0 to 1; null when load does not matter. */
  readonly maxLoad: number | null;
}

/** Why a GPU that no job of ours holds is not free. */
export interface Objection {
  readonly cause: 'fault' | 'memory' | 'load';
  readonly because: string;
  /** The process that uses the most of its memory; null when the driver tells of none. */
  readonly pid: number | null;
}

/** Looks at the GPUs, and asks who computes on them if any is in use. */
export async function sightGpus(probe: GpuProbe, thresholds: Thresholds): Promise<Sighting> {
  const look = await probe.look();
  if (!look.ok) return look;
  const inUse = look.gpus.some((gpu) => {
    const objection = objectionTo({ ...gpu, users: [] }, thresholds);
    return objection !== null && objection.cause !== 'fault';
  });
  const processes = inUse ? await look.processes() : [];
  return {
    ok: true,
    gpus: look.gpus.map((gpu) => ({ ...gpu, users: processes.filter((one) => one.gpu === gpu.uuid) })),
  };
}

/** How much of its memory is free; null when that is not known. */
export function freeMemoryOf({ memory, used }: GpuSample): Bytes | null {
  return memory === null || used === null ? null : bytes(Math.max(0, memory - used));
}

/**
 * What stands against giving a GPU away of which nobody holds anything; null when nothing does. Memory and load that are
 * not known do not count.
 */
export function objectionTo(gpu: SeenGpu, { freeMemory, maxLoad }: Thresholds): Objection | null {
  const { fault, load } = gpu;
  if (fault !== null) return { cause: 'fault', because: `${TOOLS[gpu.vendor]} says of it: ${fault}`, pid: null };
  const users = [...gpu.users].sort((one, other) => (other.memory ?? 0) - (one.memory ?? 0));
  const pid = users[0]?.pid ?? null;
  const free = freeShare(gpu);
  if (free < freeMemory) {
    const because = `only ${Math.floor(100 * free)}% of its memory is free: ${gibibytes(gpu.used)} used${by(users)}`;
    return { cause: 'memory', because, pid };
  }
  if (load === null || maxLoad === null || load <= maxLoad) return null;
  return { cause: 'load', because: `its load is ${Math.round(100 * load)}%: it is used${by(users)}`, pid };
}

const TOOLS = { nvidia: 'nvidia-smi', amd: 'amd-smi' } as const;

function freeShare(gpu: SeenGpu): number {
  const free = freeMemoryOf(gpu);
  return free === null || gpu.memory === null || gpu.memory === 0 ? 1 : free / gpu.memory;
}

/** A driver may hide the processes of other users and containers: then there are no users to name. */
function by(users: readonly GpuProcess[]): string {
  if (users.length === 0) return '';
  const named = users
    .slice(0, 3)
    .map(({ pid, memory }) => (memory === null ? String(pid) : `${pid} (${gibibytes(memory)})`));
  return ` by ${users.length === 1 ? 'process' : 'processes'} ${someOf(named, users.length)}`;
}

function gibibytes(amount: Bytes | null): string {
  return `${((amount ?? 0) / 2 ** 30).toFixed(1)} GiB`;
}
