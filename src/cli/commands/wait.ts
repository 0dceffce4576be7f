import {
  awaitedBy,
  exitOfWait,
  recordsAwaited,
  waitDocument,
  waitForJobs,
  type Awaited,
  type Waited,
  type WaitOptions,
} from '../../app/jobs/wait-jobs.ts';
import { EXIT } from '../../app/refusal.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import type { Seconds } from '../../model/units.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { causeOf, labelOf, statusWord, tellCounts } from '../../report/text/phrases.ts';
import { styleFor } from '../../report/text/style.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal/terminal.ts';

export interface WaitFlags extends WaitOptions {
  readonly timeout?: Seconds | undefined;
  readonly json?: boolean | undefined;
}

/** `sweep wait [SWEEP] [JOB…]`: blocks until they have ended; comes back with what to exit with. Changes nothing. */
export async function waitCommand(words: readonly string[], { timeout, json, ...options }: WaitFlags): Promise<number> {
  const awaited = await awaitedBy(words, options, notices);
  const waited = await waitForJobs(awaited.sweep, awaited.jobs, timeout ?? null, options, notices);
  const exit = exitOfWait(waited);
  if (json === true) print(JSON.stringify(waitDocument(awaited, waited, shownLogs(awaited.sweep.runFolder))));
  else if (exit !== EXIT.done) notices.say(tell(awaited, waited));
  return exit;
}

function tell({ sweep, jobs }: Awaited, { is, state }: Waited): string {
  if (is === 'abandoned') return `no runner drives ${sweep.name}: run it again`;
  const records = recordsAwaited(state, jobs);
  const [only] = records;
  const stand = jobs?.length === 1 && only !== undefined ? tellJob(state, only) : tellCounts(state, styleFor(false));
  return is === 'timeout' ? `still waiting: ${stand}` : stand;
}

function tellJob(state: RunState, record: JobRecord): string {
  const { status } = record.state;
  const cause = status === 'failed' || status === 'cancelled' ? `, ${causeOf(record)}` : '';
  return `${labelOf(state, record.id)}: ${statusWord(state, record)}${cause}`;
}
