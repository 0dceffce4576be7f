import { digestOfInput } from '../model/input.ts';
import type { Job, Plan } from '../model/plan.ts';
import type { Draft, DraftJob, FileFact } from './draft.ts';
import { Fingerprints, type Fingerprinted } from './fingerprint.ts';
import { spellPlaceholders } from './template/placeholder.ts';

/**
 * Completes a draft with what was found of the files that it wants (`facts`, by their paths): takes the jobs' fingerprints. What is
 * missing counts as missing; `lacking` tells of it.
 */
export function seal(draft: Draft, facts: ReadonlyMap<string, FileFact>): Plan {
  const fingerprints = new Fingerprints(facts);
  const { jobs: drafts, hooks = {}, wanted: _wanted, absentVars: _absent, ...plan } = draft;
  const jobs = drafts.map((drafted) => sealed(drafted, inputsOf(drafted, facts), fingerprints.take(drafted)));
  return { ...plan, hooks, jobs };
}

type InputsOfJob = Pick<Job, 'inputNames' | 'inputDigests'>;

function sealed(
  { id, index, stage, label, params, unsaid, keys, needs, moot, lateInputs }: DraftJob,
  { inputNames, inputDigests }: InputsOfJob,
  { fingerprint, fingerprintParts, definition }: Fingerprinted,
): Job {
  return {
    id,
    index,
    stage,
    label,
    params,
    unsaid,
    command: keys.command,
    setup: keys.setup,
    workdir: keys.workdir,
    env: keys.env,
    request: keys.request,
    timeout: keys.timeout,
    retry: keys.retry,
    needs,
    moot,
    requires: keys.requires.paths,
    produces: keys.produces.paths,
    inputs: keys.inputs.paths,
    lateInputs,
    inputNames,
    inputDigests,
    template: keys.template.paths[0] ?? null,
    limits: keys.limits,
    metrics: keys.metrics.sources,
    fingerprint,
    fingerprintParts,
    definition,
    ...keys.plain,
  };
}

/** What is remembered of a job's inputs, to be held against what they hold at other times and places. */
function inputsOf({ keys, lateInputs, essence }: DraftJob, facts: ReadonlyMap<string, FileFact>): InputsOfJob {
  const { paths } = keys.inputs;
  if (paths.length === 0) return NO_INPUTS;
  return {
    inputNames: essence.inputs.map(spellPlaceholders),
    inputDigests: paths.map((path) => (lateInputs.includes(path) ? null : digestOfInput(facts.get(path)))),
  };
}

const NO_INPUTS = { inputNames: [], inputDigests: [] };
