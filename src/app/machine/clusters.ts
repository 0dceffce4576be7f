import { Controller } from '../../launch/slurm/controller.ts';
import { ArrayPlanner } from '../../launch/slurm/arrays.ts';
import { slurmCommands } from '../../launch/slurm/commands.ts';
import { SlurmExecutor, type SlurmExecutorOptions } from '../../launch/slurm/executor.ts';
import type { LaunchOrder, SettleOrder, ClusterSettlement } from '../../model/attempt.ts';
import type { Job, JobId } from '../../model/plan.ts';
import type { Arrays, Executor } from '../../run/world.ts';
import { placesOf } from '../../schedule/queue/request.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { HostFile } from '../../language/host-file.ts';
import type { Seconds } from '../../model/units.ts';
import { executorOf, type ChosenExecutor } from './executors.ts';
import { EXIT, Refusal } from '../refusal.ts';

/** A cluster that the jobs of a run are given to, and that has answered. */
export interface ReadyCluster extends ChosenExecutor {
  readonly controller: Controller;
  readonly maxArraySize: number;
  /** As it calls itself. */
  readonly cluster: string;
}

/** Asks a cluster whether it is there. Refuses to go on where it does not answer. */
export async function readyCluster(chosen: ChosenExecutor, root: string): Promise<ReadyCluster> {
  const controller = controllerOf(chosen, () => root);
  const facts = await controller.facts();
  if (typeof facts === 'string')
    throw new Refusal(
      EXIT.unavailable,
      `\`${chosen.name}\` is not there: ${facts}\nhint: nothing was submitted; try again, or run here with --on local`,
    );
  return { ...chosen, controller, maxArraySize: facts.maxArraySize, cluster: facts.name };
}

/** What asks a cluster, by commands that are run in this folder. */
export function controllerOf({ settings }: ChosenExecutor, folder: () => string): Controller {
  return new Controller(slurmCommands(process.env, folder), settings);
}

/** The clusters that attempts of a run are on which has not ended, by what its journal tells. */
export function clustersOf({ running }: Pick<RunState, 'running'>, hostFile: HostFile): readonly ChosenExecutor[] {
  const names = new Set([...running.values()].flatMap(({ past }) => past.at(-1)?.on?.executor ?? []));
  return [...names].map((name) => executorOf(name, hostFile));
}

/** What a run gives clusters. */
export interface ClusterParts {
  /** The one that its jobs go to; null where they run here. */
  readonly chosen: ReadyCluster | null;
  /** Those that have jobs of earlier runs. */
  readonly earlier: readonly ChosenExecutor[];
  /** Read anew whenever it matters: both folders may be moved. */
  readonly place: { readonly sweep: string; readonly root: string; readonly runFolder: string };
}

/** The clusters of a run, and the arrays that it gives them. */
export class Clusters {
  readonly #chosen: ReadyCluster | null;
  readonly #executors: ReadonlyMap<string, SlurmExecutor>;
  /** Null where jobs run here. */
  readonly arrays: Arrays | null;

  constructor(
    { chosen, earlier, place }: ClusterParts,
    seams: Pick<SlurmExecutorOptions, 'script' | 'bringHome' | 'report' | 'say'>,
  ) {
    this.#chosen = chosen;
    const controllers = new Map(earlier.map((one) => [one, controllerOf(one, () => place.root)]));
    const cluster = chosen?.cluster ?? '';
    const all: readonly (readonly [ChosenExecutor, Controller])[] = [
      ...controllers,
      ...(chosen === null ? [] : [[chosen, chosen.controller] as const]),
    ];
    const planner =
      chosen === null ? null : new ArrayPlanner(chosen.name, chosen.settings, place.sweep, chosen.maxArraySize);
    const submits = () => planner?.close();
    this.#executors = new Map(
      all.map(([{ name, settings }, controller]) => [
        name,
        new SlurmExecutor({ name, cluster, settings, place, controller, submits, ...seams }),
      ]),
    );
    this.arrays = planner;
  }

  /** How many places there are for jobs on the cluster that they go to, as the scheduler counts them; none where they run here. */
  get places(): ReadonlyMap<string, number> {
    if (this.#chosen === null) return new Map();
    const { name } = this.#chosen;
    return new Map([[placesOf(name), this.#executors.get(name)?.places ?? 0]]);
  }

  /** This machine and the clusters as one: an attempt goes to where it was planned, whatever a later command says. */
  beside(local: Omit<Executor, 'release' | 'withdraw' | 'order'>): Executor {
    const holder = (job: JobId, attempt: number): SlurmExecutor | undefined =>
      [...this.#executors.values()].find((one) => one.has(job, attempt));
    return {
      launch: (order: LaunchOrder) => {
        const { on } = order;
        if (on === undefined) local.launch(order);
        else this.#executorNamed(on.executor).launch({ ...order, on });
      },
      settle: async (order: SettleOrder): Promise<ClusterSettlement> => {
        const { on } = order;
        return on === undefined ? local.settle(order) : this.#executorNamed(on.executor).settle(order, on);
      },
      stop: (job: JobId, attempt: number, grace: Seconds) => (holder(job, attempt) ?? local).stop(job, attempt, grace),
      release: (array: string) => {
        for (const one of this.#executors.values()) one.release(array);
      },
      withdraw: (job: JobId, attempt: number) => holder(job, attempt)?.withdraw(job, attempt),
      order: (turns: ReadonlyMap<JobId, number>) => {
        for (const one of this.#executors.values()) one.order(turns);
      },
      inherit: (jobs: readonly Job['id'][], environment) => local.inherit(jobs, environment),
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#executors.values()].map((one) => one.close()));
  }

  #executorNamed(name: string): SlurmExecutor {
    const executor = this.#executors.get(name);
    if (executor === undefined) throw new Error(`no executor ${name}`);
    return executor;
  }
}
