import { describeOutcome, INTERRUPTED } from '../../model/outcome.ts';
import { spellDuration } from '../../model/text/duration.ts';
import type { Moment } from '../../model/units.ts';
import { beginAhead } from '../../schedule/state/begins.ts';
import { acceptanceOf } from '../../schedule/state/acceptance.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import {
  count,
  isInterrupted,
  labelOf,
  type LogPath,
  paintStatus,
  placeOfAttempt,
  spellWhole,
  statusWord,
} from '../text/phrases.ts';
import { dayAndTime } from '../text/clock-time.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import type { Silence } from './silence.ts';
import { type JobStatusJson, jobStatusJson, type RunnerJson, runnerJson, timeTaken } from './status.ts';

/** What `sweep list SWEEP --json` prints: of the jobs that were asked for, what a status tells of each. */
export interface JobListJson {
  readonly version: 1;
  readonly sweep: string;
  /** The process that drives the run now; null when none does. */
  readonly runner: RunnerJson | null;
  readonly jobs: readonly JobStatusJson[];
}

/** Jobs of a sweep, for programs. */
export function jobListJson(
  state: RunState,
  records: readonly JobRecord[],
  runnerPid: number | null,
  now: Moment,
  logPath: LogPath,
  silence: Silence | null = null,
): JobListJson {
  return {
    version: 1,
    sweep: state.plan.sweep,
    runner: runnerJson(runnerPid, silence, now),
    jobs: records.map((record) => jobStatusJson(record, now, logPath)),
  };
}

const STATE = 0;

const COLUMNS: readonly Column[] = [
  { title: 'state' },
  // Of jobs that were added by hand, which are named by it.
  { title: 'id', align: 'right' },
  { title: 'job', least: 24, cut: 'middle' },
  { title: 'on' },
  { title: 'time', align: 'right' },
  { title: 'attempt', align: 'right' },
  { title: 'exit', least: 16 },
];

/**
 * Jobs of a sweep, for people, a row each: its state, where its newest attempt ran and for how long, and how that ended or why there is
 * none.
 */
export function jobListText(
  state: RunState,
  records: readonly JobRecord[],
  now: Moment,
  { color, width }: Look,
): string {
  const style = styleFor(color);
  const all = count(state.records.length, 'job');
  const name = style.bold(state.plan.sweep);
  if (records.length === 0) return `${name}: none of ${all}\n`;
  const rows = records.map((record) => rowOf(state, record, now));
  const lines = table(COLUMNS, rows, width, (text, column, row) => {
    const record = records[row];
    if (record === undefined) return style.dim(text);
    return column === STATE ? paintStatus(record.state.status, text, style) : text;
  });
  const title = `${name}: ${records.length < state.records.length ? `${records.length} of ` : ''}${all}`;
  return `${[title, ...lines].join('\n')}\n`;
}

function rowOf(state: RunState, record: JobRecord, now: Moment): string[] {
  const last = record.past.at(-1);
  const taken = last === undefined ? null : timeTaken(last, now);
  return [
    statusWord(state, record),
    record.added === null ? '' : record.id,
    labelOf(state, record.id),
    last === undefined ? '' : placeOfAttempt(last),
    taken === null ? '' : last?.end == null ? spellWhole(taken) : spellDuration(taken),
    last === undefined || last.attempt === 1 ? '' : String(last.attempt),
    tellEnd(state, record, now),
  ];
}

/** How the newest attempt of a job ended, or why there is none; empty where there is nothing to tell. */
export function tellEnd(state: RunState, record: JobRecord, { at }: Moment): string {
  const { state: now, past, job } = record;
  if (now.status === 'skipped') return `needs ${labelOf(state, now.because)}`;
  if (now.status === 'running' && now.stopping !== null) return 'is being stopped';
  const begin = now.status === 'waiting' && record.todo && job !== null ? beginAhead(state, job) : null;
  if (begin !== null && state.run?.ended === null) return `not before ${dayAndTime(begin.at, at)}`;
  if (acceptanceOf(record) !== null) return 'accepted';
  const end = past.at(-1)?.end;
  if (end == null) return '';
  const { outcome } = end;
  return outcome.cause === 'stopped' && isInterrupted(record) ? INTERRUPTED[outcome.reason] : describeOutcome(outcome);
}

const FIELDS = [
  'id',
  'label',
  'status',
  'attempt',
  'started',
  'ended',
  'seconds',
  'gpus',
  'pid',
  'exit',
  'log',
] as const satisfies readonly (keyof JobStatusJson)[];

/** The same, of several sweeps, as lines of fields between tabs, under their names: of an exit its code, or its cause where there is none. */
export function jobListTsv(lists: readonly JobListJson[]): string {
  const lines = lists.flatMap(({ sweep, jobs }) =>
    jobs.map((job) => [sweep, ...FIELDS.map((field) => fieldOf(job, field))].join('\t')),
  );
  return `${[['sweep', ...FIELDS].join('\t'), ...lines].join('\n')}\n`;
}

function fieldOf(job: JobStatusJson, field: (typeof FIELDS)[number]): string {
  if (field === 'gpus') return job.gpus.join(',');
  if (field === 'exit') return job.exit === null ? '' : String(job.exit.code ?? job.exit.cause);
  return String(job[field] ?? '').replaceAll(/[\t\n\r]/g, ' ');
}
