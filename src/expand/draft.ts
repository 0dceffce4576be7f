import type { Span } from '../model/diagnostic.ts';
import type { Job, Plan } from '../model/plan.ts';
import type { AbsentVar } from './findings.ts';
import type { LooseJob } from './keys/assemble.ts';

/** A plan but for the contents of files: what they are decides fingerprints, and whether they are there at all. */
export interface Draft extends Omit<Plan, 'jobs'> {
  readonly jobs: readonly DraftJob[];
  /** The files that must be looked at, each path once a kind. */
  readonly wanted: readonly WantedFile[];
  readonly absentVars: readonly AbsentVar[];
}

/** A job with its edges. What of it follows from the contents of files is not known yet. */
export interface DraftJob
  extends
    Omit<LooseJob, 'cell' | 'folder' | 'program' | 'outputFolder' | 'produced'>,
    Pick<Job, 'needs' | 'moot' | 'lateInputs'> {}

export interface WantedFile {
  /** Relative to the project root, or absolute; `inputs` may be a glob, and a folder to run in ends in a slash. */
  readonly path: string;
  /** `later-workdir` is that of jobs that need others, which may make it; `script` is what a command runs,
   * `output-folder` what its shell writes into, and asked for by nothing else. */
  readonly kind: 'requires' | 'inputs' | 'template' | 'workdir' | 'later-workdir' | 'script' | 'output-folder';
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
  /** Why it was not, or does not exist, as in "it …", where that is known. */
  readonly fault?: string;
  /** What may be done about that. */
  readonly hint?: string;
}

/** What jobs ask for, with these by their indexes. */
export interface Wants extends Pick<Draft, 'wanted' | 'absentVars'> {
  readonly jobs: readonly Pick<Job, 'id' | 'label'>[];
  /** Whether it is not known how many jobs there are; left out where it is. */
  readonly isOpen?: boolean;
}
