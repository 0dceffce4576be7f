import { livingProcesses } from '../../src/host/system/process.ts';

/** Whether a process lives; a zombie, which an init may never reap, does not. */
export function isLiving(pid: number): boolean {
  return livingProcesses().some((one) => one.pid === pid);
}
