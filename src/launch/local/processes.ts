import { existsSync, readlinkSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readKernelFile } from '../../disk/kernel-file.ts';
import type { JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { readTerminal } from '../folder.ts';

/** A living process as the executor needs to know it. */
export interface LivingProcess {
  readonly pid: number;
  readonly session: number;
  readonly startTicks: string;
}

/** The processes of this machine. */
export interface Processes {
  /** Null when there is no such process; a zombie still has an identity. */
  identify(pid: number): ProcessId | null;
  /** Zombies are dead; what another machine or pid namespace holds is unknown. */
  isAlive(id: ProcessId): 'alive' | 'dead' | 'unknown';
  /** All of them; costs some 20 µs a process. */
  livingProcesses(): readonly LivingProcess[];
}

/** What the processes of an attempt are known by. */
export interface Trace {
  readonly job: JobId;
  readonly attempt: number;
  /** It founded the session of the attempt; null when it never told who it is. */
  readonly keeper: ProcessId | null;
  readonly token: string;
  /** The canonical path of `out.log`. */
  readonly log: string;
  /** Whether it may have a terminal, and so another session than that of its keeper. */
  readonly hasTerminal: boolean;
}

/** The members of the sessions of an attempt: of that which its keeper founded, and of that of its terminal. */
export function membersOf({ keeper, log, hasTerminal }: Trace, living: readonly LivingProcess[]): LivingProcess[] {
  if (keeper === null) return [];
  const members = sessionMembers(keeper, living);
  const terminal = hasTerminal ? readTerminal({ pid: join(dirname(log), 'pid') }) : null;
  if (terminal === null || terminal.pid === keeper.pid || isOlder(terminal, keeper)) return members;
  const inside = sessionMembers(terminal, living);
  // A job may write into `pid` what it will.
  return inside.some(({ pid }) => pid === process.pid) ? members : [...members, ...inside];
}

/** The members of the session that `keeper` founded. Its number cannot be taken anew while there is one. */
export function sessionMembers(
  keeper: Pick<ProcessId, 'pid' | 'startTicks'>,
  living: readonly LivingProcess[],
): LivingProcess[] {
  const members = living.filter((one) => one.session === keeper.pid && !isOlder(one, keeper));
  const isTakenAnew = living.some((one) => one.pid === keeper.pid && one.startTicks !== keeper.startTicks);
  return isTakenAnew ? [] : members;
}

/** The processes of each trace: by session, by token, or by what they write to. Only the newer ones are looked at. */
export function processesOf(
  traces: readonly Trace[],
  living: readonly LivingProcess[],
): Map<Trace, readonly LivingProcess[]> {
  const bySession = new Map(
    traces.flatMap((trace) => membersOf(trace, living).map((one) => [one.pid, trace] as const)),
  );
  const byToken = new Map(traces.map((trace) => [trace.token, trace]));
  const byLog = new Map(traces.map((trace) => [trace.log, trace]));
  const since = Math.min(...traces.map(({ keeper }) => Number(keeper?.startTicks ?? 0)));
  const found = new Map<Trace, LivingProcess[]>(traces.map((trace) => [trace, []]));
  for (const one of living) {
    if (one.pid === process.pid || Number(one.startTicks) < since) continue;
    const trace = bySession.get(one.pid) ?? markOf(one.pid, byToken, byLog);
    if (trace !== undefined) found.get(trace)?.push(one);
  }
  return found;
}

/** Whether the process carries the token of the attempt or writes to its log, and belongs to this user, or this user is root. */
export function bearsMark(pid: number, trace: Trace): boolean {
  return markOf(pid, new Map([[trace.token, trace]]), new Map([[trace.log, trace]])) !== undefined;
}

/** Sends `signal`; a process that is gone, or belongs to somebody else, is left alone. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone, or not ours to signal: whoever looks next sees which.
  }
}

function markOf(
  pid: number,
  byToken: ReadonlyMap<string, Trace>,
  byLog: ReadonlyMap<string, Trace>,
): Trace | undefined {
  try {
    const environment = environmentOf(pid);
    const token = variable(environment, 'SWEEP_TOKEN');
    // Whoever carries the token of another attempt is that one's, even if it writes to a log of the same name.
    const trace = token === '' ? byLog.get(readlinkSync(`/proc/${pid}/fd/1`)) : byToken.get(token);
    if (trace === undefined || !isOurs(pid)) return undefined;
    return isCopied(variable(environment, 'SWEEP_DIR'), trace) ? undefined : trace;
  } catch {
    // Gone meanwhile, or somebody else's.
    return undefined;
  }
}

/** Only root's jobs can turn into other users. */
function isOurs(pid: number): boolean {
  const user = process.geteuid?.();
  return user === 0 || statSync(`/proc/${pid}`).uid === user;
}

/**
 * Whether the journal that names the process is a copy: its job's folder is there, and another one than that of this attempt. A
 * folder that is not there any more was moved to where it is now.
 */
function isCopied(said: string, { log }: Trace): boolean {
  const own = dirname(dirname(log));
  return said !== '' && existsSync(said) && !isSameFolder(said, own);
}

/**
 * Whether a living process is the keeper of the attempt whose canonical log this is: it bears the token, and what it writes to
 * is, or was, in the folder of this very attempt, not in one that this is a copy of. A keeper of another user is known by the
 * script that it runs.
 */
export function isKeeperOf(pid: number, { token, log }: Pick<Trace, 'token' | 'log'>): boolean {
  const folder = dirname(log);
  try {
    if (variable(environmentOf(pid), 'SWEEP_TOKEN') !== token) return false;
    return isSameFolder(dirname(readlinkSync(`/proc/${pid}/fd/1`)), folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return (code === 'EACCES' || code === 'EPERM') && isSameFolder(dirname(scriptOf(pid)), folder);
  }
}

/** The script that a shell was started with; the empty string where that cannot be told. */
function scriptOf(pid: number): string {
  try {
    return readKernelFile(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] ?? '';
  } catch {
    return '';
  }
}

/** Whether a living process is a shell that runs a script which stands in this folder. */
export function runsScriptIn(pid: number, folder: string): boolean {
  return isSameFolder(dirname(scriptOf(pid)), folder);
}

function isSameFolder(one: string, other: string): boolean {
  if (one === other) return true;
  const a = statSync(one, { throwIfNoEntry: false });
  const b = statSync(other, { throwIfNoEntry: false });
  return a !== undefined && a.dev === b?.dev && a.ino === b.ino;
}

/** With a NUL before each variable. */
function environmentOf(pid: number): string {
  return `\0${readKernelFile(`/proc/${pid}/environ`, 'utf8')}`;
}

/** The empty string where it is not set. */
function variable(environment: string, name: string): string {
  const begin = environment.indexOf(`\0${name}=`);
  if (begin < 0) return '';
  const from = begin + name.length + 2;
  const end = environment.indexOf('\0', from);
  return environment.slice(from, end < 0 ? undefined : end);
}

function isOlder(one: Pick<LivingProcess, 'startTicks'>, keeper: Pick<ProcessId, 'startTicks'>): boolean {
  return Number(one.startTicks) < Number(keeper.startTicks);
}

/** How old an answer may be: this many milliseconds, or so many times what it cost. */
const AGE = { least: 20, timesCost: 2 };

/**
 * All living processes, as they were a moment ago: many attempts that ask at once are answered by one look. That a
 * session is empty stays true, and who asks what to kill asks again.
 */
export class Census {
  readonly #processes: Processes;
  #living: readonly LivingProcess[] = [];
  #validUntil = -Infinity;

  constructor(processes: Processes) {
    this.#processes = processes;
  }

  living(): readonly LivingProcess[] {
    const begin = performance.now();
    if (begin < this.#validUntil) return this.#living;
    this.#living = this.#processes.livingProcesses();
    const end = performance.now();
    this.#validUntil = end + Math.max(AGE.least, AGE.timesCost * (end - begin));
    return this.#living;
  }
}
