import { groupBy } from '../../../model/group-by.ts';
import type { SlurmSettings } from '../../../model/executor.ts';
import type { Job, JobId, Need } from '../../../model/plan.ts';
import { largestArray } from '../arrays.ts';
import { signatureOf, type SlurmRequest, slurmRequest } from '../request.ts';

/** A task of what is submitted together: the number of its array, and its index in that. */
export interface TaskPlace {
  readonly array: number;
  readonly index: number;
}

/** An array that is to be submitted. */
export interface PlannedArray {
  /** By index. */
  readonly jobs: readonly Job[];
  readonly request: SlurmRequest;
  /** How many of its tasks run at once at the most; null for all. */
  readonly atOnce: number | null;
}

/** What the script of a task looks for before it begins, since Slurm cannot tell: how a task of these ended. */
export type Awaited =
  /** That it has succeeded, or failed where that is allowed. */
  | { readonly when: 'success'; readonly task: TaskPlace; readonly allowsFailure: boolean }
  /** That one of those of this stage has failed. */
  | { readonly when: 'failure'; readonly task: TaskPlace; readonly stage: string };

/** A job as a task, and what it waits for. */
export interface PlannedTask {
  readonly job: Job;
  readonly place: TaskPlace;
  /** Those that must have gone well, by which Slurm lets it start or takes it out of the queue. */
  readonly succeeded: readonly TaskPlace[];
  /** Those that must have ended. */
  readonly ended: readonly TaskPlace[];
  readonly awaited: readonly Awaited[];
}

/** All that is submitted in one go. */
export interface DetachedPlan {
  readonly arrays: readonly PlannedArray[];
  /** In the order of the jobs. */
  readonly tasks: readonly PlannedTask[];
}

/** Of which stage a job is that is not submitted, and has failed for good; null for any other. */
export type FailedStage = (job: JobId) => string | null;

/**
 * What arrays jobs become that Slurm alone is to see through, and what each task waits for.
 *
 * - Jobs that ask for the same, share a limit and have as many others before them are one array, as large as arrays may be. Those of greater priority come first
 *   in it. No task waits for one of its own array, be it by way of others: Slurm 22.05 takes that for a circle.
 * - A job all of whose needs are of success waits for these by that: Slurm takes it out of the queue when one fails. Any other waits for their ends, and its
 *   script judges them.
 * - A limit is that of its array where all its jobs are one; else each of its jobs waits for the end of the one so many before it.
 *
 * @param jobs  In the order of the plan, each with a time that it may take.
 */
export function planDetached(
  jobs: readonly Job[],
  settings: Pick<SlurmSettings, 'time'>,
  maxArraySize: number,
  failedStage: FailedStage,
): DetachedPlan {
  const { arrays, before } = layOut(jobs, settings, largestArray(maxArraySize));
  const places = placesIn(arrays);
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return {
    arrays,
    tasks: jobs.map((job) => {
      const behind = before.get(job.id);
      const lane = behind === undefined ? [] : [placeIn(places, behind)];
      return { job, place: placeIn(places, job.id), ...waitsOf(job, lane, { byId, places, failedStage }) };
    }),
  };
}

interface Layout {
  readonly arrays: readonly PlannedArray[];
  /** By job the one that must have ended before it starts, for the sake of a limit. */
  readonly before: ReadonlyMap<JobId, JobId>;
}

/** A limit that has more jobs than may run at once. */
interface TightLimit {
  readonly jobs: readonly Job[];
  readonly most: number;
}

/** Limits that cannot be those of an array are kept by lanes, which may part the jobs of others: so until all are kept. */
function layOut(jobs: readonly Job[], settings: Pick<SlurmSettings, 'time'>, size: number): Layout {
  const limits = tightLimits(jobs);
  const inLanes = new Set<TightLimit>();
  for (;;) {
    const before = new Map([...inLanes].flatMap(lanesOf));
    const arrays = arraysOf(jobs, settings, size, depthsOf(jobs, before));
    const places = placesIn(arrays);
    const parted = limits.filter((limit) => !inLanes.has(limit) && arrayOf(limit, arrays, places) === null);
    for (const limit of parted) inLanes.add(limit);
    if (parted.length > 0) continue;
    const atOnce = new Map(
      limits.flatMap((limit) => (inLanes.has(limit) ? [] : [[arrayOf(limit, arrays, places), limit.most] as const])),
    );
    return { arrays: arrays.map((one, array) => ({ ...one, atOnce: atOnce.get(array) ?? null })), before };
  }
}

function tightLimits(jobs: readonly Job[]): readonly TightLimit[] {
  const limited = jobs.flatMap((job) => job.limits.map(({ key, max }) => ({ key, max, job })));
  return [...groupBy(limited, ({ key }) => key).values()].flatMap((group) => {
    const most = Math.min(...group.map(({ max }) => max));
    return group.length <= most ? [] : [{ jobs: group.map(({ job }) => job), most }];
  });
}

function lanesOf({ jobs, most }: TightLimit): readonly (readonly [JobId, JobId])[] {
  return jobs.slice(most).map(({ id }, at) => [id, jobs[at]?.id ?? id] as const);
}

