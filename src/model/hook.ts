import type { HookName, JobId } from './plan.ts';
import type { Seconds } from './units.ts';

/** Seconds after which a hook is told to stop; then what is left of its session is killed. */
export const HOOK_LIMIT = 60;

/** A variable that every hook finds in its environment, and so whatever one starts. */
export const HOOK_MARK = 'SWEEP_EVENT';

/** Whether an environment is that of a hook, or of something that one has started. */
export function isOfHook(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment[HOOK_MARK] !== undefined;
}

/** A hook to be run, and what it is told. Recorded in the journal before anything is spawned. */
export interface HookOrder {
  readonly hook: HookName;
  readonly command: string;
  readonly sweep: string;
  readonly about: JobEnding | RunEnding;
}

/** How a job has come to its end. */
export interface JobEnding {
  readonly of: 'job';
  readonly job: JobId;
  readonly label: string;
  readonly attempt: number;
  readonly outcome: 'succeeded' | 'failed' | 'cancelled';
  /** In words. */
  readonly cause: string;
  /** Null where there is none, such as of a job that could not be started. */
  readonly exitCode: number | null;
  /** The line of its output that tells best why it failed; null when there is none. */
  readonly error: string | null;
  /** Of its last attempt; null when that is not known. */
  readonly seconds: Seconds | null;
  /** By axis. */
  readonly params: ReadonlyMap<string, string>;
}

/** How a run has come to its end. */
export interface RunEnding {
  readonly of: 'run';
  readonly outcome: 'succeeded' | 'failed' | 'interrupted' | 'terminated' | 'cancelled';
  readonly seconds: Seconds;
  /** Of the jobs that the run was about, how many are how; `left` are those that have not come to their end. */
  readonly counts: Readonly<Record<'succeeded' | 'failed' | 'skipped' | 'cancelled' | 'left', number>>;
}
