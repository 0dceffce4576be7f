import type { Expected } from '../../model/estimate.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { seconds } from '../../model/units.ts';
import type { RunState } from './state.ts';

/**
 * How long each of `jobs` is expected to take. Where neither history nor timeout tells it is guessed: as the median of the jobs
 * of the plan with a history, or if there are none, of those with a timeout. Null for jobs of which nothing can be said,
 * since no job of the plan has either.
 */
export function expectedDurations(state: RunState, jobs: readonly Job[]): ReadonlyMap<JobId, Expected | null> {
  let guess: Expected | null | undefined;
  return new Map(
    jobs.map((job) => {
      const known = knownOf(state, job);
      if (known !== null) return [job.id, known];
      // Looks at every job of the plan: once, also where it finds nothing.
      if (guess === undefined) guess = guessFrom(state);
      return [job.id, guess];
    }),
  );
}

function knownOf({ durations, records }: RunState, job: Job): Expected | null {
  const record = records[job.index];
  const took = record === undefined ? null : durations.expected(record);
  if (took !== null) return { seconds: took, from: 'history' };
  return job.timeout === null ? null : { seconds: job.timeout.after, from: 'timeout' };
}

function guessFrom(state: RunState): Expected | null {
  const known = state.plan.jobs.flatMap((job) => knownOf(state, job) ?? []);
  const histories = known.filter(({ from }) => from === 'history');
  const sorted = (histories.length > 0 ? histories : known).map((one) => one.seconds).sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  return middle === undefined ? null : { seconds: seconds(middle), from: 'guess' };
}
