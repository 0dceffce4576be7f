import { availableParallelism } from 'node:os';
import { ALONE } from '../model/neighbours.ts';
import type { Gpu, HostView } from '../model/resources.ts';
import { chooseGpus, virtualGpus, visibleGpus, type GpuSelection } from './gpu-selection.ts';
import { GpuWatch, type GpuReport, type Narrow } from './gpu-watch.ts';
import { sightGpus } from './stranger.ts';

export interface HostOptions {
  /** CPU slots; null for as many as there are CPUs that this process may use, or GPUs if those are more. */
  readonly slots: number | null;
  /** What `--gpus` asks for; null for what `visibleDevices` shows. */
  readonly gpus: GpuSelection | null;
  /** `CUDA_VISIBLE_DEVICES`. Does not count when `gpus` says which. */
  readonly visibleDevices: string | undefined;
  /** Whether any job asks for GPUs. Without, they are not looked at and the view has none. */
  readonly needsGpus: boolean;
  /** The share of its memory that a GPU which no job of ours holds must have free; 0.9 unless said. */
  readonly freeMemory?: number;
}

/** This machine, as the scheduler sees it. */
export interface MachineHost {
  /** Answers at once with what is known, and causes a look at the GPUs where that is out of date. */
  view(): HostView;
  /** Looks at the GPUs now, and comes back when that is done. */
  refresh(): Promise<void>;
  /** Calls `listener` when the view is no longer what `view` gave out last. One listener. */
  onChange(listener: () => void): void;
  /** While true, looks every two seconds: some job waits for a GPU. */
  watch(wanted: boolean): void;
  /** Our jobs have left these GPUs (by UUID): they are free again once a fresh look says so. */
  released(uuids: Iterable<string>): void;
  /** Looks no more and calls nobody any more. */
  close(): void;
}

export type CreatedHost =
  | { readonly ok: true; readonly host: MachineHost }
  /** `--gpus` names a GPU that is not there. */
  | { readonly ok: false; readonly message: string };

const REST = { slotsOfUser: Infinity, memory: null, resources: new Map(), paused: null, neighbours: ALONE };

/** The share of a GPU's memory that must be free for it to be ours to give. */
const FREE_MEMORY = 0.9;

/** Gets to know this machine: comes back after the first look at its GPUs, 10 seconds later at the latest. */
export async function createHost(options: HostOptions): Promise<CreatedHost> {
  const { gpus } = options;
  if (!options.needsGpus || gpus?.kind === 'none') return { ok: true, host: fixedHost(options.slots, []) };
  if (gpus?.kind === 'virtual') {
    return { ok: true, host: fixedHost(options.slots, virtualGpus(gpus.count, gpus.memory)) };
  }
  return await watchedHost(options, narrowing(options));
}

/** A machine whose GPUs nobody else can use. */
function fixedHost(slots: number | null, gpus: readonly Gpu[]): MachineHost {
  const view: HostView = {
    slots: slots ?? defaultSlots(gpus.length),
    gpus: gpus.map((gpu) => ({ ...gpu, taken: null, free: gpu.memory, links: {}, undrained: null })),
    probeFailure: null,
    ...REST,
  };
  return {
    view: () => view,
    refresh: () => Promise.resolve(),
    onChange: () => undefined,
    watch: () => undefined,
    released: () => undefined,
    close: () => undefined,
  };
}

interface Seen {
  /** Why what `--gpus` asks for is not there; null when it is. */
  misnamed: string | null;
  listener: (() => void) | null;
  /** The view that was given out last. */
  told: HostView | null;
}

async function watchedHost(options: HostOptions, narrow: Narrow): Promise<CreatedHost> {
  const seen: Seen = { misnamed: null, listener: null, told: null };
  const asView = (report: GpuReport): HostView => ({
    slots: options.slots ?? defaultSlots(report.gpus.length),
    ...report,
    ...REST,
  });
  const watch = new GpuWatch({
    see: () => sightGpus(options.freeMemory ?? FREE_MEMORY),
    narrow: (gpus) => {
      const narrowed = narrow(gpus);
      seen.misnamed = narrowed.ok ? null : narrowed.message;
      return narrowed;
    },
    looked: () => {
      const view = asView(watch.report());
      if (JSON.stringify(view) === JSON.stringify(seen.told)) return;
      seen.told = view;
      seen.listener?.();
    },
  });
  await watch.refresh();
  if (seen.misnamed !== null) {
    watch.close();
    return { ok: false, message: seen.misnamed };
  }
  const host: MachineHost = {
    view: () => (seen.told = asView(watch.report())),
    refresh: () => watch.refresh(),
    onChange: (callback) => {
      seen.listener = callback;
    },
    watch: (wanted) => {
      watch.watch(wanted);
    },
    released: (uuids) => {
      watch.released(uuids);
    },
    close: () => {
      seen.listener = null;
      watch.close();
    },
  };
  return { ok: true, host };
}

function narrowing({ gpus: selection, visibleDevices }: HostOptions): Narrow {
  if (selection?.kind === 'listed') {
    return (gpus) => {
      const chosen = chooseGpus(selection.wanted, gpus);
      return chosen.ok ? chosen : { ok: false, message: `--gpus: ${chosen.message}` };
    };
  }
  return (gpus) => ({ ok: true, gpus: visibleGpus(visibleDevices, gpus) });
}

function defaultSlots(gpus: number): number {
  return Math.max(availableParallelism(), gpus);
}
