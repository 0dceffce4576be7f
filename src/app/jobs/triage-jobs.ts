import { logPath } from '../../journal/folder.ts';
import { presentLog } from '../../launch/logs/compressed.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import { triageJson, failureOf, type TriageJson } from '../../report/status/triage.ts';
import { lastLines } from '../../report/text/visible.ts';
import { statusWord } from '../../report/text/phrases.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { maskFor } from '../sweep/secrets.ts';
import { attemptsBegun, type AttemptBegun } from '../../journal/events-of.ts';
import { tailOfLog } from '../world/run-folder.ts';
import { listJobs } from './list-jobs.ts';
import { jobsMeant } from './jobs-meant.ts';
import { provenanceOf } from './show-job.ts';

/** Whose failures are looked into. */
export interface TriageOptions extends Place {
  /** Only this job, as people name it; left out, all that have failed. */
  readonly job?: string | undefined;
}

/** Lines of an output that are shown. */
const LINES = 12;

/** What failed of a sweep, by its error, and what may help. Changes nothing. Refuses a job that has not failed. */
export async function triageJobs(
  known: KnownSweep,
  { job, ...place }: TriageOptions,
  notices: Notices,
): Promise<TriageJson> {
  const { state, records } = await listJobs(known, place, notices);
  const chosen = job === undefined ? null : new Set(jobsMeant(state.plan, state, [job], {}));
  const looked = chosen === null ? records : records.filter(({ id }) => chosen.has(id));
  const [only] = looked;
  if (chosen !== null && only !== undefined && looked.every((record) => failureOf(record) === null)) {
    throw new Refusal(EXIT.invalid, `${only.id} has not failed: it is ${statusWord(state, only)}`);
  }
  const tail = tailOfLog(known.runFolder);
  const mask = maskFor(state.plan);
  const mayRead = place.mayRead ?? (() => true);
  const output = ({ id }: JobRecord, attempt: number): readonly string[] =>
    mayRead(presentLog(logPath(known.runFolder, id, attempt))) ? lastLines(mask(tail(id, attempt)), LINES) : [];
  // Read once, and only where something has worked before.
  let begun: readonly AttemptBegun[] | null = null;
  const from = ({ id }: JobRecord) => provenanceOf((begun ??= attemptsBegun(known.runFolder)), id);
  return triageJson(state, looked, { output, from });
}
