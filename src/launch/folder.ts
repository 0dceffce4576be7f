import { closeSync, existsSync, lstatSync, mkdirSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBeginning, readEnd, type Piece } from '../disk/plain-file.ts';
import type { JobId } from '../model/plan.ts';

/** The files of one attempt. */
export interface AttemptFolder {
  readonly path: string;
  /** The wrapper script; written once and never touched again. */
  readonly script: string;
  /**
   * Created exclusively, by the keeper when it begins, or by a runner that gives the attempt up. When all is over its keeper appends
   * how it ended.
   */
  readonly pid: string;
  /** What all its processes write to. */
  readonly log: string;
  /** What they write to stderr, where that is kept apart. */
  readonly errors: string;
  /** Where keepers of earlier versions wrote how it ended. */
  readonly exit: string;
  /** What it is told of the jobs that its own needs. */
  readonly needs: string;
  /** Where curves of its metrics are kept, as a runner has read them. */
  readonly curves: string;
  /** Where keys for a job with a terminal are written: a FIFO. */
  readonly keys: string;
}

/** The folder of a job, the same for every attempt. */
export function jobFolder(runFolder: string, job: JobId): string {
  return join(runFolder, 'jobs', job);
}

export function attemptFolder(runFolder: string, job: JobId, attempt: number): AttemptFolder {
  const path = join(jobFolder(runFolder, job), String(attempt));
  return {
    path,
    script: join(path, 'run.sh'),
    pid: join(path, 'pid'),
    log: join(path, 'out.log'),
    errors: join(path, 'err.log'),
    exit: join(path, 'exit'),
    needs: join(path, 'needs.json'),
    curves: join(path, 'curves.json'),
    keys: join(path, 'keys'),
  };
}

/**
 * Makes the folder, which must not be there yet, with the script and an empty log, and another for stderr where that is kept apart;
 * gives the log open for appending, so that nothing is overwritten when the job truncates it.
 * @throws Error of the file system, such as ENOSPC, or ENOENT where there is no run folder any more: it may have been moved, and is never made anew.
 */
export function makeAttemptFolder({ path, script, log, errors }: AttemptFolder, text: string, isSplit = false): number {
  makeJobFolder(dirname(path));
  mkdirSync(path);
  writeFileSync(script, text, { flag: 'wx' });
  if (isSplit) closeSync(openSync(errors, 'wx'));
  return openSync(log, 'ax');
}

/** Makes the folder of a job within that of all jobs, unless they are there. */
function makeJobFolder(path: string): void {
  for (const folder of [dirname(path), path]) if (!existsSync(folder)) mkdirSync(folder);
}

/** Removes the folder of an attempt of which there is no process, as far as that can be done. */
export function discardAttemptFolder({ path }: AttemptFolder): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The next attempt has another number, and is none the worse for what stays.
  }
}

/** What the keeper recorded before it began. */
export interface StartRecord {
  readonly pid: number;
  readonly startTicks: string;
  /** Empty where the kernel does not tell it. */
  readonly bootId: string;
  /** Seconds since the machine booted; null when unknown. */
  readonly uptime: number | null;
  /** When that was, in nanoseconds of the clock of the file system; null when its files do not tell. */
  readonly at: bigint | null;
}

/**
 * What the file `pid` says: nothing is there, the attempt was given up, its keeper, or (still) none of these, as where a job has put
 * something else in its place.
 */
export type Start =
  | { readonly kind: 'absent' }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'torn' }
  | { readonly kind: 'begun'; readonly record: StartRecord };

