import { describeOutcome, type Outcome } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import type { RunSet } from '../../model/request.ts';
import { gpuId, type Allocation } from '../../model/resources.ts';
import { spellDuration } from '../../model/text/duration.ts';
import type { JobStatus } from '../../model/state.ts';
import { seconds, WHOLE, type Seconds } from '../../model/units.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import type { AttemptRecord, JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';

/** Tells where the output of an attempt is, as people should read it. */
export type LogPath = (job: JobId, attempt: number) => string;

/** A number of things: `1 job`, `3 jobs`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A duration without decimals, for one that is still growing or no more than a guess. */
export function spellWhole(time: Seconds): string {
  return spellDuration(seconds(Math.floor(time)));
}

/** What people call a job: its label, or its id where the plan no longer has it. */
export function labelOf(state: RunState, id: JobId): string {
  return visible(state.byId.get(id)?.job?.label ?? id);
}

/** Why a job that another needs does not run, where the command leaves it out, and how to have it run. */
export const UNCHOSEN = 'is not chosen, and not fresh (--with-needs runs it too)';

/** Whether a job stands in the way of another only since it was not chosen for the run. */
export function isUnchosen(state: RunState, id: JobId): boolean {
  const record = state.byId.get(id);
  return state.run?.unchosen.has(id) === true || (record !== undefined && isLeftOut(record));
}

function isUntold(state: RunState, record: JobRecord): boolean {
  return isLeftOut(record) && !waitsInVain(state, record);
}

/** Whether nothing is to be done for a job, and nothing has been. */
export function isUnneeded(state: RunState, record: JobRecord): boolean {
  return state.run !== null && isLeftOut(record) && waitsInVain(state, record);
}

/** Whether the run would have done a job if it had been chosen, be it once more. */
export function isPassedOver(state: RunState, record: JobRecord): boolean {
  if (state.run === null || record.isTask) return false;
  return state.run.unchosen.has(record.id) || isUntold(state, record);
}

function isLeftOut({ state, todo }: JobRecord): boolean {
  return state.status === 'waiting' && !todo;
}

/** Whether a job waits for failures that there are not, and so is fresh without ever having run. */
function waitsInVain(state: RunState, { job }: JobRecord): boolean {
  const awaited = job?.needs.filter((need) => need.when === 'failure') ?? [];
  if (awaited.length === 0) return job !== null && job.moot !== null;
  return awaited.every((need) => state.byId.get(need.job)?.state.status === 'succeeded');
}

/** Whether a job was only told to stop with its run, so that the next one does it again; one that is cancelled is so for good. */
export function isInterrupted(record: JobRecord): boolean {
  return record.state.status === 'cancelled' && record.cancelled === null && !isCalledBack(record);
}

/** Whether somebody has asked for a job again that was told to stop, and no run has come to that yet. */
function isCalledBack({ state: { status }, cancelled, retriedAt, past }: JobRecord): boolean {
  return status === 'cancelled' && cancelled === null && retriedAt > (past.at(-1)?.plannedAt ?? 0);
}

/** How many jobs are in each status, as people are told: what was cancelled and is asked for again is to be run. */
export function countsTold({ records, counts }: RunState): Record<JobStatus, number> {
  const back = counts.cancelled === 0 ? 0 : records.filter(isCalledBack).length;
  return { ...counts, cancelled: counts.cancelled - back, waiting: counts.waiting + back };
}

/** How many jobs are interrupted. */
export function interruptedJobs({ records, counts }: RunState): number {
  return counts.cancelled === 0 ? 0 : records.filter(isInterrupted).length;
}

/** How many jobs count as succeeded since that was accepted. */
export function acceptedJobs({ records }: RunState): number {
  return records.filter((record) => record.state.status === 'succeeded' && acceptanceOf(record) !== null).length;
}

/** What state a job is in, in a word or two: those by which the jobs of a sweep are counted, too. */
export function statusWord(state: RunState, record: JobRecord): string {
  if (isInterrupted(record)) return 'interrupted';
  if (isCalledBack(record)) return waitingWord(state);
  if (record.state.status !== 'waiting') return WORDS[record.state.status];
  if (state.run === null || !isLeftOut(record)) return waitingWord(state);
  return waitsInVain(state, record) ? 'not needed' : 'not chosen';
}

/** What waits in a run that has ended waits for the next one. */
function waitingWord({ run }: RunState): string {
  return run?.ended == null || run.reason === 'handed-over' ? WORDS.waiting : TO_BE_RUN;
}

/** Where a job runs: `gpu 0,1`, or `cpu` for one without GPUs. */
export function placeOf(allocation: Allocation): string {
  return allocation.gpus.length === 0 ? 'cpu' : tellGpus(allocation);
}

/** The same of an attempt: on a cluster the name of that, and whether it is known to have begun there. */
export function placeOfAttempt({ allocation, on, start, end }: AttemptPlace): string {
  if (on === null) return placeOf(allocation);
  return start === null && end === null ? `${on.executor} (queued)` : on.executor;
}

