/**
 * What planning costs, and how it grows: 1,000 to 1,000,000 cells; a run in which all of 100,000 jobs are fresh; and a look at a run
 * folder of 20,000 jobs. All in CPU time, beside what node takes to start.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finishedRun } from './rig/finished-run.ts';
import { IS_SHORT, costOf, inScratch, median, SWEEP, type Cost } from './rig/measure.ts';

const SIZES = IS_SHORT ? [1000, 2000] : [1000, 10_000, 100_000, 1_000_000];
const FRESH = IS_SHORT ? 1000 : 100_000;
const LOOKED_AT = IS_SHORT ? 1000 : 20_000;

/** Rounds of what is measured; of what takes longest there is one. */
const ROUNDS = IS_SHORT ? 1 : 3;
const ONCE_FROM = 1_000_000;

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

/** The medians of `rounds` rounds. */
function costIn(folder: string, args: readonly string[], rounds = ROUNDS): Cost {
  const costs = Array.from({ length: rounds }, () => costOf(folder, args));
  const middle = (key: keyof Cost) => median(costs.map((cost) => cost[key]));
  return { wall: middle('wall'), cpu: middle('cpu'), peak: middle('peak') };
}

await inScratch(async (folder) => {
  mkdirSync(join(folder, '.sweep'));
  const bare = costIn(folder, ['--eval', '0']);
  const report = (what: string, { wall, cpu, peak }: Cost, more: string): void => {
    console.log(
      `${what.padEnd(32)} ${wall.toFixed(2).padStart(6)} s wall ${cpu.toFixed(2).padStart(6)} s CPU ` +
        `${(cpu / bare.cpu).toFixed(0).padStart(5)} x node ${peak.toFixed(0).padStart(5)} MiB at most   (${more})`,
    );
  };
  const write = (name: string, cells: number): string => {
    writeFileSync(join(folder, `${name}.yaml`), sweepOf(name, cells));
    return `${name}.yaml`;
  };
  report('node alone', bare, 'all CPU time is held against it');

  const growth: { readonly cells: number; readonly cpu: number }[] = [];
  for (const cells of SIZES) {
    const args = [SWEEP, 'plan', write(`plan${cells}`, cells), '--max-jobs', String(cells)];
    const cost = costIn(folder, args, cells >= ONCE_FROM ? 1 : ROUNDS);
    growth.push({ cells, cpu: cost.cpu });
    report(`plan of ${cells.toLocaleString('en')} cells`, cost, 'bound: 20 s and 1536 MiB for 1,000,000');
  }
  for (const [index, { cells, cpu }] of growth.entries()) {
    const before = growth[index - 1];
    if (before === undefined) continue;
    const exponent = Math.log(cpu / before.cpu) / Math.log(cells / before.cells);
    const span = `${before.cells.toLocaleString('en')} to ${cells.toLocaleString('en')}`;
    console.log(`CPU time grows from ${span} cells with the power of ${exponent.toFixed(2)} (bound: 1)`);
  }

  const fresh = write('fresh', FRESH);
  await finishedRun(join(folder, fresh));
  report(
    `run of ${FRESH.toLocaleString('en')} fresh jobs`,
    costIn(folder, [SWEEP, 'run', fresh, '--max-jobs', String(FRESH)]),
    'bound: 3 s',
  );

  const job = await finishedRun(join(folder, write('seen', LOOKED_AT)));
  const looks = [
    ['status', 'seen'],
    ['why', '--sweep', 'seen', job],
    ['logs', '--sweep', 'seen', job],
  ];
  for (const args of looks) {
    const what = `${args[0] ?? ''} of ${LOOKED_AT.toLocaleString('en')} jobs`;
    report(what, costIn(folder, [SWEEP, ...args]), 'bound: 0.5 s');
  }
});
