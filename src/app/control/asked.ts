import type { KnownSweep } from '../sweep/known-sweep.ts';
import type { Done } from './asking.ts';

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

/** What came of a request, for programs. */
export function requestJson(
  request: RequestJson['request'],
  { name }: Pick<KnownSweep, 'name'>,
  { jobs, byRunner }: Done,
): RequestJson {
  return { version: 1, sweep: name, request, runner: byRunner, jobs };
}
