import type { JobId, Plan } from '../../model/plan.ts';
import type { KnownSweep } from '../sweep/known-sweep.ts';
import { askAdded } from './add-jobs.ts';
import { askRun } from './ask-run.ts';
import type { Done } from './asking.ts';
import { callerEnvironment } from './caller.ts';

/** What is asked of jobs of a run, without the jobs. */
export type Wanted =
  | { readonly do: 'kill' | 'hold' | 'release' | 'retry' | 'rerun' | 'top' }
  | { readonly do: 'priority'; readonly priority: number };

/** What `sweep kill --json` and its like print. */
export interface RequestJson {
  readonly version: 1;
  readonly sweep: string;
  readonly request: Wanted['do'] | 'cancel';
  /** Whether a runner does it now; else the next run finds it. */
  readonly runner: boolean;
  /** The ids of the jobs that it concerned. */
  readonly jobs: readonly string[];
}

/**
 * Asks something of jobs of a run. What has been added by hand is not done by a next run of a file, and so has a runner started that does it.
 */
export function askOfJobs(plan: Plan, known: KnownSweep, wanted: Wanted, jobs: readonly JobId[]): Promise<Done> {
  if (plan.isOpen !== true || (wanted.do !== 'release' && wanted.do !== 'retry' && wanted.do !== 'rerun')) {
    return askRun(plan, known, { ...wanted, jobs });
  }
  return askAdded(known, { do: wanted.do, jobs, environment: callerEnvironment(process.env).whole });
}

/** What came of a request, for programs. */
export function requestJson(
  request: RequestJson['request'],
  { name }: Pick<KnownSweep, 'name'>,
  { jobs, byRunner }: Done,
): RequestJson {
  return { version: 1, sweep: name, request, runner: byRunner, jobs };
}

/** What is said of the jobs that a request has concerned. */
export const DONE_OF_JOBS: Readonly<Record<Wanted['do'], string>> = {
  kill: 'cancelled',
  hold: 'held',
  release: 'released',
  retry: 'to run again',
  rerun: 'to run again',
  top: 'to go first',
  priority: 'given that priority',
};

/** What is said where a request has concerned no job. */
export const NONE_CONCERNED: Readonly<Record<Wanted['do'], string>> = {
  kill: 'none of them runs or waits',
  hold: 'none of them is to be held: each has succeeded, is cancelled, or is held already',
  release: 'none of them is held',
  retry:
    'none of them is cancelled, or has failed in a run that goes on; what has failed in one that is over, the next run does again',
  rerun: 'none of them has run and ended: each runs, is to run anyway, or was skipped for want of another',
  top: 'none of them waits',
  priority: 'none of them waits',
};
