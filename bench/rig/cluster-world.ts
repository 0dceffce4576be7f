import type { LaunchOrder } from '../../src/model/attempt.ts';
import type { SlurmSettings } from '../../src/model/executor.ts';
import { groupBy } from '../../src/model/group-by.ts';
import { seconds } from '../../src/model/units.ts';
import { ArrayPlanner } from '../../src/launch/slurm/arrays.ts';
import { NO_PROCESS } from '../../src/run/forecast/virtual-world.ts';
import { placesOf } from '../../src/schedule/queue/request.ts';
import { JournaledWorld } from './journaled-world.ts';
import { hostOf } from './sweep-run.ts';

export const CLUSTER = 'cluster';

/** A cluster as its host file and its site say it is. */
export interface ClusterSketch {
  /** How many jobs it runs at once. */
  readonly nodes: number;
  readonly maxSubmitted: number;
  /** The first index that no array may have. */
  readonly maxArraySize: number;
}

/** Seconds in which what is ordered is submitted together, and from one look at the folders of tasks to the next, as the executor of Slurm has them. */
const [TOGETHER, LOOK] = [0.1, 10];

/**
 * A virtual cluster that a runner gives arrays to: each is taken, recorded and released, its tasks begin in their order as there are nodes, and how one
 * has ended is seen by its folder at the next look.
 */
export class ClusterWorld extends JournaledWorld {
  override readonly arrays: ArrayPlanner;
  /** Commands of Slurm so far. */
  readonly calls = { sbatch: 0, release: 0 };
  readonly #took: (job: string) => number;
  readonly #submitted = new Map<string, readonly LaunchOrder[]>();
  #orders: LaunchOrder[] = [];
  /** What waits for a node, the first to begin first. */
  readonly #queue: LaunchOrder[] = [];
  #free: number;

  /** @param took  How long a job takes, in seconds. */
  constructor(path: string, { nodes, maxSubmitted, maxArraySize }: ClusterSketch, took: (job: string) => number) {
    const resources = new Map([[placesOf(CLUSTER), maxSubmitted]]);
    super(path, { ...hostOf(0, 1), resources }, () => ({}));
    this.arrays = new ArrayPlanner(CLUSTER, SETTINGS, 'scale', maxArraySize);
    this.#took = took;
    this.#free = nodes;
  }

  protected override launch(order: LaunchOrder): void {
    if (this.#orders.length === 0)
      this.later(TOGETHER, () => {
        this.#submit();
        return null;
      });
    this.#orders.push(order);
  }

  protected override release(array: string): void {
    this.calls.release += 1;
    this.#queue.push(...(this.#submitted.get(array) ?? []));
    this.#submitted.delete(array);
    this.#begin();
  }

  #submit(): void {
    this.arrays.close();
    for (const [array, orders] of groupBy(this.#orders, ({ on }) => on?.array ?? '')) {
      this.calls.sbatch += 1;
      const [id, tasks] = [`${this.calls.sbatch}`, orders.length];
      this.#submitted.set(array, orders);
      this.later(0, () => ({ signal: 'submitted', executor: CLUSTER, array, id, cluster: CLUSTER, tasks }));
    }
    this.#orders = [];
  }

  #begin(): void {
    const now = this.elapsed;
    for (const { job, attempt } of this.#queue.splice(0, this.#free)) {
      this.#free -= 1;
      const took = this.#took(job.id);
      this.later(untilLook(now), () => ({ signal: 'started', job: job.id, attempt, process: NO_PROCESS }));
      this.later(took, () => {
        this.#free += 1;
        this.#begin();
        return null;
      });
      const outcome = { cause: 'exit', code: 0 } as const;
      const ended = { signal: 'ended', job: job.id, attempt, outcome, seconds: seconds(took), error: null } as const;
      this.later(took + untilLook(now + took), () => ended);
    }
  }
}

/** Seconds until the next look. */
function untilLook(now: number): number {
  return LOOK - (now % LOOK);
}

const SETTINGS: SlurmSettings = {
  kind: 'slurm',
  ...{ partition: null, account: null, sbatch: [], driver: [], gpuType: null, memory: 'per-node', time: seconds(7200) },
  ...{ maxSubmitted: 0, poll: seconds(30), latency: seconds(120), setup: null, wrap: null },
};
