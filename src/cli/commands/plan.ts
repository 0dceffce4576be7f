import { resolve } from 'node:path';
import { clock } from '../../host/system/clock.ts';
import { jobFolder } from '../../journal/folder.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { Job, JobId, Plan } from '../../model/plan.ts';
import { ALONE } from '../../model/neighbours.ts';
import type { HostView } from '../../model/resources.ts';
import { planJson, planTable, type PlanJson } from '../../report/plan/plan.ts';
import { planTotals } from '../../report/plan/totals.ts';
import { tasksOf } from '../../run/begin.ts';
import type { EstimateOrder } from '../../run/estimate.ts';
import { judge, type Verdicts } from '../../run/freshness.ts';
import type { RunState } from '../../schedule/state/state.ts';
import type { HostFile } from '../../language/host-file.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { filesOf } from '../../app/world.ts';
import { hostFor, refuseUnmeetable, unmeetable } from '../../app/machine.ts';
import type { HostFlags } from '../../app/limits.ts';
import { loadSweep, type LoadedSweep, type LoadOptions } from '../../app/load.ts';
import { acceptedSweep } from '../../app/accept.ts';
import { notices } from '../notices.ts';
import { remember } from '../../app/run-folder.ts';
import { planOfSelected, selectedJobs, type SelectionOptions } from '../../app/selection.ts';
import { lookOfOutput, print, say } from '../terminal.ts';
import { jobScripts } from '../../app/wrappers.ts';

/** What `sweep plan --format` takes. */
export type PlanFormat = 'table' | 'json' | 'dot' | 'mermaid' | 'sh' | 'tsp' | 'sbatch';

export interface PlanOptions extends LoadOptions, HostFlags, SelectionOptions {
  readonly format?: PlanFormat;
  /** The same as the format `json`. */
  readonly json?: boolean;
  /** A row for every job, however many there are. */
  readonly all?: boolean;
  /** Exit 3 when something is not fresh. */
  readonly check?: boolean;
  /** As if everything were to run again. */
  readonly fresh?: boolean | undefined;
  /** Say how long a run would take instead of listing its jobs. */
  readonly estimate?: boolean;
}

/** `sweep plan FILE`, which is `sweep run FILE --dry-run`: what a run would do, and why. Writes nothing. */
export async function planCommand(file: string, given: PlanOptions): Promise<ExitCode> {
  const options = given.estimate === true ? estimating(given) : given;
  const sweep = acceptedSweep(await loadSweep(file, options), notices);
  const { plan, root, runFolder } = sweep;
  const selected = selectedJobs(plan, options);
  const shown = planOfSelected(plan, selected);
  const host = await machineFor(shown, sweep.hostFile, options);
  const { state, notice } = remember(plan, runFolder);
  if (notice !== null) say(notice);
  const judged = judge(plan, state, filesOf(root, runFolder), options.fresh);
  const verdicts = withObstacles(plan, judged, selected);
  const orphans = orphansOf(state);
  const estimate = options.estimate === true ? await estimateOf(state, { host, verdicts: judged, selected }) : null;
  print(await planText({ ...sweep, plan: shown }, { verdicts, orphans, estimate }, options));
  const allFresh = shown.jobs.every((job) => verdicts.get(job.id)?.state === 'fresh');
  return options.check === true && !allFresh ? EXIT.notFresh : EXIT.done;
}

/** The options as they are meant with `--estimate`: a bare number counts GPUs. */
function estimating(options: PlanOptions): PlanOptions {
  const { format, gpus } = options;
  if (format !== undefined && format !== 'table' && format !== 'json') {
    throw new Refusal(EXIT.invalid, `--estimate is told as a table or as json, and not as ${format}`);
  }
  if (gpus === undefined || !/^\d+$/.test(gpus)) return options;
  return { ...options, gpus: Number(gpus) === 0 ? 'none' : `virtual:${gpus}` };
}

