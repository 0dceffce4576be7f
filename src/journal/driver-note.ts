import { rmSync, writeFileSync } from 'node:fs';
import { readBoundedText } from '../disk/plain-file.ts';
import { driverPath } from './folder.ts';

/** A runner that is a job of a cluster, and may wait there. */
export interface DriverNote {
  /** The executor, as the host file called it. */
  readonly executor: string;
  /** The name of the job, which no other has: it is found by that. */
  readonly job: string;
}

/** Bytes that a note has at the most. */
const LONGEST = 4096;

/** The runner that a run folder was left to; null where that is none, or nothing that can be read. */
export function driverNoted(runFolder: string): DriverNote | null {
  const text = readBoundedText(driverPath(runFolder), LONGEST);
  if (text === null) return null;
  try {
    const { executor, job } = JSON.parse(text) as Partial<Record<keyof DriverNote, unknown>>;
    return typeof executor === 'string' && typeof job === 'string' ? { executor, job } : null;
  } catch {
    return null;
  }
}

/** Notes it in the place of another, before the cluster hears of it. */
export function noteDriver(runFolder: string, { executor, job }: DriverNote): void {
  forgetDriver(runFolder);
  // Whatever a job puts there meanwhile, such as a pipe, is not written to.
  writeFileSync(driverPath(runFolder), `${JSON.stringify({ version: 1, executor, job })}\n`, { flag: 'wx' });
}

/** That there is none any more. */
export function forgetDriver(runFolder: string): void {
  rmSync(driverPath(runFolder), { force: true });
}
