import { decodeEvent, encodeEvent } from '../../src/journal/codec.ts';
import { replay } from '../../src/journal/replay.ts';
import { ALONE, type Statement } from '../../src/model/neighbours.ts';
import type { Caution, Event } from '../../src/model/event.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { jobId, type Job, type JobId, type Plan } from '../../src/model/plan.ts';
import type { GpuView, HostView } from '../../src/model/resources.ts';
import type { ProcessId } from '../../src/model/process-id.ts';
import { instant, seconds, tick, type Tick } from '../../src/model/units.ts';
import { begin } from '../../src/run/begin.ts';
import { judge, type Verdicts } from '../../src/run/freshness.ts';
import { drive, type RunEnd } from '../../src/run/loop.ts';
import { settle } from '../../src/run/resume.ts';
import type { LaunchOrder, SettleOrder, Settlement } from '../../src/model/attempt.ts';
import type { Signal, World } from '../../src/run/world.ts';
import { Heap } from '../../src/schedule/heap.ts';
import type { RunState } from '../../src/schedule/state.ts';

/** How an attempt goes: so long, and then this. */
export interface Course {
  readonly seconds?: number;
  readonly outcome?: Outcome;
  /** It never ends by itself. */
  readonly endless?: boolean;
  /** How long it takes to end once it is told to stop. */
  readonly stopsIn?: number;
}

export const EXIT_0: Outcome = { cause: 'exit', code: 0 };
export const exit = (code: number): Outcome => ({ cause: 'exit', code });

/** An attempt as a test looks back on it. */
export interface Lived {
  readonly job: string;
  readonly attempt: number;
  readonly began: number;
  ended: number | null;
  readonly gpus: readonly number[];
}

interface Ending {
  readonly at: Tick;
  readonly signal: Signal;
  /** Endings of an attempt that was stopped meanwhile no longer count. */
  readonly live: { valid: boolean };
}

/** Four slots, and all else without end; no GPUs. */
const EMPTY_HOST: HostView = {
  slots: 4,
  slotsOfUser: Infinity,
  memory: null,
  resources: new Map(),
  gpus: [],
  probeFailure: null,
  paused: null,
  neighbours: ALONE,
};

/** GPUs `0` to `count - 1`, all free. */
export function gpus(count: number): GpuView[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    uuid: `gpu-${index}`,
    name: 'a GPU',
    memory: null,
    taken: null,
    free: null,
    links: {},
    undrained: null,
  }));
}

/**
 * A world in which time passes only when nothing can happen before: every wait jumps to the next thing that was
 * arranged. What the journal holds is encoded and decoded, as on a disk.
 */
export class FakeWorld implements World {
  readonly lines: string[] = [];
  readonly said: string[] = [];
  readonly lived: Lived[] = [];
  readonly settlements = new Map<string, Settlement>();
  /** Why the disk cannot be written; null when it can. */
  diskProblem: string | null = null;
  missing = new Map<string, string>();
  late = new Map<string, string>();
  hostView: HostView;
  state: RunState | null = null;
  /** Called after every event, to look at the state at each instant. */
  watch: (state: RunState, event: Event) => void = () => undefined;
  readonly #course: (job: string, attempt: number) => Course;
  readonly #endings = new Heap<Ending>((a, b) => a.at < b.at);
  readonly #living = new Map<string, { readonly lived: Lived; live: { valid: boolean }; readonly course: Course }>();
  readonly #inbox: Signal[] = [];
  #now = 1000;
  #tokens = 0;

  constructor(host: Partial<HostView> = {}, course: (job: string, attempt: number) => Course = () => ({})) {
    this.hostView = { ...EMPTY_HOST, ...host };
    this.#course = course;
  }

