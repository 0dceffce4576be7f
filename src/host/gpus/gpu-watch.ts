import type { GpuView, Pause } from '../../model/resources.ts';
import { Drains } from './gpu-drain.ts';
import { SLOW_AFTER } from './gpu-probe.ts';
import { inOrder } from './gpu-sample.ts';
import { takenBy, type Choice, type Choose, type GpuReport, type GpuSource } from './gpu-source.ts';
import { freeMemoryOf, type Objection, type SeenGpu, type Sighting } from './gpu-usage.ts';

/** Milliseconds after which a look says nothing about the present any more. */
const STALE_AFTER = 10_000;

/** The same while a later look is under way that is slow. */
const LONGEST_COUNT = 120_000;

/** Milliseconds between looks while somebody waits for a GPU: at most, and at first after one was given back. */
const LONGEST_PAUSE = 2000;
const SHORTEST_PAUSE = 250;

/** The same while nobody waits, but a GPU has not drained yet. */
const IDLE_PAUSE = 10_000;

export interface GpuWatchOptions {
  readonly see: () => Promise<Sighting>;
  readonly choose: Choose;
  /** What stands against giving a GPU away that no job of ours holds. */
  readonly objection: (gpu: SeenGpu) => Objection | null;
  /** Called after every look. */
  readonly looked: () => void;
}

/**
 * Knows which GPUs strangers use, from looks that nobody waits for.
 *
 * A look vouches for a GPU if it began after our last job had left that GPU, and not long ago: an older one saw the
 * memory of our own job. A GPU that no look vouches for counts as taken until the look that this causes has come back.
 * So our own memory is never taken for a stranger's, nor a stranger's overlooked, and memory that drains slowly is
 * waited for by the same rule. What our jobs hold at present is the scheduler's to know; it asks about the others.
 */
