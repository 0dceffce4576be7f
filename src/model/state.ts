import type { Outcome, StopReason } from './outcome.ts';
import type { Fingerprint, JobId } from './plan.ts';
import type { Allocation } from './resources.ts';
import type { Moment } from './units.ts';

/** Identifies a process beyond its pid, so that a recycled pid, another boot or another container is never mistaken for it. */
export interface ProcessId {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks from boot to its start. */
  readonly startTicks: string;
  readonly bootId: string;
  readonly pidNamespace: string;
  readonly machineId: string;
}

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
  | { readonly status: 'succeeded'; readonly attempt: number; readonly fingerprint: Fingerprint }
  | { readonly status: 'failed'; readonly attempt: number; readonly outcome: Outcome }
  | { readonly status: 'skipped'; readonly because: JobId }
  | { readonly status: 'held' }
  | { readonly status: 'cancelled'; readonly attempt: number | null };

export type JobStatus = JobState['status'];
