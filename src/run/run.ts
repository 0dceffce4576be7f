import type { StopReason } from '../model/outcome.ts';
import type { Patience } from '../schedule/decide/void-wants.ts';
import type { RunState } from '../schedule/state/state.ts';
import type { Recorder } from './recorder.ts';
import type { World } from './world.ts';
import type { Tick } from '../model/units.ts';

/** A run under way, beyond what follows from its events. */
export interface Run {
  readonly state: RunState;
  readonly world: World;
  readonly recorder: Recorder;
  readonly patience: Patience;
  /** Why the other runs could not be told what this one holds; null when they have been. */
  untold: string | null;
  /** Null while something runs, or nothing waits for anything but other jobs. */
  stall: Stall | null;
  /** GPUs that are quarantined until they work again, or their memory has drained, by UUID. */
  readonly unfit: Set<string>;
  /** Why the run is being brought to an early end; null while it is not. */
  stopped: StopReason | null;
  phase: Phase;
}

/**
 * Starting jobs; starting nothing new; stopping what runs; or leaving at once, since the journal cannot be written and
 * the patience has run out: the next run then finds out how the attempts ended.
 */
export type Phase = 'going' | 'draining' | 'stopping' | 'leaving';

/** A time in which jobs wait and none runs. */
export interface Stall {
  readonly since: Tick;
  /** The kinds of reasons that people have been told; null when they have not been told any. */
  told: string | null;
}
