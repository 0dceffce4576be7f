import { performance } from 'node:perf_hooks';
import { canonicalPath } from '../../disk/canonical-path.ts';
import {
  treeOf,
  type AttemptSignal,
  type LaunchOrder,
  type Settlement,
  type SettleOrder,
} from '../../model/attempt.ts';
import type { Job, JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import { type Attempt, keyOf, release, unwatch } from './attempt.ts';
import { OomCounter } from '../diagnosis/oom-kills.ts';
import { attemptFolder, type AttemptFolder, type Ending, readEnding } from '../folder.ts';
import { conclude, withoutResults } from '../outcome.ts';
import { LogLimit } from '../logs/log-limit.ts';
import { Leftovers } from './leftovers.ts';
import { Census, type LivingProcess, membersOf, type Processes, send, type Trace } from './processes.ts';
import { Launcher, type Launched } from './launcher.ts';
import { PACE } from './pace.ts';
import { endedBefore, investigate, traceOf } from './settle.ts';
import { lookNowAndThen, watchFor } from './watch.ts';

/** Where the files of a run are now. */
export interface Place {
  /** The absolute path of the project root. */
  readonly root: string;
  /** The absolute path of the run folder. */
  readonly runFolder: string;
}

export interface LocalExecutorOptions {
  /** Read anew whenever it matters: both folders may be moved. */
  readonly place: Place;
  /** The wrapper script of a job that runs in this copy of the code. What it throws becomes the outcome of the attempt. */
  readonly script: (job: Job, snapshot: string | undefined) => string;
  /**
   * Sees to it that what a job has produced in this copy of the code is in the project. Comes back with why that is not so, or null. Left
   * out where jobs run in the project itself.
   */
  readonly bringHome?: (job: Job, snapshot: string | undefined) => Promise<string | null>;
  /** The environment that jobs inherit: that of the runner. */
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly processes: Processes;
  readonly report: (signal: AttemptSignal) => void;
  /** How often the kernel has killed for lack of memory; by itself, what /proc and the control group tell. */
  readonly oomKills?: () => number | null;
  /** Hears what people should know that is no end of an attempt. */
  readonly say?: (message: string) => void;
}

/**
 * Runs attempts as processes of this machine. Each has a keeper that outlives this process, so that whoever runs the
 * sweep next can adopt what still lives and read how the rest ended.
 */
export class LocalExecutor {
  readonly #options: LocalExecutorOptions;
  readonly #attempts = new Map<string, Attempt>();
  readonly #census: Census;
  readonly #seen: Processes;
  readonly #leftovers: Leftovers;
  readonly #launcher: Launcher;
  readonly #oomKills: OomCounter;
  readonly #limit: LogLimit;
  #closed = false;

  constructor(options: LocalExecutorOptions) {
    this.#options = options;
    this.#oomKills = new OomCounter(options.oomKills);
    this.#limit = new LogLimit(options.say ?? (() => undefined));
    this.#census = new Census(options.processes);
    // Many attempts that are settled together are answered by one look at all processes.
    this.#seen = { ...options.processes, livingProcesses: () => this.#census.living() };
    this.#leftovers = new Leftovers(options.processes, ({ job, attempt }, found) => {
      options.report({ signal: 'leftovers', job, attempt, ...found });
    });
    this.#launcher = new Launcher(options, {
      begun: (launched, keeper) => this.#keep(launched, keeper),
      ended: (job, attempt, status) => this.#keeperEnds(job, attempt, status),
      stop: (job, attempt, grace) => this.stop(job, attempt, grace),
      settle: (order) => this.settle(order),
    });
  }

  /** Starts an attempt. Whatever keeps it from starting is reported as its end, unless the system has run out of something. */
  launch(order: LaunchOrder): void {
    this.#launcher.launch(order, this.#folderOf(order.job.id, order.attempt), this.#oomKills.baseline());
  }

  /** Finds out what became of an attempt of an earlier runner; adopts it if it lives. */
  async settle(order: SettleOrder): Promise<Settlement> {
    const folder = this.#folderOf(order.id, order.attempt);
    const processes = this.#seen;
    const clear = (trace: Trace): Promise<void> => this.#leftovers.clear(trace);
    const log = this.#canonicalLog(order.id, order.attempt);
    const finding = await investigate({ order, folder, log, processes, clear });
    switch (finding.kind) {
      case 'abandoned':
        return finding;
      case 'alive':
        if (!this.#closed) this.#adopt(order, folder, finding.keeper);
        return { kind: 'alive', process: finding.keeper };
      case 'gone':
        if (finding.trace !== null) await clear(finding.trace);
        return this.#endedBefore(order, folder);
      default:
        return finding satisfies never;
    }
  }

  async #endedBefore(order: SettleOrder, folder: AttemptFolder): Promise<Settlement> {
    const problem = await this.#bringHome(order.job, order.snapshot);
    const ended = endedBefore(order, folder, treeOf(this.#options.place, order.snapshot));
    return problem === null || ended.kind !== 'ended'
      ? ended
      : { ...ended, ...withoutResults(ended, order.job, problem) };
  }

  /** Lets those of these jobs that have none of their own inherit another environment than that of the runner. */
  inherit(jobs: readonly JobId[], environment: Readonly<Record<string, string>>): void {
    this.#launcher.inherit(jobs, environment);
  }

  /** TERM to the keeper; when `grace` is over, KILL to all of its session. `ended` follows. */
  stop(job: JobId, attempt: number, grace: Seconds): void {
    this.#launcher.stop(job, attempt, grace);
    const stopped = this.#attempts.get(keyOf(job, attempt));
    if (stopped === undefined || stopped.phase.kind === 'over') return;
    const { keeper, stop } = stopped;
    if (stop !== null) clearTimeout(stop.timer);
    const timer = setTimeout(() => this.#kill(stopped), Math.min(grace * 1000, PACE.longestTimer));
    stopped.stop = { timer, killedAt: stop?.killedAt ?? null };
    // A keeper that has hardly begun dies of it, and says nothing.
    setTimeout(() => this.#look(stopped), PACE.stopped);
    if (this.#options.processes.isAlive(keeper) === 'alive') send(keeper.pid, 'SIGTERM');
    else for (const { pid } of this.#members(stopped)) send(pid, 'SIGTERM');
  }

  /** Lets go of what still runs, which then goes on by itself, and sees to what ended attempts left behind. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const attempt of this.#attempts.values()) release(attempt);
    this.#attempts.clear();
    await this.#launcher.close();
    await this.#leftovers.close();
  }

  #keep({ order, oomKills, at, status }: Launched, keeper: ProcessId): void {
    const { job, attempt, allocation } = order;
    const look = (): void => this.#look(kept);
    const kept: Attempt = {
      id: job.id,
      attempt,
      job,
      keeper,
      limit: job.timeout?.after ?? null,
      snapshot: order.snapshot,
      usesGpus: allocation.gpus.length > 0,
      trace: traceOf({ ...order, id: job.id }, keeper, this.#canonicalLog(job.id, attempt)),
      launched: at,
      oomKills,
      status,
      phase: { kind: 'watched', unwatch: lookNowAndThen(look) },
      stop: null,
    };
    this.#attempts.set(keyOf(job.id, attempt), kept);
    this.#options.report({ signal: 'started', job: job.id, attempt, process: keeper });
    if (status !== null) look();
  }

  /** The keeper of an attempt that was launched here says what it ends with. */
  #keeperEnds(job: JobId, attempt: number, status: number): void {
    const ending = this.#attempts.get(keyOf(job, attempt));
    if (ending === undefined) return;
    ending.status = status;
    this.#look(ending);
  }

  #adopt(order: SettleOrder, folder: AttemptFolder, keeper: ProcessId): void {
    const { id, attempt, job, limit, allocation } = order;
    const look = (): void => this.#look(adopted);
    const adopted: Attempt = {
      ...{ id, attempt, job, limit, keeper, snapshot: order.snapshot },
      usesGpus: allocation.gpus.length > 0,
      trace: traceOf(order, keeper, this.#canonicalLog(id, attempt)),
      ...{ launched: null, oomKills: null, status: null, stop: null },
      phase: { kind: 'watched', unwatch: watchFor(folder.pid, look) },
    };
    this.#attempts.set(keyOf(id, attempt), adopted);
    // It may have ended before the watch began; whoever asked must first hear that it is adopted.
    setImmediate(look);
  }

  /** Whether an attempt has come to its end. */
  #look(attempt: Attempt): void {
    if (this.#closed || attempt.phase.kind !== 'watched') return;
    void this.#limitLogs(attempt);
    if (this.#options.processes.isAlive(attempt.keeper) !== 'alive') return this.#keeperGone(attempt);
    // A keeper that was launched here says so itself.
    const isEnding = attempt.status !== null || (attempt.launched === null && this.#endingOf(attempt) !== null);
    if (isEnding) setTimeout(() => this.#look(attempt), PACE.keeperLeaves);
  }

  #keeperGone(attempt: Attempt): void {
    unwatch(attempt);
    if (attempt.status === null && this.#endingOf(attempt) === null) this.#drain(attempt, PACE.drain.first);
    else this.#conclude(attempt);
  }

  /** Nobody will say how it ends, so it is over only when its session has no living member. */
  #drain(attempt: Attempt, wait: number): void {
    if (this.#closed || attempt.phase.kind === 'over') return;
    const members = this.#members(attempt);
    const killedAt = attempt.stop?.killedAt ?? null;
    const isPatient = killedAt === null || performance.now() - killedAt < PACE.kill.patience;
    if (members.length === 0 || !isPatient) return this.#conclude(attempt);
    if (killedAt !== null) for (const { pid } of members) send(pid, 'SIGKILL');
    const pause = killedAt === null ? wait : PACE.kill.look;
    const next = Math.min(PACE.drain.last, wait * PACE.drain.factor);
    attempt.phase = { kind: 'draining', timer: setTimeout(() => this.#drain(attempt, next), pause) };
  }

  #kill(attempt: Attempt): void {
    if (this.#closed || attempt.phase.kind === 'over' || attempt.stop === null) return;
    attempt.stop.killedAt = performance.now();
    unwatch(attempt);
    this.#drain(attempt, PACE.drain.first);
  }

  #conclude(attempt: Attempt): void {
    release(attempt);
    attempt.phase = { kind: 'over' };
    void this.#bury(attempt);
  }

  /**
   * Reports the end of an attempt. What it may have left behind goes before, where its GPUs will be used again or where
   * there is a sign of it; elsewhere that has time.
   */
  async #bury(attempt: Attempt): Promise<void> {
    const { id, job, launched, stop, snapshot } = attempt;
    if (this.#launcher.findsNoStart(id, attempt.attempt, attempt.status)) {
      this.#attempts.delete(keyOf(id, attempt.attempt));
      return;
    }
    const elapsed = launched === null ? null : seconds((performance.now() - launched) / 1000);
    if (attempt.job !== null && attempt.job.maxLog !== null) await this.#limitLogs(attempt);
    const problem = await this.#bringHome(job, snapshot);
    const conclusion = conclude(this.#folderOf(id, attempt.attempt), {
      ...attempt,
      root: treeOf(this.#options.place, snapshot),
      launchedHere: launched !== null,
      toldToStop: stop !== null,
      oomKilled: () => attempt.oomKills !== null && (this.#oomKills.now() ?? 0) > attempt.oomKills,
    });
    const { leftNothing } = conclusion;
    const { outcome, error } = problem === null ? conclusion : withoutResults(conclusion, job, problem);
    const endedByItself = outcome.cause === 'exit' && leftNothing && stop === null;
    if (attempt.usesGpus || !endedByItself) await this.#leftovers.clear(attempt.trace);
    else this.#leftovers.clearLater(attempt.trace);
    this.#attempts.delete(keyOf(id, attempt.attempt));
    this.#launcher.forget(id, attempt.attempt);
    const ran = conclusion.seconds ?? elapsed;
    this.#options.report({ signal: 'ended', job: id, attempt: attempt.attempt, outcome, seconds: ran, error });
  }

  async #limitLogs({ id, attempt, job }: Attempt): Promise<void> {
    const most = job?.maxLog ?? null;
    if (most === null) return;
    const { log, errors } = this.#folderOf(id, attempt);
    await Promise.all([log, errors].map((file) => this.#limit.keepWithin(file, most)));
  }

  async #bringHome(job: Job | null, snapshot: string | undefined): Promise<string | null> {
    return job === null ? null : ((await this.#options.bringHome?.(job, snapshot)) ?? null);
  }

  #members({ trace }: Attempt): LivingProcess[] {
    return membersOf(trace, this.#census.living());
  }

  #folderOf(job: JobId, attempt: number): AttemptFolder {
    return attemptFolder(this.#options.place.runFolder, job, attempt);
  }

  #endingOf({ id, attempt }: Attempt): Ending | null {
    return readEnding(this.#folderOf(id, attempt));
  }

  #canonicalLog(job: JobId, attempt: number): string {
    return attemptFolder(canonicalPath(this.#options.place.runFolder), job, attempt).log;
  }
}

export function createLocalExecutor(options: LocalExecutorOptions): LocalExecutor {
  return new LocalExecutor(options);
}
