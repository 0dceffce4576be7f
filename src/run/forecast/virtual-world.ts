import type { ClusterSettlement, LaunchOrder, SettleOrder } from '../../model/attempt.ts';
import type { Event } from '../../model/event.ts';
import type { HookOrder } from '../../model/hook.ts';
import type { Claims } from '../../model/sharing/neighbours.ts';
import type { MetricsReading } from '../../model/metrics.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Job, JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { MachineSetting } from '../../model/request.ts';
import type { Allocation, HostView } from '../../model/resources.ts';
import { after, instant, seconds, tick, type Moment, type Seconds, type Tick } from '../../model/units.ts';
import { Heap } from '../../schedule/queue/heap.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { Arrays, CodeCopy, FollowedFiles, LeftBy, Signal, World } from '../world.ts';

/** How an attempt goes: so long, and then this. */
export interface Course {
  /** 1 where nothing is said. */
  readonly seconds?: number;
  /** Exit 0 where nothing is said. */
  readonly outcome?: Outcome;
  /** The line of its output that tells why it failed; none where nothing is said. */
  readonly error?: string;
  /** It never ends by itself. */
  readonly endless?: boolean;
  /** How long it takes to end once it is told to stop; at once where nothing is said. */
  readonly stopsIn?: number;
}

/** An attempt that a virtual world has seen. */
export interface Spell {
  readonly job: JobId;
  readonly attempt: number;
  readonly allocation: Allocation;
  readonly began: Tick;
  /** Null while it goes on. */
  ended: Tick | null;
}

/** The process of every runner and keeper of a virtual world. */
export const NO_PROCESS: ProcessId = {
  pid: 1,
  startTicks: '1',
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
  machineId: 'machine',
};

/** Something that is to happen. It answers with what the run hears of it, if it hears of it. */
interface Arranged {
  readonly at: Tick;
  /** Of what happens at one tick, the first arranged happens first. */
  readonly order: number;
  readonly happen: () => Signal | null;
}

interface Living {
  readonly spell: Spell;
  readonly course: Course;
  /** Counts up when it is told to stop: its end as it was arranged before no longer counts. */
  version: number;
}

/**
 * A world without machine and disk, in which time passes only when nothing can happen before: every wait jumps to the
 * next thing that was arranged. An attempt takes as long as its course says. Nothing is kept of what is recorded.
 */
export class VirtualWorld implements World {
  hostView: HostView;
  /** Every attempt, in the order of their beginnings. */
  readonly spells: Spell[] = [];
  readonly #course: (order: LaunchOrder) => Course;
  readonly #breathe: (() => Promise<void>) | null;
  /** What its clocks show at first. */
  readonly begins: Moment;
  readonly #arranged = new Heap<Arranged>((a, b) => (a.at === b.at ? a.order < b.order : a.at < b.at));
  readonly #living = new Map<JobId, Living>();
  readonly #inbox: Signal[] = [];
  #now: Tick;
  #orders = 0;
  #tokens = 0;

  /** @param breathe  Is waited for before each step, so that something else may go on beside; null for nothing. */
  constructor(
    host: HostView,
    course: (order: LaunchOrder) => Course,
    begins: Moment,
    breathe: (() => Promise<void>) | null = null,
  ) {
    this.#breathe = breathe;
    this.hostView = host;
    this.#course = course;
    this.begins = begins;
    this.#now = begins.tick;
  }

