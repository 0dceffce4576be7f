import type { AcceptedResult } from '../model/event.ts';
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
import { CALLED_BACK, type Staleness, type StaleReason, type StaleResult, type Verdict } from '../model/verdict.ts';
import { acceptanceOf } from '../schedule/state/acceptance.ts';
import { isRerun, isRetried } from '../schedule/state/records.ts';
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
  const evidence = openEvidence(state, files, asked);
  for (const job of plan.jobs) evidence.verdicts.set(job.id, verdictOf(job, evidence));
  return evidence;
}

/** What there is to judge by before any job is judged. */
export function openEvidence(state: RunState, files: FilesOfResults, asked: Asked = {}) {
  const verdicts = new Map<JobId, Verdict>();
  return { state, files, glance: new Glance((paths: readonly string[]) => files.digests(paths)), asked, verdicts };
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
    const made = madeOf(state.byId.get(job.id));
    const record = counted.byId.get(job.id);
    if (made === null || record === undefined || !hasResult(record)) return [];
    const why = evidence.verdicts.get(job.id)?.state === 'stale' ? stalenessOf(job, made, evidence) : null;
    return why === null ? [] : [{ job, ...why }];
  });
}

/** What is looked at of the disk. */
interface Inspection {
  readonly files: FilesOfResults;
  readonly glance: Glance<readonly string[]>;
}

/** By what verdicts are found, each job's after those of the jobs that it needs. */
export interface Evidence extends Inspection {
  readonly state: RunState;
  readonly asked: Asked;
  /** Those of the jobs before this one. */
  readonly verdicts: Verdicts;
}

/** Thousands of jobs share these. */
const NEW: Verdict = { state: 'new', because: null };
const FRESH: Verdict = { state: 'fresh', because: null };

/** What a result counts as made from, and when, be it by an attempt or since it was accepted. */
export type Made = Pick<AttemptRecord, 'fingerprint' | 'parts' | 'inputs' | 'lateInputs' | 'unsaid' | 'plannedAt'>;

/** What the newest result of a job counts as made from; null where it has none. */
export function madeOf(record: JobRecord | undefined): Made | null {
  return record === undefined ? null : (acceptanceOf(record) ?? record.past.at(-1) ?? null);
}

/** Of results that were accepted. */
const ACCEPTED: Readonly<Record<AcceptedResult['because'], Verdict>> = {
  output: { state: 'fresh', because: 'accepted: what it produces was there' },
  change: { state: 'fresh', because: 'accepted: what has changed does not matter' },
  needs: { state: 'fresh', because: 'accepted: what has changed of jobs before it does not matter' },
};

export function verdictOf(job: Job, evidence: Evidence): Verdict {
  const record = evidence.state.byId.get(job.id);
  const last = record?.past.at(-1);
  if (hasNothingToFollow(job, evidence.verdicts)) {
    return { state: 'fresh', because: 'nothing has failed that it waits to see fail' };
  }
  if (record !== undefined && last?.end !== null && isCancelled(job, record, evidence.asked)) {
    return { state: 'cancelled', because: 'until `sweep retry`' };
  }
  const accepted = record === undefined ? null : acceptanceOf(record);
  if (accepted !== null) return verdictOfSuccess(job, accepted, evidence, ACCEPTED[accepted.because]);
  if (record === undefined || last === undefined) return NEW;
  if (last.end === null) return { state: 'running', because: `attempt ${last.attempt}` };
  const { outcome } = last.end;
  switch (outcome.cause) {
    case 'stopped':
      return {
        state: 'interrupted',
        because: outcome.reason === 'cancel' && isRetried(record) ? CALLED_BACK : INTERRUPTED[outcome.reason],
      };
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

function verdictOfSuccess(job: Job, made: Made, evidence: Evidence, fresh = FRESH): Verdict {
  const why = stalenessOf(job, made, evidence);
  return why === null ? fresh : { state: 'stale', because: why.because };
}

function stalenessOf(job: Job, made: Made, evidence: Evidence): Staleness | null {
  return (
    staleFor('asked', askedFor(job, evidence)) ??
    outdated(job, made, evidence) ??
    staleFor('output', missingOutput(job, evidence.files)) ??
    staleFor('need', newerNeed(job, made.plannedAt, evidence))
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
function outdated(job: Job, attempt: Made, { files, glance }: Inspection): Staleness | null {
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
function changedDefault({ unsaid }: Job, attempt: Pick<Made, 'unsaid'>): string | null {
  const axes = Object.keys(unsaid).filter((axis) => Object.hasOwn(attempt.unsaid, axis));
  return axes.find((axis) => unsaid[axis] !== attempt.unsaid[axis]) ?? null;
}

/** Whether a result is out of date only by what the jobs that its job needs do. */
export function isOutdatedByNeeds(job: Job, made: Made, { glance }: Inspection): boolean {
  const { inputs, parts } = made;
  if (inputs === null || changedDefault(job, made) !== null || changedSince(job, inputs, glance).length > 0)
    return false;
  const changed = FIELDS.filter((field) => job.definition.parts[field] !== parts[field]);
  return changed.length === 1 && changed[0] === 'needs';
}

function outdatedFields(planned: FingerprintParts, made: FingerprintParts, otherInputs: boolean): Staleness {
  const changed = FIELDS.filter((field) => planned[field] !== made[field] || (field === 'inputs' && otherInputs));
  const isOf = (field: FingerprintField): boolean => changed.length === 1 && changed[0] === field;
  if (isOf('needs')) return { reason: 'definition', because: 'what a needed job does changed' };
  const because = changed.length === 0 ? 'definition changed' : `${changed.join(', ')} changed`;
  return { reason: isOf('inputs') ? 'inputs' : 'definition', because };
}

function changedLateInputs(job: Job, last: Made, files: FilesOfResults): string | null {
  if (job.lateInputs.length === 0) return null;
  return files.lateInputs(job) === last.lateInputs ? null : 'inputs changed';
}

export function missingOutput(job: Job, files: FilesOfResults): string | null {
  const missing = job.produces.length === 0 ? null : files.missingOutput(job);
  return missing === null ? null : `${missing} is missing or empty`;
}

/** Why a result is no longer good that was decided upon at `since`, by the jobs that its job needs; null where it is. */
export function newerNeed(job: Job, since: number, evidence: Evidence): string | null {
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
    if ((needed?.endedAt ?? 0) > since) return `${label} has run since`;
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
