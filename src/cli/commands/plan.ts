import { resolve } from 'node:path';
import { clusterJson } from '../../app/plan-on-cluster.ts';
import { planSweep, type PlannedSweep, type PlanSweepOptions } from '../../app/plan-sweep.ts';
import { fileMeant } from '../../app/sweep/file-meant.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import type { CodeSurvey } from '../../app/world/code-survey.ts';
import { nearPath } from '../../app/world/run-folder.ts';
import { jobFolder } from '../../journal/folder.ts';
import { copiesFolder } from '../../model/attempt.ts';
import type { Job } from '../../model/plan.ts';
import { shellWord } from '../../model/text/shell.ts';
import { planJson, planTable, type PlanJson } from '../../report/plan/plan.ts';
import { planTotals } from '../../report/plan/totals.ts';
import { notices } from '../notices.ts';
import { lookOfOutput, print } from '../terminal/terminal.ts';

/** What `sweep plan --format` takes. */
export type PlanFormat = 'table' | 'json' | 'dot' | 'mermaid' | 'sh' | 'tsp' | 'sbatch';

export interface PlanOptions extends PlanSweepOptions {
  readonly format?: PlanFormat;
  /** The same as the format `json`. */
  readonly json?: boolean;
  /** A row for every job, however many there are. */
  readonly all?: boolean;
  /** Exit 3 when something is not fresh. */
  readonly check?: boolean;
}

/** `sweep plan FILE`, which is `sweep run FILE --dry-run`: what a run would do, and why. Writes nothing. */
export async function planCommand(said: string | undefined, options: PlanOptions): Promise<ExitCode> {
  const { estimate, format, on } = options;
  if (on !== undefined && format !== undefined && format !== 'table' && format !== 'json') {
    throw new Refusal(EXIT.invalid, `--on is told as a table or as json, and not as ${format}`);
  }
  if (estimate === true && format !== undefined && format !== 'table' && format !== 'json') {
    throw new Refusal(EXIT.invalid, `--estimate is told as a table or as json, and not as ${format}`);
  }
  const planned = await showPlan(fileMeant(said, options), options);
  return options.check === true && !isAllFresh(planned) ? EXIT.notFresh : EXIT.done;
}

/** Shows the plan of a file, and gives it. */
export async function showPlan(file: string, options: PlanOptions): Promise<PlannedSweep> {
  const planned = await planSweep(file, options, notices);
  print(await planText(planned, options));
  return planned;
}

function isAllFresh({ sweep, verdicts }: PlannedSweep): boolean {
  return sweep.plan.jobs.every((job) => verdicts.get(job.id)?.state === 'fresh');
}

/** What is to be done with a plan that has been shown. `file` is left out where a run needs none. */
export function nextOfPlan({ fits }: PlannedSweep, file?: string): string {
  const run = `\`sweep run${file === undefined ? '' : ` ${shellWord(file)}`}\``;
  return fits ? `\nNext: ${run}` : `\nNext, on a machine that can run it: ${run}`;
}

/** `sweep` alone: the plan of the one sweep here. Starts nothing; says what does. */
export async function bareCommand(): Promise<ExitCode> {
  const planned = await showPlan(onlyFile(), {});
  if (!isAllFresh(planned)) print(nextOfPlan(planned));
  return EXIT.done;
}

function onlyFile(): string {
  try {
    return fileMeant(undefined, {});
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, `${error.message}\n(sweep --help lists the commands)`);
    throw error;
  }
}

function snapshotJson(runFolder: string, { files, bytes }: CodeSurvey): NonNullable<PlanJson['snapshot']> {
  return { folder: nearPath(copiesFolder(runFolder)), files: files.length, bytes };
}

async function planText(planned: PlannedSweep, options: PlanOptions): Promise<string> {
  const { sweep, verdicts, orphans, code, estimate } = planned;
  const { plan, runFolder } = sweep;
  const format = options.format ?? (options.json === true ? 'json' : 'table');
  const folderOf = (job: Job) => jobFolder(runFolder, job.id);
  switch (format) {
    case 'table': {
      if (estimate !== null) {
        const { estimateText } = await import('../../report/plan/estimate.ts');
        const totals = planTotals(plan, verdicts, orphans);
        return [...totals, '', estimateText(estimate, lookOfOutput())].join('\n');
      }
      const { cluster } = await clusterJson(planned);
      const table = planTable(plan, verdicts, orphans, { ...lookOfOutput(), everyJob: options.all === true });
      if (cluster === undefined) return table;
      const { clusterPlanText } = await import('../../report/plan/cluster-plan.ts');
      return `${table}${clusterPlanText(cluster)}\n`;
    }
    case 'json': {
      const snapshot = code === null ? {} : { snapshot: snapshotJson(runFolder, code) };
      const json = { ...planJson(plan, verdicts, orphans), ...snapshot, ...(await clusterJson(planned)) };
      if (estimate === null) return JSON.stringify(json);
      const { estimateJson } = await import('../../report/plan/estimate.ts');
      return JSON.stringify({ ...json, estimate: estimateJson(estimate) } satisfies PlanJson);
    }
    case 'dot':
      return (await import('../../report/plan/plan-dot.ts')).planDot(plan, verdicts);
    case 'mermaid':
      return (await import('../../report/plan/plan-mermaid.ts')).planMermaid(plan, verdicts);
    case 'sh':
      return planScript(sweep, folderOf);
    case 'tsp':
      return (await import('../../report/export/plan-tsp.ts')).planTsp(plan, folderOf);
    case 'sbatch':
      return (await import('../../report/export/plan-sbatch.ts')).planSbatch(plan, folderOf);
    default:
      return format satisfies never;
  }
}

async function planScript(
  { plan, root, runFolder }: PlannedSweep['sweep'],
  folderOf: (job: Job) => string,
): Promise<string> {
  const { planSh } = await import('../../report/export/plan-sh.ts');
  const { jobScripts } = await import('../../app/sweep/wrappers.ts');
  const scriptOf = jobScripts({ sweep: plan.sweep, root, runFolder });
  return planSh(plan, (job) => ({
    script: scriptOf(job),
    folder: folderOf(job),
    outputs: job.produces.map((path) => resolve(root, path)),
  }));
}
