/**
 * `sweep` as a library: from the text of a sweep file to its plan, without running anything and without touching a disk.
 *
 * @packageDocumentation
 */
export type { Diagnostic, Sources, Span } from './model/diagnostic.ts';
export type { Fingerprint, Job, JobId, Need, Plan } from './model/plan.ts';
export type { Draft } from './expand/draft.ts';
export { expand, type ExpandContext } from './expand/expand.ts';
export { seal } from './expand/seal.ts';
export { formatDiagnostics } from './report/diagnostics/diagnostics.ts';
export { parseSpec } from './language/parse.ts';
export type { Spec } from './language/spec.ts';
