import type { GpuView } from '../../model/resources.ts';
import type { Objection } from './gpu-usage.ts';

type Undrained = NonNullable<GpuView['undrained']>;

/** Milliseconds that the memory of a job may take to drain after it has left a GPU. */
const LONGEST_DRAIN = 60_000;

/** Knows the GPUs that a job of ours has left and that have not been seen free since. */
export class Drains {
  readonly #leftAt = new Map<string, number>();
  readonly #undrained = new Map<string, Undrained>();

  /** Whether any GPU is to be looked at until it is free. */
  get pending(): boolean {
    return this.#leftAt.size > 0;
  }

  /** Why the GPU is not to be used; null when nothing of a job of ours is on it for too long. */
  of(uuid: string): Undrained | null {
    return this.#undrained.get(uuid) ?? null;
  }

  /** @param now milliseconds of a monotonic clock */
  left(uuid: string, now: number): void {
    if (!this.#undrained.has(uuid)) this.#leftAt.set(uuid, now);
  }

  /** Somebody is known to use the GPU: what is on it from now on is no remainder. */
  held(uuid: string): void {
    this.#leftAt.delete(uuid);
    this.#undrained.delete(uuid);
  }

  /** Takes in what a look has found that began after the job had left. */
  seen(uuid: string, objection: Objection | null, now: number): void {
    const leftAt = this.#leftAt.get(uuid);
    if (leftAt === undefined || objection?.cause === 'fault') return;
    if (objection?.cause !== 'memory') return this.held(uuid);
    if (now - leftAt < LONGEST_DRAIN) return;
    const { because, pid } = objection;
    this.#undrained.set(uuid, { because: `the memory of a job that has left it does not drain: ${because}`, pid });
  }
}