/** The only array that has jobs of a limit, and nothing else; null where there is none. */
function arrayOf(
  { jobs }: TightLimit,
  arrays: readonly Pick<PlannedArray, 'jobs'>[],
  places: ReadonlyMap<JobId, TaskPlace>,
): number | null {
  const [first = null, ...others] = new Set(jobs.map(({ id }) => placeIn(places, id).array));
  return first !== null && others.length === 0 && arrays[first]?.jobs.length === jobs.length ? first : null;
}

/** How many others a job has before it at the most, one waiting for the other. */
function depthsOf(jobs: readonly Job[], before: ReadonlyMap<JobId, JobId>): ReadonlyMap<JobId, number> {
  const depths = new Map<JobId, number>();
  for (const { id, needs } of jobs) {
    const behind = before.get(id);
    const waitsFor = [...needs.map(({ job }) => job), ...(behind === undefined ? [] : [behind])];
    // What is not among them has no depth, and is waited for no more.
    depths.set(
      id,
      waitsFor.reduce((depth, one) => Math.max(depth, 1 + (depths.get(one) ?? -1)), 0),
    );
  }
  return depths;
}

function arraysOf(
  jobs: readonly Job[],
  settings: Pick<SlurmSettings, 'time'>,
  size: number,
  depths: ReadonlyMap<JobId, number>,
): readonly Omit<PlannedArray, 'atOnce'>[] {
  const asked = jobs.flatMap((job) => {
    const request = slurmRequest(job, settings);
    return request === null ? [] : [{ job, request }];
  });
  const alike = groupBy(asked, ({ job: { id, limits }, request }) =>
    [signatureOf(request), depths.get(id), ...limits.map(({ key }) => key)].join('\0'),
  );
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const inOrder = group
      .map(({ job }) => job)
      .sort((one, other) => other.priority - one.priority || one.index - other.index);
    return chunks(inOrder, size).map((part) => ({ jobs: part, request: first.request }));
  });
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}

function placesIn(arrays: readonly Pick<PlannedArray, 'jobs'>[]): ReadonlyMap<JobId, TaskPlace> {
  return new Map(arrays.flatMap(({ jobs }, array) => jobs.map(({ id }, index) => [id, { array, index }] as const)));
}

/** What the needs of a job are seen by. */
interface Surroundings {
  readonly byId: ReadonlyMap<JobId, Job>;
  readonly places: ReadonlyMap<JobId, TaskPlace>;
  readonly failedStage: FailedStage;
}

function waitsOf(
  { needs }: Job,
  behind: readonly TaskPlace[],
  around: Surroundings,
): Omit<PlannedTask, 'job' | 'place'> {
  // What else it needs has come to its end, and keeps it from nothing.
  const open = needs.filter(({ job }) => around.byId.has(job));
  const needed = [...new Set(open.map(({ job }) => job))].map((id) => placeIn(around.places, id));
  if (open.every(({ when }) => when === 'success')) return { succeeded: needed, ended: behind, awaited: [] };
  const failed = new Set(needs.flatMap(({ job, when }) => (when === 'failure' ? (around.failedStage(job) ?? []) : [])));
  const awaited = open.flatMap((need) => awaitedBy(need, failed, around));
  return { succeeded: [], ended: [...needed, ...behind], awaited };
}

function awaitedBy(
  { job: id, when }: Need,
  failed: ReadonlySet<string>,
  { byId, places }: Surroundings,
): readonly Awaited[] {
  const needed = byId.get(id);
  if (needed === undefined || when === 'always') return [];
  const task = placeIn(places, id);
  if (when === 'success') return [{ when, task, allowsFailure: needed.allowFailure }];
  return failed.has(needed.stage) ? [] : [{ when, task, stage: needed.stage }];
}

function placeIn(places: ReadonlyMap<JobId, TaskPlace>, id: JobId): TaskPlace {
  const place = places.get(id);
  if (place === undefined) throw new Error(`${id} is no task`);
  return place;
}

/** A task as Slurm spells it. */
function taskId({ array, index }: TaskPlace, ids: readonly string[]): string {
  return `${ids[array] ?? ''}_${index}`;
}

/**
 * What `scontrol update` is told, a line for each task that waits for others.
 *
 * @param ids  What Slurm calls the arrays.
 */
export function dependencyUpdates({ arrays, tasks }: DetachedPlan, ids: readonly string[]): readonly string[] {
  const sizes = arrays.map(({ jobs }) => jobs.length);
  return tasks.flatMap(({ place, succeeded, ended }) => {
    const conditions = [...spelled('afterok', succeeded, ids, sizes), ...spelled('afterany', ended, ids, sizes)];
    return conditions.length === 0 ? [] : [`jobid=${taskId(place, ids)} dependency=${conditions.join(',')}`];
  });
}

/** An array of which all tasks are meant is named as a whole: so what waits for thousands has a short line. */
function spelled(
  condition: string,
  tasks: readonly TaskPlace[],
  ids: readonly string[],
  sizes: readonly number[],
): readonly string[] {
  if (tasks.length === 0) return [];
  const byArray = groupBy(tasks, ({ array }) => String(array));
  const words = [...byArray].flatMap(([array, some]) =>
    some.length > 1 && some.length === sizes[Number(array)]
      ? [ids[Number(array)] ?? '']
      : some.map((task) => taskId(task, ids)),
  );
  return [`${condition}:${words.join(':')}`];
}
