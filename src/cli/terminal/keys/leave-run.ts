import { READY_FD, startDetached } from '../../../app/control/detached-run.ts';
import { Refusal } from '../../../app/refusal.ts';
import type { LoadedSweep } from '../../../app/sweep/load.ts';
import { commandAgain } from '../../again.ts';

/** What came of leaving a run: the process that goes on with it, or why none does. */
export type Left = { readonly ok: true; readonly pid: number } | { readonly ok: false; readonly why: string };

/**
 * Has another process, in the background as with `run -d`, go on with the run of this one, by the copy of the sweep that it ran with. This one
 * hands the run over to it; where that fails it goes on itself.
 */
export async function leaveRun({ plan: { sweep }, runFolder }: LoadedSweep): Promise<Left> {
  const command = commandAgain('--notify-fd', String(READY_FD), '--go-on-with', sweep);
  try {
    const readiness = await startDetached(command, runFolder, new AbortController().signal);
    if (readiness === null) return { ok: false, why: 'it did not begin' };
    return readiness.ready ? { ok: true, pid: readiness.pid } : { ok: false, why: readiness.text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, why: error.message };
  }
}
