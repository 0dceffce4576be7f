/** Whether a job must run, and why, as `sweep plan` shows it. */
export interface Verdict {
  readonly state: 'new' | 'stale' | 'failed' | 'interrupted' | 'cancelled' | 'fresh' | 'running';
  /** A sentence without a full stop, such as `command changed`; null when the state says it all. */
  readonly because: string | null;
}
