import { closeSync, existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import {
  treeOf,
  type AttemptSignal,
  type LaunchOrder,
  type SettleOrder,
  type Settlement,
} from '../../model/attempt.ts';
import { type Job, type JobId, secretsOf } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { scarcityIn } from '../../model/scarcity.ts';
import type { Seconds } from '../../model/units.ts';
import { environmentOf } from '../environment.ts';
import { type AttemptFolder, attemptFolder, discardAttemptFolder, makeAttemptFolder, readStart } from '../folder.ts';
import { writeNeeds } from '../needs-file.ts';
import { conclude } from '../outcome.ts';
import { keyOf } from './attempt.ts';
import { hasMovedUnbegun } from './moved.ts';
import type { Processes } from './processes.ts';
import { probeRoom, scarcityAtStart } from './room.ts';
import { identityOf } from './settle.ts';
import type { Spawned } from './spawn-request.ts';
import { Spawner } from './spawner.ts';

export interface LauncherOptions {
  /** Read anew whenever it matters: it may be moved. */
  readonly place: { readonly root: string; readonly runFolder: string };
  /** The wrapper script of a job that runs in this copy of the code. What it throws becomes the outcome of the attempt. */
  readonly script: (job: Job, snapshot: string | undefined) => string;
  /** The environment that jobs inherit. */
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly processes: Pick<Processes, 'identify'>;
  readonly report: (signal: AttemptSignal) => void;
}

/** Who sees to attempts once they have begun. */
export interface LauncherOwner {
  /** There is a keeper, which may have ended already. */
  begun(launched: Launched, keeper: ProcessId): void;
  /** The keeper of an attempt that has begun ends, with this exit code. */
  ended(job: JobId, attempt: number, status: number): void;
  stop(job: JobId, attempt: number, grace: Seconds): void;
  /** Finds out what became of an attempt, and adopts it if it lives. */
  settle(order: SettleOrder): Promise<Settlement>;
}

/** An attempt on its way. */
export interface Launched {
  readonly order: LaunchOrder;
  /** How often the kernel had killed for lack of memory before; null when unknown. */
  readonly oomKills: number | null;
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
  /** What its keeper has ended with meanwhile. */
  readonly status: number | null;
}

interface Launch extends Launched {
  readonly folder: AttemptFolder;
  /** Whether it is not known yet what became of it. */
  isUnderWay: boolean;
  /** Told to stop meanwhile, with this grace. */
  stop: Seconds | null;
  status: number | null;
}

/** Brings attempts on their way: the folder, then the keeper, then whoever sees to it from there. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #owner: LauncherOwner;
  readonly #spawner: Spawner;
  /** What was launched and not forgotten, by job and attempt, and by the path of the script. */
  readonly #launches = new Map<string, Launch>();
  readonly #byScript = new Map<string, Launch>();
  /** Of jobs that do not inherit that of the runner. */
  readonly #environments = new Map<JobId, NodeJS.ProcessEnv>();
  /** Whether the last keeper of which that is known had no room to record its start: of the next it is found out before. */
  #isTight = false;
  #closed = false;

  constructor(options: LauncherOptions, owner: LauncherOwner) {
    this.#options = options;
    this.#owner = owner;
    this.#spawner = new Spawner(options.place, options.baseEnv, (line) => {
      this.#hear(line);
    });
  }

  /** Reports whatever keeps an attempt from starting as its end, unless the system has run out of something. */
  launch(order: LaunchOrder, folder: AttemptFolder, oomKills: number | null): void {
    const { baseEnv, script, place } = this.#options;
    const { job, attempt, snapshot } = order;
    const at = performance.now();
    const launch: Launch = { order, folder, oomKills, at, isUnderWay: true, stop: null, status: null };
    try {
      if (!existsSync(place.root)) throw new Error(`the project root ${place.root} is gone`);
      closeSync(makeAttemptFolder(folder, script(job, snapshot), job.split));
      if (order.needs !== undefined) writeNeeds(folder, order.needs, place);
      if (this.#isTight) probeRoom(folder);
      this.#isTight = false;
      const env = environmentOf(this.#environments.get(job.id) ?? baseEnv, order, folder);
      // A run looks for those of the jobs that it begins with; others may be asked for later.
      const lost = [...secretsOf([job])].filter((name) => (env[name] ?? '') === '');
      if (lost.length > 0) throw new Error(`no secret value of ${lost.join(', ')} is in the environment of the run`);
      const { log, errors } = folder;
      this.#spawner.spawn({ script: folder.script, log, ...(job.split ? { errors } : {}), env }, (spawned) => {
        this.#spawned(launch, spawned);
      });
    } catch (error) {
      this.#refused(launch, error);
      return;
    }
    this.#launches.set(keyOf(job.id, attempt), launch);
    this.#byScript.set(folder.script, launch);
  }

  inherit(jobs: readonly JobId[], environment: NodeJS.ProcessEnv): void {
    for (const job of jobs) if (!this.#environments.has(job)) this.#environments.set(job, environment);
  }

  /** Has an attempt that has not begun yet stopped once it has. */
  stop(job: JobId, attempt: number, grace: Seconds): void {
    const launch = this.#launches.get(keyOf(job, attempt));
    if (launch?.isUnderWay === true) launch.stop = grace;
  }

  /**
   * Whether an attempt has not begun since its keeper had no room to record that, or the script was not found any more where it had been, be it
   * by the keeper or for the job; it is then over, and unstarted.
   */
  findsNoStart(job: JobId, attempt: number, status: number | null): boolean {
    const launch = this.#launches.get(keyOf(job, attempt));
    if (launch === undefined) return false;
    const scarcity = scarcityAtStart(launch.folder, status);
    const because = scarcity ?? this.#moveOf(launch, status);
    if (because === null) return false;
    this.#isTight ||= scarcity !== null;
    this.#unstarted(launch, because);
    return true;
  }

  /** Nothing more is said of an attempt. */
  forget(job: JobId, attempt: number): void {
    const key = keyOf(job, attempt);
    const launch = this.#launches.get(key);
    if (launch !== undefined) this.#byScript.delete(launch.folder.script);
    this.#launches.delete(key);
  }

  /** Comes back when all is on its way; nothing more is said of it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#spawner.close();
  }

  #spawned(launch: Launch, spawned: Spawned): void {
    if (this.#closed) return;
    switch (spawned.kind) {
      case 'started':
        this.#started(launch, spawned.pid);
        return;
      case 'refused':
        this.#refused(launch, spawned.error);
        return;
      case 'unknown':
        void this.#findOut(launch);
        return;
      default:
        return spawned satisfies never;
    }
  }

  #started(launch: Launch, pid: number): void {
    const { order, status } = launch;
    // It may have ended by now, and have moved its run folder.
    const folder = this.#folderNow(launch);
    const keeper = this.#options.processes.identify(pid) ?? this.#recorded(folder);
    if (keeper !== null) {
      launch.isUnderWay = false;
      this.#owner.begun(launch, keeper);
      this.#stopLate(launch);
      return;
    }
    // It was gone before it had begun.
    if (this.findsNoStart(order.job.id, order.attempt, status)) return;
    const { job } = order;
    const { outcome, error } = conclude(folder, {
      ...{
        job,
        root: treeOf(this.#options.place, order.snapshot),
        limit: job.timeout?.after ?? null,
        usesGpus: false,
        status,
      },
      ...{ launchedHere: true, toldToStop: launch.stop !== null, oomKilled: () => false },
    });
    this.#over(launch, { signal: 'ended', job: job.id, attempt: order.attempt, outcome, seconds: null, error });
  }

  /** The keeper that has begun, and may be gone by now. */
  #recorded(folder: AttemptFolder): ProcessId | null {
    const start = readStart(folder);
    return start.kind === 'begun' ? identityOf(start.record, this.#options.processes.identify(process.pid)) : null;
  }

  #refused(launch: Launch, error: unknown): void {
    const { job, attempt } = launch.order;
    const because = scarcityIn(error) ?? this.#moveOf(launch, null);
    if (because !== null) {
      this.#unstarted(launch, because);
      return;
    }
    const message = messageOf(error, this.#options.place.root);
    const outcome = { cause: 'spawn', message } as const;
    this.#over(launch, { signal: 'ended', job: job.id, attempt, outcome, seconds: null, error: null });
  }

  #unstarted(launch: Launch, because: string): void {
    const { job, attempt } = launch.order;
    discardAttemptFolder(this.#folderNow(launch));
    this.#over(launch, { signal: 'unstarted', job: job.id, attempt, because });
  }

  #folderNow({ order: { job, attempt } }: Launch): AttemptFolder {
    return attemptFolder(this.#options.place.runFolder, job.id, attempt);
  }

  /** That the folder of an attempt which has not begun is not where it was when that was launched; null where that is not why. */
  #moveOf(launch: Launch, status: number | null): string | null {
    const hasMoved = hasMovedUnbegun(launch.folder, this.#folderNow(launch), status);
    return hasMoved ? 'the run folder was moved meanwhile' : null;
  }

  /** The spawner was killed with the launch: whoever creates `pid` first decides whether the job begins. */
  async #findOut(launch: Launch): Promise<void> {
    const { job, attempt } = launch.order;
    const found = await this.#settlementOf(launch);
    if (found === null) return;
    launch.isUnderWay = false;
    switch (found.kind) {
      case 'abandoned':
        this.#unstarted(launch, 'the process that starts jobs was killed');
        return;
      case 'alive':
        this.#options.report({ signal: 'started', job: job.id, attempt, process: found.process });
        this.#stopLate(launch);
        return;
      case 'ended': {
        const { outcome, seconds, error } = found;
        this.#over(launch, { signal: 'ended', job: job.id, attempt, outcome, seconds, error });
        return;
      }
      default:
        return found satisfies never;
    }
  }

  /** Asks again and again as long as that cannot be found out (too many open files); null when closed meanwhile. */
  async #settlementOf({ order }: Launch): Promise<Settlement | null> {
    const { job, attempt, token, allocation, snapshot } = order;
    const copy = snapshot === undefined ? {} : { snapshot };
    const limit = job.timeout?.after ?? null;
    while (!this.#isClosed()) {
      try {
        const settling = { id: job.id, job, attempt, token, allocation, limit, process: null, ...copy };
        const found = await this.#owner.settle(settling);
        return this.#isClosed() ? null : found;
      } catch {
        await pause(PAUSE);
      }
    }
    return null;
  }

  /** A call, so that the compiler does not take it for settled while something is waited for. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #stopLate({ order: { job, attempt }, stop }: Launch): void {
    if (stop !== null) this.#owner.stop(job.id, attempt, stop);
  }

  #over({ order: { job, attempt } }: Launch, signal: AttemptSignal): void {
    this.forget(job.id, attempt);
    this.#options.report(signal);
  }

  /** What a keeper says when it ends: its exit code and path. */
  #hear(line: string): void {
    const [, code, script = ''] = /^(\d{1,3}) (.*)$/.exec(line) ?? [];
    const launch = this.#byScript.get(script);
    if (launch === undefined) return;
    launch.status = Number(code);
    const { job, attempt } = launch.order;
    if (!launch.isUnderWay) this.#owner.ended(job.id, attempt, launch.status);
  }
}

/** Until it is asked again what became of an attempt, in milliseconds. */
const PAUSE = 1000;

/** Why there is no process, in words. */
function messageOf(error: unknown, root: string): string {
  const { code = '', syscall, message } = error as NodeJS.ErrnoException;
  if (syscall?.startsWith('spawn') !== true) return message;
  if (code === 'ENOENT')
    return existsSync(root) ? 'bash is not to be found in PATH' : `the project root ${root} is gone`;
  return code === 'E2BIG' ? 'its environment is too large (E2BIG)' : message;
}
