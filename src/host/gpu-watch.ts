import type { GpuView } from '../model/resources.ts';
import type { Sighting } from './stranger.ts';

/** Milliseconds after which a look says nothing about the present any more. */
const STALE_AFTER = 10_000;

/** Milliseconds between looks while somebody waits for a GPU: at most, and at first after one was given back. */
const LONGEST_PAUSE = 2000;
const SHORTEST_PAUSE = 250;

/** The GPUs that this run may use, out of all, or why that cannot be said. */
export type Narrow = (
  gpus: readonly GpuView[],
) => { readonly ok: true; readonly gpus: readonly GpuView[] } | { readonly ok: false; readonly message: string };

export interface GpuWatchOptions {
  readonly see: () => Promise<Sighting>;
  readonly narrow: Narrow;
  /** Called after every look. */
  readonly looked: () => void;
}

/** What is known of the GPUs at one instant. */
export interface GpuReport {
  readonly gpus: readonly GpuView[];
  readonly probeFailure: string | null;
}

/**
 * Knows which GPUs strangers use, from looks that nobody waits for.
 *
 * A look vouches for a GPU if it began after our last job had left that GPU, and not long ago: an older one saw the
 * memory of our own job. A GPU that no look vouches for counts as taken until the look that this causes has come back.
 * So our own memory is never taken for a stranger's, nor a stranger's overlooked, and memory that drains slowly is
 * waited for by the same rule. What our jobs hold at present is the scheduler's to know; it asks about the others.
 */
export class GpuWatch {
  readonly #options: GpuWatchOptions;
  #known: readonly GpuView[] = [];
  /** The GPUs that this run may use, by UUID; null before the first good look. */
  #chosen: ReadonlySet<string> | null = null;
  #failure: string | null = null;
  /** Looks are numbered from 1 as they begin: the newest that began, that came back, and that came back with GPUs. */
  #begun = 0;
  #ended = 0;
  #good = 0;
  /** When the newest one came back. */
  #lookedAt = -Infinity;
  /** The newest look that had begun when our job left a GPU, by UUID and of all: it knows nothing of that yet. */
  readonly #blindFor = new Map<string, number>();
  #blind = 0;
  #looking: Promise<void> | null = null;
  /** A look that outlives its KILL; another one would only join it. */
  #stuck = false;
  #watching = false;
  #pause = LONGEST_PAUSE;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: GpuWatchOptions) {
    this.#options = options;
  }

  /** What is known now. Causes a look if that is out of date. */
  report(): GpuReport {
    if (this.#isOutOfDate()) void this.#look();
    return { gpus: this.#known.map((gpu) => this.#vouched(gpu)), probeFailure: this.#failure };
  }

  /** Comes back when a look that began after this call has come back, or when none can be made. */
  async refresh(): Promise<void> {
    if (this.#looking !== null) await this.#looking;
    await this.#look();
  }

  /** Whether to look again and again, because somebody waits for a GPU. */
  watch(wanted: boolean): void {
    if (wanted === this.#watching) return;
    this.#watching = wanted;
    this.#schedule(Math.max(0, this.#lookedAt + this.#pause - performance.now()));
  }

  /** Our jobs have left these GPUs: what was seen of them so far no longer holds. */
  released(uuids: Iterable<string>): void {
    for (const uuid of uuids) this.#blindFor.set(uuid, this.#begun);
    this.#blind = this.#begun;
    this.#pause = SHORTEST_PAUSE;
    this.#schedule(0);
  }

  /** Looks no more. */
  close(): void {
    this.#closed = true;
    this.#schedule(0);
  }

  /** Begins a look unless one is under way; comes back with it. */
  #look(): Promise<void> {
    if (this.#closed || this.#stuck) return Promise.resolve();
    this.#looking ??= this.#lookOnce();
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    this.#begun += 1;
    const seen = await this.#options.see();
    this.#looking = null;
    if (this.#closed) return;
    this.#ended = this.#begun;
    this.#lookedAt = performance.now();
    if (seen.ok) this.#takeIn(seen.gpus);
    else this.#fail(seen.message, seen.gone);
    this.#schedule(this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, 2 * this.#pause);
    this.#options.looked();
    // One of ours left while we looked: without another look nobody would learn what became of its GPU.
    if (this.#isOutOfDate()) void this.#look();
  }

  #takeIn(gpus: readonly GpuView[]): void {
    const narrowed = this.#chosen === null ? this.#options.narrow(gpus) : { ok: true as const, gpus };
    this.#failure = narrowed.ok ? null : narrowed.message;
    if (!narrowed.ok) return;
    this.#chosen ??= new Set(narrowed.gpus.map((gpu) => gpu.uuid));
    const chosen = this.#chosen;
    const present = narrowed.gpus.filter((gpu) => chosen.has(gpu.uuid));
    const vanished = this.#known.filter((old) => !present.some((gpu) => gpu.uuid === old.uuid));
    const lost = vanished.map((gpu) => ({ ...gpu, taken: 'nvidia-smi no longer shows it' }));
    this.#known = [...present, ...lost].sort((a, b) => a.index - b.index);
    this.#good = this.#begun;
  }

  #fail(message: string, gone: Promise<void>): void {
    this.#failure = message;
    this.#stuck = true;
    void gone.then(() => {
      this.#stuck = false;
      this.#schedule(this.#pause);
    });
  }

  #vouched(gpu: GpuView): GpuView {
    return this.#vouchesFor(gpu.uuid) ? gpu : { ...gpu, taken: 'its memory is being looked at' };
  }

  #vouchesFor(uuid: string): boolean {
    return this.#good > (this.#blindFor.get(uuid) ?? 0) && !this.#isOld();
  }

  #isOutOfDate(): boolean {
    return this.#isOld() || this.#blind >= this.#ended;
  }

  #isOld(): boolean {
    return performance.now() - this.#lookedAt > STALE_AFTER;
  }

  #schedule(delay: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#closed || !this.#watching) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, delay);
    this.#timer.unref();
  }
}
