import { newJobName } from '../../launch/slurm/arrays.ts';
import { submitDetached } from '../../launch/slurm/detached/submitter.ts';
import { type DetachedPlan, planDetached } from '../../launch/slurm/detached/plan.ts';
import type { Order } from '../../launch/slurm/order.ts';
import { stagesInNeed } from '../../model/needed-job.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { plainAllocation } from '../../model/resources.ts';
import { count } from '../../report/text/phrases.ts';
import { needsOf } from '../../run/act.ts';
import { Glance, inputsNow } from '../../run/inputs.ts';
import { Recorder } from '../../run/recorder.ts';
import type { World } from '../../run/world.ts';
import { decidesToSkip } from '../../schedule/decide/decide.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { ReadyCluster } from '../machine/clusters.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { RunPlace } from '../world/run-place.ts';
import { cannotWrite, type LeftJobs } from './run-result.ts';

/**
 * Begins a run, and submits all that it is to do, each job with what it waits for, so that nobody has to stay. What is planned is in the journal before
 * Slurm hears of it; where Slurm does not take all of it, nothing of it runs.
 */
export async function leaveToCluster(
  state: RunState,
  world: World,
  {
    cluster,
    place,
    begin,
  }: { readonly cluster: ReadyCluster; readonly place: RunPlace; readonly begin: () => boolean },
): Promise<LeftJobs> {
  if (state.running.size > 0)
    throw new Refusal(
      EXIT.unavailable,
      `${count(state.running.size, 'job')} of the run before ${state.running.size === 1 ? 'runs' : 'run'} still, and ${state.running.size === 1 ? 'has' : 'have'} to be seen to\nhint: \`sweep run\` without --detach goes on with that`,
    );
  if (!begin()) throw cannotWrite(place);
  const recorder = new Recorder(state, world);
  for (let skip = decidesToSkip(state); skip !== null; skip = decidesToSkip(state))
    if (!recorder.try({ event: 'job-skipped', job: skip.job, because: skip.because })) throw cannotWrite(place);
  const { jobs, kept } = toSubmit(state);
  const plan = planDetached(jobs, cluster.settings, cluster.maxArraySize, (id) => stageIfFailed(state, id));
  const names = plan.arrays.map(() => newJobName(place.sweep));
  if (jobs.length === 0) {
    recorder.note({ event: 'run-ended', reason: 'finished' });
    return { jobs: 0, arrays: 0, kept };
  }
  const orders = ordersOf(state, world, recorder, { plan, names, cluster, place });
  const left = await submitDetached(
    { plan, names, orders },
    {
      ...{ name: cluster.name, settings: cluster.settings, controller: cluster.controller, place },
      script: (job, snapshot) => place.scriptOf(job, snapshot),
      taken: ({ cluster: named, ...array }) =>
        recorder.try({ event: 'array-submitted', executor: cluster.name, ...array, cluster: named ?? cluster.cluster }),
    },
  );
  switch (left.is) {
    case 'submitted':
      return { jobs: jobs.length, arrays: names.length, kept };
    case 'undone':
      for (const { job, attempt } of orders) recorder.note({ event: 'attempt-abandoned', job: job.id, attempt });
      recorder.note({ event: 'run-ended', reason: 'outside' });
      throw new Refusal(EXIT.unavailable, `nothing was left to \`${cluster.name}\`: ${left.because}`);
    case 'held':
      throw new Refusal(
        EXIT.unavailable,
        `\`${cluster.name}\` has the jobs, and does not answer whether they may start\nhint: run this again when it answers: what has not begun is taken back, and submitted anew`,
      );
    default:
      return left satisfies never;
  }
}

/** What can be left to Slurm: not what is held, nor what needs that. */
function toSubmit({ records }: RunState): { readonly jobs: readonly Job[]; readonly kept: number } {
  const kept = new Set<JobId>();
  const jobs = records.flatMap(({ id, job, todo, state }) => {
    if (job === null || !todo) return [];
    if (state.status === 'waiting' && !job.needs.some((need) => kept.has(need.job))) return [job];
    kept.add(id);
    return [];
  });
  return { jobs, kept: kept.size };
}

function stageIfFailed({ byId }: RunState, id: JobId): string | null {
  const record = byId.get(id);
  return record?.state.status === 'failed' ? (record.job?.stage ?? null) : null;
}

/** Records each attempt as planned, as a task of its array. */
function ordersOf(
  state: RunState,
  world: World,
  recorder: Recorder,
  {
    plan,
    names,
    cluster,
    place,
  }: {
    readonly plan: DetachedPlan;
    readonly names: readonly string[];
    readonly cluster: ReadyCluster;
    readonly place: RunPlace;
  },
): readonly Order[] {
  const glance = new Glance((paths: readonly string[]) => world.files.digests(paths));
  const inNeed = stagesInNeed(state.plan);
  const submitted = new Set(plan.tasks.map(({ job }) => job.id));
  const allocation = plainAllocation(0);
  return plan.tasks.map(({ job, place: { array, index } }): Order => {
    const attempt = 1 + Math.max(state.byId.get(job.id)?.attempts ?? 0, world.files.greatestAttempt(job.id));
    const token = world.token();
    const on = { executor: cluster.name, array: names[array] ?? '', index, detached: true } as const;
    const recorded = recorder.try({
      ...{ event: 'attempt-planned', job: job.id, attempt, allocation, token, on },
      ...{ fingerprint: job.definition.fingerprint, parts: job.definition.parts, limit: job.timeout?.after ?? null },
      inputs: inputsNow(job, glance, true) ?? [],
      ...(Object.keys(job.unsaid).length === 0 ? {} : { unsaid: job.unsaid }),
    });
    if (!recorded) throw cannotWrite(place);
    return { job, attempt, token, allocation, on, ...foretold(job, needsOf({ state, inNeed }, job), submitted) };
  });
}

/** By the time that a job begins what must have succeeded has. */
function foretold(
  { needs }: Job,
  { needs: told }: Pick<Order, 'needs'>,
  submitted: ReadonlySet<JobId>,
): Pick<Order, 'needs'> {
  if (told === undefined) return {};
  const sure = new Set(needs.flatMap(({ job, when }) => (when === 'success' && submitted.has(job) ? [job] : [])));
  return {
    needs: told.map((one) =>
      sure.has(one.job.id) && !one.job.allowFailure ? { ...one, outcome: 'succeeded' as const } : one,
    ),
  };
}
