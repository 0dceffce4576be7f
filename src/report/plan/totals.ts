import { tally } from '../../model/group-by.ts';
import { spellDuration } from '../../model/text/duration.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import { asksForGpus, gpusAsked } from '../../model/resources.ts';
import { seconds, type Seconds } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import { someOf } from '../../model/text/some-of.ts';
import { count } from '../text/phrases.ts';

const STATES: readonly Verdict['state'][] = ['new', 'stale', 'failed', 'interrupted', 'cancelled', 'running', 'fresh'];

/** What a run leaves alone. */
const LEFT: readonly (Verdict['state'] | undefined)[] = ['fresh', 'cancelled'];

const ORPHANS_TOLD = 5;

/** What a plan adds up to, a line each: jobs by state, the bound on GPU time, the longest chain, orphans. */
export function planTotals(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>, orphans: readonly JobId[]): string[] {
  const toRun = new Set(plan.jobs.filter((job) => !LEFT.includes(verdicts.get(job.id)?.state)));
  const lines = [jobsByState(plan, verdicts), gpuHours(toRun), longestChain(plan, toRun), tellOrphans(orphans)];
  return lines.filter((line) => line !== null);
}

function jobsByState(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>): string {
  const counts = tally(plan.jobs.map(({ id }) => verdicts.get(id)?.state));
  const parts = STATES.filter((state) => counts.has(state)).map((state) => `${counts.get(state) ?? 0} ${state}`);
  return [`${plan.sweep}: ${count(plan.jobs.length, 'job')}`, ...parts].join(', ');
}

/** The GPU time that the jobs to run take at most by their timeouts, if each runs once; null when none asks for a GPU. */
function gpuHours(toRun: ReadonlySet<Job>): string | null {
  const jobs = [...toRun].filter((job) => asksForGpus(job.request));
  if (jobs.length === 0) return null;
  const endless = jobs.filter((job) => job.timeout === null).length;
  if (endless > 0) return `GPU time: no bound, ${count(endless, 'job', 'jobs')} on GPUs without a timeout`;
  const total = jobs.reduce(
    (sum, { request, timeout }) => sum + request.nodes * gpusAsked(request) * (timeout?.after ?? 0),
    0,
  );
  const retries = jobs.some((job) => job.retry.max > 0) ? ', retries not counted' : '';
  return `GPU time: at most ${spellHours(seconds(total))} GPU-hours by the timeouts${retries}`;
}

/** Rounded up, to hundredths below an hour and to tenths above. */
function spellHours(time: Seconds): string {
  const hours = time / 3600;
  const steps = hours < 1 ? 100 : 10;
  return String(Math.ceil(hours * steps) / steps);
}

interface Chain {
  readonly jobs: number;
  /** Null when one of its jobs has no timeout. */
  readonly time: Seconds | null;
}

/** The most jobs to run of which each waits for the one before; null when no job waits for another. */
function longestChain(plan: Plan, toRun: ReadonlySet<Job>): string | null {
  const none: Chain = { jobs: 0, time: seconds(0) };
  const endingAt = new Map<JobId, Chain>();
  let longest = none;
  for (const job of plan.jobs) {
    const before = job.needs.map((need) => endingAt.get(need.job) ?? none).reduce(longer, none);
    const chain = toRun.has(job) ? oneMore(before, job) : before;
    endingAt.set(job.id, chain);
    longest = longer(longest, chain);
  }
  if (longest.jobs < 2) return null;
  const bound = longest.time === null ? '' : `, at most ${spellDuration(longest.time)}`;
  return `Longest chain: ${longest.jobs} jobs, one after another${bound}`;
}

function oneMore({ jobs, time }: Chain, { timeout }: Job): Chain {
  return { jobs: jobs + 1, time: time === null || timeout === null ? null : seconds(time + timeout.after) };
}

/** More jobs are longer; among as many more time, of which no limit is the most. */
function longer(a: Chain, b: Chain): Chain {
  if (a.jobs !== b.jobs) return a.jobs > b.jobs ? a : b;
  return (b.time ?? Infinity) > (a.time ?? Infinity) ? b : a;
}

function tellOrphans(orphans: readonly JobId[]): string | null {
  if (orphans.length === 0) return null;
  const told = someOf(orphans.slice(0, ORPHANS_TOLD), orphans.length);
  return `Orphaned: ${count(orphans.length, 'job')} no longer in the sweep, kept: ${told}`;
}
