import { describeOutcome } from '../model/outcome.ts';
import type { FingerprintField, Job, JobId, Plan } from '../model/plan.ts';
import type { Verdict } from '../model/verdict.ts';
import type { AttemptRecord, JobRecord, RunState } from '../schedule/state/state.ts';
import type { Files } from './world.ts';

const FIELDS: readonly FingerprintField[] = ['command', 'setup', 'workdir', 'env', 'template', 'inputs', 'needs'];

/** Verdicts of a whole plan, by job. */
export type Verdicts = ReadonlyMap<JobId, Verdict>;

/**
 * Says of every job whether it is fresh, and if not, why it must run. Fresh means: the last attempt succeeded, its
 * fingerprint is the planned one, what it produces is there, and no job whose success it needs has succeeded since it
 * began, nor is about to run again.
 *
 * `state` is the replayed journal; `rerunAll` makes every job that succeeded stale.
 */
export function judge(
  plan: Plan,
  state: RunState,
  files: Pick<Files, 'missingOutput' | 'lateInputs'>,
  rerunAll = false,
): Verdicts {
  const verdicts = new Map<JobId, Verdict>();
  for (const job of plan.jobs) verdicts.set(job.id, verdictOf(job, { state, files, rerunAll, verdicts }));
  return verdicts;
}

interface Evidence {
  readonly state: RunState;
  readonly files: Pick<Files, 'missingOutput' | 'lateInputs'>;
  readonly rerunAll: boolean;
  /** Those of the jobs before this one. */
  readonly verdicts: Verdicts;
}

function verdictOf(job: Job, evidence: Evidence): Verdict {
  const record = evidence.state.byId.get(job.id);
  const last = record?.past.at(-1);
  if (hasNothingToFollow(job, evidence.verdicts)) {
    return { state: 'fresh', because: 'nothing has failed that it waits to see fail' };
  }
  if (record === undefined || last === undefined) return { state: 'new', because: null };
  if (last.end === null) return { state: 'running', because: `attempt ${last.attempt}` };
  const { outcome } = last.end;
  switch (outcome.cause) {
    case 'stopped':
    case 'lost':
      return { state: 'interrupted', because: describeOutcome(outcome) };
    case 'timeout':
    case 'oom':
    case 'missing-output':
    case 'spawn':
      return { state: 'failed', because: describeOutcome(outcome) };
    case 'exit':
      if (outcome.code !== 0) return { state: 'failed', because: describeOutcome(outcome) };
      return verdictOfSuccess(job, record, last, evidence);
    default:
      return outcome satisfies never;
  }
}

function verdictOfSuccess(job: Job, record: JobRecord, last: AttemptRecord, evidence: Evidence): Verdict {
  const because =
    (evidence.rerunAll ? 'all are to run again' : null) ??
    changedFields(job, last) ??
    changedLateInputs(job, last, evidence.files) ??
    missingOutput(job, evidence.files) ??
    newerNeed(job, record, evidence);
  return because === null ? { state: 'fresh', because: null } : { state: 'stale', because };
}

function changedFields(job: Job, last: AttemptRecord): string | null {
  if (job.fingerprint === last.fingerprint) return null;
  const changed = FIELDS.filter((field) => job.fingerprintParts[field] !== last.parts[field]);
  if (changed.length === 1 && changed[0] === 'needs') return 'what a needed job does changed';
  return changed.length === 0 ? 'definition changed' : `${changed.join(', ')} changed`;
}

function changedLateInputs(job: Job, last: AttemptRecord, files: Evidence['files']): string | null {
  if (job.lateInputs.length === 0) return null;
  return files.lateInputs(job) === last.lateInputs ? null : 'inputs changed';
}

function missingOutput(job: Job, files: Evidence['files']): string | null {
  const missing = job.produces.length === 0 ? null : files.missingOutput(job);
  return missing === null ? null : `${missing} is missing or empty`;
}

function newerNeed(job: Job, record: JobRecord, { state, verdicts }: Evidence): string | null {
  for (const need of job.needs) {
    if (need.when !== 'success') continue;
    const needed = state.byId.get(need.job);
    if (!isSettled(verdicts.get(need.job), needed)) return `${labelOf(needed, need.job)} runs again`;
    if ((needed?.succeededAt ?? 0) > record.plannedAt) return `${labelOf(needed, need.job)} has run again since`;
  }
  return null;
}

/** Whether a job waits for a failure that there is not and that nothing can bring about: all those jobs are fresh. */
function hasNothingToFollow(job: Job, verdicts: Verdicts): boolean {
  const awaited = job.needs.filter((need) => need.when === 'failure');
  if (awaited.length === 0) return job.moot !== null;
  return awaited.every((need) => verdicts.get(need.job)?.state === 'fresh');
}

/** Whether nothing new is to be expected of a needed job: it is fresh, or it failed again and may. */
function isSettled(verdict: Verdict | undefined, needed: JobRecord | undefined): boolean {
  return verdict?.state === 'fresh' || (verdict?.state === 'failed' && needed?.job?.allowFailure === true);
}

function labelOf(record: JobRecord | undefined, id: JobId): string {
  return record?.job?.label ?? id;
}