  readonly clock = {
    now: () => ({ at: instant(this.begins.at + (this.#now - this.begins.tick)), tick: this.#now }),
  };
  readonly host = {
    view: () => this.hostView,
    exclusively: <T>(decide: () => T): T => decide(),
    publish: (claims: Claims) => this.publish(claims),
    set: (setting: MachineSetting) => this.set(setting),
  };
  readonly executor = {
    launch: (order: LaunchOrder) => {
      this.launch(order);
    },
    settle: (order: SettleOrder) => Promise.resolve(this.settlementOf(order)),
    stop: (job: JobId) => {
      this.#stop(job);
    },
    inherit: () => undefined,
    release: (array: string) => {
      this.release(array);
    },
    withdraw: (job: JobId, attempt: number) => {
      this.withdraw(job, attempt);
    },
    order: (turns: ReadonlyMap<JobId, number>) => {
      this.order(turns);
    },
  };
  readonly arrays: Arrays | null = null;
  readonly hooks = { start: (order: HookOrder) => this.hook(order) };
  readonly mailbox = {
    next: async (until: Tick | null) => {
      if (this.#breathe !== null) await this.#breathe();
      return this.#next(until);
    },
  };
  readonly followed: FollowedFiles = {
    follow: (_, __, first) => {
      first([]);
    },
  };
  readonly journal = {
    append: (events: readonly Event[]) => this.append(events),
    shrink: () => null,
    isDeleted: false,
  };
  readonly files = {
    greatestAttempt: () => 0,
    digests: (paths: readonly string[]) => paths.map((path) => this.digest(path)),
    look: (paths: readonly string[]) => this.look(paths),
    lateInputs: (job: Job) => this.lateInputs(job),
    missingOutput: (job: Job) => this.missingOutput(job),
  };
  readonly metrics = {
    look: (left: LeftBy) => this.lookForMetrics(left),
    read: (left: LeftBy) => Promise.resolve(this.metricsOf(left)),
  };
  code: CodeCopy | null = null;

  readonly view = {
    show: (event: Event, state: RunState) => {
      this.show(event, state);
    },
    waits: () => undefined,
    say: (message: string) => {
      this.say(message);
    },
  };
  readonly token = (): string => `token-${(this.#tokens += 1)}`;

  /** The time since the world began. */
  get elapsed(): Seconds {
    return seconds((this.#now - this.begins.tick) / 1000);
  }

  /** Lets something happen after `delay`; what it answers with, the run hears, unless it is null. */
  later(delay: number, happen: () => Signal | null): void {
    this.#orders += 1;
    this.#arranged.push({ at: after(this.#now, seconds(delay)), order: this.#orders, happen });
  }

  /** Lets an attempt that began before the world did go on, by `course` from now. It ends without a running time. */
  carryOn(order: Pick<Spell, 'job' | 'attempt' | 'allocation'>, course: Course): void {
    this.#live(order, course, null);
  }

  /** What is still arranged, and what lives, can no longer bring the run forward. Answers with what the run then hears. */
  protected stalled(): readonly Signal[] {
    return [{ signal: 'asked-to-stop', how: 'interrupt' }];
  }

  /** A hook takes no time, and does what it is to do. */
  protected hook(_order: HookOrder): void {
    this.later(0, () => ({ signal: 'hook-ended', problem: null }));
  }

  protected launch(order: LaunchOrder): void {
    this.#begin(order, this.#course(order));
  }

  protected append(_events: readonly Event[]): string | null {
    return null;
  }

  protected set(_setting: MachineSetting): string | null {
    return null;
  }

  protected publish(_claims: Claims): string | null {
    return null;
  }

  protected settlementOf(_order: SettleOrder): ClusterSettlement {
    return { kind: 'abandoned' };
  }

  protected digest(_path: string): string {
    return '';
  }

  protected look(paths: readonly string[]): readonly string[] | null {
    return paths.map((path) => this.digest(path));
  }

  protected lateInputs(_job: Job): string | null {
    return null;
  }

  protected missingOutput(_job: Job): string | null {
    return null;
  }

  protected lookForMetrics(left: LeftBy): MetricsReading | null {
    return this.metricsOf(left);
  }

  /** Nothing is left. */
  protected metricsOf(_left: LeftBy): MetricsReading {
    return { metrics: {}, texts: {}, curves: {} };
  }

  protected release(_array: string): void {
    return;
  }

  protected withdraw(_job: JobId, _attempt: number): void {
    return;
  }

  protected order(_turns: ReadonlyMap<JobId, number>): void {
    return;
  }

  protected show(_event: Event, _state: RunState): void {
    return;
  }

  protected say(_message: string): void {
    return;
  }

  #begin({ job, attempt, allocation }: LaunchOrder, course: Course): void {
    this.#live({ job: job.id, attempt, allocation }, course, seconds(course.seconds ?? 1));
    const process = { ...NO_PROCESS, pid: 100 + this.spells.length };
    this.#inbox.push({ signal: 'started', job: job.id, attempt, process });
  }

  #live(order: Pick<Spell, 'job' | 'attempt' | 'allocation'>, course: Course, ran: Seconds | null): void {
    const { job, attempt, allocation } = order;
    const spell: Spell = { job, attempt, allocation, began: this.#now, ended: null };
    this.spells.push(spell);
    const living: Living = { spell, course, version: 0 };
    this.#living.set(job, living);
    if (course.endless !== true) this.#end(living, course.seconds ?? 1, course.outcome ?? SUCCESS, ran);
  }

  #stop(job: JobId): void {
    const living = this.#living.get(job);
    if (living === undefined) return;
    living.version += 1;
    const wait = living.course.stopsIn ?? 0;
    this.#end(living, wait, { cause: 'exit', code: 143 }, seconds(wait));
  }

  #end(living: Living, wait: number, outcome: Outcome, ran: Seconds | null): void {
    const { version, spell } = living;
    const { job, attempt } = spell;
    const error = living.course.error ?? null;
    this.later(wait, () =>
      living.version === version ? { signal: 'ended', job, attempt, outcome, seconds: ran, error } : null,
    );
  }

  #next(until: Tick | null): readonly Signal[] {
    if (this.#inbox.length > 0) return this.#inbox.splice(0);
    const first = this.#arranged.peek();
    if (first === undefined && until === null) return this.stalled();
    if (first === undefined || (until !== null && until < first.at)) {
      this.#now = tick(Math.max(this.#now, until ?? 0));
      return [];
    }
    this.#arranged.pop();
    this.#now = tick(Math.max(this.#now, first.at));
    const signal = first.happen();
    if (signal === null) return [];
    if (signal.signal === 'ended') this.#bury(signal.job);
    return [signal];
  }

  #bury(job: JobId): void {
    const living = this.#living.get(job);
    if (living !== undefined) living.spell.ended = this.#now;
    this.#living.delete(job);
  }
}

const SUCCESS: Outcome = { cause: 'exit', code: 0 };
