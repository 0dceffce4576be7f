import type { Job } from '../../model/plan.ts';
import { lastChange } from '../../project/last-change.ts';
import { changedSince, Glance, tellInputs } from '../../run/inputs.ts';
import type { FilesOfResults } from '../../run/world.ts';
import type { AttemptRecord } from '../../schedule/state/state.ts';

/**
 * In a line, which inputs of a job have changed since its last attempt began and were written last while that ran; null for none, and
 * where nothing is recorded of them.
 */
export function inputsChangedMeanwhile(
  job: Job,
  { attempt, inputs, planned, end, snapshot }: AttemptRecord,
  root: string,
  files: FilesOfResults,
): string | null {
  // What lies in the project tells nothing of what happened in a copy.
  if (inputs === null || end === null || snapshot !== null) return null;
  const changed = changedSince(job, inputs, new Glance((paths) => files.digests(paths))).filter(({ name }) => {
    const path = job.inputs[job.inputNames.indexOf(name)];
    const at = path === undefined ? null : lastChange(root, path);
    return at !== null && at >= planned.at && at <= end.at.at;
  });
  if (changed.length === 0) return null;
  const named = tellInputs(changed);
  return `attempt ${attempt}, or what ran beside it, changed ${named}: what a job writes itself is no input of it`;
}
