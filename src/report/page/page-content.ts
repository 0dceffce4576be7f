import type { Instant } from '../../model/units.ts';
import type { Subject } from '../../results/table/subject.ts';

/** What the scripts of a page draw; all else of it is in the document as text. */
export interface PageContent {
  /** The rows that tables and charts are made of, the same as those of `sweep results`. */
  readonly subject: Subject;
  readonly attempts: readonly PageAttempt[];
  readonly curves: PageCurves;
}

/** How an attempt came to its end; null of one that goes on. */
export type AttemptEnding = 'succeeded' | 'failed' | 'stopped' | null;

/** What ran where, and when. */
export interface PageAttempt {
  readonly job: string;
  readonly label: string;
  readonly stage: string;
  /** What its job has in common with those that only repeat it: values of the other axes. */
  readonly cell: string;
  readonly attempt: number;
  /** The number of the run that began it, from 1 on. */
  readonly run: number;
  /** As people name them. */
  readonly gpus: readonly string[];
  readonly slots: number;
  readonly from: Instant;
  /** When it ended, or the page was made. */
  readonly to: Instant;
  readonly ending: AttemptEnding;
}

/** Numbers over steps. */
export interface PageCurve {
  /** Which of the rows it is of. */
  readonly row: number;
  readonly metric: string;
  readonly steps: readonly number[];
  /** NaN where there is no finite one. */
  readonly values: readonly number[];
}

export interface PageCurves {
  readonly shown: readonly PageCurve[];
  /** By metric how many curves are left out, since there are so many. */
  readonly leftOut: ReadonlyMap<string, number>;
}
