import { fromJsonNumber, type AttemptMetrics } from '../model/metrics.ts';
import type { Job, JobId } from '../model/plan.ts';
import type { AttemptRecord, JobRecord } from '../schedule/state/state.ts';

/** How far the numbers of a job count: only those of a fresh one do without being asked for. Of one that is `unread` nobody has looked for any. */
export type ResultState =
  'fresh' | 'stale' | 'failed' | 'running' | 'waiting' | 'skipped' | 'cancelled' | 'missing' | 'unread';

/** One job with what it has left, as tables are made of. */
export interface ResultRow {
  readonly job: JobId;
  readonly label: string;
  readonly stage: string;
  /** By axis, in the order of the file, each value as the file spells it; absent axes are left out. */
  readonly params: Readonly<Record<string, string>>;
  readonly state: ResultState;
  /** Those of its attempt, `NaN` and the infinities among them. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
  /** The number of the attempt that left them: the last one that has ended; null where none has, or they were found without any. */
  readonly attempt: number | null;
  /** The path of the log of that attempt, as people should read it; null where there is none. It costs a look at the disk: most tables show none. */
  readonly log: () => string | null;
}

/**
 * A job of the plan with what its last attempt that has ended left, or what was found of it where that counts; `logPath` tells where a log is.
 *
 * @param state  Of one that is fresh and has no numbers at all, the row says why.
 * @param found  What lies there though no attempt has left it, and so without a log of its own; null where that does not count.
 */
export function resultRow(
  { past, found }: Pick<JobRecord, 'past'> & { readonly found: AttemptMetrics | null },
  { id, label, stage, params }: Pick<Job, 'id' | 'label' | 'stage' | 'params'>,
  state: ResultState,
  logPath: (job: JobId, attempt: number) => string,
): ResultRow {
  const ended = found === null ? lastEnded(past) : undefined;
  const left = found ?? ended?.metrics ?? null;
  const metrics = numbersOf(left);
  return {
    job: id,
    label,
    stage,
    params: Object.fromEntries([...params].map(([axis, { text }]) => [axis, text])),
    state: state === 'fresh' && isEmpty(metrics) ? (left === null ? 'unread' : 'missing') : state,
    metrics,
    texts: left?.texts ?? {},
    attempt: ended?.attempt ?? null,
    log: () => (ended === undefined ? null : logPath(id, ended.attempt)),
  };
}

function lastEnded(past: readonly AttemptRecord[]): AttemptRecord | undefined {
  return past.findLast(({ end }) => end !== null);
}

/** What an attempt has left, `NaN` and the infinities among it. */
export function numbersOf(reading: AttemptMetrics | null): Readonly<Record<string, number>> {
  if (reading === null) return {};
  // Most have left nothing else: then a copy would be the same.
  if (areNumbers(reading.metrics)) return reading.metrics;
  return Object.fromEntries(Object.entries(reading.metrics).map(([name, value]) => [name, fromJsonNumber(value)]));
}

function areNumbers(metrics: AttemptMetrics['metrics']): metrics is Readonly<Record<string, number>> {
  return Object.values(metrics).every((value) => typeof value === 'number');
}

function isEmpty(record: object): boolean {
  for (const _ in record) return false;
  return true;
}
