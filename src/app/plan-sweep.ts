import { clock } from '../host/system/clock.ts';
import type { HostFile } from '../language/host-file.ts';
import { surveyHostFolder } from '../host/leases/lease-survey.ts';
import type { Booking } from '../model/sharing/booking.ts';
import type { Estimate } from '../model/estimate.ts';
import { ALONE } from '../model/sharing/neighbours.ts';
import { copiesFolder } from '../model/attempt.ts';
import { mayLeave } from '../model/executor.ts';
import { groupBy } from '../model/group-by.ts';
import { mayGetGpus, type Job, type JobId } from '../model/plan.ts';
import { tellQuota } from '../model/sharing/policy.ts';
import { gpuId, type HostView } from '../model/resources.ts';
import { someOf } from '../model/text/some-of.ts';
import { labelOf, UNCHOSEN } from '../report/text/phrases.ts';
import { tellBooking } from '../report/text/reasons.ts';
import type { EstimateOrder } from '../run/forecast/estimate.ts';
import type { Verdicts } from '../run/freshness.ts';
import type { Moves } from '../schedule/state/moves.ts';
import { type Part, partOf, startable, withinReach } from '../run/part.ts';
import type { RunState } from '../schedule/state/state.ts';
import { acceptForNow, tellAcceptances } from './jobs/accept-results.ts';
import { beginsOf } from './sweep/begins.ts';
import { acceptedPolicy, acceptedSweep, refuseLacking } from './sweep/accept.ts';
import type { HostFlags } from './machine/limits.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from './sweep/load.ts';
import { missingTerminals } from './sweep/missing-terminals.ts';
import { type ChosenExecutor, executorMeant, refuseUnfit, staying, unfitFor } from './machine/executors.ts';
import type { ClusterPart } from './machine/cluster-plan.ts';
import { hostFor, refuseUnmeetable, unmeetable } from './machine/machine.ts';
import type { Notices } from './notices.ts';
import { EXIT, Refusal } from './refusal.ts';
import { sayBeside, statusNow } from './world/sweep-status.ts';
import { withPresets } from './sweep/presets.ts';
import { type PartOptions, planOfSelected, wishOf } from './sweep/selection.ts';
import { placeOfJobs } from './sweep/whereabouts.ts';
import { nearPath } from './world/run-folder.ts';
import { acceptedCode, tellCode, type CodeSurvey } from './world/code-survey.ts';
import { tellMoves } from './world/moved-results.ts';
import { filesOf } from './world/world.ts';

/** What is said about the run that a plan is made for. */
export interface PlanSweepOptions extends LoadOptions, HostFlags, PartOptions {
  /** Say also how long a run would take; a bare number in `gpus` then counts GPUs. */
  readonly estimate?: boolean | undefined;
  /** Where jobs are to go, as `run` has it; an estimate is of this machine. */
  readonly on?: string | undefined;
  /** Before when no job is to start, as `run` has it. */
  readonly begin?: string | undefined;
}

/** A plan as a run would find it. */
export interface PlannedSweep {
  /** With a plan of the selected jobs alone. */
  readonly sweep: LoadedSweep;
  /** What a run would do with each job, and why. */
  readonly verdicts: Verdicts;
  /** Jobs that the run folder remembers and the plan no longer has. */
  readonly orphans: readonly JobId[];
  /** What the copy of the code would hold that its jobs would run in; null where they run in the project itself. */
  readonly code: CodeSurvey | null;
  /** Null where none was asked for. */
  readonly estimate: Estimate | null;
  /** What would go to a cluster; null where all runs on this machine. */
  readonly cluster: ClusterPart | null;
  /** Whether a run here could start all that it would have to. */
  readonly fits: boolean;
}

/**
 * What a run of a sweep file would do, and why. Writes nothing but what it has learnt of large inputs, into a run folder that
 * is there. Refuses what a run would refuse before it looks for rivals.
 */
