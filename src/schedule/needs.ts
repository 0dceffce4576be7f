import type { Job, JobId, Need } from '../model/plan.ts';
import { unreachable } from '../model/unreachable.ts';
import { recordOf } from './records.ts';
import type { JobRecord, RunState } from './state.ts';

/**
 * Whether a need can be met once this job of it has come to its end. One of a `failure` is a matter of all jobs of its
 * stage together: see `needWithoutFailure`.
 */
export function mayBeMet(need: Need, needed: JobRecord): boolean {
  switch (need.when) {
    case 'always':
    case 'failure':
      return true;
    case 'success':
      return needed.state.status === 'succeeded' || (hasFailed(needed) && needed.job?.allowFailure === true);
    default:
      return unreachable(need.when);
  }
}

/** A job of a stage that a job needs a failure of, where none of those that it needs of that stage has failed. */
export function needWithoutFailure(state: RunState, job: Job): JobId | null {
  const groups = new Map<string, { readonly first: JobId; failed: boolean }>();
  for (const need of job.needs) {
    if (need.when !== 'failure') continue;
    const needed = recordOf(state, need.job);
    const stage = needed.job?.stage ?? '';
    const group = groups.get(stage) ?? { first: need.job, failed: false };
    group.failed ||= hasFailed(needed);
    groups.set(stage, group);
  }
  return [...groups.values()].find((group) => !group.failed)?.first ?? null;
}

function hasFailed(record: JobRecord): boolean {
  return record.state.status === 'failed';
}