export class GpuWatch implements GpuSource {
  readonly #options: GpuWatchOptions;
  /** All GPUs that any look has shown, and those of them that the newest good look did not show. */
  #known: readonly SeenGpu[] = [];
  #lost: ReadonlySet<string> = new Set();
  #choose: Choose;
  /** Made at the first look that shows any GPU, and kept by UUID: indices move when a GPU falls off the bus. */
  #choice: Choice | null = null;
  #failure: string | null = null;
  readonly #drains = new Drains();
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
  /** When the look that is under way began, if that is slow. */
  #slowSince: number | null = null;
  /** Called when the look that is under way turns out to be slow. */
  readonly #impatient = new Set<() => void>();
  /** A look that outlives its KILL; another one would only join it. */
  #stuck = false;
  #watching = false;
  #pause = LONGEST_PAUSE;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: GpuWatchOptions) {
    this.#options = options;
    this.#choose = options.choose;
  }

  get misnamed(): string | null {
    return this.#choice?.ok === false ? this.#choice.message : null;
  }

  report(): GpuReport {
    if (this.#isOutOfDate()) void this.#look();
    const choice = this.#choice;
    if (choice?.ok !== true) return { gpus: [], probeFailure: this.#failure ?? this.misnamed ?? this.#silence() };
    const gpus = this.#known.filter(({ uuid }) => choice.chosen.has(uuid));
    return { gpus: gpus.map((gpu) => this.#viewOf(gpu, choice.paused.get(gpu.uuid))), probeFailure: this.#failure };
  }

  choose(choose: Choose): string | null {
    if (this.#good > 0) {
      const present = this.#known.filter(({ uuid }) => !this.#lost.has(uuid));
      const choice = choose(present);
      if (!choice.ok) return choice.message;
      this.#choice = present.length > 0 ? choice : null;
    }
    this.#choose = choose;
    return null;
  }

  async refresh(): Promise<void> {
    if (this.#looking !== null) await this.#looking;
    await this.#look();
  }

  async refreshSoon(): Promise<void> {
    const slow = new Promise<void>((resolve) => this.#impatient.add(resolve));
    await Promise.race([this.refresh(), slow]);
  }

  watch(wanted: boolean): void {
    if (wanted === this.#watching) return;
    this.#watching = wanted;
    this.#schedule(Math.max(0, this.#lookedAt + this.#pause - performance.now()));
  }

  released(uuids: Iterable<string>): void {
    for (const uuid of uuids) {
      this.#blindFor.set(uuid, this.#begun);
      this.#drains.left(uuid, performance.now());
    }
    this.#blind = this.#begun;
    this.#pause = SHORTEST_PAUSE;
    this.#schedule(0);
  }

  held(uuids: Iterable<string>): void {
    for (const uuid of uuids) this.#drains.held(uuid);
  }

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
    const began = performance.now();
    const timer = setTimeout(() => {
      this.#slowSince = began;
      for (const go of this.#impatient) go();
      this.#impatient.clear();
      if (!this.#closed) this.#options.looked();
    }, SLOW_AFTER);
    const seen = await this.#options.see();
    clearTimeout(timer);
    this.#slowSince = null;
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

  #takeIn(gpus: readonly SeenGpu[]): void {
    this.#failure = null;
    this.#good = this.#begun;
    const shown = new Set(gpus.map((gpu) => gpu.uuid));
    const lost = this.#known.filter(({ uuid }) => !shown.has(uuid));
    this.#lost = new Set(lost.map(({ uuid }) => uuid));
    this.#known = [...gpus, ...lost].sort(inOrder);
    if (this.#choice?.ok !== true) {
      const choice = this.#choose(gpus);
      if (gpus.length > 0 || !choice.ok) this.#choice = choice;
    }
    for (const gpu of gpus) {
      if (!this.#vouchesFor(gpu.uuid)) continue;
      this.#drains.seen(gpu.uuid, this.#options.objection(gpu), this.#lookedAt);
    }
  }

  #fail(message: string, gone: Promise<void>): void {
    this.#failure = message;
    this.#stuck = true;
    void gone.then(() => {
      this.#stuck = false;
      this.#schedule(this.#pause);
    });
  }

  #viewOf(gpu: SeenGpu, pause: Pause | undefined): GpuView {
    const { index, uuid, instance, name, memory, links, load } = gpu;
    const ref = instance === undefined ? { index, uuid } : { index, uuid, instance };
    const taken = takenBy(pause, this.#takenBecause(gpu));
    const view = { ...ref, name, memory, ...taken, free: freeMemoryOf(gpu), links, undrained: this.#drains.of(uuid) };
    const broken = this.#brokenBecause(gpu);
    return { ...view, ...(load === null ? {} : { load }), ...(broken === null ? {} : { broken }) };
  }

  /** A GPU that does not work says so for as long as no look has shown anything else. */
  #brokenBecause(gpu: SeenGpu): string | null {
    if (this.#lost.has(gpu.uuid)) return 'its driver no longer shows it';
    const objection = this.#options.objection(gpu);
    return objection?.cause === 'fault' ? objection.because : null;
  }

  #takenBecause(gpu: SeenGpu): string | null {
    if (!this.#vouchesFor(gpu.uuid)) return `its memory is being looked at${this.#told(this.#silence())}`;
    const because = this.#brokenBecause(gpu) ?? this.#options.objection(gpu)?.because ?? null;
    return because === null ? null : `${because}${this.#told(this.#age())}`;
  }

  #told(remark: string | null): string {
    return remark === null ? '' : ` (${remark})`;
  }

  /** That the look under way is slow, for people; null when it is not, or there is none. */
  #silence(): string | null {
    if (this.#slowSince === null) return null;
    return `the driver has not answered for ${spellWhole(performance.now() - this.#slowSince)}`;
  }

  /** How old the answer is that counts, for people; null when it is a fresh one. */
  #age(): string | null {
    if (!this.#isStale()) return null;
    return `as of ${spellWhole(performance.now() - this.#lookedAt)} ago, since the driver is slow to answer`;
  }

  #vouchesFor(uuid: string): boolean {
    return this.#good > (this.#blindFor.get(uuid) ?? 0) && !this.#isOld();
  }

  #isOutOfDate(): boolean {
    return this.#isOld() || this.#blind >= this.#ended;
  }

  /** While a slow look is under way, what the one before it saw counts for longer. */
  #isOld(): boolean {
    if (this.#slowSince === null) return this.#isStale();
    return performance.now() - this.#lookedAt > LONGEST_COUNT;
  }

  #isStale(): boolean {
    return performance.now() - this.#lookedAt > STALE_AFTER;
  }

  #schedule(delay: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#closed || !(this.#watching || this.#drains.pending)) return;
    const pause = this.#watching || delay === 0 ? delay : IDLE_PAUSE;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.refresh();
    }, pause);
    this.#timer.unref();
  }
}

function spellWhole(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}
