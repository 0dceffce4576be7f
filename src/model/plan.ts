import type { Span } from './diagnostic.ts';
import type { JobKeyWith } from './job-keys.ts';
import type { Goals, MetricSource } from './metrics.ts';
import type { FailureCause } from './outcome.ts';
import { asksForGpus, type GpuCount, type ResourceRequest } from './resources.ts';
import type { Bytes, Seconds } from './units.ts';

/** A job's identity: a readable slug of stage and axis values. Also the name of its folder. */
export type JobId = string & { readonly jobId: unique symbol };

/** A SHA-256 in hexadecimal over everything that decides a job's result. */
export type Fingerprint = string & { readonly fingerprint: unique symbol };

export const jobId = (text: string): JobId => text as JobId;
export const fingerprint = (text: string): Fingerprint => text as Fingerprint;

/** An axis value: as the file spells it, and as JSON shows it. */
export interface ParamValue {
  readonly text: string;
  /** A list or a map is what JSON makes of it. */
  readonly json: string | number | boolean | object;
}

/** What a job executes. Values are already quoted into the shell text for where they stand. */
export type Command =
  { readonly kind: 'shell'; readonly text: string } | { readonly kind: 'argv'; readonly argv: readonly string[] };

/** A command in one text, as people read it. */
export function textOfCommand(command: Command): string {
  return command.kind === 'shell' ? command.text : command.argv.join(' ');
}

export interface TimeLimit {
  readonly after: Seconds;
  /** A signal name without SIG, such as `TERM`. */
  readonly signal: string;
  /** From that signal to KILL. */
  readonly grace: Seconds;
}

export interface RetryPolicy {
  /** Further attempts after the first. */
  readonly max: number;
  readonly on: readonly FailureCause[];
  readonly backoff: Seconds;
  readonly factor: number;
  /** What later attempts ask for; null when they ask for the same. */
  readonly escalate: Escalation | null;
}

/** What attempts after certain failures ask for instead of what the job does. */
export interface Escalation {
  /** The failures that count. */
  readonly on: readonly FailureCause[];
  /** The GPUs that the attempt after the first, the second, … such failure asks for; the last one holds for the rest. */
  readonly gpus: readonly GpuCount[];
  /** Whether it is to run on other GPUs than those it failed on, if there are enough of them. */
  readonly otherGpu: boolean;
}

/** An edge of the plan: this job waits for `job`. */
export interface Need {
  readonly job: JobId;
  /** `success`: it succeeded; `always`: it ended, however; `failure`: it ended and failed. */
  readonly when: 'success' | 'always' | 'failure';
  /** Which key of the language made the edge. */
  readonly via: 'chain' | 'stage';
  /** A chain with `gpu: same`: run on the very GPUs that `job` had. */
  readonly sameGpus: boolean;
}

/** Whether a job only keeps its turn: the links of a chain do not need each other. */
export function isOrderOnly({ via, when }: Need): boolean {
  return via === 'chain' && when !== 'success';
}

/** The parts of a fingerprint, each a short hash by name, so that a plan can say which of them changed. */
export type FingerprintParts = Readonly<Record<FingerprintField, string>>;
export type FingerprintField = JobKeyWith<'fingerprint', true> | 'needs';

/** What a job is, whatever its inputs hold: a result is judged by it and by the inputs that it was made from. */
export interface Definition {
  /** Its inputs count in it by name, and the jobs that it needs by theirs. */
  readonly fingerprint: Fingerprint;
  readonly parts: FingerprintParts;
}

/** At most `max` jobs at once that have this key. */
export interface Limit {
  readonly key: string;
  readonly max: number;
}

