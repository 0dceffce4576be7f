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
  const byId = new Map<JobId, Job>();
  for (const job of plan.jobs) byId.set(job.id, job);
  return [...jobsByStage(plan)].map(([stage, jobs]) => {
    const known = valuesOf(jobs);
    const axes = [...known].filter(([, values]) => values.size > 1).map(([axis]) => axis);
    const fixed = [...known].filter(([axis]) => !axes.includes(axis));
    const numbersOf = axes.map((axis) => {
      const numbers = known.get(axis);
      return (job: Job) => numbers?.get(job.params.get(axis)?.text) ?? 0;
    });
    const boxes = boxesOf(jobs, { byId, verdictOf, numbersOf });
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

interface Surroundings {
  readonly byId: ReadonlyMap<JobId, Job>;
  readonly verdictOf: (job: Job) => Verdict;
  /** For each axis, the number of a job's value of it. */
  readonly numbersOf: readonly ((job: Job) => number)[];
}

/** Boxes of jobs that differ in the value of the last axis alone, in the order of their first jobs. */
function boxesOf(jobs: readonly Job[], { byId, verdictOf, numbersOf }: Surroundings): readonly Box[] {
  const rows = new Rows(byId);
  const found = new Map<string, Box & { jobs: number; readonly last: Set<number>; readonly axes: Set<string> }>();
  for (const job of jobs) {
    const { row, kind } = rows.of(job, verdictOf(job));
    const numbers = numbersOf.map((numberOf) => numberOf(job));
    const last = numbers.pop();
    // Jobs without axes have nothing but their labels to be told apart by.
    const key = last === undefined ? job.id : `${numbers.join(',')} ${kind}`;
    let box = found.get(key);
    if (box === undefined) {
      const values = numbers.map((number) => [number]);
      box = { label: job.label, jobs: 0, chains: [], row, kind, values, last: new Set(), axes: new Set() };
      found.set(key, box);
    }
    box.jobs += 1;
    if (last !== undefined) box.last.add(last);
    for (const axis of chainsOf(job, byId)) box.axes.add(axis);
  }
  return [...found.values()].map(({ last, axes, ...box }) => ({
    ...box,
    chains: [...axes],
    values: last.size === 0 ? [] : [...box.values, [...last].sort((a, b) => a - b)],
  }));
}

/** Makes the rows of jobs: one for all that share what it tells. */
class Rows {
  readonly #byId: ReadonlyMap<JobId, Job>;
  readonly #numbers = new Map<object, number>();
  readonly #known = new Map<string, { readonly row: PlanRow; readonly kind: string }>();

  constructor(byId: ReadonlyMap<JobId, Job>) {
    this.#byId = byId;
  }

  /** The row of a job, and a text that jobs share whose rows are the same. */
  of(job: Job, verdict: Verdict): { readonly row: PlanRow; readonly kind: string } {
    const needs = tellNeeds(job, this.#byId);
    const told = [job.request, job.timeout, verdict].map((one) => (one === null ? 0 : this.#numberOf(one)));
    const key = `${told.join()} ${needs}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = { request: tellRequest(job), timeout: job.timeout?.after ?? null, needs, verdict };
    const made = { row, kind: JSON.stringify(row) };
    this.#known.set(key, made);
    return made;
  }

  #numberOf(part: object): number {
    const known = this.#numbers.get(part);
    if (known !== undefined) return known;
    this.#numbers.set(part, this.#numbers.size + 1);
    return this.#numbers.size;
  }
}

/** The values of each axis, numbered as jobs come to have them; undefined is that of a job without the axis. */
function valuesOf(jobs: readonly Job[]): ReadonlyMap<string, ReadonlyMap<string | undefined, number>> {
  const axes = new Set<string>();
  for (const { params } of jobs) for (const axis of params.keys()) axes.add(axis);
  return new Map(
    [...axes].map((axis) => {
      const values = new Map<string | undefined, number>();
      for (const { params } of jobs) {
        const value = params.get(axis)?.text;
        if (!values.has(value)) values.set(value, values.size);
      }
      return [axis, values];
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

const NEEDS_TOLD = 2;

/** The stages that a job needs, but for its own, of which it needs the job before it in a chain. */
function tellNeeds(job: Job, byId: ReadonlyMap<JobId, Job>): string {
  if (job.needs.every(({ via }) => via !== 'stage')) return '';
  const told = new Set(
    job.needs.filter(({ via }) => via === 'stage').map((need) => byId.get(need.job)?.stage ?? need.job),
  );
  return someOf([...told].slice(0, NEEDS_TOLD), told.size);
}

/** The axes in which a job differs from those before it in its chain. */
function chainsOf(job: Job, byId: ReadonlyMap<JobId, Job>): readonly string[] {
  const found: string[] = [];
  for (const { via, job: id } of job.needs) {
    if (via !== 'chain') continue;
    const needed = byId.get(id);
    for (const [axis, { text }] of job.params) {
      if (needed?.params.get(axis)?.text !== text && !found.includes(axis)) found.push(axis);
    }
  }
  return found;
}

/** What stands for the value of a job that does without the axis. */
const NO_VALUE = '–';

function spelled(value: string | undefined): string {
  return value === undefined ? NO_VALUE : value === '' ? "''" : value;
}
