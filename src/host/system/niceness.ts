import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';

/** CAP_SYS_NICE, by its place in the masks of /proc/PID/status (capabilities(7)). */
const CAP_SYS_NICE = 1n << 23n;

/** The range of niceness, as RLIMIT_NICE counts it: a limit of 1 is niceness 19, one of 40 is -20 (getrlimit(2)). */
const CEILING = 20;
const LOWEST = -20;

/**
 * The lowest N for which `nice -n N` can have its way in a child of this process: from -20, for who has the right to any
 * niceness, to 0. nice(1) itself only warns and goes on without.
 */
export function leastNice(): number {
  return leastNiceOf(
    readFileSync('/proc/self/status', 'utf8'),
    readFileSync('/proc/self/limits', 'utf8'),
    getPriority(),
  );
}

/** The same of a process with this /proc/PID/status, /proc/PID/limits and niceness. */
export function leastNiceOf(status: string, limits: string, niceness: number): number {
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  if ((BigInt(`0x${capabilities}`) & CAP_SYS_NICE) !== 0n) return LOWEST;
  const soft = /^Max nice priority\s+(\d+|unlimited)\s/m.exec(limits)?.[1] ?? '0';
  const floor = soft === 'unlimited' ? LOWEST : Math.max(LOWEST, CEILING - Number(soft));
  return Math.max(LOWEST, Math.min(0, floor - niceness));
}