/** One cell of one stage: everything that is known of a job before it runs. Paths are relative to the project root. */
export interface Job {
  readonly id: JobId;
  /** Its place in the plan's order. */
  readonly index: number;
  readonly stage: string;
  readonly label: string;
  /** Axis name to value, in the order of the file; absent axes are left out. */
  readonly params: ReadonlyMap<string, ParamValue>;
  /** By axis the values, in canonical form, that its id leaves out since they are the axis's `default`. */
  readonly unsaid: Readonly<Record<string, string>>;
  readonly command: Command;
  /** Shell lines run first; null when there are none. */
  readonly setup: string | null;
  readonly workdir: string;
  /** By name; null for one that is secret: its value is in the environment of the runner, and nowhere else. */
  readonly env: ReadonlyMap<string, string | null>;
  readonly request: ResourceRequest;
  readonly timeout: TimeLimit | null;
  readonly priority: number;
  /** What is added to the niceness of the run, from -20 to 19. */
  readonly nice: number;
  readonly retry: RetryPolicy;
  readonly needs: readonly Need[];
  /**
   * The stage that it needs by `failure` without having a partner there: nothing can fail for it, so it is skipped. Null
   * for every job that can run.
   */
  readonly moot: string | null;
  /** Paths that must exist before anything is queued. */
  readonly requires: readonly string[];
  /** Paths that must exist, be non-empty and newer than the job's start, for it to have succeeded. */
  readonly produces: readonly string[];
  /** Paths or globs whose content is part of the fingerprint. */
  readonly inputs: readonly string[];
  /** The subset of `inputs` that a needed job produces: hashed at launch, not when planning. */
  readonly lateInputs: readonly string[];
  /** One for each of `inputs`, and the same wherever the sweep is: what the host and the job's own place decide stays a name. */
  readonly inputNames: readonly string[];
  /** One for each of `inputs`: what it held when the plan was made, as `digestOfInput` says; null for a late one. */
  readonly inputDigests: readonly (string | null)[];
  /** A wrapper template of the sweep's own; null for the package's. */
  readonly template: string | null;
  /** Whether stderr goes to a file of its own. */
  readonly split: boolean;
  /** Whether its logs are compressed once it has ended. */
  readonly compress: boolean;
  /** How much of each of its logs is kept, beginning and end; null for all. */
  readonly maxLog: Bytes | null;
  /** Whether it runs in a terminal of its own. */
  readonly tty: boolean;
  readonly allowFailure: boolean;
  /** Where it says that it runs on the machine of its runner, wherever the others run; null where it does not say. */
  readonly on: 'local' | null;
  readonly limits: readonly Limit[];
  /** Least time between two starts of its stage; 0 for none. */
  readonly stagger: Seconds;
  /** Before when it does not start, as `parseBeginTime` reads it, or of a job that was added by hand `timeOfIso`; null where nothing says. */
  readonly begin: string | null;
  /** Where it leaves its numbers; empty where nothing says. */
  readonly metrics: readonly MetricSource[];
  /** What its result would be made from now, with what was in its inputs when the plan was made. */
  readonly fingerprint: Fingerprint;
  readonly fingerprintParts: FingerprintParts;
  readonly definition: Definition;
}

/** What to do when a job has finally failed: go on with the rest, start nothing new, or also stop what runs. */
export type OnFailure = 'continue' | 'stop' | 'kill';

/** Which of equally urgent jobs goes first: the first of the plan, or the one that takes longest with all that waits for it. */
export type QueueOrder = 'plan' | 'longest';

/** What becomes of a job that does not fit: what it asks for is kept for it, or others pass it as long as they fit. */
export type WideJobs = 'reserve' | 'pack';

/** The events on which a command of the user's own is run, beside the jobs. */
export const HOOK_NAMES = ['job_end', 'job_failed', 'run_end'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

/** The shell text of each hook that there is. */
export type Hooks = Readonly<Partial<Record<HookName, string>>>;

/** That jobs run in a copy of the code, as it is when their run begins. */
export interface Snapshot {
  /** What is not copied, relative to the project root. */
  readonly link: readonly string[];
  /** Where the sweep file asks for it. */
  readonly span: Span;
}

/** A sweep, expanded: every job, in order, with what each waits for. */
export interface Plan {
  readonly sweep: string;
  readonly description: string | null;
  readonly onFailure: OnFailure;
  /** The axis that only repeats, usually `seed`; null when there is none. */
  readonly replicates: string | null;
  readonly order: QueueOrder;
  readonly wideJobs: WideJobs;
  /** Left out where jobs run in the project itself. */
  readonly snapshot?: Snapshot;
  /** Whether jobs may be added to it while it runs: it is no file's. */
  readonly isOpen?: boolean;
  /** What is run besides the jobs; left out where that is nothing. */
  readonly hooks?: Hooks;
  /** Which metrics are better which way; left out where nothing says. */
  readonly goals?: Goals;
  /** The ids that its jobs may have had before, as `moved` says, with those of today; left out where that says nothing. */
  readonly former?: ReadonlyMap<JobId, JobId>;
  /** A job stands after every job that it needs. */
  readonly jobs: readonly Job[];
}

/** What a job asks for at first, and after each failure that has it ask for more. */
export function requestsOf({ request, retry }: Pick<Job, 'request' | 'retry'>): readonly ResourceRequest[] {
  return [request, ...(retry.escalate?.gpus ?? []).map((step) => ({ ...request, ...step }))];
}

/** The variables of jobs that are secret, each once. */
export function secretsOf(jobs: Iterable<Pick<Job, 'env'>>): ReadonlySet<string> {
  const names = new Set<string>();
  // Jobs mostly share the very same object.
  const seen = new Set<Job['env']>();
  for (const { env } of jobs) {
    if (seen.has(env)) continue;
    seen.add(env);
    for (const [name, value] of env) if (value === null) names.add(name);
  }
  return names;
}

/** Whether any attempt of a job may be given GPUs. */
export function mayGetGpus(job: Pick<Job, 'request' | 'retry'>): boolean {
  return requestsOf(job).some(asksForGpus);
}
