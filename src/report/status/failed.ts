import { groupBy } from '../../model/group-by.ts';
import { describeOutcome, type Outcome } from '../../model/outcome.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { count } from '../text/phrases.ts';
import { visible } from '../text/visible.ts';

/** So many failures of one cause are told one by one; of more, the first few are examples of the rest. */
const ONE_BY_ONE = 5;
const EXAMPLES = 3;

/** Causes that are told. */
const CAUSES = 10;

/** The failed jobs of which there is something to tell one by one, and lines that stand for the others. */
export interface FailedJobs {
  /** By cause, and of each cause no more than a few. */
  readonly groups: readonly { readonly shown: readonly JobRecord[]; readonly rest: string | null }[];
  /** How many failed of other causes than these; null for none. */
  readonly others: string | null;
}

/**
 * The failed jobs by what they failed of: a thousand that fail alike are one failure, with examples and a count.
 *
 * @param isTold  Whether a failed job is to be told of; left out, each is.
 */
export function failedJobs(state: RunState, isTold: (record: JobRecord) => boolean = () => true): FailedJobs {
  const all = [...byCause(state, isTold)];
  const groups = all.slice(0, CAUSES).map(([cause, records]) => {
    if (records.length <= ONE_BY_ONE) return { shown: records, rest: null };
    const rest = records.length - EXAMPLES;
    return { shown: records.slice(0, EXAMPLES), rest: `and ${count(rest, 'more job')} failed alike: ${cause}` };
  });
  const others = all.slice(CAUSES).reduce((sum, [, records]) => sum + records.length, 0);
  return { groups, others: others === 0 ? null : `${count(others, 'more job')} failed of other causes` };
}

function byCause(state: RunState, isTold: (record: JobRecord) => boolean): Map<string, JobRecord[]> {
  const failed =
    state.counts.failed === 0
      ? []
      : state.records.filter((record) => record.state.status === 'failed' && isTold(record));
  return groupBy(failed, ({ past }) => {
    const outcome = past.at(-1)?.end?.outcome;
    return outcome === undefined ? 'not known' : kindOf(outcome);
  });
}

/** What failures have in common that are alike, whatever the names and times in them. */
function kindOf(outcome: Outcome): string {
  if (outcome.cause === 'missing-output') return 'missing output';
  return outcome.cause === 'timeout' ? 'timeout' : visible(describeOutcome(outcome));
}
