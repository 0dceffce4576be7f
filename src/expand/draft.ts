import type { Diagnostic, Span } from '../model/diagnostic.ts';
import type { Command, Job, JobId, Plan } from '../model/plan.ts';

/** A plan but for the contents of files: what they are decides fingerprints, and whether they are there at all. */
export interface Draft extends Omit<Plan, 'jobs'> {
  readonly jobs: readonly DraftJob[];
  /** The files that must be looked at, each path once a kind. */
  readonly wanted: readonly WantedFile[];
  readonly absentVars: readonly AbsentVar[];
}

/** A var that the host lacks. */
export interface AbsentVar {
  /** One for each place that names it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those that cannot do without it; none where no job comes to use it. */
  readonly jobs: ReadonlySet<JobId>;
}

/** What of a job follows from the contents of files, or serves to judge them. */
export type SealedKey = 'fingerprint' | 'fingerprintParts' | 'definition' | 'inputNames' | 'inputDigests';

export interface DraftJob {
  readonly job: Omit<Job, SealedKey>;
  readonly essence: Essence;
}

/**
 * What of a job its fingerprint is made of, besides the contents of files: values are canonical, and where and as what
 * it runs stays open. What equals the job's own part is the very same object.
 */
export interface Essence {
  readonly command: Command;
  readonly setup: string | null;
  readonly workdir: string;
  readonly env: ReadonlyMap<string, string>;
  /** One for each of the job's inputs, in the same order. */
  readonly inputs: readonly string[];
}

export interface WantedFile {
  /** Relative to the project root, or absolute; `inputs` may be a glob, and a folder to run in ends in a slash. */
  readonly path: string;
  /** `later-workdir` is that of jobs that need others, which may make it. */
  readonly kind: 'requires' | 'inputs' | 'template' | 'workdir' | 'later-workdir';
  /** The jobs that want it, in the order of the plan. */
  readonly wantedBy: readonly Wanting[];
}

/** That a job wants a file. */
export interface Wanting {
  /** The job's index. */
  readonly job: number;
  /** Where the sweep file asks for it. */
  readonly span: Span;
}

/** What was found of a wanted file. */
export interface FileFact {
  readonly exists: boolean;
  /** A hash of its content, or of all that a glob or a folder covers; null where it was not read. */
  readonly digest: string | null;
  /** Why it was not, as in "it …", where that is known. */
  readonly fault?: string;
}
