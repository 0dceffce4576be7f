import type { ClusterSettlement, ClusterSignal, LaunchOrder, SettleOrder } from '../model/attempt.ts';
import type { Event } from '../model/event.ts';
import type { FollowedFile } from '../model/added-job.ts';
import type { HookOrder } from '../model/hook.ts';
import type { MetricsReading } from '../model/metrics.ts';
import type { ArrayTask } from '../model/executor.ts';
import type { Job, JobId } from '../model/plan.ts';
import type { Claims } from '../model/sharing/neighbours.ts';
import type { Answer, MachineSetting, Request } from '../model/request.ts';
import type { HostView } from '../model/resources.ts';
import type { Moment, Seconds, Tick } from '../model/units.ts';
import type { Reason } from '../schedule/decide/reason.ts';
import type { RunState } from '../schedule/state/state.ts';

/** What the loop hears from outside. */
export type Signal =
  | ClusterSignal
  /** GPUs were freed, taken or lost by others, or slots changed: decide again. */
  | { readonly signal: 'host-changed' }
  /** A person asks for something, and hears at once what comes of it; `id` is the same when it is asked again. */
  | {
      readonly signal: 'asked';
      readonly id: string;
      readonly request: Request;
      readonly answer: (answer: Answer) => void;
    }
  /** The hook that was started has ended; `problem` says in words why it did not do what it was to do, and is null where it did. */
  | { readonly signal: 'hook-ended'; readonly problem: string | null }
  /** Inputs that were too large to be looked at at once have been read: decide again. */
  | { readonly signal: 'inputs-read' }
  /** What an attempt has left by way of numbers has been read, for which its end was held back. */
  | {
      readonly signal: 'metrics-read';
      readonly job: JobId;
      readonly attempt: number;
      readonly reading: MetricsReading;
    }
  /** The copy of the code has been made, or cannot be: decide again. */
  | { readonly signal: 'code-copied' }
  /** A person or a system asks the run to stop: the first `interrupt` drains, a second one or `terminate` stops jobs. */
  | { readonly signal: 'asked-to-stop'; readonly how: 'interrupt' | 'terminate' }
  /** The place that the run has is taken from it: what runs may come to its end for so long, is stopped then, and runs again elsewhere. */
  | { readonly signal: 'place-taken'; readonly within: Seconds };

export interface Clock {
  now(): Moment;
}

/** Where signals wait. */
export interface Mailbox {
  /**
   * The signals that have come in since the last call, in order; waits for one, but not beyond `until`
   * (then the answer is empty). Null waits for ever.
   */
  next(until: Tick | null): Promise<readonly Signal[]>;
}

/** Makes processes and tells how they end. Answers come as signals; no method throws for what a job does. */
export interface Executor {
  launch(order: LaunchOrder): void;
  settle(order: SettleOrder): Promise<ClusterSettlement>;
  /** Lets the attempts of an array start that a cluster has taken, now that this is recorded. */
  release(array: string): void;
  /** Takes an attempt out of the queue of a cluster, of which `withdrawn` follows; where it has begun, or is of this machine, nothing happens. */
  withdraw(job: JobId, attempt: number): void;
  /** Has what waits in the queues of clusters begin in this order, as far as they let this user say: those with the least number first. */
  order(turns: ReadonlyMap<JobId, number>): void;
  /** TERM to the keeper, then, when the grace is over, KILL to every member of its session. `ended` follows. */
  stop(job: JobId, attempt: number, grace: Seconds): void;
  /** Lets those of these jobs that have none of their own inherit another environment than that of the runner, as long as this lives. */
  inherit(jobs: readonly JobId[], environment: Readonly<Record<string, string>>): void;
}

/** Where the attempts of a run are to be found that a cluster is given. */
export interface Arrays {
  /** The place of the next attempt of a job, of which an order to launch it follows at once, if any does. */
  next(job: Job): ArrayTask;
}

/** Runs commands of the user's own beside the jobs. */
export interface HookRunner {
  /** Starts a hook, none of which runs; `hook-ended` follows. */
  start(order: HookOrder): void;
}

/** The append-only file of events. */
export interface JournalFile {
  /** Appends all of `events` or nothing; returns null, or why it could not (a full disk). */
  append(events: readonly Event[]): string | null;
  /** Leaves out what tells of jobs that have been forgotten; returns null, or why it could not: then nothing has changed. */
  shrink(): string | null;
  /** Whether the file is gone for good: nothing can be recorded any more. */
  readonly isDeleted: boolean;
}

