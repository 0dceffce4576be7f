import { tally } from '../../model/group-by.ts';
import type { JobStatus } from '../../model/state.ts';
import { iso, type Moment } from '../../model/units.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { tellEnd } from '../status/job-list.ts';
import { labelOf, placeOf, statusWord } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** A job as the live page lists it. */
export interface JobRow {
  readonly id: string;
  readonly label: string;
  readonly stage: string;
  /** Its values, as `axis=value`. */
  readonly values: readonly string[];
  readonly status: JobStatus;
  /** The same in a word or two, as `sweep list` has it. */
  readonly word: string;
  /** Where its newest attempt ran; empty before the first. */
  readonly on: string;
  readonly attempt: number | null;
  readonly started: string | null;
  /** How long its newest attempt took; null while it goes on, and before the first. */
  readonly seconds: number | null;
  /** How that ended, or why there is none. */
  readonly end: string;
  readonly error: string;
  readonly priority: number;
  /** Whether a person holds it, or its class is held. */
  readonly isHeld: boolean;
}

/** How a sweep stands, in numbers. */
export interface SweepRow {
  readonly name: string;
  /** The process that drives its run now; null when none does. */
  readonly runner: number | null;
  /** That it is suspended, in words; empty where it answers, or there is none. */
  readonly silence: string;
  readonly jobs: number;
  readonly counts: readonly StatusCount[];
  /** What people should know of it; empty for nothing. */
  readonly problem: string;
}

export interface StatusCount {
  readonly status: JobStatus;
  readonly word: string;
  readonly jobs: number;
}

/** The jobs of a sweep, and those that have left it and still run. */
export function jobRows(state: RunState, now: Moment): readonly JobRow[] {
  const strays = [...state.running.values()].filter(({ job }) => job === null);
  return [...state.records, ...strays].map((record) => jobRow(state, record, now));
}

export function jobRow(state: RunState, record: JobRecord, now: Moment): JobRow {
  const { id, job, past, priority } = record;
  const last = past.at(-1);
  return {
    id,
    label: labelOf(state, id),
    stage: job?.stage ?? '',
    values: [...(job?.params ?? [])].map(([axis, { text }]) => `${axis}=${visible(text)}`),
    status: record.state.status,
    word: statusWord(state, record),
    on: last === undefined ? '' : placeOf(last.allocation),
    attempt: last?.attempt ?? null,
    started: last === undefined ? null : iso((last.start?.at ?? last.planned).at),
    seconds: last?.end?.seconds ?? null,
    end: visible(tellEnd(state, record, now)),
    error: visible(last?.end?.error ?? ''),
    priority,
    isHeld: record.held || record.state.status === 'held',
  };
}

/** What goes on comes first, then what is to come, what went wrong, and what is done. */
const ORDER: readonly JobStatus[] = [
  'running',
  'backoff',
  'waiting',
  'held',
  'failed',
  'cancelled',
  'skipped',
  'succeeded',
];

/** How many jobs there are in each state, by the words that people have for them. */
export function statusCounts(state: RunState): readonly StatusCount[] {
  const statuses = new Map<string, JobStatus>();
  const words = state.records.map((record) => {
    const word = statusWord(state, record);
    statuses.set(word, record.state.status);
    return word;
  });
  return [...tally(words)]
    .map(([word, jobs]): StatusCount => ({ word, jobs, status: statuses.get(word) ?? 'waiting' }))
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}
