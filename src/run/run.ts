import type { AttemptEnded } from '../model/event.ts';
import type { Answer } from '../model/request.ts';
import type { StopReason } from '../model/outcome.ts';
import type { JobId } from '../model/plan.ts';
import type { HostView } from '../model/resources.ts';
import type { DueHook, RunState } from '../schedule/state/state.ts';
import type { VoidWants } from '../schedule/decide/void-wants.ts';
import type { Reason } from '../schedule/decide/reason.ts';
import type { StartGlance } from './inputs.ts';
import type { Recorder } from './recorder.ts';
import type { Setback } from './setback.ts';
import type { World } from './world.ts';
import type { Seconds, Tick } from '../model/units.ts';

/** The end of an attempt, as it is to be recorded. */
export type EndHeard = Omit<AttemptEnded, 'at' | 'tick'>;

/** A run under way, beyond what follows from its events. */
export interface Run {
  readonly state: RunState;
  readonly world: World;
  readonly recorder: Recorder;
  readonly voidWants: VoidWants;
  /** Whether the other runs do not know yet what this one holds. */
  isUntold: boolean;
  /** That they cannot be told. */
  readonly telling: Setback;
  /** That nothing can be launched. */
  readonly launching: Setback;
  /** That there is no copy of the code, and none can be made. */
  readonly copying: Setback;
  /** Null while something runs, or nothing waits for anything but other jobs. */
  stall: Stall | null;
  /** GPUs that are quarantined until they work again, or their memory has drained, by UUID. */
  readonly unfit: Set<string>;
  /** Inputs of which people have been told that they changed since the run began, by name. */
  readonly changedInputs: Set<string>;
  /** What inputs hold of jobs that would have started, had another run not just been deciding; else null. */
  lookedAt: StartGlance | null;
  /** The stages whose jobs need others, as it begins. */
  readonly inNeed: ReadonlySet<string>;
  /** Jobs that could start but for their inputs, which are being read. */
  readonly readingFor: Set<JobId>;
  /** The ends that are told when what these attempts have left has been read, by job. */
  readonly reading: Map<JobId, EndHeard>;
  /** The attempts that this runner has told to stop, by job. */
  readonly stopped: Map<JobId, number>;
  /** What waits for a time by which GPUs are reserved or given out goes by the host as it was seen last; null before it was. */
  seen: HostView | null;
  phase: Phase;
  /** The hook that runs; null while none does. */
  hook: DueHook | null;
  /** For how long it stays when nothing is left to do, since more may be added. */
  readonly linger: Seconds;
  /** Since when nothing is left to do; null while there is. */
  idleSince: Tick | null;
}

/** How far a run is on its way to an early end, and why it is brought to it. */
export type Phase =
  /** It starts jobs until there are none left. */
  | { readonly is: 'going' }
  /** It starts nothing new. */
  | { readonly is: 'draining'; readonly reason: StopReason }
  /** It starts nothing new, stops at `until` what still runs then, and leaves the rest to whoever goes on elsewhere. */
  | { readonly is: 'making-way'; readonly until: Tick }
  /** It starts nothing new, and lets go as soon as each job that it has started is known to run, or at \`until\`. */
  | { readonly is: 'handing-over'; readonly until: Tick; readonly answer: (answer: Answer) => void }
  /** What runs is told to stop. */
  | { readonly is: 'stopping'; readonly reason: StopReason }
  /** At once, since the journal cannot be written: the next run then finds out how the attempts ended. */
  | { readonly is: 'leaving'; readonly reason: StopReason };

/** A time in which jobs wait and none runs. */
export interface Stall {
  readonly since: Tick;
  /** The job that comes first, and why it does not start, as was seen last. */
  first: JobId | null;
  reasons: readonly Reason[];
  /** Tells people of that. */
  readonly waiting: Setback;
}
