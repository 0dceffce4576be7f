import type { AddedJob } from '../model/added-job.ts';
import type { ProcessId } from '../model/process-id.ts';
import type { CodeVersion, FailurePolicy, MachineOptions, RunOrigin } from '../model/run-start.ts';
import { HOOK_NAMES, type JobId } from '../model/plan.ts';
import { gpuId } from '../model/resources.ts';
import type { Begins } from '../model/text/begin-time.ts';
import type { Moves } from '../schedule/state/moves.ts';
import type { JobRecord, RunState } from '../schedule/state/state.ts';
import { countsAsFailed } from './job-exit.ts';
import type { Part } from './part.ts';
import { Recorder } from './recorder.ts';
import type { World } from './world.ts';

/** What a run is asked to do, beyond the part of its plan. */
export interface RunOrder {
  readonly runner: ProcessId;
  /** The sweep file, relative to the project root. */
  readonly file: string;
  /** What is merged over it, each as `KEY=VALUE`. */
  readonly set: readonly string[];
  readonly code: CodeVersion | null;
  /** Left out where it has none, as in a virtual world. */
  readonly origin?: RunOrigin;
  readonly caution: FailurePolicy;
  readonly choice: MachineOptions;
  /** Whether it goes on with the run that another runner has begun. */
  readonly continues: boolean;
  /** Before when jobs are not to start; null where nothing says. */
  readonly begins: Begins | null;
}

/**
 * Opens a run of a part of the plan: what is not fresh of it becomes its task. Returns false, with nothing begun, when the journal cannot
 * be written.
 */
export function begin(
  state: RunState,
  world: World,
  { verdicts, selected, tasks, unchosen }: Part,
  order: RunOrder,
): boolean {
  const { runner, file, set, code, origin, caution, choice, continues, begins } = order;
  const { slots, gpus } = world.host.view();
  const hooks = HOOK_NAMES.filter((name) => state.plan.hooks?.[name] !== undefined);
  const isTask = new Set(tasks.map(({ job }) => job));
  const isLeft = (record: JobRecord): boolean =>
    (selected?.has(record.id) ?? true) && !isTask.has(record.id) && countsAsFailed(record);
  const left = state.records.filter(isLeft).map(({ id }) => id);
  return new Recorder(state, world).try({
    event: 'run-started',
    runner,
    file,
    ...(set.length === 0 ? {} : { set }),
    fresh: [...verdicts.values()].filter((verdict) => verdict.state === 'fresh').length,
    todo: tasks,
    ...(left.length === 0 ? {} : { left }),
    ...(unchosen.length === 0 ? {} : { unchosen }),
    slots,
    gpus: gpus.map(gpuId),
    code,
    ...(origin === undefined ? {} : { origin }),
    caution,
    choice,
    ...(continues ? { continues } : {}),
    ...(hooks.length === 0 ? {} : { hooks }),
    ...(begins === null ? {} : { begins }),
  });
}

/**
 * Holds the jobs that wait and whose environment has gone with the runner that had it. Returns false when the journal cannot be
 * written.
 *
 * @param lost  Names the variables that a job should inherit and cannot any more.
 */
export function holdBereft(state: RunState, world: World, lost: (job: AddedJob) => readonly string[]): boolean {
  const byLoss = new Map<string, JobId[]>();
  for (const { id, added, todo, held, state: now } of state.records) {
    if (added === null || !todo || held || now.status === 'running') continue;
    const names = lost(added).toSorted().join(', ');
    if (names !== '') byLoss.set(names, [...(byLoss.get(names) ?? []), id]);
  }
  const recorder = new Recorder(state, world);
  return [...byLoss].every(([names, jobs]) =>
    recorder.try({ event: 'jobs-held', request: world.token(), jobs, because: `its runner had ${names}, and is gone` }),
  );
}

/** Records what moves to jobs that are called otherwise now; false where the journal cannot be written. */
export function recordMoves(state: RunState, world: World, { moves }: Moves): boolean {
  return moves.length === 0 || new Recorder(state, world).try({ event: 'jobs-moved', moves });
}
