import { identify, isAlive, livingProcesses } from '../../host/system/process.ts';
import { hooksLog, LocalHooks } from '../../launch/local/hooks.ts';
import type { HookOrder } from '../../model/hook.ts';
import { nearPath } from '../world/run-folder.ts';

/** What a run leaves to be done when it lets go of all that it had, and has been told of. */
export interface EndHook {
  readonly order: HookOrder;
  /** Absolute, as the next one. */
  readonly root: string;
  readonly runFolder: string;
}

/** Runs the hook of a run that has ended. Comes back when that has ended too, or at its limit; `say` hears what went wrong. */
export async function runEndHook({ order, root, runFolder }: EndHook, say: (message: string) => void): Promise<void> {
  const processes = { identify, isAlive, livingProcesses };
  const problem = await new Promise<string | null>((resolve) => {
    const ended = (what: string | null): void => void hooks.close().then(() => resolve(what));
    const hooks = new LocalHooks({ place: { root, runFolder }, baseEnv: process.env, processes, ended });
    hooks.start(order);
  });
  if (problem !== null)
    say(`the hook ${order.hook} failed: ${problem}; ${nearPath(hooksLog(runFolder))} has its output`);
}
