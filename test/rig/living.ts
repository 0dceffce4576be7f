import { readFileSync } from 'node:fs';
import { livingProcesses } from '../../src/host/system/process.ts';

/** Whether a process lives; a zombie, which an init may never reap, does not. */
export function isLiving(pid: number): boolean {
  return livingProcesses().some((one) => one.pid === pid);
}

/** The processes that live and began with a variable of this value; one that may not be looked into has none. */
export function processesWith(variable: string, value: string): readonly number[] {
  return livingProcesses()
    .map(({ pid }) => pid)
    .filter((pid) => environmentOf(pid).includes(`${variable}=${value}`));
}

/** What a process began with, each as `NAME=value`; nothing where that may not be looked into. */
export function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
