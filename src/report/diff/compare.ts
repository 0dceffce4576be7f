import type { MetricSource } from '../../model/metrics.ts';
import { gpusAsked } from '../../model/resources.ts';
import {
  isOrderOnly,
  type Escalation,
  type FingerprintField,
  type Job,
  type JobId,
  type Plan,
} from '../../model/plan.ts';
import { spellDuration } from '../../model/text/duration.ts';
import { hunksOf, type Change } from './hunks.ts';

/** What a change of a sweep does to its plan. */
export interface Difference {
  readonly sweep: Change | string;
  readonly jobs: { readonly before: number; readonly after: number };
  /** In the order of the plan after. */
  readonly added: readonly Job[];
  /** In the order of the plan before. Their results are kept, as orphans. */
  readonly removed: readonly Job[];
  /** Those that are called otherwise, in the order of the plan after: their results move along. What else changes of them is told besides. */
  readonly moved: readonly MovedJob[];
  readonly changed: readonly ChangedJob[];
  readonly unchanged: number;
  readonly gpuTime: { readonly before: GpuTime; readonly after: GpuTime };
}

/** A job that both plans have, under another id. */
export interface MovedJob {
  readonly job: Job;
  readonly was: Job;
}

/** A job that both plans have. */
export interface ChangedJob {
  readonly job: Job;
  /** Whether a result of it from before is no longer good. */
  readonly isStale: boolean;
  /** What decides its result and differs, by fingerprint; `needs` is what the jobs that it needs do. */
  readonly because: readonly FingerprintField[];
  readonly fields: readonly FieldChange[];
  /** The first that it needs that is new or runs again, where its result is stale for no other reason; null for none. */
  readonly follows: Job | null;
}

/** A field that differs, both sides as people read them; empty for nothing. */
export interface FieldChange extends Change {
  readonly field: string;
  /** The words that differ, where the whole is too long to compare by eye: of each place those before and those after. */
  readonly hunks: readonly Change[];
}

/** The GPU time that all jobs take at most by their timeouts, if each runs once. */
export interface GpuTime {
  readonly hours: number;
  /** Jobs on GPUs without a timeout: they have no bound, and are not in the sum. */
  readonly unbounded: number;
}

/** Compares two plans job by job; jobs are the same when their ids are, or when `moved` says so. */
export function compare(before: Plan, after: Plan): Difference {
  const old = underIdsOf(after, before);
  const added: Job[] = [];
  const moved: MovedJob[] = [];
  const changed: ChangedJob[] = [];
  // What a job needs comes before it in the plan.
  const running = new Map<JobId, Job>();
  let unchanged = 0;
  for (const job of after.jobs) {
    const was = old.get(job.id);
    const change = was === undefined ? null : changeOf(was, job, running);
    const isMoved = was !== undefined && was.job.id !== job.id;
    if (was === undefined || change?.isStale === true) running.set(job.id, job);
    if (was === undefined) added.push(job);
    else if (isMoved) moved.push({ job, was: was.job });
    else if (change === null) unchanged += 1;
    if (change !== null) changed.push(change);
    old.delete(job.id);
  }
  return {
    sweep: before.sweep === after.sweep ? after.sweep : { before: before.sweep, after: after.sweep },
    jobs: { before: before.jobs.length, after: after.jobs.length },
    added,
    removed: [...old.values()].map(({ job }) => job),
    moved,
    changed,
    unchanged,
    gpuTime: { before: gpuTime(before), after: gpuTime(after) },
  };
}

/** A job of the plan before: as it is, and as the plan after would call it and what it needs. */
export interface Before {
  readonly job: Job;
  readonly as: Job;
}

/** The jobs of the plan before, by the ids that they have in the plan after. */
export function underIdsOf({ jobs, former }: Plan, before: Plan): Map<JobId, Before> {
  if (former === undefined) return new Map(before.jobs.map((job) => [job.id, { job, as: job }]));
  const known = new Set(before.jobs.map(({ id }) => id));
  const labels = new Map(jobs.map(({ id, label }) => [id, label]));
  // A job that was there under both names is no other's.
  const idNow = (id: JobId): JobId => {
    const now = former.get(id);
    return now === undefined || known.has(now) ? id : now;
  };
  return new Map(
    before.jobs.map((job) => {
      const id = idNow(job.id);
      const needs = job.needs.map((need) => ({ ...need, job: idNow(need.job) }));
      return [id, { job, as: { ...job, id, needs, label: id === job.id ? job.label : (labels.get(id) ?? job.label) } }];
    }),
  );
}

/** Whether anything differs at all. */
export function differs({ sweep, added, removed, moved, changed }: Difference): boolean {
  return typeof sweep !== 'string' || [added, removed, moved, changed].some(({ length }) => length > 0);
}

/** `running` are those before it that are new or whose results are stale. */
function changeOf(was: Before, job: Job, running: ReadonlyMap<JobId, Job>): ChangedJob | null {
  const { fields, because, isOutdated } = outdatedBy(was, job);
  const follows = isOutdated ? null : firstRunning(job, running);
  const isStale = isOutdated || follows !== null;
  return !isStale && fields.length === 0 ? null : { job, isStale, because, fields, follows };
}

