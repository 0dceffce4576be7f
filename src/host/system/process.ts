import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessId } from '../../model/process-id.ts';
import { tick, type Tick } from '../../model/units.ts';
import { read, readStat } from './proc-stat.ts';

/** Whether a process lives; `unknown` where this machine, boot and pid namespace cannot tell. */
export type Liveness = 'alive' | 'dead' | 'unknown';

/** A living process of this pid namespace, as /proc/PID/stat tells of it (proc_pid_stat(5)). */
export interface LivingProcess {
  readonly pid: number;
  /** The pid of the process that founded its session; the number stays taken for as long as the session has a member. */
  readonly session: number;
  /** Clock ticks from boot to its start. */
  readonly startTicks: string;
}

/** What tells the process `pid` from every other that ever had or will have this number; null when there is none. */
export function identify(pid: number): ProcessId | null {
  const stat = readStat(pid);
  return stat === null ? null : { pid, startTicks: stat.startTicks, ...here() };
}

/** What tells this machine from others. */
export function thisMachine(): string {
  return here().machineId;
}

/**
 * Whether the process lives. A zombie is dead: an init may reap it late or never. After another boot of the same
 * machine it is dead; on another machine or in another pid namespace it is unknown, never dead.
 */
export function isAlive(id: ProcessId): Liveness {
  const { bootId, pidNamespace, machineId } = here();
  if (id.machineId !== machineId) return 'unknown';
  if (id.bootId !== bootId) return 'dead';
  if (id.pidNamespace !== pidNamespace) return 'unknown';
  const stat = readStat(id.pid);
  if (stat === null) return isHidden(id.pid) ? 'unknown' : 'dead';
  return stat.startTicks === id.startTicks && stat.living ? 'alive' : 'dead';
}

/**
 * Whether this machine and pid namespace is where the process is, or was before the machine booted last: `isAlive` then
 * answers `unknown` only for what /proc hides.
 */
export function isOfHere(id: ProcessId): boolean {
  const { bootId, pidNamespace, machineId } = here();
  return id.machineId === machineId && (id.bootId !== bootId || id.pidNamespace === pidNamespace);
}

/** Whether this kernel is the one that the process ran, or runs, on, be it in another pid namespace: a container of the same name. */
export function isOfThisKernel({ machineId, bootId }: Pick<ProcessId, 'machineId' | 'bootId'>): boolean {
  const place = here();
  return machineId === place.machineId && bootId === place.bootId && bootId !== '';
}

/** Whether a pid namespace is one of a container, and not that which the kernel has begun with (PROC_PID_INIT_INO of Linux). */
export function isOfContainer({ pidNamespace }: Pick<ProcessId, 'pidNamespace'>): boolean {
  return pidNamespace !== 'pid:[4026531836]';
}

/** Whether the process is there but does not go on by itself: stopped by a signal or a debugger, or without its first thread. */
export function isSuspended(pid: number): boolean {
  return ['T', 't', 'Z'].includes(readStat(pid)?.state ?? '');
}

/** The effective uid of a process; null when there is none, or /proc hides it. */
export function uidOf(pid: number): number | null {
  // The owner of /proc/PID is root for a process that must not be dumped, whoever runs it.
  const said = /^Uid:\s+\d+\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return said === undefined ? (statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid ?? null) : Number(said);
}

/** When the process began; to a hundredth of a second, and later by the time that the machine has slept before. */
export function startOf({ startTicks }: Pick<ProcessId, 'startTicks'>): Tick {
  return tick(Number(startTicks) * MS_PER_CLOCK_TICK);
}

/** sysconf(_SC_CLK_TCK) is 100 wherever Linux shows clock ticks to programs (time(7)). */
const MS_PER_CLOCK_TICK = 10;

/** Whether the session that `founder` founded has a member. Its number cannot be taken anew while there is one. */
export function isSessionAlive(founder: ProcessId, living: readonly LivingProcess[]): boolean {
  const isTakenAnew = living.some(({ pid, startTicks }) => pid === founder.pid && startTicks !== founder.startTicks);
  const isMember = ({ session, startTicks }: LivingProcess): boolean =>
    session === founder.pid && Number(startTicks) >= Number(founder.startTicks);
  return !isTakenAnew && living.some(isMember);
}

/** Every living process of this pid namespace. Costs some 20 µs a process. */
export function livingProcesses(): LivingProcess[] {
  const found: LivingProcess[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readStat(pid);
    if (stat?.living === true) found.push({ pid, session: stat.session, startTicks: stat.startTicks });
  }
  return found;
}

/** Whether a process is there although /proc does not show it: it belongs to another user, and /proc hides those. */
function isHidden(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

type Place = Pick<ProcessId, 'bootId' | 'pidNamespace' | 'machineId'>;

let place: Place | null = null;

function here(): Place {
  place ??= {
    bootId: read('/proc/sys/kernel/random/boot_id')?.trim() ?? '',
    pidNamespace: link('/proc/self/ns/pid'),
    machineId: machineId(),
  };
  return place;
}

/**
 * A hash, since machine-id(5) asks not to publish the id itself; with the name of the host, since containers made from
 * one image share the id.
 */
function machineId(): string {
  const id = read('/etc/machine-id')?.trim() ?? '';
  return createHash('sha256').update(`sweep\n${id}\n${hostname()}`).digest('hex').slice(0, 32);
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
