import { drive } from '../../src/run/loop.ts';
import { sketchPlan, type JobSketch } from '../../test/rig/plan.ts';
import { FakeWorld, gpus } from '../../test/rig/world.ts';
import { IS_SHORT } from './measure.ts';

const SIZES = IS_SHORT ? [100, 1_000] : [1_000, 10_000, 100_000];

/** The number of GPUs that jobs ask for, in turn: five classes of request. */
const WIDTHS = [0, 1, 1, 2, 4];

/**
 * The cost of scheduling per job on a CPU, with instant jobs: from the first decision to the last event, in memory, each event
 * encoded for the journal. It must not grow with the number of jobs: nothing may look at all jobs for one event.
 */
export async function jobCosts(): Promise<string[]> {
  await microsecondsPerJob(SIZES[0]!);
  const costs: number[] = [];
  for (const size of SIZES) costs.push(await microsecondsPerJob(size));
  const growth = costs.at(-1)! / costs[0]!;
  return [
    ...SIZES.map((size, at) => `${String(size).padStart(7)} jobs: ${costs[at]!.toFixed(1)} µs a job`),
    `cost per job at ${SIZES.at(-1)} jobs against ${SIZES[0]}: ${growth.toFixed(2)} times`,
  ];
}

async function microsecondsPerJob(count: number): Promise<number> {
  const sketches = Array.from({ length: count }, (_, index): JobSketch => ({
    id: `job-${index}`,
    gpus: WIDTHS[index % WIDTHS.length]!,
    timeout: 3600,
    priority: index % 7 === 0 ? 1 : 0,
    needs: index % 3 === 0 ? [] : [{ on: `job-${index - 1}`, when: 'always', via: 'chain' }],
  }));
  const world = new FakeWorld({ slots: 16, gpus: gpus(8) }, () => ({ seconds: 0 }));
  const [state] = await world.open(sketchPlan(sketches));
  const before = process.cpuUsage();
  await drive(state, world);
  const { user, system } = process.cpuUsage(before);
  if (state.counts.succeeded !== count) throw new Error(`only ${state.counts.succeeded} of ${count} jobs succeeded`);
  return (user + system) / count;
}
