import type { JobId } from '../../model/plan.ts';
import type { Allocation } from '../../model/resources.ts';
import { WHOLE } from '../../model/units.ts';
import { add, amountsOf, SLOTS, type Amounts } from './request.ts';

/** What one job holds of a GPU: a part in thousandths, and what it said it would use of its memory, in bytes. */
export interface GpuPart {
  readonly share: number;
  readonly memory: number;
}

/** What one job holds. */
export interface Held {
  readonly amounts: Amounts;
  /** UUIDs. */
  readonly gpus: readonly string[];
  /** The same of each of its GPUs. */
  readonly part: GpuPart;
}

/** What the living attempts of this run hold. */
export class Ledger {
  readonly #amounts = new Map<string, number>();
  readonly #jobs = new Map<JobId, Held>();
  readonly #gpus = new Map<string, Map<JobId, GpuPart>>();

  /** How much of everything that is counted is held. */
  get amounts(): Amounts {
    return this.#amounts;
  }

  /** CPU slots in use. */
  get slots(): number {
    return this.#amounts.get(SLOTS) ?? 0;
  }

  /** The GPUs that are held, by UUID, with what each of their holders has of them. */
  get gpus(): ReadonlyMap<string, ReadonlyMap<JobId, GpuPart>> {
    return this.#gpus;
  }

  /** GPUs held in all, shares counted as what they are, in thousandths. */
  get gpuShares(): number {
    let sum = 0;
    for (const { gpus, part } of this.#jobs.values()) sum += gpus.length * part.share;
    return sum;
  }

  heldBy(job: JobId): Held | undefined {
    return this.#jobs.get(job);
  }

  take(job: JobId, allocation: Allocation): void {
    const held = {
      amounts: amountsOf(allocation),
      gpus: allocation.gpus.map(({ uuid }) => uuid),
      part: partOf(allocation),
    };
    this.#jobs.set(job, held);
    add(this.#amounts, held.amounts, 1);
    for (const uuid of held.gpus) {
      const holders = this.#gpus.get(uuid) ?? new Map<JobId, GpuPart>();
      this.#gpus.set(uuid, holders.set(job, held.part));
    }
  }

  release(job: JobId): void {
    const held = this.#jobs.get(job);
    if (held === undefined) return;
    this.#jobs.delete(job);
    add(this.#amounts, held.amounts, -1);
    for (const uuid of held.gpus) {
      const holders = this.#gpus.get(uuid);
      holders?.delete(job);
      if (holders?.size === 0) this.#gpus.delete(uuid);
    }
  }
}

/** What is left of a GPU with so much memory beside those parts of it; infinitely much memory where that is not known. */
export function leftBeside(parts: Iterable<GpuPart>, memory: number | null): GpuPart {
  const left = { share: WHOLE as number, memory: memory ?? Infinity };
  for (const part of parts) {
    left.share -= part.share;
    left.memory -= part.memory;
  }
  return left;
}

/** What a hold has of each of its GPUs. */
export function partOf({ share, gpuMemory }: Pick<Allocation, 'share' | 'gpuMemory'>): GpuPart {
  return { share: share ?? WHOLE, memory: gpuMemory ?? 0 };
}
