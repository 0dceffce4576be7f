import { describeOutcome, INTERRUPTED } from '../model/outcome.ts';
import {
  isOrderOnly,
  type FingerprintField,
  type FingerprintParts,
  type Job,
  type JobId,
  type Need,
  type Plan,
} from '../model/plan.ts';
import type { Staleness, StaleReason, StaleResult, Verdict } from '../model/verdict.ts';
import { isRerun } from '../schedule/state/records.ts';
import { RERUN } from '../schedule/state/requests.ts';
import type { AttemptRecord, JobRecord, RunState } from '../schedule/state/state.ts';
import { changedSince, Glance, tellInputs } from './inputs.ts';
import type { FilesOfResults } from './world.ts';

const FIELDS: readonly FingerprintField[] = ['command', 'setup', 'workdir', 'env', 'template', 'inputs', 'needs'];

/** Verdicts of a whole plan, by job. */
export type Verdicts = ReadonlyMap<JobId, Verdict>;

/** What is asked for beyond what the journal tells; each is false unless it is there. */
export interface Asked {
  /** Whether a job that succeeded is stale all the same. */
  readonly again?: (job: JobId) => boolean;
  /** Whether a job that failed is left as it is, and what followed it with it. */
  readonly leaveFailed?: (job: JobId) => boolean;
}

/**
 * Says of every job whether it is fresh, and if not, why it must run. Fresh means: the last attempt succeeded, its
 * fingerprint is the planned one, its inputs hold what they held when it was launched, what it produces is there, and no job that it needs, by whatever `when`, has ended anew
 * since it began, nor is about to run again. A chain whose links need no success is only about order.
 *
 * `state` is the replayed journal.
 */
export function judgeFreshness(plan: Plan, state: RunState, files: FilesOfResults, asked: Asked = {}): Verdicts {
  return judged(plan, state, files, asked).verdicts;
}

function judged(plan: Plan, state: RunState, files: FilesOfResults, asked: Asked): Evidence {
  const verdicts = new Map<JobId, Verdict>();
  const evidence = { state, files, glance: new Glance((paths) => files.digests(paths)), asked, verdicts };
  for (const job of plan.jobs) verdicts.set(job.id, verdictOf(job, evidence));
  return evidence;
}

/**
 * The results that a run of the plan would make anew, in its order.
 *
 * @param state    The journal, replayed for `plan`.
 * @param counted  The same for the plan as it ran last: only jobs that count as succeeded there have a result to be told of, and where nobody
 *   drives it any more those that wait to be made anew.
 */
export function staleResults(
  plan: Plan,
  state: RunState,
  files: FilesOfResults,
  counted: RunState,
  isDriven = false,
): readonly StaleResult[] {
  const hasResult = ({ state: { status } }: JobRecord) => status === 'succeeded' || (!isDriven && status === 'waiting');
  if (!counted.records.some(hasResult)) return [];
  const evidence = judged(plan, state, files, {});
  return plan.jobs.flatMap((job) => {
    const last = state.byId.get(job.id)?.past.at(-1);
    const record = counted.byId.get(job.id);
    if (last === undefined || record === undefined || !hasResult(record)) return [];
    const why = evidence.verdicts.get(job.id)?.state === 'stale' ? stalenessOf(job, last, evidence) : null;
    return why === null ? [] : [{ job, ...why }];
  });
}

/** What is looked at of the disk. */
interface Inspection {
  readonly files: FilesOfResults;
  readonly glance: Glance<readonly string[]>;
}

interface Evidence extends Inspection {
  readonly state: RunState;
  readonly asked: Asked;
  /** Those of the jobs before this one. */
  readonly verdicts: Verdicts;
}

/** Thousands of jobs share these. */
const NEW: Verdict = { state: 'new', because: null };
const FRESH: Verdict = { state: 'fresh', because: null };

function verdictOf(job: Job, evidence: Evidence): Verdict {
  const record = evidence.state.byId.get(job.id);
  const last = record?.past.at(-1);
  if (hasNothingToFollow(job, evidence.verdicts)) {
    return { state: 'fresh', because: 'nothing has failed that it waits to see fail' };
  }
  if (record !== undefined && last?.end !== null && isCancelled(job, record, evidence.asked)) {
    return { state: 'cancelled', because: 'until `sweep retry`' };
  }
  if (record === undefined || last === undefined) return NEW;
  if (last.end === null) return { state: 'running', because: `attempt ${last.attempt}` };
  const { outcome } = last.end;
  switch (outcome.cause) {
    case 'stopped':
      return { state: 'interrupted', because: INTERRUPTED[outcome.reason] };
    case 'lost':
      return { state: 'interrupted', because: describeOutcome(outcome) };
    case 'timeout':
    case 'oom':
    case 'missing-output':
    case 'spawn':
      return { state: 'failed', because: describeOutcome(outcome) };
    case 'exit':
      if (outcome.code !== 0) return { state: 'failed', because: describeOutcome(outcome) };
      return verdictOfSuccess(job, last, evidence);
    default:
      return outcome satisfies never;
  }
}

/** Whether somebody has cancelled a job for good, as it is defined now. */
function isCancelled({ id, definition }: Job, { cancelled }: JobRecord, { again }: Asked): boolean {
  return cancelled === definition.fingerprint && again?.(id) !== true;
}

function verdictOfSuccess(job: Job, last: AttemptRecord, evidence: Evidence): Verdict {
  const why = stalenessOf(job, last, evidence);
  return why === null ? FRESH : { state: 'stale', because: why.because };
}

