import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { treeSize } from '../../disk/tree-size.ts';
import { attemptFolder, errorLogPath, jobFolder, logPath } from '../../journal/folder.ts';
import { compressedName } from '../../launch/logs/compressed.ts';
import { cutName } from '../../launch/logs/cut.ts';
import { filesOfCopy, treeOf } from '../../model/attempt.ts';
import { jobId, type JobId } from '../../model/plan.ts';
import { readable } from '../../project/code-layout.ts';
import { findRecord } from '../../schedule/state/records.ts';
import type { JobRecord } from '../../schedule/state/state.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { loadThenAndNow } from '../sweep/current-sweep.ts';
import type { KnownSweep, Place } from '../sweep/known-sweep.ts';
import { copiesIn, restIn } from '../world/code-results.ts';
import { lockAsOwner, ownIdentity } from '../world/ownership.ts';
import { statusNow } from '../world/sweep-status.ts';

export interface CleanOptions extends Place {
  /** Also the output of jobs that have succeeded. */
  readonly logs?: boolean | undefined;
  /** False keeps the folders of jobs that have left the sweep. */
  readonly orphans?: boolean | undefined;
  /** Instead of all that, jobs that were added and have ended. */
  readonly forget?: boolean | undefined;
}

/** What may go of a run folder. Nothing of it is needed by a result that is fresh, by a job that runs, or by a resume. */
export interface Litter {
  readonly path: string;
  /** Null for a copy of the code. */
  readonly job: JobId | null;
  /** The name of a copy of the code, and what jobs have left in it; left out for what is of a job. */
  readonly code?: { readonly name: string; readonly remains: readonly string[] };
  /** Null for all of the folder of a job that has left the sweep. */
  readonly attempt: number | null;
  /** Whether only the output of that attempt may go. */
  readonly isLog: boolean;
  /** Whether it is a job that was added and has ended, to be forgotten; left out for all else. */
  readonly hasEnded?: true;
  readonly bytes: number;
}

/**
 * What may go of a sweep: attempts before the last of each job, and jobs that neither its file has now nor the copy that ran last; with
 * `logs` the outputs of jobs that have succeeded, unless their metrics are read from those. Changes nothing. Refuses while a runner lives.
 */
export async function litterOf(sweep: KnownSweep, options: CleanOptions, notices: Notices): Promise<readonly Litter[]> {
  const { then, now, problem } = await loadThenAndNow(sweep, options, notices);
  const { state, runner } = statusNow(then.plan, sweep);
  if (runner !== null) {
    throw new Refusal(EXIT.unavailable, `${sweep.name} runs now (process ${runner}): clean up when it has ended`);
  }
  if (problem !== null) notices.say(`${problem}: only what the copy that ran last does not have counts as left over`);
  // What is to move to a job of the file belongs to it already.
  const present = new Set([
    ...state.byId.keys(),
    ...now.plan.jobs.map(({ id }) => id),
    ...(now.plan.former?.keys() ?? []),
  ]);
  const ofJobs = foldersIn(join(sweep.runFolder, 'jobs')).flatMap((name) => {
    const id = jobId(name);
    const record = findRecord(state, id);
    if (state.running.has(id)) return [];
    if (present.has(id)) return record === undefined ? [] : litterOfJob(sweep, record, options);
    // What the journal does not know either is nobody's of ours.
    if (options.orphans === false || record === undefined) return [];
    return [litterAt(jobFolder(sweep.runFolder, id), { job: id, attempt: null, isLog: false })];
  });
  const used = [...state.records, ...state.orphans.values()].map(({ past }) => past.at(-1)?.snapshot ?? null);
  return [...ofJobs, ...(await unusedCopies(sweep, new Set(used)))];
}

/** Copies of the code that no job has run in last, nor runs in. */
async function unusedCopies(sweep: KnownSweep, used: ReadonlySet<string | null>): Promise<readonly Litter[]> {
  const found: Litter[] = [];
  for (const name of copiesIn(sweep.runFolder)) {
    if (used.has(name)) continue;
    const remains = ((await restIn(sweep, name)) ?? []).map(readable);
    const litter = litterAt(treeOf(sweep, name), { job: null, attempt: null, isLog: false });
    found.push({ ...litter, code: { name, remains } });
  }
  return found;
}

/** A job can keep folders of its own beside those of its attempts: only what the journal knows goes. */
function litterOfJob(
  { runFolder }: KnownSweep,
  record: JobRecord,
  { logs: withLogs }: CleanOptions,
): readonly Litter[] {
  const { id: job, past, attempts, state } = record;
  const there = new Set(foldersIn(jobFolder(runFolder, job)));
  const last = past.at(-1);
  const old = past.filter(({ attempt, end }) => attempt < attempts && attempt !== last?.attempt && end !== null);
  const found = old
    .filter(({ attempt }) => there.has(String(attempt)))
    .map(({ attempt }) => litterAt(attemptFolder(runFolder, job, attempt), { job, attempt, isLog: false }));
  const isRead = record.job?.metrics.some(({ kind }) => kind !== 'file') === true;
  if (withLogs !== true || last === undefined || state.status !== 'succeeded' || isRead) return found;
  if (!there.has(String(last.attempt))) return found;
  const logs = [logPath, errorLogPath]
    .flatMap((pathOf) => {
      const path = pathOf(runFolder, job, last.attempt);
      return [path, compressedName(path), cutName(path)];
    })
    .filter(isPlainFile);
  return [...found, ...logs.map((path) => litterAt(path, { job, attempt: last.attempt, isLog: true }))];
}

/** Something that may go, with its size. */
export function litterAt(path: string, of: Omit<Litter, 'path' | 'bytes'>): Litter {
  return { ...of, path, bytes: treeSize(path) };
}

/**
 * Removes what has been found to be litter, as far as it still is; links in it go, and what they lead to stays. Comes back with what is gone.
 * Refuses while a runner lives, and where the system does not let go of something.
 */
export async function removeLitter(
  sweep: KnownSweep,
  shown: readonly Litter[],
  options: CleanOptions,
  notices: Notices,
): Promise<readonly Litter[]> {
  const release = await lockAsOwner(sweep.runFolder, ownIdentity(), { owner: { command: true } });
  try {
    const paths = new Set(shown.map(({ path }) => path));
    const still = (await litterOf(sweep, options, notices)).filter(({ path }) => paths.has(path));
    for (const { path, code } of still) {
      rmSync(path, { recursive: true, force: true });
      if (code !== undefined) rmSync(filesOfCopy(sweep.runFolder, code.name), { force: true });
    }
    return still;
  } finally {
    release();
  }
}

/** The names of the folders in a folder, links to folders left out; none where that is no folder itself. */
export function foldersIn(path: string): readonly string[] {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
