import { groupBy } from '../../model/group-by.ts';
import { describeOutcome } from '../../model/outcome.ts';
import { errorSignature } from '../../schedule/state/error-signature.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { LogPath } from '../text/phrases.ts';
import { lastLines } from '../text/visible.ts';
import type { FailureGroup } from './static-body.ts';

/** Lines of the end of a log that are shown. */
const TAIL_LINES = 20;

/** The end of an attempt's output, as it is in the file. */
type Tail = (...attempt: Parameters<LogPath>) => string;

/** The jobs that have failed, those with like errors together, the most first; the log is read of one of each group. */
export function failureGroups(records: readonly JobRecord[], logPath: LogPath, tail: Tail): readonly FailureGroup[] {
  const failed = records.flatMap((record) => {
    const last = record.past.at(-1);
    if (record.state.status !== 'failed' || last === undefined) return [];
    const error = last.end?.error ?? null;
    const outcome = last.end === null ? 'not known' : describeOutcome(last.end.outcome);
    const text = error === null ? outcome : `${outcome}: ${error}`;
    return [{ record, attempt: last.attempt, text, kind: errorSignature(text) }];
  });
  const groups = [...groupBy(failed, ({ kind }) => kind).values()].sort((a, b) => b.length - a.length);
  return groups.flatMap((group): FailureGroup[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { record, attempt, text } = first;
    return [
      {
        error: text,
        labels: group.map((one) => one.record.job?.label ?? one.record.id),
        log: logPath(record.id, attempt),
        tail: lastLines(tail(record.id, attempt), TAIL_LINES),
      },
    ];
  });
}
