/**
 * `sweep` as a library: a sweep file read, planned, run and looked after from a program. It prints nothing, never exits, listens to
 * no signals and reads no arguments. docs/library.md has an example.
 *
 * @packageDocumentation
 */
export { load, plan, status } from './app/library.ts';
export type { Listening, Loaded, PlanOptions, ReadOptions, StatusOptions } from './app/library.ts';
export { run } from './app/watched-run.ts';
export type { Run, RunOptions, RunOutcome } from './app/watched-run.ts';
export { Refusal } from './app/refusal.ts';
export { formatDiagnostics } from './report/diagnostics/diagnostics.ts';
export type { Diagnostic, Sources, Span } from './model/diagnostic.ts';
export type { Job, JobId, Need, Plan } from './model/plan.ts';
export type { EventJson } from './report/event-json.ts';
export type { PlanJson } from './report/plan/plan.ts';
export type { JobStatusJson, StatusJson } from './report/status/status.ts';
