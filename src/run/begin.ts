import type { FailurePolicy, CodeVersion, MachineOptions, Task } from '../model/event.ts';
import type { JobId, Plan } from '../model/plan.ts';
import type { ProcessId } from '../model/process-id.ts';
import { gpuId } from '../model/resources.ts';
import type { RunState } from '../schedule/state/state.ts';
import type { Verdicts } from './freshness.ts';
import { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/** What a run is asked to do, beyond its plan. */
export interface RunOrder {
  readonly runner: ProcessId;
  /** The sweep file, relative to the project root. */
  readonly file: string;
  readonly code: CodeVersion | null;
  /** Whether jobs that failed before are left as they are. */
  readonly leaveFailed: boolean;
  /** The only jobs that it is about; null for all. */
  readonly selected: ReadonlySet<JobId> | null;
  readonly caution: FailurePolicy;
  readonly choice: MachineOptions;
}

/**
 * Opens a run: everything that is not fresh becomes its task. Returns false, with nothing begun, when the journal cannot
 * be written.
 */
export function begin(state: RunState, world: World, verdicts: Verdicts, order: RunOrder): boolean {
  const { runner, file, code, caution, choice } = order;
  const { slots, gpus } = world.host.view();
  return new Recorder(state, world).try({
    event: 'run-started',
    runner,
    file,
    fresh: [...verdicts.values()].filter((verdict) => verdict.state === 'fresh').length,
    todo: tasksOf(state.plan, verdicts, order),
    slots,
    gpus: gpus.map(gpuId),
    code,
    caution,
    choice,
  });
}

/** What a run is to bring to its end, in the plan's order: what is not fresh, selected, and not left alone. */
export function tasksOf(
  plan: Plan,
  verdicts: Verdicts,
  { leaveFailed, selected }: Pick<RunOrder, 'leaveFailed' | 'selected'>,
): readonly Task[] {
  const tasks: Task[] = [];
  const isTask = (id: JobId): boolean => {
    const state = verdicts.get(id)?.state;
    return state !== 'fresh' && !(leaveFailed && state === 'failed') && (selected?.has(id) ?? true);
  };
  for (const { id, needs } of plan.jobs) {
    const verdict = verdicts.get(id);
    if (verdict === undefined) throw new Error(`no verdict on ${id}`);
    if (!isTask(id)) continue;
    const missing = needs.find(
      (need) => need.when === 'success' && !isTask(need.job) && verdicts.get(need.job)?.state !== 'fresh',
    );
    tasks.push({ job: id, verdict, ...(missing === undefined ? {} : { blocked: missing.job }) });
  }
  return tasks;
}
