import type { Estimate, EstimatedRun, Expected } from '../../model/estimate.ts';
import type { Happening } from '../../model/event.ts';
import type { Task } from '../../model/run-start.ts';
import { ALONE } from '../../model/sharing/neighbours.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { asksForGpus, type HostView } from '../../model/resources.ts';
import type { Begins } from '../../model/text/begin-time.ts';
import { elapsed, seconds, tick, WHOLE, type Moment } from '../../model/units.ts';
import { impossible } from '../../schedule/decide/feasibility.ts';
import { copyOf } from '../../schedule/state/copy.ts';
import { expectedDurations } from '../../schedule/state/expected.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { drive } from '../loop.ts';
import { lowerBound, type Load } from './lower-bound.ts';
import type { Part } from '../part.ts';
import { Recorder } from '../recorder.ts';
import { NO_PROCESS, VirtualWorld, type Spell } from './virtual-world.ts';

/** What an estimate is to be of. */
export interface EstimateOrder {
  /** The machine; what others hold of it now counts for nothing, and what they have reserved does. */
  readonly host: HostView;
  readonly part: Part;
  readonly now: Moment;
  /** How long each task takes; left out, as its history, its timeout or the others tell. */
  readonly durations?: ReadonlyMap<JobId, Expected | null>;
  /** Before when jobs do not start; left out, as the run that goes on has it. */
  readonly begins?: Begins | null;
  /** Is waited for again and again, so that something else may go on beside; left out, nothing does. */
  readonly breathe?: () => Promise<void>;
}

export type EstimateResult =
  | { readonly ok: true; readonly estimate: Estimate }
  /** Nothing can be said of these jobs: neither they nor any other of the plan have a history or a timeout. */
  | { readonly ok: false; readonly unknown: readonly Job[] };

/**
 * Runs everything that a part of a plan has to run in a virtual world, by the very loop and scheduler of a real run. Writes nothing, and
 * leaves the replayed journal, `known`, as it is.
 */
export async function estimate(known: RunState, order: EstimateOrder): Promise<EstimateResult> {
  const state = copyOf(known);
  const host = alone(order.host);
  const tasks = tasksOn(state, host, order);
  const jobs = tasks.flatMap(({ job }) => state.byId.get(job)?.job ?? []);
  const blocked = new Set(tasks.flatMap((task) => (task.blocked === undefined ? [] : [task.job])));
  const durations = order.durations ?? expectedDurations(state, jobs);
  const unknown = jobs.filter((job) => !blocked.has(job.id) && durations.get(job.id) === null);
  if (unknown.length > 0) return { ok: false, unknown };
  const world = new VirtualWorld(
    host,
    ({ job }) => ({ seconds: durations.get(job.id)?.seconds ?? 0 }),
    onTheDot(order),
    order.breathe ?? null,
  );
  settleRunning(state, world, durations);
  new Recorder(state, world).try(beginning({ begins: known.run?.begins.told ?? null, ...order }, tasks));
  await drive(state, world);
  return { ok: true, estimate: resultOf(state, world, jobs, durations) };
}

/** The next whole millisecond: from there, times that are whole ones are added without rounding. */
function onTheDot({ now }: EstimateOrder): Moment {
  return { at: now.at, tick: tick(Math.ceil(now.tick)) };
}

/** The machine as it is when nobody else uses it. */
function alone(host: HostView): HostView {
  const gpus = host.gpus.map((gpu) => ({ ...gpu, taken: null, free: gpu.memory, undrained: null }));
  const { self, bookings } = host.neighbours;
  // It is nobody's run: what its user has reserved is not in its way.
  const neighbours = { ...ALONE, bookings: bookings.filter(({ uid }) => uid !== self?.uid) };
  return { ...host, gpus, probeFailure: null, paused: null, neighbours };
}

/** What the run is to do; a job that the machine can never run stands in its own way. */
function tasksOn(state: RunState, host: HostView, { part }: EstimateOrder): readonly Task[] {
  return part.tasks.map((task) => {
    const job = state.byId.get(task.job)?.job;
    return job == null || impossible(job.request, host) === null ? task : { ...task, blocked: task.job };
  });
}

/**
 * Lets attempts that run already end when that is expected of them. Those that hold GPUs which the machine does not have
 * begin anew: the estimate is then for another one.
 */
