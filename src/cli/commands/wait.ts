import { awaitedBy, type Awaited, waitForJobs, type Waited, type WaitOptions } from '../../app/jobs/wait-jobs.ts';
import { EXIT } from '../../app/refusal.ts';
import { shownLogs } from '../../app/world/run-folder.ts';
import { clock } from '../../host/system/clock.ts';
import type { Seconds } from '../../model/units.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord, RunState } from '../../schedule/state/state.ts';
import { causeOf, labelOf, statusWord, tellCounts } from '../../report/text/phrases.ts';
import { styleFor } from '../../report/text/style.ts';
import { jobStatusJson, type JobStatusJson } from '../../report/status/status.ts';
import { notices } from '../notices.ts';
import { print } from '../terminal.ts';

export interface WaitFlags extends WaitOptions {
  readonly timeout?: Seconds | undefined;
  readonly json?: boolean | undefined;
}

/** What `sweep wait --json` prints. */
interface WaitJson {
  readonly version: 1;
  readonly sweep: string;
  readonly end: Waited['is'];
  readonly exit: number;
  /** Those that were waited for. */
  readonly jobs: readonly JobStatusJson[];
}

/** What a wait ends with that has lasted too long, as timeout(1) has it. */
const TIMEOUT = 124;

/** `sweep wait [SWEEP] [JOB…]`: blocks until they have ended; comes back with what to exit with. Changes nothing. */
export async function waitCommand(words: readonly string[], { timeout, json, ...options }: WaitFlags): Promise<number> {
  const awaited = await awaitedBy(words, options);
  const waited = await waitForJobs(awaited.sweep, awaited.jobs, timeout ?? null, options);
  const exit = exitOf(waited);
  if (json === true) print(JSON.stringify(documentOf(awaited, waited, exit)));
  else if (exit !== EXIT.done) notices.say(tell(awaited, waited));
  return exit;
}

function exitOf(waited: Waited): number {
  switch (waited.is) {
    case 'over':
      return waited.exit;
    case 'timeout':
      return TIMEOUT;
    case 'abandoned':
      return EXIT.unavailable;
    default:
      return waited satisfies never;
  }
}

function tell({ sweep, jobs }: Awaited, { is, state }: Waited): string {
  if (is === 'abandoned') return `no runner drives ${sweep.name}: run it again`;
  const records = recordsOf(state, jobs);
  const [only] = records;
  const stand = jobs?.length === 1 && only !== undefined ? tellJob(state, only) : tellCounts(state, styleFor(false));
  return is === 'timeout' ? `still waiting: ${stand}` : stand;
}

function tellJob(state: RunState, record: JobRecord): string {
  const { status } = record.state;
  const cause = status === 'failed' || status === 'cancelled' ? `, ${causeOf(record)}` : '';
  return `${labelOf(state, record.id)}: ${statusWord(state, record)}${cause}`;
}

function recordsOf(state: RunState, jobs: Awaited['jobs']): readonly JobRecord[] {
  return jobs === null ? state.records : jobs.flatMap((id) => findRecord(state, id) ?? []);
}

function documentOf({ sweep, jobs }: Awaited, { is, state }: Waited, exit: number): WaitJson {
  const logs = shownLogs(sweep.runFolder);
  const told = recordsOf(state, jobs).map((record) => jobStatusJson(record, clock.now(), logs));
  return { version: 1, sweep: sweep.name, end: is, exit, jobs: told };
}
