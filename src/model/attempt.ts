import type { ArrayTask } from './executor.ts';
import type { NeededJob } from './needed-job.ts';
import type { Outcome } from './outcome.ts';
import type { Job, JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { ProcessId } from './process-id.ts';
import type { Instant, Seconds } from './units.ts';

/** An attempt to start. Recorded in the journal before the executor hears of it. */
export interface LaunchOrder {
  readonly job: Job;
  readonly attempt: number;
  readonly token: string;
  readonly allocation: Allocation;
  /** The copy of the code that it runs in; left out where it runs in the project itself. */
  readonly snapshot?: string;
  /** The jobs that its own needs; left out where jobs of its stage need none. */
  readonly needs?: readonly NeededJob[];
  /** Where it is to run on a cluster; left out for this machine. */
  readonly on?: ArrayTask;
}

/** Where the copies of the code lie that attempts run in. */
export function copiesFolder(runFolder: string): string {
  return `${runFolder}/code`;
}

/** Where it is written down of which files a copy was made. */
export function filesOfCopy(runFolder: string, snapshot: string): string {
  return `${copiesFolder(runFolder)}/${snapshot}${FILES}`;
}

/** How the names of these lists end. */
export const FILES = '.files';

/** The folder that an attempt runs in as in a project: the copy of the code of that name, else the project itself. */
export function treeOf(
  { root, runFolder }: { readonly root: string; readonly runFolder: string },
  snapshot: string | undefined,
): string {
  return snapshot === undefined ? root : `${copiesFolder(runFolder)}/${snapshot}`;
}

/** An attempt that an earlier runner left unfinished in the journal. */
export interface SettleOrder {
  readonly id: JobId;
  /** Null when the plan no longer has it: then nothing is known of what it should produce. */
  readonly job: Job | null;
  readonly attempt: number;
  readonly token: string;
  readonly allocation: Allocation;
  readonly limit: Seconds | null;
  /** As journaled; null when the runner died before it could note it. */
  readonly process: ProcessId | null;
  /** As that of the order was; so is the next one. */
  readonly snapshot?: string;
  readonly on?: ArrayTask;
}

/** What became of an attempt that an earlier runner left unfinished. */
export type Settlement =
  /** Adopted: it still runs, and `ended` will come. */
  | { readonly kind: 'alive'; readonly process: ProcessId }
  | {
      readonly kind: 'ended';
      readonly outcome: Outcome;
      readonly seconds: Seconds | null;
      readonly endedAt: Instant | null;
      /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
      readonly error: string | null;
    }
  /** It never began, and now never will. */
  | { readonly kind: 'abandoned' };

/** The same of one that a cluster was given. */
export type ClusterSettlement =
  | Settlement
  /** It waits in a queue, or what became of it cannot be told yet: more will be heard of it. */
  | { readonly kind: 'queued' };

/** What is found of a task that a cluster alone sees through. */
export interface DetachedTask {
  /** In order: the one that was planned, and those that its node has made after it. */
  readonly attempts: readonly DetachedAttempt[];
  /** Whether it waits in the queue, for the first time or again, goes on as far as can be told, or nothing more comes of it. */
  readonly is: 'queued' | 'going on' | 'over';
}

/** One of its attempts. */
export interface DetachedAttempt {
  readonly attempt: number;
  /** Its keeper; null where it has not begun. */
  readonly process: ProcessId | null;
  /** What each of its inputs held when it began, as `digestOfInput` says; null for one that its node does not tell. */
  readonly digests: readonly (string | null)[];
  /** How it ended, or that its node was taken from it; null where it goes on, or never began. */
  readonly came:
    Extract<Settlement, { readonly kind: 'ended' }> | { readonly kind: 'taken'; readonly how: string } | null;
}

/** What an executor tells of an attempt. */
export type AttemptSignal =
  | { readonly signal: 'started'; readonly job: JobId; readonly attempt: number; readonly process: ProcessId }
  /** Its session has no living member any more; sent exactly once an attempt. */
  | {
      readonly signal: 'ended';
      readonly job: JobId;
      readonly attempt: number;
      readonly outcome: Outcome;
      readonly seconds: Seconds | null;
      /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
      readonly error: string | null;
    }
  /** The system has run out of what it takes to start it: there is no process, and nothing of it is left. In the place of `ended`. */
  | { readonly signal: 'unstarted'; readonly job: JobId; readonly attempt: number; readonly because: string }
  /** Processes that left an ended attempt's session were found, and killed. */
  | {
      readonly signal: 'leftovers';
      readonly job: JobId;
      readonly attempt: number;
      readonly pids: readonly number[];
      /** Those that survived KILL. */
      readonly survivors: readonly number[];
    };

/** What an executor tells of what a cluster was given. */
export type ClusterSignal =
  | AttemptSignal
  /** A cluster has taken its node from it, in this way: it may run again as if it had not. In the place of `ended`. */
  | { readonly signal: 'taken'; readonly job: JobId; readonly attempt: number; readonly how: string }
  /** It was taken out of the queue of a cluster, as was asked for, and never begins. In the place of `ended`. */
  | { readonly signal: 'withdrawn'; readonly job: JobId; readonly attempt: number }
  /** A cluster has taken an array of attempts, which starts once it is released. */
  | {
      readonly signal: 'submitted';
      readonly executor: string;
      readonly array: string;
      readonly id: string;
      readonly cluster: string;
      readonly tasks: number;
    };