function stalenessOf(job: Job, last: AttemptRecord, evidence: Evidence): Staleness | null {
  return (
    staleFor('asked', askedFor(job, evidence)) ??
    outdated(job, last, evidence) ??
    staleFor('output', missingOutput(job, evidence.files)) ??
    staleFor('need', newerNeed(job, last, evidence))
  );
}

/** What a person has said of a job, with this run or since its last attempt was decided upon. */
function askedFor({ id }: Job, { asked, state }: Evidence): string | null {
  if (asked.again?.(id) === true) return 'is to run again';
  const record = state.byId.get(id);
  return record !== undefined && isRerun(record) ? RERUN : null;
}

function staleFor(reason: StaleReason, because: string | null): Staleness | null {
  return because === null ? null : { reason, because };
}

/** The jobs that run from before and are made from something else than is there now, with what that is. */
export function outdatedAttempts(state: RunState, files: FilesOfResults): ReadonlyMap<JobId, string> {
  const inspection = { files, glance: new Glance((paths) => files.digests(paths)) };
  const found = new Map<JobId, string>();
  for (const { id, job, past } of state.running.values()) {
    const last = past.at(-1);
    const why = job === null || last === undefined ? null : outdated(job, last, inspection);
    if (why !== null) found.set(id, why.because);
  }
  return found;
}

/** Why an attempt is not of what the job is now: what differs of its definition, or of what it was made from; null when it is. */
function outdated(job: Job, attempt: AttemptRecord, { files, glance }: Inspection): Staleness | null {
  const { inputs } = attempt;
  const axis = changedDefault(job, attempt);
  if (axis !== null) return { reason: 'default', because: `the default of ${axis} changed` };
  // An older journal tells of them only within the fingerprint, and of late ones by one hash.
  if (inputs === null) {
    return job.fingerprint === attempt.fingerprint
      ? staleFor('inputs', changedLateInputs(job, attempt, files))
      : outdatedFields(job.fingerprintParts, attempt.parts, false);
  }
  const { fingerprint, parts } = job.definition;
  const changed = changedSince(job, inputs, glance);
  if (fingerprint !== attempt.fingerprint) return outdatedFields(parts, attempt.parts, changed.length > 0);
  return changed.length === 0 ? null : { reason: 'inputs', because: `inputs changed since: ${tellInputs(changed)}` };
}

/**
 * The axis whose value the job's id leaves out now as it did then, and which is another. One that there was not then changes
 * nothing: what it is by default goes without saying.
 */
function changedDefault({ unsaid }: Job, attempt: AttemptRecord): string | null {
  const axes = Object.keys(unsaid).filter((axis) => Object.hasOwn(attempt.unsaid, axis));
  return axes.find((axis) => unsaid[axis] !== attempt.unsaid[axis]) ?? null;
}

function outdatedFields(planned: FingerprintParts, made: FingerprintParts, otherInputs: boolean): Staleness {
  const changed = FIELDS.filter((field) => planned[field] !== made[field] || (field === 'inputs' && otherInputs));
  const isOf = (field: FingerprintField): boolean => changed.length === 1 && changed[0] === field;
  if (isOf('needs')) return { reason: 'definition', because: 'what a needed job does changed' };
  const because = changed.length === 0 ? 'definition changed' : `${changed.join(', ')} changed`;
  return { reason: isOf('inputs') ? 'inputs' : 'definition', because };
}

function changedLateInputs(job: Job, last: AttemptRecord, files: FilesOfResults): string | null {
  if (job.lateInputs.length === 0) return null;
  return files.lateInputs(job) === last.lateInputs ? null : 'inputs changed';
}

function missingOutput(job: Job, files: FilesOfResults): string | null {
  const missing = job.produces.length === 0 ? null : files.missingOutput(job);
  return missing === null ? null : `${missing} is missing or empty`;
}

function newerNeed(job: Job, last: AttemptRecord, evidence: Evidence): string | null {
  // What somebody has added by hand is to run once, whatever becomes of what it waited for.
  if (evidence.state.plan.isOpen === true) return null;
  for (const need of job.needs) {
    if (isOrderOnly(need)) continue;
    const needed = evidence.state.byId.get(need.job);
    const label = needed?.job?.label ?? need.job;
    if (!isSettled(need, needed, evidence)) {
      const state = evidence.verdicts.get(need.job)?.state;
      if (state === 'cancelled') return `${label} is cancelled`;
      return state === 'new' ? `${label} is new` : `${label} runs again`;
    }
    if ((needed?.endedAt ?? 0) > last.plannedAt) return `${label} has run since`;
  }
  return null;
}

/** Whether a job waits for a failure that there is not and that nothing can bring about: all those jobs are fresh. */
function hasNothingToFollow(job: Job, verdicts: Verdicts): boolean {
  const awaited = job.needs.filter((need) => need.when === 'failure');
  if (awaited.length === 0) return job.moot !== null;
  return awaited.every((need) => verdicts.get(need.job)?.state === 'fresh');
}

/** Whether nothing new is to be expected of a needed job: it is fresh, it is cancelled, or it failed and may, or is left as it is. */
function isSettled(need: Need, needed: JobRecord | undefined, { verdicts, asked }: Evidence): boolean {
  const verdict = verdicts.get(need.job)?.state;
  if (verdict === 'cancelled') return need.when !== 'success';
  if (verdict !== 'failed') return verdict === 'fresh';
  return need.when === 'success' ? needed?.job?.allowFailure === true : asked.leaveFailed?.(need.job) === true;
}
