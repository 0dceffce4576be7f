import type { GpuView } from '../model/resources.ts';
import { bytes, type Bytes } from '../model/units.ts';
import { lookAtGpuProcesses, lookAtGpus, type GpuProcess, type GpuSample } from './nvidia-smi.ts';

/** What all GPUs of this host are like, on the assumption that none of our jobs uses any. */
export type Sighting =
  | { readonly ok: true; readonly gpus: readonly GpuView[] }
  | { readonly ok: false; readonly message: string; readonly gone: Promise<void> };

/**
 * Looks at the GPUs. One that does not work, or has less than the share `freeMemory` of its memory free, is taken, and
 * the reason names the processes that use it as far as the driver tells. Memory that is not known counts as free.
 */
export async function sightGpus(freeMemory: number): Promise<Sighting> {
  const look = await lookAtGpus();
  if (!look.ok) return look;
  const inUse = look.gpus.some((gpu) => freeShare(gpu) < freeMemory);
  const processes = inUse ? await lookAtGpuProcesses() : [];
  return { ok: true, gpus: look.gpus.map((gpu) => asView(gpu, freeMemory, processes)) };
}

function asView(gpu: GpuSample, freeMemory: number, processes: readonly GpuProcess[]): GpuView {
  const { index, uuid, name, memory } = gpu;
  const free = memory === null || gpu.used === null ? null : bytes(Math.max(0, memory - gpu.used));
  const taken = takenBecause(gpu, freeMemory, processes);
  return { index, uuid, name, memory, taken, free, links: {}, undrained: null };
}

function takenBecause(gpu: GpuSample, freeMemory: number, processes: readonly GpuProcess[]): string | null {
  if (gpu.fault !== null) return `nvidia-smi says of it: ${gpu.fault}`;
  const free = freeShare(gpu);
  if (free >= freeMemory) return null;
  const users = processes.filter((one) => one.gpu === gpu.uuid);
  return `only ${Math.floor(100 * free)}% of its memory is free: ${gibibytes(gpu.used)} used${by(users)}`;
}

function freeShare({ memory, used }: GpuSample): number {
  return memory === null || used === null || memory === 0 ? 1 : Math.max(0, memory - used) / memory;
}

/** A driver may hide the processes of other users and containers: then there are no users to name. */
function by(users: readonly GpuProcess[]): string {
  if (users.length === 0) return '';
  const named = users
    .slice(0, 3)
    .map(({ pid, memory }) => (memory === null ? String(pid) : `${pid} (${gibibytes(memory)})`));
  const more = users.length > named.length ? ` and ${users.length - named.length} more` : '';
  return ` by ${users.length === 1 ? 'process' : 'processes'} ${named.join(', ')}${more}`;
}

function gibibytes(amount: Bytes | null): string {
  return `${((amount ?? 0) / 2 ** 30).toFixed(1)} GiB`;
}
