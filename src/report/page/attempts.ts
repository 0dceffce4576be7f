import { succeeded, type Outcome } from '../../model/outcome.ts';
import type { Job } from '../../model/plan.ts';
import { gpuId } from '../../model/resources.ts';
import type { Instant } from '../../model/units.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { AttemptEnding, PageAttempt } from './page-content.ts';

/**
 * All that has been tried of some jobs, as a timeline shows it.
 *
 * @param replicates  The axis that only repeats; null where there is none.
 * @param began  When each run began, in order.
 * @param now  For what goes on.
 */
export function pageAttempts(
  records: readonly JobRecord[],
  replicates: string | null,
  began: readonly Instant[],
  now: Instant,
): readonly PageAttempt[] {
  const jobs = records.flatMap(({ job }) => job ?? []);
  const cellOf = cellNames(jobs, replicates);
  return records.flatMap(({ id, job, past }) => {
    if (job === null) return [];
    const cell = cellOf(job);
    return past.map(({ attempt, allocation, planned, start, end }): PageAttempt => {
      const from = (start?.at ?? planned).at;
      return {
        job: id,
        label: job.label,
        stage: job.stage,
        cell,
        attempt,
        run: runAt(began, planned.at),
        gpus: allocation.gpus.map((gpu) => String(gpuId(gpu))),
        slots: allocation.slots,
        from,
        to: end?.at.at ?? now,
        ending: end === null ? null : endingOf(end.outcome),
      };
    });
  });
}

function endingOf(outcome: Outcome): AttemptEnding {
  if (outcome.cause === 'stopped') return 'stopped';
  return succeeded(outcome) ? 'succeeded' : 'failed';
}

/** The number of the last run that began no later, found by halving. */
function runAt(began: readonly Instant[], at: Instant): number {
  let [low, high] = [0, began.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((began[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low);
}

/** What jobs have in common that only repeat each other: their stage, where there are several, and the axes that vary. */
function cellNames(jobs: readonly Job[], replicates: string | null): (job: Job) => string {
  const values = new Map<string, Set<string>>();
  for (const { params } of jobs) {
    for (const [axis, { text }] of params) values.set(axis, (values.get(axis) ?? new Set()).add(text));
  }
  const varies = (axis: string): boolean => axis !== replicates && (values.get(axis)?.size ?? 0) > 1;
  const hasStages = new Set(jobs.map(({ stage }) => stage)).size > 1;
  return ({ stage, params }) => {
    const own = [...params].filter(([axis]) => varies(axis)).map(([axis, { text }]) => `${axis}=${text}`);
    return [...(hasStages || own.length === 0 ? [stage] : []), ...own].join(' ');
  };
}
