import { beginsOf } from '../../src/app/sweep/begins.ts';
import { decodeEvent, encodeEvent } from '../../src/journal/codec.ts';
import { replay } from '../../src/journal/replay.ts';
import { ALONE, type Claims } from '../../src/model/sharing/neighbours.ts';
import type { Event } from '../../src/model/event.ts';
import type { FailurePolicy } from '../../src/model/run-start.ts';
import type { HookOrder } from '../../src/model/hook.ts';
import type { MetricsReading } from '../../src/model/metrics.ts';
import type { MachineSetting } from '../../src/model/request.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import { jobId, type Job, type Plan } from '../../src/model/plan.ts';
import type { GpuView, HostView } from '../../src/model/resources.ts';
import { elapsed, instant, tick, type Moment, type Tick } from '../../src/model/units.ts';
import { begin } from '../../src/run/begin.ts';
import { conclude } from '../../src/run/conclude.ts';
import type { Verdicts } from '../../src/run/freshness.ts';
import { drive, type RunEnd } from '../../src/run/loop.ts';
import { partOf, type Wish } from '../../src/run/part.ts';
import { settle } from '../../src/run/resume.ts';
import { NO_PROCESS, VirtualWorld, type Course } from '../../src/run/forecast/virtual-world.ts';
import type { ClusterSettlement, SettleOrder } from '../../src/model/attempt.ts';
import type { LeftBy, Signal } from '../../src/run/world.ts';
import type { RunState } from '../../src/schedule/state/state.ts';

export const EXIT_0: Outcome = { cause: 'exit', code: 0 };
export const exit = (code: number): Outcome => ({ cause: 'exit', code });

export type { Course };

/** An attempt as a test looks back on it. */
export interface Lived {
  readonly job: string;
  readonly attempt: number;
  readonly began: number;
  readonly ended: number | null;
  readonly gpus: readonly number[];
}

