import type { AddedJob, FollowedFile } from '../../model/added-job.ts';
import type { AcceptedResult, HookFailed, RunEnded } from '../../model/event.ts';
import type { JobEnding } from '../../model/hook.ts';
import type { ArrayTask } from '../../model/executor.ts';
import type { InputRecord } from '../../model/input.ts';
import type { AttemptMetrics } from '../../model/metrics.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Fingerprint, FingerprintParts, HookName, Job, JobId, Plan } from '../../model/plan.ts';
import type { ProcessId } from '../../model/process-id.ts';
import type { MachineSetting } from '../../model/request.ts';
import type { Allocation } from '../../model/resources.ts';
import type { CodeVersion, FailurePolicy, MachineOptions } from '../../model/run-start.ts';
import type { JobState, JobStatus } from '../../model/state.ts';
import type { Begins } from '../../model/text/begin-time.ts';
import type { Instant, Moment, Seconds, Tick } from '../../model/units.ts';
import type { Durations } from '../queue/durations.ts';
import type { Ready } from '../queue/queue.ts';
import type { Cell, JobClass } from '../queue/request.ts';
import type { SchedulingIndex } from '../queue/scheduling-index.ts';

/** All that the journal knows of one attempt. */
export interface AttemptRecord {
  readonly attempt: number;
  readonly allocation: Allocation;
  readonly token: string;
  readonly fingerprint: Fingerprint;
  readonly parts: FingerprintParts;
  /** Empty where nothing is known. */
  readonly unsaid: Readonly<Record<string, string>>;
  /** Null where an older journal does not tell; `fingerprint` then covers them too. */
  readonly inputs: readonly InputRecord[] | null;
  readonly lateInputs: string | null;
  /** The copy of the code that it runs in; null where it runs in the project itself. */
  readonly snapshot: string | null;
  /** Where it is to be found on a cluster; null where it runs on the machine of its runner. */
  readonly on: ArrayTask | null;
  readonly limit: Seconds | null;
  /** Why it was made although the job had run before, in words; null where that was no reason, or the attempt before tells. */
  readonly because: string | null;
  readonly planned: Moment;
  /** The same as the number of the event in the journal. */
  readonly plannedAt: number;
  /** Null when nobody has noted that it began. */
  readonly start: AttemptStart | null;
  /** Null while it goes on. */
  readonly end: AttemptEnd | null;
  /** What it has left by way of numbers; null where that has not been read. */
  readonly metrics: AttemptMetrics | null;
}

/** That a result counts for a job which no attempt of it has made so. */
export interface Acceptance extends Pick<
  AttemptRecord,
  'fingerprint' | 'parts' | 'unsaid' | 'inputs' | 'lateInputs' | 'plannedAt'
> {
  readonly because: AcceptedResult['because'];
  /** What lies there by way of numbers though no attempt has left it; null where nothing has been looked for. */
  readonly found: AttemptMetrics | null;
  readonly at: Moment;
}

export interface AttemptStart {
  readonly at: Moment;
  /** Its keeper. */
  readonly process: ProcessId;
}

export interface AttemptEnd {
  readonly at: Moment;
  readonly outcome: Outcome;
  /** From its start to its end; null when the start is not known. */
  readonly seconds: Seconds | null;
  /** The line of its output that tells best why it failed; null when it succeeded or there is none. */
  readonly error: string | null;
}

