import { resolve } from 'node:path';
import { logPath } from '../journal/folder.ts';
import { presentLog } from '../launch/logs/compressed.ts';
import type { Seconds } from '../model/units.ts';
import { jobDetailsJson, type JobDetailsJson } from '../report/status/job-details.ts';
import { whyJson, type WhyJson } from '../report/plan/why.ts';
import type { ResultsJson } from '../report/results/results-json.ts';
import type { JobListJson } from '../report/status/job-list.ts';
import type { LogPath } from '../report/text/phrases.ts';
import { explainJob } from './jobs/explain-job.ts';
import { jobLog, type FollowedEnd, type JobLogOptions } from './jobs/job-log.ts';
import type { JobsOptions } from './jobs/jobs-meant.ts';
import { listDocument } from './jobs/list-jobs.ts';
import { detailsOf, showJob, type ShowJobOptions } from './jobs/show-job.ts';
import {
  awaitedBy,
  waitDocument,
  waitForJobs,
  type WaitJson,
  type WaitOptions as Awaitable,
} from './jobs/wait-jobs.ts';
import { resultsDocument, type ResultsOptions as WantedResults } from './results.ts';
import { noticesTo, type Listening, type ReadOptions } from './library.ts';
import { SILENT } from './notices.ts';
import { sweepMeant, type KnownSweep, type Place } from './sweep/known-sweep.ts';

/** Which jobs of a sweep are listed; all of them where nothing is said. */
export interface ListOptions extends Place, JobsOptions, Listening {}

/**
 * The jobs of a sweep as it ran last, as they stand now: the document that `sweep list SWEEP --json` prints, with absolute paths. Changes nothing.
 *
 * @param sweep its file, or its name if it has run in the project of the working folder; left out, the only one that has.
 * @throws Refusal when it has not run yet, or it is not clear which is meant.
 */
export async function list(sweep?: string, { notice, ...options }: ListOptions = {}): Promise<JobListJson> {
  const known = sweepMeant(sweep, options);
  return listDocument(known, options, noticesTo(notice), logsOf(known));
}

/** Which results of sweeps are told; all of them where nothing is said. */
export interface ResultsOptions extends WantedResults, Listening {}

/**
 * What the jobs of sweeps have left by way of numbers: the document that `sweep results SWEEP… --json` prints, with absolute paths. Changes
 * nothing but what is remembered of large inputs.
 *
 * @param sweeps their files or names, also as `NAME@COMMIT`; none for the only sweep that has run.
 * @throws Refusal when one is not known, or its file does not say where numbers are.
 */
export async function results(
  sweeps: readonly string[] = [],
  { notice, ...options }: ResultsOptions = {},
): Promise<ResultsJson> {
  return resultsDocument(sweeps, options, noticesTo(notice), logsOf);
}

/** Where a job is looked for. */
export interface ShowOptions extends ShowJobOptions, Listening {}

/**
 * All that is known of the job that `job` names (its id, its label, or the beginning of one): the document that `sweep show JOB --json`
 * prints, with absolute paths. Changes nothing.
 * @throws Refusal when no job is meant, or more than one.
 */
export async function show(job: string, { notice, ...options }: ShowOptions = {}): Promise<JobDetailsJson> {
  const details = detailsOf(await showJob(job, options, noticesTo(notice)));
  return jobDetailsJson({
    ...details,
    folder: resolve(details.folder),
    copyAt: (name) => resolve(details.copyAt(name)),
    diffAt: (hash) => {
      const path = details.diffAt(hash);
      return path === null ? null : resolve(path);
    },
    filesOf: (attempt) => {
      const { log, stderr, script } = details.filesOf(attempt);
      return { log: resolve(log), stderr: stderr === null ? null : resolve(stderr), script: resolve(script) };
    },
  });
}

/** Where the job is looked for whose reasons are asked for, and how its file is read. */
export interface WhyOptions extends ReadOptions, Listening {
  /** A sweep file, or the name of a sweep that has run; left out, all that have run here are looked through. */
  readonly sweep?: string | undefined;
}

/**
 * Why the job that `job` names would or would not run, what it waits for, and which part of its file sets each of its keys: what `sweep why JOB`
 * tells. Changes nothing. Files are named as in diagnostics.
 * @throws Refusal when no job is meant, or more than one, or its file is wrong.
 */
export async function why(job: string, { notice, ...options }: WhyOptions = {}): Promise<WhyJson> {
  const explained = await explainJob(job, options, noticesTo(notice));
  const { failure } = explained;
  return whyJson({ ...explained, failure: failure === null ? null : { ...failure, log: resolve(failure.log) } });
}

/** Which output of a job is meant. */
export interface LogsOptions extends JobLogOptions, Listening {}

/**
 * The output of a job, a piece at a time, as `sweep logs JOB` shows it; with `follow` as it comes in, until the job has ended for good. What it
 * returns is how a job ended that was followed. Whoever leaves the loop leaves the job alone.
 *
 * @param job  Left out: the one that runs, or failed last.
 * @throws Refusal when no job is meant, or it has no output.
 */
export async function* logs(
  job?: string,
  { notice, ...options }: LogsOptions = {},
): AsyncGenerator<Buffer, FollowedEnd, undefined> {
  const output = jobLog(job, options, noticesTo(notice));
  try {
    for (;;) {
      const next = await output.next();
      if (next.done === true) return next.value;
      // What it gives is written over by what comes next.
      yield Buffer.from(next.value);
    }
  } finally {
    await output.return(null);
  }
}

/** What is waited for, and for how long. */
export interface WaitOptions extends Awaitable {
  /** After so many seconds it gives up; left out, never. */
  readonly timeout?: number | undefined;
}

/**
 * Waits until jobs of a sweep have come to their end for good, retries and all; without jobs its run, and all that this is to do. Comes back
 * with the document that `sweep wait --json` prints, with absolute paths: also where it has lasted too long, or nobody drives the run.
 *
 * @param jobs  As people name them; left out, the run of the sweep that the options name, or of the only one.
 * @throws Refusal when what is meant is unknown or unclear.
 */
export async function wait(jobs: readonly string[] = [], { timeout, ...options }: WaitOptions = {}): Promise<WaitJson> {
  const awaited = await awaitedBy(jobs, options, SILENT);
  const waited = await waitForJobs(awaited.sweep, awaited.jobs, (timeout ?? null) as Seconds | null, options, SILENT);
  return waitDocument(awaited, waited, logsOf(awaited.sweep));
}

function logsOf({ runFolder }: KnownSweep): LogPath {
  return (job, attempt) => presentLog(logPath(runFolder, job, attempt));
}
