import type { JobDetailsJson } from '../status/job-details.ts';
import type { GpuRow } from '../status/gpus.ts';
import type { JobRow, SweepRow } from './job-rows.ts';

/** What the live page is told by its server, a line of JSON each. */
export type LiveMessage =
  | {
      readonly kind: 'home';
      readonly project: string;
      readonly sweeps: readonly SweepRow[];
      /** The runs of this host, whoever's, as `sweep status --host` shows them; null where they are told later. */
      readonly host: TextRows | null;
      /** Why they cannot be told; empty where they can. */
      readonly hostProblem: string;
    }
  | {
      readonly kind: 'jobs';
      readonly sweep: SweepRow;
      /** Whether these are all its jobs, in order; else those that have changed or are new. */
      readonly isWhole: boolean;
      readonly jobs: readonly JobRow[];
    }
  | { readonly kind: 'job'; readonly sweep: SweepRow; readonly row: JobRow; readonly details: JobDetailsJson }
  /** What follows is the output of another attempt, or of one from its beginning. */
  | { readonly kind: 'log-begins' }
  /** What a job has written, as text: control characters but new lines, returns and tabs are written out. */
  | { readonly kind: 'log'; readonly text: string }
  /** What there is to know of the output besides it. */
  | { readonly kind: 'log-note'; readonly text: string }
  | { readonly kind: 'gpus'; readonly gpus: readonly GpuRow[]; readonly notes: readonly string[] }
  /** What keeps the page from being told more for now. */
  | { readonly kind: 'problem'; readonly text: string }
  /** That the server lives. */
  | { readonly kind: 'beat' };

/** A message as it is sent: `now` is the time of the server. */
export type SentMessage = LiveMessage & { readonly now: string };

/** Milliseconds between two beats. */
export const BEAT = 15_000;

/** A table of texts. */
export interface TextRows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the live page asks for; jobs by id. */
export type Ask =
  | {
      readonly do: 'kill' | 'hold' | 'release' | 'retry' | 'rerun' | 'top';
      readonly sweep: string;
      readonly jobs: readonly string[];
    }
  | { readonly do: 'priority'; readonly sweep: string; readonly jobs: readonly string[]; readonly priority: number }
  | { readonly do: 'cancel'; readonly sweep: string }
  /** Without GPUs, all of the host. */
  | { readonly do: 'pause' | 'resume'; readonly gpus: readonly string[] };

/** What came of it, in words. */
export interface Answered {
  readonly text: string;
}