async function estimateOf(state: RunState, order: Omit<EstimateOrder, 'now'>): Promise<Estimate> {
  const { estimate } = await import('../../run/estimate.ts');
  const result = await estimate(state, { ...order, now: clock.now() });
  if (result.ok) return result.estimate;
  const labels = result.unknown.map((job) => job.label);
  const told = labels.slice(0, UNKNOWN_TOLD).join(', ');
  const rest = labels.length > UNKNOWN_TOLD ? ` and ${labels.length - UNKNOWN_TOLD} more` : '';
  throw new Refusal(
    EXIT.invalid,
    `nothing tells how long these jobs take, since they have neither run nor a timeout: ${told}${rest}\nhint: give them a \`timeout\`, or run one of them, such as with --only: what it takes is remembered`,
  );
}

const UNKNOWN_TOLD = 3;

/** Says of selected jobs which of them cannot run for want of one that is neither selected nor fresh. */
function withObstacles(plan: Plan, judged: Verdicts, selected: ReadonlySet<JobId> | null): Verdicts {
  const verdicts = new Map(judged);
  for (const { job, verdict, blocked } of tasksOf(plan, judged, { leaveFailed: false, selected })) {
    if (blocked !== undefined)
      verdicts.set(job, { ...verdict, because: `cannot run: it needs ${blocked}, which is not fresh` });
  }
  return verdicts;
}

/** What is known of a plan, to be shown. */
interface Findings {
  readonly verdicts: Verdicts;
  readonly orphans: readonly JobId[];
  /** Null where none was asked for. */
  readonly estimate: Estimate | null;
}

async function planText(sweep: LoadedSweep, findings: Findings, options: PlanOptions): Promise<string> {
  const { plan, runFolder } = sweep;
  const { verdicts, orphans, estimate } = findings;
  const format = options.format ?? (options.json === true ? 'json' : 'table');
  const folderOf = (job: Job) => jobFolder(runFolder, job.id);
  switch (format) {
    case 'table': {
      if (estimate !== null) {
        const { estimateText } = await import('../../report/plan/estimate.ts');
        const totals = planTotals(plan, verdicts, orphans);
        return [...totals, '', estimateText(estimate, lookOfOutput())].join('\n');
      }
      return planTable(plan, verdicts, orphans, { ...lookOfOutput(), everyJob: options.all === true });
    }
    case 'json': {
      const json = planJson(plan, verdicts, orphans);
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

async function planScript({ plan, root, runFolder }: LoadedSweep, folderOf: (job: Job) => string): Promise<string> {
  const { planSh } = await import('../../report/export/plan-sh.ts');
  const scriptOf = jobScripts({ sweep: plan.sweep, root, runFolder });
  return planSh(plan, (job) => ({
    script: scriptOf(job),
    folder: folderOf(job),
    outputs: job.produces.map((path) => resolve(root, path)),
  }));
}

/**
 * The machine that a plan is for. A plan may be made on a machine without the GPUs of the one that runs it: a request that
 * cannot be met is refused only where the machine is said.
 */
async function machineFor(plan: Plan, hostFile: HostFile, options: PlanOptions): Promise<HostView> {
  const host = await hostFor(plan, options, hostFile);
  const view: HostView = { ...host.view(), neighbours: ALONE };
  host.close();
  const problems = unmeetable(plan, view);
  if (problems.length === 0) return view;
  if (options.gpus !== undefined || options.slots !== undefined) refuseUnmeetable(problems);
  say(`this machine cannot run the plan: ${problems.join('; ')}`);
  if (options.estimate === true) say('hint: --gpus N and --slots N say for what machine to estimate');
  return view;
}

/** Jobs that the run folder remembers and the plan no longer has. */
function orphansOf(state: RunState): readonly JobId[] {
  return [...state.orphans.values()].filter((record) => record.past.length > 0).map((record) => record.id);
}
