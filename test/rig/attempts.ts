import { plainAllocation } from '../../src/model/resources.ts';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as processes from '../../src/host/system/process.ts';
import { createLocalExecutor, type LocalExecutor } from '../../src/launch/local/executor.ts';
import { send } from '../../src/launch/local/processes.ts';
import type { AttemptSignal, LaunchOrder, SettleOrder } from '../../src/model/attempt.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Command, Job, TimeLimit } from '../../src/model/plan.ts';
import type { GpuRef } from '../../src/model/resources.ts';
import { seconds } from '../../src/model/units.ts';
import { compileWrapper } from '../../src/render/wrapper.ts';
import { sketchPlan } from './plan.ts';
import { until } from './until.ts';

const WRAPPER = compileWrapper(readFileSync(new URL('../../templates/wrapper.sh.hbs', import.meta.url), 'utf8'));

/** What a test says of a job that really runs. */
export interface LiveSketch {
  readonly id?: string;
  readonly command: string | readonly string[];
  readonly setup?: string;
  readonly workdir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly gpus?: number;
  readonly nodes?: number;
  readonly produces?: readonly string[];
  readonly nice?: number;
  readonly split?: boolean;
  readonly tty?: boolean;
  readonly maxLog?: number;
  readonly limit?: { readonly after: number; readonly grace?: number; readonly signal?: string };
}

export function liveJob(sketch: LiveSketch): Job {
  const { id = 'job', setup = null, workdir = '', env = {}, params = {}, gpus = 0, produces = [], nice = 0 } = sketch;
  const { split = false, tty = false, maxLog, nodes = 1 } = sketch;
  const [plain] = sketchPlan([
    { id, gpus, nodes, produces, nice, split, tty, ...(maxLog === undefined ? {} : { maxLog }) },
  ]).jobs;
  const axes = Object.entries(params).map(([name, text]) => [name, { text, json: text }] as const);
  return {
    ...plain!,
    ...{ setup, workdir, env: new Map(Object.entries(env)), params: new Map(axes) },
    command: commandOf(sketch.command),
    timeout: limitOf(sketch.limit),
  };
}

function commandOf(command: string | readonly string[]): Command {
  return typeof command === 'string' ? { kind: 'shell', text: command } : { kind: 'argv', argv: command };
}

function limitOf(limit: LiveSketch['limit']): TimeLimit | null {
  if (limit === undefined) return null;
  return { after: seconds(limit.after), signal: limit.signal ?? 'TERM', grace: seconds(limit.grace ?? 30) };
}

/** A project in a folder of its own, which is removed, with every process that it has, by `clear`. */
export class Site {
  readonly root: string;
  readonly runFolder: string;
  readonly signals: AttemptSignal[] = [];
  readonly said: string[] = [];
  readonly #isLent: boolean;
  readonly #executors: LocalExecutor[] = [];
  readonly #mark = `test-${process.pid}-${Math.random().toString(36).slice(2)}`;
  readonly #helpers: number[] = [];
  #tokens = 0;

  /** @param folder one that is there already, and stays. */
  constructor(folder: string | null = null) {
    this.#isLent = folder !== null;
    this.root = realpathSync(folder ?? mkdtempSync(join(tmpdir(), 'sweep-test-')));
    this.runFolder = join(this.root, '.sweep', 'test');
    mkdirSync(this.runFolder, { recursive: true });
  }

  path(...names: string[]): string {
    return join(this.root, ...names);
  }

  /** A file of an attempt. */
  file(job: Job, attempt: number, name: string): string {
    return join(this.runFolder, 'jobs', job.id, String(attempt), name);
  }

  script(job: Job): string {
    const jobFolder = join(this.runFolder, 'jobs', job.id);
    return WRAPPER.render(job, { sweep: 'test', root: this.root, jobFolder });
  }

  executor(baseEnv: NodeJS.ProcessEnv = process.env, script = (job: Job) => this.script(job)): LocalExecutor {
    const { root, runFolder } = this;
    const executor = createLocalExecutor({
      ...{ place: { root, runFolder }, baseEnv, processes },
      script,
      report: (signal) => this.signals.push(signal),
      say: (message) => this.said.push(message),
    });
    this.#executors.push(executor);
    return executor;
  }

  order(job: Job, attempt = 1): LaunchOrder {
    this.#tokens += 1;
    const gpus: GpuRef[] = Array.from({ length: job.request.gpus }, (_, index) => ({
      index,
      uuid: `virtual-${index}`,
    }));
    return { job, attempt, token: `${this.#mark}-${this.#tokens}`, allocation: plainAllocation(1, gpus) };
  }

  /** What the journal would hand to the next runner. */
  settleOrder({ job, attempt, token, allocation }: LaunchOrder, keeper: SettleOrder['process']): SettleOrder {
    return { id: job.id, job, attempt, token, allocation, limit: job.timeout?.after ?? null, process: keeper };
  }

  ended(job: Job, attempt = 1): Promise<Extract<AttemptSignal, { readonly signal: 'ended' }>> {
    return until(`the end of ${job.id}`, () =>
      this.signals.filter((one) => one.signal === 'ended').find((one) => one.job === job.id && one.attempt === attempt),
    );
  }

  /** Runs a job to its end. */
  async run(sketch: LiveSketch, executor = this.executor()): Promise<{ outcome: Outcome; log: string; job: Job }> {
    const job = liveJob(sketch);
    executor.launch(this.order(job));
    const { outcome } = await this.ended(job);
    return { outcome, log: readFileSync(this.file(job, 1, 'out.log'), 'utf8'), job };
  }

  /** The living processes that carry a token of this site. */
  living(): number[] {
    return processes
      .livingProcesses()
      .map(({ pid }) => pid)
      .filter((pid) => environmentOf(pid).includes(`SWEEP_TOKEN=${this.#mark}-`));
  }

  /** Another process to end with the site. */
  helper(pid: number): void {
    this.#helpers.push(pid);
  }

  async killAll(): Promise<void> {
    await until('all processes to be gone', () => {
      const living = this.living();
      for (const pid of living) send(pid, 'SIGKILL');
      return living.length === 0;
    });
  }

  async clear(): Promise<void> {
    for (const executor of this.#executors) await executor.close();
    for (const pid of this.#helpers) send(pid, 'SIGKILL');
    await this.killAll();
    if (!this.#isLent) rmSync(this.root, { recursive: true, force: true });
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
