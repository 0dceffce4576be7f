/**
 * `sweep` as a library: a sweep file read, planned, run and looked after from a program. It prints nothing, never exits, listens to
 * no signals and reads no arguments. docs/library.md has an example.
 *
 * @packageDocumentation
 */
export { load, plan, status } from './app/library.ts';
export type { Listening, Loaded, PlanOptions, ReadOptions, StatusOptions } from './app/library.ts';
export { list, logs, show, wait } from './app/library-jobs.ts';
export type { ListOptions, LogsOptions, ShowOptions, WaitOptions } from './app/library-jobs.ts';
export { ask, cancel, doctor, gpus } from './app/library-requests.ts';
export type { AskOptions, GpusOptions } from './app/library-requests.ts';
export type { RequestJson, Wanted } from './app/control/asked.ts';
export type { DoctorOptions } from './app/doctor.ts';
export type { FollowedEnd } from './app/jobs/job-log.ts';
export type { WaitJson } from './app/jobs/wait-jobs.ts';
export { run } from './app/watched-run.ts';
export type { Run, RunOptions, RunOutcome } from './app/watched-run.ts';
export { Refusal } from './app/refusal.ts';
export { formatDiagnostics } from './report/diagnostics/diagnostics.ts';
export type { Diagnostic, Sources, Span } from './model/diagnostic.ts';
export type { Job, JobId, Need, Plan } from './model/plan.ts';
export type { EventJson } from './report/event-json.ts';
export type { PlanJson } from './report/plan/plan.ts';
export type { JobStatusJson, StatusJson } from './report/status/status.ts';
export type { CheckupJson } from './report/status/checkup.ts';
export type { GpusJson } from './report/status/gpus.ts';
export type { JobDetailsJson } from './report/status/job-details.ts';
export type { JobListJson } from './report/status/job-list.ts';
