import type { JobId } from '../../model/plan.ts';
import { planJson, planTable } from '../../report/plan.ts';
import { judge } from '../../run/freshness.ts';
import type { RunState } from '../../schedule/state.ts';
import { EXIT, Refusal, type ExitCode } from '../exit-code.ts';
import { filesOf } from '../files.ts';
import { hostFor, unmeetable, UNMEETABLE_HINT, type HostChoice } from '../host.ts';
import { loadSweep, type LoadOptions } from '../load.ts';
import { acceptedSweep } from '../report-diagnostics.ts';
import { remember } from '../run-folder.ts';
import { columns, isColourful, print, say } from '../terminal.ts';

export interface PlanOptions extends LoadOptions, HostChoice {
  readonly json?: boolean;
  /** Exit 3 when something is not fresh. */
  readonly check?: boolean;
  /** As if everything were to run again. */
  readonly fresh?: boolean;
}

/** `sweep plan FILE`, which is `sweep run FILE --dry-run`: what a run would do, and why. Writes nothing. */
export async function planCommand(file: string, options: PlanOptions): Promise<ExitCode> {
  const { plan, root, runFolder } = acceptedSweep(await loadSweep(file, options));
  await checkRequests(plan, options);
  const { state, notice } = remember(plan, runFolder);
  if (notice !== null) say(notice);
  const verdicts = judge(plan, state, filesOf(root, runFolder), options.fresh);
  const orphans = orphansOf(state);
  if (options.json === true) print(JSON.stringify(planJson(plan, verdicts, orphans)));
  else
    print(planTable(plan, verdicts, orphans, { color: isColourful(process.stdout), width: columns(process.stdout) }));
  const allFresh = [...verdicts.values()].every((verdict) => verdict.state === 'fresh');
  return options.check === true && !allFresh ? EXIT.notFresh : EXIT.done;
}

/** A plan may be made on a machine without the GPUs of the one that runs it: only a machine that is said counts. */
async function checkRequests(plan: Parameters<typeof hostFor>[0], options: PlanOptions): Promise<void> {
  const host = await hostFor(plan, options);
  const problems = unmeetable(plan, host.view());
  host.close();
  if (problems.length === 0) return;
  if (options.gpus !== undefined || options.slots !== undefined) {
    throw new Refusal(EXIT.invalid, [...problems, `hint: ${UNMEETABLE_HINT}`].join('\n'));
  }
  say(`this machine cannot run the plan: ${problems.join('; ')}`);
}

/** Jobs that the run folder remembers and the plan no longer has. */
function orphansOf(state: RunState): readonly JobId[] {
  return [...state.orphans.values()].filter((record) => record.past.length > 0).map((record) => record.id);
}
