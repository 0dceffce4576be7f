import { spellDuration } from '../../model/text/duration.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import type { Verdict } from '../../model/verdict.ts';
import { someOf } from '../../model/text/some-of.ts';
import { jobJson, type JobJson } from '../job-json.ts';
import { type Look, styleFor } from '../text/style.ts';
import { type Column, table } from '../text/table.ts';
import type { ClusterPlanJson } from './cluster-plan.ts';
import type { EstimateJson } from './estimate.ts';
import { foldedStages } from './folds.ts';
import { foldedText } from './folded-text.ts';
import { paintState, type PlanRow, tellRequest } from './plan-rows.ts';
import { planTotals } from './totals.ts';

/** How a plan is shown. */
export interface PlanLook extends Look {
  /** A row for every job, however many there are. */
  readonly everyJob?: boolean;
}

/** With more jobs than this, those that differ in nothing but their axes share a row. */
const ROWS_AT_MOST = 20;

/**
 * The plan for people: a row for every job, in plan order, then what it all adds up to. A plan of more than 20 jobs is
 * shown by stage, its axes as columns, a row for all jobs that differ in nothing else, unless every job is asked for.
 *
 * @param orphans  Jobs of the journal that the plan no longer has.
 */
export function planTable(
  plan: Plan,
  verdicts: ReadonlyMap<JobId, Verdict>,
  orphans: readonly JobId[],
  { color, width, everyJob = false }: PlanLook,
): string {
  const style = styleFor(color);
  const verdictOf = (job: Job) => verdictOn(verdicts, job);
  const folds = !everyJob && plan.jobs.length > ROWS_AT_MOST && plan.jobs.some(({ params }) => params.size > 0);
  const body = folds
    ? foldedText(foldedStages(plan, verdictOf), { color, width })
    : everyRow(plan, verdictOf, { color, width });
  const totals = planTotals(plan, verdicts, orphans);
  const more = folds ? [style.dim('Each job by its name: `sweep plan` with `--all`')] : [];
  return `${[...body, ...(body.length === 0 ? [] : ['']), ...totals, ...more].join('\n')}\n`;
}

/** A row for every job, under their titles; nothing for no jobs. */
function everyRow(plan: Plan, verdictOf: (job: Job) => Verdict, { color, width }: Look): string[] {
  const style = styleFor(color);
  const rows = plainRows(plan, verdictOf);
  if (rows.length === 0) return [];
  return table(columnsFor(plan.replicates), rows.map(cellsOf), width, (text, column, at) => {
    const row = rows[at];
    if (row === undefined || column > STATE) return style.dim(text);
    return column === STATE ? paintState(row.verdict, text, style) : text;
  });
}

const STATE = 7;

/** The row of one job. */
interface PlannedRow extends PlanRow {
  readonly label: string;
  /** Its replicate; empty where there are none. */
  readonly replicates: string;
}

function columnsFor(replicates: string | null): Column[] {
  return [
    { title: 'job', least: 18, cut: 'middle' },
    { title: replicates ?? '' },
    { title: 'gpus', align: 'right' },
    { title: 'slots', align: 'right' },
    { title: 'nodes', align: 'right' },
    { title: 'timeout', align: 'right' },
    { title: 'needs', least: 8, cut: 'middle' },
    { title: 'state' },
    { title: 'why', least: 12 },
  ];
}

function cellsOf({ label, replicates, request, timeout, needs, verdict }: PlannedRow): string[] {
  return [
    label,
    replicates,
    request.gpus,
    request.slots,
    request.nodes,
    timeout === null ? '' : spellDuration(timeout),
    needs,
    verdict.state,
    verdict.because ?? '',
  ];
}

function plainRows(plan: Plan, verdictOf: (job: Job) => Verdict): PlannedRow[] {
  const byId = new Map(plan.jobs.map((job) => [job.id, job]));
  return plan.jobs.map((job) => ({
    label: job.label,
    replicates: plan.replicates === null ? '' : (job.params.get(plan.replicates)?.text ?? ''),
    request: tellRequest(job),
    timeout: job.timeout?.after ?? null,
    needs: tellNeeds(job, plan.replicates, byId),
    verdict: verdictOf(job),
  }));
}

const NEEDS_TOLD = 2;

function tellNeeds(job: Job, replicates: string | null, byId: ReadonlyMap<JobId, Job>): string {
  const told = job.needs.slice(0, NEEDS_TOLD).map((need) => tellNeed(job, byId.get(need.job), replicates) ?? need.job);
  return someOf(told, job.needs.length);
}

/** A job that differs in nothing but the replicate is named by that: `seed 41`. */
function tellNeed(job: Job, needed: Job | undefined, replicates: string | null): string | undefined {
  const value = replicates === null ? undefined : needed?.params.get(replicates);
  if (needed === undefined || replicates === null || value === undefined) return needed?.label;
  return differOnlyIn(replicates, job, needed) ? `${replicates} ${value.text}` : needed.label;
}

function differOnlyIn(axis: string, a: Job, b: Job): boolean {
  if (a.stage !== b.stage || a.params.size !== b.params.size) return false;
  return [...a.params].every(([name, value]) => name === axis || b.params.get(name)?.text === value.text);
}

function verdictOn(verdicts: ReadonlyMap<JobId, Verdict>, job: Job): Verdict {
  const verdict = verdicts.get(job.id);
  if (verdict === undefined) throw new Error(`no verdict on ${job.id}`);
  return verdict;
}

/** What `sweep plan --json` prints. */
export interface PlanJson {
  readonly version: 1;
  readonly sweep: string;
  readonly jobs: readonly PlannedJobJson[];
  /** Jobs of the journal that the plan no longer has. */
  readonly orphaned: readonly string[];
  /** What would be copied for the jobs to run in; left out where they run in the project itself. */
  readonly snapshot?: { readonly folder: string; readonly files: number; readonly bytes: number };
  /** What a run would come to, where that was asked for. */
  readonly estimate?: EstimateJson;
  /** What would be submitted; left out where all runs on this machine. */
  readonly cluster?: ClusterPlanJson;
}

export interface PlannedJobJson extends JobJson {
  readonly state: Verdict['state'];
  readonly because: string | null;
}

/** The plan for programs. */
export function planJson(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>, orphans: readonly JobId[]): PlanJson {
  return {
    version: 1,
    sweep: plan.sweep,
    jobs: plan.jobs.map((job) => ({ ...jobJson(job), ...verdictJson(verdictOn(verdicts, job)) })),
    orphaned: orphans,
  };
}

function verdictJson({ state, because }: Verdict): Pick<PlannedJobJson, 'state' | 'because'> {
  return { state, because };
}
