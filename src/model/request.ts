import type { AddedJob, FollowedFile, FollowedLine } from './added-job.ts';
import type { Fingerprint, JobId } from './plan.ts';
import type { ProcessId } from './process-id.ts';
import type { Moment } from './units.ts';

/** What a person asks of a run, from whichever terminal; `jobs` by id. */
export type Request =
  | { readonly do: 'kill' | 'hold' | 'top'; readonly jobs: readonly JobId[] }
  | {
      readonly do: 'release' | 'retry' | 'rerun';
      readonly jobs: readonly JobId[];
      /** That of whoever asks, for added jobs that have lost theirs. */
      readonly environment?: Readonly<Record<string, string>>;
    }
  /** Of jobs that were added, those that have ended are to be no more. */
  | { readonly do: 'forget'; readonly jobs: readonly JobId[] }
  | { readonly do: 'priority'; readonly jobs: readonly JobId[]; readonly priority: number }
  /** What the run may use of the machine; what is left out stays as it is. */
  | ({ readonly do: 'set' } & Partial<MachineSetting>)
  /** Stops the run: what runs is told to stop, and the next run does it again. */
  | { readonly do: 'cancel' }
  /** Has another runner go on with the run; answered when the run is free for it. */
  | { readonly do: 'hand-over'; readonly to: ProcessId }
  | AddRequest
  | FollowRequest;

/** Queues jobs that no file has. What each waits for may be one of those before it in the same request, by `#` and its place. */
export interface AddRequest {
  readonly do: 'add';
  readonly added: readonly AddedJob[];
  /** The whole environment of whoever asks; null where the jobs are to have that of the runner. */
  readonly environment: Readonly<Record<string, string>> | null;
}

/** Has each line of a file be a job, also those that come later; answered with the jobs that it has now. */
export interface FollowRequest {
  readonly do: 'follow';
  readonly file: FollowedFile;
  /** As `AddRequest` has it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What a person has set for the present run, over what its command and the host files say; null where that counts. */
export interface MachineSetting {
  /** 0 for none: nothing starts, and the run waits. */
  readonly slots: number | null;
  /** As `--gpus` has it. */
  readonly gpus: string | null;
}

export const NOTHING_SET: MachineSetting = { slots: null, gpus: null };

/** What is said to whoever asked. What concerned some jobs is in the journal by then. */
export type Answer =
  | {
      readonly ok: true;
      /** Those of the jobs asked for that it concerned; of `cancel`, those that are told to stop. */
      readonly jobs: readonly JobId[];
    }
  | {
      readonly ok: false;
      readonly message: string;
      /** It could never be done, as it was asked for. */
      readonly invalid?: true;
      /** The next runner can do it. */
      readonly again?: true;
    };

/** What came of a request, as an event: it is one, and so one line of the journal. */
export type Asked =
  | JobsCancelled
  | JobsHeld
  | JobsReleased
  | JobsRetried
  | JobsRerun
  | PrioritySet
  | MovedFirst
  | RunSet
  | JobAdded
  | JobsForgotten
  | FileFollowed;

/** What all of them tell. */
interface OfRequest extends Moment {
  /** Made by whoever asked: a request that is repeated gets its first answer. */
  readonly request: string;
  /** Those of the jobs asked for that it concerned. */
  readonly jobs: readonly JobId[];
}

/** For good: they do not run again before somebody asks for them, or they are defined otherwise. What runs of them is told to stop. */
export interface JobsCancelled extends OfRequest {
  readonly event: 'jobs-cancelled';
  /** As what each was cancelled, by job: the fingerprint of its definition. */
  readonly definitions: Readonly<Record<string, Fingerprint>>;
}

/** They start no more until they are released, whichever run it is; what runs of them goes on. */
export interface JobsHeld extends OfRequest {
  readonly event: 'jobs-held';
  /** Why, where no person has asked for it. */
  readonly because?: string;
}

/** Nobody holds them any more, and their classes neither. */
export interface JobsReleased extends OfRequest {
  readonly event: 'jobs-released';
}

/** They are to run again, with all their retries; and so is what was skipped because of them. */
export interface JobsRetried extends OfRequest {
  readonly event: 'jobs-retried';
}

/** They are to run once more though they have succeeded: in the present run, or, where there is none, in the next. */
export interface JobsRerun extends OfRequest {
  readonly event: 'jobs-rerun';
}

/** For the present run. */
export interface PrioritySet extends OfRequest {
  readonly event: 'priority-set';
  readonly priority: number;
}

/** They come first in the present run, in this order. */
export interface MovedFirst extends OfRequest {
  readonly event: 'moved-first';
}

/** The present run, also where another runner takes it over, may use this of the machine. */
export interface RunSet extends OfRequest, MachineSetting {
  readonly event: 'run-set';
  /** What that comes to, as `RunStarted` has it. */
  readonly of: { readonly slots: number; readonly gpus: readonly (number | string)[] };
}

/** They are in the queue, in this order. */
export interface JobAdded extends OfRequest {
  readonly event: 'job-added';
  /** One for each of `jobs`. */
  readonly added: readonly AddedJob[];
}

/** Jobs that were added and have ended are no more; what is left of them on disk may go. */
export interface JobsForgotten extends OfRequest {
  readonly event: 'jobs-forgotten';
  /** The greatest number that a job has had by then, where the jobs themselves have been left out of the journal. */
  readonly greatest?: number;
  /** The lines of followed files that they stood for, and how often, likewise. */
  readonly lines?: readonly (FollowedLine & { readonly times: number })[];
}

/** Its lines are jobs, those that are there and those that come, until the run is cancelled. Its `jobs` are none. */
export interface FileFollowed extends OfRequest {
  readonly event: 'file-followed';
  readonly file: FollowedFile;
}
