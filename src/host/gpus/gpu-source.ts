import { PAUSED, type Gpu, type GpuView, type Pause } from '../../model/resources.ts';

/** What is known of the GPUs at one instant. */
export interface GpuReport {
  /** Those that this run may use. */
  readonly gpus: readonly GpuView[];
  /** Why the GPUs cannot be looked at; null when they can. */
  readonly probeFailure: string | null;
}

/** The GPUs that this run may use, and those that are paused, by UUID; or what is wrong with the choice. */
export type Choice =
  | { readonly ok: true; readonly chosen: ReadonlySet<string>; readonly paused: ReadonlyMap<string, Pause> }
  | { readonly ok: false; readonly message: string };

/** Chooses among all GPUs of the host. */
export type Choose = (gpus: readonly Gpu[]) => Choice;

/** Where the GPUs of a host come from. */
export interface GpuSource {
  /** What is wrong with the choice of GPUs; null when nothing is, or no look has shown any yet. */
  readonly misnamed: string | null;
  /** What is known now. May cause a look; waits for none. */
  report(): GpuReport;
  /** Chooses anew, and answers what is wrong: then the choice that there was stays. */
  choose(choose: Choose): string | null;
  /** Comes back when a look that began after this call has come back, or when none can be made. */
  refresh(): Promise<void>;
  /** The same, but comes back without a look that takes long: the report then says so. */
  refreshSoon(): Promise<void>;
  /** Whether to look again and again, because somebody waits for a GPU. */
  watch(wanted: boolean): void;
  /** No job of ours holds any part of these GPUs any more: what was seen of them so far no longer holds. */
  released(uuids: Iterable<string>): void;
  /** These GPUs are held by a job, ours or another run's. */
  held(uuids: Iterable<string>): void;
  /** Looks no more. */
  close(): void;
}

/** Why a GPU may be given nothing: a pause, else what stands against it. */
export function takenBy(pause: Pause | undefined, because: string | null): Pick<GpuView, 'taken' | 'pause'> {
  return pause === undefined ? { taken: because } : { taken: PAUSED, pause };
}

/** GPUs that are always the same, and that no stranger can use. */
export function fixedGpus(gpus: readonly Gpu[], choose: Choose): GpuSource {
  let choice = choose(gpus);
  return {
    get misnamed() {
      return choice.ok ? null : choice.message;
    },
    report: () => {
      if (!choice.ok) return { gpus: [], probeFailure: choice.message };
      const { chosen, paused } = choice;
      const views = gpus
        .filter(({ uuid }) => chosen.has(uuid))
        .map((gpu) => ({
          ...gpu,
          ...takenBy(paused.get(gpu.uuid), null),
          free: gpu.memory,
          links: {},
          undrained: null,
        }));
      return { gpus: views, probeFailure: null };
    },
    choose: (again) => {
      const next = again(gpus);
      if (!next.ok) return next.message;
      choice = next;
      return null;
    },
    refresh: () => Promise.resolve(),
    refreshSoon: () => Promise.resolve(),
    watch: () => undefined,
    released: () => undefined,
    held: () => undefined,
    close: () => undefined,
  };
}
