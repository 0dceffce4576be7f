import type { DetachedAttempt, DetachedTask } from '../model/attempt.ts';
import type { Happening } from '../model/event.ts';
import { decidesToSkip } from '../schedule/decide/decide.ts';
import type { AttemptRecord, JobRecord, RunState } from '../schedule/state/state.ts';
import { leftBy, noteMetrics } from './metrics.ts';
import { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/** The attempts that a cluster alone sees through, and of which no end is known, in the order of the plan: what they need comes before them. */
export function detachedRecords({ running }: Pick<RunState, 'running'>): readonly JobRecord[] {
  const records = [...running.values()].filter(({ past }) => past.at(-1)?.on?.detached === true);
  return records.sort((one, other) => (one.job?.index ?? -1) - (other.job?.index ?? -1));
}

/**
 * What the journal does not know yet of what a cluster was left with: how attempts went, those that their nodes have made, and what thus never runs. Whoever takes
 * an event in does that before the next is asked for.
 *
 * @param find  What is found of the newest attempt of a job.
 */
export function* tellDetached(
  state: RunState,
  find: (record: JobRecord) => DetachedTask,
): Generator<Happening, void, undefined> {
  for (const record of detachedRecords(state)) yield* tellTask(record, find(record));
  for (let skip = decidesToSkip(state); skip !== null; skip = decidesToSkip(state))
    yield { event: 'job-skipped', job: skip.job, because: skip.because };
}

/** Records all of that, with what attempts have left by way of numbers. False when the journal cannot be written: the next try finds the same again. */
export async function settleDetached(
  state: RunState,
  world: World,
  find: (record: JobRecord) => DetachedTask,
): Promise<boolean> {
  const recorder = new Recorder(state, world);
  for (const happening of tellDetached(state, find)) {
    const left = happening.event === 'attempt-ended' ? leftBy(state, happening) : null;
    if (happening.event === 'attempt-ended' && left !== null)
      noteMetrics(recorder, happening, await world.metrics.read(left));
    recorder.note(happening);
    if (!recorder.healthy) return false;
  }
  return true;
}

function* tellTask(record: JobRecord, { attempts, is }: DetachedTask): Generator<Happening, void, undefined> {
  const planned = record.past.at(-1);
  if (planned === undefined) throw new Error(`${record.id} runs without an attempt`);
  let next = planned.attempt;
  for (const attempt of attempts) {
    if (attempt.attempt !== planned.attempt) yield* planAgain(record, planned, attempt.attempt);
    yield* tellAttempt(record, planned, attempt);
    next = attempt.attempt + 1;
  }
  const last = attempts.at(-1);
  if (last?.process == null) {
    if (is === 'over') yield { event: 'attempt-abandoned', job: record.id, attempt: next - 1 };
    return;
  }
  if (last.came !== null && is === 'queued') yield* planAgain(record, planned, next);
}

function* tellAttempt(
  { id: job, past }: JobRecord,
  { inputs: known }: AttemptRecord,
  { attempt, process, digests, came }: DetachedAttempt,
): Generator<Happening, void, undefined> {
  if (process === null) return;
  const inputs = (known ?? []).map(({ name, digest }, at) => ({ name, digest: digests[at] ?? digest }));
  if (past.at(-1)?.start === null) yield { event: 'attempt-started', job, attempt, process, inputs };
  if (came === null) return;
  if (came.kind === 'taken') {
    yield { event: 'attempt-abandoned', job, attempt, taken: came.how };
    return;
  }
  const { outcome, seconds, endedAt, error } = came;
  yield { event: 'attempt-ended', job, attempt, outcome, seconds, endedAt, error };
}

/** The cluster has it start anew: what it is made from and by is as it was. */
function* planAgain(
  record: JobRecord,
  { allocation, token, fingerprint, parts, inputs, unsaid, snapshot, limit, on }: AttemptRecord,
  attempt: number,
): Generator<Happening, void, undefined> {
  if (record.state.status === 'backoff') yield { event: 'backoff-ended', job: record.id };
  yield {
    ...{ event: 'attempt-planned', job: record.id, attempt, allocation, token, fingerprint, parts, unsaid, limit },
    ...(inputs === null ? {} : { inputs }),
    ...(snapshot === null ? {} : { snapshot }),
    ...(on === null ? {} : { on }),
  };
}
