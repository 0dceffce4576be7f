import type { JobId } from './plan.ts';
import type { Bytes } from './units.ts';
import type { Verdict } from './verdict.ts';

/** A job that a run is to bring to its end. */
export interface Task {
  readonly job: JobId;
  readonly verdict: Verdict;
  /** A need that is neither fresh nor a task of this run nor, where its failure is awaited, has failed, so that the job cannot run. */
  readonly blocked?: JobId;
  /** Whether that need is in the way only since it was not chosen. */
  readonly unchosen?: boolean;
  /** Whether somebody has asked for it though it was fresh. */
  readonly asked?: true;
  /** Whether it runs from before, made from something else than is there now: once more must follow. */
  readonly outdated?: boolean;
  /** What it was made from that is not there now, in words; left out in older journals. */
  readonly outdatedBy?: string;
}

/** When a run is to stop throwing jobs after those that failed. */
export interface FailurePolicy {
  /** One job of each class goes first, and the others wait for its success. */
  readonly canary: boolean;
  /** Start nothing new after so many final failures; null for never. */
  readonly maxFails: number | null;
  /** Hold a class of which so many jobs have failed with the same error; null for never. */
  readonly failAlike: number | null;
}

/** What a command line says of the machine; null where it says nothing. */
export interface MachineOptions {
  readonly slots: number | null;
  /** As `--gpus` has it. */
  readonly gpus: string | null;
  /** The path of the host file to go by, absolute. */
  readonly hostFile: string | null;
  /** The executor that its jobs are given to; left out for this machine, and in older journals. */
  readonly on?: string;
  /** Whether all of them were submitted in one go, and left to it; left out where a runner sees them through. */
  readonly detached?: true;
  /** The name of the job of a cluster which the runner itself is, of that one or as a pilot; left out where it is none. */
  readonly driver?: string;
}

/** The code that ran, recorded for people; it makes nothing stale. */
export interface CodeVersion {
  readonly commit: string;
  /** A hash of the uncommitted difference, by which the run folder has that; null when there is none. */
  readonly dirty: string | null;
  /** Left out where none is checked out, and in older journals. */
  readonly branch?: string;
  /** What git neither tracks nor ignores; left out where that is nothing or not known, and in older journals. */
  readonly untracked?: Untracked;
}

export interface Untracked {
  /** A folder of which nothing is tracked counts as one. */
  readonly count: number;
  /** The first of them. */
  readonly names: readonly string[];
}

/** By whom a run was begun, how, and on what; recorded for people, it makes nothing stale. */
export interface RunOrigin {
  readonly user: string;
  /** As it was said, the name of the program first; what is very long is cut. */
  readonly command: readonly string[];
  /** The names of the variables that it had. */
  readonly environment: readonly string[];
  /** The versions of this program, and of Node. */
  readonly sweep: string;
  readonly node: string;
  readonly machine: MachineFacts;
}

/** What the machine of a runner is. */
export interface MachineFacts {
  readonly host: string;
  /** `Linux 6.1.0` */
  readonly system: string;
  readonly cpus: number;
  /** Which, in words; empty where that is not known. */
  readonly processor: string;
  readonly memory: Bytes;
  /** Those that the run may use. */
  readonly gpus: readonly GpuFacts[];
  /** The version of each driver of them that tells it, by name. */
  readonly drivers: Readonly<Record<string, string>>;
}

export interface GpuFacts {
  /** As people name it. */
  readonly gpu: number | string;
  readonly uuid: string;
  readonly name: string;
  /** Null where that is not known. */
  readonly memory: Bytes | null;
}

/** What the results of an attempt came from, as its run has recorded that: null where it was in no repository, or an older journal does not tell. */
export interface Provenance {
  readonly code: CodeVersion | null;
  readonly origin: RunOrigin | null;
}
