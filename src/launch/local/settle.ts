import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalPath } from '../../disk/canonical-path.ts';
import { treeOf, type Settlement, type SettleOrder } from '../../model/attempt.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { type AttemptFolder, attemptFolder, giveUp, readEnding, readStart, type StartRecord } from '../folder.ts';
import { conclude } from '../outcome.ts';
import {
  bearsMark,
  isKeeperOf,
  type LivingProcess,
  membersOf,
  type Processes,
  processesOf,
  type Trace,
} from './processes.ts';

/** What became of an attempt that an earlier runner left unfinished. */
export type Finding =
  /** Its keeper lives, or its session has other living members and may still come to an end of its own. */
  | { readonly kind: 'alive'; readonly keeper: ProcessId }
  /** The job is over. What it left behind can still live only on the machine and in the boot that it ran in; else null. */
  | { readonly kind: 'gone'; readonly trace: Trace | null }
  /** The job never began, and now never will. */
  | { readonly kind: 'abandoned' };

/** What `investigate` needs of an executor. */
export interface Scene {
  readonly order: SettleOrder;
  readonly folder: AttemptFolder;
  readonly log: string;
  readonly processes: Processes;
  /** Kills every process of the attempt. */
  readonly clear: (trace: Trace) => Promise<void>;
}

/** Milliseconds. */
const PATIENCE = { tornPid: 1000, fullDisk: 10_000, lateKeeper: 1000 };

/**
 * Finds out what became of an attempt. The file `pid` decides, since keeper and runner both create it exclusively:
 * whoever comes second does nothing.
 */
export async function investigate(scene: Scene): Promise<Finding> {
  const { order, folder, processes } = scene;
  const start = readStart(folder);
  if (start.kind === 'given-up') return afterGivingUp(scene);
  const here = placeOf(processes);
  if (order.process !== null && order.process.bootId !== here?.bootId) return ELSEWHERE;
  switch (start.kind) {
    case 'absent':
      return existsSync(folder.path) ? abandon(scene) : findWithoutFolder(scene);
    case 'torn':
      return waitForKeeper(scene);
    case 'begun':
      return findKeeper(scene, order.process ?? identityOf(start.record, here));
    default:
      return start satisfies never;
  }
}

/** The keeper has not begun: whoever creates `pid` first decides whether it will. */
async function abandon(scene: Scene): Promise<Finding> {
  for (let waited = 0; ; waited += 100) {
    try {
      return giveUp(scene.folder) ? await afterGivingUp(scene) : await investigate(scene);
    } catch {
      if (waited >= PATIENCE.fullDisk) return evict(scene);
      await pause(100);
    }
  }
}

/**
 * A late keeper finds `pid` there and goes at once. One that does not had begun, and its job has removed or replaced the file.
 */
async function afterGivingUp(scene: Scene): Promise<Finding> {
  const { process: keeper } = scene.order;
  if (keeper === null) return { kind: 'abandoned' };
  for (let waited = 0; waited < PATIENCE.lateKeeper; waited += 50) {
    if (readEnding(scene.folder) !== null || scene.processes.isAlive(keeper) !== 'alive') break;
    await pause(50);
  }
  const finding = findKeeper(scene, keeper);
  return finding.kind === 'alive' || readEnding(scene.folder) !== null ? finding : { kind: 'abandoned' };
}

/** `pid` is there but not whole: its keeper is about to write it, or never will, or its job has written over it. */
async function waitForKeeper(scene: Scene): Promise<Finding> {
  const { process: keeper } = scene.order;
  const trace = traceIn(scene, keeper);
  let found: readonly LivingProcess[] = [];
  for (let waited = 0; waited < PATIENCE.tornPid; waited += 50) {
    if (readStart(scene.folder).kind !== 'torn') return investigate(scene);
    found = processesOf([trace], scene.processes.livingProcesses()).get(trace) ?? [];
    if (found.length === 0) return afterKeeper(scene);
    await pause(50);
  }
  const finding = keeper === null ? findNamesake(scene) : findKeeper(scene, keeper);
  // A keeper that has not begun is alone.
  const hasBegun = finding.kind === 'alive' && found.some(({ pid }) => pid !== finding.keeper.pid);
  return hasBegun ? finding : evict(scene);
}

/** A keeper that hangs before it begins is killed. */
async function evict(scene: Scene): Promise<Finding> {
  await scene.clear(traceIn(scene, scene.order.process));
  return afterKeeper(scene);
}

/** No process of the attempt is left; what its keeper wrote last is what counts. */
async function afterKeeper(scene: Scene): Promise<Finding> {
  if (readStart(scene.folder).kind === 'begun') return investigate(scene);
  // Its job has written over how it began.
  const hasEnded = readEnding(scene.folder) !== null;
  return hasEnded ? { kind: 'gone', trace: traceIn(scene, scene.order.process) } : { kind: 'abandoned' };
}

