import type { Job, JobId, Plan } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { someOf } from '../../model/text/some-of.ts';
import { jobsByStage } from '../text/stage-groups.ts';
import { type PlanRow, tellRequest } from './plan-rows.ts';

/** A row for all jobs of some values of each axis, every combination of them, that differ in nothing else. */
export interface Fold extends PlanRow {
  readonly jobs: number;
  /** By the axis, in the order of `FoldedStage.axes`; none where the jobs do without it. */
  readonly values: readonly (readonly string[])[];
  /** The label of its first job. */
  readonly label: string;
  /** The axes along which some of its jobs wait for one another. */
  readonly chains: readonly string[];
}

/** An axis that varies, and all its values. */
export interface Axis {
  readonly name: string;
  readonly values: readonly string[];
}

/** The rows of a stage, in the order of their first jobs. */
export interface FoldedStage {
  readonly stage: string;
  readonly jobs: number;
  /** Its axes that have more than one value, in the order in which its jobs name them. */
  readonly axes: readonly Axis[];
  /** Its other axes, with their values. */
  readonly fixed: readonly (readonly [axis: string, value: string])[];
  readonly folds: readonly Fold[];
}

/** The plan by stage, with jobs in one row as far as they differ in nothing but their axes. */
export function foldedStages(plan: Plan, verdictOf: (job: Job) => Verdict): FoldedStage[] {
  const byId = new Map(plan.jobs.map((job) => [job.id, job]));
  return [...jobsByStage(plan)].map(([stage, jobs]) => {
    const known = valuesOf(jobs);
    const axes = [...known].filter(([, values]) => values.size > 1).map(([axis]) => axis);
    const fixed = [...known].filter(([axis]) => !axes.includes(axis));
    const boxes = jobs.map((job): Box => {
      const row = rowOf(job, byId, verdictOf(job));
      // Jobs without axes have nothing but their labels to be told apart by.
      const apart = axes.length === 0 ? job.label : '';
      return {
        label: job.label,
        jobs: 1,
        chains: chainsOf(job, byId),
        row,
        kind: JSON.stringify([row, apart]),
        values: axes.map((axis) => [known.get(axis)?.get(job.params.get(axis)?.text) ?? 0]),
      };
    });
    const texts = axes.map((axis) => [...(known.get(axis)?.keys() ?? [])].map(spelled));
    const folds = merged(boxes, axes.length).map(({ row, label, chains, jobs: count, values }): Fold => ({
      ...row,
      label,
      chains,
      jobs: count,
      values: values.map((own, axis) => own.map((at) => texts[axis]?.[at] ?? NO_VALUE)),
    }));
    return {
      stage,
      jobs: jobs.length,
      axes: axes.map((name, at) => ({ name, values: texts[at] ?? [] })),
      fixed: fixed.map(([axis, values]) => [axis, spelled([...values.keys()][0])] as const),
      folds,
    };
  });
}

/** Jobs that are every combination of values, which are numbers of values of each axis, in order. */
interface Box {
  readonly label: string;
  readonly jobs: number;
  readonly chains: readonly string[];
  readonly row: PlanRow;
  /** What all that may be one has the same. */
  readonly kind: string;
  readonly values: readonly (readonly number[])[];
}

/** The values of each axis, numbered as jobs come to have them; undefined is that of a job without the axis. */
function valuesOf(jobs: readonly Job[]): ReadonlyMap<string, ReadonlyMap<string | undefined, number>> {
  const axes = new Set(jobs.flatMap(({ params }) => [...params.keys()]));
  return new Map(
    [...axes].map((axis) => {
      const values = new Set(jobs.map(({ params }) => params.get(axis)?.text));
      return [axis, new Map([...values].map((value, at) => [value, at]))];
    }),
  );
}

/** Boxes that differ in the values of one axis alone are one, axis by axis from the last, until none is left. */
function merged(boxes: readonly Box[], axes: number): readonly Box[] {
  let all = boxes;
  for (let before = Infinity; all.length < before;) {
    before = all.length;
    for (let axis = axes - 1; axis >= 0; axis -= 1) all = mergedOver(all, axis);
  }
  return all;
}

function mergedOver(boxes: readonly Box[], axis: number): readonly Box[] {
  const found = new Map<string, Box[]>();
  for (const box of boxes) {
    const others = box.values.map((own, at) => (at === axis ? '' : own.join(','))).join(';');
    const key = `${others} ${box.kind}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [box]);
    else same.push(box);
  }
  return [...found.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    const union = [...new Set(same.flatMap(({ values }) => values[axis] ?? []))].sort((a, b) => a - b);
    const jobs = same.reduce((sum, box) => sum + box.jobs, 0);
    const chains = [...new Set(same.flatMap((box) => box.chains))];
    return [{ ...first, jobs, chains, values: first.values.with(axis, union) }];
  });
}

function rowOf(job: Job, byId: ReadonlyMap<JobId, Job>, verdict: Verdict): PlanRow {
  return {
    request: tellRequest(job),
    timeout: job.timeout?.after ?? null,
    needs: tellNeeds(job, byId),
    verdict,
  };
}

const NEEDS_TOLD = 2;

/** The stages that a job needs, but for its own, of which it needs the job before it in a chain. */
function tellNeeds(job: Job, byId: ReadonlyMap<JobId, Job>): string {
  const told = new Set(
    job.needs.filter(({ via }) => via === 'stage').map((need) => byId.get(need.job)?.stage ?? need.job),
  );
  return someOf([...told].slice(0, NEEDS_TOLD), told.size);
}

/** The axes in which a job differs from those before it in its chain. */
function chainsOf(job: Job, byId: ReadonlyMap<JobId, Job>): readonly string[] {
  const before = job.needs.filter(({ via }) => via === 'chain').map((need) => byId.get(need.job));
  const axes = before.flatMap((needed) =>
    [...job.params].filter(([axis, { text }]) => needed?.params.get(axis)?.text !== text).map(([axis]) => axis),
  );
  return [...new Set(axes)];
}

/** What stands for the value of a job that does without the axis. */
const NO_VALUE = '–';

function spelled(value: string | undefined): string {
  return value === undefined ? NO_VALUE : value === '' ? "''" : value;
}