function settleRunning(state: RunState, world: VirtualWorld, durations: ReadonlyMap<JobId, Expected | null>): void {
  const recorder = new Recorder(state, world);
  const known = new Set(world.hostView.gpus.map((gpu) => gpu.uuid));
  for (const record of [...state.running.values()]) {
    if (record.state.status !== 'running') continue;
    const { attempt, allocation, since } = record.state;
    const expected = durations.get(record.id);
    if (expected != null && allocation.gpus.every((gpu) => known.has(gpu.uuid))) {
      const passed = (world.clock.now().at - since.at) / 1000;
      const rest = Math.max(0, expected.seconds - Math.max(0, passed));
      world.carryOn({ job: record.id, attempt, allocation }, { seconds: rest });
    } else recorder.note({ event: 'attempt-abandoned', job: record.id, attempt });
  }
}

function beginning({ host, part, begins }: EstimateOrder, todo: readonly Task[]): Happening {
  return {
    event: 'run-started',
    runner: NO_PROCESS,
    file: '',
    fresh: [...part.verdicts.values()].filter((verdict) => verdict.state === 'fresh').length,
    todo,
    slots: host.slots,
    gpus: [],
    code: null,
    caution: { canary: false, maxFails: null, failAlike: null },
    choice: { slots: null, gpus: null, hostFile: null },
    ...(begins == null ? {} : { begins }),
  };
}

function resultOf(
  state: RunState,
  world: VirtualWorld,
  jobs: readonly Job[],
  durations: ReadonlyMap<JobId, Expected | null>,
): Estimate {
  const { gpus, slots } = world.hostView;
  const runs = world.spells.flatMap((spell) => runOf(state, world, spell, durations.get(spell.job) ?? null) ?? []);
  const makespan = seconds(runs.reduce((latest, { to }) => Math.max(latest, to), 0));
  const sum = (amount: (run: EstimatedRun) => number) =>
    seconds(runs.reduce((total, run) => total + (run.to - run.from) * amount(run), 0));
  const gpuSeconds = sum(({ allocation }) => allocation.gpus.length * ((allocation.share ?? WHOLE) / WHOLE));
  const usesGpus = runs.some(({ job }) => asksForGpus(job.request));
  return {
    makespan,
    order: state.plan.order,
    wideJobs: state.plan.wideJobs,
    bound: lowerBound(loadsOf(runs), { gpus: gpus.length, slots }),
    runs,
    gpus,
    slots,
    gpuSeconds,
    slotSeconds: sum(({ allocation }) => allocation.slots),
    busy: usesGpus && makespan > 0 ? gpuSeconds / (gpus.length * makespan) : null,
    durations: tally(runs),
    cannotRun: jobs.flatMap((job) => {
      const because = obstacle(state, world.hostView, state.byId.get(job.id), job);
      return because === null ? [] : [{ job, because }];
    }),
  };
}

function runOf(state: RunState, world: VirtualWorld, spell: Spell, expected: Expected | null): EstimatedRun | null {
  const job = state.byId.get(spell.job)?.job;
  if (job == null || expected === null || spell.ended === null) return null;
  const { allocation } = spell;
  const began = world.begins.tick;
  return { job, from: elapsed(began, spell.began), to: elapsed(began, spell.ended), allocation, expected };
}

function loadsOf(runs: readonly EstimatedRun[]): readonly Load[] {
  return [...runs]
    .sort((a, b) => a.job.index - b.job.index)
    .map(({ job, from, to, allocation }) => ({
      job: job.id,
      seconds: to - from,
      slots: allocation.slots,
      gpus: allocation.share === null ? allocation.gpus.length : 0,
      share: allocation.share,
      after: job.needs.map((need) => need.job),
      limits: job.limits,
    }));
}

function tally(runs: readonly EstimatedRun[]): Estimate['durations'] {
  const durations = { history: 0, timeout: 0, guess: 0 };
  for (const { expected } of runs) durations[expected.from] += 1;
  return durations;
}

/** Why a job did not run; null when it did. */
function obstacle(state: RunState, host: HostView, record: JobRecord | undefined, job: Job): string | null {
  if (record === undefined || record.state.status === 'succeeded') return null;
  const lacking = impossible(job.request, host);
  if (lacking !== null) return `it needs ${lacking}`;
  if (record.state.status !== 'skipped') return 'it waits for something that never comes';
  const { because } = record.state;
  if (job.moot !== null) return `it runs only when a job of ${job.moot} fails, and it has none there`;
  if (job.needs.some((need) => need.job === because && need.when === 'failure')) return 'it runs only after a failure';
  return `it needs ${state.byId.get(because)?.job?.label ?? because}, which is not fresh and would not run`;
}