export async function planSweep(file: string, given: PlanSweepOptions, notices: Notices): Promise<PlannedSweep> {
  const options = await withPresets(file, given.estimate === true ? estimating(given) : given);
  const sweep = acceptedSweep(await loadSweep(file, { ...options, folder: 'shown', ofPart: true }), notices);
  const { plan, root, runFolder } = sweep;
  const wish = wishOf(plan, options);
  const status = statusNow(plan, { root, runFolder });
  const { state } = status;
  const files = filesOf(sweep, sweep.digests, state);
  const acceptances = acceptForNow(plan, state, files, options, wish);
  const part = partOf(plan, state, files, wish);
  sweep.digests.save();
  const starting = startable(plan, part.tasks);
  refuseLacking(sweep, starting, notices, missingTerminals(sweep, starting, options));
  const shown = planOfSelected(plan, part.selected);
  const code = await acceptedCode(sweep);
  if (code !== null)
    notices.say(
      `jobs run in a copy of the code (${tellCode(code)}), made as a run begins in ${nearPath(copiesFolder(runFolder))}`,
    );
  const place = placeOfJobs({ plan: shown, root });
  if (place !== null) notices.say(place);
  const on = options.estimate === true ? null : executorMeant(options.on, sweep.hostFile);
  const cluster = on === null ? null : partOnCluster(starting, on);
  const jobs = { reach: staying(withinReach(plan, wish), on), starting: staying(starting, on) };
  const { view: host, fits } = await machineFor(jobs, sweep.hostFile, options, notices);
  sayBeside(status, notices.say);
  for (const line of [...tellMoves(status.moves), ...tellAcceptances(acceptances, state)]) notices.say(line);
  const verdicts = withMoves(withObstacles(state, part), status.moves);
  const orphans = orphansOf(state);
  const begins = beginsOf(plan.jobs, options.begin, { last: state.run, continues: false }, clock.now().at);
  const estimate = options.estimate === true ? await estimateOf(state, { host, part, begins }) : null;
  return { sweep: { ...sweep, plan: shown }, verdicts, orphans, code, estimate, cluster, fits };
}

/** What of the jobs that a run would start goes to a cluster. Refuses what that cannot be asked for. */
function partOnCluster(starting: readonly Job[], on: ChosenExecutor): ClusterPart {
  const there = starting.filter(mayLeave);
  refuseUnfit(unfitFor(there, on));
  return { ...on, there, here: staying(starting, on) };
}

/** The options as they are meant with an estimate: a bare number counts GPUs. */
function estimating(options: PlanSweepOptions): PlanSweepOptions {
  const { gpus } = options;
  if (gpus === undefined || !/^\d+$/.test(gpus)) return options;
  return { ...options, gpus: Number(gpus) === 0 ? 'none' : `virtual:${gpus}` };
}

async function estimateOf(state: RunState, order: Omit<EstimateOrder, 'now'>): Promise<Estimate> {
  const { estimate } = await import('../run/forecast/estimate.ts');
  const result = await estimate(state, { ...order, now: clock.now() });
  if (result.ok) return result.estimate;
  const labels = result.unknown.map((job) => job.label);
  const told = someOf(labels.slice(0, UNKNOWN_TOLD), labels.length);
  throw new Refusal(
    EXIT.invalid,
    `nothing tells how long these jobs take, since they have neither run nor a timeout: ${told}\nhint: give them a \`timeout\`, or run one of them, such as with --only: what it takes is remembered`,
  );
}

const UNKNOWN_TOLD = 3;

/** Says of selected jobs which of them cannot run for want of one that is neither chosen nor fresh, and which a person holds. */
function withObstacles(state: RunState, part: Part): Verdicts {
  const held = part.tasks.filter(({ job }) => state.byId.get(job)?.held === true);
  if (held.length === 0 && part.tasks.every(({ blocked }) => blocked === undefined)) return part.verdicts;
  const verdicts = new Map(part.verdicts);
  for (const { job, verdict } of held) {
    const { because } = verdict;
    verdicts.set(job, { ...verdict, because: [because, HELD].filter((one) => one !== null).join('; ') });
  }
  for (const { job, verdict, blocked, unchosen } of part.tasks) {
    if (blocked === undefined) continue;
    const isCancelled = part.verdicts.get(blocked)?.state === 'cancelled';
    const why = unchosen === true ? UNCHOSEN : isCancelled ? 'is cancelled until `sweep retry`' : 'failed before';
    verdicts.set(job, { ...verdict, because: `cannot run: it needs ${labelOf(state, blocked)}, which ${why}` });
  }
  return verdicts;
}

/** Says of jobs which others they have been, of which the run takes the results. */
function withMoves(verdicts: Verdicts, { moves }: Moves): Verdicts {
  if (moves.length === 0) return verdicts;
  const told = new Map(verdicts);
  for (const { job, was } of moves) {
    const verdict = verdicts.get(job);
    if (verdict === undefined) continue;
    const { because } = verdict;
    told.set(job, { ...verdict, because: [because, `moved from ${was}`].filter((one) => one !== null).join('; ') });
  }
  return told;
}

