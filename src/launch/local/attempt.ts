import type { Job, JobId } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { Seconds } from '../../model/units.ts';
import type { Trace } from './processes.ts';

/** An attempt that is not over, launched or adopted. */
export interface Attempt {
  readonly id: JobId;
  readonly attempt: number;
  readonly job: Job | null;
  readonly limit: Seconds | null;
  /** The copy of the code that it runs in; undefined for the project itself. */
  readonly snapshot: string | undefined;
  readonly usesGpus: boolean;
  readonly keeper: ProcessId;
  readonly trace: Trace;
  /** Milliseconds of the monotonic clock; null for an adopted one, whose keeper tells how long it ran. */
  readonly launched: number | null;
  /** How often the kernel had killed for lack of memory when it was launched; null when unknown, as for an adopted one. */
  readonly oomKills: number | null;
  /** The exit code of the keeper; null while it runs, when a signal ended it, and for an adopted one. */
  status: number | null;
  /** What waits for its end. */
  phase: Phase;
  stop: Stop | null;
}

export type Phase =
  /** Its keeper tells when it ends, or what that of another runner writes is watched. */
  | { readonly kind: 'watched'; readonly unwatch: () => void }
  /** Its keeper was killed, or all of it is being killed: it is over when its session is empty. */
  | { readonly kind: 'draining'; readonly timer: NodeJS.Timeout }
  /** It is over; what it left behind may still have to go. */
  | { readonly kind: 'over' };

/** The same for the same attempt of a job. */
export function keyOf(job: JobId, attempt: number): string {
  return `${job}/${attempt}`;
}

/** Told to stop; killed once the grace is over. */
export interface Stop {
  readonly timer: NodeJS.Timeout;
  /** Milliseconds of the monotonic clock; null while the grace lasts. */
  killedAt: number | null;
}

/** Ends all that waits for the end of an attempt. */
export function release(attempt: Attempt): void {
  unwatch(attempt);
  if (attempt.stop !== null) clearTimeout(attempt.stop.timer);
}

/** Ends what waits for the end of its keeper or of its session. */
export function unwatch({ phase }: Attempt): void {
  switch (phase.kind) {
    case 'watched':
      return phase.unwatch();
    case 'draining':
      return clearTimeout(phase.timer);
    case 'over':
      return;
    default:
      return phase satisfies never;
  }
}
