import { join } from 'node:path';
import { loadSweep } from '../../src/app/sweep/load.ts';
import type { Job, JobId, ParamValue, Plan } from '../../src/model/plan.ts';
import { seconds } from '../../src/model/units.ts';
import { sketchPlan, type JobSketch } from '../../test/rig/plan.ts';
import { random, type Random } from './random.ts';

/** A plan, how long each of its jobs really takes, and a machine. */
export interface Workload {
  readonly name: string;
  readonly plan: Plan;
  readonly took: ReadonlyMap<JobId, number>;
  readonly gpus: number;
  readonly slots: number;
}

const HOUR = 3600;

/** What is measured: each on the machines that it is stated for. */
export async function workloads(): Promise<readonly Workload[]> {
  const tts = await sweep('thinkbooster.yaml', [
    'sample={count: 120, over: [strategy, dataset, model, scorer, window, aggregation]}',
    'chain=seed',
  ]);
  const beam = await sweep('beam.yaml', []);
  return [
    ...[2, 4, 8].map((gpus) => realistic('worked example', tts, gpus)),
    ...[2, 4, 8].map((gpus) => realistic('beam', beam, gpus)),
    ...[2, 4, 8].map((gpus) => realistic('beam, all equal', withoutPriorities(beam), gpus)),
    ...[1, 2, 3].map((seed) => mixedWidths(seed)),
    ...[2, 4, 8].map((gpus) => heavyTail('log-normal', gpus, (chance) => chance.logNormal(HOUR, 1.5))),
    ...[2, 4, 8].map((gpus) =>
      heavyTail('Pareto', gpus, (chance) => Math.min(chance.pareto(HOUR / 4, 1.3), 48 * HOUR)),
    ),
    ...[2, 4, 8].map((gpus) => fractions(gpus)),
    ...[2, 8].map((gpus) => starving(gpus)),
  ];
}

/** A sweep of this repository as it is, with more `--set`. */
async function sweep(file: string, set: readonly string[]): Promise<Plan> {
  const path = join(import.meta.dirname, '../../sweeps', file);
  const { sweep: loaded, diagnostics } = await loadSweep(path, { files: false, set });
  if (loaded === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return loaded.plan;
}

function withoutPriorities(plan: Plan): Plan {
  return { ...plan, jobs: plan.jobs.map((job) => ({ ...job, priority: 0 })) };
}

/** Jobs take a part of their timeouts: most of them a third, the seeds of a cell about the same. */
function realistic(name: string, plan: Plan, gpus: number): Workload {
  const chance = random(gpus);
  const cells = new Map<string, number>();
  const took = new Map(
    plan.jobs.map((job) => {
      const cell = JSON.stringify(
        [...job.params].filter(([axis]) => axis !== plan.replicates).map(([, { text }]) => text),
      );
      const part = cells.get(cell) ?? Math.min(0.9, chance.logNormal(0.3, 0.5));
      cells.set(cell, part);
      const jitter = 0.95 + 0.1 * chance.uniform();
      return [job.id, Math.round(part * jitter * (job.timeout?.after ?? HOUR))];
    }),
  );
  return { name, plan, took, gpus, slots: 4 * gpus };
}

/** Jobs of 1 to 8 GPUs on 8 GPUs, cells of three seeds one after another. */
function mixedWidths(seed: number): Workload {
  const chance = random(100 + seed);
  const widths = [
    [1, 40],
    [2, 25],
    [3, 5],
    [4, 18],
    [5, 2],
    [6, 4],
    [8, 6],
  ] as const;
  const cells = Array.from({ length: 100 }, () => ({
    gpus: chance.pick(widths),
    typical: chance.logNormal(HOUR, 0.7),
  }));
  return drawn(`widths 1-8, draw ${seed}`, 8, chance, cells, true);
}

/** Jobs of one and two GPUs, of which a few take most of the time. */
function heavyTail(name: string, gpus: number, draw: (chance: Random) => number): Workload {
  const chance = random(200 + gpus);
  const cells = Array.from({ length: 130 }, () => ({
    gpus: chance.pick([
      [1, 80],
      [2, 20],
    ] as const),
    typical: draw(chance),
  }));
  return drawn(name, gpus, chance, cells, false);
}

/** Jobs of a quarter and a half of a GPU among jobs of one and two. */
function fractions(gpus: number): Workload {
  const chance = random(300 + gpus);
  const asks: readonly (readonly [Omit<CellSketch, 'typical'>, number])[] = [
    [{ share: 0.25 }, 30],
    [{ share: 0.5 }, 35],
    [{ gpus: 1 }, 25],
    [{ gpus: 2 }, 10],
  ];
  const cells = Array.from({ length: 130 }, () => ({ ...chance.pick(asks), typical: chance.logNormal(HOUR, 0.7) }));
  return drawn('fractions', gpus, chance, cells, false);
}

/** A job of all GPUs, third in a queue of short ones of a single GPU each. */
function starving(gpus: number): Workload {
  const chance = random(400 + gpus);
  const cells = Array.from({ length: 40 * gpus }, (_, at) => ({
    gpus: at === 2 ? gpus : 1,
    typical: chance.logNormal(HOUR, 0.4),
  }));
  return drawn('one wide job', gpus, chance, cells, false, 1);
}

interface CellSketch {
  readonly gpus?: number;
  readonly share?: number;
  /** About what its jobs take. */
  readonly typical: number;
}

/** Three seeds of each cell, one after another if they are a chain. */
function drawn(
  name: string,
  gpus: number,
  chance: Random,
  cells: readonly CellSketch[],
  chained: boolean,
  seeds = 3,
): Workload {
  const took = new Map<string, number>();
  const sketches = cells.flatMap(({ typical, ...asks }, cell) =>
    Array.from({ length: seeds }, (_, seed): JobSketch => {
      const id = `c${cell}-s${seed}`;
      took.set(id, Math.max(1, Math.round(typical * (0.95 + 0.1 * chance.uniform()))));
      const before = { on: `c${cell}-s${seed - 1}`, when: 'always' as const, via: 'chain' as const };
      return { ...asks, id, needs: chained && seed > 0 ? [before] : [] };
    }),
  );
  // One limit for all, as people set it: twice what the longest takes.
  const limit = 2 * Math.max(...took.values());
  const plan = sketchPlan(sketches.map((sketch) => ({ ...sketch, timeout: limit })));
  const jobs = plan.jobs.map((job) => ({ ...job, params: paramsOf(job.id) }));
  const byId = new Map(jobs.map((job) => [job.id, took.get(job.id) ?? 0]));
  return { name, plan: { ...plan, replicates: 'seed', jobs }, took: byId, gpus, slots: 4 * gpus };
}

function paramsOf(id: string): ReadonlyMap<string, ParamValue> {
  const [cell = '', seed = ''] = id.split('-');
  return new Map([
    ['cell', { text: cell, json: cell }],
    ['seed', { text: seed, json: seed }],
  ]);
}

/** What a scheduler is told of how long jobs take. */
export type Knowledge = 'exact' | 'loose' | 'learned';

/** The plan with limits that are exact, three times too long, or as people set them: then there is a history. */
export function planWith({ plan, took }: Workload, knowledge: Knowledge): Plan {
  if (knowledge === 'learned') return plan;
  const factor = knowledge === 'exact' ? 1 : 3;
  const limited = (job: Job): Job => {
    const after = seconds(factor * (took.get(job.id) ?? 0));
    return { ...job, timeout: { after, signal: 'TERM', grace: seconds(0) } };
  };
  return { ...plan, jobs: plan.jobs.map(limited) };
}
