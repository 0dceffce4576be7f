import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import type { Expected } from '../../model/estimate.ts';
import { ALONE } from '../../model/sharing/neighbours.ts';
import type { Job, JobId } from '../../model/plan.ts';
import { gpuId, type GpuView, type HostView } from '../../model/resources.ts';
import { elapsed, seconds, type Moment, type Seconds, type Tick } from '../../model/units.ts';
import type { TimeLeft } from '../../report/eta.ts';
import { estimate } from '../../run/forecast/estimate.ts';
import { isBarred } from '../../schedule/decide/supply.ts';
import { expectedDurations } from '../../schedule/state/expected.ts';
import { isFollowing } from '../../schedule/state/following.ts';
import type { RunState } from '../../schedule/state/state.ts';

/** Milliseconds between two reckonings at least; and of each 50 that pass one is spent on it at most. */
const PACE = 10_000;
const COST = 50;

/** Fewer jobs that have succeeded tell nothing of the others. */
const ENOUGH = 3;

/** By how much jobs of one class differ, relative to their median, where too few tell. */
const USUAL_SPREAD = 0.3;

/** Standard deviations on either side in which four of five ends lie. */
const MARGIN = 1.28;

/** A reckoning that may be wrong by more than such a part is not worth being told, unless that is less than a minute. */
const MOST_DOUBT = 0.6;
const A_MINUTE = 60;

/**
 * How long a run will still go on, by its own scheduler in virtual time: what is left of it, on what the machine leaves to it now, each job as
 * long as such jobs have taken. It is reckoned now and then, beside everything else.
 */
export class Outlook {
  readonly #now: () => Moment;
  readonly #host: () => HostView | null;
  #reckoned: { readonly at: Tick; readonly left: TimeLeft } | null = null;
  #due = -Infinity;
  #isReckoning = false;

  /** @param host  The machine as the run sees it; null where that is not known. */
  constructor(now: () => Moment, host: () => HostView | null) {
    this.#now = now;
    this.#host = host;
  }

  /** What is known now, without waiting; null where nothing is that is worth being told. */
  look(state: RunState): TimeLeft | null {
    const { tick } = this.#now();
    if (state.draining || state.running.size === 0 || state.run?.setting.slots === 0) return null;
    // How long a cluster keeps jobs in its queue nobody can tell.
    if (state.run?.choice.on !== undefined) return null;
    if (!this.#isReckoning && tick >= this.#due) void this.#reckon(state);
    if (this.#reckoned === null) return null;
    const { at, left } = this.#reckoned;
    const since = elapsed(at, tick);
    return { least: less(left.least, since), most: less(left.most, since) };
  }

  async #reckon(state: RunState): Promise<void> {
    this.#isReckoning = true;
    const begun = performance.now();
    const now = this.#now();
    // A guess that cannot be made harms no run.
    const left = await timeLeft(state, this.#host() ?? hostOf(state), now).catch(() => null);
    this.#reckoned = left === null ? null : { at: now.tick, left };
    this.#due = this.#now().tick + Math.max(PACE, COST * (performance.now() - begun));
    this.#isReckoning = false;
  }
}

function less(time: Seconds, passed: Seconds): Seconds {
  return seconds(Math.max(0, time - passed));
}

/** Null where too little is known. Takes the state as it is before anything else happens. */
export async function timeLeft(state: RunState, host: HostView, now: Moment): Promise<TimeLeft | null> {
  if (state.counts.succeeded < Math.max(ENOUGH, Math.min(state.running.size, 20)) || isFollowing(state)) return null;
  const left = state.records.filter(({ todo, job }) => todo && job !== null);
  const jobs = left.flatMap(({ job }) => job ?? []);
  const durations = expectedFrom(state, jobs);
  if (durations === null) return null;
  const tasks = left.map(({ id, blocked, state: { status } }) => ({
    job: id,
    verdict: { state: status === 'running' ? 'running' : 'new', because: null } as const,
    ...(blocked === null ? {} : { blocked }),
  }));
  const part = { verdicts: new Map(), selected: null, unchosen: [], tasks };
  const result = await estimate(state, {
    host: { ...host, gpus: usable(state, host) },
    part,
    now,
    durations,
    breathe: breathing(),
  });
  if (!result.ok) return null;
  const whole = result.estimate.makespan;
  const doubt = Math.min(1, MARGIN * spreadOf(state, jobs) * Math.sqrt(doubtIn(state, jobs.length)));
  if (doubt > MOST_DOUBT && 2 * doubt * whole > A_MINUTE) return null;
  return { least: seconds(whole * (1 - doubt)), most: seconds(whole * (1 + doubt)) };
}

/** Milliseconds for which nothing else may have to wait. */
const LONGEST_BREATH = 10;

/** Lets everything else go on now and then. */
function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST_BREATH) return;
    await letOthersGoOn();
    since = performance.now();
  };
}

/** As their cells and classes took; else as the median of the others did. A timeout is no guess. */
function expectedFrom(state: RunState, jobs: readonly Job[]): ReadonlyMap<JobId, Expected | null> | null {
  const expected = expectedDurations(state, jobs);
  const known = [...expected.values()].flatMap((one) => (one?.from === 'history' ? [one.seconds] : []));
  const middle = known.sort((a, b) => a - b)[known.length >> 1];
  if (middle === undefined) return null;
  const guess: Expected = { seconds: middle, from: 'guess' };
  return new Map([...expected].map(([id, one]) => [id, one?.from === 'history' ? one : guess]));
}

/** The GPUs that are the run's to use: not those that are paused, in quarantine, or held or used by others. */
function usable(state: RunState, { gpus, neighbours }: HostView): readonly GpuView[] {
  const theirs = new Set(neighbours.holds.flatMap((hold) => hold.gpus));
  return gpus.filter((gpu) => {
    if (state.index.ledger.gpus.has(gpu.uuid)) return true;
    return gpu.taken === null && !isBarred(gpu, state) && !theirs.has(gpu.uuid);
  });
}

/** What the journal of a run tells of its machine, to whoever looks on. */
function hostOf({ run, running }: RunState): HostView {
  const held = [...running.values()].flatMap(({ state }) => (state.status === 'running' ? state.allocation.gpus : []));
  const byName = new Map(held.map((gpu) => [String(gpuId(gpu)), gpu]));
  const gpus = (run?.gpus ?? []).map((name, at): GpuView => {
    const ref = byName.get(String(name)) ?? { index: Number(String(name).split(':')[0]), uuid: `unknown-${at}` };
    return { ...ref, name: '', memory: null, taken: null, free: null, links: {}, undrained: null };
  });
  const slots = run?.slots ?? 1;
  return {
    ...{ slots, slotsOfUser: slots, memory: null, resources: new Map(), gpus },
    ...{ sharing: 'pack', probeFailure: null, paused: null, neighbours: ALONE },
  };
}

/** By how much jobs alike differ, relative to how long they take: on average over those that are left. */
function spreadOf(state: RunState, jobs: readonly Job[]): number {
  const spreads = jobs.map(({ index }) => {
    const record = state.records[index];
    return (record === undefined ? null : state.durations.spread(record.class)) ?? USUAL_SPREAD;
  });
  return spreads.reduce((sum, one) => sum + one, 0) / Math.max(1, spreads.length);
}

/** The variance of a mean over the jobs that follow each other, and of one over those that have told how long they take. */
function doubtIn({ running, counts }: RunState, left: number): number {
  return Math.min(1, running.size / left) + 1 / counts.succeeded;
}
