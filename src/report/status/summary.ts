import { spellDuration } from '../../model/text/duration.ts';
import type { JobId } from '../../model/plan.ts';
import type { JobStatus } from '../../model/state.ts';
import { elapsed, type Tick } from '../../model/units.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { cut } from '../text/columns.ts';
import { causeOf, count, labelOf, type LogPath, tellCounts, unchosenJobs } from '../text/phrases.ts';
import { type Look, type Style, styleFor } from '../text/style.ts';
import { lastLines } from '../text/visible.ts';
import { failedJobs } from './failed.ts';
import { tellFailedHooks } from './failed-hooks.ts';
import { tellKeptBack } from './kept-back.ts';
import { isSkippedForGood, tellSkipped } from './skipped.ts';

/** Failed jobs that are told of with the end of their output. */
const TOLD = 5;

const TAIL_LINES = 8;

/** Columns of a line of output that are shown where no terminal says how wide it is: an output may be one line of megabytes. */
const WIDEST = 200;

/** The end of an attempt's output, as it is in the file; the empty string when there is none. */
export type Tail = (job: JobId, attempt: number) => string;

/**
 * What people should know when a run has come to its end: how many jobs are in which state, how long it took, which
 * failed and why, and what to do next.
 *
 * @param now  For a run that has no end yet.
 */
export function summaryText(state: RunState, now: Tick, logPath: LogPath, tail: Tail, { color, width }: Look): string {
  const style = styleFor(color);
  const { groups, others } = failedJobs(state, (record) => !endedBefore(state, record));
  let told = 0;
  const sections = [
    ...groups.flatMap(({ shown, rest }) => {
      const jobs = shown.map((record) => {
        told += 1;
        if (told > TOLD) return [failedLine(state, record, style)];
        return tellFailed(state, record, logPath, tail, style, width);
      });
      return rest === null ? jobs : [...jobs, [`        ${rest}`]];
    }),
    others === null ? [] : [others],
    tellSkipped(state, style),
    tellKeptBack(state, style),
    tellFailedHooks(state, style),
    [headline(state, now, style), ...advice(state)],
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function tellFailed(
  state: RunState,
  record: JobRecord,
  logPath: LogPath,
  tail: Tail,
  style: Style,
  width: number,
): string[] {
  const last = record.past.at(-1);
  if (last === undefined) return [failedLine(state, record, style)];
  const output = lastLines(tail(record.id, last.attempt), TAIL_LINES);
  return [
    failedLine(state, record, style),
    `        ${logPath(record.id, last.attempt)}`,
    ...output.map((line) => style.dim(cut(`        | ${line}`, Math.min(width, WIDEST)))),
  ];
}

function failedLine(state: RunState, record: JobRecord, style: Style): string {
  return `${style.red('failed')}  ${style.bold(labelOf(state, record.id))}: ${causeOf(record)}`;
}

function headline(state: RunState, now: Tick, style: Style): string {
  const { run, plan } = state;
  const name = style.bold(plan.sweep);
  if (run === null) return `${name}: has not run yet`;
  if (run.todo === 0 && state.counts.failed === 0) return `${name}: nothing to do, ${tellFresh(run.fresh)}`;
  const took = spellDuration(elapsed(run.started.tick, run.ended?.tick ?? now));
  const before = (status: JobStatus): number =>
    status === 'succeeded' || status === 'failed' ? countBefore(state, status) : 0;
  return `${name}: ${tellCounts(state, style, before)}, in ${took}`;
}

/** How many jobs are in a status by an attempt that had ended when the run began. */
function countBefore(state: RunState, status: JobStatus): number {
  return state.records.filter((record) => record.state.status === status && endedBefore(state, record)).length;
}

function endedBefore({ run }: RunState, { endedAt }: JobRecord): boolean {
  return run !== null && endedAt < run.startedAt;
}

function tellFresh(fresh: number): string {
  return fresh === 1 ? 'its 1 job is fresh' : `all ${fresh} jobs are fresh`;
}

function advice(state: RunState): string[] {
  const unchosen = unchosenJobs(state);
  const isOne = unchosen === 1;
  const others = `${count(unchosen, 'job')} ${isOne ? 'was' : 'were'} not chosen: the same command without --only, --skip and --stage runs ${isOne ? 'it' : 'them'} too.`;
  const left = state.records.filter((record) => isToBeDone(state, record));
  const again = left.every(({ state: { status } }) => status === 'failed' || status === 'skipped')
    ? 'Mend what failed, then run the same command again'
    : 'Run the same command again to do what is not done';
  return [
    ...(unchosen === 0 ? [] : [others]),
    ...(left.length === 0 ? [] : [`${again}; nothing that has succeeded runs twice.`]),
  ];
}

/** Whether the same run again would be about a job. */
function isToBeDone(state: RunState, record: JobRecord): boolean {
  switch (record.state.status) {
    case 'succeeded':
      return false;
    case 'waiting':
      return record.todo;
    case 'skipped':
      return !isSkippedForGood(state, record);
    case 'failed':
    case 'cancelled':
      return !endedBefore(state, record);
    case 'running':
    case 'backoff':
    case 'held':
      return true;
    default:
      return record.state satisfies never;
  }
}