/** Four slots, and all else without end; no GPUs. */
export const EMPTY_HOST: HostView = {
  slots: 4,
  slotsOfUser: Infinity,
  memory: null,
  resources: new Map(),
  gpus: [],
  sharing: 'pack',
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
 * A virtual world with a journal, files and settlements that a test can look at and set. What the journal holds is encoded
 * and decoded, as on a disk.
 */
export class FakeWorld extends VirtualWorld {
  readonly lines: string[] = [];
  readonly said: string[] = [];
  readonly published: Claims[] = [];
  readonly settlements = new Map<string, ClusterSettlement>();
  /** Why the disk cannot be written; null when it can. */
  diskProblem: string | null = null;
  missing = new Map<string, string>();
  late = new Map<string, string>();
  /** What attempts leave by way of numbers, by `job/attempt`. */
  readonly left = new Map<string, MetricsReading>();
  /** For how many seconds that is read of those for which the loop does not wait. */
  readonly readsFor = new Map<string, number>();
  /** What inputs hold now, by path. */
  readonly contents = new Map<string, string>();
  /** Those that are too large to be looked at at once, and have not been read yet. */
  readonly unread = new Set<string>();
  state: RunState | null = null;
  /** The host before anything was set of it. */
  #whole: HostView | null = null;
  /** The hooks that were started, with the second in which each was. */
  readonly hooked: { readonly order: HookOrder; readonly at: number }[] = [];
  /** How long a hook takes, in seconds, and what goes wrong with it. */
  hookCourse: (order: HookOrder) => { readonly seconds?: number; readonly problem?: string } = () => ({});
  /** Called after every event, to look at the state at each instant. */
  watch: (state: RunState, event: Event) => void = () => undefined;

  constructor(host: Partial<HostView> = {}, course: (job: string, attempt: number) => Course = () => ({})) {
    super({ ...EMPTY_HOST, ...host }, ({ job, attempt }) => course(job.id, attempt), BEGINNING);
  }

  get lived(): Lived[] {
    return this.spells.map(({ job, attempt, allocation, began, ended }) => ({
      job,
      attempt,
      began: secondsSince(began),
      ended: ended === null ? null : secondsSince(ended),
      gpus: allocation.gpus.map((gpu) => gpu.index),
    }));
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
    this.later(delay, () => signal);
  }

  /** Lets something change in the world after `delay` seconds; the run hears of it as of a change of the host. */
  change(delay: number, change: () => void): void {
    this.later(delay, () => {
      change();
      return { signal: 'host-changed' };
    });
  }

  /** Lets a large input have been read after `delay` seconds. */
  reads(delay: number, path: string): void {
    this.later(delay, () => {
      this.unread.delete(path);
      return { signal: 'inputs-read' };
    });
  }

  /** Replays the journal, settles, judges and opens a run: what `sweep run` does before its loop. */
  async open(plan: Plan, options: OpenOptions = {}): Promise<[RunState, Verdicts]> {
    const state = replay(plan, this.events);
    this.state = state;
    if (!(await settle(state, this))) throw new Error('the journal cannot be written');
    const part = partOf(plan, state, this.files, wishOf(options));
    const order = {
      runner: RUNNER,
      file: 'test.yaml',
      set: [],
      code: null,
      caution: { canary: false, maxFails: null, failAlike: null, ...options.caution },
      choice: {
        ...{ slots: null, gpus: null, hostFile: null },
        ...(options.on === undefined ? {} : { on: options.on }),
        ...(options.driver === undefined ? {} : { driver: options.driver }),
      },
      continues: options.continues ?? false,
      begins: beginsOf(
        plan.jobs,
        options.begin,
        { last: state.run, continues: options.continues ?? false },
        this.clock.now().at,
      ),
    };
    if (!begin(state, this, part, order)) throw new Error('the journal cannot be written');
    return [state, part.verdicts];
  }

  /** What `sweep run` does where it finds nothing to do. */
  async conclude(plan: Plan, options: OpenOptions = {}): Promise<void> {
    const state = replay(plan, this.events);
    if (!(await settle(state, this))) throw new Error('the journal cannot be written');
    conclude(state, this, partOf(plan, state, this.files, wishOf(options)));
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

  protected override hook(order: HookOrder): void {
    const { seconds: wait = 0, problem = null } = this.hookCourse(order);
    this.hooked.push({ order, at: this.elapsed });
    this.later(wait, () => ({ signal: 'hook-ended', problem }));
  }

  protected override stalled(): readonly Signal[] {
    throw new Error('the run waits for something that will never happen');
  }

  protected override append(events: readonly Event[]): string | null {
    if (this.diskProblem === null) this.lines.push(...events.map(encodeEvent));
    return this.diskProblem;
  }

  /** Slots, and of the GPUs that there were at first those of these indices. */
  protected override set({ slots, gpus }: MachineSetting): string | null {
    const whole = (this.#whole ??= this.hostView);
    const indices = gpus?.split(',').map(Number) ?? whole.gpus.map(({ index }) => index);
    const unknown = indices.find((one) => !whole.gpus.some(({ index }) => index === one));
    if (unknown !== undefined) return `GPU ${unknown} is not on this host`;
    const chosen = whole.gpus.filter(({ index }) => indices.includes(index));
    const paused = slots === 0 ? 'the run was set to no slots' : null;
    this.hostView = { ...this.hostView, slots: slots ?? whole.slots, gpus: chosen, paused };
    return null;
  }

  protected override publish(claims: Claims): string | null {
    this.published.push(claims);
    return null;
  }

  protected override settlementOf(order: SettleOrder): ClusterSettlement {
    return this.settlements.get(order.id) ?? { kind: 'abandoned' };
  }

  protected override digest(path: string): string {
    return this.contents.get(path) ?? '';
  }

  protected override look(paths: readonly string[]): readonly string[] | null {
    return paths.some((path) => this.unread.has(path)) ? null : super.look(paths);
  }

  protected override lateInputs(job: Job): string | null {
    return job.lateInputs.length === 0 ? null : (this.late.get(job.id) ?? '');
  }

  protected override missingOutput(job: Job): string | null {
    return this.missing.get(job.id) ?? null;
  }

  protected override lookForMetrics(left: LeftBy): MetricsReading | null {
    const { job, attempt } = left;
    const takes = this.readsFor.get(`${job.id}/${attempt}`);
    if (takes === undefined) return this.metricsOf(left);
    this.later(takes, () => ({ signal: 'metrics-read', job: job.id, attempt, reading: this.metricsOf(left) }));
    return null;
  }

  protected override metricsOf(left: LeftBy): MetricsReading {
    return this.left.get(`${left.job.id}/${left.attempt}`) ?? super.metricsOf(left);
  }

  protected override show(event: Event, state: RunState): void {
    this.watch(state, event);
  }

  protected override say(message: string): void {
    this.said.push(message);
  }
}

/** Where a fake world's clocks stand when it begins. */
const BEGINNING: Moment = { at: instant(1_700_000_001_000), tick: tick(1000) };

function secondsSince(at: Tick): number {
  return elapsed(BEGINNING.tick, at);
}

export const RUNNER = NO_PROCESS;

interface OpenOptions extends Partial<Omit<Wish, 'chosen'>> {
  /** The cluster that its jobs go to; left out for the host. */
  readonly on?: string;
  /** The job of a cluster that its runner is; left out for none. */
  readonly driver?: string;
  readonly only?: readonly string[];
  readonly caution?: Partial<FailurePolicy>;
  /** As --begin has it. */
  readonly begin?: string;
}

function wishOf({ only, fresh = false, withNeeds = false, leaveFailed = false, continues = false }: OpenOptions): Wish {
  return { chosen: only === undefined ? null : new Set(only.map(jobId)), fresh, withNeeds, leaveFailed, continues };
}
