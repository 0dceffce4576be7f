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