  readonly clock = { now: () => ({ at: instant(1_700_000_000_000 + this.#now), tick: tick(this.#now) }) };
  readonly published: Statement[] = [];
  readonly host = {
    view: () => this.hostView,
    exclusively: (decide: () => void) => (decide(), true),
    publish: (statement: Statement) => (this.published.push(statement), null),
  };
  readonly token = () => `token-${(this.#tokens += 1)}`;
  readonly files = {
    greatestAttempt: () => 0,
    lateInputs: (job: Job) => (job.lateInputs.length === 0 ? null : (this.late.get(job.id) ?? '')),
    missingOutput: (job: Job) => this.missing.get(job.id) ?? null,
  };
  readonly view = {
    show: (event: Event, state: RunState) => this.watch(state, event),
    say: (message: string) => void this.said.push(message),
  };
  readonly journal = {
    append: (events: readonly Event[]) => {
      if (this.diskProblem === null) this.lines.push(...events.map(encodeEvent));
      return this.diskProblem;
    },
    isDeleted: false,
  };
  readonly executor = {
    launch: (order: LaunchOrder) => this.#launch(order),
    settle: (order: SettleOrder) =>
      Promise.resolve(this.settlements.get(order.id) ?? ({ kind: 'abandoned' } satisfies Settlement)),
    stop: (job: string, attempt: number) => this.#stop(job, attempt),
  };
  readonly mailbox = { next: (until: Tick | null) => Promise.resolve(this.#next(until)) };

  /** Seconds since the world began. */
  get elapsed(): number {
    return (this.#now - 1000) / 1000;
  }

  get events(): Event[] {
    return this.lines.map((line) => {
      const event = decodeEvent(line);
      if (event === null) throw new Error(`the journal holds a line that is no event: ${line}`);
      return event;
    });
  }

  /** Lets a signal come in after `delay` seconds. */
  arrange(delay: number, signal: Signal): void {
    this.#endings.push({ at: tick(this.#now + delay * 1000), signal, live: { valid: true } });
  }

  /** Lets something change in the world after `delay` seconds; the run hears of it as of a change of the host. */
  change(delay: number, change: () => void): void {
    const live = {
      get valid() {
        change();
        return true;
      },
    };
    this.#endings.push({ at: tick(this.#now + delay * 1000), signal: { signal: 'host-changed' }, live });
  }

  /** Replays the journal, settles, judges and opens a run: what `sweep run` does before its loop. */
  async open(plan: Plan, options: OpenOptions = {}): Promise<[RunState, Verdicts]> {
    const state = replay(plan, this.events);
    this.state = state;
    if (!(await settle(state, this))) throw new Error('the journal cannot be written');
    const verdicts = judge(plan, state, this.files, options.rerunAll);
    const order = {
      runner: RUNNER,
      file: 'test.yaml',
      code: null,
      leaveFailed: options.leaveFailed ?? false,
      selected: selectedOf(options),
      caution: { canary: false, maxFails: null, failAlike: null, ...options.caution },
      choice: { slots: null, gpus: null, hostFile: null },
    };
    if (!begin(state, this, verdicts, order)) throw new Error('the journal cannot be written');
    return [state, verdicts];
  }

  /** A whole `sweep run`. */
  async run(plan: Plan, options: OpenOptions = {}): Promise<RunEnd> {
    const [state] = await this.open(plan, options);
    return drive(state, this);
  }

  /** The status of every job of the present state, by id. */
  statuses(): Record<string, string> {
    return Object.fromEntries((this.state?.records ?? []).map((record) => [record.id, record.state.status]));
  }

  /** When a job's attempt began, in seconds. */
  began(job: string, attempt = 1): number {
    const found = this.lived.find((one) => one.job === job && one.attempt === attempt);
    if (found === undefined) throw new Error(`${job} never had attempt ${attempt}`);
    return found.began;
  }

  #launch({ job, attempt, allocation }: LaunchOrder): void {
    const course = this.#course(job.id, attempt);
    const lived: Lived = {
      job: job.id,
      attempt,
      began: this.elapsed,
      ended: null,
      gpus: allocation.gpus.map((gpu) => gpu.index),
    };
    const live = { valid: true };
    this.lived.push(lived);
    this.#living.set(job.id, { lived, live, course });
    this.#inbox.push({ signal: 'started', job: job.id, attempt, process: { ...RUNNER, pid: 100 + this.lived.length } });
    if (course.endless === true) return;
    this.#end(job.id, attempt, course.outcome ?? EXIT_0, course.seconds ?? 1, live);
  }

  #stop(job: string, attempt: number): void {
    const living = this.#living.get(job);
    if (living === undefined) return;
    living.live.valid = false;
    living.live = { valid: true };
    this.#end(job, attempt, exit(143), living.course.stopsIn ?? 0, living.live);
  }

  #end(job: string, attempt: number, outcome: Outcome, ran: number, live: { valid: boolean }): void {
    const signal: Signal = { signal: 'ended', job: jobId(job), attempt, outcome, seconds: seconds(ran), error: null };
    this.#endings.push({ at: tick(this.#now + ran * 1000), signal, live });
  }

  #next(until: Tick | null): readonly Signal[] {
    if (this.#inbox.length > 0) return this.#inbox.splice(0);
    const first = this.#endings.peek();
    if (first === undefined && until === null) throw new Error('the run waits for something that will never happen');
    if (first === undefined || (until !== null && until < first.at)) {
      this.#now = Math.max(this.#now, until ?? 0);
      return [];
    }
    this.#endings.pop();
    this.#now = Math.max(this.#now, first.at);
    if (!first.live.valid) return [];
    if (first.signal.signal === 'ended') this.#bury(first.signal.job);
    return [first.signal];
  }

  #bury(job: string): void {
    const living = this.#living.get(job);
    if (living !== undefined) living.lived.ended = this.elapsed;
    this.#living.delete(job);
  }
}

export const RUNNER: ProcessId = {
  pid: 1,
  startTicks: '1',
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
  machineId: 'machine',
};

interface OpenOptions {
  readonly leaveFailed?: boolean;
  readonly rerunAll?: boolean;
  readonly only?: readonly string[];
  readonly caution?: Partial<Caution>;
}

function selectedOf({ only }: OpenOptions): ReadonlySet<JobId> | null {
  return only === undefined ? null : new Set(only.map(jobId));
}
