import type { JobId } from '../../model/plan.ts';
import { countsAsFailed } from '../../run/job-exit.ts';
import type { RunEnd } from '../../run/loop.ts';
import type { Part } from '../../run/part.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { LoadedSweep } from '../sweep/load.ts';
import type { EndHook } from './end-hook.ts';

/** What a cluster has been left with. */
export interface LeftJobs {
  readonly jobs: number;
  readonly arrays: number;
  /** Jobs that are held, and those that need them. */
  readonly kept: number;
}

/** What came of a run. */
export type RunResult = {
  readonly state: RunState;
  /** Where it is at the end, absolute. */
  readonly runFolder: string;
  /** Whether a selected job has failed, now or before, and that is not allowed. */
  readonly failed: boolean;
} & (
  | {
      readonly end: 'nothing-to-do';
      /** How many of the selected jobs are fresh, and how many failed before, or were cancelled, and are left alone. */
      readonly fresh: number;
      readonly leftFailed: number;
      readonly leftCancelled: number;
    }
  | { readonly end: 'left'; readonly left: LeftJobs; readonly executor: string }
  | {
      readonly end: Exclude<RunEnd, 'deleted'>;
      /** Where jobs ran, as people should hear of it; left out where that is where they expect it. */
      readonly whereabouts?: string;
      /** To be run once people have been told of the end; left out where there is none. */
      readonly endHook?: EndHook;
    }
);

/** A run in which there was nothing to do. */
export function noWork({ runFolder }: LoadedSweep, state: RunState, { verdicts, selected }: Part): RunResult {
  const asked = [...verdicts].filter(([id]) => selected?.has(id) ?? true).map(([, verdict]) => verdict);
  const leftFailed = asked.filter((verdict) => verdict.state === 'failed').length;
  const leftCancelled = asked.filter((verdict) => verdict.state === 'cancelled').length;
  const fresh = asked.length - leftFailed - leftCancelled;
  const failed = anyFailed(state, selected);
  return { end: 'nothing-to-do', state, runFolder, failed, fresh, leftFailed, leftCancelled };
}

function anyFailed(state: RunState, selected: ReadonlySet<JobId> | null): boolean {
  return state.records.some((record) => (selected?.has(record.id) ?? true) && countsAsFailed(record));
}

/** What a run ends with that cannot record what it does. */
export function cannotWrite({ runFolder }: Pick<LoadedSweep, 'runFolder'>): Refusal {
  return new Refusal(EXIT.unavailable, `the journal in ${runFolder} cannot be written; is the disk full?`);
}
