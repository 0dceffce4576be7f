/**
 * The cost of scheduling per job, with instant jobs on the fake world: from the first decision to the last event, in
 * memory. It must not grow with the number of jobs: nothing may look at all jobs for one event.
 */
import { FakeWorld, gpus } from '../test/rig/world.ts';
import { sketchPlan, type JobSketch } from '../test/rig/plan.ts';

const SIZES = [1_000, 10_000, 100_000];
const HOST = { slots: 16, gpus: gpus(8) };

/** Five classes of request, chains of three, a retry here and there. */
function jobs(count: number): JobSketch[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `job-${index}`,
    gpus: [0, 1, 1, 2, 4][index % 5] ?? 0,
    timeout: 3600,
    priority: index % 7 === 0 ? 1 : 0,
    needs: index % 3 === 0 ? [] : [{ on: `job-${index - 1}`, when: 'always' as const, via: 'chain' as const }],
  }));
}

async function microsecondsPerJob(count: number): Promise<number> {
  const plan = sketchPlan(jobs(count));
  const world = new FakeWorld(HOST, () => ({ seconds: 0 }));
  const [state] = await world.open(plan);
  const { drive } = await import('../src/run/loop.ts');
  const began = process.hrtime.bigint();
  await drive(state, world);
  const took = Number(process.hrtime.bigint() - began) / 1000;
  if (state.counts.succeeded !== count) throw new Error(`only ${state.counts.succeeded} of ${count} jobs succeeded`);
  return took / count;
}

const costs: number[] = [];
await microsecondsPerJob(SIZES[0] ?? 1);
for (const size of SIZES) {
  const cost = await microsecondsPerJob(size);
  costs.push(cost);
  console.log(`${String(size).padStart(7)} jobs: ${cost.toFixed(1)} µs a job`);
}
const growth = (costs.at(-1) ?? 0) / (costs[0] ?? 1);
console.log(`cost per job at ${SIZES.at(-1)} jobs against ${SIZES[0]}: ${growth.toFixed(2)} times`);
