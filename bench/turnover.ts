/**
 * What lies between the end of a job and the start of the next while thousands wait: jobs that write down when they begin and end, one at a
 * time, beside what else starts the same scripts. And what a job costs the runner, in plans of hundreds and of 100,000.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IS_SHORT, inScratch, median, spread, SWEEP } from './rig/measure.ts';
import { PEERS } from './rig/peers.ts';
import { inFolders, isInstalled, scriptsOf } from './rig/scripts.ts';
import { usageOf } from './rig/usage.ts';

const ROUNDS = IS_SHORT ? 1 : 3;

/** How many jobs are looked at in a round, after as many as let the runner settle. */
const JOBS = IS_SHORT ? 10 : 200;
const SETTLES = IS_SHORT ? 5 : 50;

const FEW = SETTLES + JOBS;
const PLANS = IS_SHORT ? [FEW, 1000] : [FEW, 10_000, 100_000];

const COMPARED = ['keepers (the floor)', 'xargs, nothing recorded', 'task-spooler'];

const sweepOf = (name: string, jobs: number, times: string): string => `name: ${name}
matrix: {n: {from: 1, count: ${jobs}}}
env: {LC_ALL: C, TIMES: ${times}}
command: |
  echo "$EPOCHREALTIME" >>"$TIMES"
  test {{n}} -gt 0
  echo "$EPOCHREALTIME" >>"$TIMES"
timeout: 1h
`;

/** The instants at which jobs began and ended, in turns, in seconds. */
function instantsIn(file: string): number[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1).map(Number);
  } catch {
    return [];
  }
}

/** Milliseconds from each end to the start after it, without those of the first jobs. */
function gapsIn(file: string): number[] {
  const instants = instantsIn(file).slice(2 * SETTLES, 2 * FEW);
  return instants.flatMap((ended, at) => {
    const next = instants[at + 1];
    return at % 2 === 1 && next !== undefined ? [1000 * (next - ended)] : [];
  });
}

/** The processes that a process has started and that still run. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Milliseconds on a CPU so far, of a runner and of what starts processes for it, which is the oldest of its children. */
function cpuOf(runner: number): number {
  const spawner = childrenOf(runner)[0];
  return [runner, ...(spawner === undefined ? [] : [spawner])].reduce((sum, pid) => sum + usageOf(pid).cpu, 0);
}

/** Runs the sweep `name` until enough jobs have ended, and gives the milliseconds on a CPU that one has cost the runner. */
async function runSome(folder: string, name: string, jobs: number, times: string): Promise<number> {
  const args = ['run', `${name}.yaml`, '--slots', '1', '--max-jobs', String(jobs), '--fresh'];
  const runner = spawn(process.execPath, [SWEEP, ...args], { cwd: folder, stdio: 'ignore' });
  const ended = once(runner, 'exit');
  const { pid } = runner;
  if (pid === undefined) throw new Error('no runner');
  const seen: { readonly jobs: number; readonly cpu: number }[] = [];
  for (let done = 0; done < FEW && runner.exitCode === null;) {
    await pause(20);
    done = Math.floor(instantsIn(times).length / 2);
    if (done >= SETTLES && done < FEW) seen.push({ jobs: done, cpu: cpuOf(pid) });
  }
  runner.kill('SIGTERM');
  await ended;
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || last.jobs === first.jobs) throw new Error(`no jobs of ${name}`);
  return (last.cpu - first.cpu) / (last.jobs - first.jobs);
}

/** The value that all but one in a hundred are below. */
function p99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
}

await inScratch(async (folder) => {
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'host'));
  process.env['SWEEP_HOST_DIR'] = join(folder, 'host');
  const peers = PEERS.filter(({ name, needs }) => COMPARED.includes(name) && needs.every(isInstalled));
  const gaps = new Map<string, { medians: number[]; p99s: number[] }>();
  const costs = new Map<number, number[]>(PLANS.map((jobs) => [jobs, []]));
  const note = (name: string, times: string): void => {
    const own = gaps.get(name) ?? { medians: [], p99s: [] };
    const measured = gapsIn(times);
    own.medians.push(median(measured));
    own.p99s.push(p99(measured));
    gaps.set(name, own);
  };
  const peersTimes = join(folder, 'times');
  writeFileSync(join(folder, 'few.yaml'), sweepOf('few', FEW, peersTimes));
  const scripts = scriptsOf(folder, 'few.yaml', FEW);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const jobs of PLANS) {
      const name = `plan${jobs}-${round}`;
      const times = join(folder, `times-${name}`);
      writeFileSync(join(folder, `${name}.yaml`), sweepOf(name, jobs, times));
      costs.get(jobs)?.push(await runSome(folder, name, jobs, times));
      note(`sweep run, ${jobs.toLocaleString('en')} jobs`, times);
    }
    for (const { name, start } of peers) {
      writeFileSync(peersTimes, '');
      const own = join(folder, `${round}-${name.replaceAll(/\W/g, '-')}`);
      mkdirSync(own);
      start({ root: folder, folder: own, scripts, attempts: inFolders(scripts, own), slots: 1 });
      note(name, peersTimes);
    }
  }
  console.log(`from the end of a job to the start of the next, ${JOBS} jobs one at a time, ${ROUNDS} rounds in turns`);
  console.log(`${'started by'.padEnd(30)}ms, median (least-most)   ms, p99`);
  for (const [name, { medians, p99s }] of gaps)
    console.log(`${name.padEnd(30)}${spread(medians, 1).padEnd(26)}${spread(p99s, 1)}`);
  console.log('bounds: 10 ms and 50 ms');
  for (const [jobs, cpu] of costs)
    console.log(
      `a job costs the runner ${spread(cpu, 1)} ms of CPU in a plan of ${jobs.toLocaleString('en')} (bound: 2.5 ms)`,
    );
});
