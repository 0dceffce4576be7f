/**
 * `sweep` as a library: a sweep file read, planned, run and looked after from a program. It prints nothing, never exits, listens to
 * no signals and reads no arguments. docs/library.md has an example.
 *
 * @packageDocumentation
 */
export { check, diff, load, plan, render, status } from './app/library.ts';
export type {
  DiffOptions,
  Listening,
  Loaded,
  PlanOptions,
  ReadOptions,
  RenderOptions,
  StatusOptions,
} from './app/library.ts';
export { list, logs, results, show, wait, why } from './app/library-jobs.ts';
export type {
  ListOptions,
  LogsOptions,
  ResultsOptions,
  ShowOptions,
  WaitOptions,
  WhyOptions,
} from './app/library-jobs.ts';
export { add, ask, cancel, clean, doctor, forget, gpus, pauseGpus, resumeGpus, set } from './app/library-requests.ts';
export type { AddOptions, CleanOptions, GpusOptions, SetOptions } from './app/library-requests.ts';
export type { AddJson } from './app/control/add-jobs.ts';
export type { SetJson, SettingWanted } from './app/control/set-run.ts';
export type { Pause, Paused } from './app/pause-gpus.ts';
export type { RequestJson, Wanted } from './app/control/asked.ts';
export type { AskedOptions as AskOptions } from './app/jobs/jobs-asked.ts';
export type { DoctorOptions } from './app/doctor.ts';
export type { FollowedEnd } from './app/jobs/job-log.ts';
export type { WaitJson } from './app/jobs/wait-jobs.ts';
export { run, watch } from './app/watched-run.ts';
export type { Run, RunOptions, RunOutcome, WatchOptions } from './app/watched-run.ts';
export { Refusal } from './app/refusal.ts';
export { formatDiagnostics } from './report/diagnostics/diagnostics.ts';
export type { Diagnostic, Sources, Span } from './model/diagnostic.ts';
export type { Job, JobId, Need, Plan } from './model/plan.ts';
export type { EventJson } from './report/event-json.ts';
export type { CheckJson } from './report/diagnostics/diagnostics-json.ts';
export type { DiffJson } from './report/diff/diff-json.ts';
export type { PlanJson } from './report/plan/plan.ts';
export type { WhyJson } from './report/plan/why.ts';
export type { CleanJson } from './report/status/litter.ts';
export type { JobStatusJson, StatusJson } from './report/status/status.ts';
export type { CheckupJson } from './report/status/checkup.ts';
export type { GpusJson } from './report/status/gpus.ts';
export type { JobDetailsJson } from './report/status/job-details.ts';
export type { ResultsJson } from './report/results/results-json.ts';
export type { JobListJson } from './report/status/job-list.ts';
