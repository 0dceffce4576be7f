import { gpusAsked } from '../../model/resources.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import type { Seconds } from '../../model/units.ts';
import type { Verdict } from '../../model/verdict.ts';
import { someOf } from '../../model/text/some-of.ts';
import { jobsByStage } from '../text/stage-groups.ts';
import { count } from '../text/phrases.ts';

/** A row of the table of a plan: one job, or several that differ in nothing but the replicate. */
export interface PlanRow {
  readonly label: string;
  /** The replicates that it stands for, as people write them: `42`, `42–44`; empty where there are none. */
  readonly replicates: string;
  readonly request: { readonly gpus: string; readonly slots: string };
  readonly timeout: Seconds | null;
  readonly needs: string;
  readonly verdict: Verdict;
}

/** Rows under a title; null for a plan of one stage, which needs none. */
export interface PlanBlock {
  readonly title: string | null;
  readonly rows: readonly PlanRow[];
}

/** GPUs and slots as the table shows them; one slot goes without saying. */
export function tellRequest({ request }: Job): PlanRow['request'] {
  return {
    gpus: String(gpusAsked(request)),
    slots: request.slots === 1 ? '' : String(request.slots),
  };
}

/** The rows of a plan by stage, jobs that differ in nothing but the replicate in one row. */
export function foldedBlocks(plan: Plan, verdictOf: (job: Job) => Verdict): PlanBlock[] {
  const folded = new Map<string, Job[]>();
  for (const job of plan.jobs) {
    const key = JSON.stringify([cellKey(job, plan.replicates), tellRequest(job), job.timeout?.after, verdictOf(job)]);
    const known = folded.get(key);
    if (known === undefined) folded.set(key, [job]);
    else known.push(job);
  }
  const names = new Map<JobId, string>();
  for (const jobs of folded.values()) {
    const name = nameOf(jobs, plan.replicates);
    for (const { id } of jobs) names.set(id, name);
  }
  const cells = new Map(plan.jobs.map((job) => [job.id, cellKey(job, plan.replicates)]));
  const rows = new Map<string, PlanRow[]>([...jobsByStage(plan).keys()].map((stage) => [stage, []]));
  for (const jobs of folded.values()) {
    const [first] = jobs;
    if (first === undefined) continue;
    rows.get(first.stage)?.push({
      label: names.get(first.id) ?? first.label,
      replicates: spellValues(jobs.flatMap((job) => valueOf(job, plan.replicates) ?? [])),
      request: tellRequest(first),
      timeout: first.timeout?.after ?? null,
      needs: tellNeeds(jobs, names, cells),
      verdict: verdictOf(first),
    });
  }
  const totals = jobsByStage(plan);
  return [...rows].map(([stage, own]) => ({
    title: totals.size === 1 ? null : `${stage}: ${count(totals.get(stage)?.length ?? 0, 'job')}`,
    rows: own,
  }));
}

/** What a job shares with its replicates; one that has no replicates shares it with none. */
function cellKey(job: Job, replicates: string | null): string {
  if (valueOf(job, replicates) === undefined) return job.id;
  return JSON.stringify([job.stage, ...[...job.params].filter(([axis]) => axis !== replicates).map(pairOf)]);
}

function pairOf([axis, { text }]: readonly [string, { readonly text: string }]): readonly string[] {
  return [axis, text];
}

function valueOf(job: Job, replicates: string | null): string | undefined {
  return replicates === null ? undefined : job.params.get(replicates)?.text;
}

/** The label of several jobs: what is left of theirs without the replicate. */
function nameOf(jobs: readonly Job[], replicates: string | null): string {
  const labels = jobs.map((job) => {
    const value = valueOf(job, replicates);
    const ending = `_s${value ?? ''}`;
    return value !== undefined && job.label.endsWith(ending) ? job.label.slice(0, -ending.length) : job.label;
  });
  const [first = ''] = labels;
  if (labels.every((label) => label === first)) return first;
  const start = labels.reduce(commonStart);
  const end = labels.map((label) => reversed(label.slice(start.length))).reduce(commonStart);
  return `${start}*${reversed(end)}`;
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

const reversed = (text: string): string => [...text].reverse().join('');

const NEEDS_TOLD = 2;

/** What the jobs of a row need, rows named once; a need of one another is a chain. */
function tellNeeds(jobs: readonly Job[], names: ReadonlyMap<JobId, string>, cells: ReadonlyMap<JobId, string>): string {
  const told = new Set<string>();
  for (const job of jobs) {
    for (const need of job.needs) {
      told.add(cells.get(need.job) === cells.get(job.id) ? 'in turn' : (names.get(need.job) ?? need.job));
    }
  }
  return someOf([...told].slice(0, NEEDS_TOLD), told.size);
}

/** Values in their order, whole numbers that follow on one another as a range: `42–44, 50`. */
function spellValues(values: readonly string[]): string {
  const spans: { first: string; last: string; length: number }[] = [];
  for (const value of values) {
    const span = spans.at(-1);
    if (span !== undefined && follows(span.last, value)) {
      span.last = value;
      span.length += 1;
    } else spans.push({ first: value, last: value, length: 1 });
  }
  const parts = spans.flatMap(({ first, last, length }) => {
    if (length === 1) return [first];
    return length === 2 ? [first, last] : [`${first}–${last}`];
  });
  return parts.join(', ');
}

function follows(before: string, value: string): boolean {
  const isWhole = /^(?:0|[1-9]\d{0,14})$/;
  return isWhole.test(before) && isWhole.test(value) && Number(value) === Number(before) + 1;
}
