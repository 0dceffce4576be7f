import type { Outcome, StopReason } from './outcome.ts';
import type { Fingerprint, FingerprintParts, JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { ProcessId } from './process-id.ts';
import type { Instant, Moment, Seconds } from './units.ts';
import type { Verdict } from './verdict.ts';

/** Something that happened. A RunState changes by events alone, and the journal is nothing but events. */
export type Event = Moment & Happening;

export type Happening =
  /** A runner took the folder over. Everything queued before is void; `todo` is the new queue, in plan order. */
  | {
      readonly event: 'run-started';
      readonly runner: ProcessId;
      /** The sweep file, relative to the project root. */
      readonly file: string;
      /** The jobs of the plan that are fresh and left alone. */
      readonly fresh: number;
      readonly todo: readonly Task[];
      readonly slots: number;
      /** As people name them. */
      readonly gpus: readonly (number | string)[];
      readonly code: CodeVersion | null;
      readonly caution: Caution;
      /** What was said of the machine, so that others can see it as the runner does. */
      readonly choice: HostChoice;
    }
  /** On disk before anything is spawned; from here on the attempt holds what it was given. */
  | {
      readonly event: 'attempt-planned';
      readonly job: JobId;
      readonly attempt: number;
      readonly allocation: Allocation;
      readonly token: string;
      readonly fingerprint: Fingerprint;
      readonly parts: FingerprintParts;
      /** A hash of the inputs that a needed job produces, as they were at launch; null when it has none. */
      readonly lateInputs: string | null;
      /** Its limit; null when it has none. */
      readonly limit: Seconds | null;
    }
  | { readonly event: 'attempt-started'; readonly job: JobId; readonly attempt: number; readonly process: ProcessId }
  /** Recorded before the signal is sent. */
  | { readonly event: 'attempt-stopping'; readonly job: JobId; readonly attempt: number; readonly reason: StopReason }
  | {
      readonly event: 'attempt-ended';
      readonly job: JobId;
      readonly attempt: number;
      readonly outcome: Outcome;
      /** From its start to its end; null when the start is not known. */
      readonly seconds: Seconds | null;
      /** When it ended, if that was found out only later; null when this event tells. */
      readonly endedAt: Instant | null;
      /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
      readonly error: string | null;
    }
  /** It never ran: a runner died between the decision and the spawn. Uses up no retry. */
  | { readonly event: 'attempt-abandoned'; readonly job: JobId; readonly attempt: number }
  /** Processes of an ended attempt that outlived it, and were killed. */
  | {
      readonly event: 'leftovers-killed';
      readonly job: JobId;
      readonly attempt: number;
      readonly pids: readonly number[];
    }
  | {
      readonly event: 'gpu-quarantined';
      readonly gpu: string;
      readonly because: string;
      readonly pid: number | null;
    }
  | { readonly event: 'gpu-released'; readonly gpu: string }
  | { readonly event: 'backoff-ended'; readonly job: JobId }
  | { readonly event: 'job-skipped'; readonly job: JobId; readonly because: JobId }
  /** No more jobs of this class start in this run: those that are kept back are `held`. */
  | { readonly event: 'class-held'; readonly class: string; readonly because: string }
  | { readonly event: 'draining'; readonly reason: StopReason }
  | { readonly event: 'run-ended'; readonly reason: 'finished' | StopReason };

/** A job that a run is to bring to its end. */
export interface Task {
  readonly job: JobId;
  readonly verdict: Verdict;
  /** A need that is neither fresh nor a task of this run, so that the job cannot run. */
  readonly blocked?: JobId;
}

/** When a run is to stop throwing jobs after those that failed. */
export interface Caution {
  /** One job of each class goes first, and the others wait for its success. */
  readonly canary: boolean;
  /** Start nothing new after so many final failures; null for never. */
  readonly maxFails: number | null;
  /** Hold a class of which so many jobs have failed with the same error; null for never. */
  readonly failAlike: number | null;
}

/** What a command line says of the machine; null where it says nothing. */
export interface HostChoice {
  readonly slots: number | null;
  /** As `--gpus` has it. */
  readonly gpus: string | null;
  /** The path of the host file to go by, absolute. */
  readonly hostFile: string | null;
}

/** The code that ran, recorded for people; it makes nothing stale. */
export interface CodeVersion {
  readonly commit: string;
  /** A hash of the uncommitted difference; null when there is none. */
  readonly dirty: string | null;
}