export function readStart({ pid: path, script }: AttemptFolder): Start {
  const file = readQuietly(path, readBeginning);
  if (file === null) return { kind: isThere(path) ? 'torn' : 'absent' };
  const text = textOf(file);
  if (text === GIVEN_UP) return { kind: 'given-up' };
  const lines = text.split('\n');
  const [stat = '', bootId = '', uptime = ''] = lines;
  const pid = Number(/^(\d{1,10}) \(/.exec(stat)?.[1]);
  const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  if (lines.length < 4 || Number.isNaN(pid) || startTicks === undefined) return { kind: 'torn' };
  // What has its end appended was written last when that was. The script is as old as the start, but for the launch.
  const at = endingIn(file) === null ? file.at : writtenAt(script);
  return { kind: 'begun', record: { pid, startTicks, bootId, uptime: secondsIn(uptime), at } };
}

/** Who founded the session of a job's terminal, as the first process of that has noted; null where none has. */
export function readTerminal({
  pid: path,
}: Pick<AttemptFolder, 'pid'>): Pick<StartRecord, 'pid' | 'startTicks'> | null {
  const file = readQuietly(path, readBeginning);
  const [, pid, startTicks = ''] = /^session (\d{1,10}) (\d{1,15})\n/m.exec(file === null ? '' : textOf(file)) ?? [];
  return pid === undefined ? null : { pid: Number(pid), startTicks };
}

const GIVEN_UP = 'given up\n';

/**
 * Makes sure that a keeper which has not begun never will.
 * @returns false when a file `pid` is there already.
 * @throws Error of the file system other than EEXIST.
 */
export function giveUp({ pid }: AttemptFolder): boolean {
  let file;
  try {
    file = openSync(pid, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeFileSync(file, GIVEN_UP);
  } catch {
    // That the file is there is what stops the keeper; a full disk may keep the reason out of it.
  } finally {
    closeSync(file);
  }
  return true;
}

/** How the keeper says the job ended. */
export interface Ending {
  readonly code: number;
  /** It was told to stop. */
  readonly stopped: boolean;
  /** A hint that processes of its group outlive it. */
  readonly left: boolean;
  readonly uptime: number | null;
  readonly at: bigint;
}

/** What its keeper has said of the end; null when that is not there or not whole. */
export function readEnding({ pid, exit }: Pick<AttemptFolder, 'pid' | 'exit'>): Ending | null {
  return endingIn(readQuietly(pid, readEnd)) ?? endingIn(readQuietly(exit, readEnd));
}

/** The last four lines: /proc/uptime, two of `times`, and the end. */
function endingIn(file: Piece | null): Ending | null {
  if (file === null) return null;
  const lines = textOf(file).split('\n');
  const match = /^exit (\d{1,3})( stopped)?( left)?$/.exec(lines.at(-2) ?? '');
  if (match === null || lines.at(-1) !== '') return null;
  const [, code, stopped, left] = match;
  const uptime = secondsIn(lines.at(-5) ?? '');
  return { code: Number(code), stopped: stopped !== undefined, left: left !== undefined, uptime, at: file.at };
}

/** From `start` to `ending`: by the time since boot that both tell, else by the times of files; null when those do not tell. */
export function secondsBetween(start: StartRecord, ending: Ending): number | null {
  if (start.uptime !== null && ending.uptime !== null) return Math.max(0, ending.uptime - start.uptime);
  return start.at === null ? null : Math.max(0, Number(ending.at - start.at) / 1e9);
}

/** The first number of /proc/uptime; none that a job has put in its place to be beyond all numbers. */
function secondsIn(line: string): number | null {
  const match = /^(\d{1,12}(?:\.\d+)?)(?: |$)/.exec(line);
  return match === null ? null : Number(match[1]);
}

/** Bytes: a keeper writes some hundreds, and a longer file is none of its. */
const LONGEST_RECORD = 64 * 1024;

function readQuietly(path: string, read: (path: string, most: number) => Piece): Piece | null {
  try {
    return read(path, LONGEST_RECORD);
  } catch {
    return null;
  }
}

/** Whether anything has that name, even a link to nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function textOf({ bytes }: Piece): string {
  return bytes.toString('utf8');
}

function writtenAt(path: string): bigint | null {
  try {
    return statSync(path, { bigint: true }).mtimeNs;
  } catch {
    return null;
  }
}
