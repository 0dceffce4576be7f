import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process has cost. */
export interface Cost {
  /** Seconds from start to end. */
  readonly wall: number;
  /** Seconds on a CPU, in user and kernel mode, start-up of node included. */
  readonly cpu: number;
  /** The most memory that it held at once, in MiB. */
  readonly peak: number;
}

/** Whether only to see that each benchmark still works: `SWEEP_BENCH=short`. Its figures say nothing. */
export const IS_SHORT = process.env['SWEEP_BENCH'] === 'short';

/** The binary as it is shipped. */
export const SWEEP = join(import.meta.dirname, '../../dist/sweep.js');

/** Calls `body` with an empty folder that is removed afterwards. */
export async function inScratch(body: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-bench-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs node with `args` in `folder` and throws away what it prints. Fails when it does not exit with 0. The cost is
 * what the process itself says of it as it exits (getrusage(2)).
 */
export function costOf(folder: string, args: readonly string[]): Cost {
  const witness = join(folder, 'witness.cjs');
  const account = join(folder, 'account.json');
  writeFileSync(
    witness,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(account)}, JSON.stringify(process.resourceUsage())));`,
  );
  const began = process.hrtime.bigint();
  run(folder, process.execPath, ['--require', witness, ...args]);
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(account, 'utf8')) as NodeJS.ResourceUsage;
  return { wall, cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 };
}

/** Runs a program to its end in `folder`; shows what it says on stderr, and fails when it does not exit with 0. */
export function run(folder: string, file: string, args: readonly string[]): void {
  // Certificates that only this machine has cost node up to 70 ms at each start.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const { status, signal, error } = spawnSync(file, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw error ?? new Error(`${file} ${args.join(' ')} ended with ${status ?? signal ?? 'no status'}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values, no median');
  return middle;
}

/** Seconds. */
export interface Timed {
  readonly wall: number;
  /** On a CPU, of all processes together that `work` has started and waited for. */
  readonly cpu: number;
}

/** What `work` takes, without this process itself. It gives the seconds on a CPU that are to be counted besides. */
export function timed(work: () => number): Timed {
  const before = cpuOfChildren();
  const began = process.hrtime.bigint();
  const besides = work();
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  return { wall, cpu: cpuOfChildren() - before + besides };
}

/** Seconds, in hundredths: what proc(5) says of the children that this process has waited for, and of theirs. */
function cpuOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** `median (least-most)`. */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}
