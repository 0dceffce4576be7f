import type { CodeVersion } from '../model/event.ts';
import type { ProcessId } from '../model/state.ts';
import type { RunState } from '../schedule/state.ts';
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
}

/**
 * Opens a run: everything that is not fresh becomes its task. Returns false, with nothing begun, when the journal cannot
 * be written.
 */
export function begin(state: RunState, world: World, verdicts: Verdicts, order: RunOrder): boolean {
  const { runner, file, code, leaveFailed } = order;
  const todo = [];
  let fresh = 0;
  for (const { id } of state.plan.jobs) {
    const verdict = verdicts.get(id);
    if (verdict === undefined) throw new Error(`no verdict on ${id}`);
    if (verdict.state === 'fresh') fresh += 1;
    else if (verdict.state !== 'failed' || !leaveFailed) todo.push({ job: id, verdict });
  }
  const { slots, gpus } = world.host.view();
  const indices = gpus.map((gpu) => gpu.index);
  return new Recorder(state, world).try({
    event: 'run-started',
    runner,
    file,
    fresh,
    todo,
    slots,
    gpus: indices,
    code,
  });
}