/** What differs of a job itself, and whether a result of it from before is no longer good for that. */
export function outdatedBy(
  { job: { id }, as: was }: Before,
  job: Job,
): Pick<ChangedJob, 'fields' | 'because'> & { readonly isOutdated: boolean } {
  const [before, after] = [fieldsOf(was), fieldsOf(job)];
  // Its folder moves with it, wherever it is named.
  if (id !== job.id) for (const [field, text] of before) before.set(field, inFolderOf(text, id, job.id));
  const names = new Set([...before.keys(), ...after.keys()]);
  const fields = [...names].flatMap((field): FieldChange[] => {
    const change = { before: before.get(field) ?? '', after: after.get(field) ?? '' };
    return change.before === change.after ? [] : [{ field, ...change, hunks: hunksOf(change) }];
  });
  const defaults = defaultsChanged(was, job);
  fields.push(...defaults);
  const parts = Object.keys(job.fingerprintParts) as FingerprintField[];
  const because = parts.filter((part) => was.fingerprintParts[part] !== job.fingerprintParts[part]);
  return { fields, because, isOutdated: was.fingerprint !== job.fingerprint || defaults.length > 0 };
}

/** By whatever `when`, as a run judges it. */
function firstRunning({ needs }: Job, running: ReadonlyMap<JobId, Job>): Job | null {
  const need = needs.find((one) => !isOrderOnly(one) && running.has(one.job));
  return need === undefined ? null : (running.get(need.job) ?? null);
}

/** A text with the folder of a job in the place of that of another. */
function inFolderOf(text: string, was: JobId, id: JobId): string {
  const [first = '', ...rest] = text.split(`/jobs/${was}`);
  return rest.reduce((whole, next) => `${whole}/jobs/${/^[A-Za-z0-9._+-]/.test(next) ? was : id}${next}`, first);
}

/** The axes of which both leave a value out of the job's id, and not the same. */
function defaultsChanged(was: Job, job: Job): readonly FieldChange[] {
  return Object.entries(job.unsaid).flatMap(([axis, after]): FieldChange[] => {
    const before = Object.hasOwn(was.unsaid, axis) ? was.unsaid[axis] : after;
    if (before === undefined || before === after) return [];
    return [{ field: `matrix.${axis}.default`, before, after, hunks: hunksOf({ before, after }) }];
  });
}

/** Everything that a sweep says of a job, as people read it, by the key that says it; what is not said is left out. */
function fieldsOf(job: Job): Map<string, string> {
  const { command, request, limits, timeout, retry, metrics } = job;
  const fields: readonly (readonly [string, string | number | null])[] = [
    ['command', command.kind === 'shell' ? command.text.trimEnd() : JSON.stringify(command.argv)],
    ['setup', job.setup],
    ['workdir', job.workdir],
    ...[...job.env].map(([name, value]) => [`env.${name}`, value === '' ? '""' : (value ?? '{secret: true}')] as const),
    ['template', job.template],
    ['inputs', listed(job.inputs)],
    ['needs', listed(job.needs.map(({ job: id, when }) => (when === 'success' ? id : `${id} (${when})`)))],
    ['requires', listed(job.requires)],
    ['produces', listed(job.produces)],
    ['gpus', gpusAsked(request)],
    ['gpu_ids', listed(request.gpuIds ?? [])],
    ['gpu_memory', mebibytes(request.gpuMemory)],
    ['slots', request.slots],
    ['nodes', request.nodes === 1 ? null : request.nodes],
    ['memory', mebibytes(request.memory)],
    ...[...request.resources].map(([name, amount]) => [`resources.${name}`, amount] as const),
    ['limits', listed(limits.map(({ key, max }) => `${key}: ${max}`))],
    ['timeout', timeout === null ? 'none' : spellDuration(timeout.after)],
    ['timeout.signal', timeout?.signal ?? null],
    ['timeout.grace', timeout === null ? null : spellDuration(timeout.grace)],
    ['priority', job.priority],
    ['nice', job.nice],
    ['retry', retry.max],
    ...(retry.max === 0 ? [] : retryFields(job)),
    ['stagger', job.stagger === 0 ? null : spellDuration(job.stagger)],
    ['begin', job.begin],
    ['metrics', listed(metrics.map(tellMetrics))],
    ['split', job.split ? 'true' : ''],
    ['compress', job.compress ? 'true' : ''],
    ['max_log', mebibytes(job.maxLog)],
    ['on', job.on],
    ['tty', job.tty ? 'true' : ''],
    ['label', job.label],
    ['allow_failure', String(job.allowFailure)],
  ];
  return new Map(fields.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]])));
}

function retryFields({ retry }: Job): (readonly [string, string])[] {
  return [
    ['retry.on', listed(retry.on)],
    ['retry.backoff', spellDuration(retry.backoff)],
    ['retry.factor', String(retry.factor)],
    ...(retry.escalate === null ? [] : escalationFields(retry.escalate)),
  ];
}

function escalationFields({ on, gpus, otherGpu }: Escalation): readonly (readonly [string, string])[] {
  return [
    ['retry.escalate.gpus', listed(gpus.map((step) => String(gpusAsked(step))))],
    ['retry.escalate.other_gpu', otherGpu ? 'true' : ''],
    ['retry.escalate.on', listed(on)],
  ];
}

/** A place where a job leaves its numbers, as a sweep file has it. */
function tellMetrics(source: MetricSource): string {
  const { pick } = source;
  const picked = typeof pick === 'string' ? pick : 'max' in pick ? `max ${pick.max}` : `min ${pick.min}`;
  const place =
    source.kind === 'file' ? [source.path, ...(source.rows === null ? [] : [source.rows])] : [source.pattern];
  return [...place, ...(picked === 'last' ? [] : [picked])].join(' @ ');
}

function listed(items: readonly string[]): string {
  return items.join(', ');
}

function mebibytes(size: number | null): string | null {
  return size === null ? null : `${size / 1024 ** 2}MiB`;
}

function gpuTime({ jobs }: Plan): GpuTime {
  let time = 0;
  let unbounded = 0;
  for (const { request, timeout } of jobs) {
    const gpus = gpusAsked(request);
    if (gpus === 0) continue;
    if (timeout === null) unbounded += 1;
    else time += request.nodes * gpus * timeout.after;
  }
  return { hours: time / 3600, unbounded };
}
