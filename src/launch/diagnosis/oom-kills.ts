import { join } from 'node:path';
import { readKernelFile } from '../../disk/kernel-file.ts';

/**
 * How often the kernel has killed a process for lack of memory: on this machine since it booted (`oom_kill` of
 * /proc/vmstat), and in the control group of this process (memory.events, cgroup-v2.rst), together. Only a rise means
 * something. Null where neither can be read.
 */
export function countOomKills(): number | null {
  const counts = [countIn('/proc/vmstat'), countIn(memoryEvents())].filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** How long a count is as good as a new one for what has yet to begin, in milliseconds. */
const FRESH = 1000;

/** The counter as many attempts ask for it, each before it begins and perhaps after its end. */
export class OomCounter {
  readonly #count: () => number | null;
  #last: { readonly at: number; readonly count: number | null } = { at: -Infinity, count: null };

  constructor(count: () => number | null = countOomKills) {
    this.#count = count;
  }

  /** What it showed before an attempt that begins now: read at most once a second, and no older than what `now` last gave. */
  baseline(): number | null {
    return performance.now() - this.#last.at < FRESH ? this.#last.count : this.now();
  }

  /** What it shows now. */
  now(): number | null {
    this.#last = { count: this.#count(), at: performance.now() };
    return this.#last.count;
  }
}

function countIn(path: string | null): number | null {
  const count = path === null ? undefined : /^oom_kill (\d+)$/m.exec(read(path))?.[1];
  return count === undefined ? null : Number(count);
}

function memoryEvents(): string | null {
  const group = /^0::(\/.*)$/m.exec(read('/proc/self/cgroup'))?.[1];
  return group === undefined ? null : join('/sys/fs/cgroup', group, 'memory.events');
}

function read(path: string): string {
  try {
    return readKernelFile(path);
  } catch {
    return '';
  }
}
