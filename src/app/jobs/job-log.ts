import { existsSync, watch, type FSWatcher } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeEvent } from '../../journal/codec.ts';
import { readJournal, type TakeLine } from '../../journal/file.ts';
import { errorLogPath, greatestAttempt, journalPath, logPath } from '../../journal/folder.ts';
import { attemptFolder, readEnding } from '../../launch/folder.ts';
import { presentLog } from '../../launch/logs/compressed.ts';
import { describeOutcome } from '../../model/outcome.ts';
import { findRecord } from '../../schedule/state/records.ts';
import { jobStanding, type JobStanding } from './job-standing.ts';
import { SILENT, type Notices } from '../notices.ts';
import { EXIT, Refusal } from '../refusal.ts';
import { planAsItRan } from '../sweep/current-sweep.ts';
import { AttemptOutput } from './attempt-output.ts';
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
  /** Not what it wrote to stderr, where that is kept apart; where it is not, what is mixed is said. */
  readonly stdout?: boolean | undefined;
  /** Ends following, within about a second; nothing is then told of the end of the job. */
  readonly leave?: AbortSignal | undefined;
  /** Only what it wrote to stderr, where that is kept apart. */
  readonly stderr?: boolean | undefined;
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
  if (options.follow === true) return yield* follow(job, await standingLooker(job, options, notices), options, notices);
  const newest = greatestAttempt(job.sweep.runFolder, job.id);
  const attempt = options.attempt ?? newest;
  if (options.attempt === undefined && newest > 0) noteRemoved(job, newest, notices);
  const output = attempt < 1 ? null : await openOutput(job, attempt, options, notices);
  if (output === null) throw await noOutput(job, options);
  try {
    yield* output.rest(() => {
      notices.say(`${job.id}: what it wrote to stderr`);
    });
  } finally {
    await output.close();
  }
  return null;
}

/** Says that a later attempt than the one that is shown was made, where its folder is not there any more. */
function noteRemoved({ sweep, id }: FoundJob, shown: number, { say }: Notices): void {
  let last = shown;
  const take: TakeLine = (line) => {
    const event = decodeEvent(line);
    if (event?.event === 'attempt-planned' && event.job === id) last = Math.max(last, event.attempt);
    return null;
  };
  readJournal(journalPath(sweep.runFolder), take, [JSON.stringify(id)]);
  if (last === shown) return;
  say(`${id}: the output of attempt ${last} is gone; this is that of attempt ${shown}`);
}

/** Looks up how a job stands, after a pause that keeps the looks from costing much. */
type StandingLooker = () => Promise<JobStanding>;

async function standingLooker(
  job: FoundJob,
  { attempt, ...place }: JobLogOptions,
  notices: Notices,
): Promise<StandingLooker> {
  const plan = await planAsItRan(job.sweep, place, notices);
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
  notices: Notices,
): AsyncGenerator<Buffer, FollowedEnd> {
  const { say } = notices;
  const { attempt: only } = options;
  let shown = 0;
  let heldFor: string | null = null;
  let attempt = only ?? greatestAttempt(job.sweep.runFolder, job.id);
  for (;;) {
    const { tail, ...whole } = options;
    const output =
      attempt > shown ? await openOutput(job, attempt, shown > 0 ? whole : { ...whole, tail }, notices) : null;
    if (output !== null) {
      if (shown > 0) say(`${job.id}: attempt ${attempt}`);
      shown = attempt;
      yield* followOutput(output, job, attempt, look, options.leave);
    }
    if (options.leave?.aborted === true) return null;
    if (shown === 0 && only !== undefined) throw await noOutput(job, options);
    const standing = await look();
    if (standing.is === 'over') {
      const newest = only ?? greatestAttempt(job.sweep.runFolder, job.id);
      if (newest > attempt) {
        // It has begun and ended since the last look.
        attempt = newest;
        continue;
      }
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

/** What an attempt writes, until it has ended. */
async function* followOutput(
  output: AttemptOutput,
  job: FoundJob,
  attempt: number,
  look: StandingLooker,
  leave: AbortSignal | undefined,
): AsyncGenerator<Buffer, void> {
  const folder = attemptFolder(job.sweep.runFolder, job.id, attempt);
  const hasEnded = () => readEnding(folder) !== null;
  try {
    for (let isLast = hasEnded(); ; isLast = hasEnded()) {
      yield* output.news(isLast);
      if (isLast || leave?.aborted === true) return;
      if (await changesIn(folder.path)) continue;
      // A keeper that was killed has not said how it ended.
      const standing = await look();
      if (standing.is === 'running' && standing.attempt === attempt) continue;
      yield* output.news(true);
      return;
    }
  } finally {
    await output.close();
  }
}

/** The output of an attempt, from where it is to be shown on; null when there is none. */
async function openOutput(
  { sweep, id }: FoundJob,
  attempt: number,
  { tail, stdout, stderr }: Pick<JobLogOptions, 'tail' | 'stdout' | 'stderr'>,
  { say }: Notices,
): Promise<AttemptOutput | null> {
  const stream = stderr === true ? 'stderr' : stdout === true ? 'stdout' : 'all';
  const output = await AttemptOutput.open(sweep.runFolder, id, attempt, stream);
  if (stream === 'stdout' && output !== null && !existsSync(presentLog(errorLogPath(sweep.runFolder, id, attempt))))
    say(`${id} has no stderr of its own without \`split: true\`: what it wrote there is in this too`);
  if (tail !== undefined) await output?.skipToLast(tail);
  return output;
}

/** Why there is no output of a job, by its journal: it has not run yet, that was removed, or there is no such attempt. */
async function noOutput(
  { sweep, id }: FoundJob,
  { attempt, stderr, ...place }: JobLogOptions,
  why: string | null = null,
): Promise<Refusal> {
  const past = findRecord(statusNow(await planAsItRan(sweep, place, SILENT), sweep).state, id)?.past ?? [];
  const newest = past.at(-1)?.attempt ?? greatestAttempt(sweep.runFolder, id);
  const meant = attempt ?? newest;
  const made = past.find((one) => one.attempt === meant);
  if (made !== undefined) {
    const log = logPath(sweep.runFolder, id, meant);
    if (stderr === true && existsSync(presentLog(log))) {
      return new Refusal(
        EXIT.unavailable,
        `${id} has no stderr of its own without \`split: true\`: it is in ${presentLog(log)}`,
      );
    }
    const path = stderr === true ? errorLogPath(sweep.runFolder, id, meant) : log;
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
