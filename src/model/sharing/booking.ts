import type { Moment } from '../units.ts';

/** GPUs that a user has reserved for a time: during it they are given to his runs alone. */
export interface Booking {
  /** No two on a host have the same. */
  readonly id: string;
  readonly uid: number;
  /** The name of the user, or the number where it has none. */
  readonly user: string;
  /** UUIDs. */
  readonly gpus: readonly string[];
  readonly from: Moment;
  readonly until: Moment;
  /** What for, as he says; null where he does not. */
  readonly why: string | null;
}