const HELD = 'held until `sweep release`';

/**
 * The machine that a plan is for, and whether it can run it. A plan may be made on a machine without the GPUs of the one that runs it: a request that
 * cannot be met is refused only where the machine is said.
 */
async function machineFor(
  jobs: { readonly reach: readonly Job[]; readonly starting: readonly Job[] },
  hostFile: HostFile,
  options: PlanSweepOptions,
  { say }: Notices,
): Promise<{ readonly view: HostView; readonly fits: boolean }> {
  const host = await hostFor({ jobs: jobs.reach }, options, { hostFile, policy: acceptedPolicy({ say }) });
  const bookings = options.estimate === true ? bookingsOfOthers() : [];
  const view: HostView = { ...host.view(), neighbours: { ...ALONE, bookings } };
  host.close();
  if (options.estimate === true) for (const line of [...tellPolicy(view), ...tellBookings(view)]) say(line);
  const problems = unmeetable(jobs.starting, view);
  if (problems.length === 0) return { view, fits: true };
  if (options.gpus !== undefined || options.slots !== undefined) refuseUnmeetable(problems);
  say(['this machine cannot run the plan:', ...problems].join(problems.length === 1 ? ' ' : '\n  '));
  if (options.estimate === true) say('hint: --gpus N and --slots N say for what machine to estimate');
  else if (view.gpus.length === 0) for (const hint of rehearsal(jobs.starting, view)) say(hint);
  return { view, fits: false };
}

/** What is laid down for all users of a machine that an estimate goes by, a sentence each. */
function tellPolicy({ gpus, quota }: HostView): readonly string[] {
  const closing = groupBy(
    gpus.flatMap(({ hours, ...gpu }) => (hours === undefined ? [] : [{ id: gpuId(gpu), said: hours.said }])),
    ({ said }) => said,
  );
  const hours = [...closing].map(([said, some]) => `GPU ${some.map(({ id }) => id).join(', ')}: given out ${said}`);
  if (quota === undefined) return hours;
  const { user, ...most } = quota;
  const quotas = (['GPUs', 'slots'] as const).flatMap((of) => {
    const amount = of === 'GPUs' ? most.gpus : most.slots;
    return amount === null ? [] : [tellQuota(of, amount, user)];
  });
  return [...hours, `by ${quotas.join(' and ')}`];
}

/** What other users have reserved on this host: an estimate goes by it. */
function bookingsOfOthers(): readonly Booking[] {
  return surveyHostFolder().bookings.filter(({ uid }) => uid !== process.geteuid?.());
}

/** What of that is of GPUs that a machine has, a sentence each. */
function tellBookings({ gpus, neighbours }: HostView): readonly string[] {
  return neighbours.bookings.flatMap((booking) => {
    const named = gpus.filter(({ uuid }) => booking.gpus.includes(uuid)).map(gpuId);
    return named.length === 0 ? [] : [`GPU ${named.join(', ')}: ${tellBooking(booking)}`];
  });
}

/** How to see a plan run where there are no GPUs, or fewer slots than a job asks for; nothing where that would not help, as with several nodes. */
function rehearsal(jobs: readonly Job[], { slots }: HostView): readonly string[] {
  if (jobs.some(({ request }) => request.nodes > 1)) return [];
  const gpus = jobs.some(mayGetGpus) ? Math.max(1, ...jobs.map(({ request }) => request.gpus)) : 0;
  const most = Math.max(...jobs.map(({ request }) => request.slots));
  const many = most > slots ? ` --slots ${most}` : '';
  const made = `${gpus === 0 ? '' : ` --gpus virtual:${gpus}`}${many}`;
  const real = `${gpus === 0 ? '' : ` --gpus ${gpus}`}${many}`;
  const run = `to rehearse it here: \`sweep run${made}\``;
  return made === '' ? [] : [`hint: ${run}; to see how long it takes elsewhere: \`sweep plan --estimate${real}\``];
}

/** Jobs that the run folder remembers and the plan no longer has. */
function orphansOf(state: RunState): readonly JobId[] {
  return [...state.orphans.values()]
    .filter((record) => record.past.length > 0 || record.accepted !== null)
    .map((record) => record.id);
}
