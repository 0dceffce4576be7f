import { digestOfInput } from '../model/input.ts';
import type { Job, Plan } from '../model/plan.ts';
import type { Draft, DraftJob, FileFact } from './draft.ts';
import { Fingerprints } from './fingerprint.ts';
import { spellPlaceholders } from './keys/evaluate.ts';

/**
 * Completes a draft with what was found of the files that it wants (`facts`, by their paths): takes the jobs' fingerprints. What is
 * missing counts as missing; `lacking` tells of it.
 */
export function seal(draft: Draft, facts: ReadonlyMap<string, FileFact>): Plan {
  const fingerprints = new Fingerprints(facts);
  const { sweep, description, onFailure, replicates, order } = draft;
  const jobs = draft.jobs.map((drafted) => {
    return { ...drafted.job, ...inputsOf(drafted, facts), ...fingerprints.take(drafted) };
  });
  return { sweep, description, onFailure, replicates, order, jobs };
}

/** What is remembered of a job's inputs, to be held against what they hold at other times and places. */
function inputsOf(
  { job, essence }: DraftJob,
  facts: ReadonlyMap<string, FileFact>,
): Pick<Job, 'inputNames' | 'inputDigests'> {
  if (job.inputs.length === 0) return NO_INPUTS;
  return {
    inputNames: essence.inputs.map(spellPlaceholders),
    inputDigests: job.inputs.map((path) => (job.lateInputs.includes(path) ? null : digestOfInput(facts.get(path)))),
  };
}

const NO_INPUTS = { inputNames: [], inputDigests: [] };
