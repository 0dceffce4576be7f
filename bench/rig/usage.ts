import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What all threads of a process have used so far. */
export interface Usage {
  /** Milliseconds on a CPU (/proc/PID/task/TID/schedstat, in nanoseconds). */
  readonly cpu: number;
  /** How often one of them began to wait, and so was woken. */
  readonly wakes: number;
}

export function usageOf(pid: number): Usage {
  const folder = `/proc/${pid}/task`;
  const threads = readdirSync(folder).map((thread) => ({
    cpu: Number(readFileSync(join(folder, thread, 'schedstat'), 'utf8').split(' ')[0]) / 1e6,
    wakes: Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(join(folder, thread, 'status'), 'utf8'))?.[1]),
  }));
  const sum = (of: keyof Usage): number => threads.reduce((total, thread) => total + thread[of], 0);
  return { cpu: sum('cpu'), wakes: sum('wakes') };
}
