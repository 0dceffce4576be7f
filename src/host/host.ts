import type { Gpu, GpuView, HostView, Pause } from '../model/resources.ts';
import {
  chooseGpus,
  gpusBearing,
  virtualGpus,
  visibleGpus,
  type ChosenGpus,
  type Visibility,
} from './gpus/gpu-selection.ts';
import { GpuTimetable } from './gpu-hours.ts';
import { GpuProbe, SLOW_AFTER } from './gpus/gpu-probe.ts';
import { fixedGpus, type Choice, type GpuReport, type GpuSource } from './gpus/gpu-source.ts';
import { GpuWatch } from './gpus/gpu-watch.ts';
import { capacityOf, type HostLimits } from './host-limits.ts';
import { clock } from './system/clock.ts';
import { objectionTo, sightGpus, type Thresholds } from './gpus/gpu-usage.ts';

/** The machine without the other runs on it. */
export type MachineView = Omit<HostView, 'neighbours'>;

export interface HostOptions {
  readonly limits: HostLimits;
  /** The environment of this process, which may show only some GPUs. Does not count when the limits say which. */
  readonly environment: Visibility;
  /** Whether any job asks for GPUs. Without, they are not looked at and the view has none. */
  readonly needsGpus: boolean;
  /** Left out, a first look at the GPUs that is slow is not waited for; else this is called, and it is for a while. */
  readonly slow?: () => void;
}

/** This machine, as the scheduler sees it. */
export interface MachineHost {
  /** Answers at once with what is known, and causes a look at the GPUs where that is out of date. */
  view(): MachineView;
  /** The same of the GPUs alone, for who only shows them: the listener is called by what `view` has given out. */
  gpus(): readonly GpuView[];
  /** Has other limits count from now on, and calls the listener. Answers what is wrong with them: then the old ones stay. */
  configure(limits: HostLimits): string | null;
  /** Looks at the GPUs now, and comes back when that is done. */
  refresh(): Promise<void>;
  /** Calls `listener` when the view is no longer what `view` gave out last. One listener. */
  onChange(listener: () => void): void;
  /** While true, looks every two seconds: some job waits for a GPU. */
  watch(wanted: boolean): void;
  /**
   * No job of ours holds any part of these GPUs (by UUID) any more: they are free again once a fresh look says so. Those
   * that do not get free within a minute are `undrained` in the view until they do.
   */
  released(uuids: Iterable<string>): void;
  /** These GPUs (by UUID) are held by a job, ours or another run's: what is on them is no remainder of a job that left. */
  held(uuids: Iterable<string>): void;
  /** Looks no more and calls nobody any more. */
  close(): void;
}

export type CreatedHost =
  | { readonly ok: true; readonly host: MachineHost }
  /** The limits name a GPU that is not there. */
  | { readonly ok: false; readonly message: string };

/** The part of a GPU's memory that must be free for it to be ours to give. */
export const FREE_MEMORY = 0.9;

/**
 * Gets to know this machine: comes back after the first look at its GPUs, or without it when the driver is slow. GPUs that
 * cannot be looked at are no error: the view tells of it.
 */
export async function createHost(options: HostOptions): Promise<CreatedHost> {
  const host = new Machine(options);
  const message = await host.open();
  if (message === null) return { ok: true, host };
  host.close();
  return { ok: false, message };
}

const NONE: GpuReport = { gpus: [], probeFailure: null };