/** The machine. Always answers at once with what it knew last; news come as `host-changed`. */
export interface Host {
  /** Within `exclusively` also what the other runs of this host hold and want at this instant. */
  view(): HostView;
  /**
   * Calls `decide` while no other run of this host decides, and answers what it does. Null, without having called it, when
   * another is just deciding: `host-changed` follows when it is worth another try.
   */
  exclusively<T>(decide: () => T): T | null;
  /** Has another setting count from now on; answers what is wrong with it: then the one before does. */
  set(setting: MachineSetting): string | null;
  /** Tells the other runs what this one holds and wants; a new hold only within `exclusively`. Returns null, or why it could not. */
  publish(claims: Claims): string | null;
}

/** What a run must know of the disk. */
export interface Files {
  /** The first path of `job.produces` that is not there or is empty; null when all are there. */
  missingOutput(job: Job): string | null;
  /** The greatest attempt number that has a folder; 0 when there is none. */
  greatestAttempt(job: JobId): number;
  /** What each of `paths` holds now, as `digestOfInput` says. Reads all there is to read. */
  digests(paths: readonly string[]): readonly string[];
  /**
   * What each of `paths` holds now, if that can be said without keeping the loop waiting; null while it is being read, and
   * `inputs-read` follows. Throws what kept it from being read.
   */
  look(paths: readonly string[]): readonly string[] | null;
  /** A hash over the content of `job.lateInputs` as it is now, by which older journals tell of it; null when there are none. */
  lateInputs(job: Job): string | null;
}

/** An attempt that is over, and of which what it has left is to be read. */
export interface LeftBy {
  readonly job: Job;
  readonly attempt: number;
  /** The copy of the code that it ran in; left out where it ran in the project itself. */
  readonly snapshot?: string;
}

/** What attempts leave by way of numbers, at the places that their jobs name; their curves are kept beside their logs. */
export interface MetricFiles {
  /** What one has left, if that can be said without keeping the loop waiting; null while it is being read, and `metrics-read` follows. */
  look(left: LeftBy): MetricsReading | null;
  /** What one has left. Never fails: what keeps it from being read is told in it, also that it takes too long. */
  read(left: LeftBy): Promise<MetricsReading>;
}

/** What a job's freshness is judged by, besides what has run. */
export type FilesOfResults = Pick<Files, 'missingOutput' | 'digests' | 'lateInputs'>;

/** The copy of the code that the attempts of a run are made in. */
export interface CodeCopy {
  /**
   * Answers at once: the name of the copy; that it is being made, and `code-copied` follows; or what kept it from being made, once, and
   * the next time that is asked it is tried again.
   */
  now():
    | { readonly is: 'made'; readonly name: string }
    | { readonly is: 'being made' }
    | { readonly is: 'not made'; readonly because: string };
}

/** Files whose lines are jobs of an open plan. */
export interface FollowedFiles {
  /**
   * Looks at a file from now on, and asks for a job for each line that has not been queued. `first` hears of those that it has now. Without
   * an environment its jobs have that of the runner, and are held where that is another.
   */
  follow(
    file: FollowedFile,
    environment: Readonly<Record<string, string>> | null,
    first: (jobs: readonly JobId[]) => void,
  ): void;
}

/** Watches the run; drives nothing. */
export interface View {
  /** Called after `state` has taken `event` in. */
  show(event: Event, state: RunState): void;
  /** Nothing runs, and `job` comes first: why it does not start. */
  waits(job: JobId, reasons: readonly Reason[], state: RunState): void;
  /** Something to say that is no event, such as a disk that is full. */
  say(message: string): void;
}

/** All that the loop touches. */
export interface World {
  readonly clock: Clock;
  readonly mailbox: Mailbox;
  readonly executor: Executor;
  /** Null where jobs run on this machine. */
  readonly arrays: Arrays | null;
  readonly hooks: HookRunner;
  readonly journal: JournalFile;
  readonly host: Host;
  readonly files: Files;
  readonly metrics: MetricFiles;
  /** Null where jobs run in the project itself. */
  readonly code: CodeCopy | null;
  readonly followed: FollowedFiles;
  readonly view: View;
  /** A fresh random token for an attempt. */
  token(): string;
}
