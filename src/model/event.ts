import type { ArrayTask } from './executor.ts';
import type { InputRecord } from './input.ts';
import type { AttemptMetrics, MetricsReading } from './metrics.ts';
import type { Outcome, StopReason } from './outcome.ts';
import type { Fingerprint, FingerprintParts, HookName, JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { Asked } from './request.ts';
import type { ProcessId } from './process-id.ts';
import type { CodeVersion, FailurePolicy, MachineOptions, RunOrigin, Task } from './run-start.ts';
import type { Begins } from './text/begin-time.ts';
import type { Instant, Moment, Seconds } from './units.ts';

/** Something that happened. A RunState changes by events alone, and the journal is nothing but events. */
export type Event =
  | RunStarted
  | AttemptPlanned
  | ArraySubmitted
  | AttemptStarted
  | AttemptStopping
  | AttemptExited
  | MetricsRead
  | AttemptEnded
  | AttemptAbandoned
  | LeftoversKilled
  | GpuQuarantined
  | GpuReleased
  | BackoffEnded
  | BeginReached
  | JobSkipped
  | ClassHeld
  | Draining
  | RunEnded
  | HookStarted
  | HookFailed
  | JobsMoved
  | JobsAccepted
  | AcceptedRead
  | Asked;

/** An event whose time is still to be told: the recorder adds it. */
export type Happening = Timeless<Event>;

/** The event of a name, as the journal has it. */
export type EventOf<Name extends Event['event']> = Extract<Event, { readonly event: Name }>;

type Timeless<Each extends Event> = Each extends Event ? Omit<Each, keyof Moment> : never;

/** A runner took the folder over. Everything queued before is void; `todo` is the new queue, in plan order. */
export interface RunStarted extends Moment {
  readonly event: 'run-started';
  readonly runner: ProcessId;
  /** The sweep file, relative to the project root. */
  readonly file: string;
  /** What was merged over it, each as `KEY=VALUE`; left out where that is nothing, and in older journals. */
  readonly set?: readonly string[];
  /** The jobs of the plan that are fresh and left alone. */
  readonly fresh: number;
  readonly todo: readonly Task[];
  /** The jobs that it is about and leaves alone though they have failed or are cancelled; left out where there are none. */
  readonly left?: readonly JobId[];
  /**
   * The jobs that it is not about, since they were not chosen, and that would run again if they were: they have come to an end before.
   * Left out where there are none, and in older journals.
   */
  readonly unchosen?: readonly JobId[];
  readonly slots: number;
  /** As people name them. */
  readonly gpus: readonly (number | string)[];
  readonly code: CodeVersion | null;
  /** Left out in older journals. */
  readonly origin?: RunOrigin;
  readonly caution: FailurePolicy;
  /** What was said of the machine, so that others can see it as the runner does. */
  readonly choice: MachineOptions;
  /** Whether it goes on with the run of another runner, whose retries, holds, order and the like it keeps; left out where it does not. */
  readonly continues?: true;
  /** The hooks that it has; left out where there are none, and in older journals. */
  readonly hooks?: readonly HookName[];
  /** Before when its jobs do not start; left out where nothing says, and in older journals. */
  readonly begins?: Begins;
}

/** What an event is about that concerns one attempt. */
interface OfAttempt extends Moment {
  readonly job: JobId;
  readonly attempt: number;
}

/** On disk before anything is spawned; from here on the attempt holds what it was given. */
export interface AttemptPlanned extends OfAttempt {
  readonly event: 'attempt-planned';
  readonly allocation: Allocation;
  readonly token: string;
  /** That of the job's definition; where `inputs` is left out, the job's whole fingerprint. */
  readonly fingerprint: Fingerprint;
  readonly parts: FingerprintParts;
  /** What it is made from, as it was at launch; left out in older journals. */
  readonly inputs?: readonly InputRecord[];
  /** As `Job.unsaid` was; left out where there is nothing, and in older journals. */
  readonly unsaid?: Readonly<Record<string, string>>;
  /** In older journals a hash of the inputs that a needed job produces, as they were at launch; null when it had none. */
  readonly lateInputs?: string | null;
  /** The copy of the code that it runs in; left out where it runs in the project itself, and in older journals. */
  readonly snapshot?: string;
  /** Its limit; null when it has none. */
  readonly limit: Seconds | null;
  /** Where it is to be found on a cluster; left out where it runs on the machine of its runner, and in older journals. */
  readonly on?: ArrayTask;
}

/** A cluster has taken these attempts, and is told only after this to let them start. For people: an id alone says nothing of whose it is. */
export interface ArraySubmitted extends Moment {
  readonly event: 'array-submitted';
  readonly executor: string;
  /** By which its attempts were planned. */
  readonly array: string;
  /** What the cluster calls it. */
  readonly id: string;
  readonly cluster: string;
  readonly tasks: number;
}

/** Its keeper lives. */
export interface AttemptStarted extends OfAttempt {
  readonly event: 'attempt-started';
  readonly process: ProcessId;
  /**
   * What it is made from, where it was planned before jobs that it needs had ended: it counts as decided upon at this moment. Left out where it was planned
   * when it could start.
   */
  readonly inputs?: readonly InputRecord[];
}

/** Recorded before the signal is sent. */
export interface AttemptStopping extends OfAttempt {
  readonly event: 'attempt-stopping';
  readonly reason: StopReason;
}

/**
 * Nothing of it runs any more, and what it held is free; its end is told when what it has left by way of numbers has been read, which takes
 * its time.
 */
export interface AttemptExited extends OfAttempt {
  readonly event: 'attempt-exited';
}

export interface AttemptEnded extends OfAttempt {
  readonly event: 'attempt-ended';
  readonly outcome: Outcome;
  /** From its start to its end; null when the start is not known. */
  readonly seconds: Seconds | null;
  /** When it ended, if that was found out only later; null when this event tells. */
  readonly endedAt: Instant | null;
  /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
  readonly error: string | null;
}

/**
 * What an attempt has left was read, as `metrics` of its job says where; comes before its end is told, so that jobs which wait for that
 * find it. A later one of the same attempt takes the place of an earlier one.
 */
export interface MetricsRead extends OfAttempt, MetricsReading {
  readonly event: 'metrics-read';
}

/**
 * It never ran: a runner died between the decision and the spawn, or the system had no room for it; or a cluster took its node from it, or had it in its queue
 * when it was held. Uses up no retry.
 */
export interface AttemptAbandoned extends OfAttempt {
  readonly event: 'attempt-abandoned';
  /** What the system had run out of, be it that other runs could not be told; left out where a runner died. */
  readonly because?: string;
  /** In which way a cluster took its node from it, as Slurm calls that, or `pilot` where it took that of its runner; left out where none did. */
  readonly taken?: string;
}

/** Processes of an ended attempt that outlived it, and were killed. */
export interface LeftoversKilled extends OfAttempt {
  readonly event: 'leftovers-killed';
  readonly pids: readonly number[];
}

/** No job may be given this GPU, by UUID, until it is released. */
export interface GpuQuarantined extends Moment {
  readonly event: 'gpu-quarantined';
  readonly gpu: string;
  readonly because: string;
  /** The process that keeps it; null when none is known. */
  readonly pid: number | null;
}

export interface GpuReleased extends Moment {
  readonly event: 'gpu-released';
  readonly gpu: string;
}

/** A job that waited before its next attempt is back in the queue. */
export interface BackoffEnded extends Moment {
  readonly event: 'backoff-ended';
  readonly job: JobId;
}

/** Jobs that were not to start before `begin`, ISO 8601, may do so now. */
export interface BeginReached extends Moment {
  readonly event: 'begin-reached';
  readonly begin: string;
}

/** A need of it, `because`, can no longer be met. */
export interface JobSkipped extends Moment {
  readonly event: 'job-skipped';
  readonly job: JobId;
  readonly because: JobId;
}

/** No more jobs of this class start in this run: those that are kept back are `held`. */
export interface ClassHeld extends Moment {
  readonly event: 'class-held';
  readonly class: string;
  readonly because: string;
}

/** Nothing new starts any more. */
export interface Draining extends Moment {
  readonly event: 'draining';
  readonly reason: StopReason;
}

export interface RunEnded extends Moment {
  readonly event: 'run-ended';
  /** `handed-over`: another runner is about to go on with it. */
  readonly reason: 'finished' | 'handed-over' | StopReason;
  /** When it ended, if its runner died and that was found out only later. */
  readonly endedAt?: Instant;
}

/** What an event is about that concerns a hook. */
interface OfHook extends Moment {
  readonly hook: HookName;
  /** The job and the attempt that it tells of; left out where it tells of the run. */
  readonly job?: JobId;
  readonly attempt?: number;
}

/** On disk before anything is spawned: a hook is run once at the most. */
export interface HookStarted extends OfHook {
  readonly event: 'hook-started';
}

/** A hook did not do what it was to do, which is no failure of a job. */
export interface HookFailed extends OfHook {
  readonly event: 'hook-failed';
  /** In words. */
  readonly because: string;
}

/** What is known of some jobs is known of others from here on, since the file calls them otherwise. */
export interface JobsMoved extends Moment {
  readonly event: 'jobs-moved';
  readonly moves: readonly Move[];
}

/** That a job was called otherwise. */
export interface Move {
  readonly job: JobId;
  readonly was: JobId;
}

/** Results count for these jobs as they are defined now, though no attempt of them has made them so. */
export interface JobsAccepted extends Moment {
  readonly event: 'jobs-accepted';
  readonly accepted: readonly AcceptedResult[];
}

/** That a result counts for a job, with what it counts as made from. */
export interface AcceptedResult {
  readonly job: JobId;
  /** What it produces was there; what has changed does not matter; or that holds of all that has changed before it. */
  readonly because: 'output' | 'change' | 'needs';
  /** That of the job's definition. */
  readonly fingerprint: Fingerprint;
  readonly parts: FingerprintParts;
  readonly inputs: readonly InputRecord[];
  /** As `Job.unsaid` was; left out where there is nothing. */
  readonly unsaid?: Readonly<Record<string, string>>;
}

/**
 * What lies by way of numbers in the files of jobs that count as done though no attempt has made them so. A later one of a job takes the place of
 * an earlier one.
 */
export interface AcceptedRead extends Moment {
  readonly event: 'accepted-read';
  readonly found: readonly FoundNumbers[];
}

/** What a job has that nobody has seen being made. */
export interface FoundNumbers extends AttemptMetrics {
  readonly job: JobId;
}
