import type { Booking } from './booking.ts';
import type { ProcessId } from '../process-id.ts';
import type { Bytes, Seconds, Share, Tick } from '../units.ts';

/** A run on this host, as runs know each other. */
export interface RunName {
  /** No two runs on a host have the same. */
  readonly key: string;
  readonly uid: number;
  /** The name of the user, or the number where it has none. */
  readonly user: string;
  readonly sweep: string;
  readonly pid: number;
  /** When it was submitted, as it says itself. */
  readonly submitted: Tick;
  /** The same, but not before its runner began: between users, whose word is not to be relied on. */
  readonly since: Tick;
}

/** What a living job of another run holds. */
export interface Hold {
  readonly by: RunName;
  /** Its label. */
  readonly job: string;
  /** UUIDs. */
  readonly gpus: readonly string[];
  /** The part that it holds of its one GPU; null for whole ones or none. */
  readonly share: Share | null;
  readonly gpuMemory: Bytes | null;
  readonly slots: number;
  readonly memory: Bytes | null;
  readonly resources: Readonly<Record<string, number>>;
  /** When it has ended at the latest; null when it has no bound. */
  readonly until: Tick | null;
}

/** Jobs that another run would start at once if only there were room for them in what runs share. */
export interface Want {
  readonly by: RunName;
  /** Changes whenever its run publishes anew. */
  readonly serial: string;
  /** The label of the first of the jobs. */
  readonly job: string;
  /** How many alike. */
  readonly jobs: number;
  readonly priority: number;
  /** Whole GPUs; 0 when it asks for a part of one. */
  readonly gpus: number;
  readonly share: Share | null;
  readonly gpuMemory: Bytes | null;
  /** The UUIDs that its run would take, best first; empty where it asks for no GPU. */
  readonly allowed: readonly string[];
  readonly slots: number;
  readonly memory: Bytes | null;
  readonly resources: Readonly<Record<string, number>>;
  /** Whether slots or named resources keep it back, which the runs of its user share among themselves: others need not wait for it. */
  readonly keptByUser: boolean;
  /** How long one runs at the most; null when there is no bound. */
  readonly bound: Seconds | null;
}

/** What a run tells the other runs of its host. */
export interface Claims {
  readonly sweep: string;
  readonly submitted: Tick;
  /** CPU slots of all runs of its user, as it goes by itself. */
  readonly slotsOfUser: number;
  readonly holds: readonly ClaimedHold[];
  readonly wants: readonly Omit<Want, 'by' | 'serial'>[];
  /** Wants of others, by their marks, that count no more for it, since they could have been met and were not. */
  readonly voids: readonly string[];
  /** GPUs that it does not use, by UUID, with the reason. */
  readonly quarantined: Readonly<Record<string, string>>;
  /** Jobs that have not come to their end yet, those that run included. */
  readonly pending: number;
}

/** A hold as its own run tells it. */
export interface ClaimedHold extends Omit<Hold, 'by'> {
  readonly attempt: number;
  /** Its keeper, with which the hold lives and dies; null between the decision and the spawn. */
  readonly keeper: ProcessId | null;
  /** A hash of the token that its processes bear, by which whoever may read their environment finds them; null when unknown. */
  readonly mark: string | null;
}

/** What the other runs of this host hold and want. */
export interface Neighbours {
  /** This run, as the others know it; null when it shares with nobody. */
  readonly self: RunName | null;
  readonly holds: readonly Hold[];
  readonly wants: readonly Want[];
  /** What users of this host have reserved, this one included; the first first. */
  readonly bookings: readonly Booking[];
  /** For how many GPU-hours users have held GPUs of this host lately, by uid, as runs of this user have seen it. */
  readonly lately: ReadonlyMap<number, number>;
  /** The most CPU slots of all runs of this user by which another of them goes; 0 when there is none. */
  readonly slotsOfUser: number;
  /** Why this run cannot come to terms with the others now (GPU jobs wait); null when it can. */
  readonly failure: string | null;
}

/** Nobody else is there. */
export const ALONE: Neighbours = {
  self: null,
  holds: [],
  wants: [],
  bookings: [],
  lately: new Map(),
  slotsOfUser: 0,
  failure: null,
};
