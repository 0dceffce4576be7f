import type { JobClass } from './job-class.ts';

/** How the jobs of one class fare in the present run. */
export interface Standing {
  /** The job that goes first while the others wait for it; null when none has been chosen or none is needed any more. */
  canary: number | null;
  /** Whether the others need not wait any more. */
  isOpen: boolean;
  /** Jobs that wait for the canary, by index. */
  readonly behind: number[];
  /** Jobs that the run is to bring to their end, and those that have come to it. */
  todo: number;
  ended: number;
  /** Final failures, by their normalised error. */
  readonly errors: Map<string, number>;
  /** Why no more of them start; null when they may. */
  held: string | null;
}

/** A class that is to be held. */
export interface DueHold {
  readonly class: JobClass;
  readonly because: string;
}
