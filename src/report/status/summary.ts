import { spellDuration } from '../../model/text/duration.ts';
import type { JobId } from '../../model/plan.ts';
import { elapsed, type Tick } from '../../model/units.ts';
import type { CurrentRun, JobRecord, RunState } from '../../schedule/state/state.ts';
import { cut, widthOf } from '../text/columns.ts';
import {
  acceptedJobs,
  causeOf,
  count,
  countsTold,
  interruptedJobs,
  isPassedOver,
  isUnneeded,
  labelOf,
  type LogPath,
  type Tally,
  tellTally,
  TO_BE_RUN,
} from '../text/phrases.ts';
import { type Look, type Style, styleFor } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';
import { tellGpuTime } from './gpu-time.ts';
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
  const tally = tallyOf(state);
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
    tellSkipped(state, style, (record) => record.isTask),
    tellKeptBack(state, style),
    tellFailedHooks(state, style),
    [...headline(state, tally, now, style, width), ...advice(state, tally, now).flatMap((line) => wrap(line, width))],
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

function headline(state: RunState, tally: Tally, now: Tick, style: Style, width: number): readonly string[] {
  const { sweep } = state.plan;
  const plain = `${sweep}: ${tellRun(state, tally, now, styleFor(false))}`;
  if (widthOf(plain) > width) return wrap(plain, width);
  return [`${style.bold(sweep)}: ${tellRun(state, tally, now, style)}`];
}

/** What became of a run that was told to stop before it had come to its end. */
const CUT: Readonly<Partial<Record<NonNullable<CurrentRun['reason']>, string>>> = {
  interrupt: 'interrupted',
  terminate: 'terminated',
  cancel: 'cancelled',
};

function tellRun({ run }: RunState, tally: Tally, now: Tick, style: Style): string {
  if (run === null) return 'has not run yet';
  if (run.todo === 0 && tally.counts.failed === 0 && tally.unchosen === 0)
    return `nothing to do, ${tellFresh(run.fresh)}`;
  const took = spellDuration(elapsed(run.started.tick, run.ended?.tick ?? now));
  const cut = run.reason === null ? undefined : CUT[run.reason];
  return `${tellTally(tally, style)}${cut === undefined ? `, in ${took}` : `; the run was ${cut} after ${took}`}`;
}

/** How many jobs are in each status, those aside that were not chosen and are not fresh. */
function tallyOf(state: RunState): Tally {
  const counts = countsTold(state);
  const before = { succeeded: 0, failed: 0, skipped: 0 };
  let [unchosen, unneeded] = [0, 0];
  for (const record of state.records) {
    const { status } = record.state;
    if (isPassedOver(state, record)) {
      counts[status] -= 1;
      unchosen += 1;
    } else if (isUnneeded(state, record)) {
      counts.waiting -= 1;
      unneeded += 1;
    } else if (status === 'skipped') before.skipped += record.isTask ? 0 : 1;
    else if (status === 'succeeded' || status === 'failed') before[status] += endedBefore(state, record) ? 1 : 0;
  }
  return {
    counts,
    before,
    accepted: acceptedJobs(state),
    waiting: TO_BE_RUN,
    unchosen,
    unneeded,
    interrupted: interruptedJobs(state),
  };
}

function endedBefore({ run }: RunState, { endedAt }: JobRecord): boolean {
  return run !== null && endedAt < run.startedAt;
}

function tellFresh(fresh: number): string {
  return fresh === 1 ? 'its 1 job is fresh' : `all ${fresh} jobs are fresh`;
}

function advice(state: RunState, { unchosen }: Tally, now: Tick): string[] {
  const isOne = unchosen === 1;
  const others = `${count(unchosen, 'job')} ${isOne ? 'was' : 'were'} not chosen: the same command without --only, --skip and --stage runs ${isOne ? 'it' : 'them'} too.`;
  const left = state.records.filter((record) => isToBeDone(state, record));
  const again = left.every(({ state: { status } }) => status === 'failed' || status === 'skipped')
    ? 'Mend what failed, then run the same command again'
    : 'Run the same command again to do what is not done';
  const gpuTime = tellGpuTime(state, now);
  return [
    ...(gpuTime === null ? [] : [gpuTime]),
    ...(unchosen === 0 ? [] : [others]),
    ...(left.length === 0 ? [] : [`${again}; nothing that has succeeded runs twice.`]),
  ];
}

/** Whether the same run again would be about a job. */
function isToBeDone(state: RunState, record: JobRecord): boolean {
  if (isPassedOver(state, record)) return false;
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
