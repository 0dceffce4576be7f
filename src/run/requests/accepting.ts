import type { AcceptedResult, FoundNumbers, Happening } from '../../model/event.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  type Evidence,
  isOutdatedByNeeds,
  madeOf,
  missingOutput,
  newerNeed,
  openEvidence,
  verdictOf,
} from '../freshness.ts';
import { inputsPlanned } from '../inputs.ts';
import { Recorder } from '../recorder.ts';
import type { FilesOfResults, World } from '../world.ts';

/** What is to be accepted though no attempt has made it so. */
export interface AcceptWish {
  /** Whether jobs that have not run count as done where all that they produce is there. */
  readonly existing: boolean;
  /** Jobs whose results count though what they are made from has changed. */
  readonly named: ReadonlySet<JobId>;
}

/** What is accepted, and what is not although it was asked for. */
export interface Acceptances {
  readonly accepted: readonly AcceptedResult[];
  readonly refused: readonly Refused[];
}

interface Refused {
  readonly job: Job;
  /** A sentence without a full stop. */
  readonly because: string;
}

type Answer = AcceptedResult['because'] | { readonly refused: string } | null;

/**
 * What is accepted of a plan. Only what shows by its outputs that it has been done is; and a result only whose job needs nothing that is still
 * to run. Where a job's change does not matter, it matters to none that needs it.
 *
 * @param selected  The jobs that the command is about; null for all.
 */
export function acceptancesOf(
  plan: Plan,
  state: RunState,
  files: FilesOfResults,
  wish: AcceptWish,
  selected: ReadonlySet<JobId> | null,
): Acceptances {
  const accepted = new Map<JobId, AcceptedResult>();
  const refused: Refused[] = [];
  if (!wish.existing && wish.named.size === 0) return { accepted: [], refused };
  const evidence = openEvidence(state, files);
  for (const job of plan.jobs) {
    const verdict = verdictOf(job, evidence);
    const isAbout = selected?.has(job.id) ?? true;
    const answer = answerFor(job, verdict, evidence, { ...wish, existing: wish.existing && isAbout }, accepted);
    evidence.verdicts.set(job.id, typeof answer === 'string' ? FRESH : verdict);
    if (typeof answer === 'string') accepted.set(job.id, acceptedAs(job, answer, evidence));
    else if (answer !== null) refused.push({ job, because: answer.refused });
  }
  return { accepted: [...accepted.values()], refused };
}

const FRESH: Verdict = { state: 'fresh', because: null };

function answerFor(
  job: Job,
  verdict: Verdict,
  evidence: Evidence,
  { existing, named }: AcceptWish,
  accepted: ReadonlyMap<JobId, AcceptedResult>,
): Answer {
  const record = evidence.state.byId.get(job.id);
  if (existing && hasNotRun(verdict, record)) {
    if (job.produces.length > 0 && missingOutput(job, evidence.files) !== null) return null;
    return problemOf(job, evidence) ?? 'output';
  }
  if (named.has(job.id)) {
    if (verdict.state === 'stale') return problemOf(job, evidence) ?? 'change';
    return verdict.state === 'fresh' ? null : { refused: NO_RESULT[verdict.state] };
  }
  return verdict.state === 'stale' && follows(job, evidence, accepted) ? 'needs' : null;
}

/** Why a job has no result that could count. */
const NO_RESULT: Readonly<Record<Exclude<Verdict['state'], 'fresh' | 'stale'>, string>> = {
  new: 'it has not run yet',
  failed: 'its last attempt failed',
  interrupted: 'its last attempt was interrupted',
  cancelled: 'it is cancelled',
  running: 'it runs',
};

/** Whether sweep knows of no attempt of a job that went wrong, but that its outputs were older than it. */
function hasNotRun({ state }: Verdict, record: JobRecord | undefined): boolean {
  if (state === 'new') return true;
  const outcome = record?.past.at(-1)?.end?.outcome;
  if (state !== 'failed' || outcome?.cause !== 'missing-output') return false;
  return outcome.paths.every((path) => outcome.old?.includes(path) === true);
}

function problemOf(job: Job, evidence: Evidence): { readonly refused: string } | null {
  if (job.produces.length === 0) return { refused: 'it has no `produces` by which to tell that it is done' };
  const because = missingOutput(job, evidence.files) ?? newerNeed(job, Infinity, evidence);
  return because === null ? null : { refused: because };
}

/** Whether a result is out of date only by what was accepted of the jobs before it. */
function follows(job: Job, evidence: Evidence, accepted: ReadonlyMap<JobId, AcceptedResult>): boolean {
  const needed = job.needs.filter(({ when }) => when === 'success');
  if (!needed.some((need) => accepted.has(need.job))) return false;
  if (!needed.every((need) => evidence.verdicts.get(need.job)?.state === 'fresh')) return false;
  const made = madeOf(evidence.state.byId.get(job.id));
  if (made === null || !isOutdatedByNeeds(job, made, evidence)) return false;
  return missingOutput(job, evidence.files) === null && newerNeed(job, made.plannedAt, evidence) === null;
}

function acceptedAs(job: Job, because: AcceptedResult['because'], { glance }: Evidence): AcceptedResult {
  const { id, definition, unsaid } = job;
  return {
    job: id,
    because,
    fingerprint: definition.fingerprint,
    parts: definition.parts,
    inputs: inputsPlanned(job, glance),
    ...(Object.keys(unsaid).length === 0 ? {} : { unsaid }),
  };
}

/** Records what is accepted; false where the journal cannot be written. */
export function recordAcceptances(state: RunState, world: World, { accepted }: Acceptances): boolean {
  return recordInParts(new Recorder(state, world), accepted, (some) => ({ event: 'jobs-accepted', accepted: some }));
}

/** Records what accepted jobs have by way of numbers; false where the journal cannot be written. */
export function recordNumbers(state: RunState, world: World, found: readonly FoundNumbers[]): boolean {
  return recordInParts(new Recorder(state, world), found, (some) => ({ event: 'accepted-read', found: some }));
}

/** So many are told in one line of the journal, which is read whole. */
const AT_ONCE = 500;

function recordInParts<T>(recorder: Recorder, all: readonly T[], tell: (some: readonly T[]) => Happening): boolean {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    if (!recorder.try(tell(all.slice(from, from + AT_ONCE)))) return false;
  }
  return true;
}
