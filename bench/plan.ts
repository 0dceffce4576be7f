/**
 * What planning costs: 10,000 and 100,000 cells, and a run in which all of 10,000 jobs are fresh. That run needs 10,000
 * jobs that have run before, which takes about a minute.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { costOf, inScratch, median, run, SWEEP, type Cost } from './rig/measure.ts';

const ROUNDS = 3;

/** A sweep of `cells` cells (a multiple of 1,000) with what real ones have: rules, vars, a chain. */
function sweepOf(name: string, cells: number): string {
  return `name: ${name}
matrix:
  strategy: [greedy, beam, best_of_n, mcts, random, exhaustive, lookahead, rollout, sampling, voting]
  dataset: {from: 1, count: ${cells / 1000}}
  seed: {from: 42, count: 100}
vars:
  output: results/{{strategy}}/{{dataset}}
command: test -n "{{strategy}}-{{dataset}}-{{seed}}-{{output}}"
timeout: 1h
chain: seed
rules:
  - {when: {strategy: [beam, mcts]}, timeout: 2h, priority: 1}
  - {unless: {strategy: greedy}, env: {STRATEGY: "{{strategy}}"}}
`;
}

function report(what: string, costs: readonly Cost[], bound: string): void {
  const [wall, cpu, peak] = [
    costs.map((cost) => cost.wall),
    costs.map((cost) => cost.cpu),
    costs.map((cost) => cost.peak),
  ];
  console.log(
    `${what.padEnd(28)} ${median(wall).toFixed(2).padStart(6)} s wall ${median(cpu).toFixed(2).padStart(6)} s CPU ` +
      `${median(peak).toFixed(0).padStart(5)} MiB at most   (bound: ${bound})`,
  );
}

function rounds(work: () => Cost): readonly Cost[] {
  return Array.from({ length: ROUNDS }, work);
}

await inScratch((folder) => {
  writeFileSync(join(folder, 'small.yaml'), sweepOf('small', 10_000));
  writeFileSync(join(folder, 'large.yaml'), sweepOf('large', 100_000));
  const plan = (file: string): readonly Cost[] => rounds(() => costOf(folder, [SWEEP, 'plan', file]));
  report('plan of 10,000 cells', plan('small.yaml'), '1 s');
  report('plan of 100,000 cells', plan('large.yaml'), '10 s, 1024 MiB');
  run(folder, process.execPath, [SWEEP, 'run', 'small.yaml', '--slots', String(availableParallelism())]);
  report(
    'run of 10,000 fresh jobs',
    rounds(() => costOf(folder, [SWEEP, 'run', 'small.yaml'])),
    '1 s',
  );
});
