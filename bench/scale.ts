/**
 * What a sweep of up to a million jobs costs the runner that gives them to a cluster, on a virtual clock, by the loop of a real run, its arrays, and a
 * real journal: how often it calls Slurm, what the journal takes, and how long another runner reads it to go on.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../src/journal/file.ts';
import { replayInto } from '../src/journal/replay.ts';
import { drive } from '../src/run/loop.ts';
import { initialState } from '../src/schedule/state/records.ts';
import { alike, sketchPlan } from '../test/rig/plan.ts';
import { CLUSTER, type ClusterSketch, ClusterWorld } from './rig/cluster-world.ts';
import { inScratch, IS_SHORT } from './rig/measure.ts';
import { random } from './rig/random.ts';
import { open } from './rig/sweep-run.ts';

const SIZES = IS_SHORT ? [1_000] : [10_000, 100_000];

/** As many sites have it: two thousand jobs of one user at once, and arrays of a thousand. */
const SITE: ClusterSketch = { nodes: 1_500, maxSubmitted: 2_000, maxArraySize: 1_001 };

/** Seconds that a job takes, and how far that spreads. */
const [MEDIAN, SIGMA] = [1_200, 0.7];

const [, , only] = process.argv;

/** Runs a sweep of so many jobs, then reads its journal as another runner would. */
async function measure(jobs: number, folder: string): Promise<void> {
  const path = join(folder, 'journal.jsonl');
  const plan = sketchPlan(alike(jobs));
  const state = initialState(plan);
  const chance = random(7);
  const world = new ClusterWorld(path, SITE, () => chance.logNormal(MEDIAN, SIGMA));
  const before = process.cpuUsage();
  open(state, world, plan, { on: CLUSTER });
  await drive(state, world);
  await world.close();
  if (state.counts.succeeded !== jobs) throw new Error(`only ${state.counts.succeeded} of ${jobs} jobs succeeded`);
  const run = secondsSince(before);
  const begun = process.cpuUsage();
  const again = initialState(plan);
  const read = replayInto(again, (take) => openJournal(path, { sweep: 'bench', take, writtenSinceBoot: () => false }));
  if (!read.ok) throw new Error(read.message);
  await read.journal.close();
  if (again.counts.succeeded !== jobs)
    throw new Error(`the journal tells of ${again.counts.succeeded} of ${jobs} jobs`);
  const { sbatch, release } = world.calls;
  console.log(`${jobs.toLocaleString('en')} jobs in ${(world.elapsed / 86_400).toFixed(2)} days`);
  console.log(
    `  ${sbatch} calls of sbatch, ${release} of scontrol release: ${(jobs / sbatch).toFixed(1)} jobs an array`,
  );
  console.log(
    `  ${((1000 * run) / jobs).toFixed(2)} ms of CPU a job: ${((100 * run) / world.elapsed).toFixed(3)}% of a core`,
  );
  const size = statSync(path).size;
  console.log(`  journal: ${(size / 2 ** 20).toFixed(0)} MiB, ${(size / jobs).toFixed(0)} bytes a job`);
  console.log(`  another runner reads it in ${secondsSince(begun).toFixed(1)} s of CPU`);
  console.log(`  most memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
}

/** Of CPU. */
function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

if (only === undefined) {
  for (const size of SIZES) {
    // Each in a process of its own: memory is told as the most that one has held.
    const words = ['--import', 'tsx', '--max-old-space-size=16000', import.meta.filename, `${size}`];
    const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`${size} jobs ended with ${status}`);
  }
} else {
  await inScratch((folder) => measure(Number(only), folder));
}
