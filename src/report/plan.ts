import type { Job, JobId, Need, Plan } from '../model/plan.ts';
import { spellDuration } from '../model/spell.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Look } from './look.ts';
import { styleFor, type Style } from './style.ts';
import { table, type Column } from './table.ts';
import { planTotals } from './totals.ts';

/**
 * The plan for people: a row for every job, in plan order, then what it all adds up to.
 *
 * @param orphans  Jobs of the journal that the plan no longer has.
 */
export function planTable(
  plan: Plan,
  verdicts: ReadonlyMap<JobId, Verdict>,
  orphans: readonly JobId[],
  { color, width }: Look,
): string {
  const style = styleFor(color);
  const byId = new Map(plan.jobs.map((job) => [job.id, job]));
  const rows = plan.jobs.map((job) => rowOf(job, verdictOn(verdicts, job), plan.replicates, byId));
  const columns = columnsFor(plan.replicates);
  const lines = table(columns, rows, width, (text, column, row) => {
    if (row === -1 || column > STATE) return style.dim(text);
    const job = plan.jobs[row];
    return column === STATE && job !== undefined ? paintState(verdictOn(verdicts, job), text, style) : text;
  });
  const totals = planTotals(plan, verdicts, orphans);
  return `${[...(rows.length === 0 ? [] : [...lines, '']), ...totals].join('\n')}\n`;
}

const STATE = 6;

function columnsFor(replicates: string | null): Column[] {
  return [
    { title: 'job', least: 24 },
    { title: replicates ?? '' },
    { title: 'gpus', align: 'right' },
    { title: 'slots', align: 'right' },
    { title: 'timeout', align: 'right' },
    { title: 'needs', least: 12 },
    { title: 'state' },
    { title: 'why', least: 16 },
  ];
}

function rowOf(job: Job, verdict: Verdict, replicates: string | null, byId: ReadonlyMap<JobId, Job>): string[] {
  return [
    job.label,
    replicates === null ? '' : (job.params.get(replicates)?.text ?? ''),
    String(job.request.gpus),
    job.request.slots === 1 ? '' : String(job.request.slots),
    job.timeout === null ? '' : spellDuration(job.timeout.after),
    tellNeeds(job, replicates, byId),
    verdict.state,
    verdict.because ?? '',
  ];
}

const NEEDS_TOLD = 2;

function tellNeeds(job: Job, replicates: string | null, byId: ReadonlyMap<JobId, Job>): string {
  const told = job.needs.slice(0, NEEDS_TOLD).map((need) => tellNeed(job, byId.get(need.job), replicates) ?? need.job);
  const rest = job.needs.length - told.length;
  return told.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
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

function paintState({ state }: Verdict, text: string, style: Style): string {
  switch (state) {
    case 'fresh':
      return style.green(text);
    case 'new':
    case 'running':
      return style.cyan(text);
    case 'stale':
    case 'interrupted':
      return style.yellow(text);
    case 'failed':
      return style.red(text);
    default:
      return state satisfies never;
  }
}

/** What `sweep plan --json` prints. */
export interface PlanJson {
  readonly version: 1;
  readonly sweep: string;
  readonly jobs: readonly PlannedJobJson[];
  /** Jobs of the journal that the plan no longer has. */
  readonly orphaned: readonly string[];
}

export interface PlannedJobJson {
  readonly id: string;
  readonly label: string;
  readonly stage: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** A shell text, or the words of an argv list. */
  readonly command: string | readonly string[];
  readonly needs: readonly { readonly id: string; readonly when: Need['when'] }[];
  readonly gpus: number;
  readonly slots: number;
  /** In seconds; null for none. */
  readonly timeout: number | null;
  readonly priority: number;
  readonly fingerprint: string;
  readonly state: Verdict['state'];
  readonly because: string | null;
}

/** The plan for programs. */
export function planJson(plan: Plan, verdicts: ReadonlyMap<JobId, Verdict>, orphans: readonly JobId[]): PlanJson {
  return {
    version: 1,
    sweep: plan.sweep,
    jobs: plan.jobs.map((job) => plannedJobJson(job, verdictOn(verdicts, job))),
    orphaned: orphans,
  };
}

function plannedJobJson(job: Job, { state, because }: Verdict): PlannedJobJson {
  const { id, label, stage, command, request, timeout, priority, fingerprint } = job;
  return {
    id,
    label,
    stage,
    params: Object.fromEntries([...job.params].map(([axis, value]) => [axis, value.json])),
    command: command.kind === 'shell' ? command.text : command.argv,
    needs: job.needs.map((need) => ({ id: need.job, when: need.when })),
    gpus: request.gpus,
    slots: request.slots,
    timeout: timeout?.after ?? null,
    priority,
    fingerprint,
    state,
    because,
  };
}
