/**
 * How fast real jobs are started: 1,000 that do nothing, two at a time, by `sweep run` and by `xargs -P2 -n1 bash` over
 * the very scripts that the run executes. Everything counts: reading the sweep, the journal, the folders of the jobs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inScratch, median, run, SWEEP } from './rig/measure.ts';

const JOBS = 1000;
const ROUNDS = 3;

const SWEEP_FILE = `name: launch
matrix: {n: {from: 1, count: ${JOBS}}}
command: test {{n}} -gt 0
`;

function rate(work: () => void): number {
  const began = process.hrtime.bigint();
  work();
  return JOBS / (Number(process.hrtime.bigint() - began) / 1e9);
}

function xargs(scripts: readonly string[]): void {
  const input = scripts.map((script) => `${script}\0`).join('');
  const { status } = spawnSync('xargs', ['-0', '-P2', '-n1', 'bash'], { input, stdio: ['pipe', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`xargs ended with ${status ?? 'no status'}`);
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sh'))
    .map((name) => join(folder, name));
}

await inScratch((folder) => {
  writeFileSync(join(folder, 'launch.yaml'), SWEEP_FILE);
  run(folder, process.execPath, [SWEEP, 'render', 'launch.yaml', '--out', 'scripts']);
  const scripts = scriptsBelow(join(folder, 'scripts'));
  if (scripts.length !== JOBS) throw new Error(`${scripts.length} scripts instead of ${JOBS}`);
  const rates: { readonly sweep: number[]; readonly xargs: number[] } = { sweep: [], xargs: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const args = [SWEEP, 'run', 'launch.yaml', '--slots', '2', '--state-dir', `state-${round}`];
    rates.sweep.push(
      rate(() => {
        run(folder, process.execPath, args);
      }),
    );
    rates.xargs.push(
      rate(() => {
        xargs(scripts);
      }),
    );
  }
  const [ours, theirs] = [median(rates.sweep), median(rates.xargs)];
  console.log(`${JOBS} jobs, two at a time, median of ${ROUNDS} rounds`);
  console.log(`sweep run --slots 2   ${ours.toFixed(0).padStart(5)} jobs/s`);
  console.log(`xargs -P2 -n1 bash    ${theirs.toFixed(0).padStart(5)} jobs/s`);
  console.log(`ratio                 ${(ours / theirs).toFixed(2).padStart(5)}`);
});