/** Somebody removed the folder. */
function findWithoutFolder(scene: Scene): Finding {
  return scene.order.process === null ? { kind: 'abandoned' } : findKeeper(scene, scene.order.process);
}

function findKeeper(scene: Scene, keeper: ProcessId): Finding {
  switch (scene.processes.isAlive(keeper)) {
    case 'alive':
      return isKeeperOf(keeper.pid, traceIn(scene, keeper)) ? { kind: 'alive', keeper } : findNamesake(scene);
    case 'unknown':
      return ELSEWHERE;
    case 'dead':
      return keeper.bootId === placeOf(scene.processes)?.bootId ? findSession(scene, keeper) : ELSEWHERE;
  }
}

/**
 * What journal or `pid` names is somebody else: the journal is a copy, and the job another project's, or the job has written its
 * `pid` anew. Then the keeper, if there is one, is found by what only it has.
 */
function findNamesake(scene: Scene): Finding {
  const trace = traceIn(scene, null);
  const leaders = scene.processes.livingProcesses().filter(({ pid, session }) => pid === session);
  const pid = leaders.find((one) => isKeeperOf(one.pid, trace))?.pid;
  const keeper = pid === undefined ? null : scene.processes.identify(pid);
  return keeper === null ? { kind: 'gone', trace } : { kind: 'alive', keeper };
}

/** The number of a session says whose it is only as long as it has members; so one of them must bear the mark. */
function findSession(scene: Scene, keeper: ProcessId): Finding {
  const trace = traceIn(scene, keeper);
  const members = membersOf(trace, scene.processes.livingProcesses());
  if (!members.some(({ pid }) => bearsMark(pid, trace))) return { kind: 'gone', trace: traceIn(scene, null) };
  return readEnding(scene.folder) === null ? { kind: 'alive', keeper } : { kind: 'gone', trace };
}

const ELSEWHERE: Finding = { kind: 'gone', trace: null };

function traceIn({ order, log }: Scene, keeper: ProcessId | null): Trace {
  return traceOf(order, keeper, log);
}

/** What the processes of an attempt are known by, as it was ordered, by its keeper and the canonical path of its log. */
export function traceOf(
  { id, attempt, token, job }: Pick<SettleOrder, 'id' | 'attempt' | 'token' | 'job'>,
  keeper: ProcessId | null,
  log: string,
): Trace {
  return { job: id, attempt, token, keeper, log, hasTerminal: job?.tty !== false };
}

/** This process, for the machine, boot and namespace that it runs in. */
function placeOf(processes: Processes): ProcessId | null {
  return processes.identify(process.pid);
}

/** A runner that died before it could note the identity of the keeper ran where this one does, if in the same boot. */
export function identityOf({ pid, startTicks, bootId }: StartRecord, here: ProcessId | null): ProcessId {
  return {
    pid,
    startTicks,
    bootId: bootId === '' ? (here?.bootId ?? '') : bootId,
    pidNamespace: here?.pidNamespace ?? '',
    machineId: here?.machineId ?? '',
  };
}

/** Where attempts are kept. */
export interface Whereabouts {
  /** Absolute, as the next one. */
  readonly root: string;
  readonly runFolder: string;
  readonly processes: Processes;
}

/**
 * How an attempt ended that nobody has settled yet, as far as that shows without changing anything; null while it lives,
 * and where it cannot be told.
 */
export function peek(order: SettleOrder, { root, runFolder, processes }: Whereabouts): Settlement | null {
  const folder = attemptFolder(runFolder, order.id, order.attempt);
  const keeper = order.process ?? beganAs(folder, processes);
  if (keeper === null) return null;
  const log = attemptFolder(canonicalPath(runFolder), order.id, order.attempt).log;
  const trace = traceOf(order, keeper, log);
  if (readEnding(folder) === null && mayLive(keeper, trace, processes)) return null;
  return endedBefore(order, folder, treeOf({ root, runFolder }, order.snapshot));
}

/** The keeper that has noted in its folder that it began; null where none has. */
function beganAs(folder: AttemptFolder, processes: Processes): ProcessId | null {
  const start = readStart(folder);
  return start.kind === 'begun' ? identityOf(start.record, placeOf(processes)) : null;
}

/** How an attempt ended that was over before this process looked: nothing of it is known but what its folder says. */
export function endedBefore({ job, limit, allocation }: SettleOrder, folder: AttemptFolder, root: string): Settlement {
  const { outcome, error, seconds, endedAt } = conclude(folder, {
    job,
    root,
    limit,
    usesGpus: allocation.gpus.length > 0,
    launchedHere: false,
    status: null,
    toldToStop: false,
    oomKilled: () => false,
  });
  return { kind: 'ended', outcome, error, seconds, endedAt };
}

function mayLive(keeper: ProcessId, trace: Trace, processes: Processes): boolean {
  const life = processes.isAlive(keeper);
  if (life !== 'dead') return life === 'unknown' || isKeeperOf(keeper.pid, trace);
  return membersOf(trace, processes.livingProcesses()).some(({ pid }) => bearsMark(pid, trace));
}
