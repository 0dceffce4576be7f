import type { JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { Instant } from './units.ts';

/** What the scheduler wants done next. */
export type Decision =
  | { readonly do: 'start'; readonly job: JobId; readonly allocation: Allocation }
  /** A need of it can no longer be met. */
  | { readonly do: 'skip'; readonly job: JobId; readonly because: JobId }
  /** Its backoff is over: back into the queue. */
  | { readonly do: 'requeue'; readonly job: JobId }
  /** The time is there before which some were not to start. */
  | { readonly do: 'begin'; readonly begin: Instant }
  /** Jobs of this class fail, and fail alike: start no more of them. */
  | { readonly do: 'hold'; readonly class: string; readonly because: string };
