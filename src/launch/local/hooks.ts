import { closeSync, constants, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openPlainFile, readBoundedText, WARY_OF_PIPES } from '../../disk/plain-file.ts';
import { HOOK_LIMIT, type HookOrder } from '../../model/hook.ts';
import type { ProcessId } from '../../model/process-id.ts';
import { hookScript } from '../../render/hook.ts';
import { attemptFolder } from '../folder.ts';
import { environmentOfHook } from './hook-environment.ts';
import { type Processes, runsScriptIn, send, sessionMembers } from './processes.ts';
import { Spawner } from './spawner.ts';

export interface HooksOptions {
  /** Read anew whenever it matters: both folders may be moved. */
  readonly place: { readonly root: string; readonly runFolder: string };
  /** The environment that hooks inherit. */
  readonly baseEnv: NodeJS.ProcessEnv;
  readonly processes: Processes;
  /** Called once for each that was started: why it did not do what it was to do, in words; null where it did. */
  readonly ended: (problem: string | null) => void;
  /** Seconds. */
  readonly limit?: number;
}

/** Milliseconds between two looks at a hook. */
const PACE = 200;
/** Milliseconds that a hook has beyond its limit to say how it ended: the grace until KILL, and a busy machine. */
const PATIENCE = 15_000;

interface UnderWay {
  readonly since: number;
  readonly script: string;
  /** Whether it is known what has become of the request for it; and its process, null where there is none any more. */
  isStarted: boolean;
  process: ProcessId | null;
  timer: NodeJS.Timeout | null;
  /** Whether it was gone already when it was looked at last: what it has said then is on its way. */
  isGone: boolean;
}

/** Bytes from which on the next hook begins a new `hooks.log`; the one before is kept as `hooks.log.1`, and none before that. */
const LONGEST_LOG = 8 * 1024 * 1024;

/** The file in a run folder to which hooks write. */
export function hooksLog(runFolder: string): string {
  return join(runFolder, 'hooks.log');
}

function rotate(log: string): void {
  const size = lstatSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LONGEST_LOG) renameSync(log, `${log}.1`);
}

/**
 * Runs hooks as processes of this machine, each in a session of its own: a script beside the others of the run folder. One must have
 * ended before the next is started. They live on where this process does not.
 */
export class LocalHooks {
  readonly #options: HooksOptions;
  readonly #spawner: Spawner;
  readonly #limit: number;
  #current: UnderWay | null = null;
  #isFirst = true;

  constructor(options: HooksOptions) {
    this.#options = options;
    this.#limit = options.limit ?? HOOK_LIMIT;
    this.#spawner = new Spawner(options.place, options.baseEnv, (line) => {
      this.#hear(line);
    });
  }

  /** Starts a hook; whatever keeps it from starting is told as its end. That of a runner before is waited for. */
  start(order: HookOrder): void {
    const { runFolder } = this.#options.place;
    const script = join(runFolder, 'hooks', `${order.hook}.sh`);
    const none = { isStarted: false, process: null, timer: null, isGone: false };
    const current: UnderWay = { since: performance.now(), script, ...none };
    this.#current = current;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (isFirst) this.#await(current, order);
    else this.#spawn(current, order);
  }

  /** Lets a hook that runs go on by itself; nothing more is said of it. Comes back when it is on its way. */
  async close(): Promise<void> {
    const timer = this.#current?.timer;
    if (timer != null) clearInterval(timer);
    this.#current = null;
    await this.#spawner.close();
  }

  /** Starts a hook as soon as none of another runner lives, as long as one may. */
  #await(current: UnderWay, order: HookOrder): void {
    const folder = join(this.#options.place.runFolder, 'hooks');
    const pid = Number(readBoundedText(join(folder, 'pid'), 32));
    const mayLive = performance.now() - current.since < this.#limit * 1000 + PATIENCE;
    if (!(pid > 0) || !mayLive || !runsScriptIn(pid, folder)) return this.#spawn(current, order);
    current.timer = setTimeout(() => this.#await(current, order), PACE);
  }

  #spawn(current: UnderWay, order: HookOrder): void {
    if (this.#current !== current) return;
    const { place, baseEnv } = this.#options;
    const { runFolder } = place;
    const log = hooksLog(runFolder);
    try {
      mkdirSync(join(runFolder, 'hooks'), { recursive: true });
      // Never changed in place: bash reads a script while it runs.
      rmSync(current.script, { force: true });
      writeFileSync(current.script, hookScript(order, this.#limit), { flag: 'wx' });
      rotate(log);
      closeSync(openPlainFile(log, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | WARY_OF_PIPES));
      const env = environmentOfHook(baseEnv, order, ({ job, attempt }) => attemptFolder(runFolder, job, attempt).log);
      const begun = { ...current, since: performance.now() };
      this.#current = begun;
      begun.timer = setInterval(() => this.#look(begun), PACE);
      this.#spawner.spawn({ script: current.script, log, env }, (spawned) => {
        if (this.#current !== begun) return;
        if (spawned.kind === 'refused') return this.#end(`could not be started: ${spawned.error.message}`);
        begun.isStarted = true;
        if (spawned.kind === 'started') begun.process = this.#options.processes.identify(spawned.pid);
      });
    } catch (error) {
      this.#end(`could not be started: ${(error as Error).message}`);
    }
  }

  /**
   * Whether a hook has ended without a word, such as one that was killed, or is beyond all limits, such as one that is suspended: then
   * what is left of its session is killed.
   */
  #look(current: UnderWay): void {
    const { process, since } = current;
    const isLate = performance.now() - since > this.#limit * 1000 + PATIENCE;
    if (!isLate) {
      if (!current.isStarted || (process !== null && this.#options.processes.isAlive(process) === 'alive')) return;
      if (!current.isGone) {
        current.isGone = true;
        return;
      }
    }
    if (process !== null) this.#killSession(process);
    this.#end(isLate ? this.#tellLimit() : 'it was killed');
  }

  /** Kills what is left of a hook, which nobody keeps to a limit any more. */
  #killSession(process: ProcessId): void {
    const living = this.#options.processes.livingProcesses();
    for (const { pid } of sessionMembers(process, living)) send(pid, 'SIGKILL');
  }

  /** What a hook says when it ends: its exit code and path. */
  #hear(line: string): void {
    const [, code, script] = /^(\d{1,3}) (.*)$/.exec(line) ?? [];
    const current = this.#current;
    if (current === null || script !== current.script) return;
    const isOver = (code === '124' || code === '137') && performance.now() - current.since >= this.#limit * 1000;
    this.#end(isOver ? this.#tellLimit() : code === '0' ? null : `exit ${code}`);
  }

  #tellLimit(): string {
    return `stopped after ${this.#limit} s`;
  }

  #end(problem: string | null): void {
    const timer = this.#current?.timer;
    if (timer != null) clearInterval(timer);
    this.#current = null;
    this.#options.ended(problem);
  }
}
