import type { Event } from '../../model/event.ts';
import { describeOutcome, succeeded, type StopReason } from '../../model/outcome.ts';
import type { JobId } from '../../model/plan.ts';
import type { RunState } from '../../schedule/state/state.ts';
import { visible } from '../text/visible.ts';

/** What the live view keeps of the events, beside the state. */
export interface Seen {
  /** The attempt that failed last, and how. */
  readonly failure: { readonly job: JobId; readonly attempt: number; readonly cause: string } | null;
  /** Why the run comes to an early end; null while it does not. */
  readonly ending: { readonly reason: StopReason; readonly stopping: boolean } | null;
  /** How many jobs had ended in each of these ways when the run began, and are none of its. */
  readonly before: Readonly<Record<'failed' | 'skipped' | 'cancelled', number>>;
}

export const NOTHING_SEEN: Seen = {
  failure: null,
  ending: null,
  before: { failed: 0, skipped: 0, cancelled: 0 },
};

/** What is kept after one more event, which `state` has taken in. */
export function seenAfter(seen: Seen, event: Event, { counts }: Pick<RunState, 'counts'>): Seen {
  switch (event.event) {
    case 'run-started':
      return { ...NOTHING_SEEN, before: { ...counts } };
    case 'draining':
      return { ...seen, ending: { reason: event.reason, stopping: false } };
    case 'attempt-stopping':
      return seen.ending === null ? seen : { ...seen, ending: { ...seen.ending, stopping: true } };
    case 'attempt-ended': {
      const { job, attempt, outcome } = event;
      if (succeeded(outcome) || outcome.cause === 'stopped') return seen;
      return { ...seen, failure: { job, attempt, cause: visible(describeOutcome(outcome)) } };
    }
    case 'attempt-planned':
    case 'array-submitted':
    case 'attempt-started':
    case 'attempt-exited':
    case 'metrics-read':
    case 'attempt-abandoned':
    case 'leftovers-killed':
    case 'gpu-quarantined':
    case 'gpu-released':
    case 'class-held':
    case 'backoff-ended':
    case 'begin-reached':
    case 'job-skipped':
    case 'jobs-cancelled':
    case 'jobs-held':
    case 'jobs-released':
    case 'jobs-retried':
    case 'jobs-rerun':
    case 'priority-set':
    case 'moved-first':
    case 'run-set':
    case 'job-added':
    case 'jobs-forgotten':
    case 'file-followed':
    case 'jobs-moved':
    case 'jobs-accepted':
    case 'accepted-read':
    case 'hook-started':
    case 'hook-failed':
    case 'run-ended':
      return seen;
    default:
      return event satisfies never;
  }
}
