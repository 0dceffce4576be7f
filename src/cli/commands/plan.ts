import { resolve } from 'node:path';
import { jobFolder } from '../../journal/folder.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import { planJson, planTable } from '../../report/plan.ts';
import { tasksOf } from '../../run/begin.ts';
import { judge, type Verdicts } from '../../run/freshness.ts';
import type { RunState } from '../../schedule/state.ts';
import type { HostFile } from '../../spec/host-file.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { filesOf } from '../files.ts';
import { hostFor, refuseUnmeetable, unmeetable, type HostChoice } from '../host.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../load.ts';
import { acceptedSweep } from '../report-diagnostics.ts';
import { remember } from '../run-folder.ts';
import { planOfSelected, selectedJobs, type SelectionOptions } from '../selection.ts';
import { lookOfOutput, print, say } from '../terminal.ts';
import { jobScripts } from '../wrappers.ts';

/** What `sweep plan --format` takes. */
export type PlanFormat = 'table' | 'json' | 'dot' | 'mermaid' | 'sh' | 'tsp' | 'sbatch';

export interface PlanOptions extends LoadOptions, HostChoice, SelectionOptions {
  readonly format?: PlanFormat;
  /** The same as the format `json`. */
  readonly json?: boolean;
  /** A row for every job, however many there are. */
  readonly all?: boolean;
  /** Exit 3 when something is not fresh. */
  readonly check?: boolean;
  /** As if everything were to run again. */
  readonly fresh?: boolean;
}

/** `sweep plan FILE`, which is `sweep run FILE --dry-run`: what a run would do, and why. Writes nothing. */
export async function planCommand(file: string, options: PlanOptions): Promise<ExitCode> {
  const sweep = acceptedSweep(await loadSweep(file, options));
  const { plan, root, runFolder } = sweep;
  const selected = selectedJobs(plan, options);
  const shown = planOfSelected(plan, selected);
  await checkRequests(shown, sweep.hostFile, options);
  const { state, notice } = remember(plan, runFolder);
  if (notice !== null) say(notice);
  const judged = judge(plan, state, filesOf(root, runFolder), options.fresh);
  const verdicts = withObstacles(plan, judged, selected);
  print(await planText({ ...sweep, plan: shown }, verdicts, orphansOf(state), options));
  const allFresh = shown.jobs.every((job) => verdicts.get(job.id)?.state === 'fresh');
  return options.check === true && !allFresh ? EXIT.notFresh : EXIT.done;
}

/** Says of selected jobs which of them cannot run for want of one that is neither selected nor fresh. */
function withObstacles(plan: Plan, judged: Verdicts, selected: ReadonlySet<JobId> | null): Verdicts {
  const verdicts = new Map(judged);
  for (const { job, verdict, blocked } of tasksOf(plan, judged, { leaveFailed: false, selected })) {
    if (blocked !== undefined)
      verdicts.set(job, { ...verdict, because: `cannot run: it needs ${blocked}, which is not fresh` });
  }
  return verdicts;
}

async function planText(
  sweep: LoadedSweep,
  verdicts: Verdicts,
  orphans: readonly JobId[],
  options: PlanOptions,
): Promise<string> {
  const { plan, runFolder } = sweep;
  const format = options.format ?? (options.json === true ? 'json' : 'table');
  const folderOf = (job: Job) => jobFolder(runFolder, job.id);
  switch (format) {
    case 'table': {
      return planTable(plan, verdicts, orphans, { ...lookOfOutput(), everyJob: options.all === true });
    }
    case 'json':
      return JSON.stringify(planJson(plan, verdicts, orphans));
    case 'dot':
      return (await import('../../report/plan-dot.ts')).planDot(plan, verdicts);
    case 'mermaid':
      return (await import('../../report/plan-mermaid.ts')).planMermaid(plan, verdicts);
    case 'sh':
      return planScript(sweep, folderOf);
    case 'tsp':
      return (await import('../../report/plan-tsp.ts')).planTsp(plan, folderOf);
    case 'sbatch':
      return (await import('../../report/plan-sbatch.ts')).planSbatch(plan, folderOf);
    default:
      return format satisfies never;
  }
}

async function planScript({ plan, root, runFolder }: LoadedSweep, folderOf: (job: Job) => string): Promise<string> {
  const { planSh } = await import('../../report/plan-sh.ts');
  const scriptOf = jobScripts({ sweep: plan.sweep, root, runFolder });
  return planSh(plan, (job) => ({
    script: scriptOf(job),
    folder: folderOf(job),
    outputs: job.produces.map((path) => resolve(root, path)),
  }));
}

/** A plan may be made on a machine without the GPUs of the one that runs it: only a machine that is said counts. */
async function checkRequests(plan: Plan, hostFile: HostFile, options: PlanOptions): Promise<void> {
  const host = await hostFor(plan, options, hostFile);
  const problems = unmeetable(plan, host.view());
  host.close();
  if (problems.length === 0) return;
  if (options.gpus !== undefined || options.slots !== undefined) refuseUnmeetable(problems);
  say(`this machine cannot run the plan: ${problems.join('; ')}`);
}

/** Jobs that the run folder remembers and the plan no longer has. */
function orphansOf(state: RunState): readonly JobId[] {
  return [...state.orphans.values()].filter((record) => record.past.length > 0).map((record) => record.id);
}
