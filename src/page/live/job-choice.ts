import type { JobRow } from '../../report/page/job-rows.ts';
import { sortedRows, type Direction, type SortKey } from '../sorting.ts';

/** What jobs can be ordered by. */
export type JobOrder = 'state' | 'job' | 'on' | 'time' | 'attempt';

/** Which jobs are shown, and in which order. */
export interface JobChoice {
  /** All of these must be in what tells of a job, in whatever case. */
  readonly words: string;
  /** Only jobs that are in one of these states, by their words; all where it is empty. */
  readonly states: ReadonlySet<string>;
  /** Null for the order of the plan. */
  readonly order: { readonly by: JobOrder; readonly direction: Direction } | null;
}

/** The jobs that are shown. @param now  The time of the server, for those that run. */
export function chosenJobs(
  rows: readonly JobRow[],
  { words, states, order }: JobChoice,
  now: number,
): readonly JobRow[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const chosen = rows.filter(
    (row) => (states.size === 0 || states.has(row.word)) && (wanted.length === 0 || hasAll(row, wanted)),
  );
  if (order === null) return chosen;
  const keys = chosen.map((row) => keyOf(row, order.by, now));
  return sortedRows(keys, order.direction).flatMap((at) => chosen[at] ?? []);
}

function hasAll({ id, label, stage, values, word, on, end, error }: JobRow, words: readonly string[]): boolean {
  const text = [id, label, stage, word, on, end, error, ...values].join('\n').toLowerCase();
  return words.every((one) => text.includes(one));
}

function keyOf(row: JobRow, by: JobOrder, now: number): SortKey {
  switch (by) {
    case 'state':
      return row.word;
    case 'job':
      return row.label;
    case 'on':
      return row.on === '' ? null : row.on;
    case 'time':
      return secondsOf(row, now);
    case 'attempt':
      return row.attempt;
    default:
      return by satisfies never;
  }
}

/** How long the newest attempt of a job has taken, or takes so far, in seconds; null before the first. */
export function secondsOf({ seconds, started, status }: JobRow, now: number): number | null {
  if (seconds !== null || started === null || status !== 'running') return seconds;
  return Math.max(0, (now - Date.parse(started)) / 1000);
}

/** How the newest attempt of a job ended, with the line of its output that tells best why. */
export function endText({ end, error }: JobRow): string {
  return end === '' || error === '' ? end + error : `${end}: ${error}`;
}

/** Whether what is told of the newest attempt of a job is of before, since another is to come. */
export function isToRun({ status }: JobRow): boolean {
  return status === 'waiting' || status === 'backoff' || status === 'held';
}