type AttemptPlace = Pick<AttemptRecord, 'allocation' | 'on' | 'start' | 'end'>;

function tellGpus({ gpus, share }: Allocation): string {
  const part = share === null ? '' : ` (${share / WHOLE} of it)`;
  return `gpu ${gpus.map(gpuId).join(',')}${part}`;
}

/** How the newest attempt of a job ended, in a few words. */
function describeEnd(record: JobRecord, outcome: Outcome): string {
  return describeOutcome(outcome, !isInterrupted(record));
}

/** Why the newest attempt of a job failed, and after what time: `exit 3 after 2.1s`. */
export function causeOf(record: JobRecord): string {
  const end = record.past.at(-1)?.end;
  if (end == null) return 'not known';
  const { outcome, seconds } = end;
  const cause = visible(describeEnd(record, outcome));
  if (seconds === null || outcome.cause === 'timeout' || outcome.cause === 'spawn') return cause;
  return `${cause} after ${spellDuration(seconds)}`;
}

/** What a run may use of its machine. */
export function tellMachine({ slots, gpus }: RunSet['of']): string {
  const named = gpus.length === 0 ? 'no GPUs' : `${gpus.length === 1 ? 'GPU' : 'GPUs'} ${visible(gpus.join(', '))}`;
  return `${tellSlots(slots)}, ${named}`;
}

export function tellSlots(slots: number): string {
  return slots === 0 ? 'no slots' : count(slots, 'slot');
}

/** The words for each status, in the order in which counts are told: what is done, what goes on, what is to come, what went wrong. */
const WORDS: Readonly<Record<JobStatus, string>> = {
  succeeded: 'succeeded',
  running: 'running',
  waiting: 'waiting',
  backoff: 'to be retried',
  held: 'held',
  failed: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/** What `waiting` is where no run goes on. */
export const TO_BE_RUN = 'to be run';

/** How many jobs are in each status. */
export interface Tally {
  readonly counts: Readonly<Record<JobStatus, number>>;
  /** How many of them are in it since before the run. */
  readonly before: Readonly<Partial<Record<JobStatus, number>>>;
  /** What those are called that wait. */
  readonly waiting: string;
  /** How many of those that have succeeded are accepted, though no attempt has made them so. */
  readonly accepted: number;
  /** How many more were not chosen for the run. */
  readonly unchosen: number;
  /** How many more wait for failures that there are not. */
  readonly unneeded: number;
  /** How many of those that count as cancelled are interrupted. */
  readonly interrupted: number;
}

/** How many jobs are in each status, in words; what is none is left out. */
export function tellCounts(state: RunState, style: Style): string {
  const leftOut = state.run === null || state.counts.waiting === 0 ? [] : state.records.filter(isLeftOut);
  const unneeded = leftOut.filter((record) => isUnneeded(state, record)).length;
  const told = countsTold(state);
  const counts = { ...told, waiting: told.waiting - leftOut.length };
  const unchosen = leftOut.length - unneeded;
  return tellTally(
    {
      ...{ counts, before: {}, accepted: acceptedJobs(state), waiting: waitingWord(state) },
      ...{ unchosen, unneeded, interrupted: interruptedJobs(state) },
    },
    style,
  );
}

/** A tally in words; what is none is left out. */
export function tellTally(
  { counts: all, before, accepted, waiting, unchosen, unneeded, interrupted }: Tally,
  style: Style,
): string {
  const counts = { ...all, cancelled: all.cancelled - interrupted };
  const told = (Object.keys(WORDS) as JobStatus[])
    .filter((status) => counts[status] > 0)
    .map((status) => {
      const words = status === 'waiting' ? waiting : WORDS[status];
      const earlier = before[status] ?? 0;
      const more = [
        ...(earlier === 0 ? [] : [`${earlier} of them before`]),
        ...(status === 'succeeded' && accepted > 0 ? [`${accepted} accepted`] : []),
      ].join(', ');
      return paintStatus(status, `${counts[status]} ${words}`, style) + (more === '' ? '' : ` (${more})`);
    });
  const cut = interrupted === 0 ? [] : [paintStatus('cancelled', `${interrupted} interrupted`, style)];
  const others = [
    ...(unchosen === 0 ? [] : [`${unchosen} not chosen`]),
    ...(unneeded === 0 ? [] : [`${unneeded} not needed`]),
  ];
  return [...told, ...cut, ...others].join(', ');
}

/** A text in the colour of a status. */
export function paintStatus(status: JobStatus, text: string, style: Style): string {
  switch (status) {
    case 'succeeded':
      return style.green(text);
    case 'failed':
      return style.red(text);
    case 'running':
      return style.cyan(text);
    case 'backoff':
    case 'skipped':
    case 'cancelled':
      return style.yellow(text);
    case 'waiting':
    case 'held':
      return text;
    default:
      return status satisfies never;
  }
}
