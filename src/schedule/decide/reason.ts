import type { Booking } from '../../model/sharing/booking.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { JobId, Limit, Need } from '../../model/plan.ts';
import type { GpuHours } from '../../model/sharing/policy.ts';
import type { GpuView } from '../../model/resources.ts';
import type { JobStatus } from '../../model/state.ts';
import type { Seconds, Share } from '../../model/units.ts';
import type { HoursOfTwo } from './fair-share.ts';

/** Why a job does not start now. */
export type Reason =
  /** The run starts nothing new. */
  | { readonly because: 'draining' }
  | { readonly because: 'host-paused'; readonly why: string }
  /** The system had no room for the last job that was to start: the run tries again after a pause. */
  | { readonly because: 'scarcity'; readonly why: string }
  | { readonly because: 'need'; readonly job: JobId; readonly when: Need['when']; readonly status: JobStatus }
  /** A need of it can no longer be met: it is about to be skipped. */
  | { readonly because: 'doomed'; readonly job: JobId }
  | { readonly because: 'backoff'; readonly wait: Seconds; readonly outcome: Outcome }
  /** Its class is held, or it by itself: for `why`, or by a person where that is null. */
  | { readonly because: 'held'; readonly what: 'class' | 'job'; readonly why: string | null }
  | { readonly because: 'canary'; readonly job: JobId }
  | { readonly because: 'limit'; readonly limit: Limit; readonly holders: readonly JobId[] }
  /** It is not to start before a time, `said` as people have said it. */
  | { readonly because: 'begin'; readonly said: string; readonly wait: Seconds }
  | { readonly because: 'stagger'; readonly stage: string; readonly wait: Seconds }
  /** What it is made from is still being read. */
  | { readonly because: 'inputs' }
  /** Others of the same request come before it; `longer` when the first does since the path that begins with it is longer. */
  | { readonly because: 'turn'; readonly first: JobId; readonly before: number; readonly longer: boolean }
  | {
      readonly because: 'amount';
      readonly name: string;
      readonly asked: number;
      readonly free: number;
      readonly holders: readonly Holder[];
    }
  /** The runs of its user may hold no more at once: what is left of the quota is less than it asks for. */
  | {
      readonly because: 'quota';
      readonly of: 'GPUs' | 'slots';
      readonly most: number;
      readonly user: string;
      readonly left: number;
      readonly holders: readonly Holder[];
    }
  | { readonly because: 'probe'; readonly why: string }
  | { readonly because: 'neighbours'; readonly why: string }
  | {
      readonly because: 'gpus';
      readonly asked: number;
      /** The part of one GPU that it asks for; null for whole ones. */
      readonly share: Share | null;
      readonly free: number;
      readonly gpus: readonly GpuAvailability[];
    }
  /** It does not fit, and nothing is kept for it meanwhile: its sweep says so. */
  | { readonly because: 'packed' }
  | {
      /** What it could take is kept for one before it. */
      readonly because: 'reservation';
      readonly for: Holder;
      /** How long until that can begin; null when no bound tells. */
      readonly wait: Seconds | null;
      /** For how long GPUs were held lately, where that is why the one of another user goes first. */
      readonly lately?: HoursOfTwo;
    };

/** A job of this run, or of another. */
export type Holder =
  | { readonly whose: 'ours'; readonly job: JobId }
  | { readonly whose: 'theirs'; readonly user: string; readonly sweep: string; readonly job: string };

/** Why a GPU that a job may use is not to be had, or that it is. */
export interface GpuAvailability {
  readonly gpu: GpuView;
  readonly holders: readonly Holder[];
  /** Why nothing may be given of it, though no run holds it, or besides; null when there is no such reason. */
  readonly barred: string | null;
  /** When it is given out, where that is not now. */
  readonly closed?: GpuHours;
  /** What another user has reserved that keeps it from the job; left out where nobody has. */
  readonly booked?: Booking;
}