/** All that is known of one job: its state, and what the journal tells of its past. */
export interface JobRecord {
  readonly id: JobId;
  /** Null for a job that the journal knows and the plan no longer has. */
  job: Job | null;
  /** As what it was added by hand; null for a job of a file. */
  added: AddedJob | null;
  state: JobState;
  /** Its attempts in order, without those that were abandoned before they began. */
  readonly past: AttemptRecord[];
  /** What has been accepted last in the place of an attempt, which counts unless one was made since; null for nothing. */
  accepted: Acceptance | null;
  /** The greatest attempt number ever used, abandoned ones included. */
  attempts: number;
  /** When an attempt of it last ended, however, as the number of the event in the journal; 0 for never. */
  endedAt: number;
  /** Whether the present run is to bring it to an end. */
  todo: boolean;
  /** Whether the attempt that goes on is made from something else than the present run plans. */
  outdated: boolean;
  /** Whether the attempt that goes on was told to stop before the present run began, which does the job again. */
  toldBefore: boolean;
  /** Why the present run is to do it once more, in words; null where it has not run before, and once it has begun. */
  again: string | null;
  /** Whether the present run is to run it though it was fresh. */
  isAsked: boolean;
  /** Whether the present run is or was to bring it to an end. */
  isTask: boolean;
  /** A need of it that the present run leaves alone, so that it cannot run; null where there is none. */
  blocked: JobId | null;
  /** Whether a person holds it, over all runs: it does not start until it is released. */
  held: boolean;
  /** Why it is held so, where no person has asked for it; null otherwise. */
  heldFor: string | null;
  /** As which definition a person has cancelled it, over all runs; null where nobody has, or it has been asked for since. */
  cancelled: Fingerprint | null;
  /** When a person last asked for it to run once more, as the number of the event in the journal; 0 for never. */
  rerunAt: number;
  /** The same of when a person last asked for it to be tried again, in whichever run that comes to it. */
  retriedAt: number;
  /** The job's id before `moved` renamed it, under which its attempts so far ran; null where it had no other. */
  movedFrom: JobId | null;
  /** Its turn in the present run: as the plan says, unless a person has said otherwise. */
  priority: number;
  place: number;
  /** Needs that are not met yet. */
  unmet: number;
  /** Whole seconds that the longest path of jobs takes that begins with it; the same for the whole run. */
  remaining: Seconds;
  /** What it asks for while it waits for nothing but its turn; null as long as it waits for other jobs, or does not wait. */
  ready: Ready | null;
  /** Of which class it is, and of which cell; the same for the whole run. */
  readonly class: JobClass;
  readonly cell: Cell;
  /** Failures of the present run after which it asks for more. */
  escalations: number;
  /** The GPUs on which it failed so, by UUID. */
  failedOn: readonly string[];
  /** Attempts of the present run that failed and count against `retry.max`. */
  failures: number;
  /** Whether the present run has already repeated it for being lost. */
  repeatedLost: boolean;
}

/**
 * A run at one instant. Changed by `reduce` alone, and by nobody who only looks; everything in it follows from the plan and
 * the events, and the index from the rest of it.
 */
export interface RunState {
  /** Of its own, since jobs may be added to it. */
  readonly plan: Plan & { readonly jobs: Job[] };
  /** Every job of the plan, by its index. */
  readonly records: JobRecord[];
  readonly byId: Map<JobId, JobRecord>;
  /** Jobs of the journal that the plan no longer has. */
  readonly orphans: Map<JobId, JobRecord>;
  /** Jobs that wait for a job, by that job's index. */
  readonly dependents: number[][];
  /**
   * Jobs that wait for another to end, by its id, although they do not need it: links of a chain for a later one that runs already,
   * or for an earlier one that runs again; what is to run again for what ran because of it.
   */
  readonly overtakenBy: Map<JobId, readonly number[]>;
  /** How many jobs of the plan are in each status. */
  readonly counts: Record<JobStatus, number>;
  /** Jobs with a living attempt, orphans included. */
  readonly running: Map<JobId, JobRecord>;
  /** How long jobs have taken so far, in this run and in those before. */
  readonly durations: Durations;
  /** Jobs that can no longer run because a need of theirs cannot be met, with that need. */
  readonly doomed: Doomed[];
  /** How each class of jobs fares in the present run. */
  readonly classes: Map<JobClass, ClassProgress>;
  /** Classes of which no more jobs are to start. */
  readonly dueHolds: DueHold[];
  /** Jobs that wait for nothing but their time, by that; some of them may wait no more. */
  readonly early: Map<Instant, Set<number>>;
  /** When each stage started a job last, where its starts are spaced. */
  readonly lastStarts: Map<string, Tick>;
  /** Hooks that are still to be run, in order. */
  readonly dueHooks: DueHook[];
  /** GPUs that no job may be given, with the reason. */
  readonly quarantined: Map<string, string>;
  /** What the system had run out of when a job was to start last; null where one has started since. */
  scarcity: string | null;
  /** Set once nothing new may start. */
  draining: boolean;
  /** The run that the newest `run-started` began; null before the first. */
  run: CurrentRun | null;
  /** Jobs of `todo` that have not come to an end yet. */
  pending: number;
  /** Jobs that have finally failed in the present run, other than those that may. */
  failures: number;
  /** The least place that a job has been given in the present run. */
  firstPlace: number;
  /** What each request concerned that has been answered, by its id. */
  readonly answered: Map<string, readonly JobId[]>;
  /** The code of its runs, each with the number of the event from which on it holds; null where it was in no repository. */
  readonly codes: { readonly since: number; readonly code: CodeVersion | null }[];
  /** Number of events so far. */
  events: number;
  /** How many runners have driven it so far. */
  runners: number;
  /** The greatest number that a job has been given which was added. */
  greatestAdded: number;
  /** The files whose lines are jobs, by path. */
  readonly followed: Map<string, FollowedLines>;
  /** What follows from all of this, in the order in which decisions want it. */
  index: SchedulingIndex;
}

