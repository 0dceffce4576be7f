import { lstatSync, readdirSync, statSync, type BigIntStats } from 'node:fs';
import { resolve } from 'node:path';
import { kindOf } from '../disk/file-kind.ts';
import type { Job } from '../model/plan.ts';

/** A path of `produces` that a job has not produced: there is none, nothing is in it, it is as old as before, or it holds nothing that stays. */
export interface OutputFault {
  readonly path: string;
  readonly fault: 'absent' | 'empty' | 'old' | 'no-file';
  /** What it is, such as `a pipe`, where it is there and no file. */
  readonly kind: string | null;
}

/**
 * The paths of `job.produces` that are not there, are empty, are as old as before the attempt, or are neither file nor folder.
 * @param since when the attempt began, in nanoseconds; null when that is not known: then no file is too old.
 */
export function missingOutputs(job: Pick<Job, 'produces'>, root: string, since: bigint | null): OutputFault[] {
  return job.produces.flatMap((path) => {
    const whole = resolve(root, path);
    const stat = statOf(whole);
    const fault = stat === undefined ? 'absent' : faultOf(whole, stat, since);
    if (fault === null) return [];
    return [{ path, fault, kind: stat === undefined || stat.isFile() ? null : kindOf(stat) }];
  });
}

function faultOf(path: string, stat: BigIntStats, since: bigint | null): OutputFault['fault'] | null {
  const isFolder = stat.isDirectory();
  if (!isFolder && !stat.isFile()) return 'no-file';
  const entries = isFolder ? entriesOf(path) : null;
  if (entries === null ? stat.size === 0n : entries.length === 0) return 'empty';
  const isRecent = isNew(stat, since) || (entries ?? []).some((entry) => isRenewed(within(path, entry), since));
  return isRecent ? null : 'old';
}

/** A folder is as new as the newest thing in it: files written over do not touch the folder. */
function isRenewed(path: Buffer, since: bigint | null): boolean {
  const stat = statOf(path, lstatSync);
  if (stat === undefined) return false;
  if (isNew(stat, since)) return true;
  return stat.isDirectory() && entriesOf(path).some((entry) => isRenewed(within(path, entry), since));
}

/**
 * Equal times count as newer, since file systems take them from a clock that ticks every few milliseconds; so do whole
 * seconds in the second of the start, which is all that some file systems keep. The time of the last change counts like
 * that of the last writing, which downloads and copies set back.
 */
export function isNew({ mtimeNs, ctimeNs }: Pick<BigIntStats, 'mtimeNs' | 'ctimeNs'>, since: bigint | null): boolean {
  if (since === null) return true;
  return [mtimeNs, ctimeNs].some((at) => at >= since || (at % SECOND === 0n && at >= since - (since % SECOND)));
}

const SECOND = 1_000_000_000n;

/** Undefined when it is not there, or cannot be looked at. */
function statOf(path: string | Buffer, stat: typeof lstatSync = statSync): BigIntStats | undefined {
  try {
    return stat(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** Their names as bytes, which need not be UTF-8. */
function entriesOf(path: string | Buffer): Buffer[] {
  try {
    return readdirSync(path, { encoding: 'buffer' });
  } catch {
    return [];
  }
}

function within(folder: string | Buffer, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);
}
