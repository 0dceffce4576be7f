import { bytes, type Bytes } from '../../model/units.ts';
import { mebibytes, type GpuProcess, type GpuSample } from './gpu-sample.ts';

/** An instance as `nvidia-smi -L` lists it. */
export interface MigListed {
  /** The UUID of the GPU that it is a part of. */
  readonly parent: string;
  readonly number: number;
  readonly uuid: string;
  /** Such as `1g.10gb`, `1c.3g.20gb` or `1g.10gb+me`. */
  readonly profile: string;
}

/** What `nvidia-smi -q -x` says of the instances of one GPU. */
export interface MigDetails {
  readonly devices: readonly {
    readonly number: number;
    /** The pair of ids by which processes name it. */
    readonly place: Place;
    readonly memory: Bytes | null;
    readonly used: Bytes | null;
  }[];
  readonly processes: readonly { readonly place: Place; readonly pid: number; readonly memory: Bytes | null }[];
}

interface Place {
  readonly gpuInstance: string;
  readonly computeInstance: string | null;
}

/** Reads what `nvidia-smi -L` prints: a line for each GPU, and an indented one for each of its instances. */
export function readMigListing(text: string): readonly MigListed[] {
  const listed: MigListed[] = [];
  let parent = '';
  for (const line of text.split('\n')) {
    parent = /^GPU \d+: .*\(UUID: (GPU-[^)\s]+)\)/.exec(line)?.[1] ?? parent;
    const [, profile, number, uuid] = /^\s+MIG (\S+)\s+Device\s+(\d+): \(UUID: (MIG-[^)\s]+)\)/.exec(line) ?? [];
    if (profile === undefined || uuid === undefined) continue;
    listed.push({ parent, number: Number(number), uuid, profile });
  }
  return listed;
}

/**
 * Reads the parts of `nvidia-smi -q -x` that are about MIG instances, by the PCI bus id of their GPU in lower case. The
 * document has neither their UUIDs nor their profiles. Of a document that is cut off, what is whole counts.
 */
export function readMigDetails(xml: string): ReadonlyMap<string, MigDetails> {
  const details = new Map<string, MigDetails>();
  for (const [, bus = '', gpu = ''] of xml.matchAll(/<gpu id="([^"]+)">(.*?)<\/gpu>/gs)) {
    const devices = blocks(gpu, 'mig_device').flatMap((device) => {
      const memory = blocks(device, 'fb_memory_usage')[0] ?? '';
      const [number, place] = [text(device, 'index'), placeIn(device)];
      if (number === null || place === null) return [];
      return [{ number: Number(number), place, memory: memoryIn(memory, 'total'), used: memoryIn(memory, 'used') }];
    });
    const processes = blocks(gpu, 'process_info').flatMap((process) => {
      const [pid, place] = [text(process, 'pid'), placeIn(process)];
      if (pid === null || place === null) return [];
      return [{ place, pid: Number(pid), memory: memoryIn(process, 'used_memory') }];
    });
    details.set(bus.toLowerCase(), { devices, processes });
  }
  return details;
}

/**
 * The instances of a GPU in MIG mode, and who computes on them. Without details, the profile tells how much memory an
 * instance has, and how much of it is used is not known.
 */
export function instancesOf(
  parent: GpuSample,
  listing: readonly MigListed[],
  details: MigDetails | null,
): { readonly instances: readonly GpuSample[]; readonly processes: readonly GpuProcess[] } {
  const processes: GpuProcess[] = [];
  const instances = listing
    .filter((listed) => listed.parent === parent.uuid)
    .map((listed): GpuSample => {
      const device = details?.devices.find(({ number }) => number === listed.number);
      for (const { place, pid, memory } of details?.processes ?? []) {
        if (device !== undefined && isWithin(place, device.place)) processes.push({ gpu: listed.uuid, pid, memory });
      }
      return {
        ...parent,
        uuid: listed.uuid,
        instance: listed.number,
        name: `${parent.name} MIG ${listed.profile}`,
        memory: device?.memory ?? profileMemory(listed.profile),
        used: device?.used ?? null,
        load: null,
        links: {},
      };
    });
  return { instances, processes };
}

/** Drivers that do not tell the compute instance of a process leave it open. */
function isWithin(process: Place, device: Place): boolean {
  const { computeInstance } = process;
  return (
    process.gpuInstance === device.gpuInstance &&
    (computeInstance === null || computeInstance === device.computeInstance)
  );
}

/** `1g.10gb` is made of an eighth of 80 GiB: the name rounds, but not by much. */
function profileMemory(profile: string): Bytes | null {
  const [, gibibytes] = /(\d+)gb/.exec(profile) ?? [];
  return gibibytes === undefined ? null : bytes(Number(gibibytes) * 2 ** 30);
}

function placeIn(block: string): Place | null {
  const gpuInstance = text(block, 'gpu_instance_id');
  return gpuInstance === null ? null : { gpuInstance, computeInstance: text(block, 'compute_instance_id') };
}

function memoryIn(block: string, name: string): Bytes | null {
  return mebibytes(field(block, name)?.replace(/ MiB$/, '') ?? '');
}

/** The number in an element; null when it holds none. */
function text(block: string, name: string): string | null {
  const found = field(block, name);
  return found !== null && /^\d+$/.test(found) ? found : null;
}

function field(block: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(block)?.[1]?.trim() ?? null;
}

function blocks(within: string, name: string): readonly string[] {
  return [...within.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, block = '']) => block);
}
