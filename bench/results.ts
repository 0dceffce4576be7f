/**
 * What tables and pages of results cost, in CPU time: `sweep results` of 100,000 jobs with ten numbers each, and `sweep report` of 10,000 with a
 * curve each; beside a node that only reads the same journal and parses its lines, in turns.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finishedRun, type Left } from './rig/finished-run.ts';
import { costOf, inScratch, IS_SHORT, median, SWEEP, type Cost } from './rig/measure.ts';
import { random } from './rig/random.ts';

const TABLED = IS_SHORT ? 1000 : 100_000;
const PAGED = IS_SHORT ? 1000 : 10_000;
const ROUNDS = IS_SHORT ? 1 : 3;

const METRICS = 10;
const POINTS = 200;

/** A sweep of `jobs` jobs (a multiple of 1,000), 100 of each cell. */
const sweepOf = (name: string, jobs: number): string => `name: ${name}
matrix:
  method: [greedy, beam, best_of_n, mcts, random, exhaustive, lookahead, rollout, sampling, voting]
  dataset: {from: 1, count: ${jobs / 1000}}
  seed: {from: 42, count: 100}
command: python3 eval.py --method {{method}} --dataset {{dataset}} --seed {{seed}} --out {{job.dir}}/metrics.json
metrics: {file: '{{job.dir}}/metrics.json'}
goals: {m0: max, m1: min}
`;

const chance = random(1);

const numbers = () => Object.fromEntries(Array.from({ length: METRICS }, (_, at) => [`m${at}`, chance.uniform()]));

const STEPS = Array.from({ length: POINTS }, (_, step) => step);

const curves = () => ({ m0: { steps: STEPS, values: STEPS.map(() => chance.uniform()) } });

/** Reads a journal and parses each of its lines: what any program must that is to know what stands in it. */
const FLOOR = `for (const line of require('node:fs').readFileSync(process.argv[1], 'utf8').split('\\n')) if (line !== '') JSON.parse(line);`;

await inScratch(async (folder) => {
  mkdirSync(join(folder, '.sweep'));
  const made = async (name: string, jobs: number, left: Left): Promise<string> => {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, sweepOf(name, jobs));
    await finishedRun(file, left);
    return join('.sweep', name, 'journal.jsonl');
  };
  const table = await made('table', TABLED, { numbers, curves: () => null });
  const page = await made('page', PAGED, { numbers, curves });
  const measured: readonly (readonly [what: string, args: readonly string[], bound: string])[] = [
    ['node alone', ['--eval', '0'], ''],
    [`the journal of ${TABLED} jobs, parsed`, ['--eval', FLOOR, table], ''],
    [`results of ${TABLED} jobs`, [SWEEP, 'results', 'table'], 'bound: 3 s'],
    [`the same as csv`, [SWEEP, 'results', 'table', '--format', 'csv'], ''],
    [`the journal of ${PAGED} jobs, parsed`, ['--eval', FLOOR, page], ''],
    [`report of ${PAGED} jobs`, [SWEEP, 'report', 'page', '-o', 'page.html'], 'bound: 3 s'],
  ];
  const costs = measured.map((): Cost[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, [, args]] of measured.entries()) costs[at]?.push(costOf(folder, args));
  const bare = median((costs[0] ?? []).map(({ cpu }) => cpu));
  for (const [at, [what, , bound]] of measured.entries()) {
    const own = costs[at] ?? [];
    const [wall, cpu, peak] = (['wall', 'cpu', 'peak'] as const).map((key) => median(own.map((cost) => cost[key])));
    console.log(
      `${what.padEnd(34)} ${(wall ?? 0).toFixed(2).padStart(6)} s wall ${(cpu ?? 0).toFixed(2).padStart(6)} s CPU ` +
        `${((cpu ?? 0) / bare).toFixed(0).padStart(5)} x node ${(peak ?? 0).toFixed(0).padStart(5)} MiB   ${bound}`,
    );
  }
  const size = statSync(join(folder, 'page.html')).size / 1024 ** 2;
  console.log(`the page of ${PAGED} jobs, with a curve each: ${size.toFixed(1)} MiB (bound: 6)`);
});
