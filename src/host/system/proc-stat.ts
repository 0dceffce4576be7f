import { readKernelFile } from '../../disk/kernel-file.ts';

/** What /proc/PID/stat tells of a process (proc_pid_stat(5)). */
export interface Stat {
  readonly state: string;
  readonly living: boolean;
  /** Its process group. */
  readonly group: number;
  readonly session: number;
  /** The device number of the terminal that controls it; 0 where there is none. */
  readonly terminal: number;
  /** The process group in the foreground of that; -1 where there is none. */
  readonly foreground: number;
  readonly startTicks: string;
}

/** Null when there is no such process, or /proc hides it. */
export function readStat(pid: number | 'self'): Stat | null {
  const line = read(`/proc/${pid}/stat`);
  if (line === null) return null;
  // The name may hold blanks and brackets, so fields are counted from the last bracket: the state is field 3.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state = '', , group = '', session = '', terminal = '', foreground = ''] = fields;
  const threads = Number(fields[17]);
  const startTicks = fields[19];
  if (startTicks === undefined) return null;
  const living = isLiving(state, threads);
  return {
    ...{ state, living, group: Number(group), session: Number(session) },
    ...{ terminal: Number(terminal), foreground: Number(foreground), startTicks },
  };
}

/** A process whose first thread has ended shows as a zombie although its other threads go on. */
function isLiving(state: string, threads: number): boolean {
  return (state !== 'Z' || threads > 1) && state !== 'X' && state !== 'x';
}

/** A file of the kernel; null where it is not there, or may not be read. */
export function read(path: string): string | null {
  try {
    return readKernelFile(path);
  } catch {
    return null;
  }
}
