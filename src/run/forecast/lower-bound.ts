import type { LowerBound } from '../../model/estimate.ts';
import type { JobId } from '../../model/plan.ts';
import { seconds, WHOLE, type Share } from '../../model/units.ts';

/** What a job costs a machine. */
export interface Load {
  readonly job: JobId;
  readonly seconds: number;
  readonly slots: number;
  /** Whole GPUs; 0 when it takes a part of one. */
  readonly gpus: number;
  readonly share: Share | null;
  /** The jobs that must have ended before; those without a load of their own count for nothing. */
  readonly after: readonly JobId[];
  /** The jobs that have one of these keys run so many at once at the most. */
  readonly limits: readonly { readonly key: string; readonly max: number }[];
}

/** How much of a machine each of some jobs takes, of `capacity`. */
type Claim = (load: Load) => number;

/**
 * A time below which no schedule of these jobs can come: the greatest of the longest path through what waits for what,
 * and of the work on GPUs, slots and limits, shared out evenly. Work that cannot begin before something else has ended, or
 * after which something must still run, is counted with that time. Jobs too wide to run side by side count for the
 * whole machine (dual feasible functions; Fekete and Schepers, "New classes of fast lower bounds for bin packing
 * problems", Mathematical Programming 91, 2001).
 *
 * @param loads  A job stands after every job that it waits for.
 */
export function lowerBound(
  loads: readonly Load[],
  machine: { readonly gpus: number; readonly slots: number },
): LowerBound {
  const heads = headsOf(loads);
  const tails = tailsOf(loads);
  const chain = loads.reduce((most, load) => Math.max(most, (heads.get(load.job) ?? 0) + load.seconds), 0);
  const work = (claim: Claim, capacity: number): number =>
    capacity === 0 ? 0 : Math.max(spread(loads, claim, capacity, heads), spread(loads, claim, capacity, tails));
  const gpus = Math.max(0, ...gpuClaims(loads, machine.gpus).map((claim) => work(claim, machine.gpus * WHOLE)));
  const slots = work((load) => load.slots, machine.slots);
  const limit = byLimits(loads);
  const bounds = { gpus, chain, slots, limit };
  const [by] = (Object.keys(bounds) as LowerBound['by'][]).sort((a, b) => bounds[b] - bounds[a]);
  return { seconds: seconds(bounds[by ?? 'chain']), by: by ?? 'chain' };
}

/** The longest time that must pass before each job can begin. */
function headsOf(loads: readonly Load[]): ReadonlyMap<JobId, number> {
  const ends = new Map<JobId, number>();
  const heads = new Map<JobId, number>();
  for (const { job, seconds: takes, after } of loads) {
    const head = after.reduce((latest, needed) => Math.max(latest, ends.get(needed) ?? 0), 0);
    heads.set(job, head);
    ends.set(job, head + takes);
  }
  return heads;
}

/** The longest time that jobs must still run after each has ended. */
function tailsOf(loads: readonly Load[]): ReadonlyMap<JobId, number> {
  const tails = new Map<JobId, number>();
  for (const { job, seconds: takes, after } of [...loads].reverse()) {
    const behind = (tails.get(job) ?? 0) + takes;
    for (const needed of after) tails.set(needed, Math.max(tails.get(needed) ?? 0, behind));
  }
  return tails;
}

/** The greatest sum of a margin and of the work, shared out evenly, of all jobs that have no smaller one. */
function spread(loads: readonly Load[], claim: Claim, capacity: number, margins: ReadonlyMap<JobId, number>): number {
  const marginOf = ({ job }: Load) => margins.get(job) ?? 0;
  let work = 0;
  let most = 0;
  for (const load of [...loads].sort((a, b) => marginOf(b) - marginOf(a))) {
    const claimed = claim(load);
    if (claimed === 0) continue;
    work += load.seconds * claimed;
    most = Math.max(most, marginOf(load) + work / capacity);
  }
  return most;
}

/** Ways to count what jobs take of `gpus` GPUs, in thousandths, none of which can exceed all of them at any instant. */
function gpuClaims(loads: readonly Load[], gpus: number): readonly Claim[] {
  const widths = new Set(loads.map((load) => load.gpus).filter((width) => width > 0));
  const shares = new Set(loads.flatMap((load) => load.share ?? []));
  return [
    ({ gpus: width, share }) => width * WHOLE + (share ?? 0),
    ...[...widths].flatMap((least) => [overWidth(least, gpus), atOnce(least, gpus)]),
    ...[...shares].map(overShare),
  ];
}

/** Jobs that leave less than `least` GPUs beside them take all, and those below `least` none. */
function overWidth(least: number, gpus: number): Claim {
  return ({ gpus: width }) => {
    if (2 * least > gpus) return width >= least ? gpus * WHOLE : 0;
    if (width > gpus - least) return gpus * WHOLE;
    return width >= least ? width * WHOLE : 0;
  };
}

/** Of jobs of `least` GPUs or more, only so many run side by side as `least` goes into all of them. */
function atOnce(least: number, gpus: number): Claim {
  const sideBySide = Math.max(1, Math.floor(gpus / least));
  return ({ gpus: width }) => (width >= least ? (gpus * WHOLE) / sideBySide : 0);
}

/** The same on a single GPU, of which jobs of `least` or more share only so many: whole ones take whole ones. */
function overShare(least: number): Claim {
  const sideBySide = Math.floor(WHOLE / least);
  return ({ gpus: width, share }) => width * WHOLE + (share !== null && share >= least ? WHOLE / sideBySide : 0);
}

function byLimits(loads: readonly Load[]): number {
  const work = new Map<string, number>();
  for (const load of loads) {
    for (const { key, max } of load.limits) work.set(key, (work.get(key) ?? 0) + load.seconds / max);
  }
  return Math.max(0, ...work.values());
}