class Machine implements MachineHost {
  readonly #options: HostOptions;
  readonly #gpus: GpuSource;
  /** Ends with the host: a slow tool would keep the process. */
  readonly #closing = new AbortController();
  readonly #isMadeUp: boolean;
  readonly #timetable = new GpuTimetable();
  #limits: HostLimits;
  #listener: (() => void) | null = null;
  /** The view that was given out last. */
  #told: MachineView | null = null;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#limits = options.limits;
    this.#isMadeUp = isVirtual(options.limits);
    this.#gpus = this.#sourceOf(options.limits);
  }

  #sourceOf({ gpus }: HostLimits): GpuSource {
    const choose = (all: readonly Gpu[]): Choice => choiceOf(this.#limits, this.#options.environment, all);
    if (gpus?.kind === 'virtual') return fixedGpus(virtualGpus(gpus.count, gpus.memory), choose);
    const probe = new GpuProbe({ signal: this.#closing.signal });
    return new GpuWatch({
      see: () => sightGpus(probe, this.#thresholds()),
      choose,
      objection: (gpu) => objectionTo(gpu, this.#thresholds()),
      looked: () => {
        const view = this.#view();
        if (deciding(view) !== deciding(this.#told)) this.#tell(view);
      },
    });
  }

  /** Looks for the first time; answers what is wrong with the limits. */
  async open(): Promise<string | null> {
    if (!this.#usesGpus()) return null;
    const { slow } = this.#options;
    if (slow === undefined) await this.#gpus.refreshSoon();
    else await patiently(this.#gpus.refresh(), slow);
    return this.#gpus.misnamed;
  }

  view(): MachineView {
    return (this.#told = this.#view());
  }

  gpus(): readonly GpuView[] {
    return this.#report().gpus;
  }

  configure(limits: HostLimits): string | null {
    const { environment, needsGpus } = this.#options;
    // Among made-up ones others can be chosen, as among real ones.
    const isMixed = isVirtual(limits) ? !this.#isMadeUp : this.#isMadeUp && limits.gpus === null;
    if (isMixed) {
      return 'made-up GPUs cannot take the place of real ones, nor real ones theirs, while a run goes on';
    }
    if (needsGpus && limits.gpus?.kind !== 'none') {
      const message = this.#gpus.choose((all) => choiceOf(limits, environment, all));
      if (message !== null) return message;
    }
    this.#limits = limits;
    this.#tell(this.#view());
    return null;
  }

  refresh(): Promise<void> {
    return this.#usesGpus() ? this.#gpus.refresh() : Promise.resolve();
  }

  onChange(listener: () => void): void {
    this.#listener = listener;
  }

  watch(wanted: boolean): void {
    this.#gpus.watch(wanted && this.#usesGpus());
  }

  released(uuids: Iterable<string>): void {
    this.#gpus.released(uuids);
  }

  held(uuids: Iterable<string>): void {
    this.#gpus.held(uuids);
  }

  close(): void {
    this.#listener = null;
    this.#gpus.close();
    this.#closing.abort();
  }

  #usesGpus(): boolean {
    return this.#options.needsGpus && this.#limits.gpus?.kind !== 'none';
  }

  #view(): MachineView {
    const report = this.#report();
    return { ...capacityOf(this.#limits, report.gpus.length), ...report };
  }

  #report(): GpuReport {
    if (!this.#usesGpus()) return NONE;
    const report = this.#gpus.report();
    return { ...report, gpus: this.#timetable.of(report.gpus, this.#limits.hours, clock.now()) };
  }

  #tell(view: MachineView): void {
    this.#told = view;
    this.#listener?.();
  }

  #thresholds(): Thresholds {
    const { freeMemory, maxLoad } = this.#limits;
    return { freeMemory: freeMemory ?? FREE_MEMORY, maxLoad };
  }
}

/** What decisions go by: the load of a GPU is another at each look, and the loop knows itself when one is given out. */
function deciding(view: MachineView | null): string {
  return JSON.stringify(view, (key, value: unknown) => (key === 'load' || key === 'hours' ? undefined : value));
}

/** Milliseconds that whoever is told of a slow look waits for it: most drivers without persistence mode are done by then. */
const LONGEST_WAIT = 25_000;

async function patiently(look: Promise<void>, slow: () => void): Promise<void> {
  const call = setTimeout(slow, SLOW_AFTER);
  let end: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    end = setTimeout(resolve, LONGEST_WAIT);
  });
  await Promise.race([look, late]);
  clearTimeout(call);
  clearTimeout(end);
}

function isVirtual({ gpus }: HostLimits): boolean {
  return gpus?.kind === 'virtual';
}

function choiceOf({ gpus, paused }: HostLimits, environment: Visibility, all: readonly Gpu[]): Choice {
  const chosen = chosenOf(gpus, environment, all);
  if (!chosen.ok) return chosen;
  // A broken GPU may be paused and then be gone: that is no reason to use none.
  return { ok: true, chosen: uuidsOf(chosen.gpus), paused: pausesAmong(all, paused) };
}

/** Who has paused which of these GPUs, by UUID; none of them where that is the whole host. */
export function pausesAmong(gpus: readonly Gpu[], paused: HostLimits['paused']): ReadonlyMap<string, Pause> {
  if ('by' in paused) return new Map();
  return new Map(paused.flatMap(({ gpu, pause }) => gpusBearing(gpu, gpus).map(({ uuid }) => [uuid, pause] as const)));
}

function chosenOf(gpus: HostLimits['gpus'], environment: Visibility, all: readonly Gpu[]): ChosenGpus<Gpu> {
  switch (gpus?.kind) {
    case undefined:
      return { ok: true, gpus: visibleGpus(environment, all) };
    case 'listed':
      return chooseGpus(gpus.wanted, all);
    case 'virtual':
      return gpus.count <= all.length
        ? { ok: true, gpus: all.slice(0, gpus.count) }
        : {
            ok: false,
            message: `the run has ${all.length} made-up ${all.length === 1 ? 'GPU' : 'GPUs'}, and no more can be made up while it goes on`,
          };
    case 'none':
      return { ok: true, gpus: [] };
    default:
      return gpus satisfies never;
  }
}

function uuidsOf(gpus: readonly Gpu[]): ReadonlySet<string> {
  return new Set(gpus.map(({ uuid }) => uuid));
}
