import type { JobId } from '../../model/plan.ts';
import { someOf } from '../../model/text/some-of.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import type { Style } from '../text/style.ts';
import { count, isUnchosen, labelOf } from '../text/phrases.ts';
import { rootCause, tellNeed } from '../text/skip-cause.ts';

const NAMED = 3;
const GROUPS = 10;

/**
 * The skipped jobs by the job whose end they could not do with: how many it took along, and the first by name.
 *
 * @param isTold  Whether a skipped job is to be told of; left out, each is.
 */
export function tellSkipped(
  state: RunState,
  style: Style,
  isTold: (record: JobRecord) => boolean = () => true,
): string[] {
  const groups = byRootCause(state, isTold);
  const lines = [...groups].slice(0, GROUPS).flatMap(([because, records]) => {
    const named = records.slice(0, NAMED).map((record) => labelOf(state, record.id));
    return [
      `${style.yellow('skipped')} ${count(records.length, 'job')}, since ${tellNeed(state, because)}:`,
      `        ${someOf(named, records.length)}`,
    ];
  });
  if (groups.size > GROUPS) lines.push(`        and more, because of ${count(groups.size - GROUPS, 'other job')}`);
  return lines;
}

/** In a line, since what a job was skipped; null where it was not. */
export function whySkipped(state: RunState, { state: end }: JobRecord): string | null {
  return end.status === 'skipped' ? `skipped, since ${tellNeed(state, rootCause(state, end.because))}` : null;
}

function byRootCause(state: RunState, isTold: (record: JobRecord) => boolean): Map<JobId, JobRecord[]> {
  const groups = new Map<JobId, JobRecord[]>();
  if (state.counts.skipped === 0) return groups;
  for (const record of state.records) {
    if (record.state.status !== 'skipped' || !isTold(record)) continue;
    const cause = rootCause(state, record.state.because);
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, [record]);
    else group.push(record);
  }
  return groups;
}

/** Whether a job was skipped since one in its way was not chosen, or since nothing failed: another run would skip it again. */
export function isSkippedForGood(state: RunState, { state: end, job }: JobRecord): boolean {
  if (end.status !== 'skipped') return false;
  const isVain = job?.moot !== null || job.needs.some((need) => need.when === 'failure');
  return isVain || isUnchosen(state, rootCause(state, end.because));
}