/** What is known of a file that is followed, or was. */
export interface FollowedLines {
  /** Null where it is followed no more. */
  file: FollowedFile | null;
  /** How often each of its lines has been queued, by its hash. */
  readonly queued: Map<string, number>;
}

/** A job that will never start in this run, and the need that cannot be met. */
export interface Doomed {
  readonly index: number;
  readonly because: JobId;
}

/** A hook that is to tell how an attempt has brought a job to its end. */
export interface DueHook {
  readonly hook: HookName;
  readonly job: JobId;
  readonly attempt: number;
  /** How it came to its end, whatever somebody has asked for since. */
  readonly outcome: JobEnding['outcome'];
}

/** What is known of the present run as a whole. */
export interface CurrentRun {
  readonly started: Moment;
  /** The number of its `run-started` in the journal. */
  readonly startedAt: number;
  /** How many runs there have been with it. */
  readonly number: number;
  readonly runner: ProcessId;
  readonly file: string;
  /** What it may use of the machine, as it was when it began or was set last. */
  slots: number;
  gpus: readonly (number | string)[];
  readonly fresh: number;
  /** Jobs that it set out to bring to an end, and those that it was asked for later. */
  todo: number;
  /** Jobs that it is about and leaves alone though they have failed or are cancelled. */
  readonly left: ReadonlySet<JobId>;
  /** Jobs that were not chosen and are not fresh: those that have come to an end before, and those that another needs that cannot run so. */
  readonly unchosen: ReadonlySet<JobId>;
  readonly caution: FailurePolicy;
  readonly choice: MachineOptions;
  /** What people have set over that. */
  setting: MachineSetting;
  begins: RunBegins;
  /** The hooks that it has. */
  readonly hooks: ReadonlySet<HookName>;
  /** Those that did not do what they were to do: how many, and the last one. */
  failedHooks: { readonly count: number; readonly last: HookFailed } | null;
  ended: Moment | null;
  /** Why it ended; null while it goes on, or when its runner died. */
  reason: RunEnded['reason'] | null;
}

/** Before when jobs of a run do not start. */
export interface RunBegins {
  /** As its `run-started` has it; null where nothing says. */
  readonly told: Begins | null;
  /** When that is, by the text. */
  readonly at: ReadonlyMap<string, Instant>;
  /** When its runner began: from then on it is reckoned in ticks, so that a clock which is set otherwise changes nothing. */
  readonly since: Moment;
  /** What is no later than this is there. */
  readonly reached: Instant;
}

/** How the jobs of one class fare in the present run. */
export interface ClassProgress {
  /** The job that goes first while the others wait for it; null when none has been chosen or none is needed any more. */
  canary: number | null;
  /** Whether the others need not wait any more. */
  isOpen: boolean;
  /** Jobs that wait for the canary, by index. */
  readonly behind: number[];
  /** Jobs that the run is to bring to their end, and those that have come to it. */
  todo: number;
  ended: number;
  /** Final failures, by their normalised error. */
  readonly errors: Map<string, number>;
  /** Why no more of them start; null when they may. */
  held: string | null;
}

/** A class that is to be held. */
export interface DueHold {
  readonly class: JobClass;
  readonly because: string;
}
