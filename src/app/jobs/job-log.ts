import { constants, watch, type FSWatcher } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { kindAt } from '../../disk/file-kind.ts';
import { WARY } from '../../disk/plain-file.ts';
import { greatestAttempt, logPath } from '../../journal/folder.ts';
import { lastLinesFrom } from '../../disk/last-lines.ts';
import { attemptFolder, readEnding } from '../../launch/folder.ts';
import { describeOutcome } from '../../model/outcome.ts';
import { findRecord } from '../../schedule/state/records.ts';
import { jobStanding, type JobStanding } from './job-standing.ts';
import type { Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { findJob, type FoundJob } from './find-job.ts';
import { latestJob } from './latest-job.ts';
import type { Place } from '../sweep/known-sweep.ts';
import { statusNow } from '../world/sweep-status.ts';

/** Which output of a job is meant. */
export interface JobLogOptions extends Place {
  /** Wait for more until the job has ended for good; where an attempt is named, until that has. */
  readonly follow?: boolean | undefined;
  /** Of this attempt, not the newest. */
  readonly attempt?: number | undefined;
  /** Only so many lines from the end of the first output that is shown. */
  readonly tail?: number | undefined;
  /** Look only in this sweep. */
  readonly sweep?: string | undefined;
}

/** What to exit with as a job did that was followed; null when it was not followed. */
export type FollowedEnd = { readonly exit: number } | null;

/** Milliseconds. */
const PACE = {
  /** Between looks at a followed log when nothing tells of a change: some file systems send no word. */
  log: 1000,
  /** Between looks at how the job stands: at the least, and times as long as such a look takes. */
  standing: { least: 100, factor: 10 },
};

/**
 * The output of the newest attempt of the job that people mean by `said`, or, where they say none, of the one that runs or failed last; or
 * of another attempt; with `follow` as it comes in, and
 * that of the attempts which follow it, until the job has ended for good. A chunk is valid until the next is asked for; what it
 * returns is how the job ended. Refuses what has no output.
 */
export async function* jobLog(
  said: string | undefined,
  options: JobLogOptions,
  notices: Notices,
): AsyncGenerator<Buffer, FollowedEnd> {
  const job = said === undefined ? await latestJob(options, notices) : await findJob(said, options.sweep, options);
  if (options.follow === true) return yield* follow(job, await standingLooker(job, options), options, notices);
  const newest = greatestAttempt(job.sweep.runFolder, job.id);
  const attempt = options.attempt ?? newest;
  const file = attempt < 1 ? null : await openLog(job, attempt);
  if (file === null) throw await noOutput(job, options);
  try {
    yield* chunksFrom(file, await beginningOf(file, options));
  } finally {
    await file.close();
  }
  return null;
}

/** Looks up how a job stands, after a pause that keeps the looks from costing much. */
type StandingLooker = () => Promise<JobStanding>;

async function standingLooker(job: FoundJob, { attempt, ...place }: JobLogOptions): Promise<StandingLooker> {
  const plan = await planAsItRan(job.sweep, place);
  let due = 0;
  return async () => {
    await pause(Math.max(0, due - performance.now()));
    const began = performance.now();
    const standing = jobStanding(plan, job, attempt);
    const ended = performance.now();
    due = ended + Math.max(PACE.standing.least, PACE.standing.factor * (ended - began));
    return standing;
  };
}

async function* follow(
  job: FoundJob,
  look: StandingLooker,
  options: JobLogOptions,
  { say }: Notices,
): AsyncGenerator<Buffer, FollowedEnd> {
  const { attempt: only, tail } = options;
  let shown = 0;
  let heldFor: string | null = null;
  let attempt = only ?? greatestAttempt(job.sweep.runFolder, job.id);
  for (;;) {
    const file = attempt > shown ? await openLog(job, attempt) : null;
    if (file !== null) {
      const from = shown > 0 ? 0 : await beginningOf(file, { tail });
      if (shown > 0) say(`${job.id}: attempt ${attempt}`);
      shown = attempt;
      yield* followOutput(file, from, job, attempt, look);
    }
    if (shown === 0 && only !== undefined) throw await noOutput(job, options);
    const standing = await look();
    if (standing.is === 'over') {
      if (shown === 0) throw await noOutput(job, options, standing.how);
      if (standing.how !== null) say(`${job.id}: ${standing.how}`);
      return standing;
    }
    const why = standing.is === 'held' ? standing.why : null;
    if (why !== null && why !== heldFor) say(`${job.id}: ${why}`);
    heldFor = why;
    if (standing.is === 'running' && only === undefined) attempt = standing.attempt;
  }
}

/** What an attempt writes, from an offset on, until it has ended. */
async function* followOutput(
  file: FileHandle,
  from: number,
  job: FoundJob,
  attempt: number,
  look: StandingLooker,
): AsyncGenerator<Buffer, void> {
  const folder = attemptFolder(job.sweep.runFolder, job.id, attempt);
  const hasEnded = () => readEnding(folder) !== null;
  try {
    for (let offset = from, isLast = hasEnded(); ; isLast = hasEnded()) {
      offset = yield* chunksFrom(file, offset);
      if (isLast) return;
      if (await changesIn(folder.path)) continue;
      // A keeper that was killed has not said how it ended.
      const standing = await look();
      if (standing.is === 'running' && standing.attempt === attempt) continue;
      yield* chunksFrom(file, offset);
      return;
    }
  } finally {
    await file.close();
  }
}

/** Where what is to be shown of an output begins. */
async function beginningOf(file: FileHandle, { tail }: Pick<JobLogOptions, 'tail'>): Promise<number> {
  return tail === undefined ? 0 : lastLinesFrom(file, tail);
}

/** The output of an attempt; null when there is none. Refuses what is no plain file, or cannot be read, and says what it is. */
async function openLog({ sweep, id }: FoundJob, attempt: number): Promise<FileHandle | null> {
  const path = logPath(sweep.runFolder, id, attempt);
  const kind = kindAt(path);
  if (kind !== null && kind !== 'a file')
    throw new Refusal(EXIT.unavailable, `${path} is no plain file: it is ${kind}`);
  try {
    return await open(path, constants.O_RDONLY | WARY);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new Refusal(EXIT.unavailable, `${path} cannot be read: ${message}`);
  }
}

/** Why there is no output of a job, by its journal: it has not run yet, that was removed, or there is no such attempt. */
async function noOutput(
  { sweep, id }: FoundJob,
  { attempt, ...place }: JobLogOptions,
  why: string | null = null,
): Promise<Refusal> {
  const past = findRecord(statusNow(await planAsItRan(sweep, place), sweep).state, id)?.past ?? [];
  const newest = past.at(-1)?.attempt ?? greatestAttempt(sweep.runFolder, id);
  const meant = attempt ?? newest;
  const made = past.find((one) => one.attempt === meant);
  if (made !== undefined) {
    const path = logPath(sweep.runFolder, id, meant);
    if (made.end === null) return new Refusal(EXIT.unavailable, `${id} runs, but ${path} is not there`);
    const { outcome } = made.end;
    if (outcome.cause === 'spawn') return new Refusal(EXIT.unavailable, `${id} ${describeOutcome(outcome)}`);
    return new Refusal(EXIT.unavailable, `${id} has run, but its output is gone: ${path} is not there any more`);
  }
  if (attempt !== undefined && newest > 0) {
    return new Refusal(EXIT.invalid, `${id} has no output of attempt ${attempt}; its newest attempt is ${newest}`);
  }
  return new Refusal(EXIT.unavailable, `${id} has not run yet${why === null ? '' : `: ${why}`}`);
}

/** What is in the file from `offset` on; comes back with where it ends now. */
async function* chunksFrom(file: FileHandle, offset: number): AsyncGenerator<Buffer, number> {
  const chunk = Buffer.alloc(64 * 1024);
  for (let at = offset; ;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return at;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** Comes back with true when something in a folder has changed, or a second later with false. */
function changesIn(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    let watcher: FSWatcher | null = null;
    const done = (hasChanged: boolean) => {
      clearTimeout(timer);
      watcher?.close();
      resolve(hasChanged);
    };
    const timer = setTimeout(() => {
      done(false);
    }, PACE.log);
    try {
      watcher = watch(folder, () => {
        done(true);
      });
      watcher.on('error', () => {
        done(false);
      });
    } catch {
      // It is gone, or too much is watched already: then it is looked at again.
    }
  });
}
