import type { Outcome, StopReason } from './outcome.ts';
import type { Fingerprint, JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { ProcessId } from './process-id.ts';
import type { Moment } from './units.ts';

export type JobState =
  | { readonly status: 'waiting' }
  | {
      readonly status: 'running';
      readonly attempt: number;
      readonly since: Moment;
      readonly allocation: Allocation;
      readonly token: string;
      readonly fingerprint: Fingerprint;
      /** Its keeper; null between the decision and the spawn. */
      readonly process: ProcessId | null;
      /** Why it was told to stop; it then ends as `stopped` whatever its exit status. Null when it was not. */
      readonly stopping: StopReason | null;
    }
  | { readonly status: 'backoff'; readonly attempt: number; readonly until: Moment; readonly outcome: Outcome }
  /** `attempt` is null where its result was accepted without any. */
  | { readonly status: 'succeeded'; readonly attempt: number | null; readonly fingerprint: Fingerprint }
  | { readonly status: 'failed'; readonly attempt: number; readonly outcome: Outcome }
  | { readonly status: 'skipped'; readonly because: JobId }
  /** Kept back: since its class of jobs does not look as if it could succeed, or, where `because` is null, by a person. */
  | { readonly status: 'held'; readonly because: string | null }
  | { readonly status: 'cancelled'; readonly attempt: number | null };

export type JobStatus = JobState['status'];
